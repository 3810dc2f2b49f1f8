"""The figures of hand-made runs, and what they changed by."""

from datetime import timedelta
from typing import Any

import pytest

from analysis.models import Run, RunTicket
from analysis.reduce.figures import Figure, compute
from analysis.reduce.pipeline import run_reduce
from tests.analysis.runs import analysed, tickets
from tests.tickets.store import FIRST_DAY, store
from tickets.choices import Category, Priority, Status

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def figures(run: Run, previous: Run | None = None) -> dict[str, Figure]:
    return {figure.key: figure for figure in compute(run, previous)}


def completed(run: Run) -> Run:
    run_reduce(run.pk)
    return Run.objects.get(pk=run.pk)


def over(*rows: dict[str, Any]) -> Run:
    return analysed(store(*({"created_at": FIRST_DAY, **row} for row in rows)), with_model=False)


def test_every_choice_has_a_count_and_a_share() -> None:
    found = figures(over({"category": "billing"}, {"category": "billing"}, {"category": "account"}))
    for group, choices in (("category", Category), ("priority", Priority), ("status", Status)):
        keys = {f"{group}.{value}.{kind}" for value in choices.values for kind in ("count", "share")}
        assert {key for key in found if key.startswith(f"{group}.")} == keys
    counted = {value: found[f"category.{value}.count"].value for value in Category.values}
    assert counted == {"billing": 2, "technical": 0, "account": 1, "general": 0}
    assert found["category.billing.share"].value == 66.7


def test_categories_are_those_of_the_analysis_and_statuses_those_of_the_ticket() -> None:
    run = over({"category": "billing", "status": "closed"})
    RunTicket.objects.filter(run=run).update(category="account")
    found = figures(run)
    assert found["category.account.count"].value == found["status.closed.count"].value == 1
    assert found["category.billing.count"].value == 0


def test_disagreements_are_counted_by_field_and_by_ticket() -> None:
    run = over({}, {}, {}, {})
    first, second, third, _ = run.run_tickets.order_by("pk")
    RunTicket.objects.filter(pk=first.pk).update(category="account", priority="critical")
    RunTicket.objects.filter(pk=second.pk).update(priority="critical")
    RunTicket.objects.filter(pk=third.pk).update(category="account")
    found = figures(run)
    told = [found[f"disagreement.{name}"].value for name in ("category.count", "priority.count", "any.count")]
    assert told == [2, 2, 3]
    assert found["disagreement.any.share"].value == 75.0


def test_medians_are_of_unresolved_and_of_resolved_tickets() -> None:
    taken = [DAY, 2 * DAY, 4 * DAY]
    found = figures(over(*({"status": "resolved", "resolved_at": FIRST_DAY + time} for time in taken), {}))
    assert found["age.resolution.median"].value == 48.0
    assert found["age.unresolved.median"].value is not None
    assert figures(over({"status": "closed"}))["age.unresolved.median"].value is None


def test_without_a_run_before_volume_is_compared_with_the_time_before() -> None:
    """Two tickets of four days; before these, three in the four days before, and one that is older still."""
    store(*({"created_at": FIRST_DAY - days * DAY} for days in (1, 2, 4, 5)))
    found = figures(over({}, {"created_at": FIRST_DAY + 4 * DAY}))
    created, per_day = found["volume.created"], found["volume.per_day"]
    assert (created.value, created.previous, created.change) == (2, 3, -1)
    assert (per_day.value, per_day.previous, per_day.change) == (0.5, 0.8, -0.3)
    assert found["priority.medium.count"].previous is None


def test_all_tickets_of_the_period_are_counted_not_only_those_of_the_run() -> None:
    store({"created_at": FIRST_DAY + DAY})
    assert figures(over({}, {"created_at": FIRST_DAY + 2 * DAY}))["volume.created"].value == 3


def test_a_period_lasts_a_day_at_least() -> None:
    store({"created_at": FIRST_DAY - timedelta(hours=2)})
    found = figures(over({}))
    assert (found["volume.created"].value, found["volume.per_day"].value) == (2, 2.0)


def test_with_a_run_before_figures_are_compared_with_it() -> None:
    completed(over({"priority": "high"}, {"priority": "high"}))
    found = {figure["key"]: figure for figure in completed(over({"priority": "high"}, {"priority": "low"})).figures}
    assert (found["priority.high.count"]["previous"], found["priority.high.count"]["change"]) == (2, -1)
    assert (found["volume.created"]["previous"], found["volume.per_day"]["previous"]) == (0, 0)  # the time before
    assert (found["priority.high.share"]["previous"], found["priority.high.share"]["change"]) == (100.0, -50.0)
    assert found["volume.tickets"]["change"] == 0


def test_the_run_before_is_the_newest_completed_one() -> None:
    first = completed(over({}))
    over({})  # still processing
    assert completed(over({})).previous_run == first


def test_deleted_tickets_count_as_analysed_but_have_no_status() -> None:
    made = tickets(2)
    run = analysed(made)
    for ticket in made:
        ticket.delete()
    found = figures(run)
    assert found["volume.analyzed"].value == 2
    assert found["status.open.count"].value == 0
    assert found["status.open.share"].value is None
    assert "volume.created" not in found


def test_a_run_without_an_analysed_ticket_has_no_shares() -> None:
    found = figures(analysed([]))
    assert found["volume.analyzed"].value == 0
    assert found["priority.high.share"].value is found["disagreement.any.share"].value is None

"""Two runs side by side."""

from typing import Any

import pytest

from analysis.comparison import NotComparable, compare, previous_completed
from analysis.models import Run, Theme
from analysis.reduce.pipeline import run_reduce
from tests.analysis.runs import analysed, tickets
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def completed(made: list[Ticket], **themes: list[Ticket]) -> Run:
    """With these themes instead of those that were found; an underscore stands for a space."""
    run = analysed(made, with_model=False)
    run_reduce(run.pk)
    Theme.objects.filter(run=run).delete()
    for position, (title, members) in enumerate(themes.items()):
        theme = Theme.objects.create(run=run, position=position, title=title.replace("_", " "), source="keywords")
        run.run_tickets.filter(ticket__in=members).update(theme=theme)
    return Run.objects.get(pk=run.pk)


def themes(comparison: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["title"], row["count"], row["previous_count"], row["status"]) for row in comparison["themes"]]


def test_figures_and_priorities_say_what_was_and_what_changed() -> None:
    other = completed(tickets(3, priority="high"))
    run = completed([*tickets(1, priority="high"), *tickets(1, priority="low")])
    told = compare(run, other)
    assert (told["run"], told["with"]) == (run.pk, other.pk)
    by_key = {figure["key"]: figure for figure in told["figures"]}
    assert by_key["priority.high.count"] == {
        "key": "priority.high.count",
        "label": "High tickets",
        "unit": "tickets",
        "value": 1,
        "previous": 3,
        "change": -2,
    }
    assert told["priorities"] == {
        "low": {"value": 1, "previous": 0},
        "medium": {"value": 0, "previous": 0},
        "high": {"value": 1, "previous": 3},
        "critical": {"value": 0, "previous": 0},
    }
    assert not [key for key in by_key if key.startswith("theme.")]


def test_a_run_may_be_compared_with_any_other() -> None:
    first, second, third = (completed(tickets(n)) for n in (1, 2, 3))
    change = {figure["key"]: figure["change"] for figure in compare(third, first)["figures"]}
    assert change["volume.tickets"] == 2
    assert previous_completed(third) == second
    assert previous_completed(first) is None


def test_themes_are_the_same_by_the_words_of_their_titles() -> None:
    old, new = tickets(6), tickets(6)
    other = completed(old, Invoices_arrive_twice=old[:3], Slow_exports=old[3:])
    run = completed(new, The_invoices_arrive_twice=new[:2], Password_reset=new[2:])
    assert themes(compare(run, other)) == [
        ("The invoices arrive twice", 2, 3, "kept"),
        ("Password reset", 4, 0, "new"),
        ("Slow exports", 0, 3, "gone"),
    ]


def test_or_by_their_tickets() -> None:
    made = tickets(6)
    other = completed(made, Logins=made[:4], Exports=made[4:])
    run = completed(made, Sign_in_fails=made[:3], Crashes=made[3:])
    assert themes(compare(run, other)) == [("Sign in fails", 3, 4, "kept"), ("Crashes", 3, 2, "kept")]


def test_a_theme_is_kept_once() -> None:
    made = tickets(4)
    other = completed(made, Invoices=made)
    run = completed(made, Invoices=made[:3], Invoices_again=made[3:])
    assert themes(compare(run, other)) == [("Invoices", 3, 4, "kept"), ("Invoices again", 1, 0, "new")]


def test_only_completed_runs_are_compared_and_not_with_themselves() -> None:
    run = completed(tickets(1))
    with pytest.raises(NotComparable, match="has not completed"):
        compare(run, analysed(tickets(1)))
    with pytest.raises(NotComparable, match="not with itself"):
        compare(run, run)

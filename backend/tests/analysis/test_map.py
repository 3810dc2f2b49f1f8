"""The map phase: each ticket once, whatever happens to the model, the ticket or the worker."""

import threading
from decimal import Decimal
from types import SimpleNamespace

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from analysis import mapping
from analysis.finishing import run_cancel
from analysis.mapping import Stopped, chunk_analyse
from analysis.models import Run, RunTicket
from analysis.words import CRASHED, DELETED
from inference.reasons import REASONS
from llm.errors import Outcome
from llm.types import Source
from tests.analysis.analyst import NOTE, Analyst, away, failure
from tests.analysis.conftest import UseAnalyst, replace_model, start
from tests.conftest import UseModel
from tests.patience import LIMIT
from tests.telemetry.changes import changes
from tests.threads import run_together
from tests.tickets.store import store
from tickets.actors import SYSTEM
from tickets.models import Ticket
from tickets.services import ticket_delete

pytestmark = pytest.mark.django_db

BILLING = {"description": "I was charged twice for my subscription. Please refund me."}


def tickets(number: int) -> list[int]:
    return [ticket.pk for ticket in store(*({**BILLING, "title": f"Ticket {n}"} for n in range(number)))]


def worked_off(run: Run, *, stopping: bool = False) -> list[RunTicket]:
    """Every chunk once."""
    for chunk in range(RunTicket.objects.filter(run=run).order_by("-chunk")[0].chunk + 1):
        chunk_analyse(run_id=run.pk, chunk=chunk, stopping=lambda: stopping)
    run.refresh_from_db()
    return list(RunTicket.objects.filter(run=run).order_by("ticket_id"))


def reduce_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="analysis.reduce_run").count()


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time passes when somebody sleeps, and only then."""
    slept: list[float] = []
    # Its own clock: other threads of this process sleep too.
    monkeypatch.setattr(mapping, "time", SimpleNamespace(sleep=slept.append, monotonic=lambda: sum(slept)))
    return slept


def test_by_the_model(use_analyst: UseAnalyst) -> None:
    model = use_analyst()
    run = start(tickets(2))
    [first, second] = worked_off(run)
    assert (first.status, first.category, first.priority, first.note) == ("done", "billing", "high", NOTE)
    assert (first.source, first.outcome, first.prompt_version) == ("llm", "ok", "analysis-1")
    assert (first.provider, first.model) == ("gemini", "small")
    assert (first.attempts, first.input_tokens, first.output_tokens) == (1, 100, 10)
    assert first.cost_usd == Decimal("0.001")
    assert first.finished_at <= second.finished_at
    assert "Ticket 0" in model.requests[0].user
    assert model.requests[0].cache_key != model.requests[1].cache_key
    assert (run.status, run.phase) == ("processing", "reducing")
    assert run.started_at
    assert reduce_jobs() == 1


def test_from_the_cache(use_analyst: UseAnalyst) -> None:
    use_analyst(Analyst(source=Source.CACHE))
    [row] = worked_off(start(tickets(1)))
    assert row.source == "cache"


def test_a_ticket_that_is_done_is_not_asked_about_again(use_analyst: UseAnalyst) -> None:
    model = use_analyst()
    run = start(tickets(3))
    worked_off(run)
    before = worked_off(run)
    assert len(model.requests) == 3
    assert worked_off(run) == before
    assert reduce_jobs() == 1


def test_a_worker_that_dies_loses_the_call_under_way_only(use_analyst: UseAnalyst) -> None:
    class Killed(BaseException):
        pass

    def die(text: str) -> None:
        if "Ticket 1" in text:
            model.then = lambda _: None
            raise Killed

    model = use_analyst(Analyst(then=die))
    run = start(tickets(3))
    with pytest.raises(Killed):
        worked_off(run)
    assert [row.status for row in RunTicket.objects.order_by("ticket_id")] == ["done", "pending", "pending"]
    assert {row.status for row in worked_off(run)} == {"done"}
    assert len(model.requests) == 4


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_believed_dead_is_not_joined(use_analyst: UseAnalyst) -> None:
    asked, joined = threading.Event(), threading.Event()

    def think(_: str) -> None:
        asked.set()
        assert joined.wait(LIMIT)

    model = use_analyst(Analyst(then=think))
    run = start(tickets(2))

    def other_worker() -> None:
        assert asked.wait(LIMIT)
        chunk_analyse(run_id=run.pk, chunk=0, stopping=lambda: False)
        joined.set()

    run_together(lambda: chunk_analyse(run_id=run.pk, chunk=0, stopping=lambda: False), other_worker)
    assert [row.status for row in RunTicket.objects.all()] == ["done", "done"]
    assert len(model.requests) == 2


def test_what_was_stored_meanwhile_is_not_stored_again(use_analyst: UseAnalyst) -> None:
    """As when a connection was lost, and the lock with it."""
    model = use_analyst()
    run = start(tickets(1))

    def other_worker(_: str) -> None:
        model.then = lambda _: None
        chunk_analyse(run_id=run.pk, chunk=0, stopping=lambda: False)
        stored.append(RunTicket.objects.get())

    stored: list[RunTicket] = []
    model.then = other_worker
    [row] = worked_off(run)
    assert (row.attempts, row.input_tokens, row.finished_at) == (1, 100, stored[0].finished_at)
    assert reduce_jobs() == 1


def test_cancelled_in_the_middle(use_analyst: UseAnalyst) -> None:
    def cancel(text: str) -> None:
        if "Ticket 1" in text:
            run_cancel(run_id=run.pk)

    model = use_analyst(Analyst(then=cancel))
    run = start(tickets(4))
    rows = worked_off(run)
    assert [row.status for row in rows] == ["done", "cancelled", "cancelled", "cancelled"]
    assert not any(row.active for row in rows)
    assert (run.status, run.phase, reduce_jobs()) == ("cancelled", "finished", 0)
    assert run.finished_at
    assert len(model.requests) == 2


def test_a_worker_that_must_stop_leaves_the_rest(use_analyst: UseAnalyst) -> None:
    use_analyst()
    run = start(tickets(1))
    with pytest.raises(Stopped):
        worked_off(run, stopping=True)
    assert RunTicket.objects.get().status == "pending"


def test_a_deleted_ticket_fails_and_the_others_do_not(use_analyst: UseAnalyst) -> None:
    use_analyst()
    [kept, gone] = tickets(2)
    run = start([kept, gone])
    ticket_delete(ticket_id=gone, actor=SYSTEM)
    rows = worked_off(run)
    assert [(row.status, row.error) for row in rows] == [("done", ""), ("failed", DELETED)]
    assert reduce_jobs() == 1


def test_the_text_as_it_is_now_is_analysed(use_analyst: UseAnalyst) -> None:
    model = use_analyst()
    [ticket] = tickets(1)
    run = start([ticket])
    Ticket.objects.filter(pk=ticket).update(title="Another title", version=5)
    [row] = worked_off(run)
    assert "Another title" in model.requests[0].user
    assert row.ticket_version == 5


FAILS = sorted(
    {outcome for outcome in Outcome if outcome is not Outcome.OK}
    - {Outcome.AUTH, Outcome.MODEL_GONE, Outcome.REJECTED, Outcome.BREAKER_OPEN, Outcome.BUDGET_SPENT}
)


@pytest.mark.parametrize("outcome", FAILS)
def test_a_call_that_fails_is_a_ticket_that_failed(use_analyst: UseAnalyst, outcome: Outcome) -> None:
    use_analyst(Analyst([failure(outcome)]))
    [first, second] = worked_off(start(tickets(2)))
    assert (first.status, first.source, first.category, first.note) == ("failed", "", "", "")
    assert (first.outcome, first.error) == (outcome.value, f"{REASONS[outcome]}.")
    assert (first.attempts, first.cost_usd) == (1, Decimal("0.002"))
    assert second.status == "done"


@pytest.mark.parametrize("outcome", [Outcome.AUTH, Outcome.MODEL_GONE, Outcome.REJECTED, Outcome.BUDGET_SPENT])
def test_where_no_ticket_would_be_answered_the_keywords_do_it(use_analyst: UseAnalyst, outcome: Outcome) -> None:
    use_analyst(Analyst([failure(outcome)] * 2))
    rows = worked_off(start(tickets(2)))
    assert [(row.status, row.source, row.outcome) for row in rows] == [("done", "keywords", outcome.value)] * 2
    assert rows[0].category == "billing"
    assert rows[0].note.startswith("I was charged twice for my subscription.")


def test_an_outage_of_a_minute_is_waited_out(use_analyst: UseAnalyst, no_waiting: list[float]) -> None:
    model = use_analyst(Analyst([away(15), away(30), None]))
    run = start(tickets(2))
    assert [row.source for row in worked_off(run)] == ["llm", "llm"]
    assert 45 <= sum(no_waiting) <= 50
    assert len(model.requests) == 4
    assert run.gave_up_at is None


def test_a_longer_one_is_waited_for_once_and_not_for_every_ticket(
    use_analyst: UseAnalyst, no_waiting: list[float]
) -> None:
    use_analyst(Analyst([away(60), away(60)] + [away(60)] * 2))
    run = start(tickets(4))
    rows = worked_off(run)
    assert [row.source for row in rows] == ["keywords", "keywords", "llm", "llm"]
    assert [row.outcome for row in rows[:2]] == ["breaker_open"] * 2
    assert 60 <= sum(no_waiting) <= 65
    assert run.gave_up_at is None  # since it has answered again


def test_a_run_that_is_cancelled_while_it_waits_stops_waiting(
    use_analyst: UseAnalyst, no_waiting: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    use_analyst(Analyst([away(60)]))
    run = start(tickets(1))

    def sleep(seconds: float) -> None:
        no_waiting.append(seconds)
        if len(no_waiting) == 3:
            run_cancel(run_id=run.pk)

    monkeypatch.setattr(mapping.time, "sleep", sleep)
    assert [row.status for row in worked_off(run)] == ["cancelled"]
    assert len(no_waiting) == 3


def test_a_model_that_was_switched_off_meanwhile(use_analyst: UseAnalyst, monkeypatch: pytest.MonkeyPatch) -> None:
    use_analyst()
    run = start(tickets(1))
    replace_model(monkeypatch, None)
    [row] = worked_off(run)
    assert (row.source, row.outcome) == ("keywords", "model_gone")


def test_one_ticket_that_breaks_us_does_not_break_the_others(use_analyst: UseAnalyst) -> None:
    def bug(text: str) -> None:
        if "Ticket 0" in text:
            raise ZeroDivisionError

    use_analyst(Analyst(then=bug))
    rows = worked_off(start(tickets(2)))
    assert [(row.status, row.error) for row in rows] == [("failed", CRASHED), ("done", "")]


def test_a_run_of_which_nothing_was_analysed_has_failed(use_analyst: UseAnalyst) -> None:
    use_analyst(Analyst([failure(Outcome.TIMEOUT)] * 2))
    run = start(tickets(2))
    rows = worked_off(run)
    assert (run.status, run.phase, reduce_jobs()) == ("failed", "finished", 0)
    assert "None of the tickets" in run.error
    assert not any(row.active for row in rows)


def test_chunks_go_on_where_others_stopped(use_analyst: UseAnalyst, settings: object) -> None:
    settings.ANALYSIS_CHUNK = 2  # type: ignore[attr-defined]
    use_analyst()
    run = start(tickets(5))
    chunk_analyse(run_id=run.pk, chunk=2, stopping=lambda: False)
    run.refresh_from_db()
    assert (run.phase, reduce_jobs()) == ("mapping", 0)
    assert [row.status for row in worked_off(run)] == ["done"] * 5
    assert reduce_jobs() == 1


def test_the_fake_provider_writes_notes_too(use_model: UseModel) -> None:
    use_model(LLM_PROVIDER="fake")
    [row] = worked_off(start(tickets(1)))
    assert (row.source, row.outcome) == ("llm", "ok")
    assert row.note.strip()


def test_each_ticket_is_counted_once_by_what_became_of_it(use_analyst: UseAnalyst) -> None:
    use_analyst(Analyst([failure(Outcome.TIMEOUT)]))
    run = start(tickets(3))
    with changes("desk_analysis_run_tickets") as counted:
        worked_off(run)
        worked_off(run)
    assert counted == {"desk_analysis_run_tickets_total": {("none", "failed"): 1, ("llm", "done"): 2}}

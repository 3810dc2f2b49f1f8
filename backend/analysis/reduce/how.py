"""How a summary was made, in plain words: a reader knows what to make of it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from analysis.choices import RunTicketStatus
from analysis.models import Run, RunTicket
from llm.errors import Outcome
from tickets.choices import Source

_REASONS = {
    Outcome.TIMEOUT: "it did not answer in time",
    Outcome.CONNECTION: "it could not be reached",
    Outcome.RATE_LIMITED: "it was too busy",
    Outcome.SERVER_ERROR: "its server failed",
    Outcome.AUTH: "it refused the key",
    Outcome.MODEL_GONE: "it is not offered any more",
    Outcome.REJECTED: "it refused the request",
    Outcome.INVALID_OUTPUT: "its answer could not be used",
    Outcome.BLOCKED: "a filter of the provider stopped it",
    Outcome.TRUNCATED: "its answer was too long",
    Outcome.REFUSED: "it would not answer",
    Outcome.BREAKER_OPEN: "it had failed too often just before",
    Outcome.BULKHEAD_FULL: "too many calls were under way",
    Outcome.BUDGET_SPENT: "the day's budget was spent",
}
NOT_CONFIGURED = "none is configured any more"
NO_CLAIM_HELD = "none of its claims held"
_WITHOUT = "themes are the commonest terms, and the sentences are filled in from the figures"


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """What is known of how themes and summary came about.

    `failure` says why the model that the run was to use found no themes or wrote no summary, if so.
    `themes_by`, `summary_by` name the models, empty if there was none.
    """

    analyzed: int
    themes_by: str = ""
    summary_by: str = ""
    failure: str = ""
    unread: int = 0
    removed_citations: int = 0
    dropped_claims: int = 0


def reason(outcome: Outcome) -> str:
    """Why a model did not answer, in words."""
    return _REASONS[outcome]


def told(run: Run, made: Made) -> str:
    """One to four sentences."""
    return " ".join(filter(None, [_origin(run, made), _checks(made), _unread(made), _classified_otherwise(run)]))


def _origin(run: Run, made: Made) -> str:
    if not made.analyzed:
        return "There was nothing to summarise, since no ticket could be analysed."
    if not run.provider:
        return f"No model was used: tickets were classified by keywords, {_WITHOUT}."
    if not made.themes_by:
        return f"The model could not be used for themes and summary ({made.failure}): {_WITHOUT}."
    if not made.summary_by:
        return (
            f"Themes were found by {made.themes_by}; for the summary the model could not be used ({made.failure}), so "
            "its sentences are filled in from the figures."
        )
    return f"Themes and summary were written by {made.summary_by}."


def _checks(made: Made) -> str:
    if not made.themes_by:
        return ""
    removed = [
        _count(made.removed_citations, "citation") if made.removed_citations else "",
        _count(made.dropped_claims, "claim") if made.dropped_claims else "",
    ]
    told = " and ".join(filter(None, removed))
    checked = "Citations and numbers were checked against the run"
    return f"{checked}; {told} that did not hold {_was(made)} removed." if told else f"{checked}."


def _was(made: Made) -> str:
    return "was" if made.removed_citations + made.dropped_claims == 1 else "were"


def _unread(made: Made) -> str:
    if not made.unread:
        return ""
    return f"The notes of {_count(made.unread, 'ticket')} gave no themes, because the model could not answer for them."


def _classified_otherwise(run: Run) -> str:
    """Tickets that a model was to classify and did not."""
    if not run.provider:
        return ""
    counts = RunTicket.objects.filter(run=run, status=RunTicketStatus.DONE).aggregate(
        all=Count("pk"), otherwise=Count("pk", filter=Q(source__in=[Source.KEYWORDS, Source.NONE]))
    )
    if not counts["otherwise"]:
        return ""
    were = "was" if counts["otherwise"] == 1 else "were"
    return (
        f"{counts['otherwise']} of {_count(counts['all'], 'analysed ticket')} {were} classified by keywords, because "
        "the model was away."
    )


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"

"""Each claim of a summary cites what it rests on; what it cites is checked, and what rests on nothing goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.reduce import numbers
from analysis.reduce.figures import Figure
from analysis.reduce.found import Claim, Written


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a summary. `headline` is empty if it did not hold."""

    written: Written
    removed_citations: int
    dropped_claims: int


def check(written: Written, *, tickets: Mapping[int, str], figures: Sequence[Figure]) -> Checked:
    """Removes tickets that are not in `tickets` (id -> note) and unknown figures, then claims that do not hold."""
    known = {figure.key: figure for figure in figures}
    kept: list[Claim] = []
    removed = 0
    for claim in written.claims:
        ids = tuple(pk for pk in dict.fromkeys(claim.ticket_ids) if pk in tickets)
        keys = tuple(key for key in dict.fromkeys(claim.figures) if key in known)
        removed += len({*claim.ticket_ids} - {*ids}) + len({*claim.figures} - {*keys})
        rest = Claim(claim.text, ids, keys)
        if _holds(rest, tickets, known):
            kept.append(rest)
    headline = written.headline if numbers.hold(written.headline, figures) else ""
    dropped = len(written.claims) - len(kept) + (not headline)
    return Checked(Written(headline, kept), removed, dropped)


def _holds(claim: Claim, tickets: Mapping[int, str], figures: Mapping[str, Figure]) -> bool:
    if not claim.text or not (claim.ticket_ids or claim.figures):
        return False
    return numbers.hold(
        claim.text,
        [figures[key] for key in claim.figures],
        counts=[len(claim.ticket_ids), *claim.ticket_ids],
        quoted=[tickets[pk] for pk in claim.ticket_ids],
    )

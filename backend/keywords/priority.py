"""Priority from impact and urgency. Words such as "urgent" or "critical" are urgency; they prove no impact."""

from collections.abc import Collection

from keywords.category import Verdict
from keywords.phrases import Match

# Danger to people, kept apart from other severe impact because it counts even if it is only feared.
DANGER = "danger"
SEVERE, MAJOR, MODERATE, MINOR = "severe", "major", "moderate", "minor"
# Several people are concerned; lifts something wrong (moderate) to major.
MANY = "many"
# Happens now and then, or there is a way round; lowers major to moderate.
EASED = "eased"
URGENT = "urgent"
UNHURRIED = "unhurried"
TABLES = frozenset({DANGER, SEVERE, MAJOR, MODERATE, MINOR, MANY, EASED, URGENT, UNHURRIED})
# What makes a ticket critical.
CRITICAL = frozenset({DANGER, SEVERE})

DEFAULT = "medium"
# impact -> (unhurried, nothing said, urgent); the rubric of `evals/README.md`.
_PRIORITIES = {
    SEVERE: ("high", "critical", "critical"),
    MAJOR: ("medium", "high", "high"),
    MODERATE: ("low", "medium", "high"),
    MINOR: ("low", "low", "medium"),
}


def judge_priority(matches: Collection[Match]) -> Verdict:
    """`matches` do not overlap and hold in fact."""
    by_table: dict[str, list[Match]] = {table: [] for table in TABLES}
    for match in matches:
        by_table[match.term.table].append(match)
    impact, evidence = _impact(by_table)
    urgency, hurry = _urgency(by_table)
    if not evidence and not hurry:
        return Verdict(DEFAULT)
    return Verdict(_PRIORITIES[impact][urgency], (*evidence, *hurry))


def _impact(by_table: dict[str, list[Match]]) -> tuple[str, list[Match]]:
    severe = by_table[DANGER] + by_table[SEVERE]
    if severe:
        return SEVERE, severe
    if by_table[MAJOR]:
        if by_table[EASED]:
            return MODERATE, by_table[EASED] + by_table[MAJOR]
        return MAJOR, by_table[MAJOR]
    if by_table[MODERATE]:
        if by_table[MANY] and not by_table[EASED]:
            return MAJOR, by_table[MANY] + by_table[MODERATE]
        return MODERATE, by_table[MODERATE]
    if by_table[MINOR]:
        return MINOR, by_table[MINOR]
    return MODERATE, []


def _urgency(by_table: dict[str, list[Match]]) -> tuple[int, list[Match]]:
    """An explicit "no rush" wins over urgent words: people say it last and mean it."""
    if by_table[UNHURRIED]:
        return 0, by_table[UNHURRIED]
    if by_table[URGENT]:
        return 2, by_table[URGENT]
    return 1, []

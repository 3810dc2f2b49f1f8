"""What people may notice of a fault, and what they must not."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drills.chaos.asking import Asked

# Of the failed requests within the window of a fault that began at that moment: what breaks the promise.
Allowed = Callable[[Sequence[Asked], float], list[str]]

UNDER_WAY = 12  # requests in a server at once, at most: its threads, and those it has accepted
SLACK = 1.0  # seconds between a kill and Caddy's knowing of each connection that it closed, on a busy machine
SLOW = 1.0  # seconds: an answer that took longer was held up


def nothing(failed: Sequence[Asked], began: float) -> list[str]:
    """Nobody notices more than that it takes longer."""
    return [f"{len(failed)} requests failed: {words(failed)}"] if failed else []


def refusals(most: int | None) -> Allowed:
    """At most so many (None: any number), each an honest 503 that says when to come again."""

    def check(failed: Sequence[Asked], began: float) -> list[str]:
        rude = [one for one in failed if one.status != 503 or not one.retry_after]
        faults = [f"{len(rude)} failed otherwise than by 503 with Retry-After: {words(rude)}"] if rude else []
        if most is not None and len(failed) > most:
            faults.append(f"{len(failed)} requests failed, {most} at most may: {words(failed)}")
        return faults

    return check


def in_flight_only(failed: Sequence[Asked], began: float) -> list[str]:
    """Those alone that were with the killed process."""
    late = [one for one in failed if one.began > began + SLACK]
    faults = [f"{len(late)} failed that began after it: {words(late)}"] if late else []
    if len(failed) > UNDER_WAY:
        faults.append(f"{len(failed)} failed, more than were under way there: {words(failed)}")
    return faults


def unreached(failed: Sequence[Asked], began: float) -> list[str]:
    """The way in is closed for a moment; who gets through is served."""
    answered = [one for one in failed if one.status]
    return [f"{len(answered)} were answered, and with an error: {words(answered)}"] if answered else []


@dataclass(frozen=True)
class Verdict:
    """What was seen of a fault. Seconds; `recovered` is from the repair to the end of the last request held up."""

    name: str
    window: float
    requests: int
    failed: str
    slowest: float
    slowest_suggestion: float
    broken: float
    recovered: float
    faults: tuple[str, ...]


def judge(name: str, allowed: Allowed, window: float, asked: Sequence[Asked], began: float, repaired: float) -> Verdict:
    """Of the requests that were under way at any time from `began` to the end of the window."""
    failed = [one for one in asked if one.failed]
    faults = [*allowed([one for one in failed if one.began <= began + window], began), *unexpected(asked)]
    late = [one for one in failed if one.began > began + window]
    faults += [f"{len(late)} failed after the window: {words(late)}"] if late else []
    held_up = [one.ended for one in asked if one.failed or (one.began <= repaired and one.seconds > SLOW)]
    return Verdict(
        name,
        window,
        len(asked),
        words(failed) or "none",
        max((one.seconds for one in asked), default=0.0),
        max((one.seconds for one in asked if one.what == "classify"), default=0.0),
        repaired - began,
        max(0.0, max(held_up, default=repaired) - repaired),
        tuple(faults),
    )


def unexpected(asked: Sequence[Asked]) -> list[str]:
    """What no fault excuses: a body that is none of ours, and being taken for somebody who made a mistake."""
    wrong = [one for one in asked if one.fault]
    faults = [f"{len(wrong)} bodies: {wrong[0].what} {wrong[0].status}: {wrong[0].fault}"] if wrong else []
    blamed = [one for one in asked if 400 <= one.status < 500]
    return faults + ([f"{len(blamed)} were refused as mistakes: {words(blamed)}"] if blamed else [])


def words(failed: Sequence[Asked]) -> str:
    """How many ended how."""
    ends = Counter(f"{one.status} {one.code}".removeprefix("0 ") for one in failed)
    return ", ".join(f"{number} x {end}" for end, number in ends.most_common())

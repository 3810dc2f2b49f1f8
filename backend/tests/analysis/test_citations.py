"""What a claim cites exists, and its numbers are those of what it cites."""

import pytest

from analysis.choices import FigureGroup, Unit
from analysis.reduce.citations import Checked, check
from analysis.reduce.figures import Figure
from analysis.reduce.found import Claim, Written

FIGURES = [
    Figure("priority.critical.count", FigureGroup.PRIORITY, "Critical tickets", 4, Unit.TICKETS).against(16),
    Figure("category.billing.share", FigureGroup.CATEGORY, "Share", 37.5, Unit.PERCENT).against(30.0),
    Figure("age.unresolved.median", FigureGroup.AGE, "Median age", 60.4, Unit.HOURS),
    Figure("volume.created", FigureGroup.VOLUME, "Created", 12345, Unit.TICKETS),
    Figure("age.resolution.median", FigureGroup.AGE, "Median time", None, Unit.HOURS),
]
TICKETS = {1: "Error 502 at checkout.", 2: "Cannot pay; 90 % of our shop is down.", 3: ""}


def checked(*claims: Claim, headline: str = "All is well.") -> Checked:
    return check(Written(headline, list(claims)), tickets=TICKETS, figures=FIGURES)


def kept(text: str, *keys: str, ids: tuple[int, ...] = ()) -> bool:
    result = checked(Claim(text, ids, keys))
    assert result.dropped_claims == 1 - len(result.written.claims)
    return bool(result.written.claims)


def test_ids_and_keys_that_are_not_the_runs_are_removed_and_counted() -> None:
    result = checked(
        Claim("Payments fail.", (1, 99, 2, 98, 1), ("priority.critical.count", "mood.bad.count")),
        Claim("Logins fail.", (3,)),
    )
    assert result.written.claims == [
        Claim("Payments fail.", (1, 2), ("priority.critical.count",)),
        Claim("Logins fail.", (3,)),
    ]
    assert (result.removed_citations, result.dropped_claims) == (3, 0)


@pytest.mark.parametrize("claim", [Claim("Trust me."), Claim("It is so.", (99,), ("no.such.key",)), Claim("", (1,))])
def test_a_claim_that_rests_on_nothing_is_dropped_and_counted(claim: Claim) -> None:
    result = checked(claim)
    assert result.written.claims == []
    assert result.dropped_claims == 1
    assert result.removed_citations == len(claim.figures) + (99 in claim.ticket_ids)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("4 tickets are critical, 12 fewer than the 16 before.", ["priority.critical.count"]),
        ("Critical tickets fell by 75 %.", ["priority.critical.count"]),
        ("37.5 % are about billing.", ["category.billing.share"]),
        ("Some 38 percent are about billing, up 7.5 percentage points from 30%.", ["category.billing.share"]),
        ("Half have waited 60.4 hours, or 2.5 days.", ["age.unresolved.median"]),
        ("12,345 were created.", ["volume.created"]),
        ("12.345 were created.", ["volume.created"]),
        ("4 of 12345.", ["priority.critical.count", "volume.created"]),
        ("Many use 2FA or 512KB, and Q3 was worse than v2.10.", ["volume.created"]),
        ("Nothing has been resolved.", ["age.resolution.median"]),
    ],
)
def test_numbers_of_the_cited_figures_hold(text: str, keys: list[str]) -> None:
    assert kept(text, *keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("5 tickets are critical.", ["priority.critical.count"]),
        ("4 tickets are critical.", ["category.billing.share"]),
        ("4 % are critical.", ["priority.critical.count"]),
        ("37.6 % are about billing.", ["category.billing.share"]),
        ("Critical tickets fell by 80 percent.", ["priority.critical.count"]),
        ("37.5 tickets are about billing.", ["category.billing.share"]),
        ("4 tickets,5 of them critical.", ["priority.critical.count"]),
        ("It takes 12h.", ["age.unresolved.median"]),
        ("٥ tickets are critical.", ["priority.critical.count"]),
    ],
)
def test_other_numbers_do_not(text: str, keys: list[str]) -> None:
    assert not kept(text, *keys)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("3 tickets tell of it, above all #2.", True),
        ("They see error 502.", True),
        ("They see error 503.", False),
        ("7 tickets tell of it.", False),
        ("90 % of the shop is down.", False),
    ],
)
def test_numbers_of_a_claim_that_cites_tickets(text: str, holds: bool) -> None:
    assert kept(text, ids=(1, 2, 3)) is holds


def test_a_count_of_tickets_is_of_those_that_exist() -> None:
    assert not kept("3 tickets tell of it.", ids=(1, 2, 99))


@pytest.mark.parametrize(("headline", "holds"), [("4 are critical.", True), ("5 are critical.", False), ("", True)])
def test_a_headline_may_use_any_figure(headline: str, holds: bool) -> None:
    result = checked(headline=headline)
    assert result.written.headline == (headline if holds else "")
    assert result.dropped_claims == (0 if holds and headline else 1)

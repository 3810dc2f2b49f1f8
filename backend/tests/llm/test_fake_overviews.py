"""What the fake provider says of many tickets rests on the prompt."""

from typing import Any

from pydantic import BaseModel

from llm.providers.fake_overviews import overview
from llm.schemas import portable_schema


class Part(BaseModel):
    title: str
    ticket_ids: list[int]


class United(BaseModel):
    title: str
    theme_numbers: list[int]


class Claim(BaseModel):
    text: str
    ticket_ids: list[int]
    figures: list[str]


class Themes(BaseModel):
    themes: list[Part]


class Merged(BaseModel):
    themes: list[United]


class Summary(BaseModel):
    headline: str
    claims: list[Claim]


def told(schema: type[BaseModel], text: str) -> dict[str, Any]:
    answer = overview(portable_schema(schema), text)
    assert answer is not None
    return answer


TICKETS = """\
#3 [billing, low] The invoice is wrong.
#5 [billing, critical] No invoice since May, error 502.
#7 [general, low] Thanks!
Not a ticket: invoice #9"""


def test_themes_are_words_that_tickets_share() -> None:
    [theme] = told(Themes, TICKETS)["themes"]
    assert (theme["title"], theme["ticket_ids"]) == ("Invoice", [3, 5])


def test_merged_themes_have_the_same_title() -> None:
    text = "#1 [4 tickets] Invoice: a\n#2 [2 tickets] Login: b\n#3 [1 tickets] Invoice: c"
    merged = told(Merged, text)["themes"]
    assert [(theme["title"], theme["theme_numbers"]) for theme in merged] == [("Invoice", [1, 3]), ("Login", [2])]


def test_a_summary_quotes_figures_and_urgent_tickets() -> None:
    figures = "volume.analyzed = 3 tickets (Analysed)\npriority.critical.count = 1 tickets (Critical, before: 2)"
    answer = told(Summary, f"{figures}\n{TICKETS}")
    assert answer["headline"] == "Critical: 1."
    assert [(claim["text"], claim["ticket_ids"], claim["figures"]) for claim in answer["claims"]] == [
        ("Analysed: 3.", [], ["volume.analyzed"]),
        ("Critical: 1.", [], ["priority.critical.count"]),
        ("To be looked at first: No invoice since May, error 502.", [5], []),
    ]


def test_other_schemas_are_not_its_business() -> None:
    assert overview(portable_schema(Part), TICKETS) is None

"""The schema that providers get, and the check of what they made of it."""

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, create_model

from llm.errors import ModelError, Outcome
from llm.output import parse_output
from llm.schemas import portable_schema
from tests.llm.conftest import Answer

GOOD = '{"category": "billing", "priority": "low", "reason": "x"}'


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    """Not for the model."""

    name: Annotated[str, Field(min_length=1, max_length=20, description="What it is called.")]
    kind: Literal["part"] = "part"


class Whole(BaseModel):
    colour: Colour = Field(description="How it looks.")
    parts: list[Part] = Field(default_factory=list, max_length=5)
    weight: int | None = Field(default=None, ge=0)


class Tree(BaseModel):
    children: list["Tree"] = []


def test_it_has_no_references_defaults_or_limits_and_requires_everything() -> None:
    assert portable_schema(Whole) == {
        "type": "object",
        "properties": {
            "colour": {"type": "string", "enum": ["red", "blue"], "description": "How it looks."},
            "parts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string", "description": "What it is called."},
                        "kind": {"type": "string", "enum": ["part"]},
                    },
                    "required": ["name", "kind"],
                    "additionalProperties": False,
                },
            },
            "weight": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        },
        "required": ["colour", "parts", "weight"],
        "additionalProperties": False,
    }


def test_recursion_is_refused() -> None:
    with pytest.raises(ValueError, match="Tree contains itself"):
        portable_schema(Tree)


@pytest.mark.parametrize("annotation", [dict[str, int], tuple[int, str]], ids=str)
def test_what_would_silently_become_something_else_is_refused(annotation: Any) -> None:
    with pytest.raises(ValueError, match="instead of tuples and dictionaries"):
        portable_schema(create_model("Odd", field=(annotation, ...)))


def test_a_discriminated_union_is_any_of_its_members() -> None:
    class Other(BaseModel):
        kind: Literal["other"]

    union = Annotated[Part | Other, Field(discriminator="kind")]
    field = portable_schema(create_model("Either", field=(union, ...)))["properties"]["field"]
    assert [option["properties"]["kind"]["enum"] for option in field["anyOf"]] == [["part"], ["other"]]
    assert field.keys() == {"anyOf"}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n  {GOOD}  ",
        f"```json\n{GOOD}\n```",
        f"Sure {{as you like}}: {GOOD} Bye.",
    ],
)
def test_one_object_is_found(text: str) -> None:
    assert parse_output(text, Answer).category == "billing"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "billing",
        "[1]",
        "null",
        GOOD + GOOD,
        GOOD[:-5],
        "{" * 100_000,
        '{"category": "billing"}',
        '{"category": "weather", "priority": "low", "reason": ""}',
    ],
    ids=lambda text: text[:30],
)
def test_anything_else_is_invalid_output(text: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_output(text, Answer)
    assert caught.value.outcome is Outcome.INVALID_OUTPUT


def test_limits_that_providers_ignore_are_checked_here() -> None:
    whole: dict[str, Any] = {"colour": "red", "parts": [{"name": "x" * 21, "kind": "part"}], "weight": None}
    with pytest.raises(ModelError, match=r"parts\.0\.name: string_too_long"):
        parse_output(str(whole).replace("'", '"').replace("None", "null"), Whole)


def test_the_error_never_quotes_the_answer() -> None:
    with pytest.raises(ModelError) as caught:
        parse_output('{"category": "4111 1111 1111 1111", "priority": "low", "reason": ""}', Answer)
    assert "4111" not in str(caught.value)
    assert caught.value.__cause__ is None

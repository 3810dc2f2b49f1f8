"""From the text of an answer to checked data."""

import json
from typing import Any

from pydantic import ValidationError

from llm.errors import ModelError, Outcome
from llm.types import T

# Where an object may begin, at most: a text of nothing but braces would take minutes otherwise.
BRACES = 20


def parse_output(text: str, schema: type[T]) -> T:
    """The one JSON object in the text, as an instance of `schema`.

    Self-hosted models wrap their object in a code fence or in prose whatever they are told, so both are taken off.
    Raises ModelError (invalid_output). The message never quotes the answer, which may hold what a customer wrote.
    """
    if not text.strip():
        raise ModelError(Outcome.INVALID_OUTPUT, "The answer is empty.")
    try:
        return schema.model_validate(_only_object(text))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, item['loc'])) or 'answer'}: {item['type']}" for item in error.errors())
        raise ModelError(Outcome.INVALID_OUTPUT, f"The answer does not fit the schema ({wrong}).") from None


def _only_object(text: str) -> dict[str, Any]:
    """Two objects are as good as none: which of them was meant?"""
    decoder, found, position = json.JSONDecoder(), [], text.find("{")
    for _ in range(BRACES):
        if position < 0:
            break
        try:
            value, end = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            end = position + 1
        else:
            found.append(value)
        position = text.find("{", end)
    match found:
        case [dict() as only]:
            return only
        case _:
            raise ModelError(Outcome.INVALID_OUTPUT, f"The answer holds {len(found)} JSON objects, not one.")

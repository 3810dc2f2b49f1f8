"""Putting a customer's words into a prompt so that they cannot be taken for ours."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent. The fixed part is first, so that providers can cache it; the ticket is last."""

    system: str
    user: str


def new_nonce() -> str:
    """Sixteen random hexadecimal digits: whoever writes a ticket cannot know them beforehand."""
    return secrets.token_hex(8)


def fenced(*, title: str, description: str, hints: Mapping[str, Sequence[str]], nonce: str) -> str:
    """Pure. `hints` are the words that the keyword classifier found, by field; the texts are already cleaned."""
    found = [f"{field}: {', '.join(words)}" for field, words in hints.items() if words]
    lines = [
        f"<<<WORDS {nonce}>>>",
        *(found or ["none"]),
        f"<<<END OF WORDS {nonce}>>>",
        "",
        f"<<<TICKET {nonce}>>>",
        *([f"Title: {title}", ""] if title else []),
        description,
        f"<<<END OF TICKET {nonce}>>>",
    ]
    return "\n".join(lines)

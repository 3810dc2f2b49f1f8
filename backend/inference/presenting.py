"""What of a ticket is shown to a model."""

from dataclasses import dataclass

from django.conf import settings

from inference.plain_text import head_and_tail, visible
from inference.redaction import redact


@dataclass(frozen=True, slots=True)
class Presented:
    """What of a ticket is sent."""

    title: str
    text: str
    hints: dict[str, list[str]]


def present(title: str, description: str, matched: dict[str, list[str]]) -> Presented:
    """The visible characters of head and tail, masked if the deployer wants it, and what the keywords found in them."""
    texts = [visible(title), visible(description)]
    if settings.LLM_REDACT:
        texts = redact(*texts)
    # The keywords read the text as it came, neither cleaned nor masked.
    standing = " ".join(" ".join(texts).split())
    hints = {name: [word for word in words if word in standing] for name, words in matched.items()}
    shown_title, shown_text = map(head_and_tail, texts)
    return Presented(shown_title, shown_text, hints)

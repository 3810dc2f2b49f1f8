"""Making a ticket's text fit to be put into a prompt."""

import unicodedata

# Characters. The start tells what a ticket is about, the end often what is asked for.
HEAD = 4_000
TAIL = 2_000

_KEPT_CONTROLS = frozenset("\n\t")


def visible(text: str) -> str:
    """Without control, zero-width, bidirectional and other invisible characters: what a person would see."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in normal if char in _KEPT_CONTROLS or not unicodedata.category(char).startswith("C"))


def head_and_tail(text: str, head: int = HEAD, tail: int = TAIL) -> str:
    """The first `head` and the last `tail` characters, and between them how many were left out."""
    left_out = len(text) - head - tail
    if left_out <= 0:
        return text
    return f"{text[:head]}\n[... {left_out} characters left out ...]\n{text[-tail:]}"


def quotation_from(text: str, claimed: str, limit: int = 200) -> str:
    """`claimed` as it stands in `text`, at most `limit` characters of it; "" if it is not a quotation.

    White space and case may differ: a model may straighten them. The words may not.
    """
    words, wanted = _squeezed(visible(text)), _squeezed(visible(claimed)).strip(" \"'“”«»„.…")
    if not wanted:
        return ""
    at = words.casefold().find(wanted.casefold())
    found = words[at : at + len(wanted)] if at >= 0 and len(words.casefold()) == len(words) else ""
    if at >= 0 and not found:
        found = wanted  # folding changed lengths, so positions do not carry over: the words are the same
    return found[:limit]


def _squeezed(text: str) -> str:
    return " ".join(text.split())

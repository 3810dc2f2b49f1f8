"""Making a ticket's text fit to be put into a prompt."""

import re
import unicodedata

# Characters. The start tells what a ticket is about, the end often what is asked for.
HEAD = 4_000
TAIL = 2_000

_KEPT_CONTROLS = frozenset("\n\t")
_WITHOUT_KEPT = str.maketrans(dict.fromkeys(_KEPT_CONTROLS, ""))
# Letters and marks that show nothing either: the rest of Unicode's Default_Ignorable_Code_Point, and braille's blank.
# Variation selectors alone can hide a whole message.
_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_STRAIGHT = str.maketrans(dict.fromkeys("\u2018\u2019\u201a\u02bc", "'") | dict.fromkeys("\u201c\u201d\u201e«»", '"'))


def visible(text: str) -> str:
    """Without control, zero-width, bidirectional and other invisible characters: what a person would see."""
    normal = _SHOWS_NOTHING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if normal.translate(_WITHOUT_KEPT).isprintable():  # nearly every ticket: nothing to be left out
        return normal
    return "".join(char for char in normal if char in _KEPT_CONTROLS or not unicodedata.category(char).startswith("C"))


def head_and_tail(text: str, head: int = HEAD, tail: int = TAIL) -> str:
    """The first `head` and the last `tail` characters, and between them how many were left out."""
    left_out = len(text) - head - tail
    if left_out <= 0:
        return text
    return f"{text[:head]}\n[... {left_out} characters left out ...]\n{text[-tail:]}"


def quotation_from(text: str, claimed: str, limit: int = 200) -> str:
    """`claimed` as it stands in `text`, at most `limit` characters of it; "" if it is not a quotation.

    White space, case and the form of quotation marks may differ: a model straightens them. The words may not.
    """
    words = _squeezed(visible(text))
    wanted = _squeezed(visible(claimed)).translate(_STRAIGHT).strip(" \"'.…")
    searched, sought = words.translate(_STRAIGHT).casefold(), wanted.casefold()
    at = searched.find(sought)
    if not wanted or at < 0:
        return ""
    # Folding may have changed lengths; then positions do not carry over, but the words are the same.
    found = words[at : at + len(sought)] if len(searched) == len(words) else wanted
    return found[:limit]


def _squeezed(text: str) -> str:
    return " ".join(text.split())

"""Masking what identifies a person or opens a door, before a text leaves the machine (LLM_REDACT)."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from inference.identifiers import card_length, iban_length, key_length, phone_length


@dataclass(frozen=True, slots=True)
class _Kind:
    """`length` says how many characters at the start of what the pattern found are the thing; 0 if it is none."""

    name: str
    pattern: re.Pattern[str]
    length: Callable[[str], int] = len


# In this order: what a later pattern would take for something else is gone by then. Every repetition is bounded.
# A number is not one if it goes on to the left, as in "1.0491", "A-0491" or a UUID.
_STARTS = r"(?<!\d\.)(?<![\w-])"
_KINDS = (
    _Kind(
        "KEY",
        re.compile(
            r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[opsur]_[A-Za-z0-9]{30,255}\b|\bgithub_pat_[A-Za-z0-9_]{30,255}\b"
            r"|\bxox[abeprs]-[A-Za-z0-9-]{10,200}|\bAIza[A-Za-z0-9_-]{35}|\bglpat-[A-Za-z0-9_-]{20,200}"
            r"|\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}"
        ),
    ),
    _Kind("KEY", re.compile(r"\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,300}"), key_length),
    _Kind("EMAIL", re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")),
    _Kind("IBAN", re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}"), iban_length),
    # In groups of four, or of American Express and Diners Club: 4, 6, and 5 or 4.
    _Kind(
        "CARD",
        re.compile(rf"{_STARTS}[2-6]\d{{3}}[ -]?\d{{4,6}}[ -]?\d{{4,5}}(?:[ -]?\d{{1,4}}){{0,2}}(?!-?\w)"),
        card_length,
    ),
    _Kind("PHONE", re.compile(rf"{_STARTS}(?:\+|00)\d(?:[ ./()-]{{0,2}}\d){{7,14}}(?!\w)"), phone_length),
    _Kind(
        "PHONE", re.compile(rf"{_STARTS}(?:\(0\d{{1,5}}\)|0\d{{1,5}})[ /-]\d(?:[ -]?\d){{4,10}}(?!\w)"), phone_length
    ),
    _Kind("PHONE", re.compile(rf"{_STARTS}(?:\(\d{{3}}\)|\d{{3}})[ .-]\d{{3}}[ .-]\d{{4}}(?![\w-])"), phone_length),
)

_TYPED = re.compile(r"\[(KEY|EMAIL|IBAN|CARD|PHONE)_(\d{1,4})\]")


def redact(*texts: str) -> list[str]:
    """The texts with `[EMAIL_1]`, `[PHONE_1]`, `[CARD_1]`, `[IBAN_1]` and `[KEY_1]` for what it found in them.

    The same value gets the same number in all of them, so that a reader can still tell two people apart. Numbers
    begin after those of placeholders that somebody typed.
    """
    typed: dict[str, int] = defaultdict(int)
    for name, number in (found for text in texts for found in _TYPED.findall(text)):
        typed[name] = max(typed[name], int(number))
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    masked = list(texts)
    for kind in _KINDS:
        name, values = kind.name, seen[kind.name]

        def placeholder(value: str, name: str = name, values: dict[str, int] = values) -> str:
            return f"[{name}_{values.setdefault(value, typed[name] + len(values) + 1)}]"

        masked = [_masked(text, kind, placeholder) for text in masked]
    return masked


def _masked(text: str, kind: _Kind, placeholder: Callable[[str], str]) -> str:
    parts: list[str] = []
    done = position = 0
    while found := kind.pattern.search(text, position):
        start = found.start()
        length = kind.length(found[0])
        if not length:
            position = start + 1  # what follows may still begin within
            continue
        parts += [text[done:start], placeholder(text[start : start + length])]
        done = position = start + length
    return "".join([*parts, text[done:]])

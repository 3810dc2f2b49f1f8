"""Masking what identifies a person or opens a door, before a text leaves the machine (LLM_REDACT)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


def _luhn(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_card(found: str) -> bool:
    digits = re.sub(r"\D", "", found)
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and _luhn(digits)


def _is_iban(found: str) -> bool:
    """The check digits of ISO 13616: modulo 97."""
    code = re.sub(r"\s", "", found).upper()
    if not 15 <= len(code) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


def _is_phone(found: str) -> bool:
    return 8 <= len(re.sub(r"\D", "", found)) <= 15 and not re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", found)


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


# In this order: what a later pattern would take for something else is gone by then. Every repetition is bounded.
_KINDS = (
    _Kind(
        "KEY",
        re.compile(
            r"\b(?:sk|pk|rk)[-_](?:[A-Za-z0-9]+[-_]){0,3}[A-Za-z0-9]{16,200}\b"
            r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[opsur]_[A-Za-z0-9]{30,255}\b|\bgithub_pat_[A-Za-z0-9_]{30,255}\b"
            r"|\bxox[abeprs]-[A-Za-z0-9-]{10,200}|\bAIza[A-Za-z0-9_-]{35}|\bglpat-[A-Za-z0-9_-]{20,200}"
            r"|\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}"
        ),
    ),
    _Kind("EMAIL", re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")),
    _Kind("IBAN", re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\b"), _is_iban),
    _Kind("CARD", re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w.]?\d)"), _is_card),
    _Kind("PHONE", re.compile(r"(?<![\w.])(?:\+|00)\d(?:[ ./()-]{0,2}\d){7,14}(?!\w)"), _is_phone),
    _Kind("PHONE", re.compile(r"(?<![\w.-])\(?0\d{1,5}\)?[ /-]\d(?:[ -]?\d){4,10}(?!\w)"), _is_phone),
    _Kind("PHONE", re.compile(r"(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])"), _is_phone),
)


def redact(text: str) -> str:
    """The text with `[EMAIL_1]`, `[PHONE_1]`, `[CARD_1]`, `[IBAN_1]` and `[KEY_1]` for what it found.

    The same value gets the same number, so that a reader can still tell two people apart.
    """
    for kind in _KINDS:
        numbers = _numbers(text, kind.name)

        def mask(match: re.Match[str], kind: _Kind = kind, numbers: dict[str, int] = numbers) -> str:
            found = match[0]
            if not kind.holds(found):
                return found
            return f"[{kind.name}_{numbers.setdefault(found, len(numbers) + 1)}]"

        text = kind.pattern.sub(mask, text)
    return text


def _numbers(text: str, name: str) -> dict[str, int]:
    """Placeholders that are there already (several patterns share a name, or somebody typed one) keep their numbers."""

    def used() -> Iterator[int]:
        return (int(number) for number in re.findall(rf"\[{name}_(\d{{1,4}})\]", text))

    return {f"[{name}_{number}]": number for number in range(1, max(used(), default=0) + 1)}

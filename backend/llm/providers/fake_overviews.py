"""What the fake provider says of many tickets at once: made of the lines of the prompt, so that it is true of them.

Read are lines like `#12 [billing, high] The invoice is wrong.` and `priority.high.count = 3 tickets (High tickets)`.
"""

import re
from collections import Counter, defaultdict
from typing import Any

_LINE = re.compile(r"^#(\d+) \[([^\]]*)\] (.*)$", re.MULTILINE)
_FIGURE = re.compile(r"^([a-z]+(?:\.\w+)+) = (\S+) \w+ \((.*?)(?:, before: \S+)?\)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{5,}")
_SAYS_NOTHING = {
    "about",
    "after",
    "again",
    "always",
    "because",
    "before",
    "cannot",
    "every",
    "please",
    "since",
    "there",
    "which",
}
_THEMES = 6
_TOLD = ("volume.analyzed", "priority.critical.count", "priority.high.count", "theme.0.count", "disagreement.any.count")


def overview(schema: dict[str, Any], text: str) -> dict[str, Any] | None:
    """Themes or a summary, if that is what the schema asks for; otherwise None."""
    asked = schema.get("properties", {})
    if "claims" in asked:
        return _summary(text)
    if "themes" in asked:
        merging = "theme_numbers" in asked["themes"]["items"]["properties"]
        return {"themes": _merged(text) if merging else _themes(text)}
    return None


def _themes(text: str) -> list[dict[str, Any]]:
    """Tickets by the word that they share with most others."""
    words = {int(pk): _words(note) for pk, _, note in _LINE.findall(text)}
    frequency = Counter(word for found in words.values() for word in found)
    groups: dict[str, list[int]] = defaultdict(list)
    for pk, found in words.items():
        if found:
            groups[max(found, key=lambda word: (frequency[word], word))].append(pk)
    largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:_THEMES]
    return [
        {
            "title": word.capitalize(),
            "description": f"What these tickets share is the word “{word}”.",
            "ticket_ids": ids,
        }
        for word, ids in largest
        if len(ids) > 1
    ]


def _merged(text: str) -> list[dict[str, Any]]:
    """Themes by their titles."""
    groups: dict[str, list[int]] = defaultdict(list)
    descriptions: dict[str, str] = {}
    for number, _, told in _LINE.findall(text):
        title, _, description = told.partition(": ")
        groups[title].append(int(number))
        descriptions.setdefault(title, description)
    return [
        {"title": title, "description": descriptions[title], "theme_numbers": numbers}
        for title, numbers in groups.items()
    ]


def _summary(text: str) -> dict[str, Any]:
    figures = {key: (value, label) for key, value, label in _FIGURE.findall(text)}
    claims: list[dict[str, Any]] = [
        {"text": f"{figures[key][1]}: {figures[key][0]}.", "ticket_ids": [], "figures": [key]}
        for key in _TOLD
        if key in figures
    ]
    urgent = [(int(pk), note) for pk, tags, note in _LINE.findall(text) if tags.endswith("critical")]
    claims += [{"text": f"To be looked at first: {note}", "ticket_ids": [pk], "figures": []} for pk, note in urgent[:3]]
    value, label = figures.get("priority.critical.count", ("0", "Critical tickets"))
    return {"headline": f"{label}: {value}.", "claims": claims}


def _words(note: str) -> set[str]:
    return set(_WORD.findall(note.lower())) - _SAYS_NOTHING

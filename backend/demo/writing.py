"""Writes the text of a made-up ticket from one of the stories."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random

from demo.slots import Slots

STORIES = Path(__file__).parent / "stories"

# Per hundred tickets.
_CATEGORY_MIX = {"technical": 40, "billing": 25, "account": 21, "general": 14}

_GREETINGS = ("Hi,", "Hello,", "Hello team,", "Hi there,", "Good morning,", "Dear support team,", "Hey 👋", "", "")
_FAREWELLS = ("Thanks", "Many thanks", "Best regards", "Kind regards", "Thank you 🙏", "Cheers")


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of ticket, and what a careful agent would file it under. The parts may name slots: `{invoice}`."""

    category: str
    priority: str
    opens: Sequence[tuple[str, str]]  # title and first sentence, which belong together
    more: Sequence[str] = ()
    ask: Sequence[str] = ()
    append: Sequence[str] = ()
    weight: float = 1
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What a requester wrote, with what a careful agent would file it under."""

    title: str
    description: str
    category: str
    priority: str


@cache
def stories() -> tuple[Story, ...]:
    """All of them, in a fixed order."""
    found = []
    for path in sorted(STORIES.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        common = {"category": content["category"]} if "category" in content else {}
        found += [Story(**common | story) for story in content["story"]]
    return tuple(found)


def write(rng: Random, at: datetime) -> Text:
    """Something that a requester might have written at `at`."""
    category = rng.choices(list(_CATEGORY_MIX), list(_CATEGORY_MIX.values()))[0]
    candidates = [story for story in stories() if story.category == category]
    story = rng.choices(candidates, [candidate.weight for candidate in candidates])[0]
    slots = Slots(rng, at)
    title, opening = rng.choice(story.opens)
    body = opening if story.verbatim else _letter(rng, story, opening)
    return Text(title.format_map(slots), body.format_map(slots), story.category, story.priority)


def _letter(rng: Random, story: Story, opening: str) -> str:
    details = rng.sample(story.more, min(len(story.more), rng.choice((0, 1, 1, 2, 2))))
    asking = [rng.choice(story.ask)] if story.ask and rng.random() < 0.85 else []
    core = [" ".join([opening, *details, *asking])]
    if details and asking and rng.random() < 0.4:
        core = [" ".join([opening, *details]), *asking]
    greeting = rng.choice(_GREETINGS)
    farewell = f"{rng.choice(_FAREWELLS)}\n{rng.choice(('{sender}', '{sender_first}'))}" if rng.random() < 0.6 else ""
    appended = rng.choice(story.append).strip() if story.append and rng.random() < 0.4 else ""
    return "\n\n".join(part for part in [greeting, *core, farewell, appended] if part)

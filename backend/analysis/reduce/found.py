"""What the reduce phase finds, before it is stored."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """A subject with its tickets, none of which has another theme."""

    title: str
    description: str
    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the summary, and the tickets and figures that it rests on."""

    text: str
    ticket_ids: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A headline and what follows from it."""

    headline: str
    claims: list[Claim] = field(default_factory=list)

"""Cuts a text into folded words, and says which of them share a sentence, a clause and a line."""

import re
import unicodedata
from dataclasses import dataclass, field

# Marks and invisible characters that may stand inside a word: combining accents, soft hyphen, zero-width
# and bidirectional controls, variation selectors. Without them "pri<zero width space>ority" is two words.
_INSIDE = "\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_APOSTROPHES = "'\u2018\u2019\u02bc\u0060\u00b4\uff07"
# Neither alternative can take the other's characters, so a scan never goes back: linear in the text.
_WORD = re.compile(rf"(?:[^\W_]|[{_INSIDE}])+(?:[{_APOSTROPHES}](?:[^\W_]|[{_INSIDE}])+)*")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
# A full stop ends a sentence only before a space: "3.5", "example.com". Brackets and bars end one, so that markup
# is not read as one with the text; "=>" and "->" do not.
_SENTENCE_END = re.compile(r"[!?;\u2026\u3002<{}\[\]|]|\.[\"')\u201d\u2019]*\s|(?<![=-])>")
_CLAUSE_END = re.compile(r"[,:()\u2013\u2014\n]|\s-\s")
# French "l'accès", "j'ai": the part before the apostrophe is a word of its own.
_ELIDED = frozenset({"c", "d", "j", "l", "m", "n", "qu", "s", "t"})
# Longer than any word of the tables; such a run is not worth folding.
_LONGEST_WORD = 64


def fold(word: str) -> str:
    """Lower case without accents, compatibility forms, invisible characters: "Ｆａｃｔｕｒé" is "facture"."""
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return "".join(char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cf"})


def words_of(raw: str) -> tuple[str, ...]:
    """The folded words of one run of letters: two for a French elision; none if it is invisible or too long."""
    if len(raw) > _LONGEST_WORD:
        return ()
    if raw.isascii() and raw.isalnum():
        return (raw.lower(),)
    parts = [fold(part) for part in _APOSTROPHE.split(raw)]
    if len(parts) > 1 and parts[0] in _ELIDED:
        return (parts[0], "".join(parts[1:]))
    word = "".join(parts)
    return (word,) if word else ()


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a word: folded form, place in the text, and where it belongs."""

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: str) -> Tokens:
    """Sentences end at . ! ? ; and blank lines, clauses also at commas, colons, dashes, brackets and line ends."""
    tokens = Tokens(text)
    folded: dict[str, tuple[str, ...]] = {}
    sentence = clause = line = previous_end = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        between = text[previous_end:start]
        previous_end = end
        if between != " ":
            newlines = between.count("\n")
            line += newlines
            if newlines > 1 or _SENTENCE_END.search(between):
                sentence += 1
                clause += 1
            elif _CLAUSE_END.search(between):
                clause += 1
        raw = match.group()
        words = folded.get(raw)
        if words is None:
            words = folded[raw] = words_of(raw)
        for word in words:
            tokens.words.append(word)
            tokens.starts.append(start)
            tokens.ends.append(end)
            tokens.sentences.append(sentence)
            tokens.clauses.append(clause)
            tokens.lines.append(line)
    return tokens

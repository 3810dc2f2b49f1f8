"""All tables as one list of terms. A table's name says what its phrases are evidence for."""

from collections.abc import Iterator

from keywords.phrases import Term, split_phrases
from keywords.terms import circumstances, impact, severe, steering, urgency
from keywords.terms.account import ACCOUNT
from keywords.terms.billing import BILLING
from keywords.terms.general import GENERAL, NEUTRAL
from keywords.terms.groups import GROUPS as SHARED_GROUPS
from keywords.terms.table import Table, WeightedTable
from keywords.terms.technical import TOPICS, TROUBLE

GROUPS = SHARED_GROUPS | steering.STEERING_GROUPS

# An outage or a data loss is technical, whatever it keeps people from: above a failed login, below several signs.
_SEVERE_WEIGHT = 8

_CATEGORIES: tuple[tuple[str, WeightedTable], ...] = (
    ("billing", BILLING),
    ("technical", TROUBLE),
    ("technical", TOPICS),
    ("account", ACCOUNT),
    ("general", GENERAL),
)

_PLAIN: tuple[tuple[str, Table], ...] = (
    ("neutral", NEUTRAL),
    ("severe", severe.OUTAGE),
    ("severe", severe.LOSS),
    ("danger", severe.DANGER),
    ("major", impact.MAJOR),
    ("moderate", impact.MODERATE),
    ("minor", impact.MINOR),
    ("many", impact.MANY),
    ("eased", impact.EASED),
    ("urgent", urgency.URGENT),
    ("unhurried", urgency.UNHURRIED),
    ("negating", circumstances.NEGATING),
    ("supposing", circumstances.SUPPOSING),
    ("over", circumstances.OVER),
    ("label", steering.LABELS),
    ("label_order", steering.LABEL_ORDER),
    ("takeover", steering.TAKEOVER),
)


def _terms() -> Iterator[Term]:
    for name, weighted in _CATEGORIES:
        for by_weight in weighted.values():
            for weight, listing in by_weight.items():
                yield from (Term(name, phrase, weight) for phrase in split_phrases(listing))
    for name, table in _PLAIN:
        for listing in table.values():
            yield from (Term(name, phrase, 1) for phrase in split_phrases(listing))
    for listing in (*severe.OUTAGE.values(), *severe.LOSS.values()):
        yield from (Term("technical", phrase, _SEVERE_WEIGHT) for phrase in split_phrases(listing))
    for by_weight in TROUBLE.values():
        for listing in by_weight.values():
            yield from (Term("moderate", phrase, 1) for phrase in split_phrases(listing))


TERMS = tuple(_terms())

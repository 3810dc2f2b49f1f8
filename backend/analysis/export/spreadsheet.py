"""A run's tickets as CSV, for a spreadsheet."""

import csv
from collections.abc import Iterator

from analysis.export import rows

HEADER = (
    "ticket_id",
    "title",
    "status",
    "category",
    "priority",
    "notes",
    "source",
    "outcome",
    "error",
    "theme",
    "ticket_status",
    "ticket_category",
    "ticket_priority",
    "disagrees",
    "analyzed_at",
)
# A spreadsheet takes what begins so for a formula and runs it, with the rights of whoever opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel reads a file without it in the code page of the machine, so that every accent of a title is lost. What reads
# CSV otherwise knows it as "utf-8-sig", and drops it.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINES = 500  # a piece


class _Echo:
    """What csv.writer writes into; the line comes back as the value of `writerow`."""

    def write(self, line: str) -> str:
        return line


def pieces(run_id: int) -> Iterator[bytes]:
    """The file, some hundred lines at a time, so that ten thousand tickets need no more memory than some hundred."""
    writer = csv.writer(_Echo())
    lines = [writer.writerow(HEADER)]
    yield _BYTE_ORDER_MARK
    for row in rows.read(run_id):
        lines.append(writer.writerow([_cell(value) for value in _values(row)]))
        if len(lines) >= _LINES:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def _values(row: rows.Row) -> tuple[object, ...]:
    return (
        row.ticket_id,
        row.title,
        row.status,
        row.category,
        row.priority,
        row.note,
        row.source,
        row.outcome,
        row.error,
        row.theme,
        row.ticket_status,
        row.ticket_category,
        row.ticket_priority,
        " ".join(row.disagrees),
        row.finished_at.isoformat() if row.finished_at else None,
    )


def _cell(value: object) -> str:
    """An apostrophe before what would be a formula, also behind white space, which some spreadsheets drop."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text

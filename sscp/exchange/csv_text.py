"""Tables as CSV (RFC 4180: commas, CRLF, quotes where needed) that opens safely in a spreadsheet.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula,
whatever its quotes. A text from a record that begins so, or with an apostrophe
before such a sign, gets one more apostrophe in front; whoever reads the file
back takes one off again (`unguard`). Numbers stay numbers.

Source: OWASP, CSV injection; ASVS 5.0, requirement 1.2.10.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def clean(text: str) -> str:
    """A text without control characters and the like; line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in "\n\t" else " "
        for character in text.replace("\r\n", "\n")
    )


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as CSV in UTF-8, its names in the first line."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")


def _cell(value: Cell) -> Cell:
    return guard(clean(value)) if isinstance(value, str) else value

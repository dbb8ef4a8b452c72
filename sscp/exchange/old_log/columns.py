"""Which column of a hand-made action log holds what: told, remembered, or known by its heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.exchange.reading import Page, SheetFile, Table, find_table, heading_key
from sscp.model.kinds.settings import IMPORT_FIELDS
from sscp.model.record import Record
from sscp.write.edits import AddRow, Edit, SetField

IGNORE = "ignore"
_LABELS = {choice.value: choice.label for choice in IMPORT_FIELDS}
_HEADINGS: dict[str, str] = {
    "title": "action; actions; agreed action; action required; action agreed; task; what; title",
    "detail": "detail; details; description; background",
    "owner": "owner; action owner; lead; lead officer; responsible; by whom; who",
    "agency": "agency; lead agency; organisation; partner; agencies",
    "raised_on": "date raised; raised on; raised; date agreed; date of meeting; meeting date",
    "raised_at": "meeting; raised at; from meeting; origin",
    "item": "item; agenda item; item no; minute ref; minute",
    "due": "due; due date; date due; deadline; target date; by when; timescale",
    "monitored_by": "group; monitored by; watched over by; monitoring group; subgroup",
    "note": "update; latest update; progress; progress update; comments; comment; progress notes",
    "percent": "progress %; % complete; percent; percent complete; % progress",
    "status": "status; state; open/closed",
    "completed_on": "completed on; date completed; completed; date closed; closed on; closed",
    "evidence": "evidence; evidence of completion; outcome",
    "number": "ref; ref no; reference; no; no.; number; #; action no; action ref; id",
}
_KNOWN = {heading: field for field, several in _HEADINGS.items() for heading in several.split("; ")}


class Columns(NamedTuple):
    """How the columns of a log are read.

    Attributes:
        tables: the sheets with a column for the action itself, as they were found.
        fields: what each heading holds, by the heading as `heading_key` gives it.
        shown: the headings that are read, as they stand in the file.
        unread: the headings that are not.
    """

    tables: tuple[Table, ...]
    fields: dict[str, str]
    shown: dict[str, str]
    unread: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """How the columns are read, for a person to check."""
        said = [
            f"{heading}: {_LABELS[self.fields[key]].lower()} ({self.fields[key]})"
            for key, heading in self.shown.items()
        ]
        if self.unread:
            said.append(f"Not read: {', '.join(self.unread)}")
        return tuple(said)

    def edits(self, settings: Record | None) -> tuple[Edit, ...]:
        """The edits of the settings that remember how these columns are read."""
        if settings is None or settings.id is None:
            return ()
        places = {
            heading_key(row.text("heading") or ""): (number, row.text("field"))
            for number, row in enumerate(settings.rows("import_columns"))
        }
        edits: list[Edit] = []
        for key, heading in self.shown.items():
            number, field = places.get(key, (None, None))
            if number is None:
                row = {"heading": heading, "field": self.fields[key]}
                edits.append(AddRow(settings.id, ("import_columns",), row))
            elif field != self.fields[key]:
                path = ("import_columns", number, "field")
                edits.append(SetField(settings.id, path, self.fields[key]))
        return tuple(edits)


def read_told(words: Iterable[str]) -> dict[str, str]:
    """Which heading holds what, from texts such as `Lead officer=owner`.

    Raises:
        UsageError: one of them is not of that form, or names no field.
    """
    told: dict[str, str] = {}
    for each in words:
        heading, mark, field = each.rpartition("=")
        field = field.strip().lower().replace("-", "_")
        if not mark or not heading.strip():
            raise UsageError(f"--column {each} is not of the form 'Heading=field'.")
        if field not in _LABELS:
            raise UsageError(f"There is no field {field}; there are: {', '.join(_LABELS)}.")
        told[heading_key(heading)] = field
    return told


def remembered(settings: Record | None) -> dict[str, str]:
    """Which heading holds what, from the register's settings."""
    rows = settings.rows("import_columns") if settings is not None else ()
    return {
        heading_key(row.text("heading") or ""): row.text("field") or IGNORE
        for row in rows
        if row.text("field") in _LABELS
    }


def find_columns(
    file: SheetFile, name: str, told: Mapping[str, str], settings: Record | None
) -> Columns:
    """How the columns of a file are read; what was told goes before what is remembered or known.

    Raises:
        UsageError: no sheet has a column for the action itself.
    """
    meant = {**_KNOWN, **remembered(settings), **told}
    tables, fields, shown = [], {}, {}
    unread: dict[str, None] = {}
    for page in file.pages:
        table = find_table(page, meant)
        found = _assign(table, meant, told) if table is not None else {}
        if table is None or "title" not in found.values():
            continue
        tables.append(table)
        for heading in filter(None, table.headings):
            key = heading_key(heading)
            if key in found:
                fields[key] = found[key]
                shown[key] = heading
            elif meant.get(key) != IGNORE:
                unread[heading] = None
    if not tables:
        raise UsageError(_no_title(file, name))
    _require_known(told, tables, name)
    return Columns(tuple(tables), fields, shown, tuple(unread))


def _assign(table: Table, meant: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """The field of each heading; where two headings mean one, the told or the first one has it."""
    found: dict[str, str] = {}
    keys = [heading_key(heading) for heading in table.headings if heading]
    for key in sorted(keys, key=lambda key: key not in told):
        field = meant.get(key, IGNORE)
        if field != IGNORE and field not in found.values():
            found[key] = field
    return found


def _require_known(told: Mapping[str, str], tables: list[Table], name: str) -> None:
    there = {heading_key(heading) for table in tables for heading in table.headings}
    for key in told:
        if key not in there:
            raise UsageError(f"{name} has no column {key}.")


def _no_title(file: SheetFile, name: str) -> str:
    heads = [_fullest(page) for page in file.pages]
    headings = next((head for head in heads if head), "")
    told = f" Its headings seem to be: {headings}." if headings else " It is empty."
    return (
        f"No column of {name} is known to hold the action itself.{told}"
        " Say which: --column 'Heading=title'."
    )


def _fullest(page: Page) -> str:
    """The texts of the row near the top that has most of them."""
    heads = [[cell.text for cell in row.cells if cell.text] for row in page.rows[:10]]
    heads.sort(key=len, reverse=True)
    return ", ".join(heads[0]) if heads else ""

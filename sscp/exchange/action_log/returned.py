"""An action log that partners filled in and sent back: what changes, and what is left out.

Nothing is written here: what comes out are plain values and edits for the one door.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.errors import UsageError
from sscp.exchange.action_log.asked import Change, Line
from sscp.exchange.action_log.base import AS_EXPORTED, is_month_first, read_base
from sscp.exchange.action_log.columns import COLUMNS, REFERENCE, Part
from sscp.exchange.action_log.edits import items_of
from sscp.exchange.action_log.row import read_row
from sscp.exchange.reading import EMPTY, SheetFile, Table, find_table, heading_key
from sscp.model.dates import write_date
from sscp.model.words import listed
from sscp.views.action_sheet import ActionSheet
from sscp.work.proposal import Left, Proposal

_KEYS = frozenset(heading_key(column.heading) for column in COLUMNS)
_OWN_KEYS = frozenset(
    heading_key(heading)
    for heading in (
        AS_EXPORTED,
        *(column.heading for column in COLUMNS if column.part in (Part.NOTE, Part.LATER_DATE)),
    )
)
"""Headings that no log has but an exported one."""

_ADDED = (Part.NOTE, Part.EVIDENCE, Part.LATER_DATE, Part.LATER_REASON)


def is_action_log(file: SheetFile) -> bool:
    """True when a sheet of the file has the headings of an exported action log.

    Raises:
        UsageError: it has lost the one that tells the actions apart.
    """
    return any(True for _ in _tables(file))


def read_return(file: SheetFile, view: ActionSheet) -> Proposal:
    """Compare a file with the register.

    Args:
        file: what came back.
        view: every action of the register as it stands.

    Raises:
        UsageError: the file was exported from another register, or cannot be relied on.
    """
    _require_own(file.about.get("register"), view)
    known = {action.id: action for action in view.actions}
    changes: list[Change] = []
    left: list[Left] = list(_lost_columns(file))
    rows = 0
    for reference, line in _lines(file):
        rows += 1
        _require_own(line.base.register if line.base else None, view)
        _require_days_first(line)
        action = known.get(reference)
        if action is None:
            left.append(Left(reference, line.place, _unknown(reference, line, view.as_of)))
            continue
        for found in read_row(action, line, view):
            (changes if isinstance(found, Change) else left).append(found)  # type: ignore[arg-type]
    agreed, disputed = _merge(changes)
    return Proposal(items_of(agreed, known, view.as_of), (*left, *disputed), rows)


def _require_own(origin: str | None, view: ActionSheet) -> None:
    if origin and origin != view.register:
        raise UsageError(
            f"This sheet was exported from the register {origin}, and this is {view.register}."
        )


def _require_days_first(line: Line) -> None:
    """Make sure that 5/6/2023 is the fifth of June in this file.

    Raises:
        UsageError: what was exported comes back with the month before the day.
    """
    for place, column in enumerate(COLUMNS):
        cell = line.cells.get(heading_key(column.heading), EMPTY)
        if line.base is not None and is_month_first(column, cell, line.base.marks[place]):
            raise UsageError(
                f"Dates in this file have the month before the day ({line.place}: {cell.text})."
                " Save it as an Excel workbook (.xlsx), and import that."
            )


def _tables(file: SheetFile) -> Iterator[Table]:
    for page in file.pages:
        table = find_table(page, _KEYS)
        if table is not None:
            keys = {heading_key(heading) for heading in table.headings}
            if not _OWN_KEYS & keys:
                continue
            if heading_key(REFERENCE) not in keys:
                raise UsageError(f"The action log has lost its column {REFERENCE}.")
            yield table


def _lines(file: SheetFile) -> Iterator[tuple[str, Line]]:
    """Each row with its reference."""
    for table in _tables(file):
        keys = [heading_key(heading) for heading in table.headings]
        for row in table.rows:
            # A row may end before the last heading; what is not there was emptied.
            cells = dict.fromkeys(keys, EMPTY) | dict(zip(keys, row.cells, strict=False))
            place = _place(file, table, row.number)
            base = read_base(cells.get(heading_key(AS_EXPORTED), EMPTY).text)
            yield cells[heading_key(REFERENCE)].text, Line(place, base, cells)


def _place(file: SheetFile, table: Table, number: int) -> str:
    return f"{table.page}, row {number}" if len(file.pages) > 1 else f"row {number}"


def _lost_columns(file: SheetFile) -> Iterator[Left]:
    """The columns to fill in that a sheet has no more, or under a heading that nobody knows."""
    own = {*_KEYS, heading_key(AS_EXPORTED)}
    for table in _tables(file):
        keys = {heading_key(heading) for heading in table.headings}
        strange = [each for each in table.headings if each and heading_key(each) not in own]
        lost = [
            column.heading
            for column in COLUMNS
            if column.part is not None and heading_key(column.heading) not in keys
        ]
        if lost:
            words = f"The sheet has no column {listed(lost)} any more; nothing is taken from there."
            if strange:
                words += f" It has {listed(strange)}, which the log has not."
            yield Left("", _place(file, table, table.head), words)


def _unknown(reference: str, line: Line, as_of: date) -> str:
    if reference:
        return f"The register has no action {reference} on {write_date(as_of)}."
    title = line.cells.get("action", EMPTY).text
    told = f" ({title[:40]})" if title else ""
    return f"The row has no reference{told}; a new action is raised with `sscp action add`."


def _merge(changes: list[Change]) -> tuple[tuple[Change, ...], tuple[Left, ...]]:
    """One change for each thing asked, where an action stands in several rows; and the disputes."""
    first: dict[tuple[object, ...], Change] = {}
    disputed: dict[tuple[object, ...], Left] = {}
    for change in changes:
        key: tuple[object, ...] = (change.record, change.part)
        if change.part in _ADDED:
            key = (*key, change.value, change.on)
        before = first.setdefault(key, change)
        if before.value != change.value:
            words = f"{before.place} and {change.place} differ: {before.words}; {change.words}."
            disputed[key] = Left(change.record, change.place, words, is_conflict=True)
    return tuple(each for key, each in first.items() if key not in disputed), tuple(
        disputed.values()
    )

"""What a row of a returned action log asks for, as plain values."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.exchange.action_log.base import Base
from sscp.exchange.action_log.columns import COLUMNS, Labels, Part
from sscp.exchange.cells import read_day
from sscp.exchange.reading import Cell, Formula, heading_key
from sscp.model.dates import write_date
from sscp.views.action_sheet import ActionSheet, SheetAction
from sscp.work.proposal import Left

Wish = str | int | date


class Change(NamedTuple):
    """One cell that was changed.

    Attributes:
        record: the id of the action.
        part: what it changes.
        value: the new value: an id, a number, a date or a text.
        words: the change for a reader, without the id.
        place: the row it was typed in.
        on: the day a note tells of, or the later date that a reason is for.
    """

    record: str
    part: Part
    value: Wish
    words: str
    place: str
    on: date | None = None


class Line(NamedTuple):
    """A row: where it stands, what it was exported with, and its cells by heading."""

    place: str
    base: Base | None
    cells: dict[str, Cell | Formula]


class Asked(NamedTuple):
    """What a row asks for, part by part, and the parts that could not be read."""

    action: SheetAction
    line: Line
    view: ActionSheet
    labels: Labels
    wishes: dict[Part, Wish]
    failed: set[Part]

    def leave(self, words: str, is_conflict: bool = False) -> Left:
        """Something of this row that is not taken over."""
        return Left(self.action.id, self.line.place, words, is_conflict)

    def was(self, part: Part) -> str | None:
        """What was exported, in the form that is compared; None where the row has lost it."""
        return self.line.base.kept[part] if self.line.base is not None else None

    def later_date(self) -> date | None:
        """The later date that stands in the row, whether it is new or not."""
        cell = self.line.cells.get(heading_key(heading_of(Part.LATER_DATE)))
        found = read_day(cell) if cell is not None else None
        return found if isinstance(found, date) else None


def heading_of(part: Part) -> str:
    """What stands above the column of a part."""
    return next(column.heading for column in COLUMNS if column.part is part)


def request_note(until: date, reason: str = "") -> str:
    """The note that keeps a request for a later date; only a meeting can agree it."""
    return f"Asks for more time until {write_date(until)}" + (f": {reason}" if reason else "")

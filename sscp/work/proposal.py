"""What a file asks of the register: the changes record by record, and what is left out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sscp.write.edits import Edit


class Left(NamedTuple):
    """Something in a file that is not taken over.

    Attributes:
        record: the id of the record; empty where the row names none.
        place: the row.
        words: what it is and why, a sentence.
        is_conflict: True when both sides changed since the export.
    """

    record: str
    place: str
    words: str
    is_conflict: bool = False


class Item(NamedTuple):
    """What the file asks for one record.

    Attributes:
        key: what stays the same when the register has moved on: the id, or the row of a new record.
        record: the id.
        title: of the record.
        place: the rows.
        words: each change in words.
        edits: what they come to.
        is_new: True for a record that the register does not have yet.
    """

    key: str
    record: str
    title: str
    place: str
    words: tuple[str, ...]
    edits: tuple[Edit, ...]
    is_new: bool = False


class Proposal(NamedTuple):
    """What a file asks of the register.

    Attributes:
        items: in the order of the file.
        left: what is not taken over.
        rows: how many rows were read.
        known: how many of them are in the register already.
        columns: how the columns were understood, a sentence each.
        settings: edits of the register's settings that go with it.
    """

    items: tuple[Item, ...]
    left: tuple[Left, ...]
    rows: int
    known: int = 0
    columns: tuple[str, ...] = ()
    settings: tuple[Edit, ...] = ()

    @property
    def change_count(self) -> int:
        """How many changes it holds."""
        return sum(len(item.words) for item in self.items)

    def without(self, reasons: Mapping[str, str]) -> Proposal:
        """The same without the items with these keys, each left out for its reason."""
        kept = tuple(item for item in self.items if item.key not in reasons)
        gone = tuple(
            Left(item.record if not item.is_new else "", item.place, reasons[item.key])
            for item in self.items
            if item.key in reasons
        )
        return self._replace(items=kept, left=(*self.left, *gone))

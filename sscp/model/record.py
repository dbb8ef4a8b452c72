"""A record as it was read: typed access to its fields, and the place of each in its file."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date
from typing import Any

from sscp.model.dates import read_iso_date
from sscp.model.finding import Location
from sscp.model.kind import Field, Kind, Shape
from sscp.model.position import Path, locate


class SourceFile:
    """A file that was read: its path from the register's home and the positions in it."""

    __slots__ = ("_positions", "path")

    def __init__(self, path: str, positions: array[int] | bytes) -> None:
        self.path = path
        self._positions = positions

    @property
    def positions(self) -> array[int]:
        """The packed position of each node; unpacked from bytes once somebody asks for them."""
        if not isinstance(self._positions, array):
            self._positions = array("Q", self._positions)
        return self._positions


class Fields:
    """Typed reading of a table of values; a value of the wrong shape reads as absent.

    Wrong shapes are findings of their own (ST-), so a rule never trips over them.
    """

    __slots__ = ("_record", "path", "values")

    def __init__(self, values: dict[str, Any], path: Path, record: Record | None) -> None:
        self.values = values
        self.path = path
        self._record = record

    @property
    def record(self) -> Record:
        """The record these fields belong to."""
        assert self._record is not None
        return self._record

    def has(self, name: str) -> bool:
        """True when the field holds anything at all."""
        return self.values.get(name) not in (None, "", [], {})

    def text(self, name: str) -> str | None:
        """A text, choice, id or link; numbers are given back as they were written."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value or None
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return None

    def words(self, name: str) -> str:
        """The same as `text`; empty where it gives nothing."""
        return self.text(name) or ""

    def date(self, name: str) -> date | None:
        """A full date; None when absent or no date."""
        return read_iso_date(self.values.get(name))

    def flag(self, name: str) -> bool:
        """True only when the field says true."""
        return self.values.get(name) is True

    def whole(self, name: str) -> int | None:
        """A whole number."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, choices or links; one that stands alone counts as a list of one."""
        value = self.values.get(name)
        if isinstance(value, str):
            return (value,) if value else ()
        if isinstance(value, list):
            return tuple(str(item) for item in value if isinstance(item, (str, int)))
        return ()

    def rows(self, name: str) -> tuple[Fields, ...]:
        """The inner groups of a list; anything in it that is no group is left out."""
        value = self.values.get(name)
        if not isinstance(value, list):
            return ()
        base = (*self.path, name)
        return tuple(
            Fields(item, (*base, index), self.record)
            for index, item in enumerate(value)
            if isinstance(item, dict)
        )

    def part(self, name: str) -> Fields | None:
        """One inner group of fields; None when absent."""
        value = self.values.get(name)
        if isinstance(value, dict):
            return Fields(value, (*self.path, name), self.record)
        return None

    def at(self, *steps: str | int) -> Location:
        """Where a field of this table stands; the table itself when it has no such field."""
        return self.record.location((*self.path, *steps))


class Record(Fields):
    """One record of the register.

    Attributes:
        kind: its declaration.
        id: its id, or None where it has none that can be read.
        file: the file it stands in.
        start: where in the file's positions it begins.
    """

    __slots__ = ("file", "id", "kind", "start")

    def __init__(self, kind: Kind, values: dict[str, Any], file: SourceFile, start: int) -> None:
        super().__init__(values, (), None)
        self.kind = kind
        self.file = file
        self.start = start
        identity = values.get("id")
        self.id: str | None = identity if isinstance(identity, str) and identity else None

    @property
    def record(self) -> Record:
        """This record."""
        return self

    @property
    def title(self) -> str:
        """What a reader sees: the record's title or name, else its id."""
        return self.text(self.kind.title_field) or self.id or f"({self.kind.name} without an id)"

    @property
    def is_illustrative(self) -> bool:
        """True for an invented example."""
        return self.values.get("illustrative") is True

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the record comes from: each a record id, then perhaps a paragraph or item."""
        return self.texts("source")

    def source_path(self, position: int) -> Path:
        """The way to one of the sources, which may stand alone or in a list."""
        is_list = isinstance(self.values.get("source"), list)
        return ("source", position) if is_list else ("source",)

    def location(self, path: Path = ()) -> Location:
        """Where the node at `path` begins: its key, or the item itself in a list."""
        place, _ = locate(self.values, self.file.positions, path, self.start)
        return Location(self.file.path, *place)

    def value_location(self, path: Path) -> Location:
        """Where the value at `path` begins."""
        _, place = locate(self.values, self.file.positions, path, self.start)
        return Location(self.file.path, *place)

    def links(self) -> Iterator[tuple[Path, Field, str]]:
        """Every link in the record: its path, its field's declaration and the id it names."""
        return _links(self.kind.fields, self.values, ())


_LINK_TABLES: dict[int, tuple[Field, ...]] = {}


def _link_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields of a table that hold links, themselves or within."""
    found = _LINK_TABLES.get(id(fields))
    if found is None:
        found = tuple(
            field
            for field in fields
            if field.shape is Shape.LINK
            or (field.shape is Shape.PART and _link_fields(field.fields))
        )
        _LINK_TABLES[id(fields)] = found
    return found


def _links(
    fields: tuple[Field, ...], values: dict[str, Any], path: Path
) -> Iterator[tuple[Path, Field, str]]:
    for field in _link_fields(fields):
        value = values.get(field.name)
        if value is None:
            continue
        here = (*path, field.name)
        if field.shape is Shape.LINK:
            if isinstance(value, str):
                yield here, field, value
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, str):
                        yield (*here, index), field, item
        elif isinstance(value, dict):
            yield from _links(field.fields, value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _links(field.fields, item, (*here, index))

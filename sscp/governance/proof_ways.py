"""What the proof of a statement names: the kinds it begins at, and the ways from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sscp.model.kind import Field, Kind
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.record import Fields
from sscp.model.ways import declared_fields

_OF_THE_RECORD = ("date", "rows", "due", "covers", "year_in", "withdrawn", "put_off")
"""Fields of a proof that name a field of the kind it asks for."""
_OF_THE_ASKED = ("field", "instead", "of")
"""Fields of a need that name a field of the record that is asked."""


class Way(NamedTuple):
    """A way into a kind: the table and the field it is written in, and the kind it begins at."""

    table: Fields
    name: str
    kind: Kind

    @property
    def typed(self) -> str:
        """The way as it is written; empty where none is."""
        return self.table.words(self.name)

    @property
    def ends(self) -> tuple[Field, ...]:
        """What may stand at the end of the way; nothing where it leads nowhere."""
        return tuple(declared_fields(self.kind, self.typed))


def kind_of(fields: Fields) -> Kind | None:
    """The kind that a table of a proof names; None where it names none that exists."""
    return BY_NAME.get(fields.words("kind"))


def tables_of(proof: Fields) -> Iterator[Fields]:
    """The tables of a proof that may name a kind: itself, what it is asked per, its needs."""
    per = proof.part("per")
    yield from (proof, *((per,) if per else ()), *proof.rows("needs"))


def conditions_in(proof: Fields) -> Iterator[Fields]:
    """Every condition of a proof, wherever in it it stands."""
    for table in tables_of(proof):
        yield from table.rows("where")
    yield from proof.rows("withdrawn_where")


def ways_of(proof: Fields) -> Iterator[Way]:
    """Every way in a proof of which the kind it begins at is known."""
    own, per = kind_of(proof), proof.part("per")
    if own is not None:
        yield from (Way(proof, name, own) for name in _OF_THE_RECORD)
        yield from _conditions(proof, "where", own)
        yield from _conditions(proof, "withdrawn_where", own)
    holder = own
    if per is not None:
        holder = kind_of(per)
        if own is not None:
            yield Way(per, "named_in", own)
        if holder is not None:
            yield from _conditions(per, "where", holder)
    if holder is not None:
        yield Way(proof, "interval_in", holder)
    for need in proof.rows("needs"):
        yield from _of_need(need, own)


def _of_need(need: Fields, own: Kind | None) -> Iterator[Way]:
    """The ways in a need: those of another record where it names a kind, else all its own."""
    other = kind_of(need)
    if own is not None:
        yield from (Way(need, name, own) for name in _OF_THE_ASKED)
    begins = other if need.has("kind") else own
    if begins is not None:
        yield Way(need, "when", begins)
        yield from _conditions(need, "where", begins)
    if other is not None:
        yield Way(need, "by", other)


def _conditions(table: Fields, name: str, kind: Kind) -> Iterator[Way]:
    for row in table.rows(name):
        yield Way(row, "field", kind)

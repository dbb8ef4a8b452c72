"""Who may read a record: from the public, the widest circle, to the lead partners."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from sscp.model.kind import Audience, Field, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

_ORDER = {audience: number for number, audience in enumerate(Audience)}


def audience_of(record: Record) -> Audience:
    """The widest circle that may read a record.

    A record that names an unknown audience is kept to the lead partners, and
    nothing marked OFFICIAL-SENSITIVE is ever public: in doubt, closed.
    """
    named = record.values.get("audience")
    if named is None:
        found = record.kind.audience
    else:
        try:
            found = Audience(named)
        except ValueError:
            return Audience.LEAD_PARTNERS
    if found is Audience.PUBLIC and record.values.get("classification") not in (None, "OFFICIAL"):
        return Audience.PARTNERS
    return found


def may_read(record: Record, reader: Audience) -> bool:
    """True when a reader in that circle may see the record."""
    return _ORDER[audience_of(record)] <= _ORDER[reader]


def restrict(portfolio: Portfolio, reader: Audience) -> Portfolio:
    """The part of a register that a reader in that circle may see.

    Even the id of a record can tell something, so links and sources that lead
    to a withheld record are taken out of those that stay. Of these only the
    place where each begins is still known, not the places within.
    """
    kept = [record for record in portfolio.records if may_read(record, reader)]
    names = {record.id for record in kept if record.id}
    names.update(former for record in kept for former in record.texts("formerly"))
    shown = (
        Record(
            record.kind,
            _redact(record.kind.fields, record.values, names),
            record.file,
            record.start,
        )
        for record in kept
    )
    return Portfolio(shown, portfolio.settings, is_restricted=True)


_SILENT = (Shape.CHOICE, Shape.FLAG)


def _redact(
    fields: tuple[Field, ...], values: dict[str, Any], names: AbstractSet[str]
) -> dict[str, Any]:
    """The values without links to records that have none of these names.

    A field that is not declared could hold anything, so it is left out.
    """
    known = {field.name: field for field in fields}
    found: dict[str, Any] = {}
    for name, value in values.items():
        field = known.get(name)
        if field is None:
            continue
        rest: Any
        if isinstance(value, list):
            each = (_redact_value(field, item, names) for item in value)
            rest = [item for item in each if item is not None]
        else:
            rest = _redact_value(field, value, names)
        if rest is not None and (rest != [] or value == []):
            found[name] = rest
    return found


def _redact_value(field: Field, value: Any, names: AbstractSet[str]) -> Any:
    """One value as the reader may see it; None when nothing of it is left."""
    if field.shape is Shape.LINK:
        return value if isinstance(value, str) and value in names else None
    if field.shape is Shape.SOURCE:
        return value if str(value).partition(" ")[0] in names else None
    if field.shape is not Shape.PART or not isinstance(value, dict):
        return value
    rest = _redact(field.fields, value, names)
    if len(rest) == len(value):
        return rest
    tells = {inner.name for inner in field.fields if inner.shape not in _SILENT}
    return rest if tells & rest.keys() else None

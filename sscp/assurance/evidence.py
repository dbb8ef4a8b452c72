"""Finding evidence: ways into a record, conditions, and records that have happened.

A way is field names joined by dots; lists are walked through, and a slash
follows a link: `papers.record/form` is the form of every record that a paper
presents. There is nothing more to it, and nothing in it can run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sscp.governance.terms import is_in_force
from sscp.model.dates import read_iso_date
from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record


def values_at(portfolio: Portfolio, record: Record, way: str) -> Iterator[Any]:
    """Every value at the end of a way; nothing where the way leads nowhere."""
    first, _, rest = way.partition("/")
    values: Iterable[Any] = [record.values]
    for step in first.split("."):
        values = [inner for value in values for inner in _step(value, step)]
    for value in values:
        if not rest:
            yield value
        elif isinstance(value, str) and (target := portfolio.get(value)) is not None:
            yield from values_at(portfolio, target, rest)


def _step(value: Any, step: str) -> Iterator[Any]:
    if not isinstance(value, dict):
        return
    inner = value.get(step)
    if isinstance(inner, list):
        yield from inner
    elif inner is not None:
        yield inner


def declared_field(kind: Kind, way: str) -> Field | None:
    """The declaration at the end of a way; None where the way leads nowhere.

    After a slash the field may be of any kind that the link may lead to.
    """
    first, _, rest = way.partition("/")
    fields: tuple[Field, ...] = kind.fields
    found: Field | None = None
    for step in first.split("."):
        found = next((field for field in fields if field.name == step), None)
        if found is None:
            return None
        fields = found.fields
    if not rest or found is None:
        return found
    if found.shape is not Shape.LINK:
        return None
    for name in found.links or tuple(BY_NAME):
        inner = declared_field(BY_NAME[name], rest)
        if inner is not None:
            return inner
    return None


def meets(portfolio: Portfolio, record: Record, conditions: Iterable[Fields]) -> bool:
    """True when a record meets every condition."""
    return all(_meets(portfolio, record, condition) for condition in conditions)


def _meets(portfolio: Portfolio, record: Record, condition: Fields) -> bool:
    found = list(values_at(portfolio, record, condition.text("field") or ""))
    wanted = _wanted(condition)
    if wanted:
        return any(spelt(value) in wanted for value in found)
    return bool(found) is (condition.values.get("filled") is not False)


def _wanted(fields: Fields) -> frozenset[str]:
    value = fields.values.get("is")
    values = value if isinstance(value, list) else [value]
    return frozenset(spelt(one) for one in values if one is not None)


def spelt(value: Any) -> str:
    """A value as it is written in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def first_date(portfolio: Portfolio, record: Record, way: str | None, as_of: date) -> date | None:
    """The earliest date at the end of a way that is not after `as_of`; None without one."""
    if not way:
        return None
    days = [
        day
        for value in values_at(portfolio, record, way)
        if (day := read_iso_date(value)) is not None and day <= as_of
    ]
    return min(days, default=None)


def dated_evidence(
    portfolio: Portfolio, proof: Fields, as_of: date
) -> tuple[tuple[date, Record], ...]:
    """The records that a proof means and that had happened by a day, oldest first."""
    found = []
    conditions = proof.rows("where")
    for record in portfolio.of_kind(proof.text("kind") or ""):
        day = first_date(portfolio, record, proof.text("date"), as_of)
        if day is not None and meets(portfolio, record, conditions):
            found.append((day, record))
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].id or "")))


def standing_evidence(portfolio: Portfolio, proof: Fields, as_of: date) -> tuple[Record, ...]:
    """The records that a proof means and that are in force on a day, in order of id."""
    conditions = proof.rows("where")
    found = [
        record
        for record in portfolio.of_kind(proof.text("kind") or "")
        if is_in_force(record, as_of) and meets(portfolio, record, conditions)
    ]
    return tuple(sorted(found, key=lambda record: record.id or ""))

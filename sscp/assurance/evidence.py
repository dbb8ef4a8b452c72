"""Finding evidence: records that have happened or are in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sscp.governance.terms import first_day_of, is_in_force, read_first_day
from sscp.model.conditions import Condition, conditions_of, meets
from sscp.model.dates import read_iso_date
from sscp.model.kind import Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import apart, values_at


def ids_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The ids of the records that have one, as evidence is named."""
    return tuple(record.id for record in records if record.id)


def came_about(record: Record) -> date | None:
    """The first day of a record: of its term, else the first date that its kind has.

    None where it tells of no day; it has then always been there.
    """
    start = first_day_of(record)
    if start is not None:
        return start
    for field in record.kind.fields:
        if field.shape in _DAYS and field.name not in _LATER:
            day = read_first_day(record.text(field.name))
            if day is not None:
                return day
    return None


_DAYS = frozenset((Shape.DATE, Shape.MONTH))
_LATER = frozenset(("due", "until", "holds_until", "retain_until", "target", "planned_publication"))
"""Dates that are set when a record comes about, and lie ahead of it."""


def has_come(record: Record, as_of: date) -> bool:
    """False for a record of something that had not happened yet on a day."""
    day = came_about(record)
    return day is None or day <= as_of


def table_of(way: str) -> str:
    """The field of the record itself with which a way begins."""
    return way.partition("/")[0].partition(".")[0]


def row_dates(
    portfolio: Portfolio,
    record: Record,
    way: str,
    as_of: date,
    conditions: Iterable[Condition] = (),
) -> tuple[date, ...]:
    """The dates at the end of a way that are not after `as_of`, oldest first.

    Where the way begins in a list, conditions on that list must hold in the
    very row of the date: the day on which *this* agency was written to.
    Conditions on other fields are not looked at here.
    """
    table = table_of(way)
    same = [condition for condition in conditions if table_of(condition.field) == table]
    days = [
        day
        for each in apart(record, table) or (record,)
        if meets(portfolio, each, same)
        for value in values_at(portfolio, each, way)
        if (day := read_iso_date(value)) is not None and day <= as_of
    ]
    return tuple(sorted(days))


def first_date(
    portfolio: Portfolio,
    record: Record,
    way: str,
    as_of: date,
    conditions: Iterable[Condition] = (),
) -> date | None:
    """The earliest of those dates; None without one."""
    return next(iter(row_dates(portfolio, record, way, as_of, conditions)), None)


def dated_evidence(
    portfolio: Portfolio, proof: Fields, as_of: date
) -> tuple[tuple[date, Record], ...]:
    """The records that a proof means and that had happened by a day, oldest first."""
    found = []
    conditions = conditions_of(portfolio, proof.rows("where"))
    for record in portfolio.of_kind(proof.words("kind")):
        day = first_date(portfolio, record, proof.words("date"), as_of, conditions)
        if day is not None and _counts(proof, day) and meets(portfolio, record, conditions):
            found.append((day, record))
    return _in_order(found)


def _counts(proof: Fields, day: date) -> bool:
    """True for a day that is not before the first one that counts."""
    since = proof.date("since")
    return since is None or since <= day


def all_events(
    portfolio: Portfolio, proof: Fields, as_of: date, naming: Condition | None = None
) -> tuple[tuple[date, Record], ...]:
    """Every day on which the records that a proof means happened, oldest first.

    A record whose rows have several dates happens on each of them.

    Args:
        portfolio: the register.
        proof: the proof.
        as_of: the day to reckon from.
        naming: a further condition: whom the record, or its row, must name.
    """
    conditions = conditions_of(portfolio, proof.rows("where"))
    if naming is not None:
        conditions = (*conditions, naming)
    return _in_order(
        (day, record)
        for record in portfolio.of_kind(proof.words("kind"))
        if meets(portfolio, record, conditions)
        for day in set(row_dates(portfolio, record, proof.words("date"), as_of, conditions))
        if _counts(proof, day)
    )


def _in_order(events: Iterable[tuple[date, Record]]) -> tuple[tuple[date, Record], ...]:
    return tuple(sorted(events, key=lambda pair: (pair[0], pair[1].id or "")))


def standing_evidence(portfolio: Portfolio, proof: Fields, as_of: date) -> tuple[Record, ...]:
    """The records that a proof means and that are in force on a day, in order of id.

    Where the proof names a date, it must have come.
    """
    conditions = conditions_of(portfolio, proof.rows("where"))
    found = []
    for record in portfolio.of_kind(proof.words("kind")):
        if not is_in_force(record, as_of) or not meets(portfolio, record, conditions):
            continue
        if proof.has("date"):
            day = first_date(portfolio, record, proof.words("date"), as_of, conditions)
            if day is None or not _counts(proof, day):
                continue
        found.append(record)
    return tuple(sorted(found, key=lambda record: record.id or ""))

"""The form `each`: every record of a kind, or every row of it, has what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sscp.assurance.asked import Asked, is_same_table
from sscp.assurance.evidence import (
    came_about,
    dated_evidence,
    first_date,
    has_come,
    ids_of,
    row_dates,
    standing_evidence,
)
from sscp.assurance.period import Period
from sscp.governance.terms import is_in_force, read_first_day
from sscp.model.conditions import Condition, conditions_of, meets, wanted_by
from sscp.model.dates import read_iso_date, write_date
from sscp.model.record import Fields, Record
from sscp.model.ways import apart, declared_field, spelt, values_at, written_at
from sscp.timing.states import State


class Met(NamedTuple):
    """Whether a need is met, the day it was if one tells, and the records that show it."""

    is_met: bool
    day: date | None = None
    shown: tuple[str, ...] = ()


_UNMET = Met(False)


def prove_each(asked: Asked) -> tuple[Period, ...]:
    """Each record of a kind has what it needs, in time where a time is set.

    Without a date every record in force is asked on the day itself. With `rows`
    the rows of a list are asked one by one.
    """
    periods = [_each(asked, day, record, whole) for day, record, whole in _asked_of(asked)]
    least = asked.proof.whole("least") or 0
    if len(periods) < least:
        what = f"{asked.clause.title}: {len(periods)} on record, {least} needed"
        periods.append(Period(what, None, None, None, State.NOT_STARTED))
    return tuple(periods)


def _asked_of(asked: Asked) -> Iterator[tuple[date, Record, Record]]:
    """The day and the record that is asked about, with its one row alone, and the whole record."""
    table, way = asked.proof.words("rows"), asked.proof.words("date")
    conditions = conditions_of(asked.portfolio, asked.proof.rows("where"))
    if way:
        found = _dated(asked)
    else:
        standing = standing_evidence(asked.portfolio, asked.proof, asked.as_of)
        found = tuple((asked.as_of, record) for record in standing)
    for day, record in found:
        if not table:
            yield day, record, record
            continue
        for row in apart(record, table):
            own = first_date(asked.portfolio, row, way, asked.as_of, conditions) if way else day
            if own is not None and meets(asked.portfolio, row, conditions):
                yield own, row, record


def _dated(asked: Asked) -> tuple[tuple[date, Record], ...]:
    return dated_evidence(asked.portfolio, asked.proof, asked.as_of)


def _title(asked: Asked, record: Record) -> str:
    table = asked.proof.text("rows")
    if not table:
        return record.title
    return f"{record.title}: {_label(asked, record, table)}"


def _label(asked: Asked, record: Record, table: str) -> str:
    """What the row that is asked about is called: by the first thing it says."""
    row = record.values[table][0]
    name, value = next(iter(row.items()), ("", "")) if isinstance(row, dict) else ("", row)
    day = read_iso_date(value)
    if day is not None:
        return write_date(day)
    field = declared_field(record.kind, f"{table}.{name}")
    if field is not None and field.choices:
        return field.label_of(value)
    return asked.portfolio.title_of(spelt(value))


def _each(asked: Asked, day: date, record: Record, whole: Record) -> Period:
    due = _due(asked, day, record)
    lacking: list[str] = []
    done_days: list[date] = []
    evidence: list[str] = []
    for need in asked.proof.rows("needs"):
        met = _need(asked, need, record, day)
        if not met.is_met:
            lacking.append(need.words("what"))
        elif met.day is not None:
            done_days.append(met.day)
        evidence += met.shown
    shown_ids = tuple(dict.fromkeys([*ids_of((record,)), *evidence]))
    title = _title(asked, record)
    if lacking and _is_withdrawn(asked, record, whole):
        return Period(title, record.id, due, None, State.WITHDRAWN, shown_ids)
    if lacking:
        words = f"{title}: {', '.join(lacking)}"
        state = asked.state(due, None) if _asks_when(asked) else State.NOT_STARTED
        return Period(words, record.id, due, None, state, shown_ids)
    if asked.proof.has("date") or (due is not None and done_days):
        done = max(done_days, default=day)
        return Period(title, record.id, due, done, asked.state(due, done), shown_ids)
    # Asked on the day itself: it stands, and the day of asking is no event.
    since = max(filter(None, (came_about(record), *done_days)), default=None)
    return Period(title, record.id, due, None, State.MET, shown_ids, since=since)


def _is_withdrawn(asked: Asked, record: Record, whole: Record) -> bool:
    """True when nothing is owed any more, such as for an action that was given up.

    Under conditions any row of the whole record may say so: the stage at which an
    audit was cancelled lifts all its other stages.
    """
    way = asked.proof.words("withdrawn")
    conditions = conditions_of(asked.portfolio, asked.proof.rows("withdrawn_where"))
    one = whole if conditions else record
    return first_date(asked.portfolio, one, way, asked.as_of, conditions) is not None


_TIMES = ("due", "put_off", "within", "until_next", "interval_in", "due_by_meeting_of")


def _asks_when(asked: Asked) -> bool:
    """True when the proof sets a time; without one, what is lacking is simply not there yet."""
    return any(asked.proof.has(name) for name in _TIMES)


def _due(asked: Asked, day: date, record: Record) -> date | None:
    """The day by which a record's needs are to be met, however that is told.

    What is to be done before the next such record is due no later than the day before it.
    """
    due = _own_due(asked, day, record)
    if not asked.proof.flag("until_next"):
        return due
    later = [other - timedelta(days=1) for other, _ in _dated(asked) if other > day]
    return min(filter(None, (due, min(later, default=None))), default=None)


def _own_due(asked: Asked, day: date, record: Record) -> date | None:
    proof = asked.proof
    put_off = asked.due_in(record, proof.words("put_off")) if proof.has("put_off") else None
    if put_off is not None:
        return put_off
    if proof.has("due"):
        return asked.due_in(record, proof.words("due"))
    if proof.has("within") or proof.has("interval_in"):
        interval = asked.interval_of(record)
        return interval.after(day) if interval else None
    if proof.has("due_by_meeting_of"):
        return asked.meeting_after(day)
    return None


def _need(asked: Asked, need: Fields, record: Record, day: date) -> Met:
    """Whether a need is met; one for which the record holds what does as well counts as met.

    Without a date of its own it was met on the record's day, or when what meets it came about.
    """
    prove = _need_of_another if need.has("kind") else _need_of_its_own
    met = prove(asked, need, record, day)
    if not met.is_met and any(values_at(asked.portfolio, record, need.words("instead"))):
        return Met(True, _own_day(asked, day), met.shown)
    return met


def _own_day(asked: Asked, day: date) -> date | None:
    """The record's day; None where every record is asked on the day reckoned from."""
    return day if asked.proof.has("date") else None


def _day_of(asked: Asked, day: date, shown: Iterable[Record]) -> date | None:
    """The day on which something undated was met: the record's, or that of what shows it."""
    days = [_own_day(asked, day), *map(came_about, shown)]
    return max(filter(None, days), default=None)


def _need_of_another(asked: Asked, need: Fields, record: Record, day: date) -> Met:
    """Other records must name this one, or what it holds in the field `of`."""
    way = need.words("of")
    names: frozenset[str | None] = (
        frozenset(written_at(asked.portfolio, record, way)) if way else frozenset((record.id,))
    )
    if not names:
        return _UNMET
    conditions = (
        *conditions_of(asked.portfolio, need.rows("where")),
        Condition(need.words("by"), names),
    )
    when = need.words("when")
    found: list[tuple[date | None, Record]] = []
    for other in asked.portfolio.of_kind(need.words("kind")):
        if not meets(asked.portfolio, other, conditions) or not has_come(other, asked.as_of):
            continue
        if when:
            met_on = first_date(asked.portfolio, other, when, asked.as_of, conditions)
            if met_on is not None:
                found.append((met_on, other))
        elif asked.proof.has("date") or is_in_force(other, asked.as_of):
            found.append((_day_of(asked, day, (other,)), other))
    least = need.whole("least") or 1
    if len(found) < least:
        return _UNMET
    days = sorted(met_on or date.min for met_on, _ in found)
    return Met(True, _told(days[least - 1]), ids_of(other for _, other in found))


def _told(day: date) -> date | None:
    return day if day > date.min else None


def _need_of_its_own(asked: Asked, need: Fields, record: Record, day: date) -> Met:
    """A field of the record must be filled, or hold one of some values."""
    least = need.whole("least") or 1
    field, when = need.words("field"), need.words("when")
    wanted = wanted_by(asked.portfolio, need)
    values = written_at(asked.portfolio, record, field)
    kept = [
        value
        for value in values
        if (not wanted or value in wanted)
        and _has_come(asked, field, value)
        and _is_late_enough(need, value)
    ]
    if len(kept) < least:
        return _UNMET
    shown = _shown_by(asked, record, Condition(field, wanted))
    if when:
        same = (Condition(field, wanted),) if is_same_table(field, when) else ()
        days = row_dates(asked.portfolio, record, when, asked.as_of, same)
        place = least if same else 1
        return Met(True, days[place - 1], shown) if len(days) >= place else _UNMET
    own = [found for value in kept if (found := read_iso_date(value)) is not None]
    if own:
        past = sorted(found for found in own if found <= asked.as_of)
        return Met(True, past[least - 1]) if len(past) >= least else _UNMET
    return Met(True, _day_of(asked, day, filter(None, map(asked.portfolio.get, shown))), shown)


def _is_late_enough(need: Fields, value: str) -> bool:
    """False for a date, month or year that begins before the first day that counts."""
    since = need.date("since")
    day = read_first_day(value) if since is not None else None
    return since is None or (day is not None and since <= day)


def _has_come(asked: Asked, field: str, value: str) -> bool:
    """False where a value names a record of something that had not happened yet."""
    target = asked.portfolio.get(value) if "/" not in field else None
    return target is None or has_come(target, asked.as_of)


_BODIES = frozenset(("partnership", "partner", "agency", "group", "post"))
"""What is named in a record and shows nothing itself: who signed, who was written to."""


def _shown_by(asked: Asked, record: Record, met: Condition) -> tuple[str, ...]:
    """The records that a way leads to or, where it goes on into them, those that meet it."""
    link, _, rest = met.field.rpartition("/")
    shown = []
    for name in written_at(asked.portfolio, record, link or rest):
        target = asked.portfolio.get(name)
        if target is None or (not link and met.wanted and name not in met.wanted):
            continue
        if not has_come(target, asked.as_of) or (not link and target.kind.name in _BODIES):
            continue
        if not link or meets(asked.portfolio, target, (Condition(rest, met.wanted),)):
            shown.append(name)
    return tuple(shown)

"""The form `yearly`: each reporting year has something of its own; none stands for another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.assurance.asked import Asked
from sscp.assurance.evidence import first_date, ids_of
from sscp.assurance.period import Period
from sscp.governance.terms import read_first_day
from sscp.model.conditions import Condition, conditions_of, meets
from sscp.model.record import Record
from sscp.model.ways import spelt, values_at
from sscp.timing.reporting_year import ReportingYear, named_year, reporting_year

Event = tuple[date, Record]


def prove_yearly(asked: Asked) -> tuple[Period, ...]:
    """Something is done for each reporting year, by its last day.

    Asked of every year from the one in which it was first asked for, or an earlier one that
    anything was done for and that ended on or after `since`, to the one of the day reckoned
    from, and once that is done of the next. The field
    `year_in` tells which year a record is for, by its name or by a date in it; without it the
    date of the evidence does.
    """
    per = asked.proof.part("per")
    if per is None:
        return tuple(_years(asked, None, None))
    named = per.words("named_in")
    return tuple(
        period
        for subject in asked.subjects(per)
        for period in _years(asked, Condition(named, frozenset((subject.id,))), subject)
    )


def _years(asked: Asked, naming: Condition | None, subject: Record | None) -> Iterator[Period]:
    done = _done(asked, naming)
    what = subject.title if subject is not None else asked.clause.title
    since = asked.proof.date("since") or date.min
    first = asked.owed_since(subject)
    years = [each for each in done if each.last_day >= since]
    if first is not None:
        years.append(reporting_year(asked.portfolio, first))
    year = min(years, default=asked.year)
    while year <= asked.year or year.first_day == asked.year.next_first_day:
        events = sorted(done.get(year, ()), key=lambda event: (event[0], event[1].id or ""))
        on = events[0][0] if events else None
        yield Period(
            f"{what}, {year.name}",
            subject.id if subject is not None else None,
            year.last_day,
            on,
            asked.state(year.last_day, on),
            ids_of(record for _, record in events),
            year.first_day,
        )
        if year == asked.year and on is None:
            return
        year = reporting_year(asked.portfolio, year.next_first_day)


def _done(asked: Asked, naming: Condition | None) -> dict[ReportingYear, list[Event]]:
    """What was done by the day, by the year it was done for."""
    conditions = conditions_of(asked.portfolio, asked.proof.rows("where"))
    if naming is not None:
        conditions = (*conditions, naming)
    found: dict[ReportingYear, list[Event]] = {}
    for record in asked.portfolio.of_kind(asked.proof.words("kind")):
        if not meets(asked.portfolio, record, conditions):
            continue
        day = first_date(
            asked.portfolio, record, asked.proof.words("date"), asked.as_of, conditions
        )
        if day is not None:
            for year in _years_of(asked, record, day):
                found.setdefault(year, []).append((day, record))
    return found


def _years_of(asked: Asked, record: Record, day: date) -> set[ReportingYear]:
    """The years that a record is for."""
    way = asked.proof.words("year_in")
    if not way:
        return {reporting_year(asked.portfolio, day)}
    years = set()
    for value in map(spelt, values_at(asked.portfolio, record, way)):
        named = named_year(asked.portfolio, value)
        first = read_first_day(value)
        if named is not None:
            years.add(named)
        elif first is not None:
            years.add(reporting_year(asked.portfolio, first))
    return years

"""The forms of proof: each turns a statement's declared evidence into periods.

A form is one function. Its page is docs/reference/proofs.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from sscp.assurance.asked import Asked
from sscp.assurance.each import prove_each
from sscp.assurance.evidence import (
    all_events,
    came_about,
    dated_evidence,
    first_date,
    has_come,
    ids_of,
    standing_evidence,
)
from sscp.assurance.period import Period
from sscp.assurance.yearly import prove_yearly
from sscp.governance.index import index_of
from sscp.governance.meetings import takes_place
from sscp.governance.terms import is_in_force
from sscp.model.conditions import Condition, conditions_of, meets
from sscp.model.dates import read_iso_date, write_date
from sscp.model.finding import Finding
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import declared_field, values_at, written_at
from sscp.model.words import counted, listed
from sscp.timing.deadline import Deadline
from sscp.timing.states import State

Form = Callable[[Asked], tuple[Period, ...]]


def prove_recurring(asked: Asked) -> tuple[Period, ...]:
    """Something happens again within the interval, counted from the time before.

    The first event starts the run; every later one closes a period, and one
    period is always open. What never happened is owed from the day on which it was
    first asked for, and so is a first event that came later than the interval after it.
    A record with several dates is an event on each of them. Instead of an interval it
    may fall due by a group's next meeting, or on the day that the record of the last
    event names.
    Without either the last event is shown and the open period says that no
    time is set.
    """
    per = asked.proof.part("per")
    if per is None:
        return _run(asked, all_events(asked.portfolio, asked.proof, asked.as_of), None)
    named = per.words("named_in")
    periods: list[Period] = []
    for subject in asked.subjects(per):
        naming = Condition(named, frozenset((subject.id,)))
        own = all_events(asked.portfolio, asked.proof, asked.as_of, naming)
        periods += _run(asked, own, subject)
    return tuple(periods)


def _run(
    asked: Asked, events: tuple[tuple[date, Record], ...], subject: Record | None
) -> tuple[Period, ...]:
    what = subject.title if subject is not None else asked.clause.title
    owed_for = subject.id if subject is not None else None
    start = asked.owed_since(subject)
    due = _next_due(asked, start, subject) if start is not None else None
    if not events:
        if due is None:
            return (Period(what, owed_for, None, None, State.NOT_STARTED),)
        return (Period(what, owed_for, due, None, asked.state(due, None), (), start),)
    by_day: dict[date, list[Record]] = {}
    for day, record in events:
        by_day.setdefault(day, []).append(record)
    if due is None or next(iter(by_day)) <= due:
        start = due = None
    periods = []
    for day, records in by_day.items():
        state = asked.state(due, day)
        periods.append(Period(what, owed_for, due, day, state, ids_of(records), start))
        start, due = day, _next_due(asked, day, subject or records[-1])
    if due is None:
        what = f"{what}: last on {write_date(events[-1][0])}"
    return (*periods, Period(what, owed_for, due, None, asked.state(due, None), (), start))


def _next_due(asked: Asked, day: date, holder: Record | None) -> date | None:
    """When it falls due after a day; before the first event there may be no record that tells."""
    if asked.proof.has("due_by_meeting_of"):
        return asked.meeting_after(day)
    if asked.proof.has("due") and holder is not None:
        named = values_at(asked.portfolio, holder, asked.proof.words("due"))
        return next((found for one in named if (found := read_iso_date(one)) is not None), None)
    interval = asked.interval_of(holder) if holder is not None else asked.interval
    return interval.after(day) if interval else None


def prove_named_date(asked: Asked) -> tuple[Period, ...]:
    """Something happens by the date that the text names."""
    cadence = asked.clause.part("cadence")
    due = cadence.date("due") if cadence else None
    if due is None:
        return (Period(asked.clause.title, None, None, None, State.NOT_STARTED),)
    events = dated_evidence(asked.portfolio, asked.proof, asked.as_of)
    done = events[0][0] if events else None
    shown = ids_of(record for _, record in events[:1])
    return (Period(asked.clause.title, None, due, done, asked.state(due, done), shown),)


def prove_standing(asked: Asked) -> tuple[Period, ...]:
    """Enough records are in force on the day; each of several subjects apart where asked."""
    records = standing_evidence(asked.portfolio, asked.proof, asked.as_of)
    per = asked.proof.part("per")
    if per is None:
        return (_standing(asked, records, asked.clause.title, None),)
    named = per.words("named_in")
    periods = []
    for subject in asked.subjects(per):
        own = tuple(
            record
            for record in records
            if subject.id in list(written_at(asked.portfolio, record, named))
        )
        periods.append(_standing(asked, own, subject.title, subject.id))
    return tuple(periods)


def _standing(asked: Asked, records: tuple[Record, ...], what: str, subject: str | None) -> Period:
    number = len(records)
    exactly = asked.proof.whole("exactly")
    least = exactly or asked.proof.whole("least") or 1
    if number == least if exactly else number >= least:
        since = _enough_since(asked, records, least)
        return Period(what, subject, None, None, State.MET, ids_of(records), since=since)
    return Period(what, subject, None, None, State.NOT_STARTED, ids_of(records))


def _enough_since(asked: Asked, records: tuple[Record, ...], least: int) -> date | None:
    """The day from which enough of the records have been there; None where that is not told."""
    way = asked.proof.words("date")
    conditions = conditions_of(asked.portfolio, asked.proof.rows("where"))
    days = sorted(
        (
            first_date(asked.portfolio, record, way, asked.as_of, conditions)
            if way
            else came_about(record)
        )
        or date.min
        for record in records
    )
    day = days[least - 1]
    return day if day > date.min else None


def prove_coverage(asked: Asked) -> tuple[Period, ...]:
    """Each value of a list occurs in the reporting year; open until the year's last day.

    Every date of a record counts, and where date and value lie in one list, those of one row.
    """
    way = asked.proof.words("covers")
    kind = BY_NAME.get(asked.proof.words("kind"))
    field = declared_field(kind, way) if kind else None
    choices = field.choices if field else ()
    values = (*asked.proof.texts("values"), *asked.proof.texts("names"))
    values = values or tuple(choice.value for choice in choices)
    due = asked.year.last_day
    periods = []
    for value in values:
        label = field.label_of(value) if field and choices else asked.portfolio.title_of(value)
        naming = Condition(way, frozenset((asked.portfolio.present_id(value),)))
        shown = [
            (day, record)
            for day, record in all_events(asked.portfolio, asked.proof, asked.as_of, naming)
            if asked.year.holds(day)
        ]
        done = shown[0][0] if shown else None
        ids = tuple(dict.fromkeys(ids_of(record for _, record in shown)))
        periods.append(Period(label, None, due, done, asked.state(due, done), ids))
    return tuple(periods)


def prove_clocks(asked: Asked) -> tuple[Period, ...]:
    """Clocks of the catalogue are kept."""
    return tuple(
        Period(
            deadline.title,
            deadline.subject,
            deadline.due,
            deadline.end,
            deadline.state,
            _behind(asked.portfolio, deadline),
            deadline.start,
            deadline.state_words,
            deadline.unverified,
            deadline.is_for_information,
        )
        for deadline in clocks_named(asked.portfolio, asked.proof, asked.deadlines)
    )


def _behind(portfolio: Portfolio, deadline: Deadline) -> tuple[str, ...]:
    """The record that a clock runs on; of a group that meets, also the meeting of that day."""
    day = deadline.end or deadline.start
    met = [
        meeting
        for meeting in index_of(portfolio).meetings.get(deadline.subject, ())
        if day is not None and meeting.date("date") == day and takes_place(meeting)
    ]
    return (deadline.subject, *ids_of(met))


def clocks_named(
    portfolio: Portfolio, proof: Fields, deadlines: Iterable[Deadline]
) -> tuple[Deadline, ...]:
    """The deadlines of the clocks that a proof names, for the subjects that it means."""
    wanted = set(map(portfolio.present_id, proof.texts("clocks")))
    kind = proof.text("kind")
    conditions = conditions_of(portfolio, proof.rows("where"))
    found = []
    for deadline in deadlines:
        if deadline.clock in wanted:
            subject = portfolio.get(deadline.subject)
            # What nobody has opened a record for is told at the partnership.
            if (
                kind is None
                or (subject is not None and subject.kind.name == "partnership")
                or (
                    subject is not None
                    and subject.kind.name == kind
                    and meets(portfolio, subject, conditions)
                )
            ):
                found.append(deadline)
    return tuple(found)


def prove_rules(asked: Asked) -> tuple[Period, ...]:
    """Rules of the catalogue find nothing; each finding is an open period.

    Where the proof names a kind, only findings about its records count; the records that
    the rules looked at show that they had something to find. With nothing to look at, nothing
    has called for it yet.
    """
    found = [
        finding
        for code in asked.proof.texts("rules")
        for finding in asked.findings.get(code, ())
        if _is_about(asked, finding)
    ]
    if not found:
        looked_at = _looked_at(asked)
        if not looked_at:
            return ()
        codes = listed(asked.proof.texts("rules"))
        verb = "finds" if len(asked.proof.texts("rules")) == 1 else "find"
        what = f"{codes} {verb} nothing in {counted(len(looked_at), 'record')}"
        return (Period(what, None, None, None, State.MET, ids_of(looked_at)),)
    return tuple(
        Period(
            finding.message,
            finding.record,
            None,
            None,
            State.OVERDUE,
            (finding.record,) if finding.record else (),
        )
        for finding in found
    )


def _looked_at(asked: Asked) -> tuple[Record, ...]:
    """The records that the rules of a proof look at: in force, and no later than the day."""
    kind = asked.proof.text("kind")
    conditions = conditions_of(asked.portfolio, asked.proof.rows("where")) if kind else ()
    return tuple(
        record
        for name in ((kind,) if kind else asked.proof.texts("looks_at"))
        for record in asked.portfolio.of_kind(name)
        if is_in_force(record, asked.as_of)
        and has_come(record, asked.as_of)
        and meets(asked.portfolio, record, conditions)
    )


def _is_about(asked: Asked, finding: Finding) -> bool:
    kind = asked.proof.text("kind")
    if kind is None:
        return True
    record = asked.portfolio.get_kind(finding.record, kind)
    conditions = conditions_of(asked.portfolio, asked.proof.rows("where"))
    return record is not None and meets(asked.portfolio, record, conditions)


FORMS: dict[str, Form] = {
    "recurring": prove_recurring,
    "named-date": prove_named_date,
    "standing": prove_standing,
    "each": prove_each,
    "yearly": prove_yearly,
    "coverage": prove_coverage,
    "clocks": prove_clocks,
    "rules": prove_rules,
}
"""The forms by name; `same` is resolved before any of them is asked."""

"""The forms of proof: each turns a statement's declared evidence into periods.

A form is one function. Its page is docs/reference/proofs.md.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from sscp.assurance.evidence import dated_evidence, first_date, meets, standing_evidence
from sscp.assurance.period import Period
from sscp.governance.terms import is_in_force
from sscp.model.dates import read_iso_date, write_date
from sscp.model.finding import Finding
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import declared_field, spelt, values_at
from sscp.timing.deadline import Deadline
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.reporting_year import ReportingYear
from sscp.timing.states import State, state_of


class Asked(NamedTuple):
    """Everything a form of proof may look at.

    Attributes:
        portfolio: the register.
        clause: the statement.
        proof: its proof.
        as_of: the day to reckon from.
        year: the reporting year that holds that day.
        warning_days: calendar days ahead in which something is due soon.
        deadlines: what the clocks say on that day.
        findings: what the rules find on that day, by code.
    """

    portfolio: Portfolio
    clause: Record
    proof: Fields
    as_of: date
    year: ReportingYear
    warning_days: int
    deadlines: tuple[Deadline, ...]
    findings: dict[str, tuple[Finding, ...]]


Form = Callable[[Asked], tuple[Period, ...]]


def _interval(asked: Asked) -> Interval | None:
    cadence = asked.clause.part("cadence")
    text = asked.proof.text("within") or (cadence.text("interval") if cadence else None)
    return read_interval(text)


def prove_recurring(asked: Asked) -> tuple[Period, ...]:
    """Something happens again within the interval, counted from the time before.

    The first event starts the run; every later one closes a period, and one
    period is always open. Without an interval the last event is shown and the
    open period says that none is set.
    """
    events = dated_evidence(asked.portfolio, asked.proof, asked.as_of)
    per = asked.proof.part("per")
    if per is None:
        return _run(asked, events, None)
    periods: list[Period] = []
    for subject in asked.portfolio.of_kind(per.text("kind") or ""):
        if not is_in_force(subject, asked.as_of) or not meets(
            asked.portfolio, subject, per.rows("where")
        ):
            continue
        named = per.text("named_in") or ""
        own = tuple(
            pair
            for pair in events
            if subject.id in [spelt(one) for one in values_at(asked.portfolio, pair[1], named)]
        )
        periods += _run(asked, own, subject)
    return tuple(periods)


def _run(
    asked: Asked, events: tuple[tuple[date, Record], ...], subject: Record | None
) -> tuple[Period, ...]:
    what = subject.title if subject is not None else asked.clause.title
    owed_for = subject.id if subject is not None else None
    if not events:
        return (Period(what, owed_for, None, None, State.NOT_STARTED),)
    interval = _interval(asked)
    periods = []
    before: date | None = None
    for day, record in events:
        due = interval.after(before) if interval and before else None
        state = state_of(due, day, asked.as_of, asked.warning_days) if due else State.MET
        periods.append(Period(what, owed_for, due, day, state, (record.id or "",)))
        before = day
    last = events[-1][0]
    if interval is None:
        note = f"{what}: last on {write_date(last)}"
        return (*periods, Period(note, owed_for, None, None, State.INTERVAL_NOT_SET))
    due = interval.after(last)
    state = state_of(due, None, asked.as_of, asked.warning_days)
    return (*periods, Period(what, owed_for, due, None, state))


def prove_named_date(asked: Asked) -> tuple[Period, ...]:
    """Something happens by the date that the text names."""
    cadence = asked.clause.part("cadence")
    due = cadence.date("due") if cadence else None
    if due is None:
        return (Period(asked.clause.title, None, None, None, State.NOT_STARTED),)
    events = dated_evidence(asked.portfolio, asked.proof, asked.as_of)
    done = events[0] if events else None
    state = state_of(due, done[0] if done else None, asked.as_of, asked.warning_days)
    shown = (done[1].id or "",) if done else ()
    return (Period(asked.clause.title, None, due, done[0] if done else None, state, shown),)


def prove_standing(asked: Asked) -> tuple[Period, ...]:
    """Enough records are in force on the day; each of several subjects apart where asked."""
    records = standing_evidence(asked.portfolio, asked.proof, asked.as_of)
    per = asked.proof.part("per")
    if per is None:
        return (_standing(asked, records, asked.clause.title, None),)
    periods = []
    for subject in asked.portfolio.of_kind(per.text("kind") or ""):
        if not is_in_force(subject, asked.as_of) or not meets(
            asked.portfolio, subject, per.rows("where")
        ):
            continue
        named = per.text("named_in") or ""
        own = tuple(
            record
            for record in records
            if subject.id in [spelt(one) for one in values_at(asked.portfolio, record, named)]
        )
        periods.append(_standing(asked, own, subject.title, subject.id))
    return tuple(periods)


def _standing(asked: Asked, records: tuple[Record, ...], what: str, subject: str | None) -> Period:
    number = len(records)
    exactly = asked.proof.whole("exactly")
    enough = number == exactly if exactly else number >= (asked.proof.whole("least") or 1)
    shown = tuple(record.id or "" for record in records)
    if enough:
        return Period(what, subject, None, asked.as_of, State.MET, shown)
    return Period(what, subject, None, None, State.NOT_STARTED, shown)


def prove_each(asked: Asked) -> tuple[Period, ...]:
    """Each record of a kind has what it needs, in time where a time is set."""
    return tuple(
        _each(asked, day, record)
        for day, record in dated_evidence(asked.portfolio, asked.proof, asked.as_of)
    )


def _each(asked: Asked, day: date, record: Record) -> Period:
    due = _due(asked, day, record)
    lacking: list[str] = []
    done_days: list[date] = []
    evidence: list[str] = []
    for need in asked.proof.rows("needs"):
        met_on, shown = _need(asked, need, record, day)
        if met_on is None:
            lacking.append(need.text("what") or "")
        else:
            done_days.append(met_on)
        evidence += shown
    shown_ids = tuple(dict.fromkeys([record.id or "", *evidence]))
    if lacking:
        words = f"{record.title}: {', '.join(lacking)}"
        state = (
            state_of(due, None, asked.as_of, asked.warning_days) if due else State.INTERVAL_NOT_SET
        )
        return Period(words, record.id, due, None, state, shown_ids)
    done = max(done_days, default=day)
    state = state_of(due, done, asked.as_of, asked.warning_days) if due else State.MET
    return Period(record.title, record.id, due, done, state, shown_ids)


def _need(
    asked: Asked, need: Fields, record: Record, day: date
) -> tuple[date | None, tuple[str, ...]]:
    """The day a need was met and what shows it; None when it is not met.

    A need without a date of its own counts as met on the record's day.
    """
    least = need.whole("least") or 1
    if need.has("kind"):
        days = []
        shown = []
        for other in asked.portfolio.of_kind(need.text("kind") or ""):
            named = [spelt(one) for one in values_at(asked.portfolio, other, need.text("by") or "")]
            if record.id not in named or not meets(asked.portfolio, other, need.rows("where")):
                continue
            when = need.text("when")
            met_on = first_date(asked.portfolio, other, when, asked.as_of) if when else day
            if met_on is not None:
                days.append(met_on)
                shown.append(other.id or "")
        if len(days) < least:
            return None, ()
        return sorted(days)[least - 1], tuple(shown)
    values = [spelt(one) for one in values_at(asked.portfolio, record, need.text("field") or "")]
    wanted = {spelt(one) for one in need.texts("is")}
    kept = [value for value in values if not wanted or value in wanted]
    if len(kept) < least:
        return None, ()
    if need.has("when"):
        return first_date(asked.portfolio, record, need.text("when"), asked.as_of), ()
    own = [found for value in kept if (found := read_iso_date(value)) is not None]
    if own:
        past = [found for found in own if found <= asked.as_of]
        return (sorted(past)[least - 1], ()) if len(past) >= least else (None, ())
    return day, tuple(value for value in kept if asked.portfolio.get(value) is not None)


def _due(asked: Asked, day: date, record: Record) -> date | None:
    proof = asked.proof
    if proof.has("due"):
        for value in values_at(asked.portfolio, record, proof.text("due") or ""):
            if (found := read_iso_date(value)) is not None:
                return found
        return None
    if proof.has("within"):
        interval = read_interval(proof.text("within"))
        return interval.after(day) if interval else None
    if proof.has("due_by_meeting_of"):
        return _next_meeting(asked, proof.text("due_by_meeting_of") or "", day)
    return None


def _next_meeting(asked: Asked, group: str, day: date) -> date | None:
    """The first meeting of a group after a day, held or planned; None when none is known."""
    days = [
        found
        for meeting in asked.portfolio.of_kind("meeting")
        if meeting.text("group") == group
        and meeting.text("status") in ("held", "planned")
        and (found := meeting.date("date")) is not None
        and found > day
    ]
    return min(days, default=None)


def prove_coverage(asked: Asked) -> tuple[Period, ...]:
    """Each value of a list occurs in the reporting year; open until the year's last day."""
    way = asked.proof.text("covers") or ""
    kind = BY_NAME.get(asked.proof.text("kind") or "")
    field = declared_field(kind, way) if kind else None
    values = asked.proof.texts("values")
    if not values and field is not None:
        values = tuple(choice.value for choice in field.choices)
    events = [
        (day, record)
        for day, record in dated_evidence(asked.portfolio, asked.proof, asked.as_of)
        if asked.year.holds(day)
    ]
    due = asked.year.last_day
    periods = []
    for value in values:
        label = field.label_of(value) if field else value
        shown = [
            (day, record)
            for day, record in events
            if value in [spelt(one) for one in values_at(asked.portfolio, record, way)]
        ]
        if shown:
            ids = tuple(record.id or "" for _, record in shown)
            periods.append(Period(label, None, due, shown[0][0], State.MET, ids))
        else:
            state = state_of(due, None, asked.as_of, asked.warning_days)
            periods.append(Period(label, None, due, None, state))
    return tuple(periods)


def prove_clocks(asked: Asked) -> tuple[Period, ...]:
    """Clocks of the catalogue are kept."""
    wanted = asked.proof.texts("clocks")
    subject = asked.proof.text("kind")
    conditions = asked.proof.rows("where")
    periods = []
    for deadline in asked.deadlines:
        if deadline.clock not in wanted:
            continue
        record = asked.portfolio.get(deadline.subject)
        if subject and (
            record is None
            or record.kind.name != subject
            or not meets(asked.portfolio, record, conditions)
        ):
            continue
        periods.append(
            Period(
                deadline.title,
                deadline.subject,
                deadline.due,
                deadline.end,
                deadline.state,
                (deadline.subject,),
            )
        )
    return tuple(periods)


def prove_rules(asked: Asked) -> tuple[Period, ...]:
    """Rules of the catalogue find nothing; each finding is an open period without a date."""
    found = [
        finding for code in asked.proof.texts("rules") for finding in asked.findings.get(code, ())
    ]
    if not found:
        return (Period(asked.clause.title, None, None, asked.as_of, State.MET),)
    yesterday = asked.as_of - timedelta(days=1)
    return tuple(
        Period(
            finding.message,
            finding.record,
            yesterday,
            None,
            State.OVERDUE,
            (finding.record,) if finding.record else (),
        )
        for finding in found
    )


FORMS: dict[str, Form] = {
    "recurring": prove_recurring,
    "named-date": prove_named_date,
    "standing": prove_standing,
    "each": prove_each,
    "coverage": prove_coverage,
    "clocks": prove_clocks,
    "rules": prove_rules,
}
"""The forms by name; `same` is resolved before any of them is asked."""

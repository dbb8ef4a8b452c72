"""What is worked out about a record on a day and stands in no file: its state, what it is due.

Lists, tables and exports show these beside a record's own fields. A kind
has its columns here, in `RECKONED`, or has none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sscp.assurance.duties import ATTESTED, CONTEXT, NOT_COMPUTED, Duty
from sscp.governance.approval import minutes_state
from sscp.governance.attendance import quorum_of
from sscp.governance.decisions import standing_of as decision_standing
from sscp.governance.meetings import CANCELLED, HELD, MOVED_AWAY, PLANNED
from sscp.governance.meetings import standing_of as meeting_standing
from sscp.governance.steps import completed_on
from sscp.governance.terms import first_day_of, is_in_force
from sscp.model.finding import Finding
from sscp.model.kinds.assurance import AUDIT_STAGES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import time_action
from sscp.timing.documents import time_document
from sscp.timing.reporting_year import reporting_year
from sscp.timing.states import RUNNING, State, state_of
from sscp.timing.windows import Windows, windows_of

Value = str | int | date | None


class Basis:
    """What records are reckoned from.

    Attributes:
        whole: the whole register: what a reader sees must not look undone because the
            record that shows it is withheld.
        seen: the part of it that the reader may see.
        as_of: the day to reckon from.
    """

    def __init__(
        self,
        whole: Portfolio,
        seen: Portfolio,
        as_of: date,
        duties: Callable[[], tuple[Duty, ...]],
        findings: Callable[[], tuple[Finding, ...]],
    ) -> None:
        self.whole = whole
        self.seen = seen
        self.as_of = as_of
        self._duties = duties
        self._findings = findings

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """How the statements of the arrangements stand that the reader may see."""
        return self._duties()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find; nothing where material is withheld, since findings name it."""
        return () if self.seen.is_restricted else self._findings()

    @cached_property
    def duty_of(self) -> dict[str | None, Duty]:
        """The duties by the ids of their clauses."""
        return {duty.clause.id: duty for duty in self.duties}

    @cached_property
    def windows(self) -> Windows:
        """How far ahead something is called due soon."""
        return windows_of(self.whole)

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], Record]:
        return {(record.file.path, record.start): record for record in self.whole.records}

    def in_whole(self, record: Record) -> Record:
        """The same record with its links to what is withheld.

        It is known by its place, since two records may by mistake have one id.
        """
        if self.seen is self.whole:
            return record
        return self._by_place[record.file.path, record.start]


class Reckoning(NamedTuple):
    """What is reckoned of a kind.

    Attributes:
        states: the words that the column `state` can hold.
        columns: the columns, each with what it says; `state` is one of them.
        reckon: works them out for a record.
    """

    states: tuple[str, ...]
    columns: dict[str, str]
    reckon: Callable[[Basis, Record], tuple[Value, ...]]

    @property
    def told(self) -> dict[str, str]:
        """What each column says, that of the state with every word it can hold."""
        listed = ", ".join(self.states)
        return self.columns | {"state": f"{self.columns['state']} One of: {listed}."}

    def of(self, basis: Basis, record: Record) -> dict[str, Value]:
        """The columns of one record, which may be as a reader sees it."""
        return dict(zip(self.columns, self.reckon(basis, basis.in_whole(record)), strict=True))


_DUE = "The last day in time."
_OVERDUE = "Calendar days since the due date; 0 unless overdue."
_UNVERIFIED = "1 where it rests on a clock that nobody has checked against the source."
_DUE_STATES = tuple(
    state.value for state in State if state not in (State.NOT_STARTED, State.STOPPED)
)
RATINGS = {State.OVERDUE: "red", State.DUE_SOON: "amber", State.NOT_DUE: "green"}
"""How what is open is rated; what is closed has no rating."""


def _days_overdue(due: date | None, state: State, as_of: date) -> int:
    return (as_of - due).days if due is not None and state is State.OVERDUE else 0


def _action(basis: Basis, record: Record) -> tuple[Value, ...]:
    timing = time_action(record, basis.as_of, basis.windows.actions)
    if timing is None:
        due = record.date("due")
        state = State.INTERVAL_NOT_SET if due is None else State.NOT_STARTED
        return state.value, None, due, due, 0, None, 0
    return (
        timing.state.value,
        RATINGS.get(timing.state),
        timing.due,
        timing.original_due,
        timing.days_overdue,
        timing.days_left,
        timing.extensions,
    )


def _meeting(basis: Basis, record: Record) -> tuple[Value, ...]:
    standing = meeting_standing(record, basis.as_of)
    day = record.date("date")
    year = reporting_year(basis.whole, day).name if day else None
    if standing != HELD:
        return standing, year, None, None, None
    quorum = quorum_of(basis.whole, record)
    minutes = minutes_state(basis.whole, record, basis.as_of)
    present = None if basis.seen.is_restricted else quorum.present
    return standing, year, quorum.state, present, minutes.status


def _decision(basis: Basis, record: Record) -> tuple[Value, ...]:
    standing = decision_standing(basis.whole, record, basis.as_of)
    if "not-yet-taken" in standing.doubts:
        return "to_come", None
    return "stands" if standing.stands else "in_doubt", "; ".join(standing.doubts) or None


def _document(basis: Basis, record: Record) -> tuple[Value, ...]:
    timing = time_document(record, basis.as_of, basis.windows.documents)
    if timing is None:
        return None, None, 0, None
    overdue = _days_overdue(timing.due, timing.state, basis.as_of)
    return timing.state.value, timing.due, overdue, timing.reason


def _clause(basis: Basis, record: Record) -> tuple[Value, ...]:
    duty = basis.duty_of.get(record.id)
    if duty is None:
        return None, None, None
    return duty.standing, duty.next_due, int(duty.unverified)


def _term(basis: Basis, record: Record) -> tuple[Value, ...]:
    if is_in_force(record, basis.as_of):
        return ("in_force",)
    start = first_day_of(record)
    return ("to_come" if start is not None and start > basis.as_of else "ended",)


def _review(basis: Basis, record: Record) -> tuple[Value, ...]:
    events = [
        (on, row.text("event"))
        for row in record.rows("events")
        if (on := row.date("on")) is not None and on <= basis.as_of
    ]
    done = completed_on(record, basis.as_of)
    if not events:
        return "not_started", None, None, None
    last_on, last = max(events, key=lambda pair: pair[0])
    return "open" if done is None else "complete", done, last, last_on


def _audit(basis: Basis, record: Record) -> tuple[Value, ...]:
    reached = [
        (on, row.text("stage"))
        for row in record.rows("stages")
        if (on := row.date("reached_on")) is not None and on <= basis.as_of
    ]
    if not reached:
        return "not_started", None
    on, stage = max(reversed(reached), key=lambda pair: pair[0])
    return stage, on


def _agency_return(basis: Basis, record: Record) -> tuple[Value, ...]:
    state, due, overdue = _owing(basis, record.date("due"), record.date("received_on"))
    if record.text("status") == "withdrawn" and state != State.MET.value:
        return State.WITHDRAWN.value, due, 0
    return state, due, overdue


def _s11_return(basis: Basis, record: Record) -> tuple[Value, ...]:
    cycle = basis.whole.get_kind(record.text("cycle"), "s11-cycle")
    due = cycle.date("returns_due") if cycle is not None else None
    return _owing(basis, due, record.date("received_on"))


def _owing(basis: Basis, due: date | None, done_on: date | None) -> tuple[Value, ...]:
    state = state_of(due, done_on, basis.as_of, basis.windows.clocks)
    return state.value, due, _days_overdue(due, state, basis.as_of)


def _owed(due: str, done: str) -> Reckoning:
    """What is owed by one date field and done on another."""

    def reckon(basis: Basis, record: Record) -> tuple[Value, ...]:
        return _owing(basis, record.date(due), record.date(done))

    return Reckoning(_DUE_STATES, _owed_columns(f"{done} against {due}"), reckon)


def _owed_columns(what: str) -> dict[str, str]:
    return {"state": f"How it stands: {what}.", "due": _DUE, "days_overdue": _OVERDUE}


def _closing(opened: str, closed: str) -> Reckoning:
    """What is open from one date field to another."""

    def reckon(basis: Basis, record: Record) -> tuple[Value, ...]:
        start, end = record.date(opened), record.date(closed)
        if start is not None and start > basis.as_of:
            return ("not_started",)
        return ("closed" if end is not None and end <= basis.as_of else "open",)

    told = {"state": f"Open from {opened} until {closed}."}
    return Reckoning(("not_started", "open", "closed"), told, reckon)


_TERM = Reckoning(("to_come", "in_force", "ended"), {"state": "How its term stands."}, _term)

RECKONED: dict[str, Reckoning] = {
    "action": Reckoning(
        (State.NOT_STARTED.value, *_DUE_STATES),
        {
            "state": "How it stands.",
            "rating": "red overdue, amber due soon, green not due yet; empty once closed.",
            "due": "The last day in time: as last extended, else as first agreed.",
            "original_due": "The due date first agreed.",
            "days_overdue": _OVERDUE,
            "days_left": "Calendar days until it is due, less than 0 once overdue.",
            "times_extended": "How often it had been extended.",
        },
        _action,
    ),
    "meeting": Reckoning(
        (PLANNED, HELD, CANCELLED, MOVED_AWAY),
        {
            "state": "Whether it takes place.",
            "year": "The reporting year it falls in.",
            "quorum": "met, not-met, or not-set where no number is asked for.",
            "present": "How many members counted; empty for an audience.",
            "minutes": "none, draft or agreed.",
        },
        _meeting,
    ),
    "decision": Reckoning(
        ("to_come", "stands", "in_doubt"),
        {
            "state": "Whether it stands.",
            "doubts": "What it lacks: not-joint, not-by-all, not-quorate.",
        },
        _decision,
    ),
    "document": Reckoning(
        tuple(state.value for state in State if state in RUNNING),
        {
            "state": "How its next revision stands.",
            "due": "The last day for its revision.",
            "days_overdue": _OVERDUE,
            "due_because": "What sets the date.",
        },
        _document,
    ),
    "clause": Reckoning(
        (*(state.value for state in State), ATTESTED, CONTEXT, NOT_COMPUTED),
        {
            "state": "How it stands, as in `sscp assurance`.",
            "due": "Its next due date.",
            "unverified": _UNVERIFIED,
        },
        _clause,
    ),
    "review": Reckoning(
        ("not_started", "open", "complete"),
        {
            "state": "How far it is.",
            "complete_on": "The day it was complete.",
            "last_event": "What happened last.",
            "last_event_on": "The day of it.",
        },
        _review,
    ),
    "audit": Reckoning(
        ("not_started", *(choice.value for choice in AUDIT_STAGES)),
        {"state": "The stage reached.", "reached_on": "The day it was reached."},
        _audit,
    ),
    "s11-return": Reckoning(
        _DUE_STATES, _owed_columns("received_on against the day the round names"), _s11_return
    ),
    "agency-return": Reckoning(
        _DUE_STATES, _owed_columns("received_on against due"), _agency_return
    ),
    **dict.fromkeys(
        (
            *("partner", "agency", "post", "appointment", "group", "membership", "delegation"),
            *("relationship", "waiver", "contract", "trainer"),
        ),
        _TERM,
    ),
    "assurance-return": _owed("due", "received_on"),
    "audit-return": _owed("due", "received_on"),
    "data-return": _owed("due", "received_on"),
    "contribution": _owed("due", "received_on"),
    "recommendation": _owed("target", "closed_on"),
    "issue": _closing("raised_on", "closed_on"),
    "escalation": _closing("raised_on", "decided_on"),
    "learning-message": _closing("agreed_on", "closed_on"),
    "complaint": _closing("received_on", "outcome_on"),
    "information-request": _closing("asked_on", "answered_on"),
    "s11-cycle": _closing("launched_on", "closed_on"),
    "survey": _closing("opened_on", "closed_on"),
    "consultation": _closing("opened_on", "closed_on"),
}
"""What is reckoned of each kind; the first column, `state`, is one word."""

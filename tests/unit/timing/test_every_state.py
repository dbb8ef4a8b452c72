"""Every clock of the catalogue shows every state it can reach, each in a small register.

Which states those are follows from the clock's declaration. A clock that names an event
for which there is no line in `HAPPENS`, or that is worked out in a way of its own without
a tree in `TREES`, fails here until it has one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import action_deadlines
from sscp.timing.catalogue import clocks_of
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.states import LIFTED, State
from sscp.timing.working_days import calendar_of
from tests.builders import Row, build, meeting, national
from tests.conftest import CHECKOUT

CLOCKS = {
    clock.id or "": clock
    for clock in clocks_of(load(FolderSource(str(CHECKOUT / "records"))).portfolio)
}
"""Those that ship with the program, and Solihull's own."""
CALENDAR = calendar_of(build())
DAY = timedelta(days=1)
MONTH = timedelta(days=30)
START = date(2024, 7, 1)
NAMED = START + timedelta(days=200)
"""The day on which each tree's clock starts, and the one an event sets as the last day."""
Tree = dict[str, list[Row]]
Write = Callable[[Tree, Row, date], object]

SUBJECTS: dict[str, tuple[str, Row]] = {
    "incident-notification": ("incident_notifications", {}),
    "review": ("reviews", {"notification": "notice", "events": []}),
    "report": ("reports", {}),
    "inspection": ("inspections", {}),
    "meeting": ("meetings", {"group": "board", "status": "planned"}),
    "contract": ("contracts", {"post": "scrutineer"}),
    "plan": ("plans", {"status": "draft", "outcomes": [{"key": "1"}]}),
}
"""For each kind that two events run clocks for: its folder, and a record with no event yet."""


def into(name: str, **also: Any) -> Write:
    """A date in a field of the subject, with other fields that go with it."""
    return lambda _, subject, day: subject.update({name: str(day), **also})


def row(name: str) -> Write:
    """An event in the subject's table of events."""
    return lambda _, subject, day: subject["events"].append({"event": name, "on": str(day)})


def beside(folder: str, name: str, **fields: Any) -> Write:
    """A record beside the subject, with a date in a field."""

    def write(tree: Tree, subject: Row, day: date) -> None:
        record = {"id": f"{folder}-{len(tree.get(folder, []))}", name: str(day), **fields}
        tree.setdefault(folder, []).append(record)

    return write


def told(form: str) -> Write:
    """A notice about the subject to both bodies it is owed to."""
    to = ["panel", "secretary"]
    return beside("notices", "sent_on", form=form, about=["subject"], to=to, reasons="Why.")


def published(channel: str, report: str = "subject") -> Write:
    """A publication of a report."""
    return beside("publications", "on", of=report, channel=channel)


def drafted(tree: Tree, subject: Row, day: date) -> None:
    """Minutes of a meeting that was held, on that day unless another is said."""
    subject.update({"date": str(day), **subject, "status": "held"})
    subject["minutes"] = {"drafted_on": str(day)}


def agreed(tree: Tree, subject: Row, day: date) -> None:
    """A meeting that agreed the minutes of the subject."""
    items = [{"number": "1", "approves_minutes_of": "subject"}]
    beside("meetings", "date", group="board", status="held", items=items)(tree, subject, day)


def settled(tree: Tree, subject: Row, day: date) -> None:
    """The decision on a contract that follows the subject."""
    beside("decisions", "date")(tree, subject, day)
    later = beside("contracts", "from", post="scrutineer", decision="decisions-0")
    later(tree, subject, date(2030, 1, 1))


def next_report(tree: Tree, subject: Row, day: date) -> None:
    """Another report of the subject's form, published."""
    tree["reports"].append({"id": "next", "form": subject["form"]})
    published("website", "next")(tree, subject, day)


HAPPENS: dict[str, dict[str, Write]] = {
    "incident-notification": {
        "aware": into("aware_on"),
        "panel-notified": into("panel_notified_on"),
        "partners-told": into("partners_told_on"),
        "secretary-of-state-told": into("secretary_of_state_told_on"),
    },
    "review": {
        "notified": lambda tree, _subject, day: tree["incident_notifications"].append(
            {"id": "notice", "panel_notified_on": str(day)}
        ),
        "publication-planned": into("planned_publication"),
        "advance-copies": told("advance-copy"),
        "delay-notice": told("delay"),
        **{
            name: row(name)
            for name in (
                "signed-off sent-to-panel panel-replied withdrawn initiated progress-checked"
                " report-final published not-published removed delay-known"
            ).split()
        },
    },
    "report": {
        "published": published("website"),
        "sent-to-national-bodies": published("national-panel"),
        "next-published": next_report,
        "year-end": lambda _, subject, day: subject.update(until=str(day + DAY)),
    },
    "inspection": {
        "notice": into("notice_on"),
        "fieldwork": into("fieldwork_from"),
        "report": into("report_on"),
        "statement-sent": into("statement_sent_on"),
    },
    "meeting": {
        "held": into("date", status="held"),
        "minutes-drafted": drafted,
        "minutes-agreed": agreed,
        "next-meeting": beside("meetings", "date", group="board", status="planned"),
        "group-ended": lambda tree, _subject, day: tree["groups"][0].update(until=str(day)),
    },
    "contract": {
        "first-day": into("from"),
        "last-day": lambda _, subject, day: subject.update(until=str(day + DAY)),
        "renewed": settled,
        "not-to-be-renewed": into("not_renewed_on"),
        "ended-early": into("ended_early_on"),
    },
    "plan": {
        "agreed": into("from", status="agreed"),
        "closed": into("until", status="closed"),
        "outcome-due": lambda _, subject, day: subject["outcomes"][0].update(due=str(day)),
        "outcome-complete": lambda _, subject, day: subject["outcomes"][0].update(
            completed_on=str(day)
        ),
    },
}
"""How each event of each kind is written into a register."""


def reachable(clock: Record) -> set[State]:
    """The states that a clock can show, by what it declares; no day of warning but the last."""
    states = {State.NOT_STARTED, State.MET, State.BREACHED, State.NOT_DUE}
    if clock.whole("length") == 0:
        states.remove(State.NOT_DUE)
    if not clock.flag("at_least"):
        states |= {State.DUE_SOON, State.OVERDUE}
    if not clock.has("length"):
        states.add(State.INTERVAL_NOT_SET)
    return states | lifting(clock)


def lifting(clock: Record) -> set[State]:
    """Whether a clock can be withdrawn or stopped."""
    named = {"withdrawn_by": State.WITHDRAWN, "stopped_by": State.STOPPED}
    return {state for name, state in named.items() if clock.has(name)}


def shown(clock: Record, as_of: date, *events: tuple[str | None, date]) -> Deadline:
    """The last period of a clock on a day, in a register in which these events happened."""
    folder, values = SUBJECTS[clock.words("runs_for")]
    conditions = {each.words("field"): each.text("is") for each in clock.rows("only_if")}
    subject = {"id": "subject", **deepcopy(values)}
    subject |= {name: value == "true" or value for name, value in conditions.items()}
    groups = [{"id": "board", "function": "subgroup"}, *national("panel", "secretary")]
    tree: Tree = {"groups": groups, "incident_notifications": []}
    tree[folder] = [subject]
    for name, day in events:
        if name is not None:
            HAPPENS[clock.words("runs_for")][name](tree, subject, day)
    settings = {"id": "x", "warning": {"actions": 0, "clocks": 0, "documents": 0}}
    portfolio = build(settings, clocks=[clock.values], **tree)
    found = [
        each
        for each in clock_deadlines(portfolio, as_of, unstarted=True)
        if (each.clock, each.subject) == (clock.id, "subject")
    ]
    late = [each for each in found if each.end is not None]
    return (late or found)[-1]


def trees(clock: Record) -> Iterator[tuple[State, date, date, list[tuple[str | None, date]]]]:
    """For each state: the due date, the day reckoned from, and what has happened."""
    until = clock.date("valid_to")
    start = until - 2 * MONTH if until is not None else START
    begun = [(clock.text("starts"), start), (clock.text("only_after"), start)]
    named = [*begun, (clock.text("due_by"), NAMED)]
    due = shown(clock, start, *named).due
    assert due is not None
    end, warning = clock.words("ends"), (clock.whole("warning_days") or 0) * DAY
    if clock.text("direction") == "before":
        warning += due - CALENDAR.add(due, -1)  # the stricter reading of clear days
    lasting = clock.flag("at_least")
    yield State.NOT_STARTED, due, start, []
    yield State.INTERVAL_NOT_SET, due, start, begun
    yield State.NOT_DUE, due, due - warning - DAY, named
    yield State.DUE_SOON, due, due - warning, named
    yield State.DUE_SOON, due, due, named
    yield State.OVERDUE, due, due + DAY, named
    yield State.MET, due, due + MONTH, [*named, (end, due)]
    yield State.BREACHED, due, due + MONTH, [*named, (end, due - DAY if lasting else due + DAY)]
    withdrawn = (clock.text("withdrawn_by"), due + DAY)
    yield State.WITHDRAWN, due, due + MONTH, [*named, withdrawn]
    for name in clock.texts("stopped_by") or (None,):
        yield State.STOPPED, due, due + MONTH, [*named, (name, due + DAY)]


RUN_BY_EVENTS = [name for name, clock in CLOCKS.items() if not clock.has("worked_by")]
WORKED_OUT = [name for name, clock in CLOCKS.items() if clock.has("worked_by")]


@pytest.mark.parametrize("name", RUN_BY_EVENTS)
def test_a_clock_run_by_two_events_shows_each_state_it_can_reach(name: str) -> None:
    clock = CLOCKS[name]
    wanted = reachable(clock)
    seen = set()
    for state, due, as_of, events in trees(clock):
        if state in wanted:
            found = shown(clock, as_of, *events)
            assert found.state is state, f"{name} on {as_of}"
            assert found.due == (None if state in UNDATED else due)
            assert ("1 day late" in found.note) == (state in LIFTED)
            seen.add(state)
    assert seen == wanted


UNDATED = {State.NOT_STARTED, State.INTERVAL_NOT_SET}


@pytest.mark.parametrize("name", RUN_BY_EVENTS)
def test_a_clock_shows_no_state_that_it_cannot_reach(name: str) -> None:
    clock = CLOCKS[name]
    days = {day for _, due, as_of, _ in trees(clock) for day in (as_of, due - DAY, due + DAY)}
    seen = {shown(clock, day, *events).state for *_, events in trees(clock) for day in days}
    assert seen <= reachable(clock)


ACTION: Row = {"id": "a", "raised_on": "2024-07-01", "due": "2024-09-10"}
BOARD: Row = {"id": "board", "cadence": {"interval": "P2M", "mode": "fixed"}}
GUIDE: Row = {"id": "guide", "status": "current", "review_interval": "P1Y", "dated": "2023-09-10"}
TREES: dict[str, dict[State, Tree]] = {
    "ACT-01": {
        State.MET: {"actions": [{**ACTION, "completed_on": "2024-09-10"}]},
        State.BREACHED: {"actions": [{**ACTION, "completed_on": "2024-09-11"}]},
        State.WITHDRAWN: {"actions": [{**ACTION, "cancelled": {"on": "2024-09-11"}}]},
    },
    "meeting-interval": {
        State.NOT_STARTED: {"groups": [BOARD]},
        State.MET: {"meetings": [meeting("board", "2024-09-10")]},
        State.BREACHED: {"meetings": [meeting("board", "2024-09-11")]},
        State.STOPPED: {"groups": [{**BOARD, "until": "2024-09-11"}]},
    },
    "document-revision": {
        State.MET: {"documents": [{**GUIDE, "reviews": [{"on": "2024-09-10"}]}]},
        State.BREACHED: {"documents": [{**GUIDE, "reviews": [{"on": "2024-09-11"}]}]},
        State.STOPPED: {
            "documents": [{**GUIDE, "status": "superseded", "superseded_on": "2024-09-11"}]
        },
    },
}
"""For the clocks worked out in a way of their own: what differs from a tree that runs.

Each was due on 10 September 2024.
"""
RUNNING_TREES: dict[str, tuple[Tree, Callable[[Portfolio, date], tuple[Deadline, ...]]]] = {
    "ACT-01": ({"actions": [ACTION]}, action_deadlines),
    "meeting-interval": (
        {"groups": [BOARD], "meetings": [meeting("board", "2024-07-10")]},
        meeting_deadlines,
    ),
    "document-revision": ({"documents": [GUIDE]}, document_deadlines),
}


@pytest.mark.parametrize("name", WORKED_OUT)
def test_a_clock_worked_out_in_a_way_of_its_own_shows_each_state_it_can_reach(name: str) -> None:
    own, (running, work_out) = TREES[name], RUNNING_TREES[name]
    due = date(2024, 9, 10)
    settings = {"id": "x", "warning": {"actions": 0, "clocks": 0, "documents": 0}}
    for state, as_of in (
        (State.NOT_DUE, due - DAY),
        (State.DUE_SOON, due),
        (State.OVERDUE, due + DAY),
    ):
        (found,) = work_out(build(settings, **running), as_of)
        assert (found.clock, found.state, found.due) == (name, state, due)
    for state, differing in own.items():
        tree = {} if state is State.NOT_STARTED else dict(running)
        for folder, rows in differing.items():
            tree[folder] = [*tree.get(folder, []), *rows] if folder == "meetings" else rows
        found = work_out(build(settings, **tree), due + MONTH)[0]
        assert (found.clock, found.state) == (name, state)
        assert found.due == (None if state in UNDATED else due)
        assert ("1 day late" in found.note) == (state in LIFTED)
    assert set(own) - {State.NOT_STARTED} == {State.MET, State.BREACHED} | lifting(CLOCKS[name])

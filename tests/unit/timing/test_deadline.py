"""A deadline says nothing that it was not told."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.timing.deadline import Deadline, soonest_of_each, with_horizon, with_lifting
from sscp.timing.states import State
from sscp.timing.working_days import calendar_of
from tests.builders import build


def deadline(due: date | None, clock: str, subject: str) -> Deadline:
    return Deadline(
        clock, subject, "", "", None, due, None, State.NOT_DUE, None, "", "", "", "", ""
    )


def test_deadlines_come_by_due_date_clock_and_subject_and_those_without_a_date_last() -> None:
    rows = [
        deadline(date(2023, 5, 17), "b", "b"),
        deadline(date(2023, 5, 18), "a", "b"),
        deadline(date(2023, 5, 18), "a", "c"),
        deadline(date(2023, 5, 18), "b", "a"),
        deadline(None, "a", "a"),
    ]
    mixed = [rows[place] for place in (4, 2, 3, 0, 1)]
    assert sorted(mixed, key=Deadline.order) == rows


def test_a_deadline_is_verified_and_without_remarks_unless_it_says_otherwise() -> None:
    day = date(2023, 5, 17)
    deadline = Deadline(
        clock="meeting-interval",
        subject="board",
        title="The Board: next meeting",
        period="after 17 May 2023",
        start=day,
        due=day,
        end=None,
        state=State.NOT_DUE,
        days_left=0,
        unit="months",
        force="local",
        actor="The Board",
        basis="masa 2.1.6",
        evidence="S",
    )
    assert deadline.unverified is False
    assert deadline.edition is None
    assert deadline.excluded == ()
    assert deadline.note == ""


def test_a_note_says_when_something_was_lifted_and_how_late_it_was() -> None:
    due = date(2023, 5, 17)

    def said(day: int, note: str = "", due: date | None = due) -> str:
        return with_lifting(note, State.STOPPED, date(2023, 5, day), due)

    assert said(17) == "stopped on 17 May 2023"
    assert said(18) == "stopped on 18 May 2023, 1 day late"
    assert said(19, "Every year") == "Every year; stopped on 19 May 2023, 2 days late"
    assert said(19, due=None) == "stopped on 19 May 2023"
    assert with_lifting("x", State.WITHDRAWN, due, due) == "x; withdrawn on 17 May 2023"
    assert with_lifting("x", State.MET, due, due) == "x"
    assert with_lifting("x", State.STOPPED, None, due) == "x"


def test_of_each_clock_the_deadline_due_first_speaks_for_the_others() -> None:
    rows = [
        deadline(date(2023, 5, 18), "a", "z"),
        deadline(date(2023, 5, 17), "b", "b"),
        deadline(date(2023, 5, 19), "a", "c"),
        deadline(date(2023, 5, 18), "a", "y"),
    ]
    assert soonest_of_each(rows) == (rows[1], rows[3]._replace(note="and 2 more like it"))
    assert soonest_of_each(()) == ()


@pytest.mark.parametrize(
    ("state", "force", "said"),
    [
        (State.BREACHED, "duty", "breached"),
        (State.BREACHED, "guidance", "done late"),
        (State.OVERDUE, "duty", "overdue"),
        (State.MET, "local", "met"),
    ],
)
def test_a_breach_is_said_only_where_a_duty_stands_behind_the_date(
    state: State, force: str, said: str
) -> None:
    row = deadline(date(2023, 5, 17), "a", "a")._replace(state=state, force=force)
    assert row.state_words == said


def test_a_deadline_bears_the_mark_of_its_clock_and_says_whether_it_is_another_bodys() -> None:
    row = deadline(date(2023, 5, 17), "a", "a")
    assert row.mark == ""
    assert row._replace(unverified=True).mark == " [unverified]"
    assert not row._replace(force="duty").is_for_information
    assert row._replace(force="information").is_for_information


@pytest.mark.parametrize(
    ("state", "force", "said"),
    [
        (State.BREACHED, "guidance", "ended too early"),
        (State.BREACHED, "duty", "breached"),
        (State.MET, "duty", "kept to the end"),
        (State.NOT_DUE, "guidance", "not due"),
    ],
)
def test_what_must_last_is_not_done_late_but_ended_too_early(
    state: State, force: str, said: str
) -> None:
    row = deadline(date(2023, 5, 17), "a", "a")._replace(state=state, force=force, lasting=True)
    assert row.state_words == said


KNOWN = calendar_of(build())
FAR = date(2030, 6, 3)
UNKNOWN = KNOWN.unknown(FAR)


@pytest.mark.parametrize(
    ("due", "unit", "said"),
    [
        (FAR, "working-days", UNKNOWN),
        (FAR, "months", UNKNOWN),
        (FAR, "calendar-days", ""),
        (FAR, "named-date", ""),
        (date(2023, 5, 17), "working-days", ""),
        (None, "working-days", ""),
        (None, "months", ""),
    ],
)
def test_a_date_past_the_known_holidays_says_so_where_they_matter(
    due: date | None, unit: str, said: str
) -> None:
    row = deadline(due, "a", "a")._replace(unit=unit)
    assert UNKNOWN
    assert with_horizon(row, KNOWN) == row._replace(holidays=said)


def test_what_is_said_of_holidays_already_stays() -> None:
    row = deadline(FAR, "a", "a")._replace(unit="months", holidays="only to 2024")
    assert with_horizon(row, KNOWN) == row

"""The states of anything that falls due, on both sides of every border."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sscp.timing.states import State, state_of

DUE = date(2023, 6, 15)


def on(days_from_due: int, done: int | None = None, warning_days: int = 14) -> State:
    """The state so many days from the due date; `done` counts from it too."""
    done_on = None if done is None else DUE + timedelta(days=done)
    return state_of(DUE, done_on, DUE + timedelta(days=days_from_due), warning_days)


def test_something_due_today_is_not_overdue_and_tomorrow_it_is() -> None:
    assert on(-1) is State.DUE_SOON
    assert on(0) is State.DUE_SOON
    assert on(1) is State.OVERDUE
    assert on(1000) is State.OVERDUE


def test_the_warning_begins_so_many_days_before_that_day_included() -> None:
    assert on(-15) is State.NOT_DUE
    assert on(-14) is State.DUE_SOON
    assert on(-13) is State.DUE_SOON
    assert on(-1000) is State.NOT_DUE


def test_without_a_warning_only_the_due_date_itself_is_soon() -> None:
    assert on(-1, warning_days=0) is State.NOT_DUE
    assert on(0, warning_days=0) is State.DUE_SOON
    assert on(1, warning_days=0) is State.OVERDUE


def test_done_on_the_due_date_is_in_time_and_a_day_later_is_late() -> None:
    assert on(10, done=-1) is State.MET
    assert on(10, done=0) is State.MET
    assert on(10, done=1) is State.BREACHED


def test_what_is_done_after_the_day_reckoned_from_is_not_done_yet() -> None:
    assert on(-3, done=-2) is State.DUE_SOON
    assert on(-2, done=-2) is State.MET
    assert on(-30, done=-2) is State.NOT_DUE
    assert on(1, done=2) is State.OVERDUE
    assert on(2, done=2) is State.BREACHED


def test_done_early_is_in_time_long_before_it_is_due() -> None:
    assert on(-100, done=-100) is State.MET


@pytest.mark.parametrize(
    ("state", "value", "words"),
    [
        (State.NOT_STARTED, "not_started", "not started"),
        (State.NOT_DUE, "not_due", "not due"),
        (State.DUE_SOON, "due_soon", "due soon"),
        (State.OVERDUE, "overdue", "overdue"),
        (State.BREACHED, "breached", "done late"),
        (State.MET, "met", "done in time"),
        (State.INTERVAL_NOT_SET, "interval_not_set", "interval not set"),
        (State.STOPPED, "stopped", "stopped"),
        (State.WITHDRAWN, "withdrawn", "withdrawn"),
    ],
)
def test_states_are_spelt_one_way_and_said_without_accusing(
    state: State, value: str, words: str
) -> None:
    assert state.value == value
    assert state.words == words


def test_there_are_no_other_states() -> None:
    assert len(State) == 9

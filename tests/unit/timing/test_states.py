"""The states of anything that falls due, on both sides of every border."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sscp.timing.states import CLOSED, LIFTED, RUNNING, State, days_left, state_of

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


def test_without_a_last_day_it_is_done_in_time_or_nothing_says_until_when() -> None:
    assert state_of(None, None, DUE, 14) is State.INTERVAL_NOT_SET
    assert state_of(None, DUE, DUE, 14) is State.MET
    assert state_of(None, DUE + timedelta(days=1), DUE, 14) is State.INTERVAL_NOT_SET


@pytest.mark.parametrize("due", [DUE, DUE - timedelta(days=100), None])
@pytest.mark.parametrize(
    ("name", "state"), [("withdrawn_on", State.WITHDRAWN), ("stopped_on", State.STOPPED)]
)
def test_what_was_lifted_is_owed_no_more_from_that_day_on_however_late_it_was(
    due: date | None, name: str, state: State
) -> None:
    day = timedelta(days=1)
    open_state = state_of(due, None, DUE, 14)
    assert state_of(due, None, DUE, 14, **{name: DUE}) is state
    assert state_of(due, None, DUE, 14, **{name: DUE - day}) is state
    assert state_of(due, None, DUE, 14, **{name: DUE + day}) is open_state


def test_what_was_done_stays_done_and_what_was_taken_back_did_not_just_stop() -> None:
    lifted = {"withdrawn_on": DUE, "stopped_on": DUE}
    late = DUE + timedelta(days=1)
    assert state_of(DUE, DUE, DUE, 14, **lifted) is State.MET
    assert state_of(DUE, late, late, 14, **lifted) is State.BREACHED
    assert state_of(DUE, late, DUE, 14, **lifted) is State.WITHDRAWN


def test_every_state_is_running_closed_or_has_no_last_day() -> None:
    assert set(State) - RUNNING - CLOSED == {State.NOT_STARTED, State.INTERVAL_NOT_SET}
    assert {State.NOT_DUE, State.DUE_SOON, State.OVERDUE} == RUNNING
    assert {State.MET, State.BREACHED} == CLOSED - LIFTED
    assert {State.STOPPED, State.WITHDRAWN} == LIFTED


@pytest.mark.parametrize(
    ("state", "value", "words"),
    [
        (State.NOT_STARTED, "not_started", "not there yet"),
        (State.NOT_DUE, "not_due", "not due"),
        (State.DUE_SOON, "due_soon", "due soon"),
        (State.OVERDUE, "overdue", "overdue"),
        (State.BREACHED, "breached", "done late"),
        (State.MET, "met", "met"),
        (State.INTERVAL_NOT_SET, "interval_not_set", "open with no time set"),
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


@pytest.mark.parametrize("state", State)
def test_days_are_left_only_while_a_last_day_is_running(state: State) -> None:
    for days in (3, 0, -2):
        left = days_left(DUE, state, DUE - timedelta(days=days))
        assert left == (days if state in RUNNING else None)
    assert days_left(None, state, DUE) is None

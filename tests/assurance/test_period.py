"""How a duty stands by its periods, and which of them was the last."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.period import Period, last_result, standing_of
from sscp.timing.states import State

DAY = date(2023, 6, 9)


def period(state: State, done_on: date | None = None, what: str = "x") -> Period:
    return Period(what, None, None, done_on, state)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (State.NOT_STARTED, True),
        (State.NOT_DUE, True),
        (State.DUE_SOON, True),
        (State.OVERDUE, True),
        (State.INTERVAL_NOT_SET, True),
        (State.MET, False),
        (State.BREACHED, False),
        (State.WITHDRAWN, False),
        (State.STOPPED, False),
    ],
)
def test_a_period_is_open_until_it_is_done_or_lifted(state: State, is_open: bool) -> None:
    assert period(state).is_open is is_open


def test_a_duty_stands_as_its_worst_open_period() -> None:
    worst_first = [
        State.OVERDUE,
        State.DUE_SOON,
        State.NOT_STARTED,
        State.NOT_DUE,
        State.INTERVAL_NOT_SET,
    ]
    found = [period(State.BREACHED, DAY), *map(period, reversed(worst_first))]
    for state in worst_first:
        assert standing_of([tuple(found)]) is state
        assert standing_of([(each,) for each in found]) is state
        found.pop()


def test_where_nothing_is_open_a_duty_stands_as_it_was_done_last() -> None:
    early, late = period(State.MET, date(2023, 6, 8)), period(State.BREACHED, DAY)
    lifted = period(State.WITHDRAWN)
    for found in ((early, late, lifted), (lifted, late, early)):
        assert standing_of([found]) is State.BREACHED
        assert last_result(found) == late


def test_what_one_proof_shows_to_be_late_another_does_not_make_good() -> None:
    late, later = period(State.BREACHED, DAY), period(State.MET, date(2023, 6, 10))
    assert standing_of([(late,), (later,)]) is State.BREACHED
    assert standing_of([(later,), (late,)]) is State.BREACHED
    assert standing_of([(late, later)]) is State.MET, "the same thing, done in time since"


def test_the_last_result_is_an_event_else_what_stands_else_where_a_clock_begins() -> None:
    begun = Period("x", None, date(2023, 9, 1), None, State.NOT_DUE, start=DAY)
    later = begun._replace(start=date(2023, 6, 10))
    assert last_result([later, begun]) == later
    standing = Period("x", None, None, None, State.MET, since=date(2023, 1, 1))
    longer = standing._replace(since=None)
    assert last_result([later, standing, longer]) == standing
    done = period(State.MET, date(2022, 1, 1))
    assert last_result([later, standing, done]) == done
    assert last_result([period(State.NOT_STARTED)]) is None


def test_of_two_done_on_one_day_the_first_counts() -> None:
    found = [period(State.MET, DAY, "first"), period(State.BREACHED, DAY, "second")]
    assert standing_of([tuple(found)]) is State.MET
    assert last_result(found) == found[0]


def test_what_was_only_lifted_has_no_result_but_a_standing() -> None:
    found = [period(State.STOPPED), period(State.WITHDRAWN)]
    assert last_result(found) is None
    assert standing_of([tuple(found)]) is State.STOPPED


def test_a_duty_without_periods_has_not_started() -> None:
    assert standing_of(()) is State.NOT_STARTED
    assert last_result(()) is None

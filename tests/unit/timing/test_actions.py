"""When an action is due and how it stands, on both sides of every border."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.timing.actions import (
    ActionTiming,
    agreed_extensions,
    progress_by,
    time_action,
    time_actions,
)
from sscp.timing.states import State
from tests.builders import build


def timed(as_of: str, **fields: Any) -> ActionTiming | None:
    """An action raised on 17 May and due on 15 June 2023, as it stands on a day."""
    action = {
        "id": "ACT-2023-001",
        "raised_on": "2023-05-17",
        "due": "2023-06-15",
        **fields,
    }
    record = build(actions=[action]).records[0]
    return time_action(record, date.fromisoformat(as_of), 14)


def stands(as_of: str, **fields: Any) -> ActionTiming:
    found = timed(as_of, **fields)
    assert found is not None
    return found


def extension(to: str, agreed_on: str | None, **fields: Any) -> dict[str, Any]:
    return {"to": to, "agreed_on": agreed_on, **fields}


def test_an_action_due_today_is_not_overdue_and_tomorrow_it_is() -> None:
    today = stands("2023-06-15")
    assert (today.state, today.days_overdue, today.days_left) == (State.DUE_SOON, 0, 0)
    tomorrow = stands("2023-06-16")
    assert (tomorrow.state, tomorrow.days_overdue, tomorrow.days_left) == (State.OVERDUE, 1, -1)
    later = stands("2023-07-15")
    assert (later.state, later.days_overdue, later.days_left) == (State.OVERDUE, 30, -30)


def test_an_action_is_due_soon_from_a_fortnight_before_that_day_included() -> None:
    assert stands("2023-05-31").state is State.NOT_DUE
    assert stands("2023-05-31").days_left == 15
    assert stands("2023-06-01").state is State.DUE_SOON
    assert stands("2023-06-01").days_left == 14
    assert stands("2023-06-01").days_overdue == 0


def test_an_action_is_there_from_the_day_it_was_raised() -> None:
    assert timed("2023-05-16") is None
    assert stands("2023-05-17").state is State.NOT_DUE


def test_an_action_without_the_day_it_was_raised_was_always_there() -> None:
    assert stands("2023-01-01", raised_on=None).state is State.NOT_DUE


@pytest.mark.parametrize("due", [None, "soon", "2023-06-31", 20230615])
def test_an_action_without_a_due_date_that_can_be_read_is_not_timed(due: object) -> None:
    assert timed("2023-06-20", due=due) is None


def test_an_extension_counts_from_the_day_it_was_agreed() -> None:
    extensions = [extension("2023-07-15", "2023-06-20")]
    before = stands("2023-06-19", extensions=extensions)
    assert (before.state, before.due, before.extensions) == (
        State.OVERDUE,
        date(2023, 6, 15),
        0,
    )
    after = stands("2023-06-20", extensions=extensions)
    assert (after.state, after.due, after.extensions) == (
        State.NOT_DUE,
        date(2023, 7, 15),
        1,
    )
    assert after.original_due == date(2023, 6, 15)
    assert stands("2023-07-15", extensions=extensions).state is State.DUE_SOON
    assert stands("2023-07-16", extensions=extensions).days_overdue == 1


def test_the_extension_agreed_last_counts_in_whatever_order_they_stand() -> None:
    first = extension("2023-09-15", "2023-06-10")
    second = extension("2023-08-15", "2023-06-20")
    for extensions in ([first, second], [second, first]):
        found = stands("2023-06-30", extensions=extensions)
        assert (found.due, found.extensions) == (date(2023, 8, 15), 2)
        early = stands("2023-06-15", extensions=extensions)
        assert (early.due, early.extensions) == (date(2023, 9, 15), 1)


def test_of_two_agreed_on_one_day_the_one_below_counts() -> None:
    extensions = [extension("2023-09-15", "2023-06-10"), extension("2023-08-15", "2023-06-10")]
    assert stands("2023-06-30", extensions=extensions).due == date(2023, 8, 15)


def test_an_extension_may_bring_the_date_forward() -> None:
    extensions = [extension("2023-06-01", "2023-05-20")]
    assert stands("2023-06-02", extensions=extensions).state is State.OVERDUE


@pytest.mark.parametrize(
    "incomplete",
    [
        extension("2023-07-15", None),
        extension("2023-07-15", "June"),
        extension("later", "2023-06-01"),
        {"agreed_on": "2023-06-01"},
        {},
    ],
)
def test_an_extension_without_both_its_dates_does_not_count(incomplete: dict[str, Any]) -> None:
    found = stands("2023-06-16", extensions=[incomplete])
    assert (found.state, found.due, found.extensions) == (State.OVERDUE, date(2023, 6, 15), 0)


def test_agreed_extensions_come_in_the_order_of_agreement() -> None:
    action = build(
        actions=[
            {
                "extensions": [
                    extension("2023-09-15", "2023-08-01"),
                    extension("2023-07-15", "2023-06-01"),
                    extension("2023-08-15", "2023-07-01"),
                ]
            }
        ]
    ).records[0]
    found = agreed_extensions(action, date(2023, 7, 1))
    assert [each.text("to") for each in found] == ["2023-07-15", "2023-08-15"]


def test_an_action_completed_later_is_still_open_today() -> None:
    fields = {"completed_on": "2023-06-10"}
    before = stands("2023-06-09", **fields)
    assert (before.state, before.done_on, before.is_open) == (State.DUE_SOON, None, True)
    done = stands("2023-06-10", **fields)
    assert (done.state, done.done_on, done.is_open) == (State.MET, date(2023, 6, 10), False)
    assert (done.days_left, done.days_overdue) == (None, 0)


def test_an_action_completed_on_its_due_date_is_in_time_and_a_day_later_is_late() -> None:
    assert stands("2023-07-01", completed_on="2023-06-15").state is State.MET
    late = stands("2023-07-01", completed_on="2023-06-16")
    assert (late.state, late.is_open, late.days_left, late.days_overdue) == (
        State.BREACHED,
        False,
        None,
        0,
    )


def test_an_action_completed_late_was_overdue_until_then() -> None:
    found = stands("2023-06-20", completed_on="2023-06-21")
    assert (found.state, found.days_overdue) == (State.OVERDUE, 5)


def test_an_action_completed_within_its_extension_is_in_time() -> None:
    extensions = [extension("2023-07-15", "2023-06-10")]
    assert stands("2023-08-01", extensions=extensions, completed_on="2023-07-15").state is State.MET


def test_an_action_is_given_up_from_the_day_it_was_cancelled() -> None:
    fields = {"cancelled": {"on": "2023-06-10", "reason": "Merged"}}
    assert stands("2023-06-09", **fields).state is State.DUE_SOON
    given_up = stands("2023-06-10", **fields)
    assert (given_up.state, given_up.is_open) == (State.WITHDRAWN, False)
    assert (given_up.days_left, given_up.days_overdue) == (None, 0)
    assert stands("2024-01-01", **fields).state is State.WITHDRAWN


def test_an_action_cancelled_without_a_date_is_open_still() -> None:
    assert stands("2023-06-16", cancelled={"reason": "Merged"}).state is State.OVERDUE
    assert stands("2023-06-16", cancelled="2023-06-10").state is State.OVERDUE


def test_an_action_that_was_done_is_done_even_where_it_is_cancelled_too() -> None:
    fields = {"completed_on": "2023-06-10", "cancelled": {"on": "2023-06-05"}}
    assert stands("2023-06-10", **fields).state is State.MET
    assert stands("2023-06-09", **fields).state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("as_of", "fields", "is_open"),
    [
        ("2023-05-20", {}, True),
        ("2023-06-10", {}, True),
        ("2023-06-20", {}, True),
        ("2023-06-20", {"completed_on": "2023-06-01"}, False),
        ("2023-06-20", {"completed_on": "2023-06-17"}, False),
        ("2023-06-20", {"cancelled": {"on": "2023-06-01"}}, False),
    ],
)
def test_an_action_is_open_until_it_is_done_or_given_up(
    as_of: str, fields: dict[str, Any], is_open: bool
) -> None:
    assert stands(as_of, **fields).is_open is is_open


def test_progress_is_told_oldest_first_and_only_what_was_noted_by_the_day() -> None:
    notes = [
        {"on": "2023-07-05", "note": "Half of it is done"},
        {"on": "2023-06-01", "note": "Begun"},
        {"on": "2023-07-05", "note": "A second note of that day"},
        {"note": "On a day nobody wrote down"},
        {"on": "2023-08-02", "note": "Done"},
    ]
    action = build(actions=[{"id": "ACT-2023-001", "progress": notes}]).records[0]

    def told(as_of: str) -> list[str | None]:
        return [each.text("note") for each in progress_by(action, date.fromisoformat(as_of))]

    assert told("2023-05-31") == []
    assert told("2023-06-01") == ["Begun"]
    assert told("2023-07-04") == ["Begun"]
    until_july = ["Begun", "Half of it is done", "A second note of that day"]
    assert told("2023-07-05") == told("2023-08-01") == until_july
    assert told("2023-08-02") == [*until_july, "Done"]


def test_all_actions_of_a_register_come_by_due_date_then_by_id() -> None:
    def action(number: int, due: str, **fields: Any) -> dict[str, Any]:
        return {"id": f"ACT-2023-00{number}", "raised_on": "2023-05-17", "due": due, **fields}

    portfolio = build(
        actions=[
            action(3, "2023-06-15"),
            action(1, "2023-07-15"),
            action(2, "2023-06-15"),
            action(4, "2023-06-01", extensions=[extension("2023-06-30", "2023-05-20")]),
            action(5, "2023-06-01", raised_on="2023-05-21"),
            action(6, "soon"),
        ],
        posts=[{"id": "clerk", "due": "2023-01-01"}],
    )
    found = time_actions(portfolio, date(2023, 5, 20))
    assert [each.action.id for each in found] == [
        "ACT-2023-002",
        "ACT-2023-003",
        "ACT-2023-004",
        "ACT-2023-001",
    ]


def test_actions_without_an_id_are_timed_too() -> None:
    action = {"raised_on": "2023-05-17", "due": "2023-06-15"}
    found = time_actions(
        build(actions=[action, {**action, "id": "ACT-2023-001"}]), date(2023, 6, 1)
    )
    assert [each.action.id for each in found] == [None, "ACT-2023-001"]


def test_the_register_says_how_far_ahead_an_action_is_due_soon() -> None:
    action = {"id": "ACT-2023-001", "raised_on": "2023-05-17", "due": "2023-06-15"}
    settings = {"id": "x", "warning": {"actions": 5, "clocks": 30, "documents": 30}}
    portfolio = build(settings=settings, actions=[action])
    assert time_actions(portfolio, date(2023, 6, 9))[0].state is State.NOT_DUE
    assert time_actions(portfolio, date(2023, 6, 10))[0].state is State.DUE_SOON

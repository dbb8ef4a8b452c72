"""Clocks whose last day another event sets: minutes, contracts, outcomes of plans, actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.portfolio import Portfolio
from sscp.timing.actions import action_deadlines
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.states import State
from tests.builders import Row, build, item, meeting


def of(portfolio: Portfolio, clock: str, subject: str, as_of: str) -> list[Deadline]:
    """Every period of a clock for a record, those not started included."""
    found = clock_deadlines(portfolio, date.fromisoformat(as_of), unstarted=True)
    return [one for one in found if (one.clock, one.subject) == (clock, subject)]


def stands(portfolio: Portfolio, clock: str, subject: str, as_of: str) -> tuple[Any, ...]:
    """Due date, end and state of the one period of a clock for a record."""
    (one,) = of(portfolio, clock, subject, as_of)
    return (str(one.due) if one.due else None, str(one.end) if one.end else None, one.state)


def board(*meetings: Row, **fields: Any) -> Portfolio:
    settings = fields.pop("settings", None)
    group = {"id": "board", "name": "The Board", "function": "subgroup", **fields}
    clerk = {"id": "clerk", "title": "Clerk"}
    return build(settings, groups=[group], meetings=list(meetings), posts=[clerk])


def planned(day: str, **fields: Any) -> Row:
    return meeting("board", day, status="planned", **fields)


HELD = meeting("board", "2023-05-17", minutes={"drafted_on": "2023-05-24", "taken_by": "clerk"})
AGREES = [item("1", approves_minutes_of="board-2023-05-17")]


def test_minutes_are_to_be_drafted_by_the_next_meeting() -> None:
    minutes = {"drafted_on": "2023-07-05", "taken_by": "clerk"}
    portfolio = board({**HELD, "minutes": minutes}, planned("2023-07-19"))
    assert of(portfolio, "MIN-01", "board-2023-05-17", "2023-07-04") == [
        Deadline(
            clock="MIN-01",
            subject="board-2023-05-17",
            title="Draft the minutes (board-2023-05-17)",
            period="from 17 May 2023",
            start=date(2023, 5, 17),
            due=date(2023, 7, 19),
            end=None,
            state=State.NOT_DUE,
            days_left=15,
            unit="named-date",
            force="local",
            actor="Clerk",
            basis="Practice of partnership boards; a register may set an interval of its own",
            evidence="B",
        )
    ]


def test_minutes_are_to_be_agreed_at_the_next_meeting() -> None:
    portfolio = board(HELD, planned("2023-07-19"))
    (open_one,) = of(portfolio, "MIN-02", "board-2023-05-17", "2023-07-19")
    assert open_one == Deadline(
        clock="MIN-02",
        subject="board-2023-05-17",
        title="Agree the minutes at the next meeting (board-2023-05-17)",
        period="from 24 May 2023",
        start=date(2023, 5, 24),
        due=date(2023, 7, 19),
        end=None,
        state=State.DUE_SOON,
        days_left=0,
        unit="named-date",
        force="local",
        actor="The Board",
        basis="Practice of partnership boards",
        evidence="B",
    )
    agreed = board(HELD, meeting("board", "2023-07-19", items=AGREES))
    assert of(agreed, "MIN-02", "board-2023-05-17", "2023-07-19") == [
        open_one._replace(end=date(2023, 7, 19), state=State.MET, days_left=None)
    ]
    later = meeting("board", "2023-09-20", items=AGREES)
    skipped = board(HELD, meeting("board", "2023-07-19"), later)
    assert stands(skipped, "MIN-02", "board-2023-05-17", "2023-09-20") == (
        "2023-07-19",
        "2023-09-20",
        State.BREACHED,
    )


def test_a_meeting_that_does_not_take_place_is_not_the_next_one() -> None:
    off = [
        meeting("board", "2023-06-01", status="cancelled"),
        meeting("board", "2023-06-02", status="moved"),
        meeting("panel", "2023-06-03"),
        meeting("board", "2023-05-17", id="board-2023-05-17-2"),
    ]
    portfolio = board(HELD, *off, planned("2023-07-19"), planned("2023-09-20"))
    assert stands(portfolio, "MIN-02", "board-2023-05-17", "2023-06-10")[0] == "2023-07-19"
    (none,) = of(board(HELD, *off), "MIN-02", "board-2023-05-17", "2023-06-10")
    assert (none.due, none.state, none.days_left) == (None, State.INTERVAL_NOT_SET, None)
    assert (none.unit, none.note) == ("named-date", "no date is known for the next meeting")


def test_a_register_sets_its_own_time_for_drafting() -> None:
    settings = {"id": "x", "minutes_drafted_within": "P10D"}
    portfolio = board(HELD, planned("2023-07-19"), settings=settings)
    (found,) = of(portfolio, "MIN-01", "board-2023-05-17", "2023-06-10")
    assert (found.due, found.unit, found.state) == (
        date(2023, 5, 27),
        "calendar-days",
        State.MET,
    )


@pytest.mark.parametrize(
    ("minutes", "day"),
    [
        ({"drafted_on": "2023-05-24", "issued_on": "2023-05-26"}, "2023-05-24"),
        ({"issued_on": "2023-05-26"}, "2023-05-26"),
        ({"issued_on": "2023-06-11"}, None),
        ({"taken_by": "clerk"}, None),
        (None, None),
    ],
)
def test_minutes_are_there_from_their_first_date(minutes: Row | None, day: str | None) -> None:
    (found,) = of(
        board(meeting("board", "2023-05-17", minutes=minutes)),
        "MIN-01",
        "board-2023-05-17",
        "2023-06-10",
    )
    assert (str(found.end) if found.end else None) == day


def test_minutes_wait_for_a_meeting_that_is_ours_and_was_held() -> None:
    (waiting,) = of(board(planned("2023-05-17")), "MIN-01", "board-2023-05-17", "2023-06-10")
    assert (waiting.state, waiting.period) == (State.NOT_STARTED, "waits for: held")
    outside = board(HELD, function="external-board")
    (waiting,) = of(outside, "MIN-01", "board-2023-05-17", "2023-06-10")
    assert waiting.state is State.NOT_STARTED
    nobodys = build(meetings=[HELD])
    assert [one.state for one in of(nobodys, "MIN-02", "board-2023-05-17", "2023-06-10")] == [
        State.NOT_STARTED
    ]


def test_the_minutes_of_a_group_that_was_disbanded_are_agreed_by_nobody() -> None:
    portfolio = board(HELD, planned("2023-07-19"), until="2023-06-30")
    assert stands(portfolio, "MIN-02", "board-2023-05-17", "2023-06-29")[2] is State.NOT_DUE
    (stopped,) = of(portfolio, "MIN-02", "board-2023-05-17", "2023-06-30")
    assert (stopped.state, stopped.days_left) == (State.STOPPED, None)
    assert stopped.note == "stopped on 30 June 2023"
    unstarted = board(planned("2023-05-17"), until="2023-06-30")
    assert of(unstarted, "MIN-01", "board-2023-05-17", "2023-06-30") == []


def test_no_day_is_made_up_for_minutes_that_nobody_dated() -> None:
    told = meeting("board", "2023-05-17", items=[item("1", discussion="The budget was agreed.")])
    portfolio = board(told, planned("2023-07-19"))
    drafted = stands(portfolio, "MIN-01", "board-2023-05-17", "2023-06-01")
    assert drafted == ("2023-07-19", None, State.NOT_DUE)
    agreed = board(told, meeting("board", "2023-07-19", items=AGREES))
    assert stands(agreed, "MIN-01", "board-2023-05-17", "2023-07-18")[1:] == (None, State.DUE_SOON)
    drafted = stands(agreed, "MIN-01", "board-2023-05-17", "2023-07-19")
    assert drafted == ("2023-07-19", "2023-07-19", State.MET)
    assert stands(agreed, "MIN-02", "board-2023-05-17", "2023-07-19")[2] is State.MET


CONTRACT: Row = {
    "id": "first",
    "title": "First contract",
    "post": "scrutineer",
    "with_body": "board",
    "from": "2020-07-01",
    "until": "2023-07-01",
}


def contracts(*rows: Row, **fields: Any) -> Portfolio:
    return build(
        contracts=[{**CONTRACT, **fields}, *rows],
        groups=[{"id": "board", "name": "The Board"}],
        decisions=[{"id": "DEC-2023-011", "date": "2023-06-14"}],
    )


def test_what_follows_a_contract_is_settled_before_its_last_day() -> None:
    (found,) = of(contracts(), "CTR-01", "first", "2023-04-01")
    assert found == Deadline(
        clock="CTR-01",
        subject="first",
        title="Settle what follows a contract before it ends (first)",
        period="from 1 July 2020",
        start=date(2020, 7, 1),
        due=date(2023, 6, 30),
        end=None,
        state=State.DUE_SOON,
        days_left=90,
        unit="named-date",
        force="local",
        actor="The Board",
        basis="The contract's own last day",
        evidence="S",
    )
    assert stands(contracts(), "CTR-01", "first", "2023-03-31")[2] is State.NOT_DUE
    assert stands(contracts(), "CTR-01", "first", "2023-07-01")[2] is State.OVERDUE
    assert stands(contracts(), "CTR-01", "first", "2020-06-30")[2] is State.NOT_STARTED


@pytest.mark.parametrize(
    ("fields", "as_of", "end"),
    [
        # The decision counts, whenever the contract after it begins.
        ({"from": "2023-09-01", "decision": "DEC-2023-011"}, "2023-06-14", "2023-06-14"),
        ({"from": "2023-09-01", "decision": "DEC-2023-011"}, "2023-06-13", None),
        # Without one it was settled by the day before the next began.
        ({"from": "2023-07-01"}, "2023-06-30", "2023-06-30"),
        ({"from": "2023-07-01"}, "2023-06-29", None),
        ({"from": "2023-08-01"}, "2023-08-01", "2023-07-31"),
        # Nothing else follows it.
        ({"from": "2023-07-01", "post": "trainer"}, "2023-08-01", None),
        ({"from": "2023-07-01", "agency": "college"}, "2023-08-01", None),
        ({"from": "2020-07-01"}, "2023-08-01", None),
        ({"from": "2019-07-01"}, "2023-08-01", None),
        ({}, "2023-08-01", None),
    ],
)
def test_a_contract_is_followed_by_the_next_one_of_the_same_post_or_agency(
    fields: Row, as_of: str, end: str | None
) -> None:
    after = {"id": "second", "post": "scrutineer", **fields}
    assert stands(contracts(after), "CTR-01", "first", as_of)[1] == end


def test_a_contract_that_names_nobody_follows_no_other() -> None:
    nobody = {"id": "second", "from": "2023-07-01"}
    assert stands(contracts(nobody), "CTR-01", "first", "2023-08-01")[1] is None
    unnamed = contracts(nobody, post=None)
    assert stands(unnamed, "CTR-01", "first", "2023-08-01")[1:] == (None, State.OVERDUE)


def test_a_contract_is_followed_by_one_that_calls_its_post_by_a_former_id() -> None:
    portfolio = build(
        contracts=[CONTRACT, {"id": "second", "post": "old-scrutineer", "from": "2023-07-01"}],
        posts=[{"id": "scrutineer", "formerly": ["old-scrutineer"]}],
    )
    assert stands(portfolio, "CTR-01", "first", "2023-08-01")[1] == "2023-06-30"


def test_the_first_to_be_settled_of_two_contracts_counts() -> None:
    rows = [
        {"id": "third", "post": "scrutineer", "from": "2024-07-01"},
        {"id": "second", "post": "scrutineer", "from": "2023-07-01"},
    ]
    assert stands(contracts(*rows), "CTR-01", "first", "2024-08-01")[1] == "2023-06-30"


@pytest.mark.parametrize(
    ("field", "state"),
    [("not_renewed_on", State.WITHDRAWN), ("ended_early_on", State.STOPPED)],
)
def test_a_contract_that_ends_for_good_needs_nothing_after_it(field: str, state: State) -> None:
    portfolio = contracts(**{field: "2023-05-02"})
    assert stands(portfolio, "CTR-01", "first", "2023-05-01")[2] is State.DUE_SOON
    (found,) = of(portfolio, "CTR-01", "first", "2023-05-02")
    assert (found.state, found.note) == (state, f"{state.value} on 2 May 2023")


def plan(**fields: Any) -> Portfolio:
    outcomes = [
        {"key": "1", "outcome": "Safer homes", "due": "2023-10-01", "lead": "clerk"},
        {"key": "2", "outcome": "Better data", "due": "2023-12-01"},
        {"key": "3", "due": "2023-12-01", "completed_on": "2023-11-30"},
    ]
    own = {
        "id": "plan",
        "title": "The plan",
        "status": "agreed",
        "from": "2023-04-01",
        "until": "2024-04-01",
        "outcomes": outcomes,
        **fields,
    }
    return build(
        plans=[own],
        decisions=[{"id": "DEC-2023-001", "date": "2023-04-19"}],
        posts=[{"id": "clerk", "title": "Clerk"}],
    )


@pytest.mark.parametrize(
    ("status", "state"), [("agreed", State.OVERDUE), ("closed", State.STOPPED)]
)
def test_a_plan_whose_time_is_over_owes_its_outcomes_until_it_is_closed(
    status: str, state: State
) -> None:
    first = of(plan(status=status), "plan-outcome", "plan", "2024-04-01")[0]
    assert first.state is state


def test_each_outcome_of_a_plan_has_its_own_date() -> None:
    first, second, third = of(plan(decision="DEC-2023-001"), "plan-outcome", "plan", "2023-11-30")
    assert first == Deadline(
        clock="plan-outcome",
        subject="plan",
        title="Safer homes (plan, 1)",
        period="from 19 April 2023",
        start=date(2023, 4, 19),
        due=date(2023, 10, 1),
        end=None,
        state=State.OVERDUE,
        days_left=-60,
        unit="named-date",
        force="local",
        actor="Clerk",
        basis="The date that the plan itself sets",
        evidence="S",
        item="1",
    )
    assert second == first._replace(
        title="Better data (plan, 2)",
        due=date(2023, 12, 1),
        state=State.DUE_SOON,
        days_left=1,
        actor="The outcome's lead",
        item="2",
    )
    assert third == second._replace(
        title="Reach an outcome of a plan (plan, 3)",
        end=date(2023, 11, 30),
        state=State.MET,
        days_left=None,
        item="3",
    )


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({}, "2023-04-01"),
        ({"decision": "DEC-2023-001"}, "2023-04-19"),
        ({"decision": "DEC-2023-009"}, "2023-04-01"),
        ({"status": "closed"}, "2023-04-01"),
        ({"status": "draft"}, None),
        ({"from": "2023-12-01"}, None),
    ],
)
def test_outcomes_are_owed_once_the_plan_is_agreed(fields: Row, start: str | None) -> None:
    first, *_ = of(plan(**fields), "plan-outcome", "plan", "2023-11-30")
    assert (str(first.start) if first.start else None) == start


def test_what_a_plan_did_not_reach_stops_when_it_is_closed() -> None:
    closed = {"status": "closed", "until": "2023-11-01"}
    before, *_ = of(plan(**closed), "plan-outcome", "plan", "2023-10-31")
    assert before.state is State.OVERDUE
    first, second, _ = of(plan(**closed), "plan-outcome", "plan", "2023-11-01")
    assert (first.state, first.note) == (State.STOPPED, "stopped on 1 November 2023, 31 days late")
    assert (second.state, second.note) == (State.STOPPED, "stopped on 1 November 2023")


def test_an_action_stands_among_the_clocks_with_its_extensions() -> None:
    action = {
        "id": "ACT-2023-001",
        "title": "Write the guide",
        "raised_on": "2023-05-17",
        "due": "2023-06-15",
        "owner": "clerk",
        "raised_at": "board-2023-05-17",
        "extensions": [{"to": "2023-07-15", "agreed_on": "2023-06-10"}],
    }

    def found(**fields: Any) -> Deadline:
        portfolio = build(actions=[{**action, **fields}], posts=[{"id": "clerk", "title": "Clerk"}])
        (one,) = action_deadlines(portfolio, date(2023, 7, 10))
        return one

    open_one = Deadline(
        clock="ACT-01",
        subject="ACT-2023-001",
        title="Write the guide",
        period="from 17 May 2023",
        start=date(2023, 5, 17),
        due=date(2023, 7, 15),
        end=None,
        state=State.DUE_SOON,
        days_left=5,
        unit="named-date",
        force="local",
        actor="Clerk",
        basis="board-2023-05-17",
        evidence="S",
        note="extended once; first due 15 June 2023",
    )
    assert found() == open_one
    assert found(source="item 5").basis == "item 5"
    assert found(source=["item 5", "masa 2.2.4"]).basis == "item 5, masa 2.2.4"
    assert found(completed_on="2023-07-16").end is None
    assert found(completed_on="2023-07-09") == open_one._replace(
        end=date(2023, 7, 9), state=State.MET, days_left=None
    )
    assert found(extensions=[], cancelled={"on": "2023-06-17"}) == open_one._replace(
        due=date(2023, 6, 15),
        state=State.WITHDRAWN,
        days_left=None,
        note="withdrawn on 17 June 2023, 2 days late",
    )
    twice = [*action["extensions"], {"to": "2023-07-20", "agreed_on": "2023-07-01"}]
    assert found(extensions=twice).note == "extended 2 times; first due 15 June 2023"
    assert found(extensions=[]).note == ""
    assert found(raised_on=None).period == "first time"


def test_actions_stand_in_the_order_of_their_due_dates() -> None:
    rows: list[Row] = [
        {"id": "ACT-2023-002", "raised_on": "2023-05-17", "due": "2023-06-15"},
        {"id": None, "raised_on": "2023-05-17", "due": "2023-06-15"},
        {"id": "ACT-2023-001", "raised_on": "2023-05-17", "due": "2023-06-14"},
    ]
    found = action_deadlines(build(actions=rows), date(2023, 6, 1))
    assert [one.subject for one in found] == ["ACT-2023-001", "", "ACT-2023-002"]

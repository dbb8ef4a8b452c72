"""What the first screen shows of the clocks, and what a reader may see of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.model.portfolio import Portfolio
from sscp.timing.deadline import Deadline
from sscp.timing.states import State
from sscp.views.running import all_deadlines, running_deadlines
from tests.builders import Row, build, item, meeting

AS_OF = date(2023, 6, 15)


def first_screen(portfolio: Portfolio) -> list[tuple[str, str, State, str]]:
    found = running_deadlines(portfolio, portfolio, AS_OF, ())
    return [(row.clock, row.subject, row.state, row.note) for row in found]


def test_everyday_business_is_on_the_first_screen_once_it_is_late_and_only_the_longest() -> None:
    outcomes = [
        {"key": str(number), "outcome": f"Outcome {number}", "due": day}
        for number, day in enumerate(("2023-06-14", "2023-06-13", "2023-06-15"))
    ]
    portfolio = build(
        plans=[{"id": "plan", "status": "agreed", "from": "2023-04-01", "outcomes": outcomes}],
        documents=[{"id": "masa", "status": "current", "review_due": "2023-05"}],
        actions=[{"id": "ACT-2023-001", "raised_on": "2023-05-01", "due": "2023-06-01"}],
        contracts=[
            {"id": "old", "post": "scrutineer", "from": "2020-07-01", "until": "2023-06-01"},
            {"id": "new", "post": "trainer", "from": "2020-07-01", "until": "2024-06-01"},
        ],
    )
    assert first_screen(portfolio) == [
        ("CTR-01", "old", State.OVERDUE, ""),
        ("plan-outcome", "plan", State.OVERDUE, "and 1 more like it"),
        ("CTR-01", "new", State.NOT_DUE, ""),
    ]


def seen_by_the_public(*meetings: Row, **records: Any) -> tuple[Deadline, ...]:
    group = {
        "id": "board",
        "name": "Board",
        "function": "subgroup",
        "audience": "public",
        "cadence": {"interval": "P2M", "mode": "fixed"},
    }
    whole = build(groups=[group], meetings=list(meetings), **records)
    return all_deadlines(whole, restrict(whole, Audience.PUBLIC), AS_OF, ())


def shown(found: tuple[Deadline, ...]) -> list[tuple[str, str, str]]:
    return [(row.clock, row.subject, str(row.start)) for row in found]


def public(day: str, **fields: Any) -> Row:
    minutes = {"taken_by": "clerk", "drafted_on": day}
    return meeting("board", day, audience="public", minutes=minutes, **fields)


def test_the_days_of_meetings_that_are_withheld_are_not_given_away() -> None:
    hidden = meeting("board", "2023-03-01", audience="partners")
    assert shown(seen_by_the_public(public("2023-01-01"), hidden, public("2023-05-01"))) == [
        ("meeting-interval", "board", "2023-05-01"),
        ("MIN-01", "board-2023-05-01", "2023-05-01"),
        ("MIN-02", "board-2023-05-01", "2023-05-01"),
    ]


def test_meetings_that_may_be_seen_keep_their_clocks() -> None:
    items = [item("1", approves_minutes_of="board-2023-03-01")]
    found = seen_by_the_public(public("2023-03-01"), public("2023-05-01", items=items))
    assert shown(found) == [
        ("MIN-01", "board-2023-03-01", "2023-03-01"),
        ("MIN-02", "board-2023-03-01", "2023-03-01"),
        ("meeting-interval", "board", "2023-03-01"),
        ("meeting-interval", "board", "2023-05-01"),
        ("MIN-01", "board-2023-05-01", "2023-05-01"),
        ("MIN-02", "board-2023-05-01", "2023-05-01"),
    ]


def test_who_owes_something_is_named_only_where_a_reader_may_see_it() -> None:
    posts = [{"id": "clerk", "title": "Clerk", "audience": "partners"}]
    due = {"status": "current", "review_due": "2023-09", "audience": "public"}
    documents = [
        {"id": "masa", "owner": "clerk", **due},
        {"id": "guide", "owner": "board", **due},
    ]
    found = seen_by_the_public(public("2023-05-01"), posts=posts, documents=documents)
    assert {(row.clock, row.actor) for row in found} == {
        ("meeting-interval", "Board"),
        ("MIN-01", "The minute-taker"),
        ("MIN-02", "The group"),
        ("document-revision", "The document's owner"),
        ("document-revision", "Board"),
    }


def test_why_a_clock_is_a_local_choice_is_not_told_to_those_who_may_not_see_it() -> None:
    choice = {"setting": "minutes_drafted_within", "because": "Too late before.", "agreed_by": "b"}
    settings: Row = {"id": "x", "minutes_drafted_within": "P14D", "local_choices": [choice]}
    group = {"id": "board", "function": "subgroup", "audience": "public"}
    held = {**meeting("board", "2023-06-01", status="held"), "audience": "public"}
    whole = build(settings, groups=[group], meetings=[held])
    told = [
        row.local
        for seen in (whole, restrict(whole, Audience.PUBLIC))
        for row in all_deadlines(whole, seen, AS_OF, ())
        if row.clock == "MIN-01"
    ]
    what = "it runs for 14 days (`minutes_drafted_within`)"
    assert told == [f"{what}; because: Too late before; agreed: b", what]

"""Meetings as events of a diary: how each stands on a day, and what keeps its identity."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from sscp.views.meeting_events import MeetingEvent, view_meeting_events
from tests.builders import build, meeting

DAY = "2023-05-17"


def event(as_of: str = "2023-06-01", **fields: Any) -> MeetingEvent:
    portfolio = build(
        groups=[{"id": "board", "name": "The Board"}],
        meetings=[meeting("board", DAY, title="Board, 17 May", **fields)],
    )
    (found,) = view_meeting_events(portfolio, date.fromisoformat(as_of)).meetings
    return found


@pytest.mark.parametrize(
    ("as_of", "status", "moved_from", "standing"),
    [
        ("2023-05-16", "held", None, "planned"),
        ("2023-05-17", "held", None, "held"),
        ("2023-05-18", "held", None, "held"),
        ("2023-05-16", "planned", None, "planned"),
        ("2023-05-18", "planned", None, "planned"),
        ("2023-05-16", "cancelled", None, "cancelled"),
        ("2023-05-18", "cancelled", "2023-05-10", "cancelled"),
        ("2023-05-16", "moved", None, "moved"),
        ("2023-05-16", "moved", DAY, "moved"),
        ("2023-05-16", "moved", "2023-05-10", "planned"),
    ],
)
def test_a_meeting_stands_as_it_did_on_the_day_reckoned_from(
    as_of: str, status: str, moved_from: str | None, standing: str
) -> None:
    moved = {"originally_planned_for": moved_from} if moved_from else {}
    found = event(as_of, status=status, **moved)
    assert found.standing == standing
    assert found.takes_place == (standing in {"held", "planned"})


def test_only_another_day_is_a_move() -> None:
    assert event(originally_planned_for="2023-05-10").moved_from == date(2023, 5, 10)
    assert event(originally_planned_for=DAY).moved_from is None
    assert event().moved_from is None


def test_the_number_of_changes_never_falls_along_a_meetings_way() -> None:
    moved = {"originally_planned_for": "2023-05-10"}
    way = [
        event(status="planned").changes,
        event(status="planned", **moved).changes,
        event(status="cancelled", **moved).changes,
    ]
    assert way == [0, 1, 3]
    assert event(status="cancelled").changes == 2
    assert event(status="moved").changes == 2
    assert event(status="held", **moved).changes == 1


@pytest.mark.parametrize("written", ["9:30", "24:00", "09:60", "09:30:00", "half past nine", ""])
def test_a_time_that_is_none_is_left_out(written: str) -> None:
    assert event(starts=written).starts is None


def test_times_are_read() -> None:
    found = event(starts="00:00", ends="23:59")
    assert (found.starts, found.ends) == (time(0, 0), time(23, 59))


def test_a_renamed_meeting_keeps_the_first_id_it_had() -> None:
    assert event(formerly=["first", "second"]).lasting_id == "first"
    assert event().lasting_id == event().id == f"board-{DAY}"


def test_a_meeting_without_a_day_is_left_out() -> None:
    portfolio = build(meetings=[meeting("board", "2023-05-xx"), meeting("board", DAY)])
    found = view_meeting_events(portfolio, date(2023, 6, 1)).meetings
    assert [each.id for each in found] == [f"board-{DAY}"]


def test_meetings_come_in_order_of_time_and_within_the_days_asked_for() -> None:
    portfolio = build(
        meetings=[
            meeting("late", DAY, starts="14:00"),
            meeting("early", DAY, starts="09:00"),
            meeting("open", DAY),
            meeting("before", "2023-05-16"),
            meeting("after", "2023-05-18"),
        ]
    )
    as_of = date(2023, 6, 1)
    days = date(2023, 5, 17), date(2023, 5, 18)
    found = view_meeting_events(portfolio, as_of, *days).meetings
    assert [each.id for each in found] == [f"open-{DAY}", f"early-{DAY}", f"late-{DAY}"]
    assert len(view_meeting_events(portfolio, as_of).meetings) == 5
    (one,) = view_meeting_events(portfolio, as_of, only=f"late-{DAY}").meetings
    assert one.id == f"late-{DAY}"


def test_the_register_and_its_mark_come_with_the_meetings() -> None:
    settings = {"id": "testing", "name": "Partners", "illustrative": True}
    view = view_meeting_events(build(settings), date(2023, 6, 1))
    assert (view.register, view.name, view.illustrative) == ("testing", "Partners", True)
    bare = view_meeting_events(build(), date(2023, 6, 1))
    assert (bare.register, bare.name) == ("register", "Unnamed register")


def test_place_and_reason_are_given_or_empty() -> None:
    assert (event().place, event().reason) == ("", "")
    found = event(place="Hall", reason="No business")
    assert (found.place, found.reason) == ("Hall", "No business")

"""Which meetings take place, which were held, and which came next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.governance.meetings import (
    MINUTED_FUNCTIONS,
    held_meetings,
    is_held,
    is_later,
    moved_from,
    next_held,
    next_meeting,
    standing_of,
    takes_place,
)
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.record import Record
from tests.builders import build, group, meeting, one

DAY = "2023-06-15"
AS_OF = date(2023, 6, 15)


def ids(found: tuple[Record, ...]) -> list[str | None]:
    return [each.id for each in found]


def sole(**fields: Any) -> Record:
    """A meeting of that day that was held, unless told otherwise."""
    return build(meetings=[meeting("board", DAY, **fields)]).of_kind("meeting")[0]


@pytest.mark.parametrize(
    ("first_day", "moved"),
    [("2023-06-01", date(2023, 6, 1)), (DAY, None), (None, None)],
)
def test_only_another_day_is_a_move(first_day: str | None, moved: date | None) -> None:
    assert moved_from(sole(originally_planned_for=first_day)) == moved


@pytest.mark.parametrize(
    ("status", "first_day", "there"),
    [
        ("held", None, True),
        ("planned", None, True),
        (None, None, True),
        ("cancelled", None, False),
        ("cancelled", "2023-06-01", False),
        ("moved", None, False),
        ("moved", DAY, False),
        ("moved", "2023-06-01", True),
        ("planned", "2023-06-01", True),
    ],
)
def test_a_meeting_takes_place_unless_cancelled_or_only_moved_away(
    status: str | None, first_day: str | None, there: bool
) -> None:
    assert takes_place(sole(status=status, originally_planned_for=first_day)) is there


@pytest.mark.parametrize(
    ("status", "first_day", "before", "on_the_day"),
    [
        ("held", None, "planned", "held"),
        ("planned", None, "planned", "planned"),
        (None, None, "planned", "planned"),
        ("cancelled", None, "cancelled", "cancelled"),
        ("moved", None, "moved", "moved"),
        ("moved", "2023-06-01", "planned", "planned"),
    ],
)
def test_what_was_held_later_was_planned_on_the_day(
    status: str | None, first_day: str | None, before: str, on_the_day: str
) -> None:
    found = sole(status=status, originally_planned_for=first_day)
    assert standing_of(found, date(2023, 6, 14)) == before
    assert standing_of(found, AS_OF) == on_the_day


def test_a_meeting_is_later_by_its_day_and_not_without_one() -> None:
    first, second, undated = sole(), sole(date="2023-06-16"), sole(date=None)
    assert is_later(second, first)
    assert not is_later(first, second)
    assert not is_later(first, first)
    assert not is_later(undated, first)
    assert not is_later(first, undated)


def test_what_has_no_date_was_never_held() -> None:
    assert is_held(sole(), AS_OF)
    assert not is_held(sole(date=None), AS_OF)


def test_a_meeting_is_held_from_its_day_on() -> None:
    portfolio = build(groups=[{"id": "board"}], meetings=[meeting("board", "2023-06-15")])
    assert ids(held_meetings(portfolio, "board", date(2023, 6, 14))) == []
    assert ids(held_meetings(portfolio, "board", date(2023, 6, 15))) == ["board-2023-06-15"]


def test_only_meetings_that_were_held_count_and_only_the_groups_own() -> None:
    portfolio = build(
        groups=[{"id": "board"}, {"id": "panel"}],
        meetings=[
            meeting("board", "2023-05-17"),
            meeting("board", "2023-03-17"),
            meeting("board", "2023-04-17", status="cancelled"),
            meeting("board", "2023-04-18", status="moved"),
            meeting("board", "2023-04-19", status="planned"),
            meeting("board", "2023-02-30"),
            meeting("panel", "2023-05-01"),
        ],
    )
    assert ids(held_meetings(portfolio, "board", AS_OF)) == ["board-2023-03-17", "board-2023-05-17"]
    assert ids(held_meetings(portfolio, "panel", AS_OF)) == ["panel-2023-05-01"]
    assert held_meetings(portfolio, "", AS_OF) == ()
    assert held_meetings(portfolio, None, AS_OF) == ()


def test_a_group_that_was_renamed_keeps_the_meetings_held_under_its_former_id() -> None:
    portfolio = build(
        groups=[{"id": "board", "formerly": ["old-board"]}],
        meetings=[meeting("old-board", "2023-03-17"), meeting("board", "2023-05-17")],
    )
    assert ids(held_meetings(portfolio, "board", AS_OF)) == [
        "old-board-2023-03-17",
        "board-2023-05-17",
    ]
    assert len(held_meetings(portfolio, "old-board", AS_OF)) == 2


def test_meetings_stand_by_day_and_those_of_one_day_by_id() -> None:
    portfolio = build(
        groups=[{"id": "board"}],
        meetings=[
            meeting("board", "2023-05-18"),
            meeting("board", "2023-05-17", id="board-2023-05-17-2"),
            meeting("board", "2023-05-17"),
            meeting("board", "2023-05-17", id=None),
            meeting("board", "2023-05-17", id="Board"),
            meeting("board", "2022-06-15"),
        ],
    )
    assert ids(held_meetings(portfolio, "board", AS_OF)) == [
        "board-2022-06-15",
        None,
        "Board",
        "board-2023-05-17",
        "board-2023-05-17-2",
        "board-2023-05-18",
    ]


def test_two_meetings_with_one_id_come_in_the_order_of_the_file() -> None:
    twice = [meeting("board", "2023-05-17", place=place) for place in ("Room 1", "Room 2")]
    found = held_meetings(build(meetings=twice), "board", AS_OF)
    assert [each.text("place") for each in found] == ["Room 1", "Room 2"]


def test_the_next_meeting_is_the_first_of_the_group_held_on_a_later_day() -> None:
    portfolio = build(
        meetings=[
            meeting("board", "2023-01-18"),
            meeting("board", "2023-01-18", id="board-2023-01-18-2"),
            meeting("board", "2023-05-17"),
            meeting("board", "2023-03-15"),
            meeting("board", "2023-02-15", status="cancelled"),
            meeting("panel", "2023-02-01"),
        ]
    )
    first = one(portfolio, "board-2023-01-18")
    assert next_held(portfolio, first, AS_OF) == one(portfolio, "board-2023-03-15")
    assert next_held(portfolio, first, date(2023, 3, 14)) is None
    assert next_held(portfolio, one(portfolio, "board-2023-05-17"), AS_OF) is None


def test_the_next_meeting_planned_is_the_first_of_the_group_that_takes_place_on_a_later_day() -> (
    None
):
    portfolio = build(
        meetings=[
            meeting("board", "2023-01-18"),
            meeting("board", "2023-01-18", id="board-2023-01-18-2"),
            meeting("board", "2023-02-15", status="cancelled"),
            meeting("board", "2023-05-17", status="planned"),
            meeting("board", "2023-03-15"),
            meeting("board", "2023-04-31"),
            meeting("panel", "2023-02-01"),
            meeting("panel", "soon"),
            meeting("old-board", "2023-06-21", status="planned"),
        ],
        groups=[group("board", formerly=["old-board"]), group("panel")],
    )

    def after(identity: str) -> str | None:
        found = next_meeting(portfolio, one(portfolio, identity))
        return found.id if found else None

    assert after("board-2023-01-18") == "board-2023-03-15"
    assert after("board-2023-03-15") == "board-2023-05-17", "there is no 31 April"
    assert after("board-2023-05-17") == "old-board-2023-06-21"
    assert after("old-board-2023-06-21") is None
    assert after("panel-2023-02-01") is None
    assert after("panel-soon") is None


def test_minutes_are_ours_to_keep_of_every_group_of_ours_that_sits() -> None:
    function = BY_NAME["group"].field("function")
    assert function is not None
    outside = {"network", "external-board", "external-body"}
    never_sits = {"partnership", "forum", "team", "service", "class"}
    functions = {each.value for each in function.choices}
    assert functions - outside - never_sits == MINUTED_FUNCTIONS

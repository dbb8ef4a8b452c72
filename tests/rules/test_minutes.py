"""Minutes beyond the examples: who may agree them, and when they are missing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, item, meeting, post, present

FIRST = "board-2023-05-17"


def _approving(day: str, group_id: str = "board", **fields: Any) -> Row:
    return meeting(group_id, day, items=[item("2", approves_minutes_of=FIRST)], **fields)


def _hits(code: str, *meetings: Row, quorum: Row | None = None, as_of: str = "2023-11-15") -> int:
    own = {"quorum": quorum} if quorum else {}
    register = build(
        groups=[group("board", function="executive", **own), group("panel")],
        posts=[post("director")],
        meetings=list(meetings),
    )
    return count(register, code, as_of)


@pytest.mark.parametrize(("day", "hits"), [("2023-05-16", 1), ("2023-05-17", 1), ("2023-05-18", 0)])
def test_minutes_are_agreed_only_on_a_later_day(day: str, hits: int) -> None:
    later = _approving(day, id=f"board-{day}-2")
    assert _hits("MTG-02", meeting("board", "2023-05-17"), later) == hits


def test_self_approval_is_said_in_so_many_words() -> None:
    register = build(meetings=[_approving("2023-05-17")])
    (found,) = find(register, "MTG-02")
    assert found.message == "This meeting agrees its own minutes."


@pytest.mark.parametrize(("as_of", "hits"), [("2023-07-18", 0), ("2023-07-19", 1)])
def test_a_meeting_still_to_come_is_not_yet_inquorate(as_of: str, hits: int) -> None:
    later = _approving("2023-07-19")
    first = meeting("board", "2023-05-17")
    assert _hits("MTG-03", first, later, quorum={"least": 1}, as_of=as_of) == hits


def test_an_approval_repeated_after_an_inquorate_one_is_not_twice() -> None:
    rows = [present("director")]
    meetings = (
        meeting("board", "2023-05-17"),
        _approving("2023-07-19"),
        _approving("2023-09-20", attendance=rows),
    )
    assert _hits("MTG-05", *meetings, quorum={"least": 1}) == 0
    assert _hits("MTG-05", *meetings) == 1


def test_two_items_of_one_meeting_agree_minutes_twice() -> None:
    items = [item("2", approves_minutes_of=FIRST), item("9", approves_minutes_of=FIRST)]
    later = meeting("board", "2023-07-19", items=items)
    assert _hits("MTG-05", meeting("board", "2023-05-17"), later) == 1


@pytest.mark.parametrize("field", ["drafted_on", "issued_on"])
@pytest.mark.parametrize(("day", "hits"), [("2023-05-16", 1), ("2023-05-17", 0)])
def test_minutes_may_be_written_on_the_day_itself(field: str, day: str, hits: int) -> None:
    assert _hits("MTG-06", meeting("board", "2023-05-17", minutes={field: day})) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-07-18", 0), ("2023-07-19", 1)])
def test_minutes_are_missing_once_the_group_has_met_again(as_of: str, hits: int) -> None:
    meetings = (meeting("board", "2023-05-17"), meeting("board", "2023-07-19"))
    assert _hits("MTG-07", *meetings, as_of=as_of) == hits


def test_minutes_drafted_after_the_next_meeting_were_missing_until_then() -> None:
    late = meeting("board", "2023-05-17", minutes={"drafted_on": "2023-08-01"})
    following = meeting("board", "2023-07-19")
    assert _hits("MTG-07", late, following, as_of="2023-07-31") == 1
    assert _hits("MTG-07", late, following, as_of="2023-08-01") == 0


def test_a_cancelled_meeting_needs_no_minutes() -> None:
    cancelled = meeting("board", "2023-05-17", status="cancelled")
    assert _hits("MTG-07", cancelled, meeting("board", "2023-07-19")) == 0


def test_boards_outside_the_partnership_keep_their_own_minutes() -> None:
    register = build(
        groups=[group("wellbeing", function="external-board")],
        meetings=[meeting("wellbeing", "2023-05-17"), meeting("wellbeing", "2023-07-19")],
    )
    assert count(register, "MTG-07") == 0
    assert count(register, "MTG-15") == 0


@pytest.mark.parametrize(
    ("status", "hits"), [("held", 0), ("planned", 0), ("cancelled", 1), ("moved", 1)]
)
def test_a_meeting_that_did_not_take_place_has_no_minutes_to_agree(status: str, hits: int) -> None:
    first = meeting("board", "2023-05-17", status=status)
    assert _hits("MTG-22", first, _approving("2023-07-19")) == hits


def test_a_meeting_that_moved_to_its_present_day_has_minutes_to_agree() -> None:
    first = meeting(
        "board", "2023-05-17", status="moved", originally_planned_for="2023-05-10", reason="Strike"
    )
    assert _hits("MTG-22", first, _approving("2023-07-19")) == 0


TOLD = [{"number": "1", "title": "Budget", "discussion": "It was agreed."}]


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"items": TOLD}, 1),
        ({"minutes": {"taken_by": "clerk"}}, 1),
        ({"items": TOLD, "minutes": {"drafted_on": "2023-05-19"}}, 0),
        ({"items": TOLD, "minutes": {"issued_on": "2023-05-19"}}, 0),
        ({}, 0),
    ],
)
def test_agreed_minutes_say_when_they_were_drafted(fields: Row, hits: int) -> None:
    minuted = meeting("board", "2023-05-17", **fields)
    agreed = _approving("2023-07-19")
    assert _hits("MTG-27", minuted, agreed) == hits
    assert _hits("MTG-27", minuted, agreed, as_of="2023-07-18") == 0
    assert _hits("MTG-27", minuted, agreed, as_of="2023-07-19") == hits
    assert _hits("MTG-27", minuted, meeting("board", "2023-07-19")) == 0
    assert _hits("MTG-27", {**minuted, "group": None}, agreed) == 0

"""Minutes are a draft until a later meeting that may do so agrees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.governance.approval import MinutesState, minutes_state
from sscp.governance.attendance import quorum_of
from sscp.governance.meetings import next_held
from sscp.model.portfolio import Portfolio
from tests.builders import AS_OF, Row, build, group, item, meeting, one, post, present

DAY = "2023-05-17"
FIRST = f"board-{DAY}"
DRAFTED = {"drafted_on": "2023-05-19", "issued_on": "2023-05-25"}


def _register(
    *later: Row, quorum: Row | None = None, first: Row | None = None, **folders: Any
) -> Portfolio:
    own = {"quorum": quorum} if quorum else {}
    return build(
        groups=[group("board", **own), group("panel")],
        posts=[post("director"), post("nurse")],
        meetings=[first or meeting("board", "2023-05-17", minutes=DRAFTED), *later],
        **folders,
    )


def _state(register: Portfolio, as_of: date = AS_OF) -> MinutesState:
    return minutes_state(register, one(register, FIRST), as_of)


def _approving(day: str, group_id: str = "board", **fields: Any) -> Row:
    items = [item("2", approves_minutes_of=FIRST, corrections=["Item 4: for May read June"])]
    return meeting(group_id, day, items=items, **fields)


def test_minutes_agreed_at_a_later_meeting_name_it_its_item_and_its_corrections() -> None:
    state = _state(_register(_approving("2023-07-19"), quorum={"least": 1}))
    assert state.status == "draft"
    rows = [present("director")]
    state = _state(_register(_approving("2023-07-19", attendance=rows), quorum={"least": 1}))
    assert state.status == "agreed"
    assert state.approved_at is not None
    assert state.approved_at.id == "board-2023-07-19"
    assert (state.item, state.corrections) == ("2", ("Item 4: for May read June",))
    assert state.assumption is None


def test_without_a_quorum_set_the_approval_stands_and_names_the_assumption() -> None:
    state = _state(_register(_approving("2023-07-19")))
    assert state.status == "agreed"
    assert state.assumption == (
        "No quorum is set for the board; its approval stands on the assumption that enough"
        " members were there."
    )


@pytest.mark.parametrize(("day", "status"), [("2023-07-18", "draft"), ("2023-07-19", "agreed")])
def test_an_approval_counts_from_the_day_of_its_meeting(day: str, status: str) -> None:
    register = _register(_approving("2023-07-19"))
    assert _state(register, date.fromisoformat(day)).status == status


def test_a_meeting_cannot_agree_its_own_minutes() -> None:
    own = meeting(
        "board", "2023-05-17", minutes=DRAFTED, items=[item("2", approves_minutes_of=FIRST)]
    )
    assert _state(_register(first=own)).status == "draft"


@pytest.mark.parametrize(("day", "status"), [("2023-05-17", "draft"), ("2023-05-18", "agreed")])
def test_only_a_later_day_will_do(day: str, status: str) -> None:
    second = _approving(day, id="board-2023-05-17-2")
    assert _state(_register(second)).status == status


def test_another_group_cannot_agree_the_minutes() -> None:
    assert _state(_register(_approving("2023-07-19", "panel"))).status == "draft"


@pytest.mark.parametrize("status", ["planned", "cancelled", "moved"])
def test_a_meeting_that_was_not_held_agrees_nothing(status: str) -> None:
    assert _state(_register(_approving("2023-07-19", status=status))).status == "draft"


def test_after_an_inquorate_approval_the_next_quorate_one_counts() -> None:
    register = _register(
        _approving("2023-07-19"),
        _approving("2023-09-20", attendance=[present("director")]),
        quorum={"least": 1},
    )
    approved_at = _state(register).approved_at
    assert approved_at is not None
    assert approved_at.id == "board-2023-09-20"


def test_the_first_of_two_approvals_counts_whatever_the_order_of_the_files() -> None:
    register = _register(_approving("2023-09-20"), _approving("2023-07-19"))
    approved_at = _state(register).approved_at
    assert approved_at is not None
    assert approved_at.id == "board-2023-07-19"


def test_quorum_is_asked_of_the_item_that_agrees_the_minutes() -> None:
    rows = [present("director", for_items=["1"])]
    register = _register(_approving("2023-07-19", attendance=rows), quorum={"least": 1})
    assert _state(register).status == "draft"


@pytest.mark.parametrize(("day", "status"), [("2023-05-18", "none"), ("2023-05-19", "draft")])
def test_a_draft_exists_from_the_day_it_was_drafted(day: str, status: str) -> None:
    assert _state(_register(), date.fromisoformat(day)).status == status


def test_minutes_without_dates_are_a_draft() -> None:
    taken = meeting("board", "2023-05-17", minutes={"taken_by": "clerk"})
    assert _state(_register(first=taken)).status == "draft"


def test_a_discussion_alone_is_a_draft_and_an_agenda_alone_is_none() -> None:
    told = meeting("board", "2023-05-17", items=[item("1", discussion="The budget was explained.")])
    assert _state(_register(first=told)).status == "draft"
    agenda = meeting("board", "2023-05-17", items=[item("1")])
    assert _state(_register(first=agenda)).status == "none"


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_a_meeting_that_was_not_held_has_no_minutes(status: str) -> None:
    first = meeting("board", "2023-05-17", status=status, minutes=DRAFTED)
    assert _state(_register(_approving("2023-07-19"), first=first)).status == "none"


def test_a_meeting_still_to_come_has_no_minutes() -> None:
    assert _state(_register(), date(2023, 5, 16)).status == "none"


def test_a_meeting_without_a_date_has_neither_minutes_nor_a_next_one() -> None:
    undated = {"id": FIRST, "group": "board", "status": "held", "minutes": DRAFTED}
    register = _register(_approving("2023-07-19"), first=undated)
    assert _state(register) == MinutesState("none")
    assert next_held(register, one(register, FIRST), AS_OF) is None
    assert quorum_of(register, one(register, FIRST)).state == "not-set"


def test_minutes_that_were_only_sent_out_exist_from_that_day() -> None:
    first = meeting("board", "2023-05-17", minutes={"issued_on": "2023-05-25"})
    assert _state(_register(first=first), date(2023, 5, 24)).status == "none"
    assert _state(_register(first=first), date(2023, 5, 25)).status == "draft"


def test_one_item_with_a_discussion_is_enough_for_a_draft() -> None:
    items = [item("1"), item("2", discussion="The budget was explained.")]
    assert _state(_register(first=meeting("board", "2023-05-17", items=items))).status == "draft"


def test_meetings_of_groups_that_are_not_there_rest_on_no_assumption() -> None:
    register = build(
        meetings=[
            meeting("nowhere", "2023-05-17", minutes=DRAFTED),
            meeting(
                "nowhere", "2023-07-19", items=[item("2", approves_minutes_of=f"nowhere-{DAY}")]
            ),
            {"id": "no-group-1", "date": DAY, "status": "held"},
            {
                "id": "no-group-2",
                "date": "2023-07-19",
                "status": "held",
                "items": [item("2", approves_minutes_of="no-group-1")],
            },
        ]
    )
    state = minutes_state(register, one(register, f"nowhere-{DAY}"), AS_OF)
    assert (state.status, state.assumption) == ("agreed", None)
    assert minutes_state(register, one(register, "no-group-1"), AS_OF).status == "none"

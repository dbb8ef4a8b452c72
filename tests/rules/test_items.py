"""Agenda items and what they list, beyond the examples."""

from __future__ import annotations

import pytest

from tests.builders import build, count, find, item, meeting

DAY = "2023-05-17"


def test_an_action_that_no_item_of_its_meeting_lists_is_one_sided() -> None:
    register = build(
        meetings=[meeting("board", DAY, items=[item("1", actions=["ACT-2023-002"])])],
        actions=[
            {"id": "ACT-2023-001", "raised_at": f"board-{DAY}"},
            {"id": "ACT-2023-002", "raised_at": f"board-{DAY}"},
        ],
    )
    assert [each.record for each in find(register, "LK-09")] == ["ACT-2023-001"]


def test_a_decision_in_a_list_that_names_no_meeting_is_one_sided() -> None:
    register = build(
        meetings=[meeting("board", DAY, items=[item("1", decisions=["DEC-2023-001"])])],
        decisions=[{"id": "DEC-2023-001"}],
    )
    (found,) = find(register, "LK-09")
    assert (found.record, found.field) == (f"board-{DAY}", "items, row 1, decisions, row 1")


def test_a_decision_without_an_id_is_left_to_the_check_of_its_shape() -> None:
    register = build(
        meetings=[meeting("board", DAY, items=[item("1")])],
        decisions=[{"title": "No id", "meeting": f"board-{DAY}"}],
    )
    assert count(register, "LK-09") == 0


def test_a_meeting_without_items_is_left_alone() -> None:
    register = build(
        meetings=[meeting("board", DAY)],
        decisions=[{"id": "DEC-2023-001", "meeting": f"board-{DAY}"}],
    )
    assert count(register, "LK-09") == 0


def test_former_ids_on_either_side_are_no_one_sided_link() -> None:
    register = build(
        meetings=[
            meeting(
                "board", DAY, formerly=["board-old"], items=[item("1", decisions=["DEC-2022-900"])]
            )
        ],
        decisions=[{"id": "DEC-2023-001", "formerly": ["DEC-2022-900"], "meeting": "board-old"}],
    )
    assert count(register, "LK-09") == 0
    assert count(register, "LK-10") == 0


def test_an_action_raised_by_a_review_may_be_listed_by_a_meeting() -> None:
    register = build(
        meetings=[meeting("board", DAY, items=[item("1", actions=["ACT-2023-001"])])],
        reviews=[{"id": "RR-2023-01"}],
        actions=[{"id": "ACT-2023-001", "raised_at": "RR-2023-01"}],
    )
    assert count(register, "LK-09") == 0
    assert count(register, "LK-10") == 0


def test_a_decision_under_two_items_may_name_either() -> None:
    items = [item("4", decisions=["DEC-2023-001"]), item("5", decisions=["DEC-2023-001"])]
    for own, hits in (("4", 0), ("5", 0), ("6", 1)):
        register = build(
            meetings=[meeting("board", DAY, items=items)],
            decisions=[{"id": "DEC-2023-001", "meeting": f"board-{DAY}", "item": own}],
        )
        assert count(register, "LK-14") == hits


def test_an_action_tells_where_it_is_listed() -> None:
    register = build(
        meetings=[meeting("board", DAY, items=[item("4", actions=["ACT-2023-001"]), item("5")])],
        actions=[{"id": "ACT-2023-001", "raised_at": f"board-{DAY}", "item": "5"}],
    )
    (found,) = find(register, "LK-14")
    assert (found.record, found.field) == ("ACT-2023-001", "item")
    assert found.message == "This action names item 5; ACT-2023-001 is listed under item 4."


def test_an_action_that_names_no_item_or_another_meeting_is_left_alone() -> None:
    register = build(
        meetings=[
            meeting("board", DAY, items=[item("4", actions=["ACT-2023-001", "ACT-2023-002"])]),
            meeting("board", "2023-07-19", items=[item("5")]),
        ],
        actions=[
            {"id": "ACT-2023-001", "raised_at": f"board-{DAY}"},
            {"id": "ACT-2023-002", "raised_at": "board-2023-07-19", "item": "5"},
        ],
    )
    assert count(register, "LK-14") == 0


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        (f"board-{DAY} 4", []),
        (f"board-{DAY} 6", ["source"]),
        ([f"board-{DAY}", f"board-{DAY} 6"], ["source, row 2"]),
        (f"board-{DAY} the minutes", []),
        ("forum-2023-05-17 6", []),
    ],
)
def test_a_source_names_an_item_that_is_there(source: object, fields: list[str]) -> None:
    register = build(
        meetings=[meeting("board", DAY, items=[item("4")]), meeting("forum", DAY)],
        posts=[{"id": "director", "source": source}],
    )
    assert [each.field for each in find(register, "LK-14")] == fields


@pytest.mark.parametrize(("identity", "hits"), [(f"board-{DAY}", 1), (None, 0)])
def test_a_paper_of_a_meeting_without_an_id_is_left_to_the_check_of_its_shape(
    identity: str | None, hits: int
) -> None:
    sitting = {**meeting("board", DAY, papers=[{"record": "report"}]), "id": identity}
    register = build(meetings=[sitting], reports=[{"id": "report", "title": "Report"}])
    assert count(register, "LK-15") == hits

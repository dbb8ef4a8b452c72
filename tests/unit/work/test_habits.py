"""What a group is used to, as its meetings show it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.work.habits import first_number, last_meeting, papers_due, usual, weekday_of
from tests.builders import build, group, item, meeting, one


def numbered(day: str, first: int, last: int, **fields: Any) -> dict[str, Any]:
    return meeting(
        "board", day, items=[item(str(each)) for each in range(first, last + 1)], **fields
    )


@pytest.mark.parametrize(
    ("earlier", "first"),
    [
        ([], 1),
        ([("2024-04-10", 1, 7)], 1),
        ([("2024-04-10", 1, 7), ("2024-05-10", 1, 9)], 1),
        ([("2024-04-10", 1, 7), ("2024-05-10", 8, 12)], 13),
        ([("2024-02-10", 1, 7), ("2024-03-10", 8, 12)], 1),
        ([("2024-02-10", 1, 7), ("2024-03-10", 8, 12), ("2024-04-10", 1, 6)], 7),
        ([("2024-02-10", 1, 7), ("2024-03-10", 1, 9), ("2024-04-10", 1, 6)], 1),
        ([("2024-03-10", 8, 12), ("2024-04-10", 1, 6), ("2024-05-10", 1, 5)], 1),
    ],
)
def test_items_number_on_over_the_year_where_the_group_is_used_to_it(
    earlier: list[tuple[str, int, int]], first: int
) -> None:
    portfolio = build(
        groups=[group("board")],
        meetings=[
            *(numbered(*each) for each in earlier),
            numbered("2024-05-01", 30, 40, status="cancelled"),
            meeting("board", "2024-06-12", status="planned"),
            numbered("2024-07-01", 50, 60),
        ],
    )
    assert first_number(portfolio, one(portfolio, "board-2024-06-12")) == first


def test_papers_are_owed_as_early_as_for_the_meeting_before() -> None:
    def papers(*days: str) -> list[dict[str, str]]:
        return [{"title": "Paper", "due": day} for day in days]

    portfolio = build(
        groups=[group("board")],
        meetings=[
            meeting("board", "2024-02-14", papers=papers("2024-02-01", "2024-02-07")),
            meeting("board", "2024-03-13"),
            meeting("board", "2024-04-10", status="planned"),
            meeting("board", "2024-05-13", status="planned"),
            meeting("board", "2024-06-12", status="planned", papers=papers("2024-06-10")),
            meeting("new", "2024-06-12", status="planned"),
        ],
    )
    due = {
        each: papers_due(portfolio, one(portfolio, each)) for each in portfolio.by_id if "-" in each
    }
    assert due["board-2024-04-10"] == date(2024, 4, 3)
    assert due["board-2024-05-13"] == date(2024, 5, 3)  # the 6th is a bank holiday
    assert due["board-2024-06-12"] == date(2024, 6, 10)
    assert due["new-2024-06-12"] is None


def test_habits_come_from_the_latest_meeting_that_shows_them() -> None:
    portfolio = build(
        groups=[group("board"), group("new")],
        meetings=[
            meeting("board", "2024-02-14", place="Hall", starts="10:00"),
            meeting("board", "2024-03-13", place="Library"),
            meeting("board", "2024-04-10", status="planned"),
            meeting("board", "2024-04-12", status="cancelled", place="Nowhere"),
        ],
    )
    assert usual(portfolio, "board", "place") == "Library"
    assert usual(portfolio, "board", "starts") == "10:00"
    assert usual(portfolio, "board", "ends") == usual(portfolio, "new", "place") == ""
    assert weekday_of(portfolio, "board") == 2
    assert weekday_of(portfolio, "new") is None
    last = last_meeting(portfolio, "board", date(2024, 4, 10))
    assert last is not None
    assert last.id == "board-2024-03-13"

"""Lists of actions: which are in, in what order, with which numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.views.actions import ActionFilter, ActionList, view_due, view_mine, view_overdue
from tests.builders import build

DAY = date(2023, 6, 30)
ANY = ActionFilter()


def action(number: int, due: str, **more: Any) -> dict[str, Any]:
    return {"id": f"ACT-2023-{number:03}", "title": f"Action {number}", "due": due, **more}


def ids(view: ActionList) -> list[int]:
    return [int(row.id[-3:]) for row in view.actions]


def test_overdue_actions_come_longest_overdue_first() -> None:
    portfolio = build(
        actions=[
            action(1, "2023-06-29"),
            action(2, "2023-06-30"),
            action(3, "2023-05-01"),
            action(4, "2023-05-01"),
        ]
    )
    view = view_overdue(portfolio, DAY, ANY)
    assert ids(view) == [3, 4, 1]
    assert [row.days_overdue for row in view.actions] == [60, 60, 1]
    assert [row.days_left for row in view.actions] == [-60, -60, -1]


def test_the_last_day_of_a_window_counts_and_overdue_actions_are_in_it() -> None:
    portfolio = build(
        actions=[
            action(1, "2023-07-14"),
            action(2, "2023-07-15"),
            action(3, "2023-06-01"),
            action(4, "2023-06-02", completed_on="2023-06-02"),
            action(5, "2023-06-02", cancelled={"on": "2023-06-02", "reason": "x"}),
        ]
    )
    assert ids(view_due(portfolio, DAY, 14, ANY)) == [3, 1]
    assert ids(view_due(portfolio, DAY, 15, ANY)) == [3, 1, 2]


def test_the_heading_says_how_far_ahead_the_list_looks() -> None:
    portfolio = build(actions=[])
    assert view_due(portfolio, DAY, 1, ANY).heading == "Actions due within 1 day"
    assert view_due(portfolio, DAY, 2, ANY).heading == "Actions due within 2 days"
    assert view_due(portfolio, DAY, 2, ANY).within_days == 2


def test_mine_holds_every_open_action_of_a_post_and_no_other() -> None:
    portfolio = build(
        posts=[{"id": "p", "title": "Post"}],
        actions=[
            action(1, "2024-06-01", owner="p"),
            action(2, "2023-06-01", owner="p"),
            action(3, "2023-06-01", owner="q"),
            action(4, "2023-06-01", owner="p", completed_on="2023-06-02"),
        ],
    )
    view = view_mine(portfolio, DAY, portfolio.by_id["p"])
    assert ids(view) == [2, 1]
    assert view.heading == "Open actions of Post"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (ActionFilter(), [1, 2, 3]),
        (ActionFilter(owner="p"), [1]),
        (ActionFilter(agency="a"), [1, 3]),
        (ActionFilter(group="g"), [2]),
        (ActionFilter(source="audit"), [2]),
        (ActionFilter(source="AUD-2023-01"), [2]),
        (ActionFilter(source="g-2023-05-01"), [3]),
        (ActionFilter(owner="p", group="g"), []),
    ],
)
def test_a_filter_narrows_by_owner_agency_group_or_source(
    chosen: ActionFilter, found: list[int]
) -> None:
    portfolio = build(
        actions=[
            action(1, "2023-06-01", owner="p", agency="a"),
            action(2, "2023-06-01", monitored_by="g", raised_by="audit", raised_at="AUD-2023-01"),
            action(3, "2023-06-01", responders=["b", "a"], raised_at="g-2023-05-01"),
        ]
    )
    assert ids(view_overdue(portfolio, DAY, chosen)) == found


def test_a_row_tells_titles_beside_ids_and_both_dates() -> None:
    portfolio = build(
        posts=[{"id": "p", "title": "Post"}],
        agencies=[{"id": "a", "name": "Agency"}],
        actions=[
            action(
                1,
                "2023-05-01",
                owner="p",
                agency="a",
                extensions=[{"to": "2023-06-01", "agreed_on": "2023-05-01"}],
                illustrative=True,
            )
        ],
    )
    (row,) = view_overdue(portfolio, DAY, ANY).actions
    assert (row.owner, row.owner_title, row.agency, row.agency_name) == (
        *("p", "Post"),
        *("a", "Agency"),
    )
    assert (row.due, row.original_due) == (date(2023, 6, 1), date(2023, 5, 1))
    assert (row.extensions, row.state, row.illustrative) == (1, "overdue", True)

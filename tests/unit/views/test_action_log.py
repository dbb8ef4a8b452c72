"""The action log as plain data for a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.views.action_log import ActionLogView, LoggedAction, view_action_log
from tests.builders import build

DAY = date(2023, 6, 30)


def action(number: int, due: str, **more: Any) -> dict[str, Any]:
    return {"id": f"ACT-2023-{number:03}", "title": f"Action {number}", "due": due, **more}


def log(*actions: dict[str, Any], **folders: Any) -> ActionLogView:
    return view_action_log(build(actions=list(actions), **folders), DAY)


def only(*actions: dict[str, Any]) -> LoggedAction:
    (group,) = log(*actions).groups
    (row,) = group.actions
    return row


def test_open_actions_stand_under_the_group_that_watches_them_soonest_first() -> None:
    view = log(
        action(1, "2023-08-01", monitored_by="b"),
        action(2, "2023-07-01", monitored_by="b"),
        action(3, "2023-09-01", monitored_by="a"),
        groups=[{"id": "a", "name": "Zeta"}, {"id": "b", "name": "Alpha"}],
    )
    assert [(group.group, [row.id for row in group.actions]) for group in view.groups] == [
        ("Alpha", ["ACT-2023-002", "ACT-2023-001"]),
        ("Zeta", ["ACT-2023-003"]),
    ]


def test_closed_actions_are_only_counted_and_future_ones_not_at_all() -> None:
    view = log(
        action(1, "2023-06-29"),
        action(2, "2023-06-30"),
        action(3, "2023-06-29", completed_on="2023-06-30"),
        action(4, "2023-06-29", cancelled={"on": "2023-06-30", "reason": "x"}),
        action(5, "2023-07-29", raised_on="2023-07-01"),
    )
    assert (view.open_count, view.overdue_count, view.closed_count) == (2, 1, 2)


def test_the_state_is_told_in_words_with_the_days() -> None:
    assert only(action(1, "2023-06-29")).state == "overdue, 1 day"
    assert only(action(1, "2023-06-28")).state == "overdue, 2 days"
    assert only(action(1, "2023-06-30")).state == "due today"
    assert only(action(1, "2023-07-01")).state == "due soon"
    assert only(action(1, "2024-07-01")).state == "not due"


def test_the_first_date_is_told_only_where_a_later_one_was_agreed() -> None:
    extensions = [{"to": "2023-07-31", "agreed_on": "2023-06-30"}]
    row = only(action(1, "2023-06-01", extensions=extensions))
    assert (row.due, row.first_due) == ("31 July 2023", "1 June 2023")
    later = [{"to": "2023-07-31", "agreed_on": "2023-07-01"}]
    row = only(action(1, "2023-06-01", extensions=later))
    assert (row.due, row.first_due) == ("1 June 2023", "")


def test_the_newest_note_by_the_day_is_told() -> None:
    progress = [
        {"on": "2023-06-30", "note": "Second."},
        {"on": "2023-06-01", "note": "First."},
        {"on": "2023-07-01", "note": "Not yet."},
    ]
    assert only(action(1, "2023-08-01", progress=progress)).latest == "30 June 2023: Second."
    assert only(action(1, "2023-08-01")).latest == ""


def test_of_a_withheld_post_nothing_is_told() -> None:
    portfolio = build(
        actions=[action(1, "2023-08-01", owner="p", monitored_by="g", audience="public")],
        posts=[{"id": "p", "title": "Post"}],
        groups=[{"id": "g", "name": "Board"}],
    )
    whole = view_action_log(portfolio, DAY)
    assert (whole.groups[0].group, whole.groups[0].actions[0].owner) == ("Board", "Post")
    assert not whole.withheld
    public = view_action_log(restrict(portfolio, Audience.PUBLIC), DAY)
    assert (public.groups[0].group, public.groups[0].actions[0].owner) == ("", "")
    assert public.withheld

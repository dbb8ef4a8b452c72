"""What the first screen says needs doing, and what it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.views.status import Problems, StatusView, view_status
from tests.builders import build

DAY = date(2023, 6, 30)


def status(
    problems: tuple[int, int] = (0, 0), settings: dict[str, Any] | None = None, **folders: Any
) -> StatusView:
    return view_status(build(settings, **folders), DAY, Problems(*problems), ())


def action(number: int, due: str, **more: Any) -> dict[str, Any]:
    return {"id": f"ACT-2023-{number:03}", "title": f"Action {number}", "due": due, **more}


def group(every: str = "P1M", function: str = "subgroup") -> dict[str, Any]:
    cadence = {"interval": every, "mode": "fixed"}
    return {"id": "g", "name": "Board", "function": function, "cadence": cadence}


def meeting(day: str, state: str = "held", **more: Any) -> dict[str, Any]:
    return {"id": f"g-{day}", "title": "M", "group": "g", "date": day, "status": state, **more}


def test_a_register_in_which_nothing_presses_says_so() -> None:
    assert status(actions=[action(1, "2024-01-01")]).today == ("Nothing needs doing today.",)


def test_a_restricted_register_does_not_promise_that_nothing_presses() -> None:
    portfolio = restrict(build(actions=[action(1, "2023-01-01")]), Audience.PUBLIC)
    view = view_status(portfolio, DAY, Problems(0, 0), ())
    assert view.today == ("Nothing that may be shown here needs doing today.",)
    assert view.withheld


def test_open_actions_are_counted_by_how_they_stand() -> None:
    view = status(
        actions=[
            action(1, "2023-06-29"),
            action(2, "2023-06-30"),
            action(3, "2023-07-14"),
            action(4, "2023-07-15"),
            action(5, "2023-06-01", completed_on="2023-06-01"),
        ]
    )
    assert view.actions == (4, 1, 2)
    assert [row.id[-1] for row in view.overdue] == ["1"]
    assert [row.id[-1] for row in view.due_soon] == ["2", "3"]


def test_what_needs_doing_is_said_most_pressing_first() -> None:
    view = status(
        (1, 0),
        groups=[group()],
        meetings=[meeting("2023-05-01"), meeting("2023-07-05", "planned")],
        actions=[
            action(1, "2023-06-20"),
            action(2, "2023-06-25"),
            action(3, "2023-06-30"),
            action(4, "2023-07-10"),
        ],
        documents=[{"id": "d", "title": "D", "status": "current", "review_due": "2023-05"}],
    )
    assert view.today == (
        "1 error in the records: what follows may be incomplete. Run `sscp validate`.",
        "Board: next meeting is overdue by 29 days.",
        "2 actions overdue, the longest by 10 days (ACT-2023-001).",
        "1 action due today.",
        "1 action due by Friday 14 July 2023.",
        "1 document past the date for revision.",
        "Board meets on Wednesday 5 July 2023.",
    )


def test_a_clock_that_runs_out_soon_is_named_with_its_day() -> None:
    view = status(groups=[group()], meetings=[meeting("2023-06-10")])
    assert view.today == ("Board: next meeting is due by Monday 10 July 2023.",)


def test_another_bodys_clock_is_no_work_of_ours() -> None:
    for day in ("2023-01-10", "2023-06-10"):
        view = status(groups=[group(function="network")], meetings=[meeting(day)])
        assert view.today == ("Nothing needs doing today.",)


def test_the_window_of_the_settings_decides_what_is_soon() -> None:
    settings = {"id": "r", "name": "R", "area": "A", "warning": {"actions": 3}}
    view = status(settings=settings, actions=[action(1, "2023-07-03"), action(2, "2023-07-04")])
    assert view.today == ("1 action due by Monday 3 July 2023.",)


def test_a_meeting_is_announced_a_fortnight_ahead_and_not_a_day_more() -> None:
    def today(day: str) -> tuple[str, ...]:
        return status(groups=[group("P9Y")], meetings=[meeting(day, "planned")]).today

    assert today("2023-07-14") == ("Board meets on Friday 14 July 2023.",)
    assert today("2023-07-15") == ("Nothing needs doing today.",)
    assert today("2023-06-30") == ("Board meets today.",)


def test_meetings_left_planned_are_said_until_it_is_recorded_what_became_of_them() -> None:
    days = ("2023-06-28", "2023-06-01", "2023-06-29", "2023-08-30")
    planned = [meeting(day, "planned") for day in days]
    said = "2 meetings past and still planned, the first for Thursday 1 June 2023 (g-2023-06-01)."
    assert status(meetings=planned).today == (said,)
    held = [meeting(day) for day in days]
    assert status(meetings=held).today == ("Nothing needs doing today.",)


def test_papers_still_to_come_are_counted() -> None:
    papers = [
        {"title": "Not in"},
        {"title": "In by then", "received_on": "2023-06-30"},
        {"title": "In later", "received_on": "2023-07-01"},
    ]
    view = status(groups=[group("P9Y")], meetings=[meeting("2023-07-05", "planned", papers=papers)])
    assert view.meetings[0].papers_owed == 2
    assert view.today == ("Board meets on Wednesday 5 July 2023; 2 papers still to come.",)


def test_five_meetings_are_shown_soonest_first() -> None:
    days = [f"2023-08-{day:02}" for day in (9, 3, 5, 7, 1, 8)]
    view = status(groups=[group()], meetings=[meeting(day, "planned") for day in days])
    assert [row.date.day for row in view.meetings] == [1, 3, 5, 7, 8]
    assert view.meetings[0].days_left == 32


def test_a_document_is_shown_when_its_revision_is_soon_or_missed() -> None:
    def document(name: str, due: str) -> dict[str, Any]:
        return {"id": name, "title": name, "status": "current", "review_due": due}

    view = status(
        documents=[
            document("far", "2024-01-01"),
            document("soon", "2023-07-14"),
            document("late", "2023-06-29"),
        ]
    )
    assert [(row.id, row.state, row.days_left) for row in view.documents] == [
        ("late", "overdue", -1),
        ("soon", "due_soon", 14),
    ]


def test_a_register_without_settings_has_no_name() -> None:
    portfolio = build(actions=[])
    bare = type(portfolio)(portfolio.records, None)
    assert view_status(bare, DAY, Problems(0, 0), ()).name == "Unnamed register"

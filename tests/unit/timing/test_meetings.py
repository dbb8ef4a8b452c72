"""Which meetings come next, and when a group must meet again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.timing.deadline import Deadline
from sscp.timing.meetings import coming_meetings, meeting_deadlines, must_meet_by
from sscp.timing.states import State
from sscp.views.meeting_events import view_meeting_events
from tests.builders import Row, build, meeting

AS_OF = date(2023, 6, 15)


def ids(found: tuple[Any, ...]) -> list[str | None]:
    return [each.id for each in found]


def planned(group: str, day: str | None, **fields: Any) -> Row:
    return {"id": f"{group}-{day}", "group": group, "date": day, "status": "planned", **fields}


def test_two_meetings_of_one_day_come_in_the_order_of_their_ids() -> None:
    portfolio = build(
        groups=[{"id": "board"}],
        meetings=[
            meeting("board", "2023-05-17", id="board-2023-05-17-2"),
            meeting("board", "2023-05-17"),
            meeting("board", "2023-05-17", id=None),
            meeting("board", "2023-05-17", id="Board"),
        ],
    )
    expected = [None, "Board", "board-2023-05-17", "board-2023-05-17-2"]
    assert ids(coming_meetings(portfolio, date(2023, 5, 1))) == expected


def test_two_meetings_with_one_id_come_in_the_order_of_the_file() -> None:
    twice = [meeting("board", "2023-05-17", place=place) for place in ("Room 1", "Room 2")]
    portfolio = build(groups=[{"id": "board"}], meetings=twice)
    found = coming_meetings(portfolio, date(2023, 5, 1))
    assert [each.text("place") for each in found] == ["Room 1", "Room 2"]


def test_meetings_to_come_are_those_after_the_day_soonest_first() -> None:
    portfolio = build(
        groups=[{"id": "board"}, {"id": "panel"}],
        meetings=[
            planned("board", "2023-07-17"),
            planned("panel", "2023-06-20"),
            planned("board", "2023-06-14"),
            planned("board", "2023-06-16"),
            planned("board", "2023-08-01", status="cancelled"),
            planned("board", "2023-08-02", status="moved"),
            planned("board", "2023-08-03", status="moved", originally_planned_for="2023-08-03"),
            planned("board", "2023-08-04", status="moved", originally_planned_for="2023-07-30"),
            planned("board", None),
            meeting("board", "2023-09-01"),
            meeting("board", "2023-05-01"),
        ],
    )
    assert ids(coming_meetings(portfolio, AS_OF)) == [
        "board-2023-06-16",
        "panel-2023-06-20",
        "board-2023-07-17",
        "board-2023-08-04",
        "board-2023-09-01",
    ]


def test_todays_meeting_is_to_come_until_it_has_been_held() -> None:
    for status, expected in (("planned", 1), ("held", 0), ("cancelled", 0), ("moved", 0)):
        portfolio = build(meetings=[planned("board", "2023-06-15", status=status)])
        assert len(coming_meetings(portfolio, AS_OF)) == expected


def test_the_first_screen_and_the_diary_agree_on_which_meetings_take_place() -> None:
    for status in ("planned", "held", "cancelled", "moved", None):
        for first in (None, "2023-06-16", "2023-06-01"):
            one = planned("board", "2023-06-16", status=status, originally_planned_for=first)
            portfolio = build(meetings=[one])
            (event,) = view_meeting_events(portfolio, AS_OF).meetings
            assert event.takes_place == (coming_meetings(portfolio, AS_OF) != ())


def deadlines(
    as_of: date = AS_OF, settings: Row | None = None, days: tuple[str, ...] = (), **group: Any
) -> tuple[Deadline, ...]:
    """The deadlines of a board that must meet every two months and met on these days."""
    fields = {
        "id": "board",
        "name": "The Board",
        "function": "lead-partners",
        "source": ["masa 2.1.6", "masa A.3"],
        "cadence": {"interval": "P2M", "mode": "fixed"},
        **group,
    }
    meetings = [meeting("board", day) for day in days]
    return meeting_deadlines(build(settings=settings, groups=[fields], meetings=meetings), as_of)


def the_deadline(*args: Any, **fields: Any) -> Deadline:
    """The last one of the board: the one that is open."""
    return deadlines(*args, **fields)[-1]


def test_a_group_must_meet_again_so_long_after_its_last_meeting() -> None:
    assert the_deadline(days=("2023-02-17", "2023-04-20")) == Deadline(
        clock="meeting-interval",
        subject="board",
        title="The Board: next meeting",
        period="after 20 April 2023",
        start=date(2023, 4, 20),
        due=date(2023, 6, 20),
        end=None,
        state=State.DUE_SOON,
        days_left=5,
        unit="months",
        force="local",
        actor="The Board",
        basis="masa 2.1.6, masa A.3",
        evidence="S",
        note="every 2 months at the latest",
    )


def test_each_meeting_closes_the_period_before_it_in_time_or_late() -> None:
    days = ("2023-02-17", "2023-04-17", "2023-04-17", "2023-06-18")
    early, late, open_one = deadlines(date(2023, 6, 18), days=days)
    assert open_one == the_deadline(date(2023, 6, 18), days=("2023-06-18",))
    assert early == open_one._replace(
        period="after 17 February 2023",
        start=date(2023, 2, 17),
        due=date(2023, 4, 17),
        end=date(2023, 4, 17),
        state=State.MET,
        days_left=None,
    )
    assert late == early._replace(
        period="after 17 April 2023",
        start=date(2023, 4, 17),
        due=date(2023, 6, 17),
        end=date(2023, 6, 18),
        state=State.BREACHED,
    )


def test_a_group_that_was_disbanded_owes_no_further_meeting() -> None:
    days = ("2023-02-17", "2023-04-17")
    before = the_deadline(date(2023, 6, 18), days=days, until="2023-06-19")
    assert (before.state, before.note) == (State.OVERDUE, "every 2 months at the latest")
    met, stopped = deadlines(date(2023, 6, 19), days=days, until="2023-06-19")
    assert met.state is State.MET
    assert stopped == before._replace(
        state=State.STOPPED,
        days_left=None,
        note="every 2 months at the latest; stopped on 19 June 2023, 2 days late",
    )
    assert deadlines(date(2023, 6, 19), until="2023-06-19") == ()
    assert len(deadlines(date(2023, 6, 18), until="2023-06-19")) == 1


@pytest.mark.parametrize(
    ("as_of", "state", "days_left"),
    [
        ("2023-06-05", State.NOT_DUE, 15),
        ("2023-06-06", State.DUE_SOON, 14),
        ("2023-06-20", State.DUE_SOON, 0),
        ("2023-06-21", State.OVERDUE, -1),
    ],
)
def test_the_interval_is_kept_up_to_its_last_day(as_of: str, state: State, days_left: int) -> None:
    found = the_deadline(date.fromisoformat(as_of), days=("2023-04-20",))
    assert (found.state, found.days_left) == (state, days_left)


def test_the_register_says_how_far_ahead_a_meeting_is_due_soon() -> None:
    settings = {"id": "x", "warning": {"actions": 14, "clocks": 28, "documents": 14}}
    for day, state in (("2023-05-22", State.NOT_DUE), ("2023-05-23", State.DUE_SOON)):
        found = the_deadline(date.fromisoformat(day), settings, days=("2023-04-20",))
        assert found.state is state


def test_a_tolerance_is_added_in_calendar_days() -> None:
    cadence = {"interval": "P2M", "mode": "fixed", "tolerance_days": 7}
    assert the_deadline(days=("2023-04-20",), cadence=cadence).due == date(2023, 6, 27)
    cadence = {"interval": "P2W", "mode": "fixed", "tolerance_days": 1}
    found = the_deadline(days=("2023-06-10",), cadence=cadence)
    assert (found.due, found.unit) == (date(2023, 6, 25), "calendar-days")


@pytest.mark.parametrize(("tolerance", "due"), [(10**15, date.max), (-(10**15), date.min)])
def test_a_tolerance_beyond_all_time_does_not_stop_the_run(tolerance: int, due: date) -> None:
    cadence = {"interval": "P2M", "mode": "fixed", "tolerance_days": tolerance}
    assert the_deadline(days=("2023-04-20",), cadence=cadence).due == due


def test_a_meeting_after_the_day_has_not_been_held_yet() -> None:
    found = the_deadline(date(2023, 6, 25), days=("2023-04-20", "2023-06-30"))
    assert (found.start, found.state) == (date(2023, 4, 20), State.OVERDUE)


def test_a_group_that_has_never_met_has_not_started() -> None:
    found = the_deadline()
    assert (found.state, found.start, found.due, found.days_left) == (
        State.NOT_STARTED,
        None,
        None,
        None,
    )
    assert found.period == "no meeting held yet"


KEPT = {"id": "x", "kept_since": "2023-04-01"}


@pytest.mark.parametrize(
    ("as_of", "state", "days_left"),
    [
        ("2023-04-01", State.NOT_DUE, 61),
        ("2023-06-01", State.DUE_SOON, 0),
        ("2023-06-02", State.OVERDUE, -1),
    ],
)
def test_a_group_that_has_never_met_owes_its_first_meeting_since_the_register_is_kept(
    as_of: str, state: State, days_left: int
) -> None:
    (found,) = deadlines(date.fromisoformat(as_of), KEPT)
    assert (found.start, found.due) == (date(2023, 4, 1), date(2023, 6, 1))
    assert (found.state, found.days_left, found.end) == (state, days_left, None)
    assert found.period == "first since 1 April 2023"


def test_a_group_owes_nothing_before_it_came_about_or_the_register_was_kept() -> None:
    (before,) = deadlines(date(2023, 3, 31), KEPT)
    assert (before.state, before.due) == (State.NOT_STARTED, None)
    (found,) = deadlines(AS_OF, KEPT, in_force_from="2023-05-17")
    assert found.due == date(2023, 7, 17)
    assert deadlines(AS_OF, in_force_from="2023-05-17") == (found,)


def test_a_first_meeting_is_told_where_it_was_late() -> None:
    in_time = deadlines(AS_OF, KEPT, days=("2023-06-01", "2023-06-15"))
    assert [each.start for each in in_time] == [date(2023, 6, 1), date(2023, 6, 15)]
    late, running = deadlines(AS_OF, KEPT, days=("2023-06-02",))
    assert (late.start, late.due, late.end) == (
        date(2023, 4, 1),
        date(2023, 6, 1),
        date(2023, 6, 2),
    )
    assert (late.state, late.period) == (State.BREACHED, "first since 1 April 2023")
    assert (running.start, running.period) == (date(2023, 6, 2), "after 2 June 2023")
    old = deadlines(AS_OF, KEPT, days=("2023-03-31",))
    assert [each.start for each in old] == [date(2023, 3, 31)]


def test_a_group_that_ended_without_meeting_or_meets_as_another_owes_no_first_meeting() -> None:
    assert deadlines(AS_OF, KEPT, until="2023-06-15") == ()
    assert len(deadlines(AS_OF, KEPT, until="2023-06-16")) == 1
    assert deadlines(AS_OF, KEPT, function="delegated-partners") == ()


def test_delegated_partners_who_meet_within_another_group_have_no_clock_of_their_own() -> None:
    assert deadlines(function="delegated-partners") == ()
    assert len(deadlines(function="delegated-partners", days=("2023-04-20",))) == 1


@pytest.mark.parametrize(
    ("cadence", "has_clock"),
    [
        ({"interval": "P2M", "mode": "fixed"}, True),
        ({"interval": "P1Y", "mode": "at-least"}, True),
        ({"interval": "P2M", "mode": "as-far-as-possible"}, False),
        ({"interval": "P2M"}, False),
        ({"mode": "fixed"}, False),
        ({"interval": "regularly", "mode": "fixed"}, False),
        (None, False),
        ("P2M", False),
    ],
)
def test_only_a_firm_interval_that_is_set_makes_a_clock(cadence: object, has_clock: bool) -> None:
    assert bool(deadlines(days=("2023-04-20",), cadence=cadence)) is has_clock


@pytest.mark.parametrize(
    ("function", "force"),
    [
        ("lead-partners", "local"),
        ("subgroup", "local"),
        (None, "local"),
        ("network", "information"),
        ("external-board", "information"),
        ("external-body", "information"),
    ],
)
def test_the_meetings_of_other_boards_are_for_information(function: str | None, force: str) -> None:
    assert the_deadline(function=function).force == force


def test_deadlines_come_by_due_date_then_by_group_and_those_without_one_last() -> None:
    def group(name: str) -> Row:
        return {"id": name, "cadence": {"interval": "P2M", "mode": "fixed"}}

    portfolio = build(
        groups=[group("a"), group("d"), group("c"), group("b"), group("e")],
        meetings=[
            meeting("b", "2023-05-17"),
            meeting("c", "2023-05-17"),
            meeting("d", "2023-04-17"),
        ],
    )
    assert [each.subject for each in meeting_deadlines(portfolio, AS_OF)] == [
        "d",
        "b",
        "c",
        "a",
        "e",
    ]


def test_a_group_without_an_id_has_a_clock_that_has_not_started() -> None:
    found = the_deadline(id=None, days=("2023-04-20",))
    assert (found.subject, found.state) == ("", State.NOT_STARTED)


FIRM: Row = {"id": "board", "cadence": {"interval": "P2M", "mode": "fixed"}}


def told(day: str, *meetings: Row, **cadence: Any) -> tuple[date, date] | None:
    group = {**FIRM, "cadence": {"interval": "P2M", "mode": "fixed", **cadence}}
    portfolio = build(groups=[group], meetings=list(meetings))
    return must_meet_by(portfolio, portfolio.of_kind("group")[0], date.fromisoformat(day))


def test_a_meeting_is_due_counted_from_the_one_before_it_held_or_to_come() -> None:
    held, coming = meeting("board", "2023-04-19"), planned("board", "2023-06-14")
    assert told("2023-08-23", held, coming) == (date(2023, 8, 14), date(2023, 6, 14))
    assert told("2023-06-14", held, coming) == (date(2023, 6, 19), date(2023, 4, 19))
    assert told("2023-06-15", held, coming) == (date(2023, 8, 14), date(2023, 6, 14))


def test_a_meeting_that_does_not_take_place_or_has_no_day_counts_for_nothing() -> None:
    off = planned("board", "2023-06-14", status="cancelled")
    undated = planned("board", None)
    held = meeting("board", "2023-04-19")
    assert told("2023-08-23", held, off, undated) == (date(2023, 6, 19), date(2023, 4, 19))
    assert told("2023-08-23", off, undated) is None


def test_the_first_meeting_and_one_without_a_firm_interval_are_due_by_no_day() -> None:
    held = meeting("board", "2023-04-19")
    assert told("2023-04-19", held) is None
    assert told("2023-08-23", held, mode="regular") is None
    assert told("2023-08-23", held, interval=None) is None
    assert told("2023-08-23", {**held, "group": "panel"}) is None

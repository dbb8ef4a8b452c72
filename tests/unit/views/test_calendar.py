"""The governance year: what stands in which month, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.model.portfolio import Portfolio
from sscp.timing.reporting_year import reporting_year
from sscp.views.calendar import CalendarEntry, CalendarView, view_calendar
from tests.builders import Row, build, meeting

AS_OF = date(2023, 11, 15)


def entries(view: CalendarView) -> list[CalendarEntry]:
    return [entry for month in view.months for entry in month.entries]


def year_of(portfolio: Portfolio, as_of: date = AS_OF) -> list[CalendarEntry]:
    return entries(view_calendar(portfolio, as_of))


def action(number: int, due: str, **fields: Any) -> Row:
    return {
        "id": f"ACT-2023-{number:03}",
        "title": f"Action {number}",
        "raised_on": "2023-01-01",
        "due": due,
        **fields,
    }


def test_the_year_that_holds_the_day_begins_in_the_registers_month() -> None:
    view = view_calendar(build(), AS_OF)
    assert (view.year, view.first_day, view.last_day) == (
        "2023-24",
        date(2023, 4, 1),
        date(2024, 3, 31),
    )
    assert [month.month for month in view.months][:2] == ["2023-04", "2023-05"]
    assert [month.month for month in view.months][8:] == [
        "2023-12",
        "2024-01",
        "2024-02",
        "2024-03",
    ]


def test_a_register_may_begin_its_year_in_any_month() -> None:
    settings = {"id": "testing", "reporting_year_starts_in_month": 9}
    view = view_calendar(build(settings), date(2023, 8, 31))
    assert (view.year, view.months[0].month, view.months[-1].month) == (
        "2022-23",
        "2022-09",
        "2023-08",
    )


def test_another_year_can_be_asked_for() -> None:
    portfolio = build(meetings=[meeting("board", "2022-05-17"), meeting("board", "2023-05-17")])
    year = reporting_year(portfolio, date(2022, 6, 1))
    found = entries(view_calendar(portfolio, AS_OF, year))
    assert [entry.id for entry in found] == ["board-2022-05-17"]


def test_the_first_and_last_days_of_the_year_belong_to_it() -> None:
    days = ["2023-03-31", "2023-04-01", "2024-03-31", "2024-04-01"]
    portfolio = build(meetings=[meeting("board", day) for day in days])
    assert [str(entry.date) for entry in year_of(portfolio)] == ["2023-04-01", "2024-03-31"]


def test_meetings_are_told_by_their_group_and_how_they_stand() -> None:
    portfolio = build(
        groups=[{"id": "board", "name": "The Board"}],
        meetings=[
            meeting("board", "2023-05-17", starts="09:30", place="Hall"),
            meeting("board", "2023-06-17", status="cancelled"),
            meeting("board", "2023-07-17", status="planned"),
            meeting("board", "2024-01-17", starts="09:30", ends="12:00", place="Hall"),
        ],
    )
    assert [(entry.title, entry.state, entry.note) for entry in year_of(portfolio)] == [
        ("The Board", "held", ""),
        ("The Board", "cancelled", ""),
        ("The Board", "planned", "nothing says that it was held"),
        ("The Board", "planned", "09:30 to 12:00, Hall"),
    ]


def test_open_actions_are_counted_by_month_and_only_overdue_ones_listed() -> None:
    portfolio = build(
        actions=[
            action(1, "2023-11-14"),
            action(2, "2023-11-15"),
            action(3, "2023-11-30"),
            action(4, "2023-11-30", completed_on="2023-11-10"),
            action(5, "2023-11-30", cancelled={"on": "2023-11-10", "reason": "x"}),
            action(
                6,
                "2023-11-01",
                extensions=[{"to": "2023-12-01", "agreed_on": "2023-10-30"}],
            ),
        ]
    )
    view = view_calendar(portfolio, AS_OF)
    november, december = view.months[7], view.months[8]
    assert (november.actions_due, november.actions_overdue) == (3, 1)
    assert (december.actions_due, december.actions_overdue) == (1, 0)
    assert [(entry.id, entry.days_overdue) for entry in entries(view)] == [("ACT-2023-001", 1)]


def test_what_was_due_before_the_year_and_still_is_comes_first() -> None:
    portfolio = build(
        meetings=[meeting("board", "2023-03-01")],
        actions=[action(1, "2023-03-31"), action(2, "2023-04-01")],
    )
    view = view_calendar(portfolio, AS_OF)
    assert [entry.id for entry in view.earlier] == ["ACT-2023-001"]
    assert [entry.id for entry in entries(view)] == ["ACT-2023-002"]
    next_year = reporting_year(portfolio, date(2024, 6, 1))
    assert view_calendar(portfolio, AS_OF, next_year).earlier == ()


def test_clocks_that_run_stand_on_the_day_they_are_due() -> None:
    portfolio = build(
        groups=[
            {
                "id": "board",
                "name": "The Board",
                "function": "lead-partners",
                "cadence": {"interval": "P2M", "mode": "fixed"},
            }
        ],
        meetings=[meeting("board", "2023-09-01")],
        incident_notifications=[
            {"id": "SIN-2023-01", "title": "One", "aware_on": "2023-11-13"},
            {
                "id": "SIN-2023-02",
                "title": "Two",
                "aware_on": "2023-10-02",
                "panel_notified_on": "2023-10-04",
                "partners_told_on": "2023-10-04",
            },
        ],
    )
    found = [entry for entry in year_of(portfolio) if entry.form == "clock"]
    assert [str(entry.date) for entry in found if entry.id == "board"] == ["2023-11-01"]
    assert [entry.days_overdue for entry in found if entry.id == "board"] == [14]
    assert {str(entry.date) for entry in found if entry.id == "SIN-2023-01"} == {"2023-11-20"}
    assert [entry for entry in found if entry.id == "SIN-2023-02"] == []


def test_documents_stand_on_the_day_of_their_next_revision() -> None:
    portfolio = build(
        documents=[
            {"id": "a", "title": "A", "status": "current", "review_due": "2024-01"},
            {"id": "b", "title": "B", "status": "superseded", "review_due": "2024-01"},
        ]
    )
    (found,) = year_of(portfolio)
    assert (found.form, found.id, found.date) == ("document", "a", date(2024, 1, 31))
    assert found.note == "named in the document"


def plan(**fields: Any) -> Row:
    begun = {"status": "agreed", "from": "2023-04-01", "until": "2024-04-01"}
    return {"id": "plan", "title": "The plan", **begun, **fields}


def test_the_outcomes_a_plan_still_owes_stand_on_their_days() -> None:
    outcomes = [
        {"key": "1", "outcome": "Late", "due": "2023-11-14"},
        {"key": "2", "outcome": "Done", "due": "2023-11-14", "completed_on": "2023-11-15"},
        {"key": "3", "outcome": "To be done", "due": "2023-12-01", "completed_on": "2023-11-16"},
        {"key": "4", "outcome": "No day"},
    ]
    found = year_of(build(plans=[plan(outcomes=outcomes)]))
    assert [(entry.item, entry.title, entry.days_overdue) for entry in found] == [
        ("1", "Late", 1),
        ("3", "To be done", 0),
    ]
    assert {entry.note for entry in found} == {"The plan"}


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({"status": "draft"}, False),
        ({"status": "closed", "until": "2023-11-15"}, False),
        ({"status": "closed", "until": "2023-11-16"}, True),
        ({"decision": "DEC-2023-001"}, True),
        ({"decision": "DEC-2023-002"}, False),
    ],
)
def test_a_plan_counts_from_its_decision_until_it_is_closed(fields: Row, is_there: bool) -> None:
    portfolio = build(
        plans=[plan(outcomes=[{"key": "1", "outcome": "One", "due": "2023-12-01"}], **fields)],
        decisions=[
            {"id": "DEC-2023-001", "date": "2023-11-15"},
            {"id": "DEC-2023-002", "date": "2023-11-16"},
        ],
    )
    assert bool(year_of(portfolio)) == is_there


def returns(*came: str | None, closed_on: str | None = None) -> Portfolio:
    cycle = {
        "id": "S11-2023",
        "title": "Round",
        "returns_due": "2023-11-10",
        "agencies": [f"agency-{number}" for number in range(len(came))],
        **({"closed_on": closed_on} if closed_on else {}),
    }
    rows = [
        {"id": f"S11-2023-agency-{number}", "cycle": "S11-2023", "agency": f"agency-{number}"}
        | ({"received_on": day} if day else {})
        for number, day in enumerate(came)
    ]
    return build(section_11_cycles=[cycle], section_11_returns=rows)


@pytest.mark.parametrize(
    ("came", "state", "note"),
    [
        (("2023-11-01", "2023-11-10"), "met", "2 of 2 in"),
        (("2023-11-01", "2023-11-11"), "breached", "2 of 2 in"),
        (("2023-11-01", None), "overdue", "1 of 2 in"),
        (("2023-11-01", "2023-11-16"), "overdue", "1 of 2 in"),
        ((None, None), "overdue", "0 of 2 in"),
    ],
)
def test_returns_are_counted_by_the_day_they_came(
    came: tuple[str | None, ...], state: str, note: str
) -> None:
    (found,) = year_of(returns(*came))
    assert (found.form, found.date) == ("section-11-returns", date(2023, 11, 10))
    assert (found.state, found.note) == (state, note)


def test_a_round_that_was_closed_owes_nothing_more() -> None:
    (found,) = year_of(returns("2023-11-01", None, closed_on="2023-11-15"))
    assert (found.state, found.days_overdue) == ("", 0)
    assert found.note == "the round was closed on 15 November 2023"
    (still,) = year_of(returns("2023-11-01", None, closed_on="2023-11-16"))
    assert still.state == "overdue"


def test_a_reader_who_may_not_see_every_return_is_told_the_day_alone() -> None:
    seen = restrict(returns("2023-11-01", None), Audience.PARTNERS)
    (found,) = year_of(seen)
    assert (found.date, found.state, found.note) == (date(2023, 11, 10), "", "")


def test_an_agency_is_the_same_under_an_id_it_had_before() -> None:
    portfolio = build(
        agencies=[{"id": "new-name", "formerly": ["old-name"]}],
        section_11_cycles=[
            {"id": "S11-2023", "returns_due": "2023-11-10", "agencies": ["old-name"]}
        ],
        section_11_returns=[
            {
                "id": "S11-2023-x",
                "cycle": "S11-2023",
                "agency": "new-name",
                "received_on": "2023-11-01",
            }
        ],
    )
    (found,) = year_of(portfolio)
    assert (found.state, found.note) == ("met", "1 of 1 in")


def test_entries_of_a_day_come_meetings_first_and_actions_last() -> None:
    portfolio = build(
        actions=[action(1, "2023-11-10")],
        meetings=[meeting("board", "2023-11-10")],
        plans=[plan(outcomes=[{"key": "1", "outcome": "One", "due": "2023-11-10"}])],
    )
    assert [entry.form for entry in year_of(portfolio)] == ["meeting", "plan-outcome", "action"]


def test_one_invented_record_makes_the_year_illustrative() -> None:
    assert not view_calendar(build(meetings=[meeting("a", "2023-05-17")]), AS_OF).illustrative
    portfolio = build(meetings=[meeting("a", "2023-05-17", illustrative=True)])
    assert view_calendar(portfolio, AS_OF).illustrative


def test_the_public_sees_no_meeting_that_is_not_theirs() -> None:
    portfolio = build(
        meetings=[meeting("a", "2023-05-17"), meeting("b", "2023-05-18", audience="public")],
        actions=[action(1, "2023-11-10")],
    )
    view = view_calendar(restrict(portfolio, Audience.PUBLIC), AS_OF)
    assert [entry.id for entry in entries(view)] == ["b-2023-05-18"]
    assert sum(month.actions_due for month in view.months) == 0
    assert view.withheld


def test_a_meeting_planned_for_today_is_still_to_come() -> None:
    planned = meeting("board", str(AS_OF), status="planned", starts="09:30")
    (found,) = year_of(build(meetings=[planned]))
    assert (found.title, found.note) == ("board", "09:30")
    cancelled = meeting("board", "2023-12-01", status="cancelled", place="Hall", starts="09:30")
    (found,) = year_of(build(meetings=[cancelled]))
    assert found.note == ""
    (found,) = year_of(build(meetings=[meeting("board", "2023-12-01", place="Hall")]))
    assert found.note == "Hall"
    (found,) = year_of(build(meetings=[meeting("board", "2023-12-01", ends="12:00")]))
    assert found.note == ""


def test_a_meeting_of_a_group_that_a_reader_may_not_see_keeps_its_own_title() -> None:
    rows = [meeting("board", "2023-05-17", title="A meeting", audience="public")]
    portfolio = build(groups=[{"id": "board", "name": "The Board"}], meetings=rows)
    assert [entry.title for entry in year_of(portfolio)] == ["The Board"]
    seen = restrict(portfolio, Audience.PUBLIC)
    assert [entry.title for entry in year_of(seen)] == ["A meeting"]


def test_the_register_is_named_and_known_to_be_illustrative_as_a_whole() -> None:
    view = view_calendar(build({"id": "x", "name": "Partners", "illustrative": True}), AS_OF)
    assert (view.name, view.illustrative) == ("Partners", True)
    assert view_calendar(build(), AS_OF).name == "Unnamed register"


def cadence(identity: str, function: str, **fields: Any) -> Row:
    interval = {"interval": "P2M", "mode": "fixed"}
    return {"id": identity, "name": identity, "function": function, "cadence": interval, **fields}


def test_somebody_elses_date_is_for_information_and_an_unread_text_is_marked() -> None:
    portfolio = build(
        groups=[cadence("ours", "lead-partners", illustrative=True), cadence("net", "network")],
        meetings=[meeting("ours", "2023-10-01"), meeting("net", "2023-10-01")],
    )
    found = {entry.id: entry for entry in year_of(portfolio) if entry.form == "clock"}
    assert [str(found[each].date) for each in ("ours", "net")] == ["2023-12-01", "2023-12-01"]
    assert (found["ours"].information, found["net"].information) == (False, True)
    assert (found["ours"].illustrative, found["net"].illustrative) == (True, False)
    assert {entry.days_overdue for entry in found.values()} == {0}
    assert not any(entry.unverified for entry in found.values())


def test_a_gap_in_one_plan_or_round_hides_nothing_of_the_next() -> None:
    outcome = {"key": "1", "outcome": "One", "due": "2023-12-01"}
    portfolio = build(
        plans=[
            plan(status="draft", outcomes=[outcome]),
            plan(id="second", outcomes=[{"key": "0", "outcome": "No day"}, outcome]),
        ],
        section_11_cycles=[
            {"id": "S11-2021", "title": "No day"},
            {"id": "S11-2023", "title": "A", "returns_due": "2023-11-10", "agencies": ["x"]},
            {"id": "S11-2024", "title": "B", "returns_due": "2023-11-11", "agencies": ["x"]},
        ],
    )
    assert [entry.id for entry in year_of(portfolio)] == ["S11-2023", "S11-2024", "second"]
    seen = year_of(restrict(portfolio, Audience.PARTNERS))
    assert [(entry.id, entry.title) for entry in seen if entry.form == "section-11-returns"] == [
        ("S11-2023", "A"),
        ("S11-2024", "B"),
    ]


def test_returns_of_another_round_and_those_of_today_are_told_apart() -> None:
    rows = [
        {"id": "S11-2023-x", "cycle": "S11-2023", "agency": "x", "received_on": "2023-11-15"},
        {"id": "S11-2024-y", "cycle": "S11-2024", "agency": "y", "received_on": "2023-11-01"},
    ]
    cycle = {"id": "S11-2023", "returns_due": "2023-11-20", "agencies": ["x", "y"]}
    (found,) = year_of(build(section_11_cycles=[cycle], section_11_returns=rows))
    assert (found.note, found.days_overdue) == ("1 of 2 in", 0)


def test_a_complete_round_stays_told_once_it_is_closed() -> None:
    (found,) = year_of(returns("2023-11-01", closed_on="2023-11-12"))
    assert (found.state, found.note) == ("met", "1 of 1 in")


def test_a_clock_does_not_look_missed_because_what_met_it_is_withheld() -> None:
    group = cadence("board", "lead-partners", audience="public")
    shown = meeting("board", "2023-06-01", audience="public")
    hidden = meeting("board", "2023-10-01", audience="lead-partners")
    whole = build(groups=[group], meetings=[shown, hidden])
    seen = restrict(whole, Audience.PUBLIC)
    found = entries(view_calendar(seen, AS_OF, whole=whole))
    assert [str(entry.date) for entry in found if entry.form == "clock"] == ["2023-12-01"]


def test_a_plan_is_known_from_a_decision_that_a_reader_may_not_see() -> None:
    outcome = {"key": "1", "outcome": "One", "due": "2023-12-01"}
    whole = build(
        plans=[plan(decision="DEC-2023-001", outcomes=[outcome], audience="public")],
        decisions=[{"id": "DEC-2023-001", "date": "2023-11-16"}],
    )
    seen = restrict(whole, Audience.PUBLIC)
    assert entries(view_calendar(seen, AS_OF, whole=whole)) == []
    later = entries(view_calendar(seen, date(2023, 11, 16), whole=whole))
    assert [entry.form for entry in later] == ["plan-outcome"]

"""Beside each date beyond the bank holidays that are known it is said how far they are."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.model.portfolio import Portfolio
from sscp.render.calendar import calendar_lines
from sscp.render.clocks import clock_list_lines
from sscp.render.dashboard import status_lines
from sscp.render.lines import Line
from sscp.timing.deadline import with_horizon
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.reporting_year import reporting_year
from sscp.timing.working_days import calendar_of
from sscp.views.calendar import view_calendar
from sscp.views.clocks import view_clocks
from sscp.views.status import Problems, view_status
from tests.builders import Row, build, meeting

AS_OF = date(2027, 12, 20)
SAID = "bank holidays are known only to 31 December 2027"
BOARD: Row = {"id": "board", "name": "Board", "cadence": {"interval": "P2M", "mode": "fixed"}}


def register(notified: str, met: str = "2027-12-01", planned: str = "2028-01-31") -> Portfolio:
    return build(
        {"id": "x", "warning": {"clocks": 60}},
        groups=[BOARD],
        meetings=[
            meeting("board", met, title="Board", status="held"),
            meeting("board", planned, title="Board", status="planned"),
        ],
        incident_notifications=[{"id": "SIN-2027-01", "panel_notified_on": notified}],
        reviews=[{"id": "RR-2027-01", "form": "rapid-review", "notification": "SIN-2027-01"}],
    )


def words(lines: list[Line]) -> str:
    return " ".join(" ".join(line.text for line in lines).split())


def status(portfolio: Portfolio, as_of: date = AS_OF) -> str:
    return words(status_lines(view_status(portfolio, as_of, Problems(0, 0), ())))


def test_the_first_screen_says_so_beside_what_is_due_and_in_the_list_of_clocks() -> None:
    told = status(register("2027-12-15"))
    review = "Complete the rapid review (RR-2027-01)"
    assert f"{review} is due by Friday 7 January 2028 ({SAID})." in told
    assert f"{review}: due soon, 7 January 2028, in 18 days ({SAID})" in told
    assert f"Board: next meeting: due soon, 1 February 2028, in 43 days ({SAID})" in told
    assert f"Monday 31 January 2028 Board ({SAID})" in told
    late = status(register("2027-12-15"), date(2028, 1, 8))
    assert f"{review} is overdue by 1 day ({SAID})." in late
    assert SAID not in status(register("2027-12-01", "2027-10-04", "2027-12-22"))


def test_the_calendar_says_so_beside_clocks_and_planned_meetings() -> None:
    portfolio = register("2027-12-15", planned="2028-01-10")
    view = view_calendar(portfolio, AS_OF, reporting_year(portfolio, AS_OF))
    told = words(calendar_lines(view))
    assert f"Fri 7 Deadline: Complete the rapid review (RR-2027-01): due soon, {SAID}" in told
    assert f"Mon 10 Board: planned, {SAID}" in told
    before = register("2027-12-01", "2027-10-04", "2027-12-22")
    view = view_calendar(before, AS_OF, reporting_year(before, AS_OF))
    assert SAID not in words(calendar_lines(view))
    passed = view_calendar(portfolio, date(2028, 1, 11), reporting_year(portfolio, AS_OF))
    assert f"Mon 10 Board: planned, nothing says that it was held {SAID}" not in words(
        calendar_lines(passed)
    )


def test_the_list_of_clocks_says_so_once_of_each_date() -> None:
    portfolio = register("2027-12-15")
    view = view_clocks(portfolio, portfolio, AS_OF, ())
    told = words(clock_list_lines(view)).replace("Bank", "bank")
    assert told.count(SAID) == 2, "the rapid review, and the next meeting"


@pytest.mark.parametrize(
    ("unit", "due", "said"),
    [
        ("months", date(2028, 1, 1), True),
        ("working-days", date(2028, 1, 1), True),
        ("months", date(2027, 12, 31), False),
        ("calendar-days", date(2028, 1, 1), False),
        ("named-date", date(2028, 1, 1), False),
        ("months", None, False),
    ],
)
def test_only_dates_that_bank_holidays_matter_to_say_so(
    unit: str, due: date | None, said: bool
) -> None:
    portfolio = register("2027-12-15")
    row = meeting_deadlines(portfolio, AS_OF)[0]._replace(unit=unit, due=due)
    assert with_horizon(row, calendar_of(portfolio)).holidays == (SAID if said else "")
    kept = row._replace(holidays="said before")
    assert with_horizon(kept, calendar_of(portfolio)).holidays == "said before"

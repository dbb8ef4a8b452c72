"""Which deadlines a list of clocks shows, and what it says when there are none."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.duties import assess
from sscp.model.portfolio import Portfolio
from sscp.timing.states import State
from sscp.views.clocks import ClockList, Kept, find_clock, view_clock, view_clocks
from tests.builders import build, item, meeting

AS_OF = date(2023, 6, 15)
OR_THE_SETTING = "; or as long as the setting"


def clocks(only: str | None = None) -> ClockList:
    """The clocks of a board that met twice, late, and of two statements about it."""
    proof = {
        "form": "clocks",
        "clocks": ["meeting-interval"],
        "kind": "group",
        "where": [{"field": "id", "is": ["board"]}],
    }
    portfolio = build(
        groups=[
            {"id": each, "name": each, "cadence": {"interval": "P1M", "mode": "fixed"}}
            for each in ("board", "panel")
        ],
        meetings=[meeting("board", day) for day in ("2023-04-03", "2023-05-04")],
        clauses=[
            {"id": "masa-2.1.6", "ref": "2.1.6", "disposition": "clock", "proof": proof},
            {"id": "masa-2.1.6-a", "ref": "2.1.6(a)", "disposition": "context"},
        ],
    )
    return view_clocks(portfolio, portfolio, AS_OF, assess(portfolio, AS_OF, ()), only)


def test_a_paragraph_shows_the_clock_that_answers_for_it_period_by_period() -> None:
    rows = [row.deadline for row in clocks("2.1.6").clocks]
    assert [(row.subject, row.due, row.end) for row in rows] == [
        ("board", date(2023, 5, 3), date(2023, 5, 4)),
        ("board", date(2023, 6, 4), None),
    ]


@pytest.mark.parametrize(
    ("only", "count"),
    [(None, 3), ("meeting-interval", 3), ("board", 2), ("panel", 1), ("RR-01", 0)],
)
def test_a_clock_or_a_record_shows_its_own(only: str | None, count: int) -> None:
    assert len(clocks(only).clocks) == count


@pytest.mark.parametrize(
    ("only", "none"),
    [
        ("RR-01", "None has been started."),
        ("2.1.6(a)", 'No clock runs for it; `sscp assurance "2.1.6(a)"` shows how it stands.'),
        ("2.1.6", "No clock runs for it; `sscp assurance 2.1.6` shows how it stands."),
    ],
)
def test_a_paragraph_without_a_clock_leads_to_its_answer(only: str, none: str) -> None:
    assert clocks(only).none == none


@pytest.mark.parametrize(
    ("clock", "counted"),
    [
        ("SIN-01", "5 working days after the start"),
        ("RR-02", "1 working day after the start"),
        ("LCSPR-02", "7 working days before the start"),
        ("YR-01", "12 calendar months after the start"),
        ("YR-03b", "on the day of the start itself"),
        (
            "LCSPR-05",
            f"30 calendar days after the start{OR_THE_SETTING} `review_progress_every` says",
        ),
        ("MIN-02", "until the day of: next meeting"),
        (
            "MIN-01",
            f"until the day of: next meeting{OR_THE_SETTING} `minutes_drafted_within` says",
        ),
        ("ACT-01", "worked out from the action's own dates"),
    ],
)
def test_a_page_says_how_long_its_clock_runs(clock: str, counted: str) -> None:
    found = find_clock(build(), clock)
    assert found is not None
    assert view_clock(build(), found).counted == counted


def test_a_page_says_what_ends_a_clock_and_what_lifts_it() -> None:
    checked, contract = (find_clock(build(), name) for name in ("lcspr-05", "CTR-01"))
    assert checked is not None
    assert contract is not None
    page = view_clock(build(), checked)
    assert (page.starts, page.ends) == ("initiated", "progress checked, and begins anew")
    assert (page.withdrawn, page.stopped) == ("", "report final, published, not published")
    page = view_clock(build(), contract)
    assert (page.ends, page.withdrawn, page.stopped) == (
        "renewed",
        "not to be renewed",
        "ended early",
    )


def everyday() -> Portfolio:
    """Two meetings whose minutes were agreed in time, one late, one not yet; an action."""
    days = ("2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01")
    agreed_at = {"2023-02-01": "2023-03-01", "2023-03-01": "2023-05-01", "2023-04-01": "2023-05-01"}
    items = {
        day: [
            item(str(number), approves_minutes_of=f"board-{of}")
            for number, (of, at) in enumerate(agreed_at.items())
            if at == day
        ]
        for day in days
    }
    return build(
        groups=[{"id": "board", "name": "Board", "function": "subgroup"}],
        meetings=[
            meeting("board", day, items=items[day], minutes={"drafted_on": day}) for day in days
        ],
        actions=[{"id": "ACT-2023-001", "raised_on": "2023-05-01", "due": "2023-07-01"}],
        reviews=[{"id": "RR-2023-01", "form": "rapid-review"}],
    )


def listed(only: str | None = None) -> ClockList:
    portfolio = everyday()
    return view_clocks(portfolio, portfolio, AS_OF, (), only)


def test_everyday_business_kept_in_time_is_summed_up_and_what_was_late_is_not() -> None:
    found = listed()
    assert found.kept == (
        Kept("MIN-01", "Draft the minutes", 4, date(2023, 5, 1)),
        Kept("MIN-02", "Agree the minutes at the next meeting", 2, date(2023, 5, 1)),
    )
    shown = [(row.deadline.clock, row.deadline.subject) for row in found.shown]
    assert shown == [("MIN-02", "board-2023-03-01"), ("MIN-02", "board-2023-05-01")]
    assert len(found.clocks) == 8
    one = listed("MIN-02")
    assert one.kept == ()
    assert len(one.shown) == 4


def test_actions_and_clocks_that_wait_are_shown_for_who_asks_for_them() -> None:
    assert [row.deadline.clock for row in listed("ACT-2023-001").clocks] == ["ACT-01"]
    assert [row.deadline.subject for row in listed("ACT-01").clocks] == ["ACT-2023-001"]
    waiting = listed("RR-2023-01").clocks
    assert [(row.deadline.clock, row.deadline.state) for row in waiting] == [
        (name, State.NOT_STARTED) for name in ("PAN-01", "RR-01", "RR-02")
    ]
    assert listed("RR-01").clocks == ()

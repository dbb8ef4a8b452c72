"""Which deadlines a list of clocks shows, and what it says when there are none."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.duties import assess
from sscp.views.clocks import ClockList, view_clocks
from tests.builders import build, meeting

AS_OF = date(2023, 6, 15)


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

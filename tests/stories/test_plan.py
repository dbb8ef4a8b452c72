"""Three-year plans that follow each other, and the priorities settled in each of the years."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, count, group, meeting
from tests.stories.periods import periods_on
from tests.stories.walk import statement, statement_on

FIRST: Row = {
    "id": "plan-2020",
    "form": "business-plan",
    "status": "closed",
    "group": "leads",
    "from": "2020-04-01",
    "until": "2023-04-01",
    "decision": "DEC-2020-001",
}
SECOND: Row = {
    "id": "plan-2023",
    "form": "business-plan",
    "status": "agreed",
    "group": "leads",
    "from": "2023-04-01",
    "until": "2026-04-01",
    "decision": "DEC-2023-001",
}


def decision(identity: str, day: str) -> Row:
    return {"id": identity, "date": day, "body": "leads", "outcome": "agreed"}


def plans(*rows: Row) -> Portfolio:
    return build(
        groups=[group("leads", function="lead-partners")],
        plans=list(rows),
        decisions=[decision("DEC-2020-001", "2020-03-18"), decision("DEC-2023-001", "2023-03-15")],
        clauses=[
            statement(
                "3.5.1",
                {
                    "form": "recurring",
                    "kind": "plan",
                    "where": [{"field": "form", "is": ["business-plan"]}],
                    "date": "from",
                },
                disposition="clock",
                cadence={"mode": "fixed", "interval": "P3Y"},
            ),
            statement("in force", {"form": "standing", "kind": "plan", "exactly": 1}),
        ],
    )


@pytest.mark.parametrize(
    ("day", "due", "in_force"),
    [
        ("2020-03-31", "not_started", "not_started"),
        ("2020-04-01", "not_due", "met"),
        ("2023-03-17", "not_due", "met"),
        ("2023-03-18", "due_soon", "met"),
        ("2023-03-31", "due_soon", "met"),
        ("2023-04-01", "not_due", "met"),
        ("2026-03-31", "due_soon", "met"),
        ("2026-04-01", "due_soon", "not_started"),
        ("2026-04-02", "overdue", "not_started"),
    ],
)
def test_one_plan_follows_the_other_after_three_years(day: str, due: str, in_force: str) -> None:
    portfolio = plans(FIRST, SECOND)
    assert statement_on(portfolio, day, "3.5.1") == due
    assert statement_on(portfolio, day, "in force") == in_force


@pytest.mark.parametrize(
    ("start", "findings", "state"),
    [("2023-04-01", 0, "met"), ("2023-04-02", 1, "breached"), ("2023-03-31", 1, "met")],
)
def test_a_plan_that_begins_a_day_off_does_not_meet_the_one_before(
    start: str, findings: int, state: str
) -> None:
    portfolio = plans(FIRST, {**SECOND, "from": start})
    assert count(portfolio, "PLN-07", "2023-04-30") == findings
    assert count(portfolio, "PLN-08", "2023-04-30") == findings
    assert periods_on(portfolio, "2023-04-30", "3.5.1")[1] == (state, "2023-04-01")


@pytest.mark.parametrize(("day", "findings"), [("2023-03-31", 0), ("2023-04-01", 1)])
def test_an_agreed_plan_needs_its_decision_from_its_first_day(day: str, findings: int) -> None:
    undecided = {name: value for name, value in SECOND.items() if name != "decision"}
    assert count(plans(FIRST, undecided), "PLN-04", day) == findings


def priorities() -> Portfolio:
    def priority(year: str, decided: str, *progress: str) -> Row:
        return {
            "id": f"neglect-{year}",
            "title": "Neglect",
            "year": year,
            "decision": decided,
            "progress": [{"on": day, "rating": "on-track", "note": "Done"} for day in progress],
        }

    return build(
        {"reporting_year_starts_in_month": 4},
        groups=[group("leads", function="lead-partners"), group("board", function="executive")],
        meetings=[
            meeting("board", "2023-05-17"),
            meeting("board", "2023-07-19"),
            meeting("board", "2023-09-20"),
            meeting("board", "2023-11-15"),
        ],
        decisions=[
            decision("DEC-2022-001", "2022-03-16"),
            decision("DEC-2023-001", "2023-03-15"),
            decision("DEC-2024-001", "2024-03-20"),
        ],
        priorities=[
            priority("2022-23", "DEC-2022-001", "2022-06-01"),
            priority("2023-24", "DEC-2023-001", "2023-05-10", "2023-07-19"),
            priority("2024-25", "DEC-2024-001"),
        ],
        clauses=[
            statement(
                "3.5.1/2",
                {"form": "recurring", "kind": "priority", "date": "decision/date"},
                disposition="clock",
                cadence={"mode": "fixed", "interval": "P1Y"},
            ),
            statement(
                "2.1.18",
                {
                    "form": "recurring",
                    "kind": "priority",
                    "date": "progress.on",
                    "per": {"kind": "priority", "named_in": "id"},
                    "due_by_meeting_of": "board",
                    "meetings": 2,
                },
                disposition="clock",
            ),
        ],
    )


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2022-03-15", "not_started"),
        ("2022-03-16", "not_due"),
        ("2023-03-01", "not_due"),
        ("2023-03-02", "due_soon"),
        ("2023-03-14", "due_soon"),
        ("2023-03-15", "not_due"),
        ("2024-03-15", "due_soon"),
        ("2024-03-16", "overdue"),
        ("2024-03-19", "overdue"),
        ("2024-03-20", "not_due"),
    ],
)
def test_priorities_are_settled_within_a_year_of_the_last_decision(day: str, standing: str) -> None:
    assert statement_on(priorities(), day, "3.5.1/2") == standing


def test_the_third_decision_on_priorities_came_late() -> None:
    assert periods_on(priorities(), "2024-03-20", "3.5.1/2") == [
        ("met", None),
        ("met", "2023-03-16"),
        ("breached", "2024-03-15"),
        ("not_due", "2025-03-20"),
    ]


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        # Only the priority of the year is asked about, from the first day of the year.
        ("2023-04-01", [("not_started", None)]),
        ("2023-05-10", [("met", None), ("not_due", "2023-07-19")]),
        ("2023-07-18", [("met", None), ("due_soon", "2023-07-19")]),
        ("2023-07-19", [("met", None), ("met", "2023-07-19"), ("not_due", "2023-11-15")]),
        ("2023-11-15", [("met", None), ("met", "2023-07-19"), ("due_soon", "2023-11-15")]),
        ("2023-11-16", [("met", None), ("met", "2023-07-19"), ("overdue", "2023-11-15")]),
        ("2024-04-01", [("not_started", None)]),
    ],
)
def test_progress_is_noted_by_the_next_meeting_but_one(
    day: str, periods: list[tuple[str, str | None]]
) -> None:
    assert periods_on(priorities(), day, "2.1.18") == periods

"""Analyses of training needs: each names the interval until the next, and one no longer does."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import build, count
from tests.stories.periods import periods_on
from tests.stories.walk import statement, statement_on


def analyses() -> Portfolio:
    decided = {"decision": "DEC-2022-001", "evaluation_method": "Follow-up after three months"}
    return build(
        decisions=[{"id": "DEC-2022-001", "date": "2022-05-18", "outcome": "agreed"}],
        training_needs_analyses=[
            {"id": "TNA-2022", "completed_on": "2022-05-10", "interval": "P1Y", **decided},
            {"id": "TNA-2023", "completed_on": "2023-05-24", "interval": "P2Y", **decided},
            {"id": "TNA-2025", "completed_on": "2025-05-20", "evaluation_method": "A survey"},
        ],
        clauses=[
            statement(
                "8.2.2",
                {
                    "form": "recurring",
                    "kind": "training-needs-analysis",
                    "date": "completed_on",
                    "interval_in": "interval",
                },
                disposition="clock",
                cadence={"mode": "agreed-interval"},
            )
        ],
    )


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2022-05-09", "not_started"),
        ("2022-05-10", "not_due"),
        ("2023-04-25", "not_due"),
        ("2023-04-26", "due_soon"),
        ("2023-05-10", "due_soon"),
        ("2023-05-11", "overdue"),
        ("2023-05-23", "overdue"),
        # The second agrees on two years, not on the one year of the first.
        ("2023-05-24", "not_due"),
        ("2024-05-25", "not_due"),
        ("2025-05-09", "not_due"),
        ("2025-05-10", "due_soon"),
        ("2025-05-19", "due_soon"),
        # The third agrees on none, so nothing says when the next is owed.
        ("2025-05-20", "interval_not_set"),
        ("2030-05-20", "interval_not_set"),
    ],
)
def test_the_next_analysis_is_due_after_the_interval_agreed_with_the_last(
    day: str, standing: str
) -> None:
    assert statement_on(analyses(), day, "8.2.2") == standing


def test_each_analysis_is_held_to_the_day_that_the_one_before_set() -> None:
    assert periods_on(analyses(), "2025-05-20", "8.2.2") == [
        ("met", None),
        ("breached", "2023-05-10"),
        ("met", "2025-05-24"),
        ("interval_not_set", None),
    ]


@pytest.mark.parametrize(("day", "findings"), [("2025-05-19", 0), ("2025-05-20", 1)])
def test_only_the_newest_analysis_is_asked_for_its_decision(day: str, findings: int) -> None:
    assert count(analyses(), "LRN-09", day) == findings

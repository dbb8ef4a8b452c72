"""The scrutineer's contract: it ends, is renewed after a gap, and performance is reviewed."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, count, post
from tests.stories.periods import periods_on
from tests.stories.walk import statement, statement_on

FIRST: Row = {
    "id": "scrutiny-2021",
    "post": "scrutineer",
    "from": "2021-04-01",
    "until": "2023-04-01",
    "review_interval": "P1Y",
    "reviews": [{"on": "2022-03-30", "outcome": "Good"}],
}
SECOND: Row = {
    "id": "scrutiny-2023",
    "post": "scrutineer",
    "from": "2023-05-01",
    "until": "2025-05-01",
    "review_interval": "P6M",
    "reviews": [
        {"on": "2023-10-11", "outcome": "Good"},
        {"on": "2024-04-11", "outcome": "Good"},
    ],
}


def contracts(*rows: Row) -> Portfolio:
    own = [{"field": "post", "is": ["scrutineer"]}]
    return build(
        posts=[post("scrutineer")],
        appointments=[{"id": "appointed", "post": "scrutineer", "from": "2021-04-01"}],
        contracts=list(rows),
        clauses=[
            statement("4.1.4", {"form": "standing", "kind": "contract", "where": own}),
            statement(
                "4.1.4/2",
                {
                    "form": "recurring",
                    "kind": "contract",
                    "where": own,
                    "date": "reviews.on",
                    "interval_in": "review_interval",
                },
                disposition="clock",
                cadence={"mode": "agreed-interval"},
            ),
        ],
    )


@pytest.mark.parametrize(
    ("day", "standing", "findings"),
    [
        ("2021-03-31", "not_started", 0),
        ("2021-04-01", "met", 0),
        ("2023-03-31", "met", 0),
        # Its end is the first day without it; the scrutineer is still in post.
        ("2023-04-01", "not_started", 1),
        ("2023-04-30", "not_started", 1),
        ("2023-05-01", "met", 0),
        ("2025-04-30", "met", 0),
        ("2025-05-01", "not_started", 1),
    ],
)
def test_a_contract_ends_and_is_in_force_again_from_its_renewal(
    day: str, standing: str, findings: int
) -> None:
    portfolio = contracts(FIRST, SECOND)
    assert statement_on(portfolio, day, "4.1.4") == standing
    assert count(portfolio, "SCR-06", day) == findings


def test_a_renewal_without_a_gap_leaves_no_day_open() -> None:
    portfolio = contracts(FIRST, {**SECOND, "from": "2023-04-01"})
    for day in ("2023-03-31", "2023-04-01"):
        assert statement_on(portfolio, day, "4.1.4") == "met"
        assert count(portfolio, "SCR-06", day) == 0


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2022-03-29", "not_started"),
        ("2022-03-30", "not_due"),
        ("2023-03-15", "not_due"),
        ("2023-03-16", "due_soon"),
        ("2023-03-30", "due_soon"),
        ("2023-03-31", "overdue"),
        # The end of the contract does not stop what was owed under it.
        ("2023-10-10", "overdue"),
        ("2023-10-11", "not_due"),
        ("2024-03-27", "not_due"),
        ("2024-03-28", "due_soon"),
        ("2024-04-10", "due_soon"),
        ("2024-04-11", "not_due"),
        ("2024-10-11", "due_soon"),
        ("2024-10-12", "overdue"),
    ],
)
def test_performance_is_reviewed_at_the_interval_of_the_contract(day: str, standing: str) -> None:
    assert statement_on(contracts(FIRST, SECOND), day, "4.1.4/2") == standing


def test_the_first_review_under_the_second_contract_came_late() -> None:
    assert periods_on(contracts(FIRST, SECOND), "2024-04-11", "4.1.4/2") == [
        ("met", None),
        ("breached", "2023-03-30"),
        ("met", "2024-04-11"),
        ("not_due", "2024-10-11"),
    ]

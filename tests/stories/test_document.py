"""A document's revision: a date named in it, put off, answered by a version, due again."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.model.portfolio import Portfolio
from sscp.timing.documents import time_documents
from tests.builders import Row, build, count
from tests.stories.periods import periods_on
from tests.stories.walk import statement, statement_on

PUT_OFF: Row = {"on": "2023-09-20", "outcome": "deferred", "deferred_to": "2023-12-15"}
ANSWERED: Row = {"on": "2023-12-12", "outcome": "new-version"}


def protocol(*reviews: Row, **fields: str) -> Portfolio:
    return build(
        documents=[
            {
                "id": "protocol",
                "title": "Protocol",
                "status": "current",
                "review_interval": "P2Y",
                "review_due": "2023-09",
                "versions": [
                    {"version": "1.0", "date": "2021-09-14", "changes": "New"},
                    {"version": "2.0", "date": "2023-12-12", "changes": "Revised"},
                ],
                "reviews": list(reviews),
                **fields,
            }
        ],
        clauses=[
            statement(
                "1.5",
                {
                    "form": "recurring",
                    "kind": "document",
                    "date": "versions.date",
                    "interval_in": "review_interval",
                },
                disposition="clock",
                cadence={"mode": "fixed"},
            )
        ],
    )


def revision_on(portfolio: Portfolio, day: str) -> tuple[str, str, str] | None:
    """State, due date and reason of the one document's next revision."""
    found = time_documents(portfolio, date.fromisoformat(day))
    assert len(found) <= 1
    return (found[0].state.value, found[0].due.isoformat(), found[0].reason) if found else None


NAMED, PUT, EVERY = "named in the document", "put off to this date", "every 2 years"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        # The month named in the document lasts until its last day.
        ("2023-09-15", ("not_due", "2023-09-30", NAMED)),
        ("2023-09-16", ("due_soon", "2023-09-30", NAMED)),
        ("2023-09-19", ("due_soon", "2023-09-30", NAMED)),
        ("2023-09-20", ("not_due", "2023-12-15", PUT)),
        ("2023-11-30", ("not_due", "2023-12-15", PUT)),
        ("2023-12-01", ("due_soon", "2023-12-15", PUT)),
        ("2023-12-11", ("due_soon", "2023-12-15", PUT)),
        ("2023-12-12", ("not_due", "2025-12-12", EVERY)),
        ("2025-12-12", ("due_soon", "2025-12-12", EVERY)),
        ("2025-12-13", ("overdue", "2025-12-12", EVERY)),
    ],
)
def test_a_revision_is_named_put_off_answered_and_due_again(
    day: str, said: tuple[str, str, str]
) -> None:
    assert revision_on(protocol(PUT_OFF, ANSWERED), day) == said


@pytest.mark.parametrize(
    ("reviews", "day", "said"),
    [
        ((), "2023-09-30", ("due_soon", "2023-09-30", NAMED)),
        ((), "2023-10-01", ("overdue", "2023-09-30", NAMED)),
        ((PUT_OFF,), "2023-12-15", ("due_soon", "2023-12-15", PUT)),
        ((PUT_OFF,), "2023-12-16", ("overdue", "2023-12-15", PUT)),
    ],
)
def test_a_revision_that_nobody_made_is_overdue_the_day_after(
    reviews: tuple[Row, ...], day: str, said: tuple[str, str, str]
) -> None:
    assert revision_on(protocol(*reviews), day) == said


def test_a_document_that_was_replaced_is_due_no_more() -> None:
    assert revision_on(protocol(status="superseded"), "2023-10-01") is None


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2021-09-13", "not_started"),
        ("2021-09-14", "not_due"),
        ("2023-09-14", "due_soon"),
        ("2023-09-15", "overdue"),
        # Putting the review off gives no new version.
        ("2023-12-11", "overdue"),
        ("2023-12-12", "not_due"),
    ],
)
def test_a_statement_on_versions_counts_from_one_version_to_the_next(
    day: str, standing: str
) -> None:
    assert statement_on(protocol(PUT_OFF, ANSWERED), day, "1.5") == standing


def test_the_second_version_came_after_its_two_years() -> None:
    assert periods_on(protocol(PUT_OFF, ANSWERED), "2023-12-12", "1.5") == [
        ("met", None),
        ("breached", "2023-09-14"),
        ("not_due", "2025-12-12"),
    ]


@pytest.mark.parametrize(
    ("current", "day", "findings"),
    [("1.0", "2023-12-11", 0), ("1.0", "2023-12-12", 1), ("2.0", "2023-12-12", 0)],
)
def test_from_its_day_on_the_new_version_is_the_one_in_force(
    current: str, day: str, findings: int
) -> None:
    assert count(protocol(ANSWERED, current_version=current), "DOC-04", day) == findings

"""An action, a yearly report and a Section 11 round, each walked day by day."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import Row, build
from tests.stories.walk import Said, action_on, clock_on, statement, statement_on

PUT_OFF: Row = {
    "id": "ACT-2023-001",
    "raised_on": "2023-06-14",
    "due": "2023-07-31",
    "extensions": [{"agreed_on": "2023-07-26", "to": "2023-09-29"}],
    "completed_on": "2023-10-02",
}
GIVEN_UP: Row = {
    "id": "ACT-2023-002",
    "raised_on": "2023-06-14",
    "due": "2023-07-31",
    "cancelled": {"on": "2023-08-02", "reason": "The service was closed."},
}


@pytest.mark.parametrize(
    ("day", "action", "said"),
    [
        ("2023-06-13", "ACT-2023-001", None),
        ("2023-06-14", "ACT-2023-001", ("not_due", "2023-07-31")),
        ("2023-07-16", "ACT-2023-001", ("not_due", "2023-07-31")),
        ("2023-07-17", "ACT-2023-001", ("due_soon", "2023-07-31")),
        ("2023-07-25", "ACT-2023-001", ("due_soon", "2023-07-31")),
        ("2023-07-26", "ACT-2023-001", ("not_due", "2023-09-29")),
        ("2023-09-29", "ACT-2023-001", ("due_soon", "2023-09-29")),
        ("2023-09-30", "ACT-2023-001", ("overdue", "2023-09-29")),
        ("2023-10-02", "ACT-2023-001", ("breached", "2023-09-29")),
        ("2023-08-01", "ACT-2023-002", ("overdue", "2023-07-31")),
        ("2023-08-02", "ACT-2023-002", ("withdrawn", "2023-07-31")),
    ],
)
def test_an_action_is_raised_put_off_missed_and_closed(day: str, action: str, said: Said) -> None:
    assert action_on(build(actions=[PUT_OFF, GIVEN_UP]), day, action) == said


def yearly_reports() -> Portfolio:
    def publication(number: int, of: str, channel: str, on: str) -> Row:
        return {"id": f"PUB-2024-{number:02d}", "of": of, "channel": channel, "on": on}

    return build(
        reports=[
            {"id": "report-2022-23", "form": "yearly-report", "until": "2023-04-01"},
            {"id": "report-2023-24", "form": "yearly-report", "until": "2024-04-01"},
        ],
        publications=[
            publication(1, "report-2022-23", "website", "2023-11-24"),
            publication(2, "report-2022-23", "national-panel", "2023-12-01"),
            publication(3, "report-2023-24", "website", "2024-09-30"),
            publication(4, "report-2023-24", "national-panel", "2024-10-01"),
        ],
    )


@pytest.mark.parametrize(
    ("day", "clock", "report", "said"),
    [
        # The edition of 2018 gave seven days for the copy to the national panel.
        ("2023-11-23", "YR-03", "report-2022-23", None),
        ("2023-11-24", "YR-03", "report-2022-23", ("due_soon", "2023-12-01")),
        ("2023-12-01", "YR-03", "report-2022-23", ("met", "2023-12-01")),
        # From one publication to the next there are at most twelve months.
        ("2023-11-24", "YR-01", "report-2022-23", ("not_due", "2024-11-24")),
        ("2024-09-29", "YR-01", "report-2022-23", ("not_due", "2024-11-24")),
        ("2024-09-30", "YR-01", "report-2022-23", ("met", "2024-11-24")),
        ("2024-09-30", "YR-01", "report-2023-24", ("not_due", "2025-09-30")),
        ("2025-10-01", "YR-01", "report-2023-24", ("overdue", "2025-09-30")),
        # The last day of the reporting year starts the six months to 30 September.
        ("2024-03-30", "YR-02", "report-2023-24", None),
        ("2024-03-31", "YR-02", "report-2023-24", ("not_due", "2024-09-30")),
        ("2024-09-16", "YR-02", "report-2023-24", ("due_soon", "2024-09-30")),
        ("2024-09-30", "YR-02", "report-2023-24", ("met", "2024-09-30")),
        ("2024-10-01", "YR-02", "report-2022-23", None),
        # The edition of 2023 asks for the copy on the day of publication.
        ("2024-09-30", "YR-03b", "report-2023-24", ("due_soon", "2024-09-30")),
        ("2024-10-01", "YR-03b", "report-2023-24", ("breached", "2024-09-30")),
        ("2024-10-01", "YR-03", "report-2023-24", None),
        ("2024-10-01", "YR-03b", "report-2022-23", None),
    ],
)
def test_a_yearly_report_is_published_sent_and_followed_by_the_next(
    day: str, clock: str, report: str, said: Said
) -> None:
    assert clock_on(yearly_reports(), day, clock, report) == said


def section_11() -> Portfolio:
    return build(
        agencies=[{"id": "college"}, {"id": "trust"}],
        section_11_cycles=[
            {
                "id": "S11-2023",
                "launched_on": "2023-06-07",
                "returns_due": "2023-09-29",
                "agencies": ["college", "trust"],
            }
        ],
        section_11_returns=[
            {
                "id": "S11-2023-college",
                "cycle": "S11-2023",
                "agency": "college",
                "sent_on": "2023-06-07",
                "received_on": "2023-09-29",
                "ratings": [
                    {"standard": "lead", "rating": "met"},
                    {"standard": "listening", "rating": "not-met", "actions": ["ACT-2023-010"]},
                ],
            },
            {
                "id": "S11-2023-trust",
                "cycle": "S11-2023",
                "agency": "trust",
                "sent_on": "2023-06-09",
                "received_on": "2023-10-03",
            },
        ],
        actions=[
            {
                "id": "ACT-2023-010",
                "raised_on": "2023-09-29",
                "due": "2023-12-15",
                "completed_on": "2023-12-15",
            }
        ],
        clauses=[
            statement(
                "round",
                {"form": "recurring", "kind": "s11-cycle", "date": "launched_on"},
                disposition="clock",
                cadence={"mode": "fixed", "interval": "P2Y"},
            ),
            statement(
                "returns",
                {
                    "form": "each",
                    "kind": "s11-return",
                    "date": "sent_on",
                    "needs": [{"what": "awaited", "field": "received_on"}],
                    "due": "cycle/returns_due",
                },
            ),
        ],
    )


@pytest.mark.parametrize(
    ("day", "ref", "standing"),
    [
        ("2023-06-06", "round", "not_started"),
        ("2023-06-07", "round", "not_due"),
        ("2025-05-24", "round", "due_soon"),
        ("2025-06-07", "round", "due_soon"),
        ("2025-06-08", "round", "overdue"),
        ("2023-06-06", "returns", "not_started"),
        ("2023-06-07", "returns", "not_due"),
        ("2023-09-15", "returns", "due_soon"),
        # One return comes on the last day; the other keeps the round open and then late.
        ("2023-09-29", "returns", "due_soon"),
        ("2023-09-30", "returns", "overdue"),
        ("2023-10-03", "returns", "breached"),
    ],
)
def test_a_section_11_round_is_launched_answered_and_due_again_in_two_years(
    day: str, ref: str, standing: str
) -> None:
    assert statement_on(section_11(), day, ref) == standing


def test_a_standard_that_is_not_met_ends_with_its_action() -> None:
    portfolio = section_11()
    assert action_on(portfolio, "2023-09-28", "ACT-2023-010") is None
    assert action_on(portfolio, "2023-12-14", "ACT-2023-010") == ("due_soon", "2023-12-15")
    assert action_on(portfolio, "2023-12-15", "ACT-2023-010") == ("met", "2023-12-15")

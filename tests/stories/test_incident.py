"""From a serious incident to the audit of what the review changed, day by day."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, national
from tests.stories.walk import Said, action_on, clock_on, statement, statement_on

SIN, RAPID, REVIEW = "SIN-2023-01", "RR-2023-01", "LCSPR-2023-01"


def events(*rows: tuple[str, str]) -> list[Row]:
    return [{"event": name, "on": day} for name, day in rows]


def notice(number: int, form: str, to: str, on: str) -> Row:
    return {
        "id": f"NOT-2023-{number:02d}",
        "form": form,
        "about": [REVIEW],
        "to": [to],
        "sent_on": on,
        "reasons": "Proceedings go on.",
    }


@pytest.fixture(scope="module")
def story() -> Portfolio:
    return build(
        groups=national(),
        incident_notifications=[
            {
                "id": SIN,
                "aware_on": "2023-05-15",
                "panel_notified_on": "2023-05-19",
                "partners_told_on": "2023-05-23",
            }
        ],
        reviews=[
            {
                "id": RAPID,
                "form": "rapid-review",
                "notification": SIN,
                "events": events(
                    ("signed-off", "2023-06-13"),
                    ("sent-to-panel", "2023-06-14"),
                    ("panel-replied", "2023-07-06"),
                ),
            },
            {
                "id": REVIEW,
                "form": "practice-review",
                "notification": SIN,
                "events": events(
                    ("initiated", "2023-06-15"),
                    ("progress-checked", "2023-07-13"),
                    ("delay-known", "2023-10-20"),
                    ("progress-checked", "2024-01-10"),
                    ("report-final", "2024-02-02"),
                    ("publication-planned", "2024-02-07"),
                    ("published", "2024-03-06"),
                ),
                "planned_publication": "2024-03-06",
            },
        ],
        notices=[
            notice(1, "delay", "national-panel", "2023-11-06"),
            notice(2, "delay", "secretary-of-state", "2023-11-07"),
            notice(3, "advance-copy", "national-panel", "2024-02-26"),
            notice(4, "advance-copy", "secretary-of-state", "2024-02-26"),
        ],
        actions=[
            {
                "id": "ACT-2024-001",
                "raised_by": "practice-review",
                "raised_at": REVIEW,
                "raised_on": "2024-02-07",
                "due": "2024-04-30",
                "completed_on": "2024-04-29",
                "evidence": [{"what": "New guidance is in use"}],
            }
        ],
        audits=[
            {
                "id": "AUD-2024-01",
                "method": "implementation",
                "implements_review": REVIEW,
                "stages": [{"stage": "approved", "reached_on": "2024-10-16"}],
            }
        ],
        clauses=[
            statement(
                "actions",
                {
                    "form": "each",
                    "kind": "action",
                    "where": [{"field": "raised_by", "is": ["practice-review"]}],
                    "date": "raised_on",
                    "needs": [
                        {"what": "not completed", "field": "completed_on"},
                        {
                            "what": "no evidence",
                            "field": "evidence.what",
                            "when": "completed_on",
                        },
                    ],
                    "due": "due",
                },
            ),
            statement(
                "audited",
                {
                    "form": "each",
                    "kind": "review",
                    "where": [{"field": "events.event", "is": ["report-final"]}],
                    "date": "events.on",
                    "needs": [
                        {
                            "what": "no audit of the improvements",
                            "kind": "audit",
                            "by": "implements_review",
                            "where": [{"field": "method", "is": ["implementation"]}],
                            "when": "stages.reached_on",
                        }
                    ],
                    "within": "P1Y",
                },
            ),
        ],
    )


@pytest.mark.parametrize(
    ("day", "clock", "subject", "said"),
    [
        # The incident is known on a Monday; five working days end on the next one.
        ("2023-05-14", "SIN-01", SIN, None),
        ("2023-05-15", "SIN-01", SIN, ("due_soon", "2023-05-22")),
        ("2023-05-19", "SIN-01", SIN, ("met", "2023-05-22")),
        ("2023-05-22", "SIN-02", SIN, ("due_soon", "2023-05-22")),
        ("2023-05-23", "SIN-02", SIN, ("breached", "2023-05-22")),
        # Notice starts the rapid review; the bank holiday of 29 May is not counted.
        ("2023-05-18", "RR-01", RAPID, None),
        ("2023-05-19", "RR-01", RAPID, ("not_due", "2023-06-12")),
        ("2023-05-29", "RR-01", RAPID, ("due_soon", "2023-06-12")),
        ("2023-06-13", "RR-01", RAPID, ("breached", "2023-06-12")),
        # Signed off a day late, sent the day after, and answered by the panel a day late.
        ("2023-06-13", "RR-02", RAPID, ("due_soon", "2023-06-14")),
        ("2023-06-14", "RR-02", RAPID, ("met", "2023-06-14")),
        ("2023-06-14", "PAN-01", RAPID, ("not_due", "2023-07-05")),
        ("2023-07-06", "PAN-01", RAPID, ("breached", "2023-07-05")),
        # The local review has six months; no notice of delay moves that date.
        ("2023-06-14", "LCSPR-01", REVIEW, None),
        ("2023-06-15", "LCSPR-01", REVIEW, ("not_due", "2023-12-15")),
        ("2023-10-19", "LCSPR-04", REVIEW, None),
        ("2023-10-20", "LCSPR-04", REVIEW, ("not_due", "2023-12-15")),
        ("2023-11-06", "LCSPR-04", REVIEW, ("not_due", "2023-12-15")),
        ("2023-11-07", "LCSPR-04", REVIEW, ("met", "2023-12-15")),
        ("2023-12-15", "LCSPR-01", REVIEW, ("due_soon", "2023-12-15")),
        ("2023-12-16", "LCSPR-01", REVIEW, ("overdue", "2023-12-15")),
        # Its progress is looked at every thirty days until the report is final.
        ("2023-07-12", "LCSPR-05", REVIEW, ("due_soon", "2023-07-15")),
        ("2023-07-13", "LCSPR-05", REVIEW, ("not_due", "2023-08-12")),
        ("2023-08-13", "LCSPR-05", REVIEW, ("overdue", "2023-08-12")),
        ("2024-02-01", "LCSPR-05", REVIEW, ("due_soon", "2024-02-09")),
        ("2024-02-02", "LCSPR-05", REVIEW, ("stopped", "2024-02-09")),
        # Copies go seven working days before the day set for publication.
        ("2024-02-06", "LCSPR-02", REVIEW, None),
        ("2024-02-07", "LCSPR-02", REVIEW, ("not_due", "2024-02-26")),
        ("2024-02-25", "LCSPR-02", REVIEW, ("due_soon", "2024-02-26")),
        ("2024-02-26", "LCSPR-02", REVIEW, ("met", "2024-02-26")),
        # Publication ends one clock and starts the year for which the review stays up.
        ("2024-03-05", "LCSPR-01", REVIEW, ("overdue", "2023-12-15")),
        ("2024-03-05", "LCSPR-03", REVIEW, None),
        ("2024-03-06", "LCSPR-01", REVIEW, ("breached", "2023-12-15")),
        ("2024-03-06", "LCSPR-03", REVIEW, ("not_due", "2025-03-06")),
        ("2025-03-06", "LCSPR-03", REVIEW, ("met", "2025-03-06")),
    ],
)
def test_each_clock_of_the_chain_stands_as_the_events_of_the_day_leave_it(
    story: Portfolio, day: str, clock: str, subject: str, said: Said
) -> None:
    assert clock_on(story, day, clock, subject) == said


@pytest.mark.parametrize(
    ("day", "action", "standing"),
    [
        ("2024-02-06", None, "not_started"),
        ("2024-02-07", ("not_due", "2024-04-30"), "not_due"),
        ("2024-04-16", ("due_soon", "2024-04-30"), "due_soon"),
        ("2024-04-29", ("met", "2024-04-30"), "met"),
    ],
)
def test_what_the_review_asks_for_is_an_action_with_evidence(
    story: Portfolio, day: str, action: Said, standing: str
) -> None:
    assert action_on(story, day, "ACT-2024-001") == action
    assert statement_on(story, day, "actions") == standing


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2024-02-01", "not_started"),
        ("2024-02-02", "not_due"),
        ("2024-10-15", "not_due"),
        ("2024-10-16", "met"),
    ],
)
def test_the_audit_of_implementation_closes_the_chain(
    story: Portfolio, day: str, standing: str
) -> None:
    assert statement_on(story, day, "audited") == standing


def test_below_the_criteria_the_rapid_review_is_taken_back_and_owed_no_more() -> None:
    portfolio = build(
        incident_notifications=[
            {"id": SIN, "aware_on": "2023-05-15", "panel_notified_on": "2023-05-19"}
        ],
        reviews=[
            {
                "id": RAPID,
                "form": "rapid-review",
                "notification": SIN,
                "events": events(("withdrawn", "2023-06-20")),
            }
        ],
    )
    assert clock_on(portfolio, "2023-06-19", "RR-01", RAPID) == ("overdue", "2023-06-12")
    assert clock_on(portfolio, "2023-06-20", "RR-01", RAPID) == ("withdrawn", "2023-06-12")
    assert clock_on(portfolio, "2023-06-20", "RR-02", RAPID) is None

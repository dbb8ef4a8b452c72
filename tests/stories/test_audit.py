"""A multi-agency audit from its programme over the returns to the approved report."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import build, count, group
from tests.stories.walk import statement, statement_on

STAGES = (
    # The stage, the day planned, the day reached.
    ("scoped", "2023-06-14", "2023-06-14"),
    ("tools-issued", "2023-07-12", "2023-07-14"),
    ("returns-in", "2023-09-15", "2023-09-20"),
    ("report-drafted", "2023-11-08", "2023-11-08"),
    ("approved", "2023-12-06", "2023-12-06"),
)


def audit(
    approved_on: str = "2023-12-06", agencies: tuple[str, ...] = ("college", "trust")
) -> Portfolio:
    return build(
        groups=[group("auditors"), group("board", function="executive")],
        agencies=[{"id": "college"}, {"id": "trust"}],
        plans=[{"id": "work-plan", "form": "work-plan", "decision": "DEC-2023-001"}],
        decisions=[
            {"id": "DEC-2023-001", "date": "2023-04-19", "body": "board", "outcome": "agreed"},
            {"id": "DEC-2023-002", "date": approved_on, "body": "board", "outcome": "agreed"},
        ],
        audits=[
            {
                "id": "AUD-2023-01",
                "method": "thematic",
                "delivered_by": "auditors",
                "work_plan": "work-plan",
                "agencies": list(agencies),
                "stages": [
                    {"stage": stage, "planned": planned, "reached_on": reached}
                    for stage, planned, reached in STAGES
                ],
                "approval": "DEC-2023-002",
            }
        ],
        audit_returns=[
            {
                "id": f"AUR-2023-00{number}",
                "audit": "AUD-2023-01",
                "agency": agency,
                "due": "2023-09-15",
                "received_on": received,
            }
            for number, agency, received in (
                (1, "college", "2023-09-15"),
                (2, "trust", "2023-09-20"),
            )
        ],
        clauses=[
            statement(
                "7.2.7",
                {
                    "form": "each",
                    "kind": "audit",
                    "date": "work_plan/decision/date",
                    "rows": "stages",
                    "needs": [{"what": "not reached", "field": "stages.reached_on"}],
                    "due": "stages.planned",
                },
            ),
            statement(
                "2.2.6",
                {
                    "form": "each",
                    "kind": "audit-return",
                    "date": "audit/work_plan/decision/date",
                    "needs": [{"what": "awaited", "field": "received_on"}],
                    "due": "due",
                },
            ),
        ],
    )


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        # Nothing is owed until the programme has been decided on.
        ("2023-04-18", "not_started"),
        ("2023-04-19", "not_due"),
        ("2023-05-30", "not_due"),
        ("2023-05-31", "due_soon"),
        ("2023-06-13", "due_soon"),
        ("2023-06-14", "not_due"),
        ("2023-07-12", "due_soon"),
        ("2023-07-13", "overdue"),
        # A stage that was late is closed once it is reached; the next one stands open.
        ("2023-07-14", "not_due"),
        ("2023-09-15", "due_soon"),
        ("2023-09-16", "overdue"),
        ("2023-09-19", "overdue"),
        ("2023-09-20", "not_due"),
        ("2023-10-25", "due_soon"),
        ("2023-11-08", "not_due"),
        ("2023-12-05", "due_soon"),
        ("2023-12-06", "met"),
    ],
)
def test_an_audit_goes_from_stage_to_stage_by_the_days_planned(day: str, standing: str) -> None:
    assert statement_on(audit(), day, "7.2.7") == standing


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2023-04-18", "not_started"),
        ("2023-08-31", "not_due"),
        ("2023-09-01", "due_soon"),
        # One return comes on the last day, the other keeps the audit waiting.
        ("2023-09-15", "due_soon"),
        ("2023-09-16", "overdue"),
        ("2023-09-20", "breached"),
    ],
)
def test_each_agency_owes_its_return_by_the_same_day(day: str, standing: str) -> None:
    assert statement_on(audit(), day, "2.2.6") == standing


@pytest.mark.parametrize(
    ("agencies", "day", "findings"),
    [
        (("college",), "2023-06-13", 0),
        (("college",), "2023-06-14", 1),
        (("college", "trust"), "2023-06-14", 0),
    ],
)
def test_once_its_scope_is_agreed_an_audit_names_two_agencies(
    agencies: tuple[str, ...], day: str, findings: int
) -> None:
    assert count(audit(agencies=agencies), "AUD-06", day) == findings


@pytest.mark.parametrize(
    ("approved_on", "day", "findings"),
    [
        ("2023-12-06", "2023-12-06", 0),
        ("2023-12-07", "2023-12-05", 0),
        ("2023-12-07", "2023-12-06", 1),
    ],
)
def test_an_audit_is_not_approved_before_the_executive_decides(
    approved_on: str, day: str, findings: int
) -> None:
    assert count(audit(approved_on=approved_on), "AUD-03", day) == findings


@pytest.mark.parametrize(("day", "findings"), [("2023-11-07", 0), ("2023-11-08", 1)])
@pytest.mark.parametrize("rule", ["AUD-02", "AUD-04", "AUD-05"])
def test_a_written_audit_without_answer_report_or_feedback_is_found(
    rule: str, day: str, findings: int
) -> None:
    assert count(audit(), rule, day) == findings

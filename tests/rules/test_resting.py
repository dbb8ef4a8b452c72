"""What rests on a decision: one that was agreed, by those who may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, post

GROUPS = [
    group("lead", function="lead-partners"),
    group("executive", function="executive"),
    group("panel"),
    group("other"),
]
DECISION = "DEC-2023-001"


def _messages(as_of: str = "2023-11-15", decision: Any = None, **folders: Any) -> list[str]:
    own = {"id": DECISION, "body": "lead", "date": "2023-04-19", "outcome": "deferred"}
    register = build(
        groups=folders.pop("groups", GROUPS),
        decisions=[{**own, **(decision or {})}],
        **folders,
    )
    return [each.message for each in find(register, "DEC-13", as_of)]


RESTING: list[tuple[str, Row, str, str]] = [
    (
        "contracts",
        {"id": "contract", "title": "Scrutiny", "from": "2023-05-01", "decision": DECISION},
        "2023-05-01",
        "The contract 'Scrutiny' has been in force since 1 May 2023",
    ),
    (
        "delegations",
        {"id": "d", "title": "To her", "in_force_from": "2023-05-01", "decision": DECISION},
        "2023-05-01",
        "The delegation 'To her' has been in force since 1 May 2023",
    ),
    (
        "documents",
        {
            "id": "policy",
            "title": "Policy",
            "versions": [{"version": "2", "date": "2023-05", "decision": DECISION}],
        },
        "2023-05-01",
        "Version 2 of Policy is dated 1 May 2023",
    ),
    (
        "reports",
        {
            "id": "report",
            "title": "Report",
            "decision": DECISION,
            "sign_offs": [{"post": "chief", "on": "2023-05-01"}],
        },
        "2023-05-01",
        "Report was signed on 1 May 2023",
    ),
    (
        "notices",
        {"id": "NOT-2023-01", "title": "Delay", "sent_on": "2023-05-01", "decision": DECISION},
        "2023-05-01",
        "The notice 'Delay' was sent on 1 May 2023",
    ),
    (
        "incident_notifications",
        {
            "id": "SIN-2023-01",
            "title": "Notification",
            "criteria_met": "yes",
            "criteria_decided_on": "2023-05-01",
            "decision": DECISION,
        },
        "2023-05-01",
        "Notification: the criteria for a review count as met",
    ),
    (
        "reviews",
        {
            "id": "LCSPR-2023-01",
            "title": "Local review",
            "panel": "panel",
            "events": [{"event": "initiated", "on": "2023-05-01"}],
            "source": [DECISION],
        },
        "2023-05-01",
        "Local review was begun on 1 May 2023",
    ),
    (
        "section_11_cycles",
        {
            "id": "S11-2023",
            "title": "Round",
            "launched_on": "2023-05-01",
            "source": [f"{DECISION} 4"],
        },
        "2023-05-01",
        "Round was launched on 1 May 2023",
    ),
]


@pytest.mark.parametrize(("folder", "row", "day", "what"), RESTING, ids=lambda each: str(each)[:12])
def test_what_is_done_rests_on_a_decision_that_agreed_it(
    folder: str, row: Row, day: str, what: str
) -> None:
    before = "2023-04-30"
    assert _messages(day, **{folder: [row]}) == [f"{what}, but DEC-2023-001 put it off."]
    assert _messages(before, **{folder: [row]}) == []
    assert _messages(day, {"outcome": "agreed"}, **{folder: [row]}) == []


def test_an_action_is_given_up_or_gets_more_time_by_what_was_agreed() -> None:
    action = {
        "id": "ACT-2023-001",
        "title": "Write it",
        "cancelled": {"on": "2023-05-01", "decision": DECISION},
        "extensions": [{"to": "2023-06-01", "decision": DECISION}],
    }
    assert _messages(decision={"outcome": "rejected"}, actions=[action]) == [
        "Write it was given up, but DEC-2023-001 turned it down.",
        "Write it was given more time, but DEC-2023-001 turned it down.",
    ]
    assert _messages(decision={"outcome": "agreed"}, actions=[action]) == []


@pytest.mark.parametrize(
    ("body", "hits"), [("executive", 0), ("lead", 0), ("board", 0), ("other", 1)]
)
def test_a_chair_is_nominated_by_the_group_or_those_above_it(body: str, hits: int) -> None:
    term = {"post": "director", "from": "2023-05-01", "decision": DECISION}
    groups = [*GROUPS[:2], GROUPS[3], group("board", chair_terms=[term])]
    decision = {"body": body, "outcome": "agreed"}
    folders = {"groups": groups, "posts": [post("director")]}
    assert len(_messages("2023-05-01", decision, **folders)) == hits
    assert _messages("2023-04-30", decision, **folders) == []


def test_a_term_in_the_chair_that_has_ended_is_let_be() -> None:
    term = {"post": "p", "from": "2023-05-01", "until": "2023-06-01", "decision": DECISION}
    groups = [*GROUPS, group("board", chair_terms=[term])]
    assert len(_messages("2023-05-31", groups=groups)) == 1
    assert _messages("2023-06-01", groups=groups) == []


def test_a_yearly_report_is_the_lead_partners_to_sign_off() -> None:
    report = {
        "id": "report",
        "title": "Report",
        "form": "yearly-report",
        "decision": DECISION,
    }
    out = [{"id": "PUB-2023-01", "of": ["report"], "on": "2023-05-01"}]
    decision = {"body": "executive", "outcome": "agreed"}
    (message,) = _messages("2023-05-01", decision, reports=[report], publications=out)
    assert message.startswith("Report went out on 1 May 2023, but DEC-2023-001 is a decision of")
    assert _messages("2023-04-30", decision, reports=[report], publications=out) == []
    other = {**report, "form": "executive-report"}
    assert _messages("2023-05-01", decision, reports=[other], publications=out) == []


def test_a_report_that_is_neither_signed_nor_out_may_wait_for_its_decision() -> None:
    report = {"id": "report", "title": "Report", "decision": DECISION}
    assert _messages(reports=[report]) == []


def test_a_notice_may_tell_what_was_only_noted() -> None:
    notice = {"id": "NOT-2023-01", "title": "N", "sent_on": "2023-05-01", "decision": DECISION}
    assert _messages(decision={"outcome": "noted"}, notices=[notice]) == []
    assert len(_messages(decision={"outcome": "rejected"}, notices=[notice])) == 1


def test_criteria_that_are_not_met_rest_on_nothing() -> None:
    incident = {"id": "SIN-2023-01", "title": "N", "criteria_met": "no", "decision": DECISION}
    assert _messages(decision={"outcome": "rejected"}, incident_notifications=[incident]) == []


@pytest.mark.parametrize(("body", "hits"), [("panel", 0), ("lead", 0), ("other", 1)])
def test_a_local_review_is_begun_by_its_panel_or_those_above_it(body: str, hits: int) -> None:
    review = {**RESTING[6][1]}
    decision = {"body": body, "outcome": "agreed"}
    assert len(_messages("2023-05-01", decision, reviews=[review])) == hits


def test_one_source_that_agreed_is_enough() -> None:
    cycle = {**RESTING[7][1], "source": [DECISION, "DEC-2023-002"]}
    for outcome, hits in (("agreed", 0), ("rejected", 1)):
        register = build(
            groups=GROUPS,
            decisions=[
                {"id": DECISION, "body": "lead", "date": "2023-04-19", "outcome": "deferred"},
                {"id": "DEC-2023-002", "body": "lead", "date": "2023-06-14", "outcome": outcome},
            ],
            section_11_cycles=[cycle],
        )
        assert count(register, "DEC-13") == hits


@pytest.mark.parametrize(
    ("as_of", "hits"), [("2023-03-31", 0), ("2023-04-01", 1), ("2023-04-18", 1), ("2023-04-19", 0)]
)
def test_a_plan_and_a_budget_wait_for_their_decision_in_vain_once_they_run(
    as_of: str, hits: int
) -> None:
    plan = {
        "id": "plan",
        "title": "Plan",
        "status": "agreed",
        "from": "2023-04-01",
        "until": "2024-04-01",
        "decision": DECISION,
    }
    budget = {"id": "BUD-2023-24", "title": "Budget", "year": "2023-24", "decision": DECISION}
    decision = {"outcome": "agreed"}
    assert len(_messages(as_of, decision, plans=[plan])) == hits
    assert len(_messages(as_of, decision, budgets=[budget])) == hits
    assert _messages(as_of, decision, plans=[{**plan, "status": "draft"}]) == []
    assert _messages("2023-11-15", {"outcome": "deferred"}, plans=[plan], budgets=[budget]) == []


def test_a_decision_that_is_not_there_is_left_to_the_check_of_links() -> None:
    contract = {"id": "c", "title": "C", "from": "2023-05-01", "decision": "DEC-2023-009"}
    assert _messages(contracts=[contract]) == []

"""Scrutiny, inspection and escalation beyond the examples: what a meeting let pass."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, meeting, post

WATCHING = [group("assurance-group", monitors=["audit-multi-agency"])]
LEAD = [group("lead", function="lead-partners")]


def _scrutiny(**fields: Any) -> Row:
    return {"id": "SCR-2023-01", "title": "Two days", "on": "2023-06-28", **fields}


def _tabled(*days: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    register = build(
        groups=[*WATCHING, group("other")],
        meetings=[meeting("assurance-group", day) for day in days]
        + [meeting("other", "2023-07-05")],
        scrutiny=[_scrutiny(findings="Nobody is told.", **fields)],
    )
    return count(register, "SCR-01", as_of)


def test_findings_are_missed_once_a_later_meeting_was_held() -> None:
    assert _tabled("2023-06-28") == 0
    assert _tabled("2023-06-29") == 1
    assert _tabled("2023-07-12", as_of="2023-07-11") == 0
    assert _tabled("2023-07-12", as_of="2023-07-12") == 1


def test_another_groups_table_is_not_the_right_one() -> None:
    assert _tabled("2023-07-12", tabled_at=["other-2023-07-05"]) == 1
    assert _tabled("2023-07-12", tabled_at=["assurance-group-2023-07-12"]) == 0


def test_scrutiny_without_findings_or_of_a_later_day_has_nothing_to_table() -> None:
    register = build(
        groups=WATCHING,
        meetings=[meeting("assurance-group", "2023-07-12")],
        scrutiny=[_scrutiny()],
    )
    assert count(register, "SCR-01") == 0
    assert _tabled("2023-07-12", as_of="2023-06-27") == 0


def _recommended(as_of: str = "2023-11-15", **fields: Any) -> int:
    record = {
        "id": "REC-2023-001",
        "title": "Say what changed",
        "made_by": "scrutiny",
        "made_on": "2023-10-11",
        "to": ["lead"],
        **fields,
    }
    register = build(
        groups=LEAD, meetings=[meeting("lead", "2023-10-18")], recommendations=[record]
    )
    return count(register, "SCR-02", as_of)


def test_the_lead_partners_hear_a_recommendation_at_their_next_meeting() -> None:
    assert _recommended("2023-10-17") == 0
    assert _recommended("2023-10-18") == 1
    assert _recommended(tabled_at=["lead-2023-10-18"]) == 0
    assert _recommended(made_on="2023-10-18") == 0


@pytest.mark.parametrize(("answered", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_an_answer_does_in_place_of_a_meeting(answered: str, hits: int) -> None:
    assert _recommended(responded_on=answered) == hits


def test_recommendations_of_others_or_to_others_are_not_asked_for() -> None:
    assert _recommended(made_by="audit") == 0
    assert _recommended(to=["executive"]) == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-27", 0), ("2023-06-28", 1)])
def test_advice_that_needs_a_decision_is_taken_up_on_its_day(as_of: str, hits: int) -> None:
    register = build(scrutiny=[_scrutiny(needs_decision=True)])
    assert count(register, "SCR-03", as_of) == hits


def _challenged(as_of: str = "2023-11-15", **fields: Any) -> int:
    register = build(
        groups=[group("executive"), group("other")],
        meetings=[
            meeting("executive", "2023-06-28"),
            meeting("executive", "2023-07-19"),
            meeting("other", "2023-08-01"),
            meeting("executive", "2023-09-06"),
        ],
        scrutiny=[_scrutiny(form="challenge", to=["executive"], **fields)],
    )
    return count(register, "SCR-04", as_of)


def test_two_later_meetings_of_the_body_asked_may_not_pass() -> None:
    assert _challenged("2023-09-05") == 0
    assert _challenged("2023-09-06") == 1
    assert _challenged(on="2023-07-19") == 0


def test_an_answer_counts_from_its_day() -> None:
    assert _challenged("2023-09-06", responded_on="2023-09-06") == 0
    assert _challenged("2023-09-06", responded_on="2023-09-07") == 1
    assert _challenged(response="Agreed.") == 0
    assert _challenged("2023-09-06", response="Agreed.", responded_on="2023-09-07") == 1


@pytest.mark.parametrize("answer", ["recommendations", "actions", "decision", "response"])
def test_any_answer_will_do_for_a_finding_of_an_inspection(answer: str) -> None:
    finding = {"key": "P1", answer: ["X"] if answer.endswith("s") else "X"}
    inspection = {"id": "INS-2023-01", "title": "Review", "findings": [finding]}
    assert count(build(inspections=[inspection]), "SCR-05") == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-10-10", 0), ("2023-10-11", 1)])
def test_findings_are_asked_for_their_answer_from_the_report_on(as_of: str, hits: int) -> None:
    inspection = {"id": "INS-2023-01", "report_on": "2023-10-11", "findings": [{"key": "P1"}]}
    assert count(build(inspections=[inspection]), "SCR-05", as_of) == hits


def _contracts(as_of: str, *untils: str, **appointment: Any) -> int:
    register = build(
        posts=[{"id": "scrutineer", "title": "Scrutineer"}],
        appointments=[{"id": "a", "post": "scrutineer", **appointment}],
        contracts=[
            {"id": f"contract-{at}", "title": "C", "post": "scrutineer", "until": until}
            for at, until in enumerate(untils)
        ],
    )
    return count(register, "SCR-06", as_of)


def test_a_contract_has_ended_on_its_until() -> None:
    assert _contracts("2023-06-30", "2023-07-01") == 0
    assert _contracts("2023-07-01", "2023-07-01") == 1
    assert _contracts("2023-07-01", "2022-07-01", "2023-07-01") == 1
    assert _contracts("2023-07-01", "2023-07-01", "2023-07-02") == 0


def test_a_post_that_is_empty_needs_no_contract() -> None:
    assert _contracts("2023-07-01", "2023-07-01", until="2023-07-01") == 0


def _escalated(as_of: str = "2023-11-15", **fields: Any) -> int:
    record = {
        "id": "ESC-2023-01",
        "title": "The split",
        "to_body": "lead",
        "raised_on": "2023-07-19",
        **fields,
    }
    register = build(
        groups=[*LEAD, group("executive", function="executive")],
        meetings=[
            meeting("lead", "2023-08-23"),
            meeting("lead", "2023-10-18"),
            meeting("executive", "2023-08-23"),
        ],
        escalations=[record],
    )
    return count(register, "ESC-01", as_of)


def test_an_escalation_is_missed_once_the_lead_partners_have_met() -> None:
    assert _escalated("2023-08-23") == 0
    assert _escalated("2023-08-24") == 1
    assert _escalated(raised_on="2023-10-18") == 0
    assert _escalated(to_body="executive") == 0


@pytest.mark.parametrize(("ended", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_an_escalation_is_settled_on_the_day_it_ended(ended: str, hits: int) -> None:
    assert _escalated(outcome="decided", decided_on=ended) == hits


def test_an_outcome_without_a_day_settles_an_escalation() -> None:
    assert _escalated(outcome="withdrawn") == 0
    assert _escalated(decided_on="2023-11-15") == 0


def test_what_was_put_off_waits_for_its_date_and_no_meeting() -> None:
    assert _escalated("2023-10-18", outcome="deferred", deferred_to="2023-10-18") == 0
    assert _escalated("2023-10-19", outcome="deferred", deferred_to="2023-10-18") == 1
    assert _escalated("2024-01-31", outcome="deferred", deferred_to="2024-01-31") == 0
    assert _escalated("2024-02-01", outcome="deferred", deferred_to="2024-01-31") == 1
    assert _escalated(outcome="deferred") == 1
    assert _escalated(outcome="deferred", decided_on="2023-08-23") == 1


def test_what_was_put_off_and_decided_later_was_not_late_before() -> None:
    fields = {"outcome": "decided", "deferred_to": "2023-12-13", "decided_on": "2024-02-07"}
    for day, hits in (("2023-12-13", 0), ("2023-12-14", 1), ("2024-02-06", 1), ("2024-02-07", 0)):
        assert _escalated(day, **fields) == hits


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outcome": "decided"}, "without the decision and the day."),
        ({"outcome": "decided", "decision": "DEC-2023-001"}, "without the day."),
        ({"outcome": "deferred"}, "without the date it is put off to."),
        ({"outcome": "accepted"}, "is accepted, without the day."),
        ({"outcome": "returned"}, "without the day."),
        ({"outcome": "withdrawn"}, "without the day."),
        ({"decided_on": "2023-08-23"}, "ended on 23 August 2023, and it is not said how."),
    ],
)
def test_an_ended_escalation_says_how(fields: Row, words: str) -> None:
    record = {"id": "ESC-2023-01", "title": "The split", **fields}
    (finding,) = find(build(escalations=[record]), "ESC-02")
    assert finding.message.endswith(words)


def test_an_escalation_that_ends_later_has_not_ended_yet() -> None:
    record = {"id": "ESC-2023-01", "outcome": "decided", "decided_on": "2023-08-23"}
    assert count(build(escalations=[record]), "ESC-02", "2023-08-22") == 0
    assert count(build(escalations=[record]), "ESC-02", "2023-08-23") == 1
    other = {"id": "ESC-2023-01", "outcome": "returned", "decided_on": "2023-08-23"}
    assert count(build(escalations=[other]), "ESC-02") == 0


def _reviewed(as_of: str, *decisions: Row, **matter: Any) -> int:
    rows = [
        {
            "id": f"DEC-2020-00{at}",
            "body": "lead",
            "date": "2020-06-10",
            "outcome": "agreed",
            "matters": ["structure"],
            **decision,
        }
        for at, decision in enumerate(decisions, 1)
    ]
    record = {
        "id": "structure",
        "title": "Structure",
        "form": "reserved",
        "review_interval": "P3Y",
        **matter,
    }
    register = build(
        groups=[*LEAD, group("executive", function="executive")], matters=[record], decisions=rows
    )
    return count(register, "MAT-01", as_of)


def test_a_reserved_matter_is_looked_at_again_within_its_interval() -> None:
    assert _reviewed("2023-06-10", {}) == 0
    assert _reviewed("2023-06-11", {}) == 1
    assert _reviewed("2023-06-11", {}, {"date": "2021-01-01"}) == 0
    assert _reviewed("2023-06-11", {"date": "2021-01-01"}, {}) == 0
    assert _reviewed("2023-06-11") == 0


def test_only_what_the_lead_partners_agreed_counts() -> None:
    for other in ({"outcome": "noted"}, {"body": "executive"}, {"date": "2023-06-12"}):
        assert _reviewed("2023-06-11", {}, other) == 1
    assert _reviewed("2023-06-11", {}, form="accountability") == 0


@pytest.mark.parametrize(("function", "hits"), [("lead-partners", 0), ("executive", 1)])
def test_a_single_lead_is_named_by_the_lead_partners(function: str, hits: int) -> None:
    register = build(
        groups=[group("body", function=function)],
        decisions=[{"id": "DEC-2023-001", "body": "body", "single_lead": "nurse"}],
    )
    assert count(register, "MAT-02") == hits


def test_a_decision_without_a_body_is_left_to_the_check_of_its_shape() -> None:
    decision = {"id": "DEC-2023-001", "single_lead": "chief"}
    assert count(build(decisions=[decision]), "MAT-02") == 0


def test_an_issue_that_needs_a_lead_is_answered_by_naming_one() -> None:
    issue = {"id": "ISS-2023-01", "title": "It ends", "form": "single-lead"}
    for fields, as_of, hits in (
        ({}, "2023-11-15", 0),
        ({"responded_on": "2023-11-07"}, "2023-11-06", 0),
        ({"responded_on": "2023-11-07"}, "2023-11-07", 1),
        ({"closed_on": "2023-11-07"}, "2023-11-07", 1),
        ({"closed_on": "2023-11-07", "form": "risk"}, "2023-11-07", 0),
        ({"closed_on": "2023-11-07", "decision": "DEC-2023-001"}, "2023-11-07", 1),
    ):
        register = build(issues=[{**issue, **fields}], decisions=[{"id": "DEC-2023-001"}])
        assert count(register, "MAT-02", as_of) == hits


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("manager", "which belongs to council"),
        ("old-manager", "which belongs to council"),
        ("executive", "which is part of the partnership"),
        ("unit", "which is part of the partnership"),
        ("scrutineer", None),
        ("head", None),
        ("network", None),
        ("nobody", None),
    ],
)
def test_scrutiny_is_done_by_somebody_from_outside(by: str, why: str | None) -> None:
    register = build(
        partners=[{"id": "council", "name": "council"}],
        agencies=[{"id": "school"}],
        posts=[
            post("manager", "council", formerly=["old-manager"]),
            post("head", "school"),
            post("scrutineer"),
        ],
        groups=[
            group("executive", function="executive"),
            group("unit", function="team"),
            group("network", function="network"),
        ],
        scrutiny=[_scrutiny(by=by)],
    )
    found = [each.message for each in find(register, "SCR-07", "2023-06-28")]
    assert [why in each for each in found if why] == [True] * len(found) == ([True] if why else [])
    assert find(register, "SCR-07", "2023-06-27") == []

"""Who watches over an action, and whose decision gives it more time or gives it up."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.governance.actions import (
    extensions_allowed,
    is_given_up_by_decision,
    is_older,
    may_decide,
    monitoring_of,
    names_action,
    why_not_deciding,
)
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from tests.builders import Row, build, group, one

ACTION = "ACT-2023-001"
DECISION = "DEC-2023-001"


def _register(action: Row | None = None, **decision: Any) -> tuple[Portfolio, Record, Record]:
    portfolio = build(
        groups=[
            group("leads", name="Lead partners", function="lead-partners"),
            group("watch", name="Audit group", formerly=["audit"]),
            group("other", name="Other group"),
        ],
        actions=[{"id": ACTION, "title": "Write it down", **(action or {})}],
        decisions=[{"id": DECISION, **decision}],
    )
    return portfolio, one(portfolio, ACTION), one(portfolio, DECISION)


@pytest.mark.parametrize(
    ("source", "scope", "monitoring"),
    [
        ("audit", "single-agency", "audit-single-agency"),
        ("audit", "multi-agency", "audit-multi-agency"),
        ("audit", None, None),
        ("rapid-review", None, "review"),
        ("rapid-review", "multi-agency", "review"),
        ("practice-review", "single-agency", "review"),
        ("practice-review", None, "review"),
        ("section-11", None, "section-11"),
        ("section-11", "single-agency", "section-11"),
        ("meeting", "multi-agency", None),
        (None, "single-agency", None),
        (None, None, None),
    ],
)
def test_what_must_be_watched_follows_from_the_source_and_for_audits_the_scope(
    source: str | None, scope: str | None, monitoring: str | None
) -> None:
    assert monitoring_of(source, scope) == monitoring


@pytest.mark.parametrize(
    ("settings", "allowed"),
    [
        (None, 2),
        ({"id": "x"}, 2),
        ({"id": "x", "policies": {"give_up_without_decision": True}}, 2),
        ({"id": "x", "policies": {"extensions_before_decision": 5}}, 5),
        ({"id": "x", "policies": {"extensions_before_decision": 0}}, 0),
    ],
)
def test_two_extensions_are_allowed_unless_the_settings_say_otherwise(
    settings: Row | None, allowed: int
) -> None:
    assert extensions_allowed(build(settings)) == allowed


@pytest.mark.parametrize(
    ("settings", "by_decision"),
    [
        (None, True),
        ({"id": "x"}, True),
        ({"id": "x", "policies": {"extensions_before_decision": 5}}, True),
        ({"id": "x", "policies": {"give_up_without_decision": False}}, True),
        ({"id": "x", "policies": {"give_up_without_decision": True}}, False),
    ],
)
def test_giving_up_takes_a_decision_unless_the_settings_say_otherwise(
    settings: Row | None, by_decision: bool
) -> None:
    assert is_given_up_by_decision(build(settings)) is by_decision


@pytest.mark.parametrize(
    ("monitor", "body", "may"),
    [
        ("watch", None, True),
        (None, "other", True),
        ("watch", "watch", True),
        ("audit", "watch", True),
        ("watch", "audit", True),
        ("watch", "leads", True),
        ("watch", "other", False),
        ("other", "watch", False),
    ],
)
def test_the_body_that_watches_may_decide_and_the_lead_partners(
    monitor: str | None, body: str | None, may: bool
) -> None:
    portfolio, action, decision = _register({"monitored_by": monitor}, body=body)
    assert may_decide(portfolio, action, decision) is may


def test_who_should_have_decided_is_said_in_one_sentence() -> None:
    portfolio, action, decision = _register({"monitored_by": "watch"}, body="other")
    assert why_not_deciding(portfolio, action, decision) == (
        "DEC-2023-001 is a decision of the Other group, not of the Audit group,"
        " which watches over the action."
    )


@pytest.mark.parametrize(
    ("taken", "raised", "older"),
    [
        ("2023-06-08", "2023-06-09", True),
        ("2023-06-09", "2023-06-09", False),
        ("2023-06-10", "2023-06-09", False),
        (None, "2023-06-09", False),
        ("2023-06-08", None, False),
        (None, None, False),
    ],
)
def test_a_decision_from_before_the_action_can_t_be_about_it(
    taken: str | None, raised: str | None, older: bool
) -> None:
    _, action, decision = _register({"raised_on": raised}, date=taken)
    assert is_older(decision, action) is older


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("More time for ACT-2023-001.", True),
        ("(ACT-2023-001)", True),
        ("More time for ACT-2023-0011.", False),
        ("More time for XACT-2023-001.", False),
        ("More time for ACT-2023-001-b.", False),
        ("More time for A-ACT-2023-001.", False),
        ("More time for OLD-1.", True),
        ("More time for OLD-2, as asked.", True),
        ("More time for OLD-11.", False),
        ("We agreed to WRITE IT DOWN by May.", True),
        ("We agreed to write it.", False),
    ],
)
def test_a_decision_names_an_action_by_any_id_it_had_or_by_its_title(
    said: str, named: bool
) -> None:
    _, action, decision = _register({"formerly": ["OLD-1", "OLD-2"]}, decision=said)
    assert names_action(decision, action) is named


@pytest.mark.parametrize(
    ("answers", "escalations", "named"),
    [
        (["ESC-2023-01"], ["ESC-2023-02", "ESC-2023-01"], True),
        (["ESC-2023-03"], ["ESC-2023-01"], False),
        ([], ["ESC-2023-01"], False),
        (["ESC-2023-01"], [], False),
        ([], [], False),
    ],
)
def test_a_decision_names_an_action_by_the_escalation_it_answers(
    answers: list[str], escalations: list[str], named: bool
) -> None:
    _, action, decision = _register({"escalations": escalations}, answers=answers)
    assert names_action(decision, action) is named


def test_an_action_without_an_id_is_named_by_nothing_but_its_title() -> None:
    portfolio = build(
        actions=[{"title": "Write it down"}],
        decisions=[{"id": DECISION, "decision": "More time, as asked."}],
    )
    [action] = portfolio.of_kind("action")
    assert names_action(one(portfolio, DECISION), action) is False

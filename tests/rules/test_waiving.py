"""Waivers themselves, and what they set aside."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.portfolio import Portfolio
from sscp.rules.runner import run_rules
from tests.builders import Row, build, count, find, group


def _waiver(**fields: Any) -> Row:
    own = {"id": "WVR-2023-01", "rule": "GRP-02", "authority": "manager"}
    return {**own, "from": "2023-04-01", "until": "2023-10-01", **fields}


def _register(**fields: Any) -> Portfolio:
    return build(
        {"id": "x", "waiver_authority": ["manager", "board"]},
        posts=[{"id": "manager"}, {"id": "assistant"}],
        groups=[group("board", function="main-subgroup"), group("panel", chair="manager")],
        decisions=[
            {"id": "DEC-2023-001", "body": "board"},
            {"id": "DEC-2023-002", "body": "panel"},
            {"id": "DEC-2023-003", "body": "board", "outcome": "agreed"},
            {"id": "DEC-2023-004", "body": "board", "outcome": "deferred"},
        ],
        waivers=[_waiver(**fields)],
    )


@pytest.mark.parametrize(("as_of", "hits"), [("2023-09-30", 0), ("2023-10-01", 1)])
def test_a_waiver_has_expired_on_its_until(as_of: str, hits: int) -> None:
    assert count(_register(), "WVR-01", as_of) == hits


@pytest.mark.parametrize(("rule", "said"), [("GRP-02", " of GRP-02"), (None, "")])
def test_an_expired_waiver_says_of_what_it_was(rule: str | None, said: str) -> None:
    (found,) = find(_register(rule=rule), "WVR-01", "2023-10-01")
    assert found.message == f"This waiver{said} has not held since 1 October 2023."


@pytest.mark.parametrize(
    ("as_of", "waived"),
    [("2023-03-31", None), ("2023-04-01", "WVR-2023-01"), ("2023-10-01", None)],
)
def test_an_expired_waiver_sets_nothing_aside(as_of: str, waived: str | None) -> None:
    findings = run_rules(_register(), (), date.fromisoformat(as_of)).findings
    assert [each.waived for each in findings if each.code == "GRP-02"] == [waived]


@pytest.mark.parametrize(
    ("rule", "hits"),
    [
        ("GRP-02", 0),
        ("no-chair", 0),
        ("ST-19", 0),
        ("GRP-2", 1),
        ("WVR-01", 1),
        ("waiver-expired", 1),
    ],
)
def test_a_waiver_names_a_rule_by_code_or_name(rule: str, hits: int) -> None:
    assert count(_register(rule=rule), "WVR-02") == hits


@pytest.mark.parametrize(
    ("authority", "hits"),
    [
        ("manager", 0),
        ("board", 0),
        ("DEC-2023-001", 0),
        ("assistant", 1),
        ("panel", 1),
        ("DEC-2023-002", 1),
        ("DEC-2023-003", 0),
        ("DEC-2023-004", 1),
    ],
)
def test_a_waiver_is_allowed_by_those_who_may(authority: str, hits: int) -> None:
    assert count(_register(authority=authority), "WVR-03") == hits


def test_a_waiver_that_a_decision_put_off_sets_nothing_aside() -> None:
    findings = run_rules(_register(authority="DEC-2023-004"), (), date(2023, 5, 1)).findings
    assert [each.waived for each in findings if each.code == "GRP-02"] == [None]
    assert [each.message for each in findings if each.code == "WVR-03"] == [
        "This waiver is not allowed: DEC-2023-004 put it off."
    ]


def test_without_settings_nobody_may_allow_a_waiver() -> None:
    assert count(build(posts=[{"id": "manager"}], waivers=[_waiver()]), "WVR-03") == 1


@pytest.mark.parametrize(
    ("until", "hits"), [("2023-03-31", 1), ("2023-04-01", 1), ("2023-04-02", 0)]
)
def test_a_waiver_holds_for_at_least_a_day(until: str, hits: int) -> None:
    assert count(_register(until=until), "WVR-04") == hits


@pytest.mark.parametrize(
    ("authority", "waived"), [("manager", "WVR-2023-01"), ("assistant", None), ("nobody", None)]
)
def test_a_waiver_without_authority_sets_nothing_aside(authority: str, waived: str | None) -> None:
    findings = run_rules(_register(authority=authority), (), date(2023, 5, 1)).findings
    assert [each.waived for each in findings if each.code == "GRP-02"] == [waived]

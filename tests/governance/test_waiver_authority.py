"""Who stands behind a waiver, and whether they may."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.governance.waiver_authority import deciding_body, is_allowed, not_agreed_by
from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, group, one, post

ALLOWED: Row = {"id": "x", "waiver_authority": ["old-manager", "board"]}


def register(settings: Row | None = ALLOWED, **waiver: Any) -> Portfolio:
    return build(
        settings,
        groups=[group("board", formerly=["old-board"]), group("panel")],
        posts=[post("manager", formerly=["old-manager"]), post("clerk")],
        decisions=[
            {"id": "DEC-2023-001", "body": "old-board"},
            {"id": "DEC-2023-002", "body": "panel"},
            {"id": "DEC-2023-003"},
        ],
        waivers=[{"id": "WVR-2023-01", **waiver}],
    )


@pytest.mark.parametrize(
    ("authority", "body", "allowed"),
    [
        ("manager", "manager", True),
        ("old-manager", "manager", True),
        ("board", "board", True),
        ("DEC-2023-001", "board", True),
        ("clerk", "clerk", False),
        ("DEC-2023-002", "panel", False),
        ("DEC-2023-003", None, False),
        ("nobody", None, False),
    ],
)
def test_a_post_a_group_or_the_body_of_a_decision_stands_behind_a_waiver(
    authority: str, body: str | None, allowed: bool
) -> None:
    portfolio = register(authority=authority)
    waiver = one(portfolio, "WVR-2023-01")
    assert deciding_body(portfolio, waiver) == body
    assert is_allowed(portfolio, waiver) is allowed


def test_a_waiver_that_names_nobody_has_nobody_behind_it() -> None:
    portfolio = register()
    assert deciding_body(portfolio, one(portfolio, "WVR-2023-01")) is None


@pytest.mark.parametrize("settings", [None, {"id": "x"}])
def test_where_no_setting_names_anybody_nobody_may(settings: Row | None) -> None:
    portfolio = register(settings, authority="manager")
    assert not is_allowed(portfolio, one(portfolio, "WVR-2023-01"))


@pytest.mark.parametrize(
    ("outcome", "allowed"), [("agreed", True), (None, True), ("deferred", False)]
)
def test_a_decision_that_did_not_agree_a_waiver_allows_nothing(
    outcome: str | None, allowed: bool
) -> None:
    decision = {"id": "DEC-2023-001", "body": "board", "outcome": outcome}
    waiver = {"id": "WVR-2023-01", "authority": "DEC-2023-001"}
    found = build(ALLOWED, groups=[group("board")], decisions=[decision], waivers=[waiver])
    asked = one(found, "WVR-2023-01")
    assert is_allowed(found, asked) is allowed
    assert not_agreed_by(found, asked) is (None if allowed else one(found, "DEC-2023-001"))


def test_a_waiver_that_rests_on_a_post_has_no_decision_that_did_not_agree() -> None:
    found = register(authority="manager")
    assert not_agreed_by(found, one(found, "WVR-2023-01")) is None

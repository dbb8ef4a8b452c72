"""A change of the governance rests on a decision by those who may."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.finding import Finding
from tests.builders import Row, build, find, group

CHANGE: Row = {
    "id": "CHG-2023-01",
    "title": "Another ratio",
    "matters": ["funding"],
    "decision": "DEC-2023-001",
    "effective_on": "2023-06-01",
}
BEGAN = "Another ratio took effect on 1 June 2023, and "
UNSAID = "it is not said which matters it touches, so nobody can tell whose decision it needed."
DECISION: Row = {
    "id": "DEC-2023-001",
    "title": "Ratio",
    "body": "lead",
    "date": "2023-06-01",
    "outcome": "agreed",
    "matters": ["funding"],
}


def findings(
    as_of: str = "2023-06-01", change: Row | None = None, **decision: Any
) -> list[Finding]:
    register = build(
        groups=[
            group("lead", function="lead-partners"),
            group("board", name="Board", function="executive"),
        ],
        matters=[
            {"id": "funding", "title": "Funding", "form": "reserved"},
            {"id": "scrutiny", "title": "Scrutiny", "form": "reserved"},
            {"id": "rota", "title": "The rota", "form": "operational"},
        ],
        decisions=[{**DECISION, **decision}],
        change_proposals=[{**CHANGE, **(change or {})}],
    )
    return find(register, "MASA-04", as_of)


def test_a_change_agreed_by_the_lead_partners_takes_effect() -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("change", "decision", "field", "message"),
    [
        (
            {},
            {"date": "2023-06-02"},
            "decision",
            f"{BEGAN}nothing had been decided on it by then.",
        ),
        (
            {"decision": "DEC-2023-009"},
            {},
            "decision",
            f"{BEGAN}nothing had been decided on it by then.",
        ),
        (
            {},
            {"outcome": "deferred"},
            "decision",
            f"{BEGAN}DEC-2023-001 put it off.",
        ),
        (
            {},
            {"body": "board"},
            "decision",
            "Funding is reserved to the lead partners, and DEC-2023-001 was taken by the Board.",
        ),
        (
            {"matters": ["funding", "scrutiny"]},
            {},
            "decision",
            "Another ratio touches Scrutiny, and DEC-2023-001 does not name that matter.",
        ),
        (
            {"matters": None},
            {},
            "matters",
            f"{BEGAN}{UNSAID}",
        ),
    ],
)
def test_a_change_in_effect_needs_the_decision_of_those_who_may(
    change: Row, decision: Row, field: str, message: str
) -> None:
    found = findings("2023-11-15", change, **decision)
    assert [(each.record, each.field, each.message) for each in found] == [
        ("CHG-2023-01", field, message)
    ]


@pytest.mark.parametrize("left_out", ["body", "outcome"])
def test_what_a_decision_leaves_out_is_left_to_the_check_of_its_shape(left_out: str) -> None:
    without: Row = {left_out: None}
    assert findings("2023-06-01", None, **without) == []


@pytest.mark.parametrize(
    ("as_of", "change", "count"),
    [
        ("2023-05-31", {"decision": None}, 0),
        ("2023-06-01", {"decision": None}, 1),
        ("2023-06-01", {"decision": None, "effective_on": None}, 0),
        ("2023-06-05", {"decision": None, "withdrawn_on": "2023-06-01"}, 0),
        ("2023-06-05", {"decision": None, "withdrawn_on": "2023-06-02"}, 1),
    ],
)
def test_only_a_change_that_took_effect_is_asked(as_of: str, change: Row, count: int) -> None:
    assert len(findings(as_of, change)) == count


def test_what_is_not_reserved_is_for_the_executive() -> None:
    assert findings(change={"matters": ["rota"]}, body="board") == []

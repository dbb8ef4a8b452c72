"""Whether a decision carries what rests on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.governance.carrying import (
    EXECUTIVE,
    LEAD_PARTNERS,
    Deciders,
    deciders_for,
    why_not_carried,
)
from tests.builders import Row, build, group, one

DAY = date(2023, 5, 17)
GROUPS = [
    group("lead", function="lead-partners"),
    group("executive", function="executive"),
    group("panel", reports_to=["old-board"]),
    group("board", formerly=["old-board"]),
    group("other"),
]


def _decision(**fields: Any) -> Row:
    own = {"id": "DEC-2023-001", "body": "panel", "date": DAY, "outcome": "agreed"}
    return {key: value for key, value in {**own, **fields}.items() if value is not None}


def _why(
    *later: Row, by: date = DAY, deciders: Deciders | None = None, **fields: Any
) -> str | None:
    register = build(groups=GROUPS, decisions=[_decision(**fields), *later])
    return why_not_carried(register, one(register, "DEC-2023-001"), by, deciders)


def test_those_above_a_group_and_those_who_act_for_the_partners_decide_for_it() -> None:
    register = build(groups=GROUPS)
    assert deciders_for(register, "panel") == Deciders(
        "the panel or of those above it",
        frozenset(("lead-partners", "executive", "delegated-partners")),
        frozenset(("panel", "board")),
    )
    assert deciders_for(register, "nowhere") == EXECUTIVE
    assert EXECUTIVE.words == "the executive"


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        ("agreed", None),
        (None, None),
        ("deferred", "DEC-2023-001 put it off"),
        ("rejected", "DEC-2023-001 turned it down"),
        ("noted", "DEC-2023-001 only noted it"),
        ("not-agreed", "DEC-2023-001 did not agree it"),
    ],
)
def test_only_what_was_agreed_carries_anything(outcome: str | None, why: str | None) -> None:
    assert _why(outcome=outcome) == why


def test_a_decision_must_have_been_taken_by_the_day() -> None:
    assert _why(by=date(2023, 5, 16)) == "DEC-2023-001 was taken only on 17 May 2023"
    assert _why(by=DAY) is None
    assert _why(by=date(2023, 5, 16), date=None) is None


@pytest.mark.parametrize(
    ("body", "deciders", "may"),
    [
        ("lead", LEAD_PARTNERS, True),
        ("executive", LEAD_PARTNERS, False),
        ("executive", EXECUTIVE, True),
        ("lead", EXECUTIVE, True),
        ("panel", EXECUTIVE, False),
        (None, LEAD_PARTNERS, True),
        ("nowhere", LEAD_PARTNERS, True),
    ],
)
def test_it_is_taken_by_those_who_may(body: str | None, deciders: Deciders, may: bool) -> None:
    assert (_why(deciders=deciders, body=body) is None) is may


def test_the_words_say_whose_decision_it_was_and_whose_it_should_be() -> None:
    assert _why(deciders=LEAD_PARTNERS) == (
        "DEC-2023-001 is a decision of the panel, not of the lead partners"
    )


@pytest.mark.parametrize(
    ("body", "may"),
    [("panel", True), ("board", True), ("executive", True), ("lead", True), ("other", False)],
)
def test_a_group_and_those_above_it_decide_for_it(body: str, may: bool) -> None:
    register = build(groups=GROUPS, decisions=[_decision(body=body)])
    deciders = deciders_for(register, "panel")
    why = why_not_carried(register, one(register, "DEC-2023-001"), DAY, deciders)
    assert (why is None) is may


def test_for_a_group_that_is_not_named_the_executive_decides() -> None:
    assert deciders_for(build(groups=GROUPS), None) == EXECUTIVE


def test_a_decision_that_those_who_may_confirmed_by_the_day_is_theirs() -> None:
    later = _decision(id="DEC-2023-002", body="lead", date="2023-05-18", ratifies="DEC-2023-001")
    assert _why(later, deciders=LEAD_PARTNERS, by=date(2023, 5, 17)) is not None
    assert _why(later, deciders=LEAD_PARTNERS, by=date(2023, 5, 18)) is None
    own = {**later, "body": "panel"}
    assert _why(own, deciders=LEAD_PARTNERS, by=date(2023, 5, 18)) is not None

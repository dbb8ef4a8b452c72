"""Decisions beyond the examples: quorum, agreement, routes, dates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    ALL_PARTNERS,
    Row,
    agreement,
    build,
    count,
    find,
    group,
    meeting,
    member,
    present,
    three_partners,
)

DAY = "2023-05-17"


def _decision(**fields: Any) -> Row:
    return {
        "id": "DEC-2023-001",
        "title": "The plan",
        "body": "lead",
        "date": DAY,
        "outcome": "agreed",
        **fields,
    }


def _hits(code: str, *decisions: Row, as_of: str = "2023-11-15", **folders: Any) -> int:
    groups = folders.pop(
        "groups",
        [
            group("lead", function="lead-partners"),
            group("executive", function="executive", quorum={"least": 2}),
        ],
    )
    register = build(groups=groups, decisions=list(decisions), **three_partners(), **folders)
    return count(register, code, as_of)


@pytest.mark.parametrize(
    ("outcome", "hits"),
    [("agreed", 1), ("rejected", 1), ("noted", 0), ("deferred", 0), ("not-agreed", 0)],
)
def test_only_what_takes_effect_needs_a_quorum(outcome: str, hits: int) -> None:
    sitting = meeting("executive", DAY, attendance=[present("force-chief")])
    decision = _decision(body="executive", meeting=f"executive-{DAY}", outcome=outcome)
    assert _hits("MTG-01", decision, meetings=[sitting]) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-05-16", 0), (DAY, 1)])
def test_a_decision_to_come_lacks_no_quorum_yet(as_of: str, hits: int) -> None:
    sitting = meeting("executive", DAY)
    decision = _decision(body="executive", meeting=f"executive-{DAY}")
    assert _hits("MTG-01", decision, meetings=[sitting], as_of=as_of) == hits


@pytest.mark.parametrize(
    ("as_of", "errors", "notes"),
    [("2023-05-16", 0, 0), ("2023-05-17", 0, 1), ("2023-05-31", 0, 1), ("2023-06-01", 1, 0)],
)
def test_a_decision_not_joint_is_a_note_until_it_takes_effect(
    as_of: str, errors: int, notes: int
) -> None:
    decision = _decision(effective_on="2023-06-01", agreement=agreement("council"))
    assert _hits("DEC-01", decision, as_of=as_of) == errors
    assert _hits("DEC-02", decision, as_of=as_of) == notes


def test_the_message_names_those_who_are_missing() -> None:
    register = build(
        groups=[group("lead", function="lead-partners")],
        decisions=[_decision(agreement=agreement("council"))],
        **three_partners(),
    )
    (found,) = find(register, "DEC-01")
    assert "the agreement of care-board and force is not recorded" in found.message
    assert found.field == "agreement"


def test_a_joint_decision_of_another_body_needs_all_three() -> None:
    assert _hits("DEC-01", _decision(body="executive")) == 0
    assert _hits("DEC-01", _decision(body="executive", joint=True)) == 1
    rows = agreement(*ALL_PARTNERS)
    assert _hits("DEC-01", _decision(body="executive", joint=True, agreement=rows)) == 0


def test_a_reserved_matter_elsewhere_is_told_once_under_its_own_rule() -> None:
    matters = [{"id": "funding", "title": "Funding", "form": "reserved"}]
    decision = _decision(body="executive", matters=["funding"])
    assert _hits("DEC-01", decision, matters=matters) == 0
    assert _hits("DEC-04", decision, matters=matters) == 1


def test_a_confirmed_decision_is_let_be() -> None:
    later = _decision(
        id="DEC-2023-002",
        date="2023-05-18",
        ratifies="DEC-2023-001",
        agreement=agreement(*ALL_PARTNERS),
    )
    assert _hits("DEC-01", _decision(), later) == 0
    assert _hits("DEC-01", _decision(), later, as_of=DAY) == 1
    assert _hits("DEC-03", _decision(route="virtual"), later) == 0


def test_outside_a_meeting_it_is_told_once() -> None:
    decision = _decision(route="virtual", agreement=agreement("council"))
    assert _hits("DEC-03", decision) == 1
    assert _hits("DEC-01", decision) == 0


@pytest.mark.parametrize("day", ["2023-05-16", "2023-05-18"])
def test_a_decision_has_the_date_of_its_meeting(day: str) -> None:
    sitting = meeting("executive", DAY)
    decision = _decision(date=day, meeting=f"executive-{DAY}")
    assert _hits("DEC-06", decision, meetings=[sitting]) == 1
    assert _hits("DEC-06", {**decision, "route": "virtual"}, meetings=[sitting]) == 0


@pytest.mark.parametrize(
    ("role", "hits"),
    [("participant-observer", 1), ("support", 1), ("adviser", 1), ("member", 0), ("chair", 0)],
)
def test_only_members_can_agree(role: str, hits: int) -> None:
    seats = [member("executive", "council-chief", role=role)]
    decision = _decision(body="executive", agreement=agreement("council"))
    assert _hits("DEC-07", decision, memberships=seats) == hits


@pytest.mark.parametrize(("until", "hits"), [("2023-05-17", 0), ("2023-05-18", 1)])
def test_an_observer_of_that_day_counts(until: str, hits: int) -> None:
    seats = [member("executive", "council-chief", role="participant-observer", until=until)]
    decision = _decision(body="executive", agreement=agreement("council"))
    assert _hits("DEC-07", decision, memberships=seats) == hits


def test_an_observer_with_a_second_seat_that_decides_can_agree() -> None:
    seats = [
        member("executive", "council-chief", role="participant-observer"),
        member("executive", "council-chief", id="second"),
    ]
    decision = _decision(body="executive", agreement=agreement("council"))
    assert _hits("DEC-07", decision, memberships=seats) == 0


def test_a_post_of_no_organisation_speaks_for_whom_it_likes() -> None:
    rows = [{"partner": "council", "post": "chair", "agreed": True}]
    register = build(
        partners=[{"id": "council"}],
        posts=[{"id": "chair"}],
        decisions=[_decision(agreement=rows)],
    )
    assert count(register, "DEC-08") == 0


@pytest.mark.parametrize("field", ["replaces", "ratifies"])
@pytest.mark.parametrize(("day", "hits"), [("2023-05-17", 0), ("2023-05-18", 1)])
def test_only_an_earlier_decision_is_replaced_or_confirmed(field: str, day: str, hits: int) -> None:
    other = _decision(id="DEC-2023-002", date=day)
    assert _hits("DEC-09", _decision(**{field: "DEC-2023-002"}), other) == hits


def test_a_decision_does_not_replace_itself() -> None:
    assert _hits("DEC-09", _decision(replaces="DEC-2023-001")) == 1

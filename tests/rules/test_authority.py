"""Whose a decision is to make, and who answers for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, meeting

DAY = "2023-05-17"
MATTERS = [
    {"id": "funding", "title": "Funding", "form": "reserved"},
    {"id": "scrutiny", "title": "Scrutiny", "form": "reserved"},
    {"id": "progress", "title": "Progress", "form": "accountability"},
]


def _decision(**fields: Any) -> Row:
    own = {"id": "DEC-2023-002", "title": "Shares", "body": "executive", "date": DAY}
    return {**own, "outcome": "agreed", "matters": ["funding"], **fields}


def _lead(**fields: Any) -> Row:
    return _decision(**{"id": "DEC-2023-001", "body": "lead", "date": "2023-04-19", **fields})


def _escalation(**fields: Any) -> Row:
    own = {"id": "ESC-2023-01", "to_body": "lead", "raised_on": DAY}
    return {**own, **fields}


def _hits(code: str, *decisions: Row, as_of: str = "2023-11-15", **folders: Any) -> int:
    register = build(
        groups=[
            group("lead", function="lead-partners"),
            group("executive", function="executive"),
            group("panel", function="main-subgroup"),
        ],
        matters=MATTERS,
        decisions=list(decisions),
        **folders,
    )
    return count(register, code, as_of)


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 1),
        ({"matters": ["progress"]}, 0),
        ({"matters": ["funding", "scrutiny"]}, 2),
        ({"body": "lead"}, 0),
        ({"outcome": "rejected"}, 0),
        ({"outcome": "noted"}, 0),
        ({"date": "2023-11-15"}, 1),
        ({"date": "2023-11-16"}, 0),
    ],
)
def test_a_reserved_matter_is_not_decided_elsewhere(fields: Row, hits: int) -> None:
    assert _hits("DEC-04", _decision(**fields)) == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 0),
        ({"date": DAY}, 0),
        ({"date": "2023-05-18"}, 1),
        ({"outcome": "rejected"}, 1),
        ({"outcome": "deferred"}, 1),
        ({"matters": ["scrutiny"]}, 1),
    ],
)
def test_the_lead_partners_must_have_agreed_on_it_by_that_day(fields: Row, hits: int) -> None:
    assert _hits("DEC-04", _decision(), _lead(**fields)) == hits


@pytest.mark.parametrize(
    "fields",
    [{"ratifies": "DEC-2023-002"}, {"replaces": "DEC-2023-002"}, {"answers": ["DEC-2023-002"]}],
)
def test_the_lead_partners_may_confirm_or_answer_it_later(fields: Row) -> None:
    later = _lead(date="2023-06-14", matters=[], **fields)
    assert _hits("DEC-04", _decision(), later) == 0
    assert _hits("DEC-04", _decision(), later, as_of="2023-06-13") == 1


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"matters": ["funding"]}, 0),
        ({"about": ["DEC-2023-002"]}, 0),
        ({"source": "DEC-2023-002 item 3"}, 0),
        ({"matters": ["scrutiny"]}, 1),
        ({"matters": ["funding"], "to_body": "panel"}, 1),
        ({"matters": ["funding"], "raised_on": "2023-11-15"}, 0),
        ({"matters": ["funding"], "raised_on": "2023-11-16"}, 1),
        ({"matters": ["funding"], "decided_on": DAY}, 0),
        ({"matters": ["funding"], "decided_on": "2023-05-16"}, 1),
    ],
)
def test_an_escalation_to_the_lead_partners_will_do(fields: Row, hits: int) -> None:
    assert _hits("DEC-04", _decision(), escalations=[_escalation(**fields)]) == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 0),
        ({"matters": ["scrutiny"]}, 1),
        ({"proposed_on": "2023-11-15"}, 0),
        ({"proposed_on": "2023-11-16"}, 1),
        ({"decision": "DEC-2023-001"}, 1),
        ({"decision": "DEC-2023-003"}, 0),
        ({"withdrawn_on": "2023-05-16"}, 1),
        ({"withdrawn_on": DAY}, 0),
        ({"decision": "DEC-2023-003", "withdrawn_on": "2023-05-16"}, 0),
    ],
)
def test_a_change_proposed_to_them_will_do_until_they_have_settled_it(
    fields: Row, hits: int
) -> None:
    own = {"id": "CHG-2023-01", "matters": ["funding"], "proposed_on": DAY}
    earlier = _lead(matters=[])
    later = _lead(id="DEC-2023-003", date="2023-06-14", matters=[])
    proposals = [{**own, **fields}]
    assert _hits("DEC-04", _decision(), earlier, later, change_proposals=proposals) == hits


@pytest.mark.parametrize(("since", "hits"), [(DAY, 0), ("2023-05-18", 1)])
def test_a_group_with_delegated_functions_is_left_alone(since: str, hits: int) -> None:
    powers = [{"id": "to-panel", "to_group": "panel", "in_force_from": since}]
    assert _hits("DEC-04", _decision(body="panel"), delegations=powers) == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 1),
        ({"outcome": "deferred"}, 0),
        ({"body": "panel"}, 0),
        ({"date": "2023-11-15"}, 1),
        ({"date": "2023-11-16"}, 0),
    ],
)
def test_what_the_delegated_partners_cannot_agree_goes_up(fields: Row, hits: int) -> None:
    assert _hits("DEC-05", _decision(**{"outcome": "not-agreed", **fields})) == hits


def test_an_escalation_of_the_same_matter_is_not_one_of_this_disagreement() -> None:
    split = _decision(outcome="not-agreed")
    assert _hits("DEC-05", split, escalations=[_escalation(matters=["funding"])]) == 1
    assert _hits("DEC-05", split, escalations=[_escalation(about=["DEC-2023-002"])]) == 0


def test_an_answer_of_the_lead_partners_settles_a_disagreement() -> None:
    answer = _lead(date="2023-06-14", answers=["DEC-2023-002"])
    assert _hits("DEC-05", _decision(outcome="not-agreed"), answer) == 0


def _quorums(*decisions: Row, as_of: str = "2023-11-15", **board: Any) -> list[str]:
    register = build(
        groups=[group("board", **{"function": "executive", **board})],
        meetings=[meeting("board", DAY)],
        decisions=list(decisions),
    )
    return [each.message for each in find(register, "DEC-10", as_of)]


def _at_board(number: int, **fields: Any) -> Row:
    own = {"id": f"DEC-2023-{number:03d}", "body": "board", "meeting": f"board-{DAY}"}
    return _decision(**{**own, **fields})


def test_a_missing_quorum_is_told_once_for_a_group_with_the_count() -> None:
    (message,) = _quorums(_at_board(1), _at_board(2), _at_board(3, outcome="noted"))
    assert "It has taken 2 decisions, standing on the assumption" in message
    (message,) = _quorums(_at_board(1))
    assert "It has taken 1 decision," in message


def test_a_missing_quorum_is_not_told_of_before_a_decision_rests_on_it() -> None:
    assert _quorums() == []
    assert _quorums(_at_board(1), as_of="2023-05-16") == []
    assert len(_quorums(_at_board(1), as_of=DAY)) == 1


@pytest.mark.parametrize("quorum", [{"least": 1}, {"all_of": ["council"]}])
def test_a_quorum_by_number_or_by_name_is_a_quorum(quorum: Row) -> None:
    assert _quorums(_at_board(1), quorum=quorum) == []


def test_a_quorum_that_asks_for_nothing_is_not_set() -> None:
    assert len(_quorums(_at_board(1), quorum={"if_not_met": "cancel"})) == 1


def test_a_board_outside_the_partnership_keeps_its_own_quorum() -> None:
    assert _quorums(_at_board(1), function="external-board") == []


def _lines(code: str, reports_to: list[str] | None, **fields: Any) -> int:
    own = {"reports_to": reports_to} if reports_to else {}
    register = build(
        partners=[{"id": "council"}],
        groups=[
            group("lead", function="lead-partners"),
            group("executive", function="executive", reports_to=["lead"]),
            group("lost", reports_to=["lost-too"]),
            group("lost-too", reports_to=["lost"]),
            group("panel", **own),
        ],
        decisions=[_decision(body="panel", **fields), _decision(id="DEC-2023-009", body="panel")],
        delegations=[{"id": "x", "to_group": "executive", "in_force_from": "2023-01-01"}],
    )
    return count(register, code)


def test_a_line_is_followed_up_to_the_lead_partners_or_a_partner() -> None:
    for reports_to in (["executive"], ["lead"], ["council"], ["lost", "executive"]):
        assert _lines("DEC-11", reports_to) == 0
        assert _lines("DEC-12", reports_to) == 0


def test_a_line_that_ends_elsewhere_is_told_for_each_decision() -> None:
    assert _lines("DEC-11", ["lost"]) == 2
    assert _lines("DEC-11", ["lost"], accountable=["chief"]) == 1
    assert _lines("DEC-12", ["lost"]) == 0


def test_a_line_left_unset_is_told_once_for_the_group() -> None:
    assert _lines("DEC-12", None) == 1
    assert _lines("DEC-11", None) == 0


def test_a_group_with_delegated_functions_answers_through_them() -> None:
    register = build(
        groups=[group("panel")],
        decisions=[_decision(body="panel")],
        delegations=[{"id": "x", "to_group": "panel", "in_force_from": DAY}],
    )
    assert count(register, "DEC-12") == 0

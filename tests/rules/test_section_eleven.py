"""Section 11 beyond the examples."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builders import Row, build, count, find, group

CYCLE = {
    "id": "S11-2023",
    "title": "Round of 2023",
    "launched_on": "2023-06-05",
    "standards": [{"key": "training", "standard": "Staff are trained."}],
    "agencies": ["council"],
}


def _return(*ratings: Row, **fields: Any) -> Row:
    return {
        "id": "S11-2023-council",
        "title": "Return",
        "cycle": "S11-2023",
        "agency": "council",
        "received_on": "2023-09-20",
        "feedback_answered": True,
        "ratings": list(ratings),
        **fields,
    }


def _rated(rating: str, **fields: Any) -> Row:
    return {"standard": "training", "rating": rating, **fields}


@pytest.mark.parametrize(
    ("rating", "hits"), [("met", 0), ("partly-met", 1), ("not-met", 1), ("not-applicable", 0)]
)
def test_what_is_below_met_needs_an_action_once_the_return_is_in(rating: str, hits: int) -> None:
    register = build(section_11_returns=[_return(_rated(rating))])
    assert count(register, "S11-02", "2023-09-20") == hits
    assert count(register, "S11-02", "2023-09-19") == 0


@pytest.mark.parametrize(
    ("action", "words"),
    [({}, "no owner."), ({"owner": "head"}, "no due date."), ({"due": "2023-12-01"}, "no owner.")],
)
def test_an_action_for_a_weak_area_has_owner_and_date(action: Row, words: str) -> None:
    register = build(
        section_11_returns=[_return(_rated("not-met", actions=["ACT-2023-001"]))],
        actions=[{"id": "ACT-2023-001", **action}],
    )
    (finding,) = find(register, "S11-02")
    assert finding.message.endswith(words)


def test_a_weak_standard_is_told_in_the_words_of_its_round() -> None:
    register = build(section_11_cycles=[CYCLE], section_11_returns=[_return(_rated("not-met"))])
    (finding,) = find(register, "S11-02")
    assert "training (Staff are trained.)" in finding.message
    strange = _return({"standard": "cooking", "rating": "not-met"})
    register = build(section_11_cycles=[CYCLE], section_11_returns=[strange])
    (finding,) = find(register, "S11-02")
    assert finding.message == "Return: cooking is weak and has no action."


def _tool(launched: str, tool: str | None, as_of: str = "2023-11-15") -> int:
    own = {"tool": tool} if tool else {}
    register = build(
        documents=[{"id": "audit-tool", "dated": "2023-01"}],
        section_11_cycles=[
            {"id": "S11-2021", "title": "This round", "launched_on": launched, **own},
            {"id": "S11-2025", "launched_on": "2025-06-02", "tool": "audit-tool"},
        ],
    )
    return count(register, "S11-04", as_of)


@pytest.mark.parametrize(
    ("launched", "tool", "hits"),
    [
        ("2022-12-31", None, 0),
        ("2023-01-01", None, 1),
        ("2022-12-31", "audit-tool", 1),
        ("2023-01-01", "audit-tool", 0),
    ],
)
def test_a_tool_is_named_from_the_month_on_its_cover(
    launched: str, tool: str | None, hits: int
) -> None:
    assert _tool(launched, tool) == hits


def test_a_round_is_asked_for_its_tool_from_its_launch() -> None:
    assert _tool("2023-06-05", None, "2023-06-04") == 0
    assert _tool("2023-06-05", None, "2023-06-05") == 1


def test_without_any_tool_in_the_register_none_is_asked_for() -> None:
    assert count(build(section_11_cycles=[CYCLE]), "S11-04") == 0


def test_a_standard_is_rated_once() -> None:
    given = _return(_rated("met"), _rated("not-met"))
    register = build(section_11_cycles=[CYCLE], section_11_returns=[given])
    (finding,) = find(register, "S11-05")
    assert finding.message == "Return rates training twice."


def test_a_rating_that_names_no_standard_is_left_to_the_check_of_its_shape() -> None:
    given = _return({"rating": "met"}, {"rating": "met"})
    register = build(section_11_cycles=[CYCLE], section_11_returns=[given])
    assert count(register, "S11-05") == 0


def test_a_return_without_a_known_round_is_not_held_to_its_standards() -> None:
    assert count(build(section_11_returns=[_return(_rated("met"))]), "S11-05") == 0
    bare = {"id": "S11-2023", "title": "Round"}
    register = build(section_11_cycles=[bare], section_11_returns=[_return(_rated("met"))])
    assert count(register, "S11-05") == 0


def test_the_questions_on_feedback_are_part_of_a_return() -> None:
    for answered, hits in ((True, 0), (False, 1)):
        given = _return(_rated("met"), feedback_answered=answered)
        register = build(section_11_cycles=[CYCLE], section_11_returns=[given])
        assert count(register, "S11-06", "2023-09-20") == hits
        assert count(register, "S11-06", "2023-09-19") == 0


def test_an_agency_gives_one_return_in_a_round() -> None:
    second = _return(id="S11-2023-council-2")
    register = build(section_11_cycles=[CYCLE], section_11_returns=[_return(), second])
    assert [each.record for each in find(register, "S11-07")] == ["S11-2023-council-2"]


@pytest.mark.parametrize(("assured", "hits"), [("2023-11-08", 0), ("2023-11-09", 1)])
def test_assurance_comes_by_the_day_the_round_is_closed(assured: str, hits: int) -> None:
    register = build(
        section_11_cycles=[{**CYCLE, "closed_on": "2023-11-08"}],
        section_11_returns=[_return(_rated("partly-met", assured_on=assured))],
    )
    assert count(register, "S11-08", "2023-11-08") == hits
    assert count(register, "S11-08", "2023-11-07") == 0


def test_open_areas_of_a_closed_round_are_counted() -> None:
    register = build(
        section_11_cycles=[{**CYCLE, "closed_on": "2023-11-08"}],
        section_11_returns=[_return(_rated("partly-met"), _rated("not-met"), _rated("met"))],
    )
    (finding,) = find(register, "S11-08")
    assert finding.message.endswith("Return, training and 1 more.")


@pytest.mark.parametrize(
    ("agency", "cycle", "hits"),
    [
        ({}, {}, 1),
        ({"section_11": False}, {}, 0),
        ({}, {"agencies": ["college"]}, 0),
        ({}, {"agencies": ["old-college"]}, 0),
        ({"selected_on": "2023-06-05"}, {}, 1),
        ({"selected_on": "2023-06-06"}, {}, 0),
        ({"until": "2023-11-15"}, {}, 0),
        ({"until": "2023-11-16"}, {}, 1),
        ({}, {"launched_on": "2023-11-15"}, 1),
        ({}, {"launched_on": "2023-11-16"}, 0),
        ({}, {"closed_on": "2023-11-15"}, 0),
        ({}, {"closed_on": "2023-11-16"}, 1),
    ],
)
def test_who_is_marked_for_a_return_is_asked_in_the_round_that_is_open(
    agency: Row, cycle: Row, hits: int
) -> None:
    college = {"id": "college", "formerly": ["old-college"], "name": "College", **agency}
    register = build(
        agencies=[{"section_11": True, **college}], section_11_cycles=[{**CYCLE, **cycle}]
    )
    assert count(register, "S11-09", date(2023, 11, 15)) == hits


def test_only_the_newest_round_must_ask_everybody() -> None:
    older = {"id": "S11-2021", "title": "Round of 2021", "launched_on": "2021-06-07"}
    newer = {**CYCLE, "agencies": ["council", "college"]}
    college = {"id": "college", "name": "College", "section_11": True}
    register = build(agencies=[college], section_11_cycles=[newer, older])
    assert count(register, "S11-09") == 0
    register = build(
        agencies=[college], section_11_cycles=[CYCLE, {**older, "agencies": ["college"]}]
    )
    assert [each.record for each in find(register, "S11-09")] == ["S11-2023"]


def _launched(*returns: Row, as_of: str = "2023-11-15", **fields: Any) -> list[str]:
    register = build(
        groups=[
            group("lead", function="lead-partners", formerly=["old-lead"]),
            group("executive", function="executive"),
        ],
        section_11_cycles=[{"id": "S11-2023", "title": "Round", **fields}],
        section_11_returns=list(returns),
    )
    return [each.message for each in find(register, "S11-10", as_of)]


LAUNCHED = {"launched_on": "2023-06-05"}


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ({**LAUNCHED, "launched_by": "lead"}, []),
        ({**LAUNCHED, "launched_by": "old-lead"}, []),
        (
            {**LAUNCHED, "launched_by": "executive"},
            [
                "Round was launched by the executive; a round is the lead partners' to launch.",
            ],
        ),
        (LAUNCHED, ["It is not said who launched Round."]),
        ({**LAUNCHED, "launched_by": "nobody"}, []),
        ({}, []),
    ],
)
def test_a_round_is_launched_by_the_lead_partners(fields: Row, messages: list[str]) -> None:
    assert _launched(**fields) == messages


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-04", 0), ("2023-06-05", 1)])
def test_who_launched_a_round_is_asked_from_the_day_of_the_launch(as_of: str, hits: int) -> None:
    assert len(_launched(as_of=as_of, **LAUNCHED)) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-09-30", 0), ("2023-10-01", 1)])
def test_a_round_with_a_return_has_been_launched(as_of: str, hits: int) -> None:
    returns = [
        {"id": "S11-2023-a", "cycle": "S11-2023", "received_on": "2023-10-02"},
        {"id": "S11-2023-b", "cycle": "S11-2023", "received_on": "2023-10-01"},
        {"id": "S11-2023-c", "cycle": "S11-2023"},
    ]
    assert _launched(*returns, as_of=as_of) == hits * [
        "Round has had a return since 1 October 2023, and it is not recorded when it was launched."
    ]
    assert _launched(returns[2], as_of=as_of) == []
    assert _launched(*returns, as_of=as_of, **LAUNCHED, launched_by="lead") == []


@pytest.mark.parametrize(("as_of", "hits"), [("2023-09-19", 0), ("2023-09-20", 1)])
def test_a_round_without_standards_is_told_once_a_return_has_come(as_of: str, hits: int) -> None:
    bare = {name: value for name, value in CYCLE.items() if name != "standards"}
    second = _return(_rated("met"), id="S11-2023-trust", agency="trust")
    returns = [_return(_rated("met")), second]
    register = build(section_11_cycles=[bare], section_11_returns=returns)
    assert [each.record for each in find(register, "S11-12", as_of)] == ["S11-2023"] * hits
    named = build(section_11_cycles=[CYCLE], section_11_returns=returns)
    assert count(named, "S11-12", as_of) == 0
    empty = build(section_11_cycles=[bare], section_11_returns=[_return(ratings=None)])
    assert count(empty, "S11-12", as_of) == 0
    unknown = build(section_11_returns=returns)
    assert count(unknown, "S11-12", as_of) == 0

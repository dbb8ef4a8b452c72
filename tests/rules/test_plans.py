"""Plans and priorities beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group

INPUTS = ("national-drivers", "local-gaps", "emerging-issues", "inspection-or-peer-review")


def _plan(**fields: Any) -> Row:
    return {
        "id": "business-plan",
        "title": "Business plan",
        "form": "business-plan",
        "status": "agreed",
        "group": "lead",
        "from": "2023-04-01",
        "until": "2026-04-01",
        **fields,
    }


def _hits(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    return count(build(plans=[_plan(**fields)]), code, as_of)


@pytest.mark.parametrize("missing", INPUTS)
def test_each_of_the_four_inputs_is_asked_for(missing: str) -> None:
    rows = [{"input": each, "records": ["x"]} for each in INPUTS if each != missing]
    assert _hits("PLN-01", inputs=rows) == 1
    assert _hits("PLN-01", inputs=[*rows, {"input": missing}]) == 1
    assert _hits("PLN-01", inputs=[*rows, {"input": missing, "none_because": "None."}]) == 0


def test_drafts_and_other_plans_need_no_inputs() -> None:
    assert _hits("PLN-01", status="draft") == 0
    assert _hits("PLN-01", status="closed") == 1
    assert _hits("PLN-01", form="work-plan") == 0


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("documents", {"id": "guidance", "dated": "2023-05"}),
        ("feedback", {"id": "FBK-2023-01", "on": "2023-04-20"}),
        ("surveys", {"id": "SUR-2023-01", "opened_on": "2023-04-20"}),
        ("consultations", {"id": "CON-2023-01", "opened_on": "2023-04-20"}),
        ("inspections", {"id": "INS-2023-01", "report_on": "2023-04-20"}),
        ("scrutiny", {"id": "SCR-2023-01", "on": "2023-04-20"}),
        ("recommendations", {"id": "REC-2023-001", "made_on": "2023-04-20"}),
        ("reports", {"id": "report", "drafted_on": "2023-04-20"}),
    ],
)
def test_an_input_is_there_by_the_day_of_the_decision(folder: str, source: Row) -> None:
    plan = _plan(decision="DEC-2023-001", inputs=[{"input": INPUTS[0], "records": [source["id"]]}])
    field = next(name for name in source if name != "id")
    for day, hits in ((source[field], 1), ("2023-04-19", 0)):
        decided = [{"id": "DEC-2023-001", "date": "2023-04-19"}]
        folders = {"plans": [plan], "decisions": decided, folder: [{**source, field: day}]}
        register = build(None, **folders)
        assert count(register, "PLN-02") == hits


def test_inputs_are_held_against_a_decision_that_was_taken() -> None:
    plan = _plan(decision="DEC-2023-001", inputs=[{"input": INPUTS[0], "records": ["F", "G"]}])
    register = build(
        plans=[plan],
        decisions=[{"id": "DEC-2023-001", "date": "2023-04-19"}],
        feedback=[{"id": "F", "on": "2023-05-10"}, {"id": "G"}],
    )
    assert count(register, "PLN-02", "2023-04-18") == 0
    assert count(register, "PLN-02", "2023-04-19") == 1
    assert count(build(plans=[plan]), "PLN-02") == 0


def _priority(identity: str, *inputs: str, **fields: Any) -> Row:
    return {
        "id": identity,
        "title": identity,
        "year": "2023-24",
        "decision": "DEC-2023-001",
        "inputs": list(inputs),
        **fields,
    }


def _priorities(*rows: Row, as_of: str = "2023-11-15", **folders: list[Row]) -> list[str]:
    decided = [{"id": "DEC-2023-001", "date": "2023-04-19"}]
    register = build(None, priorities=rows, decisions=decided, **folders)
    return [each.record or "" for each in find(register, "PLN-03", as_of)]


def test_inputs_are_counted_over_the_priorities_of_one_year() -> None:
    assert _priorities(_priority("a", *INPUTS[:2]), _priority("b", *INPUTS[2:])) == []
    later = _priority("b", *INPUTS[2:], year="2024-25")
    assert _priorities(_priority("a", *INPUTS[:2]), later) == ["a", "b"]


def test_priorities_are_asked_from_the_day_of_their_decision() -> None:
    assert _priorities(_priority("a"), as_of="2023-04-18") == []
    assert _priorities(_priority("a"), as_of="2023-04-19") == ["a"]


def test_an_input_that_the_plan_says_there_is_none_of_is_not_missed() -> None:
    plan = _plan(inputs=[{"input": INPUTS[3], "none_because": "There was no inspection."}])
    own = _priority("a", *INPUTS[:3], plan="business-plan")
    assert _priorities(own, plans=[plan]) == []
    assert _priorities(own, plans=[_plan(inputs=[{"input": INPUTS[3]}])]) == ["a"]


@pytest.mark.parametrize(("as_of", "hits"), [("2023-03-31", 0), ("2023-04-01", 1)])
def test_a_plan_owes_its_decision_from_its_first_day(as_of: str, hits: int) -> None:
    assert _hits("PLN-04", as_of) == hits
    assert _hits("PLN-04", as_of, status="draft") == 0


def test_a_priority_owes_its_decision_at_once() -> None:
    assert count(build(priorities=[{"id": "a", "title": "A"}]), "PLN-04") == 1


def _decided(body: str, outcome: str, **folders: list[Row]) -> list[str]:
    register = build(
        None,
        groups=[
            group("lead", function="lead-partners"),
            group("executive", function="executive"),
            group("board"),
            group("other"),
        ],
        decisions=[{"id": "DEC-2023-001", "body": body, "date": "2023-04-19", "outcome": outcome}],
        **folders,
    )
    return [each.message for each in find(register, "PLN-04")]


@pytest.mark.parametrize(
    ("form", "body", "outcome", "hits"),
    [
        ("work-plan", "board", "agreed", 0),
        ("work-plan", "executive", "agreed", 0),
        ("work-plan", "lead", "agreed", 0),
        ("work-plan", "other", "agreed", 1),
        ("work-plan", "board", "deferred", 1),
        ("yearly-plan", "lead", "agreed", 0),
        ("yearly-plan", "lead", "rejected", 1),
        ("yearly-plan", "executive", "agreed", 1),
        ("yearly-plan", "board", "agreed", 1),
    ],
)
def test_a_plan_is_agreed_by_those_who_may(form: str, body: str, outcome: str, hits: int) -> None:
    plan = _plan(form=form, group="board", decision="DEC-2023-001")
    assert len(_decided(body, outcome, plans=[plan])) == hits
    assert _decided(body, outcome, plans=[{**plan, "status": "draft"}]) == []


@pytest.mark.parametrize(
    ("body", "outcome", "why"),
    [
        ("lead", "agreed", None),
        ("lead", "deferred", "DEC-2023-001 put it off"),
        ("executive", "agreed", "DEC-2023-001 is a decision of the executive, not of the lead"),
    ],
)
def test_priorities_are_for_the_lead_partners(body: str, outcome: str, why: str | None) -> None:
    found = _decided(body, outcome, priorities=[_priority("a")])
    assert [each.partition(", but ")[2][: len(why or "")] for each in found] == (
        [why] if why else []
    )


def test_only_an_agreed_plan_must_promise_something() -> None:
    assert _hits("PLN-05") == 1
    assert _hits("PLN-05", status="draft") == 0
    assert _hits("PLN-05", status="closed") == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-10-31", 0), ("2023-11-01", 1)])
def test_effect_is_asked_for_from_the_day_of_completion(as_of: str, hits: int) -> None:
    outcome = {"key": "1", "completed_on": "2023-11-01", "progress": [{"note": "Done."}]}
    assert _hits("PLN-06", as_of, outcomes=[outcome, {"key": "2"}]) == hits


def _following(start: str, **fields: Any) -> list[str]:
    later = _plan(id="later-plan", title="Later plan", **{"from": start, "until": "2029-04-01"})
    register = build(plans=[{**later, **fields}, _plan()])
    return [each.message for each in find(register, "PLN-07")]


def test_plans_meet_without_a_gap_and_without_overlap() -> None:
    assert _following("2026-04-01") == []
    (gap,) = _following("2026-04-02")
    assert gap.endswith("Later plan begins only on 2 April 2026.")
    (overlap,) = _following("2026-03-31")
    assert overlap.endswith("while Business plan still runs until 1 April 2026.")


def test_plans_of_different_groups_or_drafts_need_not_meet() -> None:
    assert _following("2026-05-01", group="other") == []
    assert _following("2026-05-01", status="draft") == []
    assert _following("2026-05-01", form="work-plan") == []


@pytest.mark.parametrize(
    ("until", "hits"), [("2026-03-31", 1), ("2026-04-01", 0), ("2026-04-02", 1)]
)
def test_three_years_are_three_years_to_the_day(until: str, hits: int) -> None:
    assert _hits("PLN-08", until=until) == hits

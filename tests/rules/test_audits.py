"""Audits beyond the examples: what is asked at which stage."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group


def _audit(*stages: tuple[str, str], **fields: Any) -> Row:
    rows = [{"stage": stage, "reached_on": day} for stage, day in stages]
    return {"id": "AUD-2023-01", "title": "Audit", "method": "thematic", "stages": rows, **fields}


def _hits(code: str, as_of: str, *stages: tuple[str, str], **fields: Any) -> int:
    return count(build(audits=[_audit(*stages, **fields)]), code, as_of)


@pytest.mark.parametrize("code", ["AUD-02", "AUD-04", "AUD-05"])
@pytest.mark.parametrize(
    ("stage", "hits"),
    [("moderated", 0), ("report-drafted", 1), ("tabled", 1), ("approved", 1), ("closed", 1)],
)
def test_a_report_is_asked_for_its_parts_from_the_draft_on(
    code: str, stage: str, hits: int
) -> None:
    assert _hits(code, "2023-09-15", (stage, "2023-09-15")) == hits
    assert _hits(code, "2023-09-14", (stage, "2023-09-15")) == 0


def test_an_audit_of_implementation_asks_another_question() -> None:
    written = ("report-drafted", "2023-09-15")
    assert _hits("AUD-02", "2023-11-15", written, method="implementation") == 0


@pytest.mark.parametrize("stage", ["approved", "closed"])
def test_an_approved_or_closed_audit_names_its_decision(stage: str) -> None:
    assert _hits("AUD-03", "2023-11-08", (stage, "2023-11-08")) == 1
    assert _hits("AUD-03", "2023-11-07", (stage, "2023-11-08")) == 0


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, 0),
        ({"date": "2023-11-09"}, 1),
        ({"outcome": "deferred"}, 1),
        ({"body": "audit-group"}, 1),
        ({"body": "lead"}, 0),
    ],
)
def test_only_the_executive_or_those_above_it_approve(changes: Row, hits: int) -> None:
    decision = {
        "id": "DEC-2023-001",
        "body": "executive",
        "date": "2023-11-08",
        "outcome": "agreed",
        **changes,
    }
    register = build(
        groups=[
            group("executive", function="executive"),
            group("lead", function="lead-partners"),
            group("audit-group"),
        ],
        decisions=[decision],
        audits=[_audit(("approved", "2023-11-08"), approval="DEC-2023-001")],
    )
    assert count(register, "AUD-03") == hits


def test_each_finding_without_feedback_is_found_unless_the_audit_gives_the_reason() -> None:
    written = ("report-drafted", "2023-09-15")
    findings = [{"key": "F1"}, {"key": "F2", "feedback": ["FBK-2023-01"]}, {"key": "F3"}]
    register = build(audits=[_audit(written, findings=findings)])
    assert [each.message[:14] for each in find(register, "AUD-05")] == [
        "For finding F1",
        "For finding F3",
    ]
    reason = {"findings": findings, "no_feedback_because": "Nobody answered."}
    assert _hits("AUD-05", "2023-11-15", written, **reason) == 0


@pytest.mark.parametrize(
    ("agencies", "hits"), [([], 1), (["a"], 1), (["a", "a"], 1), (["a", "b"], 0)]
)
def test_two_agencies_make_an_audit_multi_agency(agencies: list[str], hits: int) -> None:
    scoped = ("scoped", "2023-06-01")
    assert _hits("AUD-06", "2023-06-01", scoped, agencies=agencies) == hits
    assert _hits("AUD-06", "2023-05-31", scoped, agencies=agencies) == 0


def test_an_agency_gives_one_return_to_an_audit_and_may_give_one_to_another() -> None:
    audits = [_audit(agencies=["a"]), {"id": "AUD-2023-02", "title": "Other", "agencies": ["a"]}]
    returns = [
        {"id": f"AUR-2023-00{number}", "audit": audit, "agency": "a"}
        for number, audit in enumerate(("AUD-2023-01", "AUD-2023-02", "AUD-2023-01"), 1)
    ]
    found = find(build(audits=audits, audit_returns=returns), "AUD-07")
    assert [each.record for each in found] == ["AUR-2023-003"]
    strays = [{"id": "AUR-2023-009", "audit": "AUD-2022-01", "agency": "a"}]
    assert count(build(audits=audits, audit_returns=strays), "AUD-07") == 0


@pytest.mark.parametrize(("day", "hits"), [("2023-06-01", 0), ("2023-05-31", 1)])
def test_two_stages_may_fall_on_one_day_in_any_written_order(day: str, hits: int) -> None:
    stages = [("tools-issued", day), ("scoped", "2023-06-01"), ("planned", "2023-05-10")]
    assert _hits("AUD-08", "2023-11-15", *stages) == hits


STEPS = tuple(
    "planned scoped tools-issued returns-in moderated report-drafted tabled approved closed".split()
)


@pytest.mark.parametrize("skipped", STEPS[:-1])
def test_no_stage_is_left_out(skipped: str) -> None:
    reached = [(each, f"2023-06-0{place}") for place, each in enumerate(STEPS, 1)]
    assert _hits("AUD-08", "2023-11-15", *reached) == 0
    place = STEPS.index(skipped)
    gap = reached[:place] + reached[place + 1 :]
    next_day = f"2023-06-0{place + 2}"
    assert _hits("AUD-08", next_day, *gap) == 1
    assert _hits("AUD-08", f"2023-06-0{place + 1}", *gap) == 0


def test_all_stages_that_were_left_out_are_named_at_once() -> None:
    register = build(audits=[_audit(("planned", "2023-05-10"), ("moderated", "2023-08-31"))])
    (found,) = find(register, "AUD-08")
    assert found.message == (
        "Audit: 'Findings moderated' is dated 31 August 2023, and no day is recorded for"
        " 'Scope agreed', 'Tools sent to agencies' and 'Returns in'."
    )


def test_a_stage_that_is_planned_or_that_an_audit_was_cancelled_at_skips_nothing() -> None:
    audit = _audit(("planned", "2023-05-10"), ("cancelled", "2023-06-01"))
    audit["stages"].append({"stage": "approved", "planned": "2023-07-01"})
    assert count(build(audits=[audit]), "AUD-08") == 0

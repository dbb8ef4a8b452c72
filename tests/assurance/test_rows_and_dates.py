"""Proofs look at the very row, count every date, and know what falls due by a meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.duties import Duty, assess
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.finding import Finding
from sscp.rules.runner import run_rules
from tests.builders import Row, build, group, meeting
from tests.conftest import CHECKOUT


def duty(
    proof: Row,
    as_of: str = "2023-11-15",
    cadence: Row | None = None,
    findings: tuple[Finding, ...] = (),
    **folders: list[Row],
) -> Duty:
    """A statement with this proof, assessed in a register with these records."""
    clause: dict[str, Any] = {
        "id": "masa-1.1",
        "ref": "1.1",
        "title": "The statement",
        "disposition": "rule",
        "proof": proof,
    }
    if cadence is not None:
        clause["cadence"] = cadence
    portfolio = build(None, clauses=[clause], **folders)
    return assess(portfolio, date.fromisoformat(as_of), findings)[0]


def periods(found: Duty) -> list[tuple[str | None, str | None, str]]:
    """Due date, date done and state of every period."""
    return [
        (
            period.due.isoformat() if period.due else None,
            period.done_on.isoformat() if period.done_on else None,
            period.state.value,
        )
        for period in found.periods
    ]


def sent(to: str, on: str | None) -> Row:
    return {"to": to, **({"sent_on": on} if on else {})}


NOTICES: Row = {
    "form": "recurring",
    "kind": "dissemination",
    "date": "lines.sent_on",
    "within": "P1Y",
    "per": {"kind": "agency", "named_in": "lines.to"},
}
AGENCIES = [{"id": "school"}, {"id": "trust"}]


def test_each_agency_has_the_date_of_its_own_row() -> None:
    lines = [sent("school", "2023-05-02"), sent("trust", "2023-06-07")]
    found = duty(NOTICES, agencies=AGENCIES, disseminations=[{"id": "DIS-2023-01", "lines": lines}])
    assert periods(found) == [
        (None, "2023-05-02", "met"),
        ("2024-05-02", None, "not_due"),
        (None, "2023-06-07", "met"),
        ("2024-06-07", None, "not_due"),
    ]


@pytest.mark.parametrize("on", [None, "2023-11-16"])
def test_an_agency_whose_row_was_not_sent_by_the_day_has_not_been_told(on: str | None) -> None:
    lines = [sent("school", "2023-05-02"), sent("trust", on)]
    found = duty(NOTICES, agencies=AGENCIES, disseminations=[{"id": "DIS-2023-01", "lines": lines}])
    assert periods(found)[2:] == [(None, None, "not_started")]


def test_every_review_of_one_document_counts_and_those_of_a_day_are_one() -> None:
    proof: Row = {"form": "recurring", "kind": "document", "date": "reviews.on"}
    reviews = [{"on": "2021-10-18"}, {"on": "2022-11-01"}, {"on": "2022-11-01"}]
    found = duty(
        proof,
        cadence={"mode": "fixed", "interval": "P1Y"},
        documents=[{"id": "masa", "reviews": reviews}],
    )
    assert periods(found) == [
        (None, "2021-10-18", "met"),
        ("2022-10-18", "2022-11-01", "breached"),
        ("2023-11-01", None, "overdue"),
    ]


EVENTS = [
    {"event": "opened", "on": "2023-05-19"},
    {"event": "signed-off", "on": "2023-06-09"},
]


def test_a_condition_on_the_list_of_the_date_holds_in_the_row_of_the_date() -> None:
    proof: Row = {
        "form": "recurring",
        "kind": "review",
        "where": [{"field": "events.event", "is": "signed-off"}],
        "date": "events.on",
    }
    found = duty(proof, reviews=[{"id": "RR-2023-01", "events": EVENTS}])
    assert periods(found)[0] == (None, "2023-06-09", "met")


@pytest.mark.parametrize(("as_of", "state"), [("2023-06-08", "not_started"), ("2023-06-09", "met")])
def test_a_need_is_met_on_the_day_of_its_own_row(as_of: str, state: str) -> None:
    proof: Row = {
        "form": "each",
        "kind": "review",
        "date": "events.on",
        "needs": [
            {
                "what": "the sign-off",
                "field": "events.event",
                "is": ["signed-off"],
                "when": "events.on",
            }
        ],
    }
    found = duty(proof, as_of, reviews=[{"id": "RR-2023-01", "events": EVENTS}])
    assert [state for _, _, state in periods(found)] == [state]


def test_three_signatures_of_which_two_fall_on_one_day_are_three() -> None:
    signed = [
        {"post": post, "on": on}
        for post, on in zip("abc", ("10-18", "10-18", "11-13"), strict=True)
    ]
    report = {
        "id": "yearly-report",
        "drafted_on": "2023-09-22",
        "sign_offs": [{**row, "on": f"2023-{row['on']}"} for row in signed],
    }
    need = {"what": "all three", "field": "sign_offs.post", "when": "sign_offs.on", "least": 3}
    proof: Row = {"form": "each", "kind": "report", "date": "drafted_on", "needs": [need]}
    assert periods(duty(proof, "2023-11-13", reports=[report])) == [(None, "2023-11-13", "met")]
    assert duty(proof, "2023-11-12", reports=[report]).standing == "not_started"


PLAN = {
    "id": "plan-2023",
    "title": "Plan",
    "from": "2023-04-01",
    "until": "2024-04-01",
    "outcomes": [
        {"key": "1.1", "due": "2023-09-30", "completed_on": "2023-09-30"},
        {"key": "1.2", "due": "2023-09-30", "completed_on": "2023-10-01"},
        {"key": "1.3", "due": "2023-11-14"},
        {"key": "1.4", "due": "2024-01-31"},
    ],
}
OUTCOMES: Row = {
    "form": "each",
    "kind": "plan",
    "rows": "outcomes",
    "date": "from",
    "due": "outcomes.due",
    "needs": [
        {"what": "not complete", "field": "outcomes.completed_on", "when": "outcomes.completed_on"}
    ],
}


def test_the_rows_of_a_list_are_asked_one_by_one() -> None:
    found = duty(OUTCOMES, plans=[PLAN])
    assert [state for _, _, state in periods(found)] == ["met", "breached", "overdue", "not_due"]
    assert found.periods[0].what == "Plan: 1.1"
    assert found.periods[2].what == "Plan: 1.3: not complete"


def test_conditions_choose_among_the_rows() -> None:
    proof = {**OUTCOMES, "where": [{"field": "outcomes.key", "is": "1.4"}]}
    assert [each.what for each in duty(proof, plans=[PLAN]).periods] == ["Plan: 1.4: not complete"]


def test_what_falls_due_until_a_day_falls_due_the_day_before() -> None:
    need = {"what": "a publication", "kind": "publication", "by": "of", "when": "on"}
    proof: Row = {
        "form": "each",
        "kind": "plan",
        "date": "from",
        "due": "until",
        "needs": [need],
    }
    assert periods(duty(proof, plans=[PLAN])) == [("2024-03-31", None, "not_due")]


def test_without_a_date_every_record_in_force_is_asked_on_the_day() -> None:
    proof: Row = {
        "form": "each",
        "kind": "agency",
        "needs": [{"what": "no category", "field": "category"}],
    }
    agencies = [
        {"id": "school", "name": "School", "category": "education"},
        {"id": "trust", "name": "Trust"},
        {"id": "gone", "name": "Gone", "until": "2023-11-15"},
    ]
    found = duty(proof, agencies=agencies)
    assert periods(found) == [
        (None, None, "met"),
        (None, None, "not_started"),
    ]
    assert found.periods[1].what == "Trust: no category"


@pytest.mark.parametrize(("until", "state"), [("2023-11-15", "not_started"), ("2023-11-16", "met")])
def test_a_seat_needs_somebody_in_the_post_on_the_day(until: str, state: str) -> None:
    proof: Row = {
        "form": "each",
        "kind": "membership",
        "needs": [{"what": "vacant", "kind": "appointment", "by": "post", "of": "post"}],
    }
    found = duty(
        proof,
        memberships=[{"id": "seat", "group": "board", "post": "director"}],
        appointments=[
            {"id": "now", "post": "director", "from": "2022-04-01", "until": until},
            {"id": "other", "post": "nurse", "from": "2022-04-01"},
        ],
    )
    assert found.standing == state


@pytest.mark.parametrize(("on", "state"), [("2023-11-15", "withdrawn"), ("2023-11-16", "overdue")])
def test_what_was_given_up_by_the_day_is_owed_no_more(on: str, state: str) -> None:
    action: Row = {
        "id": "ACT-2023-001",
        "raised_on": "2023-05-17",
        "due": "2023-11-14",
        "cancelled": {"on": on, "reason": "-"},
    }
    proof: Row = {
        "form": "each",
        "kind": "action",
        "date": "raised_on",
        "due": "due",
        "withdrawn": "cancelled.on",
        "needs": [{"what": "open", "field": "completed_on", "when": "completed_on"}],
    }
    assert duty(proof, actions=[action]).standing == state
    done = {**action, "completed_on": "2023-11-14"}
    assert duty(proof, actions=[done]).standing == "met"


@pytest.mark.parametrize(
    ("stage", "on", "states"),
    [
        ("cancelled", "2023-11-15", ["met", "withdrawn", "met"]),
        ("cancelled", "2023-11-16", ["met", "overdue", "not_due"]),
        ("closed", "2023-11-15", ["met", "overdue", "met"]),
    ],
)
def test_one_row_of_a_record_may_lift_all_its_others(
    stage: str, on: str, states: list[str]
) -> None:
    audit: Row = {
        "id": "AUD-2023-01",
        "stages": [
            {"stage": "scoped", "planned": "2023-06-14", "reached_on": "2023-06-14"},
            {"stage": "returns-in", "planned": "2023-09-15"},
            {"stage": stage, "planned": "2024-01-31", "reached_on": on},
        ],
    }
    proof: Row = {
        "form": "each",
        "kind": "audit",
        "rows": "stages",
        "due": "stages.planned",
        "needs": [{"what": "not reached", "field": "stages.reached_on"}],
        "withdrawn": "stages.reached_on",
        "withdrawn_where": [{"field": "stages.stage", "is": ["cancelled"]}],
    }
    assert [each.state.value for each in duty(proof, audits=[audit]).periods] == states


@pytest.mark.parametrize(
    ("covers", "value", "label"),
    [("agencies", "trust", "The Trust"), ("form", "development-day", "Development day")],
)
def test_what_is_covered_has_the_name_a_reader_knows(covers: str, value: str, label: str) -> None:
    proof: Row = {
        "form": "coverage",
        "kind": "engagement",
        "date": "on",
        "covers": covers,
        "values": [value],
    }
    found = duty(proof, agencies=[{"id": "trust", "name": "The Trust"}])
    assert [(each.what, each.due, each.state.value) for each in found.periods] == [
        (label, date(2024, 3, 31), "not_due")
    ]


def test_records_of_another_year_are_not_asked_for() -> None:
    proof: Row = {
        "form": "standing",
        "kind": "decision",
        "per": {"kind": "priority", "named_in": "answers"},
    }
    priorities = [
        {"id": f"priority-{year}", "title": year, "year": year} for year in ("2023-24", "2024-25")
    ]
    found = duty(proof, priorities=priorities)
    assert [each.what for each in found.periods] == ["2023-24"]
    assert [each.what for each in duty(proof, "2024-04-01", priorities=priorities).periods] == [
        "2024-25"
    ]


@pytest.mark.parametrize(("as_of", "met"), [("2023-06-13", False), ("2023-06-14", True)])
def test_a_standing_record_with_a_date_counts_from_that_day(as_of: str, met: bool) -> None:
    proof: Row = {"form": "standing", "kind": "decision", "date": "date"}
    found = duty(proof, as_of, decisions=[{"id": "DEC-2023-011", "date": "2023-06-14"}])
    assert (found.standing == "met") is met


BOARD = [group("board")]
DAYS = ("2023-04-19", "2023-06-14", "2023-08-23", "2023-10-18")
REPORTED: Row = {
    "form": "recurring",
    "kind": "meeting",
    "where": [{"field": "place", "is": "reported"}],
    "date": "date",
    "due_by_meeting_of": "board",
}


def board_meetings(*reported: str, **last: Any) -> list[Row]:
    rows = [meeting("board", day, place="reported" if day in reported else "-") for day in DAYS]
    rows[-1] |= last
    return rows


def test_what_every_meeting_hears_is_late_when_a_meeting_did_not_hear_it() -> None:
    meetings = board_meetings("2023-04-19", "2023-08-23", status="planned")
    found = duty(REPORTED, "2023-08-24", groups=BOARD, meetings=meetings)
    assert periods(found) == [
        (None, "2023-04-19", "met"),
        ("2023-06-14", "2023-08-23", "breached"),
        ("2023-10-18", None, "not_due"),
    ]


def test_it_is_overdue_once_the_meeting_is_past_and_open_when_none_is_known() -> None:
    meetings = board_meetings("2023-08-23")
    assert duty(REPORTED, groups=BOARD, meetings=meetings).standing == "overdue"
    cancelled = board_meetings("2023-08-23", status="cancelled")
    assert duty(REPORTED, groups=BOARD, meetings=cancelled).standing == "interval_not_set"


@pytest.mark.parametrize(("meetings_on", "due"), [(1, "2023-06-14"), (2, "2023-08-23"), (4, None)])
def test_it_may_fall_due_by_a_later_meeting(meetings_on: int, due: str | None) -> None:
    proof = {**REPORTED, "meetings": meetings_on}
    found = duty(proof, groups=BOARD, meetings=board_meetings("2023-04-19"))
    assert periods(found)[1][0] == due


def test_a_finding_counts_only_for_the_records_that_the_proof_means() -> None:
    meetings = [meeting(name, day) for name in ("board", "panel") for day in DAYS[:2]]
    portfolio = build(groups=[group("board"), group("panel")], meetings=meetings)
    findings = run_rules(portfolio, (), date(2023, 11, 15)).findings
    proof: Row = {
        "form": "rules",
        "rules": ["MTG-15"],
        "kind": "meeting",
        "where": [{"field": "group", "is": "panel"}],
    }
    found = duty(
        proof, findings=findings, groups=[group("board"), group("panel")], meetings=meetings
    )
    assert [each.subject for each in found.periods] == ["panel-2023-04-19", "panel-2023-06-14"]


RESULTS: Row = {
    "form": "coverage",
    "kind": "plan",
    "date": "outcomes.progress.on",
    "covers": "outcomes.result",
    "values": ["Children are safe", "Lessons take hold"],
}


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2023-02-28", "not_due"), ("2023-11-15", "met"), ("2024-11-15", "not_due")],
)
def test_a_value_occurs_in_the_years_of_its_own_row(as_of: str, state: str) -> None:
    """A plan of several years, in which another outcome is noted again and again."""
    safe = {"result": "Children are safe", "progress": [{"on": "2023-05-10"}]}
    lessons = {
        "result": "Lessons take hold",
        "progress": [{"on": "2022-05-10"}, {"on": "2023-05-10"}, {"on": "2024-05-10"}],
    }
    found = duty(RESULTS, as_of, plans=[{"id": "plan", "outcomes": [safe, lessons]}])
    first, second = found.periods
    assert (first.state.value, second.state.value) == (state, "met")
    assert second.evidence == ("plan",)


@pytest.mark.parametrize(
    ("received", "done", "state"),
    [
        ({"received_on": "2023-08-22"}, "2023-08-22", "met"),
        ({"received_on": "2023-08-23"}, "2023-08-23", "met"),
        ({"received_on": "2023-08-24"}, "2023-08-24", "breached"),
        ({}, None, "overdue"),
    ],
)
def test_the_register_counts_a_report_only_if_it_had_come_by_the_meeting(
    received: Row, done: str | None, state: str
) -> None:
    """Source: arrangements A.3/3."""
    clauses = load(FolderSource(str(CHECKOUT / "records"))).portfolio.of_kind("clause")
    proof = next(each.values["proof"] for each in clauses if each.id == "masa-a.3-3")
    papers = [
        {"title": "Plan", "record": "plan", "received_on": "2023-08-01"},
        {"title": "Report", "record": "report", **received},
    ]
    found = duty(
        proof,
        groups=[group("lsp-group", function="lead-partners")],
        plans=[{"id": "plan", "form": "business-plan"}],
        reports=[{"id": "report", "form": "executive-report"}],
        meetings=[meeting("lsp-group", "2023-08-23", papers=papers)],
    )
    assert periods(found)[0] == ("2023-08-23", done, state)

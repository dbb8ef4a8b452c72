"""A list narrowed by plain filters holds just what was asked for, or says why it cannot."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.kinds.reviews import RECOMMENDATION_SOURCES
from sscp.model.portfolio import Portfolio
from sscp.views.narrowed import Narrowing, sorts_of, states_of, why_not
from sscp.views.reckoned import Basis
from sscp.views.records import view_list
from tests.builders import build, post

DAY = date(2023, 6, 30)


def listed(portfolio: Portfolio, kind: str, **asked: Any) -> list[str]:
    """The ids that are left of a kind's list."""
    basis = Basis(portfolio, portfolio, DAY, tuple, tuple)
    return [row.id for row in view_list(basis, BY_NAME[kind], Narrowing(**asked)).records]


def held(kind: str, record: dict[str, Any]) -> Portfolio:
    """A register that holds one record of a kind, and a partner."""
    folders: dict[str, Any] = {"partners": [{"id": "p"}]}
    folders[BY_NAME[kind].folder.replace("-", "_")] = [{"id": "x", **record}]
    return build(**folders)


ACTIONS = [
    {"id": "A-1", "owner": "nurse", "agency": "care", "due": "2023-06-01", "source": "m-1 3"},
    {"id": "A-2", "owner": "chief", "due": "2023-06-30", "raised_by": "audit", "source": "m-2"},
    {"id": "A-3", "owner": "old-nurse", "due": "2023-12-01", "monitored_by": "board"},
    {"id": "A-4", "owner": "clerk", "due": "2023-06-01", "completed_on": "2023-05-30"},
    {"id": "A-5", "owner": "clerk", "due": "2023-06-01", "raised_on": "2023-07-01"},
]
REGISTER: dict[str, Any] = {
    "partners": [{"id": "care"}, {"id": "force"}],
    "posts": [post("nurse", "care", formerly=["old-nurse"]), post("chief", "force"), post("clerk")],
    "groups": [{"id": "board"}],
    "meetings": [{"id": "m-1"}, {"id": "m-2", "formerly": ["m-old"]}],
}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"owner": "nurse"}, ["A-1", "A-3"]),
        ({"owner": "care"}, ["A-1", "A-3"]),
        ({"owner": "force"}, ["A-2"]),
        ({"agency": "care"}, ["A-1"]),
        ({"group": "board"}, ["A-3"]),
        ({"source": "m-1"}, ["A-1"]),
        ({"source": "audit"}, ["A-2"]),
        ({"state": "overdue"}, ["A-1"]),
        ({"state": "Due Soon"}, ["A-2"]),
        ({"state": "not-due"}, ["A-3"]),
        ({"state": "met"}, ["A-4"]),
        ({"state": "not_started"}, ["A-5"]),
        ({"state": "open"}, ["A-1", "A-2", "A-3"]),
        ({"state": "closed"}, ["A-4"]),
        ({"state": "open", "owner": "nurse"}, ["A-1", "A-3"]),
        ({"since": date(2023, 7, 1)}, ["A-5"]),
        ({"since": date(2023, 7, 2)}, []),
        ({}, ["A-1", "A-2", "A-3", "A-4", "A-5"]),
    ],
)
def test_actions_are_narrowed(asked: dict[str, Any], left: list[str]) -> None:
    assert listed(build(actions=ACTIONS, **REGISTER), "action", **asked) == left


@pytest.mark.parametrize(
    ("kind", "record", "since", "is_left"),
    [
        ("meeting", {"date": "2023-05-17"}, "2023-05-17", True),
        ("meeting", {"date": "2023-05-17"}, "2023-05-18", False),
        ("meeting", {"date": "2023-05-17", "next_meeting": "2024-05-17"}, "2023-06-01", False),
        ("document", {"dated": "2023-05"}, "2023-05-31", True),
        ("document", {"dated": "2023-05"}, "2023-06-01", False),
        ("document", {"dated": "soon"}, "2023-06-01", False),
        ("membership", {"from": "2022-12"}, "2022-12-31", True),
        ("s11-cycle", {"returns_due": "2024-01-01"}, "2023-01-01", False),
        ("audit-return", {"due": "2024-01-01", "received_on": "2023-02-01"}, "2023-03-01", False),
        ("review", {"events": [{"on": "2023-05-02"}, {"on": "2023-05-01"}]}, "2023-05-01", True),
        ("review", {"events": [{"on": "2023-05-02"}, {"on": "2023-05-01"}]}, "2023-05-02", False),
        ("review", {"planned_publication": "2024-05-01"}, "2023-05-02", False),
        ("audit", {"stages": [{"reached_on": "2023-05-02"}, {}]}, "2023-05-02", True),
        ("clock", {"valid_to": "2024-01-01"}, "2023-05-02", False),
        ("meeting", {"next_meeting": "2024-05-17"}, "2023-06-01", False),
        ("incident-notification", {"aware_on": "2023-05-02"}, "2023-05-02", True),
        ("inspection", {"report_on": "2023-05-02"}, "2023-05-02", True),
    ],
)
def test_since_counts_from_the_first_day_a_record_is_dated(
    kind: str, record: dict[str, Any], since: str, is_left: bool
) -> None:
    portfolio = held(kind, record)
    left = listed(portfolio, kind, since=date.fromisoformat(since))
    assert left == ["x"] * is_left


@pytest.mark.parametrize(
    ("kind", "record", "state"),
    [
        ("meeting", {"status": "held", "date": "2023-07-01"}, "planned"),
        ("meeting", {"status": "held", "date": "2023-06-30"}, "held"),
        ("document", {"status": "superseded"}, "superseded"),
        ("document", {"status": "current", "review_due": "2023-06-29"}, "overdue"),
        ("membership", {"until": "2023-06-30"}, "ended"),
        ("membership", {"until": "2023-07-01"}, "in_force"),
        ("delegation", {"in_force_from": "2023-07-01"}, "to_come"),
        ("issue", {"raised_on": "2023-06-30"}, "open"),
        ("issue", {"raised_on": "2023-07-01"}, "not_started"),
        ("issue", {"closed_on": "2023-06-30"}, "closed"),
        ("issue", {"closed_on": "2023-07-01"}, "open"),
        ("data-return", {"due": "2023-06-29"}, "overdue"),
        ("data-return", {"due": "2023-06-29", "received_on": "2023-06-30"}, "breached"),
        ("data-return", {"due": "2023-06-29", "received_on": "2023-07-01"}, "overdue"),
        ("agency-return", {"due": "2023-06-29", "status": "withdrawn"}, "withdrawn"),
        ("agency-return", {"due": "2023-06-29", "status": "asked"}, "asked"),
        ("agency-return", {"due": "2023-06-29", "status": "asked"}, "overdue"),
        ("decision", {"date": "2023-06-30", "outcome": "noted"}, "stands"),
        ("decision", {"date": "2023-07-01"}, "to_come"),
        ("decision", {"date": "2023-06-30", "outcome": "agreed", "joint": True}, "in_doubt"),
        ("audit", {}, "not_started"),
        ("audit", {"stages": [{"stage": "scoped", "reached_on": "2023-06-30"}]}, "scoped"),
        ("review", {"events": [{"event": "opened", "on": "2023-06-30"}]}, "open"),
        ("review", {"events": [{"event": "opened", "on": "2023-07-01"}]}, "not_started"),
        ("plan", {"status": "agreed"}, "agreed"),
    ],
)
def test_a_record_is_found_by_its_state(kind: str, record: dict[str, Any], state: str) -> None:
    portfolio = held(kind, record)
    assert listed(portfolio, kind, state=state) == ["x"]
    single = [word for word in states_of(BY_NAME[kind]) if word not in ("open", "closed")]
    fitting = [word for word in single if listed(portfolio, kind, state=word)]
    assert len(fitting) <= 2, "its state, and its status where it has one"


@pytest.mark.parametrize(
    ("kind", "asked", "sentence"),
    [
        ("matter", {"since": DAY}, "Matters do not have a date, so --since"),
        ("meeting", {"owner": "x"}, "Meetings do not say who owns them, so --owner"),
        ("course", {"group": "x"}, "Courses do not name a group, so --group"),
        ("review", {"agency": "x"}, "Reviews do not name an organisation, so --agency"),
        ("discrepancy", {"state": "open"}, "Discrepancies have no state, so --state"),
    ],
)
def test_a_kind_without_such_a_field_says_so(
    kind: str, asked: dict[str, Any], sentence: str
) -> None:
    said = why_not(BY_NAME[kind], Narrowing(**asked))
    assert said == f"{sentence} cannot choose among them."


def test_a_state_that_cannot_be_is_told_those_that_can() -> None:
    said = why_not(BY_NAME["meeting"], Narrowing(state="late"))
    assert said == "late is no state of meetings; --state can be: planned, held, cancelled, moved."
    status = BY_NAME["course"].field("status")
    assert status is not None
    states = [choice.value for choice in status.choices]
    said = why_not(BY_NAME["course"], Narrowing(state="late"))
    assert said == "late is no state of courses; --state can be: " + ", ".join(states) + "."


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("action", "open, overdue, due soon, not due, done, done late, given up"),
        ("s11-return", "open, overdue, due soon, not due, returned, returned late, withdrawn"),
        ("appointment", "to come, in force, ended"),
        ("decision", "to come, stands, in doubt"),
    ],
)
def test_the_states_are_told_in_the_words_of_the_kind(kind: str, words: str) -> None:
    said = why_not(BY_NAME[kind], Narrowing(state="nowhere"))
    assert said is not None
    assert said.endswith(f"--state can be: {words}.")
    for word in words.split(", "):
        assert why_not(BY_NAME[kind], Narrowing(state=word)) is None


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("done", ["ACT-2023-002", "ACT-2023-003"]),
        ("complete", ["ACT-2023-002", "ACT-2023-003"]),
        ("closed", ["ACT-2023-002", "ACT-2023-003", "ACT-2023-004"]),
        ("Done late", ["ACT-2023-003"]),
        ("breached", ["ACT-2023-003"]),
        ("cancelled", ["ACT-2023-004"]),
        ("given up", ["ACT-2023-004"]),
        ("open", ["ACT-2023-001"]),
    ],
)
def test_an_action_is_found_by_any_word_for_how_it_ended(word: str, ids: list[str]) -> None:
    common = {"raised_on": "2023-01-01", "due": "2023-03-01"}
    portfolio = build(
        actions=[
            {"id": "ACT-2023-001", **common},
            {"id": "ACT-2023-002", **common, "completed_on": "2023-03-01"},
            {"id": "ACT-2023-003", **common, "completed_on": "2023-03-02"},
            {"id": "ACT-2023-004", **common, "cancelled": {"on": "2023-02-01"}},
        ]
    )
    assert listed(portfolio, "action", state=word) == ids


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("review", {"since": DAY, "state": "Open", "group": "x"}),
        ("audit", {"since": DAY}),
        ("agency", {"agency": "x", "state": "in force"}),
        ("delegation", {"agency": "x"}),
        ("document", {"state": "overdue"}),
        ("document", {"state": "open"}),
        ("document", {"state": "superseded"}),
        ("plan", {"state": "agreed"}),
    ],
)
def test_what_can_be_narrowed_is_not_refused(kind: str, asked: dict[str, Any]) -> None:
    assert why_not(BY_NAME[kind], Narrowing(**asked)) is None


def test_the_sorts_of_work_are_those_of_the_fields_that_say_where_it_came_from() -> None:
    assert "audit" in sorts_of(BY_NAME["action"])
    assert "single-agency" not in sorts_of(BY_NAME["action"])
    assert "practice-review" in sorts_of(BY_NAME["learning-message"])
    assert sorts_of(BY_NAME["recommendation"]) == {
        choice.value for choice in RECOMMENDATION_SOURCES
    }


def test_a_sort_of_work_is_not_looked_for_in_other_fields() -> None:
    messages = [{"id": "a", "comes_from": "audit"}, {"id": "b", "title": "audit"}]
    found = [{"id": "r", "made_by": "audit"}, {"id": "s", "made_by": "national-panel"}]
    portfolio = build(learning_messages=messages, recommendations=found)
    assert listed(portfolio, "learning-message", source="audit") == ["a"]
    assert listed(portfolio, "recommendation", source="audit") == ["r"]


def test_the_heading_says_what_was_asked_for() -> None:
    portfolio = build(**REGISTER)
    basis = Basis(portfolio, portfolio, DAY, tuple, tuple)
    asked = Narrowing("nurse", "board", "care", "open", "m-1", date(2023, 5, 1))
    assert view_list(basis, BY_NAME["action"], asked).heading == (
        "Actions: owner nurse, group board, agency care, source m-1, state open, since 1 May 2023"
    )

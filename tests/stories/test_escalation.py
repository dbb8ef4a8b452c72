"""What the delegated partners cannot agree, walked day by day until the lead partners decide.

The statement is Solihull's own, so that the record and the rule are held to each other.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, count, group, meeting, one
from tests.conftest import CHECKOUT
from tests.stories.periods import periods_on
from tests.stories.walk import statement, statement_on

REF = "2.1.20(j)"
BEFORE = meeting("lsp-group", "2023-07-19")
NEXT = meeting("lsp-group", "2023-08-23")
LATER = meeting("lsp-group", "2023-10-18")


@cache
def proof() -> Row:
    """The proof of the statement as the register of Solihull holds it."""
    register = load(FolderSource(str(CHECKOUT / "records"))).portfolio
    found = one(register, "masa-2.1.20-j").values["proof"]
    assert isinstance(found, dict)
    return found


def escalation(*meetings: Row, **fields: Any) -> Portfolio:
    """A disagreement of 19 July, taken to the lead partners on the day after."""
    disagreement = {"id": "DEC-2023-015", "body": "dsp-team", "outcome": "not-agreed"}
    agreement = {"id": "DEC-2023-016", "body": "dsp-team", "outcome": "agreed"}
    raised = {
        "id": "ESC-2023-01",
        "title": "The split",
        "to_body": "lsp-group",
        "about": ["DEC-2023-015"],
        "raised_on": "2023-07-20",
        **fields,
    }
    return build(
        groups=[group("lsp-group", function="lead-partners"), group("dsp-team")],
        meetings=list(meetings),
        decisions=[{**disagreement, "date": "2023-07-19"}, {**agreement, "date": "2023-07-05"}],
        escalations=[raised],
        clauses=[statement(REF, proof())],
    )


def decided(on: str, **fields: Any) -> Row:
    return {"outcome": "decided", "decision": "DEC-2023-018", "decided_on": on, **fields}


def put_off(until: str) -> Row:
    return {"outcome": "deferred", "deferred_to": until}


@pytest.mark.parametrize(
    ("fields", "day", "standing"),
    [
        (decided("2023-08-23"), "2023-07-18", "not_started"),
        (decided("2023-08-23"), "2023-07-19", "not_due"),
        (decided("2023-08-23"), "2023-08-08", "not_due"),
        (decided("2023-08-23"), "2023-08-09", "due_soon"),
        (decided("2023-08-23"), "2023-08-22", "due_soon"),
        (decided("2023-08-23"), "2023-08-23", "met"),
        (decided("2023-08-24"), "2023-08-23", "due_soon"),
        (decided("2023-08-24"), "2023-08-24", "breached"),
        ({}, "2023-08-24", "overdue"),
        (put_off("2023-10-18"), "2023-08-24", "not_due"),
        (put_off("2023-10-18"), "2023-10-18", "due_soon"),
        (put_off("2023-10-18"), "2023-10-19", "overdue"),
        (decided("2023-10-18", deferred_to="2023-10-18"), "2023-10-18", "met"),
        ({"raised_on": "2023-08-24"}, "2023-08-23", "due_soon"),
        ({"to_body": "dsp-team"}, "2023-08-24", "overdue"),
    ],
)
def test_what_the_delegates_cannot_agree_is_decided_at_the_lead_partners_next_meeting(
    fields: Row, day: str, standing: str
) -> None:
    assert statement_on(escalation(BEFORE, NEXT, LATER, **fields), day, REF) == standing


def test_without_a_next_meeting_it_stays_open_with_no_time_set() -> None:
    assert statement_on(escalation(BEFORE), "2023-12-31", REF) == "interval_not_set"


def test_what_was_taken_up_only_after_that_meeting_was_late_and_waits_for_the_next() -> None:
    portfolio = escalation(BEFORE, NEXT, LATER, raised_on="2023-08-24")
    assert periods_on(portfolio, "2023-08-24", REF) == [
        ("breached", "2023-08-23"),
        ("not_due", "2023-10-18"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        decided("2023-08-23"),
        decided("2023-09-05"),
        put_off("2023-08-23"),
        put_off("2023-10-18"),
        put_off("2023-09-12"),
        decided("2023-10-18", deferred_to="2023-10-18"),
        decided("2023-11-02", deferred_to="2023-10-18"),
        {"outcome": "withdrawn", "decided_on": "2023-09-01"},
        {"outcome": "deferred"},
    ],
)
def test_the_rule_warns_on_just_the_days_on_which_the_statement_is_overdue(fields: Row) -> None:
    portfolio = escalation(BEFORE, NEXT, LATER, **fields)
    day = date(2023, 7, 20)
    while day < date(2023, 11, 20):
        states = [state for state, _ in periods_on(portfolio, day.isoformat(), REF)]
        assert count(portfolio, "ESC-01", day) == states.count("overdue"), day
        day += timedelta(days=1)

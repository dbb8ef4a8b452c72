"""Proofs stand together, start on a day, and take a reason, an interval or a later date."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.duties import assess
from sscp.render.assurance import duty_lines
from sscp.views.assurance import view_duty
from tests.assurance.test_rows_and_dates import duty, periods
from tests.builders import Row, build

DELEGATED: Row = {"form": "standing", "kind": "delegation"}
CONSIDERED: Row = {
    "form": "each",
    "kind": "referral",
    "date": "received_on",
    "needs": [{"what": "not considered", "field": "outcome"}],
}
REFERRAL: Row = {"id": "REF-2023-01", "received_on": "2023-05-16"}


@pytest.mark.parametrize(
    ("delegations", "outcome", "standing"),
    [
        ([{"id": "to-panel"}], {"outcome": "rapid-review"}, "met"),
        ([], {"outcome": "rapid-review"}, "not_started"),
        ([{"id": "to-panel"}], {}, "not_started"),
    ],
)
def test_a_statement_stands_as_the_worst_of_its_proofs(
    delegations: list[Row], outcome: Row, standing: str
) -> None:
    found = duty(
        {**DELEGATED, "also": [CONSIDERED]},
        delegations=delegations,
        referrals=[{**REFERRAL, **outcome}],
    )
    assert found.standing == standing
    assert len(found.periods) == 2


@pytest.mark.parametrize("form", ["each", "recurring", "standing"])
def test_evidence_from_before_the_first_day_does_not_count(form: str) -> None:
    proof: Row = {"form": form, "kind": "survey", "date": "closed_on", "since": "2023-04-14"}
    surveys = [
        {"id": f"SUR-2023-{number:02d}", "closed_on": day}
        for number, day in enumerate(("2023-04-13", "2023-04-14"), 1)
    ]
    shown = [period.evidence for period in duty(proof, surveys=surveys).periods if period.evidence]
    assert shown == [("SUR-2023-02",)]


@pytest.mark.parametrize("need", [{"field": "used_for"}, {"kind": "action", "by": "raised_at"}])
def test_a_reason_for_none_does_as_well(need: Row) -> None:
    proof: Row = {
        "form": "each",
        "kind": "feedback",
        "date": "on",
        "needs": [{"what": "no use", "instead": "not_used_because", **need}],
    }
    told: Row = {"id": "FBK-2023-01", "on": "2023-09-12"}
    assert duty(proof, feedback=[told]).standing == "not_started"
    with_reason = {**told, "not_used_because": "The building is not ours."}
    assert periods(duty(proof, feedback=[with_reason])) == [(None, "2023-09-12", "met")]


def test_the_interval_stands_in_the_evidence() -> None:
    analysis: Row = {"id": "TNA-2022", "completed_on": "2022-10-14"}
    proof: Row = {
        "form": "recurring",
        "kind": "training-needs-analysis",
        "date": "completed_on",
        "interval_in": "interval",
    }
    found = duty(proof, training_needs_analyses=[{**analysis, "interval": "P2Y"}])
    assert periods(found)[-1] == ("2024-10-14", None, "not_due")
    found = duty(proof, training_needs_analyses=[analysis])
    assert found.standing == "interval_not_set"


def test_the_interval_stands_in_each_of_those_asked_about() -> None:
    proof: Row = {
        "form": "recurring",
        "kind": "decision",
        "date": "date",
        "interval_in": "review_interval",
        "per": {"kind": "matter", "named_in": "matters"},
    }
    found = duty(
        proof,
        cadence={"mode": "fixed", "interval": "P3Y"},
        matters=[{"id": "plan", "review_interval": "P1Y"}, {"id": "funding"}],
        decisions=[{"id": "DEC-2023-01", "date": "2023-04-19", "matters": ["plan", "funding"]}],
    )
    assert [due for due, _, _ in periods(found)] == [None, "2024-04-19", None, "2026-04-19"]


def test_what_is_asked_once_falls_due_after_the_interval_of_its_record() -> None:
    proof: Row = {
        "form": "each",
        "kind": "contract",
        "date": "from",
        "interval_in": "review_interval",
        "needs": [{"what": "no review", "field": "reviews.on"}],
    }
    contract: Row = {"id": "contract", "from": "2022-07-01", "review_interval": "P1Y"}
    assert periods(duty(proof, contracts=[contract])) == [("2023-07-01", None, "overdue")]


ACTION: Row = {
    "id": "ACT-2023-01",
    "raised_on": "2023-06-09",
    "due": "2023-09-29",
    "extensions": [
        {"to": "2023-10-27", "agreed_on": "2023-09-28"},
        {"to": "2024-02-29", "agreed_on": "2023-11-16"},
    ],
}


@pytest.mark.parametrize("way", ["due", "answers/due"])
def test_an_action_falls_due_on_the_day_agreed_last(way: str) -> None:
    kind = "action" if way == "due" else "decision"
    proof: Row = {
        "form": "each",
        "kind": kind,
        "date": "raised_on" if kind == "action" else "date",
        "due": way,
        "needs": [{"what": "not done", "field": "reasons"}],
    }
    decision: Row = {"id": "DEC-2023-01", "date": "2023-06-09", "answers": ["ACT-2023-01"]}
    for as_of, due in (("2023-11-15", "2023-10-27"), ("2023-11-16", "2024-02-29")):
        found = duty(proof, as_of, actions=[ACTION], decisions=[decision])
        assert [each.due.isoformat() for each in found.periods if each.due] == [due]


def test_where_nothing_has_happened_the_words_say_so() -> None:
    found = duty({"form": "each", "kind": "referral", "date": "received_on"})
    assert found.standing == "not_started"
    page = view_duty(build(), found, date(2023, 11, 15))
    assert page.row.words == "not there yet, as nothing has called for it"


@pytest.mark.parametrize(("history", "standing"), [(True, "not_computed"), (False, "context")])
def test_an_earlier_text_answers_for_nothing(history: bool, standing: str) -> None:
    clauses: list[Row] = [
        {"id": "a", "ref": "A", "disposition": "rule", "proof": {"form": "same"}, "same_as": ["S"]},
        {"id": "s", "ref": "S", "disposition": "context", "history": history},
    ]
    assert assess(build(clauses=clauses), date(2023, 11, 15), ())[0].standing == standing


def test_a_page_shows_what_is_open_and_the_newest_of_what_is_closed() -> None:
    surveys = [
        {"id": f"SUR-2023-{day:02d}", "closed_on": f"2023-05-{day:02d}"} for day in range(1, 32)
    ]
    proof: Row = {"form": "recurring", "kind": "survey", "date": "closed_on"}
    found = duty(proof, surveys=surveys)
    text = "\n".join(
        line.text for line in duty_lines(view_duty(build(), found, date(2023, 11, 15)))
    )
    assert "shown by SUR-2023-31" in text
    assert "on 12 May 2023" in text
    assert "SUR-2023-11" not in text
    assert "open with no time set: The statement: last on 31 May 2023" in text
    assert "and 11 earlier ones that are closed" in text

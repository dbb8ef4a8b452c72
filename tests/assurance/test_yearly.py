"""The form `yearly`: a year is done for by what is for that year, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.period import Period
from sscp.timing.states import State
from tests.assurance.test_rows_and_dates import duty
from tests.builders import Row

PLANNED: Row = {
    "form": "yearly",
    "kind": "plan",
    "where": [{"field": "form", "is": ["yearly-plan"]}],
    "date": "decision/date",
    "year_in": "from",
}
DECISIONS = [
    {"id": "DEC-2022-001", "date": "2022-04-20"},
    {"id": "DEC-2023-001", "date": "2023-04-19"},
    {"id": "DEC-2023-002", "date": "2023-11-16"},
]


def plan(year: int, decision: str, **fields: str) -> Row:
    first = {"id": f"plan-{year}", "form": "yearly-plan", "from": f"{year}-04-01"}
    return {**first, "decision": decision, **fields}


def told(periods: tuple[Period, ...]) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    """Year, state, day and evidence of each period."""
    return [
        (
            each.what.rpartition(", ")[2],
            each.state.value,
            str(each.done_on) if each.done_on else None,
            each.evidence,
        )
        for each in periods
    ]


def test_every_year_from_the_first_is_asked_and_the_next_once_this_one_is_done() -> None:
    plans = [plan(2023, "DEC-2023-001"), plan(2021, "DEC-2022-001")]
    assert told(duty(PLANNED, plans=plans, decisions=DECISIONS).periods) == [
        ("2021-22", "breached", "2022-04-20", ("plan-2021",)),
        ("2022-23", "overdue", None, ()),
        ("2023-24", "met", "2023-04-19", ("plan-2023",)),
        ("2024-25", "not_due", None, ()),
    ]


def test_while_this_year_is_open_the_next_is_not_asked() -> None:
    periods = duty(PLANNED, plans=[plan(2022, "DEC-2022-001")], decisions=DECISIONS).periods
    assert told(periods)[-1] == ("2023-24", "not_due", None, ())
    assert [each.due for each in periods] == [date(2023, 3, 31), date(2024, 3, 31)]
    assert [each.start for each in periods] == [date(2022, 4, 1), date(2023, 4, 1)]


def test_what_was_decided_after_the_day_has_not_been_done() -> None:
    periods = duty(PLANNED, plans=[plan(2023, "DEC-2023-002")], decisions=DECISIONS).periods
    assert told(periods) == [("2023-24", "not_due", None, ())]


def test_with_nothing_at_all_this_year_is_open() -> None:
    assert told(duty(PLANNED).periods) == [("2023-24", "not_due", None, ())]


def test_next_years_plan_that_is_ready_is_done() -> None:
    plans = [plan(2023, "DEC-2023-001"), plan(2024, "DEC-2023-001")]
    assert told(duty(PLANNED, plans=plans, decisions=DECISIONS).periods) == [
        ("2023-24", "met", "2023-04-19", ("plan-2023",)),
        ("2024-25", "met", "2023-04-19", ("plan-2024",)),
    ]


def test_years_that_ended_before_the_first_that_counts_are_not_asked() -> None:
    plans = [plan(2020, "DEC-2022-001"), plan(2022, "DEC-2022-001")]
    for since, first in (("2022-03-31", "2022-23"), ("2021-03-31", "2020-21")):
        proof = {**PLANNED, "since": since}
        assert told(duty(proof, plans=plans, decisions=DECISIONS).periods)[0][0] == first


@pytest.mark.parametrize(
    ("year_in", "fields", "year"),
    [
        ("year", {"year": "2022-23"}, "2022-23"),
        ("year", {"year": "2022-24"}, None),
        ("until", {"until": "2023-03-31"}, "2022-23"),
        ("until", {"until": "2023-04"}, "2023-24"),
        ("", {}, "2023-24"),
    ],
)
def test_a_name_or_a_date_tells_the_year(year_in: str, fields: Row, year: str | None) -> None:
    proof = {**PLANNED, "year_in": year_in or None}
    done = {**plan(1999, "DEC-2023-001"), **fields}
    periods = duty(proof, plans=[done], decisions=DECISIONS).periods
    shown = [each.what.rpartition(", ")[2] for each in periods if each.state is not State.NOT_DUE]
    assert [each for each in shown if each == year] == ([year] if year else [])
    assert any(each.evidence for each in periods) is (year is not None)


def test_each_of_several_has_years_of_its_own() -> None:
    proof: Row = {
        "form": "yearly",
        "kind": "contribution",
        "date": "agreed_on",
        "per": {"kind": "partner", "named_in": "payer"},
    }
    partners = [{"id": "council", "name": "Council"}, {"id": "police", "name": "Police"}]
    paid = [{"id": "CTB-1", "payer": "council", "agreed_on": "2023-04-19"}]
    periods = duty(proof, partners=partners, contributions=paid).periods
    assert [(each.subject, each.what, each.state.value) for each in periods] == [
        ("council", "Council, 2023-24", "met"),
        ("council", "Council, 2024-25", "not_due"),
        ("police", "Police, 2023-24", "not_due"),
    ]


def test_of_several_in_one_year_the_first_did_it_and_all_are_shown_in_order() -> None:
    decisions = [
        {"id": "DEC-2023-009", "date": "2023-04-19"},
        {"id": "DEC-2023-010", "date": "2023-05-17"},
    ]
    plans = [
        plan(2023, "DEC-2023-010", id="plan-c"),
        plan(2023, "DEC-2023-009", id="plan-b"),
        plan(2023, "DEC-2023-009", id="plan-a"),
    ]
    first = told(duty(PLANNED, plans=plans, decisions=decisions).periods)[0]
    assert first == ("2023-24", "met", "2023-04-19", ("plan-a", "plan-b", "plan-c"))


def test_a_plan_of_another_form_does_nothing_for_the_year_and_hides_no_other() -> None:
    other = plan(2023, "DEC-2023-001", id="other", form="business-plan")
    found = told(duty(PLANNED, plans=[other], decisions=DECISIONS).periods)
    assert found == [("2023-24", "not_due", None, ())]
    right = plan(2023, "DEC-2023-001")
    found = told(duty(PLANNED, plans=[other, right], decisions=DECISIONS).periods)
    assert found[0] == ("2023-24", "met", "2023-04-19", ("plan-2023",))

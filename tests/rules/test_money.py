"""Budgets beyond the examples: years, partners and sums."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ALL_PARTNERS, Row, build, count, find, group, three_partners


def _budget(**fields: Any) -> Row:
    return {"id": "BUD-2023-24", "title": "Budget", "year": "2023-24", **fields}


@pytest.mark.parametrize(
    ("as_of", "hits"),
    [("2023-03-31", 0), ("2023-04-01", 1), ("2024-03-31", 1), ("2024-04-01", 0)],
)
def test_a_decision_is_asked_for_while_the_year_runs(as_of: str, hits: int) -> None:
    assert count(build(budgets=[_budget()]), "BUD-01", as_of) == hits


@pytest.mark.parametrize(
    ("month", "year", "as_of", "hits"),
    [
        (1, "2023-23", "2022-12-31", 0),
        (1, "2023-23", "2023-01-01", 1),
        (1, "2023-23", "2023-12-31", 1),
        (1, "2023-24", "2023-12-31", 0),
        (9, "2023-24", "2023-08-31", 0),
        (9, "2023-24", "2023-09-01", 1),
    ],
)
def test_the_year_begins_in_the_month_that_the_settings_name(
    month: int, year: str, as_of: str, hits: int
) -> None:
    settings = {"id": "register", "reporting_year_starts_in_month": month}
    assert count(build(settings, budgets=[_budget(year=year)]), "BUD-01", as_of) == hits


@pytest.mark.parametrize(
    ("function", "hits"), [("lead-partners", 0), ("executive", 1), ("subgroup", 1)]
)
def test_the_budget_is_for_the_lead_partners_to_decide(function: str, hits: int) -> None:
    register = build(
        groups=[group("body", function=function)],
        decisions=[{"id": "DEC-2023-001", "body": "body"}],
        budgets=[_budget(decision="DEC-2023-001")],
    )
    assert count(register, "BUD-01") == hits


@pytest.mark.parametrize(("outcome", "hits"), [("agreed", 0), ("deferred", 1), ("noted", 1)])
def test_the_budget_rests_on_a_decision_that_agreed_it(outcome: str, hits: int) -> None:
    register = build(
        groups=[group("body", function="lead-partners")],
        decisions=[{"id": "DEC-2023-001", "body": "body", "outcome": outcome}],
        budgets=[_budget(decision="DEC-2023-001")],
    )
    assert count(register, "BUD-01") == hits


def _paid(payer: str, agreed: Any = 100, **fields: Any) -> Row:
    return {
        "id": f"CTB-2023-{payer}",
        "title": payer,
        "budget": "BUD-2023-24",
        "form": "partner",
        "payer": payer,
        "agreed": agreed,
        **fields,
    }


def _missing(rows: list[Row], as_of: str = "2023-11-15") -> list[str]:
    register = build(budgets=[_budget()], contributions=rows, **three_partners())
    return [each.message for each in find(register, "BUD-02", as_of)]


def test_each_partner_pays_or_says_why_not() -> None:
    rows = [_paid(each) for each in ALL_PARTNERS]
    assert _missing(rows) == []
    assert _missing(rows[:2]) == ["Budget: no contribution is recorded of force."]
    assert len(_missing([*rows[:2], _paid("force", form="agency")])) == 1
    assert len(_missing([*rows[:2], _paid("force", budget="BUD-2022-23")])) == 1


def test_contributions_are_asked_for_once_the_year_has_begun() -> None:
    assert _missing([], "2023-03-31") == []
    assert len(_missing([], "2023-04-01")) == 1


@pytest.mark.parametrize(
    ("agreed", "reason", "hits"),
    [(0, None, 1), (0.0, None, 1), (0, "Time is given.", 0), (1, None, 0), ("much", None, 0)],
)
def test_nothing_needs_a_reason(agreed: Any, reason: str | None, hits: int) -> None:
    own = {"zero_because": reason} if reason else {}
    register = build(contributions=[_paid("council", agreed, **own)])
    assert count(register, "BUD-03") == hits


def _sums(lines: list[Any], income: list[Any], forward: Any = None) -> list[str]:
    rows = [{"line": f"Line {at}", "allocated": amount} for at, amount in enumerate(lines)]
    own = {"brought_forward": forward} if forward is not None else {}
    paid = [_paid(f"payer-{at}", amount) for at, amount in enumerate(income)]
    register = build(budgets=[_budget(lines=rows, **own)], contributions=paid)
    return [each.message for each in find(register, "BUD-04")]


def test_pence_add_up_exactly() -> None:
    assert _sums([0.1, 0.2], [0.3]) == []
    assert _sums([100, 50], [120], 30) == []


def test_the_difference_is_told_either_way() -> None:
    (more,) = _sums([1500.5], [1000])
    assert more.endswith(
        "come to £1,500.50, contributions and the balance brought forward to"
        " £1,000; the difference is £500.50."
    )
    (less,) = _sums([1000], [1000], 500)
    assert less.endswith("the difference is £500.")


def test_what_is_not_broken_down_is_not_added_up() -> None:
    assert _sums([], [100]) == []
    assert _sums([100], []) == []


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "1e999999", "9" * 5000, "²", "1_0"])
def test_what_is_no_sum_of_money_is_left_to_the_check_of_its_shape(amount: str) -> None:
    assert _sums([amount], [100]) == []
    assert count(build(contributions=[_paid("council", amount)]), "BUD-03") == 0


@pytest.mark.parametrize("year", ["9999-00", "0000-01", "²²²²-23", "2023", ""])
def test_a_year_that_is_none_is_left_to_the_check_of_its_shape(year: str) -> None:
    register = build(budgets=[_budget(year=year)])
    assert count(register, "BUD-01") + count(register, "BUD-02") == 0

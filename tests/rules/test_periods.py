"""Dates that contradict each other within one record."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.kind import Shape, part, rows, text, year
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.ways import declared_field
from sscp.rules.periods import _ORDERS, _TERMS, _has_year, _Order, _typed_years
from tests.builders import build, count, find, one


@pytest.mark.parametrize(
    ("until", "hits"), [("2023-03-31", 1), ("2023-04-01", 1), ("2023-04-02", 0)]
)
def test_a_term_has_at_least_one_day(until: str, hits: int) -> None:
    assert count(build(posts=[{"id": "a", "from": "2023-04-01", "until": until}]), "DAT-01") == hits


@pytest.mark.parametrize("kind", _TERMS)
def test_every_kind_with_a_term_is_looked_at(kind: str) -> None:
    start = "in_force_from" if kind == "delegation" else "from"
    assert BY_NAME[kind].field(start)
    assert BY_NAME[kind].field("until")
    folder = BY_NAME[kind].folder.replace("-", "_")
    rows: Any = {folder: [{"id": "a", start: "2023-04-01", "until": "2023-04-01"}]}
    assert count(build(**rows), "DAT-01") == 1


def test_no_kind_with_a_term_is_left_out() -> None:
    with_terms = {
        kind.name
        for kind in BY_NAME.values()
        if kind.field("until") and (kind.field("from") or kind.field("in_force_from"))
    }
    assert with_terms - set(_TERMS) == {"waiver"}


def test_a_term_in_the_chair_is_looked_at() -> None:
    terms = [{"post": "x", "from": "2023-04-01", "until": "2023-03-01"}]
    (found,) = find(build(groups=[{"id": "board", "chair_terms": terms}]), "DAT-01")
    assert found.field == "chair_terms, row 1, until"


def test_a_month_begins_on_its_first_day() -> None:
    row = {"id": "a", "from": "2023-04", "until": "2023-04-02"}
    assert count(build(memberships=[row]), "DAT-01") == 0


@pytest.mark.parametrize("order", _ORDERS, ids=lambda each: f"{each.kind} {each.then}")
@pytest.mark.parametrize(("then", "hits"), [("2023-05-16", 1), ("2023-05-17", 0)])
def test_what_follows_is_not_dated_before(order: _Order, then: str, hits: int) -> None:
    kind, first = order.kind, order.first
    table, _, name = order.then.rpartition(".")
    for way in (first, order.then):
        declared = declared_field(BY_NAME[kind], way)
        assert declared is not None
        assert declared.shape is Shape.DATE
    folder = BY_NAME[kind].folder.replace("-", "_")
    row: Any = {table: [{}, {name: then}]} if table else {name: then}
    rows: Any = {folder: [{"id": "a", first: "2023-05-17", **row}]}
    found = find(build(**rows), "DAT-02")
    where = f"{table}, row 2, {name}" if table else name
    assert [each.field for each in found] == [where] * hits


def test_the_message_names_both_days() -> None:
    row = {"id": "ACT-2023-001", "raised_on": "2023-09-01", "due": "2023-06-30"}
    (found,) = find(build(actions=[row]), "DAT-02")
    assert found.message == "Due on 30 June 2023, before it was raised on 1 September 2023."


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("2023-24", 0),
        ("1999-00", 0),
        ("2023-99", 1),
        ("2023-23", 1),
        ("2023-25", 1),
        ("0999-00", 1),
        ("2023", 1),
    ],
)
def test_a_reporting_year_ends_in_the_next(typed: str, hits: int) -> None:
    for folder, identity in (
        ("budgets", "BUD-2023-24"),
        ("priorities", "priority"),
        ("reports", "report"),
    ):
        register = build(**{folder: [{"id": identity, "year": typed}]})  # type: ignore[arg-type]
        assert count(register, "DAT-03") == hits


def test_the_right_year_is_told_where_it_can_be_guessed() -> None:
    register = build(budgets=[{"id": "a", "year": "2023-99"}, {"id": "b", "year": "0001-99"}])
    first, second = find(register, "DAT-03")
    assert first.message == "There is no reporting year 2023-99."
    assert first.remedy == "The year that begins in 2023 is 2023-24."
    assert "last two figures" in second.remedy


def test_a_year_from_january_ends_in_itself() -> None:
    settings = {"id": "x", "reporting_year_starts_in_month": 1}
    budgets = [{"id": "a", "year": "2023-23"}, {"id": "b", "year": "2023-24"}]
    assert [each.record for each in find(build(settings, budgets=budgets), "DAT-03")] == ["b"]


def test_every_reporting_year_of_the_kinds_is_looked_at_within_groups_too() -> None:
    inner = year("year", "The year.")
    table = (rows("history", "", inner), part("plan", "", inner), text("title", ""))
    record = one(
        build(plans=[{"id": "a", "history": [{"year": "x"}, {}], "plan": {"year": "y"}}]), "a"
    )
    typed = [fields.text(name) for fields, name in _typed_years(table, record)]
    assert typed == ["x", "y"]
    assert not _has_year((text("title", ""),))

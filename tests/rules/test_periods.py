"""Dates that contradict each other within one record."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.kind import Shape
from sscp.model.kinds.catalogue import BY_NAME
from sscp.rules.periods import _ORDERS, _TERMS, _Order
from tests.builders import build, count, find


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
    kind, first, field = order.kind, order.first, order.then
    for name in (first, field):
        declared = BY_NAME[kind].field(name)
        assert declared is not None
        assert declared.shape is Shape.DATE
    folder = BY_NAME[kind].folder.replace("-", "_")
    rows: Any = {folder: [{"id": "a", first: "2023-05-17", field: then}]}
    found = find(build(**rows), "DAT-02")
    assert [each.field for each in found] == [field] * hits


def test_the_message_names_both_days() -> None:
    row = {"id": "ACT-2023-001", "raised_on": "2023-09-01", "due": "2023-06-30"}
    (found,) = find(build(actions=[row]), "DAT-02")
    assert found.message == "Due on 30 June 2023, before it was raised on 1 September 2023."

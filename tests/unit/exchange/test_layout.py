"""Tables follow from the kinds: nothing is lost, and every name is plain."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sscp.exchange.layout import layouts_of
from sscp.exchange.table import Sort, Table
from sscp.exchange.tables import all_tables, tables_of
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.kind import Field, Kind
from sscp.model.kinds.catalogue import BY_NAME, KINDS
from sscp.model.portfolio import Portfolio
from sscp.views.reckoned import Basis
from tests.builders import AS_OF, build, load_files
from tests.conftest import CHECKOUT


def basis(portfolio: Portfolio) -> Basis:
    return Basis(portfolio, portfolio, AS_OF, tuple, tuple)


def rows(portfolio: Portfolio, name: str) -> list[dict[str, Any]]:
    table = all_tables()[name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows(basis(portfolio))]


def cell(portfolio: Portfolio, name: str, column: str) -> Any:
    (row,) = rows(portfolio, name)
    return row[column]


@pytest.mark.parametrize("table", all_tables().values(), ids=lambda table: table.name)
def test_names_are_plain_and_each_is_given_once(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert [
        name for name in (table.name, *names) if not re.fullmatch("[a-z][a-z0-9_]*", name)
    ] == []
    assert all(column.help for column in table.columns)
    assert table.sort is not Sort.RECORDS or names[0] == "id"


@pytest.fixture(scope="module")
def solihull() -> Portfolio:
    return load(FolderSource(str(CHECKOUT / "records"))).portfolio


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_as_many_rows_as_records(kind: Kind, solihull: Portfolio) -> None:
    records = solihull.of_kind(kind.name)
    for table, layout in zip(tables_of(kind), layouts_of(kind), strict=True):
        groups: list[dict[str, Any]] = [record.values for record in records]
        for field in layout.way:
            groups = [item for values in groups for item in _within(values, field)]
        assert len(list(table.rows(basis(solihull)))) == len(groups)


def _within(values: dict[str, Any], field: Field) -> list[dict[str, Any]]:
    inner = values.get(field.name) or []
    return inner if isinstance(inner, list) else [inner]


def test_a_group_of_fields_is_laid_flat() -> None:
    found = build(groups=[{"id": "a", "cadence": {"interval": "P2M"}, "quorum": {"least": 3}}])
    (row,) = rows(found, "groups")
    assert (row["cadence_interval"], row["quorum_least"], row["quorum_all_of"]) == ("P2M", 3, None)


def test_a_list_of_rows_has_a_table_of_its_own_with_the_place_of_each_row() -> None:
    progress = [{"on": "2023-05-01", "note": "x"}, {"on": "2023-06-01"}]
    plans = [{"id": "p", "outcomes": [{"key": "a"}, {"key": "b", "progress": progress}]}]
    found = build(plans=plans)
    assert [(row["plan_id"], row["row"], row["key"]) for row in rows(found, "plan_outcomes")] == [
        ("p", 1, "a"),
        ("p", 2, "b"),
    ]
    inner = rows(found, "plan_outcomes_progress")
    assert [(row["outcomes_row"], row["row"], row["on"]) for row in inner] == [
        (2, 1, "2023-05-01"),
        (2, 2, "2023-06-01"),
    ]


def test_a_list_is_one_text_and_a_former_id_is_the_one_of_now() -> None:
    found = build(
        groups=[{"id": "new", "formerly": ["old"], "reports_to": ["old", "nowhere"]}],
    )
    assert cell(found, "groups", "reports_to") == "new; nowhere"


def test_flags_are_1_and_0_and_an_empty_field_is_null() -> None:
    found = build(agencies=[{"id": "a", "relevant": True, "section_11": False}])
    (row,) = rows(found, "agencies")
    assert (row["relevant"], row["section_11"], row["name"]) == (1, 0, None)


def test_wrong_shapes_are_told_or_left_out_but_never_stop_the_table() -> None:
    found = load_files(
        {
            "groups/a.yaml": "name: {a: b}\nquorum: three\nseats: one\nmonitors: [[a], 5]\n"
            "standing_items: [x, {title: 7}]\nfunction: yes\nnotes: true\n"
        }
    ).portfolio
    (row,) = rows(found, "groups")
    assert (row["id"], row["name"], row["quorum_least"]) == (None, None, None)
    assert (row["seats"], row["monitors"], row["notes"]) == ("one", "5", "true")
    assert cell(found, "group_standing_items", "title") == "7"


def test_the_records_stand_in_the_order_of_their_ids() -> None:
    found = build(posts=[{"id": "b"}, {"id": "a"}])
    assert [row["id"] for row in rows(found, "posts")] == ["a", "b"]
    assert BY_NAME["post"].folder == "posts"

"""Typed reading of a record's fields, and the place of each in its file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.finding import Finding, Location, Severity
from sscp.model.position import SHIFT, count_nodes, unpack
from sscp.model.record import Record
from tests.builders import build, load_files

TEXT = """\
# a comment
- id: ACT-2023-001
  title: "1"
  due: 2023-05-17
  extensions:
    - to: 2023-06-17
      agreed_on: 2023-05-10
    - {to: 2023-07-17, agreed_on: 2023-06-10}
  learning: [LM-2023-01,
             LM-2023-02]
- id: ACT-2023-002
  cancelled:
    on: 2023-05-01
"""


@pytest.fixture
def actions() -> tuple[Record, ...]:
    return load_files({"actions/a.yaml": TEXT}).portfolio.records


def record(**fields: Any) -> Record:
    return build(posts=[fields]).records[0]


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_a_field_that_is_empty_holds_nothing(value: object) -> None:
    assert not record(title=value).has("title")
    assert not record().has("title")


@pytest.mark.parametrize("value", [0, False, "x", ["x"], {"a": None}])
def test_a_field_with_any_value_holds_something(value: object) -> None:
    assert record(title=value).has("title")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("x", "x"), ("", None), (5, "5"), (0, "0"), (True, None), (None, None), (["x"], None)],
)
def test_a_text_is_read_also_from_a_number(value: object, expected: str | None) -> None:
    assert record(title=value).text("title") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, 5), (0, 0), (-1, -1), (True, None), ("5", None), (None, None), ([5], None)],
)
def test_a_whole_number_is_read_from_nothing_else(value: object, expected: int | None) -> None:
    assert record(title=value).whole("title") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (False, False), ("true", False), ("yes", False), (1, False), (None, False)],
)
def test_a_flag_is_up_only_where_true_is_said(value: object, expected: bool) -> None:
    assert record(title=value).flag("title") is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", ("a",)),
        ("", ()),
        (["a", "b"], ("a", "b")),
        (["a", 5, None, {"b": 1}], ("a", "5")),
        (None, ()),
        (5, ()),
        ({}, ()),
    ],
)
def test_a_list_of_texts_may_stand_as_one(value: object, expected: tuple[str, ...]) -> None:
    assert record(title=value).texts("title") == expected


def test_a_date_of_the_wrong_shape_reads_as_absent() -> None:
    assert record(title="2023-05-17").date("title") == date(2023, 5, 17)
    assert record(title="17 May 2023").date("title") is None
    assert record(title=2023).date("title") is None


def test_inner_groups_are_read_and_what_is_no_group_is_left_out() -> None:
    found = record(duties=[{"a": "1"}, "no group", {"a": "2"}])
    assert [row.text("a") for row in found.rows("duties")] == ["1", "2"]
    assert [row.path for row in found.rows("duties")] == [("duties", 0), ("duties", 2)]
    assert all(row.record is found for row in found.rows("duties"))
    assert found.rows("title") == ()
    assert record(duties={"a": "1"}).rows("duties") == ()
    part = record(duties={"a": {"b": "1"}}).part("duties")
    assert part is not None
    inner = part.part("a")
    assert inner is not None
    assert inner.path == ("duties", "a")
    assert inner.text("b") == "1"
    assert record(duties=[]).part("duties") is None


def test_a_record_is_called_by_its_title_else_by_its_id_else_by_its_kind() -> None:
    assert record(id="clerk", title="Clerk").title == "Clerk"
    assert record(id="clerk").title == "clerk"
    assert record().title == "(post without an id)"


@pytest.mark.parametrize("identity", [5, "", None, ["a"], True])
def test_an_id_that_is_no_text_is_none(identity: object) -> None:
    assert record(id=identity).id is None


def test_a_record_is_illustrative_only_where_it_says_true() -> None:
    assert record(illustrative=True).is_illustrative
    assert not record(illustrative="true").is_illustrative
    assert not record().is_illustrative


def test_sources_may_be_one_or_many() -> None:
    assert record(source="masa 1.1").sources == ("masa 1.1",)
    assert record(source=["masa 1.1", "b"]).sources == ("masa 1.1", "b")
    assert record().sources == ()


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), (2, 3), (2, 3)),
        (("id",), (2, 3), (2, 7)),
        (("title",), (3, 3), (3, 10)),
        (("extensions",), (5, 3), (6, 5)),
        (("extensions", 0), (6, 7), (6, 7)),
        (("extensions", 0, "agreed_on"), (7, 7), (7, 18)),
        (("extensions", 1), (8, 7), (8, 7)),
        (("extensions", 1, "agreed_on"), (8, 24), (8, 35)),
        (("learning", 1), (10, 14), (10, 14)),
        (("nothing",), (2, 3), (2, 3)),
        (("extensions", 7, "to"), (5, 3), (6, 5)),
        (("extensions", 1, "nothing"), (8, 7), (8, 7)),
        (("title", "deeper"), (3, 3), (3, 10)),
    ],
)
def test_every_value_knows_the_line_and_column_of_its_name_and_of_itself(
    actions: tuple[Record, ...],
    path: tuple[str | int, ...],
    key: tuple[int, int],
    value: tuple[int, int],
) -> None:
    first = actions[0]
    assert first.location(path) == Location("records/actions/a.yaml", *key)
    assert first.value_location(path) == Location("records/actions/a.yaml", *value)


def test_the_second_record_of_a_file_knows_its_own_lines(actions: tuple[Record, ...]) -> None:
    second = actions[1]
    assert second.location() == Location("records/actions/a.yaml", 11, 3)
    cancelled = second.part("cancelled")
    assert cancelled is not None
    assert cancelled.at("on") == Location("records/actions/a.yaml", 13, 5)
    assert cancelled.at() == Location("records/actions/a.yaml", 12, 3)
    assert cancelled.at("reason") == Location("records/actions/a.yaml", 12, 3)


def test_links_are_told_with_their_paths_and_what_is_no_link_is_left_out() -> None:
    found = build(
        actions=[
            {
                "id": "ACT-2023-001",
                "owner": "clerk",
                "agency": 5,
                "learning": ["LM-2023-01", 7, "LM-2023-02"],
                "extensions": [{"agreed_at": "m"}, "none", {"decision": "d"}],
                "cancelled": {"decision": "e"},
                "evidence": "none",
            }
        ]
    ).records[0]
    assert {(path, target) for path, _, target in found.links()} == {
        (("owner",), "clerk"),
        (("learning", 0), "LM-2023-01"),
        (("learning", 2), "LM-2023-02"),
        (("extensions", 0, "agreed_at"), "m"),
        (("extensions", 2, "decision"), "d"),
        (("cancelled", "decision"), "e"),
    }


def test_nodes_are_counted_with_their_names() -> None:
    assert count_nodes("x") == 1
    assert count_nodes([]) == 1
    assert count_nodes({}) == 1
    assert count_nodes(["a", "b"]) == 3
    assert count_nodes({"a": "b", "c": ["d", {"e": None}]}) == 9


def test_a_position_gives_line_and_column_from_one() -> None:
    assert unpack(0) == (1, 1)
    assert unpack((41 << SHIFT) + 6) == (42, 7)


def test_findings_are_ordered_by_place_then_code_then_message() -> None:
    def finding(path: str, line: int, column: int, code: str, message: str) -> Finding:
        return Finding(code, "x", Severity.ERROR, message, "do", Location(path, line, column))

    ordered = [
        finding("a", 1, 1, "A", "a"),
        finding("a", 1, 1, "A", "b"),
        finding("a", 1, 1, "B", "a"),
        finding("a", 1, 2, "A", "a"),
        finding("a", 2, 1, "A", "a"),
        finding("a", 10, 1, "A", "a"),
        finding("b", 1, 1, "A", "a"),
    ]
    mixed = ordered[4:] + ordered[:4]
    assert sorted(mixed, key=lambda each: each.order) == ordered


def test_an_error_matters_more_than_a_warning_and_that_more_than_a_note() -> None:
    assert [each.rank for each in (Severity.ERROR, Severity.WARNING, Severity.NOTE)] == [0, 1, 2]

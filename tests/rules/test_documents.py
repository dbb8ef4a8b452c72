"""Versions, covers and corrections beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find


def _hits(code: str, *versions: tuple[str, str], as_of: str = "2023-11-15", **own: Any) -> int:
    rows = [{"version": version, "date": day} for version, day in versions]
    register = build(documents=[{"id": "masa", "versions": rows, **own}])
    return count(register, code, as_of)


@pytest.mark.parametrize(
    ("before", "after", "hits"),
    [
        ("1.9", "1.10", 0),
        ("1.10", "1.9", 1),
        ("1", "1.1", 0),
        ("2", "1.9", 1),
        ("v1.2", "v1.1", 1),
        ("1.1", "1.1", 0),
        ("draft", "1.0", 0),
        ("1.0", "final", 0),
    ],
)
def test_version_numbers_are_compared_part_by_part(before: str, after: str, hits: int) -> None:
    assert _hits("DOC-01", (before, "2023-01-01"), (after, "2023-02-01")) == hits


@pytest.mark.parametrize(
    ("before", "after", "hits"),
    [
        ("2023-04-14", "2023-04-13", 1),
        ("2023-04-14", "2023-04-14", 0),
        ("2023-04-14", "2023-04", 0),
        ("2023-04-14", "2023-03", 1),
        ("2023", "2023-01", 0),
        ("2023", "2022-12-31", 1),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(before: str, after: str, hits: int) -> None:
    assert _hits("DOC-01", ("1", before), ("2", after)) == hits


def test_a_version_may_not_come_back() -> None:
    rows = (("1", "2023-01-01"), ("2", "2023-02-01"), ("1", "2023-03-01"))
    assert _hits("DOC-02", *rows) == 1
    assert _hits("DOC-02", *rows[:2]) == 0


TABLE = (("1.3", "2023-03-27"), ("1.4", "2023-04-14"))


@pytest.mark.parametrize(
    ("own", "hits"),
    [
        ({"cover_version": "1.4"}, 0),
        ({"cover_version": "1.3"}, 1),
        ({"cover_date": "2023-04-14"}, 0),
        ({"cover_date": "2023-04"}, 0),
        ({"cover_date": "2023"}, 0),
        ({"cover_date": "2023-04-13"}, 1),
        ({"cover_date": "2023-05"}, 1),
        ({"cover_version": "1.3", "cover_date": "2022"}, 2),
        ({}, 0),
    ],
)
def test_the_cover_agrees_with_the_last_row(own: dict[str, str], hits: int) -> None:
    assert _hits("DOC-03", *TABLE, **own) == hits


def test_a_cover_without_a_table_has_nothing_to_agree_with() -> None:
    assert _hits("DOC-03", cover_version="1.3") == 0
    assert _hits("DOC-04", current_version="1.3") == 0


@pytest.mark.parametrize(
    ("row", "cover", "current"),
    [
        ({"version": "1.4", "date": "2023-04"}, ["cover_version", "cover_date"], 1),
        ({"date": "2023-04"}, ["cover_date"], 0),
        ({"version": "1.4"}, ["cover_version"], 1),
    ],
)
def test_a_last_row_without_version_or_date_has_nothing_to_agree_with(
    row: Row, cover: list[str], current: int
) -> None:
    said = {"cover_version": "1.3", "cover_date": "2023-03", "current_version": "1.3"}
    register = build(documents=[{"id": "masa", "title": "MASA", "versions": [row], **said}])
    assert [each.field for each in find(register, "DOC-03")] == cover
    assert count(register, "DOC-04") == current


@pytest.mark.parametrize(
    ("current", "as_of", "hits"),
    [
        ("1.4", "2023-11-15", 0),
        ("1.3", "2023-11-15", 1),
        ("1.3", "2023-04-13", 0),
        ("1.3", "2023-04-14", 1),
        ("1.4", "2023-04-13", 0),
    ],
)
def test_the_version_in_force_is_the_last_one_there_is(current: str, as_of: str, hits: int) -> None:
    assert _hits("DOC-04", *TABLE, current_version=current, as_of=as_of) == hits


def test_a_correction_to_a_figure_of_a_quarter_changes_it_too() -> None:
    rows = [{"was": 12, "is_now": 12}, {"was": 12, "is_now": 21}, {"is_now": 3}]
    register = build(data_returns=[{"id": "DAT-2023-01", "corrections": rows}])
    assert [each.field for each in find(register, "DOC-05")] == ["corrections, row 1, is_now"]


@pytest.mark.parametrize(
    ("as_of", "own", "hits"),
    [
        ("2023-12-14", {}, 0),
        ("2023-12-15", {}, 1),
        ("2023-12-15", {"based_on_edition": "WT2023"}, 0),
        ("2026-03-18", {"based_on_edition": "WT2023"}, 1),
        ("2023-12-14", {"based_on_edition": "WT2023"}, 0),
        ("2023-12-15", {"status": "superseded"}, 0),
        ("2023-12-15", {"superseded_on": "2023-12-01"}, 0),
        ("2023-12-15", {"based_on_edition": "WT1066"}, 0),
    ],
)
def test_a_text_in_force_is_built_on_the_edition_in_force(
    as_of: str, own: dict[str, Any], hits: int
) -> None:
    document = {"id": "masa", "status": "current", "based_on_edition": "WT2018", **own}
    assert count(build(documents=[document]), "DOC-06", as_of) == hits

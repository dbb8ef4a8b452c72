"""Lists, searches and single records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.views.reckoned import Basis
from sscp.views.records import Backlink, FieldLine, view_list, view_record, view_search
from tests.builders import build

DAY = date(2023, 6, 30)


def basis(portfolio: Portfolio) -> Basis:
    return Basis(portfolio, portfolio, DAY, tuple, tuple)


def fields(kind: str, record: dict[str, Any], **others: Any) -> list[tuple[int, str, str]]:
    """What the record's page tells: depth, name and value of each line."""
    others[BY_NAME[kind].folder.replace("-", "_")] = [record]
    portfolio = build(**others)
    view = view_record(portfolio, DAY, portfolio.by_id[record["id"]])
    return [(line.depth, line.name, line.value) for line in view.fields]


def test_a_list_is_in_order_of_id_whatever_the_order_in_the_file() -> None:
    portfolio = build(groups=[{"id": "b", "name": "A"}, {"id": "a", "name": "B"}])
    view = view_list(basis(portfolio), BY_NAME["group"])
    assert [row.id for row in view.records] == ["a", "b"]
    assert view.heading == "Groups"


def test_a_list_holds_only_its_kind() -> None:
    portfolio = build(groups=[{"id": "a"}], posts=[{"id": "b"}])
    assert [row.id for row in view_list(basis(portfolio), BY_NAME["post"]).records] == ["b"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quorum", {"a"}),
        ("QUORUM", {"a"}),
        ("quorum rules", {"a"}),
        ("quorum missing", set()),
        ("two lines", {"a"}),
        ("deep word", {"b"}),
        ("ACT", set()),
        ("7", {"b"}),
    ],
)
def test_a_search_finds_records_that_hold_every_word_in_any_field(
    words: str, found: set[str]
) -> None:
    portfolio = build(
        groups=[
            {"id": "a", "name": "Board", "purpose": "Sets the Quorum  rules.\n\nOn two\nlines."},
            {
                "id": "b",
                "name": "Other",
                "standing_items": [{"title": "A deep word"}],
                "quorum": {"least": 7},
            },
        ]
    )
    view = view_search(portfolio, DAY, words)
    assert {row.id for row in view.records} == found
    assert view.heading == f"Records with: {words}"


def test_fields_come_in_the_order_of_their_declaration() -> None:
    told = fields("post", {"source": "x", "title": "Post", "id": "p"})
    assert told == [(0, "title", "Post"), (0, "source", "x")]


def test_the_id_and_the_mark_are_not_repeated_among_the_fields() -> None:
    told = fields("post", {"id": "p", "title": "Post", "illustrative": True})
    assert told == [(0, "title", "Post")]


def test_choices_are_told_by_their_labels() -> None:
    assert (0, "function", "Main subgroup") in fields(
        "group", {"id": "g", "name": "G", "function": "main-subgroup"}
    )
    assert (0, "function", "unheard-of") in fields(
        "group", {"id": "g", "name": "G", "function": "unheard-of"}
    )


def test_links_are_told_with_their_titles_and_unknown_ones_as_they_stand() -> None:
    group = {"id": "g", "name": "G", "chair": "p", "reports_to": ["gone"]}
    told = fields("group", group, posts=[{"id": "p", "title": "Post"}])
    assert (0, "chair", "Post (p)") in told
    assert (1, "-", "gone") in told


def test_dates_and_lengths_are_told_in_words() -> None:
    told = fields(
        "group",
        {"id": "g", "name": "G", "from": "2023-04-01", "chair_rotates_every": "P1Y"},
    )
    assert (0, "from", "1 April 2023") in told
    assert (0, "chair_rotates_every", "1 year (P1Y)") in told


def test_a_date_or_length_that_cannot_be_is_told_as_it_stands() -> None:
    told = fields(
        "group", {"id": "g", "name": "G", "from": "2023-02-30", "chair_rotates_every": "yearly"}
    )
    assert (0, "from", "2023-02-30") in told
    assert (0, "chair_rotates_every", "yearly") in told


def test_yes_and_no_are_words() -> None:
    told = fields("group", {"id": "g", "name": "G", "inferred": True, "membership_open": False})
    assert (0, "inferred", "yes") in told
    assert (0, "membership_open", "no") in told


def test_empty_fields_are_left_out() -> None:
    assert fields("group", {"id": "g", "name": "G", "seats": [], "quorum": {}}) == [
        (0, "name", "G")
    ]


def test_a_group_of_fields_is_indented_and_a_list_of_them_marks_each_first_line() -> None:
    told = fields(
        "group",
        {
            "id": "g",
            "name": "G",
            "cadence": {"mode": "fixed"},
            "standing_items": [{"title": "One", "if_any": True}, "odd"],
        },
    )
    assert told == [
        (0, "name", "G"),
        (0, "cadence", ""),
        (1, "mode", "Fixed interval"),
        (0, "standing_items", ""),
        (1, "- title", "One"),
        (2, "if_any", "yes"),
        (1, "-", "odd"),
    ]


def test_a_record_tells_who_names_it_once_for_each_field() -> None:
    portfolio = build(
        posts=[{"id": "p", "title": "Post"}],
        groups=[
            {"id": "g", "name": "G", "chair": "p", "chair_rotates_between": ["p", "p"]},
        ],
    )
    view = view_record(portfolio, DAY, portfolio.by_id["p"])
    assert view.linked_from == (
        Backlink("g", "group", "G", "chair"),
        Backlink("g", "group", "G", "chair_rotates_between"),
    )


def test_a_record_that_names_itself_does_not_tell_so() -> None:
    portfolio = build(groups=[{"id": "g", "name": "G", "reports_to": ["g"]}])
    assert view_record(portfolio, DAY, portfolio.by_id["g"]).linked_from == ()


def test_a_link_to_a_former_id_counts_as_one_to_the_record() -> None:
    portfolio = build(
        posts=[{"id": "p", "title": "Post", "formerly": ["old"]}],
        groups=[{"id": "g", "name": "G", "chair": "old"}],
    )
    view = view_record(portfolio, DAY, portfolio.by_id["p"])
    assert [one.id for one in view.linked_from] == ["g"]
    chair = view_record(portfolio, DAY, portfolio.by_id["g"]).fields[1]
    assert chair == FieldLine(0, "chair", "Post (old)", "old")


def test_lists_say_when_records_were_left_out() -> None:
    portfolio = build(groups=[{"id": "g", "name": "G"}])
    assert not view_list(basis(portfolio), BY_NAME["group"]).withheld
    public = restrict(portfolio, Audience.PUBLIC)
    view = view_list(basis(public), BY_NAME["group"])
    assert view.withheld
    assert view.records == ()

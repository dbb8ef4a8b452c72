"""Records by id, by kind and by what a person types; links in both directions."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import build, load_files


@pytest.fixture
def portfolio() -> Portfolio:
    return build(
        groups=[
            {"id": "board", "name": "The Board", "also_known_as": ["Top Table", "TT"]},
            {"id": "board-two", "name": "The Second Board", "formerly": ["old-board", "older"]},
        ],
        posts=[{"id": "clerk", "title": "Clerk to the Board", "organisation": "board"}],
        matters=[
            {"id": "priorities", "title": "Priorities", "ref": "2.1.15(a)"},
            {"id": "structure", "title": "Structure", "ref": "2.1.15"},
        ],
    )


def ids(found: tuple[Any, ...]) -> list[str | None]:
    return [each.id for each in found]


def test_records_are_had_by_id_by_former_id_and_by_kind(portfolio: Portfolio) -> None:
    board = portfolio.get("board-two")
    assert board is not None
    assert portfolio.get("old-board") is board
    assert portfolio.get("older") is board
    assert portfolio.get("nothing") is None
    assert portfolio.get(None) is None
    assert portfolio.get("Board") is None
    assert ids(portfolio.of_kind("group")) == ["board", "board-two"]
    assert portfolio.of_kind("action") == ()


def test_a_record_is_had_by_id_only_as_one_of_the_kinds_asked_for(portfolio: Portfolio) -> None:
    assert portfolio.get_kind("board", "group") is portfolio.get("board")
    assert portfolio.get_kind("board", "post", "group") is portfolio.get("board")
    assert portfolio.get_kind("board", "post") is None
    assert portfolio.get_kind("older", "group") is portfolio.get("board-two")
    assert portfolio.get_kind("nothing", "group") is None


def test_the_first_record_with_an_id_counts_and_an_id_goes_before_a_former_one() -> None:
    result = load_files(
        {
            "posts/a.yaml": "{id: clerk, title: First, source: a}",
            "posts/b.yaml": "{id: clerk, title: Second, source: a}",
            "posts/c.yaml": "{id: usher, title: Third, source: a, formerly: [clerk]}",
        }
    )
    assert result.portfolio.title_of("clerk") == "First"
    assert len(result.portfolio.records) == 3


def test_a_title_stands_in_for_an_id_and_an_unknown_id_for_itself(portfolio: Portfolio) -> None:
    assert portfolio.title_of("board") == "The Board"
    assert portfolio.title_of("older") == "The Second Board"
    assert portfolio.title_of("nothing") == "nothing"
    assert portfolio.title_of(None) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("board", ["board"]),
        ("BOARD", ["board"]),
        ("the board", ["board"]),
        (" The Board ", ["board"]),
        ("tt", ["board"]),
        ("top table", ["board"]),
        ("older", ["board-two"]),
        ("2.1.15", ["structure"]),
        ("2.1.15(A)", ["priorities"]),
        ("second", ["board-two"]),
        ("ard-tw", ["board-two"]),
        ("the", ["board", "board-two", "clerk"]),
        ("riorit", ["priorities"]),
        ("nothing at all", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_person_finds_a_record_by_any_words_that_fit(
    portfolio: Portfolio, words: str, expected: list[str]
) -> None:
    assert ids(portfolio.find(words)) == expected


def test_a_whole_name_wins_over_fragments_even_when_two_have_it() -> None:
    portfolio = build(
        posts=[
            {"id": "a", "title": "Chair"},
            {"id": "b", "title": "chair"},
            {"id": "c", "title": "Vice Chair"},
        ]
    )
    assert ids(portfolio.find("CHAIR")) == ["a", "b"]
    assert ids(portfolio.find("vice")) == ["c"]


def test_links_are_known_from_both_ends_also_under_a_former_id() -> None:
    portfolio = build(
        groups=[{"id": "board", "formerly": ["old"], "reports_to": ["council", "nowhere"]}],
        partners=[{"id": "council"}],
        meetings=[
            {
                "id": "board-2023-05-17",
                "group": "old",
                "attendance": [{"post": "clerk"}, {"post": "chair", "deputy": "clerk"}],
                "items": [{"number": "1", "decisions": ["DEC-2023-001"]}, "no item"],
                "minutes": {"taken_by": "clerk"},
            }
        ],
    )

    def back(identity: str) -> list[tuple[str | None, tuple[str | int, ...], str]]:
        return [(r.id, path, f.name) for r, path, f in portfolio.linked_from.get(identity, ())]

    assert back("board") == [("board-2023-05-17", ("group",), "group")]
    assert back("old") == []
    assert back("council") == [("board", ("reports_to", 0), "reports_to")]
    assert back("nowhere") == [("board", ("reports_to", 1), "reports_to")]
    assert back("DEC-2023-001") == [("board-2023-05-17", ("items", 0, "decisions", 0), "decisions")]
    assert [path for _, path, _ in back("clerk")] == [
        ("attendance", 0, "post"),
        ("attendance", 1, "deputy"),
        ("minutes", "taken_by"),
    ]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("boerd", "board"),
        ("bord-two", "board-two"),
        ("Board", "board"),
        ("xoard", None),
        ("boxxxxxx", None),
        ("", None),
    ],
)
def test_the_nearest_id_is_one_that_begins_alike(
    portfolio: Portfolio, words: str, near: str | None
) -> None:
    assert portfolio.nearest_id(words) == near
    assert portfolio.nearest_id(words) == near


def test_a_register_is_illustrative_only_where_its_settings_say_true() -> None:
    settings = {"id": "x", "name": "X", "area": "Y"}
    assert build(settings={**settings, "illustrative": True}).is_illustrative
    assert not build(settings=settings).is_illustrative
    assert not build(settings={**settings, "illustrative": "yes"}).is_illustrative
    assert not build().is_illustrative

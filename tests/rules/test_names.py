"""Names beyond the examples: spellings, ended records, earlier names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find


def _posts(one: Row, other: Row) -> int:
    return count(build(posts=[{"id": "one", **one}, {"id": "other", **other}]), "NAM-01")


@pytest.mark.parametrize(
    ("one", "other", "hits"),
    [
        ("Chief Nurse", "chief nurse", 1),
        ("Director of Nursing & Quality", "Director of Nursing and Quality", 1),
        ("Director of Nursing: Quality", "Director of Nursing (Quality)", 1),
        ("The Director", "Director", 1),
        ("Chief Nurse", "Chief Nurses", 0),
        ("The", "the", 1),
    ],
)
def test_titles_are_compared_by_their_words(one: str, other: str, hits: int) -> None:
    assert _posts({"title": one}, {"title": other}) == hits


def test_an_alias_may_be_the_title_of_another() -> None:
    one = {"title": "Deputy Chief Executive", "also_known_as": ["Chief Nurse"]}
    assert _posts(one, {"title": "Chief Nurse"}) == 1
    assert _posts(one, {"title": "Nurse", "also_known_as": ["Chief Nurse", "chief nurse"]}) == 1


def test_posts_of_two_organisations_may_have_the_same_title() -> None:
    one = {"title": "Chief Executive", "organisation": "council"}
    assert _posts(one, {"title": "Chief Executive", "organisation": "care-board"}) == 0
    assert _posts(one, {"title": "Chief Executive", "organisation": "council"}) == 1


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_a_post_that_has_ended_may_hand_its_title_on(until: str, hits: int) -> None:
    assert _posts({"title": "Director", "until": until}, {"title": "Director"}) == hits


def test_a_post_may_list_its_own_title_among_its_other_names() -> None:
    register = build(posts=[{"id": "one", "title": "DCS", "also_known_as": ["dcs"]}])
    assert count(register, "NAM-01") == 0


def test_a_partner_and_an_agency_must_not_share_a_name() -> None:
    register = build(
        partners=[{"id": "force", "name": "West Police", "also_known_as": ["WP"]}],
        agencies=[{"id": "police", "name": "The West Police", "also_known_as": ["WP"]}],
    )
    (found,) = find(register, "NAM-02")
    assert (found.record, found.field) == ("police", "name")


def test_a_group_and_an_agency_may_share_a_name() -> None:
    register = build(
        groups=[{"id": "panel", "name": "National Panel"}],
        agencies=[{"id": "national-panel", "name": "National Panel"}],
    )
    assert count(register, "NAM-02") == 0


def test_the_shared_alias_is_pointed_at() -> None:
    register = build(
        groups=[
            {"id": "arg", "name": "Assurance Group", "also_known_as": ["ARG"]},
            {"id": "review", "name": "Review Group", "also_known_as": ["RG", "ARG"]},
        ]
    )
    (found,) = find(register, "NAM-02")
    assert found.field == "also_known_as, row 2"


def _earlier(*rows: tuple[str, str], **fields: Any) -> list[str | None]:
    names = [{"name": name, "until": until} for name, until in rows]
    register = build(
        agencies=[{"id": "trust", "name": "The Trust", "earlier_names": names, **fields}]
    )
    return [each.field for each in find(register, "NAM-03")]


def test_earlier_names_stand_oldest_first() -> None:
    assert _earlier(("A", "2012-04-01"), ("B", "2019-04-01")) == []
    assert _earlier(("B", "2019-04-01"), ("A", "2012-04-01")) == ["earlier_names, row 2, until"]
    assert _earlier(("A", "2012-04-01"), ("B", "2012-04-01")) == ["earlier_names, row 2, until"]


@pytest.mark.parametrize(("until", "hits"), [("2019-04-01", 1), ("2019-04-02", 0)])
def test_the_present_name_has_a_day_of_its_own(until: str, hits: int) -> None:
    assert len(_earlier(("A", "2019-04-01"), until=until)) == hits


def test_an_earlier_name_spelt_otherwise_is_still_the_present_one() -> None:
    assert _earlier(("trust", "2012-04-01")) == ["earlier_names, row 1, name"]

"""A delegation in force, ended and handed on to a successor, with and without a gap."""

from __future__ import annotations

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import ALL_PARTNERS, Row, build, count, find, post, three_partners
from tests.stories.periods import periods_on
from tests.stories.walk import statement, statement_on


def delegation(partner: str, to_post: str, start: str, until: str | None = None) -> Row:
    ended = {"until": until} if until else {}
    return {
        "id": f"{to_post}-delegate",
        "partner": partner,
        "from_posts": [f"{partner}-chief"],
        "to_post": to_post,
        "in_force_from": start,
        **ended,
    }


def delegations(until: str | None, successor: str | None, **fields: str) -> Portfolio:
    bodies = three_partners()
    later = [{**delegation("council", "council-next", successor), **fields}] if successor else []
    return build(
        partners=bodies["partners"],
        posts=[
            *bodies["posts"],
            *(post(f"{each}-director", each) for each in ALL_PARTNERS),
            post("council-next", "council"),
        ],
        delegations=[
            delegation("council", "council-director", "2022-04-01", until),
            delegation("care-board", "care-board-director", "2022-04-01"),
            delegation("force", "force-director", "2022-04-01"),
            *later,
        ],
        clauses=[
            statement(
                "2.1.8",
                {
                    "form": "standing",
                    "kind": "delegation",
                    "per": {"kind": "partner", "named_in": "partner"},
                    "exactly": 1,
                },
            )
        ],
    )


@pytest.mark.parametrize(
    ("day", "standing", "findings"),
    [
        ("2022-03-31", "not_started", 0),
        ("2022-04-01", "met", 0),
        ("2023-05-31", "met", 0),
        ("2023-06-01", "not_started", 1),
        ("2023-06-11", "not_started", 1),
        # The successor fills the place; the days without one stay on record.
        ("2023-06-12", "met", 1),
    ],
)
def test_days_between_a_delegate_and_the_successor_are_days_without_one(
    day: str, standing: str, findings: int
) -> None:
    portfolio = delegations("2023-06-01", "2023-06-12")
    assert statement_on(portfolio, day, "2.1.8") == standing
    assert count(portfolio, "MASA-03", day) == findings


def test_only_the_partner_without_a_delegate_is_open() -> None:
    portfolio = delegations("2023-06-01", None)
    states = [state for state, _ in periods_on(portfolio, "2023-06-01", "2.1.8")]
    assert sorted(states) == ["met", "met", "not_started"]


def test_the_finding_says_since_when_and_later_until_when() -> None:
    portfolio = delegations("2023-06-01", "2023-06-12")
    (still,) = find(portfolio, "MASA-03", "2023-06-11")
    (over,) = find(portfolio, "MASA-03", "2023-06-12")
    assert still.record == over.record == "council"
    assert "has had no delegated partner since 1 June 2023" in still.message
    assert "had no delegated partner from 1 June 2023 to 11 June 2023" in over.message


@pytest.mark.parametrize("day", ["2023-06-11", "2023-06-12", "2023-12-31"])
def test_a_successor_from_the_very_day_leaves_nothing_to_find(day: str) -> None:
    portfolio = delegations("2023-06-12", "2023-06-12")
    assert statement_on(portfolio, day, "2.1.8") == "met"
    assert count(portfolio, "MASA-03", day) == 0


@pytest.mark.parametrize(
    ("day", "standing", "findings"),
    [
        ("2023-06-11", "met", 0),
        ("2023-06-12", "not_started", 1),
        ("2023-06-13", "met", 1),
    ],
)
def test_a_day_with_two_delegates_is_one_too_many(day: str, standing: str, findings: int) -> None:
    portfolio = delegations("2023-06-13", "2023-06-12")
    assert statement_on(portfolio, day, "2.1.8") == standing
    assert count(portfolio, "MASA-03", day) == findings


@pytest.mark.parametrize(("nominated", "findings"), [("2023-06-12", 0), ("2023-06-13", 1)])
def test_the_successor_is_nominated_by_the_first_day(nominated: str, findings: int) -> None:
    portfolio = delegations("2023-06-12", "2023-06-12", nominated_on=nominated)
    assert count(portfolio, "DEL-01", "2023-06-30") == findings

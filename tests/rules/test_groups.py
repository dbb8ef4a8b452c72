"""Chairs beyond the examples: seats, vacancies, turns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, member, post


def _executive(*seats: Row, **board: Any) -> int:
    register = build(
        groups=[
            group("executive", function="executive"),
            group("learning", **{"function": "main-subgroup", "chair": "inspector", **board}),
        ],
        posts=[post("director"), post("inspector")],
        memberships=[member("executive", "director"), *seats],
    )
    return count(register, "GRP-01")


@pytest.mark.parametrize(
    ("role", "hits"),
    [("member", 0), ("chair", 0), ("adviser", 0), ("participant-observer", 1), ("support", 1)],
)
def test_the_chair_of_a_main_subgroup_is_a_member_of_the_executive(role: str, hits: int) -> None:
    assert _executive(member("executive", "inspector", role=role)) == hits


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_the_membership_must_still_hold(until: str, hits: int) -> None:
    assert _executive(member("executive", "inspector", until=until)) == hits


def test_other_groups_and_ended_ones_may_have_any_chair() -> None:
    assert _executive(function="subgroup") == 0
    assert _executive(until="2023-11-15") == 0
    assert _executive(until="2023-11-16") == 1


def test_an_executive_without_registered_members_is_not_asked() -> None:
    register = build(
        groups=[
            group("executive", function="executive"),
            group("learning", function="main-subgroup", chair="inspector"),
        ],
        posts=[post("inspector")],
    )
    assert count(register, "GRP-01") == 0


def test_a_chair_by_term_is_found_at_its_term() -> None:
    terms = [{"post": "inspector", "from": "2023-04-01"}]
    register = build(
        groups=[
            group("executive", function="executive"),
            group("learning", function="main-subgroup", chair_terms=terms),
        ],
        posts=[post("director"), post("inspector")],
        memberships=[member("executive", "director")],
    )
    (found,) = find(register, "GRP-01")
    assert found.field == "chair_terms, row 1, post"


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"function": "main-subgroup"}, 1),
        ({"function": "executive"}, 1),
        ({"function": "subgroup"}, 0),
        ({"function": "main-subgroup", "chair": "x"}, 0),
        ({"function": "main-subgroup", "chair_terms": [{"post": "x", "from": "2023-11-15"}]}, 0),
        ({"function": "main-subgroup", "chair_terms": [{"post": "x", "from": "2023-11-16"}]}, 1),
    ],
)
def test_main_subgroups_and_the_executive_need_a_chair(fields: Row, hits: int) -> None:
    assert count(build(groups=[group("board", **fields)]), "GRP-02") == hits


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_a_chair_is_vacant_from_the_day_the_appointment_ended(until: str, hits: int) -> None:
    register = build(
        groups=[group("board", chair="inspector")],
        appointments=[{"id": "a", "post": "inspector", "until": until}],
    )
    assert count(register, "GRP-03") == hits


def test_a_chair_of_whom_no_appointments_are_kept_is_not_called_vacant() -> None:
    assert count(build(groups=[group("board", chair="inspector")]), "GRP-03") == 0


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_the_chair_has_a_seat_that_still_holds(until: str, hits: int) -> None:
    register = build(
        groups=[group("board", chair="inspector")],
        memberships=[member("board", "inspector", until=until), member("board", "director")],
    )
    assert count(register, "GRP-04") == hits


def test_a_group_without_registered_members_is_not_asked_for_the_chairs_seat() -> None:
    assert count(build(groups=[group("board", chair="inspector")]), "GRP-04") == 0


YEARS = [
    {"post": "commander", "from": "2022-04-01", "until": "2023-04-01"},
    {"post": "director", "from": "2023-04-01"},
]


def _chairs(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    seats = fields.pop("seats", [])
    register = build(
        groups=[group("board", **{"chair_terms": YEARS, **fields})],
        posts=[
            post("director", "council"),
            post("deputy-director", "council"),
            post("commander", "force"),
        ],
        memberships=seats,
    )
    return count(register, code, as_of)


@pytest.mark.parametrize(("chair", "hits"), [("director", 0), ("commander", 1)])
def test_the_standing_chair_is_that_of_the_last_term(chair: str, hits: int) -> None:
    assert _chairs("GRP-05", chair=chair) == hits


def test_the_standing_chair_may_be_that_of_the_day_while_the_next_term_is_known() -> None:
    terms = [*YEARS[:1], {"post": "director", "from": "2023-04-01", "until": "2024-04-01"}]
    terms.append({"post": "deputy-director", "from": "2024-04-01"})
    assert _chairs("GRP-05", chair_terms=terms, chair="director") == 0
    assert _chairs("GRP-05", chair_terms=terms, chair="deputy-director") == 0
    assert _chairs("GRP-05", chair_terms=terms, chair="commander") == 1


def test_a_membership_in_the_chair_is_that_of_the_chair() -> None:
    assert _chairs("GRP-05", seats=[member("board", "director", role="chair")]) == 0
    wrong = member("board", "commander", role="chair")
    assert _chairs("GRP-05", seats=[wrong]) == 1
    assert _chairs("GRP-05", chair_terms=[], chair="director", seats=[wrong]) == 1


def test_looking_back_before_the_last_term_the_memberships_may_be_ahead() -> None:
    seats = [member("board", "director", role="chair")]
    assert _chairs("GRP-05", as_of="2023-03-31", seats=seats) == 0


def test_only_the_present_term_must_be_in_turn() -> None:
    assert _chairs("GRP-06", chair_rotates_between=["director"]) == 0
    assert _chairs("GRP-06", chair_rotates_between=["commander"]) == 1
    assert _chairs("GRP-06") == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2024-04-01", 0), ("2024-04-02", 1)])
def test_a_turn_is_overdue_the_day_after_a_year(as_of: str, hits: int) -> None:
    assert _chairs("MASA-05", as_of, chair_rotates_every="P1Y") == hits


def test_a_chair_that_does_not_go_round_may_last() -> None:
    assert _chairs("MASA-05", "2029-01-01") == 0


def test_a_past_term_that_lasted_too_long_is_let_be() -> None:
    terms = [{"post": "commander", "from": "2019-04-01", "until": "2023-04-01"}, YEARS[1]]
    assert _chairs("MASA-05", chair_terms=terms, chair_rotates_every="P1Y") == 0


SAME = [
    {"post": "deputy-director", "from": "2022-04-01", "until": "2023-04-01"},
    {"post": "director", "from": "2023-04-01"},
]


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"chair_rotates_every": "P1Y"}, 1),
        ({"chair_rotates_between": ["director", "commander"]}, 1),
        ({}, 0),
    ],
)
def test_another_officer_of_the_same_partner_is_no_new_turn(fields: Row, hits: int) -> None:
    assert _chairs("MASA-05", chair_terms=SAME, **fields) == hits


def test_terms_are_taken_in_the_order_of_their_days() -> None:
    terms = [*SAME[1:], {"post": "commander", "from": "2022-04-01", "until": "2023-04-01"}]
    terms.append({"post": "deputy-director", "from": "2021-04-01", "until": "2022-04-01"})
    assert _chairs("MASA-05", chair_terms=terms, chair_rotates_every="P1Y") == 0


def test_the_same_partner_twice_running_in_the_past_is_let_be() -> None:
    terms = [
        {"post": "director", "from": "2021-04-01", "until": "2022-04-01"},
        {"post": "deputy-director", "from": "2022-04-01", "until": "2023-04-01"},
        {"post": "commander", "from": "2023-04-01"},
    ]
    assert _chairs("MASA-05", chair_terms=terms, chair_rotates_every="P1Y") == 0

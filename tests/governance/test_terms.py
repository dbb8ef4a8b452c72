"""Who holds what on a day, at both ends of every term."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.governance.terms import (
    chair_of,
    delegations_of,
    holders_of,
    is_in_force,
    is_vacant,
    members_of,
    organisation_of,
    partners_on,
    read_first_day,
)
from sscp.model.record import Fields
from tests.builders import build, group, member, one, post, three_partners


def _term(**values: str) -> Fields:
    return Fields(values, (), None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-03-31", False), ("2023-04-01", True), ("2023-08-31", True), ("2023-09-01", False)],
)
def test_a_term_holds_from_its_first_day_and_not_on_its_until(day: str, expected: bool) -> None:
    term = _term(**{"from": "2023-04-01", "until": "2023-09-01"})
    assert is_in_force(term, date.fromisoformat(day)) is expected


def test_a_term_without_a_first_day_always_was_and_one_without_until_still_is() -> None:
    assert is_in_force(_term(until="2023-04-01"), date(1900, 1, 1))
    assert is_in_force(_term(**{"from": "2023-04-01"}), date(2999, 1, 1))


def test_a_delegation_begins_on_the_day_it_is_in_force_from() -> None:
    term = _term(in_force_from="2023-04-14")
    assert not is_in_force(term, date(2023, 4, 13))
    assert is_in_force(term, date(2023, 4, 14))


def test_a_contract_that_ended_before_its_time_is_in_force_no_longer() -> None:
    term = _term(**{"from": "2023-04-01", "until": "2024-04-01", "ended_early_on": "2023-09-01"})
    assert is_in_force(term, date(2023, 8, 31))
    assert not is_in_force(term, date(2023, 9, 1))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2019", date(2019, 1, 1)),
        ("2022-12", date(2022, 12, 1)),
        ("2022-12-09", date(2022, 12, 9)),
        ("2022-13", None),
        ("0000", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_month_or_year_means_its_first_day(words: str | None, expected: date | None) -> None:
    assert read_first_day(words) == expected


def test_members_are_those_whose_membership_holds_that_day() -> None:
    register = build(
        groups=[group("board")],
        posts=[post("director"), post("nurse")],
        memberships=[
            member("board", "director", **{"from": "2023-04"}),
            member("board", "nurse", until="2023-04-01"),
        ],
    )
    ids = [each.id for each in members_of(register, "board", date(2023, 4, 1))]
    assert ids == ["board-director"]
    ids = [each.id for each in members_of(register, "board", date(2023, 3, 31))]
    assert ids == ["board-nurse"]


def test_members_are_found_by_a_former_id_of_the_group() -> None:
    register = build(
        groups=[group("board", formerly=["committee"])],
        memberships=[member("committee", "director")],
    )
    assert len(members_of(register, "board", date(2023, 4, 1))) == 1
    assert len(members_of(register, "committee", date(2023, 4, 1))) == 1


def test_posts_and_partners_are_found_by_their_former_ids() -> None:
    register = build(
        partners=[{"id": "council", "formerly": ["old-council"]}],
        posts=[post("chief", formerly=["old-chief"])],
        appointments=[{"id": "a", "post": "old-chief"}],
        delegations=[
            {"id": "d", "partner": "council", "to_post": "x", "in_force_from": "2023-01-01"}
        ],
    )
    for identity in ("chief", "old-chief"):
        assert len(holders_of(register, identity, date(2023, 4, 1))) == 1
    for identity in ("council", "old-council"):
        assert len(delegations_of(register, identity, date(2023, 4, 1))) == 1


def test_only_the_appointments_of_the_day_hold() -> None:
    register = build(
        appointments=[
            {"id": "a", "post": "chief", "until": "2023-04-01"},
            {"id": "b", "post": "chief", "from": "2023-04-01"},
        ]
    )
    assert [each.id for each in holders_of(register, "chief", date(2023, 4, 1))] == ["b"]
    assert not is_vacant(register, "chief", date(2023, 4, 1))


def test_a_term_or_a_seat_without_a_post_is_nobodys_chair() -> None:
    register = build(
        groups=[group("board", chair_terms=[{"from": "2022-01-01"}])],
        memberships=[
            {"id": "a", "group": "board", "role": "chair", "agency": "council"},
            member("board", "director", role="chair"),
        ],
    )
    assert chair_of(register, one(register, "board"), date(2023, 4, 1)) == "director"


TERMS = [
    {"post": "commander", "from": "2022-04-01", "until": "2023-04-01"},
    {"post": "director", "from": "2023-04-01"},
]


@pytest.mark.parametrize(
    ("day", "chair"),
    [("2022-03-31", "nurse"), ("2023-03-31", "commander"), ("2023-04-01", "director")],
)
def test_a_term_in_the_chair_goes_before_the_standing_chair(day: str, chair: str) -> None:
    register = build(groups=[group("board", chair="nurse", chair_terms=TERMS)])
    assert chair_of(register, one(register, "board"), date.fromisoformat(day)) == chair


def test_the_standing_chair_goes_before_a_membership_in_the_chair() -> None:
    register = build(
        groups=[group("board", chair="nurse"), group("panel")],
        memberships=[
            member("board", "director", role="chair"),
            member("panel", "inspector"),
            member("panel", "director", role="chair"),
        ],
    )
    assert chair_of(register, one(register, "board"), date(2023, 4, 1)) == "nurse"
    assert chair_of(register, one(register, "panel"), date(2023, 4, 1)) == "director"


def test_a_group_without_an_id_has_no_members_and_so_no_chair() -> None:
    seats = [{"id": "a", "group": "", "post": "director", "role": "chair"}]
    register = build(groups=[{"name": "The Board"}], memberships=seats)
    assert chair_of(register, register.of_kind("group")[0], date(2023, 4, 1)) is None


def test_a_group_may_have_nobody_in_the_chair() -> None:
    register = build(
        groups=[group("board")],
        memberships=[member("board", "director", role="chair", until="2023-04-01")],
    )
    assert chair_of(register, one(register, "board"), date(2023, 4, 1)) is None


def test_delegations_are_those_to_a_post_that_hold_that_day() -> None:
    register = build(
        **three_partners(),
        delegations=[
            {"id": "a", "partner": "council", "to_post": "x", "in_force_from": "2023-04-14"},
            {"id": "b", "partner": "council", "to_group": "y", "in_force_from": "2023-04-14"},
            {"id": "c", "partner": "force", "to_post": "z", "in_force_from": "2023-04-14"},
        ],
    )
    assert [each.id for each in delegations_of(register, "council", date(2023, 4, 14))] == ["a"]
    assert delegations_of(register, "council", date(2023, 4, 13)) == ()


def test_an_appointment_without_dates_counts_as_in_force() -> None:
    register = build(
        posts=[post("chief")],
        appointments=[{"id": "a", "post": "chief", "term_not_stated": True}],
    )
    assert [each.id for each in holders_of(register, "chief", date(2023, 4, 1))] == ["a"]


@pytest.mark.parametrize(("day", "vacant"), [("2023-08-31", False), ("2023-09-01", True)])
def test_a_post_is_vacant_from_the_day_its_last_appointment_ended(day: str, vacant: bool) -> None:
    register = build(appointments=[{"id": "a", "post": "chief", "until": "2023-09-01"}])
    assert is_vacant(register, "chief", date.fromisoformat(day)) is vacant


def test_a_post_without_any_appointment_is_not_called_vacant() -> None:
    assert not is_vacant(build(posts=[post("chief")]), "chief", date(2023, 4, 1))


def test_a_post_may_belong_to_no_organisation() -> None:
    register = build(posts=[post("chief", "council"), post("scrutineer")])
    assert organisation_of(register, "chief") == "council"
    assert organisation_of(register, "scrutineer") is None
    assert organisation_of(register, None) is None


def test_partners_are_those_of_the_day() -> None:
    register = build(
        partners=[
            {"id": "old-board", "until": "2022-07-01"},
            {"id": "care-board", "from": "2022-07-01"},
            {"name": "A partner without an id"},
        ]
    )
    old, new = one(register, "old-board"), one(register, "care-board")
    assert partners_on(register, date(2022, 6, 30)) == {"old-board": old}
    assert partners_on(register, date(2022, 7, 1)) == {"care-board": new}

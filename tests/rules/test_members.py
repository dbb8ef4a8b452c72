"""Seats beyond the examples: vacancies, terms, schools, nominations."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, meeting, member, post, present


def _vacancies(function: str, *appointments: Row, seat: Row | None = None, **own: Any) -> int:
    register = build(
        groups=[group("board", function=function)],
        posts=[post("director", **own)],
        memberships=[member("board", "director", **(seat or {}))],
        appointments=list(appointments),
    )
    return count(register, "MEM-01")


ELSEWHERE = {"id": "x", "post": "someone-else"}


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_a_seat_is_vacant_from_the_day_the_appointment_ended(until: str, hits: int) -> None:
    for function in ("executive", "subgroup"):
        assert _vacancies(function, {"id": "a", "post": "director", "until": until}) == hits


def test_only_on_the_executive_is_a_post_without_any_appointment_vacant() -> None:
    assert _vacancies("executive", ELSEWHERE) == 1
    assert _vacancies("subgroup", ELSEWHERE) == 0


def test_a_register_that_keeps_no_appointments_has_no_vacancies() -> None:
    assert _vacancies("executive") == 0


def test_a_post_that_many_hold_is_never_vacant() -> None:
    assert _vacancies("executive", ELSEWHERE, generic=True) == 0


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_a_seat_that_has_ended_needs_nobody(until: str, hits: int) -> None:
    assert _vacancies("executive", ELSEWHERE, seat={"until": until}) == hits


def _attends(seat: Row, *more: Row, **row: Any) -> list[str]:
    register = build(
        groups=[group("board")],
        posts=[post("director")],
        memberships=[member("board", "director", **seat), *more],
        meetings=[meeting("board", "2023-05-17", attendance=[present("director", **row)])],
    )
    return [each.message for each in find(register, "MEM-02")]


@pytest.mark.parametrize(("until", "hits"), [("2023-05-17", 1), ("2023-05-18", 0)])
def test_a_membership_must_not_have_ended_by_the_day(until: str, hits: int) -> None:
    assert len(_attends({"until": until})) == hits


@pytest.mark.parametrize(("start", "hits"), [("2023-05-17", 0), ("2023-05-18", 1)])
def test_a_membership_must_have_begun_by_the_day(start: str, hits: int) -> None:
    assert len(_attends({"from": start})) == hits


def test_the_message_says_whether_it_ended_or_has_not_begun() -> None:
    assert _attends({"until": "2023-05-01"}) == [
        "director attended as a member, but the membership had ended on 1 May 2023."
    ]
    assert _attends({"from": "2023-06"}) == [
        "director attended as a member, but the membership begins only on 1 June 2023."
    ]


def test_a_renewed_membership_is_enough() -> None:
    again = member("board", "director", id="again", **{"from": "2023-05-01"})
    assert _attends({"until": "2023-05-01"}, again) == []


@pytest.mark.parametrize("row", [{"role": "invited"}, {"status": "apologies"}])
def test_an_invited_or_absent_former_member_is_in_order(row: Row) -> None:
    assert _attends({"until": "2023-05-01"}, **row) == []


@pytest.mark.parametrize("sector", ["primary", "secondary", "special", "independent"])
@pytest.mark.parametrize(
    ("level", "errors", "notes"),
    [
        ("head", 0, 0),
        ("deputy-head", 0, 0),
        ("senior-leadership", 0, 0),
        ("other", 1, 0),
        (None, 0, 1),
    ],
)
def test_schools_send_their_leaders(
    sector: str, level: str | None, errors: int, notes: int
) -> None:
    own = {"school_level": level} if level else {}
    register = build(memberships=[{"id": "seat", "sector": sector, **own}])
    assert count(register, "MEM-03") == errors
    assert count(register, "MEM-04") == notes


@pytest.mark.parametrize("sector", ["early-years", "governors", "post-16", "police"])
def test_other_sectors_may_send_whom_they_like(sector: str) -> None:
    register = build(memberships=[{"id": "seat", "sector": sector, "school_level": "other"}])
    assert count(register, "MEM-03") == 0
    assert count(build(memberships=[{"id": "seat", "sector": sector}]), "MEM-04") == 0


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_a_seat_of_the_past_is_not_asked_for_its_level(until: str, hits: int) -> None:
    seat = {"id": "seat", "sector": "primary", "school_level": "other", "until": until}
    assert count(build(memberships=[seat]), "MEM-03") == hits


@pytest.mark.parametrize(
    ("outcome", "messages"),
    [
        ("agreed", []),
        ("deferred", ["seat: to be put forward by education, but DEC-2023-001 put it off."]),
        ("rejected", ["seat: to be put forward by education, but DEC-2023-001 turned it down."]),
    ],
)
def test_a_nomination_is_agreed(outcome: str, messages: list[str]) -> None:
    decided = {"id": "DEC-2023-001", "body": "education", "date": "2023-05-16"}
    register = build(
        groups=[group("education")],
        decisions=[{**decided, "outcome": outcome}],
        memberships=[
            {
                "id": "seat",
                "title": "seat",
                "nominated_by": "education",
                "nomination": "DEC-2023-001",
            },
        ],
    )
    assert [each.message for each in find(register, "MEM-05")] == messages


@pytest.mark.parametrize(
    ("body", "day", "hits"),
    [
        ("education", "2023-11-15", 0),
        ("education", "2023-11-16", 1),
        ("other", "2023-05-16", 1),
        ("old-education", "2023-05-16", 0),
        (None, "2023-05-16", 0),
    ],
)
def test_a_nomination_is_made_by_then_and_by_that_body(
    body: str | None, day: str, hits: int
) -> None:
    register = build(
        groups=[group("education", formerly=["old-education"]), group("other")],
        decisions=[{"id": "DEC-2023-001", "body": body, "date": day}],
        memberships=[
            {"id": "seat", "nominated_by": "education", "nomination": "DEC-2023-001"},
        ],
    )
    assert count(register, "MEM-05") == hits


def test_a_post_that_nominates_is_not_asked_for_a_decision_of_its_own() -> None:
    register = build(
        posts=[post("chief")],
        decisions=[{"id": "DEC-2023-001", "body": "board", "date": "2023-05-16"}],
        memberships=[{"id": "seat", "nominated_by": "chief", "nomination": "DEC-2023-001"}],
    )
    assert count(register, "MEM-05") == 0


@pytest.mark.parametrize(
    ("seat", "hits"),
    [
        ({"agency": "hospital"}, 0),
        ({"post": "surgeon"}, 0),
        ({"agency": "hospital", "until": "2023-11-16"}, 0),
        ({"agency": "hospital", "until": "2023-11-15"}, 1),
        ({"agency": "hospital", "role": "support"}, 1),
        ({"agency": "hospital", "role": "participant-observer"}, 1),
        ({"agency": "school"}, 1),
    ],
)
def test_a_required_agency_has_a_member_of_its_own(seat: Row, hits: int) -> None:
    register = build(
        agencies=[{"id": "hospital"}, {"id": "school"}],
        posts=[post("surgeon", "hospital")],
        groups=[group("board", required_agencies=["hospital"])],
        memberships=[{"id": "seat", "group": "board", "role": "member", **seat}],
    )
    assert count(register, "MEM-06") == hits


def test_a_group_that_has_ended_requires_nobody() -> None:
    for until, hits in (("2023-11-15", 0), ("2023-11-16", 1)):
        board = group("board", required_agencies=["hospital"], until=until)
        assert count(build(groups=[board], agencies=[{"id": "hospital"}]), "MEM-06") == hits


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        ({"role": "member"}, 1),
        ({"role": "chair"}, 1),
        ({"role": "support"}, 0),
        ({"role": "member", "until": "2023-11-15"}, 0),
        ({"role": "member", "group": "panel"}, 0),
        ({"role": "member", "post": "nurse"}, 0),
    ],
)
def test_an_observer_holds_no_second_seat_that_decides(second: Row, hits: int) -> None:
    register = build(
        groups=[group("board"), group("panel")],
        posts=[post("director"), post("nurse")],
        memberships=[
            member("board", "director", role="participant-observer"),
            member("board", "director", **{"id": "second", **second}),
        ],
    )
    assert count(register, "MEM-07") == hits


EXECUTIVE = [{"field": "group", "names": ["board"]}]


def _asked_for(proof: Row, *seats: Row) -> list[str]:
    register = build(
        groups=[group("board", name="Board", function="executive")],
        posts=[post("director", title="Director"), post("head", title="Head")],
        memberships=list(seats),
        clauses=[{"id": "arr-2.1.21-j", "ref": "2.1.21(j)", "proof": proof}],
    )
    return [each.message for each in find(register, "MEM-08")]


def _seat(of: str, **more: Any) -> Row:
    return {"form": "each", "kind": "membership", "least": 1, **more} | {
        "where": [*EXECUTIVE, {"field": "post", "names": [of]}]
    }


def test_a_seat_that_a_paragraph_asks_for_must_be_on_record() -> None:
    assert _asked_for(_seat("head"), member("board", "director")) == [
        "2.1.21(j) asks for 1 membership with the group Board and the post Head; in force: none."
    ]
    assert _asked_for(_seat("head"), member("board", "head")) == []


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_the_membership_that_is_asked_for_must_not_have_ended(until: str, hits: int) -> None:
    assert len(_asked_for(_seat("head"), member("board", "head", until=until))) == hits


def test_every_proof_of_a_paragraph_asks_for_its_own_seat() -> None:
    proof = _seat("head", also=[_seat("director")])
    assert len(_asked_for(proof)) == 2
    assert len(_asked_for(proof, member("board", "director"))) == 1


def test_as_many_seats_are_wanted_as_the_paragraph_says() -> None:
    role = {"field": "role", "is": ["member", "chair"]}
    two = {"form": "each", "kind": "membership", "least": 2, "where": [*EXECUTIVE, role]}
    [message] = _asked_for(two, member("board", "head"))
    assert message.endswith("and the role member or chair; in force: 1.")
    assert _asked_for(two, member("board", "head"), member("board", "director")) == []


@pytest.mark.parametrize("wanted", [{}, {"least": 1}, {"exactly": 1}])
def test_a_seat_that_stands_is_asked_for_too(wanted: Row) -> None:
    standing = {"form": "standing", "kind": "membership", "where": EXECUTIVE, **wanted}
    assert len(_asked_for(standing)) == 1
    assert _asked_for(standing, member("board", "head")) == []


def test_what_asks_of_seats_but_for_no_number_of_them_asks_for_none() -> None:
    per = {"kind": "group", "named_in": "group"}
    assert _asked_for({"form": "each", "kind": "membership", "where": EXECUTIVE}) == []
    assert _asked_for({"form": "standing", "kind": "membership", "per": per}) == []
    assert _asked_for({"form": "each", "kind": "meeting", "least": 1}) == []

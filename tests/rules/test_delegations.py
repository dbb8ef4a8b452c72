"""Three partners, and one delegated partner for each at every date."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.finding import Finding
from tests.builders import Row, build, count, find, group, meeting, member, post

START = "2023-04-14"


def _delegation(identity: str, **fields: Any) -> Row:
    own = {"id": identity, "partner": "council", "to_post": "director", "in_force_from": START}
    return {**own, **fields}


def _found(*delegations: Row, as_of: str = "2023-11-15", **folders: Any) -> list[Finding]:
    own = {
        "partners": [{"id": "council", "name": "The council"}],
        "posts": [post("director"), post("head")],
    }
    register = build(delegations=list(delegations), **{**own, **folders})
    return find(register, "MASA-03", as_of)


def _messages(*delegations: Row, **rest: Any) -> list[str]:
    return [each.message for each in _found(*delegations, **rest)]


def test_one_delegate_throughout_is_right() -> None:
    assert _messages(_delegation("a")) == []


def test_one_follows_the_other_without_a_gap() -> None:
    first = _delegation("a", until="2023-09-01")
    assert _messages(first, _delegation("b", to_post="head", in_force_from="2023-09-01")) == []


def test_a_gap_of_one_day_is_told_with_its_days() -> None:
    first = _delegation("a", until="2023-09-01")
    second = _delegation("b", to_post="head", in_force_from="2023-09-02")
    assert _messages(first, second) == [
        "The council had no delegated partner from 1 September 2023 to 1 September 2023."
    ]


def test_an_overlap_of_one_day_is_told_at_the_newer_delegation() -> None:
    first = _delegation("a", until="2023-09-02")
    second = _delegation("b", to_post="head", in_force_from="2023-09-01")
    (found,) = _found(second, first)
    assert (found.record, found.field) == ("b", "in_force_from")
    assert found.message == (
        "The council had more than one delegated partner from 1 September 2023 to"
        " 1 September 2023: head and director."
    )


@pytest.mark.parametrize(("as_of", "hits"), [("2023-08-31", 0), ("2023-09-01", 1)])
def test_a_gap_is_noticed_from_its_first_day(as_of: str, hits: int) -> None:
    assert len(_messages(_delegation("a", until="2023-09-01"), as_of=as_of)) == hits


def test_a_gap_that_lasts_is_told_as_lasting() -> None:
    assert _messages(_delegation("a", until="2023-09-01")) == [
        "The council has had no delegated partner since 1 September 2023."
    ]


def test_nothing_is_said_of_the_time_before_the_first_delegation() -> None:
    assert _messages(_delegation("a"), as_of="2023-04-13") == []


def test_a_partner_without_any_delegation_lacks_one_since_the_others_have_theirs() -> None:
    partners = [{"id": "council", "name": "The council"}, {"id": "force", "name": "The police"}]
    assert _messages(_delegation("a"), partners=partners) == [
        "The police has had no delegated partner since 14 April 2023."
    ]


def test_a_register_without_delegations_is_left_alone_until_the_delegates_meet() -> None:
    assert _messages() == []
    for function in ("executive", "delegated-partners"):
        rest = {
            "groups": [group("board", function=function)],
            "meetings": [meeting("board", "2023-05-17"), meeting("board", "2023-06-17")],
        }
        assert _messages(**rest) == ["The council has had no delegated partner since 17 May 2023."]
        assert len(_messages(**rest, as_of="2023-05-17")) == 1
        assert _messages(**rest, as_of="2023-05-16") == []
        assert _messages({"id": "a", "partner": "council", "to_post": "director"}, **rest) == []


@pytest.mark.parametrize(("function", "status"), [("subgroup", "held"), ("executive", "planned")])
def test_only_a_meeting_held_by_the_delegates_shows_that_one_is_lacking(
    function: str, status: str
) -> None:
    planned = meeting("board", "2023-05-17", status=status)
    assert _messages(groups=[group("board", function=function)], meetings=[planned]) == []


@pytest.mark.parametrize(("until", "hits"), [("2023-09-01", 0), ("2023-09-02", 1)])
def test_a_partner_that_left_needs_no_delegate(until: str, hits: int) -> None:
    partners = [{"id": "council", "name": "The council", "until": until}]
    assert len(_messages(_delegation("a", until="2023-09-01"), partners=partners)) == hits


def test_a_delegate_whose_post_ended_is_none() -> None:
    posts = [post("director", until="2023-10-01")]
    assert _messages(_delegation("a"), posts=posts) == [
        "The council has had no delegated partner since 1 October 2023."
    ]


def test_a_gap_and_a_doubling_are_told_apart() -> None:
    delegations = (
        _delegation("a", until="2023-06-01"),
        _delegation("b", in_force_from="2023-07-01"),
        _delegation("c", to_post="head", in_force_from="2023-08-01"),
    )
    assert {each.split(" delegated")[0] for each in _messages(*delegations)} == {
        "The council had no",
        "The council has had more than one",
    }


def test_a_gap_across_other_changes_is_told_once() -> None:
    posts = [post("director"), post("other", **{"from": "2023-09-10"})]
    assert len(_messages(_delegation("a", until="2023-09-01"), posts=posts)) == 1


def _forms(*partners: Row) -> list[str]:
    return [each.message for each in find(build(partners=list(partners)), "PRT-01")]


COUNCIL = {"id": "council", "name": "The council", "form": "local-authority"}
BOARD = {"id": "board", "name": "The care board", "form": "integrated-care-board"}
FORCE = {"id": "force", "name": "The police", "form": "police"}


def test_every_missing_form_is_told() -> None:
    assert _forms(COUNCIL) == [
        "No safeguarding partner is recorded of the form: integrated care board.",
        "No safeguarding partner is recorded of the form: police force.",
    ]


def test_a_second_partner_of_a_form_is_told() -> None:
    second = {"id": "district", "form": "local-authority"}
    assert _forms(COUNCIL, BOARD, FORCE, second) == [
        "The council is already the partner of the form: local authority."
    ]


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_a_partner_that_was_replaced_does_not_count(until: str, hits: int) -> None:
    old = {"id": "old-board", "form": "integrated-care-board", "until": until}
    assert len(_forms(COUNCIL, BOARD, FORCE, old)) == hits


def test_a_missing_form_is_told_at_the_partnership() -> None:
    register = build(partners=[COUNCIL, BOARD], partnerships=[{"id": "partnership"}])
    assert [each.record for each in find(register, "PRT-01")] == ["partnership"]


def test_an_empty_register_lacks_no_partner() -> None:
    assert _forms() == []


@pytest.mark.parametrize(("day", "hits"), [(START, 0), ("2023-04-15", 1)])
def test_a_nomination_may_be_of_the_day_it_takes_effect(day: str, hits: int) -> None:
    register = build(
        delegations=[_delegation("a", nominated_on=day)],
        appointments=[{"id": "b", "from": START, "nominated_on": day}],
    )
    assert count(register, "DEL-01") == 2 * hits


def test_lines_and_givers_that_are_not_said_are_left_alone() -> None:
    register = build(
        partners=[{"id": "council", "lead_post": "chief"}],
        posts=[post("director", "council"), post("chief", "council")],
        delegations=[_delegation("a")],
    )
    for code in ("DEL-02", "DEL-03", "DEL-04"):
        assert count(register, code) == 0


def test_a_delegate_may_report_to_the_team_or_to_someone_between() -> None:
    register = build(
        partners=[{"id": "council", "lead_post": "chief"}],
        posts=[post("director"), post("chief"), post("deputy-chief")],
        delegations=[
            _delegation("a", reports_to="chief"),
            _delegation("b", reports_to="deputy-chief"),
        ],
    )
    assert count(register, "DEL-03") == 0


def _chaired(as_of: str = "2024-06-01", **group: Any) -> list[Any]:
    """A partner, the council, whose delegate is its director, and an executive group."""
    executive = {"id": "executive", "name": "Executive", "function": "executive", **group}
    portfolio = build(
        partners=[{"id": "council", "name": "Council"}],
        partnerships=[{"id": "partnership", "name": "Partnership"}],
        posts=[{"id": "director", "organisation": "council"}, {"id": "other"}],
        delegations=[
            {"partner": "council", "to_post": "director", "in_force_from": "2023-04-14"}
            | {"id": "to-the-director"}
        ],
        groups=[executive],
    )
    return [(each.record, each.message) for each in find(portfolio, "MASA-06", as_of)]


@pytest.mark.parametrize(("as_of", "hits"), [("2023-12-14", 0), ("2023-12-15", 1)])
def test_a_partnership_chair_is_asked_for_since_the_guidance_of_2023(as_of: str, hits: int) -> None:
    assert len(_chaired(as_of)) == hits


@pytest.mark.parametrize(
    ("group", "place"),
    [
        ({}, "executive"),
        ({"chair": "other"}, "executive"),
        ({"chair": "director"}, None),
        ({"chair": "director", "function": "delegated-partners"}, None),
        ({"chair": "director", "function": "partnership"}, None),
        ({"chair": "director", "function": "subgroup"}, "partnership"),
        ({"chair": "director", "until": "2024-06-01"}, "partnership"),
        ({"chair_terms": [{"post": "director", "from": "2024-06-01"}]}, None),
        ({"chair_terms": [{"post": "director", "from": "2024-06-02"}]}, "executive"),
    ],
)
def test_a_delegated_partner_is_in_the_chair(group: Row, place: str | None) -> None:
    found = _chaired(**group)
    assert [record for record, _ in found] == [place] * (place is not None)
    assert all("[unverified]; none of them is in the chair." in said for _, said in found)


def test_where_nobody_is_delegated_no_chair_is_asked_for() -> None:
    assert find(build(groups=[{"id": "e", "function": "executive"}]), "MASA-06", "2024-06-01") == []


TEAM = group("team", function="delegated-partners")
SEAT = member("team", "director")


def _without_seat(*seats: Row, as_of: str = "2023-11-15", **fields: Any) -> list[str]:
    register = build(
        partners=[{"id": "council", "name": "The council"}, {"id": "force", "name": "The police"}],
        posts=[
            post("director", "council", formerly=["old-director"]),
            post("head", "council"),
            post("commander", "force"),
        ],
        groups=[fields.pop("team", TEAM)],
        memberships=list(seats),
        delegations=[_delegation("a", **fields)],
    )
    return [each.message for each in find(register, "DEL-05", as_of)]


def test_the_delegate_holds_the_seat_on_the_team() -> None:
    assert _without_seat(SEAT) == []
    assert _without_seat(SEAT, to_post="old-director") == []
    assert _without_seat(SEAT, to_post="head") == [
        (
            "The functions of The council are delegated to head, but the seat of The council on the"
            " team is held by director."
        )
    ]
    assert _without_seat(member("team", "commander")) == [
        (
            "The functions of The council are delegated to director, but the seat of The council on"
            " the team is held by nobody."
        )
    ]


@pytest.mark.parametrize(("as_of", "hits"), [("2023-08-31", 0), ("2023-09-01", 1)])
def test_the_seat_is_that_of_the_day(as_of: str, hits: int) -> None:
    first = {**SEAT, "until": "2023-09-01"}
    second = member("team", "head", **{"from": "2023-09-01"})
    assert len(_without_seat(first, second, as_of=as_of)) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-08-31", 1), ("2023-09-01", 0)])
def test_a_delegation_that_has_ended_needs_no_seat(as_of: str, hits: int) -> None:
    assert len(_without_seat(SEAT, as_of=as_of, to_post="head", until="2023-09-01")) == hits


@pytest.mark.parametrize(
    "seats",
    [
        [],
        [member("team", "director", role="support")],
        [{"id": "seat", "group": "team", "agency": "council", "role": "member"}],
    ],
)
def test_where_the_seat_names_no_post_or_none_is_on_record_nothing_is_said(
    seats: list[Row],
) -> None:
    assert _without_seat(*seats, to_post="head") == []


def test_a_team_that_has_ended_seats_nobody() -> None:
    assert _without_seat(SEAT, to_post="head", team={**TEAM, "until": "2023-11-15"}) == []


@pytest.mark.parametrize(
    ("giver", "hits"), [({}, 1), ({"from_posts": ["chief"]}, 0), ({"from_group": "lead"}, 0)]
)
def test_a_delegation_says_who_hands_on(giver: Row, hits: int) -> None:
    to_group = {"id": "b", "to_group": "panel", "in_force_from": START, **giver}
    register = build(
        posts=[post("director"), post("chief")],
        groups=[group("panel"), group("lead")],
        delegations=[_delegation("a", **giver), to_group],
    )
    assert count(register, "DEL-06") == 2 * hits

"""Posts used on days on which they exist, and owners who are still there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, meeting, member, post, present

DAY = "2023-05-17"


def _uses(term: Row, **folders: Any) -> int:
    return count(build(posts=[post("director", **term)], **folders), "LK-04")


@pytest.mark.parametrize(("until", "hits"), [("2023-05-17", 1), ("2023-05-18", 0)])
def test_a_post_chairs_up_to_the_day_before_its_end(until: str, hits: int) -> None:
    sitting = meeting("board", DAY, chaired_by="director")
    assert _uses({"until": until}, meetings=[sitting]) == hits


@pytest.mark.parametrize(("start", "hits"), [("2023-05-17", 0), ("2023-05-18", 1)])
def test_a_post_attends_from_its_first_day(start: str, hits: int) -> None:
    sitting = meeting("board", DAY, attendance=[present("director")])
    assert _uses({"from": start}, meetings=[sitting]) == hits


ENDED = {"until": "2023-01-01"}


@pytest.mark.parametrize(
    ("folder", "record"),
    [
        ("groups", {"id": "board", "chair": "director"}),
        ("memberships", {"id": "seat", "post": "director"}),
        ("appointments", {"id": "term", "post": "director"}),
        ("delegations", {"id": "powers", "to_post": "director"}),
        ("partners", {"id": "council", "lead_post": "director"}),
        ("groups", {"id": "board", "chair_terms": [{"post": "director"}]}),
        ("decisions", {"id": "DEC-2023-001", "date": DAY, "agreement": [{"post": "director"}]}),
        ("actions", {"id": "ACT-2023-001", "owner": "director", "completed_on": DAY}),
        ("reports", {"id": "report", "sign_offs": [{"post": "director", "on": DAY}]}),
        ("meetings", meeting("b", DAY, attendance=[{"post": "x", "deputy": "director"}])),
    ],
)
def test_an_ended_post_is_noticed_wherever_it_is_used(folder: str, record: Row) -> None:
    assert _uses(ENDED, **{folder: [record]}) == 1


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_a_membership_that_has_ended_needs_no_post(until: str, hits: int) -> None:
    seat = {"id": "seat", "post": "director", "until": until}
    assert _uses(ENDED, memberships=[seat]) == hits


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_a_meeting_that_was_not_held_uses_no_post(status: str) -> None:
    assert _uses(ENDED, meetings=[meeting("b", DAY, status=status, chaired_by="director")]) == 0


def test_someone_who_was_away_used_no_post() -> None:
    row = {"post": "director", "status": "apologies"}
    assert _uses(ENDED, meetings=[meeting("b", DAY, attendance=[row])]) == 0


def test_the_successor_is_named() -> None:
    register = build(
        posts=[
            post("director", until="2023-01-01", succeeded_by="head"),
            post("head", title="Head of Children's Services"),
        ],
        groups=[group("board", chair="director")],
    )
    (found,) = find(register, "LK-04")
    assert "ended on 1 January 2023" in found.message
    assert "Head of Children's Services" in found.remedy


def _action(**fields: Any) -> Row:
    own = {"id": "ACT-2023-001", "raised_on": "2023-09-01", "due": "2023-12-01"}
    return {**own, **fields}


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 1),
        ({"completed_on": "2023-11-15"}, 0),
        ({"completed_on": "2023-11-16"}, 1),
        ({"cancelled": {"on": "2023-11-15"}}, 0),
        ({"cancelled": {"on": "2023-11-16"}}, 1),
        ({"raised_on": "2023-11-16"}, 0),
        ({"raised_on": "2023-11-15"}, 1),
    ],
)
def test_only_an_open_action_needs_an_owner(fields: Row, hits: int) -> None:
    assert count(build(actions=[_action(**fields)]), "LK-05") == hits


def _orphans(action: Row, **folders: Any) -> list[str]:
    register = build(
        groups=[group("board")],
        actions=[_action(**{"owner": "worker", "monitored_by": "board", **action})],
        **folders,
    )
    return [each.message for each in find(register, "LK-06")]


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_an_action_is_an_orphan_from_the_day_its_post_ended(until: str, hits: int) -> None:
    assert len(_orphans({}, posts=[post("worker", until=until)])) == hits


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 1), ("2023-11-16", 0)])
def test_an_action_is_an_orphan_from_the_day_the_seat_ended(until: str, hits: int) -> None:
    seats = [member("board", "worker", until=until)]
    assert len(_orphans({}, posts=[post("worker")], memberships=seats)) == hits


def test_an_action_of_a_vacant_post_is_an_orphan() -> None:
    appointments = [{"id": "a", "post": "worker", "until": "2023-11-15"}]
    (message,) = _orphans({}, posts=[post("worker")], appointments=appointments)
    assert message == "worker owns this open action, but that post is vacant."


def test_a_closed_action_is_no_orphan() -> None:
    assert (
        _orphans({"completed_on": "2023-10-01"}, posts=[post("worker", until="2023-11-01")]) == []
    )


def test_a_renewed_seat_makes_no_orphan() -> None:
    seats = [
        member("board", "worker", until="2023-10-01"),
        member("board", "worker", id="again", **{"from": "2023-10-01"}),
    ]
    assert _orphans({}, posts=[post("worker")], memberships=seats) == []


def test_an_owner_who_never_had_a_seat_is_no_orphan() -> None:
    seats = [member("board", "director", until="2023-10-01")]
    assert _orphans({}, posts=[post("worker"), post("director")], memberships=seats) == []


def test_the_seat_of_another_organisation_under_the_same_post_is_not_the_owners() -> None:
    posts = [post("worker", generic=True)]
    seats = [
        member("board", "worker", agency="council", until="2023-10-01"),
        member("board", "worker", id="force-seat", agency="force"),
    ]
    assert len(_orphans({"agency": "council"}, posts=posts, memberships=seats)) == 1
    assert _orphans({"agency": "force"}, posts=posts, memberships=seats) == []


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"from": "2023-05-18"}, "but the post exists only from 18 May 2023."),
        ({"from": "2023-01-01", "until": "2023-05-17"}, "but the post ended on 17 May 2023."),
    ],
)
def test_the_message_says_whether_the_post_had_ended_or_not_begun(term: Row, words: str) -> None:
    register = build(
        posts=[post("director", **term)],
        meetings=[meeting("board", DAY, chaired_by="director")],
    )
    (found,) = find(register, "LK-04")
    assert found.message == f"director is used here for 17 May 2023, {words}"

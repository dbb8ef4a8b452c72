"""Who counts at a meeting, and whether enough were there."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.governance.attendance import (
    AWAY,
    PRESENT,
    Quorum,
    attendees_of,
    quorum_of,
    role_of,
    unlisted_at,
)
from sscp.governance.seats import seats_for, seats_on
from sscp.model.kinds.meetings import ATTENDANCE_STATES
from sscp.model.portfolio import Portfolio
from tests.builders import AS_OF, Row, apologies, build, group, meeting, member, one, post, present

DAY = "2023-05-17"


def _register(rows: list[Row], quorum: Row | None = None, **folders: Any) -> Portfolio:
    own = {"quorum": quorum} if quorum is not None else {}
    return build(
        groups=[group("board", **{"membership_open": True, **own})],
        meetings=[meeting("board", DAY, attendance=rows)],
        **{
            "posts": [
                post("director", "council"),
                post("nurse", "care-board"),
                post("commander", "force"),
            ],
            **folders,
        },
    )


def _quorum(register: Portfolio, item: str | None = None) -> Quorum:
    return quorum_of(register, one(register, f"board-{DAY}"), item)


def test_everybody_in_the_list_was_either_there_or_away() -> None:
    states = [choice.value for choice in ATTENDANCE_STATES]
    assert sorted([*PRESENT, *AWAY]) == sorted(states)


def test_a_meeting_on_trial_has_a_quorum_of_its_own() -> None:
    """It stands at the place of the one in the register, and its attendance is another."""
    kept, nobody, nurse = (
        _register(rows, {"least": 1}) for rows in ([present("director")], [], [present("nurse")])
    )
    held, tried, tried_again = (one(each, f"board-{DAY}") for each in (kept, nobody, nurse))
    for _ in range(2):
        assert quorum_of(kept, held).state == "met"
        assert quorum_of(kept, tried).state == "not-met"
        assert quorum_of(kept, tried_again).state == "met"
    assert quorum_of(nobody, held).state == "met"
    assert quorum_of(nobody, tried).state == "not-met"


def test_a_meeting_without_an_id_has_a_quorum_of_its_own() -> None:
    rows: list[list[Row]] = [[present("director")], []]
    meetings = [meeting("board", DAY, id=None, attendance=each) for each in rows]
    groups = [group("board", membership_open=True, quorum={"least": 1})]
    register = build(groups=groups, meetings=meetings, posts=[post("director")])
    assert [quorum_of(register, each).state for each in register.of_kind("meeting")] == [
        "met",
        "not-met",
    ]


def test_attendance_is_read_once_for_all_who_ask() -> None:
    register = _register([present("director")])
    sitting = one(register, f"board-{DAY}")
    assert attendees_of(register, sitting) is attendees_of(register, sitting)


def test_a_group_without_a_quorum_is_neither_met_nor_not_met() -> None:
    assert _quorum(_register([present("director")])) == Quorum("not-set", 1, ())
    assert _quorum(_register([], {"if_not_met": "cancel"})).state == "not-set"


@pytest.mark.parametrize(("least", "state"), [(1, "met"), (2, "met"), (3, "not-met")])
def test_the_least_number_is_enough(least: int, state: str) -> None:
    rows = [present("director"), {"post": "nurse", "status": "present-remotely"}]
    assert _quorum(_register(rows, {"least": least})) == Quorum(state, 2, ())  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["apologies", "absent"])
def test_whoever_was_away_does_not_count(status: str) -> None:
    rows = [present("director"), {"post": "nurse", "status": status}]
    assert _quorum(_register(rows, {"least": 2})) == Quorum("not-met", 1, ())


@pytest.mark.parametrize(
    "role", ["participant-observer", "observer", "invited", "minute-taker", "support", "adviser"]
)
def test_observers_support_and_advisers_never_count(role: str) -> None:
    rows = [present("director"), present("nurse", role=role)]
    assert _quorum(_register(rows, {"least": 2})) == Quorum("not-met", 1, ())


@pytest.mark.parametrize("role", ["chair", "member"])
def test_chair_and_members_count(role: str) -> None:
    rows = [present("director", role=role), present("nurse")]
    assert _quorum(_register(rows, {"least": 2})).state == "met"


@pytest.mark.parametrize("role", ["participant-observer", "support", "adviser"])
def test_a_row_does_not_make_a_member_of_an_observer(role: str) -> None:
    rows = [present("director"), present("nurse", role="member")]
    register = _register(rows, {"least": 2}, memberships=[member("board", "nurse", role=role)])
    assert _quorum(register) == Quorum("not-met", 1, ())
    sitting = one(register, f"board-{DAY}")
    assert role_of(register, sitting, attendees_of(register, sitting)[1]) == role


def test_a_seat_that_ended_before_the_day_no_longer_makes_an_observer() -> None:
    seat = member("board", "nurse", role="participant-observer", until=DAY)
    rows = [present("director"), present("nurse")]
    assert _quorum(_register(rows, {"least": 2}, memberships=[seat])).state == "met"


def test_a_second_seat_that_decides_makes_a_member() -> None:
    seats = [
        member("board", "nurse", role="participant-observer"),
        member("board", "nurse", id="second"),
    ]
    rows = [present("director"), present("nurse")]
    assert _quorum(_register(rows, {"least": 2}, memberships=seats)).state == "met"


DEPUTISED = apologies("nurse", deputy_title="Head of Nursing", deputy_authorised=True)


def test_an_authorised_deputy_counts_where_deputies_count() -> None:
    rows = [present("director"), DEPUTISED]
    quorum = {"least": 2, "deputies_count": True}
    assert _quorum(_register(rows, quorum)) == Quorum("met", 2, ())


def test_a_deputy_does_not_count_where_deputies_do_not() -> None:
    rows = [present("director"), DEPUTISED]
    assert _quorum(_register(rows, {"least": 2})).state == "not-met"
    assert _quorum(_register(rows, {"least": 2, "deputies_count": False})).state == "not-met"


def test_a_deputy_without_authority_or_without_a_name_does_not_count() -> None:
    quorum = {"least": 2, "deputies_count": True}
    without_authority = apologies("nurse", deputy_title="Head of Nursing")
    without_name = apologies("nurse", deputy_authorised=True)
    for row in (without_authority, without_name):
        assert _quorum(_register([present("director"), row], quorum)).present == 1


def test_a_deputy_who_is_a_member_too_is_one_head() -> None:
    rows = [
        present("director"),
        apologies("nurse", deputy="director", deputy_authorised=True),
    ]
    quorum = {"least": 2, "deputies_count": True, "all_of": ["care-board"]}
    assert _quorum(_register(rows, quorum)) == Quorum("not-met", 1, ())


def test_the_same_person_twice_is_one_head() -> None:
    rows = [present("director"), present("director", agency="council")]
    assert _quorum(_register(rows, {"least": 2})).present == 1


def test_members_of_two_organisations_under_one_generic_post_are_two_heads() -> None:
    rows = [present("worker", agency="council"), present("worker", agency="force")]
    register = _register(rows, {"least": 2}, posts=[post("worker", generic=True)])
    assert _quorum(register) == Quorum("met", 2, ())


def test_those_asked_for_by_name_may_be_posts_partners_or_agencies() -> None:
    rows = [present("director"), present("nurse")]
    quorum = {"all_of": ["council", "nurse"]}
    assert _quorum(_register(rows, quorum)) == Quorum("met", 2, ())
    quorum = {"all_of": ["council", "force", "commander"]}
    assert _quorum(_register(rows, quorum)) == Quorum("not-met", 2, ("force", "commander"))


def test_an_observer_does_not_stand_in_for_the_organisation() -> None:
    rows = [present("director", role="observer")]
    assert _quorum(_register(rows, {"all_of": ["council"]})).missing == ("council",)


def test_the_organisation_named_in_the_row_goes_before_that_of_the_post() -> None:
    rows = [present("director", agency="hospital")]
    assert _quorum(_register(rows, {"all_of": ["hospital"]})).state == "met"
    assert _quorum(_register(rows, {"all_of": ["council"]})).state == "not-met"


def test_both_the_names_and_the_number_must_be_met() -> None:
    rows = [present("director")]
    assert _quorum(_register(rows, {"all_of": ["council"], "least": 2})).state == "not-met"
    assert _quorum(_register(rows, {"all_of": ["council"], "least": 1})).state == "met"


def test_someone_there_for_some_items_counts_for_those() -> None:
    register = _register([present("director", for_items=["2", "3"])], {"least": 1})
    assert _quorum(register, "2").state == "met"
    assert _quorum(register, "4").state == "not-met"
    assert _quorum(register).state == "met"


def test_in_a_closed_group_only_those_with_a_seat_count() -> None:
    rows = [present("director"), present("nurse")]
    sitting = meeting("board", DAY, attendance=rows)
    posts = [post("director"), post("nurse")]
    for until, state in (("2023-05-18", "met"), (DAY, "not-met")):
        register = build(
            groups=[group("board", quorum={"least": 2})],
            posts=posts,
            meetings=[sitting],
            memberships=[
                member("board", "director"),
                member("board", "nurse", until=until),
            ],
        )
        assert _quorum(register).state == state


def test_in_a_closed_group_whose_members_are_not_registered_everybody_counts() -> None:
    register = build(
        groups=[group("board", quorum={"least": 1})],
        posts=[post("director")],
        meetings=[meeting("board", DAY, attendance=[present("director")])],
    )
    assert _quorum(register).state == "met"


def test_a_meeting_without_attendance_has_no_quorum() -> None:
    assert _quorum(_register([], {"least": 1})) == Quorum("not-met", 0, ())


def test_rows_that_name_nobody_are_left_out() -> None:
    register = _register([{"status": "present"}], {"least": 1})
    assert attendees_of(register, one(register, f"board-{DAY}")) == ()


def _seats(post_id: str | None, agency_id: str | None) -> list[str | None]:
    register = build(
        groups=[group("board")],
        posts=[post("director"), post("worker", generic=True)],
        memberships=[
            member("board", "director", agency="council"),
            member("board", "worker", id="worker-council", agency="council"),
            member("board", "worker", id="worker-force", agency="force"),
            {"id": "hospital-seat", "group": "board", "agency": "hospital", "role": "member"},
        ],
    )
    return [each.record.id for each in seats_for(register, "board", post_id, agency_id)]


def test_a_seat_is_found_by_post_whatever_the_organisation() -> None:
    assert _seats("director", "somewhere") == ["board-director"]


def test_a_generic_post_is_told_apart_by_its_organisation() -> None:
    assert _seats("worker", "force") == ["worker-force"]
    assert _seats("worker", "elsewhere") == []
    assert _seats("worker", None) == ["worker-council", "worker-force"]


def test_a_seat_without_a_post_belongs_to_whoever_comes_from_its_organisation() -> None:
    assert _seats("surgeon", "hospital") == ["hospital-seat"]
    assert _seats(None, "council") == ["board-director", "worker-council"]


def test_seats_of_a_day_leave_out_the_others() -> None:
    register = build(
        groups=[group("board")],
        memberships=[
            member("board", "director", **{"from": "2023-11-15"}),
            member("board", "nurse", **{"from": "2023-11-16"}),
            member("board", "commander", until="2023-11-15"),
            member("board", "clerk", until="2023-11-16"),
        ],
    )
    found = [each.post for each in seats_on(register, "board", AS_OF)]
    assert found == ["director", "clerk"]


def test_two_members_away_with_deputies_of_their_own_are_two_heads() -> None:
    rows = [
        apologies("director", deputy="nurse", deputy_authorised=True),
        apologies("nurse", deputy_title="Head of Nursing", deputy_authorised=True),
    ]
    assert _quorum(_register(rows, {"least": 2, "deputies_count": True})).present == 2


def test_members_who_came_are_heads_whatever_deputy_is_named() -> None:
    rows = [present("director", deputy="nurse", deputy_authorised=True), present("nurse")]
    assert _quorum(_register(rows, {"least": 2, "deputies_count": True})).present == 2


def test_rows_that_name_only_the_organisation_are_one_head_for_each() -> None:
    rows = [{"agency": "council", "status": "present"}, {"agency": "force", "status": "present"}]
    register = _register(rows, {"least": 2, "all_of": ["council"]})
    assert _quorum(register) == Quorum("met", 2, ())
    attendees = attendees_of(register, one(register, f"board-{DAY}"))
    assert [(each.is_generic, each.role) for each in attendees] == [(True, "member")] * 2


def test_a_post_the_register_does_not_know_is_one_person() -> None:
    rows = [present("stranger", agency="council"), present("stranger", agency="force")]
    assert _quorum(_register(rows, {"least": 2})).present == 1


def test_of_two_seats_that_do_not_decide_the_first_names_the_part() -> None:
    seats = [
        member("board", "nurse", role="support"),
        member("board", "nurse", id="second", role="adviser"),
    ]
    register = _register([present("nurse")], memberships=seats)
    sitting = one(register, f"board-{DAY}")
    assert role_of(register, sitting, attendees_of(register, sitting)[0]) == "support"


def test_a_meeting_of_no_known_group_or_day_has_no_quorum_to_meet() -> None:
    undated = {"id": "x", "group": "board", "attendance": [present("director")]}
    register = build(
        groups=[group("board", quorum={"least": 1})],
        posts=[post("director")],
        meetings=[meeting("nowhere", DAY, attendance=[present("director")]), undated],
    )
    assert quorum_of(register, one(register, f"nowhere-{DAY}")) == Quorum("not-set", 1, ())
    assert quorum_of(register, one(register, "x")) == Quorum("met", 1, ())
    closed = build(
        groups=[group("board", quorum={"least": 1})],
        posts=[post("director"), post("nurse")],
        meetings=[undated],
        memberships=[member("board", "nurse", **{"from": DAY})],
    )
    assert quorum_of(closed, one(closed, "x")) == Quorum("met", 1, ()), "of what day is not known"


def test_a_seat_whose_part_is_not_said_is_a_members() -> None:
    register = build(
        groups=[group("board")],
        memberships=[{"id": "seat", "group": "board", "post": "director"}],
    )
    assert [each.role for each in seats_for(register, "board", "director", None)] == ["member"]
    assert seats_for(register, None, "director", None) == ()
    assert seats_for(register, "board", None, None) == ()


def _unlisted(
    rows: list[Row], *seats: Row, function: str = "subgroup", on: str | None = DAY, **more: Any
) -> list[tuple[str | None, str | None]]:
    """Post and organisation of each member of whom the attendance says nothing."""
    own = meeting("board", DAY, attendance=rows, **more.pop("held", {}))
    register = build(
        groups=[group("board", function=function)],
        meetings=[{**own, "date": on}],
        memberships=[member("board", "director"), *seats],
        posts=[post("director", "council"), post("nurse", "care-board"), post("clerk", "council")],
        **more,
    )
    (found,) = register.of_kind("meeting")
    absent = unlisted_at(register, found)
    assert {(each.status, each.row) for each in absent} <= {("absent", found)}
    return [(each.post, each.agency) for each in absent]


HERE = present("director")
NURSE = member("board", "nurse")


def test_a_member_of_whom_nothing_is_said_is_unlisted() -> None:
    assert _unlisted([HERE], NURSE) == [("nurse", "care-board")]
    assert _unlisted([HERE, apologies("nurse")], NURSE) == []
    assert _unlisted([present("nurse")], NURSE) == [("director", "council")]


def test_where_no_attendance_is_kept_nobody_is_looked_for() -> None:
    assert _unlisted([], NURSE) == []
    assert _unlisted([HERE], NURSE, on=None) == []
    assert _unlisted([HERE], NURSE, function="network") == []
    nowhere = build(meetings=[meeting("nowhere", DAY, attendance=[HERE])])
    assert unlisted_at(nowhere, one(nowhere, f"nowhere-{DAY}")) == ()


def test_whoever_came_as_a_deputy_or_took_the_chair_was_there() -> None:
    deputised = {**apologies("director"), "deputy": "nurse"}
    assert _unlisted([deputised], NURSE) == []
    clerk = member("board", "clerk")
    assert _unlisted([deputised], NURSE, clerk) == [("clerk", "council")]
    assert _unlisted([HERE], NURSE, clerk, held={"chaired_by": "nurse"}) == [("clerk", "council")]


@pytest.mark.parametrize("role", ["participant-observer", "support", "adviser", "member", "chair"])
def test_only_who_decides_is_looked_for(role: str) -> None:
    decides = role in ("member", "chair")
    assert bool(_unlisted([HERE], member("board", "nurse", role=role))) is decides


@pytest.mark.parametrize(
    ("seat", "looked_for"),
    [
        ({"from": "2023-05-16"}, True),
        ({"from": "2023-05-17"}, False),
        ({"from": "2023-05"}, False),
        ({"from": "2023-04"}, True),
        ({"from": "2023"}, False),
        ({"from": "2022"}, True),
        ({"until": "2023-05-17"}, False),
        ({"until": "2023-05-18"}, True),
        ({"invited": True}, False),
        ({"invited": False}, True),
    ],
)
def test_a_seat_that_was_just_beginning_or_goes_by_invitation_is_left_alone(
    seat: Row, looked_for: bool
) -> None:
    assert bool(_unlisted([HERE], member("board", "nurse", **seat))) is looked_for


@pytest.mark.parametrize(("until", "looked_for"), [("2023-05-17", False), ("2023-05-18", True)])
def test_nobody_is_looked_for_whose_post_was_vacant(until: str, looked_for: bool) -> None:
    held = [{"id": "x", "post": "nurse", "until": until}]
    assert bool(_unlisted([HERE], NURSE, appointments=held)) is looked_for


def test_a_seat_of_an_organisation_is_looked_for_and_one_of_nobody_is_not() -> None:
    of_all = {"id": "seat", "group": "board", "role": "member"}
    assert _unlisted([HERE], {**of_all, "agency": "school"}) == [(None, "school")]
    assert _unlisted([HERE], of_all) == []
    assert _unlisted([HERE, {"agency": "school", "status": "present"}], of_all) == []


@pytest.mark.parametrize(
    ("seat", "generic"),
    [
        (member("board", "nurse"), False),
        (member("board", "head"), True),
        ({"id": "seat", "group": "board", "role": "member", "agency": "school"}, True),
    ],
)
def test_of_a_post_that_many_hold_an_unlisted_member_is_nobody_in_particular(
    seat: Row, generic: bool
) -> None:
    register = build(
        groups=[group("board")],
        meetings=[meeting("board", DAY, attendance=[HERE])],
        memberships=[seat],
        posts=[post("director"), post("nurse"), post("head", generic=True)],
    )
    (absent,) = unlisted_at(register, one(register, f"board-{DAY}"))
    assert absent.is_generic is generic

"""Attendance beyond the examples: runs of absence, generic posts, deputies."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, apologies, build, count, find, group, meeting, member, post, present

DAY = "2023-05-17"


def _hits(code: str, *rows: Row, **fields: Any) -> int:
    return count(
        build(
            groups=[group("board", **fields.pop("group", {}))],
            posts=[
                post("director", "council"),
                post("nurse", "care-board"),
                post("worker", generic=True),
            ],
            memberships=fields.pop("seats", []),
            meetings=[meeting("board", DAY, attendance=list(rows), **fields)],
        ),
        code,
    )


AWAY = {"post": "director", "status": "absent"}
REMOTE = {"post": "director", "status": "present-remotely"}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([present("director"), present("director")], "MTG-08"),
        ([present("director"), REMOTE], "MTG-08"),
        ([apologies("director"), AWAY], "MTG-08"),
        ([apologies("director"), present("director")], "MTG-09"),
        ([present("director"), AWAY], "MTG-09"),
        ([REMOTE, apologies("director")], "MTG-10"),
        ([AWAY, REMOTE], "MTG-10"),
        ([AWAY, REMOTE, present("director")], "MTG-09"),
    ],
)
def test_two_rows_for_one_person_are_named_for_what_they_say(rows: list[Row], code: str) -> None:
    for each in ("MTG-08", "MTG-09", "MTG-10"):
        assert _hits(each, *rows) == (len(rows) - 1 if each == code else 0)


def test_a_row_with_and_one_without_the_organisation_are_one_person() -> None:
    assert _hits("MTG-08", present("director"), present("director", agency="council")) == 1


def test_a_generic_post_is_one_person_for_each_organisation() -> None:
    rows = [present("worker", agency="council"), present("worker", agency="force")]
    assert _hits("MTG-08", *rows) == 0
    assert _hits("MTG-08", *rows, present("worker", agency="force")) == 1


def test_a_generic_post_without_an_organisation_may_be_several_people() -> None:
    assert _hits("MTG-08", present("worker"), present("worker")) == 0


@pytest.mark.parametrize(("seats", "hits"), [(1, 1), (2, 0)])
def test_there_may_be_as_many_people_as_seats(seats: int, hits: int) -> None:
    held = [member("board", "worker", id=f"seat-{each}", agency="force") for each in range(seats)]
    rows = [present("worker", agency="force"), present("worker", agency="force")]
    assert _hits("MTG-08", *rows, seats=held) == hits


def test_someone_away_cannot_have_attended_items() -> None:
    assert _hits("MTG-09", apologies("director", for_items=["2"])) == 1
    deputised = apologies("director", for_items=["2"], deputy_title="Deputy")
    assert _hits("MTG-09", deputised) == 0


def _absences(
    *statuses: str | None, function: str = "main-subgroup", as_of: str = "2023-11-15", **row: Any
) -> tuple[int, int]:
    """Notes and warnings for a director's statuses at meetings a month apart."""
    meetings = []
    for month, status in enumerate(statuses, 1):
        rows = [present("nurse")]
        if status is not None:
            rows.append({"post": "director", "status": status, **row})
        meetings.append(meeting("board", f"2023-{month:02d}-10", attendance=rows))
    register = build(
        groups=[group("board", function=function)],
        posts=[post("director"), post("nurse")],
        meetings=meetings,
    )
    return count(register, "MTG-11", as_of), count(register, "MTG-12", as_of)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["apologies"], (1, 0)),
        (["apologies", "present"], (1, 0)),
        (["apologies", "present", "absent"], (2, 0)),
        (["apologies", "absent"], (0, 1)),
        (["absent", "apologies", "apologies"], (0, 1)),
        (["apologies", "apologies", "present", "apologies"], (1, 1)),
        (["apologies", "present-remotely", "apologies"], (2, 0)),
        (["apologies", None, "apologies"], (2, 0)),
        (["present", "present"], (0, 0)),
    ],
)
def test_one_absence_is_a_note_and_two_running_are_a_warning(
    statuses: list[str | None], expected: tuple[int, int]
) -> None:
    assert _absences(*statuses) == expected


@pytest.mark.parametrize(("as_of", "expected"), [("2023-02-09", (1, 0)), ("2023-02-10", (0, 1))])
def test_a_run_of_absences_grows_on_the_day_of_the_meeting(
    as_of: str, expected: tuple[int, int]
) -> None:
    assert _absences("apologies", "apologies", as_of=as_of) == expected


@pytest.mark.parametrize("function", ["executive", "lead-partners", "forum", "network"])
def test_only_subgroups_ask_for_deputies(function: str) -> None:
    assert _absences("apologies", "apologies", function=function) == (0, 0)


def test_a_subgroup_of_a_subgroup_asks_for_deputies_too() -> None:
    assert _absences("apologies", function="subgroup") == (1, 0)


def test_a_deputy_ends_a_run_and_one_without_authority_is_another_rules_business() -> None:
    assert _absences("apologies", deputy_title="X", deputy_authorised=True) == (0, 0)
    assert _absences("apologies", deputy_title="X") == (0, 0)


@pytest.mark.parametrize("role", ["invited", "observer", "support", "minute-taker"])
def test_observers_and_support_need_send_nobody(role: str) -> None:
    assert _absences("apologies", "apologies", role=role) == (0, 0)


def test_the_warning_stands_at_the_last_meeting_and_names_them_all() -> None:
    register = build(
        groups=[group("board", function="subgroup")],
        posts=[post("director")],
        meetings=[
            meeting("board", day, attendance=[apologies("director")])
            for day in ("2023-01-10", "2023-02-10")
        ],
    )
    (found,) = find(register, "MTG-12")
    assert found.record == "board-2023-02-10"
    assert found.message.endswith("without a deputy: 10 January 2023, 10 February 2023.")


def test_a_member_with_a_second_row_as_present_was_not_away() -> None:
    rows = [apologies("director"), present("director")]
    assert _hits("MTG-11", *rows) == 0


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"deputy": "nurse"}, "deputy"),
        ({"deputy": "nurse", "deputy_authorised": False}, "deputy"),
        ({"deputy_title": "Head"}, "deputy_title"),
        ({"deputy_authorised": True}, "deputy_authorised"),
    ],
)
def test_a_deputy_needs_a_name_and_authority(row: Row, field: str) -> None:
    register = build(
        posts=[post("director"), post("nurse")],
        meetings=[meeting("board", DAY, attendance=[apologies("director", **row)])],
    )
    (found,) = find(register, "MTG-13")
    assert found.field == f"attendance, row 1, {field}"


@pytest.mark.parametrize("row", [{}, {"deputy": "nurse", "deputy_authorised": True}])
def test_no_deputy_and_an_authorised_one_are_in_order(row: Row) -> None:
    assert _hits("MTG-13", apologies("director", **row)) == 0


@pytest.mark.parametrize(
    ("seat", "row", "hits"),
    [
        ("participant-observer", {}, 1),
        ("participant-observer", {"role": "chair"}, 1),
        ("participant-observer", {"role": "observer"}, 0),
        ("support", {}, 1),
        ("support", {"role": "minute-taker"}, 0),
        ("adviser", {}, 0),
        ("member", {}, 0),
    ],
)
def test_a_row_must_not_make_a_member_of_an_observer(seat: str, row: Row, hits: int) -> None:
    seats = [member("board", "director", role=seat)]
    assert _hits("MTG-14", present("director", **row), seats=seats) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-05-16", 0), ("2023-05-17", 1)])
def test_attendance_is_missing_from_the_day_of_the_meeting(as_of: str, hits: int) -> None:
    register = build(
        groups=[group("board", function="executive")], meetings=[meeting("board", DAY)]
    )
    assert count(register, "MTG-15", as_of) == hits


def test_the_chair_was_there_in_person_by_link_or_as_a_deputy() -> None:
    for row in (present("director"), REMOTE, apologies("nurse", deputy="director")):
        assert _hits("MTG-16", row, chaired_by="director") == 0
    assert _hits("MTG-16", apologies("director"), chaired_by="director") == 1
    assert _hits("MTG-16", present("nurse"), chaired_by="director") == 1


def test_the_chair_is_not_looked_for_where_nobody_is_listed_or_nobody_met() -> None:
    assert _hits("MTG-16", chaired_by="director") == 0
    assert _hits("MTG-16", present("nurse"), chaired_by="director", status="planned") == 0


def test_a_person_of_a_generic_post_is_named_with_the_organisation() -> None:
    register = build(
        posts=[post("worker", title="Representative", generic=True)],
        agencies=[{"id": "hospital", "name": "The Hospital"}],
        meetings=[
            meeting("b", DAY, attendance=[present("worker", agency="hospital", deputy_title="X")])
        ],
    )
    (found,) = find(register, "MTG-17")
    assert found.message.startswith("Representative (The Hospital) was present")


def test_an_organisation_alone_is_named_by_itself() -> None:
    register = build(
        agencies=[{"id": "hospital", "name": "The Hospital"}],
        meetings=[meeting("b", DAY, attendance=[{"agency": "hospital", "status": "present"}] * 2)],
    )
    (found,) = find(register, "MTG-08")
    assert found.message.startswith("The Hospital stands")


def _passed_over(
    *rows: Row, seats: list[Row] | None = None, as_of: str = "2023-11-15", **fields: Any
) -> list[str]:
    """What is said of members that the attendance of a meeting passes over."""
    function = fields.pop("function", "subgroup")
    register = build(
        groups=[group("board", function=function)],
        partners=[{"id": "council", "name": "Council"}, {"id": "force", "name": "Force"}],
        posts=[post("director", "council"), post("chief", "force"), post("worker", generic=True)],
        appointments=fields.pop("appointments", []),
        memberships=[member("board", "chief"), member("board", "director")]
        if seats is None
        else seats,
        meetings=[meeting("board", DAY, attendance=list(rows), **fields)],
    )
    return [each.message for each in find(register, "MTG-26", as_of)]


def test_a_member_of_whom_the_attendance_says_nothing_is_named() -> None:
    said = "The attendance of 17 May 2023 does not say whether these members came: "
    assert _passed_over(present("director")) == [f"{said}chief."]
    assert _passed_over(present("worker", agency="x")) == [f"{said}chief, director."]
    for row in (present("chief"), apologies("chief"), {"post": "chief", "status": "absent"}):
        assert _passed_over(present("director"), row) == []


def test_nobody_is_passed_over_where_attendance_is_not_kept_or_the_day_is_to_come() -> None:
    assert _passed_over() == []
    assert _passed_over(present("director"), as_of="2023-05-16") == []
    assert len(_passed_over(present("director"), as_of="2023-05-17")) == 1
    assert _passed_over(present("director"), status="cancelled", reason="x") == []


@pytest.mark.parametrize(("function", "hits"), [("executive", 1), ("forum", 0), ("network", 0)])
def test_attendance_of_groups_outside_is_their_own(function: str, hits: int) -> None:
    assert len(_passed_over(present("director"), function=function)) == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"from": "2023-05-16"}, 1),
        ({"from": "2023-05-17"}, 0),
        ({"from": "2023-05-18"}, 0),
        ({"from": "2023-04"}, 1),
        ({"from": "2023-05"}, 0),
        ({"from": "2022"}, 1),
        ({"from": "2023"}, 0),
        ({"until": "2023-05-17"}, 0),
        ({"until": "2023-05-18"}, 1),
        ({"role": "chair"}, 1),
        ({"role": "adviser"}, 0),
        ({"role": "participant-observer"}, 0),
        ({"role": "support"}, 0),
        ({"invited": True}, 0),
    ],
)
def test_only_members_are_looked_for_whose_seat_was_surely_theirs(fields: Row, hits: int) -> None:
    seats = [member("board", "director"), member("board", "chief", **fields)]
    assert len(_passed_over(present("director"), seats=seats)) == hits


def test_one_row_speaks_for_all_seats_that_it_may_stand_for() -> None:
    seats = [
        member("board", "worker", id=f"seat-{number}", agency="council") for number in range(2)
    ]
    assert _passed_over(present("worker", agency="council"), seats=seats) == []
    assert len(_passed_over(present("worker", agency="force"), seats=seats)) == 1
    agency = {"id": "seat", "group": "board", "agency": "force", "role": "member"}
    assert _passed_over(present("chief"), seats=[agency]) == []
    assert len(_passed_over(present("director"), seats=[agency])) == 1
    assert _passed_over(present("director"), seats=[{**agency, "agency": None, "seat": "x"}]) == []


def test_whoever_came_for_another_or_took_the_chair_was_there() -> None:
    row = apologies("director", deputy="chief", deputy_authorised=True)
    assert _passed_over(row) == []
    assert _passed_over(present("director"), chaired_by="chief") == []


@pytest.mark.parametrize(("until", "hits"), [("2023-05-17", 0), ("2023-05-18", 1)])
def test_a_vacant_post_sends_nobody(until: str, hits: int) -> None:
    gone = {"id": "a", "post": "chief", "person": "A", "from": "2020-01-01", "until": until}
    assert len(_passed_over(present("director"), appointments=[gone])) == hits


def test_a_member_passed_over_was_away_without_a_deputy() -> None:
    def absences(*lists: list[Row]) -> list[tuple[str, str | None]]:
        register = build(
            groups=[group("board")],
            posts=[post("director"), post("chief")],
            memberships=[member("board", "director"), member("board", "chief")],
            meetings=[
                meeting("board", f"2023-{month:02d}-10", attendance=rows)
                for month, rows in enumerate(lists, 1)
            ],
        )
        return [
            (each.message, each.field)
            for code in ("MTG-11", "MTG-12")
            for each in find(register, code)
        ]

    here = [present("director")]
    assert absences(here) == [("chief was away and sent no deputy.", "attendance")]
    assert absences([*here, present("chief")], [*here, present("chief")]) == []
    twice = "chief missed 2 meetings of the board running without a deputy: {}."
    days = "10 January 2023, 10 February 2023"
    assert absences(here, here) == [(twice.format(days), "attendance")]
    assert absences(here, [*here, apologies("chief")]) == [
        (twice.format(days), "attendance, row 2, status")
    ]
    assert absences(here, []) == [("chief was away and sent no deputy.", "attendance")]

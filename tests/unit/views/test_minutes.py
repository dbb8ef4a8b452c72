"""The minutes of a meeting as plain data for a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.views.minutes import MinutesView, view_minutes
from sscp.views.prose import Block
from tests.builders import build, one

DAY = date(2023, 6, 30)
POSTS = [
    {"id": "chair", "title": "Chair's post", "organisation": "council"},
    {"id": "nurse", "title": "Nurse"},
]
AGENCIES = [{"id": "council", "name": "Council"}, {"id": "trust", "name": "Trust"}]


def minutes(group: dict[str, Any] | None = None, **fields: Any) -> MinutesView:
    """The minutes of one meeting with these fields."""
    meeting = {"id": "g-2023-06-01", "title": "M", "group": "g", "date": "2023-06-01"}
    portfolio = build(
        groups=[{"id": "g", "name": "Board", **(group or {})}],
        posts=POSTS,
        agencies=AGENCIES,
        meetings=[{**meeting, "status": "held", **fields}],
    )
    return view_minutes(portfolio, one(portfolio, "g-2023-06-01"), DAY, portfolio)


def attended(**row: Any) -> tuple[str, str, str]:
    """How one row of attendance reads: who, organisation, note."""
    view = minutes(attendance=[{"post": "chair", "status": "present", **row}])
    ((who, organisation, how),) = (
        *view.present,
        *view.in_attendance,
        *view.apologies,
        *view.absent,
    )
    return who, organisation, how


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("10:00", "11:30", "10:00 to 11:30"),
        ("10:00", None, "10:00"),
        (None, "11:30", ""),
        (None, None, ""),
    ],
)
def test_times_are_told_as_far_as_they_are_known(
    starts: str | None, ends: str | None, words: str
) -> None:
    known: dict[str, Any] = {name: at for name, at in (("starts", starts), ("ends", ends)) if at}
    assert minutes(**known).times == words


def test_a_person_is_told_by_post_and_by_the_organisation_spoken_for() -> None:
    assert attended() == ("Chair's post", "Council", "")
    assert attended(agency="trust") == ("Chair's post", "Trust", "")
    assert attended(post="nurse") == ("Nurse", "", "")


def test_an_organisation_without_a_post_is_told_by_its_name() -> None:
    view = minutes(attendance=[{"agency": "trust", "status": "present"}])
    assert view.present[0].who == "Trust"


def test_the_note_tells_part_link_deputy_items_and_remark_in_that_order() -> None:
    assert attended(role="chair", status="present-remotely")[2] == "Chair; by remote link"
    assert attended(status="apologies", deputy="nurse", deputy_authorised=True)[2] == (
        "deputy: Nurse, authorised"
    )
    assert attended(status="apologies", deputy_title="Head")[2] == (
        "deputy: Head, without authority to act"
    )
    assert attended(for_items=["2", "3"], note="Left early.")[2] == "for item 2, 3; Left early."


def test_everyone_stands_in_the_list_of_how_they_attended() -> None:
    rows = [
        {"post": "chair", "status": "present"},
        {"post": "chair", "status": "present-remotely"},
        {"post": "chair", "status": "present", "role": "minute-taker"},
        {"post": "chair", "status": "present", "role": "participant-observer"},
        {"post": "chair", "status": "present", "role": "adviser"},
        {"post": "chair", "status": "apologies"},
        {"post": "chair", "status": "absent"},
        {"post": "chair", "status": "apologies", "role": "observer"},
    ]
    view = minutes(attendance=rows)
    lists = (view.present, view.in_attendance, view.apologies, view.absent)
    assert [len(found) for found in lists] == [3, 2, 2, 1]


def test_the_quorum_is_told_as_not_set_met_or_missed_with_who_was_missing() -> None:
    there = [{"post": "chair", "status": "present"}]
    assert minutes(attendance=there).quorum == "No quorum is set for this group."
    least = {"quorum": {"least": 1}}
    assert minutes(least, attendance=there).quorum == "The meeting was quorate."
    more = {"quorum": {"least": 2}}
    assert minutes(more, attendance=there).quorum == "The meeting was not quorate."
    named = {"quorum": {"all_of": ["nurse", "trust"]}}
    assert minutes(named, attendance=there).quorum == (
        "The meeting was not quorate: Nurse, Trust missing."
    )


def test_an_item_holds_what_was_said_decided_and_promised() -> None:
    item = {
        "number": 7,
        "title": "Item",
        "lead": "nurse",
        "discussion": "Said.\n\n- one",
        "decisions": ["DEC-2023-001", "gone"],
        "actions": ["ACT-2023-001"],
    }
    portfolio = build(
        posts=POSTS,
        agencies=AGENCIES,
        meetings=[{"id": "m", "date": "2023-06-01", "status": "held", "items": [item]}],
        decisions=[
            {
                "id": "DEC-2023-001",
                "title": "Yes",
                "resolution": "So be it.",
                "outcome": "not-agreed",
                "agreement": [
                    {"partner": "council", "agreed": True},
                    {"partner": "trust", "agreed": False},
                ],
            }
        ],
        actions=[
            {
                "id": "ACT-2023-001",
                "title": "Do",
                "due": "2023-07-01",
                "extensions": [{"to": "2023-08-01", "agreed_on": "2023-06-20"}],
            }
        ],
    )
    view = view_minutes(portfolio, one(portfolio, "m"), DAY, portfolio)
    (found,) = view.items
    assert (found.number, found.lead) == ("7", "Nurse")
    assert found.discussion == (Block("Said."), Block(items=("one",)))
    (decision,) = found.decisions
    assert (decision.outcome, decision.agreed_by) == ("Not agreed", ("Council",))
    (action,) = found.actions
    assert action.due == "1 July 2023"
    assert view.actions == (action,)


def test_corrections_found_after_approval_are_kept_with_the_minutes() -> None:
    later = [{"correction": "A figure.", "agreed_at": "x"}]
    assert minutes(minutes={"later_corrections": later}).later_corrections == ("A figure.",)


def test_the_marking_is_official_unless_the_record_says_more() -> None:
    assert minutes().marking == "OFFICIAL"
    assert minutes(classification="OFFICIAL-SENSITIVE").marking == "OFFICIAL-SENSITIVE"

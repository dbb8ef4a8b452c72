"""What a proof asks: of whom, by when, and by which meeting."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assurance.test_rows_and_dates import duty, periods
from tests.builders import Row, group, meeting


def asked_of(as_of: str = "2023-11-15", **where: Any) -> list[str | None]:
    """The agencies that a notice is owed to, whether or not it has gone."""
    proof: Row = {
        "form": "recurring",
        "kind": "dissemination",
        "date": "lines.sent_on",
        "per": {"kind": "agency", "named_in": "lines.to", **where},
    }
    agencies: list[Row] = [
        {"id": "school", "sector": "education"},
        {"id": "trust", "sector": "health"},
        {"id": "old-trust", "sector": "health", "until": "2023-11-15"},
    ]
    return [each.subject for each in duty(proof, as_of, agencies=agencies).periods]


def test_only_those_in_force_are_asked() -> None:
    assert asked_of() == ["school", "trust"]
    assert asked_of("2023-11-14") == ["school", "trust", "old-trust"]


def test_only_those_who_meet_the_conditions_are_asked() -> None:
    assert asked_of(where=[{"field": "sector", "is": "health"}]) == ["trust"]


def due_in(way: str, kind: str, **folders: Any) -> str | None:
    """By when something is owed for the one record of a kind, by the way to its due date."""
    proof: Row = {
        "form": "each",
        "kind": kind,
        "due": way,
        "needs": [{"what": "not named", "field": "nothing"}],
    }
    ((due, _, _),) = periods(duty(proof, **folders))
    return due


EXTENDED: Row = {
    "due": "2023-12-01",
    "extensions": [{"agreed_on": "2023-11-01", "to": "2024-02-01"}],
}


def test_only_an_action_has_a_day_agreed_anew() -> None:
    assert due_in("due", "action", actions=[EXTENDED]) == "2024-02-01"
    assert due_in("due", "data-return", data_returns=[EXTENDED]) == "2023-12-01"


def test_another_date_of_an_action_is_taken_as_it_stands() -> None:
    actions = [{**EXTENDED, "raised_on": "2023-10-01"}]
    assert due_in("raised_on", "action", actions=actions) == "2023-10-01"


@pytest.mark.parametrize("way", ["until", "term.until", "group/until", "group/term.until"])
def test_what_runs_until_a_day_falls_due_on_the_day_before(way: str) -> None:
    ends: Row = {"until": "2024-03-01", "term": {"until": "2024-03-01"}}
    own: Row = {} if "/" in way else ends
    seat: Row = {"id": "seat", "group": "board", **own}
    assert due_in(way, "membership", groups=[group("board", **ends)], memberships=[seat]) == (
        "2024-02-29"
    )


def test_a_way_that_leads_to_no_date_gives_none() -> None:
    seat: Row = {"id": "seat", "group": "board", "note": "soon"}
    assert due_in("note", "membership", memberships=[seat]) is None
    assert due_in("group/until", "membership", memberships=[seat]) is None


def test_only_meetings_of_the_group_named_count_under_any_of_its_ids() -> None:
    proof: Row = {
        "form": "recurring",
        "kind": "decision",
        "date": "date",
        "due_by_meeting_of": "old-board",
    }
    found = duty(
        proof,
        decisions=[{"id": "DEC-2023-001", "date": "2023-06-14"}],
        groups=[group("board", formerly=["old-board"]), group("panel")],
        meetings=[
            meeting("panel", "2023-06-20"),
            meeting("board", "2023-08-23"),
            meeting("board", "2023-07-05", status="cancelled"),
            meeting("board", "2023-06-14"),
        ],
    )
    assert periods(found)[1] == ("2023-08-23", None, "overdue")

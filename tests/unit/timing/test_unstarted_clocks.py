"""Clocks that nothing has started yet: what they wait for, and when they wait no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.states import State
from tests.builders import Row, build


def event(name: str, on: str) -> Row:
    return {"event": name, "on": on}


def unstarted(as_of: str, **folders: Any) -> list[tuple[str, str, str]]:
    """What waits for its start on a day: the clock, its subject and what it waits for."""
    found = clock_deadlines(build(None, **folders), date.fromisoformat(as_of), unstarted=True)
    waiting = [each for each in found if each.state is State.NOT_STARTED]
    return [(each.clock, each.subject, each.period) for each in waiting]


OWN: Row = {"runs_for": "review", "starts": "panel-met", "ends": "signed-off"}


def own(**fields: Any) -> list[Row]:
    return [{"id": "LOC-01", **OWN, **fields}]


def test_a_clock_that_nothing_has_started_waits_for_its_event_while_it_is_in_force() -> None:
    reviews = [{"id": "RR-2023-01", "form": "other"}]
    waits = [("LOC-01", "RR-2023-01", "waits for: panel met")]
    assert unstarted("2023-11-15", reviews=reviews, clocks=own()) == waits
    ended = own(valid_to="2023-11-16")
    assert unstarted("2023-11-15", reviews=reviews, clocks=ended) == waits
    assert unstarted("2023-11-16", reviews=reviews, clocks=ended) == []
    met = [{**reviews[0], "events": [event("panel-met", "2023-11-15")]}]
    assert unstarted("2023-11-15", reviews=met, clocks=own()) == []
    told = own(only_after="report-final")
    then = [("LOC-01", "RR-2023-01", "waits for: report final")]
    assert unstarted("2023-11-15", reviews=met, clocks=told) == then


@pytest.mark.parametrize(
    "lifted_by", [{"withdrawn_by": "withdrawn"}, {"stopped_by": ["withdrawn"]}]
)
def test_a_clock_for_what_was_lifted_waits_for_nothing(lifted_by: Row) -> None:
    reviews = [{"id": "RR-2023-01", "events": [event("withdrawn", "2023-11-15")]}]
    assert unstarted("2023-11-15", reviews=reviews, clocks=own(**lifted_by)) == []
    assert len(unstarted("2023-11-14", reviews=reviews, clocks=own(**lifted_by))) == 1


def test_a_clock_that_names_no_start_never_starts() -> None:
    reviews = [{"id": "RR-2023-01"}]
    waits = [("LOC-01", "RR-2023-01", "waits for: ")]
    assert unstarted("2023-11-15", reviews=reviews, clocks=own(starts=None)) == waits


def test_clocks_worked_out_elsewhere_are_not_run_here() -> None:
    actions = [{"id": "ACT-2023-001", "raised_on": "2023-05-17", "due": "2023-06-01"}]
    assert unstarted("2023-11-15", actions=actions) == []


def test_a_clock_that_waits_says_what_is_known_of_it() -> None:
    clocks = own(
        title="Meet the panel",
        unit="months",
        force="local",
        evidence="S",
        basis="Terms, 4",
        actor="Clerk",
        actor_in="authors",
    )
    authors = [{"id": "b", "title": "The Nurse"}, {"id": "a", "title": "The Chief"}]
    portfolio = build(
        reviews=[{"id": "RR-2023-01", "authors": ["b", "a"]}, {"id": "RR-2023-02"}],
        clocks=clocks,
        posts=authors,
    )
    two = Deadline(
        clock="LOC-01",
        subject="RR-2023-02",
        title="Meet the panel (RR-2023-02)",
        period="waits for: panel met",
        start=None,
        due=None,
        end=None,
        state=State.NOT_STARTED,
        days_left=None,
        unit="months",
        force="local",
        actor="Clerk",
        basis="Terms, 4",
        evidence="S",
    )
    one = two._replace(
        subject="RR-2023-01", title="Meet the panel (RR-2023-01)", actor="The Nurse, The Chief"
    )
    found = clock_deadlines(portfolio, date(2023, 11, 15), unstarted=True)
    assert [each for each in found if each.clock == "LOC-01"] == [one, two]

"""Every form of proof shows every state that a period of it can reach, each in a small register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from sscp.assurance.duties import assess
from sscp.assurance.proofs import FORMS
from sscp.timing.states import State
from tests.builders import Row, build, meeting

DUE = date(2023, 9, 10)
"""The day on which each of these falls due; a year and a month go before it."""
YEARLY: Row = {"mode": "fixed", "interval": "P1Y"}
GIVEN_UP: Row = {"cancelled": {"on": "2023-09-11"}}
DECISIONS: Row = {"kind": "decision", "date": "date"}
EACH: Row = {
    "form": "each",
    "kind": "action",
    "date": "raised_on",
    "due": "due",
    "withdrawn": "cancelled.on",
    "needs": [{"what": "open", "field": "completed_on", "when": "completed_on"}],
}
RECURRING: Row = {"form": "recurring", **DECISIONS}
NAMED: Row = {"form": "named-date", **DECISIONS}
YEARS: Row = {"form": "yearly", **DECISIONS}
BOARDS: Row = {"form": "clocks", "clocks": ["meeting-interval"]}


def decided(*days: str) -> dict[str, list[Row]]:
    """Decisions on these days."""
    return {"decisions": [{"id": f"DEC-{day}", "date": day} for day in days]}


def action(**fields: Any) -> dict[str, list[Row]]:
    """An action that is due on the day."""
    row: Row = {"id": "ACT-2023-001", "raised_on": "2023-05-17", "due": "2023-09-10", **fields}
    return {"actions": [row]}


def board(*days: str, **fields: Any) -> dict[str, list[Row]]:
    """A board that meets once a year."""
    group = {"id": "board", "cadence": YEARLY, **fields}
    return {"groups": [group], "meetings": [meeting("board", day) for day in days]}


COVERS: Row = {"form": "coverage", **DECISIONS, "covers": "tags", "values": ["learning"]}
LEARNT: Row = {"id": "DEC-2023-001", "date": "2023-05-17", "tags": ["learning"]}

SHOWN: list[tuple[State, Row, Row, str, Mapping[str, Any]]] = [
    # The state, the proof, the cadence, the day reckoned from, and the records.
    (State.NOT_STARTED, RECURRING, YEARLY, "2023-09-10", {}),
    (State.NOT_DUE, RECURRING, YEARLY, "2023-08-26", decided("2022-09-10")),
    (State.DUE_SOON, RECURRING, YEARLY, "2023-08-27", decided("2022-09-10")),
    (State.OVERDUE, RECURRING, YEARLY, "2023-09-11", decided("2022-09-10")),
    (State.MET, RECURRING, YEARLY, "2023-09-10", decided("2022-09-10", "2023-09-10")),
    (State.BREACHED, RECURRING, YEARLY, "2023-09-11", decided("2022-09-10", "2023-09-11")),
    (State.INTERVAL_NOT_SET, RECURRING, {"mode": "regular"}, "2023-09-11", decided("2022-09-10")),
    (State.NOT_STARTED, NAMED, {"mode": "fixed"}, "2023-09-10", {}),
    (State.NOT_DUE, NAMED, {"due": "2023-09-10"}, "2023-08-26", {}),
    (State.DUE_SOON, NAMED, {"due": "2023-09-10"}, "2023-09-10", {}),
    (State.OVERDUE, NAMED, {"due": "2023-09-10"}, "2023-09-11", {}),
    (State.MET, NAMED, {"due": "2023-09-10"}, "2023-09-11", decided("2023-09-10")),
    (State.BREACHED, NAMED, {"due": "2023-09-10"}, "2023-09-11", decided("2023-09-11")),
    (State.NOT_DUE, EACH, YEARLY, "2023-08-26", action()),
    (State.DUE_SOON, EACH, YEARLY, "2023-08-27", action()),
    (State.OVERDUE, EACH, YEARLY, "2023-09-11", action()),
    (State.MET, EACH, YEARLY, "2023-09-11", action(completed_on="2023-09-10")),
    (State.BREACHED, EACH, YEARLY, "2023-09-11", action(completed_on="2023-09-11")),
    (State.INTERVAL_NOT_SET, EACH, YEARLY, "2023-09-11", action(due=None)),
    (State.WITHDRAWN, EACH, YEARLY, "2023-09-11", action(**GIVEN_UP)),
    (State.NOT_STARTED, {"form": "standing", "kind": "group"}, YEARLY, "2023-09-11", {}),
    (State.MET, {"form": "standing", "kind": "group"}, YEARLY, "2023-09-11", board()),
    (State.NOT_DUE, COVERS, YEARLY, "2024-03-16", {}),
    (State.DUE_SOON, COVERS, YEARLY, "2024-03-17", {}),
    (State.MET, COVERS, YEARLY, "2024-03-31", {"decisions": [LEARNT]}),
    (State.NOT_DUE, YEARS, YEARLY, "2024-03-16", {}),
    (State.DUE_SOON, YEARS, YEARLY, "2024-03-17", {}),
    (State.OVERDUE, YEARS, YEARLY, "2025-04-01", decided("2023-05-17")),
    (State.MET, YEARS, YEARLY, "2024-03-31", decided("2024-03-31")),
    (
        State.BREACHED,
        {**YEARS, "year_in": "title"},
        YEARLY,
        "2024-04-01",
        {"decisions": [{"id": "DEC-2024-001", "date": "2024-04-01", "title": "2023-24"}]},
    ),
    (State.NOT_STARTED, BOARDS, YEARLY, "2023-09-11", board()),
    (State.NOT_DUE, BOARDS, YEARLY, "2023-08-26", board("2022-09-10")),
    (State.DUE_SOON, BOARDS, YEARLY, "2023-08-27", board("2022-09-10")),
    (State.OVERDUE, BOARDS, YEARLY, "2023-09-11", board("2022-09-10")),
    (State.MET, BOARDS, YEARLY, "2023-09-10", board("2022-09-10", "2023-09-10")),
    (State.BREACHED, BOARDS, YEARLY, "2023-09-11", board("2022-09-10", "2023-09-11")),
    (State.STOPPED, BOARDS, YEARLY, "2023-09-11", board("2022-09-10", until="2023-09-11")),
    (
        State.MET,
        {"form": "rules", "kind": "action", "rules": ["ACT-02"]},
        YEARLY,
        "2023-09-11",
        action(),
    ),
]


@pytest.mark.parametrize(("state", "proof", "cadence", "as_of", "records"), SHOWN)
def test_a_form_of_proof_shows_each_state_it_can_reach(
    state: State, proof: Row, cadence: Row, as_of: str, records: Mapping[str, Any]
) -> None:
    clause = {"id": "masa-1", "ref": "1", "disposition": "clock", "cadence": cadence}
    portfolio = build(clauses=[{**clause, "proof": proof}], **records)
    (duty,) = assess(portfolio, date.fromisoformat(as_of), ())
    assert state in {period.state for period in duty.periods}


def test_no_form_of_proof_is_left_out() -> None:
    assert {proof["form"] for _, proof, *_ in SHOWN} == set(FORMS)


def test_every_state_is_shown_by_some_form_of_proof() -> None:
    assert {state for state, *_ in SHOWN} == set(State)

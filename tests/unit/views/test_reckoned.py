"""What is worked out of a record: states, due dates and the like, beside what its file says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.duties import assess
from sscp.model.audience import restrict
from sscp.model.finding import Finding, Location, Severity
from sscp.model.kind import Audience
from sscp.model.kinds.catalogue import BY_NAME, KINDS
from sscp.model.portfolio import Portfolio
from sscp.views.reckoned import RECKONED, Basis
from tests.builders import build, group, meeting, one, present

DAY = date(2023, 6, 30)


def basis_of(portfolio: Portfolio, seen: Portfolio | None = None) -> Basis:
    return Basis(
        portfolio,
        seen or portfolio,
        DAY,
        lambda: assess(portfolio, DAY, ()),
        lambda: (Finding("XX-1", "x", Severity.NOTE, "m", "r", Location("p")),),
    )


def reckon(kind: str, record: dict[str, Any], **others: Any) -> dict[str, Any]:
    """The columns of one record of a register."""
    others[BY_NAME[kind].folder.replace("-", "_")] = [{"id": "x", **record}]
    portfolio = build(**others)
    return RECKONED[kind].of(basis_of(portfolio), one(portfolio, record.get("id", "x")))


EXTENDED = {
    "due": "2023-05-01",
    "extensions": [{"to": "2023-06-20", "agreed_on": "2023-05-01"}],
}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (EXTENDED, ("overdue", "red", "2023-06-20", "2023-05-01", 10, -10, 1)),
        ({"due": "2023-06-30"}, ("due_soon", "amber", "2023-06-30", "2023-06-30", 0, 0, 0)),
        ({"due": "2023-07-15"}, ("not_due", "green", "2023-07-15", "2023-07-15", 0, 15, 0)),
        (
            {"due": "2023-06-30", "completed_on": "2023-06-30"},
            ("met", None, "2023-06-30", "2023-06-30", 0, None, 0),
        ),
        (
            {"due": "2023-07-30", "raised_on": "2023-07-01"},
            ("not_started", None, "2023-07-30", "2023-07-30", 0, None, 0),
        ),
        ({}, ("interval_not_set", None, "None", "None", 0, None, 0)),
    ],
)
def test_an_action(record: dict[str, Any], expected: tuple[object, ...]) -> None:
    found = reckon("action", record)
    assert list(found) == [
        *("state", "rating", "due", "original_due", "days_overdue", "days_left", "times_extended")
    ]
    dates = {"due", "original_due"}
    assert tuple(str(v) if k in dates else v for k, v in found.items()) == expected


def test_a_meeting_that_was_held() -> None:
    portfolio = build(
        groups=[group("board", quorum={"least": 2})],
        posts=[{"id": "a"}, {"id": "b"}],
        meetings=[
            meeting("board", "2023-03-31", attendance=[present("a"), present("b")]),
            meeting(
                "board",
                "2023-04-01",
                attendance=[present("a")],
                minutes={"drafted_on": "2023-04-02"},
            ),
            meeting("board", "2023-07-01", attendance=[present("a")]),
            meeting(
                "board",
                "2023-06-01",
                attendance=[present("a"), present("b")],
                items=[{"number": "1", "approves_minutes_of": "board-2023-03-31"}],
            ),
        ],
    )
    found = {
        record.id: tuple(RECKONED["meeting"].of(basis_of(portfolio), record).values())
        for record in portfolio.of_kind("meeting")
    }
    assert found["board-2023-03-31"] == ("held", "2022-23", "met", 2, "agreed")
    assert found["board-2023-04-01"] == ("held", "2023-24", "not-met", 1, "draft")
    assert found["board-2023-07-01"] == ("planned", "2023-24", None, None, None)


def test_a_meeting_without_a_date_has_no_year() -> None:
    assert reckon("meeting", {"status": "cancelled"})["state"] == "cancelled"
    assert reckon("meeting", {"status": "cancelled"})["year"] is None


def test_a_decision_in_doubt_says_what_it_lacks() -> None:
    record = {"date": "2023-06-30", "outcome": "agreed", "joint": True, "route": "virtual"}
    found = reckon("decision", record, partners=[{"id": "p"}])
    assert found == {"state": "in_doubt", "doubts": "not-joint; not-by-all"}
    assert reckon("decision", {"date": "2023-06-30"}) == {"state": "stands", "doubts": None}
    assert reckon("decision", {"date": "2023-07-01"}) == {"state": "to_come", "doubts": None}


def test_a_document_and_what_sets_its_date() -> None:
    found = reckon("document", {"status": "current", "review_due": "2023-06-20"})
    assert found["state"] == "overdue"
    assert (str(found["due"]), found["days_overdue"]) == ("2023-06-20", 10)
    assert found["due_because"] == "named in the document"
    assert set(reckon("document", {"status": "draft"}).values()) == {None, 0}


def test_a_paragraph_stands_as_in_assurance() -> None:
    proof = {"form": "standing", "kind": "group"}
    found = reckon(
        "clause", {"ref": "1", "disposition": "rule", "proof": proof}, groups=[group("g")]
    )
    assert found == {"state": "met", "due": None, "unverified": 0}
    portfolio = build(clauses=[{"id": "x"}])
    basis = Basis(portfolio, portfolio, DAY, tuple, tuple)
    assert RECKONED["clause"].of(basis, one(portfolio, "x")) == dict.fromkeys(
        ("state", "due", "unverified")
    )


def test_a_review_and_what_happened_last() -> None:
    events = [
        {"event": "signed-off", "on": "2023-06-30"},
        {"event": "opened", "on": "2023-06-01"},
        {"event": "sent-to-panel", "on": "2023-07-01"},
    ]
    found = reckon("review", {"form": "rapid-review", "events": events})
    assert [str(value) for value in found.values()] == [
        *("complete", "2023-06-30", "signed-off", "2023-06-30")
    ]
    found = reckon("review", {"form": "rapid-review", "events": events[1:]})
    assert [str(value) for value in found.values()] == ["open", "None", "opened", "2023-06-01"]


def test_an_audit_stands_at_the_last_stage_it_reached() -> None:
    stages = [
        {"stage": "planned", "reached_on": "2023-05-01"},
        {"stage": "scoped", "reached_on": "2023-06-30"},
        {"stage": "tools-issued", "reached_on": "2023-06-30"},
        {"stage": "returns-in", "reached_on": "2023-07-01"},
    ]
    found = reckon("audit", {"stages": stages})
    assert [str(value) for value in found.values()] == ["tools-issued", "2023-06-30"]


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ({}, ("overdue", "2023-06-29", 1)),
        ({"received_on": "2023-06-29"}, ("met", "2023-06-29", 0)),
        ({"received_on": "2023-06-30"}, ("breached", "2023-06-29", 0)),
    ],
)
def test_a_section_11_return_is_due_with_its_round(
    received: dict[str, Any], expected: tuple[object, ...]
) -> None:
    cycles = [{"id": "S11-2023", "returns_due": "2023-06-29"}]
    found = reckon("s11-return", {"cycle": "S11-2023", **received}, section_11_cycles=cycles)
    assert (found["state"], str(found["due"]), found["days_overdue"]) == expected


def test_without_its_round_a_return_has_no_date() -> None:
    assert reckon("s11-return", {"cycle": "S11-2023"})["state"] == "interval_not_set"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name in RECKONED])
def test_every_state_that_the_example_register_shows_is_one_of_those_told(
    kind: Any, solihull: Portfolio
) -> None:
    reckoning = RECKONED[kind.name]
    basis = Basis(solihull, solihull, date(2023, 11, 15), tuple, tuple)
    found = {reckoning.of(basis, record)["state"] for record in solihull.of_kind(kind.name)}
    assert found - {None} <= set(reckoning.states)
    assert list(reckoning.told) == list(reckoning.columns)
    assert reckoning.told["state"].endswith(f"One of: {', '.join(reckoning.states)}.")


@pytest.fixture(scope="module")
def solihull() -> Portfolio:
    from sscp.load.loader import load
    from sscp.load.source import FolderSource
    from tests.conftest import CHECKOUT

    return load(FolderSource(str(CHECKOUT / "records"))).portfolio


def test_a_withheld_part_still_counts_for_the_state() -> None:
    whole = build(
        groups=[group("board", audience="public", quorum={"least": 1})],
        posts=[{"id": "a"}],
        meetings=[meeting("board", "2023-06-01", audience="public", attendance=[present("a")])],
    )
    seen = restrict(whole, Audience.PUBLIC)
    (record,) = seen.of_kind("meeting")
    found = RECKONED["meeting"].of(basis_of(whole, seen), record)
    assert (found["quorum"], found["present"]) == ("met", None)
    assert basis_of(whole, seen).findings == ()
    assert len(basis_of(whole).findings) == 1


def test_of_two_records_with_one_id_each_has_its_own_state() -> None:
    actions = [
        {"id": "A", "due": "2023-06-29", "audience": "public"},
        {"id": "A", "due": "2023-07-30", "audience": "public"},
    ]
    whole = build(actions=actions)
    for seen in (whole, restrict(whole, Audience.PUBLIC)):
        basis = basis_of(whole, seen)
        states = [RECKONED["action"].of(basis, each)["state"] for each in seen.of_kind("action")]
        assert states == ["overdue", "not_due"]

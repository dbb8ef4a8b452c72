"""Which recurring duties run as clocks, and that each runs once."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.assurance.cadences import cadence_deadlines, open_cadences
from sscp.assurance.duties import assess
from sscp.model.portfolio import Portfolio
from tests.builders import Row, build

AS_OF = date(2023, 11, 15)


def clause(ref: str, **fields: Any) -> Row:
    """A duty that recurs once a year, shown by decisions."""
    return {
        "id": f"masa-{ref}",
        "ref": ref,
        "title": f"Duty {ref}",
        "disposition": "clock",
        "cadence": {"mode": "fixed", "interval": "P1Y"},
        "proof": {"form": "recurring", "kind": "decision", "date": "date"},
        **fields,
    }


def register(*clauses: Row) -> Portfolio:
    return build(clauses=clauses, decisions=[{"id": "DEC-2023-001", "date": "2023-04-19"}])


def running(*clauses: Row) -> list[tuple[str, str | None]]:
    """The paragraph and due date of every period that runs as a clock."""
    portfolio = register(*clauses)
    found = cadence_deadlines(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    return [(each.clock, each.due.isoformat() if each.due else None) for each in found]


def test_a_recurring_duty_runs_as_a_clock() -> None:
    assert running(clause("1.5")) == [("1.5", None), ("1.5", "2024-04-19")]


def test_what_a_rule_works_out_is_no_clock() -> None:
    assert running(clause("2.1.20(a)", disposition="rule")) == []


def test_an_interval_taken_from_a_paragraph_that_runs_it_runs_there() -> None:
    taken = clause("2.1.15(a)", cadence={"mode": "fixed", "interval": "P1Y", "from_ref": "2.1.16"})
    assert {ref for ref, _ in running(taken, clause("2.1.16"))} == {"2.1.16"}
    said = clause("2.1.16", proof={"form": "each", "kind": "decision", "date": "date"})
    assert {ref for ref, _ in running(taken, said)} == {"2.1.15(a)"}


def test_a_duty_said_twice_runs_once() -> None:
    again = clause("9.1.2", proof={"form": "same"}, same_as=["2.2.9"])
    assert {ref for ref, _ in running(clause("2.2.9"), again)} == {"2.2.9"}


def test_a_further_proof_is_no_clock_of_its_own() -> None:
    also = {"form": "standing", "kind": "decision"}
    proof = {"form": "recurring", "kind": "decision", "date": "date", "also": [also]}
    assert len(running(clause("2.1.24", proof=proof))) == 2


def test_the_dashboard_has_the_open_period_that_is_due_first() -> None:
    proof: Row = {
        "form": "recurring",
        "kind": "decision",
        "date": "date",
        "per": {"kind": "matter", "named_in": "matters"},
    }
    portfolio = build(
        clauses=[clause("2.1.16", proof=proof)],
        matters=[{"id": each, "title": each} for each in ("funding", "plan", "structure")],
        decisions=[
            {"id": "DEC-2023-001", "date": "2023-04-19", "matters": ["funding"]},
            {"id": "DEC-2023-002", "date": "2023-02-01", "matters": ["plan"]},
        ],
    )
    found = open_cadences(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    assert [(each.subject, each.note) for each in found] == [("plan", "and 1 more like it")]

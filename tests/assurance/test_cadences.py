"""Which recurring duties run as clocks, and that each runs once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.cadences import cadence_deadlines, clocks_behind, open_cadences
from sscp.assurance.duties import assess
from sscp.model.portfolio import Portfolio
from sscp.timing.deadline import Deadline
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.states import State
from tests.builders import Row, build

AS_OF = date(2023, 11, 15)


def clause(number: str, **fields: Any) -> Row:
    """A duty that recurs once a year, shown by decisions."""
    return {
        "id": f"masa-{number}",
        "ref": number,
        "title": f"Duty {number}",
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


@pytest.mark.parametrize(
    ("as_of", "state", "days_left"),
    [
        ("2024-04-04", State.NOT_DUE, 15),
        ("2024-04-05", State.DUE_SOON, 14),
        ("2024-04-19", State.DUE_SOON, 0),
        ("2024-04-20", State.OVERDUE, -1),
    ],
)
def test_the_open_period_stands_by_the_day(as_of: str, state: State, days_left: int) -> None:
    day = date.fromisoformat(as_of)
    portfolio = register(clause("1.5"))
    found = open_cadences(portfolio, assess(portfolio, day, ()), day)
    assert [(each.state, each.days_left) for each in found] == [(state, days_left)]


def test_a_period_carries_what_it_is_counted_from_and_who_owes_it() -> None:
    portfolio = build(
        clauses=[clause("1.5", owners=["leads"], source="masa 1.5")],
        groups=[{"id": "leads", "name": "Lead Group"}],
        decisions=[{"id": "DEC-2023-001", "date": "2023-04-19"}],
    )
    first, second = cadence_deadlines(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    assert (first.period, first.start, first.end, first.days_left) == (
        "first time",
        None,
        date(2023, 4, 19),
        None,
    )
    assert (second.period, second.start, second.end) == (
        "after 19 April 2023",
        date(2023, 4, 19),
        None,
    )
    assert (second.subject, second.title, second.unit) == ("masa-1.5", "Duty 1.5", "months")
    assert (second.force, second.actor, second.basis) == ("local", "Lead Group", "masa 1.5")
    assert (second.evidence, second.unverified) == ("S", False)


def test_a_period_owed_for_one_of_several_names_it() -> None:
    proof: Row = {
        "form": "recurring",
        "kind": "decision",
        "date": "date",
        "per": {"kind": "matter", "named_in": "matters"},
    }
    portfolio = build(
        clauses=[clause("2.1.16", proof=proof, owners=["leads", "panel"], source=["a 1", "b 2"])],
        groups=[{"id": "leads", "name": "Lead Group"}],
        matters=[{"id": "funding", "title": "Funding"}],
        decisions=[{"id": "DEC-2023-001", "date": "2023-04-19", "matters": ["funding"]}],
    )
    _, running = cadence_deadlines(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    assert running == Deadline(
        clock="2.1.16",
        subject="funding",
        title="Duty 2.1.16 (funding)",
        period="after 19 April 2023",
        start=date(2023, 4, 19),
        due=date(2024, 4, 19),
        end=None,
        state=State.NOT_DUE,
        days_left=156,
        unit="months",
        force="local",
        actor="Lead Group, panel",
        basis="a 1, b 2",
        evidence="S",
    )


def test_a_statement_without_an_id_runs_all_the_same() -> None:
    portfolio = register(clause("1.5", id=None))
    found = cadence_deadlines(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    assert [(each.subject, each.title) for each in found] == [("", "Duty 1.5")] * 2


def test_a_late_event_closes_its_period_late_and_the_next_runs_from_it() -> None:
    portfolio = build(
        clauses=[clause("1.5", cadence={"mode": "fixed", "interval": "P2M"})],
        decisions=[
            {"id": "DEC-2023-001", "date": "2023-06-30"},
            {"id": "DEC-2023-002", "date": "2023-08-31"},
        ],
    )
    found = cadence_deadlines(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    assert [(each.due, each.end, each.state) for each in found] == [
        (None, date(2023, 6, 30), State.MET),
        (date(2023, 8, 30), date(2023, 8, 31), State.BREACHED),
        (date(2023, 10, 31), None, State.OVERDUE),
    ]


def test_a_duty_without_an_interval_is_no_open_cadence_but_says_so_among_all() -> None:
    portfolio = register(clause("1.5", cadence={"mode": "regular"}))
    duties = assess(portfolio, AS_OF, ())
    assert open_cadences(portfolio, duties, AS_OF) == ()
    states = [each.state for each in cadence_deadlines(portfolio, duties, AS_OF)]
    assert states == [State.MET, State.INTERVAL_NOT_SET]


def test_a_date_that_the_text_names_is_due_once() -> None:
    named = {
        "cadence": {"mode": "fixed", "due": "2023-09-30"},
        "proof": {"form": "named-date", "kind": "decision", "date": "date", "since": "2023-05-01"},
    }
    assert running(clause("1.6", **named)) == [("1.6", "2023-09-30")]


def test_open_cadences_are_ordered_by_due_date_and_then_by_paragraph() -> None:
    later = clause("1.1", cadence={"mode": "fixed", "interval": "P2Y"})
    portfolio = register(later, clause("2.2"), clause("1.9"))
    found = open_cadences(portfolio, assess(portfolio, AS_OF, ()), AS_OF)
    assert [each.clock for each in found] == ["1.9", "2.2", "1.1"]


def behind(ref: str, *clauses: Row) -> list[tuple[str, str]]:
    """The clock and subject of each deadline that answers for a statement."""
    portfolio = build(
        clauses=clauses,
        decisions=[{"id": "DEC-2023-001", "date": "2023-04-19"}],
        groups=[
            {"id": each, "name": each, "cadence": {"interval": "P2M", "mode": "fixed"}}
            for each in ("leads", "network")
        ],
        documents=[{"id": "masa", "status": "current", "review_due": "2023-12"}],
    )
    duties = assess(portfolio, AS_OF, ())
    deadlines = (
        *meeting_deadlines(portfolio, AS_OF),
        *document_deadlines(portfolio, AS_OF),
        *cadence_deadlines(portfolio, duties, AS_OF),
    )
    found = clocks_behind(portfolio, duties, deadlines, ref, AS_OF)
    return [(each.clock, each.subject) for each in found]


MEETS: Row = {
    "form": "clocks",
    "kind": "group",
    "where": [{"field": "id", "is": ["leads"]}],
    "clocks": ["meeting-interval"],
}


def test_a_statement_is_led_to_the_clocks_that_answer_for_it() -> None:
    by_clock = clause("2.1.6", proof=MEETS)
    assert behind("2.1.6", by_clock) == [("meeting-interval", "leads")]
    assert behind("1.5", clause("1.5")) == [("1.5", "masa-1.5"), ("1.5", "masa-1.5")]
    both = {**clause("1.5")["proof"], "also": [MEETS]}
    assert behind("1.5", clause("1.5", proof=both)) == [
        ("meeting-interval", "leads"),
        ("1.5", "masa-1.5"),
        ("1.5", "masa-1.5"),
    ]


def test_a_clock_named_without_a_kind_is_meant_for_every_subject() -> None:
    every = {"form": "clocks", "clocks": ["meeting-interval", "document-revision"]}
    assert behind("2.1.6", clause("2.1.6", proof=every)) == [
        ("meeting-interval", "leads"),
        ("meeting-interval", "network"),
        ("document-revision", "masa"),
    ]
    documents = {**every, "kind": "document"}
    assert behind("2.1.6", clause("2.1.6", proof=documents)) == [("document-revision", "masa")]


def test_a_statement_answered_elsewhere_is_led_there() -> None:
    meets = clause("2.1.6", proof=MEETS)
    same = clause("A.3", proof={"form": "same"}, same_as=["2.1.6"])
    assert behind("A.3", same, meets) == [("meeting-interval", "leads")]
    taken = {"mode": "fixed", "from_ref": "2.1.6"}
    each = {"disposition": "rule", "proof": {"form": "each", "kind": "decision", "date": "date"}}
    assert behind("2.1.4", clause("2.1.4", cadence=taken, **each), meets) == [
        ("meeting-interval", "leads")
    ]


def test_what_each_of_many_owes_again_and_again_is_given_where_it_is_asked_for() -> None:
    proof: Row = {"form": "each", "kind": "decision", "date": "date", "within": "P1M"}
    proof["needs"] = [{"what": "no reasons", "field": "reasons"}]
    portfolio = build(
        clauses=[
            clause("A.3/3", proof=proof, owners=["board"]),
            clause("S.3", proof={"form": "same"}, same_as=["A.3/3"]),
        ],
        decisions=[
            {"id": "DEC-2023-001", "date": "2023-04-19", "reasons": "Needed"},
            {"id": "DEC-2023-002", "date": "2023-10-18"},
        ],
    )
    duties = assess(portfolio, AS_OF, ())
    assert cadence_deadlines(portfolio, duties, AS_OF) == ()
    for ref in ("A.3/3", "S.3"):
        found = clocks_behind(portfolio, duties, (), ref, AS_OF)
        assert [(one.clock, one.subject, str(one.due), one.state) for one in found] == [
            ("A.3/3", "DEC-2023-001", "2023-05-19", State.MET),
            ("A.3/3", "DEC-2023-002", "2023-11-18", State.DUE_SOON),
        ]
        assert [one.days_left for one in found] == [None, 3]


def test_a_statement_without_a_clock_has_none_behind_it() -> None:
    each = {"disposition": "rule", "proof": {"form": "each", "kind": "decision", "date": "date"}}
    circle = {"mode": "fixed", "from_ref": "9.9"}
    assert behind("9.9", clause("9.9", cadence=circle, **each)) == []
    assert behind("9.9", clause("9.9", cadence=None, **each)) == []
    assert behind("9.9", clause("9.9", proof=None)) == []
    assert behind("9.9") == []

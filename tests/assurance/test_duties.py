"""How statements are answered: by themselves, under another, by attestation, or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.assurance.duties import Attestation, Duty, assess, newest_attestation
from sscp.assurance.period import Period
from sscp.timing.states import State
from tests.builders import Row, build, one

AS_OF = date(2023, 11, 15)


def clause(ref: str, **fields: Any) -> Row:
    """A statement that a delegation in force answers for."""
    return {
        "id": f"masa-{ref}",
        "ref": ref,
        "title": f"Duty {ref}",
        "disposition": "rule",
        "proof": {"form": "standing", "kind": "delegation"},
        **fields,
    }


def standings(*clauses: Row) -> dict[str, tuple[str, str | None]]:
    """How each statement stands, and the paragraph that answers for it."""
    portfolio = build(clauses=clauses, delegations=[{"id": "to-panel"}])
    duties = assess(portfolio, AS_OF, ())
    return {duty.clause.words("ref"): (duty.standing, duty.answered_by) for duty in duties}


def same(ref: str, *refs: str, **fields: Any) -> Row:
    return clause(ref, proof={"form": "same"}, same_as=list(refs), **fields)


def test_a_statement_is_answered_under_the_first_that_can_be_reckoned() -> None:
    vague = clause("1.1", proof=None)
    found = standings(vague, clause("1.2"), same("9.1", "9.9", "1.1", "1.2"))
    assert found["9.1"] == ("met", "1.2")
    assert found["1.1"] == ("not_computed", None)


def test_statements_that_only_point_at_each_other_are_not_computed() -> None:
    found = standings(same("1.1", "1.2"), same("1.2", "1.1"), same("1.3", "1.3"))
    assert set(found.values()) == {("not_computed", None)}


def test_of_two_statements_of_one_number_the_first_answers() -> None:
    again = {**clause("1.2", disposition="context"), "id": "masa-again"}
    assert standings(clause("1.2"), again, same("9.1", "1.2"))["9.1"] == ("met", "1.2")


def test_an_earlier_text_is_context_whatever_it_says() -> None:
    for fields in ({"history": True}, {"disposition": "context"}):
        assert standings(clause("1.1", **fields)) == {"1.1": ("context", None)}
    assert standings(clause("1.1", history=False)) == {"1.1": ("met", None)}


def test_a_form_nobody_knows_is_not_computed_even_as_a_further_proof() -> None:
    unknown = {"form": "standing", "kind": "delegation", "also": [{"form": "guessed"}]}
    found = standings(clause("1.1", proof=unknown), clause("1.2", proof={}))
    assert set(found.values()) == {("not_computed", None)}


def test_the_periods_of_the_first_proof_are_told_from_those_of_further_ones() -> None:
    also = {"form": "standing", "kind": "post"}
    proof = {"form": "standing", "kind": "delegation", "also": [also]}
    portfolio = build(clauses=[clause("1.1", proof=proof)], delegations=[{"id": "to-panel"}])
    (duty,) = assess(portfolio, AS_OF, ())
    assert [each.state for each in duty.periods] == [State.MET, State.NOT_STARTED]
    assert duty.own == duty.periods[:1]


def test_only_the_statements_asked_about_are_assessed() -> None:
    portfolio = build(clauses=[clause("1.1"), clause("1.2")])
    second = one(portfolio, "masa-1.2")
    assert [duty.clause.id for duty in assess(portfolio, AS_OF, ())] == ["masa-1.1", "masa-1.2"]
    assert [duty.clause for duty in assess(portfolio, AS_OF, (), (second,))] == [second]
    assert assess(portfolio, AS_OF, (), ()) == ()


def test_a_duty_falls_due_next_with_its_earliest_open_period() -> None:
    def period(due: date | None, state: State) -> Period:
        return Period("x", None, due, None, state)

    periods = (
        period(date(2023, 1, 1), State.BREACHED),
        period(date(2024, 3, 1), State.NOT_DUE),
        period(date(2024, 2, 1), State.NOT_DUE),
        period(None, State.INTERVAL_NOT_SET),
    )
    portfolio = build(clauses=[clause("1.1")])
    duty = Duty(one(portfolio, "masa-1.1"), "not_due", periods, None, None)
    assert duty.next_due == date(2024, 2, 1)
    assert duty.gaps == periods[1:]
    assert duty._replace(periods=periods[:1]).next_due is None


def test_the_newest_attestation_of_the_day_counts_if_it_says_how_long_it_holds() -> None:
    def row(on: str, until: str | None, **fields: Any) -> Row:
        return {"on": on, "holds_until": until, **fields}

    rows = [
        row("2023-05-01", "2023-12-31", by="scrutineer", statement="Seen.", records=["AUD-1"]),
        row("2023-04-01", "2024-12-31"),
        row("2023-07-01", None),
        row("2023-08-01", "2024-12-31"),
    ]
    portfolio = build(clauses=[clause("1.1", disposition="attested", attestations=rows)])
    found = one(portfolio, "masa-1.1")
    newest = Attestation("scrutineer", date(2023, 5, 1), date(2023, 12, 31), "Seen.", ("AUD-1",))
    assert newest_attestation(found, date(2023, 7, 31)) == newest
    assert newest_attestation(found, date(2023, 5, 1)) == newest
    later = newest_attestation(found, date(2023, 8, 1))
    assert later == Attestation("", date(2023, 8, 1), date(2024, 12, 31), "", ())
    assert newest_attestation(found, date(2023, 3, 31)) is None

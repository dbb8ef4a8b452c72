"""Which records show something: by conditions, by the days of their rows, by being in force."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.evidence import (
    all_events,
    dated_evidence,
    first_date,
    ids_of,
    row_dates,
    standing_evidence,
    table_of,
)
from sscp.model.conditions import Condition, conditions_of, meets
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields
from tests.builders import Row, build, group, one

AS_OF = date(2023, 11, 15)


def fields(values: Row) -> Fields:
    """A proof, or a row of one, as it stands in a clause."""
    portfolio = build(clauses=[{"id": "masa-1", "proof": values}])
    proof = one(portfolio, "masa-1").part("proof")
    assert proof is not None
    return proof


@pytest.mark.parametrize(
    ("row", "condition"),
    [
        ({"field": "a", "is": "b"}, Condition("a", frozenset("b"))),
        ({"field": "a", "is": ["b", "c", None]}, Condition("a", frozenset("bc"))),
        ({"field": "a", "is": True}, Condition("a", frozenset(("true",)))),
        ({"field": "a", "is": 3}, Condition("a", frozenset("3"))),
        ({"field": "a"}, Condition("a")),
        ({"field": "a", "filled": True}, Condition("a")),
        ({"field": "a", "filled": False}, Condition("a", filled=False)),
        ({}, Condition("")),
    ],
)
def test_a_condition_reads_as_it_is_written(row: Row, condition: Condition) -> None:
    assert conditions_of(build(), [fields(row)]) == (condition,)


def test_a_record_is_asked_for_by_the_id_it_has_today() -> None:
    register = build(groups=[group("panel", formerly=["old-panel"])])
    meeting = {"id": "panel-1", "group": "old-panel"}
    for name in ("panel", "old-panel"):
        (asked,) = conditions_of(register, [fields({"field": "group", "names": [name]})])
        assert asked == Condition("group", frozenset(("panel",)))
        held = one(
            build(groups=[group("panel", formerly=["old-panel"])], meetings=[meeting]), "panel-1"
        )
        assert meets(register, held, (asked,))


@pytest.mark.parametrize(
    ("condition", "is_met"),
    [
        (Condition("status", frozenset(("held", "planned"))), True),
        (Condition("status", frozenset(("planned",))), False),
        (Condition("joint", frozenset(("true",))), True),
        (Condition("items.lead", frozenset(("clerk",))), True),
        (Condition("items.lead", frozenset(("nobody",))), False),
        (Condition("missing", frozenset(("x",))), False),
        (Condition("missing", frozenset((None,))), False),
        (Condition("status"), True),
        (Condition("missing"), False),
        (Condition("status", filled=False), False),
        (Condition("missing", filled=False), True),
    ],
)
def test_a_record_meets_a_condition_by_any_of_its_values(
    condition: Condition, is_met: bool
) -> None:
    items = [{"lead": "chief"}, {"lead": "clerk"}]
    portfolio = build(meetings=[{"id": "m", "status": "held", "joint": True, "items": items}])
    record = one(portfolio, "m")
    assert meets(portfolio, record, [condition]) is is_met
    assert meets(portfolio, record, [condition, Condition("status")]) is is_met
    assert meets(portfolio, record, ())


def test_a_way_begins_in_a_field_of_the_record_itself() -> None:
    assert [table_of(way) for way in ("lines.to/name", "to/name", "lines.to", "on", "")] == [
        "lines",
        "to",
        "lines",
        "on",
        "",
    ]


def test_evidence_is_named_by_ids_and_what_has_none_is_left_out() -> None:
    assert ids_of(build(posts=[{"id": "b"}, {"title": "x"}, {"id": "a"}]).of_kind("post")) == (
        "b",
        "a",
    )


def line(to: str, on: str | None) -> Row:
    return {"to": to, "sent_on": on}


def sent(*lines: Row, **more: Any) -> Portfolio:
    return build(disseminations=[{"id": "DIS-2023-01", "lines": list(lines), **more}])


def test_the_dates_of_rows_are_those_come_by_the_day_oldest_first() -> None:
    portfolio = sent(
        line("b", "2023-07-01"), line("a", "2023-06-01"), line("c", "2023-11-16"), line("d", None)
    )
    record = one(portfolio, "DIS-2023-01")
    found = (date(2023, 6, 1), date(2023, 7, 1))
    assert row_dates(portfolio, record, "lines.sent_on", AS_OF) == found
    assert first_date(portfolio, record, "lines.sent_on", AS_OF) == found[0]
    assert first_date(portfolio, record, "lines.sent_on", date(2023, 5, 31)) is None
    assert len(row_dates(portfolio, record, "lines.sent_on", date(2023, 11, 16))) == 3
    assert row_dates(portfolio, record, "", AS_OF) == ()


def test_conditions_on_the_list_of_the_date_hold_in_its_row_and_others_are_left_alone() -> None:
    portfolio = sent(line("a", "2023-06-01"), line("b", "2023-07-01"), form="letter")
    record = one(portfolio, "DIS-2023-01")
    to_b = Condition("lines.to", frozenset("b"))
    elsewhere = Condition("form", frozenset(("email",)))
    found = row_dates(portfolio, record, "lines.sent_on", AS_OF, (to_b, elsewhere))
    assert found == (date(2023, 7, 1),)
    assert first_date(portfolio, record, "lines.sent_on", AS_OF, (to_b,)) == date(2023, 7, 1)


def test_a_date_of_the_record_itself_is_one_date() -> None:
    portfolio = build(decisions=[{"id": "DEC-2023-001", "date": "2023-06-01"}])
    record = one(portfolio, "DEC-2023-001")
    assert row_dates(portfolio, record, "date", AS_OF) == (date(2023, 6, 1),)
    wrong = Condition("date", frozenset(("2023-06-02",)))
    assert row_dates(portfolio, record, "date", AS_OF, (wrong,)) == ()


PROOF: Row = {"kind": "dissemination", "date": "lines.sent_on"}


def events(proof: Row, *records: Row, naming: Condition | None = None) -> list[tuple[str, str]]:
    """Every event and, beside the rows, the first one of each record."""
    portfolio = build(disseminations=records, decisions=[{"id": "x", "date": "2023-01-01"}])
    found = all_events(portfolio, fields(proof), AS_OF, naming)
    return [(day.isoformat(), record.id or "") for day, record in found]


def first_events(proof: Row, *records: Row) -> list[tuple[str, str]]:
    portfolio = build(disseminations=records, decisions=[{"id": "x", "date": "2023-01-01"}])
    found = dated_evidence(portfolio, fields(proof), AS_OF)
    return [(day.isoformat(), record.id or "") for day, record in found]


def dissemination(identity: str | None, *lines: Row, **more: Any) -> Row:
    return {"id": identity, "lines": list(lines), **more}


ONE = dissemination("DIS-1", line("a", "2023-07-01"), line("b", "2023-06-01"), form="letter")
TWO = dissemination("DIS-2", line("b", "2023-06-01"), line("c", "2023-06-01"), form="email")
NONE = dissemination(None, line("b", "2023-06-01"), form="email")
LATER = dissemination("DIS-0", line("b", "2023-11-16"))


def test_a_record_happens_on_each_of_its_days_and_first_on_the_first() -> None:
    assert events(PROOF, TWO, LATER, ONE, NONE) == [
        ("2023-06-01", ""),
        ("2023-06-01", "DIS-1"),
        ("2023-06-01", "DIS-2"),
        ("2023-07-01", "DIS-1"),
    ]
    assert first_events(PROOF, TWO, LATER, ONE, NONE) == [
        ("2023-06-01", ""),
        ("2023-06-01", "DIS-1"),
        ("2023-06-01", "DIS-2"),
    ]


def test_what_happened_before_the_first_day_does_not_count() -> None:
    for since, number in (("2023-06-01", 3), ("2023-06-02", 1), ("2023-07-02", 0)):
        assert len(events({**PROOF, "since": since}, ONE, TWO)) == number
    for since, number in (("2023-06-01", 2), ("2023-06-02", 0)):
        assert len(first_events({**PROOF, "since": since}, ONE, TWO)) == number


def test_the_conditions_of_the_proof_choose_records_and_rows() -> None:
    letters = {**PROOF, "where": [{"field": "form", "is": "letter"}]}
    assert {name for _, name in events(letters, ONE, TWO)} == {"DIS-1"}
    assert first_events(letters, ONE, TWO) == [("2023-06-01", "DIS-1")]
    to_a = {**PROOF, "where": [{"field": "lines.to", "is": "a"}]}
    assert events(to_a, ONE, TWO) == [("2023-07-01", "DIS-1")]
    assert first_events(to_a, ONE, TWO) == [("2023-07-01", "DIS-1")]


def test_an_event_for_somebody_must_name_them() -> None:
    naming = Condition("lines.to", frozenset("c"))
    assert events(PROOF, ONE, TWO, naming=naming) == [("2023-06-01", "DIS-2")]
    both = {**PROOF, "where": [{"field": "form", "is": "letter"}]}
    assert events(both, ONE, TWO, naming=naming) == []


def standing(proof: Row, as_of: date = AS_OF) -> list[str | None]:
    portfolio = build(
        groups=[
            group("board", seen_on="2023-06-01"),
            group("Audit", until="2023-11-15", seen_on="2023-11-16"),
            group("panel", until="2023-11-16", function="main-subgroup"),
            {"name": "No id", "function": "subgroup"},
        ],
        posts=[{"id": "clerk"}],
    )
    found = standing_evidence(portfolio, fields({"kind": "group", **proof}), as_of)
    return [record.id for record in found]


def test_what_stands_is_in_force_on_the_day_in_order_of_id() -> None:
    assert standing({}) == [None, "board", "panel"]
    assert standing({}, date(2023, 11, 14)) == [None, "Audit", "board", "panel"]
    assert standing({"where": [{"field": "function", "is": "subgroup"}]}) == [None, "board"]


def test_of_what_stands_the_date_must_have_come_and_must_count() -> None:
    assert standing({"date": "seen_on"}) == ["board"]
    assert standing({"date": "seen_on"}, date(2023, 5, 31)) == []
    assert standing({"date": "seen_on", "since": "2023-06-01"}) == ["board"]
    assert standing({"date": "seen_on", "since": "2023-06-02"}) == []
    only_subgroups = [{"field": "function", "is": "main-subgroup"}]
    assert standing({"date": "seen_on", "where": only_subgroups}) == []

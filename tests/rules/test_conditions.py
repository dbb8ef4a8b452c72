"""Ids that stand as mere values in conditions, wherever a proof or a clock has one."""

from __future__ import annotations

import pytest

from tests.builders import Row, build, find

GROUP: Row = {"field": "group", "is": ["board"]}
HELD: Row = {"field": "status", "is": ["held"]}


@pytest.mark.parametrize(
    ("proof", "fields"),
    [
        ({"kind": "meeting", "where": [HELD, GROUP]}, ["proof, where, row 2, is, row 1"]),
        ({"kind": "meeting", "where": [HELD]}, []),
        (
            {"kind": "meeting", "where": [{**HELD, "names": ["x"]}]},
            ["proof, where, row 1, names, row 1"],
        ),
        ({"kind": "group", "where": [{"field": "id", "is": "board"}]}, ["proof, where, row 1, is"]),
        ({"kind": "meeting", "where": [{"field": "nowhere", "is": ["board"]}]}, []),
        ({"kind": "nothing", "where": [GROUP]}, []),
        ({"where": [GROUP]}, []),
        (
            {"kind": "decision", "per": {"kind": "meeting", "where": [GROUP]}},
            ["proof, per, where, row 1, is, row 1"],
        ),
        (
            {"kind": "meeting", "withdrawn_where": [GROUP]},
            ["proof, withdrawn_where, row 1, is, row 1"],
        ),
        ({"kind": "decision", "covers": "body", "values": ["board"]}, ["proof, values, row 1"]),
        ({"kind": "decision", "covers": "body", "names": ["board"]}, []),
        ({"kind": "decision", "covers": "tags", "values": ["learning"]}, []),
        ({"kind": "decision", "covers": "tags", "names": ["board"]}, ["proof, names, row 1"]),
        ({"kind": "meeting", "needs": [GROUP]}, ["proof, needs, row 1, is, row 1"]),
        (
            {"kind": "action", "needs": [{"kind": "meeting", "where": [GROUP]}]},
            ["proof, needs, row 1, where, row 1, is, row 1"],
        ),
        (
            {"kind": "meeting", "also": [{"kind": "meeting", "where": [GROUP]}]},
            ["proof, also, row 1, where, row 1, is, row 1"],
        ),
    ],
)
def test_an_id_as_a_mere_value_is_found_where_a_proof_has_it(proof: Row, fields: list[str]) -> None:
    register = build(clauses=[{"id": "masa-1", "proof": proof}])
    assert [each.field for each in find(register, "PRF-03")] == fields


def test_a_clock_names_records_as_links_too() -> None:
    clock: Row = {"id": "own", "runs_for": "meeting", "only_if": [GROUP]}
    found = [each for each in find(build(clocks=[clock]), "CLK-01") if "names" in each.message]
    assert [(each.field, each.message) for each in found] == [
        ("only_if, row 1, is", "`group` names records; write board under `names`.")
    ]
    named = {**clock, "only_if": [{"field": "group", "names": ["board"]}]}
    assert all("names" not in each.message for each in find(build(clocks=[named]), "CLK-01"))


def test_a_paragraph_without_a_proof_has_nothing_to_find() -> None:
    assert find(build(clauses=[{"id": "masa-1"}]), "PRF-03") == []

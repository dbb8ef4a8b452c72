"""Paragraphs that are about something else, beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, count, find


def clause(ref: str, **fields: Any) -> Row:
    """A paragraph of the arrangements."""
    ending = ref.replace("(", "-").replace(")", "").replace("/", "-").lower()
    return {
        "id": f"masa-{ending}",
        "ref": ref,
        "document": "masa",
        "title": f"What {ref} says",
        "source": f"masa {ref}",
        **fields,
    }


def matter(identity: str, ref: str, **fields: Any) -> Row:
    """A reserved matter."""
    return {"id": identity, "title": identity, "form": "reserved", "ref": ref, **fields}


PRIORITIES = clause("2.1.15(a)", matter="rm-priorities")
STRUCTURE = clause("2.1.15(g)", matter="rm-structure")
TIMESCALE = clause("2.1.16")
CLAUSES = [PRIORITIES, STRUCTURE, TIMESCALE]


def _register(*matters: Row, clauses: list[Row] = CLAUSES, **folders: Any) -> Portfolio:
    return build(documents=[{"id": "masa"}], clauses=clauses, matters=list(matters), **folders)


def test_the_timescale_is_not_the_list_of_decisions() -> None:
    register = _register(matter("rm-structure", "2.1.16", source=["masa 2.1.15(g)", "masa 2.1.16"]))
    (found,) = find(register, "LK-11")
    assert (found.record, found.field) == ("rm-structure", "ref")
    assert found.message == "Paragraph 2.1.16 (What 2.1.16 says) is about something else."
    assert found.remedy == (
        "Paragraph 2.1.15(g) (What 2.1.15(g) says) states it: write `ref: 2.1.15(g)`."
    )


def test_the_paragraph_of_another_matter_is_told_at_both_places() -> None:
    register = _register(matter("rm-structure", "2.1.15(a)", source="masa 2.1.15(a)"))
    assert [each.field for each in find(register, "LK-11")] == ["ref", "source"]


def test_a_matter_at_its_own_paragraph_may_name_others_that_state_none() -> None:
    right = matter("rm-structure", "2.1.15(g)", source=["masa 2.1.15(g)", "masa 2.1.16"])
    assert count(_register(right), "LK-11") == 0


def test_a_former_id_of_the_matter_is_no_other_matter() -> None:
    renamed = matter("rm-shape", "2.1.15(g)", formerly=["rm-structure"], source="masa 2.1.15(g)")
    assert count(_register(renamed), "LK-11") == 0


def test_a_paragraph_that_states_no_matter_serves_several_that_nobody_else_states() -> None:
    both = [matter(each, "2.1.16", source="masa 2.1.16") for each in ("op-one", "op-two")]
    assert count(_register(*both), "LK-11") == 0


@pytest.mark.parametrize(
    ("source", "hits"),
    [
        ("masa 2.1.15(g)", 0),
        ("masa 2.1.15", 0),
        (["masa 2.1.16", "masa 2.1.15(g)"], 0),
        ("masa 2.1.16", 1),
        ("plan 2.1.16", 0),
        ("masa", 0),
    ],
)
def test_a_matter_comes_from_its_own_paragraph(source: object, hits: int) -> None:
    register = _register(matter("rm-structure", "2.1.15(g)", source=source))
    assert count(register, "LK-11") == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 0),
        ({"source": "masa 2.1.15"}, 1),
        ({"source": "masa 2.1.15/2"}, 1),
        ({"source": ["masa 2.1.16", "other 9"]}, 0),
        ({"id": "masa-2.1.15"}, 1),
        ({"id": "masa-12.1.16"}, 1),
        ({"ref": "2.1.15"}, 2),
    ],
)
def test_a_paragraph_has_the_number_of_its_source_and_of_its_id(fields: Row, hits: int) -> None:
    assert count(_register(clauses=[{**TIMESCALE, **fields}]), "LK-11") == hits


def test_two_paragraphs_cannot_both_state_one_matter_unless_it_names_both() -> None:
    second = clause("A.8", matter="rm-structure")
    own = matter("rm-structure", "2.1.15(g)", source="masa 2.1.15(g)")
    register = _register(own, clauses=[STRUCTURE, second])
    (found,) = find(register, "LK-11")
    assert (found.record, found.field) == ("masa-a.8", "matter")
    both = {**own, "source": ["masa 2.1.15(g)", "masa A.8"]}
    assert count(_register(both, clauses=[STRUCTURE, second]), "LK-11") == 0


def test_an_agency_names_the_letter_of_its_own_category() -> None:
    categories = [
        {"id": "homes", "name": "Homes", "ref": "B(b)", "source": "masa B(b)"},
        {"id": "fostering", "name": "Fostering", "ref": "B(c)", "source": "masa B(c)"},
    ]
    agency = {"id": "providers", "category": "homes", "source": ["masa 2.1.16", "masa B(c)"]}
    register = _register(
        clauses=[clause("B(b)"), clause("B(c)"), TIMESCALE],
        agency_categories=categories,
        agencies=[agency],
    )
    (found,) = find(register, "LK-11")
    assert (found.record, found.field) == ("providers", "source, row 2")
    assert found.message == "B(c) is the category “Fostering”; the agency is in “Homes”."


@pytest.mark.parametrize(
    ("refs", "hits"),
    [
        (["2.1.16"], 0),
        (["2.1"], 0),
        (["2.1.16/2"], 0),
        (["2.1.15", "2.1.1"], 1),
    ],
)
def test_a_reading_is_about_the_paragraph_that_names_it(refs: list[str], hits: int) -> None:
    register = _register(
        clauses=[{**TIMESCALE, "discrepancies": ["d04"]}],
        discrepancies=[{"id": "d04", "refs": refs}],
    )
    assert count(register, "LK-13") == hits


@pytest.mark.parametrize(
    ("other", "back", "hits"),
    [
        ("A.9", {"same_as": ["2.1.16"]}, 0),
        ("A.9", {"same_as": ["2.1"]}, 0),
        ("A.9", {"same_as": ["2.1.16/2"]}, 0),
        ("A.9(a)", {"same_as": ["2.1.16"]}, 0),
        ("A", {"same_as": ["2.1.16"]}, 0),
        ("A.9", {"same_as": ["2.1.15"]}, 2),
        ("A.9", {}, 1),
        ("A.90", {"same_as": ["2.1.16"]}, 2),
    ],
)
def test_paragraphs_that_say_the_same_name_each_other(other: str, back: Row, hits: int) -> None:
    register = _register(clauses=[clause("2.1.16", same_as=[other]), clause("A.9", **back)])
    assert count(register, "LK-13") == hits

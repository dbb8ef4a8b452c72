"""The paragraphs that a record names, and which are part of which."""

from __future__ import annotations

import pytest

from sscp.governance.paragraphs import Named, Paragraphs, headings, overlap, proofs_of
from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, one


def clause(identity: str, document: str, ref: str) -> Row:
    return {"id": identity, "document": document, "ref": ref}


def register(*sources: str) -> Portfolio:
    return build(
        documents=[{"id": "masa", "formerly": ["old-masa"]}, {"id": "terms"}],
        clauses=[
            clause("masa-1", "old-masa", "2.1.15"),
            clause("masa-2", "masa", "2.1.16"),
            clause("masa-2-again", "masa", "2.1.16"),
            clause("terms-1", "terms", "3"),
            clause("terms-2", "terms", "2.1.16"),
        ],
        groups=[{"id": "board", "source": list(sources)}],
    )


def test_a_record_names_paragraphs_of_the_texts_that_have_any() -> None:
    portfolio = register(
        "somewhere 2.1.15", "masa", "masa 2.1.15", "old-masa 2.1.16", "masa 9", "terms 3 and 4"
    )
    named = Paragraphs(portfolio).named_by(one(portfolio, "board"))
    assert list(named) == [
        Named(2, "masa", "2.1.15", one(portfolio, "masa-1")),
        Named(3, "masa", "2.1.16", one(portfolio, "masa-2")),
        Named(4, "masa", "9", None),
        Named(5, "terms", "3 and 4", None),
    ]


@pytest.mark.parametrize(
    ("documents", "ref", "found"),
    [
        (("masa", "terms"), "2.1.16", "masa-2"),
        (("terms", "masa"), "2.1.16", "terms-2"),
        (("terms", "masa"), "2.1.15", "masa-1"),
        (("terms",), "2.1.15", None),
        ((), "2.1.15", None),
    ],
)
def test_the_first_of_the_texts_that_has_the_paragraph_gives_it(
    documents: tuple[str, ...], ref: str, found: str | None
) -> None:
    clause = Paragraphs(register()).at(documents, ref)
    assert (clause.id if clause else None) == found


def test_a_paragraph_is_part_of_what_stands_above_it() -> None:
    assert list(headings("2.1.9(a)")) == ["2.1.9(a)", "2", "2.1", "2.1.9"]
    assert list(headings("3.5.1/2")) == ["3.5.1/2", "3", "3.5", "3.5.1"]
    assert list(headings("X.1")) == ["X.1", "X"]


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ("2.1.9(a)", "2.1.9", True),
        ("3.5", "3.5.1/2", True),
        ("3.5", "3.5", True),
        ("2.1.1", "2.1.15", False),
        ("2.1.15(a)", "2.1.15(b)", False),
    ],
)
def test_two_paragraphs_overlap_where_one_is_part_of_the_other(
    one: str, other: str, do: bool
) -> None:
    assert overlap(one, other) is do


def test_every_proof_of_every_statement_is_given_the_further_ones_after_the_first() -> None:
    proof = {"form": "each", "also": [{"form": "rules"}, {"form": "clocks"}]}
    found = build(
        clauses=[{"id": "a", "proof": proof}, {"id": "b"}, {"id": "c", "proof": {"form": "same"}}],
        documents=[{"id": "d", "proof": {"form": "each"}}],
    )
    assert [(clause.id, each.text("form")) for clause, each in proofs_of(found)] == [
        ("a", "each"),
        ("a", "rules"),
        ("a", "clocks"),
        ("c", "same"),
    ]

"""The paragraphs of the texts in the register, and which of them a record names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sscp.governance.index import resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record


class Named(NamedTuple):
    """A paragraph that a record names as its source.

    Attributes:
        position: which of the record's sources it is, from 0.
        document: the id of the text.
        ref: the paragraph, such as 2.1.15(a).
        clause: the paragraph itself; None where the register has none of that number.
    """

    position: int
    document: str
    ref: str
    clause: Record | None


class Paragraphs:
    """All paragraphs, by the id of their text and their number."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._by_place = {
            (resolve(portfolio, clause.text("document")), clause.text("ref")): clause
            for clause in reversed(portfolio.of_kind("clause"))
        }
        self._documents = {document for document, _ in self._by_place}

    def named_by(self, record: Record) -> Iterator[Named]:
        """The paragraphs among a record's sources, of texts that have any in the register."""
        for position, source in enumerate(record.sources):
            name, _, ref = source.partition(" ")
            document = resolve(self._portfolio, name)
            if ref and document in self._documents:
                yield Named(position, document, ref, self._by_place.get((document, ref)))

    def at(self, documents: tuple[str, ...], ref: str) -> Record | None:
        """The paragraph of that number in the first of the texts that has one."""
        for document in documents:
            clause = self._by_place.get((document, ref))
            if clause is not None:
                return clause
        return None


def headings(ref: str) -> Iterator[str]:
    """A paragraph and the ones it is part of: 2.1.9(a), 2.1.9, 2.1, 2."""
    yield ref
    for end, mark in enumerate(ref):
        if mark in "./(":
            yield ref[:end]


def overlap(one: str, other: str) -> bool:
    """Whether one of two paragraphs is the other or a part of it, as 2.1.9(a) is of 2.1.9."""
    return one in headings(other) or other in headings(one)


def proofs_of(portfolio: Portfolio) -> Iterator[tuple[Record, Fields]]:
    """Every proof of every statement, the further ones after the first."""
    for clause in portfolio.of_kind("clause"):
        proof = clause.part("proof")
        if proof is not None:
            for one in (proof, *proof.rows("also")):
                yield clause, one

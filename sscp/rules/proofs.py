"""Family PRF: the proofs of statements name kinds, fields, clocks and rules that exist.

A proof is data and nothing in it can fail: a name that leads nowhere would simply find nothing,
and a duty would look unmet, or met, for no reason anybody could see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from sscp.governance.paragraphs import proofs_of
from sscp.governance.proof_ways import kind_of, tables_of, ways_of
from sscp.model.finding import Severity
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields
from sscp.model.words import an
from sscp.rules.rule import Check, Hit, Rule, hit
from sscp.timing.catalogue import clocks_of


def _check_kinds(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Kinds of record that do not exist."""
    for _, proof in proofs_of(portfolio):
        for table in tables_of(proof):
            if table.has("kind") and kind_of(table) is None:
                yield _unknown(table, "kind", table.words("kind"), BY_NAME, "kind of record")
        for position, name in enumerate(proof.texts("looks_at")):
            if name not in BY_NAME:
                yield _unknown(proof, ("looks_at", position), name, BY_NAME, "kind of record")


def _unknown(
    table: Fields, place: str | tuple[str, int], name: str, known: Iterable[str], noun: str
) -> Hit:
    near = get_close_matches(name, list(known), 1, 0.6)
    hint = f"Did you mean {near[0]}?" if near else None
    return hit(table, place, f"There is no {noun} {name}.", hint)


def _check_ways(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Fields that the kind does not have."""
    for _, proof in proofs_of(portfolio):
        for way in ways_of(proof):
            if way.typed and not way.ends:
                yield hit(
                    way.table,
                    way.name,
                    f"{an(way.kind.name).capitalize()} has no field {way.typed}.",
                    _near_field(way.kind, way.typed),
                )


def _near_field(kind: Kind, typed: str) -> str:
    first = typed.partition("/")[0].partition(".")[0]
    names = [field.name for field in kind.fields]
    near = get_close_matches(first, names, 1, 0.6)
    if near and first not in names:
        return f"Did you mean {near[0]}?"
    return f"`sscp schema {kind.name}` lists its fields; a dot leads into a group, a slash on."


def _check_catalogues(known: frozenset[str]) -> Check:
    """The check for clocks and rules that are not in their catalogues."""

    def check(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
        """Clocks and rules that do not exist."""
        clocks = {clock.words("id") for clock in clocks_of(portfolio)}
        # A paragraph with a cadence runs a clock under its own number.
        clocks |= {clause.words("ref") for clause in portfolio.of_kind("clause")}
        for _, proof in proofs_of(portfolio):
            for field, names, noun in (("clocks", clocks, "clock"), ("rules", known, "rule")):
                for position, name in enumerate(proof.texts(field)):
                    if name not in names:
                        yield _unknown(proof, (field, position), name, names, noun)

    return check


_PAGE = "docs/reference/proofs.md"
_WHY = "What leads nowhere finds nothing: the statement would look unmet, or met, for no reason."


def build_rules(others: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules about what a proof names.

    Args:
        others: all the other rules, which are those that a proof can rest on.
    """
    known = frozenset(rule.code for rule in others)
    return (
        Rule(
            "PRF-01",
            "proof-of-no-kind",
            Severity.ERROR,
            "A proof asks for kinds of record that exist.",
            _WHY,
            _PAGE,
            "Correct the name; `sscp schema` lists the kinds.",
            _check_kinds,
        ),
        Rule(
            "PRF-02",
            "proof-of-no-field",
            Severity.ERROR,
            "The fields that a proof names are fields of the kind it asks for.",
            _WHY,
            _PAGE,
            "Correct the name.",
            _check_ways,
        ),
        Rule(
            "PRF-04",
            "proof-of-no-clock",
            Severity.ERROR,
            "The clocks and rules that a proof rests on are in the catalogues.",
            "A rule that does not exist finds nothing, and its statement would always be met.",
            _PAGE,
            "Correct the name; `sscp rules` and `sscp clocks` list them.",
            _check_catalogues(known),
        ),
    )

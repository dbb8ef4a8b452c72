"""Family PRF: the proofs of statements name kinds, fields, values, clocks and rules that exist.

A proof is data and nothing in it can fail: a name that leads nowhere would simply find nothing,
and a duty would look unmet, or met, for no reason anybody could see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from sscp.governance.paragraphs import proofs_of
from sscp.model.finding import Severity
from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields
from sscp.model.ways import declared_field, declared_fields
from sscp.model.words import an, listed
from sscp.rules.rule import Check, Hit, Rule, hit
from sscp.timing.catalogue import clocks_of

_WAYS = ("date", "rows", "due", "covers", "year_in", "withdrawn", "put_off")
"""Fields of a proof that name a field of the kind it asks for."""
_OWN_WAYS = ("field", "instead", "of")
"""Fields of a need that name a field of the record that is asked."""
_FLAGS = ("true", "false")
_NAMING = (Shape.LINK, Shape.ID, Shape.SOURCE)
"""The forms of field in which a record is named."""
_NEEDED = {
    "recurring": ("kind", "date"),
    "named-date": ("kind", "date"),
    "standing": ("kind",),
    "each": ("kind",),
    "yearly": ("kind", "date"),
    "coverage": ("kind", "date", "covers"),
    "clocks": ("clocks",),
    "rules": ("rules",),
}
"""What each form can't do without."""


class _Way(NamedTuple):
    """A way into a kind: the table and the field it is written in, and the kind it begins at."""

    table: Fields
    name: str
    kind: Kind


def _kind(fields: Fields) -> Kind | None:
    return BY_NAME.get(fields.words("kind"))


def _tables(proof: Fields) -> Iterator[Fields]:
    """The tables of a proof that name a kind."""
    per = proof.part("per")
    yield from (proof, *((per,) if per else ()), *proof.rows("needs"))


def _check_kinds(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Kinds of record that do not exist."""
    for _, proof in proofs_of(portfolio):
        for table in _tables(proof):
            if table.has("kind") and _kind(table) is None:
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


def _ways(proof: Fields) -> Iterator[_Way]:
    """Every way in a proof of which the kind it begins at is known."""
    own, per = _kind(proof), proof.part("per")
    asked = _kind(per) if per else None
    if own is not None:
        yield from (_Way(proof, name, own) for name in _WAYS)
        yield from _conditions(proof, "where", own)
        yield from _conditions(proof, "withdrawn_where", own)
        if per is not None:
            yield _Way(per, "named_in", own)
    if per is not None and asked is not None:
        yield from _conditions(per, "where", asked)
    holder = asked if per else own
    if holder is not None:
        yield _Way(proof, "interval_in", holder)
    for need in proof.rows("needs"):
        yield from _need_ways(need, own)


def _need_ways(need: Fields, own: Kind | None) -> Iterator[_Way]:
    """The ways in a need: those of another record where it names a kind, else all its own."""
    other = _kind(need) if need.has("kind") else None
    if own is not None:
        yield from (_Way(need, name, own) for name in _OWN_WAYS)
    begins = other if need.has("kind") else own
    if begins is not None:
        yield _Way(need, "when", begins)
        yield from _conditions(need, "where", begins)
    if other is not None:
        yield _Way(need, "by", other)


def _conditions(table: Fields, name: str, kind: Kind) -> Iterator[_Way]:
    for row in table.rows(name):
        yield _Way(row, "field", kind)


def _check_ways(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Fields that the kind does not have."""
    for _, proof in proofs_of(portfolio):
        for way in _ways(proof):
            typed = way.table.text(way.name)
            if typed is not None and declared_field(way.kind, typed) is None:
                yield hit(
                    way.table,
                    way.name,
                    f"{an(way.kind.name).capitalize()} has no field {typed}.",
                    _near_field(way.kind, typed),
                )


def _near_field(kind: Kind, typed: str) -> str:
    first = typed.partition("/")[0].partition(".")[0]
    names = [field.name for field in kind.fields]
    near = get_close_matches(first, names, 1, 0.6)
    if near and first not in names:
        return f"Did you mean {near[0]}?"
    return f"`sscp schema {kind.name}` lists its fields; a dot leads into a group, a slash on."


def _check_values(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Values that the field can't have, and ids that no record has."""
    for _, proof in proofs_of(portfolio):
        for way in _ways(proof):
            if way.name == "field":
                yield from _wrong_values(way, "is")
                yield from _wrong_kinds(portfolio, way)
        kind = _kind(proof)
        if kind is not None and proof.has("covers"):
            covers = _Way(proof, "covers", kind)
            yield from _wrong_values(covers, "values")
            yield from _wrong_kinds(portfolio, covers)


def _fields(way: _Way) -> tuple[Field, ...]:
    """What may stand at the end of a way."""
    return tuple(declared_fields(way.kind, way.table.words(way.name)))


def _wrong_values(way: _Way, name: str) -> Iterator[Hit]:
    fields, table = _fields(way), way.table
    is_list = isinstance(table.values.get(name), list)
    for position, value in enumerate(table.texts(name)):
        doubts = [_why_not(field, value) for field in fields]
        if doubts and doubts[0] is not None and all(doubts):
            yield hit(table, (name, position) if is_list else name, doubts[0])


def _wrong_kinds(portfolio: Portfolio, way: _Way) -> Iterator[Hit]:
    """Records that the field can't lead to; one that is not there is found as any link is."""
    fields = _fields(way)
    named = [field for field in fields if field.shape in _NAMING]
    kinds = {kind for field in named for kind in field.links or tuple(BY_NAME)}
    for position, identity in enumerate(way.table.texts("names")):
        found = portfolio.get(identity)
        typed = way.table.words(way.name)
        if not fields or (found is not None and found.kind.name in kinds):
            continue
        if not named:
            yield hit(way.table, ("names", position), f"`{typed}` holds no ids; write a value.")
        elif found is not None:
            yield hit(
                way.table,
                ("names", position),
                f"{identity} is {an(found.kind.name)}, and `{typed}` never names one.",
            )


def _why_not(field: Field, value: str) -> str | None:
    """Why a field can't have a value, in a sentence; None when it can."""
    if field.shape is Shape.CHOICE:
        allowed = [choice.value for choice in field.choices]
        if value not in allowed:
            return f"`{field.name}` can't be {value}; it can be {listed(allowed, 'or')}."
    elif field.shape is Shape.FLAG and value not in _FLAGS:
        return f"`{field.name}` can't be {value}; it can be true or false."
    elif field.shape in (Shape.LINK, Shape.ID):
        return f"`{field.name}` names records; write {value} under `names`."
    return None


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


def _check_whole(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Proofs that lack what their form can't do without."""
    for clause, proof in proofs_of(portfolio):
        form = proof.words("form")
        for name in _NEEDED.get(form, ()):
            if not proof.has(name):
                yield hit(proof, (), f"A proof of the form {form} needs `{name}`.")
        if form == "rules" and not (proof.has("kind") or proof.has("looks_at")):
            yield hit(proof, (), "It is not said which kinds of record the rules look at.")
        if form == "same" and not clause.has("same_as"):
            yield hit(proof, (), "It is not said which paragraph says the same.")


_PAGE = "docs/reference/proofs.md"
_WHY = "What leads nowhere finds nothing: the statement would look unmet, or met, for no reason."


def build_rules(others: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules about proofs.

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
            "PRF-03",
            "proof-of-no-value",
            Severity.ERROR,
            "The values that a proof asks for can occur in the field.",
            _WHY,
            _PAGE,
            "Correct the value, or the id of the record.",
            _check_values,
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
        Rule(
            "PRF-05",
            "proof-incomplete",
            Severity.ERROR,
            "A proof has what its form can't do without.",
            "What is not said can't be looked for.",
            _PAGE,
            "Add what is named.",
            _check_whole,
        ),
    )

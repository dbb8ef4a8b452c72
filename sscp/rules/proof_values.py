"""Family PRF, second part: what a proof names can hold what the proof asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.paragraphs import proofs_of
from sscp.governance.proof_ways import Way, kind_of, ways_of
from sscp.model.finding import Severity
from sscp.model.kind import Field, Shape
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields
from sscp.model.ways import kinds_named
from sscp.model.words import an, listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.catalogue import clocks_of

_FLAGS = ("true", "false")
_NAMING = frozenset((Shape.LINK, Shape.ID, Shape.SOURCE))
"""The forms of field in which a record is named."""
_DATES = frozenset((Shape.DATE, Shape.MONTH))
_SORTS: dict[str, tuple[frozenset[Shape], str]] = {
    "date": (_DATES, "date"),
    "due": (_DATES, "date"),
    "when": (_DATES, "date"),
    "put_off": (_DATES, "date"),
    "withdrawn": (_DATES, "date"),
    "year_in": (_DATES | {Shape.YEAR}, "reporting year and no date"),
    "interval_in": (frozenset((Shape.INTERVAL,)), "length of time"),
    "rows": (frozenset((Shape.PART,)), "list of rows"),
    "named_in": (_NAMING, "id of a record"),
    "by": (_NAMING, "id of a record"),
    "of": (_NAMING, "id of a record"),
}
"""By the field of a proof: the forms that the field it names may have, and what they hold."""


def _check_values(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Values that the field can't have, and ids that no record has."""
    for _, proof in proofs_of(portfolio):
        for way in ways_of(proof):
            if way.name == "field":
                yield from _wrong_values(way, "is")
                yield from _wrong_kinds(portfolio, way)
        kind = kind_of(proof)
        if kind is not None and proof.has("covers"):
            covers = Way(proof, "covers", kind)
            yield from _wrong_values(covers, "values")
            yield from _wrong_kinds(portfolio, covers)


def _wrong_values(way: Way, name: str) -> Iterator[Hit]:
    fields, table = way.ends, way.table
    is_list = isinstance(table.values.get(name), list)
    for position, value in enumerate(table.texts(name)):
        doubts = [_why_not(field, value) for field in fields]
        if doubts and doubts[0] is not None and all(doubts):
            yield hit(table, (name, position) if is_list else name, doubts[0])


def _wrong_kinds(portfolio: Portfolio, way: Way) -> Iterator[Hit]:
    """Records that the field can't lead to; one that is not there is found as any link is."""
    fields = way.ends
    kinds = kinds_named(way.kind, way.typed)
    for position, identity in enumerate(way.table.texts("names")):
        found = portfolio.get(identity)
        if not fields or (found is not None and found.kind.name in kinds):
            continue
        place = ("names", position)
        if not kinds:
            yield hit(way.table, place, f"`{way.typed}` holds no ids; write a value.")
        elif found is not None:
            yield hit(
                way.table,
                place,
                f"{identity} is {an(found.kind.name)}, and `{way.typed}` never names one.",
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


def _check_sorts(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Fields of another sort than the one that the proof counts with."""
    for _, proof in proofs_of(portfolio):
        for way in ways_of(proof):
            yield from _wrong_sort(way)
        yield from _without_names(proof)
        yield from _without_list(proof)


def _wrong_sort(way: Way) -> Iterator[Hit]:
    fields = way.ends
    if way.name in _SORTS and fields:
        shapes, noun = _SORTS[way.name]
        if not any(_is_of(field, way.name, shapes) for field in fields):
            yield _hit(way, f"`{way.typed}` holds no {noun}.")


def _is_of(field: Field, name: str, shapes: frozenset[Shape]) -> bool:
    return field.shape in shapes and (name != "rows" or field.many)


def _hit(way: Way, message: str) -> Hit:
    return hit(
        way.table,
        way.name,
        message,
        f"Name another field; `sscp schema {way.kind.name}` says what each one holds.",
    )


def _without_names(proof: Fields) -> Iterator[Hit]:
    """Fields that name records, and never one of those that are asked about."""
    own, per = kind_of(proof), proof.part("per")
    asked = kind_of(per) if per is not None else None
    if per is not None and own is not None and asked is not None:
        yield from _never_names(Way(per, "named_in", own), frozenset((asked.name,)))
    for need in proof.rows("needs"):
        other = kind_of(need)
        if other is not None and own is not None:
            named = kinds_named(own, need.words("of")) if need.has("of") else {own.name}
            yield from _never_names(Way(need, "by", other), frozenset(named))


def _never_names(way: Way, wanted: frozenset[str]) -> Iterator[Hit]:
    named = kinds_named(way.kind, way.typed)
    if named and wanted and not named & wanted:
        kinds = listed([BY_NAME[name].plural for name in sorted(wanted)], "or")
        yield _hit(way, f"`{way.typed}` never names {kinds}.")


def _without_list(proof: Fields) -> Iterator[Hit]:
    """A field without a list of values, where no values are named either."""
    kind = kind_of(proof)
    if kind is None or proof.words("form") != "coverage":
        return
    way = Way(proof, "covers", kind)
    has_list = any(field.choices for field in way.ends)
    if way.ends and not (has_list or proof.has("values") or proof.has("names")):
        yield _hit(way, f"`{way.typed}` has no list of values, and the proof names none.")


def _check_clocks(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Clocks that never run for the kind of record that is asked about."""
    runs_for = {clock.words("id"): clock.words("runs_for") for clock in clocks_of(portfolio)}
    for _, proof in proofs_of(portfolio):
        asked = kind_of(proof)
        for position, name in enumerate(proof.texts("clocks")):
            kind = BY_NAME.get(runs_for.get(name, ""))
            if asked is not None and kind is not None and kind is not asked:
                yield hit(
                    proof,
                    ("clocks", position),
                    f"The clock {name} runs for {kind.plural}, and the proof asks about"
                    f" {asked.plural}.",
                )


_PAGE = "docs/reference/proofs.md"

RULES: tuple[Rule, ...] = (
    Rule(
        "PRF-03",
        "proof-of-no-value",
        Severity.ERROR,
        "The values that a proof asks for can occur in the field.",
        "What leads nowhere finds nothing: the statement would look unmet, or met, for no reason.",
        _PAGE,
        "Correct the value, or the id of the record.",
        _check_values,
    ),
    Rule(
        "PRF-06",
        "proof-of-another-sort",
        Severity.ERROR,
        "Where a proof counts with a date, a length of time, a list or the name of a record, the"
        " field holds one.",
        "A title gives no day to count from: the statement would look unmet, late, or without a"
        " time, for no reason.",
        _PAGE,
        "Name a field that holds one.",
        _check_sorts,
    ),
    Rule(
        "PRF-07",
        "proof-of-another-clock",
        Severity.ERROR,
        "The clocks that a proof rests on run for the kind of record it asks about.",
        "A clock that never runs for such a record is never late, and the statement would not be"
        " either.",
        _PAGE,
        "Name a clock that runs for them, or the kind that the clock runs for; `sscp clocks` lists"
        " them.",
        _check_clocks,
        limits="Which records a rule looks at is not recorded, so a rule about other records is"
        " not seen.",
    ),
)

"""Family LK, fourth part: a record and the paragraph it comes from agree on who and how often."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.paragraphs import Paragraphs, proofs_of
from sscp.governance.terms import is_in_force
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.intervals import read_interval

_FORMS = {"reserved": "reserved-matter", "accountability": "accountability"}
"""The form of the paragraph that states a matter, by the form of the matter."""

_DECIDERS = {"reserved-matter": "decided_by", "accountability": "answered_by"}
"""The field that names whose a matter is, by the form of the paragraph that states it."""

_BODIES = {
    "membership": ("membership", ("group", "post", "agency")),
    "delegation": ("power", ("from_posts", "from_group", "to_post", "to_group")),
    "relationship": ("relationship", ("from_body", "to_body", "lead")),
}
"""By kind: the form of a paragraph that states such a thing, and the fields that name bodies."""

_INTERVALS = (
    ("group", "chair_rotates_every"),
    ("document", "review_interval"),
    ("contract", "review_interval"),
    ("training-needs-analysis", "interval"),
)


_RESTING = {
    "meeting-interval": ("group", "cadence", "interval"),
    "document-revision": ("document", None, "review_interval"),
    "chair_terms.from": ("group", None, "chair_rotates_every"),
}
"""What runs on a record's own interval, by the clock or the date that a proof counts with: the kind
of record, and the group of fields and the field that hold the interval."""


def _check_agreement(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Records and paragraphs that point at each other and differ."""
    paragraphs = Paragraphs(portfolio)
    for clause in portfolio.of_kind("clause"):
        matter = portfolio.get_kind(clause.text("matter"), "matter")
        if matter is not None and matter.text("ref") == clause.text("ref"):
            yield from _matter(portfolio, matter, clause)
    yield from _borrowed_intervals(portfolio)
    yield from _intervals(portfolio, paragraphs)
    yield from _unsaid_intervals(portfolio, as_of)
    yield from _bodies(portfolio, paragraphs)


def _matter(portfolio: Portfolio, matter: Record, clause: Record) -> Iterator[Hit]:
    """What a matter and the paragraph that states it must have in common."""
    place = f"paragraph {clause.text('ref')}"
    form = _FORMS.get(matter.text("form") or "")
    if form is not None and clause.text("form") != form:
        yield hit(
            matter,
            "form",
            f"The matter is “{_label(matter, 'form')}”, and {place} is put down as"
            f" “{_label(clause, 'form')}”.",
        )
    owners = {resolve(portfolio, each) for each in clause.texts("owners")}
    for field in ("decided_by", "answered_by"):
        bodies = {resolve(portfolio, each) for each in matter.texts(field)}
        if bodies and owners and not bodies & owners:
            names = ", ".join(portfolio.title_of(each) for each in matter.texts(field))
            yield hit(matter, field, f"{names} is not among those who owe {place}.")
    decider = _DECIDERS.get(clause.text("form") or "")
    if decider is not None and form == clause.text("form") and owners and not matter.has(decider):
        names = ", ".join(map(portfolio.title_of, clause.texts("owners")))
        yield hit(
            matter,
            (),
            f"By {place}, “{matter.title}” is for {names}; its record names nobody.",
        )
    cadence = clause.part("cadence")
    own, told = matter.text("review_interval"), cadence.text("interval") if cadence else None
    if own is None and told is not None and read_interval(told) is not None:
        yield hit(
            matter,
            (),
            f"By {place}, “{matter.title}” is looked at again {_often(told)}; its record does not"
            " say so.",
        )
    if own is not None and told is not None and read_interval(own) != read_interval(told):
        yield hit(
            matter,
            "review_interval",
            f"The matter is looked at again {_often(own)}; {place} says {_often(told)}.",
        )
    yield from _proof(portfolio, matter, clause)


def _proof(portfolio: Portfolio, matter: Record, clause: Record) -> Iterator[Hit]:
    """A proof that asks for another matter than the one its paragraph states."""
    proof = clause.part("proof")
    for one in (proof, *proof.rows("also")) if proof else ():
        for row in one.rows("where"):
            last = (row.text("field") or "").rpartition(".")[2]
            if last in ("matters", "accountabilities") and matter.id not in [
                resolve(portfolio, each) for each in row.texts("names")
            ]:
                yield hit(
                    row,
                    "names",
                    f"The paragraph states {matter.id}, and its proof asks for"
                    f" {', '.join(row.texts('names'))}.",
                )


def _borrowed_intervals(portfolio: Portfolio) -> Iterator[Hit]:
    """Intervals taken from a paragraph that states none, or another one."""
    clauses = {clause.text("ref"): clause for clause in reversed(portfolio.of_kind("clause"))}
    for clause in portfolio.of_kind("clause"):
        cadence = clause.part("cadence")
        ref = cadence.text("from_ref") if cadence else None
        if cadence is None or ref is None:
            continue
        other = clauses.get(ref)
        stated = other.part("cadence") if other else None
        told = stated.text("interval") if stated else None
        own = cadence.text("interval")
        if other is None:
            message = f"The register has no paragraph {ref}."
        elif told is None:
            message = f"Paragraph {ref} ({other.title}) states no interval."
        elif own is not None and read_interval(own) != read_interval(told):
            message = f"Paragraph {ref} says {_often(told)}, and this one {_often(own)}."
        else:
            continue
        yield hit(cadence, "from_ref", message)


def _intervals(portfolio: Portfolio, paragraphs: Paragraphs) -> Iterator[Hit]:
    """Intervals that none of the paragraphs named by a record states, though some state one."""
    for kind, field in _INTERVALS:
        for record in portfolio.of_kind(kind):
            yield from _interval(paragraphs, record, field)
    for group in portfolio.of_kind("group"):
        cadence = group.part("cadence")
        if cadence is not None:
            yield from _interval(paragraphs, cadence, "interval")


def _interval(paragraphs: Paragraphs, fields: Fields, field: str) -> Iterator[Hit]:
    own = fields.text(field)
    if own is None or read_interval(own) is None:
        return
    stated: dict[str, str] = {}
    for named in paragraphs.named_by(fields.record):
        cadence = named.clause.part("cadence") if named.clause else None
        if cadence is not None and (told := cadence.text("interval")) is not None:
            stated[named.ref] = told
    if stated and read_interval(own) not in map(read_interval, stated.values()):
        said = ", ".join(f"{ref} {_often(told)}" for ref, told in stated.items())
        yield hit(fields, field, f"The record says {_often(own)}; of its paragraphs, {said}.")


def _unsaid_intervals(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Records without the interval that a paragraph states and its proof counts with.

    A clock that finds no interval never runs, so nothing would ever be late.
    """
    for clause, proof in proofs_of(portfolio):
        cadence = clause.part("cadence")
        told = read_interval(cadence.text("interval")) if cadence is not None else None
        for way in (*proof.texts("clocks"), proof.words("date")):
            kind, part, field = _RESTING.get(way, ("", None, ""))
            if told is None or proof.text("kind") != kind:
                continue
            for record in _named_in(portfolio, proof, kind):
                holder = record.part(part) if part else record
                if _still_counts(record, as_of) and not (holder and holder.has(field)):
                    yield hit(
                        record,
                        part if part and holder else (),
                        f"{record.title}: paragraph {clause.text('ref')} says"
                        f" {told.recurring()}, and the record gives no interval.",
                    )


def _named_in(portfolio: Portfolio, proof: Fields, kind: str) -> Iterator[Record]:
    """The records of a kind that a proof asks about by their ids."""
    for row in proof.rows("where"):
        if row.text("field") == "id":
            for name in row.texts("names"):
                record = portfolio.get_kind(name, kind)
                if record is not None:
                    yield record


def _still_counts(record: Record, as_of: date) -> bool:
    return is_in_force(record, as_of) and record.text("status") != "superseded"


def _bodies(portfolio: Portfolio, paragraphs: Paragraphs) -> Iterator[Hit]:
    """Seats, delegations and links that come from a paragraph about such, and about others."""
    for kind, (form, fields) in _BODIES.items():
        for record in portfolio.of_kind(kind):
            clauses = [each.clause for each in paragraphs.named_by(record) if each.clause]
            if not any(each.text("form") == form for each in clauses):
                continue
            owners = {resolve(portfolio, one) for each in clauses for one in each.texts("owners")}
            bodies = {
                resolve(portfolio, one)
                for field in fields
                if field != "agency" or not record.has("post")
                for one in record.texts(field)
            }
            if owners and bodies and not bodies & owners:
                refs = ", ".join(each.text("ref") or "?" for each in clauses)
                names = ", ".join(sorted(portfolio.title_of(owner) for owner in owners))
                yield hit(record, "source", f"{record.title}: paragraph {refs} is about {names}.")


def _often(text: str) -> str:
    interval = read_interval(text)
    return interval.recurring() if interval else text


def _label(record: Record, name: str) -> str:
    field = record.kind.field(name)
    value = record.text(name) or "nothing"
    return field.label_of(value) if field else value


RULES: tuple[Rule, ...] = (
    Rule(
        "LK-12",
        "paragraph-says-otherwise",
        Severity.WARNING,
        "A record and the paragraph it comes from agree on who it is about and how often.",
        "What is due, and from whom, is worked out from one of the two; a reader may hold the"
        " other.",
        "record layout of this register (docs/reference/records.md)",
        "Look the paragraph up, and correct whichever of the two is wrong.",
        _check_agreement,
        limits="Compares a matter with the paragraph that states it; intervals of groups,"
        " documents, contracts and analyses of training needs with the paragraphs named; and"
        " seats, delegations and links with who owes those paragraphs. One paragraph that fits is"
        " enough. That an interval is missing is seen of a matter, and of a record that the proof"
        " of the paragraph names.",
    ),
)

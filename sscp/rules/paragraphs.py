"""Family LK, third part: a paragraph that a record gives as its own is about that record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.paragraphs import Paragraphs, headings, overlap
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_DESIGN = "record layout of this register (docs/reference/records.md)"


def _check_own_paragraph(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Records whose paragraph is about something else, or that name two as their own."""
    paragraphs = Paragraphs(portfolio)
    stating = _stating(portfolio)
    for matter in portfolio.of_kind("matter"):
        found = tuple(_wrong_paragraph(portfolio, paragraphs, matter, stating))
        yield from found or _differs_from_source(portfolio, paragraphs, matter)
        yield from _sources_of_others(portfolio, paragraphs, matter)
    for category in portfolio.of_kind("agency-category"):
        yield from _differs_from_source(portfolio, paragraphs, category)
    for clause in portfolio.of_kind("clause"):
        yield from _differs_from_source(portfolio, paragraphs, clause)
        yield from _differs_from_id(clause)
        yield from _second_claim(portfolio, paragraphs, clause)
    yield from _other_categories(portfolio, paragraphs)


def _stating(portfolio: Portfolio) -> dict[str | None, Record]:
    """The paragraph that says of itself that it states a matter, by matter."""
    return {
        resolve(portfolio, clause.text("matter")): clause
        for clause in reversed(portfolio.of_kind("clause"))
        if clause.has("matter")
    }


def _wrong_paragraph(
    portfolio: Portfolio,
    paragraphs: Paragraphs,
    matter: Record,
    stating: dict[str | None, Record],
) -> Iterator[Hit]:
    """A matter whose paragraph states something else."""
    texts = tuple(each.document for each in paragraphs.named_by(matter))
    ref = matter.text("ref")
    if ref is None or not texts:
        return
    right = stating.get(matter.id)
    remedy = f"{_name(right)} states it: write `ref: {right.text('ref')}`." if right else None
    clause = paragraphs.at(texts, ref)
    if clause is None:
        return
    stated = resolve(portfolio, clause.text("matter"))
    if stated != matter.id and (stated is not None or right is not None):
        yield hit(matter, "ref", f"{_name(clause)} is about something else.", remedy)


def _differs_from_source(
    portfolio: Portfolio, paragraphs: Paragraphs, record: Record
) -> Iterator[Hit]:
    """A record whose own paragraph is not among those it names as its source."""
    ref = record.text("ref")
    document = resolve(portfolio, record.text("document"))
    named = [
        each.ref
        for each in paragraphs.named_by(record)
        if document is None or each.document == document
    ]
    is_clause = record.kind.name == "clause"
    if (
        ref is None
        or not named
        or any(each == ref if is_clause else overlap(each, ref) for each in named)
    ):
        return
    yield hit(
        record,
        "ref",
        f"The record gives {ref} as its paragraph, and its source names {', '.join(named)}.",
    )


def _differs_from_id(clause: Record) -> Iterator[Hit]:
    """A paragraph whose id was made from another number."""
    ref = clause.text("ref")
    if ref is None or clause.id is None:
        return
    ending = "-" + re.sub(r"[()/]+", "-", ref).strip("-").lower()
    if not clause.id.endswith(ending):
        yield hit(
            clause,
            "ref",
            f"The paragraph is {ref}, and its id {clause.id} was made from another.",
        )


def _second_claim(portfolio: Portfolio, paragraphs: Paragraphs, clause: Record) -> Iterator[Hit]:
    """A paragraph that claims to state a matter which names another paragraph as its own."""
    matter = portfolio.get_kind(clause.text("matter"), "matter")
    if matter is None:
        return
    named = {each.ref: each.clause for each in paragraphs.named_by(matter)}
    own = named.get(matter.text("ref") or "")
    if own is None or clause in named.values():
        return
    if resolve(portfolio, own.text("matter")) == matter.id:
        yield hit(
            clause,
            "matter",
            f"The paragraph says that it states “{matter.title}”, which stands in"
            f" {own.text('ref')} and does not name {clause.text('ref')}.",
        )


def _sources_of_others(
    portfolio: Portfolio, paragraphs: Paragraphs, matter: Record
) -> Iterator[Hit]:
    """Sources of a matter that are the paragraph of another one."""
    for named in paragraphs.named_by(matter):
        stated = resolve(portfolio, named.clause.text("matter")) if named.clause else None
        if named.clause is not None and stated not in (None, matter.id):
            yield hit(
                matter,
                matter.source_path(named.position),
                f"{_name(named.clause)} states another matter.",
            )


def _other_categories(portfolio: Portfolio, paragraphs: Paragraphs) -> Iterator[Hit]:
    """Agencies that name the paragraph of another category than their own."""
    categories = {
        (named.document, named.ref): category
        for category in portfolio.of_kind("agency-category")
        for named in paragraphs.named_by(category)
        if named.ref == category.text("ref")
    }
    for agency in portfolio.of_kind("agency"):
        own = portfolio.get_kind(agency.text("category"), "agency-category")
        for named in paragraphs.named_by(agency):
            category = categories.get((named.document, named.ref))
            if own is not None and category is not None and category is not own:
                yield hit(
                    agency,
                    agency.source_path(named.position),
                    f"{named.ref} is the category “{category.title}”; the agency is in"
                    f" “{own.title}”.",
                )


def _name(clause: Record) -> str:
    return f"Paragraph {clause.text('ref')} ({clause.title})"


def _check_both_sides(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Paragraphs and readings of which only one names the other."""
    clauses = portfolio.of_kind("clause")
    said = _said_by(clauses)
    for clause in clauses:
        ref = clause.text("ref") or ""
        for position, other in enumerate(clause.texts("same_as")):
            told = [back for part in headings(other) for back in said.get(part, ())]
            told += said.get(f"{other} and its parts", ())
            if not any(overlap(ref, back) for back in told):
                yield hit(
                    clause,
                    ("same_as", position),
                    f"By this record {ref} says the same as {other}; {other} does not name {ref}.",
                )
        for position, identity in enumerate(clause.texts("discrepancies")):
            reading = portfolio.get_kind(identity, "discrepancy")
            refs = reading.texts("refs") if reading else ()
            if reading is not None and not any(overlap(ref, each) for each in refs):
                yield hit(
                    clause,
                    ("discrepancies", position),
                    f"{reading.id} ({reading.title}) is about {', '.join(refs)} and does not"
                    f" name {ref}.",
                )


def _said_by(clauses: Iterable[Record]) -> dict[str, list[str]]:
    """What each paragraph says the same as: by the paragraph, and by all it is a part of."""
    said: dict[str, list[str]] = {}
    for clause in clauses:
        ref = clause.text("ref") or ""
        said.setdefault(ref, []).extend(clause.texts("same_as"))
        for whole in headings(ref):
            said.setdefault(f"{whole} and its parts", []).extend(clause.texts("same_as"))
    return said


RULES: tuple[Rule, ...] = (
    Rule(
        "LK-11",
        "another-paragraph",
        Severity.ERROR,
        "The paragraph that a record gives as its own is about that record.",
        "Whoever follows the number reads something else, as with a paragraph of the arrangements"
        " that sends the reader to the timescale instead of the list of decisions.",
        "arrangements 2.1.19, 2.1.15; discrepancy of the published texts on cross-references",
        "Look the paragraph up, and correct whichever of the two is wrong.",
        _check_own_paragraph,
        limits="Sees only what the records themselves say of each other: a matter and the"
        " paragraph that states it, a category and its letter, a paragraph and its id. Whether"
        " any other source says what a record makes of it, only a reader can tell.",
    ),
    Rule(
        "LK-13",
        "paragraph-not-named-back",
        Severity.WARNING,
        "Paragraphs that say the same name each other; a reading names the paragraphs it is for.",
        "A reader who comes from the other side finds nothing, and one of the two may be wrong.",
        _DESIGN,
        "Add the number on the other side, or take it off this one.",
        _check_both_sides,
        limits="A reading may name paragraphs that do not name it back.",
    ),
)

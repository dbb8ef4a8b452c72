"""Family LK: links lead to a record that is there, of the right kind, and still in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.paragraphs import headings
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.words import an, listed
from sscp.rules.rule import Hit, Rule, hit

_DESIGN = "record layout of this register (docs/reference/records.md)"


def _check_targets(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Links whose id no record has or had."""
    for record, path, _, target in portfolio.links:
        if portfolio.get(target) is None:
            near = portfolio.nearest_id(target)
            yield hit(
                record,
                path,
                f"No record has the id {target}.",
                f"Did you mean {near}?" if near else None,
            )


def _check_kinds(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Links to a record of a kind that the field does not take."""
    for record, path, field, target in portfolio.links:
        found = portfolio.get(target)
        if found is not None and field.links and found.kind.name not in field.links:
            wanted = listed(map(an, field.links), "or")
            yield hit(record, path, f"{target} is {an(found.kind.name)}; here {wanted} is wanted.")


def _check_sources(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Sources whose first word is no record."""
    for record in portfolio.records:
        for position, source in enumerate(record.sources):
            first = source.split(" ", 1)[0]
            if portfolio.get(first) is None:
                near = portfolio.nearest_id(first)
                yield hit(
                    record,
                    record.source_path(position),
                    f"The source names {first}, and no record has that id.",
                    f"Did you mean {near}?" if near else None,
                )


def _check_reporting_cycles(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Groups that report to each other in a circle; each circle is told once."""
    lines = {
        group.id: tuple(resolve(portfolio, each) for each in group.texts("reports_to"))
        for group in portfolio.of_kind("group")
        if group.id is not None
    }
    told: set[str | None] = set()
    for group in portfolio.of_kind("group"):
        if group.id is None or group.id in told:
            continue
        circle = _way_back(lines, group.id)
        if circle:
            told.update(circle)
            way = " reports to ".join(portfolio.title_of(each) for each in (*circle, group.id))
            yield hit(group, "reports_to", f"The reporting line goes round in a circle: {way}.")


def _way_back(lines: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The groups on the shortest way from a group back to itself; empty when there is none."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = [start]
    for here in waiting:
        for above in lines.get(here, ()):
            if above == start:
                return ways[here]
            if above not in ways:
                ways[above] = (*ways[here], above)
                waiting.append(above)
    return ()


def _check_paragraphs(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Sources that name a paragraph of a text whose paragraphs are registered, but not that one."""
    paragraphs: dict[str | None, set[str]] = {}
    for clause in portfolio.of_kind("clause"):
        known = paragraphs.setdefault(resolve(portfolio, clause.text("document")), set())
        known.update(headings(clause.text("ref") or ""))
    if not paragraphs:
        return
    # A paragraph may state nothing and yet be there: a discrepancy tells of it.
    told = {ref for each in portfolio.of_kind("discrepancy") for ref in each.texts("refs")}
    for record in portfolio.records:
        for position, source in enumerate(record.sources):
            document, _, paragraph = source.partition(" ")
            listed = paragraphs.get(resolve(portfolio, document))
            if listed is None or not paragraph or " " in paragraph:
                continue
            if paragraph in listed or paragraph in told:
                continue
            yield hit(
                record,
                record.source_path(position),
                f"The source names paragraph {paragraph}, and {portfolio.title_of(document)}"
                " has no such paragraph in the register.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "LK-01",
        "unknown-record",
        Severity.ERROR,
        "A link leads to a record that exists.",
        "A duty owed by nobody, or a decision of no meeting, can't be followed up.",
        _DESIGN,
        "Correct the id, or write the record it should lead to.",
        _check_targets,
        of_each=True,
    ),
    Rule(
        "LK-02",
        "wrong-kind",
        Severity.ERROR,
        "A link leads to a record of the kind the field is for.",
        "An owner is a post and a monitoring body is a group; mixed up, nobody is asked.",
        _DESIGN,
        "Name a record of the right kind.",
        _check_kinds,
        of_each=True,
    ),
    Rule(
        "LK-03",
        "unknown-source",
        Severity.ERROR,
        "A source begins with the id of a record.",
        "Whoever doubts a record must be able to look up where it comes from.",
        _DESIGN,
        "Begin with the id of a document, meeting or review; the paragraph or item comes after it.",
        _check_sources,
        of_each=True,
    ),
    Rule(
        "LK-07",
        "reporting-circle",
        Severity.ERROR,
        "No group reports, by way of others, to itself.",
        "A line that goes round in a circle leads to nobody who answers for the work.",
        "arrangements 2.1.13, A.11",
        "Correct the line of one of the groups named.",
        _check_reporting_cycles,
    ),
    Rule(
        "LK-08",
        "unknown-paragraph",
        Severity.WARNING,
        "A source names a paragraph that its text has.",
        "A reference to the wrong paragraph makes a duty out of something that is none.",
        _DESIGN,
        "Look the paragraph up and correct the reference.",
        _check_paragraphs,
        limits="Only texts whose paragraphs are in the register as clauses can be looked up;"
        " that a paragraph is there does not mean that it says what the record says.",
    ),
)

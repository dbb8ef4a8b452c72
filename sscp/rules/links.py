"""Family LK: links lead to a record that is there, of the right kind, and still in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.rules.rule import Hit, Rule, hit

_DESIGN = "record layout of this register (docs/reference/records.md)"


def _check_targets(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Links whose id no record has or had."""
    for record in portfolio.records:
        for path, field, target in record.links():
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
    for record in portfolio.records:
        for path, field, target in record.links():
            found = portfolio.get(target)
            if found is not None and field.links and found.kind.name not in field.links:
                wanted = " or ".join(field.links)
                yield hit(
                    record,
                    path,
                    f"{target} is a {found.kind.name}; here a {wanted} is wanted.",
                )


def _check_sources(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Sources whose first word is no record."""
    for record in portfolio.records:
        for source in record.sources:
            first = source.split(" ", 1)[0]
            if portfolio.get(first) is None:
                near = portfolio.nearest_id(first)
                yield hit(
                    record,
                    "source",
                    f"The source names {first}, and no record has that id.",
                    f"Did you mean {near}?" if near else None,
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
    ),
)

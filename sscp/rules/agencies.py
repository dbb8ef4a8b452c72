"""Family AGY: relevant agencies, those who commission them, and boards beside the partnership."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.terms import is_in_force
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit

_CARRIES_DUTY = frozenset(("relevant-agency", "category"))


def _in_force(portfolio: Portfolio, kind: str, as_of: date) -> Iterator[Record]:
    for record in portfolio.of_kind(kind):
        if is_in_force(record, as_of):
            yield record


def _is_listed(portfolio: Portfolio, agency: Record) -> bool:
    """True when an agency's category stands in the published list."""
    category = portfolio.get_kind(agency.text("category"), "agency-category")
    return category is not None and category.flag("in_published_list")


def _check_category(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Relevant agencies outside every published category."""
    for agency in _in_force(portfolio, "agency", as_of):
        if agency.flag("relevant") and not _is_listed(portfolio, agency):
            yield hit(
                agency,
                "relevant",
                f"{agency.title} is called a relevant agency, and belongs to no category of the"
                " published list.",
            )


def _check_relevant(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agencies of a published category that are not called relevant."""
    for agency in _in_force(portfolio, "agency", as_of):
        if agency.text("standing") not in _CARRIES_DUTY or agency.flag("relevant"):
            continue
        if _is_listed(portfolio, agency):
            yield hit(
                agency,
                "category",
                f"{agency.title} belongs to a category of the published list"
                f" ({portfolio.title_of(agency.text('category'))}), and is not called relevant.",
            )


def _check_empty(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Published categories without an agency."""
    filled = {
        resolve(portfolio, agency.text("category"))
        for agency in _in_force(portfolio, "agency", as_of)
    }
    for category in portfolio.of_kind("agency-category"):
        if category.flag("in_published_list") and category.id not in filled:
            yield hit(category, "name", f"No agency is recorded in the category {category.title}.")


def _check_commissioned(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agencies and the links that say who commissions them, where the two disagree."""
    links: dict[str | None, set[str | None]] = {}
    for link in _in_force(portfolio, "relationship", as_of):
        agency = portfolio.get_kind(link.text("to_body"), "agency")
        if link.text("form") != "commissions" or agency is None:
            continue
        payer = resolve(portfolio, link.text("from_body"))
        links.setdefault(agency.id, set()).add(payer)
        if payer not in {resolve(portfolio, each) for each in agency.texts("commissioned_by")}:
            yield hit(
                link,
                "to_body",
                f"{portfolio.title_of(payer)} is said to commission {agency.title}, whose record"
                " does not say so.",
            )
    for agency in _in_force(portfolio, "agency", as_of) if links else ():
        if agency.text("standing") != "relevant-agency":
            continue
        for each in agency.texts("commissioned_by"):
            if resolve(portfolio, each) not in links.get(agency.id, set()):
                yield hit(
                    agency,
                    "commissioned_by",
                    f"{agency.title} is said to be commissioned by {portfolio.title_of(each)}, and"
                    " no link between the two says so.",
                )


def _check_protocol(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Protocols that a body they bind has not signed."""
    for link in _in_force(portfolio, "relationship", as_of):
        document = portfolio.get_kind(link.text("document"), "document")
        if link.text("form") != "protocol" or document is None:
            continue
        signed = {resolve(portfolio, each) for each in document.texts("signatories")}
        missing = [
            portfolio.title_of(link.text(field))
            for field in ("from_body", "to_body")
            if resolve(portfolio, link.text(field)) not in signed
        ]
        if missing:
            yield hit(
                link,
                "document",
                f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} not among those who"
                f" signed {document.title}.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "AGY-01",
        "relevant-without-category",
        Severity.ERROR,
        "A relevant agency belongs to a category of the published list.",
        "The duty to cooperate comes with the list, and with nothing else.",
        "arrangements 2.2.1, B; SI 2018/789, Schedule",
        "Add `category`, or take `relevant` out.",
        _check_category,
    ),
    Rule(
        "AGY-02",
        "listed-not-relevant",
        Severity.ERROR,
        "An agency of a published category, education above all, is a relevant agency.",
        "Left out here, it is asked for nothing.",
        "arrangements 2.3.1, 2.4.3, B",
        "Set `relevant: true`, or correct its category or standing.",
        _check_relevant,
        limits="Not asked of bodies that only speak for a sector.",
    ),
    Rule(
        "AGY-03",
        "category-empty",
        Severity.NOTE,
        "Each category of the published list has an agency.",
        "An empty one is a question for the yearly review of the list.",
        "arrangements 2.2.3, B",
        "Record the agency, or that there is none, at the next review.",
        _check_empty,
    ),
    Rule(
        "AGY-04",
        "commissioning-disagrees",
        Severity.WARNING,
        "An agency's record and the links between bodies name the same commissioners.",
        "Whoever commissions answers for what it asks in the contract.",
        "arrangements 2.4.1, 2.4.2",
        "Correct `commissioned_by`, or the link.",
        _check_commissioned,
    ),
    Rule(
        "AGY-05",
        "protocol-not-signed",
        Severity.WARNING,
        "Every body that a protocol binds has signed it.",
        "Nobody is bound by what others agreed.",
        "arrangements 5.3",
        "Add it under `signatories` of the document, or correct the link.",
        _check_protocol,
    ),
)

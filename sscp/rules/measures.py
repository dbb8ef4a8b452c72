"""Family MSR: indicators, feedback, and requests for information."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sscp.governance.carrying import EXECUTIVE, why_not_carried
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?\Z")


def _check_agreed(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Indicators that the executive has not agreed."""
    for indicator in portfolio.of_kind("indicator"):
        decision = portfolio.get_kind(indicator.text("decision"), "decision")
        if decision is None:
            yield hit(indicator, "title", f"No decision agrees {indicator.title} as a measure.")
            continue
        why = why_not_carried(portfolio, decision, date.max, EXECUTIVE)
        if why:
            yield hit(indicator, "decision", f"{indicator.title} is used as a measure, but {why}.")


def _check_used(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Feedback of which it is not said what it changed."""
    for feedback in portfolio.of_kind("feedback"):
        day = feedback.date("on")
        if day is None or day > as_of:
            continue
        if not feedback.has("used_for") and not feedback.has("not_used_because"):
            yield hit(
                feedback,
                "theme",
                f"{feedback.title} was gathered on {write_date(day)}, and it is not said what it"
                " changed, or why nothing.",
            )


def _check_basis(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Requests for information without their legal basis."""
    for request in portfolio.of_kind("information-request"):
        if not request.has("legal_basis"):
            yield hit(
                request, "asked_on", f"{request.title} does not say on what legal basis it is made."
            )


def _check_growth(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Growth rates that do not follow from the two counts they are between."""
    for figure in portfolio.of_kind("context-statistic"):
        earlier = _count(portfolio, figure, "growth_from")
        later = _count(portfolio, figure, "growth_to")
        printed = _number(figure)
        if not earlier or later is None or printed is None:
            continue
        worked_out = (later - earlier) * 100 / earlier
        as_printed = worked_out.quantize(printed, ROUND_HALF_UP)
        if as_printed != printed:
            yield hit(
                figure,
                "value",
                f"{figure.title} is put down as {printed} per cent; from {earlier:,} to"
                f" {later:,} it is {as_printed}.",
            )


def _count(portfolio: Portfolio, figure: Record, link: str) -> Decimal | None:
    other = portfolio.get_kind(figure.text(link), "context-statistic")
    return _number(other) if other is not None else None


def _number(figure: Record) -> Decimal | None:
    """The figure as it was written; None when it is no number, or none of a sensible length."""
    written = figure.words("value")
    return Decimal(written) if _NUMBER.match(written) else None


RULES: tuple[Rule, ...] = (
    Rule(
        "MSR-01",
        "measure-not-agreed",
        Severity.ERROR,
        "Each measure is agreed by a decision of the executive.",
        "Agencies owe figures only for what was agreed.",
        "arrangements 7.2.1",
        "Name the decision under `decision`.",
        _check_agreed,
    ),
    Rule(
        "MSR-02",
        "feedback-not-used",
        Severity.NOTE,
        "Of feedback it is said what it changed, or why nothing.",
        "People who are asked want to know.",
        "arrangements 9.1.1",
        "Add `used_for`, or `not_used_because`.",
        _check_used,
    ),
    Rule(
        "MSR-03",
        "no-legal-basis",
        Severity.ERROR,
        "A request for information names its legal basis.",
        "Without one nobody may answer.",
        "arrangements 2.9.1",
        "Add `legal_basis`.",
        _check_basis,
    ),
    Rule(
        "MSR-04",
        "growth-does-not-follow",
        Severity.WARNING,
        "A growth in per cent follows from the two counts that it is between.",
        "One of the three figures is wrong, or they are not of the same thing.",
        "arrangements 1.11",
        "Look the figures up in their source, and correct the one that differs.",
        _check_growth,
        limits="Rounds as the growth is printed. Counts that are themselves rounded can make the"
        " last figure differ.",
    ),
)

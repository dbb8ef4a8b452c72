"""Family MSR: indicators, feedback, and requests for information."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.rules.rule import Hit, Rule, hit


def _check_agreed(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Indicators that the executive has not agreed."""
    for indicator in portfolio.of_kind("indicator"):
        decision = portfolio.get_kind(indicator.text("decision"), "decision")
        if decision is None:
            yield hit(indicator, "title", f"No decision agrees {indicator.title} as a measure.")
            continue
        body = portfolio.get_kind(decision.text("body"), "group")
        if body is None or body.text("function") not in ("executive", "lead-partners"):
            yield hit(
                indicator,
                "decision",
                f"{decision.id} is not a decision of the executive.",
            )


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
)

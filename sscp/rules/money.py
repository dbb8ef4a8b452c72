"""Family BUD: the budget and what pays for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sscp.governance.carrying import LEAD_PARTNERS, why_not_carried
from sscp.governance.index import resolve
from sscp.governance.steps import by_link
from sscp.governance.terms import partners_on
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.reporting_year import named_year, reporting_year

_SUM = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?\Z")


def _sum_of(fields: Fields, name: str) -> Decimal | None:
    """A sum of money as it was written; None when absent or no number."""
    # A whole number is read as one; a sum with pence stays the text that was typed.
    text = fields.text(name) or ""
    return Decimal(text) if _SUM.match(text) else None


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")


def _first_day(portfolio: Portfolio, budget: Record) -> date | None:
    """The first day of a budget's year, such as 2023-24; None when it cannot be read."""
    year = named_year(portfolio, budget.text("year") or "")
    return year.first_day if year else None


def _check_decision(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """The budget of the running year that the lead partners have not agreed."""
    year = reporting_year(portfolio, as_of)
    for budget in portfolio.of_kind("budget"):
        if _first_day(portfolio, budget) != year.first_day:
            continue
        decision = portfolio.get_kind(budget.text("decision"), "decision")
        if decision is None:
            yield hit(
                budget,
                "year",
                f"The year of {budget.title} has begun, and no decision on it is named.",
            )
            continue
        why = why_not_carried(portfolio, decision, date.max, LEAD_PARTNERS)
        if why:
            yield hit(budget, "decision", f"The year of {budget.title} has begun, but {why}.")


def _check_contributions(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Budgets of a year that has begun, to which a partner's contribution is not recorded."""
    paid = by_link(portfolio, "contribution", "budget")
    for budget in portfolio.of_kind("budget"):
        start = _first_day(portfolio, budget)
        if start is None or start > as_of:
            continue
        payers = {
            resolve(portfolio, each.text("payer"))
            for each in paid.get(budget.id or "", ())
            if each.text("form") == "partner"
        }
        missing = [
            each.title for key, each in partners_on(portfolio, start).items() if key not in payers
        ]
        if missing:
            yield hit(
                budget,
                "year",
                f"{budget.title}: no contribution is recorded of {', '.join(missing)}.",
            )


def _check_zero(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Contributions of nothing without a reason."""
    for contribution in portfolio.of_kind("contribution"):
        if _sum_of(contribution, "agreed") == 0 and not contribution.has("zero_because"):
            yield hit(
                contribution,
                "agreed",
                f"{contribution.title}: nothing is paid, and it is not said why.",
            )


def _check_sums(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Budgets whose lines do not add up to the income."""
    paid = by_link(portfolio, "contribution", "budget")
    for budget in portfolio.of_kind("budget"):
        lines = [amount for row in budget.rows("lines") if (amount := _sum_of(row, "allocated"))]
        own = paid.get(budget.id or "", ())
        if not lines or not own:
            continue
        income = sum((_sum_of(each, "agreed") or Decimal() for each in own), Decimal())
        income += _sum_of(budget, "brought_forward") or Decimal()
        spending = sum(lines, Decimal())
        if spending != income:
            yield hit(
                budget,
                "lines",
                f"{budget.title}: the lines come to {_pounds(spending)}, contributions and the"
                f" balance brought forward to {_pounds(income)}; the difference is"
                f" {_pounds(abs(spending - income))}.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "BUD-01",
        "budget-not-decided",
        Severity.ERROR,
        "The budget of the running year rests on a decision of the lead partners.",
        "Funding is theirs to settle.",
        "arrangements 2.1.15(f), 2.1.27",
        "Name the decision that agreed it under `decision`; one may cover several years.",
        _check_decision,
        limits="Asks of the year that is running; earlier budgets may be older than the register."
        " A decision still to come is DEC-13.",
    ),
    Rule(
        "BUD-02",
        "contribution-not-recorded",
        Severity.WARNING,
        "Each partner's contribution to the budget is recorded, nothing included.",
        "Fair shares can only be judged side by side.",
        "arrangements 2.1.27",
        "Add the contribution, form `partner`; where nothing is paid, with `zero_because`.",
        _check_contributions,
    ),
    Rule(
        "BUD-03",
        "nothing-paid-because",
        Severity.ERROR,
        "A contribution of nothing has a reason.",
        "Otherwise it looks like a sum that nobody filled in.",
        "arrangements 2.1.27",
        "Add `zero_because`.",
        _check_zero,
    ),
    Rule(
        "BUD-04",
        "does-not-add-up",
        Severity.WARNING,
        "The lines of a budget come to the contributions and the balance brought forward.",
        "The yearly report prints both.",
        "arrangements 2.1.27, 2.1.28",
        "Correct the line, the contribution or the balance.",
        _check_sums,
    ),
)

"""Family MASA, second part: a change of the governance rests on a decision by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.carrying import how_it_ended, is_agreed
from sscp.governance.decisions import is_lead_partners_body, reserved_matters_of
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit


def _in_effect(portfolio: Portfolio, as_of: date) -> Iterator[tuple[Record, date]]:
    """The proposed changes that have taken effect by a day, and since when."""
    for change in portfolio.of_kind("change-proposal"):
        since, withdrawn = change.date("effective_on"), change.date("withdrawn_on")
        if since is not None and since <= as_of and (withdrawn is None or since < withdrawn):
            yield change, since


def _check_authority(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Changes in effect without a decision, or on the decision of somebody who may not."""
    for change, since in _in_effect(portfolio, as_of):
        began = f"{change.title} took effect on {write_date(since)}"
        if not change.has("matters"):
            yield hit(
                change,
                "matters",
                f"{began}, and it is not said which matters it touches, so nobody can tell whose"
                " decision it needed.",
            )
        decision = portfolio.get_kind(change.text("decision"), "decision")
        decided = decision.date("date") if decision is not None else None
        if decision is None or decided is None or decided > since:
            yield hit(change, "decision", f"{began}, and nothing had been decided on it by then.")
        elif not is_agreed(decision):
            yield hit(change, "decision", f"{began}, and {how_it_ended(decision)}.")
        else:
            yield from _not_theirs(portfolio, change, decision)


def _not_theirs(portfolio: Portfolio, change: Record, decision: Record) -> Iterator[Hit]:
    """Reserved matters that a change touches and that the lead partners have not decided."""
    body = decision.text("body")
    if portfolio.get_kind(body, "group") is None:
        return
    for matter in reserved_matters_of(portfolio, change):
        if not is_lead_partners_body(portfolio, body):
            yield hit(
                change,
                "decision",
                f"{matter.title} is reserved to the lead partners, and {decision.id} was taken by"
                f" the {portfolio.title_of(body)}.",
            )
        elif matter not in reserved_matters_of(portfolio, decision):
            yield hit(
                change,
                "decision",
                f"{change.title} touches {matter.title}, and {decision.id} does not name that"
                " matter.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "MASA-04",
        "change-without-authority",
        Severity.ERROR,
        "A change takes effect on a decision agreed by then: the lead partners' for what is"
        " reserved to them.",
        "Eleven matters are reserved. A change to one of them by anybody else binds nobody.",
        "arrangements 2.1.15, 2.1.19, A.8; practice note 9 (MASA-04)",
        "Name the matters it touches and the decision. Where the lead partners have not decided,"
        " put it to them and take `effective_on` out until they have.",
        _check_authority,
        limits="Sees changes that have a record of their own, a change proposal.",
    ),
)

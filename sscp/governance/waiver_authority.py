"""Who may set a finding aside: those whom the settings name, or a decision of one of them."""

from __future__ import annotations

from sscp.governance.carrying import is_agreed
from sscp.governance.index import resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def deciding_body(portfolio: Portfolio, waiver: Record) -> str | None:
    """The post or group behind a waiver's authority; None where that leads nowhere."""
    authority = portfolio.get(waiver.text("authority"))
    if authority is None:
        return None
    by = authority.text("body") if authority.kind.name == "decision" else authority.id
    return resolve(portfolio, by)


def not_agreed_by(portfolio: Portfolio, waiver: Record) -> Record | None:
    """The decision that a waiver rests on, where it did not agree it."""
    decision = portfolio.get_kind(waiver.text("authority"), "decision")
    return None if decision is None or is_agreed(decision) else decision


def is_allowed(portfolio: Portfolio, waiver: Record) -> bool:
    """True when whoever allowed a waiver may, and agreed; without such a setting nobody may."""
    if not_agreed_by(portfolio, waiver) is not None:
        return False
    settings = portfolio.settings
    allowed = settings.texts("waiver_authority") if settings is not None else ()
    return deciding_body(portfolio, waiver) in {resolve(portfolio, each) for each in allowed}

"""Who may set a finding aside: those whom the settings name, or a decision of one of them."""

from __future__ import annotations

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


def is_allowed(portfolio: Portfolio, waiver: Record) -> bool:
    """True when whoever allowed a waiver may; without such a setting nobody may."""
    settings = portfolio.settings
    allowed = settings.texts("waiver_authority") if settings is not None else ()
    return deciding_body(portfolio, waiver) in {resolve(portfolio, each) for each in allowed}

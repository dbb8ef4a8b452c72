"""Who may read a record: from the public, the widest circle, to the lead partners."""

from __future__ import annotations

from sscp.model.kind import Audience
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

_ORDER = {audience: number for number, audience in enumerate(Audience)}


def audience_of(record: Record) -> Audience:
    """The widest circle that may read a record.

    A record that names an unknown audience is kept to the lead partners, and
    nothing marked OFFICIAL-SENSITIVE is ever public: in doubt, closed.
    """
    named = record.values.get("audience")
    if named is None:
        found = record.kind.audience
    else:
        try:
            found = Audience(named)
        except ValueError:
            return Audience.LEAD_PARTNERS
    if found is Audience.PUBLIC and record.values.get("classification") not in (None, "OFFICIAL"):
        return Audience.PARTNERS
    return found


def may_read(record: Record, reader: Audience) -> bool:
    """True when a reader in that circle may see the record."""
    return _ORDER[audience_of(record)] <= _ORDER[reader]


def restrict(portfolio: Portfolio, reader: Audience) -> Portfolio:
    """The part of a register that a reader in that circle may see."""
    kept = (record for record in portfolio.records if may_read(record, reader))
    return Portfolio(kept, portfolio.settings, is_restricted=True)

"""Who may speak for a partner where all of them must agree: its lead partner, or a deputy."""

from __future__ import annotations

from datetime import date

from sscp.governance.attendance import WITHOUT_DECISION, attendees_of
from sscp.governance.index import index_of, resolve
from sscp.governance.seats import seats_on
from sscp.governance.terms import organisation_of
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record


def lead_posts(portfolio: Portfolio, partner_id: str | None, on: date) -> frozenset[str]:
    """The posts that hold a partner's seat among the lead partners on a day.

    Where none is on record, the partner's lead post; nothing where that is not known either.

    Source: arrangements 2.1.5.
    """
    partner = portfolio.get(partner_id)
    if partner is None:
        return frozenset()
    seated = frozenset(
        seat.post
        for group in index_of(portfolio).lead_groups
        for seat in seats_on(portfolio, group.id, on)
        if seat.post is not None
        and seat.role not in WITHOUT_DECISION
        and partner.id in (seat.agency, organisation_of(portfolio, seat.post))
    )
    lead = resolve(portfolio, partner.text("lead_post"))
    return seated or frozenset(filter(None, (lead,)))


def is_lead_voice(portfolio: Portfolio, decision: Record, row: Fields) -> bool:
    """True where a row of agreement is given by the lead partner or an authorised deputy.

    A deputy is one whom the attendance of the decision's meeting names in the lead
    partner's place, with authority. Where it is not known who leads, nobody is doubted.

    Source: arrangements 2.1.7, 2.1.12, 2.1.15, 2.2.4(a).
    """
    day = row.date("on") or decision.date("date")
    post = resolve(portfolio, row.text("post"))
    if day is None or post is None:
        return True
    leads = lead_posts(portfolio, row.text("partner"), day)
    return not leads or post in leads or post in _deputies(portfolio, decision, leads)


def _deputies(portfolio: Portfolio, decision: Record, leads: frozenset[str]) -> set[str | None]:
    meeting = portfolio.get_kind(decision.text("meeting"), "meeting")
    if meeting is None:
        return set()
    return {
        each.deputy
        for each in attendees_of(portfolio, meeting)
        if each.post in leads and each.is_deputised
    }


def other_voices(portfolio: Portfolio, decision: Record) -> tuple[str, ...]:
    """The posts that agreed for a partner and are neither its lead partner nor a deputy."""
    return tuple(
        row.words("post")
        for row in decision.rows("agreement")
        if row.flag("agreed") and not is_lead_voice(portfolio, decision, row)
    )

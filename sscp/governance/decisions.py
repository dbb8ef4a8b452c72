"""What makes a decision stand: agreement of all partners, quorum, confirmation, route."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from sscp.governance.approval import quorum_assumption
from sscp.governance.attendance import is_quorum_set, quorum_of
from sscp.governance.index import index_of, resolve
from sscp.governance.terms import is_in_force, partners_on
from sscp.governance.voices import is_lead_voice
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

EFFECTIVE_OUTCOMES = frozenset(("agreed", "rejected"))
"""Outcomes that change something; a note, a deferral or a failure to agree needs no quorum."""

Doubt = Literal["not-yet-taken", "not-joint", "not-by-all", "not-quorate"]


class Standing(NamedTuple):
    """Whether a decision stands on a day.

    Attributes:
        stands: True when nothing is missing, or a later decision confirmed it.
        doubts: what is missing: not-yet-taken (dated later), not-joint (a joint
            matter without every lead partner), not-by-all (outside a meeting without
            every partner), not-quorate.
        missing: the partners whose agreement is not recorded.
        ratified_by: the later decision that confirmed it.
        assumption: what it rests on where no quorum is set.
    """

    stands: bool
    doubts: tuple[Doubt, ...] = ()
    missing: tuple[str, ...] = ()
    ratified_by: Record | None = None
    assumption: str | None = None


def is_lead_partners_body(portfolio: Portfolio, group_id: str | None) -> bool:
    """True for the group of the lead safeguarding partners."""
    group = portfolio.get_kind(group_id, "group")
    return group is not None and group.text("function") == "lead-partners"


def reserved_matters_of(portfolio: Portfolio, decision: Record) -> tuple[Record, ...]:
    """The matters a decision touches that are reserved to the lead partners."""
    found = (portfolio.get_kind(each, "matter") for each in decision.texts("matters"))
    return tuple(each for each in found if each and each.text("form") == "reserved")


def is_joint_matter(portfolio: Portfolio, decision: Record) -> bool:
    """True when every partner must agree: the lead partners decide, or it is theirs to decide.

    A group to which the lead partners delegated functions decides a reserved
    matter by itself.

    Source: arrangements 2.1.12, 2.1.15, 6.2.4; that all must be recorded is the
    register's reading, since the arrangements set no quorum for the lead partners.
    """
    body, day = decision.text("body"), decision.date("date")
    if decision.flag("joint") or is_lead_partners_body(portfolio, body):
        return True
    if day is not None and has_delegation(portfolio, body, day):
        return False
    return bool(reserved_matters_of(portfolio, decision))


def missing_partners(portfolio: Portfolio, decision: Record, as_of: date) -> tuple[str, ...]:
    """The partners of the day whose agreement is not recorded by `as_of` (inclusive).

    Where all partners must agree, each agrees by its lead partner or an authorised deputy.
    """
    day = decision.date("date")
    if day is None:
        return ()
    is_joint = is_joint_matter(portfolio, decision)
    agreed = {
        resolve(portfolio, row.text("partner"))
        for row in decision.rows("agreement")
        if row.flag("agreed")
        and (row.date("on") or day) <= as_of
        and (not is_joint or is_lead_voice(portfolio, decision, row))
    }
    return tuple(each for each in partners_on(portfolio, day) if each not in agreed)


def is_outside_meeting(decision: Record) -> bool:
    """True for a decision taken outside a meeting."""
    return decision.text("route") == "virtual"


def is_inquorate(portfolio: Portfolio, decision: Record) -> bool:
    """True when the meeting, or the item, at which it was taken lacked its quorum."""
    meeting = portfolio.get_kind(decision.text("meeting"), "meeting")
    if meeting is None or is_outside_meeting(decision):
        return False
    if not is_quorum_set(portfolio.get_kind(meeting.text("group"), "group")):
        return False
    return quorum_of(portfolio, meeting, decision.text("item")).state == "not-met"


def ratification_of(portfolio: Portfolio, decision: Record, as_of: date) -> Record | None:
    """The first later decision that confirms this one and itself stands; None if there is none.

    It must be agreed by the same body, or by the lead partners.
    """
    day = decision.date("date")
    if day is None:
        return None
    body = resolve(portfolio, decision.text("body"))
    for later in index_of(portfolio).ratifications.get(decision.id, ()):
        agreed_on = later.date("date")
        if agreed_on is None or not day < agreed_on <= as_of:
            continue
        is_same_body = resolve(portfolio, later.text("body")) == body
        if not is_same_body and not is_lead_partners_body(portfolio, later.text("body")):
            continue
        if later.text("outcome") == "agreed" and standing_of(portfolio, later, as_of).stands:
            return later
    return None


def standing_of(portfolio: Portfolio, decision: Record, as_of: date) -> Standing:
    """Whether a decision stands on a day, and what it lacks if not.

    Only what is agreed or rejected needs quorum, and only what is agreed needs every partner.
    """
    day = decision.date("date")
    if day is None or day > as_of:
        return Standing(False, ("not-yet-taken",))
    outcome = decision.text("outcome")
    if outcome not in EFFECTIVE_OUTCOMES:
        return Standing(True)
    doubts: list[Doubt] = []
    missing: tuple[str, ...] = ()
    if outcome == "agreed":
        is_joint = is_joint_matter(portfolio, decision)
        if is_joint or is_outside_meeting(decision):
            missing = missing_partners(portfolio, decision, as_of)
        if missing and is_joint:
            doubts.append("not-joint")
        if missing and is_outside_meeting(decision):
            doubts.append("not-by-all")
    if is_inquorate(portfolio, decision):
        doubts.append("not-quorate")
    confirmed = ratification_of(portfolio, decision, as_of) if doubts else None
    meeting = portfolio.get_kind(decision.text("meeting"), "meeting")
    assumption = quorum_assumption(portfolio, meeting, "this decision") if meeting else None
    return Standing(
        not doubts or confirmed is not None, tuple(doubts), missing, confirmed, assumption
    )


def has_delegation(portfolio: Portfolio, group_id: str | None, on: date) -> bool:
    """True when the lead partners' functions were handed to the group on that day.

    Source: arrangements 6.2.4, 6.2.9, 6.2.10.
    """
    group = resolve(portfolio, group_id)
    return any(
        is_in_force(each, on) for each in index_of(portfolio).group_delegations.get(group, ())
    )

"""Whether minutes are still a draft, and which later meeting agreed them."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from sscp.governance.attendance import is_quorum_set, quorum_of
from sscp.governance.index import Approval, index_of, resolve
from sscp.governance.meetings import is_held, is_later
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


class MinutesState(NamedTuple):
    """How far a meeting's minutes are.

    Attributes:
        status: none, draft, or agreed.
        approved_at: the meeting that agreed them.
        item: the number of the item under which it did.
        corrections: what that meeting corrected.
        assumption: what the approval rests on where no quorum is set; None where one is.
    """

    status: Literal["none", "draft", "agreed"]
    approved_at: Record | None = None
    item: str | None = None
    corrections: tuple[str, ...] = ()
    assumption: str | None = None


def minutes_state(portfolio: Portfolio, meeting: Record, as_of: date) -> MinutesState:
    """The state of a meeting's minutes on a day.

    Agreed is said only when a later meeting of the same group, held by that
    day, has an item that agrees them, and that meeting was quorate or has no
    quorum set. Everything else that was minuted is a draft.

    Source: practice note 5 (MTG-02).
    """
    for approval in valid_approvals(portfolio, meeting, as_of):
        return MinutesState(
            "agreed",
            approval.meeting,
            approval.item.text("number"),
            approval.item.texts("corrections"),
            quorum_assumption(portfolio, approval.meeting, "its approval"),
        )
    return MinutesState("draft" if is_minuted(meeting, as_of) else "none")


def valid_approvals(portfolio: Portfolio, meeting: Record, as_of: date) -> tuple[Approval, ...]:
    """The items that agree a meeting's minutes and may do so, oldest first."""
    if not is_held(meeting, as_of):
        return ()
    return tuple(
        each
        for each in index_of(portfolio).approvals.get(meeting.id, ())
        if is_held(each.meeting, as_of)
        and is_later(each.meeting, meeting)
        and is_same_group(portfolio, each.meeting, meeting)
        and quorum_of(portfolio, each.meeting, each.item.text("number")).state != "not-met"
    )


def is_same_group(portfolio: Portfolio, one: Record, other: Record) -> bool:
    """True when two meetings are meetings of one group."""
    group = resolve(portfolio, one.text("group"))
    return group is not None and group == resolve(portfolio, other.text("group"))


def is_minuted(meeting: Record, as_of: date) -> bool:
    """True when a meeting was held and its minutes exist on that day, at least as a draft.

    Minutes whose only dates lie after that day are not there yet.
    """
    if not is_held(meeting, as_of):
        return False
    first = drafted_on(meeting)
    if first is not None:
        return first <= as_of
    written = any(each.has("discussion") for each in meeting.rows("items"))
    return written or meeting.part("minutes") is not None


def drafted_on(meeting: Record) -> date | None:
    """The first day on which the minutes are known to have been there; None where none is told."""
    minutes = meeting.part("minutes")
    days = [minutes.date(name) for name in ("drafted_on", "issued_on")] if minutes else []
    return min(filter(None, days), default=None)


def quorum_assumption(portfolio: Portfolio, meeting: Record, what: str) -> str | None:
    """The sentence that names what rests on an assumption; None where a quorum is set."""
    group = portfolio.get_kind(meeting.text("group"), "group")
    if group is None or is_quorum_set(group):
        return None
    return (
        f"No quorum is set for the {group.title}; {what} stands on the assumption that"
        " enough members were there."
    )

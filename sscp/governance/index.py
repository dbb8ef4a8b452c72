"""Look-ups that governance asks for again and again, built once for a register.

A look-up keeps records and never the portfolio, so that it goes when the portfolio goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, overload
from weakref import WeakKeyDictionary

from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record


class Approval(NamedTuple):
    """An agenda item that agrees the minutes of a meeting, and the meeting it was part of."""

    meeting: Record
    item: Fields


class Index:
    """Records grouped by the id they hang on; every id is the present one, not a former one.

    Attributes:
        memberships: by group.
        appointments: by post.
        delegations: to posts, by partner.
        group_delegations: to groups, by group.
        meetings: by group, oldest first; those without a date are left out.
        approvals: by the meeting whose minutes are agreed, oldest first.
        decisions: by meeting.
        ratifications: by the decision that is confirmed.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.memberships = _group(portfolio, "membership", "group")
        self.appointments = _group(portfolio, "appointment", "post")
        delegations = portfolio.of_kind("delegation")
        self.delegations = _collect(
            (resolve(portfolio, each.text("partner")), each)
            for each in delegations
            if each.has("to_post")
        )
        self.group_delegations = _group(portfolio, "delegation", "to_group")
        self.meetings = {
            group: tuple(sorted(found, key=_meeting_order))
            for group, found in _group(portfolio, "meeting", "group").items()
        }
        self.approvals = _approvals(portfolio)
        self.decisions = _group(portfolio, "decision", "meeting")
        self.ratifications = _group(portfolio, "decision", "ratifies")


_INDEXES: WeakKeyDictionary[Portfolio, Index] = WeakKeyDictionary()


def index_of(portfolio: Portfolio) -> Index:
    """The look-ups of a portfolio, built when first asked for."""
    found = _INDEXES.get(portfolio)
    if found is None:
        found = Index(portfolio)
        _INDEXES[portfolio] = found
    return found


@overload
def resolve(portfolio: Portfolio, identity: str) -> str: ...


@overload
def resolve(portfolio: Portfolio, identity: str | None) -> str | None: ...


def resolve(portfolio: Portfolio, identity: str | None) -> str | None:
    """The id a record has today; an id that leads nowhere stays as it is."""
    record = portfolio.get(identity)
    return record.id if record is not None and record.id is not None else identity


def _group(portfolio: Portfolio, kind: str, field: str) -> dict[str, tuple[Record, ...]]:
    return _collect(
        (resolve(portfolio, record.text(field)), record)
        for record in portfolio.of_kind(kind)
        if kind != "meeting" or record.date("date") is not None
    )


def _collect(pairs: Iterable[tuple[str | None, Record]]) -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for key, record in pairs:
        if key is not None:
            found.setdefault(key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


def _meeting_order(meeting: Record) -> tuple[date, str]:
    return meeting.date("date") or date.max, meeting.id or ""


def _approvals(portfolio: Portfolio) -> dict[str, tuple[Approval, ...]]:
    found: dict[str, list[Approval]] = {}
    for meeting in portfolio.of_kind("meeting"):
        for item in meeting.rows("items"):
            approved = resolve(portfolio, item.text("approves_minutes_of"))
            if approved is not None:
                found.setdefault(approved, []).append(Approval(meeting, item))
    return {
        key: tuple(sorted(all_of_them, key=lambda each: _meeting_order(each.meeting)))
        for key, all_of_them in found.items()
    }

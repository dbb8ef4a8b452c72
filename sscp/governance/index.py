"""Look-ups that governance asks for again and again, built once for a register.

A look-up keeps records and never the portfolio, so that it goes when the portfolio goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload
from weakref import WeakKeyDictionary

from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record

_T = TypeVar("_T")

if TYPE_CHECKING:
    from sscp.governance.attendance import Quorum


class Approval(NamedTuple):
    """An agenda item that agrees the minutes of a meeting, and the meeting it was part of."""

    meeting: Record
    item: Fields


class Index:
    """Records grouped by the id they hang on; every id is the present one, not a former one.

    None may be asked for and has nothing: what names nothing hangs on nothing.

    Attributes:
        memberships: by group.
        appointments: by post.
        delegations: to posts, by partner.
        group_delegations: to groups, by group.
        lead_groups: the groups of the lead partners.
        meetings: by group, oldest first.
        approvals: by the meeting whose minutes are agreed, oldest first.
        ratifications: by the decision that is confirmed.
        quorums: what `quorum_of` has worked out, by the place of the meeting, and item.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        delegations = portfolio.of_kind("delegation")
        to_posts = [each for each in delegations if each.has("to_post")]
        meetings = sorted(portfolio.of_kind("meeting"), key=_by_day)
        self.memberships = _hanging_on(portfolio, portfolio.of_kind("membership"), "group")
        self.appointments = _hanging_on(portfolio, portfolio.of_kind("appointment"), "post")
        self.delegations = _hanging_on(portfolio, to_posts, "partner")
        self.group_delegations = _hanging_on(portfolio, delegations, "to_group")
        self.lead_groups = tuple(
            each for each in portfolio.of_kind("group") if each.text("function") == "lead-partners"
        )
        self.meetings = _hanging_on(portfolio, meetings, "group")
        self.approvals = _collect(
            (resolve(portfolio, item.text("approves_minutes_of")), Approval(meeting, item))
            for meeting in meetings
            for item in meeting.rows("items")
        )
        self.ratifications = _hanging_on(portfolio, portfolio.of_kind("decision"), "ratifies")
        self.quorums: dict[tuple[str, int, str | None], Quorum] = {}


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


def _by_day(meeting: Record) -> tuple[str, str]:
    return meeting.words("date"), meeting.id or ""


def _hanging_on(
    portfolio: Portfolio, records: Iterable[Record], field: str
) -> dict[str | None, tuple[Record, ...]]:
    return _collect((resolve(portfolio, each.text(field)), each) for each in records)


def _collect(pairs: Iterable[tuple[str | None, _T]]) -> dict[str | None, tuple[_T, ...]]:
    found: dict[str | None, list[_T]] = {}
    for key, each in pairs:
        if key is not None:
            found.setdefault(key, []).append(each)
    return {key: tuple(all_of_them) for key, all_of_them in found.items()}

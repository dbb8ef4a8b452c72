"""Whose seat is whose: a person at a meeting, an owner or a signature, matched to memberships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sscp.governance.index import index_of, resolve
from sscp.governance.terms import first_day_of
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


class Seat(NamedTuple):
    """A membership with its ids made the present ones and its days read."""

    record: Record
    post: str | None
    agency: str | None
    role: str
    start: date | None
    end: date | None

    def is_in_force(self, on: date) -> bool:
        """True from the first day (inclusive) to the end (exclusive)."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


class _Table:
    """The seats of a group, to be found by post or by organisation."""

    def __init__(self, seats: Iterable[Seat]) -> None:
        self.seats = tuple(seats)
        self.by_post: dict[str | None, list[Seat]] = {}
        self.by_agency: dict[str | None, list[Seat]] = {}
        for seat in self.seats:
            if seat.post is not None:
                self.by_post.setdefault(seat.post, []).append(seat)
            if seat.agency is not None:
                self.by_agency.setdefault(seat.agency, []).append(seat)


_TABLES: WeakKeyDictionary[Portfolio, dict[str | None, _Table]] = WeakKeyDictionary()


def _table(portfolio: Portfolio, group_id: str | None) -> _Table:
    group = resolve(portfolio, group_id)
    tables = _TABLES.setdefault(portfolio, {})
    if group not in tables:
        tables[group] = _Table(
            Seat(
                each,
                resolve(portfolio, each.text("post")),
                resolve(portfolio, each.text("agency")),
                each.text("role") or "member",
                first_day_of(each),
                each.date("until"),
            )
            for each in index_of(portfolio).memberships.get(group, ())
        )
    return tables[group]


def seats_on(portfolio: Portfolio, group_id: str | None, on: date) -> tuple[Seat, ...]:
    """The seats of a group in force on a day, whatever part they play."""
    return tuple(each for each in _table(portfolio, group_id).seats if each.is_in_force(on))


def seats_for(
    portfolio: Portfolio, group_id: str | None, post_id: str | None, agency_id: str | None
) -> tuple[Seat, ...]:
    """The seats of a group, now or ever, that a post takes when it acts for an organisation.

    A post that many hold is told apart by the organisation; a seat that names
    no post belongs to whoever comes from its organisation.
    """
    table = _table(portfolio, group_id)
    post, agency = resolve(portfolio, post_id), resolve(portfolio, agency_id)
    of_agency = table.by_agency.get(agency, ())
    if post is None:
        return tuple(of_agency)
    found = [each for each in of_agency if each.post is None]
    record = portfolio.get_kind(post, "post")
    is_generic = record is not None and record.flag("generic")
    found += [
        each
        for each in table.by_post.get(post, ())
        if not is_generic or None in (each.agency, agency) or each.agency == agency
    ]
    return tuple(found)

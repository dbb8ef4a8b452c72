"""Who is asked about at a meeting: seats of the group, and those who come without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.governance.index import resolve
from sscp.governance.meetings import held_meetings
from sscp.governance.seats import seats_on
from sscp.governance.terms import organisation_of
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.meant import the_one

_REGULAR_GUESTS = frozenset(
    ("adviser", "participant-observer", "observer", "minute-taker", "support")
)
"""Parts that people without a seat play at meeting after meeting."""


class Place(NamedTuple):
    """Someone who is asked about: a seat of the group, or somebody who comes without one.

    Attributes:
        post: the post; empty for a seat that only names an organisation.
        agency: the organisation spoken for; empty where none is named.
        role: the part played at the meeting, as attendance has it.
        note: what tells this seat from others of the same post and organisation.
        is_seat: True for a seat of the group on the day.
    """

    post: str
    agency: str
    role: str
    note: str = ""
    is_seat: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a place one and no other."""
        return self.post, self.agency, self.note


def places_of(portfolio: Portfolio, meeting: Record) -> tuple[Place, ...]:
    """Who is asked about: the seats in force on the day, then who comes without a seat.

    Without a seat come those who did so at the group's last meeting in a standing part,
    and whoever the meeting's attendance names already.
    """
    day = meeting.date("date") or date.max
    seats = [
        (each, each.agency or home_of(portfolio, each.post) or "")
        for each in seats_on(portfolio, meeting.text("group"), day)
    ]
    names = [(seat.post, agency) for seat, agency in seats]
    places = [
        Place(
            seat.post or "",
            agency,
            seat.role if seat.role in _REGULAR_GUESTS else "member",
            f"Seat: {seat.record.text('seat') or seat.record.title}"
            if names.count((seat.post, agency)) > 1
            else "",
        )
        for seat, agency in seats
    ]
    before = held_meetings(portfolio, meeting.text("group"), day)
    last = next((each for each in reversed(before) if each.id != meeting.id), None)
    guests = [
        row
        for row in (last.rows("attendance") if last else ())
        if row.text("role") in _REGULAR_GUESTS
    ]
    for row in (*guests, *meeting.rows("attendance")):
        if not any(_is_of(portfolio, row, place) for place in places):
            places.append(_guest(portfolio, row))
    return tuple(places)


def home_of(portfolio: Portfolio, post: str | None) -> str | None:
    """The organisation of a post, for a row that must name one; none for a post of many."""
    record = portfolio.get_kind(post, "post")
    if record is None or record.flag("generic"):
        return None
    return organisation_of(portfolio, post)


def _guest(portfolio: Portfolio, row: Fields) -> Place:
    return Place(
        resolve(portfolio, row.text("post")) or "",
        resolve(portfolio, row.text("agency")) or "",
        row.text("role") or "member",
        "",
        is_seat=False,
    )


def _is_of(portfolio: Portfolio, row: Fields, place: Place) -> bool:
    """True when a row of an attendance may be that of a place, whichever of several seats."""
    post = resolve(portfolio, row.text("post")) or ""
    agency = resolve(portfolio, row.text("agency")) or home_of(portfolio, post) or ""
    return post == place.post and agency == place.agency


def rows_by_place(
    portfolio: Portfolio, meeting: Record, places: Sequence[Place]
) -> dict[Place, Fields]:
    """The row that the attendance holds for each place; places without one are left out.

    Several seats of one post and organisation are told apart by the note; rows
    without a note that fits go to the seats left over, in order.
    """
    rows = list(meeting.rows("attendance"))
    found: dict[Place, Fields] = {}
    for has_note in (True, False):
        for place in places:
            fitting = (
                row
                for row in rows
                if _is_of(portfolio, row, place)
                and (not has_note or (row.text("note") or "") == place.note)
            )
            row = next(fitting, None) if place not in found else None
            if row is not None:
                found[place] = row
                rows.remove(row)
    return found


def find_place(portfolio: Portfolio, places: Sequence[Place], words: str) -> Place | None:
    """The one place that words mean: a post, an organisation, or `POST:AGENCY`.

    Raises:
        UsageError: they fit several.
    """
    wanted = " ".join(words.lower().split())
    for fits in (_is_named, _is_part):
        found = [each for each in places if fits(portfolio, each, wanted)]
        seats = [each for each in found if each.is_seat] or found
        if len(seats) == 1:
            return seats[0]
        if seats:
            names = "; ".join(
                ":".join(filter(None, (each.post, each.agency)))
                + (f" ({each.note})" if each.note else "")
                for each in seats
            )
            raise UsageError(f"{words} fits {len(seats)} places: {names}. Name one of them.")
    return None


def _names(portfolio: Portfolio, place: Place) -> list[str]:
    """Every name a place goes by, in small letters."""
    names = [f"{place.post}:{place.agency}", place.note.removeprefix("Seat: ")]
    for identity in (place.post, place.agency):
        record = portfolio.get(identity)
        if record is not None:
            names += [identity, record.title, *record.texts("also_known_as")]
    return [each.lower() for each in names if each]


def _is_named(portfolio: Portfolio, place: Place, wanted: str) -> bool:
    return wanted in _names(portfolio, place)


def _is_part(portfolio: Portfolio, place: Place, wanted: str) -> bool:
    return any(wanted in each for each in _names(portfolio, place))


def label_of(portfolio: Portfolio, place: Place) -> str:
    """A place as a reader knows it: the post, with the organisation."""
    post, agency = portfolio.title_of(place.post), portfolio.title_of(place.agency)
    name = f"{post}, {agency}" if post and agency else post or agency
    return f"{name} ({place.note.removeprefix('Seat: ')})" if place.note else name


def guest_place(portfolio: Portfolio, places: Sequence[Place], words: str, role: str) -> Place:
    """Somebody who comes in a certain part, whether or not a place is known for them.

    Raises:
        UsageError: no post, or more than one, is meant.
    """
    found = find_place(portfolio, places, words)
    if found is not None:
        return found._replace(role=role)
    post, _, agency = words.partition(":")
    identity = the_one(portfolio, post, "post").id or ""
    home = the_one(portfolio, agency, "partner", "agency", "group").id if agency else None
    return Place(identity, home or home_of(portfolio, identity) or "", role, is_seat=False)


def member_place(
    portfolio: Portfolio, meeting: Record, places: Sequence[Place], words: str
) -> Place:
    """The place of a member that words mean.

    Raises:
        UsageError: nobody who sits on the group, or comes to it, goes by them.
    """
    found = find_place(portfolio, places, words)
    if found is not None:
        return found
    group = portfolio.get_kind(meeting.text("group"), "group")
    post = the_one(portfolio, words, "post")
    if group is None or group.flag("membership_open") or not any(each.is_seat for each in places):
        return Place(post.id or "", home_of(portfolio, post.id) or "", "member", is_seat=False)
    day = write_date(meeting.date("date") or date.max)
    raise UsageError(
        f"{post.title} has no seat on the {group.title} on {day};"
        " name guests with --invited, --observer, --adviser or --support."
    )

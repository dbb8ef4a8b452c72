"""Who counts at a meeting, and whether enough were there."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import MINUTED_FUNCTIONS
from sscp.governance.seats import Seat, seats_for, seats_on
from sscp.governance.terms import is_vacant, organisation_of
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record

PRESENT = frozenset(("present", "present-remotely"))
AWAY = frozenset(("apologies", "absent"))
NEVER_COUNTED = frozenset(
    ("participant-observer", "observer", "invited", "minute-taker", "support")
)
"""Parts that never make up a quorum and never decide. Source: arrangements 2.1.22."""
WITHOUT_DECISION = NEVER_COUNTED | {"adviser"}
"""Parts without a recorded decision; an adviser's seat is one of them by its very name."""


class Attendee(NamedTuple):
    """One row of a meeting's attendance, its ids made the present ones.

    Attributes:
        row: the row as it stands in the file; the meeting where none does.
        post: the post, if one is named.
        agency: the organisation named in the row, else the one the post belongs to.
        is_generic: True when many people hold the post, or none is named.
        status: present, present-remotely, apologies, absent, or None where it can't be read.
        role: the part played; a member when nothing is said.
        deputy: the post that came instead.
    """

    row: Fields
    post: str | None
    agency: str | None
    is_generic: bool
    status: str | None
    role: str
    deputy: str | None

    @property
    def key(self) -> tuple[str | None, str | None]:
        """What makes a person: the post, and the organisation where many hold the post."""
        return (self.post, self.agency if self.is_generic else None)

    @property
    def has_deputy(self) -> bool:
        """True when a deputy is named, by post or by title."""
        return self.deputy is not None or self.row.has("deputy_title")

    @property
    def is_deputised(self) -> bool:
        """True when a deputy came who may act for the member. Source: arrangements 2.2.4(a)."""
        return self.has_deputy and self.row.flag("deputy_authorised")


class Quorum(NamedTuple):
    """Whether enough were there.

    Attributes:
        state: met, not-met, or not-set where the arrangements ask for no number.
        present: how many members counted.
        missing: the posts and organisations asked for by name that were not there.
    """

    state: Literal["met", "not-met", "not-set"]
    present: int
    missing: tuple[str, ...]


_READ: WeakKeyDictionary[Portfolio, dict[int, tuple[Attendee, ...]]] = WeakKeyDictionary()
"""Attendance by the meeting's place in memory: every rule about it reads the same rows."""


def attendees_of(portfolio: Portfolio, meeting: Record) -> tuple[Attendee, ...]:
    """The rows of a meeting's attendance that name a post or an organisation."""
    kept = _READ.setdefault(portfolio, {})
    found = kept.get(id(meeting))
    if not found:
        # Rows keep their meeting, and so its place in memory; where there are none, another
        # meeting may come to stand in that place.
        found = kept[id(meeting)] = tuple(
            _read(portfolio, row)
            for row in meeting.rows("attendance")
            if row.has("post") or row.has("agency")
        )
    return found


def _read(portfolio: Portfolio, row: Fields) -> Attendee:
    post = resolve(portfolio, row.text("post"))
    record = portfolio.get_kind(post, "post")
    return Attendee(
        row,
        post,
        resolve(portfolio, row.text("agency")) or organisation_of(portfolio, post),
        post is None or (record is not None and record.flag("generic")),
        row.text("status"),
        row.text("role") or "member",
        resolve(portfolio, row.text("deputy")),
    )


def seats_of(portfolio: Portfolio, meeting: Record, attendee: Attendee) -> tuple[Seat, ...]:
    """The seats in force on the day that an attendee's row stands for."""
    day = meeting.date("date")
    if day is None:
        return ()
    found = seats_for(portfolio, meeting.text("group"), attendee.post, attendee.agency)
    return tuple(each for each in found if each.is_in_force(day))


def unlisted_at(portfolio: Portfolio, meeting: Record) -> tuple[Attendee, ...]:
    """The members in force of whom a kept attendance says nothing: neither present nor away.

    Each counts as absent, and its row is the meeting itself. One row speaks for all
    seats that it may stand for, so that of several people in one post none is missed
    by mistake. Nobody is looked for whose seat began on the day, or in a month or year
    that holds the day; who sits by invitation, observes, supports or advises; whose
    post was vacant; or who came as a deputy or took the chair.
    """
    rows, day = attendees_of(portfolio, meeting), meeting.date("date")
    group = portfolio.get_kind(meeting.text("group"), "group")
    if not rows or day is None or group is None:
        return ()
    if group.text("function") not in MINUTED_FUNCTIONS:
        return ()
    listed = {seat.record for each in rows for seat in seats_of(portfolio, meeting, each)}
    there = {each.deputy for each in rows} | {resolve(portfolio, meeting.text("chaired_by"))}
    return tuple(
        _unlisted(portfolio, meeting, seat)
        for seat in seats_on(portfolio, group.id, day)
        if seat.record not in listed
        and seat.post not in there - {None}
        and _is_expected(portfolio, seat, day)
    )


def _is_expected(portfolio: Portfolio, seat: Seat, day: date) -> bool:
    """True for a seat of which the attendance of a day has to speak."""
    if seat.role in WITHOUT_DECISION or seat.record.flag("invited"):
        return False
    began = seat.record.text("from")
    if began is not None and day.isoformat().startswith(began):
        return False
    if seat.post is None:
        return seat.agency is not None
    return not is_vacant(portfolio, seat.post, day)


def _unlisted(portfolio: Portfolio, meeting: Record, seat: Seat) -> Attendee:
    post = portfolio.get_kind(seat.post, "post")
    return Attendee(
        meeting,
        seat.post,
        seat.agency or organisation_of(portfolio, seat.post),
        post is None or post.flag("generic"),
        "absent",
        seat.role,
        None,
    )


def role_of(portfolio: Portfolio, meeting: Record, attendee: Attendee) -> str:
    """The part an attendee plays: the seat decides where it is only an observer's or support's.

    A row that calls an observer a member does not make the observer one.
    """
    roles = [each.role for each in seats_of(portfolio, meeting, attendee)]
    if roles and all(role in WITHOUT_DECISION for role in roles):
        return roles[0]
    return attendee.role


def counts(portfolio: Portfolio, meeting: Record, attendee: Attendee) -> bool:
    """True when the row belongs to a member whose presence makes up a quorum.

    Where the register lists a group's members and the list is closed, nobody else counts.
    """
    if attendee.role in WITHOUT_DECISION:
        return False
    if role_of(portfolio, meeting, attendee) in WITHOUT_DECISION:
        return False
    day, group = meeting.date("date"), portfolio.get_kind(meeting.text("group"), "group")
    if day is None or group is None or group.flag("membership_open"):
        return True
    if seats_of(portfolio, meeting, attendee):
        return True
    return not seats_on(portfolio, group.id, day)


def is_quorum_set(group: Record | None) -> bool:
    """True when the group's quorum asks for a number or for someone by name."""
    quorum = group.part("quorum") if group is not None else None
    return quorum is not None and (quorum.whole("least") is not None or quorum.has("all_of"))


def quorum_of(portfolio: Portfolio, meeting: Record, item: str | None = None) -> Quorum:
    """Whether a meeting, or one item of it, had the members it needs.

    A member counts who is present in the room or by link; a deputy counts in a
    member's place only where the group's quorum says that deputies count and
    the deputy was authorised. Someone who came for some items only counts for those.

    Args:
        portfolio: the register.
        meeting: the meeting.
        item: the number of an agenda item; the whole meeting when None.
    """
    if portfolio.get(meeting.id) is not meeting:
        # A meeting on trial stands in no register; what is known of its place is not its own.
        return _quorum_of(portfolio, meeting, item)
    known = index_of(portfolio).quorums
    key = (meeting.file.path, meeting.start, item)
    found = known.get(key)
    if found is None:
        found = known[key] = _quorum_of(portfolio, meeting, item)
    return found


def _quorum_of(portfolio: Portfolio, meeting: Record, item: str | None) -> Quorum:
    group = portfolio.get_kind(meeting.text("group"), "group")
    asked = group.part("quorum") if group is not None else None
    least = asked.whole("least") if asked is not None else None
    named = tuple(resolve(portfolio, each) for each in asked.texts("all_of")) if asked else ()
    deputies_count = asked is not None and asked.flag("deputies_count")
    there = [
        each
        for each in attendees_of(portfolio, meeting)
        if _is_represented(each, item, deputies_count) and counts(portfolio, meeting, each)
    ]
    in_person = {each.key for each in there if each.status in PRESENT}
    present = len({each.key for each in there} - _seated_twice(there, in_person))
    posts = {each.post for each in there}
    agencies = {each.agency for each in there}
    missing = tuple(each for each in named if each not in posts and each not in agencies)
    if not is_quorum_set(group):
        return Quorum("not-set", present, ())
    is_met = not missing and (least is None or present >= least)
    return Quorum("met" if is_met else "not-met", present, missing)


def _is_represented(attendee: Attendee, item: str | None, deputies_count: bool) -> bool:
    items = attendee.row.texts("for_items")
    if item is not None and items and item not in items:
        return False
    if attendee.status in PRESENT:
        return True
    return deputies_count and attendee.is_deputised


def _seated_twice(
    there: list[Attendee], in_person: set[tuple[str | None, str | None]]
) -> set[tuple[str | None, str | None]]:
    """Members whose deputy already counts as a member: one person is one head."""
    return {
        each.key
        for each in there
        if each.status not in PRESENT and (each.deputy, None) in in_person
    }

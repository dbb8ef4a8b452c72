"""Family MTG, attendance: who came, who did not, and who came instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.attendance import (
    AWAY,
    NEVER_COUNTED,
    PRESENT,
    Attendee,
    attendees_of,
    role_of,
    seats_of,
    unlisted_at,
)
from sscp.governance.index import resolve
from sscp.governance.meetings import held_meetings, is_held
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.bodies import MEMBERSHIP
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_SENDING_DEPUTIES = frozenset(("main-subgroup", "subgroup"))
"""Groups whose members must send someone when they can't come. Source: arrangements 2.2.4(a)."""
_ATTENDED_FUNCTIONS = frozenset(
    "lead-partners delegated-partners executive main-subgroup subgroup task-and-finish".split()
)
_Key = tuple[str | None, str | None]


def _who(portfolio: Portfolio, attendee: Attendee) -> str:
    """The person as a reader knows them: the post, with the organisation where many hold it."""
    post = portfolio.title_of(attendee.post)
    if not attendee.is_generic or attendee.agency is None:
        return post
    agency = portfolio.title_of(attendee.agency)
    return f"{post} ({agency})" if post else agency


class _Repeat(NamedTuple):
    """A person with more rows than seats: the row too many, and all the rows."""

    extra: Attendee
    rows: tuple[Attendee, ...]

    @property
    def form(self) -> str:
        """How the rows disagree: away and in the room, away and by link, or not at all."""
        states = {each.status for each in self.rows}
        if not states & AWAY or not states & PRESENT:
            return "same"
        return "present" if "present" in states else "remote"


def _repeats(portfolio: Portfolio) -> Iterator[_Repeat]:
    for meeting in portfolio.of_kind("meeting"):
        people: dict[_Key, list[Attendee]] = {}
        for attendee in attendees_of(portfolio, meeting):
            if not (attendee.is_generic and attendee.agency is None):
                people.setdefault(attendee.key, []).append(attendee)
        for rows in people.values():
            if len(rows) == 1:
                continue
            # Several people of one organisation may hold seats under the same generic post.
            seats = len(seats_of(portfolio, meeting, rows[0])) if rows[0].is_generic else 1
            for extra in rows[max(seats, 1) :]:
                yield _Repeat(extra, tuple(rows))


def _check_twice(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """People who stand twice in the attendance, both times in the same way."""
    for repeat in _repeats(portfolio):
        if repeat.form == "same":
            who = _who(portfolio, repeat.extra)
            yield hit(repeat.extra.row, (), f"{who} stands in the attendance more than once.")


def _check_apologies_and_present(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """People with apologies, or absent, who are also said to have been there."""
    for repeat in _repeats(portfolio):
        if repeat.form == "present":
            who = _who(portfolio, repeat.extra)
            yield hit(repeat.extra.row, (), f"{who} is both away and present.")
    for meeting in portfolio.of_kind("meeting"):
        for attendee in attendees_of(portfolio, meeting):
            if (
                attendee.status in AWAY
                and attendee.row.has("for_items")
                and not attendee.has_deputy
            ):
                yield hit(
                    attendee.row,
                    "for_items",
                    f"{_who(portfolio, attendee)} was away, and yet items are named as attended.",
                )


def _check_apologies_and_remote(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """People with apologies who also joined by remote link."""
    for repeat in _repeats(portfolio):
        if repeat.form == "remote":
            who = _who(portfolio, repeat.extra)
            yield hit(repeat.extra.row, (), f"{who} sent apologies and also joined by remote link.")


class _Run(NamedTuple):
    """Meetings running that a member missed without a deputy, the last one with its row."""

    last: Attendee
    days: tuple[date, ...]
    group: Record


def _runs(portfolio: Portfolio, as_of: date) -> Iterator[_Run]:
    """Every unbroken run of missed meetings, by group and person."""
    for group in portfolio.of_kind("group"):
        if group.text("function") not in _SENDING_DEPUTIES:
            continue
        open_runs: dict[_Key, _Run] = {}
        for meeting in held_meetings(portfolio, group.id, as_of):
            missed = dict(_missed(portfolio, meeting))
            for key in [each for each in open_runs if each not in missed]:
                yield open_runs.pop(key)
            day = meeting.date("date") or as_of
            for key, attendee in missed.items():
                before = open_runs[key].days if key in open_runs else ()
                open_runs[key] = _Run(attendee, (*before, day), group)
        yield from open_runs.values()


def _missed(portfolio: Portfolio, meeting: Record) -> Iterator[tuple[_Key, Attendee]]:
    """The members who were away from a meeting and had no deputy at all."""
    rows = attendees_of(portfolio, meeting)
    there = {each.key for each in rows if each.status in PRESENT}
    for attendee in rows:
        if attendee.status not in AWAY or attendee.has_deputy or attendee.key in there:
            continue
        if attendee.is_generic and attendee.agency is None:
            continue
        if role_of(portfolio, meeting, attendee) not in NEVER_COUNTED:
            yield attendee.key, attendee
    for attendee in unlisted_at(portfolio, meeting):
        if not (attendee.is_generic and attendee.agency is None):
            yield attendee.key, attendee


def _place(attendee: Attendee) -> str:
    """The field that says a member was away; the attendance, where it passes the member over."""
    return "attendance" if isinstance(attendee.row, Record) else "status"


def _check_deputy(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Members of a subgroup away from one meeting without a deputy."""
    for run in _runs(portfolio, as_of):
        if len(run.days) == 1:
            who = _who(portfolio, run.last)
            yield hit(run.last.row, _place(run.last), f"{who} was away and sent no deputy.")


def _check_deputy_again(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Members of a subgroup away from two or more meetings running without a deputy."""
    for run in _runs(portfolio, as_of):
        if len(run.days) > 1:
            days = ", ".join(write_date(each) for each in run.days)
            yield hit(
                run.last.row,
                _place(run.last),
                f"{_who(portfolio, run.last)} missed {len(run.days)} meetings of the"
                f" {run.group.title} running without a deputy: {days}.",
            )


def _check_deputy_authorised(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Deputies without authority, and authority without a deputy."""
    for meeting in portfolio.of_kind("meeting"):
        for attendee in attendees_of(portfolio, meeting):
            if attendee.status not in AWAY:
                continue
            who = _who(portfolio, attendee)
            if attendee.has_deputy and not attendee.is_deputised:
                field = "deputy" if attendee.row.has("deputy") else "deputy_title"
                message = f"A deputy came for {who}, but it is not said that the deputy may act."
                yield hit(attendee.row, field, message)
            elif attendee.row.flag("deputy_authorised") and not attendee.has_deputy:
                message = f"A deputy was authorised for {who}, but it is not said who came."
                yield hit(attendee.row, "deputy_authorised", message)


def _check_observers(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rows that make a member of someone who only observes or supports the group."""
    for meeting in portfolio.of_kind("meeting"):
        for attendee in attendees_of(portfolio, meeting):
            if attendee.role not in ("member", "chair"):
                continue
            role = role_of(portfolio, meeting, attendee)
            if role in NEVER_COUNTED:
                field = MEMBERSHIP.field("role")
                label = (field.label_of(role) if field else role).lower()
                yield hit(
                    attendee.row,
                    "role",
                    f"{_who(portfolio, attendee)} counts here as a {attendee.role}, but the seat is"
                    f" that of: {label}.",
                    f"Write `role: {role}`.",
                )


def _check_attendance(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Held meetings whose attendance is not recorded."""
    for meeting in portfolio.of_kind("meeting"):
        group = portfolio.get_kind(meeting.text("group"), "group")
        if group is None or group.text("function") not in _ATTENDED_FUNCTIONS:
            continue
        if is_held(meeting, as_of) and not meeting.has("attendance"):
            yield hit(meeting, "attendance", f"It is not recorded who came to {meeting.id}.")


def _check_unlisted(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Held meetings whose attendance passes over members of the group."""
    for meeting in portfolio.of_kind("meeting"):
        day = meeting.date("date")
        if day is None or not is_held(meeting, as_of):
            continue
        unlisted = unlisted_at(portfolio, meeting)
        who = ", ".join(dict.fromkeys(_who(portfolio, each) for each in unlisted))
        if who:
            yield hit(
                meeting,
                "attendance",
                f"The attendance of {write_date(day)} does not say whether these members came:"
                f" {who}.",
            )


def _check_chair(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Meetings chaired by a post that, by the attendance, was not there."""
    for meeting in portfolio.of_kind("meeting"):
        chair = resolve(portfolio, meeting.text("chaired_by"))
        rows = attendees_of(portfolio, meeting)
        if chair is None or not rows or meeting.text("status") != "held":
            continue
        there = {each.post for each in rows if each.status in PRESENT}
        if chair not in there and chair not in {each.deputy for each in rows}:
            yield hit(
                meeting,
                "chaired_by",
                f"{portfolio.title_of(chair)} took the chair, but was not there by the attendance.",
            )


def _check_present_and_deputised(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """People who were present and for whom a deputy came as well."""
    for meeting in portfolio.of_kind("meeting"):
        for attendee in attendees_of(portfolio, meeting):
            if attendee.status in PRESENT and attendee.has_deputy:
                field = "deputy" if attendee.row.has("deputy") else "deputy_title"
                who = _who(portfolio, attendee)
                yield hit(attendee.row, field, f"{who} was present, and yet a deputy is named.")


_RECORD = "practice note 5; record layout of this register (docs/reference/records.md)"
_COUNTED = "One person is one head: whoever is counted twice can make a quorum that was not there."

RULES: tuple[Rule, ...] = (
    Rule(
        "MTG-08",
        "attended-twice",
        Severity.ERROR,
        "A person has one row in the attendance.",
        _COUNTED,
        _RECORD,
        "Keep one row.",
        _check_twice,
        limits="Where many people hold a post for one organisation, as many rows as seats are"
        " taken to be different people.",
    ),
    Rule(
        "MTG-09",
        "apologies-and-present",
        Severity.ERROR,
        "Nobody is both away and present.",
        _COUNTED,
        _RECORD,
        "Keep the row that is true; someone who came for part of the meeting is present, with"
        " `for_items`.",
        _check_apologies_and_present,
    ),
    Rule(
        "MTG-10",
        "apologies-and-remote",
        Severity.ERROR,
        "Someone who joins by remote link has not sent apologies.",
        "Apologies for not coming to the room are easily minuted for someone who then joins by"
        " link; such a member is present.",
        _RECORD,
        "Keep one row, with `status: present-remotely`.",
        _check_apologies_and_remote,
        limits="A remark in `note` that somebody joined is not read.",
    ),
    Rule(
        "MTG-11",
        "no-deputy",
        Severity.NOTE,
        "A member of a subgroup who can't come sends a deputy.",
        "The organisation had no voice at that meeting.",
        "arrangements 2.2.4(a)",
        "Nothing for a single meeting; ask whether a deputy has been agreed.",
        _check_deputy,
    ),
    Rule(
        "MTG-12",
        "no-deputy-again",
        Severity.WARNING,
        "No member of a subgroup misses two meetings running without a deputy.",
        "The organisation has dropped out of the group's work, and its duty to take part is not"
        " met.",
        "arrangements 2.2.4(a)",
        "Take it up with the organisation; agree a deputy, or a new member.",
        _check_deputy_again,
    ),
    Rule(
        "MTG-13",
        "deputy-without-authority",
        Severity.WARNING,
        "A deputy is named and may act for the member.",
        "A deputy without authority can't commit the organisation, and does not count to a quorum.",
        "arrangements 2.2.4(a)",
        "Say who came, and write `deputy_authorised: true` where the member's organisation has"
        " said so.",
        _check_deputy_authorised,
    ),
    Rule(
        "MTG-14",
        "observer-as-member",
        Severity.ERROR,
        "Observers and support are not counted as members.",
        "An observer neither makes up a quorum nor decides.",
        "arrangements 2.1.22",
        "Give the row the part that the membership gives.",
        _check_observers,
    ),
    Rule(
        "MTG-15",
        "no-attendance",
        Severity.WARNING,
        "A held meeting has its attendance.",
        "Without it nobody can say whether the meeting was quorate or who heard a decision.",
        "practice note 5",
        "Add `attendance`, one row for each person.",
        _check_attendance,
        limits="Boards and networks outside the partnership, and forums, are left alone.",
        of_each=True,
    ),
    Rule(
        "MTG-16",
        "chair-not-there",
        Severity.ERROR,
        "Whoever took the chair stands in the attendance as present.",
        "Nobody chairs a meeting without being there; one of the two entries is wrong.",
        _RECORD,
        "Correct `chaired_by`, or add the row.",
        _check_chair,
    ),
    Rule(
        "MTG-17",
        "present-and-deputised",
        Severity.WARNING,
        "A deputy is named only for someone who was away.",
        "Either the member was there or the deputy was; both would be two heads for one seat.",
        _RECORD,
        "Take the deputy out, or correct the status; the deputy of someone who came can have a"
        " row of their own as invited.",
        _check_present_and_deputised,
    ),
    Rule(
        "MTG-26",
        "member-not-in-attendance",
        Severity.WARNING,
        "Where attendance is kept, every member of the group stands in it as present or away.",
        "Somebody of whom nothing is said was never asked why; who stays away unwritten looks"
        " better than who is written down as absent.",
        "arrangements 2.2.4(a)",
        "Add a row for each with `sscp meeting attend`: present, apologies or absent, with the"
        " deputy who came; or end the seat if the member has left.",
        _check_unlisted,
        limits="One row speaks for all seats of the same post and organisation. Nobody is looked"
        " for whose seat began on the day or in its month where only that is known, whose post"
        " is vacant, or who sits by invitation.",
    ),
)

"""Attendance: who is asked about, what is noted of each, and whether that makes a quorum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sscp.errors import UsageError
from sscp.governance.approval import minutes_state
from sscp.governance.attendance import PRESENT, attendees_of, counts, quorum_of
from sscp.governance.decisions import is_lead_partners_body
from sscp.governance.index import resolve
from sscp.governance.meetings import takes_place
from sscp.governance.terms import chair_of, partners_on
from sscp.model.dates import write_date
from sscp.model.kinds.meetings import ATTENDANCE_ROLES, MEETING
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.meant import the_one
from sscp.work.places import Place, label_of, places_of, rows_by_place
from sscp.write.change import Change, Desk, Plan, Shown
from sscp.write.edits import AddRow, SetField
from sscp.write.layout import simple

COMMAND = "meeting attend"
_LISTED = 4
_RANKS = frozenset(
    "acting assistant associate deputy director head interim manager officer senior".split()
)
"""Words that stand in titles everywhere, whether or not a post of the register has them."""
_STATUSES = {
    "present": "present",
    "present-remotely": "by link",
    "apologies": "apologies",
    "absent": "absent",
}
_ROLES = {choice.value: choice.label.lower() for choice in ATTENDANCE_ROLES}


class Entry(NamedTuple):
    """What is noted of one place; a deputy stands by post or by title."""

    place: Place
    status: str
    deputy: str = ""
    deputy_title: str = ""
    is_authorised: bool = False
    items: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """All that is noted at once; `chair` and `minute_taker` are posts, empty where not said."""

    entries: tuple[Entry, ...]
    chair: str = ""
    minute_taker: str = ""


def require_open(portfolio: Portfolio, meeting: Record, as_of: date) -> None:
    """Refuse a meeting that nothing can be noted of any more, or that nobody came to.

    Raises:
        UsageError: nobody met, or a later meeting has agreed its minutes.
    """
    if not takes_place(meeting):
        raise UsageError(f"{meeting.id} is marked {meeting.text('status')}: nobody met.")
    state = minutes_state(portfolio, meeting, as_of)
    if state.approved_at is not None:
        raise UsageError(
            f"The minutes of {meeting.id} were agreed at {state.approved_at.id}, with the"
            " attendance, and are closed. A correction is agreed by a later meeting:"
            f" `sscp meeting approve {meeting.id} --at MEETING --correction TEXT`."
        )


def entry_of(portfolio: Portfolio, place: Place, row: Fields) -> Entry:
    """What the attendance holds of a place already."""
    return Entry(
        place,
        row.text("status") or "",
        resolve(portfolio, row.text("deputy")) or "",
        row.text("deputy_title") or "",
        row.flag("deputy_authorised"),
        row.texts("for_items"),
    )


def trial_meeting(
    portfolio: Portfolio, meeting: Record, sheet: Sheet, places: Sequence[Place]
) -> Record:
    """The meeting as it would be with a sheet noted; for questions, not for the register."""
    edits = _edits(portfolio, meeting, sheet, places)
    values = dict(meeting.values)
    rows = list(values.get("attendance") or [])
    for edit in edits:
        if isinstance(edit, AddRow):
            rows.append(simple(edit.value))
        elif edit.path[0] == "attendance":
            rows[int(edit.path[1])] = simple(edit.value)
        else:
            values[str(edit.path[0])] = edit.value
    values["attendance"] = rows
    return Record(MEETING, values, meeting.file, meeting.start)


def quorum_words(portfolio: Portfolio, meeting: Record) -> str:
    """Whether enough are there, in a sentence or two."""
    group = portfolio.get_kind(meeting.text("group"), "group")
    quorum = quorum_of(portfolio, meeting)
    title = group.title if group else "group"
    there = f"{quorum.present} member{'' if quorum.present == 1 else 's'} there"
    if quorum.state == "not-set":
        said = f"Quorum not set for the {title}; {there}."
    else:
        part = group.part("quorum") if group else None
        least = part.whole("least") if part else None
        asked = f" of at least {least}" if least else ""
        missing = ", ".join(portfolio.title_of(each) for each in quorum.missing)
        wanted = f", and without {missing}" if missing else ""
        said = f"Quorum {'met' if quorum.state == 'met' else 'not met'}: {there}{asked}{wanted}."
    if not is_lead_partners_body(portfolio, meeting.text("group")):
        return said
    away = [
        partner.title
        for identity, partner in partners_on(portfolio, meeting.date("date") or date.max).items()
        if not voices_of(portfolio, meeting, identity)
    ]
    return (
        f"{said} Nobody yet to agree a joint decision for: {', '.join(away)}."
        if away
        else f"{said} All lead partners can agree."
    )


def voices_of(portfolio: Portfolio, meeting: Record, partner: str) -> tuple[str, ...]:
    """The members' posts that can speak for a partner: there, or with an authorised deputy."""
    return tuple(
        each.post
        for each in attendees_of(portfolio, meeting)
        if each.post is not None
        and each.agency == partner
        and (each.status in PRESENT or each.is_deputised)
        and counts(portfolio, meeting, each)
    )


def attend_plan(meeting_id: str, sheet: Sheet) -> Plan:
    """The change that notes a sheet in the attendance of a meeting."""

    def plan(desk: Desk) -> Change:
        portfolio = desk.portfolio
        meeting = the_one(portfolio, meeting_id, "meeting")
        require_open(portfolio, meeting, desk.as_of)
        _require_possible(meeting, sheet, desk.as_of)
        places = places_of(portfolio, meeting)
        noted = sheet._replace(entries=_in_order(sheet.entries, places))
        after = trial_meeting(portfolio, meeting, noted, places)
        count = "1 person" if len(noted.entries) == 1 else f"{len(noted.entries)} people"
        return Change(
            f"Attendance at {meeting.title}: {count} noted",
            tuple(_edits(portfolio, meeting, noted, places)),
            COMMAND,
            tuple(_follows(portfolio, after, places, desk.as_of)),
            shown=tuple(_shown(portfolio, noted, after)),
        )

    return plan


def _in_order(entries: Sequence[Entry], places: Sequence[Place]) -> tuple[Entry, ...]:
    """Entries as people are asked about, so that the order of options leaves no trace."""
    order = {place.key: number for number, place in enumerate(places)}
    return tuple(sorted(entries, key=lambda each: order.get(each.place.key, len(order))))


def _require_possible(meeting: Record, sheet: Sheet, as_of: date) -> None:
    """Refuse what can't be known before the day, and people noted twice.

    Raises:
        UsageError: the meeting is yet to come, or someone is noted in two ways.
    """
    day = meeting.date("date")
    if (
        day is not None
        and day > as_of
        and any(each.status != "apologies" for each in sheet.entries)
    ):
        raise UsageError(
            f"{meeting.id} is on {write_date(day)}; before the day only apologies and deputies"
            " can be noted."
        )
    seen: set[tuple[str, str, str]] = set()
    for entry in sheet.entries:
        if entry.place.key in seen:
            raise UsageError(f"{entry.place.post or entry.place.agency} is noted in two ways.")
        seen.add(entry.place.key)


def _edits(
    portfolio: Portfolio, meeting: Record, sheet: Sheet, places: Sequence[Place]
) -> list[AddRow | SetField]:
    """The rows that are new or differ, and the chair."""
    identity = meeting.id or ""
    known = {place.key: row for place, row in rows_by_place(portfolio, meeting, places).items()}
    chair = sheet.chair or _chair(portfolio, meeting, sheet)
    edits: list[AddRow | SetField] = []
    for entry in (*sheet.entries, *_touched(portfolio, meeting, sheet, places, chair)):
        row = known.get(entry.place.key)
        values = _row(entry, chair, sheet.minute_taker, row)
        if row is None:
            edits.append(AddRow(identity, ("attendance",), values))
        elif simple(values) != simple(row.values):
            edits.append(SetField(identity, row.path, values))
    if chair and chair != resolve(portfolio, meeting.text("chaired_by")):
        edits.append(SetField(identity, ("chaired_by",), chair))
    return edits


def _touched(
    portfolio: Portfolio, meeting: Record, sheet: Sheet, places: Sequence[Place], chair: str
) -> Iterable[Entry]:
    """Rows that the sheet does not speak of, and whose part changes with chair or minutes."""
    named = {each.place.key for each in sheet.entries}
    for place, row in rows_by_place(portfolio, meeting, places).items():
        is_chair = row.text("role") == "chair"
        if place.key not in named and (
            is_chair != (place.post == chair) or (place.post and place.post == sheet.minute_taker)
        ):
            yield entry_of(portfolio, place, row)


def _chair(portfolio: Portfolio, meeting: Record, sheet: Sheet) -> str:
    """Who took the chair when nobody says so: whoever was to, if there; else the group's chair."""
    there = {each.place.post for each in sheet.entries if each.status in PRESENT}
    there |= {
        resolve(portfolio, row.text("post")) or ""
        for row in meeting.rows("attendance")
        if row.text("status") in PRESENT
    }
    there -= {each.place.post for each in sheet.entries if each.status not in PRESENT}
    group = portfolio.get_kind(meeting.text("group"), "group")
    day = meeting.date("date")
    usual = chair_of(portfolio, group, day) if group is not None and day is not None else None
    planned = resolve(portfolio, meeting.text("chaired_by"))
    return next((each for each in (planned, usual) if each and each in there), "")


def _row(entry: Entry, chair: str, minute_taker: str, before: Fields | None) -> dict[str, Any]:
    """The row of an entry; what it does not speak of stays as it was."""
    place = entry.place
    role = place.role
    if place.post and entry.status in PRESENT and place.post in (chair, minute_taker):
        role = "chair" if place.post == chair else "minute-taker"
    elif before is not None and before.text("role") == "minute-taker" and not minute_taker:
        role = "minute-taker"
    elif role == "chair":
        role = "member"
    kept = before.values if before is not None else {}
    is_there = entry.status in PRESENT
    items = [as_number(each) for each in entry.items] or (is_there and kept.get("for_items"))
    values = {
        "post": place.post,
        "agency": kept.get("agency") or place.agency,
        "status": entry.status,
        "role": "" if role == "member" else role,
        "deputy": "" if is_there else entry.deputy,
        "deputy_title": "" if is_there else entry.deputy_title,
        "deputy_authorised": entry.is_authorised and not is_there,
        "for_items": items,
        "note": kept.get("note") or place.note,
    }
    return {name: value for name, value in values.items() if value}


def as_number(words: str) -> int | str:
    """The number of an item as records hold it: a whole number where it is one."""
    return int(words) if words.isdigit() else words


def _follows(
    portfolio: Portfolio, after: Record, places: Sequence[Place], as_of: date
) -> Iterable[str]:
    """What the attendance means now, and what is still to be said."""
    if (after.date("date") or as_of) > as_of:
        return
    yield quorum_words(portfolio, after)
    known = rows_by_place(portfolio, after, places)
    open_ones = [each for each in places if each.is_seat and each not in known]
    if open_ones:
        names = [portfolio.title_of(each.post or each.agency) for each in open_ones[:_LISTED]]
        more = [f"{len(open_ones) - _LISTED} more"] if len(open_ones) > _LISTED else []
        yield f"Nothing is noted yet of: {'; '.join((*names, *more))}."
    chair = resolve(portfolio, after.text("chaired_by"))
    there = {each.post for each in attendees_of(portfolio, after) if each.status in PRESENT}
    if there and chair not in there:
        yield "It is not said who took the chair: --chair POST."
    yield f"`sscp meeting minute {after.id}` writes down what was said."


def _shown(portfolio: Portfolio, sheet: Sheet, after: Record) -> Iterable[Shown]:
    """Every entry in words: how, who, and in which part."""
    rows = rows_by_place(portfolio, after, [each.place for each in sheet.entries])
    for entry in sheet.entries:
        words = [label_of(portfolio, entry.place)]
        role = rows[entry.place].text("role")
        if role is not None:
            words.append(_ROLES[role])
        if deputy := portfolio.title_of(entry.deputy) or entry.deputy_title:
            power = "may decide" if entry.is_authorised else "without authority to decide"
            words.append(f"deputy: {deputy}, {power}")
        if entry.items:
            words.append(f"for item {', '.join(entry.items)}")
        yield Shown(_STATUSES[entry.status], "; ".join(words))
        if entry.deputy_title and (doubt := doubt_of_deputy(portfolio, entry.deputy_title)):
            yield Shown("", f"Doubtful: {doubt}")


def doubt_of_deputy(portfolio: Portfolio, title: str) -> str:
    """Why the title of a deputy may be a name; empty where it holds a word of any post."""
    known = set(_RANKS)
    for post in portfolio.of_kind("post"):
        names = (post.id or "", post.title, *post.texts("also_known_as"))
        known |= {word for name in names for word in _words(name)}
    if known & _words(title):
        return ""
    return (
        f"{title} holds no word of any post. A deputy is named by post or by title, never by name."
    )


def _words(text: str) -> set[str]:
    return {word for word in re.split(r"[^a-z]+", text.lower()) if len(word) > 2}

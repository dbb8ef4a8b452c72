"""Meetings as a calendar file that diaries import; importing it again updates what is there.

The same meeting always has the same UID. Its SEQUENCE rises with each change of
day, time or place that its record keeps, and when it is called off; it never
falls. Where it stays the same the later DTSTAMP wins. The bytes depend on the
records and the date reckoned from alone.

Source: RFC 5545, sections 3.8.4.7, 3.8.7.2 and 3.8.7.4.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from sscp.governance.meetings import CANCELLED, HELD, MOVED_AWAY
from sscp.model.dates import write_date
from sscp.render.lines import safe
from sscp.views.meeting_events import MeetingEvent, MeetingEvents

LONDON = "Europe/London"
INVENTED = "Illustrative: "
_PRODUCT = "-//sscp//governance calendar//EN"

# The rules since 1996, written out so that the bytes do not change with the
# machine's own tables.
_LONDON_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
"""


def write_ics(view: MeetingEvents) -> bytes:
    """The calendar file (RFC 5545, lines end in CRLF) of some meetings."""
    found = Calendar()
    found.add("prodid", _PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", safe(view.name))
    found.add("x-wr-timezone", LONDON)
    if told := _about(view):
        found.add("x-wr-caldesc", told)
    found.add_component(Timezone.from_ical(_LONDON_RULES))
    stamp = datetime.combine(view.as_of, time(), UTC)
    for meeting in view.meetings:
        found.add_component(_event(meeting, view.register, stamp))
    return bytes(found.to_ical())


def _about(view: MeetingEvents) -> str:
    told = []
    if view.illustrative:
        told.append("Illustrative: the business in it is invented as an example.")
    if view.withheld:
        told.append("Material for narrower audiences is withheld.")
    return " ".join(told)


def _event(meeting: MeetingEvent, register: str, stamp: datetime) -> Event:
    """One meeting: confirmed once it has a time or was held, tentative while it has a day alone."""
    event = Event()
    event.add("uid", safe(f"{meeting.lasting_id}@{register}.sscp"))
    event.add("dtstamp", stamp)
    event.add("sequence", meeting.changes)
    event.add("summary", safe((INVENTED if meeting.illustrative else "") + meeting.title))
    event.add("status", _status(meeting))
    if meeting.starts is None:
        event.add("dtstart", meeting.date)
        event.add("dtend", meeting.date + timedelta(days=1))
    else:
        event.add("dtstart", _moment(meeting.date, meeting.starts))
        if meeting.ends is not None and meeting.ends > meeting.starts:
            event.add("dtend", _moment(meeting.date, meeting.ends))
    if meeting.place:
        event.add("location", safe(meeting.place))
    if told := _description(meeting):
        event.add("description", told)
    return event


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(LONDON))


def _status(meeting: MeetingEvent) -> str:
    if not meeting.takes_place:
        return "CANCELLED"
    return "CONFIRMED" if meeting.standing == HELD or meeting.starts else "TENTATIVE"


def _description(meeting: MeetingEvent) -> str:
    """What has happened to the plan and why, a line each."""
    told = []
    if meeting.moved_from is not None:
        told.append(f"Moved from {write_date(meeting.moved_from)}.")
    if meeting.standing == CANCELLED:
        told.append("Cancelled.")
    if meeting.standing == MOVED_AWAY:
        told.append("Moved to another day.")
    if meeting.reason:
        told.append(safe(meeting.reason))
    if meeting.illustrative:
        told.append("This meeting is invented as an example.")
    return "\n".join(told)

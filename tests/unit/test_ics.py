"""Calendar files, read back with a calendar library: what a diary makes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar, Event

from sscp.exchange.ics import write_ics
from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.views.meeting_events import view_meeting_events
from tests.builders import Row, build, meeting

DAY = "2023-05-17"
SETTINGS = {"id": "testing", "name": "Test Partnership"}


def written(*meetings: Row, as_of: str = "2023-05-01", settings: Row | None = None) -> bytes:
    portfolio = build(settings or SETTINGS, meetings=meetings)
    return write_ics(view_meeting_events(portfolio, date.fromisoformat(as_of)))


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).events)


def event(as_of: str = "2023-05-01", **fields: Any) -> Event:
    row = meeting("board", DAY, **{"title": "Board", "status": "planned", **fields})
    (found,) = events(written(row, as_of=as_of))
    return found


def text(found: Event, name: str) -> str | None:
    value = found.get(name)
    return None if value is None else str(value)


def sequence(found: Event) -> int:
    return int(str(found["SEQUENCE"]))


def test_a_meeting_with_times_is_an_event_in_londons_time() -> None:
    found = event(starts="09:30", ends="12:00", place="Council House, Solihull")
    start, end = found.decoded("DTSTART"), found.decoded("DTEND")
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert start.astimezone(UTC) == datetime(2023, 5, 17, 8, 30, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2023, 5, 17, 11, 0, tzinfo=UTC)
    assert text(found, "LOCATION") == "Council House, Solihull"
    assert text(found, "STATUS") == "CONFIRMED"


def test_the_file_brings_the_rules_of_londons_time_with_it() -> None:
    content = Calendar.from_ical(written(meeting("board", "2023-12-13", starts="14:00")))
    (zone,) = content.timezones
    rules = zone.to_tz()
    for day, hours in (
        (datetime(2023, 3, 25, 12), 0),  # noqa: DTZ001 - local time is what is asked
        (datetime(2023, 3, 26, 12), 1),  # noqa: DTZ001
        (datetime(2023, 10, 28, 12), 1),  # noqa: DTZ001
        (datetime(2023, 10, 29, 12), 0),  # noqa: DTZ001
        (datetime(2035, 7, 1, 12), 1),  # noqa: DTZ001
    ):
        offset = day.replace(tzinfo=rules).utcoffset()
        assert offset is not None
        assert offset.total_seconds() == hours * 3600


def test_a_meeting_without_times_takes_the_whole_day_and_is_tentative() -> None:
    found = event()
    assert found.decoded("DTSTART") == date(2023, 5, 17)
    assert found.decoded("DTEND") == date(2023, 5, 18)
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert text(found, "STATUS") == "TENTATIVE"


@pytest.mark.parametrize("ends", [None, "09:30", "09:00"])
def test_an_end_that_is_not_after_the_start_is_left_out(ends: str | None) -> None:
    found = event(starts="09:30", **({"ends": ends} if ends else {}))
    assert "DTEND" not in found
    assert found.decoded("DTSTART").hour == 9


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "held"}, "CONFIRMED"),
        ({"status": "planned", "starts": "09:30"}, "CONFIRMED"),
        ({"status": "planned"}, "TENTATIVE"),
        ({"status": "cancelled", "starts": "09:30"}, "CANCELLED"),
        ({"status": "moved"}, "CANCELLED"),
        ({"status": "moved", "originally_planned_for": "2023-05-10"}, "TENTATIVE"),
    ],
)
def test_a_diary_is_told_how_sure_a_meeting_is(fields: Row, status: str) -> None:
    assert text(event("2023-06-01", **fields), "STATUS") == status


def test_importing_again_updates_the_same_event_and_never_goes_back() -> None:
    moved = {"originally_planned_for": "2023-05-10"}
    way = [
        event("2023-04-01"),
        event("2023-04-02", starts="09:30"),
        event("2023-04-03", **moved),
        event("2023-05-20", status="held", **moved),
        event("2023-05-21", status="cancelled", **moved),
    ]
    assert {text(found, "UID") for found in way} == {f"board-{DAY}@testing.sscp"}
    assert [sequence(found) for found in way] == [0, 0, 1, 1, 3]
    stamps = [found.decoded("DTSTAMP") for found in way]
    assert stamps == sorted(stamps)
    assert stamps[0] == datetime(2023, 4, 1, tzinfo=UTC)


def plan(day: str, **more: str) -> Row:
    return {"changed_on": "2023-04-01", "date": day, **more}


@pytest.mark.parametrize(
    ("first", "rows", "number"),
    [
        (None, [], 0),
        (None, [plan(DAY, starts="09:00")], 1),
        ("2023-05-10", [], 1),
        (DAY, [plan(DAY), plan("2023-05-10")], 2),
        (DAY, [plan("2023-05-10")], 2),
        (DAY, [plan("2023-05-10"), plan(DAY)], 3),
        ("2023-05-10", [plan("2023-05-10")], 1),
        ("2023-05-10", [plan("2023-05-10", starts="09:00"), plan("2023-05-10")], 2),
        ("2023-05-10", [plan(DAY, place="Here")], 2),
    ],
)
def test_the_number_counts_what_was_kept_and_one_move_from_before_it_was(
    first: str | None, rows: list[Row], number: int
) -> None:
    fields: Row = {"originally_planned_for": first} if first else {}
    assert sequence(event(earlier_plans=rows, **fields)) == number
    assert sequence(event(earlier_plans=rows, status="cancelled", **fields)) == number + 2


def test_a_renamed_meeting_updates_the_event_it_was() -> None:
    assert text(event(formerly=["board-one"]), "UID") == "board-one@testing.sscp"


def test_a_cancelled_or_moved_meeting_says_why() -> None:
    found = event(status="cancelled", reason="No business; urgent items only")
    assert text(found, "DESCRIPTION") == "Cancelled.\nNo business; urgent items only"
    found = event(originally_planned_for="2023-05-10", reason="The room was taken")
    assert text(found, "DESCRIPTION") == "Moved from 10 May 2023.\nThe room was taken"


def test_an_invented_meeting_says_so_in_its_title() -> None:
    found = event(illustrative=True)
    assert text(found, "SUMMARY") == "Illustrative: Board"
    assert "invented" in str(found["DESCRIPTION"])
    assert text(event(), "SUMMARY") == "Board"


HOSTILE = [
    "Budget, estates; minutes",
    "One\\nTwo \\, three",
    "First\nEND:VEVENT\nBEGIN:VEVENT\nUID:forged",
    "First\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged",
    "First\rATTACH:file:///etc/passwd",
    "BEGIN:VEVENT",
    'Quoted "words": and; more',
    "Wide \u2028line\u0085break",
    "Ü" * 200,
    "x" * 300,
]


@pytest.mark.parametrize("field", ["title", "place", "reason"])
@pytest.mark.parametrize("words", HOSTILE)
def test_a_text_stays_text_whatever_it_holds(field: str, words: str) -> None:
    row = meeting("board", DAY, **{"title": "Board", "status": "cancelled", field: words})
    content = written(row)
    (found,) = events(content)
    name = {"title": "SUMMARY", "place": "LOCATION", "reason": "DESCRIPTION"}[field]
    one_line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    shown = text(found, name) or ""
    assert shown.removeprefix("Cancelled.\n") == one_line
    assert text(found, "UID") == f"board-{DAY}@testing.sscp"
    assert set(found) <= {
        *("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "STATUS"),
        *("DTSTART", "DTEND", "LOCATION", "DESCRIPTION"),
    }
    lines = content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(len(line) for line in lines) <= 75


def test_names_of_the_register_stay_text() -> None:
    settings = {"id": "a\nBEGIN:VEVENT", "name": "North, South; East\nEND:VCALENDAR"}
    content = Calendar.from_ical(written(meeting("board", DAY), settings=settings))
    assert str(content["X-WR-CALNAME"]) == "North, South; East END:VCALENDAR"
    assert len(content.events) == 1


def test_the_bytes_are_the_same_each_time() -> None:
    rows = [meeting("board", DAY, starts="09:30"), meeting("panel", "2023-05-18")]
    assert written(*rows) == written(*reversed(rows)) == written(*rows)


def test_a_register_without_meetings_is_an_empty_calendar() -> None:
    content = written()
    assert events(content) == []
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_a_reader_is_told_that_material_is_withheld_and_never_how_much() -> None:
    portfolio = build(
        SETTINGS,
        meetings=[meeting("a", DAY), meeting("b", DAY, audience="public")],
    )
    seen = restrict(portfolio, Audience.PUBLIC)
    content = Calendar.from_ical(write_ics(view_meeting_events(seen, date(2023, 5, 1))))
    assert [str(found["UID"]) for found in content.events] == [f"b-{DAY}@testing.sscp"]
    assert str(content["X-WR-CALDESC"]) == "Material for narrower audiences is withheld."

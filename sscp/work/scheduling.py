"""A series of meetings put into the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sscp.errors import UsageError
from sscp.governance.index import index_of
from sscp.governance.meetings import PLANNED, takes_place
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Choice, Shape
from sscp.model.kinds.meetings import MEETING
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.series import SeriesDay, series_days
from sscp.timing.working_days import calendar_of
from sscp.work.habits import last_meeting, usual, weekday_of
from sscp.work.verb import Answers, Question, Verb, ask_field, subject
from sscp.write.change import Change, Desk, Shown
from sscp.write.edits import NewRecord

_WEEKDAYS = tuple(
    Choice(name.lower(), name) for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
)
_DAY = timedelta(days=1)
_YEAR = Interval(12, 0)
_MOST = 60
_LEAST_DAYS = 7


def _schedule(desk: Desk, answers: Answers) -> Change:
    group = answers.record("group")
    start, until = answers.day("from_"), answers.day("until")
    assert start is not None
    assert until is not None
    days = _days_of_series(desk.portfolio, answers, group, start, until)
    refuse_past(days[0].day, answers.as_of)
    _refuse_taken(desk.portfolio, group, [each.day for each in days])
    edits = [
        NewRecord(MEETING, _new_meeting(desk.portfolio, group, each.day, answers)) for each in days
    ]
    count = "1 meeting" if len(days) == 1 else f"{len(days)} meetings"
    return Change(
        f"{count} of the {group.title} planned",
        tuple(edits),
        "meeting schedule",
        tuple(_after_series(desk.portfolio, group, days, start, until)),
        shown=tuple(_show_day(answers, each) for each in days),
    )


def _days_of_series(
    portfolio: Portfolio, answers: Answers, group: Record, start: date, until: date
) -> tuple[SeriesDay, ...]:
    """The days to be taken.

    Raises:
        UsageError: there are none, or too many.
    """
    if until <= start:
        raise UsageError(
            f"The series would end on {write_date(until)}, before it begins; give a later --until."
        )
    interval = read_interval(answers.text("every"))
    if interval is None or (interval.months == 0 and interval.days < _LEAST_DAYS):
        raise UsageError("A series needs a week at least from one meeting to the next.")
    before = last_meeting(portfolio, group.id or "", start)
    weekday = [each.value for each in _WEEKDAYS].index(answers.text("weekday"))
    days = series_days(
        calendar_of(portfolio),
        before.date("date") if before else None,
        start,
        until,
        interval,
        weekday,
    )
    if not days:
        raise UsageError(
            f"No meeting falls from {write_date(start)} to {write_date(until)};"
            " give a later --until."
        )
    if len(days) > _MOST:
        raise UsageError(
            f"That would be {len(days)} meetings; plan at most {_MOST} at a time,"
            " with an earlier --until."
        )
    return days


def _refuse_taken(portfolio: Portfolio, group: Record, days: Sequence[date]) -> None:
    """Refuse days on which the group meets already.

    Raises:
        UsageError: one of the days is taken.
    """
    for day in days:
        taken = meeting_on(portfolio, group, day)
        if taken is not None:
            raise UsageError(
                f"The {group.title} meets on {write_long_date(day)} already ({taken.id});"
                f" plan up to it with --until {day}, or after it with --from {day + _DAY}."
            )


def refuse_past(day: date, as_of: date) -> None:
    """Refuse a day on which nothing can be planned any more.

    Raises:
        UsageError: it is before the day reckoned from.
    """
    if day < as_of:
        raise UsageError(
            f"{write_long_date(day)} has passed; a meeting is planned for a day still to come."
        )


def meeting_on(portfolio: Portfolio, group: Record, day: date) -> Record | None:
    """The meeting of a group that takes place on a day."""
    for meeting in index_of(portfolio).meetings.get(group.id or "", ()):
        if meeting.date("date") == day and takes_place(meeting):
            return meeting
    return None


def _new_meeting(
    portfolio: Portfolio, group: Record, day: date, answers: Answers
) -> dict[str, Any]:
    values = {
        "id": _new_id(portfolio, group, day),
        "title": title_on(group, day),
        "group": group.id,
        "date": day,
        "starts": answers.text("starts"),
        "ends": answers.text("ends"),
        "place": answers.text("place"),
        "status": PLANNED,
        "source": group.id,
        "illustrative": portfolio.is_illustrative,
    }
    return {name: value for name, value in values.items() if value}


def title_on(group: Record, day: date) -> str:
    """The title of a group's meeting on a day."""
    return f"{group.title}, {write_date(day)}"


def _new_id(portfolio: Portfolio, group: Record, day: date) -> str:
    """The group and the day; a second meeting on the day is told apart by a number."""
    first = f"{group.id}-{day.isoformat()}"
    names = [first, *(f"{first}-{number}" for number in range(2, 10))]
    return next((name for name in names if portfolio.get(name) is None), names[-1])


def _show_day(answers: Answers, one: SeriesDay) -> Shown:
    starts, ends = answers.text("starts"), answers.text("ends")
    hours = f"{starts} to {ends}" if starts and ends else starts
    words = ", ".join(filter(None, (hours, answers.text("place"))))
    if one.avoided is not None:
        instead = f"not {write_date(one.avoided.day)}, {one.avoided.reason}"
        words = f"{words} ({instead})" if words else instead
    return Shown(write_long_date(one.day), words)


def _after_series(
    portfolio: Portfolio,
    group: Record,
    days: Sequence[SeriesDay],
    start: date,
    until: date,
) -> list[str]:
    """What is to be said of a series beside its days."""
    said = []
    others = [
        write_date(day)
        for meeting in index_of(portfolio).meetings.get(group.id or "", ())
        if (day := meeting.date("date")) and start <= day < until and takes_place(meeting)
    ]
    if others:
        said.append(f"The group also meets on {', '.join(others)}, as planned before.")
    calendar = calendar_of(portfolio)
    if not calendar.is_known(*(each.day for each in days)):
        said.append(
            f"Bank holidays are known up to {write_date(calendar.known_to)};"
            " look again at the days after it."
        )
    return said


def _meeting_groups(answers: Answers) -> Sequence[str]:
    """The groups that have met or must, by id."""
    portfolio = answers.portfolio
    met = set(index_of(portfolio).meetings)
    return sorted(
        group.id
        for group in portfolio.of_kind("group")
        if group.id and (group.id in met or group.has("cadence"))
    )


def _day_after_last(answers: Answers) -> date:
    """The day after the group's last meeting that is planned; today where that is past."""
    days = [
        day
        for meeting in index_of(answers.portfolio).meetings.get(answers.text("group"), ())
        if takes_place(meeting) and (day := meeting.date("date")) is not None
    ]
    return max([answers.as_of, *(day + _DAY for day in days)])


def _year_later(answers: Answers) -> date:
    return _YEAR.after(answers.day("from_") or answers.as_of)


def _cadence(answers: Answers) -> str:
    group = answers.portfolio.get_kind(answers.text("group"), "group")
    cadence = group.part("cadence") if group else None
    return cadence.words("interval") if cadence else ""


def _usual_weekday(answers: Answers) -> str:
    found = weekday_of(answers.portfolio, answers.text("group"))
    start = answers.day("from_")
    if found is None and start is not None:
        found = start.weekday()
    return _WEEKDAYS[found].value if found is not None and found < len(_WEEKDAYS) else ""


def _usual(field: str) -> Any:
    return lambda answers: usual(answers.portfolio, answers.text("group"), field)


VERBS = (
    Verb(
        "meeting",
        "schedule",
        "Plan a series of meetings of a group. Never on a weekend or a holiday.",
        (
            subject("group", "The group that meets.", offered=_meeting_groups),
            Question(
                "from_",
                "The series begins on this day or after it.",
                Shape.DATE,
                required=True,
                default=_day_after_last,
                hint="When not given: the day after the last meeting planned, or today.",
            ),
            Question(
                "until",
                "It ends before this day.",
                Shape.DATE,
                required=True,
                default=_year_later,
                hint="When not given: a year after its beginning.",
            ),
            Question(
                "every",
                "The longest time from one meeting to the next, such as '6 weeks'.",
                Shape.INTERVAL,
                required=True,
                default=_cadence,
                hint="When not given: how often the group must meet.",
            ),
            Question(
                "weekday",
                "The day of the week.",
                Shape.CHOICE,
                required=True,
                choices=_WEEKDAYS,
                default=_usual_weekday,
                hint="When not given: that of the group's last meeting.",
            ),
            ask_field(MEETING, "starts", default=_usual("starts")),
            ask_field(MEETING, "ends", default=_usual("ends")),
            ask_field(MEETING, "place", default=_usual("place")),
        ),
        _schedule,
        asks_first=True,
    ),
)

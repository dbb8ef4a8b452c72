"""The governance year as lines of text, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sscp.model.dates import write_date
from sscp.render.dashboard import banner
from sscp.render.lines import Line, Style, heading, wrapped
from sscp.timing.deadline import UNVERIFIED
from sscp.timing.states import State
from sscp.views.calendar import (
    ACTION,
    CLOCK,
    DOCUMENT,
    MEETING,
    OUTCOME,
    RETURNS,
    CalendarEntry,
    CalendarMonth,
    CalendarView,
)

_BEFORE_TITLE = {
    CLOCK: "Deadline: ",
    DOCUMENT: "Revise: ",
    RETURNS: "Returns due: ",
}
_MEETING_WORDS = {
    "held": "held",
    "planned": "planned",
    "cancelled": "cancelled",
    "moved": "moved to another day",
}
_STYLES = {
    State.OVERDUE.value: Style.BAD,
    State.DUE_SOON.value: Style.WARN,
    "held": Style.GOOD,
    "cancelled": Style.FAINT,
    "moved": Style.FAINT,
}
_REST = " " * 10


def calendar_lines(view: CalendarView) -> list[Line]:
    """The year at a glance; today stands among the entries of its month."""
    lines = banner(view.name, view.as_of, False, view.illustrative, view.withheld)
    span = f"{write_date(view.first_day)} to {write_date(view.last_day)}"
    lines += wrapped(f"Governance year {view.year}, {span}")
    if view.earlier:
        lines += heading("Overdue from before")
        for entry in view.earlier:
            lines += _entry_lines(entry, f"{entry.date:%d %b %Y}", " " * 15)
    for month in view.months:
        lines += _month_lines(month, view.as_of)
    return lines


def _month_lines(month: CalendarMonth, as_of: date) -> list[Line]:
    first = date.fromisoformat(f"{month.month}-01")
    lines = heading(f"{first:%B %Y}")
    is_now = (first.year, first.month) == (as_of.year, as_of.month)
    today = [Line(f"  {_day(as_of)}  -- today --", Style.HEADING)] if is_now else []
    for entries in _gathered(month.entries):
        if today and entries[0].date > as_of:
            lines += today
            today = []
        if len(entries) > 1:
            lines += _outcome_lines(entries)
        else:
            lines += _entry_lines(entries[0], _day(entries[0].date), _REST)
    lines += today
    if month.actions_due:
        lines += wrapped(_actions_words(month), _REST)
    elif not month.entries and not is_now:
        lines += wrapped("Nothing.", _REST, style=Style.FAINT)
    return lines


def _gathered(entries: Iterable[CalendarEntry]) -> list[tuple[CalendarEntry, ...]]:
    """The entries, the outcomes of one plan that fall due on one day taken together.

    Those that are overdue stand alone.
    """

    def kind(entry: CalendarEntry) -> tuple[object, ...]:
        if entry.form == OUTCOME and not entry.days_overdue:
            return entry.date, entry.form, entry.id
        return entry.date, entry.form, entry.id, entry.item, entry.title

    return [tuple(found) for _, found in groupby(entries, kind)]


def _outcome_lines(entries: tuple[CalendarEntry, ...]) -> list[Line]:
    """The outcomes of one plan that fall due on one day."""
    first = entries[0]
    keys = ", ".join(entry.item for entry in entries)
    said = f"Plan outcomes {keys}: {first.note}"
    soon = f" ({_state_words(first)})" if first.state == State.DUE_SOON.value else ""
    lead = f"  {_day(first.date)}".ljust(len(_REST))
    return wrapped(said + soon, lead, _REST, _STYLES.get(first.state, Style.PLAIN))


def _day(day: date) -> str:
    return f"{day:%a} {day.day:>2}"


def _actions_words(month: CalendarMonth) -> str:
    number = month.actions_due
    words = f"{number} open action{' falls' if number == 1 else 's fall'} due"
    return words + (f", {month.actions_overdue} of them overdue" if month.actions_overdue else "")


def _entry_lines(entry: CalendarEntry, day: str, rest: str) -> list[Line]:
    """One entry: its day, what it is, and how it stands in words; not due goes without saying."""
    words = [_state_words(entry), *_notes(entry)]
    said = ", ".join(word for word in words if word)
    marks = " (for information)" if entry.information else ""
    marks += UNVERIFIED if entry.unverified else ""
    return wrapped(
        f"{_name(entry)}{': ' if said else ''}{said}{marks}",
        f"  {day}".ljust(len(rest)),
        rest,
        _STYLES.get(entry.state, Style.PLAIN),
    )


def _name(entry: CalendarEntry) -> str:
    if entry.form == ACTION:
        return f"Action {entry.id}, {entry.title}"
    if entry.form == OUTCOME:
        return f"Plan outcome {entry.item}, {entry.title}"
    return _BEFORE_TITLE.get(entry.form, "") + entry.title


def _notes(entry: CalendarEntry) -> list[str]:
    """What is said beside an entry; how a clock is counted is left to `sscp clocks`."""
    return [entry.holidays] if entry.form == CLOCK else [entry.note, entry.holidays]


def _state_words(entry: CalendarEntry) -> str:
    if entry.form == MEETING:
        return _MEETING_WORDS.get(entry.state, entry.state)
    if entry.days_overdue:
        return f"overdue {entry.days_overdue} day{'' if entry.days_overdue == 1 else 's'}"
    if entry.state in ("", State.NOT_DUE.value):
        return ""
    return State(entry.state).words

"""Working days: which days count, and how they are counted on and back.

A working day is any day that is not a Saturday, a Sunday, a bank holiday or a
closure of the register's own. The day of the event is day 0, the next working
day is day 1, and something is due at the end of day N; counting back from a
publication works the same way. An event on a day that does not count starts
with the next working day as day 1, without an extra day.

Source: practice note 1.6 (SI 2006/1738 regulation 2; Banking and Financial
Dealings Act 1971). Checked: 22 November 2026.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio

_DAY = timedelta(days=1)
_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "calendars")
DEFAULT_REGION = "GB-ENG"


class Excluded(NamedTuple):
    """A day that does not count, and why."""

    day: date
    reason: str


class Calendar:
    """The working days of one region.

    Attributes:
        region: such as GB-ENG.
        known_from: the first day for which bank holidays are known (inclusive).
        known_to: the last day for which they are known (inclusive).
        checked: the day the list was last checked.
    """

    def __init__(
        self,
        region: str,
        holidays: dict[date, str],
        known_from: date,
        known_to: date,
        checked: date | None = None,
    ) -> None:
        self.region = region
        self.known_from = known_from
        self.known_to = known_to
        self.checked = checked
        self._holidays = holidays

    def with_closures(self, closures: dict[date, str]) -> Calendar:
        """The same calendar with local closure days added."""
        merged = {**closures, **self._holidays}
        return Calendar(self.region, merged, self.known_from, self.known_to, self.checked)

    def why_excluded(self, day: date) -> str | None:
        """Why a day does not count: Saturday, Sunday, or a holiday's name; None when it counts."""
        if day.weekday() >= 5:
            return "Saturday" if day.weekday() == 5 else "Sunday"
        return self._holidays.get(day)

    def is_working_day(self, day: date) -> bool:
        """True when the day counts."""
        return day.weekday() < 5 and day not in self._holidays

    def add(self, start: date, length: int) -> date:
        """The last day in time: `length` working days after `start`, which is day 0.

        A negative length counts back in the same way. Zero gives `start` itself.
        """
        step = _DAY if length > 0 else -_DAY
        day, left = start, abs(length)
        while left:
            day += step
            if self.is_working_day(day):
                left -= 1
        return day

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to `end` (start excluded, end included).

        Negative when `end` lies before `start`, counted back the same way.
        """
        if end < start:
            day, number = start, 0
            while day > end:
                day -= _DAY
                number -= self.is_working_day(day)
            return number
        number = 0
        day = start
        while day < end:
            day += _DAY
            number += self.is_working_day(day)
        return number

    def excluded_between(self, start: date, end: date) -> tuple[Excluded, ...]:
        """The days after the earlier date and up to the later one that do not count, in order."""
        first, last = min(start, end), max(start, end)
        if end < start:
            first, last = first - _DAY, last - _DAY
        found = []
        day = first
        while day < last:
            day += _DAY
            reason = self.why_excluded(day)
            if reason:
                found.append(Excluded(day, reason))
        return tuple(found)

    def last_working_day_before(self, day: date) -> date:
        """The last working day on or before a day: when to warn of a date on a weekend."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def unknown(self, *days: date) -> str:
        """What is to be said where bank holidays of some days are not known; empty where they are.

        The end of what is known matters more than its beginning: it is what the days to come lack.
        """
        if any(day > self.known_to for day in days):
            return f"bank holidays are known only to {write_date(self.known_to)}"
        if any(day < self.known_from for day in days):
            return f"bank holidays are known only from {write_date(self.known_from)}"
        return ""

    def is_known(self, *days: date) -> bool:
        """True when the bank holidays of all these days are known."""
        return all(self.known_from <= day <= self.known_to for day in days)


_READ: dict[str, Calendar] = {}


def read_calendar(region: str) -> Calendar | None:
    """The packaged calendar of a region such as GB-ENG; None when there is none."""
    if region not in _READ:
        path = os.path.join(_FOLDER, f"{region}.json")
        if not region.replace("-", "").isalpha() or not os.path.isfile(path):
            return None
        with open(path, encoding="utf-8") as stream:
            content = json.load(stream)
        _READ[region] = Calendar(
            region,
            {date.fromisoformat(day): name for day, name in content["days"].items()},
            date.fromisoformat(content["known_from"]),
            date.fromisoformat(content["known_to"]),
            date.fromisoformat(content["checked"]),
        )
    return _READ[region]


def calendar_of(portfolio: Portfolio) -> Calendar:
    """The calendar a register reckons with: its region's, with its own closure days.

    A region without a packaged calendar gives England's; a rule (CAL-01) says so.
    """
    settings = portfolio.settings
    part = settings.part("calendar") if settings else None
    found = read_calendar(region_of(portfolio)) or read_calendar(DEFAULT_REGION)
    assert found is not None
    if part is None:
        return found
    closures = {
        day: row.text("name") or "closed"
        for row in part.rows("closures")
        if (day := row.date("on")) is not None
    }
    return found.with_closures(closures) if closures else found


def region_of(portfolio: Portfolio) -> str:
    """The region the settings name, such as GB-ENG."""
    part = portfolio.settings.part("calendar") if portfolio.settings else None
    if part is None:
        return DEFAULT_REGION
    return f"{part.text('country') or 'GB'}-{part.text('subdivision') or 'ENG'}"

"""Lengths of time such as P2M, and how they are counted on from a date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_FORM = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?\Z")


class Interval(NamedTuple):
    """A length of time in calendar months and calendar days."""

    months: int
    days: int

    def after(self, start: date) -> date:
        """The day this long after `start`.

        Months come first and keep the day's number, clamped to the last day of
        a shorter month: 31 December and two months make the last of February.
        A due date counted in months is never moved off a weekend. A length that
        leads out of the calendar ends on its last day (counted back, on its first),
        so that a slip of the keyboard in one record can't stop the whole run.

        Source: traceability matrix of the arrangements, conventions, `calendar`;
        practice note 1.6.
        """
        years, month = divmod(start.month - 1 + self.months, 12)
        year, month = start.year + years, month + 1
        try:
            start = date(year, month, min(start.day, monthrange(year, month)[1]))
            return start + timedelta(days=self.days)
        except (ValueError, OverflowError):
            return date.min if min(self) < 0 else date.max

    def in_words(self) -> str:
        """The length for a reader: 2 months, 1 year, 14 days."""
        words = []
        years, months = divmod(self.months, 12)
        for count, unit in ((years, "year"), (months, "month"), (self.days, "day")):
            if count:
                words.append(f"{count} {unit}" + ("" if count == 1 else "s"))
        return " and ".join(words) or "no time"

    def recurring(self) -> str:
        """How often, for a reader: every year, every 2 months, every 14 days."""
        words = self.in_words()
        return f"every {words if ' and ' in words else words.removeprefix('1 ')}"


def read_interval(text: str | None) -> Interval | None:
    """The interval that a text such as P2M stands for; None when it is none."""
    found = _FORM.match(text) if text is not None else None
    if found is None:
        return None
    years, months, weeks, days = (int(group or 0) for group in found.groups())
    return Interval(years * 12 + months, weeks * 7 + days)

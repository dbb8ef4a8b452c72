"""The reporting year: twelve months from the month that the register's settings name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sscp.model.portfolio import Portfolio

DEFAULT_FIRST_MONTH = 4

_NAME = re.compile(r"(?P<first>[12]\d{3})(?:[-/](?P<second>\d{2}|\d{4}))?\Z", re.ASCII)


class ReportingYear(NamedTuple):
    """A year from its first day to the first day of the next, which is not part of it."""

    first_day: date
    next_first_day: date

    @property
    def last_day(self) -> date:
        """The last day of the year."""
        return self.next_first_day - timedelta(days=1)

    @property
    def name(self) -> str:
        """Such as 2023-24; a year from January is 2023-23."""
        return f"{self.first_day.year}-{self.last_day.year % 100:02d}"

    def holds(self, day: date) -> bool:
        """True for a day within the year."""
        return self.first_day <= day < self.next_first_day


def reporting_year(portfolio: Portfolio, day: date) -> ReportingYear:
    """The reporting year that holds a day; at either end of the calendar the nearest whole one.

    Source: arrangements, 2.1.4(i) and 7.1.1 leave the year open (D53); it is a setting.
    """
    settings = portfolio.settings
    month = settings.whole("reporting_year_starts_in_month") if settings else None
    if month is None or not 1 <= month <= 12:
        month = DEFAULT_FIRST_MONTH
    year = day.year if day.month >= month else day.year - 1
    # A slip of the keyboard in one record must not stop the whole run.
    year = min(max(year, date.min.year), date.max.year - 1)
    return ReportingYear(date(year, month, 1), date(year + 1, month, 1))


def read_year(portfolio: Portfolio, words: str) -> ReportingYear | None:
    """The reporting year that a person means by 2023-24, 2023/24, 2023-2024 or 2023.

    None where there is no such year, as with 2023-25.
    """
    found = _NAME.match(words)
    if found is None:
        return None
    year = reporting_year(portfolio, date(int(found["first"]), 12, 31))
    ends = str(year.last_day.year)
    return year if found["second"] in (None, ends, ends[2:]) else None


def named_year(portfolio: Portfolio, name: str) -> ReportingYear | None:
    """The reporting year of that very name, as records write it; None when there is none."""
    year = read_year(portfolio, name)
    return year if year is not None and year.name == name else None


def years_after(day: date, as_of: date) -> Iterator[date]:
    """The same day of each later year, as long as the year that ends there is over by `as_of`."""
    for year in range(day.year + 1, as_of.year + 2):
        following = date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
        if following <= as_of + timedelta(days=1):
            yield following

"""Dates as people write them and as records hold them. Dates only, Europe/London.

Records hold ISO dates. Options that set the day reckoned from take a full date in one of a
few forms. Wherever a person answers a question or fills in a sheet, anything that means a
day to a reader of English will do, and what was understood is said back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NAME = r"([a-z]{3,9})\.?"
_ANY_YEAR = r"([0-9]{4}|'?[0-9]{2})"
_AS_NUMBERS = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})(?:\2{_ANY_YEAR})?\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})\Z")
_DAY_MONTH = re.compile(
    rf"(?:the )?([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]?(?:of )?{_NAME}(?:[ -]?{_ANY_YEAR})?\Z"
)
_MONTH_DAY = re.compile(rf"{_NAME} ([0-9]{{1,2}})(?:st|nd|rd|th)?(?: ([0-9]{{4}}))?\Z")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_AHEAD = re.compile(rf"in ([0-9]{{1,3}}|an?|{'|'.join(_NUMBERS)}) (day|week|month|year)s?\Z")
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_CENTURY = 2000
_LEAP_CYCLE = 8
"""Within so many years every day of a year occurs, the 29th of February included."""


class NoDate(NamedTuple):
    """Words that are no day.

    Attributes:
        why: what is wrong, as a sentence.
        meant: the day that was named with a weekday which it is not.
    """

    why: str
    meant: date | None = None


def read_iso_date(value: object) -> date | None:
    """The date of an ISO text such as 2023-05-17; None for anything else."""
    # A week date such as 2023-W20-3 has ten characters too, and is not how records are written.
    if isinstance(value, str) and len(value) == 10 and value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def read_typed_date(words: str) -> date | None:
    """The date a person typed: 2023-05-17, 17/5/2023 or 17 May 2023; None when it can't be one.

    Day comes before month, as in the United Kingdom.
    """
    text = " ".join(words.strip().lower().split())
    iso = read_iso_date(text)
    if iso:
        return iso
    slashed = _SLASHED.match(text)
    if slashed:
        return _build(int(slashed[3]), int(slashed[2]), int(slashed[1]))
    worded = _WORDED.match(text)
    if worded and len(worded[2]) >= 3:
        for number, name in enumerate(_MONTHS, 1):
            if name.startswith(worded[2]):
                return _build(int(worded[3]), number, int(worded[1]))
    return None


def read_typed_month(words: str) -> str | None:
    """The month, year or day a person typed, as records hold it; None when it can't be one.

    A month may be written 2023-05, 5/2023 or May 2023, a year 2023.
    """
    day = read_typed_date(words)
    if day is not None:
        return day.isoformat()
    text = " ".join(words.strip().lower().split())
    if _YEAR.match(text):
        return text
    month = _MONTH.match(text)
    if month is None:
        first = read_typed_date(f"1/{text}") or read_typed_date(f"1 {text}")
    else:
        first = _build(int(month[1]), int(month[2]), 1)
    return f"{first.year:04d}-{first.month:02d}" if first is not None else None


def read_said_date(
    words: str, near: date | None = None, first: date = date.min, last: date = date.max
) -> date | NoDate:
    """The day that a person means, written in any usual way; day before month.

    Beside full dates: years of two figures, days without a year, weekdays, `next Friday`,
    `today`, `tomorrow`, `in 2 weeks`. What leaves the year or the week open is the nearest
    such day that lies between the bounds; the nearest of all where none does.

    Args:
        words: what was typed.
        near: the day it was said on; None where only a full date can be meant.
        first: the earliest day that makes sense, inclusive.
        last: the latest day that makes sense, inclusive.
    """
    no_date = NoDate(f"{words} is no date. Write it like 2023-05-17, 17/5/2023 or '17 May 2023'.")
    text = " ".join(words.lower().replace(",", " ").split()).rstrip(".")
    before, weekday, rest = _split_weekday(text)
    if near is not None:
        found = _relative(text, near)
        if found is None and weekday is not None and not rest:
            found = _on_weekday(before, weekday, near, first, last)
        if found is not None:
            return found
    if before:
        return no_date
    named = _day_named(rest)
    if named is None:
        return no_date
    year, month, day = named
    meant = _nearest(month, day, near, first, last) if year is None else _build(year, month, day)
    if meant is None:
        return no_date
    if weekday is not None and meant.weekday() != weekday:
        said = f"{write_date(meant)} is a {meant:%A}, not a {_WEEKDAYS[weekday].title()}."
        return NoDate(said, meant)
    return meant


def _split_weekday(text: str) -> tuple[str, int | None, str]:
    """`next` or `last` before a weekday, the weekday, and what comes after it."""
    head, _, rest = text.partition(" ")
    before = head if head in ("next", "last") else ""
    if before:
        head, _, rest = rest.partition(" ")
    name = head.rstrip(".")
    if len(name) >= len("mon"):
        for number, each in enumerate(_WEEKDAYS):
            if each.startswith(name):
                return before, number, rest
    return before, None, f"{head} {rest}".strip()


def _relative(text: str, near: date) -> date | None:
    """A day reckoned from another one."""
    if text in _NAMED_DAYS:
        return _later(near, days=_NAMED_DAYS[text])
    ahead = _AHEAD.match(text)
    if ahead is None:
        return None
    said, unit = ahead[1], ahead[2]
    number = _NUMBERS.index(said) + 1 if said in _NUMBERS else int(said) if said.isdigit() else 1
    if unit in ("day", "week"):
        return _later(near, days=number * (7 if unit == "week" else 1))
    months = near.month - 1 + number * (12 if unit == "year" else 1)
    year, month = near.year + months // 12, months % 12 + 1
    if year > date.max.year:
        return None
    return date(year, month, min(near.day, monthrange(year, month)[1]))


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _on_weekday(before: str, weekday: int, near: date, first: date, last: date) -> date | None:
    """The next or the last such weekday; the nearest that makes sense where neither is said."""
    ahead = (weekday - near.weekday()) % 7
    steps = {"next": [ahead or 7], "last": [ahead - 7]}.get(before, [ahead, ahead - 7])
    return _best((_later(near, step) for step in steps), near, first, last)


def _day_named(text: str) -> tuple[int | None, int, int] | None:
    """Year (None where none is said), month and day, as numbers that may be no date."""
    if (found := _YEAR_FIRST.match(text)) is not None:
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _AS_NUMBERS.match(text)) is not None:
        return _year(found[4]), int(found[3]), int(found[1])
    for pattern, name, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        found = pattern.match(text)
        if found is not None and (month := _month(found[name])):
            return _year(found[3]), month, int(found[day])
    return None


def _year(figures: str | None) -> int | None:
    if figures is None:
        return None
    number = int(figures.lstrip("'"))
    return number if len(figures) == len("2023") and figures[0] != "'" else _CENTURY + number


def _month(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for none."""
    for number, each in enumerate(_MONTHS, 1):
        if each.startswith(name):
            return number
    return 0


def _nearest(month: int, day: int, near: date | None, first: date, last: date) -> date | None:
    """The day of some year that lies nearest, within the bounds where it can."""
    if near is None:
        return None
    years = range(near.year - _LEAP_CYCLE, near.year + _LEAP_CYCLE + 1)
    found = (_build(year, month, day) for year in years if 1 <= year <= date.max.year)
    return _best(found, near, first, last)


def _best(days: Iterator[date | None], near: date, first: date, last: date) -> date | None:
    known = [each for each in days if each is not None]
    fitting = [each for each in known if first <= each <= last]
    # Of two that lie as near, the one to come.
    return min(fitting or known, key=lambda each: (abs(each - near), each < near), default=None)


def _build(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def write_date(day: date) -> str:
    """A date for a reader: 17 May 2023."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def write_long_date(day: date) -> str:
    """A date with its weekday: Wednesday 17 May 2023."""
    return f"{day:%A} {write_date(day)}"

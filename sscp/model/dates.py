"""Dates as people write them and as records hold them. Dates only, Europe/London."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")


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

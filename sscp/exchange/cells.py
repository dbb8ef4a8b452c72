"""What a cell means: dates, percentages and texts as people type them, or why it can't be read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from sscp.exchange.reading import Cell, Formula
from sscp.model.dates import NoDate, read_said_date
from sscp.model.letters import find_barred

_SERIAL_DAYS = range(20_000, 80_000)
_SERIAL_START = date(1899, 12, 30)
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.0+)?\Z")
_NOTE_DATE = re.compile(
    r"([0-9]{1,4}[ /.-][A-Za-z0-9]{1,9}[ /.-][0-9]{2,4})\s*[:\u2013-]\s+(.+)", re.DOTALL
)


class Unread(NamedTuple):
    """Why a cell could not be read, as the end of a sentence."""

    why: str


def read_day(cell: Cell | Formula) -> date | Unread | None:
    """A date; None for an empty cell.

    Day comes before month. A number is taken for a date where the spreadsheet
    forgot that it is one (days since 30 December 1899).
    """
    if isinstance(cell, Formula):
        return _unread_formula(cell)
    value = cell.value
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if int(value) in _SERIAL_DAYS:
            return _SERIAL_START + timedelta(days=int(value))
        return Unread(f"{cell.text} is no date")
    words = _TIME.sub("", cell.text)
    if not words:
        return None
    return day_of_words(words) or Unread(f"{_short(words)} is no date")


def day_of_words(words: str) -> date | None:
    """The full date that words name; None for anything else."""
    found = read_said_date(words)
    return None if isinstance(found, NoDate) else found


def read_percent(cell: Cell | Formula) -> int | Unread | None:
    """A whole number from 0 to 100, with or without its sign; None for an empty cell."""
    if isinstance(cell, Formula):
        return _unread_formula(cell)
    value = cell.value
    if isinstance(value, str):
        words = cell.text.removesuffix("%").strip()
        value = float(words) if re.fullmatch(r"[0-9]{1,3}(\.0*)?", words) else value
    elif isinstance(value, (int, float)) and cell.is_share:
        value = round(value * 100, 6)
    if value is None or cell.text == "":
        return None
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and value == int(value)
        and 0 <= value <= 100
    ):
        return int(value)
    return Unread(f"{_short(cell.text)} is no whole number from 0 to 100")


def read_words(cell: Cell | Formula) -> str | Unread:
    """A text as it was typed, line ends kept; empty for an empty cell.

    What no record can keep is refused, since taking it out would change what was typed.
    """
    if isinstance(cell, Formula):
        return _unread_formula(cell)
    if isinstance(cell.value, str):
        text = cell.value.replace("\r\n", "\n")
        barred = find_barred(text)
        if barred is not None:
            return Unread(f"the cell holds {barred.words}, which no record can keep")
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return "\n".join(lines).strip()
    return cell.text


def split_note(words: str) -> tuple[date | None, str]:
    """A note that may begin with its date and a colon: the date, and the rest."""
    found = _NOTE_DATE.match(words)
    day = day_of_words(found[1]) if found else None
    return (day, found[2].strip()) if found and day else (None, words)


def _unread_formula(cell: Formula) -> Unread:
    return Unread(f"{_short(cell.text)} is a formula without a value; type what it should say")


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:37]}..."

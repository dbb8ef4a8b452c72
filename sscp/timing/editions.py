"""Editions of the national guidance: which one a record falls under.

The edition follows the date of the event that set things going, never today's.

Source: practice note 0. Checked: 22 November 2026.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Edition(NamedTuple):
    """An edition and the first day on which a trigger falls under it."""

    name: str
    title: str
    since: date


EDITIONS: tuple[Edition, ...] = (
    Edition("WT2018", "Working Together to Safeguard Children 2018", date(2018, 7, 4)),
    Edition("WT2023", "Working Together to Safeguard Children 2023", date(2023, 12, 15)),
    Edition("WT2026", "Working Together to Safeguard Children 2026", date(2026, 3, 18)),
)
"""Oldest first. The set is open: a later edition is one more line."""


def edition_on(trigger: date) -> str | None:
    """The edition in force on the day of a trigger; None before the first one known."""
    found = None
    for edition in EDITIONS:
        if edition.since <= trigger:
            found = edition.name
    return found

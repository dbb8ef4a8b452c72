"""Changes and conflicts of a returned action log in words."""

from __future__ import annotations

from datetime import date

from sscp.exchange.action_log.asked import Asked, Wish, heading_of
from sscp.exchange.action_log.base import kept_values
from sscp.exchange.action_log.columns import OPEN, Part, status_of
from sscp.model.dates import read_iso_date, write_date


def change_words(asked: Asked, part: Part, value: Wish, on: date | None) -> str:
    """A change in words, without the id of the action."""
    now = kept_values(asked.action).get(part, "")
    if part in (Part.OWNER, Part.AGENCY):
        before = f"from {_shown(asked, part, now)} to " if now else ""
        return f"{part.value} {before}{_shown(asked, part, str(value))}"
    if part is Part.PERCENT:
        return f"progress from {now} to {value} %" if now else f"progress {value} %"
    if part is Part.STATUS:
        since = "" if Part.COMPLETED_ON in asked.wishes else f", on {_words(on)}"
        return f"status from {status_of(asked.action)} to {value}{since}"
    return _WORDS[part].format(value=_words(value), on=_words(on))


_WORDS = {
    Part.COMPLETED_ON: "completed on {value}",
    Part.NOTE: "note of {on}: {value}",
    Part.EVIDENCE: "evidence: {value}",
    Part.LATER_DATE: "asks for more time until {value}; only a meeting can agree it",
    Part.LATER_REASON: "reason for more time: {value}",
}


def _words(value: Wish | None) -> str:
    return write_date(value) if isinstance(value, date) else str(value)


def conflict_words(asked: Asked, part: Part, typed: str, now: str) -> str:
    """A cell that changed on both sides, with what each side says."""
    words = f"{heading_of(part)}: the sheet says {_shown(asked, part, typed)}"
    there = f"the register says {_shown(asked, part, now)}"
    was = asked.was(part)
    if was is None:
        return f"{words}, {there}, and the row has lost what it was exported with."
    return (
        f"{words}, {there}; both changed since the export, which said {_shown(asked, part, was)}."
    )


def closed_words(asked: Asked) -> tuple[str, bool]:
    """Why nothing is taken over for an action that is closed; a conflict if it was open then."""
    action = asked.action
    day = action.completed_on
    since = f"completed on {write_date(day)}" if day else "given up"
    if asked.was(Part.STATUS) == OPEN:
        return f"The action was {since} since the export; what was typed is left out.", True
    return f"The action was {since} and is closed; what was typed is left out.", False


def _shown(asked: Asked, part: Part, plain: str) -> str:
    """A value in the form that is compared, as a reader knows it."""
    if part is Part.OWNER:
        return asked.labels.posts.get(plain, plain) or "nobody"
    if part is Part.AGENCY:
        return asked.labels.agencies.get(plain, plain) or "nobody"
    day = read_iso_date(plain)
    return write_date(day) if day else plain or "nothing"

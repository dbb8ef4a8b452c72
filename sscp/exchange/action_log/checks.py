"""Whether what a row of a returned action log asks for can be: dates, evidence, what is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sscp.exchange.action_log.asked import Asked, Wish, request_note
from sscp.exchange.action_log.columns import COMPLETE, GIVEN_UP, Part
from sscp.exchange.cells import split_note
from sscp.model.dates import write_long_date
from sscp.work.limits import Limit, limit, why_beyond


def why_not(asked: Asked, part: Part, wish: Wish) -> str:
    """Why a wish can't be met, as the end of a sentence; empty when it can."""
    return _CHECKS[part](asked, wish) if part in _CHECKS else ""


def is_known(asked: Asked, part: Part, value: Wish) -> bool:
    """True when the register holds this note, evidence or request already."""
    notes = {" ".join(note.split()) for note in asked.action.notes}
    if part is Part.NOTE:
        return split_note(str(value))[1] in notes
    if part is Part.EVIDENCE:
        return value in {" ".join(each.split()) for each in asked.action.shown_by}
    if part is Part.LATER_DATE and isinstance(value, date):
        return any(note.startswith(request_note(value)) for note in notes)
    until = asked.later_date()
    return (
        part is Part.LATER_REASON
        and until is not None
        and (request_note(until, str(value)) in notes)
    )


def _check_status(asked: Asked, wish: Wish) -> str:
    if wish == GIVEN_UP:
        return "to give an action up needs a decision; `sscp action cancel` records it"
    if Part.COMPLETED_ON in asked.failed or _check_completed(asked):
        return "the day it was completed is not right, so it stays open"
    if Part.EVIDENCE not in asked.wishes and not asked.action.shown_by:
        return "nothing shows that it is done; fill in Evidence as well"
    return ""


def _check_completed(asked: Asked, _wish: Wish = "") -> str:
    wish = asked.wishes.get(Part.COMPLETED_ON)
    if not isinstance(wish, date):
        return ""
    return _why_beyond(asked, wish)


def _why_beyond(asked: Asked, day: date) -> str:
    """Why a day can't be one of the action: it was not there yet, or the day is to come."""
    raised = limit(asked.action.raised_on, f"{asked.action.id} was raised")
    return why_beyond(day, raised, Limit(asked.view.as_of))


def _check_completed_on(asked: Asked, _wish: Wish) -> str:
    if asked.wishes.get(Part.STATUS) != COMPLETE:
        return f"a day is filled in, but Status does not say {COMPLETE}"
    if Part.STATUS in asked.failed:
        return "the action is not complete"
    return _check_completed(asked)


def _check_note(asked: Asked, wish: Wish) -> str:
    on, _ = split_note(str(wish))
    return _why_beyond(asked, on) if on is not None else ""


def _check_later_date(asked: Asked, wish: Wish) -> str:
    if isinstance(wish, date) and wish <= asked.action.due:
        due = write_long_date(asked.action.due)
        return f"{write_long_date(wish)} is not later than {due}"
    return ""


def _check_later_reason(asked: Asked, _wish: Wish) -> str:
    if Part.LATER_DATE in asked.failed or asked.later_date() is None:
        return "there is no later date that it could be the reason for"
    return ""


_CHECKS: dict[Part, Callable[[Asked, Wish], str]] = {
    Part.STATUS: _check_status,
    Part.COMPLETED_ON: _check_completed_on,
    Part.NOTE: _check_note,
    Part.LATER_DATE: _check_later_date,
    Part.LATER_REASON: _check_later_reason,
}

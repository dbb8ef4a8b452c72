"""One row of a returned action log: which cells were changed, and what they ask of the register.

Three values meet in a cell: what was exported, what stands there now, and what
the register says today. Only what a partner changed counts; where the register
has changed too, both are named and neither wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from sscp.exchange.action_log.asked import Asked, Change, Line, Wish, heading_of
from sscp.exchange.action_log.base import kept_values, mark_of
from sscp.exchange.action_log.checks import is_known, why_not
from sscp.exchange.action_log.columns import (
    COLUMNS,
    COMPLETE,
    GIVEN_UP,
    OPEN,
    LogColumn,
    Part,
    labels_of,
)
from sscp.exchange.action_log.told import change_words, closed_words, conflict_words
from sscp.exchange.cells import Unread, read_day, read_percent, read_words, split_note
from sscp.exchange.reading import Cell, Formula, heading_key
from sscp.views.action_sheet import ActionSheet, Named, SheetAction, find_named
from sscp.work.proposal import Left

_COMPLETE_WORDS = frozenset("complete completed closed done".split())
_OPEN_WORDS = frozenset(("open", "in progress", "ongoing", "not started", "overdue"))
_GIVEN_UP_WORDS = frozenset(("given up", "cancelled", "withdrawn"))


def read_row(action: SheetAction, line: Line, view: ActionSheet) -> Iterator[Change | Left]:
    """What a row asks of its action."""
    asked = Asked(action, line, view, labels_of(view), {}, set())
    yield from _read_cells(asked)
    if not asked.wishes:
        return
    if not action.is_open:
        yield asked.leave(*closed_words(asked))
        return
    for part, wish in asked.wishes.items():
        reason = why_not(asked, part, wish)
        if reason:
            asked.failed.add(part)
            yield asked.leave(f"{heading_of(part)}: {reason}.")
    for part, wish in asked.wishes.items():
        if part not in asked.failed:
            on, value = _dated(asked, part, wish)
            yield Change(
                action.id, part, value, change_words(asked, part, value, on), line.place, on
            )


def _read_cells(asked: Asked) -> Iterator[Left]:
    """Fill in the wishes of a row; what cannot be one is told."""
    now = kept_values(asked.action)
    for column, cell in _changed_cells(asked):
        part = column.part
        if part is None:
            if asked.line.base is not None:
                yield asked.leave(
                    f"{column.heading} cannot be changed here: {column.shut_because}."
                )
            continue
        value = _read(part, cell, asked.view)
        if isinstance(value, Unread):
            asked.failed.add(part)
            yield asked.leave(f"{column.heading}: {value.why}.")
        elif part in now and _plain(value) == now[part]:
            continue
        elif value in (None, ""):
            yield asked.leave(f"{column.heading} was emptied; what the register says stays.")
        elif part in now and asked.was(part) != now[part]:
            asked.failed.add(part)
            yield asked.leave(conflict_words(asked, part, _plain(value), now[part]), True)
        elif not is_known(asked, part, value):
            asked.wishes[part] = value


def _changed_cells(asked: Asked) -> Iterator[tuple[LogColumn, Cell | Formula]]:
    """The cells that do not say what was exported; without a trace of that, what stands now."""
    base = asked.line.base
    for place, column in enumerate(COLUMNS):
        cell = asked.line.cells.get(heading_key(column.heading))
        if cell is None:
            continue
        if base is not None:
            mark = base.marks[place]
        else:
            mark = mark_of(column, Cell(column.show(asked.action, asked.labels)))
        if mark_of(column, cell) != mark:
            yield column, cell


def _plain(value: Wish | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _dated(asked: Asked, part: Part, wish: Wish) -> tuple[date | None, Wish]:
    """The day that belongs to a wish, and the wish without it."""
    if part is Part.NOTE:
        on, words = split_note(str(wish))
        return on or asked.view.as_of, words
    if part is Part.LATER_REASON:
        return asked.later_date(), wish
    if part in (Part.STATUS, Part.EVIDENCE):
        done = asked.wishes.get(Part.COMPLETED_ON)
        return done if isinstance(done, date) else asked.view.as_of, wish
    return None, wish


def _read(part: Part, cell: Cell | Formula, view: ActionSheet) -> Wish | Unread | None:
    if part in (Part.COMPLETED_ON, Part.LATER_DATE):
        return read_day(cell)
    if part is Part.PERCENT:
        return read_percent(cell)
    words = read_words(cell)
    if isinstance(words, Unread):
        return words
    words = " ".join(words.split())
    if part is Part.OWNER:
        return find_one(view.posts, words, "post")
    if part is Part.AGENCY:
        return find_one(view.agencies, words, "organisation")
    return read_status(words) if part is Part.STATUS else words


def find_one(names: tuple[Named, ...], words: str, noun: str) -> str | Unread:
    """The id of the post or organisation that goes by these words."""
    if not words:
        return ""
    found = find_named(names, words)
    if not found:
        near = get_close_matches(words, [name.label for name in names], 1, 0.6)
        hint = f"; perhaps {near[0]}" if near else ""
        return Unread(f"there is no {noun} called {words}{hint}")
    if len(found) > 1:
        return Unread(f"{words} fits {', '.join(name.label for name in found)}")
    return found[0].id


def read_status(words: str) -> str | Unread:
    """Open, complete or given up, from the words people use for it."""
    plain = words.casefold()
    for state, known in (
        (COMPLETE, _COMPLETE_WORDS),
        (OPEN, _OPEN_WORDS),
        (GIVEN_UP, _GIVEN_UP_WORDS),
    ):
        if plain in known:
            return state
    return Unread(f"{words} is neither {OPEN} nor {COMPLETE}") if words else ""

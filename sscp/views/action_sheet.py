"""The action log as partners work on it in a spreadsheet: one action, one row of plain values."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from sscp.governance.terms import is_in_force
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import ActionTiming, progress_by, time_actions
from sscp.timing.states import State
from sscp.views.actions import ActionFilter

STATES = ("open", "overdue", "closed", "all")
"""What a sheet can be narrowed to by how the actions stand."""


class Named(NamedTuple):
    """A post or an organisation as people pick it from a list; no two have one label.

    `names` holds all that it goes by, without capitals: label, title, id, other names.
    """

    id: str
    label: str
    names: frozenset[str]


class SheetAction(NamedTuple):
    """An action on a day, for a row of a sheet.

    Attributes:
        owner: the id of a post.
        agency: the id of an organisation.
        agencies: everyone who must act: `agency` and the responders.
        latest: the newest note with its date.
        notes: every note by the day, oldest first, without dates.
        evidence: once it is closed, what shows that it is done, a line each with its date.
        shown_by: what showed by the day that it is done, without dates.
        percent: the progress last given, None when none was.
        completed_on: the day it was done; None while it is not, or was given up.
    """

    id: str
    title: str
    owner: str
    agency: str
    agencies: tuple[str, ...]
    monitored_by: str
    raised_on: date | None
    raised_at: str
    first_due: date
    due: date
    state: State
    days_overdue: int
    latest: str
    notes: tuple[str, ...]
    evidence: str
    shown_by: tuple[str, ...]
    percent: int | None
    completed_on: date | None
    is_open: bool
    illustrative: bool


class ActionSheet(NamedTuple):
    """Actions on a day, with the names that stand for posts and organisations."""

    partnership: str
    register: str
    as_of: date
    illustrative: bool
    withheld: bool
    actions: tuple[SheetAction, ...]
    posts: tuple[Named, ...]
    agencies: tuple[Named, ...]


def view_action_sheet(
    portfolio: Portfolio,
    as_of: date,
    chosen: ActionFilter | None = None,
    state: str = "all",
) -> ActionSheet:
    """Actions raised by a day, ordered by due date and id.

    Args:
        portfolio: what the reader may see.
        as_of: the day to reckon from.
        chosen: what to narrow the actions to; none of it leaves all.
        state: one of `STATES`.
    """
    settings = portfolio.settings
    wanted = chosen or ActionFilter()
    return ActionSheet(
        partnership=(settings.text("name") if settings else None) or "",
        register=(settings.id if settings else None) or "",
        as_of=as_of,
        illustrative=portfolio.is_illustrative,
        withheld=portfolio.is_restricted,
        actions=tuple(
            _row(portfolio, timing, as_of)
            for timing in time_actions(portfolio, as_of)
            if wanted.admits(timing.action) and _is_wanted(timing, state)
        ),
        posts=_names(portfolio, as_of, "post"),
        agencies=_names(portfolio, as_of, "partner", "agency"),
    )


def _is_wanted(timing: ActionTiming, state: str) -> bool:
    if state == "overdue":
        return timing.state is State.OVERDUE
    return state == "all" or timing.is_open is (state == "open")


def _row(portfolio: Portfolio, timing: ActionTiming, as_of: date) -> SheetAction:
    action = timing.action
    notes = progress_by(action, as_of)
    shown = portfolio.get(action.text("raised_at"))
    agency = _present_id(portfolio, action.text("agency"))
    others = (_present_id(portfolio, each) for each in action.texts("responders"))
    return SheetAction(
        id=action.id or "",
        title=action.title,
        owner=_present_id(portfolio, action.text("owner")),
        agency=agency,
        agencies=tuple(dict.fromkeys(each for each in (agency, *others) if each)),
        monitored_by=portfolio.title_of(action.text("monitored_by")),
        raised_on=action.date("raised_on"),
        raised_at=shown.title if shown else "",
        first_due=timing.original_due,
        due=timing.due,
        state=timing.state,
        days_overdue=timing.days_overdue,
        latest=_dated(notes[-1].date("on"), notes[-1].text("note")) if notes else "",
        notes=tuple(note.text("note") or "" for note in notes),
        evidence="\n".join(
            _dated(row.date("on"), row.text("what")) for row in action.rows("evidence")
        )
        if not timing.is_open
        else "",
        shown_by=tuple(
            row.text("what") or ""
            for row in action.rows("evidence")
            if (row.date("on") or as_of) <= as_of
        ),
        percent=next(
            (found for note in reversed(notes) if (found := note.whole("percent")) is not None),
            None,
        ),
        completed_on=timing.done_on,
        is_open=timing.is_open,
        illustrative=action.is_illustrative,
    )


def _present_id(portfolio: Portfolio, identity: str | None) -> str:
    """The id a record has today, where this one is a former one."""
    found = portfolio.get(identity)
    return (found.id if found else None) or identity or ""


def _dated(on: date | None, words: str | None) -> str:
    return ": ".join(each for each in (write_date(on) if on else "", words or "") if each)


def _names(portfolio: Portfolio, as_of: date, *kinds: str) -> tuple[Named, ...]:
    """The records of some kinds that are in force, by label; a title borne twice shows its id."""
    found: list[Record] = [
        record
        for kind in kinds
        for record in portfolio.of_kind(kind)
        if record.id and is_in_force(record, as_of)
    ]
    borne = Counter(record.title.casefold() for record in found)
    names = [_named(record, borne[record.title.casefold()] == 1) for record in found]
    return tuple(sorted(names, key=lambda name: (name.label.casefold(), name.id)))


def _named(record: Record, is_alone: bool) -> Named:
    identity = record.id or ""
    label = record.title if is_alone else f"{record.title} ({identity})"
    borne = (label, record.title, identity, identity.replace("-", " "), _initials(record.title))
    others = record.texts("also_known_as")
    return Named(identity, label, frozenset(_plain(each) for each in (*borne, *others) if each))


def _initials(title: str) -> str:
    """WMP for West Midlands Police; empty for a title of fewer than three words."""
    words = [word for word in title.split() if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _plain(words: str) -> str:
    """A name without capitals, doubled blanks and bent apostrophes."""
    return " ".join(words.replace("\u2019", "'").split()).casefold()


def find_named(names: tuple[Named, ...], words: str, is_exact: bool = False) -> tuple[Named, ...]:
    """Those that people may mean by these words.

    A label wins over the other names, and these over a name that only holds
    every one of the words, which does not count where it must be exact.
    """
    wanted = _plain(words)
    labelled = tuple(name for name in names if _plain(name.label) == wanted)
    called = labelled or tuple(name for name in names if wanted in name.names)
    parts = set(wanted.split())
    if called or is_exact or not parts:
        return called
    return tuple(name for name in names if any(parts <= set(each.split()) for each in name.names))

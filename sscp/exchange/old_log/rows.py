"""One row of a hand-made action log as a new action, or why it can't be one."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, TypeVar

from sscp.exchange.action_log.columns import COMPLETE, GIVEN_UP, OPEN
from sscp.exchange.action_log.edits import STATED
from sscp.exchange.action_log.row import read_status
from sscp.exchange.cells import Unread, read_day, read_percent, read_words, split_note
from sscp.exchange.old_log.links import (
    find_agencies,
    find_group,
    find_meeting,
    find_origin,
    find_owner,
)
from sscp.exchange.reading import EMPTY, Cell, Formula
from sscp.governance.index import resolve
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.views.action_sheet import ActionSheet
from sscp.work.limits import Limit, limit, why_beyond
from sscp.work.raising import raised_by

T = TypeVar("T")


class Where(NamedTuple):
    """What a row is read with.

    Attributes:
        portfolio: the register.
        view: its actions, and the names that people may use.
        origin: the record the actions came from where a row names none.
        group: the group that watches over them where a row names none.
    """

    portfolio: Portfolio
    view: ActionSheet
    origin: Record | None
    group: Record | None


class Draft(NamedTuple):
    """A row that can be an action: its values but for the id, and what is told of it."""

    values: dict[str, Any]
    origin: Record
    words: tuple[str, ...]


class _Row:
    """The cells of a row by field, read one by one; what can't be read is kept as a reason."""

    def __init__(self, cells: dict[str, Cell | Formula], headings: dict[str, str]) -> None:
        self._cells = cells
        self._headings = headings
        self.reasons: list[str] = []

    def take(self, field: str, found: T | Unread) -> T | None:
        """What was found; None, with the reason kept, where nothing could be."""
        if isinstance(found, Unread):
            self.reasons.append(f"{self._headings.get(field, field)}: {found.why}")
            return None
        return found

    def words(self, field: str) -> str:
        """A text on one line."""
        found = self.take(field, read_words(self._cells.get(field, EMPTY)))
        return " ".join((found or "").split())

    def prose(self, field: str) -> str:
        """A text with its lines."""
        return self.take(field, read_words(self._cells.get(field, EMPTY))) or ""

    def day(self, field: str) -> date | None:
        """A date."""
        return self.take(field, read_day(self._cells.get(field, EMPTY)))

    def within(self, day: date, raised_on: date | None, as_of: date) -> None:
        """Keep the reason where a day lies before the action was raised, or is to come."""
        why = why_beyond(day, limit(raised_on, "it was raised"), Limit(as_of))
        if why:
            self.reasons.append(why)

    def percent(self) -> int | None:
        """How far along."""
        return self.take("percent", read_percent(self._cells.get("percent", EMPTY)))


def read_old_row(
    where: Where, cells: dict[str, Cell | Formula], headings: dict[str, str]
) -> Draft | tuple[str, ...]:
    """The action that a row means, or every reason why it can't be one.

    Args:
        where: what it is read with.
        cells: the cells by field.
        headings: the headings by field, for the reasons.
    """
    row = _Row(cells, headings)
    values: dict[str, Any] = {"title": row.words("title"), "detail": row.prose("detail")}
    if not values["title"]:
        row.reasons.append("it does not say what is to be done")
    due = row.day("due")
    if due is None and not row.reasons:
        row.reasons.append("it does not say by when")
    raised_on = row.day("raised_on")
    group = _group(where, row)
    origin = _origin(where, row, group, raised_on)
    values |= _place(where, origin, group, raised_on, row)
    values |= {"due": due, **_people(where, row)}
    values |= _progress(where, row, values.get("raised_on"))
    if row.reasons or origin is None:
        return tuple(row.reasons)
    return Draft(
        {key: value for key, value in values.items() if value}, origin, _told(where, values)
    )


def _group(where: Where, row: _Row) -> Record | None:
    words = row.words("monitored_by")
    return row.take("monitored_by", find_group(where.portfolio, words)) if words else where.group


def _origin(where: Where, row: _Row, group: Record | None, raised_on: date | None) -> Record | None:
    """The meeting or other record that the action came from."""
    words = row.words("raised_at")
    if words:
        return row.take("raised_at", find_origin(where.portfolio, words, group))
    if where.origin is not None:
        return where.origin
    if raised_on is None:
        row.reasons.append("it does not say where it was raised; name the meeting with --raised-at")
        return None
    found = find_meeting(where.portfolio, group, raised_on)
    if isinstance(found, Unread):
        row.reasons.append(f"{found.why}; name what it came from with --raised-at")
        return None
    return found


def _place(
    where: Where, origin: Record | None, group: Record | None, raised_on: date | None, row: _Row
) -> dict[str, Any]:
    """Where the action came from, when, and who watches over it."""
    if origin is None:
        return {}
    monitored_by = group.id if group is not None else resolve(where.portfolio, origin.text("group"))
    if not monitored_by:
        row.reasons.append("it does not say who watches over it; name the group with --group")
    on = raised_on or origin.date("date")
    if on is None:
        row.reasons.append("it does not say when it was raised")
    else:
        row.within(on, None, where.view.as_of)
    item, number = row.words("item"), row.words("number")
    return {
        "raised_on": on,
        "raised_by": raised_by(origin),
        "raised_at": origin.id,
        "item": item,
        "monitored_by": monitored_by,
        "source": f"{origin.id} {item}".strip(),
        "illustrative": origin.is_illustrative,
        "notes": f"Number {number} in an earlier action log." if number else "",
    }


def _people(where: Where, row: _Row) -> dict[str, Any]:
    """Who owns the action, and which organisations must act."""
    owner = row.take("owner", find_owner(where.portfolio, where.view, row.words("owner"))) or ""
    agencies = row.take("agency", find_agencies(where.view, row.words("agency"))) or ()
    post = where.portfolio.get(owner)
    own = resolve(where.portfolio, post.text("organisation")) if post is not None else ""
    several = len(agencies) > 1
    return {
        "owner": owner,
        "agency": (own if own in agencies or not agencies else agencies[0]) or "",
        "scope": "multi-agency" if several else "single-agency",
        "responders": list(agencies) if several else [],
    }


def _progress(where: Where, row: _Row, raised_on: date | None) -> dict[str, Any]:
    """How far it is, and whether and how it was completed."""
    as_of = where.view.as_of
    values: dict[str, Any] = {}
    on, note = split_note(row.words("note"))
    if on is not None:
        row.within(on, raised_on, as_of)
    percent = row.percent()
    if note or percent is not None:
        values["progress"] = [{"on": on or as_of, "note": note or STATED}]
        if percent is not None:
            values["progress"][0]["percent"] = percent
    done_on = row.day("completed_on")
    status = row.take("status", read_status(row.words("status")))
    evidence = row.words("evidence")
    if status == GIVEN_UP:
        row.reasons.append("it was given up, and that needs a decision; raise and cancel it here")
    elif status == COMPLETE or (done_on is not None and status != OPEN):
        values |= _done(row, done_on, evidence, raised_on, as_of)
    elif done_on is not None:
        row.reasons.append("it has a day on which it was done, but is open")
    elif not row.words("owner"):
        row.reasons.append("nobody owns it")
    if evidence and "evidence" not in values:
        values["evidence"] = [{"what": evidence}]
    return values


def _done(
    row: _Row, done_on: date | None, evidence: str, raised_on: date | None, as_of: date
) -> dict[str, Any]:
    if done_on is None:
        row.reasons.append("it is complete, but no day says when")
    else:
        row.within(done_on, raised_on, as_of)
    if not evidence:
        row.reasons.append("it is complete, but nothing shows it; a column must hold the evidence")
    return {"completed_on": done_on, "evidence": [{"what": evidence, "on": done_on}]}


def _told(where: Where, values: dict[str, Any]) -> tuple[str, ...]:
    """What a reader is told of a new action."""
    title = where.portfolio.title_of
    who = title(values["owner"]) if values["owner"] else "nobody"
    of = f" ({title(values['agency'])})" if values["agency"] else ""
    told = [
        f"due {write_date(values['due'])}, {who}{of}",
        f"raised on {write_date(values['raised_on'])}: {title(values['raised_at'])}",
    ]
    if values["responders"]:
        told.append(f"for {', '.join(title(each) for each in values['responders'])}")
    for note in values.get("progress", ()):
        percent = f"{note['percent']} %: " if "percent" in note else ""
        told.append(f"note of {write_date(note['on'])}: {percent}{note['note']}")
    if values.get("completed_on"):
        told.append(f"completed on {write_date(values['completed_on'])}")
    return (*told, *(f"evidence: {each['what']}" for each in values.get("evidence", ())))

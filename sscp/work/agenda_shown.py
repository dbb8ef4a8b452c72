"""An agenda that is made, in words: what it will say, and what changes on one that was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sscp.governance.approval import minutes_state
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.views.agenda import view_paper
from sscp.views.noted import Noted, note_on
from sscp.work.agenda_items import Placed
from sscp.write.change import LISTED, Shown


def summary(
    meeting: Record, rows: Sequence[Fields], placed: Sequence[Placed], first: int, papers: int
) -> str:
    """What making the agenda does to it, in a sentence without a full stop."""
    if not rows:
        return f"Agenda of {meeting.id} made"
    told = [*_items_told(rows, placed, first), *_renumbered(rows, placed, first)]
    if papers:
        told.append(f"{_count(papers, 'paper')} put on its list")
    return f"Agenda of {meeting.id}: {listed(told) if told else 'as it was'}"


def _items_told(rows: Sequence[Fields], placed: Sequence[Placed], first: int) -> Iterator[str]:
    new = sum(each.row is None for each in placed)
    gone = len(rows) - (len(placed) - new)
    if new:
        yield f"{_count(new, 'item')} put on it"
    if gone:
        yield f"{_count(gone, 'item')} taken off"
    for at, each in enumerate(placed):
        if each.row is None:
            continue
        row, item = rows[each.row], each.item
        more = [one for one in (item.records if item else ()) if one not in row.texts("records")]
        if more:
            yield f"{_count(len(more), 'matter')} put under item {first + at}"
        if each.settled:
            yield f"{_count(len(each.settled), 'matter')} taken off item {first + at}"
        if item and item.approves and row.text("approves_minutes_of") != item.approves:
            yield f"item {first + at} is for the minutes of {item.approves}"


def _renumbered(rows: Sequence[Fields], placed: Sequence[Placed], first: int) -> Iterator[str]:
    """Which items have other numbers now; neighbours that move alike are told as one."""
    runs: list[list[tuple[str, int]]] = []
    for at, each in enumerate(placed):
        old = rows[each.row].text("number") if each.row is not None else None
        if old is None or old == str(first + at):
            continue
        last = runs[-1][-1] if runs else None
        if last and last[0].isdigit() and (str(int(last[0]) + 1), last[1] + 1) == (old, first + at):
            runs[-1].append((old, first + at))
        else:
            runs.append([(old, first + at)])
    for run in runs:
        (old, new), (last_old, last_new) = run[0], run[-1]
        if len(run) == 1:
            yield f"item {old} is {new} now"
        else:
            yield f"items {old} to {last_old} are {new} to {last_new} now"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shown_items(
    portfolio: Portfolio, rows: Sequence[Fields], placed: Sequence[Placed], first: int, noted: Noted
) -> list[Shown]:
    """The agenda as it will stand, each item with what is under it."""
    shown = []
    for at, each in enumerate(placed):
        row = rows[each.row] if each.row is not None else None
        item = each.item
        title = row.words("title") if row else item.title if item else ""
        lead = row.text("lead") if row else item.lead if item else ""
        new = " (new)" if rows and row is None else ""
        led = f" - {portfolio.title_of(lead)}" if lead else ""
        shown.append(Shown(str(first + at), f"{title}{led}{new}"))
        under = [*(row.texts("records") if row else ()), *(item.records if item else ())]
        shown += [
            _shown_record(portfolio, one, noted, one in each.settled)
            for one in dict.fromkeys(under)
        ]
        agreed = (item.approves if item else "") or (row.text("approves_minutes_of") if row else "")
        if agreed:
            shown.append(Shown("", LISTED + _minutes_words(portfolio, agreed, noted.as_of)))
    kept = {each.row for each in placed}
    for at, row in enumerate(rows):
        if at not in kept:
            shown.append(Shown("-", f"{row.words('title')}: settled or put off, taken off"))
    return shown


def _shown_record(portfolio: Portfolio, identity: str, noted: Noted, is_settled: bool) -> Shown:

    record = portfolio.get(identity)
    note = note_on(noted, record) if record else ""
    title = portfolio.title_of(identity)
    note = "settled or put off, taken off" if is_settled else note
    return Shown("", LISTED + (f"{title}: {note}" if note else title))


def _minutes_words(portfolio: Portfolio, identity: str, as_of: date) -> str:
    meeting = portfolio.get_kind(identity, "meeting")
    day = meeting.date("date") if meeting else None
    if meeting is None or day is None:
        return f"the minutes of {identity}"
    written = minutes_state(portfolio, meeting, as_of).status != "none"
    return f"of {write_date(day)}" + ("" if written else ", not written yet")


def shown_papers(
    portfolio: Portfolio, meeting: Record, owed: Sequence[dict[str, Any]], as_of: date
) -> list[Shown]:
    """The papers of the meeting as they will stand, with those that are owed anew."""
    rows = [view_paper(portfolio, Fields(row, (), meeting), as_of) for row in _plain(meeting, owed)]
    lines = [Shown("", LISTED + _paper_words(row)) for row in rows]
    return [Shown("", ""), Shown("", "Papers:"), *lines] if lines else []


def _plain(meeting: Record, owed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The papers that are there and those to be added, as a record holds them."""
    new = [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in each.items()
        }
        for each in owed
    ]
    return [*(row.values for row in meeting.rows("papers")), *new]


def _paper_words(paper: Any) -> str:
    owed = ", ".join(filter(None, (paper.owner, paper.due and f"by {paper.due}")))
    return f"{paper.title}: {owed}; {paper.state}" if owed else f"{paper.title}: {paper.state}"

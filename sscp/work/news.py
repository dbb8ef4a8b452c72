"""What a change does to the clocks: which stop, which start, and when they are due.

Clocks are reckoned from the register without the change and with it, and what
differs is told. Nothing is said of a clock that the change left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sscp.assurance.cadences import CADENCED, cadence_deadlines
from sscp.assurance.duties import assess
from sscp.model.dates import write_date, write_long_date
from sscp.model.portfolio import Portfolio
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.states import CLOSED, RUNNING, State
from sscp.write.change import Written

_Place = tuple[str, str, str, date | None]
"""A clock, the record and the row of it that it runs for, and the day it is counted from."""


class _Piece(NamedTuple):
    """One piece of news: its place in the telling, what happened, and the clock's period."""

    order: int
    verb: str
    deadline: Deadline
    was_due: date | None = None


_STOPS, _MOVES, _STARTS = range(3)


def clock_news(written: Written, as_of: date) -> tuple[str, ...]:
    """What a change does to the clocks: those that stop first, then those that start.

    Recurring duties are looked at where the change touches a kind of record that is
    their evidence; what only leads to evidence by a link goes unsaid.
    """
    kinds = frozenset(
        record.kind.name
        for portfolio in (written.was, written.now)
        for each in written.records
        if (record := portfolio.get(each)) is not None
    )
    before = _called_as_now(_deadlines(written.was, as_of, kinds), written.now)
    after = _deadlines(written.now, as_of, kinds)
    pieces = sorted(
        _compare(before, after), key=lambda piece: (piece.order, piece.deadline.order())
    )
    return tuple(_sentences(pieces))


def _deadlines(portfolio: Portfolio, as_of: date, kinds: frozenset[str]) -> dict[_Place, Deadline]:
    """Every period that the kinds of record which changed can have a part in."""
    rows = [*clock_deadlines(portfolio, as_of)]
    if "meeting" in kinds:
        rows += meeting_deadlines(portfolio, as_of)
    if "document" in kinds:
        rows += document_deadlines(portfolio, as_of)
    proven = [
        (clause, proof)
        for clause in portfolio.of_kind("clause")
        if (proof := clause.part("proof")) is not None and proof.text("form") in CADENCED
    ]
    # All of a duty's evidence stands in records of one kind, or one of its further proofs.
    touched = [clause for clause, proof in proven if proof.text("kind") in kinds]
    shared = {cadence.text("from_ref") for each in touched if (cadence := each.part("cadence"))}
    asked = touched + [
        clause for clause, _ in proven if clause.text("ref") in shared and clause not in touched
    ]
    rows += cadence_deadlines(portfolio, assess(portfolio, as_of, (), asked), as_of)
    return {(row.clock, row.subject, row.item, row.start): row for row in rows}


def _called_as_now(before: dict[_Place, Deadline], now: Portfolio) -> dict[_Place, Deadline]:
    """The periods by the ids that a rename gives: under another name they are the same ones."""
    return {
        (now.present_id(clock), now.present_id(subject), now.present_id(item), start): deadline
        for (clock, subject, item, start), deadline in before.items()
    }


def _compare(before: dict[_Place, Deadline], after: dict[_Place, Deadline]) -> Iterator[_Piece]:
    """What is new in `after`; a period whose start has moved is told as moved, not as another."""
    gone = {
        place[:3]: old
        for place, old in before.items()
        if old.state in RUNNING and place not in after
    }
    for place, now in after.items():
        old = before.get(place)
        if old is None:
            old = gone.pop(place[:3], None)
        was_running = old is not None and old.state in RUNNING
        if now.state in CLOSED:
            # What was done for the first time ends nothing; what it starts is told.
            is_other = old is None or old.state is not now.state
            if was_running or (is_other and now.due is not None):
                yield _Piece(_STOPS, "stops", now)
        elif now.state in RUNNING and now.due is not None:
            if old is None or not was_running:
                yield _Piece(_STARTS, "starts", now)
            elif old.due != now.due:
                yield _Piece(_MOVES, "moves", now, old.due)
    for old in gone.values():
        yield _Piece(_STOPS, "no longer runs", old)


def _sentences(pieces: Iterable[_Piece]) -> Iterator[str]:
    """A sentence for each piece of news; what is owed by many alike is told once."""
    told: dict[tuple[object, ...], list[_Piece]] = {}
    for piece in pieces:
        row = piece.deadline
        alike = piece.verb, row.clock, row.state, row.due
        told.setdefault(alike, []).append(piece)
    for same in told.values():
        more = f" And {len(same) - 1} more like it." if len(same) > 1 else ""
        yield _sentence(same[0]) + more


def _sentence(piece: _Piece) -> str:
    row = piece.deadline
    lead = f"{row.clock} {piece.verb}{row.mark}: {row.title}"
    if piece.order == _STOPS:
        return f"{lead}{_ended(piece)}."
    assert row.due is not None
    due = f"{'until' if row.lasting else 'due by'} {write_long_date(row.due)}"
    late = " (overdue)" if row.state is State.OVERDUE else ""
    was = f"; it was {write_date(piece.was_due)}" if piece.was_due else ""
    return f"{lead}, {due}{late}{was}."


def _ended(piece: _Piece) -> str:
    row = piece.deadline
    if row.state not in CLOSED:
        return ""
    until = "until" if row.lasting else "due"
    due = f" ({until} {write_date(row.due)})" if row.due else ""
    return f", {row.state_words}{due}"

"""The pack for one meeting: its agenda, the minutes to agree, the action log, the papers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.governance.approval import is_minuted
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.deadline import Deadline
from sscp.views.action_log import ActionLogView, view_action_log
from sscp.views.agenda import AgendaPaper, AgendaView, view_agenda, view_paper
from sscp.views.business import is_of_group
from sscp.views.minutes import MinutesView, view_minutes
from sscp.views.records import FieldLine, view_record

_QUIET = frozenset(("source", "audience", "classification", "title", "name"))


class PackLine(NamedTuple):
    """A line of a record in a pack: how far it stands in, and what it says."""

    depth: int
    text: str


class PackPaper(NamedTuple):
    """A paper whose record is in the register, with what that record says."""

    title: str
    record_id: str
    record_title: str
    lines: tuple[PackLine, ...]


class AgendaPackView(NamedTuple):
    """The pack for a meeting.

    Attributes:
        agenda: the agenda.
        minutes: the minutes to be agreed, oldest first.
        unwritten: the days of meetings whose minutes are to be agreed and not written yet.
        actions: the open actions of the group.
        papers: the papers whose records are in the register.
        awaited: the papers that have not come.
        elsewhere: the papers that came and of which the register has no record.
    """

    agenda: AgendaView
    minutes: tuple[MinutesView, ...]
    unwritten: tuple[str, ...]
    actions: ActionLogView
    papers: tuple[PackPaper, ...]
    awaited: tuple[AgendaPaper, ...]
    elsewhere: tuple[AgendaPaper, ...]


def view_agenda_pack(
    portfolio: Portfolio,
    meeting: Record,
    as_of: date,
    whole: Portfolio,
    deadlines: tuple[Deadline, ...],
) -> AgendaPackView:
    """The pack for a meeting as it stands on a day.

    Args:
        portfolio: the records the reader may see; what is not in it is left out.
        meeting: the meeting.
        as_of: the day.
        whole: the whole register, which is reckoned with.
        deadlines: what runs for anybody.
    """
    agenda = view_agenda(portfolio, meeting, as_of, whole, deadlines)
    earlier = [
        found
        for item in meeting.rows("items")
        if (found := portfolio.get_kind(item.text("approves_minutes_of"), "meeting")) is not None
    ]
    group = whole.get_kind(meeting.text("group"), "group")
    rows = meeting.rows("papers")
    # What presents a record that is withheld is not elsewhere.
    unabridged = whole.get(meeting.id) or meeting
    presenting = {row.words("title") for row in unabridged.rows("papers") if row.has("record")}
    shown = [view_paper(portfolio, row, as_of) for row in rows]
    return AgendaPackView(
        agenda=agenda,
        minutes=tuple(
            view_minutes(portfolio, each, as_of, whole)
            for each in earlier
            if is_minuted(each, as_of)
        ),
        unwritten=tuple(
            write_date(day)
            for each in earlier
            if not is_minuted(each, as_of) and (day := each.date("date")) is not None
        ),
        actions=view_action_log(
            portfolio, as_of, lambda action: is_of_group(whole, action, group.id if group else None)
        ),
        papers=tuple(
            _pack_paper(portfolio, as_of, row, record)
            for row in rows
            if (record := portfolio.get(row.text("record"))) is not None
        ),
        awaited=tuple(each for each in shown if not each.is_received),
        elsewhere=tuple(
            paper for paper in shown if paper.is_received and paper.title not in presenting
        ),
    )


def _pack_paper(portfolio: Portfolio, as_of: date, paper: Fields, record: Record) -> PackPaper:
    view = view_record(portfolio, as_of, record)
    return PackPaper(paper.words("title"), view.id, view.title, tuple(_pack_lines(view.fields)))


def _pack_lines(fields: tuple[FieldLine, ...]) -> list[PackLine]:
    """The lines of a record without what its heading says or only the register needs."""
    lines: list[PackLine] = []
    is_quiet = False
    for field in fields:
        if field.depth == 0:
            is_quiet = field.name in _QUIET
        if not is_quiet:
            lines.append(PackLine(field.depth, _pack_text(field)))
    return lines


def _pack_text(field: FieldLine) -> str:
    name = field.name.removeprefix("-").strip().replace("_", " ")
    value = " ".join(field.value.split())
    if not name:
        return value
    words = name[:1].upper() + name[1:]
    return f"{words}: {value}" if value else words

"""The agenda of one meeting, ready for a page."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.governance.meetings import CANCELLED, PLANNED, moved_from, standing_of
from sscp.governance.standing import StandingItem, brings, standing_items
from sscp.governance.terms import chair_of
from sscp.model.dates import write_date, write_long_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.deadline import Deadline
from sscp.timing.meetings import coming_meetings
from sscp.views.noted import Noted, in_days, note_on, noted_on

NOT_ISSUED_MARK = "Draft agenda - not yet sent out"


class AgendaRecord(NamedTuple):
    """A record under an item, with what is to be said of it on the day."""

    id: str
    title: str
    note: str


class AgendaItem(NamedTuple):
    """One item of an agenda.

    `agrees` is the day of the meeting whose minutes it agrees; `paper` says
    whether its papers have come, empty where none belongs to it.
    """

    number: str
    title: str
    lead: str
    agrees: str
    records: tuple[AgendaRecord, ...]
    paper: str


class AgendaPaper(NamedTuple):
    """A paper for a meeting: who owes it, by when, and whether it came."""

    title: str
    owner: str
    due: str
    state: str
    is_received: bool


class AgendaView(NamedTuple):
    """The agenda of a meeting; `mark` is the visible sign of one that was not sent out."""

    partnership: str
    title: str
    group: str
    meeting_id: str
    day: str
    moved_from: str
    times: str
    place: str
    chair: str
    mark: str
    issued: str
    illustrative: bool
    withheld: bool
    marking: str
    items: tuple[AgendaItem, ...]
    papers: tuple[AgendaPaper, ...]
    next_meeting: str
    as_of: str


def view_agenda(
    portfolio: Portfolio,
    meeting: Record,
    as_of: date,
    whole: Portfolio,
    deadlines: tuple[Deadline, ...],
) -> AgendaView:
    """The agenda of a meeting as it stands on a day.

    Args:
        portfolio: the records the reader may see; what is not in it is left out.
        meeting: the meeting.
        as_of: the day.
        whole: the whole register, which is reckoned with.
        deadlines: what runs for anybody, for what the group owes.
    """
    group = whole.get_kind(meeting.text("group"), "group")
    noted = noted_on(portfolio, whole, group, as_of, deadlines)
    standing = standing_items(group) if group else ()
    day = meeting.date("date")
    issued = meeting.date("agenda_issued_on")
    was_issued = issued is not None and issued <= as_of
    settings = portfolio.settings
    return AgendaView(
        partnership=settings.words("name") if settings else "",
        title=meeting.title,
        group=_title(portfolio, meeting.text("group")),
        meeting_id=meeting.id or "",
        day=write_long_date(day) if day else "",
        moved_from=write_date(moved) if (moved := moved_from(meeting)) else "",
        times=times_of(meeting),
        place=meeting.words("place"),
        chair=_title(portfolio, meeting.text("chaired_by") or _chair(whole, group, day)),
        mark=_mark(meeting, as_of, was_issued),
        issued=f"Sent out on {write_date(issued)}" if issued and was_issued else "",
        illustrative=meeting.is_illustrative,
        withheld=portfolio.is_restricted,
        marking=meeting.text("classification") or "OFFICIAL",
        items=tuple(
            _item(portfolio, meeting, row, standing, noted) for row in meeting.rows("items")
        ),
        papers=tuple(view_paper(portfolio, row, as_of) for row in meeting.rows("papers")),
        next_meeting=_next_meeting(portfolio, meeting, as_of),
        as_of=write_date(as_of),
    )


def _chair(whole: Portfolio, group: Record | None, day: date | None) -> str | None:
    """Who is to take the chair, where the meeting does not say."""
    return chair_of(whole, group, day) if group and day else None


def _mark(meeting: Record, as_of: date, was_issued: bool) -> str:
    standing = standing_of(meeting, as_of)
    if standing == CANCELLED:
        return "Cancelled"
    return NOT_ISSUED_MARK if standing == PLANNED and not was_issued else ""


def times_of(meeting: Record) -> str:
    """When a meeting starts and ends, as a reader is told."""
    starts, ends = meeting.words("starts"), meeting.words("ends")
    return f"{starts} to {ends}" if starts and ends else starts


def _item(
    portfolio: Portfolio,
    meeting: Record,
    row: Fields,
    standing: tuple[StandingItem, ...],
    noted: Noted,
) -> AgendaItem:
    records = [portfolio.get(each) for each in row.texts("records")]
    own = [each for each in standing if each.title == row.text("title")]
    agreed = portfolio.get_kind(row.text("approves_minutes_of"), "meeting")
    day = agreed.date("date") if agreed else None
    return AgendaItem(
        number=row.words("number"),
        title=row.words("title"),
        lead=_title(portfolio, row.text("lead")),
        agrees=write_date(day) if day else "",
        records=tuple(
            AgendaRecord(each.id or "", each.title, note_on(noted, each))
            for each in records
            if each
        ),
        paper=_paper_words(
            [
                view_paper(portfolio, paper, noted.as_of).is_received
                for paper in meeting.rows("papers")
                if _presents(paper, row) or any(brings(each, paper) for each in own)
            ]
        ),
    )


def _paper_words(came: list[bool]) -> str:
    """Whether the papers of an item have come, by paper."""
    if not came:
        return ""
    if len(came) > 1 and any(came) and not all(came):
        return f"{sum(came)} of {len(came)} received"
    return "received" if all(came) else "to follow"


def _presents(paper: Fields, row: Fields) -> bool:
    """True for a paper under the item of its title, or that presents a record of the item."""
    if paper.words("title").casefold() == row.words("title").casefold():
        return True
    return paper.has("record") and paper.text("record") in row.texts("records")


def view_paper(portfolio: Portfolio, paper: Fields, as_of: date) -> AgendaPaper:
    """A paper on a day: who owes it, by when, and whether it came."""
    due, came = paper.date("due"), paper.date("received_on")
    is_received = came is not None and came <= as_of
    if came is not None and is_received:
        late = (came - due).days if due else 0
        state = f"received {write_date(came)}" + (f", {in_days(late)} late" if late > 0 else "")
    else:
        late = (as_of - due).days if due else 0
        state = "not received" + (f", overdue {in_days(late)}" if late > 0 else "")
    return AgendaPaper(
        paper.words("title"),
        _title(portfolio, paper.text("owner")),
        write_date(due) if due else "",
        state,
        is_received,
    )


def _next_meeting(portfolio: Portfolio, meeting: Record, as_of: date) -> str:
    """The day set for the next meeting, else the next one planned."""
    day, own = meeting.date("next_meeting"), meeting.date("date")
    if day is None and own is not None:
        day = next(
            (
                later
                for each in coming_meetings(portfolio, as_of)
                if each.text("group") == meeting.text("group")
                and (later := each.date("date")) is not None
                and later > own
            ),
            None,
        )
    return write_long_date(day) if day else ""


def _title(portfolio: Portfolio, identity: str | None) -> str:
    """The title of a record the reader may see; empty for one that is left out."""
    found = portfolio.get(identity)
    return found.title if found else ""

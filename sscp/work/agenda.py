"""The agenda of a meeting: made, made again, and sent out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sscp.errors import UsageError
from sscp.governance.approval import minutes_state
from sscp.governance.meetings import CANCELLED, HELD, PLANNED, standing_of
from sscp.governance.standing import brings, standing_items
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.meetings import coming_meetings
from sscp.work.habits import first_number, papers_due
from sscp.work.verb import Answers, Question, Verb, subject, today
from sscp.write.change import LISTED, Change, Desk, Shown
from sscp.write.edits import AddRow, Edit, InsertRow, SetField

if TYPE_CHECKING:
    from sscp.views.business import Scope
    from sscp.views.noted import Noted
    from sscp.work.agenda_items import Item, Placed


def _require_open_agenda(answers: Answers) -> Record:
    """The meeting that is meant, whose agenda must not have gone out.

    Raises:
        UsageError: it went out, or the meeting is not to come.
    """
    meeting = answers.record("meeting")
    standing = standing_of(meeting, date.max)
    if standing != PLANNED:
        words = {HELD: "was held", CANCELLED: "was cancelled"}.get(standing, "moved to another day")
        raise UsageError(f"{meeting.id} {words}; an agenda is made for a meeting still to come.")
    issued = meeting.date("agenda_issued_on")
    if issued is not None:
        raise UsageError(
            f"The agenda of {meeting.id} went out on {write_date(issued)} and stands as it is;"
            " what comes later is taken under any other business."
        )
    return meeting


def _agenda(desk: Desk, answers: Answers) -> Change:
    meeting = _require_open_agenda(answers)
    return _issue(answers, meeting) if answers.has("issue") else _make(desk, answers, meeting)


def _make(desk: Desk, answers: Answers, meeting: Record) -> Change:
    from sscp.views.business import scope_of
    from sscp.views.noted import noted_on
    from sscp.work.agenda_items import compose, place

    portfolio = desk.portfolio
    group, day = portfolio.get_kind(meeting.text("group"), "group"), meeting.date("date")
    if group is None or day is None:
        raise UsageError(f"{meeting.id} has no group or no date; an agenda needs both.")
    scope = scope_of(portfolio, group, meeting, day, answers.as_of)
    rows = meeting.rows("items")
    if len(rows) != len(meeting.values.get("items") or ()):
        raise UsageError(
            f"Some items of {meeting.id} can't be read; `sscp validate` shows them."
            " Mend them first."
        )
    placed = place(rows, compose(scope))
    first = first_number(portfolio, meeting)
    papers = _papers_owed(scope)
    noted = noted_on(portfolio, portfolio, group, answers.as_of, scope.deadlines)
    edits = (*_item_edits(meeting, rows, placed, first), *_paper_edits(meeting, papers))
    new = sum(each.row is None for each in placed)
    told = f"{new} items" if new != 1 else "1 item"
    return Change(
        f"Agenda of {meeting.id}: {told} put on it" if rows else f"Agenda of {meeting.id} made",
        edits,
        "meeting agenda",
        tuple(_after_making(scope)),
        shown=(
            *_shown_items(portfolio, rows, placed, first, noted),
            *_shown_papers(portfolio, meeting, papers, answers.as_of),
        ),
    )


def _papers_owed(scope: Scope) -> list[dict[str, Any]]:
    """The papers that come with standing items and are not on the list yet."""
    from sscp.work.agenda_items import is_taken, paper_owner

    due = papers_due(scope.portfolio, scope.meeting)
    have = scope.meeting.rows("papers")
    return [
        {"title": each.paper, "owner": paper_owner(scope, each), "due": due}
        for each in standing_items(scope.group)
        if each.paper and is_taken(scope, each) and not any(brings(each, one) for one in have)
    ]


def _item_edits(
    meeting: Record, rows: Sequence[Fields], placed: Sequence[Placed], first: int
) -> list[Edit]:
    """What makes the items that are there those that should be; nothing where they are."""
    identity = meeting.id or ""
    if not rows:
        table = [
            _row(each.item, first + at) for at, each in enumerate(placed) if each.item is not None
        ]
        return [SetField(identity, ("items",), table)]
    inserts: list[Edit] = []
    changes: list[Edit] = []
    for at, each in enumerate(placed):
        if each.row is None:
            assert each.item is not None
            inserts.append(InsertRow(identity, ("items", at), _row(each.item, first + at)))
            continue
        row = rows[each.row]
        if row.text("number") != str(first + at):
            changes.append(SetField(identity, ("items", at, "number"), first + at))
        if each.item is None:
            continue
        if each.item.approves and not row.has("approves_minutes_of"):
            path = ("items", at, "approves_minutes_of")
            changes.append(SetField(identity, path, each.item.approves))
        more = [one for one in each.item.records if one not in row.texts("records")]
        changes += [AddRow(identity, ("items", at, "records"), one) for one in more]
    return [*inserts, *changes]


def _row(item: Item, number: int) -> dict[str, Any]:
    row = {
        "number": number,
        "title": item.title,
        "form": item.form if item.form != "business" else "",
        "lead": item.lead,
        "approves_minutes_of": item.approves,
        "records": list(item.records),
    }
    return {name: value for name, value in row.items() if value}


def _paper_edits(meeting: Record, papers: Sequence[dict[str, Any]]) -> list[Edit]:
    identity = meeting.id or ""
    return [
        AddRow(identity, ("papers",), {name: value for name, value in row.items() if value})
        for row in papers
    ]


def _shown_items(
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
        shown += [_shown_record(portfolio, one, noted) for one in dict.fromkeys(under)]
        agreed = (row.text("approves_minutes_of") if row else "") or (item.approves if item else "")
        if agreed:
            shown.append(Shown("", LISTED + _minutes_words(portfolio, agreed, noted.as_of)))
    return shown


def _shown_record(portfolio: Portfolio, identity: str, noted: Noted) -> Shown:
    from sscp.views.noted import note_on

    record = portfolio.get(identity)
    note = note_on(noted, record) if record else ""
    title = portfolio.title_of(identity)
    return Shown("", LISTED + (f"{title}: {note}" if note else title))


def _minutes_words(portfolio: Portfolio, identity: str, as_of: date) -> str:
    meeting = portfolio.get_kind(identity, "meeting")
    day = meeting.date("date") if meeting else None
    if meeting is None or day is None:
        return f"the minutes of {identity}"
    written = minutes_state(portfolio, meeting, as_of).status != "none"
    return f"of {write_date(day)}" + ("" if written else ", not written yet")


def _shown_papers(
    portfolio: Portfolio, meeting: Record, owed: Sequence[dict[str, Any]], as_of: date
) -> list[Shown]:
    from sscp.views.agenda import view_paper

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


def _after_making(scope: Scope) -> list[str]:
    """What is still to be done before the agenda can go out."""
    from sscp.views.business import minutes_to_agree

    said = [
        f"The minutes of {meeting.id} are not written yet."
        for meeting in minutes_to_agree(scope)
        if minutes_state(scope.portfolio, meeting, scope.as_of).status == "none"
    ]
    identity = scope.meeting.id
    said.append(f"`sscp render agenda {identity}` shows it; made again, it keeps what you write.")
    said.append(f"`sscp meeting agenda {identity} --issue` says that it went out, and freezes it.")
    return said


def _issue(answers: Answers, meeting: Record) -> Change:
    items = meeting.rows("items")
    if not items:
        raise UsageError(
            f"{meeting.id} has no agenda yet; `sscp meeting agenda {meeting.id}` makes it."
        )
    on, day = answers.day_or_today("on"), meeting.date("date")
    if day is not None and on > day:
        raise UsageError(f"The meeting is on {write_long_date(day)}; its agenda goes out before.")
    late = [
        paper.words("title")
        for paper in meeting.rows("papers")
        if (came := paper.date("received_on")) is None or came > on
    ]
    follows = []
    if late:
        follows.append(f"Still to come: {'; '.join(late)}.")
    if day is not None:
        left = (day - on).days
        follows.append(f"The meeting is {'on the day' if not left else _in_days(left)}.")
    return Change(
        f"Agenda of {meeting.id} sent out on {write_long_date(on)}, {len(items)} items",
        (SetField(meeting.id or "", ("agenda_issued_on",), on),),
        "meeting agenda",
        tuple(follows),
    )


def _in_days(number: int) -> str:
    return "the day after" if number == 1 else f"{number} days later"


def coming(answers: Answers) -> Sequence[str]:
    """The meetings still to come, soonest first."""
    return [each.id or "" for each in coming_meetings(answers.portfolio, answers.as_of)]


def _unasked(answers: Answers) -> bool:
    """The condition of a question that is answered by its option alone."""
    return False


THE_MEETING = subject("meeting", "The meeting: its id, or words from it.", offered=coming)

VERBS = (
    Verb(
        "meeting",
        "agenda",
        "Make the agenda from what stands and what is due. Made again, it keeps what you wrote.",
        (
            THE_MEETING,
            Question(
                "issue",
                "Say that it went out; from then on it is frozen.",
                Shape.FLAG,
                when=_unasked,
            ),
            Question(
                "on", "With --issue: the day it went out.", Shape.DATE, default=today, when=_unasked
            ),
        ),
        _agenda,
        asks_first=True,
    ),
)

"""The agenda of a meeting: made, made again, and sent out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sscp.errors import UsageError
from sscp.governance.approval import minutes_state
from sscp.governance.meetings import CANCELLED, HELD, PLANNED, held_meetings, standing_of
from sscp.governance.standing import brings, standing_items
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.record import Fields, Record
from sscp.timing.meetings import coming_meetings
from sscp.work.habits import first_number, papers_due
from sscp.work.limits import by_today
from sscp.work.verb import Answers, Question, Verb, subject, today
from sscp.write.change import Change, Desk
from sscp.write.edits import AddRow, Edit, InsertRow, Remove, SetField

if TYPE_CHECKING:
    from sscp.views.business import Scope
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
    from sscp.work.agenda_shown import shown_items, shown_papers, summary

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
    placed = place(rows, compose(scope), _as_made(scope), _agreed(scope))
    first = first_number(portfolio, meeting)
    papers = _papers_owed(scope)
    noted = noted_on(portfolio, portfolio, group, answers.as_of, scope.deadlines)
    edits = [*_item_edits(meeting, rows, placed, first), *_paper_edits(meeting, papers)]
    if edits:
        edits.append(SetField(meeting.id or "", ("agenda_made_on",), answers.as_of))
    return Change(
        summary(meeting, rows, placed, first, len(papers)),
        tuple(edits),
        "meeting agenda",
        tuple(_after_making(scope)),
        shown=(
            *shown_items(portfolio, rows, placed, first, noted),
            *shown_papers(portfolio, meeting, papers, answers.as_of),
        ),
    )


def _as_made(scope: Scope) -> Sequence[Item]:
    """What should have been on the agenda on the day it was last made; nothing if none is known."""
    from sscp.views.business import scope_of
    from sscp.work.agenda_items import compose

    made_on = scope.meeting.date("agenda_made_on")
    if made_on is None or made_on >= scope.as_of:
        return ()
    return compose(scope_of(scope.portfolio, scope.group, scope.meeting, scope.day, made_on))


def _agreed(scope: Scope) -> frozenset[str]:
    """The earlier meetings of the group whose minutes are agreed."""
    return frozenset(
        each.id or ""
        for each in held_meetings(scope.portfolio, scope.group.id, scope.as_of)
        if minutes_state(scope.portfolio, each, scope.as_of).status == "agreed"
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
    kept = {each.row for each in placed}
    gone: list[Edit] = [
        Remove(identity, ("items", at)) for at in reversed(range(len(rows))) if at not in kept
    ]
    inserts: list[Edit] = []
    changes: list[Edit] = []
    for at, each in enumerate(placed):
        if each.row is None:
            assert each.item is not None
            inserts.append(InsertRow(identity, ("items", at), _row(each.item, first + at)))
        else:
            changes += _changes(identity, at, rows[each.row], each, first + at)
    return [*gone, *inserts, *changes]


def _changes(identity: str, at: int, row: Fields, placed: Placed, number: int) -> Iterator[Edit]:
    """What changes in an item that is there: its number, its minutes, what is under it."""
    if row.text("number") != str(number):
        yield SetField(identity, ("items", at, "number"), number)
    held = row.texts("records")
    if placed.settled and set(placed.settled) == set(held):
        yield Remove(identity, ("items", at, "records"))
    else:
        for place in reversed(range(len(held))):
            if held[place] in placed.settled:
                yield Remove(identity, ("items", at, "records", place))
    if placed.item is None:
        return
    approves = placed.item.approves
    if approves and row.text("approves_minutes_of") != approves:
        yield SetField(identity, ("items", at, "approves_minutes_of"), approves)
    for one in placed.item.records:
        if one not in held:
            yield AddRow(identity, ("items", at, "records"), one)


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
                "on",
                "With --issue: the day it went out.",
                Shape.DATE,
                default=today,
                when=_unasked,
                latest=by_today,
            ),
        ),
        _agenda,
        asks_first=True,
    ),
)

"""Minutes sent out as a draft, and agreed by a later meeting with its corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.approval import is_minuted, is_same_group, minutes_state, quorum_assumption
from sscp.governance.attendance import quorum_of
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import is_held, is_later, takes_place
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import MEETING
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.attendance import as_number
from sscp.work.items import place_of_item
from sscp.work.limits import Limit, by_today, last_of, limit, since
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk
from sscp.write.edits import AddRow, Edit, SetField

_MINUTES = "minutes"
_APPROVES = "approves_minutes_of"


def require_approvable(
    portfolio: Portfolio, earlier: Record, later: Record, number: str, as_of: date
) -> None:
    """Refuse an approval that would not stand.

    Args:
        portfolio: the register.
        earlier: the meeting whose minutes are to be agreed.
        later: the meeting that is to agree them; that it was held is not asked here.
        number: the item under which it does; empty for one that is still to be made.
        as_of: the day.

    Raises:
        UsageError: the sentence says what stands in the way.
    """
    if earlier is later or earlier.id == later.id:
        raise UsageError("A meeting can't agree its own minutes; a later one does.")
    if not is_same_group(portfolio, earlier, later):
        raise UsageError(
            f"{earlier.id} was a meeting of the {portfolio.title_of(earlier.text('group'))};"
            " only that group can agree its minutes."
        )
    if not is_later(later, earlier):
        raise UsageError(f"{later.id} was not after {earlier.id}, so it can't agree its minutes.")
    if not is_held(earlier, as_of) or not is_minuted(earlier, as_of):
        raise UsageError(
            f"There are no minutes of {earlier.id} yet; `sscp meeting minute {earlier.id}`"
            " writes them."
        )
    state = minutes_state(portfolio, earlier, as_of)
    if state.approved_at is not None and state.approved_at.id != later.id:
        raise UsageError(
            f"The minutes of {earlier.id} were agreed at {state.approved_at.id} already."
        )
    if quorum_of(portfolio, later, number or None).state == "not-met":
        raise UsageError(
            f"{later.id} had no quorum, by its attendance: it may note the minutes of"
            f" {earlier.id}, and a later meeting agrees them."
        )


def _approve(desk: Desk, answers: Answers) -> Change:
    portfolio = desk.portfolio
    earlier, later = answers.record("meeting"), answers.record("at")
    corrections = answers.many("correction")
    if not is_held(later, desk.as_of):
        raise UsageError(
            f"{later.id} has not been minuted as held; `sscp meeting minute {later.id}` comes"
            " first."
        )
    state = minutes_state(portfolio, earlier, desk.as_of)
    if state.approved_at is not None and is_later(later, state.approved_at) and corrections:
        return _correct_later(portfolio, earlier, later, corrections)
    item = _item_for(portfolio, earlier, later, answers.text("item"))
    number = item.words("number") if item is not None else ""
    require_approvable(portfolio, earlier, later, number, desk.as_of)
    known = item.texts("corrections") if item is not None else ()
    fresh = [each for each in corrections if each not in known]
    is_agreed = item is not None and resolve(portfolio, item.text(_APPROVES)) == earlier.id
    if not is_agreed or fresh:
        _require_unsealed(portfolio, later, desk.as_of)
    edits = _approval_edits(earlier, later, item, [*known, *fresh])
    day = later.date("date") or desk.as_of
    follows = [quorum_assumption(portfolio, later, "this approval") or ""]
    follows.append("They are no draft any more; attendance and decisions are closed with them.")
    with_words = f" with {_count(len(fresh), 'correction')}" if fresh else ""
    return Change(
        f"Minutes of {earlier.title} agreed on {write_date(day)}{with_words}",
        tuple(edits),
        "meeting approve",
        tuple(filter(None, follows)),
        corrections,
    )


def _require_unsealed(portfolio: Portfolio, later: Record, as_of: date) -> None:
    """Refuse to put anything more into minutes that are agreed themselves.

    Raises:
        UsageError: they are.
    """
    state = minutes_state(portfolio, later, as_of)
    if state.approved_at is not None:
        raise UsageError(
            f"The minutes of {later.id} were agreed at {state.approved_at.id} and say nothing of"
            " this; name the meeting that agreed it, or one that does so now."
        )


def _item_for(portfolio: Portfolio, earlier: Record, later: Record, number: str) -> Fields | None:
    """The item of the later meeting that agrees the minutes, or may; None for a new one.

    Raises:
        UsageError: the number named is none, or agrees other minutes.
    """
    items = later.rows("items")
    if number:
        found = items[place_of_item(later, number)]
        other = resolve(portfolio, found.text(_APPROVES))
        if other not in (None, earlier.id):
            raise UsageError(f"Item {number} agrees the minutes of {other}; name another item.")
        return found
    for each in items:
        if resolve(portfolio, each.text(_APPROVES)) == earlier.id:
            return each
    return next(
        (each for each in items if each.text("form") == _MINUTES and not each.has(_APPROVES)),
        None,
    )


def _approval_edits(
    earlier: Record, later: Record, item: Fields | None, corrections: Sequence[str]
) -> list[Edit]:
    identity = later.id or ""
    if item is None:
        numbers = [each.words("number") for each in later.rows("items")]
        leading = [int(each) for each in numbers if each.isdigit()]
        row: dict[str, Any] = {
            "number": as_number(str(max(leading, default=0) + 1)),
            "title": "Minutes of the last meeting",
            "form": _MINUTES,
            _APPROVES: earlier.id,
            "corrections": list(corrections),
        }
        return [AddRow(identity, ("items",), row)]
    edits: list[Edit] = [SetField(identity, (*item.path, _APPROVES), earlier.id)]
    if list(corrections) != list(item.texts("corrections")):
        edits.append(SetField(identity, (*item.path, "corrections"), list(corrections)))
    return edits


def _correct_later(
    portfolio: Portfolio, earlier: Record, later: Record, corrections: Sequence[str]
) -> Change:
    """Corrections to minutes that are agreed already, each with the meeting that agreed it."""
    if not is_same_group(portfolio, earlier, later):
        raise UsageError(
            f"{earlier.id} was a meeting of the {portfolio.title_of(earlier.text('group'))};"
            " only that group can correct its minutes."
        )
    minutes = earlier.part(_MINUTES)
    known = (
        [each.text("correction") for each in minutes.rows("later_corrections")] if minutes else []
    )
    edits = [
        AddRow(
            earlier.id or "",
            (_MINUTES, "later_corrections"),
            {"correction": each, "agreed_at": later.id},
        )
        for each in corrections
        if each not in known
    ]
    return Change(
        f"Minutes of {earlier.title} corrected by {later.id}",
        tuple(edits),
        "meeting approve",
        ("The text that was agreed stays as it was; the correction stands beside it.",),
        tuple(corrections),
    )


def _issue(desk: Desk, answers: Answers) -> Change:
    portfolio, meeting = desk.portfolio, answers.record("meeting")
    identity, on = meeting.id or "", answers.day_or_today("on")
    if not is_held(meeting, desk.as_of) or not is_minuted(meeting, desk.as_of):
        raise UsageError(
            f"There are no minutes of {identity} yet; `sscp meeting minute {identity}` writes them."
        )
    state = minutes_state(portfolio, meeting, desk.as_of)
    if state.approved_at is not None:
        raise UsageError(
            f"The minutes of {identity} were agreed at {state.approved_at.id};"
            " a draft of them can't go out any more."
        )
    minutes = meeting.part(_MINUTES)
    issued = minutes.date("issued_on") if minutes else None
    if issued is not None and issued != on and not answers.has("again"):
        raise UsageError(
            f"They went out on {write_date(issued)} already; say --again when a corrected draft"
            " takes its place."
        )
    return Change(
        f"Draft minutes of {meeting.title} sent out on {write_date(on)}",
        tuple(_issue_edits(identity, minutes, on)),
        "meeting issue",
        tuple(_after_issue(portfolio, meeting)),
    )


def _issue_edits(identity: str, minutes: Fields | None, on: date) -> list[Edit]:
    if minutes is None:
        return [SetField(identity, (_MINUTES,), {"drafted_on": on, "issued_on": on})]
    edits: list[Edit] = []
    if not minutes.has("drafted_on"):
        edits.append(SetField(identity, (_MINUTES, "drafted_on"), on))
    return [*edits, SetField(identity, (_MINUTES, "issued_on"), on)]


def _after_issue(portfolio: Portfolio, meeting: Record) -> list[str]:
    """What the draft is called, and which meeting can agree it."""
    page = f"`sscp render minutes {meeting.id}` gives the page to send"
    said = [f"{page}; it is marked a draft until a later meeting agrees it."]
    group = resolve(portfolio, meeting.words("group"))
    following = next(
        (
            each
            for each in index_of(portfolio).meetings.get(group, ())
            if is_later(each, meeting) and takes_place(each)
        ),
        None,
    )
    day = following.date("date") if following is not None else None
    if following is not None and day is not None:
        said.append(f"The group meets next on {write_long_date(day)} ({following.id}).")
    else:
        said.append("No later meeting of the group is planned yet.")
    return said


def _since_sent(answers: Answers) -> Limit | None:
    """Minutes go out after the meeting, a corrected draft after the one that it replaces."""
    meeting = answers.found("meeting")
    minutes = meeting.part(_MINUTES) if meeting is not None else None
    sent = minutes.date("issued_on") if minutes is not None else None
    return last_of(since("meeting")(answers), limit(sent, "the last draft went out"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _held(answers: Answers) -> list[str]:
    """Meetings held with minutes that are not agreed yet, the latest first."""
    portfolio, as_of = answers.portfolio, answers.as_of
    found = [
        (meeting.words("date"), meeting.id or "")
        for meeting in portfolio.of_kind("meeting")
        if is_held(meeting, as_of) and minutes_state(portfolio, meeting, as_of).status == "draft"
    ]
    return [identity for _, identity in sorted(found, reverse=True)]


def _later_ones(answers: Answers) -> list[str]:
    """Meetings of the same group held after the one whose minutes are agreed."""
    earlier = answers.portfolio.get(answers.text("meeting"))
    if earlier is None:
        return []
    group = resolve(answers.portfolio, earlier.words("group"))
    return [
        each.id or ""
        for each in index_of(answers.portfolio).meetings.get(group, ())
        if is_held(each, answers.as_of) and is_later(each, earlier)
    ]


_SUBJECT = subject("meeting", "The meeting: its id, or words from it.", offered=_held)

VERBS = (
    Verb(
        "meeting",
        "issue",
        "Send out the minutes of a meeting as a draft.",
        (
            _SUBJECT,
            Question(
                "on",
                "The day they go out.",
                Shape.DATE,
                default=today,
                earliest=_since_sent,
                latest=by_today,
            ),
            Question("again", "A corrected draft takes the place of one sent out.", Shape.FLAG),
        ),
        _issue,
    ),
    Verb(
        "meeting",
        "approve",
        "Agree the minutes of a meeting at a later one. With its corrections.",
        (
            _SUBJECT,
            Question(
                "at",
                "The later meeting that agreed them.",
                Shape.LINK,
                required=True,
                links=("meeting",),
                offered=_later_ones,
            ),
            ask_field(MEETING, "items.corrections", name="correction"),
            Question(
                "item",
                "The item under which it did; that of the minutes, or a new one, when not given.",
                when=lambda answers: False,
            ),
        ),
        _approve,
    ),
)

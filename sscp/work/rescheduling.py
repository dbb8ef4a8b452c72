"""A meeting moved to another day, or cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sscp.errors import UsageError
from sscp.governance.index import resolve
from sscp.governance.meetings import CANCELLED, HELD, PLANNED, standing_of
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import MEETING
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.meetings import coming_meetings, must_meet_by
from sscp.timing.working_days import calendar_of
from sscp.work.earlier_plans import kept_plan
from sscp.work.habits import same_distance
from sscp.work.scheduling import meeting_on, refuse_past, title_on
from sscp.work.verb import Answers, Question, Verb, ask_field, subject
from sscp.write.change import Change, Desk
from sscp.write.edits import Edit, SetField


def _require_planned(answers: Answers) -> Record:
    """The meeting that is meant, which must still be to come.

    Raises:
        UsageError: it was held, cancelled or moved away.
    """
    meeting = answers.record("meeting")
    standing = standing_of(meeting, date.max)
    if standing == HELD:
        day = meeting.date("date")
        told = f" (on {write_date(day)})" if day is not None and day > answers.as_of else ""
        raise UsageError(
            f"{meeting.id} is put down as held{told}; only a meeting still to come can be changed."
        )
    if standing == CANCELLED:
        raise UsageError(f"{meeting.id} was cancelled; `sscp meeting schedule` plans another one.")
    if standing != PLANNED:
        raise UsageError(f"{meeting.id} moved to another day and has a record of its own there.")
    return meeting


def _move(desk: Desk, answers: Answers) -> Change:
    portfolio = desk.portfolio
    meeting = _require_planned(answers)
    identity, group = meeting.id or "", portfolio.get_kind(meeting.text("group"), "group")
    old, new = meeting.date("date"), answers.day("to")
    assert new is not None
    if old is None or group is None:
        raise UsageError(f"{identity} has no group or no date; `sscp edit {identity}` mends that.")
    if new != old or not _is_replanned(meeting, answers):
        _refuse_day(portfolio, group, old, new, answers.as_of)
    edits: list[Edit] = [SetField(identity, ("date",), new)]
    if meeting.title == title_on(group, old):
        edits.append(SetField(identity, ("title",), title_on(group, new)))
    if not meeting.has("originally_planned_for") and new != old:
        edits.append(SetField(identity, ("originally_planned_for",), old))
    edits += [
        SetField(identity, (name,), answers.text(name))
        for name in ("starts", "ends", "place", "reason")
        if answers.has(name)
    ]
    edits += kept_plan(meeting, edits, answers.as_of)
    papers = _papers_moved(portfolio, meeting, old, new)
    follows = _late_words(portfolio, group, old, new)
    if papers:
        follows.append("Papers still to come are now owed as long before the new day.")
    issued = meeting.date("agenda_issued_on")
    if issued is not None:
        what = "day" if new != old else "time or place"
        follows.append(
            f"The agenda went out on {write_date(issued)} with the old {what}; tell those invited."
        )
    unknown = calendar_of(portfolio).unknown(new)
    if unknown:
        follows.append(f"{unknown[0].upper()}{unknown[1:]}; look again at the day.")
    moved = f"moved from {write_long_date(old)} to {write_long_date(new)}"
    return Change(
        f"{identity} {moved if new != old else 'at another time or place, on the same day'}",
        (*edits, *papers),
        "meeting move",
        tuple(follows),
        (answers.text("reason"),),
    )


def _is_replanned(meeting: Record, answers: Answers) -> bool:
    """True when the time or the place is to be another one."""
    return any(
        answers.has(name) and answers.text(name) != meeting.words(name)
        for name in ("starts", "ends", "place")
    )


def _papers_moved(portfolio: Portfolio, meeting: Record, old: date, new: date) -> list[Edit]:
    """Papers that have not come are owed as long before the new day as before the old."""
    return [
        SetField(
            meeting.id or "",
            (*paper.path, "due"),
            same_distance(portfolio, due, old, new),
        )
        for paper in meeting.rows("papers")
        if (due := paper.date("due")) is not None and not paper.has("received_on")
    ]


def _refuse_day(portfolio: Portfolio, group: Record, old: date, new: date, as_of: date) -> None:
    """Refuse a day that a meeting can't move to.

    Raises:
        UsageError: it is the same, past, not a working day, or taken.
    """
    if new == old:
        raise UsageError(f"It is on {write_long_date(new)} already.")
    reason = calendar_of(portfolio).why_excluded(new)
    if reason is not None:
        said = "" if reason in ("Saturday", "Sunday") else f" ({reason})"
        raise UsageError(f"{write_long_date(new)} is no working day{said}; choose another day.")
    taken = meeting_on(portfolio, group, new)
    if taken is not None:
        raise UsageError(
            f"The {group.title} meets on {write_long_date(new)} already ({taken.id});"
            " choose another day, or cancel one of the two."
        )
    refuse_past(new, as_of)


def _late_words(portfolio: Portfolio, group: Record, old: date, new: date) -> list[str]:
    """Whether a day is in time for a group that must meet at an interval.

    Counted from the meeting before the one that moves.
    """
    found = must_meet_by(portfolio, group, old)
    if found is None:
        return []
    due, start = found
    words = f"must meet by {write_long_date(due)}, counted from {write_date(start)}"
    if new > due:
        return [f"The {group.title} {words}, so this is too late."]
    return [f"In time: the {group.title} {words}."]


def _cancel(desk: Desk, answers: Answers) -> Change:
    meeting = _require_planned(answers)
    identity, day = meeting.id or "", meeting.date("date")
    edits: tuple[Edit, ...] = (
        SetField(identity, ("status",), CANCELLED),
        SetField(identity, ("reason",), answers.text("reason")),
    )
    return Change(
        f"{identity} cancelled" + (f", {write_long_date(day)}" if day else ""),
        edits,
        "meeting cancel",
        tuple(_after_cancelling(desk.portfolio, meeting, answers.as_of)),
        (answers.text("reason"),),
    )


def _after_cancelling(portfolio: Portfolio, meeting: Record, as_of: date) -> list[str]:
    """When the group meets after the day that is cancelled, and by when it must meet."""
    group = portfolio.get_kind(meeting.text("group"), "group")
    if group is None:
        return []
    gone = meeting.date("date") or as_of
    following = [
        day
        for each in coming_meetings(portfolio, as_of)
        if resolve(portfolio, each.text("group")) == group.id
        and (day := each.date("date")) is not None
        and day > gone
    ]
    said = []
    if following:
        said.append(f"The next meeting after it is on {write_long_date(following[0])}.")
    else:
        said.append(f"No later meeting of the {group.title} is planned.")
    found = must_meet_by(portfolio, group, gone)
    if found is not None:
        due, start = found
        late = ", so that is too late" if following and following[0] > due else ""
        said.append(
            f"It must meet by {write_long_date(due)}, counted from {write_date(start)}{late}."
        )
    return said


def _coming(answers: Answers) -> Sequence[str]:
    """The meetings still to come, soonest first."""
    return [each.id or "" for each in coming_meetings(answers.portfolio, answers.as_of)]


def _unasked(answers: Answers) -> bool:
    """The condition of a question that is answered by its option alone."""
    return False


_MEETING = subject("meeting", "The meeting: its id, or words from it.", offered=_coming)

VERBS = (
    Verb(
        "meeting",
        "move",
        "Move a meeting to another day, time or place; what was planned is kept.",
        (
            _MEETING,
            Question(
                "to",
                "The new day; the same one where only time or place change.",
                Shape.DATE,
                required=True,
            ),
            ask_field(MEETING, "reason", ask="Why it moves.", required=True),
            ask_field(MEETING, "starts", when=_unasked),
            ask_field(MEETING, "ends", when=_unasked),
            ask_field(MEETING, "place", when=_unasked),
        ),
        _move,
    ),
    Verb(
        "meeting",
        "cancel",
        "Cancel a meeting, with the reason.",
        (_MEETING, ask_field(MEETING, "reason", ask="Why it does not take place.", required=True)),
        _cancel,
    ),
)

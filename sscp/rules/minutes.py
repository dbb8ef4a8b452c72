"""Family MTG, minutes: taken in time, and agreed by a later meeting that may do so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.approval import (
    drafted_on,
    is_minuted,
    is_same_group,
    valid_approvals,
)
from sscp.governance.attendance import quorum_of
from sscp.governance.meetings import MINUTED_FUNCTIONS, is_held, next_held, takes_place
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit

_FIELD = "approves_minutes_of"


class _Approval(NamedTuple):
    meeting: Record
    item: Fields
    approved: Record


def _approvals(portfolio: Portfolio) -> Iterator[_Approval]:
    """Every item that agrees minutes, with its meeting and the meeting they are of."""
    for meeting in portfolio.of_kind("meeting"):
        for item in meeting.rows("items"):
            approved = portfolio.get_kind(item.text(_FIELD), "meeting")
            if approved is not None:
                yield _Approval(meeting, item, approved)


def _check_later(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes agreed by the meeting itself, or by one that was not later."""
    for meeting, item, approved in _approvals(portfolio):
        if meeting is approved:
            yield hit(item, _FIELD, "This meeting agrees its own minutes.")
            continue
        day, minuted = meeting.date("date"), approved.date("date")
        if day is not None and minuted is not None and day <= minuted:
            yield hit(
                item,
                _FIELD,
                f"This meeting of {write_date(day)} agrees the minutes of {approved.id},"
                " which was not before it.",
            )


def _check_quorate(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes agreed by a meeting without its quorum."""
    for meeting, item, approved in _approvals(portfolio):
        if not is_held(meeting, as_of):
            continue
        quorum = quorum_of(portfolio, meeting, item.text("number"))
        if quorum.state == "not-met":
            yield hit(
                item,
                _FIELD,
                f"The minutes of {approved.id} are agreed here, but this meeting was not quorate,"
                " so they are still a draft.",
            )


def _check_group(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes agreed at a meeting of another group."""
    for meeting, item, approved in _approvals(portfolio):
        if meeting.has("group") and not is_same_group(portfolio, meeting, approved):
            yield hit(
                item,
                _FIELD,
                f"{approved.id} was a meeting of the {portfolio.title_of(approved.text('group'))};"
                " only that group can agree its minutes.",
            )


def _check_once(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes agreed again after they had been agreed."""
    for approved in portfolio.of_kind("meeting"):
        valid = valid_approvals(portfolio, approved, as_of)
        for again in valid[1:]:
            yield hit(
                again.item,
                _FIELD,
                f"The minutes of {approved.id} were already agreed at {valid[0].meeting.id}.",
            )


def _check_held(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes agreed of a meeting that was cancelled or moved."""
    for _, item, approved in _approvals(portfolio):
        if not takes_place(approved):
            yield hit(
                item, _FIELD, f"{approved.id} is marked {approved.text('status')}: nobody met."
            )


def _check_minuted_after(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes drafted or sent out before the day of the meeting they are of."""
    for meeting in portfolio.of_kind("meeting"):
        minutes, day = meeting.part("minutes"), meeting.date("date")
        if minutes is None or day is None:
            continue
        for field, done in (("drafted_on", "drafted"), ("issued_on", "sent out")):
            written = minutes.date(field)
            if written is not None and written < day:
                yield hit(
                    minutes,
                    field,
                    f"The minutes were {done} on {write_date(written)}, before the meeting"
                    f" of {write_date(day)}.",
                )


def _check_minuted(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Held meetings without minutes although the group has met again."""
    for meeting in portfolio.of_kind("meeting"):
        group = portfolio.get_kind(meeting.text("group"), "group")
        if group is None or group.text("function") not in MINUTED_FUNCTIONS:
            continue
        if not is_held(meeting, as_of) or is_minuted(meeting, as_of):
            continue
        following = next_held(portfolio, meeting, as_of)
        if following is not None:
            yield hit(
                meeting,
                "minutes",
                f"There are no minutes of {meeting.id}, and the group met again on"
                f" {write_date(following.date('date') or as_of)}.",
            )


def _check_drafted(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Minutes that were agreed, and of which no day says when they were there."""
    for meeting in portfolio.of_kind("meeting"):
        group = portfolio.get_kind(meeting.text("group"), "group")
        if group is None or group.text("function") not in MINUTED_FUNCTIONS:
            continue
        if not is_minuted(meeting, as_of) or drafted_on(meeting) is not None:
            continue
        for approval in valid_approvals(portfolio, meeting, as_of)[:1]:
            yield hit(
                meeting,
                "minutes",
                f"The minutes of {meeting.id} were agreed at {approval.meeting.id}, and it is not"
                " recorded when they were drafted or sent out.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "MTG-02",
        "self-approving-minutes",
        Severity.ERROR,
        "Minutes are agreed by a meeting later than the one they are of.",
        "Nobody can agree on the day what was said that day: those who missed it, and the time"
        " to read the draft, are what the agreement is for.",
        "practice note 5 and 9 (MTG-02)",
        "Name the earlier meeting whose minutes were agreed.",
        _check_later,
        of_each=True,
    ),
    Rule(
        "MTG-03",
        "minutes-agreed-without-quorum",
        Severity.ERROR,
        "Minutes are agreed by a meeting that has its quorum.",
        "A meeting without its quorum may note minutes, but not agree them.",
        "practice note 5",
        "Correct the attendance, or take the approval out and bring the minutes to the next"
        " meeting.",
        _check_quorate,
        limits="Where a group has no quorum set, the approval stands on an assumption that"
        " the minutes name.",
    ),
    Rule(
        "MTG-04",
        "minutes-of-another-group",
        Severity.ERROR,
        "A group agrees its own minutes.",
        "Only those who belong to the group can say that its minutes are right.",
        "practice note 5",
        "Name a meeting of this group; minutes that are only shown to it belong under `records`.",
        _check_group,
    ),
    Rule(
        "MTG-05",
        "minutes-agreed-twice",
        Severity.WARNING,
        "Minutes are agreed once.",
        "Two approvals with different corrections leave two texts, and nobody knows which holds.",
        "practice note 5",
        "Keep the first approval; a correction found later goes into the minutes'"
        " `later_corrections`.",
        _check_once,
        limits="A first approval that did not count, such as one without a quorum, may be"
        " repeated.",
    ),
    Rule(
        "MTG-06",
        "minutes-before-meeting",
        Severity.ERROR,
        "Minutes are drafted and sent out on or after the day of the meeting.",
        "One of the dates is wrong, and the reader can't tell which.",
        "record layout of this register (docs/reference/records.md)",
        "Correct the date of the meeting or of its minutes.",
        _check_minuted_after,
        of_each=True,
    ),
    Rule(
        "MTG-07",
        "no-minutes",
        Severity.WARNING,
        "A meeting has minutes by the time its group meets again.",
        "The next meeting has nothing to agree, and what was decided has no record.",
        "arrangements 2.1.25",
        "Write the minutes, or record why there are none.",
        _check_minuted,
        limits="Boards and networks outside the partnership keep their own minutes.",
    ),
    Rule(
        "MTG-22",
        "minutes-of-no-meeting",
        Severity.ERROR,
        "Minutes are agreed only of meetings that took place.",
        "A cancelled meeting has nothing that could be agreed.",
        "record layout of this register (docs/reference/records.md)",
        "Name the meeting that was held, or correct that meeting's status.",
        _check_held,
        of_each=True,
    ),
    Rule(
        "MTG-27",
        "minutes-never-drafted",
        Severity.WARNING,
        "Minutes that were agreed have the day on which they were drafted or sent out.",
        "Nobody can tell whether they were written in time, or whether members had them before"
        " they agreed them.",
        "practice note 5",
        "Add `minutes` with `drafted_on`, or `issued_on` where only that is known.",
        _check_drafted,
        limits="A meeting of which nothing at all was written down is MTG-07's.",
    ),
)

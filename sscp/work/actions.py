"""Actions as they go on: updated, given more time, completed, given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.actions import (
    extensions_allowed,
    is_given_up_by_decision,
)
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import ACTION, EVIDENCE_FIELDS
from sscp.model.record import Record
from sscp.timing.actions import time_action, time_actions
from sscp.timing.windows import windows_of
from sscp.work.deciding import DECIDING, doubts
from sscp.work.limits import Limit, beginning_of, by_today, last_of, limit, require_held, since
from sscp.work.offers import held_meetings
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk
from sscp.write.edits import AddRow, Edit, SetField


def _id(record: Record) -> str:
    """The id of a record that is in the register, so has one."""
    return record.id or ""


def open_actions(answers: Answers) -> Sequence[str]:
    """The actions still open, the next due first."""
    timed = time_actions(answers.portfolio, answers.as_of)
    return [_id(each.action) for each in timed if each.is_open]


def _only_open(answers: Answers, value: Any) -> None:
    action = answers.portfolio.get(str(value))
    if action is not None:
        refuse_closed(action)


THE_ACTION = subject(
    "action", "The action: its id, or words from it.", offered=open_actions
)._replace(check=_only_open)


def require_open(answers: Answers) -> Record:
    """The action that is meant, which must be neither done nor given up.

    Raises:
        UsageError: it is closed already.
    """
    action = answers.record("action")
    refuse_closed(action)
    return action


def refuse_closed(action: Record) -> None:
    """Refuse an action that is done or given up.

    Raises:
        UsageError: it is; what is closed is sealed.
    """
    given_up = action.part("cancelled")
    for words, day in (
        ("completed", action.date("completed_on")),
        ("given up", given_up.date("on") if given_up else None),
    ):
        if day is not None:
            raise UsageError(
                f"{action.id} was {words} on {write_date(day)}, so it is closed;"
                " raise a new action if more is to be done."
            )


def _update(desk: Desk, answers: Answers) -> Change:
    action = require_open(answers)
    percent = answers.whole("percent")
    on = answers.day_or_today("on")
    edits: list[Edit] = []
    if answers.has("note") or percent is not None:
        row: dict[str, Any] = {"on": on, "note": answers.text("note") or f"Stands at {percent} %"}
        if percent is not None:
            row["percent"] = percent
        edits.append(AddRow(_id(action), ("progress",), row))
    edits += _evidence_edits(action, answers, on)
    told = f", {percent} % done" if percent is not None else ""
    return Change(
        f"{action.id} updated{told}: {action.title}",
        tuple(edits),
        "action update",
        (told_due(answers, action),),
        (answers.text("note"),) if answers.has("note") else (),
    )


def told_due(answers: Answers, action: Record) -> str:
    """When an open action is due, or how long ago it was, in a sentence."""
    timed = time_action(action, answers.as_of, windows_of(answers.portfolio).actions)
    if timed is None:
        return "It is not set by when it is due."
    if not timed.days_overdue:
        return f"It is due by {write_long_date(timed.due)}."
    days = "1 day" if timed.days_overdue == 1 else f"{timed.days_overdue} days"
    return f"It was due by {write_long_date(timed.due)}, {days} ago."


def _evidence_edits(action: Record, answers: Answers, on: date) -> list[Edit]:
    what = answers.text("evidence")
    if not what:
        return []
    row = {"what": what, "record": answers.text("evidence_record"), "on": on}
    return [AddRow(_id(action), ("evidence",), row)]


def _extend(desk: Desk, answers: Answers) -> Change:
    action = require_open(answers)
    meeting = answers.record("agreed_at")
    agreed_on = meeting.date("date")
    allowed = extensions_allowed(desk.portfolio)
    number = len(action.rows("extensions")) + 1
    if number > allowed and not answers.has("decision"):
        body = desk.portfolio.title_of(action.text("monitored_by"))
        raise UsageError(
            f"This would be extension {number} of {action.id}, and from the"
            f" {_ordinal(allowed + 1)} on {body} must decide it."
            " Name its decision with --decision."
        )
    to = answers.day("to")
    assert to is not None
    row = {
        "to": to,
        "agreed_on": agreed_on,
        "agreed_at": meeting.id,
        "decision": answers.text("decision"),
        "reason": answers.text("reason"),
    }
    follows = [f"It is due by {write_long_date(to)} now; first agreed was {_first(action)}."]
    if number == allowed:
        follows.append("A further extension needs a decision of the body that monitors it.")
    return Change(
        f"{action.id} extended to {write_date(to)}: {action.title}",
        (AddRow(_id(action), ("extensions",), row),),
        "action extend",
        tuple(follows),
        (answers.text("reason"),),
    )


def _current_due(action: Record) -> date | None:
    rows = action.rows("extensions")
    return (rows[-1].date("to") if rows else None) or action.date("due")


def _first(action: Record) -> str:
    due = action.date("due")
    return write_date(due) if due else "no date"


def _ordinal(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth")
    return words[number - 1] if number <= len(words) else f"{number}th"


def _complete(desk: Desk, answers: Answers) -> Change:
    action = require_open(answers)
    on = answers.day_or_today("on")
    edits: list[Edit] = [SetField(_id(action), ("completed_on",), on)]
    edits += _evidence_edits(action, answers, on)
    if not answers.has("evidence") and not action.has("evidence"):
        raise UsageError(f"Nothing shows yet that {action.id} is done; say it with --evidence.")
    follows = []
    if answers.has("effect"):
        edits.append(SetField(_id(action), ("effect",), answers.text("effect")))
        edits.append(SetField(_id(action), ("effect_evidenced_on",), on))
    elif action.text("raised_by") in ("rapid-review", "practice-review"):
        follows.append("What changed for children because of it is still to be shown (--effect).")
    return Change(
        f"{action.id} completed on {write_date(on)}: {action.title}",
        tuple(edits),
        "action complete",
        tuple(follows),
    )


def _cancel(desk: Desk, answers: Answers) -> Change:
    action = require_open(answers)
    part = {
        "on": answers.day_or_today("on"),
        "reason": answers.text("reason"),
        "decision": answers.text("decision"),
    }
    return Change(
        f"{action.id} given up: {action.title}",
        (SetField(_id(action), ("cancelled",), part),),
        "action cancel",
        (),
        (answers.text("reason"),),
    )


def _later(answers: Answers, value: Any) -> None:
    """Refuse a new date that gives no more time.

    Raises:
        UsageError: it is not later than the one in force.
    """
    action = answers.found("action")
    before = _current_due(action) if action is not None else None
    if before is not None and value <= before:
        raise UsageError(
            f"The new date must be later than {write_long_date(before)}; this is"
            f" {write_long_date(value)}."
        )


def _later_than(answers: Answers) -> Limit | None:
    """Where a day without a year is looked for: after the date in force."""
    action = answers.found("action")
    before = _current_due(action) if action is not None else None
    return limit(before, "the date in force")


def _agreed_in_time(answers: Answers, value: Any) -> None:
    """Refuse a meeting that is yet to come, or was before what it is to have agreed to.

    Raises:
        UsageError: the sentence names both days.
    """
    meeting, action = answers.portfolio.get(str(value)), answers.found("action")
    day = meeting.date("date") if meeting is not None else None
    if meeting is None or action is None or day is None:
        return
    require_held(meeting, answers.as_of)
    rows = action.rows("extensions")
    earlier = rows[-1].date("agreed_on") if rows else None
    after = last_of(beginning_of(action), limit(earlier, "the last extension was agreed"))
    if after is not None and day < after.day:
        raise UsageError(
            f"{meeting.id} was on {write_long_date(day)}, before {after.words},"
            f" {write_long_date(after.day)}."
        )


def _is_extended_often(answers: Answers) -> bool:
    """True where a further extension is the monitoring body's to decide."""
    action = answers.found("action")
    allowed = extensions_allowed(answers.portfolio)
    return action is not None and len(action.rows("extensions")) >= allowed


def _needs_decision(answers: Answers) -> bool:
    return is_given_up_by_decision(answers.portfolio)


def _is_unshown(answers: Answers) -> bool:
    """True while nothing on record shows that the action is done."""
    action = answers.found("action")
    return action is not None and not action.has("evidence")


def _says_nothing_else(answers: Answers) -> bool:
    return not answers.has("note") and answers.whole("percent") is None


_EVIDENCE = Question("evidence", EVIDENCE_FIELDS[0].help)
_EVIDENCE_RECORD = Question(
    "evidence_record",
    EVIDENCE_FIELDS[1].help,
    Shape.LINK,
    when=lambda answers: answers.has("evidence"),
)


def _on(ask: str, *after: str) -> Question:
    """The day of what happened to the action, and to what else was named."""
    earliest = since("action", *after)
    return Question("on", ask, Shape.DATE, default=today, earliest=earliest, latest=by_today)


VERBS = (
    Verb(
        "action",
        "update",
        "Note how an open action is going.",
        (
            THE_ACTION,
            ask_field(
                ACTION,
                "progress.note",
                ask="How it is going, in a sentence or two.",
                required=False,
            ),
            ask_field(ACTION, "progress.percent", most=100),
            _EVIDENCE._replace(
                needed=_says_nothing_else, lacking="--note, --percent or --evidence"
            ),
            _EVIDENCE_RECORD,
            _on("The day of the news."),
        ),
        _update,
    ),
    Verb(
        "action",
        "extend",
        "Give an open action more time; the date first agreed is kept.",
        (
            THE_ACTION,
            ask_field(ACTION, "extensions.to", earliest=_later_than, check=_later),
            ask_field(ACTION, "extensions.reason", required=True),
            ask_field(
                ACTION,
                "extensions.agreed_at",
                required=True,
                offered=held_meetings,
                check=_agreed_in_time,
            ),
            ask_field(
                ACTION,
                "extensions.decision",
                when=_is_extended_often,
                needed=_is_extended_often,
                lacking="--decision (so often, only the body that watches over it gives more time)",
                **DECIDING,
            ),
        ),
        _extend,
        doubts=doubts,
    ),
    Verb(
        "action",
        "complete",
        "Close an action that is done, with what shows it.",
        (
            THE_ACTION,
            _EVIDENCE._replace(needed=_is_unshown),
            _EVIDENCE_RECORD,
            ask_field(ACTION, "effect"),
            _on("The day it was done."),
        ),
        _complete,
    ),
    Verb(
        "action",
        "cancel",
        "Give an action up, with the reason and the decision.",
        (
            THE_ACTION,
            ask_field(ACTION, "cancelled.reason", ask="Why it is given up."),
            ask_field(ACTION, "cancelled.decision", needed=_needs_decision, **DECIDING),
            _on("The day it was given up.", "decision"),
        ),
        _cancel,
        doubts=doubts,
    ),
)

"""Actions: raised, updated, given more time, completed, given up, handed to another post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.terms import organisation_of
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import ACTION, EVIDENCE_FIELDS
from sscp.model.record import Record
from sscp.timing.actions import time_action, time_actions
from sscp.timing.windows import windows_of
from sscp.work.offers import held_meetings
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk
from sscp.write.edits import AddRow, Edit, SetField

_ALLOWED_WITHOUT_DECISION = 2


def _id(record: Record) -> str:
    """The id of a record that is in the register, so has one."""
    return record.id or ""


def _open_actions(answers: Answers) -> Sequence[str]:
    """The actions still open, the next due first."""
    timed = time_actions(answers.portfolio, answers.as_of)
    return [_id(each.action) for each in timed if each.is_open]


_SUBJECT = subject("action", "The action: its id, or words from it.", offered=_open_actions)


def _require_open(answers: Answers) -> Record:
    """The action that is meant, which must be neither done nor given up.

    Raises:
        UsageError: it is closed already; what is closed is sealed.
    """
    action = answers.record("action")
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
    return action


def _update(desk: Desk, answers: Answers) -> Change:
    action = _require_open(answers)
    edits: list[Edit] = []
    percent = answers.whole("percent")
    on = answers.day_or_today("on")
    row: dict[str, Any] = {"on": on, "note": answers.text("note")}
    if percent is not None:
        row["percent"] = percent
    edits.append(AddRow(_id(action), ("progress",), row))
    edits += _evidence_edits(action, answers, on)
    told = f", {percent} % done" if percent is not None else ""
    return Change(
        f"{action.id} updated{told}: {action.title}",
        tuple(edits),
        "action update",
        (f"It is due by {_told_due(answers, action)}.",),
        (answers.text("note"),),
    )


def _told_due(answers: Answers, action: Record) -> str:
    timed = time_action(action, answers.as_of, windows_of(answers.portfolio).actions)
    due = timed.due if timed else action.date("due")
    return write_long_date(due) if due else "a day that is not set"


def _evidence_edits(action: Record, answers: Answers, on: date) -> list[Edit]:
    what = answers.text("evidence")
    if not what:
        return []
    row = {"what": what, "record": answers.text("evidence_record"), "on": on}
    return [AddRow(_id(action), ("evidence",), row)]


def _extend(desk: Desk, answers: Answers) -> Change:
    action = _require_open(answers)
    meeting = answers.record("agreed_at")
    agreed_on = meeting.date("date")
    settings = desk.portfolio.settings
    policies = settings.part("policies") if settings else None
    allowed = policies.whole("extensions_before_decision") if policies else None
    allowed = _ALLOWED_WITHOUT_DECISION if allowed is None else allowed
    number = len(action.rows("extensions")) + 1
    if number > allowed and not answers.has("decision"):
        body = desk.portfolio.title_of(action.text("monitored_by"))
        raise UsageError(
            f"This would be extension {number} of {action.id}, and from the"
            f" {_ordinal(allowed + 1)} on {body} must decide it."
            " Name its decision with --decision."
        )
    to = answers.day("to")
    before = _current_due(action)
    if to is None or (before is not None and to <= before):
        raise UsageError(f"The new date must be later than {write_date(before)}." if before else "")
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
    action = _require_open(answers)
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
    action = _require_open(answers)
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


def _reassign(desk: Desk, answers: Answers) -> Change:
    action = _require_open(answers)
    owner = answers.text("owner")
    before = action.text("owner")
    if owner == before:
        raise UsageError(f"{desk.portfolio.title_of(owner)} owns {action.id} already.")
    identity = _id(action)
    edits: list[Edit] = []
    if before:
        row = {
            "post": before,
            "until": answers.day_or_today("on"),
            "reason": answers.text("reason"),
        }
        edits.append(AddRow(identity, ("earlier_owners",), row))
    edits.append(SetField(identity, ("owner",), owner))
    if answers.has("agency"):
        edits.append(SetField(identity, ("agency",), answers.text("agency")))
    return Change(
        f"{identity} passed to {desk.portfolio.title_of(owner)}: {action.title}",
        tuple(edits),
        "action reassign",
        (f"It is due by {_told_due(answers, action)}.",),
        (answers.text("reason"),),
    )


def agency_of_owner(answers: Answers) -> str:
    """The organisation of the post that is to own the action."""
    return organisation_of(answers.portfolio, answers.text("owner")) or ""


def _needs_decision(answers: Answers) -> bool:
    action = answers.portfolio.get(answers.text("action"))
    return action is not None and len(action.rows("extensions")) >= _ALLOWED_WITHOUT_DECISION


_EVIDENCE = Question("evidence", EVIDENCE_FIELDS[0].help)
_EVIDENCE_RECORD = Question(
    "evidence_record",
    EVIDENCE_FIELDS[1].help,
    Shape.LINK,
    when=lambda answers: answers.has("evidence"),
)


def _on(ask: str) -> Question:
    return Question("on", ask, Shape.DATE, default=today)


VERBS = (
    Verb(
        "action",
        "update",
        "Note how an open action is going.",
        (
            _SUBJECT,
            ask_field(ACTION, "progress.note", ask="How it is going, in a sentence or two."),
            ask_field(ACTION, "progress.percent", most=100),
            _EVIDENCE,
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
            _SUBJECT,
            ask_field(ACTION, "extensions.to"),
            ask_field(ACTION, "extensions.reason", required=True),
            ask_field(ACTION, "extensions.agreed_at", required=True, offered=held_meetings),
            ask_field(ACTION, "extensions.decision", when=_needs_decision),
        ),
        _extend,
    ),
    Verb(
        "action",
        "complete",
        "Close an action that is done, with what shows it.",
        (
            _SUBJECT,
            _EVIDENCE,
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
            _SUBJECT,
            ask_field(ACTION, "cancelled.reason", ask="Why it is given up."),
            ask_field(ACTION, "cancelled.decision"),
            _on("The day it was given up."),
        ),
        _cancel,
    ),
    Verb(
        "action",
        "reassign",
        "Hand an open action to another post.",
        (
            _SUBJECT,
            ask_field(ACTION, "owner", ask="The post that owns it from now on.", required=True),
            ask_field(ACTION, "earlier_owners.reason", required=False),
            ask_field(ACTION, "agency", default=agency_of_owner),
            _on("The day it passed on."),
        ),
        _reassign,
    ),
)

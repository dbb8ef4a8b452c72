"""What is not changed field by field: what a command records, and what is sealed.

A step of a life cycle is recorded by its command, which asks for all that belongs to
it and says what follows. What was recorded wrongly may be put right field by field
while the record is open; the rules are asked as for every change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.governance.approval import minutes_state
from sscp.governance.steps import by_link
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work import (
    audits,
    documents,
    escalations,
    incidents,
    learning,
    plans,
    recommendations,
    reports,
    reviews,
    scrutiny,
    section_eleven,
    terms,
    training,
)
from sscp.work.lifecycle import Cycle

CYCLES: tuple[Cycle, ...] = (
    incidents.LIFE,
    reviews.LIFE,
    audits.LIFE,
    escalations.SETTLING,
    section_eleven.LIFE,
    reports.LIFE,
    recommendations.LIFE,
    learning.LIFE,
    scrutiny.LIFE,
    plans.PLAN_LIFE,
    plans.PRIORITY_LIFE,
    documents.DOCUMENT_LIFE,
    documents.PROPOSAL_LIFE,
    terms.CONTRACT_LIFE,
    terms.DELEGATION_LIFE,
    training.NEEDS_LIFE,
    training.COURSE_LIFE,
    training.EVALUATION_LIFE,
)


class Kept(NamedTuple):
    """A field that a command records.

    Attributes:
        kind: the kind of record; empty for every kind.
        way: the names of the fields that lead to it.
        command: the command, to go on with the record's id; several with a stroke between.
        is_fixed: True where even a value that stands there is changed by the command alone.
        is_elsewhere: True where the command is called with another record than this one.
    """

    kind: str
    way: tuple[str, ...]
    command: str
    is_fixed: bool = False
    is_elsewhere: bool = False


def _of_cycles() -> Iterator[Kept]:
    """The fields in which the steps of the life cycles stand."""
    for cycle in CYCLES:
        command = f"{cycle.group} {cycle.name}"
        for step in cycle.steps:
            table = step.day.rpartition(".")[0]
            # A row may be there before its day, as a planned stage is.
            marks = (
                path for path, _ in step.marks if not table or path.rpartition(".")[0] != table
            )
            for path in filter(None, (step.day, *marks)):
                yield Kept(cycle.kind.name, tuple(path.split(".")), command)


KEPT: tuple[Kept, ...] = (
    Kept("", ("id",), "rename", is_fixed=True),
    Kept("", ("formerly",), "rename", is_fixed=True),
    Kept("action", ("due",), "action extend", is_fixed=True),
    Kept("action", ("owner",), "action reassign", is_fixed=True),
    Kept("action", ("extensions",), "action extend"),
    Kept("action", ("earlier_owners",), "action reassign"),
    Kept("action", ("progress",), "action update"),
    Kept("action", ("completed_on",), "action complete"),
    Kept("action", ("cancelled",), "action cancel"),
    Kept("action", ("reminders",), "chase", is_elsewhere=True),
    Kept("meeting", ("date",), "meeting move", is_fixed=True),
    Kept("meeting", ("originally_planned_for",), "meeting move", is_fixed=True),
    Kept("meeting", ("earlier_plans",), "meeting move", is_fixed=True),
    Kept("meeting", ("status",), "meeting minute|meeting cancel", is_fixed=True),
    Kept("meeting", ("attendance",), "meeting attend"),
    Kept("meeting", ("items", "discussion"), "meeting minute"),
    Kept("meeting", ("items", "approves_minutes_of"), "meeting approve"),
    Kept("meeting", ("minutes",), "meeting issue"),
    Kept("meeting", ("agenda_issued_on",), "meeting agenda"),
    Kept("escalation", ("stages",), "escalation event"),
    Kept("clause", ("attestations",), "attest"),
    Kept("agency-return", ("received_on",), "review event", is_elsewhere=True),
    Kept("audit-return", ("received_on",), "audit event", is_elsewhere=True),
    Kept("s11-return", ("received_on",), "section-11 return", is_elsewhere=True),
    Kept("s11-return", ("ratings", "assured_on"), "section-11 assure"),
    Kept("notice", ("responded_on",), "publication answer"),
    *dict.fromkeys(_of_cycles()),
)


class Seal(NamedTuple):
    """What closes a record, and what is still open then.

    Attributes:
        kind: the kind of record.
        why: what closed it and which command goes on from there; empty while it is open.
        open: the fields that can be changed all the same.
    """

    kind: str
    why: Callable[[Portfolio, Record, date], str]
    open: tuple[str, ...]


_ABOUT = ("source", "illustrative", "classification", "audience", "notes")
_AFTER_ACTION = ("effect", "effect_evidenced_on", "recommendations", "learning", "escalations")
_AFTER_DECISION = ("matters", "tags", "accountable", "answers")
_AFTER_REPORT = ("document", "decision", "tabled_at", "corrections")


def _closed_action(portfolio: Portfolio, action: Record, as_of: date) -> str:
    cancelled = action.part("cancelled")
    day, how = action.date("completed_on"), "completed"
    if day is None and cancelled is not None:
        day, how = cancelled.date("on"), "given up"
    if day is None:
        return ""
    return (
        f"{action.id} was {how} on {write_date(day)}, so it is closed; if more is to be done,"
        " `sscp action add` raises a new action."
    )


def _agreed_minutes(portfolio: Portfolio, meeting: Record, as_of: date) -> str:
    state = minutes_state(portfolio, meeting, as_of)
    if state.approved_at is None:
        return ""
    return (
        f"The minutes of {meeting.id} were agreed at {state.approved_at.id}, and are closed. A"
        " correction is agreed by a later meeting:"
        f" `sscp meeting approve {meeting.id} --at MEETING --correction TEXT`."
    )


def _taken_decision(portfolio: Portfolio, decision: Record, as_of: date) -> str:
    day = decision.date("date")
    if day is None or day > as_of or decision.text("outcome") == "deferred":
        return ""
    meeting = portfolio.get_kind(decision.text("meeting"), "meeting")
    if meeting is not None and minutes_state(portfolio, meeting, as_of).approved_at is None:
        # Its words are those of a draft, which the meeting has still to agree.
        return ""
    return (
        f"{decision.id} was taken on {write_date(day)}, and is closed; a new decision takes its"
        f" place: `sscp decision record --replaces {decision.id}`."
    )


def _delivered_report(portfolio: Portfolio, report: Record, as_of: date) -> str:
    own = by_link(portfolio, "publication", "of").get(report.id or "", ())
    days = [day for each in own if (day := each.date("on")) is not None and day <= as_of]
    if not days:
        return ""
    return (
        f"{report.id} went out on {write_date(min(days))}, and is closed; a wrong figure is"
        f" corrected with `sscp report event {report.id} --event corrected`."
    )


SEALS: tuple[Seal, ...] = (
    Seal("action", _closed_action, (*_AFTER_ACTION, *_ABOUT)),
    Seal("meeting", _agreed_minutes, _ABOUT),
    Seal("decision", _taken_decision, (*_AFTER_DECISION, *_ABOUT)),
    Seal("report", _delivered_report, (*_AFTER_REPORT, *_ABOUT)),
)


def why_sealed(portfolio: Portfolio, record: Record, names: tuple[str, ...], as_of: date) -> str:
    """What closed the field of a record, with the command that goes on; empty while it is open.

    Args:
        portfolio: the register.
        record: the record.
        names: the names of the fields that lead to the field.
        as_of: the date reckoned from.
    """
    for seal in SEALS:
        if seal.kind == record.kind.name and names[0] not in seal.open:
            return seal.why(portfolio, record, as_of)
    return ""


def why_kept(record: Record, names: tuple[str, ...], is_first: bool) -> str:
    """Which command records a field, in a sentence; empty where it is changed as any field is.

    Args:
        record: the record.
        names: the names of the fields that lead to the field.
        is_first: True where the field holds nothing yet.
    """
    for kept in KEPT:
        if kept.kind not in ("", record.kind.name) or not (is_first or kept.is_fixed):
            continue
        # A group that is made anew takes along what lies within it.
        if kept.way == names[: len(kept.way)]:
            words = " ".join(kept.way).replace("_", " ")
            about = "" if kept.is_elsewhere else f" {record.id}"
            verb = "changed" if kept.is_fixed and not is_first else "recorded"
            commands = " or ".join(f"`sscp {each}{about}`" for each in kept.command.split("|"))
            return f"'{words}' of {record.id} is {verb} with {commands}."
    return ""


def require_free(
    portfolio: Portfolio, record: Record, names: tuple[str, ...], is_first: bool, as_of: date
) -> None:
    """Refuse to change a field that a command records, or that is sealed.

    Raises:
        UsageError: the message names the command.
    """
    why = why_sealed(portfolio, record, names, as_of) or why_kept(record, names, is_first)
    if why:
        raise UsageError(why)

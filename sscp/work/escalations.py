"""Escalations: a matter taken to a body above, step by step, until it is settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.governance.index import resolve
from sscp.governance.terms import partners_on
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import ESCALATION, ESCALATION_OUTCOMES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.meetings import coming_meetings
from sscp.work.lifecycle import Ask, Cycle, Step, event_verb, put
from sscp.work.limits import by_today, from_day, since
from sscp.work.offers import newest
from sscp.work.origin import filled, marks_of, sources
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, Edit, NewRecord

_LABELS = {each.value: each.label for each in ESCALATION_OUTCOMES}


def _escalate(desk: Desk, answers: Answers) -> Change:
    on = answers.day_or_today("raised_on")
    identity = desk.new_id(ESCALATION, on.year)
    about = [desk.portfolio.get(each) for each in answers.many("about")]
    from_body = answers.record("from_body")
    positions = answers.by_key("positions")
    values = {
        "id": identity,
        **{name: answers.given.get(name) for name in _FIELDS},
        "raised_on": on,
        "positions": [
            {"partner": partner, "position": said} for partner, said in positions.items()
        ],
        "source": sources(*(each.id for each in about if each)) or from_body.id,
        **marks_of(desk.portfolio, from_body, *about),
    }
    edits: list[Edit] = [NewRecord(ESCALATION, filled(values))]
    edits += [
        AddRow(each.id or "", ("escalations",), identity)
        for each in about
        if each is not None and each.kind.name == "action"
    ]
    to_body = desk.portfolio.title_of(answers.text("to_body"))
    return Change(
        f"{identity} raised to the {to_body}: {answers.text('title')}", tuple(edits), "escalate"
    )


def _next_meeting(answers: Answers, escalation: Record) -> str:
    """When the body that must decide meets next."""
    portfolio = answers.portfolio
    body = resolve(portfolio, escalation.text("to_body"))
    for meeting in coming_meetings(portfolio, answers.as_of):
        day = meeting.date("date")
        if resolve(portfolio, meeting.text("group")) == body and day is not None:
            return f"It is to be heard on {write_long_date(day)} ({meeting.id})."
    name = portfolio.title_of(body)
    return f"No meeting of the {name} is planned at which it could be heard."


def _raised(answers: Answers, written: Written) -> tuple[str, ...]:
    escalation = answers.portfolio.by_id[written.records[0]]
    way, end = (f"`sscp escalation {verb} {escalation.id}`" for verb in ("event", "settle"))
    return (
        _next_meeting(answers, escalation),
        f"Record what happens on the way with {way}, how it ends with {end}.",
    )


def _step(desk: Desk, answers: Answers) -> Change:
    escalation = answers.record("escalation")
    on = answers.day_or_today("on")
    row = filled({"step": answers.text("step"), "on": on, "outcome": answers.text("outcome")})
    return Change(
        f"{escalation.id}: {answers.text('step')}, {write_date(on)}",
        (AddRow(escalation.id or "", ("stages",), row),),
        "escalation event",
    )


def _gone_on(answers: Answers, written: Written) -> tuple[str, ...]:
    escalation = answers.record("escalation")
    is_open = escalation.date("decided_on") is None
    return (_next_meeting(answers, escalation),) if is_open else ()


def _stage(desk: Desk, answers: Answers, escalation: Record) -> Sequence[Edit]:
    """The settling is the last of the steps on the way."""
    row = {
        "step": _LABELS[answers.text("outcome")],
        "on": answers.day_or_today("on"),
        "outcome": answers.text("note"),
    }
    return (AddRow(escalation.id or "", ("stages",), filled(row)),)


def _again(answers: Answers, escalation: Record) -> Sequence[str]:
    put_off = escalation.date("deferred_to")
    return (f"It comes back by {write_long_date(put_off)}.",) if put_off else ()


_NOTE = Ask("", ask_field(ESCALATION, "stages.outcome", "note"))
_DECISION = put(ESCALATION, "decision", offered=newest("decision"))
_FINAL = ("decided", "accepted", "returned", "withdrawn")


def _end(name: str, *asks: Ask, day: str = "decided_on", **other: Any) -> Step:
    """A way in which an escalation ends; putting it off ends nothing and sets no day."""

    def ended_on(portfolio: Portfolio, escalation: Record) -> date | None:
        return escalation.date(day) if escalation.text("outcome") == name else None

    return Step(
        name,
        _LABELS[name],
        day,
        (("outcome", name),),
        asks=(*asks, _NOTE),
        until=tuple(each for each in _FINAL if each != name),
        seen=ended_on,
        also=_stage,
        **other,
    )


SETTLING = Cycle(
    ESCALATION,
    "escalation",
    "settle",
    "Record how an escalation ended. Or to which date it was put off.",
    "The escalation: its id, or words from it.",
    (
        _end(
            "decided",
            put(ESCALATION, "decision", "decided_by", required=True, offered=newest("decision")),
        ),
        _end(
            "deferred",
            put(
                ESCALATION,
                "deferred_to",
                required=True,
                earliest=from_day("on", "the day of it"),
            ),
            day="",
            again=True,
            then=_again,
        ),
        _end("accepted", _DECISION),
        _end(
            "returned",
            put(ESCALATION, "returned_to", required=True),
            _DECISION,
        ),
        _end("withdrawn"),
    ),
    choice="outcome",
    question="How it ended.",
)


def _lead_partners(answers: Answers) -> str:
    groups = answers.portfolio.of_kind("group")
    return next((each.id or "" for each in groups if each.text("function") == "lead-partners"), "")


def _body_of_subject(answers: Answers) -> str:
    """The body that could not settle what the escalation is about."""
    for each in map(answers.portfolio.get, answers.many("about")):
        found = each.text("body") or each.text("monitored_by") if each is not None else None
        if found:
            return found
    return ""


def _matters_of_subject(answers: Answers) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in map(answers.portfolio.get, answers.many("about")):
        found.update(dict.fromkeys(each.texts("matters") if each is not None else ()))
    return tuple(found)


def _positions(answers: Answers) -> Sequence[tuple[str, str]]:
    day = answers.day_or_today("raised_on")
    return [(each, one.title) for each, one in partners_on(answers.portfolio, day).items()]


def _unsettled(portfolio: Portfolio, record: Record) -> bool:
    """True for a decision that was not agreed, or anything else that may have to go up."""
    return record.kind.name != "decision" or record.text("outcome") == "not-agreed"


_FIELDS = ("title", "form", "detail", "from_body", "to_body", "matters", "about")

VERBS = (
    Verb(
        "",
        "escalate",
        "Take a matter to a body above. What could not be agreed, a risk, advice, a concern.",
        (
            ask_field(ESCALATION, "title"),
            ask_field(ESCALATION, "form"),
            ask_field(
                ESCALATION,
                "about",
                offered=newest("decision", "action", "issue", where=_unsettled),
            ),
            ask_field(ESCALATION, "from_body", default=_body_of_subject),
            ask_field(ESCALATION, "to_body", default=_lead_partners),
            ask_field(ESCALATION, "detail"),
            ask_field(ESCALATION, "matters", default=_matters_of_subject),
            Question(
                "positions",
                "What each side says; Enter for a side that says nothing.",
                keys=_positions,
            ),
            ask_field(
                ESCALATION,
                "raised_on",
                required=False,
                default=today,
                earliest=since("about"),
                latest=by_today,
            ),
        ),
        _escalate,
        follow=_raised,
    ),
    Verb(
        "escalation",
        "event",
        "Record a step on the way of an escalation.",
        (
            subject(
                "escalation",
                SETTLING.ask,
                offered=newest(
                    "escalation", where=lambda portfolio, record: not record.has("decided_on")
                ),
            ),
            ask_field(ESCALATION, "stages.step"),
            Question(
                "on",
                "The day of it.",
                Shape.DATE,
                default=today,
                earliest=since("escalation"),
                latest=by_today,
            ),
            ask_field(ESCALATION, "stages.outcome"),
        ),
        _step,
        follow=_gone_on,
    ),
    event_verb(SETTLING),
)

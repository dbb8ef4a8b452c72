"""Scrutiny: something the scrutineer did, asked or advised; tabled, answered, taken further."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sscp.model.dates import write_date
from sscp.model.kinds.assurance import SCRUTINY
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Cycle, Step, event_verb, put, told_next
from sscp.work.limits import by_today
from sscp.work.offers import held_meetings, newest
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, Verb, ask_field, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import NewRecord


def _scrutineer(answers: Answers) -> str:
    """Who did the newest scrutiny that is recorded."""
    known = answers.portfolio.of_kind("scrutiny")
    days = [(each.date("on") or date.min, each.id or "", each.words("by")) for each in known]
    return max(days, default=(date.min, "", ""))[2]


def _record(desk: Desk, answers: Answers) -> Change:
    on = answers.day_or_today("on")
    identity = desk.new_id(SCRUTINY, on.year)
    body = answers.found("by")
    values = {
        "id": identity,
        **{name: answers.given.get(name) for name in _FIELDS},
        "on": on,
        "source": answers.text("by"),
        **marks_of(desk.portfolio, body),
    }
    return Change(
        f"{identity} recorded, {write_date(on)}: {answers.text('title')}",
        (NewRecord(SCRUTINY, filled(values)),),
        "scrutiny record",
    )


def _recorded(answers: Answers, written: Written) -> tuple[str, ...]:
    record = answers.portfolio.by_id[written.records[0]]
    then = (*_sought(answers, record), told_next(LIFE, answers.portfolio, record))
    return (*then, f"Record it with `sscp scrutiny event {record.id}`.")


def _sought(answers: Answers, record: Record) -> Sequence[str]:
    if not record.flag("needs_decision") or record.has("escalation"):
        return ()
    return (f"A decision is asked for: `sscp escalate --form scrutiny --about {record.id}`.",)


def _tabled_on(portfolio: Portfolio, record: Record) -> date | None:
    meetings = (portfolio.get_kind(each, "meeting") for each in record.texts("tabled_at"))
    days = (each.date("date") for each in meetings if each is not None)
    return min((day for day in days if day is not None), default=None)


LIFE = Cycle(
    SCRUTINY,
    "scrutiny",
    "event",
    "Record what became of scrutiny. Tabled, answered, taken to a body above.",
    "The scrutiny: its id, or words from it.",
    (
        Step(
            "tabled",
            "Tabled at a meeting",
            asks=(
                put(
                    SCRUTINY,
                    "tabled_at",
                    "meeting",
                    "The meeting it was tabled at.",
                    required=True,
                    offered=held_meetings,
                ),
            ),
            again=True,
            seen=_tabled_on,
        ),
        Step(
            "answered",
            "It was answered",
            "responded_on",
            asks=(put(SCRUTINY, "response", required=True),),
        ),
        Step(
            "escalated",
            "Taken to a body above",
            asks=(put(SCRUTINY, "escalation", required=True, offered=newest("escalation")),),
            where=lambda portfolio, record: not record.has("escalation"),
            beside=True,
        ),
    ),
)

_FIELDS = (
    *("title", "form", "by", "themes", "purposes", "to", "question", "findings"),
    "needs_decision",
)

VERBS = (
    Verb(
        "scrutiny",
        "record",
        "Record something the scrutineer did, asked or advised.",
        (
            ask_field(SCRUTINY, "title"),
            ask_field(SCRUTINY, "form"),
            ask_field(SCRUTINY, "by", default=_scrutineer),
            ask_field(SCRUTINY, "on", required=False, default=today, latest=by_today),
            ask_field(SCRUTINY, "themes"),
            ask_field(SCRUTINY, "purposes"),
            ask_field(SCRUTINY, "to"),
            ask_field(SCRUTINY, "question"),
            ask_field(SCRUTINY, "findings"),
            ask_field(SCRUTINY, "needs_decision", ask="Yes where a decision is asked for."),
        ),
        _record,
        follow=_recorded,
    ),
    event_verb(LIFE),
)

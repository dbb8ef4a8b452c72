"""A recommendation: made, answered with its reasons and an action, tabled, carried out, closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sscp.governance.steps import by_link, groups_monitoring
from sscp.model.dates import write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import ACTION
from sscp.model.kinds.reviews import RECOMMENDATION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.findings import leads_nowhere
from sscp.work.lifecycle import Ask, Cycle, Step, event_verb, put, told_next
from sscp.work.limits import by_today, since
from sscp.work.offers import held_meetings, newest
from sscp.work.origin import filled, marks_of
from sscp.work.raising import raised_by
from sscp.work.verb import Answers, Question, Verb, ask_field, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, Edit, NewRecord

_ORIGINS = ("review", "audit", "scrutiny", "inspection", "document", "report")
_RAISING = frozenset(ask_field(ACTION, "raised_at").links)
_WATCHED = {"review": "review", "audit": "audit-single-agency"}
"""What a group says that it monitors, by the kind of record an action comes from."""
_ACCEPTED = ("accepted", "accepted-in-part")


def _made_by(answers: Answers) -> str:
    """What sort of work it comes from, where the record says so."""
    origin = answers.found("from_")
    if origin is None:
        return ""
    if origin.kind.name == "review":
        return origin.words("form")
    return origin.kind.name if origin.kind.name in ("audit", "scrutiny", "inspection") else ""


def _has_findings(answers: Answers) -> bool:
    origin = answers.found("from_")
    return origin is not None and bool(origin.rows("findings"))


def _findings(answers: Answers) -> Sequence[tuple[str, str]]:
    """The findings of the record it comes from, those that lead nowhere yet first."""
    origin = answers.found("from_")
    if origin is None:
        return ()
    waiting = leads_nowhere(answers.portfolio, origin)
    rows = [(row.words("key"), row.words("finding")) for row in origin.rows("findings")]
    return sorted(rows, key=lambda each: each[0] not in waiting)


def _add(desk: Desk, answers: Answers) -> Change:
    origin = answers.record("from_")
    on = answers.day_or_today("made_on")
    identity = desk.new_id(RECOMMENDATION, on.year)
    values = {
        "id": identity,
        **{name: answers.given.get(name) for name in _FIELDS},
        "from_record": origin.id,
        "made_on": on,
        "source": f"{origin.id} {answers.text('finding')}".strip(),
        **marks_of(desk.portfolio, origin),
    }
    return Change(
        f"{identity} made, from {origin.id}: {answers.text('title')}",
        (NewRecord(RECOMMENDATION, filled(values)), *_joined(origin, answers, identity)),
        "recommendation add",
    )


def _joined(origin: Record, answers: Answers, identity: str) -> Iterator[Edit]:
    """What leads to it in the record that it comes from."""
    if origin.kind.name == "scrutiny":
        yield AddRow(origin.id or "", ("recommendations",), identity)
    if origin.kind.name in ("review", "inspection"):
        for row in origin.rows("findings"):
            if row.text("key") == answers.text("finding"):
                yield AddRow(origin.id or "", (*row.path, "recommendations"), identity)


def _made(answers: Answers, written: Written) -> tuple[str, ...]:
    record = answers.portfolio.by_id[written.records[0]]
    return (
        told_next(LIFE, answers.portfolio, record),
        f"Record it with `sscp recommendation event {record.id}`.",
    )


def _origin(answers: Answers) -> Record | None:
    """The record that an action can be raised at: that of the recommendation."""
    record = answers.found("recommendation")
    origin = answers.portfolio.get(record.text("from_record")) if record is not None else None
    return origin if origin is not None and origin.kind.name in _RAISING else None


def _can_raise(answers: Answers) -> bool:
    return answers.text("response") in _ACCEPTED and _origin(answers) is not None


def _raises(answers: Answers) -> bool:
    return _can_raise(answers) and answers.has("action")


def _watching(answers: Answers) -> str:
    """The body that watches over actions from where the recommendation comes."""
    origin = _origin(answers)
    what = _WATCHED.get(origin.kind.name, "") if origin is not None else ""
    groups = groups_monitoring(answers.portfolio, what, answers.day_or_today("on"))
    return groups[0] if groups else ""


def _raise(desk: Desk, answers: Answers, record: Record) -> Sequence[Edit]:
    """The action that carries it out, where one was named."""
    origin = _origin(answers)
    if origin is None or not answers.has("action"):
        return ()
    on = answers.day_or_today("on")
    owner = desk.portfolio.get(answers.text("owner"))
    values = {
        "id": desk.new_id(ACTION, on.year),
        "title": answers.text("action"),
        "owner": answers.text("owner"),
        "agency": owner.text("organisation") if owner is not None else "",
        "raised_on": on,
        "due": answers.day("due"),
        "raised_by": raised_by(origin),
        "raised_at": origin.id,
        "scope": "single-agency",
        "monitored_by": answers.text("monitored_by"),
        "recommendations": [record.id],
        "source": record.id,
        **marks_of(desk.portfolio, record),
    }
    return (NewRecord(ACTION, filled(values)),)


def _after_answer(answers: Answers, record: Record) -> Sequence[str]:
    actions = by_link(answers.portfolio, "action", "recommendations").get(record.id or "", ())
    if actions:
        return [
            f"{each.id} carries it out, by {write_long_date(due)}."
            for each in actions
            if (due := each.date("due")) is not None
        ]
    if record.text("response") not in _ACCEPTED:
        return ()
    return (f"An action is to carry it out: `sscp action add --recommendations {record.id}`.",)


def _with_reasons(answers: Answers) -> bool:
    return answers.text("response") in ("accepted-in-part", "not-accepted")


def _is_answered(portfolio: Portfolio, record: Record) -> Any:
    return record.date("responded_on") if record.has("response") else None


LIFE = Cycle(
    RECOMMENDATION,
    "recommendation",
    "event",
    "Record what became of a recommendation. Its answer, what carries it out, how far it got.",
    "The recommendation: its id, or words from it.",
    (
        Step(
            "answered",
            "It was answered",
            "responded_on",
            asks=(
                put(RECOMMENDATION, "response", required=True),
                put(
                    RECOMMENDATION,
                    "response_reasons",
                    "reasons",
                    required=True,
                    when=_with_reasons,
                ),
                put(RECOMMENDATION, "decision", offered=newest("decision")),
                Ask(
                    "",
                    Question("action", "The action that carries it out, if any.", when=_can_raise),
                ),
                Ask("", ask_field(ACTION, "owner", required=True, when=_raises)),
                Ask("", ask_field(ACTION, "due", when=_raises, earliest=since("recommendation"))),
                Ask("", ask_field(ACTION, "monitored_by", when=_raises, default=_watching)),
            ),
            seen=_is_answered,
            also=_raise,
            then=_after_answer,
        ),
        Step(
            "audited",
            "An audit looked at how far it was carried out",
            asks=(
                put(RECOMMENDATION, "implementation", required=True),
                put(RECOMMENDATION, "audited_by", required=True, offered=newest("audit")),
            ),
            after=("answered",),
            again=True,
        ),
        Step("closed", "It was closed", "closed_on", after=("answered",)),
        Step(
            "tabled",
            "Tabled at a meeting",
            asks=(
                put(
                    RECOMMENDATION,
                    "tabled_at",
                    "meeting",
                    "The meeting it was tabled at.",
                    required=True,
                    offered=held_meetings,
                ),
            ),
            again=True,
            beside=True,
        ),
    ),
)

_FIELDS = ("title", "recommendation", "made_by", "to", "target")

VERBS = (
    Verb(
        "recommendation",
        "add",
        "Record a recommendation. From a finding of a review, or from scrutiny and the like.",
        (
            Question(
                "from_",
                "What it comes from: the review, audit, inspection or the like.",
                Shape.LINK,
                required=True,
                links=_ORIGINS,
                is_subject=True,
                offered=newest("review", "scrutiny", "inspection", "audit"),
            ),
            Question(
                "finding",
                "The finding it answers: its key.",
                texts=_findings,
                when=_has_findings,
            ),
            ask_field(RECOMMENDATION, "title"),
            ask_field(RECOMMENDATION, "recommendation"),
            ask_field(RECOMMENDATION, "to"),
            ask_field(RECOMMENDATION, "made_by", default=_made_by),
            ask_field(RECOMMENDATION, "target", earliest=since("from_")),
            ask_field(
                RECOMMENDATION,
                "made_on",
                ask="The day it was made.",
                required=False,
                default=today,
                earliest=since("from_"),
                latest=by_today,
            ),
        ),
        _add,
        follow=_made,
    ),
    event_verb(LIFE),
)

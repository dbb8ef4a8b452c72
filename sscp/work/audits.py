"""Multi-agency audits: stage after stage, from the programme to the approved report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sscp.governance.steps import AUDIT_ORDER, by_link
from sscp.model.dates import write_long_date
from sscp.model.kinds.assurance import AUDIT, AUDIT_RETURN, AUDIT_STAGES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Ask, Cycle, Step, event_verb, put
from sscp.work.limits import from_day
from sscp.work.offers import HELD, newest
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, ask_field
from sscp.write.change import Desk
from sscp.write.edits import Edit, NewRecord, SetField

_LABELS = {each.value: each.label for each in AUDIT_STAGES}
_MEETING = put(AUDIT, "stages.meeting", **HELD)


def _stage(name: str, *asks: Ask, **other: Any) -> Step:
    """A stage of an audit; where it was planned, its row gets the day on which it was reached."""
    place = AUDIT_ORDER.index(name) if name in AUDIT_ORDER else 0
    return Step(
        name,
        _LABELS[name],
        "stages.reached_on",
        (("stages.stage", name),),
        asks=(*asks, _MEETING),
        after=AUDIT_ORDER[max(place - 1, 0) : place],
        until=() if name == "cancelled" else ("cancelled",),
        fills=True,
        beside=name == "cancelled",
        then=_ahead,
        **other,
    )


def _awaited(portfolio: Portfolio, audit: Record) -> tuple[Record, ...]:
    """The returns of an audit that have not come."""
    own = by_link(portfolio, "audit-return", "audit").get(audit.id or "", ())
    return tuple(each for each in own if not each.has("received_on"))


def _is_awaited(portfolio: Portfolio, audit: Record) -> bool:
    return bool(_awaited(portfolio, audit))


def _offered(answers: Answers) -> Sequence[str]:
    audit = answers.found("audit")
    rows = _awaited(answers.portfolio, audit) if audit is not None else ()
    return [each.id or "" for each in rows]


def _ask_returns(desk: Desk, answers: Answers, audit: Record) -> Sequence[Edit]:
    """A return to be sent in by each agency of the audit that has none yet."""
    on, due = answers.day_or_today("on"), answers.day("returns_due")
    own = by_link(desk.portfolio, "audit-return", "audit").get(audit.id or "", ())
    asked = {each.text("agency") for each in own}
    return [
        NewRecord(
            AUDIT_RETURN,
            filled(
                {
                    "id": desk.new_id(AUDIT_RETURN, on.year),
                    "title": f"{audit.id}: return of {desk.portfolio.title_of(agency)}",
                    "audit": audit.id,
                    "agency": agency,
                    "due": due,
                    "source": audit.id,
                    **marks_of(desk.portfolio, audit),
                }
            ),
        )
        for agency in audit.texts("agencies")
        if agency not in asked
    ]


def _take_in(desk: Desk, answers: Answers, audit: Record) -> Sequence[Edit]:
    day = answers.day_or_today("on")
    return (SetField(answers.text("audit_return"), ("received_on",), day),)


def _ahead(answers: Answers, audit: Record) -> Sequence[str]:
    """The returns that have still to come, and the day planned for the next stage."""
    portfolio = answers.portfolio
    said = []
    names = [portfolio.title_of(each.text("agency")) for each in _awaited(portfolio, audit)]
    if names:
        said.append(f"Returns still to come: {', '.join(names)}.")
    for step in LIFE.steps:
        waiting = [row for row in audit.rows("stages") if step.fills and step.is_row(row)]
        planned = waiting[0].date("planned") if waiting else None
        if planned is not None and step.taken_on(portfolio, audit) is None:
            is_late = planned < answers.as_of
            verb, late = ("was", ", and is late") if is_late else ("is", "")
            day = write_long_date(planned)
            return (*said, f"'{step.label}' {verb} planned for {day}{late}.")
    return said


def _is_of_practice(answers: Answers) -> bool:
    """True for an audit of practice, which answers the one question that all are asked."""
    audit = answers.found("audit")
    return audit is not None and audit.text("method") != "implementation"


def _has_no_voice(answers: Answers) -> bool:
    """True while some finding names nobody's feedback, nor why there is none."""
    audit = answers.found("audit")
    if audit is None or audit.has("no_feedback_because"):
        return False
    rows = audit.rows("findings")
    heard = [row.has("feedback") or row.has("no_feedback_because") for row in rows]
    return not rows or not all(heard)


LIFE = Cycle(
    AUDIT,
    "audit",
    "event",
    "Record the next stage of an audit, or an agency's return.",
    "The audit: its id, or words from it.",
    (
        _stage("planned"),
        _stage("scoped", put(AUDIT, "agencies")),
        _stage(
            "tools-issued",
            Ask(
                "",
                ask_field(
                    AUDIT_RETURN,
                    "due",
                    "returns_due",
                    earliest=from_day("on", "the day they are asked for"),
                ),
            ),
            also=_ask_returns,
        ),
        _stage("returns-in"),
        _stage("moderated"),
        _stage(
            "report-drafted",
            put(AUDIT, "overview_report", offered=newest("report")),
            put(
                AUDIT, "right_service.rating", "right_service", required=True, when=_is_of_practice
            ),
            put(
                AUDIT,
                "right_service.finding",
                "right_service_found",
                required=True,
                when=_is_of_practice,
            ),
            put(AUDIT, "no_feedback_because", when=_has_no_voice),
        ),
        _stage("tabled"),
        _stage(
            "approved",
            put(AUDIT, "approval", required=True, offered=newest("decision")),
        ),
        _stage("closed"),
        Step(
            "return-received",
            "An agency's return came",
            asks=(
                Ask(
                    "",
                    ask_field(
                        AUDIT_RETURN,
                        "audit",
                        "audit_return",
                        "Which return: its id, or words from it.",
                        links=("audit-return",),
                        offered=_offered,
                    ),
                ),
            ),
            until=("cancelled",),
            again=True,
            beside=True,
            where=_is_awaited,
            also=_take_in,
            then=_ahead,
        ),
        _stage("cancelled"),
    ),
)

VERBS = (event_verb(LIFE),)

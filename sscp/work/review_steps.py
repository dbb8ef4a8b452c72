"""The steps of reviews: a table from opening to publication, with what each one needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.governance.steps import COPIES, all_told, by_link
from sscp.model.kinds.documents import PUBLICATION
from sscp.model.kinds.reviews import INVOLVEMENTS, REVIEW, REVIEW_EVENTS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Ask, Step, put
from sscp.work.limits import from_day
from sscp.work.notices import REASONS, TO, asks, new_notice
from sscp.work.offers import HELD, newest
from sscp.work.origin import filled, marks_of
from sscp.work.returns import AGENCIES, RETURN_OF, RETURNS_DUE, ask_agencies, is_awaited, take_in
from sscp.work.verb import Answers, ask_field
from sscp.write.change import Desk
from sscp.write.edits import Edit, NewRecord, SetField

_RAPID, _LOCAL = ("rapid-review",), ("practice-review",)
_LABELS = {each.value: each.label for each in (*REVIEW_EVENTS, *INVOLVEMENTS)} | {
    "not-possible": "Practitioners or family could not be asked"
}

_MEETING = put(REVIEW, "events.meeting", **HELD)
_NOTE = put(REVIEW, "events.note")
_WHY = put(REVIEW, "outcome.reasons", required=True)
_DECISION = put(REVIEW, "outcome.record", "decision", offered=newest("decision"))
_RECOMMENDED = put(REVIEW, "outcome.recommended_by")
_MESSAGES = (
    put(REVIEW, "learning", offered=newest("learning-message")),
    put(
        REVIEW,
        "no_messages",
        ask="Yes where it was recorded that there are no messages to spread.",
        when=lambda answers: not answers.has("learning"),
    ),
)

_VERSION = ask_field(PUBLICATION, "version", "version_number")


def _event(name: str, *more: Ask, **other: Any) -> Step:
    """A step that is a row of the review's events."""
    marks = (("events.event", name), *other.pop("marks", ()))
    return Step(name, _LABELS[name], "events.on", marks, asks=(*more, _MEETING, _NOTE), **other)


def _beside(name: str, **other: Any) -> Step:
    """An event that can come again and again while the review goes on."""
    return _event(name, again=True, beside=True, **other)


def _involvement(name: str, *more: Ask) -> Step:
    """A step that is a row of the review's involvement of practitioners and family."""
    return Step(
        name,
        _LABELS[name],
        "involvement.on",
        (("involvement.form", name),),
        asks=more or (put(REVIEW, "involvement.note"),),
        again=True,
        beside=True,
        until=("signed-off", "withdrawn", "published", "not-published"),
    )


def _explain_delay(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    title = f"Reasons for the delay of {review.id}"
    return (new_notice(desk, answers, review, "delay", title),)


def _send_copies(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    title = f"Copies of {review.id} before publication"
    return (new_notice(desk, answers, review, "advance-copy", title),)


def _justify(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    title = f"Why {review.id} is not published"
    return (new_notice(desk, answers, review, "non-publication", title),)


def _publish(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    on = answers.day_or_today("on")
    values = {
        "id": desk.new_id(PUBLICATION, on.year),
        "title": f"{review.title} on the website",
        "of": review.id,
        "form": "published",
        "channel": "website",
        "on": on,
        "address": answers.text("address"),
        "version": answers.text("version_number"),
        "source": review.id,
        **marks_of(desk.portfolio, review),
    }
    # What anybody can read on the website carries no marking.
    values.pop("classification", None)
    return (NewRecord(PUBLICATION, filled(values)),)


def _take_down(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    own = by_link(desk.portfolio, "publication", "of").get(review.id or "", ())
    return [
        SetField(each.id or "", ("removed_on",), answers.day_or_today("on"))
        for each in own
        if each.text("channel") == "website" and not each.has("removed_on")
    ]


def _agree_method(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    part = {"agreed_on": answers.day_or_today("on"), "method": answers.text("method")}
    return (SetField(review.id or "", ("method",), part),)


def _below_criteria(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    """The notification says the same, unless it was said there already."""
    notice = desk.portfolio.get(review.text("notification"))
    if notice is None or notice.has("criteria_met"):
        return ()
    values = {
        "criteria_met": "no",
        "criteria_reasons": answers.text("reasons"),
        "criteria_decided_on": answers.day_or_today("on"),
        "decision": answers.text("decision"),
    }
    return [SetField(notice.id or "", (name,), value) for name, value in filled(values).items()]


def _after_sign_off(answers: Answers, review: Record) -> Sequence[str]:
    said = []
    notice = answers.portfolio.get(review.text("notification"))
    if notice is not None and not notice.has("criteria_met"):
        said.append(
            f"Whether {notice.id} meets the criteria is still to be recorded:"
            f" `sscp incident event {notice.id} --event criteria-decided`."
        )
    if answers.text("outcome") == "local-review":
        said.append(f"A local review follows: `sscp review open {review.id}`.")
    return said


def _after_withdrawal(answers: Answers, review: Record) -> Sequence[str]:
    return (f"The national panel is told: `sscp publication notice --about {review.id}`.",)


def _after_publication(answers: Answers, review: Record) -> Sequence[str]:
    if not any(finding.has("recommendations") for finding in review.rows("findings")):
        return ()
    said = f"An audit of how its recommendations were carried out follows; it names {review.id}."
    return (said,)


def _copies_sent(portfolio: Portfolio, review: Record) -> date | None:
    return all_told(portfolio, review, COPIES, date.max)


def _delay_explained(portfolio: Portfolio, review: Record) -> date | None:
    return all_told(portfolio, review, ("delay",), date.max)


_ENDED = ("signed-off", "withdrawn")
_SETTLED = ("published", "not-published")

STEPS: tuple[Step, ...] = (
    _event("opened", forms=_RAPID),
    _event(
        "scoped",
        AGENCIES,
        RETURNS_DUE,
        forms=_RAPID,
        after=("opened",),
        until=_ENDED,
        also=ask_agencies,
    ),
    _event("panel-met", forms=_RAPID, after=("opened",), until=_ENDED, again=True),
    _event(
        "signed-off",
        put(REVIEW, "outcome.decision", "outcome"),
        put(
            REVIEW,
            "outcome.criteria",
            when=lambda answers: answers.text("outcome") != "criteria-not-met",
        ),
        _WHY,
        _DECISION,
        _RECOMMENDED,
        *_MESSAGES,
        forms=_RAPID,
        after=("panel-met",),
        until=("withdrawn",),
        then=_after_sign_off,
    ),
    _event("sent-to-panel", forms=_RAPID, after=("signed-off",)),
    _event("panel-replied", forms=_RAPID, after=("sent-to-panel",)),
    _event(
        "more-time-asked", forms=_RAPID, after=("opened",), until=_ENDED, again=True, beside=True
    ),
    _event(
        "withdrawn",
        _WHY,
        _DECISION,
        _RECOMMENDED,
        marks=(("outcome.decision", "criteria-not-met"),),
        forms=_RAPID,
        after=("opened",),
        until=("signed-off",),
        also=_below_criteria,
        then=_after_withdrawal,
    ),
    _event("initiated", forms=_LOCAL),
    _event("reviewer-appointed", put(REVIEW, "reviewer"), forms=_LOCAL, after=("initiated",)),
    _event(
        "method-agreed",
        Ask("", ask_field(REVIEW, "method.method")),
        forms=_LOCAL,
        after=("reviewer-appointed",),
        also=_agree_method,
    ),
    _event("fieldwork-started", forms=_LOCAL, after=("method-agreed",)),
    Step(
        "agencies-asked",
        _LABELS["scoped"],
        asks=(AGENCIES, RETURNS_DUE),
        forms=_LOCAL,
        after=("initiated",),
        until=("report-final",),
        again=True,
        beside=True,
        also=ask_agencies,
    ),
    Step(
        "return-received",
        "An agency's information came",
        asks=RETURN_OF,
        again=True,
        beside=True,
        where=is_awaited,
        follows=("agency_return",),
        also=take_in,
    ),
    _involvement("practitioners"),
    _involvement("family-invited"),
    _involvement("family-replied"),
    _involvement("not-possible", put(REVIEW, "involvement.note", "reasons", required=True)),
    _event(
        "progress-checked",
        forms=_LOCAL,
        after=("initiated",),
        until=("report-final",),
        again=True,
        beside=True,
    ),
    _event(
        "delay-known", forms=_LOCAL, after=("initiated",), until=_SETTLED, again=True, beside=True
    ),
    Step(
        "delay-explained",
        "Reasons for the delay sent to both national bodies",
        asks=asks(TO, REASONS),
        forms=_LOCAL,
        after=("delay-known",),
        until=_SETTLED,
        again=True,
        beside=True,
        seen=_delay_explained,
        also=_explain_delay,
    ),
    _event(
        "report-final",
        put(
            REVIEW,
            "report_sections",
            "sections",
            "The sections of the final report; improvements-summary and systemic-analysis must"
            " be among them.",
            required=True,
        ),
        *_MESSAGES,
        forms=_LOCAL,
        after=("fieldwork-started",),
    ),
    _event("impact-considered", forms=_LOCAL, after=("report-final",), until=_SETTLED),
    _event(
        "publication-planned",
        put(
            REVIEW,
            "planned_publication",
            "planned_for",
            required=True,
            earliest=from_day("on", "the day it is set"),
        ),
        forms=_LOCAL,
        after=("report-final",),
        until=_SETTLED,
        again=True,
    ),
    Step(
        "copies-sent",
        "Copies sent to both national bodies before publication",
        asks=asks(TO, _VERSION),
        forms=_LOCAL,
        after=("report-final",),
        until=_SETTLED,
        again=True,
        seen=_copies_sent,
        also=_send_copies,
    ),
    _event(
        "published",
        Ask("", ask_field(PUBLICATION, "address")),
        Ask("", _VERSION),
        forms=_LOCAL,
        after=("impact-considered", "copies-sent"),
        until=("not-published",),
        also=_publish,
        then=_after_publication,
    ),
    _event(
        "not-published",
        *asks(TO, REASONS),
        forms=_LOCAL,
        after=("report-final",),
        until=("published",),
        also=_justify,
    ),
    _event("removed", forms=_LOCAL, after=("published",), also=_take_down),
)
"""In the order in which they are offered: first what carries the review on."""

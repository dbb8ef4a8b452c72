"""Families SIN, RR and LCS: no link is missing from notification to rapid to local review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.steps import by_link, event_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.reviews import INVOLVEMENTS, REVIEW_DECISIONS, REVIEW_EVENTS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_EVENTS = {each.value: each.label for each in REVIEW_EVENTS}
_ASKED = {each.value: each.label for each in INVOLVEMENTS}
_DECISIONS = {each.value: each.label for each in REVIEW_DECISIONS}


def _reviews(portfolio: Portfolio, form: str) -> Iterator[Record]:
    for review in portfolio.of_kind("review"):
        if review.text("form") == form:
            yield review


def _notice_of(portfolio: Portfolio, review: Record) -> Record | None:
    return portfolio.get_kind(review.text("notification"), "incident-notification")


def _first(review: Record, events: tuple[str, ...], as_of: date) -> tuple[date, str] | None:
    """The first of some events that a review has by a day, with its day."""
    found = [(day, event) for event in events if (day := event_day(review, event, as_of))]
    return min(found, default=None)


def _check_notified(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rapid reviews that ended before the national panel was notified, or without it."""
    for review in _reviews(portfolio, "rapid-review"):
        notice = _notice_of(portfolio, review)
        ended = _first(review, ("signed-off", "sent-to-panel", "panel-replied"), as_of)
        if notice is None or ended is None:
            continue
        notified = notice.date("panel_notified_on")
        if notified is not None and notified <= ended[0]:
            continue
        said = (
            f"the national panel was notified of the incident only on {write_date(notified)}"
            if notified
            else "it is not recorded that the national panel was notified of the incident"
        )
        yield hit(
            notice,
            "panel_notified_on" if notified else "title",
            f"{review.title} ended on {write_date(ended[0])}, and {said}.",
        )


_OF_CRITERIA = ("criteria_met", "criteria_reasons", "criteria_decided_on")


def _check_answered(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rapid reviews that ended without an answer on the criteria in the notification."""
    for review in _reviews(portfolio, "rapid-review"):
        notice = _notice_of(portfolio, review)
        ended = _first(review, ("signed-off", "withdrawn"), as_of)
        if notice is None or ended is None or ended[0] >= as_of:
            continue
        if not any(notice.has(name) for name in _OF_CRITERIA):
            yield hit(
                notice,
                "title",
                f"{review.title} ended on {write_date(ended[0])}, and {notice.title} does not say"
                " whether the criteria for a review are met.",
            )


def _check_signed(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rapid reviews that went on to the national panel or a local review, never signed off."""
    followed = by_link(portfolio, "review", "follows")
    for review in _reviews(portfolio, "rapid-review"):
        if event_day(review, "signed-off") or event_day(review, "withdrawn"):
            continue
        further = [(review, _first(review, ("sent-to-panel", "panel-replied"), as_of))]
        after = followed.get(review.id or "", ())
        further += [(each, _first(each, ("initiated",), as_of)) for each in after]
        taken = [(*step, each.title) for each, step in further if step is not None]
        if taken:
            day, event, title = min(taken)
            where = f" of {title}" if title != review.title else ""
            yield hit(
                review,
                "events",
                f"{review.title} went on ('{_EVENTS[event]}'{where}, {write_date(day)}), and it is"
                " not recorded that it was signed off.",
            )


def _check_criteria_agree(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Notifications and rapid reviews that say different things of the criteria."""
    for review in _reviews(portfolio, "rapid-review"):
        notice = _notice_of(portfolio, review)
        decided = notice.date("criteria_decided_on") if notice is not None else None
        if notice is None or (decided is not None and decided > as_of):
            continue
        ending = _ending(review, as_of)
        goes_on = ending is None and decided != as_of
        if notice.text("criteria_met") == "yes" and ending == "criteria-not-met":
            said = "are met, and its rapid review ended because they are not"
        elif notice.text("criteria_met") != "no" or ending in ("criteria-not-met", ""):
            continue
        elif ending is not None:
            said = (
                f"are not met, and its rapid review ended with '{_DECISIONS.get(ending, ending)}'"
            )
        elif goes_on:
            said = "are not met, and its rapid review goes on"
        else:
            continue
        yield hit(notice, "criteria_met", f"{notice.title} says that the criteria {said}.")


def _ending(review: Record, as_of: date) -> str | None:
    """How a rapid review ended by a day; empty where that is not told, None while it goes on."""
    if event_day(review, "withdrawn", as_of):
        return "criteria-not-met"
    outcome = review.part("outcome")
    if not event_day(review, "signed-off", as_of):
        return None
    return outcome.words("decision") if outcome is not None else ""


def _steps(review: Record, as_of: date) -> Iterator[tuple[date, str]]:
    """The dated steps of a local review by a day, but for the decision to start it."""
    rows = [(row.date("on"), _EVENTS.get(row.words("event"), "")) for row in review.rows("events")]
    asked = review.rows("involvement")
    rows += [(row.date("on"), _ASKED.get(row.words("form"), "")) for row in asked]
    method = review.part("method")
    if method is not None:
        rows.append((method.date("agreed_on"), _EVENTS["method-agreed"]))
    for day, label in rows:
        if day is not None and day <= as_of:
            yield day, label


def _check_initiated(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Local reviews under way without the day of the decision to start them."""
    for review in _reviews(portfolio, "practice-review"):
        if event_day(review, "initiated"):
            continue
        first = min(_steps(review, as_of), default=None)
        if first is not None:
            yield hit(
                review,
                "events" if review.has("events") else "title",
                f"{review.title} is under way ('{first[1]}', {write_date(first[0])}), and it is not"
                " recorded on which day it was decided to start it.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "SIN-08",
        "ended-without-notice",
        Severity.ERROR,
        "The national panel is notified of an incident before its rapid review ends.",
        "Its time runs from the notification; a review without one is never late.",
        "Children Act 2004, section 16C(1); practice note 1.2",
        "Add the day on which the national panel was notified, or correct it.",
        _check_notified,
        limits="That a review which still goes on has no notification, the clock SIN-01 says.",
    ),
    Rule(
        "SIN-09",
        "criteria-not-answered",
        Severity.WARNING,
        "Once its rapid review has ended, a notification says whether the criteria are met.",
        "What follows rests on that answer, and it takes its reasons and its day.",
        "arrangements 6.1.2; SI 2018/789 regulation 11",
        "Record the answer with `sscp incident event`, criteria-decided.",
        _check_answered,
        limits="Asks from the day after the review ended; half an answer is found by SIN-06.",
    ),
    Rule(
        "RR-13",
        "never-signed-off",
        Severity.ERROR,
        "A rapid review is signed off before it goes to the national panel, and before a local"
        " review starts.",
        "The sign-off is the partners' decision; without its day the review stays open for good.",
        "practice note 1.2 and 9 (RR-01, RR-02); arrangements 6.2.5(a)",
        "Record the event `signed-off` with its day.",
        _check_signed,
        limits="Not asked of a review that was withdrawn; that the days follow on, RR-10 says.",
    ),
    Rule(
        "RR-14",
        "criteria-at-odds",
        Severity.WARNING,
        "A notification and its rapid review say the same about the criteria.",
        "One of them is wrong, or a review goes on that nobody asks for any more.",
        "arrangements 6.1.2, 6.2.5(a); practice note 1.2",
        "Correct the one that is wrong; where the criteria are not met, withdraw the review.",
        _check_criteria_agree,
        limits="Asks of a review that goes on from the day after the criteria were decided.",
    ),
    Rule(
        "LCS-11",
        "start-not-recorded",
        Severity.ERROR,
        "A local review that is under way has the day of the decision to start it.",
        "The six months run from that day; without it the review is never late.",
        "practice note 1.4 and 9 (LCSPR-01); arrangements 6.2.5",
        "Record the event `initiated` with its day.",
        _check_initiated,
    ),
)

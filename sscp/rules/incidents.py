"""Family SIN, with RR-04 and RR-05: notice of a serious incident, and the review it calls for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.steps import by_link
from sscp.governance.terms import read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.cases import edition_of, runs_under
from sscp.timing.catalogue import clocks_of, last_day, mark_of
from sscp.timing.working_days import calendar_of

_NOTIFY_CLOCK = "SIN-01"
"""It ships with the program, so that every register has it or its own version."""


def _check_aware(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Authorities aware of an incident before the month in which it happened."""
    for notice in portfolio.of_kind("incident-notification"):
        month, aware = read_first_day(notice.text("incident_month")), notice.date("aware_on")
        if month is not None and aware is not None and aware < month:
            yield hit(
                notice,
                "aware_on",
                f"The authority is said to have become aware on {write_date(aware)}, and the"
                f" incident to have happened no earlier than {write_date(month)}.",
            )


def _check_suspicion(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Notices that do not say whether abuse or neglect is known or suspected."""
    for notice in portfolio.of_kind("incident-notification"):
        aware = notice.date("aware_on")
        if aware is not None and aware <= as_of and not notice.has("abuse_or_neglect"):
            yield hit(
                notice,
                "abuse_or_neglect",
                f"{notice.title} does not say whether abuse or neglect is known or suspected.",
            )


_OF_CRITERIA = {"criteria_reasons": "why", "criteria_decided_on": "when"}


def _check_criteria(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Answers on the criteria without their reasons or their day, and these without the answer."""
    for notice in portfolio.of_kind("incident-notification"):
        decided = notice.date("criteria_decided_on")
        if decided is not None and decided > as_of:
            continue
        lacking = [words for field, words in _OF_CRITERIA.items() if not notice.has(field)]
        if notice.has("criteria_met") and lacking:
            yield hit(
                notice,
                "criteria_met",
                f"Whether {notice.title} meets the criteria is answered, but not"
                f" {listed(lacking)}.",
            )
        elif not notice.has("criteria_met") and len(lacking) < len(_OF_CRITERIA):
            said = [field for field in _OF_CRITERIA if notice.has(field)]
            yield hit(
                notice,
                said[0],
                f"It is said {listed([_OF_CRITERIA[field] for field in said])} it was decided"
                f" whether {notice.title} meets the criteria, and not what the answer was.",
                "Answer `criteria_met` with yes or no.",
            )


def _check_late(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Notifications after the time allowed, without the reason."""
    clock = next(each for each in clocks_of(portfolio) if each.id == _NOTIFY_CLOCK)
    calendar = calendar_of(portfolio)
    for notice in portfolio.of_kind("incident-notification"):
        aware, sent = notice.date("aware_on"), notice.date("panel_notified_on")
        if aware is None or sent is None or not aware <= sent <= as_of:
            continue
        if notice.has("late_reason"):
            continue
        last = last_day(portfolio, clock, aware, calendar)
        runs = runs_under(clock, edition_of(portfolio, notice, aware))
        if runs and last is not None and sent > last.due:
            yield hit(
                notice,
                "panel_notified_on",
                f"The national panel was notified on {write_date(sent)}, after"
                f" {write_date(last.due)}{mark_of(clock)}, and it is not said why.",
            )


def _has_begun(review: Record, as_of: date) -> bool:
    """True for a review without dated events, or with one by that day."""
    days = [day for row in review.rows("events") if (day := row.date("on")) is not None]
    return not days or min(days) <= as_of


def _check_one_review(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Notified incidents with no rapid review, or with more than one."""
    reviews = by_link(portfolio, "review", "notification")
    for notice in portfolio.of_kind("incident-notification"):
        sent = notice.date("panel_notified_on")
        if sent is None or sent >= as_of or notice.id is None:
            continue
        own = [
            each
            for each in reviews.get(notice.id, ())
            if each.text("form") == "rapid-review" and _has_begun(each, as_of)
        ]
        decided = notice.date("criteria_decided_on")
        below = notice.text("criteria_met") == "no" and (decided is None or decided <= as_of)
        if not own and not below:
            yield hit(
                notice,
                "panel_notified_on",
                f"The national panel was notified on {write_date(sent)}, and no rapid review"
                f" follows {notice.title}.",
            )
        for second in own[1:]:
            yield hit(
                second, "notification", f"{notice.title} has a rapid review already: {own[0].id}."
            )


def _check_notification(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rapid reviews that follow no notification."""
    for review in portfolio.of_kind("review"):
        if review.text("form") == "rapid-review" and not review.has("notification"):
            yield hit(review, "form", f"{review.title} follows no notification.")


RULES: tuple[Rule, ...] = (
    Rule(
        "SIN-04",
        "aware-before-incident",
        Severity.ERROR,
        "The authority becomes aware of an incident after it happened.",
        "The time for notifying runs from awareness; with the two turned round it runs wrong.",
        "practice note 1.1",
        "Correct the month or the day.",
        _check_aware,
        limits="Knows the month of the incident only, never its day.",
    ),
    Rule(
        "SIN-05",
        "suspicion-not-answered",
        Severity.WARNING,
        "A notice says whether abuse or neglect is known or suspected.",
        "Everything that follows hangs on that answer.",
        "arrangements 6.1.2; practice note 1.1",
        "Answer `abuse_or_neglect` with yes or no, as known on the day of the notice.",
        _check_suspicion,
    ),
    Rule(
        "SIN-06",
        "criteria-without-reasons",
        Severity.ERROR,
        "Whether the criteria are met is decided on a day and for reasons.",
        "The national panel, or a court, may ask for them years later.",
        "arrangements 6.1.2; SI 2018/789 regulation 11",
        "Add `criteria_reasons` and `criteria_decided_on`.",
        _check_criteria,
    ),
    Rule(
        "SIN-07",
        "late-notice-without-reason",
        Severity.WARNING,
        "A notification after the time allowed gives its reason.",
        "A late notice delays the review; the reason shows whether it can happen again.",
        "practice note 9 (SIN-01); Children Act 2004, section 16C(1)",
        "Add `late_reason`.",
        _check_late,
        limits="The time is that of the clock SIN-01; a register may have its own version of it.",
    ),
    Rule(
        "RR-04",
        "one-rapid-review",
        Severity.ERROR,
        "Every notified incident has exactly one rapid review.",
        "Without a review the clock never starts, and nobody misses it.",
        "arrangements 6.2.1; practice note 1.2",
        "Open the rapid review, or record that the criteria are not met after all.",
        _check_one_review,
        limits="Asks from the day after the notification.",
    ),
    Rule(
        "RR-05",
        "review-of-no-notification",
        Severity.ERROR,
        "A rapid review names the notification that it follows.",
        "Its time runs from the notification; there is none without it.",
        "arrangements 6.2.1; practice note 1.2",
        "Add `notification`.",
        _check_notification,
    ),
)

"""Families ESC and MAT: what goes up to the lead partners, and what they must look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sscp.governance.decisions import is_lead_partners_body, reserved_matters_of
from sscp.governance.steps import met_since
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.intervals import read_interval


def _check_heard(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Escalations that a meeting of the lead partners, or the date put off to, let pass."""
    for escalation in portfolio.of_kind("escalation"):
        raised, put_off = escalation.date("raised_on"), escalation.date("deferred_to")
        body = escalation.text("to_body")
        if raised is None or body is None or not is_lead_partners_body(portfolio, body):
            continue
        if _is_settled(escalation, as_of):
            continue
        if put_off is not None:
            if as_of > put_off:
                yield hit(
                    escalation,
                    "deferred_to",
                    f'"{escalation.title}" was put off to {write_date(put_off)} and has not been'
                    " decided.",
                )
            continue
        # The day of the meeting is the last one in time.
        passed = met_since(portfolio, (body,), raised, as_of - timedelta(days=1))
        if passed is not None:
            yield hit(
                escalation,
                "raised_on",
                f'"{escalation.title}" was raised on {write_date(raised)}, and {passed.title}'
                " passed without deciding it or putting it off to a date.",
            )


def _is_settled(escalation: Record, as_of: date) -> bool:
    """True once it has ended; what lacks the day, or how it ended, is told by ESC-02."""
    outcome, ended = escalation.text("outcome"), escalation.date("decided_on")
    if outcome == "deferred":
        return False
    return ended <= as_of if ended is not None else outcome is not None


def _check_ended(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Escalations ended without a decision, a day or an outcome, or put off without a date."""
    needs = {
        "decided": (("decision", "the decision"), ("decided_on", "the day")),
        **dict.fromkeys(("accepted", "returned", "withdrawn"), (("decided_on", "the day"),)),
        "deferred": (("deferred_to", "the date it is put off to"),),
    }
    for escalation in portfolio.of_kind("escalation"):
        ended = escalation.date("decided_on")
        if ended is not None and ended > as_of:
            continue
        wanted = needs.get(escalation.text("outcome") or "", ())
        missing = [words for field, words in wanted if not escalation.has(field)]
        if missing:
            yield hit(
                escalation,
                "outcome",
                f'"{escalation.title}" is {escalation.text("outcome")}, without {listed(missing)}.',
            )
        elif ended is not None and not escalation.has("outcome"):
            yield hit(
                escalation,
                "decided_on",
                f'"{escalation.title}" ended on {write_date(ended)}, and it is not said how.',
            )


def _check_reviewed(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reserved matters that the lead partners last decided on longer ago than they mean to."""
    last: dict[str | None, date] = {}
    for decision in portfolio.of_kind("decision"):
        day = decision.date("date")
        if day is None or day > as_of or decision.text("outcome") != "agreed":
            continue
        if is_lead_partners_body(portfolio, decision.text("body")):
            for matter in reserved_matters_of(portfolio, decision):
                last[matter.id] = max(day, last.get(matter.id, day))
    for matter in portfolio.of_kind("matter"):
        interval, day = read_interval(matter.text("review_interval")), last.get(matter.id)
        if matter.text("form") != "reserved" or interval is None or day is None:
            continue
        if as_of > interval.after(day):
            yield hit(
                matter,
                "review_interval",
                f"The lead partners last decided on this on {write_date(day)}; they were to look"
                f" at it again by {write_date(interval.after(day))}.",
            )


def _check_single_lead(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Single leads named by others than the lead partners, or issues settled without one."""
    for decision in portfolio.of_kind("decision"):
        body = decision.text("body")
        if body is None or not decision.has("single_lead"):
            continue
        if not is_lead_partners_body(portfolio, body):
            yield hit(
                decision,
                "single_lead",
                f"The {portfolio.title_of(body)} names a single lead; that is for the lead"
                " partners.",
            )
    for issue in portfolio.of_kind("issue"):
        days = [issue.date(each) for each in ("responded_on", "closed_on")]
        if issue.text("form") != "single-lead" or not any(day and day <= as_of for day in days):
            continue
        answer = portfolio.get_kind(issue.text("decision"), "decision")
        if answer is None or not answer.has("single_lead"):
            yield hit(
                issue,
                "decision" if issue.has("decision") else "form",
                f'"{issue.title}" asks for a single lead, and is answered without a decision that'
                " names one.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "ESC-01",
        "escalation-not-heard",
        Severity.WARNING,
        "What goes up to the lead partners is decided at their next meeting, or by the date it was"
        " put off to.",
        "Something that waits for a decision costs money or delays help.",
        "arrangements 2.1.20(j), A.3/2",
        "Record the decision, or the date it was put off to.",
        _check_heard,
        limits="On what day it was put off is not asked; once it is, it counts as if from the"
        " start.",
    ),
    Rule(
        "ESC-02",
        "ended-without-decision",
        Severity.ERROR,
        "An escalation that has ended says how and when, and names the decision where there was"
        " one; one put off names the date.",
        "Those who raised it must be able to read the answer.",
        "arrangements 2.1.20(j), A.3/2",
        "Add what is missing.",
        _check_ended,
    ),
    Rule(
        "MAT-01",
        "not-looked-at-again",
        Severity.WARNING,
        "The lead partners look again at what is theirs to decide within the interval they set.",
        "A decision of long ago may rest on what is no longer so.",
        "arrangements 2.1.16",
        "Bring it to the lead partners, or record a waiver with the reason.",
        _check_reviewed,
        limits="Begins with the first decision that the register holds; as far as possible is what"
        " the arrangements say, so this never is more than a warning.",
    ),
    Rule(
        "MAT-02",
        "single-lead-not-named",
        Severity.ERROR,
        "A single lead for an issue is named by a decision of the lead partners.",
        "One person speaks for all three only if all three said so.",
        "arrangements 2.1.11",
        "Record the lead partners' decision with `single_lead`.",
        _check_single_lead,
        limits="Whether all three agreed outside a meeting is what DEC-03 looks at.",
    ),
)

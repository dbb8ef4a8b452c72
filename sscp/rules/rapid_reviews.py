"""Family RR: what a review must hold, above all a rapid review once it is complete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sscp.governance.carrying import ACTING, deciders_for, why_not_carried
from sscp.governance.decisions import EFFECTIVE_OUTCOMES
from sscp.governance.index import index_of
from sscp.governance.steps import completed_on, event_day
from sscp.governance.terms import is_in_force
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.reviews import REVIEW_EVENTS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.cases import edition_of, runs_under
from sscp.timing.catalogue import clocks_of, last_day, mark_of, start_event
from sscp.timing.events import find_event
from sscp.timing.working_days import calendar_of

_COMPLETE_CLOCK = "RR-01"
"""It ships with the program, so that every register has it or its own version."""


def _check_decision(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rapid reviews signed off without their decision and the criteria it rests on."""
    for review in portfolio.of_kind("review"):
        if review.text("form") != "rapid-review":
            continue
        signed = event_day(review, "signed-off", as_of)
        if signed is None:
            continue
        outcome = review.part("outcome")
        if outcome is None:
            yield hit(
                review,
                "events",
                f"{review.title} is signed off, and it is not recorded whether a local review"
                " follows, and why.",
            )
        elif outcome.text("decision") == "local-review" and not outcome.has("criteria"):
            yield hit(
                outcome,
                "decision",
                "A local review follows, but no criterion that was met is named.",
            )
        why = _why_not_decided(portfolio, review, outcome, signed) if outcome else None
        if outcome and why:
            yield hit(outcome, "record", f"{review.title} is signed off, but {why}.")


def _why_not_decided(
    portfolio: Portfolio, review: Record, outcome: Fields, signed: date
) -> str | None:
    """What keeps the decision that a rapid review names from being the one it ends with."""
    decision = portfolio.get_kind(outcome.text("record"), "decision")
    if decision is None:
        return None
    # That no local review follows may stand as a proposal that was turned down.
    follows = outcome.text("decision") == "local-review"
    return why_not_carried(
        portfolio,
        decision,
        signed,
        deciders_for(portfolio, review.text("panel")),
        ("agreed",) if follows else EFFECTIVE_OUTCOMES,
    )


def _check_framework(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reviews that name no framework."""
    for review in portfolio.of_kind("review"):
        if not review.has("framework"):
            yield hit(review, "form", f"{review.title} does not name the framework it follows.")


def _check_messages(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Completed reviews that neither give messages nor say that there are none."""
    for review in portfolio.of_kind("review"):
        if review.has("learning") and review.flag("no_messages"):
            yield hit(review, "no_messages", "Messages are named, and none are said to be there.")
        elif completed_on(review, as_of) and not (
            review.has("learning") or review.flag("no_messages")
        ):
            yield hit(
                review,
                "events",
                f"{review.title} is complete, and it is not said which messages it has, or that"
                " there are none.",
            )


def _check_findings(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Findings of completed reviews that lead to nothing, without a reason."""
    for review in portfolio.of_kind("review"):
        if completed_on(review, as_of) is None:
            continue
        for finding in review.rows("findings"):
            if not finding.has("recommendations") and not finding.has("no_action_because"):
                yield hit(
                    finding,
                    "finding",
                    f"Finding {finding.text('key')} of {review.title} leads to no recommendation,"
                    " and it is not said why.",
                )


def _check_parallel(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Investigations beside a review without a contact, or without an agreed way of working."""
    for review in portfolio.of_kind("review"):
        for row in review.rows("parallel_investigations"):
            lacking = [
                words
                for field, words in (
                    ("contact", "who the contact is"),
                    ("agreed_working", "how the two work beside each other"),
                )
                if not row.has(field)
            ]
            if lacking:
                yield hit(
                    row,
                    "kind",
                    f"For the {row.text('kind')} beside {review.title} it is not said"
                    f" {listed(lacking)}.",
                )


def _check_late(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rapid reviews signed off late without having asked the national panel for more time."""
    clock = next(each for each in clocks_of(portfolio) if each.id == _COMPLETE_CLOCK)
    calendar = calendar_of(portfolio)
    for review in portfolio.of_kind("review"):
        signed = event_day(review, "signed-off", as_of)
        if review.text("form") != "rapid-review" or signed is None:
            continue
        start = find_event(portfolio, review, start_event(portfolio, clock), signed)
        asked = event_day(review, "more-time-asked", signed)
        if start is None or asked is not None:
            continue
        last = last_day(portfolio, clock, start, calendar)
        runs = runs_under(clock, edition_of(portfolio, review, start))
        if runs and last is not None and signed > last.due:
            yield hit(
                review,
                "events",
                f"{review.title} was signed off on {write_date(signed)}, after"
                f" {write_date(last.due)}{mark_of(clock)}, and it is not recorded that the national"
                " panel was asked for more time.",
            )


_LABELS = {each.value: each.label for each in REVIEW_EVENTS}
_ORDERS = (
    ("opened", "signed-off", "sent-to-panel", "panel-replied"),
    ("initiated", "fieldwork-started", "report-final", "published", "removed"),
)


def _check_steps(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reviews with a step dated before the one that it follows, in the review before it too."""
    for review in portfolio.of_kind("review"):
        yield from _check_after_rapid(portfolio, review)
        for order in _ORDERS:
            taken = [(step, day) for step in order if (day := event_day(review, step)) is not None]
            for (before, first), (after, then) in pairwise(taken):
                if then < first:
                    yield hit(
                        review,
                        "events",
                        f"{review.title}: '{_LABELS[after]}' is dated {write_date(then)}, before"
                        f" '{_LABELS[before]}', {write_date(first)}.",
                    )


def _check_after_rapid(portfolio: Portfolio, review: Record) -> Iterator[Hit]:
    """A local review started before the rapid one that it follows was signed off."""
    rapid = portfolio.get_kind(review.text("follows"), "review")
    signed = event_day(rapid, "signed-off") if rapid is not None else None
    started = event_day(review, "initiated")
    if rapid is not None and signed is not None and started is not None and started < signed:
        yield hit(
            review,
            "events",
            f"{review.title}: '{_LABELS['initiated']}' is dated {write_date(started)}, before"
            f" {rapid.title} was signed off, {write_date(signed)}.",
        )


def _check_delegation(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reviews decided by a panel to which nothing was delegated on the day."""
    delegations = index_of(portfolio).group_delegations
    for review in portfolio.of_kind("review"):
        rapid = review.text("form") == "rapid-review"
        day = event_day(review, "signed-off" if rapid else "initiated", as_of)
        panel = portfolio.get_kind(review.text("panel"), "group")
        own = delegations.get(panel.id, ()) if panel is not None else ()
        if day is None or panel is None or any(is_in_force(each, day) for each in own):
            continue
        if own:
            yield hit(
                review,
                "panel",
                f"On {write_date(day)} the lead partners' delegation to the {panel.title} was not"
                " in force.",
            )
        elif not _decided_above(portfolio, review, panel):
            yield hit(
                review,
                "panel",
                f"The {panel.title} decided on {review.title} on {write_date(day)}, and no"
                " delegation of the lead partners to it is on record.",
            )


def _decided_above(portfolio: Portfolio, review: Record, panel: Record) -> bool:
    """True where those who act for the partners decided, as the panel or over its head."""
    outcome = review.part("outcome")
    named = [outcome.text("record")] if outcome is not None else []
    named += [source.split(" ", 1)[0] for source in review.sources]
    decisions = (portfolio.get_kind(each, "decision") for each in named)
    bodies = [panel, *(portfolio.get(each.text("body")) for each in decisions if each)]
    return any(body is not None and body.text("function") in ACTING for body in bodies)


RULES: tuple[Rule, ...] = (
    Rule(
        "RR-03",
        "decision-not-recorded",
        Severity.ERROR,
        "A rapid review that is signed off holds its decision, taken by those who may, and the"
        " criteria where a local review follows.",
        "The decision on a local review has to take the criteria into account, and must show it.",
        "practice note 9 (RR-03); SI 2018/789 regulation 11; arrangements 6.2.5(a)",
        "Add `outcome` with the decision, the criteria and the reasons; name as its `record` the"
        " decision that agreed it.",
        _check_decision,
    ),
    Rule(
        "RR-06",
        "no-framework",
        Severity.ERROR,
        "A review names the framework it follows.",
        "Who does what, and in what order, stands there.",
        "arrangements 6.2.3",
        "Add `framework`, the document.",
        _check_framework,
    ),
    Rule(
        "RR-07",
        "messages-not-said",
        Severity.WARNING,
        "A completed review names its messages, or says that there are none.",
        "Learning that nobody wrote down reaches nobody.",
        "arrangements 6.2.5(c)",
        "Add the messages under `learning`, or set `no_messages: true`.",
        _check_messages,
    ),
    Rule(
        "RR-08",
        "finding-leads-nowhere",
        Severity.WARNING,
        "Each finding of a completed review leads to a recommendation, or says why not.",
        "A finding without consequence will be found again.",
        "arrangements 6.2.5(b), 6.2.5(h)",
        "Add `recommendations`, or `no_action_because`.",
        _check_findings,
    ),
    Rule(
        "RR-09",
        "parallel-not-agreed",
        Severity.WARNING,
        "An investigation beside a review has a contact and an agreed way of working.",
        "Otherwise the one spoils the other's evidence, or waits for it without need.",
        "arrangements 6.2.5(d)",
        "Add `contact` and `agreed_working`.",
        _check_parallel,
    ),
    Rule(
        "RR-10",
        "steps-turned-round",
        Severity.ERROR,
        "The steps of a review are dated in their order, and a local review starts after the rapid"
        " one that it follows was signed off.",
        "Clocks run between them.",
        "practice note 1.2 and 1.4",
        "Correct the dates.",
        _check_steps,
    ),
    Rule(
        "RR-11",
        "panel-without-delegation",
        Severity.WARNING,
        "A panel decides on a review while the lead partners' delegation to it is in force.",
        "Without it the decision is the lead partners' own.",
        "arrangements 6.2.4",
        "Record the delegation, or correct its dates; where there was none, bring the decision to"
        " the lead partners.",
        _check_delegation,
        limits="A panel to which no delegation is on record is told unless the lead partners, the"
        " delegated partners or the executive decided, by the decision that the review names.",
    ),
    Rule(
        "RR-12",
        "late-without-contact",
        Severity.WARNING,
        "A rapid review that takes longer than the time allowed asks the national panel for more.",
        "The panel expects to hear from those who are late, and why.",
        "practice note 1.2 and 9 (RR-01)",
        "Record the event `more-time-asked`, with the reason as its note.",
        _check_late,
        limits="The time is that of the clock RR-01; a register may have its own version of it.",
    ),
)

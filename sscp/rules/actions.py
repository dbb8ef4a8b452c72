"""Families ACT and AUD: actions that are closed, extended, given up and watched over properly.

What else an action names, and its days, are in `action_days`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sscp.governance.actions import (
    extensions_allowed,
    is_given_up_by_decision,
    may_decide,
    monitoring_of,
    why_not_deciding,
)
from sscp.governance.index import resolve
from sscp.governance.terms import is_in_force
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.bodies import MONITORING
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit


def _closed_on(action: Record) -> Iterator[tuple[str, str, date]]:
    """The days an action was closed: the field's way in words, what was done, and the day."""
    done = action.date("completed_on")
    if done is not None:
        yield "completed_on", "completed", done
    cancelled = action.part("cancelled")
    given_up = cancelled.date("on") if cancelled else None
    if given_up is not None:
        yield "cancelled", "given up", given_up


def _check_scope(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions whose scope and responders do not go together."""
    for action in portfolio.of_kind("action"):
        scope = action.text("scope")
        responders = {resolve(portfolio, each) for each in action.texts("responders")}
        if scope == "multi-agency" and len(responders) < 2:
            yield hit(
                action,
                "responders" if action.has("responders") else "scope",
                f"{action.title} is for more than one agency, but names {len(responders)} that"
                " must respond.",
                "Name two agencies or more under `responders`, or make it single-agency.",
            )
        elif scope == "single-agency" and len(responders) > 1:
            yield hit(
                action,
                "responders",
                f"{action.title} is for one agency alone, but names {len(responders)} that must"
                " respond.",
                "Make it multi-agency, or keep the one agency under `agency`.",
            )


def _check_evidence(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Completed actions without evidence, or with none that had come by the day."""
    for action in portfolio.of_kind("action"):
        done = action.date("completed_on")
        if done is None or done > as_of:
            continue
        days = [row.date("on") for row in action.rows("evidence")]
        if not days:
            yield hit(
                action,
                "completed_on",
                f"{action.title} is completed, and nothing shows it.",
            )
        elif (first := min((day or date.min) for day in days)) > as_of:
            yield hit(
                action,
                "evidence",
                f"{action.title} is completed, and what shows it is dated only"
                f" {write_date(first)}.",
                "Correct the date, or add what shows it today.",
            )


def _check_closed_after_raised(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions closed before they were raised."""
    for action in portfolio.of_kind("action"):
        raised = action.date("raised_on")
        for field, done, day in _closed_on(action):
            if raised is not None and day < raised:
                yield hit(
                    action,
                    field,
                    f"{action.title} was {done} on {write_date(day)}, but raised only on"
                    f" {write_date(raised)}.",
                )


def _check_extension(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Extensions without a reason, or without the meeting that agreed them."""
    for action in portfolio.of_kind("action"):
        for extension in action.rows("extensions"):
            if not extension.has("reason"):
                yield hit(extension, "reason", "It is not said why the date was moved.")
            if not extension.has("agreed_at"):
                yield hit(extension, "agreed_at", "It is not said which meeting agreed the date.")


def _check_later(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Extensions to a day that is not later than the one before."""
    for action in portfolio.of_kind("action"):
        before = action.date("due")
        for extension in action.rows("extensions"):
            to = extension.date("to")
            if to is not None and before is not None and to <= before:
                yield hit(
                    extension,
                    "to",
                    f"The new date, {write_date(to)}, is not later than the one before,"
                    f" {write_date(before)}.",
                )
            before = to or before


def _check_order(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Extensions agreed before the one above them, or before the action was raised."""
    for action in portfolio.of_kind("action"):
        extensions = action.rows("extensions")
        for above, extension in pairwise((action, *extensions)):
            earlier = above.date("raised_on" if above is action else "agreed_on")
            agreed = extension.date("agreed_on")
            if earlier is not None and agreed is not None and agreed < earlier:
                what = "the action was raised" if above is action else "the extension above it"
                yield hit(
                    extension,
                    "agreed_on",
                    f"This extension was agreed on {write_date(agreed)}, before {what},"
                    f" {write_date(earlier)}.",
                )


def _check_decided(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Extensions beyond the number allowed, without a decision of the monitoring body."""
    allowed = extensions_allowed(portfolio)
    for action in portfolio.of_kind("action"):
        monitor = resolve(portfolio, action.text("monitored_by"))
        for number, extension in enumerate(action.rows("extensions"), 1):
            if number <= allowed:
                continue
            decision = portfolio.get_kind(extension.text("decision"), "decision")
            if decision is None:
                yield hit(
                    extension,
                    (),
                    f"This is extension number {number}; after {allowed} the"
                    f" {portfolio.title_of(monitor)} must decide, and no decision is named.",
                )
                continue
            if not may_decide(portfolio, action, decision):
                yield hit(extension, "decision", why_not_deciding(portfolio, action, decision))


def _check_percent(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Progress beyond 100 per cent."""
    for action in portfolio.of_kind("action"):
        for note in action.rows("progress"):
            percent = note.whole("percent")
            if percent is not None and percent > 100:
                yield hit(note, "percent", f"{percent} per cent is more than all of it.")


def _check_monitor(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions watched over by a body that watches over other kinds of action."""
    bodies: dict[str, list[Record]] = {}
    for group in portfolio.of_kind("group"):
        for kind in group.texts("monitors"):
            if is_in_force(group, as_of):
                bodies.setdefault(kind, []).append(group)
    for action in portfolio.of_kind("action"):
        needed = monitoring_of(action.text("raised_by"), action.text("scope"))
        fitting = bodies.get(needed or "")
        monitor = portfolio.get_kind(action.text("monitored_by"), "group")
        if not fitting or monitor is None or monitor in fitting:
            continue
        label = next(each.label for each in MONITORING if each.value == needed)
        yield hit(
            action,
            "monitored_by",
            f"{label} are watched over by the {fitting[0].title}, not by the {monitor.title}.",
        )


def _check_given_up(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions given up without a decision, where one is needed."""
    if not is_given_up_by_decision(portfolio):
        return
    for action in portfolio.of_kind("action"):
        cancelled = action.part("cancelled")
        if cancelled is not None and not cancelled.has("decision"):
            given_up = cancelled.date("on")
            if given_up is None or given_up <= as_of:
                yield hit(
                    action, "cancelled", f"{action.title} was given up, and no decision says so."
                )


def _check_closed_once(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions both completed and given up."""
    for action in portfolio.of_kind("action"):
        if action.has("completed_on") and action.has("cancelled"):
            yield hit(action, "cancelled", f"{action.title} is both completed and given up.")


def _check_effect(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions whose effect was shown before they were done."""
    for action in portfolio.of_kind("action"):
        shown, done = action.date("effect_evidenced_on"), action.date("completed_on")
        if shown is None or (done is not None and shown >= done):
            continue
        when = f"was done only on {write_date(done)}" if done else "is not done"
        yield hit(
            action,
            "effect_evidenced_on",
            f"The effect was shown on {write_date(shown)}, but the action {when}.",
        )


_LAYOUT = "record layout of this register (docs/reference/records.md)"

RULES: tuple[Rule, ...] = (
    Rule(
        "AUD-01",
        "scope-and-responders",
        Severity.ERROR,
        "A multi-agency action names two or more that must respond, a single-agency one does not.",
        "The scope decides which plan the action belongs to and who watches over it.",
        "arrangements 7.2.8; practice note 9 (AUD-01)",
        "Correct the scope or the responders.",
        _check_scope,
        of_each=True,
    ),
    Rule(
        "ACT-02",
        "closed-without-evidence",
        Severity.ERROR,
        "A completed action has evidence.",
        "Owners see an action through to the end; that it is done must be there to be seen.",
        "arrangements 2.2.4(f)",
        "Add `evidence`: what shows it, and the record if there is one.",
        _check_evidence,
        limits="Evidence may be younger than the completion, such as a report to the meeting after"
        " it; it must have come by the day that is reckoned from.",
        of_each=True,
    ),
    Rule(
        "ACT-03",
        "closed-before-raised",
        Severity.ERROR,
        "An action is closed on or after the day it was raised.",
        "One of the two dates is wrong.",
        _LAYOUT,
        "Correct the date that is wrong.",
        _check_closed_after_raised,
        of_each=True,
    ),
    Rule(
        "ACT-04",
        "extension-without-reason",
        Severity.ERROR,
        "A later date has a reason and the meeting that agreed it.",
        "A date that moves by itself is no date.",
        "practice note 9, design point 4",
        "Add `reason` and `agreed_at`, or take the extension out.",
        _check_extension,
        of_each=True,
    ),
    Rule(
        "ACT-05",
        "extension-not-later",
        Severity.ERROR,
        "An extension leads to a later day than the one before.",
        "A date brought forward is a new action or a correction, not more time.",
        _LAYOUT,
        "Correct the date, or the order of the extensions.",
        _check_later,
        of_each=True,
    ),
    Rule(
        "ACT-06",
        "extensions-out-of-order",
        Severity.ERROR,
        "Extensions stand in the order in which they were agreed.",
        "The one agreed last sets the date in force.",
        _LAYOUT,
        "Put the oldest first.",
        _check_order,
        of_each=True,
    ),
    Rule(
        "ACT-07",
        "extension-without-decision",
        Severity.ERROR,
        "An action that is extended again and again has a decision of its monitoring body.",
        "Each new date alone looks harmless; the body must see that the action does not move.",
        "setting `policies: extensions_before_decision` of the register (2 when nothing is said)",
        "Bring it to the monitoring body and name its decision.",
        _check_decided,
        of_each=True,
    ),
    Rule(
        "ACT-08",
        "more-than-all",
        Severity.ERROR,
        "Progress is at most 100 per cent.",
        "Nothing is more than done.",
        _LAYOUT,
        "Correct the figure.",
        _check_percent,
    ),
    Rule(
        "ACT-09",
        "wrong-monitor",
        Severity.ERROR,
        "An action is watched over by the body that watches over its kind.",
        "Each kind of action has one body, so that none falls between two.",
        "arrangements 7.2.8, 6.2.5(h)",
        "Name the fitting body under `monitored_by`.",
        _check_monitor,
        limits="Looks only at kinds of action that some group in the register `monitors`.",
    ),
    Rule(
        "ACT-10",
        "given-up-without-decision",
        Severity.WARNING,
        "An action is given up by a decision.",
        "What a body agreed, a body gives up.",
        _LAYOUT,
        "Name the decision under `cancelled`, or record one.",
        _check_given_up,
        limits="Silent where the register sets `policies: give_up_without_decision`.",
        of_each=True,
    ),
    Rule(
        "ACT-11",
        "done-and-given-up",
        Severity.ERROR,
        "An action is either completed or given up.",
        "It would be counted twice, or not at all.",
        _LAYOUT,
        "Keep the one that is true.",
        _check_closed_once,
        of_each=True,
    ),
    Rule(
        "ACT-12",
        "effect-before-done",
        Severity.ERROR,
        "The effect of an action is shown once it is done.",
        "An effect that came before the action is not the action's.",
        _LAYOUT,
        "Correct the date, or complete the action first.",
        _check_effect,
        of_each=True,
    ),
)

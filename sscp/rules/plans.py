"""Family PLN: plans and priorities, what they rest on and what they promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sscp.governance.carrying import LEAD_PARTNERS, deciders_for, why_not_carried
from sscp.governance.index import resolve
from sscp.governance.terms import read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.documents import PLAN_INPUTS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.intervals import Interval

_PLAN_LENGTH = Interval(36, 0)
"""A business plan runs for three years. Source: arrangements 3.5.1."""
_YEARLY = "yearly-plan"
_INPUT_DAYS = {
    "document": "dated",
    "feedback": "on",
    "survey": "opened_on",
    "consultation": "opened_on",
    "inspection": "report_on",
    "scrutiny": "on",
    "recommendation": "made_on",
    "report": "drafted_on",
}
"""For each kind that may supply an input: the field with the day before which it was not there."""


def _decided_on(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The day of the decision on a plan or priority; None while there is none."""
    decision = portfolio.get_kind(record.text("decision"), "decision")
    day = decision.date("date") if decision else None
    return day if day is not None and day <= as_of else None


def _business_plans(portfolio: Portfolio) -> Iterator[Record]:
    for plan in portfolio.of_kind("plan"):
        if plan.text("form") == "business-plan" and plan.text("status") != "draft":
            yield plan


def _check_inputs(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Business plans that rest on fewer than the four inputs."""
    for plan in _business_plans(portfolio):
        given = {
            row.text("input")
            for row in plan.rows("inputs")
            if row.has("records") or row.has("none_because")
        }
        missing = [each.label for each in PLAN_INPUTS if each.value not in given]
        if missing:
            yield hit(
                plan,
                "inputs" if plan.has("inputs") else "status",
                f"{plan.title} is agreed without: {'; '.join(missing)}.",
            )


def _check_input_days(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Inputs that were not there when the plan was decided."""
    for plan in _business_plans(portfolio):
        decided = _decided_on(portfolio, plan, as_of)
        for row in plan.rows("inputs") if decided else ():
            for each in row.texts("records"):
                source = portfolio.get(each)
                field = _INPUT_DAYS.get(source.kind.name) if source else None
                day = read_first_day(source.text(field)) if source and field else None
                if decided is not None and day is not None and day > decided:
                    yield hit(
                        row,
                        "records",
                        f"{portfolio.title_of(each)} is of {write_date(day)}; the plan was decided"
                        f" on {write_date(decided)}.",
                    )


def _check_priority_inputs(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Years whose priorities, taken together, leave an input out."""
    by_year: dict[str, list[Record]] = {}
    for priority in portfolio.of_kind("priority"):
        if _decided_on(portfolio, priority, as_of) is not None:
            by_year.setdefault(priority.text("year") or "", []).append(priority)
    for year, priorities in by_year.items():
        given = {each for priority in priorities for each in priority.texts("inputs")}
        for priority in priorities:
            plan = portfolio.get_kind(priority.text("plan"), "plan")
            given |= {
                row.text("input") or ""
                for row in (plan.rows("inputs") if plan else ())
                if row.has("none_because")
            }
        missing = [each.label for each in PLAN_INPUTS if each.value not in given]
        if missing:
            yield hit(
                priorities[0],
                "inputs" if priorities[0].has("inputs") else "year",
                f"No priority for {year} rests on: {'; '.join(missing)}.",
            )


def _check_decided(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Plans and priorities in force without a decision that agreed them."""
    for plan in portfolio.of_kind("plan"):
        start = plan.date("from")
        if plan.text("status") != "agreed" or start is None or start > as_of:
            continue
        if not plan.has("decision"):
            yield hit(plan, "status", f"{plan.title} is called agreed, and no decision is named.")
            continue
        decision = portfolio.get_kind(plan.text("decision"), "decision")
        is_yearly = plan.text("form") == _YEARLY
        deciders = LEAD_PARTNERS if is_yearly else deciders_for(portfolio, plan.text("group"))
        why = why_not_carried(portfolio, decision, date.max, deciders) if decision else None
        if why:
            yield hit(plan, "decision", f"{plan.title} is called agreed, but {why}.")
    for priority in portfolio.of_kind("priority"):
        if not priority.has("decision"):
            yield hit(priority, "title", f"{priority.title} names no decision.")
            continue
        decision = portfolio.get_kind(priority.text("decision"), "decision")
        why = why_not_carried(portfolio, decision, date.max, LEAD_PARTNERS) if decision else None
        if why:
            yield hit(priority, "decision", f"{priority.title} is a priority, but {why}.")


def _check_outcomes(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agreed plans that promise nothing."""
    for plan in portfolio.of_kind("plan"):
        if plan.text("status") == "agreed" and not plan.has("outcomes"):
            yield hit(plan, "status", f"{plan.title} is agreed and has no outcomes.")


def _check_effect(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Outcomes called complete of which no effect is noted."""
    for plan in portfolio.of_kind("plan"):
        for outcome in plan.rows("outcomes"):
            done = outcome.date("completed_on")
            if done is None or done > as_of:
                continue
            if not any(row.has("effect") for row in outcome.rows("progress")):
                yield hit(
                    outcome,
                    "completed_on",
                    f"Outcome {outcome.text('key')} of {plan.title} is complete, and it is not"
                    " noted what changed because of it.",
                )


def _check_periods(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Business plans of a group between which a day is left open, or covered twice."""
    by_group: dict[str | None, list[tuple[date, date, Record]]] = {}
    for plan in _business_plans(portfolio):
        start, until = plan.date("from"), plan.date("until")
        if start is not None and until is not None:
            group = resolve(portfolio, plan.text("group"))
            by_group.setdefault(group, []).append((start, until, plan))
    for plans in by_group.values():
        ordered = sorted(plans, key=lambda each: each[:2])
        for (_, until, before), (start, _, plan) in pairwise(ordered):
            if start > until:
                yield hit(
                    plan,
                    "from",
                    f"{before.title} runs until {write_date(until)}, and {plan.title} begins only"
                    f" on {write_date(start)}.",
                )
            elif start < until:
                yield hit(
                    plan,
                    "from",
                    f"{plan.title} begins on {write_date(start)}, while {before.title} still runs"
                    f" until {write_date(until)}.",
                )


def _check_length(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Business plans that do not run for three years."""
    for plan in _business_plans(portfolio):
        start, until = plan.date("from"), plan.date("until")
        if start is not None and until is not None and _PLAN_LENGTH.after(start) != until:
            yield hit(
                plan,
                "until",
                f"{plan.title} runs from {write_date(start)} until {write_date(until)}, which is"
                " not three years.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "PLN-01",
        "input-missing",
        Severity.ERROR,
        "A business plan is agreed with all four inputs, or with the reason why there is none.",
        "A plan that looks one way only misses what comes from the other side.",
        "arrangements 3.5.1/3",
        "Add the input with its `records`, or with `none_because`.",
        _check_inputs,
    ),
    Rule(
        "PLN-02",
        "input-after-decision",
        Severity.ERROR,
        "What a plan rests on was there when it was decided.",
        "What came later cannot have been weighed.",
        "arrangements 3.5.1/3",
        "Name what was there, or correct the dates.",
        _check_input_days,
        limits="Knows the day of documents, feedback, surveys, inspections, scrutiny and reports.",
    ),
    Rule(
        "PLN-03",
        "priorities-leave-input-out",
        Severity.WARNING,
        "The priorities of a year, taken together, rest on all four inputs.",
        "The same four ask to be heard each year.",
        "arrangements 3.5.1",
        "Name it under `inputs` of the priority that it supports.",
        _check_priority_inputs,
        limits="An input that the plan says there is none of is not asked for.",
    ),
    Rule(
        "PLN-04",
        "plan-not-decided",
        Severity.ERROR,
        "An agreed plan in force, and every priority, names the decision that agreed it.",
        "Priorities and the yearly plan are the lead partners' to decide; every plan has somebody"
        " who agreed it.",
        "arrangements 2.1.15(a), 2.1.15(k), 3.5.1",
        "Name the decision that agreed it under `decision`; until there is one, a plan is a draft,"
        " and a priority waits.",
        _check_decided,
        limits="Priorities and the yearly plan are for the lead partners; another plan is for the"
        " group whose plan it is, or for those above it. A decision still to come is DEC-13.",
    ),
    Rule(
        "PLN-05",
        "no-outcomes",
        Severity.WARNING,
        "An agreed plan has outcomes, each with a lead and a date.",
        "Progress can be watched only towards something.",
        "arrangements 3.5.2",
        "Add `outcomes`.",
        _check_outcomes,
    ),
    Rule(
        "PLN-06",
        "complete-without-effect",
        Severity.WARNING,
        "An outcome that is complete says what changed.",
        "Doing it was not the aim.",
        "arrangements 3.5.2/2",
        "Add a progress note with `effect`, even if it is that nothing changed.",
        _check_effect,
    ),
    Rule(
        "PLN-07",
        "plans-do-not-meet",
        Severity.WARNING,
        "One business plan begins when the one before it ends.",
        "Between two plans nobody is bound by either; under two, nobody knows by which.",
        "arrangements 3.5.1",
        "Correct `from` or `until`; `until` is the first day after the plan.",
        _check_periods,
    ),
    Rule(
        "PLN-08",
        "not-three-years",
        Severity.WARNING,
        "A business plan runs for three years.",
        "So it is agreed.",
        "arrangements 3.5.1",
        "Correct the dates, or record the decision on another length and a waiver.",
        _check_length,
    ),
)

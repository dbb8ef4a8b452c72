"""Family DEC, third part: what rests on a decision rests on one that was agreed, by those who may.

Plans, priorities, budgets, nominations, audits, indicators, rapid reviews, changes and waivers ask
for their decision in rules of their own; of plans and budgets only a decision still to come is
told here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.carrying import (
    AGREED,
    LEAD_PARTNERS,
    Deciders,
    deciders_for,
    why_not_carried,
)
from sscp.governance.steps import by_link, event_day
from sscp.governance.terms import first_day_of, is_in_force, read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.reporting_year import named_year, reporting_year

_OR_NOTED = AGREED | {"noted"}
"""A notice tells what was settled or what became known."""
_ANY_END = _OR_NOTED | {"deferred", "rejected", "not-agreed"}


class _Resting(NamedTuple):
    """Something done that names a decision.

    Attributes:
        fields: where the decision is named, under `field`.
        what: what was done, as the beginning of a sentence.
        by: the day by which the decision had to be taken.
        deciders: who may take it; None for anybody.
        outcomes: how it may have ended.
        field: the field's name.
    """

    fields: Fields
    what: str
    by: date
    deciders: Deciders | None = None
    outcomes: frozenset[str] = AGREED
    field: str = "decision"


def _since(record: Fields, as_of: date) -> str | None:
    """The first day of something in force on a day, in words."""
    start = first_day_of(record)
    return write_date(start) if start is not None and is_in_force(record, as_of) else None


def _chairs(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    for group in portfolio.of_kind("group"):
        for term in group.rows("chair_terms"):
            since = _since(term, as_of)
            if since:
                who = portfolio.title_of(term.text("post"))
                what = f"{who} has chaired the {group.title} since {since}"
                yield _Resting(term, what, as_of, deciders_for(portfolio, group.id))


def _in_force(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    for kind in ("contract", "delegation"):
        for record in portfolio.of_kind(kind):
            since = _since(record, as_of)
            if since:
                what = f"The {kind} '{record.title}' has been in force since {since}"
                yield _Resting(record, what, as_of)


def _versions(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    for document in portfolio.of_kind("document"):
        for row in document.rows("versions"):
            day = read_first_day(row.text("date"))
            if row.has("decision") and day is not None and day <= as_of:
                what = f"Version {row.text('version')} of {document.title} is dated"
                yield _Resting(row, f"{what} {write_date(day)}", as_of)


def _reports(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    issued = by_link(portfolio, "publication", "of")
    for report in portfolio.of_kind("report"):
        if not report.has("decision"):
            continue
        out = [each.date("on") for each in issued.get(report.id or "", ())]
        signed = [row.date("on") for row in report.rows("sign_offs")]
        is_yearly = report.text("form") == "yearly-report"
        for days, done in ((out, "went out"), (signed, "was signed")):
            first = min((day for day in days if day is not None), default=date.max)
            if first <= as_of:
                what = f"{report.title} {done} on {write_date(first)}"
                yield _Resting(report, what, as_of, LEAD_PARTNERS if is_yearly else None)
                break


def _notices(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    for notice in portfolio.of_kind("notice"):
        sent = notice.date("sent_on")
        if sent is not None and sent <= as_of:
            what = f"The notice '{notice.title}' was sent on {write_date(sent)}"
            yield _Resting(notice, what, as_of, outcomes=_OR_NOTED)


def _actions(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    for action in portfolio.of_kind("action"):
        given_up = action.part("cancelled")
        if given_up is not None:
            yield _Resting(given_up, f"{action.title} was given up", date.max)
        for row in action.rows("extensions"):
            yield _Resting(row, f"{action.title} was given more time", date.max)


def _incidents(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    for incident in portfolio.of_kind("incident-notification"):
        day = incident.date("criteria_decided_on")
        if incident.text("criteria_met") == "yes" and (day or date.min) <= as_of:
            what = f"{incident.title}: the criteria for a review count as met"
            yield _Resting(incident, what, as_of)


def _begun(portfolio: Portfolio, as_of: date) -> Iterator[_Resting]:
    """What has begun, and whose decision was still to come."""
    for plan in portfolio.of_kind("plan"):
        since = _since(plan, as_of)
        if since and plan.text("status") == "agreed":
            what = f"{plan.title} has been in force since {since}"
            yield _Resting(plan, what, as_of, outcomes=_ANY_END)
    this_year = reporting_year(portfolio, as_of).first_day
    for budget in portfolio.of_kind("budget"):
        year = named_year(portfolio, budget.text("year") or "")
        if year is not None and year.first_day == this_year:
            what = f"The year of {budget.title} began on {write_date(this_year)}"
            yield _Resting(budget, what, as_of, outcomes=_ANY_END)


def _check_named(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """What was done on a decision that did not agree it, was another's, or was still to come."""
    kinds = (_chairs, _in_force, _versions, _reports, _notices, _actions, _incidents, _begun)
    for resting in (each for kind in kinds for each in kind(portfolio, as_of)):
        decision = portfolio.get_kind(resting.fields.text(resting.field), "decision")
        if decision is None:
            continue
        why = why_not_carried(portfolio, decision, resting.by, resting.deciders, resting.outcomes)
        if why:
            yield hit(resting.fields, resting.field, f"{resting.what}, but {why}.")
    yield from _check_sources(portfolio, as_of)


def _check_sources(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reviews and rounds that go back to decisions none of which lets them begin."""
    for review in portfolio.of_kind("review"):
        day = event_day(review, "initiated", as_of)
        if day is not None:
            what = f"{review.title} was begun on {write_date(day)}"
            yield from _by_source(
                portfolio, review, what, deciders_for(portfolio, review.text("panel"))
            )
    for cycle in portfolio.of_kind("s11-cycle"):
        day = cycle.date("launched_on")
        if day is not None and day <= as_of:
            yield from _by_source(
                portfolio, cycle, f"{cycle.title} was launched on {write_date(day)}", None
            )


def _by_source(
    portfolio: Portfolio, record: Record, what: str, deciders: Deciders | None
) -> Iterator[Hit]:
    first: Hit | None = None
    for position, source in enumerate(record.sources):
        decision = portfolio.get_kind(source.split(" ", 1)[0], "decision")
        if decision is None:
            continue
        why = why_not_carried(portfolio, decision, date.max, deciders)
        if why is None:
            return
        first = first or hit(record, record.source_path(position), f"{what}, but {why}.")
    if first is not None:
        yield first


RULES: tuple[Rule, ...] = (
    Rule(
        "DEC-13",
        "rests-on-no-decision",
        Severity.WARNING,
        "What was done on a decision rests on one that was agreed, and by those who may.",
        "A decision that was put off, turned down or taken by others lets nobody act.",
        "arrangements 2.1.12, 2.1.15, 2.1.19, 2.1.26; practice note 5",
        "Name the decision that agreed it; where there is none, bring it to those who may decide.",
        _check_named,
        limits="Looks at terms in the chair, contracts, delegations, versions of documents, reports"
        " signed or sent out, notices, actions, criteria met, local reviews and Section 11 rounds;"
        " of plans and budgets tells only that the decision is still to come. Others have rules of"
        " their own: AUD-03, BUD-01, MASA-04, MEM-05, MSR-01, PLN-04, RR-03, WVR-03.",
    ),
)

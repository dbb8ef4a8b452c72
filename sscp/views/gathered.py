"""What an item of an agenda brings together: ids of records, found by rule, in order.

Each function is one of the things that a standing item can gather; the table
at the end says which. A function gives nothing where it is not the group's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sscp.assurance.matrices import reported_at
from sscp.governance.index import resolve
from sscp.governance.meetings import is_held
from sscp.governance.steps import completed_on, event_day, stage_day, was_tabled
from sscp.model.record import Record
from sscp.timing.reporting_year import reporting_year
from sscp.views.business import Scope, last_reported, minutes_to_agree, next_meeting_day

_LEADS_TOGETHER = ("Lead safeguarding partners", "Safeguarding partners")
"""How clocks of national guidance name the lead partners."""
_AUDIT_ENDS = ("approved", "closed", "cancelled")


def _not_reported_lately(scope: Scope) -> Iterator[str]:
    """What the delegated partners answer for and the last meeting was not told of."""
    if not scope.is_function("lead-partners"):
        return
    told = last_reported(scope.portfolio, scope.group.id, scope.as_of)
    now = reported_at(scope.portfolio, scope.last) if scope.last else frozenset()
    missing = [
        (told.get(matter.id, date.min), matter.words("ref"), matter.id)
        for matter in scope.portfolio.of_kind("matter")
        if matter.id and matter.text("form") == "accountability" and matter.id not in now
    ]
    for _, _, identity in sorted(missing):
        yield identity


def _escalations(scope: Scope) -> Iterator[str]:
    for each in scope.portfolio.of_kind("escalation"):
        raised, ended = each.date("raised_on"), each.date("decided_on")
        if not scope.is_group(each.text("to_body")) or raised is None or raised > scope.as_of:
            continue
        outcome, put_off = each.text("outcome"), each.date("deferred_to")
        if outcome == "deferred" and (ended is None or ended <= scope.as_of):
            waits = put_off is None or put_off <= scope.day
        else:
            waits = outcome is None if ended is None else ended > scope.as_of
        if waits:
            yield each.id or ""


def _issues(scope: Scope) -> Iterator[str]:
    for each in scope.portfolio.of_kind("issue"):
        raised = each.date("raised_on")
        if not scope.is_group(each.text("raised_to")) or raised is None or raised > scope.as_of:
            continue
        ended = [each.date(name) for name in ("responded_on", "closed_on")]
        heard = scope.portfolio.get_kind(each.text("tabled_at"), "meeting")
        if any(day is not None and day <= scope.as_of for day in ended):
            continue
        if heard is None or not is_held(heard, scope.as_of):
            yield each.id or ""


def _recommendations(scope: Scope) -> Iterator[str]:
    for each in scope.portfolio.of_kind("recommendation"):
        made, answered = each.date("made_on"), each.date("responded_on")
        if made is None or made > scope.as_of or (answered or date.max) <= scope.as_of:
            continue
        if each.has("response") and answered is None:
            continue
        if any(scope.is_group(to) for to in each.texts("to")):
            yield each.id or ""


def _overview_reports(scope: Scope) -> Iterator[str]:
    """Overview reports that are drafted and not approved; the executive approves them."""
    if not scope.is_function("executive"):
        return
    for audit in scope.portfolio.of_kind("audit"):
        is_written = stage_day(audit, "report-drafted", scope.as_of) is not None
        if is_written and not _has_reached(audit, _AUDIT_ENDS, scope):
            yield audit.id or ""


def _has_reached(audit: Record, stages: tuple[str, ...], scope: Scope) -> bool:
    return any(stage_day(audit, stage, scope.as_of) is not None for stage in stages)


def _learning(scope: Scope) -> Iterator[str]:
    if "learning" not in scope.group.texts("monitors"):
        return
    for each in scope.portfolio.of_kind("learning-message"):
        agreed, closed = each.date("agreed_on"), each.date("closed_on")
        if agreed is None or agreed > scope.as_of or (closed or date.max) <= scope.as_of:
            continue
        if not was_tabled(
            scope.portfolio, each.texts("tabled_at"), (scope.group.id or "",), scope.as_of
        ):
            yield each.id or ""


def _scrutiny(scope: Scope) -> Iterator[str]:
    own = (scope.group.id or "",)
    watches = "audit-multi-agency" in scope.group.texts("monitors")
    for each in scope.portfolio.of_kind("scrutiny"):
        day, answered = each.date("on"), each.date("responded_on")
        if day is None or day > scope.as_of:
            continue
        is_asked = any(scope.is_group(to) for to in each.texts("to"))
        is_open = not each.has("response") or (answered or date.min) > scope.as_of
        tabled = was_tabled(scope.portfolio, each.texts("tabled_at"), own, scope.as_of)
        if (is_asked and each.text("form") == "challenge" and is_open) or (
            watches and each.has("findings") and not tabled
        ):
            yield each.id or ""


def _deadlines(scope: Scope) -> Iterator[str]:
    """What the group owes before its next meeting: the statement behind a duty, else the record."""
    clauses = {clause.text("ref"): clause.id for clause in scope.portfolio.of_kind("clause")}
    horizon = next_meeting_day(scope)
    # Minutes that wait to be agreed have an item of their own.
    seen = {meeting.id for meeting in minutes_to_agree(scope)}
    for row in scope.deadlines:
        if row.due is None or row.due > horizon or not _owes(scope, row.actor):
            continue
        identity = clauses.get(row.clock) or row.subject
        if identity not in seen and scope.portfolio.get(identity) is not None:
            seen.add(identity)
            yield identity


def _owes(scope: Scope, actor: str) -> bool:
    if scope.is_function("lead-partners") and actor in _LEADS_TOGETHER:
        return True
    return scope.group.title in actor.split(", ")


def _priorities(scope: Scope) -> Iterator[str]:
    year = reporting_year(scope.portfolio, scope.day).name
    for each in scope.portfolio.of_kind("priority"):
        if each.text("year") == year:
            yield each.id or ""


def _decisions_above(scope: Scope) -> Iterator[str]:
    above = {resolve(scope.portfolio, each) for each in scope.group.texts("reports_to")}
    for each in scope.portfolio.of_kind("decision"):
        if resolve(scope.portfolio, each.text("body")) in above and scope.is_new(each.date("date")):
            yield each.id or ""


def _subgroups(scope: Scope) -> Iterator[str]:
    for each in scope.portfolio.of_kind("meeting"):
        group = scope.portfolio.get_kind(each.text("group"), "group")
        if group is None or group.text("function") != "main-subgroup":
            continue
        if is_held(each, scope.as_of) and scope.is_new(each.date("date")):
            yield each.id or ""


def _referrals(scope: Scope) -> Iterator[str]:
    for each in scope.portfolio.of_kind("incident-notification"):
        if scope.is_new(each.date("aware_on")):
            yield each.id or ""
    for each in scope.portfolio.of_kind("referral"):
        if scope.is_new(each.date("received_on")) and not each.has("considered_at"):
            yield each.id or ""


def _rapid_reviews(scope: Scope) -> Iterator[str]:
    return _reviews(scope, "rapid-review")


def _practice_reviews(scope: Scope) -> Iterator[str]:
    return _reviews(scope, "practice-review")


def _reviews(scope: Scope, form: str) -> Iterator[str]:
    """Reviews of a form that are under way, or ended since the last meeting."""
    for review in scope.portfolio.of_kind("review"):
        days = [day for row in review.rows("events") if (day := row.date("on")) is not None]
        if review.text("form") != form or min(days, default=date.max) > scope.as_of:
            continue
        ends = [event_day(review, "withdrawn", scope.as_of), _review_end(review, scope.as_of)]
        ended = min((day for day in ends if day is not None), default=None)
        if ended is None or ended > scope.since:
            yield review.id or ""


def _review_end(review: Record, as_of: date) -> date | None:
    """A rapid review ends when it is signed off, a local one when it is published or not."""
    if review.text("form") == "rapid-review":
        return completed_on(review, as_of)
    published = event_day(review, "published", as_of)
    return published or event_day(review, "not-published", as_of)


def _audits(scope: Scope) -> Iterator[str]:
    for audit in scope.portfolio.of_kind("audit"):
        bodies = (audit.text("reports_to"), audit.text("delivered_by"))
        if not any(scope.is_group(each) for each in bodies):
            continue
        if not _has_reached(audit, _AUDIT_ENDS, scope):
            yield audit.id or ""


GATHERERS: Mapping[str, Callable[[Scope], Iterator[str]]] = {
    "delegated-report": _not_reported_lately,
    "escalations": _escalations,
    "issues": _issues,
    "recommendations": _recommendations,
    "overview-reports": _overview_reports,
    "learning": _learning,
    "scrutiny": _scrutiny,
    "deadlines": _deadlines,
    "priorities": _priorities,
    "decisions-above": _decisions_above,
    "subgroups": _subgroups,
    "referrals": _referrals,
    "rapid-reviews": _rapid_reviews,
    "practice-reviews": _practice_reviews,
    "audits": _audits,
}
"""What brings together the records of each kind of item; `papers` is made from the papers."""


def gather(scope: Scope, what: str | None) -> tuple[str, ...]:
    """The records that an item brings together; none for an item that gathers nothing."""
    found = GATHERERS.get(what or "")
    return tuple(found(scope)) if found else ()

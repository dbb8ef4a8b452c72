"""Family AUD: what a multi-agency audit must have at each stage (AUD-01 is about actions)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sscp.governance.carrying import EXECUTIVE, why_not_carried
from sscp.governance.index import resolve
from sscp.governance.steps import AUDIT_ORDER, stage_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.assurance import AUDIT_STAGES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit

_LABELS = {each.value: each.label for each in AUDIT_STAGES}


def _reported(portfolio: Portfolio, as_of: date) -> Iterator[Record]:
    """Audits whose report is drafted, or that got further."""
    late = AUDIT_ORDER[AUDIT_ORDER.index("report-drafted") :]
    for audit in portfolio.of_kind("audit"):
        if any(stage_day(audit, stage, as_of) for stage in late):
            yield audit


def _check_question(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Audits of practice that do not answer whether help was right and in time."""
    for audit in _reported(portfolio, as_of):
        if audit.text("method") != "implementation" and not audit.has("right_service"):
            yield hit(
                audit,
                "stages",
                f"{audit.title} is written, and does not say whether children got the right"
                " service at the right time.",
            )


def _check_report(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Audits at the stage of the report that name none."""
    for audit in _reported(portfolio, as_of):
        if not audit.has("overview_report"):
            yield hit(audit, "stages", f"{audit.title} is written, and names no overview report.")


def _check_approval(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Audits called approved or closed without the executive's decision."""
    for audit in portfolio.of_kind("audit"):
        days = [stage_day(audit, each, as_of) for each in ("approved", "closed")]
        ended = min((day for day in days if day is not None), default=None)
        if ended is None:
            continue
        decision = portfolio.get_kind(audit.text("approval"), "decision")
        why = (
            why_not_carried(portfolio, decision, ended, EXECUTIVE)
            if decision is not None
            else "names no decision"
        )
        if why:
            yield hit(
                audit,
                "approval" if audit.has("approval") else "stages",
                f"{audit.title} counts as approved on {write_date(ended)}, but {why}.",
            )


def _check_feedback(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Findings that rest on nobody's view, without a reason."""
    for audit in _reported(portfolio, as_of):
        if audit.has("no_feedback_because"):
            continue
        findings = audit.rows("findings")
        if not findings:
            yield hit(audit, "stages", f"{audit.title} is written, and holds no feedback.")
        for finding in findings:
            if not finding.has("feedback") and not finding.has("no_feedback_because"):
                yield hit(
                    finding,
                    "finding",
                    f"For finding {finding.text('key')} of {audit.title} nobody's feedback is"
                    " named, nor why there is none.",
                )


def _check_agencies(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Audits whose scope is agreed and that name fewer than two agencies."""
    for audit in portfolio.of_kind("audit"):
        scoped = stage_day(audit, "scoped", as_of)
        agencies = {resolve(portfolio, each) for each in audit.texts("agencies")}
        if scoped is not None and len(agencies) < 2:
            number = f"only {len(agencies)} agency" if agencies else "no agencies"
            yield hit(
                audit,
                "agencies" if agencies else "stages",
                f"The scope of {audit.title} was agreed on {write_date(scoped)}, and it names"
                f" {number}.",
            )


def _check_returns(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Returns of agencies that the audit does not name, or that have one already."""
    seen: dict[tuple[str | None, str | None], Record] = {}
    for given in portfolio.of_kind("audit-return"):
        audit = portfolio.get_kind(given.text("audit"), "audit")
        agency = resolve(portfolio, given.text("agency"))
        if audit is None or agency is None:
            continue
        name = portfolio.title_of(agency)
        if agency not in {resolve(portfolio, each) for each in audit.texts("agencies")}:
            yield hit(given, "agency", f"{name} is not among the agencies of {audit.title}.")
        other = seen.setdefault((audit.id, agency), given)
        if other is not given:
            yield hit(given, "agency", f"{name} has a return in {audit.title} already: {other.id}.")


def _check_stages(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Stages reached before the one that they follow, or without it."""
    for audit in portfolio.of_kind("audit"):
        yield from _check_skipped(audit, as_of)
        days = ((each, stage_day(audit, each)) for each in AUDIT_ORDER)
        reached = [(each, day) for each, day in days if day is not None]
        for (before, first), (after, then) in pairwise(reached):
            if then < first:
                yield hit(
                    audit,
                    "stages",
                    f"{audit.title}: '{_LABELS[after]}' is dated {write_date(then)}, before"
                    f" '{_LABELS[before]}', {write_date(first)}.",
                )


def _check_skipped(audit: Record, as_of: date) -> Iterator[Hit]:
    """An audit that got somewhere without the stages before it."""
    taken = [each for each in AUDIT_ORDER if stage_day(audit, each, as_of)]
    if not taken:
        return
    earlier = AUDIT_ORDER[: AUDIT_ORDER.index(taken[-1])]
    skipped = [f"'{_LABELS[each]}'" for each in earlier if stage_day(audit, each) is None]
    day = stage_day(audit, taken[-1], as_of)
    if skipped and day is not None:
        yield hit(
            audit,
            "stages",
            f"{audit.title}: '{_LABELS[taken[-1]]}' is dated {write_date(day)}, and no day is"
            f" recorded for {listed(skipped)}.",
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "AUD-02",
        "right-service-not-asked",
        Severity.WARNING,
        "An audit of practice says whether children got the right service at the right time.",
        "It is the one question that every audit is asked.",
        "arrangements 10.1.4",
        "Add `right_service` with a rating and what was found.",
        _check_question,
    ),
    Rule(
        "AUD-03",
        "not-approved",
        Severity.ERROR,
        "An overview report is final once the executive has approved it.",
        "Agencies are held to it.",
        "arrangements 7.2.7/3",
        "Name the decision under `approval`, or take the stage back.",
        _check_approval,
    ),
    Rule(
        "AUD-04",
        "no-overview-report",
        Severity.WARNING,
        "A written audit names its overview report.",
        "The report is what the executive approves.",
        "arrangements 7.2.8(a)",
        "Add the report and name it under `overview_report`.",
        _check_report,
    ),
    Rule(
        "AUD-05",
        "no-feedback",
        Severity.WARNING,
        "Findings of an audit name the feedback of families or practitioners, or say why not.",
        "Files tell what was written down.",
        "arrangements 7.2.9, 9.1.3",
        "Add `feedback`, or `no_feedback_because` to the finding or the whole audit.",
        _check_feedback,
    ),
    Rule(
        "AUD-06",
        "agencies-not-named",
        Severity.WARNING,
        "An audit whose scope is agreed names two agencies or more.",
        "Nobody else is asked for a return, and none is missed.",
        "arrangements 2.2.6, 7.2.8",
        "Add `agencies`.",
        _check_agencies,
    ),
    Rule(
        "AUD-07",
        "return-not-in-scope",
        Severity.ERROR,
        "Each agency of an audit gives one return, and nobody else does.",
        "Who is late is counted from both lists.",
        "arrangements 2.2.6",
        "Add the agency to the audit, or take the return out.",
        _check_returns,
    ),
    Rule(
        "AUD-08",
        "stages-turned-round",
        Severity.ERROR,
        "The stages of an audit are reached in their order, and none is left out.",
        "The stage reached last is where it stands; what it rests on comes before.",
        "arrangements 7.2.7, 7.2.8",
        "Correct the days, or add those that are missing.",
        _check_stages,
    ),
)

"""Runs the rules over a register: problems and hits become findings, waivers are applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sscp.model.finding import Finding, NotChecked, Severity
from sscp.model.portfolio import Portfolio
from sscp.model.problem import Problem
from sscp.rules.catalogue import BY_NAME, RULES
from sscp.rules.focus import Focus
from sscp.rules.identifiers import without_identifiers
from sscp.rules.rule import Hit, Rule
from sscp.rules.taking_turns import look_with_each
from sscp.rules.waivers import apply_waivers


class CheckResult(NamedTuple):
    """The outcome of a check: findings in order, and what could not be checked."""

    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    records: int

    def count(self, severity: Severity) -> int:
        """How many findings of a severity stand, waived ones left out."""
        return sum(
            1 for finding in self.findings if finding.severity is severity and not finding.waived
        )

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(1 for finding in self.findings if finding.waived)


def run_rules(
    portfolio: Portfolio,
    problems: Iterable[Problem],
    as_of: date,
    rules: Sequence[Rule] = RULES,
    focus: Focus | None = None,
) -> CheckResult:
    """Check a register as it stands on a date.

    Args:
        portfolio: what could be read.
        problems: what the reader noticed.
        as_of: the date to reckon from.
        rules: the rules to run; all of them unless named.
        focus: the records around a change; rules that look at each record by itself then
            look at no others, and what they would find elsewhere is left out.

    Returns:
        Every finding, ordered by path, line, column, code and message.
    """
    findings = [_from_problem(problem) for problem in problems]
    looking = [rule for rule in rules if rule.check is not None]

    def look(rule: Rule) -> Iterable[Hit]:
        assert rule.check is not None
        return rule.check(focus if focus is not None and rule.of_each else portfolio, as_of)

    for rule, hits in zip(
        looking, look_with_each(looking, look, len(portfolio.records)), strict=True
    ):
        findings += [_from_hit(rule, found) for found in hits]
    findings = apply_waivers(portfolio, findings, as_of)
    findings.sort(key=lambda finding: finding.order)
    records = len(portfolio.records) + (portfolio.settings is not None)
    return CheckResult(tuple(findings), _not_checked(findings), records)


def _from_problem(problem: Problem) -> Finding:
    rule = BY_NAME[problem.rule]
    words = problem.words
    return Finding(
        rule.code,
        rule.name,
        rule.severity,
        without_identifiers(rule.message.format(**words)),
        rule.remedy,
        problem.location,
        problem.record,
        problem.field,
    )


def _from_hit(rule: Rule, found: Hit) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        rule.severity,
        without_identifiers(found.message),
        found.remedy or rule.remedy,
        found.location,
        found.record,
        found.field,
    )


def _not_checked(findings: Iterable[Finding]) -> tuple[NotChecked, ...]:
    """Files of which nothing could be read: no rule has looked inside them."""
    unread = {
        finding.location.path: finding
        for finding in findings
        if finding.code in _LEAVES_FILE_UNREAD
    }
    return tuple(
        NotChecked(path, f"the file was not read ({finding.code} {finding.name})")
        for path, finding in sorted(unread.items())
    )


_LEAVES_FILE_UNREAD = frozenset(
    BY_NAME[name].code
    for name in (
        "unreadable leaves-register too-large encoding control-character yaml-header tab syntax"
        " anchor tag key-not-text too-deep second-document unknown-folder"
    ).split()
)

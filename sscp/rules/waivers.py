"""Findings set aside for a while: a waiver names a rule, a reason, an authority and an end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sscp.governance.waiver_authority import is_allowed
from sscp.model.finding import Finding
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def is_waiver_in_force(waiver: Record, as_of: date) -> bool:
    """True from the waiver's first day (inclusive) to its last (`until` is exclusive)."""
    start, end = waiver.date("from"), waiver.date("until")
    return start is not None and end is not None and start <= as_of < end


def apply_waivers(portfolio: Portfolio, findings: Iterable[Finding], as_of: date) -> list[Finding]:
    """The findings, those that a waiver in force covers marked with the waiver's id.

    A finding about a waiver itself can't be waived, and a waiver that nobody with
    the authority has allowed sets nothing aside.
    """
    waivers = [
        waiver
        for waiver in portfolio.of_kind("waiver")
        if is_waiver_in_force(waiver, as_of) and is_allowed(portfolio, waiver)
    ]
    if not waivers:
        return list(findings)
    return [_waive(finding, waivers) for finding in findings]


def _waive(finding: Finding, waivers: list[Record]) -> Finding:
    for waiver in waivers:
        if _covers(waiver, finding):
            return finding._replace(waived=waiver.id)
    return finding


def _covers(waiver: Record, finding: Finding) -> bool:
    rule, record, field = (
        waiver.text("rule"),
        waiver.text("record"),
        waiver.text("field"),
    )
    if finding.code.startswith("WVR-") or rule not in (finding.code, finding.name):
        return False
    if record is not None and record != finding.record:
        return False
    return field is None or field == finding.field

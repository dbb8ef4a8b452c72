"""The one list of all rules, with look-up by code or name."""

from __future__ import annotations

from sscp.rules import (
    action_days,
    actions,
    agencies,
    answers,
    attendance,
    audits,
    authority,
    case_chain,
    changes,
    clocks,
    decisions,
    delegates,
    delegations,
    documents,
    editions,
    escalations,
    groups,
    identifiers,
    incidents,
    items,
    learning,
    links,
    measures,
    meetings,
    members,
    minutes,
    money,
    names,
    owners,
    paragraphs,
    periods,
    plans,
    proof_gaps,
    proof_values,
    proofs,
    rapid_reviews,
    resting,
    reviews,
    scrutiny,
    section_eleven,
    statements,
    structure,
    waiving,
    yearly,
)
from sscp.rules.rule import Rule

_FAMILIES = (
    structure,
    links,
    items,
    owners,
    paragraphs,
    statements,
    periods,
    names,
    documents,
    editions,
    clocks,
    delegations,
    delegates,
    groups,
    members,
    minutes,
    attendance,
    meetings,
    decisions,
    authority,
    resting,
    changes,
    actions,
    action_days,
    incidents,
    rapid_reviews,
    reviews,
    case_chain,
    learning,
    answers,
    yearly,
    audits,
    section_eleven,
    money,
    plans,
    scrutiny,
    agencies,
    escalations,
    measures,
    identifiers,
)
_ABOUT_RECORDS: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)
_ABOUT_PROOFS: tuple[Rule, ...] = tuple(
    sorted(
        (*proofs.build_rules(_ABOUT_RECORDS), *proof_values.RULES, *proof_gaps.RULES),
        key=lambda rule: rule.code,
    )
)
_WAIVABLE: tuple[Rule, ...] = (*_ABOUT_RECORDS, *_ABOUT_PROOFS)

RULES: tuple[Rule, ...] = (
    *_WAIVABLE,
    *clocks.build_rules(_WAIVABLE),
    *waiving.build_rules(_WAIVABLE),
)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def find_rule(words: str) -> Rule | None:
    """The rule with that code or name, in any case; None when there is none."""
    wanted = words.strip()
    return BY_CODE.get(wanted.upper()) or BY_NAME.get(wanted.lower())

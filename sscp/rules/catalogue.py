"""The one list of all rules, with look-up by code or name."""

from __future__ import annotations

from sscp.rules import (
    actions,
    attendance,
    authority,
    decisions,
    delegations,
    documents,
    groups,
    links,
    meetings,
    members,
    minutes,
    names,
    owners,
    periods,
    structure,
    waiving,
)
from sscp.rules.rule import Rule

_FAMILIES = (
    structure,
    links,
    owners,
    periods,
    names,
    documents,
    delegations,
    groups,
    members,
    minutes,
    attendance,
    meetings,
    decisions,
    authority,
    actions,
)
_WAIVABLE: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)

RULES: tuple[Rule, ...] = (*_WAIVABLE, *waiving.build_rules(_WAIVABLE))

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def find_rule(words: str) -> Rule | None:
    """The rule with that code or name, in any case; None when there is none."""
    wanted = words.strip()
    return BY_CODE.get(wanted.upper()) or BY_NAME.get(wanted.lower())

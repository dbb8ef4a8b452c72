"""The one list of all rules, with look-up by code or name."""

from __future__ import annotations

from sscp.rules import links, structure
from sscp.rules.rule import Rule

RULES: tuple[Rule, ...] = (*structure.RULES, *links.RULES)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def find_rule(words: str) -> Rule | None:
    """The rule with that code or name, in any case; None when there is none."""
    wanted = words.strip()
    return BY_CODE.get(wanted.upper()) or BY_NAME.get(wanted.lower())

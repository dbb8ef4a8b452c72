"""The rule reference: every rule of the catalogue with the examples that the tests run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docs.generator.markdown import NOTICE, anchor, code_block, heading, page, table
from sscp.model.finding import Severity
from sscp.rules.catalogue import RULES
from sscp.rules.examples import read_example
from sscp.rules.rule import Rule

_INTRODUCTION = """\
`sscp validate` checks these rules on every record. A code never changes its meaning, and a
retired code is never used again. `sscp explain CODE` shows one of these entries at the prompt.

An *error* means that a record is wrong or that an authority is missing, a *warning* that
governance has slipped and someone should look, a *note* is for information. What must stand for
a time can be waived: a `waiver` record names the rule, the reason, who allowed it and when it ends.

The examples are what the tests run: records by folder, with only the fields that matter.
"""


def write_page(top: Path) -> str:
    """The whole page."""
    counts = Counter(rule.severity.value for rule in RULES)
    total = ", ".join(f"{counts[one.value]} {one.value}s" for one in Severity if counts[one.value])
    return page(
        heading(1, "Rules"),
        NOTICE,
        _INTRODUCTION,
        f"There are {len(RULES)}: {total}.",
        table(
            ("Rule", "Severity", "What it checks"),
            (
                (f"[{_title(rule)}](#{anchor(_title(rule))})", rule.severity.value, rule.title)
                for rule in RULES
            ),
        ),
        *(part for rule in RULES for part in _rule_parts(rule)),
    )


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _rule_parts(rule: Rule) -> Iterator[str]:
    example = read_example(rule.code)
    yield heading(2, _title(rule))
    yield f"{rule.title} ({rule.severity.value})"
    yield f"**Why.** {rule.why}"
    yield f"**Source.** {rule.source}"
    yield "**Wrong.**"
    yield code_block(example.bad_text, "yaml")
    yield "**Right.**"
    yield code_block(example.good_text, "yaml")
    yield f"**What to do.** {rule.remedy}"
    if rule.limits:
        yield f"**What it cannot see.** {rule.limits}"

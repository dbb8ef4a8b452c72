"""Findings, rules and their pages as lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from sscp.model.finding import Finding, Severity
from sscp.model.words import counted
from sscp.render.lines import WIDTH, Line, Style, entry, safe, wrapped
from sscp.rules.rule import Rule
from sscp.rules.runner import CheckResult

SourceLine = Callable[[str, int], str | None]
"""Gives a line of a file by the path shown and the number from 1; None when it isn't there."""

_FIELD = re.compile(r"`([a-z0-9_]+)`")
_STYLES = {
    Severity.ERROR: Style.BAD,
    Severity.WARNING: Style.WARN,
    Severity.NOTE: Style.FAINT,
}


def finding_lines(finding: Finding, source_line: SourceLine) -> list[Line]:
    """One finding: where, what, the source line with a caret, and the remedy."""
    place = f"{finding.location.path}:{finding.location.line}:{finding.location.column}"
    waived = f" (waived by {finding.waived})" if finding.waived else ""
    style = Style.FAINT if finding.waived else _STYLES[finding.severity]
    head = f"{place}: {finding.severity.value} {finding.code} {finding.name}{waived}"
    return [
        Line(safe(head), style),
        *wrapped(finding.message, "  "),
        *_caret(finding, source_line),
        *wrapped(finding.remedy, "  -> ", style=Style.FAINT),
        Line(""),
    ]


def refusal_lines(finding: Finding, about: str, names: Mapping[str, str]) -> list[Line]:
    """What would be wrong with a change, for a person who has no file before them.

    Args:
        finding: the mistake that the change would make.
        about: the record that has it, where it is there already.
        names: by field, what the answer that goes into it is called.
    """
    message = f"{about}: {finding.message}" if about else finding.message
    return [
        *wrapped(message, rest="  ", style=Style.BAD),
        *wrapped(_in_words(finding.remedy, names), "  -> ", "     "),
        *wrapped(f"`sscp explain {finding.code}` says why.", "  ", style=Style.FAINT),
    ]


def _in_words(text: str, names: Mapping[str, str]) -> str:
    """A remedy with its fields called what they are called where they are asked for."""

    def name(field: re.Match[str]) -> str:
        return names.get(field[1], field[1].replace("_", " "))

    return _FIELD.sub(name, text)


def _caret(finding: Finding, source_line: SourceLine) -> list[Line]:
    """The source line, cut to the width around the column, and a caret under the column."""
    text = source_line(finding.location.path, finding.location.line)
    if text is None or not text.strip():
        return []
    column = finding.location.column - 1
    shown = "".join(c if c.isprintable() else " " for c in text)
    room = WIDTH - 4
    start = 0 if column < room - 10 else column - room // 2
    return [
        Line("    " + shown[start : start + room].rstrip()),
        Line("    " + " " * (column - start) + "^", Style.WARN),
    ]


def check_lines(result: CheckResult, source_line: SourceLine, quiet: bool) -> list[Line]:
    """All findings of a check."""
    lines: list[Line] = []
    for finding in result.findings:
        if not (quiet and finding.severity is Severity.NOTE):
            lines += finding_lines(finding, source_line)
    for left in result.not_checked:
        lines += wrapped(f"Not checked: {left.what}: {left.why}.", rest="  ", style=Style.WARN)
    return lines


def check_summary(result: CheckResult) -> str:
    """The last line of a check."""
    counts = ", ".join(counted(result.count(severity), severity.value) for severity in Severity)
    waived = f", {result.waived} waived" if result.waived else ""
    return f"{counted(result.records, 'record')} checked: {counts}{waived}."


def rule_list_lines(rules: Iterable[Rule]) -> list[Line]:
    """The catalogue, a rule a line or two."""
    lines: list[Line] = []
    catalogue = tuple(rules)
    widest = max((len(rule.code) for rule in catalogue), default=0)
    for rule in catalogue:
        lines += entry(
            rule.severity.value,
            f"{rule.name}: {rule.title}",
            len(Severity.WARNING.value),
            first=f"{rule.code:<{widest}} ",
            rest=" " * (widest + 10),
        )
    return lines


def rule_lines(rule: Rule, bad: str, good: str) -> list[Line]:
    """A rule's page."""
    lines = [
        Line(f"{rule.code} {rule.name} ({rule.severity.value})", Style.HEADING),
        Line(""),
        *wrapped(rule.title),
    ]
    for title, text in (
        ("Why", rule.why),
        ("Source", rule.source),
        ("Remedy", rule.remedy),
        ("Limits", rule.limits),
    ):
        if text:
            lines += [Line(""), Line(title, Style.HEADING), *wrapped(text, "  ")]
    for title, text in (("Wrong", bad), ("Right", good)):
        if text.strip():
            lines += [Line(""), Line(title, Style.HEADING)]
            lines += [Line(("  " + _one_line(raw)).rstrip()) for raw in text.splitlines()]
    return lines


def _one_line(raw: str) -> str:
    lead = len(raw) - len(raw.lstrip())
    return " " * lead + safe(raw)

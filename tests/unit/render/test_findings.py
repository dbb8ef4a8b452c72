"""Findings as they are shown: where, what, the line with a caret, and the remedy."""

from __future__ import annotations

from collections.abc import Callable

from sscp.model.finding import Finding, Location, NotChecked, Severity
from sscp.render.findings import (
    check_lines,
    check_summary,
    finding_lines,
    rule_lines,
    rule_list_lines,
)
from sscp.render.lines import WIDTH, Style, to_text
from sscp.rules.rule import Rule
from sscp.rules.runner import CheckResult


def finding(**changed: object) -> Finding:
    one = Finding(
        "LK-01",
        "unknown-record",
        Severity.ERROR,
        "No record has the id x.",
        "Correct the id.",
        Location("groups/a.yaml", 2, 8),
    )
    return one._replace(**changed)  # type: ignore[arg-type]


def source(text: str | None) -> Callable[[str, int], str | None]:
    return lambda _path, _number: text


def shown(one: Finding, text: str | None) -> list[str]:
    return [line.text for line in finding_lines(one, source(text))]


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert shown(finding(), "chair: x") == [
        "groups/a.yaml:2:8: error LK-01 unknown-record",
        "  No record has the id x.",
        "    chair: x",
        "           ^",
        "  -> Correct the id.",
        "",
    ]


def test_without_the_line_there_is_no_caret() -> None:
    for text in (None, "", "   "):
        assert len(shown(finding(), text)) == 4


def test_the_caret_stands_under_the_character_named() -> None:
    for column in (1, 5, 66, 67, 76, 77, 150, 300):
        text = "".join("X" if number == column else "." for number in range(1, 301))
        lines = shown(finding(location=Location("a.yaml", 1, column)), text)
        line, caret = lines[2], lines[3]
        assert line[caret.index("^")] == "X"
        assert len(line) <= WIDTH


def test_tabs_and_escape_codes_in_the_line_are_shown_as_blanks() -> None:
    assert shown(finding(location=Location("a.yaml", 1, 3)), "\t\x1b[x")[2:4] == [
        "      [x",
        "      ^",
    ]


def test_a_waived_finding_names_its_waiver_and_is_not_shouted() -> None:
    lines = finding_lines(finding(waived="waiver-1"), source(None))
    assert lines[0].text.endswith("unknown-record (waived by waiver-1)")
    assert lines[0].style is Style.FAINT
    assert finding_lines(finding(), source(None))[0].style is Style.BAD


def test_silence_leaves_out_notes_and_nothing_else() -> None:
    rows = tuple(finding(severity=severity, message=severity.value) for severity in Severity)
    result = CheckResult(rows, (NotChecked("b.yaml", "it could not be read"),), 3)
    full = to_text(check_lines(result, source(None), quiet=False))
    quiet = to_text(check_lines(result, source(None), quiet=True))
    assert "\n  note\n" in full
    assert "\n  note\n" not in quiet
    for said in (full, quiet):
        assert "\n  error\n" in said
        assert "\n  warning\n" in said
        assert "Not checked: b.yaml: it could not be read.\n" in said


def test_the_summary_counts_what_stands_and_what_is_waived() -> None:
    rows = (finding(), finding(waived="w"), finding(severity=Severity.WARNING))
    assert check_summary(CheckResult(rows, (), 1234)) == (
        "1,234 records checked: 1 error, 1 warning, 0 notes, 1 waived."
    )
    assert check_summary(CheckResult((), (), 1)) == (
        "1 record checked: 0 errors, 0 warnings, 0 notes."
    )


def rule(code: str, **changed: str) -> Rule:
    one = Rule(code, "a-name", Severity.WARNING, "A title.", "Why so.", "Source 1", "Do it.")
    return one._replace(**changed)  # type: ignore[arg-type]


def test_names_of_rules_stand_in_one_column_however_long_the_codes() -> None:
    lines = [line.text for line in rule_list_lines([rule("A-1"), rule("LONG-01")])]
    assert lines == ["A-1     warning  a-name: A title.", "LONG-01 warning  a-name: A title."]


def test_an_empty_catalogue_is_no_line() -> None:
    assert rule_list_lines([]) == []


def test_a_rules_page_has_its_parts_and_leaves_out_empty_ones() -> None:
    page = to_text(rule_lines(rule("A-1"), "groups:\n  - id: a\n", ""))
    assert page == (
        "A-1 a-name (warning)\n\nA title.\n\nWhy\n  Why so.\n\nSource\n  Source 1\n\n"
        "Remedy\n  Do it.\n\nWrong\n  groups:\n    - id: a\n"
    )
    assert "\nLimits\n  Little.\n" in to_text(rule_lines(rule("A-1", limits="Little."), "", ""))

"""One register with a hundred mistakes of many kinds: each is found, at its own line.

The list below was written by hand from the files in `tests/trees/forty-mistakes`:
the rule, the line, and what stands there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.rules.runner import CheckResult, run_rules
from tests.builders import AS_OF

TREE = Path(__file__).resolve().parent.parent / "trees" / "forty-mistakes"

MISTAKES: dict[str, list[tuple[str, int, str]]] = {
    "actions/ACT-2023-001.yaml": [
        ("LK-05", 1, "id: ACT-2023-001"),
        ("DAT-02", 4, "due: 2023-05-01"),
        ("LK-09", 6, "raised_at: executive-2023-05-17"),
        ("AUD-01", 8, "responders: [hospital]"),
        ("ACT-08", 13, "percent: 101"),
    ],
    "actions/actions.yaml": [
        ("LK-09", 8, "raised_at: executive-2023-05-17"),
        ("ACT-09", 10, "monitored_by: executive"),
        ("ACT-04", 12, "- to: 2023-06-01"),
        ("ACT-05", 12, "- to: 2023-06-01"),
        ("ACT-07", 15, "- to: 2023-10-01"),
        ("ACT-06", 16, "agreed_on: 2023-06-14"),
        ("ACT-02", 19, "completed_on: 2023-05-10"),
        ("ACT-03", 19, "completed_on: 2023-05-10"),
        ("ACT-03", 20, "cancelled:"),
        ("ACT-10", 20, "cancelled:"),
        ("ACT-11", 20, "cancelled:"),
        ("ACT-12", 23, "effect_evidenced_on: 2023-05-01"),
        ("LK-02", 27, "owner: council"),
        ("ST-23", 29, "raised_on: 2023-05-32"),
        ("LK-01", 32, "raised_at: executive-2023-05-71"),
        ("ST-19", 36, "- id: action-4"),
        ("ST-25", 36, "- id: action-4"),
        ("ST-12", 38, "title: Ask colleges and sixth forms"),
        ("ST-21", 40, "agency:"),
        ("LK-09", 44, "raised_at: executive-2023-05-17"),
        ("LK-06", 49, "owner: commander"),
        ("LK-09", 54, "raised_at: executive-2023-05-17"),
        ("ST-17", 58, "- nobody"),
    ],
    "agencies/agencies.yaml": [
        ("NAM-02", 10, "- TH"),
        ("NAM-03", 16, "until: 2001-04-01"),
    ],
    "decisions/decisions.yaml": [
        ("DEC-06", 4, "date: 2023-05-18"),
        ("MTG-01", 5, "meeting: executive-2023-05-17"),
        ("DEC-07", 11, "post: councillor"),
        ("DEC-08", 14, "post: nurse"),
        ("DEC-05", 23, "outcome: not-agreed"),
        ("MTG-01", 29, "meeting: executive-2023-09-20"),
        ("DEC-04", 32, "matters: [funding]"),
        ("DEC-01", 39, "outcome: agreed"),
        ("DEC-09", 40, "replaces: DEC-2023-005"),
        ("DEC-03", 46, "route: virtual"),
    ],
    "delegations/delegations.yaml": [
        ("DEL-03", 6, "reports_to: chief-constable"),
        ("DEL-01", 14, "nominated_on: 2023-05-02"),
        ("DEL-04", 20, "from_posts: [director]"),
    ],
    "documents/anchor.yaml": [
        ("ST-10", 2, "title: &title The same"),
    ],
    "documents/bell.yaml": [
        ("ST-06", 2, "title: A  bell"),
    ],
    "documents/deep.yaml": [
        ("ST-14", 2, "sections: [[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]"),
    ],
    "documents/documents.yaml": [
        ("DOC-04", 4, "current_version: 1.1"),
        ("DOC-03", 5, "cover_version: 1.0"),
        ("DOC-02", 10, "- version: 1.1"),
        ("DOC-01", 11, "date: 2023-01-24"),
    ],
    "documents/empty.yaml": [
        ("ST-16", 1, "# nothing yet"),
    ],
    "documents/header.yaml": [
        ("ST-07", 1, "%YAML 1.1"),
    ],
    "documents/key.yaml": [
        ("ST-13", 2, "? [a, b]"),
    ],
    "documents/latin.yaml": [
        ("ST-04", 2, "title: Caf"),
    ],
    "documents/layout.yaml": [
        ("ST-09", 2, "title: A title: with a colon"),
    ],
    "documents/mark.yaml": [
        ("ST-05", 1, "id: marked"),
    ],
    "documents/second.yaml": [
        ("ST-15", 2, "---"),
    ],
    "documents/tab.yaml": [
        ("ST-08", 3, "- version: 1.0"),
    ],
    "documents/tag.yaml": [
        ("ST-11", 2, "title: !secret The title"),
    ],
    "groups/groups.yaml": [
        ("GRP-05", 11, "chair: nurse"),
        ("MASA-05", 14, "from: 2022-04-01"),
        ("LK-07", 23, "reports_to: [learning-group]"),
        ("GRP-03", 24, "chair: commander"),
        ("MEM-06", 26, "required_agencies: [hospital]"),
        ("ST-24", 28, "mode: now-and-then"),
        ("GRP-02", 30, "- id: learning-group"),
        ("ST-27", 36, "audience: public"),
    ],
    "grups/misplaced.yaml": [
        ("ST-18", 1, "id: misplaced"),
    ],
    "meetings/audit-group.yaml": [
        ("MTG-07", 1, "- id: audit-group-2023-06-01"),
        ("LK-04", 15, "chaired_by: councillor"),
        ("MTG-16", 15, "chaired_by: councillor"),
        ("MTG-12", 18, "status: absent"),
        ("MTG-21", 26, "status: cancelled"),
    ],
    "meetings/executive-2023-05-17.yaml": [
        ("MTG-16", 6, "chaired_by: commander"),
        ("MTG-08", 10, "- post: director"),
        ("MEM-02", 12, "- post: nurse"),
        ("MTG-14", 14, "- post: councillor"),
        ("MTG-13", 18, "deputy_title: Superintendent"),
        ("MTG-02", 23, "approves_minutes_of: executive-2023-05-17"),
        ("MTG-03", 23, "approves_minutes_of: executive-2023-05-17"),
        ("MTG-20", 27, "decisions: [DEC-2023-001]"),
        ("MTG-18", 28, "- number: 2"),
        ("MTG-06", 31, "drafted_on: 2023-05-15"),
    ],
    "meetings/executive-2023-07-19.yaml": [
        ("MTG-07", 1, "id: executive-2023-07-19"),
        ("MTG-17", 9, "deputy_title: Assistant Director"),
        ("MTG-10", 12, "- post: commander"),
        ("MTG-04", 17, "approves_minutes_of: audit-group-2023-06-01"),
    ],
    "meetings/executive-2023-09-20.yaml": [
        ("MTG-21", 5, "originally_planned_for: 2023-09-13"),
        ("MTG-19", 11, "- number: 7"),
        ("MTG-03", 13, "approves_minutes_of: executive-2023-07-19"),
    ],
    "memberships/memberships.yaml": [
        ("MEM-01", 17, "post: commander"),
        ("MEM-03", 33, "school_level: other"),
        ("MEM-05", 34, "nominated_by: learning-group"),
    ],
    "partners/partners.yaml": [
        ("MASA-03", 11, "- id: force"),
        ("DAT-01", 20, "until: 2023-04-01"),
    ],
    "posts/posts.yaml": [
        ("LK-08", 20, "source: arrangements 2.1.80"),
        ("NAM-01", 23, "also_known_as: [Chief Nurse]"),
        ("LK-03", 29, "source: arangements 2.1.8"),
        ("ST-22", 32, "public: sometimes"),
        ("ST-20", 42, "titel: Representative"),
        ("ST-26", 46, "- id: commander"),
    ],
    "register.yaml": [
        ("ST-20", 5, "guidence: WT2023"),
    ],
    "reports/reports.yaml": [
        ("DOC-05", 8, "is_now: 214"),
    ],
    "waivers/waivers.yaml": [
        ("WVR-02", 3, "rule: no-deputies"),
        ("WVR-03", 5, "authority: director"),
        ("WVR-01", 7, "until: 2023-10-01"),
        ("WVR-04", 15, "until: 2024-03-01"),
    ],
}
EXPECTED = {(code, path, line) for path, found in MISTAKES.items() for code, line, _ in found}


@pytest.fixture(scope="module")
def check() -> CheckResult:
    loaded = load(FolderSource(str(TREE)))
    return run_rules(loaded.portfolio, loaded.problems, AS_OF)


def _places(check: CheckResult) -> set[tuple[str, str, int]]:
    return {(each.code, each.location.path, each.location.line) for each in check.findings}


def test_there_are_more_than_forty_different_mistakes() -> None:
    assert len({code for code, _, _ in EXPECTED}) > 40
    assert len(EXPECTED) > 100


@pytest.mark.parametrize("path", MISTAKES)
def test_the_list_tells_what_stands_at_each_line(path: str) -> None:
    lines = (TREE / path).read_bytes().decode("latin-1").split("\n")
    for code, line, words in MISTAKES[path]:
        there = "".join(each for each in lines[line - 1] if " " <= each <= "~")
        assert words == there.strip(), code


@pytest.mark.parametrize("mistake", sorted(EXPECTED), ids=lambda each: f"{each[0]} {each[1]}")
def test_every_mistake_is_found_at_its_line(
    check: CheckResult, mistake: tuple[str, str, int]
) -> None:
    assert mistake in _places(check)


def test_no_rule_finds_more_than_there_is(check: CheckResult) -> None:
    codes = {code for code, _, _ in EXPECTED}
    assert {each for each in _places(check) if each[0] in codes} == EXPECTED


def test_each_file_that_was_not_read_is_named_with_the_reason(check: CheckResult) -> None:
    unread = {each.what: each.why for each in check.not_checked}
    assert len(unread) == 11
    assert unread["documents/tab.yaml"] == "the file was not read (ST-08 tab)"


def test_findings_stand_in_the_order_of_files_and_lines(check: CheckResult) -> None:
    places = [(each.location.path, each.location.line) for each in check.findings]
    assert places == sorted(places)

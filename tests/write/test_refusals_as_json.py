"""What is refused, wrong or broken, asked for as JSON: a document with the reason, or nothing."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Run
from tests.repositories import Repository


def test_a_change_that_is_refused_is_a_document_with_its_findings(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, "--format", "json")
    words = ("new", "group", "--set=id=other", "--set=function=other", "--set=source=council")
    outcome = run(*at, *words, "--set=name=Other", "--set=purpose=x", "--set=until=2020-01-01",
                  "--set=from=2021-01-01")  # fmt: skip
    assert outcome.status == 1
    assert outcome.err.startswith("sscp: Nothing was changed: the register would have")
    told = json.loads(outcome.out)
    assert told["schema"] == "sscp.change/1"
    assert told["done"] is False
    assert (told["command"], told["records"], told["paths"]) == ("new group", [], [])
    assert (told["commit"], told["then"], told["warnings"]) == (None, [], [])
    (finding, *_) = told["findings"]
    checked = json.loads(run(*at, "validate").out)
    assert finding.keys() == checked["findings"][0].keys()
    assert (finding["severity"], finding["record"]) == ("error", "other")
    assert register.git("status", "--short") == ""


def test_a_change_that_is_made_has_the_same_shape(register: Repository, run: Run) -> None:
    at = ("-C", register.top, "--format", "json")
    for more, done in (("--dry-run", False), ("--yes", True)):
        told = json.loads(run(*at, "action", "update", "page", "--note=One", more).out)
        assert (told["done"], told["findings"]) == (done, [])
        assert told["records"] == ["ACT-2023-001"]


@pytest.mark.parametrize(
    "words",
    [
        *(["nothing"], ["action"], ["action", "update"], ["action", "update", "--such"]),
        *(["action", "update", "page", "--note=x", "--percent=500"], ["list", "choir"]),
        *(["action", "update", "page", "--note=x\x01"], ["show", "choir"], ["new", "choir"]),
        *(["tidy", "choir.yaml"], ["rename", "page", "x"], ["undo"], ["import", "choir.csv"]),
        *(["chase", "--owner=choir"], ["query", "select"], ["--as-of=x", "status"]),
        *(["meeting", "minute", "executive"], ["meeting", "attend", "executive"]),
        *(["meeting", "minute", "executive", "--notes=choir.txt"], ["edit", "page"]),
        *(["init", "choir"], ["explain", "choir"], ["render", "choir"], ["export", "choir"]),
    ],
    ids=" ".join,
)
def test_wrong_usage_prints_nothing_that_a_program_could_take_for_a_result(
    words: list[str], register: Repository, run: Run
) -> None:
    outcome = run("-C", register.top, "--format", "json", *words)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("sscp: ")


def test_a_register_that_is_not_there_prints_nothing_either(run: Run, tmp_path: object) -> None:
    outcome = run("-C", str(tmp_path), "--format", "json", "action", "update", "x", "--note=x")
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err.startswith("sscp: No register in ")


def test_notes_that_can_not_be_read_are_a_document(register: Repository, run: Run) -> None:
    notes = register.top.parent / "notes.txt"
    notes.write_text("ACTION: nobody - Write - by whenever\n")
    at = ("-C", register.top, "--format", "json")
    outcome = run(*at, "meeting", "minute", "executive", "--notes", notes)
    assert outcome.status == 1
    assert json.loads(outcome.out)["mistakes"]

"""The verbs of actions, by flags, in a real register under git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository

ACTION = """\
# the log of the executive
id: ACT-2023-001
title: "Write the page"   # as minuted
owner: manager
agency: council
raised_on: 2023-05-17
due: 2023-06-30
raised_by: meeting
raised_at: executive-2023-05-17
scope: single-agency
monitored_by: executive
source: executive-2023-05-17
"""


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    repository = Repository(tmp_path / "register")
    for path, text in {
        "register.yaml": "id: testing\nname: Test\narea: Testshire\nas_of: 2023-06-01\n",
        "partners/council.yaml": "id: council\nname: Council\nsource: council\n",
        "posts/manager.yaml": """\
            id: manager
            title: Manager
            organisation: council
            source: council
            """,
        "groups/executive.yaml": "id: executive\nname: Executive\nform: group\nsource: council\n",
        "actions/ACT-2023-001.yaml": ACTION,
        "meetings/executive-2023-05-17.yaml": """\
            id: executive-2023-05-17
            title: Executive
            group: executive
            date: 2023-05-17
            status: held
            items:
              - number: 1
                title: The page
                actions: [ACT-2023-001]
            source: executive
            """,
    }.items():
        repository.write(path, text)
    repository.commit("2023-05-20T12:00:00+00:00")
    return repository


def test_an_update_adds_lines_and_changes_none(register: Repository, run: Run) -> None:
    outcome = run(
        "-C", register.top, "action", "update", "page", "--note", "Half written", "--percent", "50"
    )
    assert outcome.status == 0, outcome.err
    assert register.git("diff", "HEAD~1", "--unified=0").splitlines()[4:] == [
        "@@ -11,0 +12,4 @@ monitored_by: executive",
        "+progress:",
        "+  - on: 2023-06-01",
        "+    note: Half written",
        "+    percent: 50",
    ]
    assert register.git("log", "-1", "--format=%s%n%b").splitlines() == [
        "ACT-2023-001 updated, 50 % done: Write the page",
        "Half written",
        "",
        "Sscp-Command: action update",
        "Sscp-Record: ACT-2023-001",
    ]
    assert register.git("status", "--short") == ""


def test_a_new_action_joins_the_item_that_raised_it(register: Repository, run: Run) -> None:
    outcome = run(
        *("-C", register.top, "action", "add", "--title", "Read the page", "--item", "1"),
        *("--raised-at", "executive-2023-05-17", "--owner", "manager", "--due", "30/6/2023"),
        *("--format", "json"),
    )
    assert outcome.status == 0, outcome.err
    told = json.loads(outcome.out)
    assert told["records"] == ["ACT-2023-002", "executive-2023-05-17"]
    assert told["warnings"] == []
    meeting = (register.top / "meetings/executive-2023-05-17.yaml").read_text("utf-8")
    assert "    actions: [ACT-2023-001, ACT-2023-002]\n" in meeting
    assert (register.top / "actions/ACT-2023-002.yaml").read_text("utf-8") == (
        "id: ACT-2023-002\n"
        "title: Read the page\n"
        "owner: manager\n"
        "agency: council\n"
        "raised_on: 2023-06-01\n"
        "due: 2023-06-30\n"
        "raised_by: meeting\n"
        "raised_at: executive-2023-05-17\n"
        "item: '1'\n"
        "scope: single-agency\n"
        "monitored_by: executive\n"
        "source: executive-2023-05-17 1\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["extend", "page", "--to", "1/6/2023", "--reason", "x"], "needs --agreed-at as well"),
        (
            [
                "extend",
                "page",
                "--to",
                "1/6/2023",
                "--reason",
                "x",
                "--agreed-at",
                "executive-2023",
            ],
            "The new date must be later than 30 June 2023",
        ),
        (["complete", "page"], "Nothing shows yet that ACT-2023-001 is done"),
        (["update", "nothing", "--note", "x"], "There is no action nothing"),
        (["update", "page", "--note", "x", "--percent", "101"], "a whole number from 0 to 100"),
    ],
)
def test_an_answer_that_cannot_be_changes_nothing(
    register: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", register.top, "action", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert register.git("status", "--short") == ""
    assert register.git("rev-list", "--count", "HEAD") == "1"

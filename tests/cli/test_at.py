"""`--at`: every command reads the records as git had them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHECKOUT, Run
from tests.repositories import Repository

OCTOBER, NOVEMBER = "2023-10-02T09:00:00+01:00", "2023-11-06T09:00:00+00:00"
ACTION = """\
id: ACT-2023-001
title: Write the plan
owner: manager
raised_on: 2023-09-01
due: 2023-10-20
raised_by: meeting
raised_at: board-2023-09-01
scope: single-agency
monitored_by: board
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An action open in October and completed in November."""
    repository = Repository(tmp_path / "work")
    repository.write("records/actions/ACT-2023-001.yaml", ACTION)
    repository.name_register("Test Partnership", OCTOBER)
    done = ACTION + "completed_on: 2023-10-19\n"
    repository.write("records/actions/ACT-2023-001.yaml", done)
    repository.commit(NOVEMBER)
    return repository


def ask(run: Run, repository: Repository, *words: str) -> Any:
    said = run("-C", repository.top, "--format", "json", *words)
    assert said.status == 0, said.err
    return json.loads(said.out)


def test_a_day_shows_what_was_known_then_and_is_the_day_reckoned_from(
    run: Run, repository: Repository
) -> None:
    then = ask(run, repository, "status", "--at", "2023-10-25")
    assert then["as_of"] == "2023-10-25"
    assert then["actions"] == {"open": 1, "overdue": 1, "due_soon": 0}
    now = ask(run, repository, "status", "--as-of", "2023-10-25")
    assert now["actions"]["open"] == 0
    assert now["at"] is None


def test_status_names_the_commit_and_its_day(run: Run, repository: Repository) -> None:
    commit = repository.git("rev-parse", "HEAD~1")
    said = ask(run, repository, "status", "--at", "25/10/2023")
    assert said["at"] == {
        "date": "2023-10-25",
        "commit": commit,
        "committed_on": "2023-10-02",
    }


def test_text_says_first_which_records_it_shows(run: Run, repository: Repository) -> None:
    commit = repository.git("rev-parse", "HEAD~1")[:7]
    sentence = f"As the records stood on 25 October 2023 (commit {commit})"
    for command in (("status",), ("overdue",), ("list", "action"), ("show", "ACT-2023-001")):
        said = run("-C", repository.top, *command, "--at", "25 October 2023")
        assert said.out.splitlines()[0] == sentence
        assert "As the records stood" not in run("-C", repository.top, *command).out


def test_a_revision_reckons_from_its_own_day(run: Run, repository: Repository) -> None:
    then = ask(run, repository, "status", "--at=HEAD~1")
    assert (then["as_of"], then["at"]["date"]) == ("2023-10-02", "2023-10-02")
    assert then["actions"]["open"] == 1


@pytest.mark.parametrize("at", ["2023-10-25", "HEAD~1"])
def test_the_date_to_reckon_from_can_be_given_beside(
    run: Run, repository: Repository, at: str
) -> None:
    then = ask(run, repository, "status", "--as-of", "2023-10-21", "--at", at)
    assert then["as_of"] == "2023-10-21"
    assert then["overdue"][0]["days_overdue"] == 1


@pytest.mark.parametrize(("at", "day"), [("2023-12-24", "2023-12-24"), ("HEAD", "2023-12-01")])
def test_the_registers_own_date_gives_way(
    run: Run, repository: Repository, at: str, day: str
) -> None:
    text = (repository.top / "records/register.yaml").read_text()
    repository.write("records/register.yaml", text + "as_of: 2023-09-15\n")
    repository.commit("2023-12-01T09:00:00+00:00")
    assert ask(run, repository, "status")["as_of"] == "2023-09-15"
    then = ask(run, repository, "status", "--at", at)
    assert (then["as_of"], then["as_of_fixed"]) == (day, False)


def test_a_day_that_has_not_come_is_refused(run: Run, repository: Repository) -> None:
    said = run("-C", repository.top, "status", "--at", "2199-01-01")
    assert (said.status, said.out) == (2, "")
    assert "has not come yet" in said.err


@pytest.mark.parametrize(
    ("at", "status", "words"),
    [
        ("2023-10-01", 2, "the first commit is of 2 October 2023"),
        ("nowhere", 2, "names no date and no commit"),
        ("2023-02-30", 2, "names no date and no commit"),
        ("--all", 2, "names no date and no commit"),
    ],
)
def test_what_is_not_there_is_one_sentence_and_wrong_usage(
    run: Run, repository: Repository, at: str, status: int, words: str
) -> None:
    said = run("-C", repository.top, "status", f"--at={at}")
    assert (said.status, said.out) == (status, "")
    assert words in said.err
    assert said.err.count("\n") == 1


def test_a_deleted_register_can_still_be_asked(run: Run, repository: Repository) -> None:
    shutil.rmtree(repository.top / "records")
    repository.commit("2023-12-01T09:00:00+00:00")
    assert ask(run, repository, "status", "--at", "2023-11-30")["records"] == 1
    assert run("-C", repository.top, "status").status == 3
    said = run("-C", repository.top, "status", "--at", "2023-12-01")
    assert said.status == 2
    assert "There was no register" in said.err


def test_outside_a_repository_the_run_fails_with_the_remedy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text("id: testing\n")
    said = run("-C", tmp_path, "status", "--at", "2023-10-01")
    assert said.status == 3
    assert "is in no git repository. Leave --at out" in said.err


def test_without_git_only_at_fails_and_says_so(
    run_process: Run, repository: Repository, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    surroundings = {"PATH": str(tmp_path / "empty")}
    assert run_process("-C", repository.top, "status", env=surroundings).status == 0
    said = run_process("-C", repository.top, "status", "--at", "2023-11-30", env=surroundings)
    assert (said.status, said.out) == (3, "")
    assert "--at needs git" in said.err
    assert "Traceback" not in said.err


def test_git_is_not_loaded_without_at(repository: Repository) -> None:
    program = (
        "import sys; from sscp.cli.main import main;"
        f"status = main(['-C', {str(repository.top)!r}, 'overdue']);"
        "assert status == 0; assert 'git' not in sys.modules, 'git was imported'"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=CHECKOUT, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_kept_answer_is_never_given_for_another_day(
    run_process: Run, repository: Repository
) -> None:
    past = time.time() - 60
    for file in (repository.top / "records").rglob("*"):
        os.utime(file, (past, past))
    kept = {"SSCP_NO_CACHE": ""}
    plain = run_process("-C", repository.top, "status", env=kept)
    for words in (("--at", "2023-10-25"), ("--at=2023-10-25",)):
        then = run_process("-C", repository.top, "status", *words, env=kept)
        assert "As the records stood on 25 October 2023" in then.out
        assert "overdue" in then.out
    assert run_process("-C", repository.top, "status", env=kept) == plain


def test_validate_checks_the_records_of_then(run: Run, repository: Repository) -> None:
    broken = ACTION.replace("title:", "titel:")
    repository.write("records/actions/ACT-2023-001.yaml", broken)
    home = repository.top / "records"
    now = run("-C", home, "validate", home / "actions")
    assert "unknown-field" in now.out
    then = run("-C", home, "validate", home / "actions", "--at", "HEAD")
    assert "unknown-field" not in then.out


def test_validate_shows_the_line_of_then(run: Run, repository: Repository) -> None:
    repository.write("records/actions/ACT-2023-001.yaml", ACTION + "colour: red\n")
    repository.commit("2023-12-01T09:00:00+00:00")
    repository.write("records/actions/ACT-2023-001.yaml", "all gone\n")
    said = run("-C", repository.top, "validate", "--at", "HEAD")
    assert "colour: red" in said.out
    assert "all gone" not in said.out


def test_validate_takes_paths_that_are_gone_and_refuses_those_that_never_were(
    run: Run, repository: Repository
) -> None:
    home = repository.top / "records"
    shutil.rmtree(home / "actions")
    repository.commit("2023-12-01T09:00:00+00:00")
    file = home / "actions" / "ACT-2023-001.yaml"
    said = run("-C", home, "validate", file, "--at", "2023-11-30")
    assert said.status == 1
    assert "records/actions/ACT-2023-001.yaml" in said.out
    wrong = run("-C", home, "validate", home / "action", "--at", "2023-11-30")
    assert (wrong.status, wrong.out) == (2, "")
    assert "There was no file or folder" in wrong.err


def test_a_link_in_the_commit_is_a_finding(run: Run, repository: Repository) -> None:
    link = repository.git("hash-object", "-w", "--stdin", given="/etc/passwd")
    entry = f"120000,{link},records/groups/passwd.yaml"
    repository.git("update-index", "--add", "--cacheinfo", entry)
    repository.git("commit", "--quiet", "--message=link", at="2023-12-01T09:00:00+00:00")
    said = run("-C", repository.top, "validate", "--at", "HEAD")
    assert "records/groups/passwd.yaml" in said.out
    assert "leaves-register" in said.out


def test_a_document_is_made_from_the_records_of_then(run: Run, repository: Repository) -> None:
    then = run("-C", repository.top, "render", "action-log", "--at", "2023-10-25")
    assert "ACT-2023-001" in then.out
    assert then.err.startswith("As the records stood on 25 October 2023 (commit ")
    assert "ACT-2023-001" not in run("-C", repository.top, "render", "action-log").out


def test_the_audience_is_held_for_the_records_of_then(run: Run, repository: Repository) -> None:
    words = ("list", "action", "--at", "2023-10-25")
    assert "ACT-2023-001" in run("-C", repository.top, *words).out
    assert "ACT-2023-001" not in run("-C", repository.top, *words, "--audience", "public").out

"""A register made by answering five questions, and all that comes with it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sscp import __version__
from sscp.cli.app import app
from tests.conftest import Golden, Run
from tests.repositories import Repository
from tests.terminal import Terminal


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register that was begun in a terminal, with what the person saw."""
    terminal = Terminal("init", "new", cwd=tmp_path, rows=40)
    terminal.answer("The area the partnership is for", "Anytown")
    terminal.answer("The council.", "Anytown Borough Council")
    terminal.answer("The integrated care board.", "", "Any: Board")
    terminal.answer("The police force.", "Anyshire Police")
    terminal.answer("The bodies to begin with", "choir", "executive-group", "learning", "")
    terminal.wait_for("Next: `sscp status`")
    (tmp_path / "screens.txt").write_text(terminal.scroll())
    assert terminal.end() == 0
    return tmp_path / "new"


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def _commands() -> set[str]:
    return {
        each.name or each.callback.__name__ for each in app.registered_commands if each.callback
    }


def test_five_questions_make_a_register_that_works(made: Path, run: Run, golden: Golden) -> None:
    golden.check("terminal/init.txt", (made.parent / "screens.txt").read_text())
    at = ("-C", made)
    checked = run(*at, "validate")
    assert checked.status == 0
    assert "0 errors" in checked.err
    assert run(*at, "tidy", "--check").status == 0
    shown = run(*at, "--as-of", "2023-06-01", "status")
    assert shown.status == 0
    golden.check("terminal/init-status.txt", shown.out)
    groups = sorted(path.stem for path in (made / "records/groups").iterdir())
    always = ["national-panel", "secretary-of-state"]
    assert groups == ["executive-group", "lead-partners", "learning-group", *always]
    repository = Repository(made)
    assert repository.git("status", "--short") == ""
    assert repository.git("log", "--format=%s") == "The register begins"


def test_the_workflow_checks_the_register_with_what_made_it(made: Path) -> None:
    workflow = _yaml(made / ".github/workflows/register.yml")
    assert workflow.keys() == {"name", "on", "permissions", "jobs"}
    assert workflow["on"].keys() == {"push", "pull_request"}
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert job.keys() == {"runs-on", "timeout-minutes", "steps"}
    assert all(each.keys() <= {"uses", "with", "run"} for each in job["steps"])
    runs = [each["run"] for each in job["steps"] if "run" in each]
    assert runs[0].endswith(f"sscp=={__version__}")
    assert runs[1:] == ["sscp validate", "sscp tidy --check"]
    assert {shlex.split(each)[1] for each in runs[1:]} <= _commands()
    assert "$" not in (made / ".github/workflows/register.yml").read_text("utf-8")


def test_the_hooks_call_commands_that_there_are(made: Path, run: Run) -> None:
    hooks = _yaml(made / ".pre-commit-config.yaml")
    (repo,) = hooks["repos"]
    assert repo["repo"] == "local"
    assert repo["hooks"]
    for hook in repo["hooks"]:
        assert {"id", "name", "entry", "language"} <= hook.keys()
        program, *words = shlex.split(hook["entry"])
        assert program == "sscp"
        assert words[0] in _commands()
        assert run("-C", made, *words).status == 0


def test_what_stands_around_it_names_the_partnership_and_commands_that_there_are(
    made: Path,
) -> None:
    text = (made / "README.md").read_text("utf-8")
    assert text.startswith("# Anytown Safeguarding Children Partnership\n")
    assert (made / ".gitignore").read_text() == ".sscp/\n"


def test_what_stands_in_the_way_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    terminal = Terminal("init", cwd=tmp_path)
    terminal.wait_for("sscp: README.md is there already; choose an empty folder.")
    assert terminal.end() == 2
    assert "The area" not in terminal.shown
    assert [each.name for each in tmp_path.iterdir()] == ["README.md"]


def test_a_name_that_can_not_be_is_asked_again(tmp_path: Path, run: Run) -> None:
    terminal = Terminal("init", "new", cwd=tmp_path)
    terminal.answer("The area the partnership is for", "", "Any\u202etown")
    terminal.answer("--area holds a sign that turns the order of letters about", "Anytown")
    terminal.answer("The council.", "")
    terminal.answer("The integrated care board.", "Board")
    terminal.answer("The police force.", "Police")
    terminal.answer("The bodies to begin with", "")
    terminal.wait_for("Anytown Safeguarding Children Partnership has its register")
    assert terminal.end() == 0
    told = json.loads(run("-C", tmp_path / "new", "validate", "--format=json").out)
    assert told["summary"]["error"] == 0

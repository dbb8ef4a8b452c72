"""Whoever saves, shares, takes back or begins a register is never sent to git."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Run
from tests.repositories import Repository

ROOMS = sorted(
    CHECKOUT / "sscp" / each
    for each in (
        *("sharing.py", "refusals.py", "gitwork.py", "halfway.py", "versions.py", "commits.py"),
        *("cli/share.py", "cli/joining.py", "cli/repair.py", "cli/doctor.py", "cli/syncing.py"),
        *("cli/renumbering.py", "render/disputes.py"),
        *("cli/undo.py", "cli/init.py", "cli/change.py", "load/pending.py", "write/replace.py"),
    )
)
WORDS = re.compile(
    r"`git |\b(merg(e|ed|ing)|rebas|push|pull|HEAD|commit(s|ted)?\b|check(ed)? ?out|stash|fetch"
    r"|clone|index|revert|cherry|branch|ref\b|remote|repository|origin)",
)
ALLOWED = "“New pull request”"
"""What stands on the button of the page where a proposal is handed in."""


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that have several words, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    signs = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        or (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").startswith("_"))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs | signs
            and node.value.count(" ") > 1
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_no_sentence_speaks_of_what_only_git_knows(path: Path) -> None:
    found = {
        line: text for line, text in sentences(path) if WORDS.search(text.replace(ALLOWED, ""))
    }
    assert found == {}


def test_the_helps_neither(run: Run) -> None:
    for command in ("sync", "save", "undo", "doctor", "init"):
        said = run(command, "--help").out
        assert not WORDS.search(said), command


def test_the_doctor_sends_nobody_to_git(register: Repository, run: Run) -> None:
    (register.top / ".git/MERGE_HEAD").write_text(register.git("rev-parse", "HEAD") + "\n")
    register.git("checkout", "--quiet", "--detach")
    said = run("-C", register.top, "doctor").out
    assert "`sscp doctor --repair`" in said
    assert not WORDS.search(said)

"""Several writers at once, several branches: no change is lost and no number given out twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sscp.load.loader import load
from sscp.load.source import FolderSource
from tests.conftest import Run
from tests.repositories import Repository

ADD = (
    *("action", "add", "--title", "Read the page", "--raised-at", "executive-2023-05-17"),
    *("--owner", "manager", "--due", "30/6/2023", "--item", "1"),
)


def test_writers_at_once_all_land_with_ids_of_their_own(register: Repository) -> None:
    command = [sys.executable, "-m", "sscp", "-C", str(register.top), *ADD]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for each in running:
        _, told = each.communicate(timeout=60)
        assert each.returncode == 0, told
    portfolio = load(FolderSource(str(register.top))).portfolio
    assert [record.id for record in portfolio.of_kind("action")] == [
        f"ACT-2023-00{number}" for number in range(1, 6)
    ]
    meeting = portfolio.by_id["executive-2023-05-17"]
    assert sorted(meeting.rows("items")[0].texts("actions")) == [
        f"ACT-2023-00{number}" for number in range(1, 6)
    ]
    assert register.git("status", "--short") == ""
    assert register.git("rev-list", "--count", "HEAD") == "5"


def test_branches_of_one_clone_never_give_out_a_number_twice(
    register: Repository,
    run: Run,
    tmp_path: Path,
) -> None:
    register.git("checkout", "--quiet", "-b", "one")
    assert run("-C", register.top, *ADD).status == 0
    register.git("checkout", "--quiet", "main")
    register.git("worktree", "add", "--quiet", "-b", "two", str(tmp_path / "second"))
    outcome = run("-C", tmp_path / "second", *ADD)
    assert outcome.status == 0, outcome.err
    assert outcome.out.startswith("ACT-2023-003 raised")

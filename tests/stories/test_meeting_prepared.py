"""Three meetings are prepared on Solihull's register: planned, papers noted, agenda made and sent.

What each command says and what the agenda then holds is compared whole.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Golden, Run

AS_OF = ("--as-of", "2024-04-02")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of Solihull's register under git."""
    top = tmp_path_factory.mktemp("prepared") / "records"
    shutil.copytree(CHECKOUT / "records", top)
    return top


@pytest.fixture
def clerk(monkeypatch: pytest.MonkeyPatch, register: Path) -> Path:
    """The register, kept by a clerk whom git knows."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2024-04-02T09:00:00+01:00")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    if not (register / ".git").exists():
        for words in (
            ("init", "--quiet", "--initial-branch=main"),
            ("add", "--all"),
            ("commit", "--quiet", "--message=start"),
        ):
            subprocess.run(["git", *words], cwd=register, check=True)
    return register


def tell(run: Run, register: Path, *commands: str) -> str:
    """What the commands say, one after the other; the commits' names are left out."""
    said = []
    for command in commands:
        outcome = run("-C", register, *AS_OF, *shlex.split(command))
        lines = [each for each in outcome.out.splitlines() if not each.startswith("  Saved; ")]
        said += [f"$ sscp {command}", *lines, *outcome.err.splitlines(), ""]
    return "\n".join(said)


STORIES = {
    "lsp-group": (
        "meeting agenda lsp-group-2024-04-03 --dry-run",
        "meeting paper lsp-group-2024-04-03 --title report --received-on 2/4/2024",
        'meeting paper lsp-group-2024-04-03 --title "Waiting times" --owner "Public Health"',
        "meeting agenda lsp-group-2024-04-03",
        "meeting agenda lsp-group-2024-04-03",
        "meeting agenda lsp-group-2024-04-03 --issue",
        "meeting agenda lsp-group-2024-04-03",
        "render agenda lsp-group-2024-04-03",
    ),
    "executive-group": (
        "meeting agenda executive-group-2024-05-01",
        'meeting move executive-group-2024-05-01 --to "8 May 2024" --reason "Rooms are closed"',
        "meeting agenda executive-group-2024-05-01",
        "meeting schedule executive-group --from 9/5/2024 --until 31/12/2024 --every 6w",
        "render agenda executive-group-2024-05-01",
    ),
    "assurance-and-review-group": (
        "meeting schedule ARG --from 15/5/2024 --until 2025-04-01 --every '9 weeks'",
        "meeting agenda assurance-and-review-group-2024-05-15",
        "meeting cancel assurance-and-review-group-2024-07-17 --reason Summer",
        "render agenda assurance-and-review-group-2024-05-15",
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_meeting_is_prepared(name: str, run: Run, golden: Golden, clerk: Path) -> None:
    golden.check(f"prepared/{name}.txt", tell(run, clerk, *STORIES[name]))


def test_no_story_is_left_over() -> None:
    found = {path.stem for path in (CHECKOUT / "tests" / "golden" / "prepared").iterdir()}
    assert found == set(STORIES)

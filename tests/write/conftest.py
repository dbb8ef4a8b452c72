"""A small register in a repository of its own, for tests of what changes it.

It has errors from the start (partners are missing): they must stand in nobody's way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository
from tests.write.story import Stages, Story

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


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def story_after(stages: Stages, run: Run, tmp_path: Path) -> Callable[[str], Story]:
    """A story that goes on where the lines given leave off."""

    def begin(lines: str = "") -> Story:
        return Story(run, stages.copy(lines, tmp_path / "register"))

    return begin

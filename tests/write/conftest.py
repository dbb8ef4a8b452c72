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


@pytest.fixture
def shared(register: Repository, tmp_path: Path) -> Path:
    """The place where the register is shared: a repository without files of its own."""
    register.git("clone", "--quiet", "--bare", ".", str(tmp_path / "shared"))
    register.git("remote", "add", "origin", str(tmp_path / "shared"))
    register.git("fetch", "--quiet", "origin")
    register.git("branch", "--quiet", "--set-upstream-to=origin/main")
    return tmp_path / "shared"


@pytest.fixture
def other(shared: Path, register: Repository, tmp_path: Path) -> Repository:
    """Someone else's copy of the register."""
    register.git("clone", "--quiet", str(shared), str(tmp_path / "other"))
    theirs = Repository(tmp_path / "other")
    # What somebody else did is told from one's own by the address, not by the second.
    theirs.git("config", "user.email", "colleague@example.org")
    return theirs


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def story_after(stages: Stages, run: Run, tmp_path: Path) -> Callable[[str], Story]:
    """A story that goes on where the lines given leave off."""

    def begin(lines: str = "") -> Story:
        return Story(run, stages.copy(lines, tmp_path / "register"))

    return begin


_FORMS = {"council": "local-authority", "care-board": "integrated-care-board", "force": "police"}
_TITLES = {"council": "Council", "care-board": "Care Board", "force": "Police Force"}

_SEAT = """\
- id: leads-{0}
  title: Seat of {0}
  group: leads
  post: {0}-chief
  agency: {0}
  role: member
  source: {0}
"""


@pytest.fixture
def leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Three lead partners who met in February, meet today, 3 April 2024, and again in June."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    repository = Repository(tmp_path / "register")
    repository.write(
        "register.yaml", "id: testing\nname: Test\narea: Testshire\nas_of: 2024-04-03\n"
    )
    for partner, form in _FORMS.items():
        title = _TITLES[partner]
        repository.write(
            f"partners/{partner}.yaml",
            f"""\
            id: {partner}
            name: {title}
            form: {form}
            lead_post: {partner}-chief
            source: {partner}
            """,
        )
        repository.write(
            f"posts/{partner}-chief.yaml",
            f"""\
            id: {partner}-chief
            title: Chief of the {title}
            organisation: {partner}
            source: {partner}
            """,
        )
    repository.write(
        "memberships/leads.yaml", "\n".join(_SEAT.format(partner) for partner in _FORMS)
    )
    for path, text in _OTHERS.items():
        repository.write(path, text)
    repository.commit("2024-04-02T12:00:00+00:00")
    return repository


_OTHERS = {
    "posts/others.yaml": """\
        - id: scrutineer
          title: Independent Scrutineer
          source: leads
        - id: clerk
          title: Clerk to the partnership
          organisation: council
          source: leads
        - id: director
          title: Director
          organisation: council
          source: leads
        """,
    "groups/leads.yaml": """\
        id: leads
        name: Lead partners
        function: lead-partners
        purpose: They decide together.
        source: council
        """,
    "meetings/leads-2024-02-07.yaml": """\
        id: leads-2024-02-07
        title: Lead partners, 7 February 2024
        group: leads
        date: 2024-02-07
        status: held
        chaired_by: council-chief
        attendance:
          - post: council-chief
            agency: council
            status: present
            role: chair
          - post: care-board-chief
            agency: care-board
            status: present
          - post: force-chief
            agency: force
            status: present
          - post: scrutineer
            status: present
            role: adviser
          - post: director
            agency: council
            status: present
            role: invited
          - post: clerk
            agency: council
            status: present
            role: minute-taker
        items:
          - number: 1
            title: Welcome
            discussion: All were there.
        minutes:
          taken_by: clerk
          drafted_on: 2024-02-09
          issued_on: 2024-02-14
        source: leads
        """,
    "meetings/leads-2024-04-03.yaml": """\
        # the first of the year
        id: leads-2024-04-03
        title: Lead partners, 3 April 2024
        group: leads
        date: 2024-04-03
        status: planned
        chaired_by: care-board-chief   # in turn
        items:
          - number: 1
            title: Welcome, apologies and deputies
            form: welcome
          - number: 2
            title: Minutes of the last meeting
            form: minutes
          - number: 3
            title: "Next version: a new date"   # put off in February
            lead: director
        agenda_issued_on: 2024-03-27
        source: leads
        """,
    "meetings/leads-2024-06-05.yaml": """\
        id: leads-2024-06-05
        title: Lead partners, 5 June 2024
        group: leads
        date: 2024-06-05
        status: planned
        source: leads
        """,
}

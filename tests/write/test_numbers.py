"""Numbers that were given out twice: each record gets its own, and every link finds its record."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscp.cli.main import main
from sscp.load.loader import load
from sscp.load.source import FolderSource
from tests.conftest import Run
from tests.repositories import Repository
from tests.terminal import Terminal

ADD = (
    *("action", "add", "--raised-at", "executive-2023-05-17", "--item", "1"),
    *("--owner", "manager", "--due", "30/6/2023", "--title"),
)
COUNT = 10
ISSUE = """\
id: ISS-2023-{number:02}
title: About {action}
form: issue
raised_by: executive
raised_on: 2023-05-17
raised_to: executive
actions: [{id}]
source: executive-2023-05-17
"""


def titles(repository: Repository) -> dict[str, str]:
    """The actions and issues by id; an issue with the titles of the actions it links to."""
    portfolio = load(FolderSource(str(repository.top))).portfolio
    found = Counter(record.id for record in portfolio.records)
    assert [each for each, count in found.items() if count > 1] == []
    told = {str(each.id): each.title for each in portfolio.of_kind("action")}
    for issue in portfolio.of_kind("issue"):
        linked = [portfolio.by_id[each].title for each in issue.texts("actions")]
        told[str(issue.id)] = f"{issue.title}: {', '.join(linked)}"
    return told


@pytest.fixture
def three(register: Repository, shared: Path, tmp_path: Path) -> list[Repository]:
    """Three copies, each with ten new actions of its own and an issue about each of them."""
    copies = []
    for name in ("one", "two", "three"):
        register.git("clone", "--quiet", str(shared), str(tmp_path / "start" / name))
        copy = Repository(tmp_path / "start" / name)
        action = (copy.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
        meeting = copy.top / "meetings/executive-2023-05-17.yaml"
        ids = [f"ACT-2023-{number:03}" for number in range(2, COUNT + 2)]
        for number, identity in enumerate(ids, start=1):
            title = f"{number} of {name}"
            text = action.replace("ACT-2023-001", identity).replace("Write the page", title)
            copy.write(f"actions/{identity}.yaml", text)
            issue = ISSUE.format(number=number, action=title, id=identity)
            copy.write(f"issues/ISS-2023-{number:02}.yaml", issue)
        listed = meeting.read_text("utf-8").replace("-001]", f"-001, {', '.join(ids)}]")
        meeting.write_text(listed, "utf-8")
        copy.commit("2023-05-22T12:00:00+00:00", f"Ten of {name}")
        copies.append(copy)
    return copies


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(3)), st.lists(st.integers(0, 2), max_size=3))
def test_copies_shared_in_any_order_come_to_the_same_and_lose_nothing(
    three: list[Repository], shared: Path, tmp_path: Path, first: list[int], more: list[int]
) -> None:
    home = tmp_path / "played"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(shared, home / "shared", symlinks=True)
    copies = []
    for each in three:
        shutil.copytree(each.top, home / each.top.name, symlinks=True)
        copy = Repository(home / each.top.name)
        copy.git("remote", "set-url", "origin", str(home / "shared"))
        copies.append(copy)
    # Until quiet: whoever was last has what the first two have not seen.
    for number in [*more, *first, *first]:
        assert main(["-C", str(copies[number].top), "sync"]) == 0
    seen = [titles(copy) for copy in copies]
    assert seen[0] == seen[1] == seen[2]
    wanted = {f"{number} of {name.top.name}" for name in three for number in range(1, COUNT + 1)}
    told = Counter(seen[0].values())
    assert {each for each in told if " of " in each and ":" not in each} == wanted
    assert {f"About {each}: {each}" for each in wanted} < told.keys()
    assert set(told.values()) == {1}
    meeting = load(FolderSource(str(copies[0].top))).portfolio.by_id["executive-2023-05-17"]
    linked = meeting.rows("items")[0].texts("actions")
    assert sorted(linked) == sorted(each for each in seen[0] if each.startswith("ACT-"))
    for copy in copies:
        assert copy.git("status", "--porcelain") == ""
        assert copy.git("rev-parse", "HEAD") == copies[0].git("rev-parse", "HEAD")


def test_a_number_that_any_version_here_ever_held_is_not_given_out_again(
    register: Repository, other: Repository, run: Run
) -> None:
    """Ours gets a number beyond those of a branch, and of a record that others removed."""
    for repository, title in ((other, "Theirs"), (register, "Ours")):
        assert run("-C", repository.top, *ADD, title).status == 0
    text = (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
    other.write("actions/ACT-2023-007.yaml", text.replace("ACT-2023-001", "ACT-2023-007"))
    other.commit("2023-05-22T12:00:00+00:00")
    (other.top / "actions/ACT-2023-007.yaml").unlink()
    other.commit("2023-05-23T12:00:00+00:00")
    assert run("-C", other.top, "sync").status == 0
    register.git("checkout", "--quiet", "-b", "aside")
    register.write("actions/2023.yaml", "- id: 'ACT-2023-009'\n  title: Elsewhere\n")
    register.commit("2023-05-24T12:00:00+00:00")
    register.git("checkout", "--quiet", "main")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert "ACT-2023-002 is ACT-2023-010 now, since someone else had that number." in outcome.out


@pytest.fixture
def doubled(register: Repository) -> Repository:
    """Three records with one id and two with another, as they come about outside this program."""
    text = (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
    for number, name in enumerate(("b", "c"), start=1):
        register.write(f"actions/{name}.yaml", text.replace("Write", f"Write {name},"))
        issue = ISSUE.format(number=number, action=name, id="ACT-2023-001")
        register.write(f"issues/ISS-2023-{number:02}.yaml", issue)
        register.commit(f"2023-05-2{number}T12:00:00+00:00", name)
    second = text.replace("ACT-2023-001", "ACT-2023-002")
    for number, name in enumerate(("d", "e"), start=4):
        register.write(f"actions/{name}.yaml", second.replace("Write", f"Write {name},"))
        register.commit(f"2023-05-2{number}T12:00:00+00:00", name)
    return register


def test_any_number_of_records_with_one_id_are_told_apart_in_one_go(
    doubled: Repository, run: Run
) -> None:
    looked = run("-C", doubled.top, "doctor", "--repair", "--dry-run")
    lines = [line for line in looked.out.splitlines() if ".yaml" in line]
    assert lines == [
        "actions/b.yaml: ACT-2023-001 is ACT-2023-003 now, with 1 link.",
        "  actions/b.yaml             ACT-2023-001 becomes ACT-2023-003",
        "  issues/ISS-2023-01.yaml    the link to it follows",
        "  actions/ACT-2023-001.yaml  keeps ACT-2023-001",
        "actions/c.yaml: ACT-2023-001 is ACT-2023-004 now, with 1 link.",
        "  actions/c.yaml             ACT-2023-001 becomes ACT-2023-004",
        "  issues/ISS-2023-02.yaml    the link to it follows",
        "  actions/ACT-2023-001.yaml  keeps ACT-2023-001",
        "actions/e.yaml: ACT-2023-002 is ACT-2023-005 now.",
        "  actions/e.yaml  ACT-2023-002 becomes ACT-2023-005",
        "  actions/d.yaml  keeps ACT-2023-002",
    ]
    assert doubled.git("status", "--porcelain") == ""
    outcome = run("-C", doubled.top, "doctor", "--repair", "--yes")
    assert outcome.status == 0, outcome.err
    assert titles(doubled) == {
        "ACT-2023-001": "Write the page",
        "ACT-2023-002": "Write d, the page",
        "ACT-2023-003": "Write b, the page",
        "ACT-2023-004": "Write c, the page",
        "ACT-2023-005": "Write e, the page",
        "ISS-2023-01": "About b: Write b, the page",
        "ISS-2023-02": "About c: Write c, the page",
    }


def test_after_a_no_the_next_one_is_offered(doubled: Repository) -> None:
    terminal = Terminal("-C", doubled.top, "doctor", "--repair", rows=60)
    for path, said in (("actions/b.yaml", "n"), ("actions/c.yaml", "y"), ("actions/e.yaml", "y")):
        terminal.wait_for(f"{path}: ACT-2023-00")
        terminal.answer("Save this?", said)
    assert terminal.end() == 0
    assert "id: ACT-2023-001" in (doubled.top / "actions/b.yaml").read_text("utf-8")
    assert "id: ACT-2023-003" in (doubled.top / "actions/c.yaml").read_text("utf-8")
    assert "id: ACT-2023-004" in (doubled.top / "actions/e.yaml").read_text("utf-8")


def test_two_in_one_file_are_left_to_a_person_and_the_others_repaired(
    doubled: Repository, run: Run
) -> None:
    doubled.write(
        "actions/a.yaml", "- id: ACT-2023-000\n  title: One\n- id: ACT-2023-000\n  title: Two\n"
    )
    doubled.commit("2023-05-27T12:00:00+00:00")
    outcome = run("-C", doubled.top, "doctor", "--repair", "--yes")
    assert outcome.status == 1
    assert outcome.err == (
        "sscp: ACT-2023-000 stands in actions/a.yaml, line 1 and in actions/a.yaml, line 3, and"
        " which of the two a link means can't be told; give one of them another id by hand.\n"
    )
    assert outcome.out.count(" now") == 3


def test_an_id_that_came_into_a_list_later_is_the_later_one(register: Repository, run: Run) -> None:
    """What counts is when the id came into the file, not when the file was made."""
    text = (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
    rows = text.replace("# the log of the executive\n", "").replace("\n", "\n  ").rstrip()
    register.write("actions/2023.yaml", "- " + rows.replace("-001", "-005") + "\n")
    register.commit("2023-05-21T12:00:00+00:00")
    register.write("actions/z.yaml", text.replace("ACT-2023-001", "ACT-2023-006"))
    register.commit("2023-05-22T12:00:00+00:00")
    with (register.top / "actions/2023.yaml").open("a") as stream:
        stream.write("- " + rows.replace("-001", "-006") + "\n")
    issue = ISSUE.format(number=1, action="it", id="ACT-2023-006")
    register.write("issues/ISS-2023-01.yaml", issue + "# with the row\n")
    register.commit("2023-05-23T12:00:00+00:00")
    outcome = run("-C", register.top, "doctor", "--repair", "--yes")
    assert "actions/2023.yaml: ACT-2023-006 is ACT-2023-007 now, with 1 link." in outcome.out
    assert "actions: [ACT-2023-007]" in (register.top / "issues/ISS-2023-01.yaml").read_text()

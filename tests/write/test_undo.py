"""Taking back, once and again, with others' changes and a person's own in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository

ACTION = "actions/ACT-2023-001.yaml"
UPDATE = ("action", "update", "page", "--note")
EXTEND = ("action", "extend", "page", "--to", "1/8/2023", "--reason", "Time")
POST = "- id: {0}\n  title: {0}\n  organisation: council\n  source: council\n"


def text(repository: Repository) -> str:
    return (repository.top / ACTION).read_text("utf-8")


def test_undo_goes_back_change_by_change_and_never_forth(register: Repository, run: Run) -> None:
    versions = [text(register)]
    for note in ("One", "Two"):
        assert run("-C", register.top, *UPDATE, note).status == 0
        versions.append(text(register))
    for version in (versions[1], versions[0]):
        outcome = run("-C", register.top, "undo")
        assert outcome.status == 0, outcome.err
        assert text(register) == version
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 2
    assert outcome.err == "sscp: Everything that commands did is taken back already.\n"
    assert run("-C", register.top, *UPDATE, "Three").status == 0
    assert run("-C", register.top, "undo").status == 0
    assert text(register) == versions[0]
    assert register.git("rev-list", "--count", "HEAD") == "7"


def test_what_is_not_saved_is_never_mixed_up_with_it(register: Repository, run: Run) -> None:
    assert run("-C", register.top, *UPDATE, "One").status == 0
    typed = text(register).replace("2023-06-30", "2023-07-30")
    (register.top / ACTION).write_text(typed, "utf-8")
    outcome = run("-C", register.top, "undo")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == (
        f"sscp: {ACTION} was changed by hand since, and that is not saved, so “ACT-2023-001"
        " updated: Write the page” is not taken back; run `sscp save` first.\n"
    )
    assert text(register) == typed
    (register.top / ACTION).unlink()
    assert "is not saved" in run("-C", register.top, "undo").err
    register.git("checkout", "--quiet", "HEAD", "--", ACTION)
    (register.top / "posts/manager.yaml").write_text(
        "id: manager\ntitle: Half a manager\norganisation: council\nsource: council\n"
    )
    assert run("-C", register.top, "undo").status == 0
    assert register.git("status", "--porcelain") == "M posts/manager.yaml"


def test_what_was_saved_by_hand_in_between_stays(register: Repository, run: Run) -> None:
    assert run("-C", register.top, *UPDATE, "One").status == 0
    changed = text(register).replace("title: ", "title: The ").replace('"Write', '"Write')
    (register.top / ACTION).write_text(changed.replace('The "Write', '"Now write'), "utf-8")
    register.commit("2023-06-02T12:00:00+00:00", "By another program")
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 0, outcome.err
    assert "Now write the page" in text(register)
    assert "One" not in text(register)
    assert "# as minuted" in text(register)


@pytest.mark.parametrize(("theirs", "is_taken_back"), [("due", True), ("note", False)])
def test_after_others_changed_the_same_record(
    register: Repository, other: Repository, run: Run, theirs: str, is_taken_back: bool
) -> None:
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    if theirs == "note":
        assert run("-C", other.top, *UPDATE, "Theirs").status == 0
    else:
        path = other.top / ACTION
        path.write_text(path.read_text("utf-8").replace("2023-06-30", "2023-07-30"), "utf-8")
        assert run("-C", other.top, "save").status == 0
    assert run("-C", other.top, "sync").status == 0
    assert run("-C", register.top, "sync").status == 0
    before = text(register)
    outcome = run("-C", register.top, "undo")
    if is_taken_back:
        assert outcome.status == 0, outcome.err
        assert "Ours" not in text(register)
        assert "2023-07-30" in text(register)
    else:
        assert (outcome.status, outcome.out, text(register)) == (2, "", before)
        assert "in the same place, so that can't be taken back alone" in outcome.err


def test_after_others_changed_another_record_of_the_same_file(
    register: Repository, other: Repository, run: Run
) -> None:
    for repository, name in ((other, "theirs"), (register, "ours")):
        repository.write("posts/others.yaml", POST.format(name))
        assert run("-C", repository.top, "save").status == 0
    assert run("-C", other.top, "sync").status == 0
    assert run("-C", register.top, "sync").status == 0
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 0, outcome.err
    assert (register.top / "posts/others.yaml").read_text("utf-8") == POST.format("theirs")


def test_after_a_record_of_ours_got_another_number(
    register: Repository, other: Repository, run: Run
) -> None:
    for repository, title in ((other, "Theirs"), (register, "Ours")):
        words = ("action", "add", "--title", title, "--item", "1", "--due", "30/6/2023")
        more = ("--raised-at", "executive-2023-05-17", "--owner", "manager")
        assert run("-C", repository.top, *words, *more).status == 0
    assert run("-C", other.top, "sync").status == 0
    assert run("-C", register.top, "sync").status == 0
    tree = register.git("rev-parse", "HEAD^{tree}")
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 2
    assert "was changed again after “ACT-2023-002 raised" in outcome.err
    assert register.git("rev-parse", "HEAD^{tree}") == tree


def test_while_two_versions_are_half_joined(register: Repository, run: Run) -> None:
    assert run("-C", register.top, *UPDATE, "One").status == 0
    (register.top / ".git/MERGE_HEAD").write_text(register.git("rev-parse", "HEAD~1") + "\n")
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 3
    assert "Two versions of this register are half joined" in outcome.err


def test_windows_line_ends_stay(register: Repository, run: Run, tmp_path: Path) -> None:
    register.git("config", "core.autocrlf", "true")
    assert run("-C", register.top, *UPDATE, "One").status == 0
    path = register.top / ACTION
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").replace(b"Write", b"Now write"))
    assert run("-C", register.top, "save", "-m", "By hand").status == 0
    for _ in range(2):
        outcome = run("-C", register.top, "undo")
        assert outcome.status == 0, outcome.err
        assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert b"One" not in path.read_bytes()


def test_before_the_register_there_is_nothing(
    tmp_path: Path, run: Run, register: Repository
) -> None:
    new = Repository(tmp_path / "new")
    new.write("register.yaml", "id: testing\nname: Test\narea: Testshire\n")
    outcome = run("-C", new.top, "undo")
    assert (outcome.status, outcome.err) == (
        2,
        "sscp: There is nothing to take back: no command has changed this register.\n",
    )
    assert run("-C", new.top, "save", "--yes").status == 0
    outcome = run("-C", new.top, "undo")
    assert outcome.status == 2
    assert "before that the register was not there" in outcome.err
    assert (new.top / "register.yaml").exists()


def test_no_way_forth_is_promised(register: Repository, run: Run) -> None:
    """What is said after an undo is of the change before it, never of the undo itself."""
    page = "ACT-2023-001 updated: Write the page."
    for note in ("One", "Two"):
        told = run("-C", register.top, *UPDATE, note).out
        assert told.rstrip().endswith("takes it back.")
    assert run("-C", register.top, "undo").out.splitlines() == [
        f"Taken back: {page}",
        "  `sscp undo` again takes back the one before: ACT-2023-001 updated: Write the",
        "  page.",
    ]
    assert run("-C", register.top, "undo").out.splitlines() == [
        f"Taken back: {page}",
        "  Everything that commands did here is taken back now.",
    ]

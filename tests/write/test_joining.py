"""What both sides changed: joined record by record, or told with both sides; never half done."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Run
from tests.repositories import Repository

ACTION = "actions/ACT-2023-001.yaml"


def change(repository: Repository, path: str, old: str, new: str) -> None:
    """Change a file by hand and save it as whoever works in the whole repository would."""
    file = repository.top / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    repository.commit("2023-05-22T12:00:00+00:00", f"{path} changed")


def share(repository: Repository, run: Run) -> None:
    outcome = run("-C", repository.top, "sync")
    assert outcome.status == 0, outcome.err


def is_untouched(repository: Repository, head: str) -> bool:
    return (repository.git("rev-parse", "HEAD"), repository.git("status", "--porcelain")) == (
        head,
        "",
    )


@pytest.fixture
def readme(register: Repository) -> Repository:
    """The register in a folder `records`, beside a README: one line for each month."""
    (register.top / "records").mkdir()
    for each in ("register.yaml", "partners", "posts", "groups", "actions", "meetings"):
        (register.top / each).rename(register.top / "records" / each)
    register.write("README.md", "January\nFebruary\nMarch\nApril\nMay\nJune\nJuly\n")
    register.commit("2023-05-21T12:00:00+00:00")
    return register


def test_other_files_are_joined_where_their_lines_allow_it(
    readme: Repository, other: Repository, run: Run
) -> None:
    change(other, "README.md", "January", "January, by others")
    share(other, run)
    change(readme, "README.md", "July", "July, by us")
    share(readme, run)
    text = (readme.top / "README.md").read_text("utf-8")
    assert text.startswith("January, by others\n")
    assert text.endswith("July, by us\n")


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_other_files_that_differ_are_told_and_nothing_is_changed(
    readme: Repository, other: Repository, run: Run, whose: str
) -> None:
    change(other, "README.md", "March", "March, by others")
    share(other, run)
    change(readme, "README.md", "March", "March, by us")
    head = readme.git("rev-parse", "HEAD")
    outcome = run("-C", readme.top, "sync")
    assert outcome.status == 2
    assert outcome.out == (
        "README.md was changed on both sides:\n"
        "  here: March, by us\n"
        "  by others: March, by others\n"
    )
    assert outcome.err == (
        "sscp: 1 file was changed on both sides; nothing was changed. Say whose stands with"
        " --take mine or --take theirs, or run `sscp sync` at a terminal to choose one by one.\n"
    )
    assert is_untouched(readme, head)
    assert run("-C", readme.top, "sync", "--take", whose).status == 0
    stands = "March, by us" if whose == "mine" else "March, by others"
    assert stands in (readme.top / "README.md").read_text("utf-8")


def test_another_file_that_is_not_saved_is_left_alone_or_kept_aside(
    readme: Repository, other: Repository, run: Run
) -> None:
    change(other, "README.md", "March", "March, by others")
    share(other, run)
    (readme.top / "README.md").write_text("Half of it", "utf-8")
    readme.write("draft.txt", "Mine alone\n")
    head = readme.git("rev-parse", "HEAD")
    outcome = run("-C", readme.top, "sync")
    assert outcome.status == 2
    assert outcome.err.startswith("sscp: README.md was changed here without being saved")
    assert readme.git("rev-parse", "HEAD") == head
    assert (readme.top / "README.md").read_text("utf-8") == "Half of it"
    outcome = run("-C", readme.top, "sync", "--take", "theirs")
    assert outcome.status == 0, outcome.err
    assert "March, by others" in (readme.top / "README.md").read_text("utf-8")
    assert (readme.top / "records/.sscp/kept/1/README.md").read_text("utf-8") == "Half of it"
    assert (readme.top / "draft.txt").read_text("utf-8") == "Mine alone\n"


def test_a_folder_where_the_other_side_has_a_file_is_told(
    readme: Repository, other: Repository, run: Run
) -> None:
    other.write("notes/first.txt", "theirs\n").commit("2023-05-22T12:00:00+00:00")
    share(other, run)
    readme.write("notes", "ours\n").commit("2023-05-22T12:00:00+00:00")
    head = readme.git("rev-parse", "HEAD")
    outcome = run("-C", readme.top, "sync", "--take", "mine")
    assert outcome.status == 2
    assert "notes/first.txt lies in a folder on one side that is a file on the other" in outcome.err
    assert is_untouched(readme, head)


@pytest.mark.parametrize("whose", ["mine", "theirs"])
@pytest.mark.parametrize("removed_by", ["us", "others"])
def test_a_record_removed_on_one_side_and_changed_on_the_other_is_asked_about(
    register: Repository, other: Repository, run: Run, whose: str, removed_by: str
) -> None:
    post = "id: clerk\ntitle: Clerk\norganisation: council\nsource: council\n"
    register.write("posts/clerk.yaml", post).commit("2023-05-21T12:00:00+00:00")
    share(register, run)
    share(other, run)
    here, there = (register, other) if removed_by == "us" else (other, register)
    (here.top / "posts/clerk.yaml").unlink()
    here.commit("2023-05-22T12:00:00+00:00")
    change(there, "posts/clerk.yaml", "Clerk", "Minute-taker")
    share(other, run)
    head = register.git("rev-parse", "HEAD")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 2
    assert outcome.out.startswith("clerk, the whole record, was changed on both sides:\n  before: ")
    assert "  here: nothing" in outcome.out or "  by others: nothing" in outcome.out
    assert is_untouched(register, head)
    assert run("-C", register.top, "sync", "--take", whose).status == 0
    is_gone = (whose == "mine") is (removed_by == "us")
    assert (register.top / "posts/clerk.yaml").exists() is not is_gone
    share(other, run)
    assert (other.top / "posts/clerk.yaml").exists() is not is_gone


@pytest.mark.parametrize("moved_by", ["us", "others"])
def test_a_record_moved_on_one_side_takes_the_changes_of_the_other(
    register: Repository, other: Repository, run: Run, moved_by: str
) -> None:
    here, there = (register, other) if moved_by == "us" else (other, register)
    text = (here.top / ACTION).read_text("utf-8")
    (here.top / ACTION).unlink()
    (here.top / "actions/2023.yaml").write_text(
        "- "
        + text.replace("# the log of the executive\n", "").replace("\n", "\n  ").rstrip()
        + "\n"
    )
    here.commit("2023-05-22T12:00:00+00:00")
    change(there, ACTION, "2023-06-30", "2023-07-30")
    share(other, run)
    share(register, run)
    share(other, run)
    for each in (register, other):
        assert not (each.top / ACTION).exists()
        assert "due: 2023-07-30" in (each.top / "actions/2023.yaml").read_text("utf-8")
        shown = run("-C", each.top, "show", "ACT-2023-001")
        assert "30 July 2023" in shown.out, shown.err


def test_records_that_both_add_to_a_list_are_all_there(
    register: Repository, other: Repository, run: Run
) -> None:
    one = "- id: {0}\n  title: {0}\n  organisation: council\n  source: council\n"
    register.write("posts/others.yaml", one.format("first")).commit("2023-05-21T12:00:00+00:00")
    share(register, run)
    share(other, run)
    for repository, name in ((other, "theirs"), (register, "ours")):
        with (repository.top / "posts/others.yaml").open("a") as stream:
            stream.write(one.format(name))
        repository.commit("2023-05-22T12:00:00+00:00")
    share(other, run)
    share(register, run)
    text = (register.top / "posts/others.yaml").read_text("utf-8")
    assert re.findall(r"id: (\w+)", text) == ["first", "ours", "theirs"]


def test_a_join_that_breaks_a_link_is_told_and_not_shared_until_it_is_mended(
    register: Repository, other: Repository, shared: object, run: Run
) -> None:
    post = "id: clerk\ntitle: Clerk\norganisation: council\nsource: council\n"
    register.write("posts/clerk.yaml", post).commit("2023-05-21T12:00:00+00:00")
    share(register, run)
    share(other, run)
    (other.top / "posts/clerk.yaml").unlink()
    other.commit("2023-05-22T12:00:00+00:00")
    share(other, run)
    outcome = run("-C", register.top, "action", "reassign", "page", "--owner", "clerk")
    assert outcome.status == 0, outcome.err
    there = other.git("rev-parse", "origin/main")
    for _ in range(2):
        outcome = run("-C", register.top, "sync")
        assert outcome.status == 1
        assert "clerk" in outcome.out
        assert "Nothing of yours was shared: the register has an error with it" in outcome.err
        assert register.git("status", "--porcelain") == ""
        assert other.git("ls-remote", "origin", "refs/heads/main").split()[0] == there
    register.write("posts/clerk.yaml", post)
    assert run("-C", register.top, "save").status == 0
    share(register, run)
    share(other, run)


def test_a_post_that_both_added_is_one_post(
    register: Repository, other: Repository, run: Run
) -> None:
    for repository, more in ((other, ""), (register, "notes: At the council\n")):
        post = f"id: clerk\ntitle: Clerk\norganisation: council\n{more}source: council\n"
        repository.write("posts/clerk.yaml", post).commit("2023-05-22T12:00:00+00:00")
    share(other, run)
    share(register, run)
    text = (register.top / "posts/clerk.yaml").read_text("utf-8")
    assert text.count("id: clerk") == 1
    assert "notes: At the council" in text


@pytest.mark.parametrize("renamed_by", ["us", "others"])
def test_a_record_renamed_on_one_side_takes_the_changes_of_the_other(
    register: Repository, other: Repository, run: Run, renamed_by: str
) -> None:
    here, there = (register, other) if renamed_by == "us" else (other, register)
    assert run("-C", here.top, "rename", "executive-2023-05-17", "executive-2023-05-24").status == 0
    meeting = "meetings/executive-2023-05-17.yaml"
    change(there, meeting, "The page", "The page and its owner")
    share(other, run)
    share(register, run)
    share(other, run)
    for each in (register, other):
        assert not (each.top / meeting).exists()
        text = (each.top / meeting.replace("-17", "-24")).read_text("utf-8")
        assert "id: executive-2023-05-24\n" in text
        assert "formerly:\n  - executive-2023-05-17\n" in text
        assert "The page and its owner" in text
        assert "raised_at: executive-2023-05-24" in (each.top / ACTION).read_text("utf-8")

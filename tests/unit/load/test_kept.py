"""What was read last time: the same register as reading all of it, whatever has changed since."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sscp.load import kept
from sscp.load.kept import KeptReadings
from sscp.load.loader import LoadResult, load, load_folder, refresh
from sscp.load.source import FolderSource
from sscp.model.record import Record
from tests.conftest import CHECKOUT, TREES

SETTINGS = "id: testing\nname: Test Partnership\narea: Testshire\n"
POST = "id: {0}\ntitle: Post {0}\nsource: masa 1\n"


@pytest.fixture(autouse=True)
def _keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings are kept here, of files as young as a test's too."""
    monkeypatch.delenv("SSCP_NO_CACHE")
    monkeypatch.setattr(kept, "RACY_SECONDS", 0.0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small register in a repository: two posts, and one file that can't be read."""
    folder = tmp_path / "register"
    (folder / "posts").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "register.yaml").write_text(SETTINGS)
    for name in ("clerk", "usher"):
        (folder / "posts" / f"{name}.yaml").write_text(POST.format(name))
    (folder / "posts" / "broken.yaml").write_text("id: [\n")
    return folder


class OnlyKept(FolderSource):
    """A folder whose files can't be read: whatever is known of them was kept."""

    def read(self, path: str) -> bytes:
        raise AssertionError(f"{path} was read again")


def told(result: LoadResult) -> list[object]:
    """Everything a reading gives: values, the place of each, problems, settings."""
    settings = result.portfolio.settings
    records: list[Record] = [*result.portfolio.records, *((settings,) if settings else ())]
    return [
        sorted(result.problems),
        [
            (each.kind.name, each.id, each.values, each.start, each.file.path, each.file.positions)
            for each in records
        ],
    ]


def readings(root: Path) -> list[Path]:
    return sorted((root / ".git").glob("sscp-reading*"))


def same(root: Path) -> None:
    """What is told with the help of what was kept is what the files say."""
    assert told(load_folder(FolderSource(str(root)))) == told(load(FolderSource(str(root))))


def test_what_has_not_changed_is_not_read_again(root: Path) -> None:
    first = load_folder(FolderSource(str(root)))
    assert told(load_folder(OnlyKept(str(root)))) == told(first)
    assert [each.rule for each in first.problems] == ["syntax"]


@pytest.mark.parametrize("name", ["quarter", "minimal"])
def test_whole_registers_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(TREES / name, folder)
    (folder / ".git").mkdir()
    first = load_folder(FolderSource(str(folder)))
    assert told(load_folder(OnlyKept(str(folder)))) == told(first)


def test_every_record_of_the_register_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    shutil.copytree(CHECKOUT / "records", folder)
    (folder / ".git").mkdir()
    first = load_folder(FolderSource(str(folder)))
    assert told(load_folder(OnlyKept(str(folder)))) == told(first)
    again = load_folder(FolderSource(str(folder))).portfolio.records
    assert [each.location(("source",)) for each in again] == [
        each.location(("source",)) for each in first.portfolio.records
    ]


def _edit(root: Path) -> None:
    (root / "posts" / "clerk.yaml").write_text(POST.format("clerk") + "notes: Seen\n")


def _edit_in_length(root: Path) -> None:
    (root / "posts" / "clerk.yaml").write_text(POST.format("clerk").replace("Post", "Seat"))


def _add(root: Path) -> None:
    (root / "posts" / "chair.yaml").write_text(POST.format("chair"))


def _remove(root: Path) -> None:
    (root / "posts" / "usher.yaml").unlink()


def _move(root: Path) -> None:
    (root / "posts" / "usher.yaml").rename(root / "posts" / "porter.yaml")


def _swap(root: Path) -> None:
    """Two files change places: each name then has another file's content and size."""
    posts = root / "posts"
    (posts / "usher.yaml").rename(posts / "kept.tmp")
    (posts / "clerk.yaml").rename(posts / "usher.yaml")
    (posts / "kept.tmp").rename(posts / "clerk.yaml")


def _mend(root: Path) -> None:
    (root / "posts" / "broken.yaml").write_text(POST.format("broken"))


def _other_settings(root: Path) -> None:
    (root / "register.yaml").write_text(SETTINGS.replace("Test Partnership", "Other"))


def _into_an_unknown_folder(root: Path) -> None:
    (root / "posts").rename(root / "pots")


@pytest.mark.parametrize(
    "change",
    [
        _edit,
        _edit_in_length,
        _add,
        _remove,
        _move,
        _swap,
        _mend,
        _other_settings,
        _into_an_unknown_folder,
    ],
)
def test_whatever_changed_the_register_is_read_as_it_is(root: Path, change: object) -> None:
    load_folder(FolderSource(str(root)))
    assert callable(change)
    change(root)
    same(root)
    same(root)


@pytest.mark.parametrize(
    "change",
    [_edit, _edit_in_length, _add, _remove, _swap, _mend, _other_settings, _into_an_unknown_folder],
)
def test_a_register_read_a_moment_ago_is_read_as_it_is_now(root: Path, change: object) -> None:
    before = load_folder(FolderSource(str(root)))
    assert callable(change)
    change(root)
    assert told(refresh(before, FolderSource(str(root)))) == told(load(FolderSource(str(root))))


def test_a_register_that_nobody_touched_is_the_same_one(root: Path) -> None:
    before = load_folder(FolderSource(str(root)))
    assert refresh(before, OnlyKept(str(root))) is before


def test_a_link_out_of_the_register_that_was_taken_away_is_told_no_more(root: Path) -> None:
    (root / "posts" / "away.yaml").symlink_to("/etc/hostname")
    before = load_folder(FolderSource(str(root)))
    assert "leaves-register" in [each.rule for each in before.problems]
    (root / "posts" / "away.yaml").unlink()
    assert told(refresh(before, FolderSource(str(root)))) == told(load(FolderSource(str(root))))


def test_a_change_that_keeps_size_and_time_shows_all_the_same(root: Path) -> None:
    load_folder(FolderSource(str(root)))
    clerk = root / "posts" / "clerk.yaml"
    before = clerk.stat()
    _edit_in_length(root)
    os.utime(clerk, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (clerk.stat().st_size, clerk.stat().st_mtime_ns) == (
        before.st_size,
        before.st_mtime_ns,
    )
    same(root)


def test_a_file_that_may_still_be_changing_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "RACY_SECONDS", 2.0)
    load_folder(FolderSource(str(root)))
    assert readings(root) == []


def test_a_few_changes_are_kept_beside_the_rest_and_many_anew(root: Path) -> None:
    load_folder(FolderSource(str(root)))
    whole = readings(root)[0].read_bytes()
    _edit(root)
    load_folder(FolderSource(str(root)))
    assert readings(root)[0].read_bytes() == whole
    assert b"Seen" in readings(root)[1].read_bytes()
    load_folder(OnlyKept(str(root)))
    for number in range(kept._FEW):
        (root / "posts" / f"post-{number}.yaml").write_text(POST.format(f"post-{number}"))
    load_folder(FolderSource(str(root)))
    assert b"Seen" in readings(root)[0].read_bytes()
    assert b"Seen" not in readings(root)[1].read_bytes()
    load_folder(OnlyKept(str(root)))


def test_nothing_is_kept_of_a_file_that_is_gone(root: Path) -> None:
    load_folder(FolderSource(str(root)))
    _remove(root)
    load_folder(FolderSource(str(root)))
    assert all(b"usher" not in each.read_bytes() for each in readings(root))


def test_a_damaged_keeping_is_as_good_as_none(root: Path) -> None:
    whole = told(load_folder(FolderSource(str(root))))
    place = readings(root)[0]
    good = place.read_bytes()
    damaged = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(0, len(good), 89)]
    for bad in (b"", b"\n", b"no\n", good[: len(good) // 2], good + b"x", *damaged):
        place.write_bytes(bad)
        found = KeptReadings(str(root))
        assert found.find("posts/clerk.yaml", "posts/clerk.yaml") is None
    place.write_bytes(good[:-1])
    assert told(load_folder(FolderSource(str(root)))) == whole


def test_another_program_reads_everything_itself(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_folder(FolderSource(str(root)))
    monkeypatch.setattr(kept, "look_at_program", lambda seen: seen.append("another"))
    assert KeptReadings(str(root)).find("posts/clerk.yaml", "") is None


def test_only_the_owner_may_read_what_is_kept(root: Path) -> None:
    load_folder(FolderSource(str(root)))
    assert [each.stat().st_mode & 0o077 for each in readings(root)] == [0] * len(readings(root))


def test_nothing_is_kept_without_a_repository(root: Path) -> None:
    (root / ".git").rmdir()
    before = sorted(root.rglob("*"))
    load_folder(FolderSource(str(root)))
    assert sorted(root.rglob("*")) == before


def test_nothing_is_kept_where_that_is_not_wanted(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSCP_NO_CACHE", "1")
    load_folder(FolderSource(str(root)))
    assert readings(root) == []


def test_a_folder_that_takes_nothing_is_no_failure(root: Path) -> None:
    whole = told(load_folder(FolderSource(str(root))))
    for each in readings(root):
        each.unlink()
        each.mkdir()
        (each / "in the way").touch()
    assert told(load_folder(FolderSource(str(root)))) == whole


def test_working_folders_of_one_repository_keep_their_own(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "posts").mkdir(parents=True)
    (first / "register.yaml").write_text(SETTINGS)
    (first / "posts" / "clerk.yaml").write_text(POST.format("clerk"))
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", str(first)]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *words], check=True)
    subprocess.run([*git, "worktree", "add", "-q", str(second)], check=True)
    _edit(second)
    for folder in (first, second, first, second):
        same(folder)
    kept_in = {each.parent for each in (first / ".git").rglob("sscp-reading*")}
    assert kept_in == {first / ".git", first / ".git" / "worktrees" / "second"}
    load_folder(OnlyKept(str(first)))
    load_folder(OnlyKept(str(second)))

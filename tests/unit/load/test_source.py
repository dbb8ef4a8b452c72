"""Which files of a folder are read, in which order, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sscp.errors import ExitCode, RunError, UsageError
from sscp.load.parse import LONGEST_FILE_BYTES
from sscp.load.place import find_register, require_register
from sscp.load.source import FolderSource, Unreadable


def make(root: Path, *paths: str) -> FolderSource:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("id: x\n")
    return FolderSource(str(root))


def test_the_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/b.yaml", "groups/z.yml", "register.yaml", "posts/a/c.yaml")
    assert source.paths() == (
        ["groups/z.yml", "posts/a/c.yaml", "posts/b.yaml", "register.yaml"],
        [],
    )


def test_hidden_files_templates_and_other_endings_are_left_out(tmp_path: Path) -> None:
    source = make(
        tmp_path,
        ".git/x.yaml",
        ".hidden.yaml",
        "posts/.swap.yaml",
        "templates/x.yaml",
        "posts/notes.md",
        "posts/a.yaml~",
        "posts/templates/kept.yaml",
    )
    assert source.paths() == (["posts/templates/kept.yaml"], [])


def test_a_link_out_of_the_register_is_refused_whatever_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("id: x\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "inner.yaml").write_text("id: y\n")
    root = tmp_path / "register"
    source = make(root, "posts/a.yaml")
    (root / "posts" / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    (root / "posts" / "note").symlink_to(tmp_path / "outside.yaml")
    (root / "folder").symlink_to(tmp_path / "elsewhere")
    (root / "posts" / "self").symlink_to(root / "posts")
    (root / "posts" / "near.yaml").symlink_to(tmp_path / "register-2" / "x.yaml")
    found, refused = source.paths()
    assert found == ["posts/a.yaml"]
    assert sorted((each.path, each.rule) for each in refused) == [
        ("folder", "leaves-register"),
        ("posts/near.yaml", "leaves-register"),
        ("posts/note", "leaves-register"),
        ("posts/out.yaml", "leaves-register"),
        ("posts/self", "leaves-register"),
    ]


def test_a_link_to_a_file_of_the_register_is_followed(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/a.yaml")
    (tmp_path / "posts" / "b.yaml").symlink_to("a.yaml")
    assert source.paths() == (["posts/a.yaml", "posts/b.yaml"], [])
    assert source.read("posts/b.yaml") == b"id: x\n"


def test_a_link_that_leads_nowhere_or_in_a_circle_is_said(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/a.yaml")
    (tmp_path / "posts" / "gone.yaml").symlink_to("missing.yaml")
    (tmp_path / "posts" / "loop.yaml").symlink_to("loop.yaml")
    found, refused = source.paths()
    assert found == ["posts/a.yaml"]
    assert sorted(refused) == [
        Unreadable("posts/gone.yaml", "unreadable", "it is not a file"),
        Unreadable("posts/loop.yaml", "unreadable", "it is not a file"),
    ]


def test_what_is_neither_file_nor_folder_is_said_and_never_opened(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/a.yaml")
    os.mkfifo(tmp_path / "posts" / "pipe.yaml")
    assert source.paths() == (
        ["posts/a.yaml"],
        [Unreadable("posts/pipe.yaml", "unreadable", "it is not a file")],
    )


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/x.yaml/inner.yaml")
    assert source.paths() == (["posts/x.yaml/inner.yaml"], [])


def test_a_name_that_no_screen_can_show_is_said_with_question_marks(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/caf\u00e9 noir.yaml", "posts/a\x1b[31m\nb.yaml")
    (tmp_path / "bad\x07").mkdir()
    found, refused = source.paths()
    assert found == ["posts/caf\u00e9 noir.yaml"]
    why = "its name holds characters that no screen can show"
    assert sorted(refused) == [
        Unreadable("bad?", "unreadable", why),
        Unreadable("posts/a?[31m?b.yaml", "unreadable", why),
    ]


def test_a_file_over_the_limit_is_read_just_past_it(tmp_path: Path) -> None:
    source = make(tmp_path, "posts/a.yaml")
    (tmp_path / "posts" / "a.yaml").write_bytes(b"#" * (LONGEST_FILE_BYTES + 500))
    assert len(source.read("posts/a.yaml")) == LONGEST_FILE_BYTES + 1


def test_paths_are_shown_below_records_where_the_folder_has_that_name(tmp_path: Path) -> None:
    assert FolderSource(str(tmp_path / "records")).prefix == "records/"
    assert FolderSource(str(tmp_path / "other")).prefix == ""


def test_a_register_that_is_no_folder_stops_the_run_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"cannot be read: No such file or directory\.$"):
        FolderSource(str(tmp_path / "gone")).paths()


def test_the_register_is_found_from_its_own_folder_from_above_and_from_below(
    tmp_path: Path,
) -> None:
    records = tmp_path / "records"
    make(records, "register.yaml", "posts/deep/a.yaml")
    for start in (records, tmp_path, records / "posts" / "deep"):
        assert find_register(str(start), given=False) == str(records)


def test_a_folder_that_was_named_is_not_searched_upwards(tmp_path: Path) -> None:
    make(tmp_path / "records", "register.yaml", "posts/a.yaml")
    assert find_register(str(tmp_path / "records" / "posts"), given=True) is None
    assert find_register(str(tmp_path), given=True) == str(tmp_path / "records")
    with pytest.raises(RunError, match="no register\\.yaml") as caught:
        require_register(str(tmp_path / "records" / "posts"), given=True)
    assert caught.value.exit_code is ExitCode.FAILED
    assert "-C" in str(caught.value)


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder") as caught:
        require_register(str(tmp_path / "gone"), given=True)
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_place_without_a_register_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="here or in any folder above"):
        require_register(str(tmp_path), given=False)

"""The quick answer of `sscp status`: the same bytes as the long way, or the long way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, TREES, Run

NOW = {"SSCP_NO_CACHE": ""}
PLANTED = b"planted answer\n"


CHANGES = ("edit", "add", "remove", "touch", "template")


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Registers whose files are too old to have changed while being read, in a folder each."""
    folder = tmp_path_factory.mktemp("copies")
    for name in ("settled", *CHANGES):
        shutil.copytree(TREES / "quarter", folder / name)
    (folder / "accents").mkdir()
    settings = "id: a\nname: Café €\narea: B\n"
    (folder / "accents" / "register.yaml").write_text(settings, encoding="utf-8")
    time.sleep(2.1)
    return folder


@pytest.fixture
def settled(copies: Path) -> Path:
    """A register that no test changes."""
    return copies / "settled"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the program keeps its answers in this test."""
    return tmp_path / "cache" / "sscp"


def plant(cache: Path) -> None:
    """Put other words behind the fingerprints, to see whether a kept answer is given."""
    for file in cache.iterdir():
        fingerprint, _, _ = file.read_bytes().partition(b"\n")
        file.write_bytes(fingerprint + b"\n" + PLANTED)


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_kept_answer_is_the_long_ways_byte_for_byte(
    form: str, run_process: Run, settled: Path, cache: Path
) -> None:
    words = ("-C", settled, "--as-of", "2023-06-30", "status", "--format", form)
    long_way = run_process(*words)
    assert not cache.exists()
    assert run_process(*words, env=NOW) == long_way
    assert run_process(*words, env=NOW) == long_way
    plant(cache)
    assert run_process(*words, env=NOW).out == PLANTED.decode()


def test_one_run_keeps_the_answer_in_both_formats(
    run_process: Run, settled: Path, cache: Path
) -> None:
    words = ("-C", settled, "--as-of", "2023-06-30", "status")
    run_process(*words, env=NOW)
    plant(cache)
    assert run_process(*words, "--format", "json", env=NOW).out == PLANTED.decode()


def test_a_write_that_was_cut_off_since_is_seen(
    run_process: Run, settled: Path, cache: Path, tmp_path: Path
) -> None:
    register = tmp_path / "register"
    shutil.copytree(settled, register, copy_function=shutil.copy2)
    words = ("-C", register, "--as-of", "2023-06-30", "status")
    first = run_process(*words, env=NOW)
    pending = register / ".sscp" / "pending"
    pending.mkdir(parents=True)
    settings = (register / "register.yaml").read_text("utf-8")
    name = next(line for line in settings.splitlines() if line.startswith("name: "))
    (pending / "0.new").write_text(settings.replace(name, "name: The New Name"), "utf-8")
    (pending / "files.json").write_text('{"register.yaml": "0.new"}', "utf-8")
    second = run_process(*words, env=NOW)
    assert "The New Name" in second.out
    assert "The New Name" not in first.out


def test_the_kept_answer_does_not_load_the_command_line_library(
    settled: Path, run_process: Run
) -> None:
    words = ["-C", str(settled), "--as-of", "2023-06-30", "status"]
    run_process(*words, env=NOW)
    code = (
        f"import sys; from sscp.cli.main import main; main({words!r})\n"
        "print(sorted({'typer', 'rich', 'ruamel', 'jinja2', 'jsonschema_rs'} & set(sys.modules)))"
    )
    environment = {**os.environ, **NOW}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=CHECKOUT,
        env=environment,
        text=True,
    )
    assert done.stdout.endswith("\n[]\n")


@pytest.mark.parametrize(
    "others",
    [
        ["--as-of", "2023-07-01"],
        ["--as-of", "2023-06-30", "--audience", "partners"],
        ["--as-of", "2023-06-30", "--fail-on", "overdue"],
        ["--as-of", "2023-06-30", "--zebra"],
        ["--as-of"],
    ],
)
def test_another_question_is_not_answered_with_the_kept_answer(
    others: list[str], run_process: Run, settled: Path, cache: Path
) -> None:
    run_process("-C", settled, "--as-of", "2023-06-30", "status", env=NOW)
    plant(cache)
    words = ("-C", settled, "status", *others)
    said = run_process(*words, env=NOW)
    assert PLANTED.decode() not in said.out
    assert said == run_process(*words)


def test_what_an_audience_sees_is_never_kept(run_process: Run, settled: Path, cache: Path) -> None:
    run_process("-C", settled, "status", "--audience", "public", env=NOW)
    assert not cache.exists()


def test_a_switch_turns_keeping_off(run_process: Run, settled: Path, cache: Path) -> None:
    words = ("-C", settled, "--as-of", "2023-06-30", "status")
    run_process(*words, env=NOW)
    plant(cache)
    assert run_process(*words, env={"SSCP_NO_CACHE": "1"}).out != PLANTED.decode()


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_register_brings_a_new_answer(
    change: str, run_process: Run, copies: Path, cache: Path
) -> None:
    copy = copies / change
    words = ("-C", copy, "--as-of", "2023-06-30", "status")
    run_process(*words, env=NOW)
    plant(cache)
    actions = copy / "actions" / "actions.yaml"
    if change == "edit":
        text = actions.read_text()
        actions.write_text(text.replace("due: 2023-06-29", "due: 2023-06-28"))
    elif change == "add":
        (copy / "groups" / "new.yaml").write_text("id: new\n")
    elif change == "remove":
        actions.unlink()
    elif change == "touch":
        actions.touch()
    else:
        (copy / "templates").mkdir()
        (copy / "templates" / "minutes.md.j2").write_text("x")
    said = run_process(*words, env=NOW)
    assert said.out != PLANTED.decode()
    assert said == run_process(*words)


def test_a_register_that_changed_a_moment_ago_is_not_kept(
    run_process: Run, cache: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(TREES / "quarter", tmp_path / "copy")
    run_process("-C", copy, "--as-of", "2023-06-30", "status", env=NOW)
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_changes_nothing(
    run_process: Run, settled: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    words = ("-C", settled, "--as-of", "2023-06-30", "status")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        said = run_process(*words, env={**NOW, "XDG_CACHE_HOME": str(place)})
        assert said == run_process(*words)


def test_a_kept_answer_that_is_damaged_is_made_anew(
    run_process: Run, settled: Path, cache: Path
) -> None:
    words = ("-C", settled, "--as-of", "2023-06-30", "status")
    expected = run_process(*words, env=NOW)
    for file in cache.iterdir():
        file.write_bytes(b"\xff\x00 no fingerprint")
    assert run_process(*words, env=NOW) == expected


def test_the_kept_answer_is_told_in_the_consoles_encoding(copies: Path, cache: Path) -> None:
    folder = copies / "accents"
    environment = {**os.environ, **NOW, "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    outs = [
        subprocess.run(
            [sys.executable, "-m", "sscp", "-C", str(folder), "--as-of", "2023-06-30", "status"],
            capture_output=True,
            check=True,
            cwd=CHECKOUT,
            env=environment,
        ).stdout
        for _ in range(2)
    ]
    assert outs[0] == outs[1]
    assert outs[0].startswith("Café ?".encode("latin-1"))
    assert any(cache.iterdir())

"""The program as a process of its own: what only shows outside the tests' own process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sscp import __version__
from tests.conftest import CHECKOUT, TREES, Run, Tree

QUARTER = TREES / "quarter"


def test_version_is_one_line_whatever_else_is_asked(run_process: Run) -> None:
    for words in (["--version"], ["-q", "--version"], ["--version", "--no-color"]):
        assert run_process(*words) == (0, f"sscp {__version__}\n", "")


def test_version_before_anything_else_loads_no_heavy_library() -> None:
    code = (
        "import sys; from sscp.cli.main import main; main(['--version'])\n"
        "print(sorted({'typer', 'rich', 'ruamel', 'jinja2', 'jsonschema_rs'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=CHECKOUT, text=True
    )
    assert done.stdout.endswith("\n[]\n")


def test_the_help_lists_the_commands_and_fits_80_columns(run_process: Run) -> None:
    said = run_process("--help")
    assert said.status == 0
    assert "status" in said.out
    assert "render" in said.out
    assert [line for line in said.out.splitlines() if len(line) > 80] == []


def test_a_reader_that_goes_away_is_met_with_silence() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sscp", "-C", "records", "search", "the"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=CHECKOUT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_a_register_is_found_from_a_folder_below_it(run_process: Run) -> None:
    said = run_process("list", "group", cwd=TREES / "minimal" / "groups")
    assert said.status == 0
    assert "Case Audit Group" in said.out


def test_a_folder_named_records_is_found_from_above_and_named_in_paths(
    run_process: Run, tmp_path: Path
) -> None:
    tree = Tree(tmp_path / "records").write("register.yaml", "id: a\nname: A\narea: B\nwrong: 1\n")
    assert tree.root.is_dir()
    for words in ([], ["-C", str(tmp_path)], ["-C", str(tree.root)]):
        said = run_process("validate", *words, cwd=tmp_path)
        assert said.out.startswith("records/register.yaml:4:1: error ST-20 unknown-field\n")


def test_without_a_register_one_sentence_says_what_to_do(run_process: Run, tmp_path: Path) -> None:
    said = run_process("status", cwd=tmp_path)
    assert (said.status, said.out) == (3, "")
    assert said.err == (
        "sscp: No register here or in any folder above: there is no register.yaml."
        " Name the register's folder with -C, as in `sscp -C records status`.\n"
    )


def test_a_folder_without_a_register_is_not_left_for_one_above_it(
    run_process: Run, tmp_path: Path
) -> None:
    Tree(tmp_path).write("register.yaml", "id: a\nname: A\narea: B\n").write("below/x.txt", "")
    said = run_process("status", "-C", tmp_path / "below")
    assert (said.status, said.out) == (3, "")
    assert said.err.startswith(f"sscp: No register in {tmp_path / 'below'}: ")


def test_a_missing_folder_is_wrong_usage(run_process: Run, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert run_process("status", "-C", gone) == (2, "", f"sscp: There is no folder {gone}.\n")


def test_an_empty_register_says_so_and_where_to_begin(run_process: Run, tree: Tree) -> None:
    said = run_process("status", "-C", tree.root, "--as-of", "2023-06-30")
    assert (said.status, said.err) == (0, "")
    assert "The register is empty: it holds no record yet." in said.out
    assert "sscp schema" in said.out
    checked = run_process("validate", "-C", tree.root)
    assert checked == (0, "", "1 record checked: 0 errors, 0 warnings, 0 notes.\n")
    for command in (["overdue"], ["due"], ["list", "group"], ["search", "word"]):
        assert run_process(*command, "-C", tree.root).out.endswith("None.\n")


def test_a_broken_settings_file_is_a_finding_and_stops_nothing(
    run_process: Run, tree: Tree
) -> None:
    tree.write("register.yaml", "id: a\n\tname: A\n")
    assert run_process("validate", "-C", tree.root).status == 1
    said = run_process("status", "-C", tree.root, "--as-of", "2023-06-30")
    assert said.status == 0
    assert said.out.startswith("Unnamed register ")


@pytest.mark.parametrize(
    ("words", "env", "coloured"),
    [
        ([], {}, True),
        (["--no-color"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_only_and_can_be_refused(
    words: list[str], env: dict[str, str], coloured: bool
) -> None:
    shown = _at_a_terminal("-C", "quarter", "--as-of", "2023-06-30", "overdue", *words, env=env)
    assert ("\x1b[" in shown) is coloured
    plain = subprocess.run(
        [sys.executable, "-m", "sscp", "-C", "quarter", "--as-of", "2023-06-30", "overdue"],
        capture_output=True,
        check=True,
        cwd=TREES,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        text=True,
    ).stdout
    assert _without_colour(shown) == plain


def test_markup_of_a_terminal_library_in_a_record_stays_text_on_a_terminal() -> None:
    shown = _at_a_terminal("-C", "hostile", "--as-of", "2023-06-30", "overdue")
    assert "[red]Red[/red] | pipe <u>under</u> \\*" in _without_colour(shown)


def _at_a_terminal(*words: str, env: dict[str, str] | None = None) -> str:
    """What a run shows on a terminal of 80 columns."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sscp", *words],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=TREES,
        env={
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "PYTHONPATH": str(CHECKOUT),
            "TERM": "xterm-256color",
            **(env or {}),
        },
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return seen.decode().replace("\r\n", "\n")


def _without_colour(shown: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_every_command_is_told_whole_in_the_list_of_commands() -> None:
    import typer.main

    from sscp.cli.app import app

    def cut(command: Any, path: tuple[str, ...] = ()) -> list[str]:
        inner = getattr(command, "commands", {})
        return [
            *(" ".join(path) for _ in [0] if path and command.get_short_help_str(63)[-3:] == "..."),
            *(each for name, one in inner.items() for each in cut(one, (*path, name))),
        ]

    assert cut(typer.main.get_command(app)) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
@pytest.mark.parametrize("words", [["query", "actions"], ["status", "--format=json"], ["rules"]])
def test_a_result_that_finds_no_room_is_one_sentence(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = _run_with(*words, stdout=full)
    assert done.returncode == 3
    assert done.stderr == "sscp: The result can't be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of Unix closes streams")
@pytest.mark.parametrize(
    ("words", "closed", "status", "said"),
    [
        ("query actions", ">&-", 0, ""),
        ("status", ">&- 2>&-", 0, ""),
        ("query -", "<&-", 2, "sscp: The query ends too early."),
        (
            "action update",
            "<&-",
            2,
            "sscp: `sscp action update` needs action, --note,",
        ),
    ],
)
def test_a_stream_that_is_closed_is_an_empty_one(
    words: str, closed: str, status: int, said: str
) -> None:
    done = _run_with(
        "-c", f'"{sys.executable}" -m sscp -C "{QUARTER}" {words} {closed}', shell="sh"
    )
    assert done.returncode == status
    assert done.stdout == ""
    assert done.stderr.startswith(said)
    assert "inside sscp" not in done.stderr


def _run_with(*words: str, shell: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
    """A run of the program, or of a shell that runs it, with streams that are out of order."""
    program = [shell] if shell else [sys.executable, "-m", "sscp", "-C", str(QUARTER)]
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.run(
        [*program, *words],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1", "SSCP_NO_CACHE": "1"},
        text=True,
        check=False,
        timeout=60,
        **streams,
    )

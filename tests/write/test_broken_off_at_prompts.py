"""Questions broken off at any point, and runs in which nobody can be asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Run
from tests.repositories import Repository
from tests.terminal import INTERRUPT, Terminal
from tests.write.conftest import ACTION

END_OF_INPUT = "\x04"
KEPT = "What you typed is kept; `sscp action update` offers it again."
BOTH = pytest.mark.parametrize("key", [INTERRUPT, END_OF_INPUT], ids=["Ctrl-C", "Ctrl-D"])


def _drafts(register: Repository) -> list[str]:
    folder = register.top / ".sscp/drafts"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def _break_off(terminal: Terminal, at: str, key: str, told: str = "") -> None:
    """Press the key at a question, and see the run end with the status for that."""
    terminal.open_at(at)
    terminal.keys(key)
    if told:
        terminal.wait_for(told)
    assert terminal.end() == 130
    assert "inside sscp" not in terminal.shown
    assert "Traceback" not in terminal.shown


@BOTH
def test_a_command_broken_off_at_any_question_keeps_what_was_typed(
    key: str, register: Repository
) -> None:
    words = ("-C", register.top, "action", "update")
    _break_off(Terminal(*words), "The action: its id, or words from it.", key)
    assert _drafts(register) == []
    terminal = Terminal(*words, "page")
    terminal.answer("How it is going", "The text is with the printer")
    _break_off(terminal, "How far along", key, KEPT)
    for answer, question in (("", "Go on with that?"), ("c", "change which (Enter for none):")):
        terminal = Terminal(*words)
        if answer:
            terminal.answer("Go on with that?", answer)
        _break_off(terminal, question, key, KEPT)
    terminal = Terminal(*words)
    terminal.answer("note The text is with the printer Go on with that?", "y")
    for question in ("How far along", "What shows that it is done.", "The day of the news."):
        terminal.answer(question, "")
    _break_off(terminal, "Save this?", key, KEPT)
    assert _drafts(register) == ["action-update---ACT-2023-001.json"]
    assert register.git("rev-list", "--count", "HEAD") == "1"
    assert register.git("status", "--short") == ""


@BOTH
def test_other_questions_end_as_quietly(key: str, register: Repository, tmp_path: Path) -> None:
    _break_off(Terminal("-C", register.top, "rename", "executive", "board"), "Save this?", key)
    _break_off(Terminal("-C", register.top, "meeting", "attend"), "The meeting: its id", key)
    _break_off(Terminal("-C", register.top, "meeting", "minute", "executive"), "> ", key)
    terminal = Terminal("init", tmp_path / "new")
    terminal.answer("The area the partnership is for", "Anytown")
    _break_off(terminal, "The council.", key, "Nothing was made.")
    assert not (tmp_path / "new").exists()
    assert register.git("status", "--short") == ""


def test_drafts_of_two_commands_do_not_mix(register: Repository) -> None:
    terminal = Terminal("-C", register.top, "action", "update", "page")
    terminal.answer("How it is going", "Of the update")
    _break_off(terminal, "How far along", INTERRUPT)
    terminal = Terminal("-C", register.top, "action", "complete", "page")
    terminal.answer("What shows that it is done", "Of the end")
    _break_off(terminal, "The record that shows it", INTERRUPT)
    assert "Go on with that?" not in terminal.shown
    for command, mine, others in (
        ("update", "note Of the update", "Of the end"),
        ("complete", "evidence Of the end", "Of the update"),
    ):
        terminal = Terminal("-C", register.top, "action", command)
        terminal.wait_for(mine)
        _break_off(terminal, "Go on with that?", INTERRUPT)
        assert others not in terminal.shown


def test_a_draft_of_a_record_that_is_gone_is_no_trap(register: Repository) -> None:
    other = register.top / "actions/ACT-2023-002.yaml"
    other.write_text(ACTION.replace("ACT-2023-001", "ACT-2023-002").replace("Write", "Read"))
    terminal = Terminal("-C", register.top, "action", "update", "ACT-2023-002")
    terminal.answer("How it is going", "Half is read")
    _break_off(terminal, "How far along", INTERRUPT)
    other.unlink()
    terminal = Terminal("-C", register.top, "action", "update")
    terminal.answer("note Half is read Go on with that?", "y")
    terminal.wait_for("action is asked again: There is no action ACT-2023-002.")
    terminal.answer("The action: its id, or words from it.", "page")
    for question in ("How far along", "What shows that it is done.", "The day of the news."):
        terminal.answer(question, "")
    terminal.answer("Save this?", "y")
    assert terminal.end() == 0
    assert "note: Half is read\n" in (register.top / "actions/ACT-2023-001.yaml").read_text()
    assert _drafts(register) == []


def test_a_draft_that_is_no_draft_is_passed_over(register: Repository) -> None:
    folder = register.top / ".sscp/drafts"
    folder.mkdir(parents=True)
    for content in (b"", b"[1]", b"{", b"\xff\xfe", b'{"strange": 1}'):
        (folder / "action-update---ACT-2023-001.json").write_bytes(content)
        terminal = Terminal("-C", register.top, "action", "update", "page")
        _break_off(terminal, "How it is going", INTERRUPT)
        assert "Go on with that?" not in terminal.shown


@pytest.mark.parametrize(
    "surroundings", [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "nosuch"}, {"NO_COLOR": "1"}]
)
def test_any_terminal_asks_and_is_answered(
    surroundings: dict[str, str], register: Repository
) -> None:
    terminal = Terminal("-C", register.top, "action", "update", "page", env=surroundings)
    for question, answer in (("note (", "Told"), ("percent", ""), ("evidence", ""), ("on [", "")):
        terminal.wait_for(question)
        terminal.keys(f"{answer}\r")
    terminal.wait_for("Save this?")
    terminal.keys("\r")
    assert terminal.end() == 0
    assert "note: Told\n" in (register.top / "actions/ACT-2023-001.yaml").read_text()


COMMANDS: tuple[tuple[str, str], ...] = (
    (
        "action update",
        "`sscp action update` needs action, --note, --percent or --evidence",
    ),
    (
        "new group",
        "`sscp new group` needs --set id=, --set name=, --set function=, --set purpose=,",
    ),
    ("meeting attend", "Say which meeting."),
    ("meeting minute executive", "Without a terminal the minutes come from a file: --notes FILE;"),
    (
        "edit page",
        "`sscp edit` asks at a terminal; from a script, name what to change with --set",
    ),
    ("doctor --repair", "Say --yes to repair without being asked, or --dry-run to look first."),
)


@pytest.mark.skipif(sys.platform == "win32", reason="only a Unix machine has such terminals")
@pytest.mark.parametrize("streams", ["output piped", "input from nowhere", "input closed"])
def test_nobody_is_asked_who_can_not_answer(streams: str, register: Repository) -> None:
    """One end may be a terminal; a question needs both, and none may wait for an answer."""
    top, below = os.openpty()
    try:
        for words, sentence in COMMANDS:
            done = subprocess.run(
                [sys.executable, "-m", "sscp", "-C", register.top, *words.split()],
                stdin=below if streams == "output piped" else subprocess.DEVNULL,
                stdout=subprocess.PIPE if streams == "output piped" else below,
                stderr=subprocess.PIPE,
                preexec_fn=_without_input if streams == "input closed" else None,
                cwd=CHECKOUT,
                env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"},
                timeout=30,
                check=False,
            )
            assert done.returncode == 2
            assert done.stderr.decode().startswith(f"sscp: {sentence}")
    finally:
        os.close(top)
        os.close(below)


def _without_input() -> None:
    os.close(0)


def test_a_new_record_says_how_its_fields_are_given(register: Repository, run: Run) -> None:
    outcome = run("-C", register.top, "new", "group", "--set", "id=Other Group")
    assert "--set name=" in outcome.err
    assert "--name" not in outcome.err

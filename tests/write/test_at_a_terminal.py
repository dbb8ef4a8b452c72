"""What a person meets at the prompts of any command that changes the register."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Golden, Run
from tests.repositories import Repository
from tests.terminal import ENTER, ERASE, INTERRUPT, Terminal

OTHER = """\
id: ACT-2023-002
title: Read the page aloud
owner: manager
agency: council
raised_on: 2023-05-17
due: 2023-07-31
raised_by: meeting
raised_at: executive-2023-05-17
scope: single-agency
monitored_by: executive
source: executive-2023-05-17
"""


@pytest.fixture
def two(register: Repository) -> Repository:
    """A register with two actions whose titles have a word in common."""
    register.write("actions/ACT-2023-002.yaml", OTHER)
    register.commit("2023-05-21T12:00:00+00:00")
    return register


def _drafts(register: Repository) -> list[str]:
    return sorted(each.name for each in (register.top / ".sscp/drafts").iterdir())


def _subject(register: Repository) -> str:
    return register.git("log", "-1", "--format=%s")


def test_a_record_is_found_by_any_words_and_chosen_among_those_that_fit(
    two: Repository, golden: Golden
) -> None:
    terminal = Terminal("-C", two.top, "action", "update")
    menu = terminal.choose("The action", "page", "ACT-2023-002")
    golden.check("terminal/several-fit.txt", menu)
    terminal.answer("2 of these fit; which one?", "page aloud")
    terminal.answer("How it is going", "")
    terminal.answer("needs an answer", "Half written")
    terminal.answer("percent", "half")
    terminal.answer("half is no whole number from 0 to 100.", "50")
    terminal.answer("evidence", "")
    terminal.answer("The day of the news", "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    golden.check("terminal/update.txt", terminal.scroll())
    assert _subject(two) == "ACT-2023-002 updated, 50 % done: Read the page aloud"
    assert _drafts(two) == []


def test_an_answer_is_changed_before_anything_is_saved(register: Repository) -> None:
    terminal = Terminal("-C", register.top, "action", "complete", "--evidence", "The page")
    terminal.answer("The action", "page")
    terminal.answer("evidence record", "")
    terminal.answer("effect", "Fewer cals")
    terminal.answer("The day it was done", "")
    terminal.answer("Save this?", "c")
    terminal.answer("change which", "e")
    terminal.answer("Type one of the names above.", "effect")
    terminal.wait_for("effect (Enter for none): Fewer cals")
    terminal.keys("\x1b[D" + "l" + ENTER)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert "effect: Fewer calls\n" in (register.top / "actions/ACT-2023-001.yaml").read_text()


def test_an_answer_that_can_not_be_is_asked_again_not_the_others(register: Repository) -> None:
    terminal = Terminal("-C", register.top, "action", "extend", "page")
    terminal.answer("The new date", "30 June 2023")
    terminal.answer("Why more time is needed", "Holidays")
    terminal.answer("The meeting that agreed it", "executive")
    terminal.answer("must be later than 30 June 2023. action, to, reason, agreed at", "to")
    terminal.wait_for("to: 2023-06-30")
    terminal.keys(ERASE + "31 July 2023" + ENTER)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert _subject(register) == "ACT-2023-001 extended to 31 July 2023: Write the page"


def test_whoever_says_no_loses_nothing(register: Repository) -> None:
    words = ("-C", register.top, "action", "complete", "page")
    terminal = Terminal(*words)
    terminal.answer("evidence", "The page")
    terminal.answer("evidence record", "")
    terminal.answer("effect", "")
    terminal.answer("The day it was done", "31 May 2023")
    terminal.answer("Save this?", "n")
    terminal.wait_for("Nothing was changed. What you typed is kept; `sscp action complete` offers")
    assert terminal.end() == 0
    assert register.git("rev-list", "--count", "HEAD") == "1"
    terminal = Terminal("-C", register.top, "action", "complete")
    terminal.answer("action ACT-2023-001 evidence The page on 2023-05-31 Go on with that?", "c")
    terminal.answer("change which", "on")
    terminal.answer("evidence record", "")
    terminal.answer("effect", "")
    terminal.wait_for("on [Thursday 1 June 2023]: 2023-05-31")
    terminal.keys(ERASE + ENTER)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    text = (register.top / "actions/ACT-2023-001.yaml").read_text()
    assert "completed_on: 2023-06-01\n" in text
    assert "what: The page\n" in text
    assert _drafts(register) == []


def test_what_stood_there_half_typed_when_it_was_broken_off_is_gone_on_with(
    register: Repository, golden: Golden
) -> None:
    terminal = Terminal("-C", register.top, "action", "update", "page")
    terminal.answer("note:", "The text is with the printer")
    terminal.answer("percent", "80")
    terminal.wait_for("evidence (Enter for none):")
    terminal.keys("The proofs that ca" + INTERRUPT)
    terminal.wait_for("What you typed is kept; `sscp action update` offers it again.")
    assert terminal.end() == 130
    assert register.git("status", "--short") == ""
    terminal = Terminal("-C", register.top, "action", "update")
    terminal.answer("Go on with that?", "")
    terminal.wait_for("evidence (Enter for none): The proofs that ca")
    golden.check("terminal/gone-on-with.txt", terminal.screen())
    terminal.keys("me back" + ENTER)
    terminal.answer("evidence record", "")
    terminal.answer("The day of the news", "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    text = (register.top / "actions/ACT-2023-001.yaml").read_text()
    assert "note: The text is with the printer\n" in text
    assert "percent: 80\n" in text
    assert "what: The proofs that came back\n" in text


def test_a_terminal_that_is_closed_takes_no_answer_with_it(register: Repository) -> None:
    terminal = Terminal("-C", register.top, "action", "update", "page")
    terminal.answer("note:", "The text is with the printer")
    terminal.wait_for("percent (Enter for none):")
    assert terminal.hang_up() != 0
    terminal = Terminal("-C", register.top, "action", "update", "page")
    terminal.answer("note The text is with the printer Go on with that?", "y")
    terminal.answer("percent (Enter for none):", INTERRUPT)
    assert terminal.end() == 130
    assert register.git("status", "--short") == ""


def test_what_was_begun_for_one_record_is_not_offered_for_another(two: Repository) -> None:
    for action, note in (("ACT-2023-001", "One"), ("ACT-2023-002", "Two")):
        terminal = Terminal("-C", two.top, "action", "update", action)
        terminal.answer("note:", note)
        terminal.answer("percent (Enter for none):", INTERRUPT)
        assert terminal.end() == 130
        assert "Go on with that?" not in terminal.shown
    terminal = Terminal("-C", two.top, "action", "update", "ACT-2023-001")
    terminal.answer("note One Go on with that?", "n")
    terminal.answer("How it is going", INTERRUPT)
    assert terminal.end() == 130
    assert _drafts(two) == ["action-update---ACT-2023-002.json"]


def test_what_was_refused_in_a_script_is_offered_at_the_prompt(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, "action", "complete", "page")
    assert run(*at, "--effect", "Fewer calls").status == 2
    draft = register.top / ".sscp/drafts/action-complete---ACT-2023-001.json"
    assert json.loads(draft.read_text("utf-8"))["effect"] == "Fewer calls"
    terminal = Terminal("-C", register.top, "action", "complete")
    terminal.answer("effect Fewer calls Go on with that?", "y")
    terminal.answer("What shows that it is done", "The page")
    terminal.answer("evidence record", "")
    terminal.answer("The day it was done", "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert not draft.exists()

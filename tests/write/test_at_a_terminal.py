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
    terminal.answer("How it is going", "Half written")
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
    terminal = Terminal("-C", register.top, "action", "update", "page")
    terminal.answer("How it is going", "The clerk has 943 476 5919")
    terminal.answer("percent", "50")
    terminal.answer("evidence", "")
    terminal.answer("The day of the news", "")
    terminal.wait_for("ACT-2023-001: What stands here looks like an NHS number.")
    terminal.answer("action, note, percent, evidence, on", "note")
    terminal.wait_for("note (Enter for none): The clerk has 943 476 5919")
    terminal.keys(ERASE + "The clerk has the number" + ENTER)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert _subject(register) == "ACT-2023-001 updated, 50 % done: Write the page"


def test_a_day_that_can_not_be_is_asked_again_at_once(register: Repository) -> None:
    terminal = Terminal("-C", register.top, "action", "extend", "page")
    terminal.answer("The new date", "30 June")
    terminal.answer("must be later than Friday 30 June 2023", "thursday 1 august")
    terminal.answer("1 August 2023 is a Tuesday, not a Thursday.", "3/7")
    terminal.wait_for("Monday 3 July 2023")
    terminal.answer("Why more time is needed", "Holidays")
    terminal.answer("The meeting that agreed it", "executive")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert _subject(register) == "ACT-2023-001 extended to 3 July 2023: Write the page"


def test_what_is_done_shows_something_and_is_asked_for_it(register: Repository) -> None:
    terminal = Terminal("-C", register.top, "action", "complete", "page")
    terminal.answer("evidence:", "")
    terminal.answer("This one needs an answer", "The page")
    terminal.answer("evidence record", "")
    terminal.answer("effect", "")
    terminal.answer("The day it was done", "2 June")
    terminal.answer("Friday 2 June 2023 is yet to come", "16/5/23")
    terminal.answer("Tuesday 16 May 2023 is before ACT-2023-001 was raised", "31 may")
    terminal.wait_for("Wednesday 31 May 2023")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0


def test_an_item_that_is_not_there_is_said_at_once_and_the_same_again_is_doubted(
    register: Repository,
) -> None:
    terminal = Terminal("-C", register.top, "action", "add", "--title", "write the page.")
    terminal.answer("it came from", "executive")
    terminal.answer("item", "zzz")
    terminal.answer("has no item zzz; its items are: 1.", "page")
    terminal.answer("owner", "manager")
    terminal.answer("agency", "")
    terminal.answer("raised on", "")
    terminal.answer("due", "31 May")
    terminal.wait_for("Friday 31 May 2024")
    terminal.answer("responders", "")
    terminal.answer("monitored by", "")
    terminal.answer("detail", "")
    terminal.answer("recommendations", "")
    terminal.wait_for("Doubtful: ACT-2023-001 says the same; raise another?")
    terminal.answer("Save this?", "n")
    assert terminal.end() == 0
    assert register.git("rev-list", "--count", "HEAD") == "1"


def test_a_person_who_says_it_all_is_asked_only_where_it_is_doubtful(register: Repository) -> None:
    words = ("--raised-at", "executive-2023-05-17", "--owner", "manager", "--due", "2023-07-31")
    terminal = Terminal("-C", register.top, "action", "add", "--title", "Write the page", *words)
    terminal.wait_for("Doubtful: ACT-2023-001 says the same; raise another?")
    terminal.answer("Save this?", "n")
    assert terminal.end() == 0
    terminal = Terminal("-C", register.top, "action", "add", "--title", "Print the page", *words)
    assert terminal.end() == 0
    assert _subject(register) == "ACT-2023-002 raised: Print the page"


def test_a_draft_about_what_is_closed_meanwhile_is_dropped(register: Repository, run: Run) -> None:
    terminal = Terminal("-C", register.top, "action", "update", "page")
    terminal.answer("How it is going", "Half written")
    terminal.answer("percent (Enter for none):", INTERRUPT)
    assert terminal.end() == 130
    assert run("-C", register.top, "action", "complete", "page", "--evidence", "It").status == 0
    terminal = Terminal("-C", register.top, "action", "update")
    terminal.wait_for("can't be any more: ACT-2023-001 was completed on 1 June 2023")
    terminal.answer("What it had is dropped. The action: its id, or words from it.", INTERRUPT)
    assert terminal.end() == 130
    assert _drafts(register) == []


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
    terminal.answer("note (Enter for none):", "The text is with the printer")
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
    terminal.answer("note (Enter for none):", "The text is with the printer")
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
        terminal.answer("note (Enter for none):", note)
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

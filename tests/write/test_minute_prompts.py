"""Minuting at the prompts of a real terminal: no word is lost, and everything can be changed."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import Golden, Run
from tests.repositories import Repository
from tests.terminal import END_OF_INPUT, ENTER, ERASE, INTERRUPT, Terminal

MEETING = "leads-2024-04-03"
GOES_ON = "Enter goes on"
AGAIN = "Go on with that? [Y/n, t throws it away]"


@pytest.fixture
def attended(leads: Repository, run: Run) -> Repository:
    """The lead partners' meeting of 3 April with its attendance, a paper and four items."""
    file = leads.top / f"meetings/{MEETING}.yaml"
    text = file.read_text("utf-8").replace(
        "agenda_issued_on:",
        """\
  - number: 4
    title: Declarations of interest
    form: interests
papers:
  - title: The guidance in short
    owner: director
    due: 2024-03-27
agenda_issued_on:""",
    )
    file.write_text(text, "utf-8")
    leads.commit("2024-04-02T13:00:00+00:00")
    words = ("meeting", "attend", MEETING, "--rest", "present", "--minute-taker", "clerk")
    assert run("-C", leads.top, *words).status == 0
    return leads


def _minute(register: Repository, *more: str) -> Terminal:
    return Terminal("-C", register.top, "meeting", "minute", MEETING, *more)


def _draft(register: Repository, name: str = "") -> str:
    return (register.top / f".sscp/drafts/{MEETING}-minutes{name}.txt").read_text("utf-8")


def _drafts(register: Repository) -> list[str]:
    return sorted(each.name for each in (register.top / ".sscp/drafts").iterdir())


def _held(register: Repository) -> str:
    return (register.top / f"meetings/{MEETING}.yaml").read_text("utf-8")


def _pass(terminal: Terminal, *titles: str) -> None:
    """Go past items of which nothing is to be said."""
    for title in titles:
        terminal.answer(title, "")
        terminal.answer(GOES_ON, "")


def _end(terminal: Terminal) -> None:
    """Past what is asked after the last item."""
    terminal.answer("Another item?", "")
    terminal.answer("When does the group meet next", "")


@pytest.mark.parametrize("key", [INTERRUPT, END_OF_INPUT])
def test_what_was_typed_of_an_item_is_there_again_to_the_last_letter(
    attended: Repository, golden: Golden, key: str
) -> None:
    terminal = _minute(attended)
    _pass(terminal, "1 Welcome, apologies and deputies", "2 Minutes of the last meeting")
    terminal.answer("3 Next version", "The guidance is long.", "September was too early.")
    terminal.answer("> September was too early. >")
    terminal.keys(f"And Octob{key}" if key == INTERRUPT else key)
    terminal.wait_for("Your text is kept; the same command offers it again.")
    assert terminal.end() == 130
    terminal = _minute(attended)
    terminal.answer(AGAIN, "")
    _pass(terminal, "1 Welcome, apologies and deputies", "2 Minutes of the last meeting")
    end = " And Octob" if key == INTERRUPT else ""
    terminal.wait_for(f"1 The guidance is long. September was too early.{end}")
    if key == INTERRUPT:
        golden.check("terminal/minute-again.txt", terminal.scroll())
    terminal.answer(GOES_ON, "c")
    terminal.answer("Which one (1-1; Enter for none):", "1")
    terminal.wait_for("wiped out, they go.")
    terminal.keys("er." if end else " And October.")
    terminal.keys(ENTER)
    terminal.answer(GOES_ON, "")
    _pass(terminal, "4 Declarations of interest")
    _end(terminal)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert "The guidance is long. September was too early. And October" in _held(attended)
    assert _drafts(attended) == []


def test_a_closed_terminal_takes_no_letter_with_it(attended: Repository) -> None:
    terminal = _minute(attended)
    terminal.answer("1 Welcome, apologies and deputies", "All were there.")
    terminal.answer("> All were there. >")
    terminal.keys("Nobody was la")
    terminal.wait_for("Nobody was la")
    assert terminal.hang_up() != 0
    assert "All were there. Nobody was la\n" in _draft(attended)


def test_whatever_is_killed_after_any_line_has_left_every_line(attended: Repository) -> None:
    said = [
        ("1 Welcome, apologies and deputies", "All were there."),
        (">", "ACTON: is no action, but was said."),
        (">", ""),
        (GOES_ON, "A second paragraph."),
        (">", ""),
        (GOES_ON, "d"),
        ("Decision in a few words", "A later date"),
        ("What was resolved", "The next version is published"),
        (">", "by 31 October 2024."),
        (">", ""),
        ("[agreed]:", "deferred"),
        ("Agreed by", "force, council"),
        ("Until when", "5 June 2024"),
        ("Matter it touches", ""),
        ("more (Enter", "reasons"),
        ("Why:", "The national date is in December."),
        (">", ""),
        ("more (Enter", ""),
        (GOES_ON, "a"),
        ("owner", "director"),
        ("What is to be done:", "write - in plain words - the first draft"),
    ]
    terminal = _minute(attended)
    typed: list[str] = []
    for expected, line in said:
        terminal.answer(expected, line)
        if len(line) > 1:
            # What is drawn has been kept before, so that a kill can come at once.
            terminal.wait_for(line)
            typed += line.split()
        kept = _draft(attended).replace("\\", "").split()
        assert [word for word in typed if word not in kept and word not in _KEYS] == [], line
    terminal.kill()
    terminal = _minute(attended)
    terminal.answer(AGAIN, "y")
    terminal.wait_for("This action was not finished:")
    terminal.wait_for("owner (Enter for no action): director")
    terminal.keys(ENTER)
    terminal.wait_for("What is to be done: write - in plain words - the first draft")
    terminal.keys(ENTER)
    terminal.answer("By when", "31 July")
    terminal.answer("Another who must respond", "")
    terminal.answer(GOES_ON, "e")
    _end(terminal)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0, terminal.scroll()
    action = (attended.top / "actions/ACT-2024-001.yaml").read_text("utf-8")
    assert "title: Write - in plain words - the first draft\n" in action
    assert "All were there. ACTON: is no action, but was said." in _held(attended)


_KEYS = ("deferred", "reasons")


def test_only_the_keys_of_the_menu_are_keys(attended: Repository, golden: Golden) -> None:
    terminal = _minute(attended)
    terminal.answer("1 Welcome, apologies and deputies", "Two came late.", "")
    terminal.answer(GOES_ON, "None declared.")
    terminal.answer(">", "")
    terminal.answer(GOES_ON, "All three lead partners agreed them with thanks")
    terminal.answer(">", "")
    terminal.answer(GOES_ON, "Discussion went on")
    terminal.answer(">", "- with a list", "- of two", "")
    terminal.answer(GOES_ON, "?")
    terminal.answer("Any other words are taken as more of what was said.", "")
    terminal.answer("2 Minutes of the last meeting", INTERRUPT)
    assert terminal.end() == 130
    golden.check("terminal/minute-words.txt", terminal.scroll())
    assert _draft(attended).startswith(
        "ITEM 1: Welcome, apologies and deputies\n"
        "Two came late.\n\n"
        "None declared.\n\n"
        "All three lead partners agreed them with thanks\n\n"
        "Discussion went on\n\n"
        "- with a list\n- of two\n"
    )


PASTED = "First of all.\n\nAll agreed.\n\n\nd\nDiscussion went on.\nACTION: of whom was not said."


@pytest.mark.parametrize("begins", ["> ", GOES_ON])
@pytest.mark.parametrize("is_marked", [True, False])
def test_what_is_pasted_is_text_wherever_its_empty_lines_are(
    attended: Repository, begins: str, is_marked: bool
) -> None:
    terminal = _minute(attended)
    if begins == GOES_ON:
        terminal.answer("1 Welcome, apologies and deputies", "")
        terminal.answer(GOES_ON)
    else:
        terminal.answer("1 Welcome, apologies and deputies")
    keys = PASTED.replace("\n", "\r")
    terminal.keys(f"\x1b[200~{keys}\x1b[201~" if is_marked else keys)
    terminal.wait_for("was not said.")
    terminal.keys(ENTER)
    terminal.answer(">", "")
    terminal.answer("ACTION: kept as what was said.")
    terminal.answer(GOES_ON, INTERRUPT)
    assert terminal.end() == 130
    assert _draft(attended).startswith(
        "ITEM 1: Welcome, apologies and deputies\n"
        "First of all.\n\nAll agreed.\n\nd Discussion went on. ACTION: of whom was not said.\n\n"
        "ITEM 2: Minutes of the last meeting\n"
    )


def test_what_was_begun_is_left_again_without_leaving_the_minutes(
    attended: Repository, golden: Golden
) -> None:
    terminal = _minute(attended)
    terminal.answer("1 Welcome, apologies and deputies", "")
    for key, first in (("a", "owner"), ("d", "Decision in a few words"), ("i", "Whose interest")):
        terminal.answer(GOES_ON, key)
        terminal.answer(first, "")
    terminal.answer(GOES_ON, "a")
    terminal.answer("owner", "director")
    terminal.answer("What is to be done:", "")
    terminal.answer("Leave this action out, with what is noted of it? [y/N]", "")
    terminal.answer("What is to be done:", "read it again")
    terminal.answer("By when", "")
    terminal.answer("Leave this action out", "y")
    terminal.answer(GOES_ON, "d")
    terminal.answer("Decision in a few words", "Not this")
    terminal.answer("What was resolved", "")
    terminal.answer("[agreed]:", "")
    terminal.answer("Agreed by", "council")
    terminal.answer("Matter", "")
    terminal.answer("more (", "")
    terminal.answer("All lead partners must agree this")
    terminal.answer("Put that right now? [Y/n, x leaves it out]", "x")
    terminal.answer(GOES_ON, INTERRUPT)
    assert terminal.end() == 130
    golden.check("terminal/minute-left.txt", terminal.scroll())
    assert not re.search("ACTION|DECISION|INTEREST", _draft(attended))


def test_an_answer_that_can_not_be_is_asked_again_and_no_other(
    attended: Repository, golden: Golden
) -> None:
    terminal = _minute(attended)
    _pass(terminal, "1 Welcome")
    terminal.answer("2 Minutes", "")
    for expected, *typed in (
        (GOES_ON, "m"),
        ("Of which meeting", "1 March 2024"),
        ("The group did not meet on 1 March 2024.",),
        ("Of which meeting", "7 February 2024"),
        ("A correction", ""),
        (GOES_ON, ""),
        ("3 Next version", ""),
        (GOES_ON, "a"),
        ("owner", "chief"),
        ("chief fits 3 records",),
        ("owner", "director"),
        ("What is to be done:", "A long text that nobody wants to type a second time"),
        ("By when", "1 May 2023"),
        ("1 May 2023 is before the meeting of 3 April 2024.",),
        ("By when", "31 July"),
        ("Another who must respond", "nobody"),
        ("There is no partner or agency nobody.",),
        ("Another who must respond", ""),
        (GOES_ON, "d"),
        ("Decision in a few words", "The budget"),
        ("What was resolved", ""),
        ("[agreed]:", "perhaps"),
        ("perhaps is none of these",),
    ):
        terminal.answer(expected, *typed)
    for letter in "defer":
        # A choice that is only begun is no choice yet, and stands in nobody's way.
        terminal.keys(letter)
        terminal.screen()
    terminal.keys(ENTER)
    for expected, *typed in (
        ("Agreed by", "council, nobody"),
        ("There is no partner or agency nobody.",),
        ("Agreed by", ""),
        ("Until when", "soon"),
        ("soon is no date",),
        ("Until when", "5 June"),
        ("Matter it touches", ""),
        ("more (", "tags"),
        ("What it is about", "fun"),
        ("fun is no tag",),
        ("What it is about", "learning"),
        ("another; Enter ends", "fun"),
        ("fun is no tag",),
        ("another; Enter ends", ""),
        ("more (", "why"),
        ("Type one of:",),
        ("more (", ""),
        (GOES_ON, "p"),
        ("Words of its title:", "minutes"),
        ("minutes is no paper of this meeting.",),
        ("Words of its title:", "guidance"),
        ("The day it came", "4 April 2024"),
        ("4 April 2024 is still to come.",),
        ("The day it came", ""),
        (GOES_ON, "i"),
        ("Whose interest", "chief"),
        ("chief fits 3 records",),
        ("Whose interest", "clerk"),
        ("The interest:", "a cousin"),
        ("How it was handled:", "noted"),
        (GOES_ON, "e"),
        ("Another item?", ""),
        ("When does the group meet next", "1 April 2024"),
        ("1 April 2024 is not after this meeting.",),
        ("When does the group meet next", "5 June 2024"),
        ("Save this?", ""),
    ):
        terminal.answer(expected, *typed)
    assert terminal.end() == 0, terminal.scroll()
    golden.check("terminal/minute-wrong.txt", terminal.scroll())


def test_a_no_at_the_end_leads_back_to_every_item(attended: Repository, golden: Golden) -> None:
    terminal = _minute(attended)
    terminal.answer("1 Welcome, apologies and deputies", "All where there.", "")
    terminal.answer(GOES_ON, "")
    _pass(terminal, "2 Minutes", "3 Next version", "4 Declarations")
    _end(terminal)
    terminal.answer("Save this? [Y/n, c changes an answer]", "n")
    terminal.wait_for("Your text is kept; the same command offers it again.")
    assert terminal.end() == 0
    terminal = _minute(attended)
    terminal.answer('It ends with "All where there."')
    terminal.answer(AGAIN, "y")
    terminal.answer("1 All where there.", "")
    terminal.answer("2 Minutes", "")
    terminal.answer(GOES_ON, "m")
    terminal.answer("Of which meeting", "")
    terminal.answer("A correction", "")
    terminal.answer(GOES_ON, "e")
    _end(terminal)
    terminal.answer("Save this?", "c")
    terminal.answer("Which one (Enter for none):", "1")
    terminal.answer("1 All where there.", "c")
    terminal.answer("Which one (1-1", "1")
    terminal.wait_for("> All where there.")
    terminal.keys(ERASE + "All were there." + ENTER)
    terminal.answer(GOES_ON, "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0, terminal.scroll()
    golden.check("terminal/minute-changed.txt", terminal.scroll())
    text = _held(attended)
    assert "discussion: All were there." in text
    assert "approves_minutes_of: leads-2024-02-07" in text
    assert _drafts(attended) == []


def test_an_earlier_text_that_is_not_wanted_is_set_aside_until_it_is_thrown_away(
    attended: Repository,
) -> None:
    for number, words in enumerate(("The first text.", "Another text."), 1):
        terminal = _minute(attended)
        if number == 2:
            terminal.answer(AGAIN, "n")
            terminal.wait_for("It is set aside; the same command offers it again.")
        terminal.answer("1 Welcome", words, "")
        terminal.answer(GOES_ON, INTERRUPT)
        assert terminal.end() == 130
    assert "The first text.\n" in _draft(attended)
    assert "Another text.\n" in _draft(attended, "-2")
    terminal = _minute(attended)
    terminal.answer('"Another text."')
    terminal.answer(AGAIN, "t")
    terminal.answer("Throw it away, every word? [y/N]", "")
    terminal.answer(AGAIN, "t")
    terminal.answer("Throw it away, every word? [y/N]", "y")
    terminal.answer('"The first text."')
    terminal.answer(AGAIN, "y")
    terminal.answer("1 The first text.", "e")
    _end(terminal)
    terminal.answer("Save this?", "")
    assert terminal.end() == 0
    assert "discussion: The first text." in _held(attended)
    assert _drafts(attended) == []


def test_words_that_the_disk_does_not_take_are_shown_to_be_copied(attended: Repository) -> None:
    drafts = attended.top / ".sscp/drafts"
    drafts.mkdir(exist_ok=True)
    terminal = _minute(attended)
    terminal.answer("1 Welcome, apologies and deputies")
    drafts.rmdir()
    drafts.write_text("A file stands where the folder was.", "utf-8")
    terminal.keys("All were there." + ENTER)
    terminal.answer(">", "")
    terminal.wait_for("What you type can't be kept for now:")
    terminal.answer(GOES_ON, "")
    terminal.answer("2 Minutes", "")
    terminal.answer(GOES_ON, INTERRUPT)
    terminal.wait_for("Your text could not be kept; here it is, to be copied:")
    terminal.wait_for("ITEM 1: Welcome, apologies and deputies All were there.")
    assert terminal.end() == 130
    assert terminal.scroll().count("can't be kept for now") == 1
    assert "Traceback" not in terminal.scroll()


NOTES = """\
ITEM 1: Welcome, apologies and deputies
All were there. Two
came late.

The guidance was taken as read

- it is long
- it is dear

RECEIVED: guidance - 28 March 2024
RECORDS: council, director

ITEM 2: Minutes of the last meeting
APPROVED: 7 February 2024
CORRECTION: For "all" read "nearly all".
CORRECTION: Item 7: "October".

ITEM 3: Next version: a new date
September was too early.

DECISION: A later date
  The next version is published
  by 31 October 2024.

  It is short.
  AGREED: care-board, council, force
  REASONS: The national date is in December.
  OPTION: Keep September
  OPTION: Wait for the summer
  ANSWERS: council, clerk
  TAGS: leadership, learning
  EFFECTIVE: 1 May 2024
DEFERRED: The budget
  AGREED: care-board, council, force
  UNTIL: 5 June 2024
ACTION: Director - write - in plain words - the first draft - by 31 July
  RESPONDERS: council, force
ACTION: clerk - ask the practitioners - by next meeting
VALUE: Challenge: a plain question

ITEM 4: Declarations of interest
INTEREST: force-chief - a cousin at the provider - stepped out for item 3

ITEM 5: A question of the scrutineer
Who reads the minutes?

NEXT: 5 June 2024
"""


def _type_notes(terminal: Terminal) -> None:
    """The same content as the notes, as a clerk types it item by item."""
    for expected, *typed in (
        ("1 Welcome", "All were there. Two", "came late.", ""),
        (GOES_ON, "The guidance was taken as read"),
        (">", ""),
        (GOES_ON, "- it is long", "- it is dear", ""),
        (GOES_ON, "p"),
        ("Words of its title:", "guidance"),
        ("The day it came [the day of the meeting]:", "28 March 2024"),
        (GOES_ON, "r"),
        ("Record looked at (Enter for none):", "council"),
        ("another; Enter ends", "director"),
        ("another; Enter ends", ""),
        (GOES_ON, ""),
        ("2 Minutes", ""),
        (GOES_ON, "m"),
        ("Of which meeting", "7 February 2024"),
        ("A correction", 'For "all" read "nearly all".'),
        ("another; Enter ends", 'Item 7: "October".'),
        ("another; Enter ends", ""),
        (GOES_ON, ""),
        ("3 Next version", "September was too early.", ""),
        (GOES_ON, "d"),
        ("Decision in a few words", "A later date"),
        ("What was resolved", "The next version is published", "by 31 October 2024."),
        # An empty line that comes with more behind it ends nothing: both are sent at once.
        ("", ENTER + "It is short.", ""),
        ("[agreed]:", ""),
        ("Agreed by [", ""),
        ("Matter it touches", ""),
        ("more (", "reasons"),
        ("Why:", "The national date is in December.", ""),
        ("more (", "options"),
        ("weighed (Enter for none):", "Keep September"),
        ("another; Enter ends", "Wait for the summer"),
        ("another; Enter ends", ""),
        ("more (", "answers"),
        ("Record that it answers", "council"),
        ("another; Enter ends", "clerk"),
        ("another; Enter ends", ""),
        ("more (", "tags"),
        ("What it is about", "leadership"),
        ("another; Enter ends", "learning"),
        ("another; Enter ends", ""),
        ("more (", "effective"),
        ("takes effect", "1 May 2024"),
        ("more (", ""),
        (GOES_ON, "d"),
        ("Decision in a few words", "The budget"),
        ("What was resolved", ""),
        ("[agreed]:", "deferred"),
        ("Agreed by [", ""),
        ("Until when", "5 June 2024"),
        ("Matter it touches", ""),
        ("more (", ""),
        (GOES_ON, "a"),
        ("owner", "director"),
        ("What is to be done:", "write - in plain words - the first draft"),
        ("By when", "31 July"),
        ("Another who must respond", "council"),
        ("another; Enter ends", "force"),
        ("another; Enter ends", ""),
        (GOES_ON, "a"),
        ("owner", "clerk"),
        ("What is to be done:", "ask the practitioners"),
        ("By when", "5 June 2024"),
        ("Another who must respond", ""),
        (GOES_ON, "v"),
        ("The value", "Challenge: a plain question"),
        (GOES_ON, ""),
        ("4 Declarations", ""),
        (GOES_ON, "i"),
        ("Whose interest", "force-chief"),
        ("The interest:", "a cousin at the provider"),
        ("How it was handled:", "stepped out for item 3"),
        (GOES_ON, ""),
        ("Another item?", "A question of the scrutineer"),
        ("5 A question", "Who reads the minutes?", ""),
        (GOES_ON, ""),
        ("Another item?", ""),
        ("When does the group meet next", "5 June 2024"),
        ("Save this?", ""),
    ):
        terminal.open_at(expected)
        for before, each in zip(("", *typed), typed, strict=False):
            # The terminal itself would show what is typed while no prompt stands open.
            terminal.open_at(before)
            terminal.keys(each + ENTER)


def test_what_is_saved_already_is_offered_again_and_can_be_changed(
    attended: Repository, run: Run, golden: Golden, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTES, "utf-8")
    words = ("-C", attended.top, "meeting", "minute", MEETING, "--notes", notes)
    assert run(*words).status == 0
    terminal = _minute(attended)
    terminal.answer("1 Welcome", "b")
    terminal.answer("1 Welcome", "")
    terminal.answer("2 Minutes", "b")
    terminal.answer("1 Welcome", "")
    terminal.answer("2 Minutes", "")
    terminal.answer("3 Next version", "c")
    terminal.answer("Which one (1-6; Enter for none):", "5")
    terminal.answer("Change it, or take it out? [C/t]", "t")
    terminal.answer("ACT-2024-001 is in the register and stays there.")
    terminal.answer(GOES_ON, "c")
    terminal.answer("Which one (1-5", "5")
    terminal.answer("Change it, or take it out? [C/t]", "")
    for expected, keys in (
        ("owner (Enter for no action): clerk", ENTER),
        ("What is to be done: Ask the practitioners", ENTER),
        ("By when, such as 5 June 2024 or next meeting: 5 June 2024", ERASE + "1 June" + ENTER),
    ):
        terminal.wait_for(expected)
        terminal.keys(keys)
    terminal.answer("Another who must respond", "")
    terminal.answer(GOES_ON, "e")
    terminal.answer("Another item?", "A guest")
    terminal.answer("6 A guest", "")
    terminal.answer(GOES_ON, "x")
    terminal.answer("Another item?", "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0, terminal.scroll()
    golden.check("terminal/minute-saved.txt", terminal.scroll())
    changed = attended.git("diff", "HEAD~1", "--unified=0", "--format=").splitlines()
    assert [line for line in changed if line[0] in "+-" and line[1] not in "+-"] == [
        "-due: 2024-06-05",
        "+due: 2024-06-01",
    ]


def _records(top: Path) -> dict[str, bytes]:
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in top.rglob("*.yaml")
        if ".sscp" not in path.parts
    }


def test_three_ways_leave_the_same_register_file_for_file(
    attended: Repository, run: Run, golden: Golden, tmp_path: Path
) -> None:
    tops = {"notes": attended.top}
    for way in ("prompts", "editor"):
        tops[way] = tmp_path / way
        shutil.copytree(attended.top, tops[way])
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTES, "utf-8")

    outcome = run("-C", tops["notes"], "meeting", "minute", MEETING, "--notes", notes)
    assert outcome.status == 0, outcome.out + outcome.err

    terminal = Terminal("-C", tops["prompts"], "meeting", "minute", MEETING)
    _type_notes(terminal)
    assert terminal.end() == 0, terminal.scroll()
    golden.check("terminal/minute-whole.txt", terminal.scroll())

    code = f"import shutil, sys; shutil.copy({str(notes)!r}, sys.argv[1])"
    script = tmp_path / "editor.py"
    script.write_text(code, "utf-8")
    terminal = Terminal(
        *("-C", tops["editor"], "meeting", "minute", MEETING, "--edit"),
        env={"VISUAL": f"{sys.executable} {script}"},
    )
    terminal.answer("Save this?", "")
    assert terminal.end() == 0, terminal.scroll()

    first, *others = (_records(top) for top in tops.values())
    assert len(first) > 10
    for each in others:
        assert each == first

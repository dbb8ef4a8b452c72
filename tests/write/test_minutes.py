"""Minutes from a file, an editor and the prompts, in a real register under git."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.work.minutes import minute_plan
from sscp.work.notes import read_notes
from sscp.work.outline import write_notes
from sscp.write.change import Desk
from tests.conftest import CHECKOUT, Run
from tests.repositories import Repository
from tests.terminal import INTERRUPT, Terminal

MEETING = "leads-2024-04-03"
PRESENT = ("meeting", "attend", MEETING, "--rest", "present", "--minute-taker", "clerk")
NOTES = """\
ITEM 1
All were there.

ITEM 2: Minutes of the last meeting
APPROVED: last meeting
CORRECTION: For "all" read "nearly all".

ITEM 3: Next version
- The guidance is long.
- September was too early.

DECISION: A later date
  The next version is published by 31 October 2024.
  AGREED: council, care-board, force
ACTION: Director - write the first draft - by Wednesday 31 July

ITEM: A question of the scrutineer
Who reads the minutes?
ACTION: clerk - ask the practitioners - by next meeting

NEXT: 5 June 2024
"""
MINUTED = """\
# the first of the year
id: leads-2024-04-03
title: Lead partners, 3 April 2024
group: leads
date: 2024-04-03
status: held
chaired_by: care-board-chief   # in turn
attendance:
  - post: council-chief
    agency: council
    status: present
  - post: care-board-chief
    agency: care-board
    status: present
    role: chair
  - post: force-chief
    agency: force
    status: present
  - post: clerk
    agency: council
    status: present
    role: minute-taker
items:
  - number: 1
    title: Welcome, apologies and deputies
    form: welcome
    discussion: All were there.
  - number: 2
    title: Minutes of the last meeting
    form: minutes
    approves_minutes_of: leads-2024-02-07
    corrections:
      - For "all" read "nearly all".
  - number: 3
    title: "Next version: a new date"   # put off in February
    lead: director
    discussion: |-
      - The guidance is long.
      - September was too early.
    decisions:
      - DEC-2024-001
    actions:
      - ACT-2024-001
  - number: 4
    title: A question of the scrutineer
    discussion: Who reads the minutes?
    actions:
      - ACT-2024-002
agenda_issued_on: 2024-03-27
minutes:
  taken_by: clerk
  drafted_on: 2024-04-03
next_meeting: 2024-06-05
source: leads
"""
DECISION = """\
id: DEC-2024-001
title: A later date
body: leads
date: 2024-04-03
meeting: leads-2024-04-03
item: 3
resolution: The next version is published by 31 October 2024.
outcome: agreed
joint: true
agreement:
  - partner: council
    post: council-chief
    agreed: true
  - partner: care-board
    post: care-board-chief
    agreed: true
  - partner: force
    post: force-chief
    agreed: true
source: leads-2024-04-03 3
"""
ACTION = """\
id: ACT-2024-001
title: Write the first draft
owner: director
agency: council
raised_on: 2024-04-03
due: 2024-07-31
raised_by: meeting
raised_at: leads-2024-04-03
item: 3
scope: single-agency
monitored_by: leads
source: leads-2024-04-03 3
"""


@pytest.fixture
def attended(leads: Repository, run: Run) -> Repository:
    """The register with the attendance of the meeting of 3 April noted."""
    assert run("-C", leads.top, *PRESENT).status == 0
    return leads


def _notes(register: Repository, text: str) -> Path:
    file = register.top.parent / "notes.txt"
    file.write_text(text, "utf-8")
    return file


def _minute(register: Repository, run: Run, text: str, *more: str) -> tuple[int, str, str]:
    file = _notes(register, text)
    outcome = run("-C", register.top, "meeting", "minute", MEETING, "--notes", file, *more)
    return outcome.status, outcome.out, outcome.err


def _held(register: Repository) -> tuple[str, ...]:
    names = ("meetings/leads-2024-04-03", "decisions/DEC-2024-001", "actions/ACT-2024-001")
    return tuple((register.top / f"{name}.yaml").read_text("utf-8") for name in names)


def test_notes_become_the_meeting_its_decisions_and_its_actions(
    attended: Repository, run: Run
) -> None:
    status, out, err = _minute(attended, run, NOTES)
    assert (status, err) == (0, "")
    assert _held(attended) == (MINUTED, DECISION, ACTION)
    assert (attended.top / "actions/ACT-2024-002.yaml").read_text("utf-8") == (
        ACTION.replace("ACT-2024-001", "ACT-2024-002")
        .replace("Write the first draft", "Ask the practitioners")
        .replace("owner: director", "owner: clerk")
        .replace("2024-07-31", "2024-06-05")
        .replace("item: 3", "item: 4")
        .replace("2024-04-03 3", "2024-04-03 4")
    )
    assert out.splitlines()[:-1] == [
        "Minutes of Lead partners, 3 April 2024 written, with 1 decision and 2 actions.",
        "  Item 1        Welcome, apologies and deputies",
        "                All were there.",
        "  Item 2        Minutes of the last meeting (agrees the minutes of",
        "                leads-2024-02-07)",
        '                correction: For "all" read "nearly all".',
        "  Item 3        Next version: a new date",
        "                * The guidance is long.",
        "                * September was too early.",
        "  DEC-2024-001  agreed: A later date - agreed by Council, Care Board, Police",
        "                Force",
        "                The next version is published by 31 October 2024.",
        "  ACT-2024-001  action: Write the first draft - Director, by Wednesday 31 July",
        "                2024",
        "  Item 4        A question of the scrutineer (not on the agenda)",
        "                Who reads the minutes?",
        "  ACT-2024-002  action: Ask the practitioners - Clerk to the partnership, by",
        "                Wednesday 5 June 2024",
        "  Next          Wednesday 5 June 2024",
        "  No quorum is set for the Lead partners; what was decided stands on the",
        "  assumption that enough members were there.",
        "  They are a draft; `sscp meeting issue leads-2024-04-03` sends them out.",
        "  MIN-02 stops: Agree the minutes at the next meeting (leads-2024-02-07), met",
        "  (due 3 April 2024).",
        "  MIN-01 stops: Draft the minutes (leads-2024-04-03), met (due 5 June 2024).",
        "  MIN-02 starts: Agree the minutes at the next meeting (leads-2024-04-03), due",
        "  by Wednesday 5 June 2024.",
        "  Warning: No quorum is set for the Lead partners. It has taken 1 decision,",
        "  standing on the assumption that enough members were there.",
        "  Warning: The lead partners met on 3 April 2024, and no report of the delegated",
        "  partners is recorded.",
    ]
    assert attended.git("log", "-1", "--format=%b").splitlines() == [
        "DEC-2024-001: A later date",
        "ACT-2024-001: Write the first draft",
        "ACT-2024-002: Ask the practitioners",
        "",
        "Sscp-Command: meeting minute",
        "Sscp-Record: DEC-2024-001",
        "Sscp-Record: ACT-2024-001",
        "Sscp-Record: ACT-2024-002",
        "Sscp-Record: leads-2024-04-03",
    ]


def test_a_paper_that_came_is_noted_with_its_day(attended: Repository, run: Run) -> None:
    words = ("meeting", "paper", MEETING, "--owner", "director", "--title")
    for title in ("The guidance in short", "The guidance at length"):
        assert run("-C", attended.top, *words, title).status == 0
    text = (
        "ITEM 1\nRECEIVED: the guidance in short - on 28 March\nRECEIVED: length\n"
        "RECEIVED: guidance\nRECEIVED: length - 4 April 2024\nRECEIVED: length - soon"
    )
    status, out, _ = _minute(attended, run, text)
    assert status == 1
    assert " ".join(out.split()) == (
        "notes.txt:4: guidance fits 2 papers of this meeting. Its papers are: The guidance in"
        " short; The guidance at length. `sscp meeting paper` notes a new one."
        " notes.txt:5: 4 April 2024 is still to come."
        " notes.txt:6: soon is no date; write it like 5 June 2024."
    )
    for _ in range(2):
        status, out, _ = _minute(attended, run, "\n".join(text.splitlines()[:3]))
        assert status == 0, out
    assert [line for line in _held_meeting(attended).splitlines() if "received_on" in line] == [
        "    received_on: 2024-03-28",
        "    received_on: 2024-04-03",
    ]


def test_how_an_interest_was_handled_can_be_corrected(attended: Repository, run: Run) -> None:
    for handled in ("stepped out", "stepped out", "stayed"):
        text = f"ITEM 1\nINTEREST: clerk - a cousin - {handled}"
        assert _minute(attended, run, text)[0] == 0
    assert attended.git("rev-list", "--count", "HEAD") == "4"
    assert "interests:\n  - post: clerk\n    interest: a cousin\n    handled: stayed\n" in (
        _held_meeting(attended)
    )


def test_the_same_notes_twice_change_nothing_the_second_time(
    attended: Repository, run: Run
) -> None:
    _minute(attended, run, NOTES)
    commits = attended.git("rev-list", "--count", "HEAD")
    for text in (NOTES, NOTES.replace("A later date", "a later date.")):
        status, out, _ = _minute(attended, run, text, "--format", "json")
        assert (status, json.loads(out)["records"]) == (0, [])
    assert _held(attended) == (MINUTED, DECISION, ACTION)
    assert attended.git("rev-list", "--count", "HEAD") == commits


def test_before_the_draft_goes_out_its_words_may_still_be_corrected(
    attended: Repository, run: Run
) -> None:
    _minute(attended, run, NOTES)
    corrected = NOTES.replace("31 October", "30 November").replace("All were", "All")
    status, _, err = _minute(attended, run, corrected)
    assert (status, err) == (0, "")
    changed = attended.git("diff", "HEAD~1", "--unified=0").splitlines()
    assert [line for line in changed if line[0] in "+-" and line[1] not in "+-"] == [
        "-resolution: The next version is published by 31 October 2024.",
        "+resolution: The next version is published by 30 November 2024.",
        "-    discussion: All were there.",
        "+    discussion: All there.",
    ]


def test_once_the_draft_is_out_decisions_are_closed_and_the_rest_goes_out_again(
    attended: Repository, run: Run
) -> None:
    _minute(attended, run, NOTES)
    run("-C", attended.top, "meeting", "issue", MEETING)
    status, out, err = _minute(attended, run, NOTES.replace("31 October", "30 November"))
    assert (status, err) == (1, "sscp: Nothing was changed: the notes have a mistake.\n")
    assert " ".join(out.split()) == (
        "notes.txt:12: DEC-2024-001 went out with the minutes on 3 April 2024 and says"
        " otherwise (resolution). What the meeting agreed is corrected by a later meeting."
    )
    status, out, _ = _minute(attended, run, NOTES.replace("All were there", "All came"))
    assert status == 0
    again = f"A draft has gone out before; `sscp meeting issue {MEETING} --again` sends this one."
    assert again in " ".join(out.split())


def test_what_notes_leave_out_is_kept_and_told(attended: Repository, run: Run) -> None:
    _minute(attended, run, NOTES)
    status, out, _ = _minute(attended, run, "ITEM 3\nThe guidance is long.")
    assert status == 0
    assert "left as they are: DEC-2024-001, ACT-2024-001." in " ".join(out.split())
    assert "    decisions:\n      - DEC-2024-001\n" in _held(attended)[0]


def test_new_items_stand_where_the_notes_have_them(attended: Repository, run: Run) -> None:
    _minute(attended, run, "ITEM 1\nHello.\n\nITEM 1a: A guest\nWelcome.\n\nITEM 3\nEnd.")
    text = _held_meeting(attended)
    assert text.index("title: A guest") < text.index("title: Minutes of the last")


def _held_meeting(register: Repository) -> str:
    return (register.top / f"meetings/{MEETING}.yaml").read_text("utf-8")


def test_an_agenda_that_names_minutes_agrees_nothing_by_itself(
    attended: Repository, run: Run
) -> None:
    run("-C", attended.top, "meeting", "agenda", MEETING)
    file = attended.top / f"meetings/{MEETING}.yaml"
    text = file.read_text("utf-8")
    if "approves_minutes_of" not in text:
        file.write_text(
            text.replace(
                "form: minutes", "form: minutes\n    approves_minutes_of: leads-2024-02-07"
            )
        )
    status, out, _ = _minute(attended, run, "ITEM 1\nHello.")
    assert status == 0
    assert "approves_minutes_of" not in _held_meeting(attended)
    assert (
        "The agenda had the minutes of leads-2024-02-07 to be agreed, and the notes do not say"
        " that they were (`APPROVED: leads-2024-02-07`), so they stay a draft."
    ) in " ".join(out.split())


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("ITEM 9\nx", 1, "The agenda has no item 9; a new one needs a title. Its items are: 1, 2"),
        (
            "ITEM 1: Next version\nx",
            1,
            "Item 1 is 'Welcome, apologies and deputies' on",
        ),
        ("ITEM 1\nx\nITEM 1\ny", 3, "Item 1 stands in these notes already, from line 1."),
        ("ITEM 3\nDECISION: a - b", 2, "All lead partners must agree this; missing by"),
        (
            "ITEM 3\nDECISION: a - b\nAGREED: council, force",
            2,
            "by these notes: Care Board.",
        ),
        ("ITEM 3\nDECISION: a - b\nAGREED: nobody", 3, "There is no partner or agency nobody."),
        ("ITEM 3\nNOTED: a - b\nMATTERS: x", 3, "There is no matter x."),
        ("ITEM 3\nDEFERRED: a - b\nUNTIL: soon", 3, "soon is no date; write it like 5 June 2024"),
        ("ITEM 3\nNOTED: a - b\nTAGS: fun", 3, "fun is no tag; there are: coordination,"),
        ("ITEM 3\nNOTED DEC-2024-007: a - b", 2, "There is no decision DEC-2024-007 under this"),
        ("ITEM 3\nACTION: chief - x - by 1 May", 2, "chief fits 3 records: care-board-chief"),
        ("ITEM 3\nACTION: clerk - x - by 1 May 2023", 2, "1 May 2023 is before the meeting of"),
        (
            "ITEM 3\nACTION: clerk - x - by Thursday 31 July",
            2,
            "31 July 2024 is a Wednesday, not a Thursday.",
        ),
        ("ITEM 2\nAPPROVED: 1 March 2024", 2, "The group did not meet on 1 March 2024."),
        ("ITEM 2\nAPPROVED: leads-2024-06-05", 2, "was not after leads-2024-06-05, so it can't"),
        ("ITEM 2\nAPPROVED: leads-2024-04-03", 2, "A meeting can't agree its own minutes"),
        ("ITEM 2\nRECEIVED: x", 2, "x is no paper of this meeting. Its papers are: none."),
        ("ITEM 2\nCORRECTION: x", 2, "A CORRECTION: needs the minutes it is to"),
        ("ITEM 1\nNEXT: 1 April 2024", 2, "1 April 2024 is not after this meeting."),
    ],
)
def test_mistakes_are_told_by_line_and_nothing_is_written(
    attended: Repository, run: Run, text: str, line: int, sentence: str
) -> None:
    commits = attended.git("rev-list", "--count", "HEAD")
    status, out, err = _minute(attended, run, text)
    assert status == 1
    assert out.startswith(f"notes.txt:{line}: ")
    assert sentence in " ".join(out.split())
    assert err == "sscp: Nothing was changed: the notes have a mistake.\n"
    assert attended.git("rev-list", "--count", "HEAD") == commits


def test_programs_get_mistakes_as_data(leads: Repository, run: Run) -> None:
    text = "ITEM 3\nDECISION: a - b\nAGREED: council\nAction: y"
    status, out, _ = _minute(leads, run, text, "--format", "json")
    assert status == 1
    assert json.loads(out) == {
        "schema": "sscp.notes/1",
        "meeting": MEETING,
        "mistakes": [
            {
                "line": 3,
                "message": "Who came is not recorded yet, so nobody can have agreed; begin with"
                f" `sscp meeting attend {MEETING}`.",
                "is_doubt": False,
            },
            {
                "line": 4,
                "message": "Action: is kept as what was said; in capitals, ACTION:, it would be"
                " read as a line of its own kind.",
                "is_doubt": True,
            },
        ],
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["leads-2024-06-05", "--notes", "x"], "is on 5 June 2024 and can be minuted from that"),
        ([MEETING], "Without a terminal the minutes come from a file: --notes FILE"),
        ([MEETING, "--notes", "nowhere.txt"], "nowhere.txt can't be read"),
        ([MEETING, "--edit", "--outline"], "Give one of --notes, --edit and --outline."),
        ([], "Say which meeting."),
    ],
)
def test_wrong_usage_is_one_sentence(
    leads: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", leads.top, "meeting", "minute", *words)
    assert outcome.status == 2
    assert sentence in outcome.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_notes_are_read_as_any_office_saves_them(
    attended: Repository, run: Run, encoding: str
) -> None:
    text = NOTES.replace(" - write", " \N{EN DASH} write").replace("\n", "\r\n")
    file = attended.top.parent / "notes.txt"
    file.write_bytes(text.encode(encoding))
    outcome = run("-C", attended.top, "meeting", "minute", MEETING, "--notes", file)
    assert outcome.status == 0, outcome.out
    assert _held(attended) == (MINUTED, DECISION, ACTION)


def test_notes_may_be_piped_in_and_doubts_are_told_beside_the_result(
    attended: Repository,
) -> None:
    words = [sys.executable, "-m", "sscp", "-C", str(attended.top), "meeting", "minute", MEETING]
    done = subprocess.run(
        [*words, "--notes", "-", "--format", "json"],
        input=f"{NOTES}\nAction: nobody\n".encode(),
        capture_output=True,
        check=False,
        cwd=CHECKOUT,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["done"] is True
    assert done.stderr.decode().startswith("notes:23: Action: is kept as what was said;")


def test_the_prompts_leave_the_same_bytes_as_the_notes(attended: Repository) -> None:
    screen = Terminal("-C", attended.top, "meeting", "minute", MEETING)
    screen.answer("1 Welcome, apologies and deputies", "All were there.", "")
    screen.answer("Enter goes on", "")
    screen.answer("2 Minutes of the last meeting", "")
    screen.answer("m minutes agreed", "m")
    screen.answer("Of which meeting [last meeting]:", "")
    screen.answer("A correction", 'For "all" read "nearly all".')
    screen.answer("A correction", "")
    screen.answer("m minutes agreed", "")
    screen.answer("3 Next version: a new date", "- The guidance is long.")
    screen.answer("> - The guidance is long.", "- September was too early.", "")
    screen.answer("Enter goes on", "d")
    screen.answer("Decision in a few words", "A later date")
    screen.answer("What was resolved", "The next version is published by 31 October 2024.", "")
    screen.answer("[agreed]:", "")
    screen.answer("Agreed by [care-board, council, force]:", "council, care-board, police")
    screen.answer("Matter it touches (Enter for none):", "")
    screen.answer("more (Enter for no more):", "")
    screen.answer("Enter goes on", "a")
    screen.answer("owner", "director")
    screen.answer("What is to be done:", "write the first draft")
    screen.answer("By when", "soon")
    screen.answer("soon is no date", "31 July")
    screen.answer("Another who must respond", "")
    screen.answer("Enter goes on", "")
    screen.answer("Another item?", "A question of the scrutineer")
    screen.answer("4 A question of the scrutineer", "Who reads the minutes?", "")
    screen.answer("Enter goes on", "a")
    screen.answer("owner", "clerk")
    screen.answer("What is to be done:", "ask the practitioners")
    screen.answer("By when", "next meeting")
    screen.answer("Another who must respond", "")
    screen.answer("Enter goes on", "")
    screen.answer("Another item?", "")
    screen.answer("When does the group meet next", "5 June 2024")
    screen.answer("Save this? [Y/n, c changes an answer]", "y")
    assert screen.end() == 0, screen.shown
    assert _held(attended) == (MINUTED, DECISION, ACTION)
    assert list((attended.top / ".sscp/drafts").iterdir()) == []


def test_minutes_broken_off_at_the_prompts_go_on_in_the_editor(attended: Repository) -> None:
    screen = Terminal("-C", attended.top, "meeting", "minute", MEETING)
    screen.answer("1 Welcome, apologies and deputies", "All were there.", "")
    screen.answer("Enter goes on", INTERRUPT)
    screen.wait_for("Your text is kept; the same command offers it again.")
    assert screen.end() == 130
    seen = attended.top.parent / "seen.txt"
    screen = Terminal(
        *("-C", attended.top, "meeting", "minute", MEETING, "--edit"),
        env=_editor(attended, f"import shutil, sys; shutil.copy(sys.argv[1], {str(seen)!r})"),
    )
    screen.answer('An earlier text of 3 words was not written. It ends with "All were there."')
    screen.answer("Go on with that? [Y/n, t throws it away]", "y")
    screen.answer("Save this? [Y/n]", "n")
    screen.wait_for("Nothing was changed.")
    assert screen.end() == 0
    text = seen.read_text("utf-8")
    assert text.startswith("# Lead partners, 3 April 2024\n#\n")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert " ".join(body.split()) == (
        "ITEM 1: Welcome, apologies and deputies All were there."
        " ITEM 2: Minutes of the last meeting ITEM 3: Next version: a new date"
    )


def _editor(register: Repository, code: str) -> dict[str, str]:
    """An editor that does what a piece of code does to the file it is given."""
    script = register.top.parent / "editor.py"
    script.write_text(code, "utf-8")
    return {"VISUAL": f"{sys.executable} {script}"}


def test_the_editor_is_opened_again_until_the_text_fits(attended: Repository) -> None:
    wrong = NOTES.replace("by Wednesday 31 July", "soon")
    for number, text in enumerate((wrong, NOTES), 1):
        (attended.top.parent / f"{number}.txt").write_text(text, "utf-8")
    code = f"""
import pathlib, shutil, sys
top = pathlib.Path({str(attended.top.parent)!r})
first = top / "1.txt"
shutil.copy(first if first.exists() else top / "2.txt", sys.argv[1])
first.unlink(missing_ok=True)
"""
    screen = Terminal(
        *("-C", attended.top, "meeting", "minute", MEETING, "--edit"),
        env=_editor(attended, code),
    )
    screen.answer("line 15: The action does not say by when")
    screen.wait_for("Nothing was changed: the notes have a mistake.")
    screen.answer("Open it again to mend that? [Y/n]", "")
    screen.answer("Save this? [Y/n]", "")
    assert screen.end() == 0, screen.shown
    assert _held(attended) == (MINUTED, DECISION, ACTION)
    assert list((attended.top / ".sscp/drafts").iterdir()) == []


@pytest.mark.parametrize("name", ["EDITOR", "VISUAL"])
def test_an_editor_that_is_not_there_is_one_sentence(attended: Repository, name: str) -> None:
    env = {"EDITOR": "", "VISUAL": "", name: "no-such-editor --wait"}
    screen = Terminal("-C", attended.top, "meeting", "minute", MEETING, "--edit", env=env)
    assert screen.end() == 3
    assert " ".join(screen.scroll().split()) == (
        "sscp: There is no editor no-such-editor on this machine; name another in the setting"
        f" {name}."
    )
    assert list((attended.top / ".sscp/drafts").iterdir()) == []


def test_an_editor_that_fails_takes_no_text_with_it(attended: Repository) -> None:
    code = "import sys; open(sys.argv[1], 'a').write('NEXT: 5 June 2024'); sys.exit(7)"
    words = ("meeting", "minute", MEETING, "--edit")
    screen = Terminal("-C", attended.top, *words, env=_editor(attended, code))
    screen.wait_for("Your text is kept; the same command offers it again.")
    screen.wait_for("ended with a failure (7); the text is kept in")
    assert screen.end() == 3
    screen = Terminal("-C", attended.top, *words, env=_editor(attended, ""))
    screen.answer('It ends with "5 June 2024"')
    screen.answer("Go on with that?", "")
    screen.answer("Save this?", "")
    assert screen.end() == 0
    assert "next_meeting: 2024-06-05\n" in _held_meeting(attended)


def test_the_notes_of_every_meeting_of_the_register_read_again_change_nothing() -> None:
    portfolio = load(FolderSource(str(CHECKOUT / "records"))).portfolio
    as_of = date(2024, 4, 3)
    held = [each for each in portfolio.of_kind("meeting") if each.text("status") == "held"]
    assert len(held) > 50
    unsealed = "sscp.work.minutes.require_minutable"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unsealed, lambda *_: None)
        for meeting in held:
            notes = read_notes(write_notes(portfolio, meeting))
            change = minute_plan(meeting.id or "", notes)(Desk(portfolio, as_of, {}))
            assert change.edits == (), meeting.id

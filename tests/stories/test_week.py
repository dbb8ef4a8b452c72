"""A business manager's week, once at the prompts of a real terminal and once by options.

Both leave the same register, file for file and commit for commit.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Golden, Run
from tests.repositories import Repository
from tests.terminal import ENTER, INTERRUPT, Terminal

NOTES = CHECKOUT / "docs" / "how-to" / "minutes-example.txt"
TUESDAY, WEDNESDAY = "2024-04-02", "2024-04-03"
LEADS = "lsp-group-2024-04-03"
GOES_ON = "Enter goes on"


class Onto(str):
    """Typed on at the end of what stands at the prompt already."""

    __slots__ = ()


Answer = tuple[str, ...]
Sitting = tuple[Answer, ...]
"""What a person answers to what, from the command to its end or to a Ctrl-C."""

BROKEN_OFF: Sitting = (
    ("The meeting: its id",),
    ("meeting:", LEADS),
    ("1 Welcome, apologies", "The Deputy Chief Constable came for the police, with authority"),
    ("> The Deputy", "to decide.", ""),
    (GOES_ON, ""),
    ("2 Declarations of interest", "None.", ""),
    (GOES_ON, ""),
    ("3 Minutes of the last meeting", ""),
    (GOES_ON, "m"),
    ("Of which meeting [lsp-group-2024-02-07]:", ""),
    ("A correction (", 'Item 7: for "autumn" read "October".'),
    ("another; Enter ends", ""),
    (GOES_ON, ""),
    ("4 Actions due and overdue 1 Looked at:",),
    (GOES_ON, "- The priorities are ready to be published; young people have read the text."),
    (">", "- Nothing is overdue.", ""),
    (GOES_ON, "a"),
    ("owner (Enter for no action):", "business-manager"),
    ("What is to be done:", ""),
    ("Leave this action out, with what is noted of it? [y/N]", "y"),
    (GOES_ON, ""),
    ("5 Report of the delegated partners",),
    (GOES_ON, "Taken as read. It came on the day, and the lead partners asked for it a week"),
    (">", "before the next meeting.", ""),
    (GOES_ON, ""),
    ("6 Points of the new national guidance",),
    (">",),
    ("", Onto("The guidance asks for a partnership ch" + INTERRUPT)),
)
GONE_ON_WITH: Sitting = (
    ("The meeting: its id",),
    ("meeting:", LEADS),
    ('It ends with "... guidance asks for a partnership ch"',),
    ("Go on with that? [Y/n, t throws it away]", ""),
    ("1 Welcome, apologies",),
    (GOES_ON, ""),
    ("2 Declarations of interest 1 None.",),
    (GOES_ON, ""),
    ("3 Minutes of the last meeting",),
    (GOES_ON, ""),
    ("4 Actions due and overdue",),
    (GOES_ON, ""),
    ("5 Report of the delegated partners",),
    (GOES_ON, ""),
    ("6 Points of the new national guidance",),
    (GOES_ON, "c"),
    ("Which one (1-1; Enter for none):", "1"),
    (
        "> The guidance asks for a partnership ch",
        Onto("air. The three weighed taking turns against choosing one of the delegated partners."),
    ),
    (GOES_ON, "a"),
    ("owner (Enter for no action):", "Business Manager"),
    ("What is to be done:", "write down what each choice would change"),
    ("By when", "next meeting"),
    ("When does the group meet next", "29 May 2024"),
    ("Another who must respond", ""),
    (GOES_ON, ""),
    ("7 Next version of the arrangements", "The date of September was too early, as the"),
    ("> The date", "guidance is still being read.", ""),
    (GOES_ON, "d"),
    ("Decision in a few words", "New date for the next version"),
    ("What was resolved", "The next version of the arrangements comes to the lead partners in"),
    ("> The next", "draft by 31 July 2024 and is published by 31 October 2024.", ""),
    ("[agreed]:", ""),
    ("Agreed by [", "council, icb, police"),
    ("Matter it touches", "rm-structure"),
    ("another; Enter ends", ""),
    ("more (Enter for no more):", "reasons"),
    ("Why:", "The national date is the end of December 2024."),
    ("> The national", ""),
    ("more (Enter for no more):", "answers"),
    ("Record that it answers", "masa"),
    ("another; Enter ends", ""),
    ("more (Enter for no more):", ""),
    (GOES_ON, "a"),
    ("owner (Enter for no action):", "Deputy Chief Executive/Chief Nursing Officer"),
    ("What is to be done:", "bring a timetable to the Executive Group"),
    ("By when", "1 May"),
    ("Another who must respond", ""),
    (GOES_ON, ""),
    ("8 Decisions and reviews that fall due",),
    (GOES_ON, "The arrangements are covered by item 7. The letter to agencies goes out in May."),
    (">", ""),
    (GOES_ON, ""),
    ("9 Serious incidents and practice reviews",),
    (GOES_ON, "The page on what changed since the local review is clear and short."),
    (">", ""),
    (GOES_ON, "d"),
    ("Decision in a few words", "Effect of the local review"),
    ("What was resolved", "The lead partners took note of what has changed since the local"),
    ("> The lead", "review was published.", ""),
    ("[agreed]:", "noted"),
    ("Matter it touches", ""),
    ("more (Enter for no more):", ""),
    (GOES_ON, ""),
    ("10 Advice and challenge", "The scrutineer asked who reads the minutes. The answer is put"),
    ("> The scrutineer", "to the practitioner forum.", ""),
    (GOES_ON, "v"),
    ("The value, and how", "Challenge: a plain question about our own papers"),
    (GOES_ON, ""),
    ("11 Any other business", "None.", ""),
    (GOES_ON, ""),
    ("Another item?", ""),
    ("Save this? [Y/n, c changes an answer]", ""),
)

WEEK: tuple[tuple[str, str, tuple[str, ...], Sitting], ...] = (
    (
        "schedule",
        TUESDAY,
        *(
            (
                *("meeting", "schedule", "cspr-panel", "--from", "2024-04-01"),
                *("--until", "2024-07-01", "--every", "2 months"),
            ),
            (
                ("group:", "cspr-panel"),
                ("from [", "1 April 2024"),
                ("until [", "1/7/2024"),
                ("every:", "2 months"),
                ("weekday [", ""),
                ("starts [", ""),
                ("ends [", ""),
                ("place [", ""),
                ("Save this?", ""),
            ),
        ),
    ),
    (
        "agenda",
        TUESDAY,
        ("meeting", "agenda", LEADS),
        (("The meeting: its id",), ("meeting:", LEADS), ("Save this?", "y")),
    ),
    (
        "attend",
        WEDNESDAY,
        (
            *("meeting", "attend", LEADS, "--present", "chief-executive-smbc"),
            *("--remote", "chief-executive-icb", "--apologies", "independent-scrutineer"),
            *("--deputy", "chief-constable-wmp=Deputy Chief Constable"),
            *("--authorised", "chief-constable-wmp", "--minute-taker", "administrator"),
        ),
        (
            ("The meeting: its id",),
            ("meeting:", LEADS),
            ("1/6", "p"),
            ("2/6", "r"),
            ("3/6", "d"),
            ("Who came? A post or a title, never a name:", "Deputy Chief Constable"),
            ("may decide? [y/N]", "y"),
            ("4/6", "a"),
            ("5/6", ""),
            ("6/6", ""),
            ("Their post (Enter", ""),
            ("chair [", ""),
            ("minutes (Enter", "administrator"),
            ("is noted as present with that.",),
            ("Save this?", ""),
        ),
    ),
    (
        "minute",
        WEDNESDAY,
        ("meeting", "minute", LEADS, "--notes", str(NOTES)),
        GONE_ON_WITH,
    ),
    (
        "issue",
        WEDNESDAY,
        ("meeting", "issue", LEADS),
        (
            ("The meeting: its id",),
            ("meeting:", LEADS),
            ("on [Wednesday", ""),
            ("again (y", ""),
            ("Save this?", ""),
        ),
    ),
    ("close", WEDNESDAY, ("meeting", "close", LEADS), ()),
    ("chase", WEDNESDAY, ("chase", "-o", "reminders"), ()),
    (
        "complete",
        WEDNESDAY,
        ("action", "complete", "ACT-2023-115", "--evidence", "Count of 600 contacts"),
        (
            ("The action: its id",),
            ("action:", "ACT-2023-115"),
            ("evidence:", "Count of 600 contacts"),
            ("evidence record (Enter", ""),
            ("effect (Enter", ""),
            ("on [Wednesday", ""),
            ("Save this?", ""),
        ),
    ),
    (
        "extend",
        WEDNESDAY,
        (
            *("action", "extend", "ACT-2023-114", "--to", "2024-06-01"),
            *("--reason", "The provider starts in June"),
            *("--agreed-at", "executive-group-2024-03-20"),
        ),
        (
            ("The action: its id",),
            ("action:", "ACT-2023-114"),
            ("to:", "1 June 2024"),
            ("reason:", "The provider starts in June"),
            ("agreed at:", "executive-group-2024-03-20"),
            ("Save this?", ""),
        ),
    ),
    (
        "cancel",
        WEDNESDAY,
        (
            *("action", "cancel", "ACT-2024-006", "--reason", "Taken for another"),
            *("--decision", "DEC-2024-025"),
        ),
        (
            ("The action: its id",),
            ("action:", "ACT-2024-006"),
            ("reason", "Taken for another"),
            ("decision", "DEC-2024-025"),
            ("on [Wednesday", ""),
            ("Save this?", ""),
        ),
    ),
    ("undo", WEDNESDAY, ("undo", "--yes"), (("Save this?", ""),)),
)
"""Each step: its name, the day, the words of a script, and what a person answers to what."""
BEGUN = {"minute": BROKEN_OFF}
"""Steps that a person breaks off at first."""


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Repository, Repository]:
    """The register of this checkout, twice."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    made = []
    for name in ("prompts", "options"):
        repository = Repository(tmp_path / name)
        shutil.copytree(CHECKOUT / "records", repository.top / "records")
        repository.commit("2024-03-31T12:00:00+00:00")
        made.append(repository)
    return made[0], made[1]


def asked(words: tuple[str, ...], answers: Sitting) -> tuple[str, ...]:
    """What a person types before the first question: the command alone."""
    if not answers:
        return words
    return words[: 1 if words[0] == "undo" else 2]


def sit(terminal: Terminal, answers: Sitting) -> None:
    """Answer what is asked, one thing after the other."""
    for expected, *typed in answers:
        if typed and isinstance(typed[0], Onto):
            terminal.wait_for(expected)
            terminal.keys(typed[0] if typed[0].endswith(INTERRUPT) else typed[0] + ENTER)
        else:
            terminal.answer(expected, *typed)


def held(top: Path) -> dict[str, bytes]:
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in (top / "records").rglob("*.yaml")
    }


def told(repository: Repository) -> str:
    """What every commit says, but for the id of the one that an undo took back."""
    return re.sub(r"(?m)^Sscp-Undo: .*$", "Sscp-Undo:", repository.git("log", "--format=%s%n%b"))


def test_the_week_at_the_prompts_is_the_week_by_options(
    both: tuple[Repository, Repository],
    run: Run,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prompts, options = both
    for name, day, words, answers in WEEK:
        before = options.git("rev-parse", "HEAD")
        monkeypatch.chdir(options.top)
        outcome = run("-C", options.top, "--as-of", day, *words)
        assert outcome.status == 0, f"{name}: {outcome.err}"
        changes = name != "close"
        assert (options.git("rev-parse", "HEAD") != before) is changes, name

        at = ("-C", str(prompts.top), "--as-of", day, *asked(words, answers))
        screens = []
        for sitting in filter(None, (BEGUN.get(name), answers or ((),))):
            terminal = Terminal(*at, cwd=prompts.top)
            sit(terminal, tuple(filter(None, sitting)))
            status = 130 if sitting is BEGUN.get(name) else 0
            assert terminal.end() == status, f"{name}: {terminal.scroll()}"
            screens.append(terminal.scroll())
        screen = "\n".join(screens).replace(str(CHECKOUT), "").replace(str(prompts.top), "")
        golden.check(f"week/{name}.txt", screen)
        assert held(prompts.top) == held(options.top), name
    assert told(prompts) == told(options)
    assert prompts.git("status", "--short", "records") == ""

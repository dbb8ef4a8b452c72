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
from tests.terminal import Terminal

NOTES = CHECKOUT / "docs" / "how-to" / "minutes-example.txt"
MONDAY, WEDNESDAY = "2024-04-02", "2024-04-03"
LEADS = "lsp-group-2024-04-03"
COMMIT = re.compile(r"Kept as [0-9a-f]{7,}")

WEEK: tuple[tuple[str, str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = (
    (
        "schedule",
        MONDAY,
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
        MONDAY,
        ("meeting", "agenda", LEADS),
        (("The meeting: its id",), ("meeting:", LEADS), ("Save this?", "y")),
    ),
    (
        "attend",
        WEDNESDAY,
        (
            *("meeting", "attend", LEADS, "--present", "chief-executive-smbc"),
            *("--present", "chief-executive-icb", "--remote", "chief-constable-wmp"),
            *("--apologies", "independent-scrutineer"),
        ),
        (
            ("The meeting: its id",),
            ("meeting:", LEADS),
            ("1/6", "p"),
            ("2/6", "p"),
            ("3/6", "r"),
            ("4/6", "a"),
            ("5/6", ""),
            ("6/6", ""),
            ("Their post (Enter", ""),
            ("chair [", ""),
            ("minutes (Enter", ""),
            ("Save this?", ""),
        ),
    ),
    (
        "minute",
        WEDNESDAY,
        ("meeting", "minute", LEADS, "--notes", str(NOTES)),
        (("Save this?", ""),),
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
            ("evidence (Enter", "Count of 600 contacts"),
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
    ("undo", WEDNESDAY, ("undo", "--yes"), (("Save this?", ""),)),
)
"""Each step: its name, the day, the words of a script, and what a person answers to what."""


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


def asked(words: tuple[str, ...], answers: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """What a person types before the first question: the command, and a file if there is one."""
    if not answers or "--notes" in words:
        return words
    return words[: 1 if words[0] == "undo" else 2]


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

        at = ("-C", str(prompts.top), "--as-of", day)
        terminal = Terminal(*at, *asked(words, answers), cwd=prompts.top)
        for expected, *typed in answers:
            terminal.answer(expected, *typed)
        assert terminal.end() == 0, f"{name}: {terminal.scroll()}"
        screen = COMMIT.sub("Kept as 0000000", terminal.scroll())
        screen = screen.replace(str(CHECKOUT), "").replace(str(prompts.top), "")
        golden.check(f"week/{name}.txt", screen)
        assert held(prompts.top) == held(options.top), name
    assert told(prompts) == told(options)
    assert prompts.git("status", "--short", "records") == ""

"""A thousand edits by the commands, on registers written by many hands.

No register becomes invalid, no comment is lost, and only the lines meant change.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sscp.errors import UsageError
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.rules.runner import run_rules
from sscp.work import actions, raising
from sscp.work.verb import Answers, Verb
from sscp.write.change import Change, Desk, Refused, Written
from sscp.write.door import write
from tests.builders import three_partners
from tests.write.styles import Hand

AS_OF = date(2023, 9, 1)
HELD = date(2023, 5, 17)
MEETING = f"executive-{HELD}"
REGISTERS, EDITS = 40, 25
COMMENT = re.compile(r"# (?:note|aside) [0-9]+")
WORDS = (
    "plain",
    "with: colon",
    "- dash",
    "'quoted'",
    '"double"',
    "# hash",
    "no",
    "12",
    "é — ü",
    "long " * 40,
)
ONE_LINE_CHANGES = {"action reassign": {"owner", "agency"}, "action add": {"actions"}}
"""The fields whose own line a command may replace; everything else it only adds."""


def rows(chance: Random) -> dict[str, list[dict[str, Any]]]:
    """The records of a register without errors, by folder."""
    partners = three_partners()
    group = {
        "id": "executive",
        "name": "Executive",
        "function": "subgroup",
        "purpose": "To run it",
    }
    actions = [
        {
            "id": f"ACT-2023-{number:03}",
            "title": chance.choice(WORDS).strip(),
            "owner": "council-chief",
            "agency": "council",
            "raised_on": str(HELD),
            "due": str(HELD + timedelta(days=chance.randrange(20, 200))),
            "raised_by": "meeting",
            "raised_at": MEETING,
            "item": 1,
            "scope": "single-agency",
            "monitored_by": "executive",
            "progress": [{"on": "2023-06-01", "note": chance.choice(WORDS).strip()}],
        }
        for number in range(1, 8)
    ]
    meeting = {
        "id": MEETING,
        "title": "Executive",
        "group": "executive",
        "date": str(HELD),
        "status": "held",
        "items": [{"number": 1, "title": "Work", "actions": [each["id"] for each in actions]}],
    }
    found = {
        "partners": partners["partners"],
        "posts": partners["posts"],
        "groups": [group],
        "meetings": [meeting],
        "actions": actions,
    }
    return {
        folder: [{**record, "source": "executive"} for record in records]
        for folder, records in found.items()
    }


def lay_out(root: Path, seed: int) -> None:
    """A register in files of one record or of several, each file by another hand."""
    chance = Random(seed)
    root.mkdir()
    (root / "register.yaml").write_text("id: testing\nname: Test\narea: Testshire\n", "utf-8")
    for folder, records in rows(chance).items():
        (root / folder).mkdir()
        if chance.random() < 0.5:
            text = Hand(chance.randrange(1 << 30)).write(records)
            (root / folder / "all.yaml").write_bytes(text.encode("utf-8"))
        else:
            for record in records:
                text = Hand(chance.randrange(1 << 30)).write(record)
                (root / folder / f"{record['id']}.yaml").write_bytes(text.encode("utf-8"))


def answers_for(verb: Verb, chance: Random, portfolio: Portfolio) -> dict[str, Any]:
    """Answers at random, most of them such as can be."""
    action = chance.choice(portfolio.of_kind("action")).id
    words = chance.choice(WORDS).strip()
    day = AS_OF - timedelta(days=chance.randrange(60))
    post = chance.choice(portfolio.of_kind("post")).id
    pool = {
        "action": action,
        "note": words,
        "percent": chance.randrange(101),
        "evidence": words,
        "effect": words,
        "on": day,
        "to": AS_OF + timedelta(days=chance.randrange(1, 300)),
        "reason": words,
        "agreed_at": MEETING,
        "owner": post,
        "agency": (post or "").removesuffix("-chief"),
        "title": words,
        "raised_at": MEETING,
        "item": "1",
        "due": AS_OF + timedelta(days=30),
        "monitored_by": "executive",
        "raised_on": day,
    }
    return {
        question.name: pool[question.name] for question in verb.questions if question.name in pool
    }


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
        for path in root.rglob("*.yaml")
    }


def errors(root: Path) -> list[str]:
    loaded = load(FolderSource(str(root)))
    found = run_rules(loaded.portfolio, loaded.problems, AS_OF).findings
    return [f"{each.code} {each.message}" for each in found if each.severity is Severity.ERROR]


def check_edit(verb: Verb, before: dict[str, str], after: dict[str, str]) -> None:
    """Comments stay, lines stay, but for those of the fields that the command replaces."""
    assert before.keys() <= after.keys()
    replaced = ONE_LINE_CHANGES.get(verb.command, set())
    for path, text in before.items():
        if after[path] == text:
            continue
        assert Counter(COMMENT.findall(text)) == Counter(COMMENT.findall(after[path])), path
        end = "\r\n" if "\r\n" in text else "\n"
        assert after[path].replace(end, "").count("\n") == 0, "line ends are mixed"
        lines = difflib.ndiff(text.split(end), after[path].split(end))
        gone = [line[2:] for line in lines if line.startswith("- ") and line[2:].strip()]
        for line in gone:
            field = line.strip().removeprefix("- ").partition(":")[0]
            assert field in replaced, f"{verb.command} changed {line!r} in {path}"


@pytest.mark.parametrize("seed", range(REGISTERS))
def test_edits_by_the_commands_on_a_register_by_many_hands(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "register"
    lay_out(root, seed)
    assert errors(root) == []
    chance = Random(seed)
    done = tried = 0
    while done < EDITS:
        tried += 1
        assert tried < 20 * EDITS, "too many answers that can't be"
        verb = chance.choice((*raising.VERBS, *actions.VERBS))
        given = answers_for(verb, chance, load(FolderSource(str(root))).portfolio)

        def plan(desk: Desk, verb: Verb = verb, given: dict[str, Any] = given) -> Change:
            return verb.plan(desk, Answers(desk.portfolio, desk.as_of, given))

        def keep(written: Written) -> None:
            assert written.paths

        before = texts(root)
        try:
            write(str(root), AS_OF, plan, keep)
        except (UsageError, Refused):
            assert texts(root) == before
            continue
        check_edit(verb, before, texts(root))
        done += 1
    assert errors(root) == []

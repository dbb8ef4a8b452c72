"""The page on minutes is a story: its commands are run in order on a copy of the register.

What it shows of each is what that command printed. `pytest --golden` writes it anew.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Golden, Run
from tests.repositories import Repository

FOLDER = CHECKOUT / "docs" / "how-to"
PAGE = FOLDER / "minutes.md"
EXAMPLE = FOLDER / "minutes-example.txt"
BLOCK = re.compile(
    r"(?P<head><!-- story (?P<day>[0-9-]+)(?P<fails> fails)? -->\n```console\n"
    r"\$ sscp (?P<words>(?:[^\n]*\\\n)*[^\n]*)\n)(?P<shown>.*?)```",
    re.DOTALL,
)
KEPT = re.compile(r"^  Saved; .*\n", re.MULTILINE)
MEETING = "lsp-group-2024-04-03"
BETWEEN = {
    "2024-04-03": (("meeting", "agenda", MEETING),),
    "2024-05-29": (
        ("meeting", "schedule", "lsp-group", "--from", "2024-05-29", "--until", "2024-05-30"),
        ("meeting", "attend", "lsp-group-2024-05-29", "--rest", "present"),
        ("meeting", "minute", "lsp-group-2024-05-29", "--notes", "later.txt"),
    ),
}
"""What happens before the commands of a day, beside the page."""
LATER = "ITEM 1: Welcome\nAll were there.\n\nITEM 2: Minutes of the last meeting\nAgreed.\n"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The register of this checkout, in a repository of its own."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    repository = Repository(tmp_path / "copy")
    shutil.copytree(CHECKOUT / "records", repository.top / "records")
    repository.commit("2024-03-31T12:00:00+00:00")
    hasty = PAGE.read_text("utf-8").split("Here `hasty.txt` was:\n\n```text\n")[1]
    (repository.top / "hasty.txt").write_text(hasty.split("```")[0], "utf-8")
    (repository.top / "later.txt").write_text(LATER, "utf-8")
    shutil.copy(EXAMPLE, repository.top)
    monkeypatch.chdir(repository.top)
    return repository


def test_the_commands_of_the_page_print_what_it_shows(
    copy: Repository, run: Run, golden: Golden
) -> None:
    day = ""

    def answer(found: re.Match[str]) -> str:
        nonlocal day
        at = ("-C", "records", "--as-of", found["day"])
        if found["day"] != day:
            day = found["day"]
            for words in BETWEEN.get(day, ()):
                between = run(*at, *words)
                assert between.status == 0, between.err
        outcome = run(*at, *shlex.split(found["words"].replace("\\\n", " ")))
        assert outcome.status == (1 if found["fails"] else 0), outcome.err
        return found["head"] + KEPT.sub("", outcome.out) + outcome.err + "```"

    page = PAGE.read_text("utf-8")
    told = BLOCK.sub(answer, page)
    assert day == "2024-05-29"
    if golden.renew:
        PAGE.write_text(told, "utf-8")
    assert told == PAGE.read_text("utf-8")
    minutes = run("-C", "records", "--as-of", "2024-05-29", "render", "minutes", MEETING)
    golden.check("stories/minutes-of-the-page.md", minutes.out)
    assert EXAMPLE.read_text("utf-8") in page


def test_the_register_is_as_sound_after_the_meeting_as_before(copy: Repository, run: Run) -> None:
    at = ("-C", "records", "--as-of", "2024-04-03")
    before = json.loads(run(*at, "validate", "--format", "json").out)["summary"]
    for words in (
        *BETWEEN["2024-04-03"],
        ("meeting", "attend", MEETING, "--rest", "present", "--minute-taker", "administrator"),
        ("meeting", "minute", MEETING, "--notes", EXAMPLE.name),
        ("meeting", "issue", MEETING),
    ):
        outcome = run(*at, *words)
        assert outcome.status == 0, outcome.err
    after = json.loads(run(*at, "validate", "--format", "json").out)["summary"]
    assert after["error"] == before["error"] == 0
    told = json.loads(run(*at, "validate", "--format", "json").out)["findings"]
    new = {each["code"] for each in told if each["record"] == MEETING}
    assert new == {"MTG-23"}, "the example's meeting hears no report of the delegated partners"
    assert after["warning"] <= before["warning"] + 1
    assert after["records"] == before["records"] + 4
    assert copy.git("status", "--short", "records") == ""

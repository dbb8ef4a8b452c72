"""Pages that are stories: their commands are run in order on a copy of the register.

What a page shows of each is what that command printed. `pytest --golden` writes it anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Golden, Run
from tests.repositories import Repository

FOLDER = CHECKOUT / "docs" / "how-to"
PAGES = ("any-record", "reviews", "decisions-and-escalations", "audits-and-section-11")
BLOCK = re.compile(
    r"<!-- (?P<what>story|steps) (?P<day>[0-9-]+)(?: fails (?P<status>[0-9]))? -->\n"
    r"```console\n(?P<body>.*?)```",
    re.DOTALL,
)
"""A story shows what its command printed; steps are commands whose answers are left out."""
COMMAND = re.compile(r"^\$ sscp (?P<words>(?:[^\n]*\\\n)*[^\n]*)\n", re.MULTILINE)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The register of this checkout, in a repository of its own."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    repository = Repository(tmp_path / "copy")
    shutil.copytree(CHECKOUT / "records", repository.top / "records")
    repository.commit("2024-03-31T12:00:00+00:00")
    monkeypatch.chdir(repository.top)
    return repository


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_the_page_print_what_it_shows(
    copy: Repository, run: Run, golden: Golden, name: str
) -> None:
    def answer(found: re.Match[str]) -> str:
        body = found["body"]
        for command in COMMAND.finditer(body):
            words = shlex.split(command["words"].replace("\\\n", " "))
            outcome = run("-C", "records", "--as-of", found["day"], *words)
            assert outcome.status == int(found["status"] or 0), (
                f"{words}\n{outcome.out}{outcome.err}"
            )
            if found["what"] == "story":
                body = command[0] + outcome.out + outcome.err
        return found[0].removesuffix(found["body"] + "```") + body + "```"

    page = FOLDER / f"{name}.md"
    text = page.read_text("utf-8")
    told = BLOCK.sub(answer, text)
    assert len(re.findall("<!-- (?:story|steps) ", told)) == len(BLOCK.findall(text)) > 0
    if golden.renew:
        page.write_text(told, "utf-8")
    assert told == page.read_text("utf-8")
    assert copy.git("status", "--short", "records") == ""

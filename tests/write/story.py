"""Stories told in commands: one line for each, with the day on which it is typed."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from sscp.cli.main import main
from tests.conftest import TREES, Run
from tests.repositories import Repository


def commands(lines: str) -> Iterator[tuple[str, str]]:
    """The day and the words of each line."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        day, _, words = line.partition(" ")
        yield day, " ".join(words.split())


PLANNED = "lsp-group-2024-04-10"
"""The meeting of `tests/trees/working` that is still to come."""


class Story:
    """A small partnership in a repository of its own, and what is typed there.

    Attributes:
        register: the repository.
        told: the commands with all that the program answered.
    """

    def __init__(self, run: Run, register: Repository) -> None:
        self.run = run
        self.register = register
        self.told = ""

    def tell(self, lines: str) -> Story:
        """Type one command for each line, on the day that stands before it."""
        for day, words in commands(lines):
            done = self.run("-C", self.register.top, "--as-of", day, *shlex.split(words))
            status = f"(exit status {done.status})\n" if done.status else ""
            said = done.out + done.err
            self.told += f"{day} $ sscp {words}\n{said}{status}\n"
        return self

    def files(self, *paths: str) -> Story:
        """Add the content of files of the register to what was told."""
        for path in paths:
            text = (self.register.top / path).read_text(encoding="utf-8")
            self.told += f"--- {path}\n{text}\n"
        return self

    def is_clean(self, day: str) -> bool:
        """True when the rules find nothing on a day, and git knows everything.

        A meeting planned in the tree, that no story holds, goes by: that is not the story's fault.
        """
        words = ("-C", self.register.top, "--as-of", day, "--format", "json", "validate")
        findings = json.loads(self.run(*words).out)["findings"]
        codes = [each["code"] for each in findings if each["record"] != PLANNED]
        return (codes, self.register.git("status", "--short")) == ([], "")


class Stages:
    """The partnership of `tests/trees/working` as far as a story has gone, played once."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._played: dict[str, Path] = {}

    def copy(self, lines: str, to: Path) -> Repository:
        """A repository in which the story has been told."""
        if lines not in self._played:
            self._played[lines] = self._play(lines)
        shutil.copytree(self._played[lines], to)
        return Repository(to)

    def _play(self, lines: str) -> Path:
        top = self._home / str(len(self._played))
        shutil.copytree(TREES / "working", top)
        register = Repository(top)
        register.git("config", "user.name", "A clerk")
        register.git("config", "user.email", "clerk@example.org")
        register.commit("2024-01-02T12:00:00+00:00")
        for day, words in commands(lines):
            assert main(["-C", str(top), "--as-of", day, *shlex.split(words)]) == 0, words
        return top

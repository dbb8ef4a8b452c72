"""Throw-away git repositories whose commits have the dates that a test gives them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from textwrap import dedent

REGISTER = "id: testing\nname: Test Partnership\narea: Testshire\n"


class Repository:
    """A git repository that knows nothing of the machine's settings."""

    def __init__(self, top: Path, branch: str = "main") -> None:
        self.top = top
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", f"--initial-branch={branch}")

    def git(self, *words: str, at: str = "2023-01-01T12:00:00+00:00", given: str = "") -> str:
        """What git answers; `at` is the moment it takes for now, `given` its input."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.top,
            check=True,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            input=given,
            env={
                **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_AUTHOR_NAME": "A clerk",
                "GIT_AUTHOR_EMAIL": "clerk@example.org",
                "GIT_AUTHOR_DATE": at,
                "GIT_COMMITTER_NAME": "A clerk",
                "GIT_COMMITTER_EMAIL": "clerk@example.org",
                "GIT_COMMITTER_DATE": at,
            },
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> Repository:
        """Write a file; the text loses its common indent."""
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8", newline="\n")
        return self

    def commit(self, at: str, message: str = "records") -> str:
        """Commit everything that lies there; gives the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", at=at)
        return self.git("rev-parse", "HEAD")

    def name_register(self, name: str, at: str, folder: str = "records") -> str:
        """Commit a register of that name; gives the commit's id."""
        self.write(f"{folder}/register.yaml", REGISTER.replace("Test Partnership", name))
        return self.commit(at)

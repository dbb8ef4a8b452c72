"""The parts of the README that come from the program: between markers, run and compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from docs.generator.commands import command_names, help_text, run
from docs.generator.markdown import code_block, table

_PART = re.compile(
    r"<!-- begin (?P<what>[a-z]+)(?: (?P<words>.+?))? -->\n.*?<!-- end -->", re.DOTALL
)


def write_page(top: Path) -> str:
    """The README with every marked part made anew.

    A part stands between `begin` and `end` comments. `begin output sscp ...`
    is what that command prints on the register of this checkout, `begin file
    PATH` the text of a file, `begin commands` the table of commands.
    """

    def remake(found: re.Match[str]) -> str:
        what, words = found["what"], found["words"] or ""
        head = f"<!-- begin {what}{' ' + words if words else ''} -->"
        return f"{head}\n{_part(top, what, words)}<!-- end -->"

    return _PART.sub(remake, (top / "README.md").read_text(encoding="utf-8"))


def _part(top: Path, what: str, words: str) -> str:
    if what == "output":
        return _exchange(top, words)
    if what == "file":
        return code_block((top / words).read_text(encoding="utf-8"), "yaml")
    if what == "commands":
        return _command_table()
    raise ValueError(f"README.md: there is no generated part called {what}")


def _exchange(top: Path, command: str) -> str:
    """A command as typed, and its answer."""
    program, *words = shlex.split(command)
    if program != "sscp":
        raise ValueError(f"README.md: only sscp can be run, not {program}")
    answer = run("-C", str(top / "records"), *words).rstrip()
    return code_block(f"$ {command}\n{answer}", "console")


def _command_table() -> str:
    rows = []
    for words in command_names():
        usage, _, rest = help_text(*words).partition("\n\n")
        told = " ".join(rest.partition("\n\n")[0].split())
        form = " ".join(usage.removeprefix("Usage: ").replace("[OPTIONS]", "").split())
        rows.append((f"`{form}`", told))
    return table(("Command", "What it does"), rows)

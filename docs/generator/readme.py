"""The parts of hand-written pages that come from the program: between markers, run, compared."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, wrap

from docs.generator.commands import command_names, help_text, run
from docs.generator.markdown import code_block, table
from sscp.load.loader import load
from sscp.load.source import FolderSource

_PART = re.compile(
    r"<!-- begin (?P<what>[a-z]+)(?: (?P<words>[^\n]+?))? -->\n.*?<!-- end -->", re.DOTALL
)


MARKED = (
    "README.md",
    "docs/how-to/actions.md",
    "docs/how-to/agendas.md",
    "docs/how-to/ask-in-sql.md",
)
"""The pages that hold such parts."""


def writer_of(path: str) -> Callable[[Path], str]:
    """What writes one of these pages when given the top folder of the checkout."""

    def write(top: Path) -> str:
        return write_page(top, path)

    return write


def write_page(top: Path, path: str = "README.md") -> str:
    """A page with every marked part made anew.

    A part stands between a `begin` and an `end` comment: `begin output N
    sscp ...` is what that command prints on the register of this checkout, its
    first N paragraphs; `begin record ID` a record as it stands in its file; `begin
    commands` the table of commands.
    """

    def remake(found: re.Match[str]) -> str:
        what, words = found["what"], found["words"] or ""
        head = f"<!-- begin {what}{' ' + words if words else ''} -->"
        return f"{head}\n{_PARTS[what](top, words)}<!-- end -->"

    return _PART.sub(remake, (top / path).read_text(encoding="utf-8"))


def _output(top: Path, words: str) -> str:
    """A command as typed, and the first paragraphs of its answer."""
    number, _, command = words.partition(" ")
    _, *arguments = shlex.split(command)
    paragraphs = run("-C", str(top / "records"), *arguments).split("\n\n")
    shown = paragraphs[: int(number)]
    if len(paragraphs) > len(shown):
        shown.append("...")
    return code_block(f"{_typed(command)}\n" + "\n\n".join(shown), "console")


def _typed(command: str) -> str:
    """A command as a person types it; within quotes a long one goes on in the next line."""
    return "\n".join(wrap(f"$ {command}", 96, subsequent_indent="    ", break_on_hyphens=False))


def _record(top: Path, identity: str) -> str:
    """A record as it stands in its file, without the indent of a list."""
    record = load(FolderSource(str(top / "records"))).portfolio.by_id[identity]
    lines = (top / record.file.path).read_text(encoding="utf-8").splitlines()
    text = lines[record.location(("id",)).line - 1 :]
    end = next((at for at, line in enumerate(text) if at and line.startswith("- ")), len(text))
    first = text[0].replace("- ", "  ", 1) if text[0].startswith("- ") else text[0]
    return code_block(dedent("\n".join([first, *text[1:end]])), "yaml")


def _commands(top: Path, words: str) -> str:
    """Every command with what it does."""
    rows = []
    for name in command_names():
        usage, _, rest = help_text(*name).partition("\n\n")
        told = " ".join(rest.partition("\n\n")[0].split())
        form = " ".join(re.sub(r"\[OPTIONS\]|[{}]", "", usage.removeprefix("Usage: ")).split())
        rows.append((f"`{form}`", told))
    return table(("Command", "What it does"), rows)


_PARTS: dict[str, Callable[[Path, str], str]] = {
    "output": _output,
    "record": _record,
    "commands": _commands,
}

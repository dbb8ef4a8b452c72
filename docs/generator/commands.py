"""The command reference: what `--help` says, for the program and for each command."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from docs.generator.markdown import NOTICE, code_block, heading, page
from sscp.cli.app import app
from sscp.cli.main import main

WIDTH = 80


def write_page(top: Path) -> str:
    """The whole page."""
    return page(
        heading(1, "Commands"),
        NOTICE,
        "The exit status of every command is explained in the [README](../../README.md).",
        code_block(help_text()),
        *(
            part
            for words in command_names()
            for part in (heading(2, f"sscp {' '.join(words)}"), code_block(help_text(*words)))
        ),
    )


def command_names() -> list[tuple[str, ...]]:
    """Every command, and every verb below one, in the order of the help."""
    return list(_walk(typer.main.get_command(app), ()))


def _walk(command: Any, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    names = command.list_commands(None) if hasattr(command, "list_commands") else ()
    for name in names:
        inner = command.get_command(None, name)
        if not inner.hidden:
            yield (*above, name)
            yield from _walk(inner, (*above, name))


def help_text(*words: str) -> str:
    """What the program prints for `--help`, 80 columns wide."""
    return run(*words, "--help")


def run(*words: str) -> str:
    """What a command prints, 80 columns wide and without colour.

    Raises:
        RuntimeError: the command failed or was used wrongly; findings are no failure.
    """
    printed = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(WIDTH)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            status = main(list(words))
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    if status > 1:
        raise RuntimeError(f"sscp {' '.join(words)} ended with status {status}")
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()) + "\n"

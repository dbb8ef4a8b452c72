"""The verbs of the work join the other commands only when one is called, or all are listed.

They are many, and what they plan with is much; a command that only reads does not wait for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup


@cache
def _verbs() -> Mapping[str, Any]:
    """The verbs and their groups by the word that calls them."""
    from typer.main import get_command

    from sscp.cli import verbs

    app = typer.Typer(rich_markup_mode=None)
    verbs.register(app)
    found: Mapping[str, Any] = getattr(get_command(app), "commands", {})
    return found


class Commands(TyperGroup):
    """Every command of the program."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words call; a word that is no other may be a verb's."""
        if args and args[0] not in self.commands:
            self.commands.update(_verbs())
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, in the order of the help."""
        self.commands.update(_verbs())
        return super().list_commands(ctx)

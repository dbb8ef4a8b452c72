"""The commands under one word, such as `action`, and what was meant by one that is not there."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from typer.core import TyperGroup

from sscp.errors import UsageError

_OF_A_KIND = ("list", "new", "export")
"""Commands that take a kind of record, which people look for under its word."""
_OF_A_RECORD = ("show", "edit", "rename", "search", "history")


class VerbGroup(TyperGroup):
    """The verbs under one word."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The verb that the words call.

        Raises:
            UsageError: there is none; the sentence says which command may have been meant.
        """
        word = args[0] if args else ""
        if not word or word.startswith("-") or self.get_command(ctx, word) is not None:
            return super().resolve_command(ctx, args)
        called = f"sscp {ctx.info_name} {word}"
        top = ctx.parent.command.commands if ctx.parent is not None else {}
        near = get_close_matches(word, self.list_commands(ctx), 1)
        if word in _OF_A_KIND and word in top:
            meant = f"Did you mean `sscp {word} {ctx.info_name}`?"
        elif word in _OF_A_RECORD and word in top:
            meant = f"Did you mean `sscp {word}`?"
        elif near:
            meant = f"Did you mean `sscp {ctx.info_name} {near[0]}`?"
        else:
            meant = f"`sscp {ctx.info_name} --help` lists what there is."
        raise UsageError(f"There is no `{called}`. {meant}")

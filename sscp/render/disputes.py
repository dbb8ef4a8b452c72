"""What both sides changed, each in its own way: shown to whoever says whose stands."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff

from sscp.render.changes import spell_path, spell_value
from sscp.render.lines import Line, Style, wrapped
from sscp.write.join import Disputed, DisputedFile

_LINES = 6


def dispute_lines(disputed: Disputed) -> list[Line]:
    """A field that both sides changed: what it was, and what each made of it."""
    name = spell_path(disputed.path) or "the whole record"
    lines = wrapped(f"{disputed.record}, {name}, was changed on both sides:", style=Style.WARN)
    for who, value in (
        ("before", disputed.base),
        ("here", disputed.ours),
        ("by others", disputed.theirs),
    ):
        lines += wrapped(
            f"{who}: {'nothing' if value is None else spell_value(value)}", "  ", "    "
        )
    return lines


def file_lines(asked: DisputedFile) -> list[Line]:
    """A file that both sides changed: the lines in which they differ."""
    lines = wrapped(f"{asked.path} was changed on both sides:", style=Style.WARN)
    for who, content in (("here", asked.ours), ("by others", asked.theirs)):
        if content is None:
            lines += wrapped(f"{who}: removed", "  ", "    ")
            continue
        changed = [each[1:] for each in _differing(asked.base or b"", content)]
        for each in changed[:_LINES]:
            lines += wrapped(f"{who}: {each.strip()}", "  ", "    ")
        if len(changed) > _LINES:
            lines += wrapped(f"{who}: and {len(changed) - _LINES} more lines", "  ", "    ")
        if not changed:
            lines += wrapped(f"{who}: changed otherwise", "  ", "    ")
    return lines


def _differing(before: bytes, after: bytes) -> Sequence[str]:
    old, new = (each.decode("utf-8", "replace").splitlines() for each in (before, after))
    found = list(unified_diff(old, new, n=0, lineterm=""))[2:]
    return [each for each in found if each.startswith("+") and each[1:].isprintable()]

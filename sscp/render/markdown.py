"""Text from records inside Markdown: always text, never markup."""

from __future__ import annotations

import re
from typing import Any

from sscp.render.lines import safe

_ANYWHERE = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
_AT_START = re.compile(r"^(?:([-+=:>])|(\d+)([.)]))")


def escape(text: str) -> str:
    """A text on one line in which no character means anything to Markdown.

    Characters that open markup are escaped wherever they stand; those that
    only do so at the start of a line are escaped there.
    """
    flat = _ANYWHERE.sub(r"\\\1", safe(text))
    return _AT_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", flat)


def escape_view(value: Any) -> Any:
    """A view with every text in it escaped: what a template is given can't hold markup."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(escape_view(inner) for inner in value))
    if isinstance(value, (list, tuple)):
        return tuple(escape_view(inner) for inner in value)
    if isinstance(value, dict):
        return {name: escape_view(inner) for name, inner in value.items()}
    return value

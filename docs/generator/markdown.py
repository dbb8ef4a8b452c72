"""The few forms of Markdown that the generated pages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by `make docs` from the code; changes made here are lost. -->\n"


def heading(level: int, text: str) -> str:
    """A heading with a blank line after it."""
    return f"{'#' * level} {text}\n"


def anchor(text: str) -> str:
    """The anchor that a heading gets on a code host: small letters and hyphens."""
    return re.sub(r"[^a-z0-9 -]", "", text.lower()).replace(" ", "-")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars inside a cell are escaped."""
    lines = [_row(columns), _row(["---"] * len(columns))]
    lines += [_row([cell.replace("|", "\\|") for cell in row]) for row in rows]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def code_block(text: str, language: str = "") -> str:
    """A fenced block, with a fence longer than any inside it."""
    longest = max((len(found) for found in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def page(*parts: str) -> str:
    """Parts set apart by one blank line, with one line end at the close."""
    return "\n".join(part.strip("\n") + "\n" for part in parts if part)

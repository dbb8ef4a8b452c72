"""Lines in colour for a person at a terminal: the only place that knows rich."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sscp.render.lines import Line, Style

_STYLES = {
    Style.PLAIN: "",
    Style.HEADING: "bold",
    Style.BAD: "bold red",
    Style.WARN: "yellow",
    Style.GOOD: "green",
    Style.FAINT: "dim",
}


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines with their styles. Text is never read as markup."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(Text(line.text, style=_STYLES[line.style]))

"""An answer of any columns within 80: side by side where they fit, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from sscp.render.lines import WIDTH, Line, Style, safe, wrapped

Cell = str | int | float | None

_GAP = "  "
_LONGEST_WORD = 24
"""A longer word may be broken; a shorter one keeps its column as wide as itself."""


def grid_lines(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[Line]:
    """Lines of an answer: a head and the rows, or a block of lines for each row.

    Numbers stand to the right. In a block, what is empty is left out.
    """
    names = [safe(name) for name in columns]
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = _widths(names, texts)
    if widths is None:
        return _blocks(names, texts)
    numbers = [
        any(isinstance(row[at], (int, float)) for row in rows)
        and all(row[at] is None or isinstance(row[at], (int, float)) for row in rows)
        for at in range(len(names))
    ]
    lines = _row(names, widths, numbers, Style.HEADING)
    lines.append(Line(_GAP.join("-" * width for width in widths), Style.FAINT))
    for row in texts:
        lines += _row(row, widths, numbers, Style.PLAIN)
    return lines


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else safe(str(cell))


def _widths(names: list[str], rows: list[list[str]]) -> list[int] | None:
    """The width of each column; None where the columns cannot stand side by side."""
    natural, least = [], []
    for at, name in enumerate(names):
        cells = [name, *(row[at] for row in rows)]
        natural.append(max(len(cell) for cell in cells) or 1)
        words = [len(word) for cell in cells for word in cell.split()]
        least.append(max(len(name), min(max(words, default=1), _LONGEST_WORD)))
    room = WIDTH - len(_GAP) * (len(names) - 1)
    if sum(least) > room:
        return None
    while sum(natural) > room:
        widest = max(range(len(natural)), key=lambda at: (natural[at] > least[at], natural[at]))
        natural[widest] -= 1
    return natural


def _row(cells: list[str], widths: list[int], numbers: list[bool], style: Style) -> list[Line]:
    blocks = [
        wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = []
    for at in range(max(len(block) for block in blocks)):
        parts = []
        for block, width, is_number in zip(blocks, widths, numbers, strict=True):
            text = block[at] if at < len(block) else ""
            parts.append(text.rjust(width) if is_number else text.ljust(width))
        lines.append(Line(_GAP.join(parts).rstrip(), style))
    return lines


def _blocks(names: list[str], rows: list[list[str]]) -> list[Line]:
    filled = [[pair for pair in zip(names, row, strict=True) if pair[1]] for row in rows]
    longest = max((len(name) for shown in filled for name, _ in shown), default=1)
    width = min(longest, WIDTH // 2)
    lines: list[Line] = []
    for shown in filled:
        if lines:
            lines.append(Line(""))
        for name, text in shown:
            lines += wrapped(text, f"{name:<{width}}{_GAP}", " " * (width + len(_GAP)))
        if not shown:
            lines.append(Line("(an empty row)", Style.FAINT))
    return lines

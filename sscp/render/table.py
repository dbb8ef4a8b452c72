"""A table of words within 80 columns: the first column takes what the others leave."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from sscp.render.lines import WIDTH, Line, Style, safe

_GAP = 2
_NARROWEST_LABEL = 18


def table_lines(
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, tuple[str, ...], Style]],
    indent: int = 2,
) -> list[Line]:
    """Lines of a table: a head, then a label and its cells for each row.

    Long labels and cells run on below themselves. Where the columns leave too
    little room for the labels, the widest columns are narrowed.

    Args:
        columns: the headings of the columns after the first.
        rows: label, cells and style of each row.
        indent: blanks before each line.
    """
    kept = [
        (safe(label), tuple(safe(cell) for cell in cells), style) for label, cells, style in rows
    ]
    widths = [
        max([len(word) for word in head.split()] + [len(cells[at]) for _, cells, _ in kept] + [1])
        for at, head in enumerate(columns)
    ]
    room = WIDTH - indent - _NARROWEST_LABEL - _GAP * len(widths)
    while sum(widths) > room and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    label_width = WIDTH - indent - sum(widths) - _GAP * len(widths)
    lines = _row("", columns, Style.FAINT, label_width, widths, indent)
    for label, cells, style in kept:
        lines += _row(label, cells, style, label_width, widths, indent)
    return lines


def _row(
    label: str,
    cells: tuple[str, ...],
    style: Style,
    label_width: int,
    widths: list[int],
    indent: int,
) -> list[Line]:
    blocks = [wrap(label, label_width, break_on_hyphens=False) or [""]]
    blocks += [
        wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(len(block) for block in blocks)
    lines = []
    for at in range(height):
        parts = [
            (block[at] if at < len(block) else "").ljust(width)
            for block, width in zip(blocks, [label_width, *widths], strict=True)
        ]
        lines.append(Line((" " * indent + (" " * _GAP).join(parts)).rstrip(), style))
    return lines

"""Text for a screen: lines with a style for each, laid out for 80 columns.

The layout is the same with and without colour; a style only decorates, and
whatever it means is also said in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from textwrap import wrap
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.model.moment import Moment

WIDTH = 80


class Style(Enum):
    """What a line is, for a screen that can show it."""

    PLAIN = "plain"
    HEADING = "heading"
    BAD = "bad"
    WARN = "warn"
    GOOD = "good"
    FAINT = "faint"


class Line(NamedTuple):
    """A line of text and its style."""

    text: str
    style: Style = Style.PLAIN


def safe(text: str) -> str:
    """A text from a record for one line of a screen: no control characters, no line breaks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def wrapped(
    text: str,
    first: str = "",
    rest: str | None = None,
    style: Style = Style.PLAIN,
    width: int = WIDTH,
) -> list[Line]:
    """A text over as many lines as it needs, with a lead for the first and for the rest."""
    lead = " " * len(first) if rest is None else rest
    lines = wrap(
        safe(text),
        width,
        initial_indent=first,
        subsequent_indent=lead,
        break_long_words=True,
        break_on_hyphens=False,
    )
    return [Line(line.rstrip(), style) for line in lines or [first.rstrip()]]


def entry(
    key: str,
    text: str,
    width: int = 0,
    first: str = "",
    rest: str = "",
    style: Style = Style.PLAIN,
) -> list[Line]:
    """A key in a column of its own, then a text.

    Args:
        key: an id, a date or the like.
        text: what is said of it.
        width: of the column; keys line up when all entries have the same.
        first: the lead of the first line.
        rest: the lead of the lines after it.
        style: of all of them.
    """
    label = safe(key)
    column = f"{first}{label:<{width}}  "
    if len(column) > WIDTH // 2:
        return wrapped(f"{label} {text}", first, rest, style)
    return wrapped(text, column, rest, style)


def heading(text: str) -> list[Line]:
    """A heading with a blank line before it."""
    return [Line(""), *wrapped(text, style=Style.HEADING)]


def withheld_lines(withheld: bool) -> list[Line]:
    """What a reader is told when records were left out: that it is so, never how many."""
    if not withheld:
        return []
    return wrapped("Material for narrower audiences is withheld.", style=Style.WARN)


def moment_lines(moment: Moment) -> list[Line]:
    """Which records are shown, when they are not those of today."""
    said = f"As the records stood on {write_date(moment.date)} (commit {moment.short_commit})"
    return wrapped(said, style=Style.WARN)


def to_text(lines: Iterable[Line]) -> str:
    """The lines without any decoration."""
    return "".join(line.text + "\n" for line in lines)

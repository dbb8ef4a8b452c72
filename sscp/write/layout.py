"""Values to YAML text: the library writes the value, the file's own habits say how it lies."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from ruamel.yaml.emitter import Emitter
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sscp.errors import RunError
from sscp.load.parse import is_plain_text, parse

WIDTH = 90
_ENDLESS = 1_000_000


class _Emitter(Emitter):
    """The library's, but some texts stay on one line: it would not read them back as they were.

    It breaks a plain text with several blanks in a row where the next word is too long, and a
    line's end is read back as one blank; it breaks a text in double quotation marks beside a
    backslash, where the end of the line is read as part of the sign.
    """

    def write_plain(self, text: Any, split: Any = True) -> None:
        width = self.best_width
        self.best_width = _ENDLESS if "  " in text else width
        super().write_plain(text, split)
        self.best_width = width

    def write_double_quoted(self, text: Any, split: Any = True) -> None:  # noqa: ARG002 - the library has it
        super().write_double_quoted(text, False)


class Habits(NamedTuple):
    """How a file lies: the step inwards, how far hyphens stand in, how lines end."""

    step: int = 2
    dash: int = 2
    newline: str = "\n"


def simple(value: Any) -> Any:
    """A value as the reader would give it back: dates as text, tuples as lists, no empty parts."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        kept = {key: simple(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [simple(inner) for inner in value]
    return value


def block(value: Any, habits: Habits, column: int = 0, quote: str = "") -> str:
    """A value on lines of its own, the first line without its indent.

    Args:
        value: texts, whole numbers, true or false, and lists and tables of them.
        habits: how the file lies.
        column: where the value begins; every further line is indented as far.
        quote: the quotation mark for a single text, or `>` or `|` for a block; chosen when empty.
    """
    text = _emit(value, habits, max(WIDTH - column, 40), False, quote)
    indent = " " * column
    lines = text.rstrip("\n").split("\n")
    body = [line if not line or not number else indent + line for number, line in enumerate(lines)]
    return habits.newline.join(line.rstrip(" ") if line.isspace() else line for line in body)


def new_file(values: Mapping[str, Any]) -> bytes:
    """A file that holds one record, read back to be sure that it holds these very values.

    Raises:
        RunError: no file can hold them.
    """
    meant = simple(values)
    with suppress(UnicodeEncodeError):
        for quote in ("", '"'):
            content = (block(meant, Habits(), quote=quote) + "\n").encode("utf-8")
            read = parse(content)
            if read.value == meant and not read.flaws:
                return content
    raise RunError("The record can't be written: it holds what no file can keep.")


def inline(value: Any, quote: str = "") -> str:
    """A value on one line, as it stands within brackets or braces."""
    text = _emit([value], Habits(), _ENDLESS, True, quote).strip()
    return text[1:-1].strip()


def _emit(value: Any, habits: Habits, width: int, is_flow: bool, quote: str) -> str:
    stream = io.StringIO()
    emitter = _Emitter(stream, width=width, allow_unicode=True)
    emitter.use_version = None  # type: ignore[attr-defined]  # asked for as if of the dumper
    emitter.best_map_indent = habits.step
    emitter.best_sequence_indent = habits.dash + 2
    emitter.sequence_dash_offset = habits.dash
    for event in (
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        *_events(value, width, is_flow, quote),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    ):
        emitter.emit(event)
    text = stream.getvalue()
    # The mark that ends a document stands on a line of its own; a text may end in dots as well.
    lines = (text[: -len("...\n")] if text.endswith("\n...\n") else text).split("\n")
    return "\n".join(line.removesuffix(" ") if line.endswith(": ") else line for line in lines)


def _events(value: Any, width: int, is_flow: bool, quote: str) -> Iterator[Any]:
    if isinstance(value, dict):
        yield MappingStartEvent(None, None, True, flow_style=is_flow)
        for key, inner in value.items():
            yield ScalarEvent(None, None, (True, True, True), key)
            yield from _events(inner, width, is_flow, quote)
        yield MappingEndEvent()
    elif isinstance(value, list):
        yield SequenceStartEvent(None, None, True, flow_style=is_flow)
        for inner in value:
            yield from _events(inner, width, is_flow, quote)
        yield SequenceEndEvent()
    elif isinstance(value, str):
        style = quote or ("" if is_flow else _style(value, width))
        yield ScalarEvent(None, None, (is_plain_text(value), True, True), value, style=style)
    else:
        word = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
        yield ScalarEvent(None, None, (True, True, True), word)


def _style(text: str, width: int) -> str:
    """Long text is folded or kept in its lines; text that a block can't hold is quoted."""
    if text != text.strip() or (not text.isprintable() and "\n" not in text):
        return '"'
    if "\n" in text:
        return "|"
    return ">" if len(text) > width - 20 and " " in text else ""

"""YAML text to plain values in one pass over the C parser's events, with a position for each.

Values come out as dict, list, str, int, bool and None. Only whole numbers in
their plain spelling become numbers, so `1.10`, `007` and `no` stay text.
Positions are one packed number a node, in the order of the document;
`sscp.model.position` finds a node again by walking the values in that order.
"""

from __future__ import annotations

import re
from array import array
from typing import Any, NamedTuple

from sscp.model.position import SHIFT

try:
    from _ruamel_yaml import (
        AliasEvent,
        CParser,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )
except ImportError as missing:  # pragma: no cover - a broken installation
    from sscp.errors import RunError

    raise RunError(
        "The fast YAML reader is missing from this installation;"
        " install sscp again, it brings `ruamel.yaml[oldlibyaml]` with it."
    ) from missing

from ruamel.yaml.error import MarkedYAMLError, YAMLError

LONGEST_FILE_BYTES = 2_000_000
DEEPEST_NESTING = 20

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_SUSPECT = frozenset(["", *"~nNtTfF-0123456789"])
"""First characters of plain scalars that may stand for something other than their text."""
_REUSE = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*]\S|!)", re.MULTILINE)
"""Where an anchor, an alias or a tag could be; text without it needs no looking for them."""
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z").match
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for the parser, so that its lines and ours are the same."""
_HEADER = re.compile("(?:^%|[\r\n]%(?:YAML|TAG)\\b)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


_IN_BRACKETS = ("unexpected ':'", "expected ',' or ']'", "expected ',' or '}'")
"""How the parser ends what it says of a colon or a question mark within brackets."""


class Flaw(NamedTuple):
    """Something wrong with the text itself, before any record is looked at.

    `fatal` flaws leave the file unread; line and column count from 1.
    """

    name: str
    line: int
    column: int
    detail: str = ""
    fatal: bool = True


class Parsed(NamedTuple):
    """The top value of a file, the position of every node in it, and its flaws.

    `value` is None and `positions` is empty when the file could not be read.
    """

    value: Any
    positions: array[int]
    flaws: tuple[Flaw, ...]


class _Stop(Exception):  # noqa: N818 - it ends the reading of a file and nothing else
    """Ends the composing of a file that must not be read further."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


def parse(content: bytes) -> Parsed:
    """Read the bytes of one file; nothing that a file holds makes this raise."""
    text, flaws = _decode(content)
    if text is None:
        return Parsed(None, array("Q"), tuple(flaws))
    positions: array[int] = array("Q")
    try:
        value = _compose(text, positions, flaws)
    except _Stop as stop:
        return Parsed(None, array("Q"), (*flaws, stop.flaw))
    except MarkedYAMLError as error:
        return Parsed(None, array("Q"), (*flaws, _syntax_flaw(text, error)))
    except (YAMLError, ValueError) as error:
        return Parsed(None, array("Q"), (*flaws, Flaw("syntax", 1, 1, str(error))))
    return Parsed(value, positions, tuple(flaws))


def _decode(content: bytes) -> tuple[str | None, list[Flaw]]:
    """The file's text, or None with the flaw that forbids reading it."""
    if len(content) > LONGEST_FILE_BYTES:
        return None, [Flaw("too-large", 1, 1, f"{len(content):,}")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return None, [Flaw("encoding", 1, 1, "UTF-16")]
        return None, [Flaw("encoding", line, column)]
    flaws: list[Flaw] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        flaws.append(Flaw("byte-order-mark", 1, 1, fatal=False))
    if not text.isprintable():
        bad = _CONTROL.search(text)
        if bad:
            line, column = _line_and_column(text, bad.start())
            return None, [
                *flaws,
                Flaw("control-character", line, column, f"{ord(bad[0]):02X}"),
            ]
    header = _HEADER.search(text) if "%" in text else None
    if header:
        place = _line_and_column(text, header.end() - len(header[0].lstrip()))
        return None, [*flaws, Flaw("yaml-header", *place)]
    return text, flaws


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset; a lone carriage return ends a line too."""
    lines = LINE_END.split(text[:offset])
    return len(lines), len(lines[-1]) + 1


def _syntax_flaw(text: str, error: MarkedYAMLError) -> Flaw:
    """The place and reason of a syntax error, with tabs told apart since people cannot see them.

    What is never closed breaks at the end of the file; the place where it was
    opened is the one to look at.
    """
    mark = error.problem_mark or error.context_mark
    if mark and error.context_mark and mark.index >= len(text.rstrip()):
        mark = error.context_mark
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    lines = LINE_END.split(text)
    shown = lines[line - 1] if line <= len(lines) else ""
    if "\t" in shown[: max(column, len(shown) - len(shown.lstrip()))]:
        return Flaw("tab", line, shown.index("\t") + 1)
    reason = str(error.problem or error.context or "")
    if shown[column - 1 : column] in (":", "?") and reason.endswith(_IN_BRACKETS):
        reason = "a colon or question mark within brackets needs quotes around its text"
    return Flaw("syntax", line, column, reason)


def _compose(text: str, positions: array[int], flaws: list[Flaw]) -> Any:
    """The value of the one document in the text; None where there is none."""
    composer = _Composer(text, positions, flaws)
    event = composer.next_event()
    while event.__class__ not in _CONTENT:
        if event.__class__ is StreamEndEvent:
            return None
        event = composer.next_event()
    value = composer.value_of(event, 1)
    event = composer.next_event()
    while event.__class__ is not StreamEndEvent:
        if event.__class__ is DocumentStartEvent:
            mark = event.start_mark
            raise _Stop(Flaw("second-document", mark.line + 1, mark.column + 1))
        event = composer.next_event()
    return value


class _Composer:
    """Builds values from events, noting one position for each key and each value kept.

    The two loops repeat the handling of a scalar instead of calling for it:
    they run for every value of every record, and a call would cost more than the work.
    """

    def __init__(self, text: str, positions: array[int], flaws: list[Flaw]) -> None:
        self.next_event = CParser(text).get_event
        self.note = positions.append
        self.flaws = flaws
        self.is_careful = "\\" in text or (
            ("&" in text or "*" in text or "!" in text) and _REUSE.search(text) is not None
        )
        """True for a text that could hold an anchor, an alias, a tag or an escaped character."""

    def value_of(self, event: Any, depth: int) -> Any:
        """The value that begins with this event."""
        kind = event.__class__
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            raise _Stop(_reuse_flaw(event))
        mark = event.start_mark
        self.note(mark.line << SHIFT | mark.column)
        if kind is ScalarEvent:
            _refuse_control(event)
            return _resolve(event.value) if event.implicit[0] else event.value
        if depth > DEEPEST_NESTING:
            raise _Stop(Flaw("too-deep", mark.line + 1, mark.column + 1))
        return self.mapping(depth) if kind is MappingStartEvent else self.sequence(depth)

    def mapping(self, depth: int) -> dict[str, Any]:
        """The mapping whose start has just been read."""
        next_event, note, careful = self.next_event, self.note, self.is_careful
        values: dict[str, Any] = {}
        while True:
            event = next_event()
            if event.__class__ is not ScalarEvent:
                if event.__class__ is MappingEndEvent:
                    return values
                raise _Stop(_key_flaw(event))
            mark = event.start_mark
            key = event.value
            if careful:
                if event.anchor is not None or event.tag is not None:
                    raise _Stop(_reuse_flaw(event))
                _refuse_control(event)
            if key in values:
                place = mark.line + 1, mark.column + 1
                self.flaws.append(Flaw("duplicate-key", *place, key, fatal=False))
                _skip_value(next_event)
                continue
            note(mark.line << SHIFT | mark.column)
            event = next_event()
            if event.__class__ is ScalarEvent and not careful:
                mark = event.start_mark
                note(mark.line << SHIFT | mark.column)
                value = event.value
                if value[:1] in _SUSPECT and event.implicit[0]:
                    value = _resolve(value)
                values[key] = value
            else:
                values[key] = self.value_of(event, depth + 1)

    def sequence(self, depth: int) -> list[Any]:
        """The sequence whose start has just been read."""
        next_event, note, careful = self.next_event, self.note, self.is_careful
        values: list[Any] = []
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent and not careful:
                mark = event.start_mark
                note(mark.line << SHIFT | mark.column)
                value = event.value
                if value[:1] in _SUSPECT and event.implicit[0]:
                    value = _resolve(value)
                values.append(value)
            elif kind is SequenceEndEvent:
                return values
            else:
                values.append(self.value_of(event, depth + 1))


_CONTENT = frozenset((ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent))


def _resolve(value: str) -> Any:
    """What a plain scalar stands for: nothing, yes or no, a whole number, or its own text."""
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _WHOLE(value) else value


def is_plain_text(text: str) -> bool:
    """True when a text, written without quotes, is read as itself and not as a number or a word."""
    return isinstance(_resolve(text), str)


def _refuse_control(event: Any) -> None:
    """Stop at a control character that an escape brought in: quoted, `backslash e` is one."""
    bad = _CONTROL.search(event.value)
    if bad:
        mark = event.start_mark
        place = mark.line + 1, mark.column + 1
        raise _Stop(Flaw("control-character", *place, f"{ord(bad[0]):02X}"))


def _reuse_flaw(event: Any) -> Flaw:
    mark = event.start_mark
    name = "tag" if getattr(event, "tag", None) is not None else "anchor"
    return Flaw(name, mark.line + 1, mark.column + 1)


def _key_flaw(event: Any) -> Flaw:
    if event.__class__ is AliasEvent:
        return _reuse_flaw(event)
    return Flaw("key-not-text", event.start_mark.line + 1, event.start_mark.column + 1)


def _skip_value(next_event: Any) -> None:
    """Read past the value of a key that is not kept."""
    depth = 0
    while True:
        event = next_event()
        kind = event.__class__
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            depth += 1
            if depth > DEEPEST_NESTING:
                mark = event.start_mark
                raise _Stop(Flaw("too-deep", mark.line + 1, mark.column + 1))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            depth -= 1
        elif kind is AliasEvent:
            raise _Stop(_reuse_flaw(event))
        if depth == 0:
            return

"""Where each value of a file begins and ends, for whoever changes the text in place.

Reading a register needs only where values begin (`sscp.load.parse`); this is
for the few files that a command changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import (
    CParser,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from sscp.load.parse import LINE_END

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")


@dataclass(slots=True)
class Entry:
    """One key of a mapping with its value; offsets count characters from 0."""

    key: str
    start: int
    end: int
    value: Node


@dataclass(slots=True)
class Node:
    """A value in the text: from `start` up to, not including, `end`.

    Comments and blank lines after a value are not part of it. `column` is where
    a block collection's keys or hyphens stand.
    """

    start: int
    end: int
    column: int
    style: str = ""
    is_flow: bool = False
    entries: list[Entry] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    is_list: bool = False
    is_mapping: bool = False

    def entry(self, key: str) -> Entry | None:
        """The entry with that key, or None."""
        return next((each for each in self.entries if each.key == key), None)

    def leaves(self) -> list[tuple[int, int]]:
        """The spans of every key and single value within, in order."""
        if self.is_mapping:
            return [
                span
                for entry in self.entries
                for span in ((entry.start, entry.end), *entry.value.leaves())
            ]
        if self.is_list:
            return [span for item in self.items for span in item.leaves()]
        return [(self.start, self.end)]


def read_spans(text: str) -> Node:
    """The top value of a text that `sscp.load.parse` has read without a fatal flaw."""
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def offset(mark: Any) -> int:
        line, column = int(mark.line), int(mark.column)
        return starts[line] + column

    next_event: Callable[[], Any] = CParser(text).get_event
    event = next_event()
    while not isinstance(event, (MappingStartEvent, ScalarEvent)) and not _opens_list(event):
        if isinstance(event, StreamEndEvent):
            return Node(len(text), len(text), 0)
        event = next_event()
    return _node(event, next_event, offset, text)


def comments_within(text: str, start: int, end: int, node: Node) -> list[str]:
    """The comments from `start` to `end` that stand outside the node's own texts."""
    found: list[str] = []
    here = start
    for first, last in [*node.leaves(), (end, end)]:
        if first >= here:
            found += [match.strip() for match in _COMMENT.findall(text, here, min(first, end))]
            here = last
    return found


def _opens_list(event: Any) -> bool:
    return type(event).__name__ == "SequenceStartEvent"


def _node(
    event: Any, next_event: Callable[[], Any], offset: Callable[[Any], int], text: str
) -> Node:
    start = offset(event.start_mark)
    if isinstance(event, ScalarEvent):
        end = offset(event.end_mark)
        style = event.style or ""
        if style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Node(start, end, event.start_mark.column, style)
    node = Node(start, start, event.start_mark.column, is_flow=bool(event.flow_style))
    if _opens_list(event):
        node.is_list = True
        while not isinstance(event := next_event(), SequenceEndEvent):
            node.items.append(_node(event, next_event, offset, text))
        inner = node.items
    else:
        node.is_mapping = True
        while not isinstance(event := next_event(), MappingEndEvent):
            first, last = offset(event.start_mark), offset(event.end_mark)
            value = _node(next_event(), next_event, offset, text)
            node.entries.append(Entry(event.value, first, last, value))
        inner = [entry.value for entry in node.entries]
    node.end = inner[-1].end if inner and not node.is_flow else offset(event.end_mark)
    return node

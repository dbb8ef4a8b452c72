"""Where a value stands in its file: one packed number a node, in the order of the document."""

from __future__ import annotations

from array import array
from typing import Any

SHIFT = 21
"""A position is `line << SHIFT | column`, both counted from 0; no file is so long that a
line could have more columns.
"""
_COLUMN_MASK = (1 << SHIFT) - 1

Path = tuple[str | int, ...]
"""The way from a record inwards: field names and, in lists, indexes from 0."""


def unpack(position: int) -> tuple[int, int]:
    """Line and column, both from 1, of a packed position."""
    return (position >> SHIFT) + 1, (position & _COLUMN_MASK) + 1


def count_nodes(value: Any) -> int:
    """How many positions a value takes: itself, and each key and value within."""
    if isinstance(value, dict):
        return 1 + sum(1 + count_nodes(inner) for inner in value.values())
    if isinstance(value, list):
        return 1 + sum(count_nodes(inner) for inner in value)
    return 1


def locate(
    value: Any, positions: array[int], path: Path, start: int = 0
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the node at `path` stands: its key's line and column, then its value's.

    A path that leads nowhere gives the deepest node on the way that is there.
    The top node and list items have no key; their value's place stands for it.

    Args:
        value: the value that was parsed, or one record in a list.
        positions: the positions of the file.
        path: keys and indexes from `value` inwards.
        start: the index in `positions` at which `value` begins.
    """
    index = start
    key_index = start
    for step in path:
        if isinstance(value, dict) and step in value:
            at = index + 1
            for key, inner in value.items():
                if key == step:
                    break
                at += 1 + count_nodes(inner)
            key_index, index, value = at, at + 1, value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            index += 1 + sum(count_nodes(inner) for inner in value[:step])
            key_index, value = index, value[step]
        else:
            break
    return unpack(positions[key_index]), unpack(positions[index])

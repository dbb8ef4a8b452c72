"""The text of one record, taken out of its file to be changed by hand and put back in its place."""

from __future__ import annotations

import re

from sscp.errors import UsageError
from sscp.load.parse import LINE_END, parse
from sscp.load.spans import Node, read_spans

_MARK = "\ufeff"


def take_out(content: bytes, identity: str) -> str:
    """The text of a record in a file, its margin taken off, with a line end after its last line.

    Raises:
        UsageError: the file holds no such record, or not in lines of its own.
    """
    text = content.decode("utf-8").removeprefix(_MARK)
    node = _find(text, content, identity)
    margin = " " * node.column
    lines = LINE_END.split(text[node.start : _end(text, node)])
    return "\n".join(line.removeprefix(margin) for line in lines) + "\n"


def put_back(content: bytes, identity: str, fresh: str) -> bytes:
    """The file with another text in the place of a record's.

    Raises:
        UsageError: the file holds no such record any more.
    """
    whole = content.decode("utf-8")
    text = whole.removeprefix(_MARK)
    node = _find(text, content, identity)
    found = LINE_END.search(text)
    newline = found[0] if found else "\n"
    margin = " " * node.column
    lines = fresh.replace("\r\n", "\n").rstrip().split("\n")
    body = newline.join(
        line if not number or not line.strip() else margin + line
        for number, line in enumerate(lines)
    )
    lead = whole[: len(whole) - len(text)]
    return (lead + text[: node.start] + body + text[_end(text, node) :]).encode("utf-8")


def _find(text: str, content: bytes, identity: str) -> Node:
    value = parse(content).value
    root = read_spans(text)
    if isinstance(value, dict) and value.get("id") == identity and not root.is_flow:
        return root
    if isinstance(value, list):
        for item, node in zip(value, root.items, strict=True):
            if isinstance(item, dict) and item.get("id") == identity and not node.is_flow:
                return node
    raise UsageError(f"{identity} does not stand in lines of its own; open its file to change it.")


def _end(text: str, node: Node) -> int:
    """The end of the line on which the record ends, a comment beside its last value included."""
    found = re.compile(r"[^\r\n]*").match(text, node.end)
    assert found is not None
    return found.end()

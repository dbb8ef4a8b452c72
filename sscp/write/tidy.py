"""A file laid out in the usual way: order of fields, ends of lines, no stray blanks.

Words, quotes and comments stay as they are; a comment moves with the field below it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sscp.load.parse import LINE_END, parse
from sscp.load.spans import Node, read_spans
from sscp.model.kind import Field, Kind

_MARK = "\ufeff"
NO_RECORD = "it is empty"
"""Why an empty file is left, or one that holds nothing but comments."""
_BLANKS = re.compile(r"[ \t]+(?=\n|\Z)")


class Tidied(NamedTuple):
    """A file in its usual layout, or as it was, and then why; `why` ends a sentence."""

    content: bytes
    why: str = ""


def tidy(content: bytes, kind: Kind) -> Tidied:
    """The file in its usual layout; as it was where it can't be read or a value would change.

    Args:
        content: the bytes of a file.
        kind: the kind of its records.
    """
    before = parse(content)
    flaws = [flaw for flaw in before.flaws if flaw.name != "byte-order-mark"]
    if flaws:
        return Tidied(content, f"line {flaws[0].line} can't be read as it should")
    if not isinstance(before.value, (dict, list)):
        return Tidied(content, NO_RECORD if before.value is None else "it holds no records")
    text = LINE_END.sub("\n", content.decode("utf-8").removeprefix(_MARK))
    after = parse(text.encode("utf-8"))
    if after.value != before.value:
        return Tidied(content, "a text in it has a line end that nobody sees")
    root = read_spans(text)
    for node in sorted(
        root.items if root.is_list else [root], key=lambda node: node.start, reverse=True
    ):
        text = _arranged(text, node, kind.fields)
    text = _without_blanks(text)
    # Empty lines at the end may belong to the last text, where that is marked to keep them.
    for fresh in (text.rstrip("\n") + "\n", text):
        if parse(fresh.encode("utf-8")).value == before.value:
            return Tidied(fresh.encode("utf-8"))
    return Tidied(content, "laid out, a text would lose the empty lines at its end")


def _without_blanks(text: str) -> str:
    """No blanks at the ends of lines, unless a value has them."""
    spans = [(a, b) for a, b in read_spans(text).leaves() if "\n" in text[a:b]]
    cut = [
        found.span()
        for found in _BLANKS.finditer(text)
        if not any(a <= found.start() < b for a, b in spans)
    ]
    for start, end in reversed(cut):
        text = text[:start] + text[end:]
    return text


def _arranged(text: str, node: Node, fields: tuple[Field, ...]) -> str:
    """The text with the entries of a group in their declared order, and of the groups within."""
    if not node.is_mapping or node.is_flow:
        return text
    tables = {field.name: field.fields for field in fields}
    for entry in reversed(node.entries):
        inner = [entry.value, *entry.value.items]
        for each in sorted(inner, key=lambda found: found.start, reverse=True):
            if each.is_mapping and tables.get(entry.key):
                text = _arranged(text, each, tables[entry.key])
    order = {field.name: number for number, field in enumerate(fields)}
    wanted = sorted(node.entries, key=lambda entry: order.get(entry.key, len(order)))
    if wanted == node.entries:
        return text
    # The inner groups keep their length, so the offsets of this one still hold.
    chunks = _chunks(text, node)
    first = node.entries[0].start
    last = first + sum(len(chunk) for chunk in chunks.values())
    margin = " " * node.column
    bodies = [chunks[entry.key].strip("\n").removeprefix(margin) for entry in wanted]
    end = "\n" if text[first:last].endswith("\n") else ""
    return text[:first] + f"\n{margin}".join(bodies) + end + text[last:]


def _chunks(text: str, node: Node) -> dict[str, str]:
    """The text of each entry, up to the next one, with the comments above it."""
    starts = [node.entries[0].start]
    for before, entry in zip(node.entries, node.entries[1:], strict=False):
        end = text.find("\n", before.value.end)
        starts.append(end + 1 if 0 <= end < entry.start else entry.start)
    end = text.find("\n", node.end)
    starts.append(len(text) if end < 0 else end + 1)
    return {
        entry.key: text[starts[number] : starts[number + 1]]
        for number, entry in enumerate(node.entries)
    }

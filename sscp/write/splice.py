"""One change put into the text of a file; every character outside the change stays as it was.

The change is made at the place the reader found. The result is read again and
must hold exactly the values meant, so a text that can't carry the change is
refused instead of being damaged.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from sscp.errors import RunError
from sscp.load.parse import LINE_END, parse
from sscp.load.spans import Entry, Node, comments_within, read_spans
from sscp.model.position import Path
from sscp.write.layout import Habits, block, inline, simple

_MARK = "\ufeff"


class _Unfit(Exception):  # noqa: N818 - ends one way of writing a change; the next is tried
    """This way of writing the change does not fit the text."""


def set_value(content: bytes, path: Path, value: Any, order: tuple[str, ...] = ()) -> bytes:
    """The file with a value at `path`, replaced or new.

    Args:
        content: the file as it is; it must be readable.
        path: keys and indexes from the top of the file inwards; only the last step may be new.
        value: texts, whole numbers, flags, and lists and tables of them.
        order: the names of the fields in their declared order, to place a new one.

    Raises:
        RunError: the text can't carry the change.
    """
    value = simple(value)
    values = parse(content).value
    goal = copy.deepcopy(values)
    parent = _inner(goal, path[:-1])
    if isinstance(parent, list) and path[-1] == len(parent):
        parent.append(value)
    else:
        if isinstance(parent, dict) and parent.get(path[-1]) == value:
            return content
        parent[path[-1]] = value
    if isinstance(parent, dict):
        before = _inner(values, path)
        if isinstance(before, list) and isinstance(value, list) and before:
            same = [item for item, other in zip(before, value, strict=False) if item == other]
            if same == before:
                for index in range(len(before), len(value)):
                    content = set_value(content, (*path, index), value[index])
                return content
    return _first_that_fits(
        content, goal, lambda text, root: _ways_to_set(text, root, path, value, order)
    )


def set_words(content: bytes, words: Mapping[Path, str]) -> bytes | None:
    """The file with texts in the places of single values that stand there, all at once.

    It is what `set_value` would make of one after the other, but the file is read only twice.
    None where it must be done one by one: a place is empty, or a text must be written otherwise.
    """
    goal = copy.deepcopy(parse(content).value)
    changed = {path: value for path, value in words.items() if _inner(goal, path) != value}
    if any(isinstance(_inner(goal, path), (list, dict, type(None))) for path in changed):
        return None
    for path, value in changed.items():
        _inner(goal, path[:-1])[path[-1]] = value

    def put_in(text: str, root: Node) -> Iterator[str]:
        habits = _habits(text, root)
        places = [(_walk(root, path), path) for path in changed]
        for old, path in sorted(places, key=lambda place: place[0].start, reverse=True):
            fresh = next(_spellings(root, path, old, changed[path], habits))
            text = _cut(text, old.start, old.end, fresh)
        yield text

    try:
        return _first_that_fits(content, goal, put_in)
    except RunError:
        return None


def insert(content: bytes, path: Path, value: Any) -> bytes:
    """The file with a new item at `path`, before the one that stands there.

    A comment above an item that begins a list stays above the new one.

    Raises:
        RunError: the text can't carry the change.
    """
    value = simple(value)
    values = parse(content).value
    goal = copy.deepcopy(values)
    parent, place = _inner(goal, path[:-1]), int(path[-1])
    if place >= len(parent):
        return set_value(content, path, value)
    parent.insert(place, value)
    return _first_that_fits(
        content, goal, lambda text, root: _ways_to_insert(text, root, path, value)
    )


def remove(content: bytes, path: Path) -> bytes:
    """The file without what stands at `path`; comments within stay, on lines of their own.

    A list or a group that would be left empty goes with its last value.

    Raises:
        RunError: the text can't carry the change.
    """
    values = parse(content).value
    while len(path) > 1 and len(_inner(values, path[:-1])) == 1:
        path = path[:-1]
    goal = copy.deepcopy(values)
    del _inner(goal, path[:-1])[path[-1]]
    return _first_that_fits(
        content, goal, lambda text, root: _ways_to_remove(text, root, path, goal)
    )


def _inner(value: Any, path: Path) -> Any:
    """The value at `path`, or None."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _first_that_fits(
    content: bytes, goal: Any, ways: Callable[[str, Node], Iterator[str]]
) -> bytes:
    """The first of several ways to write a change that is read back as it was meant."""
    whole = content.decode("utf-8")
    text = whole.removeprefix(_MARK)
    with suppress(_Unfit, UnicodeEncodeError):
        for changed in ways(text, read_spans(text)):
            result = (whole[: len(whole) - len(text)] + changed).encode("utf-8")
            read = parse(result)
            if read.value == goal and not any(flaw.fatal for flaw in read.flaws):
                return result
    raise RunError(
        "The change can't be written into this file without touching the rest of it;"
        " `sscp edit` opens the file to change it by hand."
    )


def _ways_to_set(
    text: str, root: Node, path: Path, value: Any, order: tuple[str, ...]
) -> Iterator[str]:
    parent, place = _walk(root, path[:-1]), path[-1]
    habits = _habits(text, root)
    old = _child(parent, place)
    if old is None:
        yield from _ways_to_add(text, parent, place, value, order, habits)
        return
    if _is_single(old) and not isinstance(value, (list, dict)):
        for fresh in _spellings(root, path, old, value, habits):
            yield _cut(text, old.start, old.end, fresh)
        return
    yield from _ways_to_replace(text, root, path, parent, old, value, habits)


def _spellings(root: Node, path: Path, old: Node, value: Any, habits: Habits) -> Iterator[str]:
    """How a single value may be written in the place of another, the likest first."""
    if _within_flow(root, path[:-1]):
        yield inline(value, old.style if old.style in "'\"" else "")
    else:
        column = _walk(root, path[:-1]).column
        for quote in (*_quotes(old, value), ""):
            yield block({"k": value}, habits, column, quote).removeprefix("k:").lstrip(" ")
    yield inline(value, '"')


def _quotes(old: Node, value: Any) -> tuple[str, ...]:
    """The mark the old text had, kept for a new text that is as simple."""
    if not isinstance(value, str) or "\n" in value:
        return ()
    return (old.style,) if old.style in ("'", '"') else ()


def _ways_to_replace(
    text: str, root: Node, path: Path, parent: Node, old: Node, value: Any, habits: Habits
) -> Iterator[str]:
    """A group or list put in the place of a value, or the other way about."""
    if _within_flow(root, path[:-1]) or (old.is_flow and _is_short(value)):
        for quote in ("", '"'):
            yield _cut(text, old.start, old.end, inline(value, quote))
        return
    for quote in ("", '"'):
        if parent.is_list:
            start, fresh = old.start, block(value, habits, parent.column + 2, quote)
        else:
            entry = parent.entry(str(path[-1]))
            assert entry is not None
            start = entry.start
            fresh = block({entry.key: value}, habits, parent.column, quote)
        kept = comments_within(text, start, old.end, old)
        tail = "".join(f"{habits.newline}{' ' * parent.column}{each}" for each in kept)
        yield _cut(text, start, old.end, fresh + tail)


def _is_short(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)


def _ways_to_add(
    text: str, parent: Node, place: str | int, value: Any, order: tuple[str, ...], habits: Habits
) -> Iterator[str]:
    """A new key of a group, or a new item at the end of a list."""
    if parent.is_flow:
        last = parent.items[-1] if parent.is_list else parent.entries[-1].value
        for quote in ("", '"'):
            fresh = inline(value, quote) if parent.is_list else inline({place: value}, quote)[1:-1]
            yield _cut(text, last.end, last.end, f", {fresh}")
        return
    if parent.is_list:
        at = _line_end(text, parent.end)
        gap = _gap(text, parent, habits)
        for quote in ("", '"'):
            fresh = _item(value, habits, parent.column, quote)
            yield _cut(text, at, at, f"{habits.newline}{gap}{' ' * parent.column}{fresh}")
        return
    before = _entry_before(parent, str(place), order)
    for quote in ("", '"'):
        fresh = block({place: value}, habits, parent.column, quote)
        if before is None:
            first = parent.entries[0].start
            yield _cut(text, first, first, f"{fresh}{habits.newline}{' ' * parent.column}")
        else:
            at = _line_end(text, before.value.end)
            yield _cut(text, at, at, f"{habits.newline}{' ' * parent.column}{fresh}")


def _ways_to_insert(text: str, root: Node, path: Path, value: Any) -> Iterator[str]:
    parent, place = _walk(root, path[:-1]), int(path[-1])
    habits = _habits(text, root)
    if parent.is_flow or _within_flow(root, path[:-1]):
        at = parent.items[place].start
        for quote in ("", '"'):
            yield _cut(text, at, at, f"{inline(value, quote)}, ")
        return
    margin = " " * parent.column
    for quote in ("", '"'):
        fresh = _item(value, habits, parent.column, quote)
        if place == 0:
            at = _hyphen(text, parent, parent.items[0])
            yield _cut(text, at, at, f"{fresh}{habits.newline}{margin}")
        else:
            at = _line_end(text, parent.items[place - 1].end)
            gap = _gap(text, parent, habits)
            yield _cut(text, at, at, f"{habits.newline}{gap}{margin}{fresh}")


def _item(value: Any, habits: Habits, column: int, quote: str) -> str:
    """An item of a list whose hyphen stands at `column`; lists within it lie as elsewhere."""
    whole = block({"k": [value]}, habits, 0, quote)
    lines = [line[habits.dash :] for line in whole.split(habits.newline)]
    margin = " " * column
    return habits.newline.join([lines[1], *(margin + line if line else "" for line in lines[2:])])


def _gap(text: str, parent: Node, habits: Habits) -> str:
    """An empty line between items where the file keeps one before its last item."""
    if len(parent.items) < 2:
        return ""
    between = text[parent.items[-2].end : parent.items[-1].start]
    empty = any(not line.strip() for line in LINE_END.split(between)[1:-1])
    return habits.newline if empty else ""


def _entry_before(parent: Node, key: str, order: tuple[str, ...]) -> Entry | None:
    """The entry after which a new key belongs: the last one declared before it."""
    if key not in order:
        return parent.entries[-1]
    earlier = order[: order.index(key)]
    found = [entry for entry in parent.entries if entry.key in earlier]
    return found[-1] if found else None


def _ways_to_remove(text: str, root: Node, path: Path, goal: Any) -> Iterator[str]:
    parent, place = _walk(root, path[:-1]), path[-1]
    habits = _habits(text, root)
    if parent.is_flow or _within_flow(root, path[:-1]):
        for quote in ("", '"'):
            left = inline(_inner(goal, path[:-1]), quote)
            yield _cut(text, parent.start, parent.end, left)
        return
    old = _child(parent, place)
    assert old is not None
    if parent.is_list:
        start = _hyphen(text, parent, old)
        following = int(place) + 1 < len(parent.items)
        after = _hyphen(text, parent, parent.items[int(place) + 1]) if following else -1
    else:
        number = next(at for at, each in enumerate(parent.entries) if each.key == place)
        start = parent.entries[number].start
        after = parent.entries[number + 1].start if number + 1 < len(parent.entries) else -1
    end = _line_end(text, old.end)
    lead = _line_start(text, start)
    margin = " " * parent.column
    if text[lead:start].strip():
        # The first key after a hyphen: the next one takes its place on the line.
        if after < 0:
            raise _Unfit
        kept = comments_within(text, start, after, old)
        lines = "".join(f"{each}{habits.newline}{margin}" for each in kept)
        yield _cut(text, start, after, lines)
        return
    kept = comments_within(text, start, end, old)
    lines = "".join(f"{margin}{each}{habits.newline}" for each in kept)
    beyond = LINE_END.match(text, end)
    yield _cut(text, lead, beyond.end() if beyond else end, lines)


def _hyphen(text: str, parent: Node, item: Node) -> int:
    """Where the hyphen of an item stands."""
    start = _line_start(text, item.start)
    while start >= 0:
        at = start + parent.column
        if text[at : at + 1] == "-":
            return at
        if start == 0:
            break
        start = _line_start(text, start - 1)
    raise _Unfit


def _walk(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        inner = _child(node, step)
        assert inner is not None
        node = inner
    return node


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    entry = node.entry(step)
    return entry.value if entry else None


def _within_flow(root: Node, path: Path) -> bool:
    return any(_walk(root, path[:length]).is_flow for length in range(len(path) + 1))


def _is_single(node: Node) -> bool:
    return not node.is_mapping and not node.is_list


def _cut(text: str, start: int, end: int, fresh: str) -> str:
    return text[:start] + fresh + text[end:]


def _line_end(text: str, offset: int) -> int:
    found = LINE_END.search(text, offset)
    return found.start() if found else len(text)


def _line_start(text: str, offset: int) -> int:
    last = 0
    for found in LINE_END.finditer(text, 0, offset):
        last = found.end()
    return last


def _habits(text: str, root: Node) -> Habits:
    """How the file lies, told by the first group and the first list within a group."""
    found = LINE_END.search(text)
    newline = found[0] if found else "\n"
    steps: list[int] = []
    dashes: list[int] = []
    _look(root, steps, dashes)
    return Habits(steps[0] if steps else 2, dashes[0] if dashes else 2, newline)


def _look(node: Node, steps: list[int], dashes: list[int]) -> None:
    for entry in node.entries:
        inner = entry.value
        if inner.is_flow:
            continue
        if inner.is_mapping and inner.column > node.column:
            steps.append(inner.column - node.column)
        elif inner.is_list and inner.column >= node.column:
            dashes.append(inner.column - node.column)
        _look(inner, steps, dashes)
    for item in node.items:
        _look(item, steps, dashes)

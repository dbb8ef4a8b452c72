"""Two versions of a file brought together record by record, field by field.

Both come from the same base. What only one side changed is taken; rows that
both sides added are all kept; a field that both changed differently is told,
with both sides and the base, and left to whoever joins them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sscp.load.parse import parse
from sscp.model.position import Path
from sscp.write.splice import remove, set_value

_GONE = None


class Disputed(NamedTuple):
    """A field that both sides changed, each in its own way; None where it was or is not there."""

    record: str
    path: Path
    base: Any
    ours: Any
    theirs: Any


class DisputedFile(NamedTuple):
    """A file that both sides changed and that holds no records, or none that can be joined."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


Choose = Callable[[Disputed], bool]
"""Says of a disputed field whether theirs is to stand."""


class Joined(NamedTuple):
    """A file with both sides' changes, and the fields on which they differ.

    `content` is None where no record is left in it, or where the two can't be joined by
    records at all; `is_joined` tells which.
    """

    content: bytes | None
    disputed: tuple[Disputed, ...]
    is_joined: bool = True


def join_files(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, choose: Choose
) -> Joined:
    """Put their changes into our file.

    Args:
        base: the file both began from; None where both made it.
        ours: our file, which keeps its layout and comments; None where we removed it.
        theirs: their file; None where they removed it.
        choose: asked for each field that both changed.
    """
    if ours is None and theirs is not None:
        # Their file is the one whose layout is kept, so the two change places.
        swapped = join_files(base, theirs, None, lambda each: not choose(_swap(each)))
        return swapped._replace(disputed=tuple(map(_swap, swapped.disputed)))
    sides = [records_of(b"[]" if content is None else content) for content in (base, ours, theirs)]
    if ours is None or any(side is None for side in sides):
        return Joined(None, (), is_joined=False)
    old, our, their = (side or {} for side in sides)
    work = _Work(ours, choose)
    for identity in {**our, **their}:
        before, mine, yours = old.get(identity), our.get(identity), their.get(identity)
        if yours in (before, mine):
            continue
        if mine is None or yours is None:
            work.whole(identity, before, mine, yours)
        else:
            # Made on both sides, it is joined like one that was empty before.
            work.fields(identity, (), before or {}, mine, yours)
    return Joined(work.content, tuple(work.disputed), work.is_joined)


def _swap(each: Disputed) -> Disputed:
    return each._replace(ours=each.theirs, theirs=each.ours)


def records_of(content: bytes) -> dict[str, dict[str, Any]] | None:
    """The records of a file by id; None where it can't be read so."""
    read = parse(content)
    if any(flaw.fatal for flaw in read.flaws):
        return None
    held = read.value if isinstance(read.value, list) else [read.value]
    if not all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in held):
        return None
    found = {each["id"]: each for each in held}
    return found if len(found) == len(held) else None


class _Work:
    """Our file while their changes are put in."""

    def __init__(self, content: bytes, choose: Choose) -> None:
        self.content: bytes | None = content
        self.disputed: list[Disputed] = []
        self.is_joined = True
        self._choose = choose

    def whole(self, identity: str, before: Any, mine: Any, yours: Any) -> None:
        """A record that is on one side only: added there, or removed on the other side."""
        if mine == before or self._theirs(Disputed(identity, (), before, mine, yours)):
            if yours is None:
                self._drop(identity)
            else:
                self._add(yours)

    def _add(self, record: Any) -> None:
        held = None if self.content is None else parse(self.content).value
        if isinstance(held, list):
            self._set((len(held),), record)
        else:
            self.is_joined, self.content = False, None

    def _drop(self, identity: str) -> None:
        at = self._place(identity)
        held = parse(self.content or b"").value
        if at is None or len(held) == 1:
            self.content = None
        elif self.content is not None:
            self.content = remove(self.content, (at,))

    def fields(self, identity: str, path: Path, before: Any, mine: Any, yours: Any) -> None:
        """What they changed within a value that both sides still have."""
        if yours in (before, mine):
            return
        if all(isinstance(each, dict) for each in (before, mine, yours)):
            for key in {**mine, **yours, **before}:
                self.fields(identity, (*path, key), before.get(key), mine.get(key), yours.get(key))
        elif _kept(before, mine) and _kept(before, yours):
            rows = before or ()
            for number, row in enumerate(rows):
                self.fields(identity, (*path, number), row, mine[number], yours[number])
            for value in yours[len(rows) :]:
                if value not in mine:
                    self._append(identity, path, value)
        elif mine == before or self._theirs(Disputed(identity, path, before, mine, yours)):
            self._put(identity, path, yours)

    def _theirs(self, disputed: Disputed) -> bool:
        self.disputed.append(disputed)
        return self._choose(disputed)

    def _append(self, identity: str, path: Path, value: Any) -> None:
        held = self._value(identity, path)
        self._put(identity, path, [*(held or []), value])

    def _put(self, identity: str, path: Path, value: Any) -> None:
        at = self._place(identity)
        base: Path = () if at is None else (at,)
        if value is not _GONE:
            self._set((*base, *path), value)
        elif self.content is not None and self._value(identity, path) is not None:
            self.content = remove(self.content, (*base, *path))

    def _set(self, path: Path, value: Any) -> None:
        if self.content is not None:
            self.content = set_value(self.content, path, value)

    def _value(self, identity: str, path: Path) -> Any:
        value: Any = dict(_walk_records(self.content))[identity]
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def _place(self, identity: str) -> int | None:
        """The place of a record in a list; None for a lone record."""
        held = parse(self.content or b"").value
        if not isinstance(held, list):
            return None
        return next(number for number, each in enumerate(held) if each.get("id") == identity)


def _walk_records(content: bytes | None) -> Iterator[tuple[str, dict[str, Any]]]:
    held = parse(content or b"").value
    for each in held if isinstance(held, list) else [held]:
        yield each["id"], each


def _kept(before: Any, after: Any) -> bool:
    """True for a list that still has each of its rows in its place, and perhaps more at its end."""
    return isinstance(after, list) and (
        before is None
        or (
            isinstance(before, list)
            and len(after) >= len(before)
            and all(_is_same_row(old, new) for old, new in zip(before, after, strict=False))
        )
    )


def _is_same_row(before: Any, after: Any) -> bool:
    """True for a row that may have changed but begins with what names it, such as its number."""
    if isinstance(before, dict) and isinstance(after, dict) and before:
        name = next(iter(before))
        return bool(before[name] == after.get(name))
    return bool(before == after)

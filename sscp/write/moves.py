"""Records that one side moved or renamed while the other side left or changed them.

Before two versions are joined file by file, each such record gets the id that it is to have,
and is put into the file where it is to be, on all three: then a move or a new id and a change
of the same record come together.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent
from typing import Any

from sscp.load.parse import parse
from sscp.write.join import join_files, records_of
from sscp.write.layout import Habits, block, simple
from sscp.write.splice import remove, set_value

Files = dict[str, bytes | None]


def follow_moves(base: Files, ours: Files, theirs: Files) -> None:
    """Put each record that a side moved where it was moved to, on all sides, in place.

    Args:
        base: the files that either side changed, as they were; None for one that is not there.
        ours: the same files as they are here. Where both moved a record, ours stands.
        theirs: the same files as the others have them.
    """
    _follow_names(base, ours, theirs)
    before, mine, yours = _places(base), _places(ours), _places(theirs)
    for identity, start in before.items():
        here, there = mine.get(identity), yours.get(identity)
        goal = next((each for each in (here, there) if each not in (None, start)), None)
        if goal is None:
            continue
        mover = ours if goal == here else theirs
        for side, place in ((base, start), (ours, here), (theirs, there)):
            if place not in (None, goal) and place is not None:
                _move(side, identity, place, goal, mover[goal])


def _follow_names(base: Files, ours: Files, theirs: Files) -> None:
    """Give each record that one side renamed its new id on the other side and in the base."""
    for mover, other in ((ours, theirs), (theirs, ours)):
        before, here, there = _places(base), _places(mover), _places(other)
        for new, old in _renamed(mover).items():
            is_new = new not in before and new not in there
            if is_new and old in before and old in there and old not in here:
                for side, places in ((base, before), (other, there)):
                    side[places[old]] = _with_id(side[places[old]] or b"", old, new)


def _renamed(side: Files) -> dict[str, str]:
    """The records of a side that had another id before: the latest of those, by the id now."""
    found = {}
    for content in side.values():
        for identity, record in (records_of(content) or {} if content is not None else {}).items():
            former = record.get("formerly")
            if isinstance(former, list) and former and isinstance(former[-1], str):
                found[identity] = former[-1]
    return found


def _with_id(content: bytes, old: str, new: str) -> bytes:
    values = parse(content).value
    if isinstance(values, dict):
        return set_value(content, ("id",), new)
    at = next(number for number, each in enumerate(values) if each.get("id") == old)
    return set_value(content, (at, "id"), new)


def _places(side: Mapping[str, bytes | None]) -> dict[str, str]:
    """The file of each record."""
    return {
        identity: path
        for path, content in side.items()
        if content is not None
        for identity in records_of(content) or ()
    }


def _move(side: Files, identity: str, start: str, goal: str, model: bytes | None) -> None:
    content, held = side[start], side.get(goal)
    assert content is not None
    values = parse(content).value
    into = None if held is None else parse(held).value
    if into is not None and not isinstance(into, list):
        return
    if isinstance(values, list):
        at = next(number for number, each in enumerate(values) if each.get("id") == identity)
        record = values[at]
        side[start] = remove(content, (at,)) if len(values) > 1 else None
    else:
        record = values
        side[start] = None
    if held is None:
        side[goal] = _written(record, model)
    else:
        side[goal] = set_value(held, (len(into or ()),), record)


def _written(record: dict[str, Any], model: bytes | None) -> bytes:
    """A file of its own for a record, laid out like the model where that is a file of one."""
    top = parse(model or b"").value
    plain = (block(simple(record), Habits()) + "\n").encode("utf-8")
    if isinstance(top, dict):
        return join_files(model, model, plain, lambda _: True).content or plain
    return (dedent(block(simple([record]), Habits())) + "\n").encode("utf-8")

"""Ids that were given out twice: on two machines, or on two branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sscp.errors import UsageError
from sscp.work.renaming import source_edits
from sscp.write.change import Change, Desk
from sscp.write.compare import compare_files
from sscp.write.edits import Rename, SetField

Content = Mapping[str, bytes | None]

_SERIAL = re.compile(r"([A-Z0-9]+)-([0-9]{4})-[0-9]+\Z")


def given_out_twice(base: Content, ours: Content, theirs: Content) -> list[str]:
    """The ids that both sides gave to different records since they parted.

    Args:
        base: the files that either side changed, as they were.
        ours: the same files as they are here.
        theirs: the same files as the others have them.
    """
    known = {change.record for change in compare_files({}, base)}
    mine = {change.record: change.after for change in compare_files({}, ours)}
    yours = {change.record: change.after for change in compare_files({}, theirs)}
    return sorted(
        identity
        for identity, values in mine.items()
        if identity not in known and identity in yours and yours[identity] != values
    )


def plan_renumber(desk: Desk, old: str, ids: Iterable[str] = ()) -> Change:
    """The change that gives a record the next free number; the old id is left to its other owner.

    Args:
        desk: the register before the other owner comes in, so every link to the id is ours.
        old: the id.
        ids: further ids that are taken elsewhere.

    Raises:
        UsageError: the record is gone, or its id is no number of a year.
    """
    record = desk.portfolio.by_id.get(old)
    serial = _SERIAL.match(old)
    if record is None or serial is None:
        raise UsageError(
            f"{old} was given to two records and is not a number of a year;"
            " give one of them another id with `sscp rename`."
        )
    new = old
    while new == old or new in set(ids):
        new = desk.new_id(record.kind, int(serial[2]), serial[1])
    edits = [
        *(
            SetField(other.id or "", path, new)
            for other, path, _ in desk.portfolio.linked_from.get(old, ())
            if other.id
        ),
        *(edit for other in desk.portfolio.records for edit in source_edits(other, old, new)),
        Rename(old, new),
    ]
    return Change(
        f"{old} is {new} now, since someone else had that number", tuple(edits), "renumber"
    )

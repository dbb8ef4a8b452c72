"""Ids that were given out twice: on two machines, or on two branches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sscp.errors import UsageError
from sscp.work.renaming import source_edits
from sscp.write.change import Change, Desk
from sscp.write.compare import compare_files
from sscp.write.edits import Edit, Rename, SetField

Content = Mapping[str, bytes | None]

RENUMBER = "renumber"
"""The command under which such a change is kept."""
SERIAL = re.compile(r"([A-Z0-9]+)-([0-9]{4})-[0-9]+\Z")


def given_out_twice(base: Content, ours: Content, theirs: Content) -> list[str]:
    """The numbers that both sides gave to different records since they parted.

    An id with a meaning, such as that of a post or of a meeting, stands for the same thing
    on both sides; its fields are joined like those of any record.

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
        if SERIAL.match(identity)
        and identity not in known
        and identity in yours
        and yours[identity] != values
    )


def plan_renumber(desk: Desk, taken: Sequence[str]) -> Change:
    """The change that gives records the next free numbers; their ids are left to the other owners.

    Args:
        desk: the register before the other owners come in, so every link to such an id is ours.
            Its numbers given out hold those of the other owners.
        taken: the ids.

    Raises:
        UsageError: an id is no number of a year.
    """
    fresh = {old: _next(desk, old) for old in taken}
    edits: list[Edit] = []
    for old, new in fresh.items():
        edits += [
            SetField(other.id, path, new)
            for other, path, _ in desk.portfolio.linked_from.get(old, ())
            if other.id
        ]
        for other in desk.portfolio.records:
            edits += source_edits(other, old, new)
    # The ids come last: until then the edits above find the records by the old ones.
    edits += [Rename(old, new) for old, new in fresh.items()]
    told = ", ".join(f"{old} is {new} now" for old, new in fresh.items())
    why = "that number" if len(fresh) == 1 else "these numbers"
    return Change(f"{told}, since someone else had {why}", tuple(edits), RENUMBER)


def _next(desk: Desk, old: str) -> str:
    record = desk.portfolio.by_id.get(old)
    serial = SERIAL.match(old)
    if record is None or serial is None:
        raise UsageError(
            f"{old} was given to two records and is not a number of a year;"
            " give one of them another id with `sscp rename`."
        )
    return desk.new_id(record.kind, int(serial[2]), serial[1])

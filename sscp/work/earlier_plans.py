"""What was planned before: kept in a meeting with each change of its day, time or place.

A diary that has taken a meeting over believes a later file only where its number is higher; the
number is that of the changes that the record keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sscp.model.record import Record
from sscp.work.origin import filled
from sscp.write.edits import AddRow, Edit, Remove, SetField

PLANNED_FIELDS = ("date", "starts", "ends", "place")


def kept_plan(meeting: Record, edits: Iterable[Edit], as_of: date) -> tuple[Edit, ...]:
    """The edit that keeps what was planned, where other edits change it; none where they don't.

    Args:
        meeting: the meeting, as it is before the change; nothing is kept of another record.
        edits: what is to be changed.
        as_of: the day of the change.
    """
    changed = {
        edit.path[0]: None if isinstance(edit, Remove) else edit.value
        for edit in edits
        if isinstance(edit, (SetField, Remove))
        and (edit.record, len(edit.path)) == (meeting.id, 1)
        and edit.path[0] in PLANNED_FIELDS
    }
    was = {name: meeting.values.get(name) for name in PLANNED_FIELDS}
    if meeting.kind.name != "meeting" or all(
        str(value or "") == str(was[str(name)] or "") for name, value in changed.items()
    ):
        return ()
    row = filled({"changed_on": as_of, **was, "date": meeting.date("date")})
    return (AddRow(meeting.id or "", ("earlier_plans",), row),)

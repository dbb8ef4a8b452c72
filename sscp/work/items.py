"""The items of an agenda, as verbs name them."""

from __future__ import annotations

from sscp.errors import UsageError
from sscp.model.record import Record
from sscp.write.edits import AddRow


def place_of_item(meeting: Record, number: str) -> int:
    """Which row of a meeting's agenda has that number.

    Raises:
        UsageError: the meeting has no such item.
    """
    numbers = [item.text("number") for item in meeting.rows("items")]
    if number not in numbers:
        held = ", ".join(filter(None, numbers)) or "none"
        raise UsageError(f"{meeting.id} has no item {number}; its items are: {held}.")
    return numbers.index(number)


def joined_to_item(
    meeting: Record | None, number: str, field: str, identity: str
) -> tuple[AddRow, ...]:
    """The edit by which an agenda item names what came of it; none where no item is named.

    Raises:
        UsageError: the meeting has no such item.
    """
    if meeting is None or meeting.kind.name != "meeting" or not number:
        return ()
    path = ("items", place_of_item(meeting, number), field)
    return (AddRow(meeting.id or "", path, identity),)

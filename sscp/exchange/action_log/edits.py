"""The edits of the register that the changes of a returned action log come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sscp.exchange.action_log.asked import Change, request_note
from sscp.exchange.action_log.columns import Part
from sscp.views.action_sheet import SheetAction
from sscp.work.proposal import Item
from sscp.write.edits import AddRow, Edit, SetField

STATED = "Progress as the returned action log states it"


def items_of(
    changes: Iterable[Change], actions: dict[str, SheetAction], as_of: date
) -> tuple[Item, ...]:
    """The changes action by action, in their order, each with its edits.

    Args:
        changes: what partners changed.
        actions: the actions of the register by id, as they stand.
        as_of: the day the changes are taken over.
    """
    by_action: dict[str, list[Change]] = {}
    for change in changes:
        by_action.setdefault(change.record, []).append(change)
    return tuple(
        Item(
            key=identity,
            record=identity,
            title=actions[identity].title,
            place=", ".join(dict.fromkeys(change.place for change in found)),
            words=tuple(change.words for change in found),
            edits=tuple(_edits(actions[identity], found, as_of)),
        )
        for identity, found in by_action.items()
    )


def _edits(action: SheetAction, changes: list[Change], as_of: date) -> list[Edit]:
    edits: list[Edit] = []
    for change in changes:
        if change.part is Part.OWNER:
            if action.owner:
                earlier = {"post": action.owner, "until": as_of}
                edits.append(AddRow(action.id, ("earlier_owners",), earlier))
            edits.append(SetField(action.id, ("owner",), change.value))
        elif change.part is Part.AGENCY:
            edits.append(SetField(action.id, ("agency",), change.value))
        elif change.part is Part.STATUS:
            edits.append(SetField(action.id, ("completed_on",), change.on))
        elif change.part is Part.EVIDENCE:
            row = {"what": change.value, "on": change.on}
            edits.append(AddRow(action.id, ("evidence",), row))
    rows = _progress(changes, as_of)
    return [*(AddRow(action.id, ("progress",), row) for row in rows), *edits]


def _progress(changes: list[Change], as_of: date) -> list[dict[str, Any]]:
    """The notes that are added.

    A figure counts for the day it is taken over, so it joins a note of that
    day, or stands in one of its own.
    """
    rows: list[dict[str, Any]] = [
        {"on": change.on, "note": change.value} for change in changes if change.part is Part.NOTE
    ]
    until = [change.value for change in changes if change.part is Part.LATER_DATE]
    reasons = [change for change in changes if change.part is Part.LATER_REASON]
    asked = [(day, "") for day in until if isinstance(day, date)]
    if reasons:
        asked = [(each.on, str(each.value)) for each in reasons if each.on is not None]
    rows += [{"on": as_of, "note": request_note(*each)} for each in asked]
    for change in changes:
        if change.part is Part.PERCENT:
            today = next((row for row in rows if row["on"] == as_of), None)
            if today is None:
                today = {"on": as_of, "note": STATED}
                rows.append(today)
            today["percent"] = change.value
    return rows

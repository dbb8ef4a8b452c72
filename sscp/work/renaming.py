"""A record given another id: every link follows it, and the old id keeps leading there."""

from __future__ import annotations

import re

from sscp.errors import UsageError
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import an
from sscp.write.change import Change, Desk
from sscp.write.edits import Edit, Rename, SetField


def plan_rename(desk: Desk, record: Record, new: str) -> Change:
    """The change that gives a record another id.

    Texts that name the old id are left as they are: it keeps leading to the record.

    Raises:
        UsageError: the id has not the form of its kind, or is taken, or was another record's.
    """
    old = record.id or ""
    form = record.kind.id_form
    if not re.fullmatch(form.pattern, new):
        raise UsageError(
            f"{new} can't be the id of {an(record.kind.name)}: it is {form.words},"
            f" such as {form.example}."
        )
    taken = desk.portfolio.get(new)
    if taken is not None and taken is not record:
        raise UsageError(f"{new} is taken: it leads to {taken.title}.")
    if new == old:
        raise UsageError(f"{old} has that id already.")
    edits: list[Edit] = [SetField(old, ("formerly",), _formerly(record, old, new))]
    edits += [
        SetField(other.id or "", path, new)
        for other, path, _ in desk.portfolio.linked_from.get(old, ())
        if other.id
    ]
    edits += _settings_edits(desk.portfolio, record, new)
    edits += [edit for other in desk.portfolio.records for edit in source_edits(other, old, new)]
    # The id itself comes last: until then the edits above find the record by the old one.
    edits.append(Rename(old, new))
    links = len({edit.record for edit in edits if isinstance(edit, SetField)} - {old})
    noun = "record follows" if links == 1 else "records follow"
    return Change(
        f"{old} is called {new} now",
        tuple(edits),
        "rename",
        (f"{links} other {noun}; {old} still leads to it.",),
    )


def _settings_edits(portfolio: Portfolio, record: Record, new: str) -> list[Edit]:
    """What names the record in the settings of the register."""
    settings = portfolio.settings
    return [
        SetField(settings.id, path, new)
        for path, _, target in (settings.links() if settings is not None else ())
        if settings is not None and settings.id and portfolio.get(target) is record
    ]


def _formerly(record: Record, old: str, new: str) -> list[str]:
    return [each for each in record.texts("formerly") if each != new] + [old]


def source_edits(record: Record, old: str, new: str) -> list[Edit]:
    """The sources that name the old id, with the paragraph or item kept."""
    held = record.values.get("source")
    alone = isinstance(held, str)
    found: list[Edit] = []
    for index, source in enumerate(record.sources):
        first, blank, rest = source.partition(" ")
        if first == old and record.id:
            path = ("source",) if alone else ("source", index)
            found.append(SetField(record.id, path, f"{new}{blank}{rest}"))
    return found

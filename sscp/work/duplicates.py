"""Ids that two records bear, as they come about when branches are joined, told apart by path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.load.parse import parse
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.write.change import Change, Desk
from sscp.write.edits import Edit, WholeFile
from sscp.write.splice import set_value

_SERIAL = re.compile(r"([A-Z0-9]+)-([0-9]{4})-[0-9]+\Z")


class Duplicate(NamedTuple):
    """An id that several records bear.

    Attributes:
        identity: the id.
        stays: the record that keeps it, which was there first.
        goes: the record that gets another.
        followers: the files whose links to the id mean the one that goes.
    """

    identity: str
    stays: Record
    goes: Record
    followers: tuple[str, ...]


Added = Callable[[str], tuple[int, tuple[str, ...]]]
"""For a file: when it was added, as a number that grows, and the files that came with it."""


def find_duplicates(portfolio: Portfolio, prefix: str, added: Added) -> list[Duplicate]:
    """The ids that several records bear, in order; of three, two are found at a time.

    Args:
        portfolio: the register.
        prefix: what stands before a path when it is shown.
        added: tells when a file was added, and with which others.
    """
    by_id: dict[str, list[Record]] = {}
    for record in portfolio.records:
        if record.id is not None:
            by_id.setdefault(record.id, []).append(record)
    found = []
    for identity, records in sorted(by_id.items()):
        if len(records) < 2:
            continue
        times = {
            record.file.path: added(record.file.path.removeprefix(prefix)) for record in records
        }
        first, second, *_ = sorted(records, key=lambda record: times[record.file.path][0])
        came_with = times[second.file.path][1]
        found.append(Duplicate(identity, first, second, came_with))
    return found


def plan_repair(
    desk: Desk, duplicate: Duplicate, prefix: str, read: Callable[[str], bytes]
) -> Change:
    """The change that gives the later record another number, and its own links with it.

    Raises:
        UsageError: the id is no number of a year, or both stand in one file.
    """
    serial = _SERIAL.match(duplicate.identity)
    goes, stays = duplicate.goes, duplicate.stays
    if serial is None or goes.file.path == stays.file.path:
        raise UsageError(
            f"{duplicate.identity} stands in {stays.file.path} and in {goes.file.path};"
            " give one of them another id by hand."
        )
    new = desk.new_id(goes.kind, int(serial[2]), serial[1])
    contents: dict[str, bytes] = {}
    path = goes.file.path.removeprefix(prefix)
    contents[path] = _with_id(read(path), duplicate.identity, new)
    for record in desk.portfolio.records:
        below = record.file.path.removeprefix(prefix)
        if below not in duplicate.followers:
            continue
        for where, _, target in record.links():
            if target == duplicate.identity and record is not goes:
                held = contents.get(below) or read(below)
                contents[below] = set_value(held, (*_base(held, record.id), *where), new)
    edits = _as_edits(contents, path, duplicate.identity, new)
    links = len(contents) - 1
    told = f", with {links} {'link' if links == 1 else 'links'}" if links else ""
    return Change(f"{goes.file.path}: {duplicate.identity} is {new} now{told}", edits, "doctor")


def _as_edits(contents: Mapping[str, bytes], path: str, old: str, new: str) -> tuple[Edit, ...]:
    """The files with their new bytes; one that bore the old id as its name bears the new one."""
    folder, slash, name = path.rpartition("/")
    to = f"{folder}{slash}{name.replace(old, new)}"
    edits: list[Edit] = [] if to == path else [WholeFile(path, None)]
    edits += [
        WholeFile(to if each == path else each, content) for each, content in contents.items()
    ]
    return tuple(edits)


def _with_id(content: bytes, old: str, new: str) -> bytes:
    return set_value(content, (*_base(content, old), "id"), new)


def _base(content: bytes, identity: str | None) -> tuple[int, ...]:
    """The way from the top of a file to a record in it."""
    held = parse(content).value
    if not isinstance(held, list):
        return ()
    return (next(number for number, each in enumerate(held) if each.get("id") == identity),)

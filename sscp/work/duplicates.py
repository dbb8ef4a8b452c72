"""Ids that two records bear, as they come about when branches are joined, told apart by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.load.parse import parse
from sscp.model.portfolio import Portfolio
from sscp.model.position import Path
from sscp.model.record import Record
from sscp.work.renumbering import SERIAL
from sscp.write.change import Change, Desk, Shown
from sscp.write.edits import Edit, WholeFile
from sscp.write.splice import set_value


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


Added = Callable[[str, str], tuple[int, tuple[str, ...]]]
"""For a file and an id: when the id came into it, as a number that grows, and the files that
came with it."""


def find_duplicates(portfolio: Portfolio, prefix: str, added: Added) -> list[Duplicate]:
    """The ids that several records bear, in order: each record but the first with the first.

    Args:
        portfolio: the register.
        prefix: what stands before a path when it is shown.
        added: tells when an id came into a file, and with which other files.
    """
    by_id: dict[str, list[Record]] = {}
    for record in portfolio.records:
        if record.id is not None:
            by_id.setdefault(record.id, []).append(record)
    found = []
    for identity, records in sorted(by_id.items()):
        if len(records) < 2:
            continue
        came = {
            path: added(path.removeprefix(prefix), identity)
            for path in {record.file.path for record in records}
        }
        first, *later = sorted(records, key=lambda record: came[record.file.path][0])
        found += [Duplicate(identity, first, each, came[each.file.path][1]) for each in later]
    return found


def plan_repair(
    desk: Desk, duplicate: Duplicate, prefix: str, read: Callable[[str], bytes]
) -> Change:
    """The change that gives the later record another number, and its own links with it.

    Raises:
        UsageError: the id is no number of a year, or both stand in one file.
    """
    serial = SERIAL.match(duplicate.identity)
    goes, stays = duplicate.goes, duplicate.stays
    if serial is None or goes.file.path == stays.file.path:
        raise UsageError(_by_hand(duplicate))
    new = desk.new_id(goes.kind, int(serial[2]), serial[1])
    contents: dict[str, bytes] = {}
    path = goes.file.path.removeprefix(prefix)
    contents[path] = _with_id(read(path), duplicate.identity, new)
    for record in desk.portfolio.records:
        below = record.file.path.removeprefix(prefix)
        if below not in duplicate.followers:
            continue
        if record is goes:
            continue
        for where, value in _mentions(record, duplicate.identity, new):
            held = contents.get(below) or read(below)
            contents[below] = set_value(held, (*_base(held, record.id), *where), value)
    edits = _as_edits(contents, path, duplicate.identity, new)
    links = len(contents) - 1
    told = f", with {links} {'link' if links == 1 else 'links'}" if links else ""
    summary = f"{goes.file.path}: {duplicate.identity} is {new} now{told}"
    shown = [Shown(goes.file.path, f"{duplicate.identity} becomes {new}")]
    shown += [Shown(prefix + each, "the link to it follows") for each in contents if each != path]
    shown.append(Shown(stays.file.path, f"keeps {duplicate.identity}"))
    return Change(summary, edits, "doctor", shown=tuple(shown))


def _mentions(record: Record, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Where a record links to an id or names it as its source, and what is to stand there."""
    for where, _, target in record.links():
        if target == old:
            yield where, new
    for number, source in enumerate(record.sources):
        first, blank, rest = source.partition(" ")
        if first == old:
            yield record.source_path(number), f"{new}{blank}{rest}"


def _by_hand(duplicate: Duplicate) -> str:
    first, second = duplicate.stays, duplicate.goes
    places = " and in ".join(f"{each.file.path}, line {_line(each)}" for each in (first, second))
    return (
        f"{duplicate.identity} stands in {places}, and which of the two a link means can't be"
        " told; give one of them another id by hand."
    )


def _line(record: Record) -> int:
    return record.location(("id",)).line


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

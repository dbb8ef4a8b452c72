"""What was read last time, so that only files that have changed since are read again.

It is kept in git's own folder, which goes where the register goes and is never shared: records
that few may read are not laid anywhere else. Without a repository it is kept in the register's
hidden folder, if there is one. Whatever is not plainly the same is read anew.
"""

from __future__ import annotations

import json
import os
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from sscp.load.fingerprint import RACY_SECONDS, look_at_program
from sscp.load.git_folder import find_git_folders
from sscp.load.pending import WORKSHOP
from sscp.model.finding import Location
from sscp.model.problem import Problem

Stamp = tuple[int, int, int, int]
"""A file's size, its times of change of content and of anything (nanoseconds), and its number."""

_NAME = "sscp-reading"
_FEW = 64
"""So many changed files are always kept beside the others, instead of writing all of them anew."""
_DIGEST_BYTES = 16


class FileReading(NamedTuple):
    """What one file held.

    Attributes:
        records: of each record the place in the positions where it begins, and its values.
        positions: the packed positions of the file, as an array or as its bytes.
        problems: what is wrong with the file and the shape of its records.
    """

    records: Sequence[Sequence[Any]]
    positions: array[int] | bytes
    problems: tuple[Problem, ...]


class KeptReadings:
    """The readings of a register's files, by path: found while it is read, kept afterwards."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._started = time.time_ns()
        self._place = _place(root)
        self._all: dict[str, list[Any]] = {}
        self._more: dict[str, list[Any]] = {}
        self._fresh: dict[str, list[Any]] = {}
        self._stamps: dict[str, Stamp] = {}
        if self._place is not None:
            self._program = _program()
            self._all = self._read(self._place)
            self._more = self._read(f"{self._place}-more")

    def find(self, path: str, shown: str) -> FileReading | None:
        """What a file held when it was read, if it has not changed since.

        Args:
            path: the file below the register.
            shown: its path as findings show it.
        """
        try:
            stamp = self._stamps[path] = stamp_of(self._root, path)
        except OSError:
            return None
        kept = self._more.get(path) or self._all.get(path)
        if kept is None or kept[0] != [*stamp]:
            return None
        _, records, positions, problems = kept
        return FileReading(records, positions, problems_in(problems, shown) if problems else ())

    def note(self, path: str, reading: FileReading) -> None:
        """Remember what was read after it was not found, unless the file may still be changing."""
        stamp = self._stamps.get(path)
        if self._place is None or stamp is None or not self._is_settled(stamp):
            return
        self._fresh[path] = [
            list(stamp),
            reading.records,
            bytes(reading.positions),
            rows_of(reading.problems),
        ]

    def stamps(self) -> dict[str, Stamp | None]:
        """What the files looked like; None for one that may still have been changing."""
        return {
            path: stamp if self._is_settled(stamp) else None for path, stamp in self._stamps.items()
        }

    def _is_settled(self, stamp: Stamp) -> bool:
        return max(stamp[1:3]) <= self._started - RACY_SECONDS * 1e9

    def keep(self) -> None:
        """Keep what was read anew for the next time; failing to is no failure."""
        gone = self._all.keys() - self._stamps.keys()
        if self._place is None or not (self._fresh or gone):
            return
        more = {**self._more, **self._fresh}
        if self._all and not gone and len(more) <= max(_FEW, len(self._all) // 8):
            self._write(f"{self._place}-more", self._still(more))
        else:
            self._write(self._place, self._still({**self._all, **more}))
            self._write(f"{self._place}-more", {})

    def _still(self, readings: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        """Only files that are there: what was taken out of the register is kept nowhere."""
        return {path: kept for path, kept in readings.items() if path in self._stamps}

    def _read(self, place: str) -> dict[str, list[Any]]:
        try:
            with open(place, "rb") as stream:
                head, body = stream.readline().split(), stream.read()
            if len(head) != 3 or head[:2] != [self._program, _digest(body)]:
                return {}
            length = int(head[2])
            listed: dict[str, list[Any]] = json.loads(body[:length])
        except (OSError, ValueError):
            return {}
        at = length
        for kept in listed.values():
            end = at + kept[2]
            kept[2] = body[at:end]
            at = end
        return listed

    def _write(self, place: str, readings: Mapping[str, list[Any]]) -> None:
        listed = {
            path: [stamp, records, len(positions), problems]
            for path, (stamp, records, positions, problems) in readings.items()
        }
        text = json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        body = b"".join((text, *(kept[2] for kept in readings.values())))
        head = b" ".join((self._program, _digest(body), str(len(text)).encode())) + b"\n"
        temporary = f"{place}.{os.getpid()}"
        try:
            own = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(own, "wb") as stream:
                stream.write(head + body)
            os.replace(temporary, place)
        except OSError:
            return


def rows_of(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    """The problems of a file as plain values, without its path."""
    return [
        (each.rule, *each.location[1:], each.words, each.record, each.field) for each in problems
    ]


def problems_in(rows: Iterable[Sequence[Any]], shown: str) -> tuple[Problem, ...]:
    """The problems of a file that were put into plain values."""
    return tuple(
        Problem(rule, Location(shown, line, column), words, record, field)
        for rule, line, column, words, record, field in rows
    )


def stamp_of(root: str, path: str) -> Stamp:
    """What a file of the register looks like now.

    Raises:
        OSError: it can't be looked at.
    """
    now = os.stat(f"{root}{os.sep}{path}")
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino


def _place(root: str) -> str | None:
    """Where the readings of a register are kept; None where they are not."""
    if os.environ.get("SSCP_NO_CACHE"):
        return None
    try:
        folders = find_git_folders(root)
    except OSError:
        return None
    folder = folders.own if folders else os.path.join(root, WORKSHOP)
    if not os.path.isdir(folder):
        return None
    # Two registers of one repository are told apart by where they lie in it, wherever it lies.
    within = os.path.relpath(os.path.realpath(root), folders.top) if folders else ""
    return os.path.join(folder, f"{_NAME}-{_digest(os.fsencode(within)).decode()}")


def _program() -> bytes:
    """What tells one state of the program from another: what it reads may differ."""
    seen: list[str] = []
    look_at_program(seen)
    return _digest("\0".join(seen).encode("utf-8", "replace"))


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest().encode()

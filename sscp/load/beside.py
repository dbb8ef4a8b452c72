"""Many files read by two processes side by side, where the machine can do that.

A second process is a copy of this one that reads its half of the files, hands over what it read
through a pipe and ends. Whatever goes wrong with it, its half is read here.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from sscp.load.kept import FileReading, problems_in, rows_of

WORTH_IT = 2_000
"""From so many files on a second process saves more than it costs."""

Read = Callable[[str], FileReading | OSError]


def read_all(paths: Sequence[str], prefix: str, read: Read) -> list[FileReading | OSError]:
    """What is read of each file, in the order of the paths.

    Args:
        paths: the files.
        prefix: what stands before a path when it is shown.
        read: reads one of them; an error is handed back, not raised.
    """
    if len(paths) < WORTH_IT or not _can_fork():
        return [read(path) for path in paths]
    half = len(paths) // 2
    beside = _begin(paths[half:], read)
    own = [read(path) for path in paths[:half]]
    rest = _end(*beside, [prefix + path for path in paths[half:]]) if beside else None
    return own + (rest if rest is not None else [read(path) for path in paths[half:]])


def _can_fork() -> bool:
    """True where a copy of this process is cheap, safe and has a processor of its own."""
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    # macOS has libraries that a copy may not use.
    return hasattr(os, "fork") and sys.platform != "darwin" and is_alone and _processors() > 1


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(paths: Sequence[str], read: Read) -> tuple[int, int] | None:
    """Start a second process on these files: its number, and the pipe to read from."""
    here, there = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(here)
        os.close(there)
        return None
    if child:
        os.close(there)
        return child, here
    # From here on this is the copy: it must end without a word and without this one's endings.
    status = 1
    try:
        os.close(here)
        with open(there, "wb") as stream:
            stream.write(marshal.dumps([_packed(read(path)) for path in paths]))
        status = 0
    finally:
        os._exit(status)


def _end(child: int, pipe: int, shown: Sequence[str]) -> list[FileReading | OSError] | None:
    """What the second process read; None when it did not come to its end."""
    with open(pipe, "rb") as stream:
        content = stream.read()
    with suppress(ChildProcessError):
        os.waitpid(child, 0)
    try:
        rows = marshal.loads(content)  # noqa: S302 - written by a copy of this very process
    except (EOFError, ValueError, TypeError):
        return None
    return [_unpacked(row, path) for row, path in zip(rows, shown, strict=True)]


def _packed(reading: FileReading | OSError) -> tuple[Any, ...]:
    """What was read as plain values, as a pipe between copies of one program can carry them."""
    if isinstance(reading, OSError):
        return reading.errno, reading.strerror
    return reading.records, bytes(reading.positions), rows_of(reading.problems)


def _unpacked(row: tuple[Any, ...], shown: str) -> FileReading | OSError:
    if len(row) == 2:
        return OSError(*row)
    records, positions, problems = row
    return FileReading(records, positions, problems_in(problems, shown))

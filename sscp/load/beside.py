"""Work done by two processes side by side, where the machine can do that.

A second process is a copy of this one that does its part, hands over what it found through a pipe
and ends. Whatever goes wrong with it, its part is done here.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, Self

from sscp.load.kept import FileReading, problems_in, rows_of

WORTH_IT = 2_000
"""From so many files or records on a second process saves more than it costs."""
_OWN_SHARE = 0.55
"""The share of the files that is read here: what is read there has to be handed over too."""

Read = Callable[[str], FileReading | OSError]


def read_all(paths: Sequence[str], prefix: str, read: Read) -> list[FileReading | OSError]:
    """What is read of each file, in the order of the paths.

    Args:
        paths: the files.
        prefix: what stands before a path when it is shown.
        read: reads one of them; an error is handed back, not raised.
    """
    if not is_worth_it(len(paths)):
        return [read(path) for path in paths]
    half = int(len(paths) * _OWN_SHARE)
    beside = begin(lambda: [_packed(read(path)) for path in paths[half:]])
    own = [read(path) for path in paths[:half]]
    rest = beside.end() if beside else None
    if rest is None:
        return own + [read(path) for path in paths[half:]]
    shown = [prefix + path for path in paths[half:]]
    return own + [_unpacked(row, path) for row, path in zip(rest, shown, strict=True)]


def is_worth_it(count: int) -> bool:
    """True where so many files or records are better looked at by two processes."""
    return count >= WORTH_IT and _can_fork()


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


class Beside(NamedTuple):
    """A second process at work: its number, and the pipe through which it answers."""

    process: int
    pipe: int

    def end(self) -> Any:
        """What it found, once it is through; None when it did not come to its end."""
        with open(self.pipe, "rb") as stream:
            content = stream.read()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        try:
            return marshal.loads(content)  # noqa: S302 - written by a copy of this very process
        except (EOFError, ValueError, TypeError):
            return None


def begin(work: Callable[[], Any]) -> Beside | None:
    """Start a second process on some work; None where there can be none.

    Args:
        work: gives plain values: texts, numbers, and lists, tuples and tables of them.
    """
    here, there = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(here)
        os.close(there)
        return None
    if child:
        os.close(there)
        return Beside(child, here)
    # From here on this is the copy: it must end without a word and without this one's endings.
    status = 1
    try:
        os.close(here)
        with open(there, "wb") as stream:
            stream.write(marshal.dumps(work()))
        status = 0
    finally:
        os._exit(status)


class Pile:
    """Numbers from 0 that two processes take from, each number once.

    The numbers stand in a pipe that both read from: whoever reads one has it for itself.
    """

    def __init__(self, count: int) -> None:
        self._pipe, there = os.pipe()
        with open(there, "wb") as stream:
            stream.write(bytes(range(count)))

    def __enter__(self) -> Self:
        """The pile itself, which stands until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Clear it away."""
        os.close(self._pipe)

    def __iter__(self) -> Iterator[int]:
        """The numbers that this process takes, until there are none left."""
        while number := os.read(self._pipe, 1):
            yield number[0]


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

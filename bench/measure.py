"""Times whole processes: interleaved, so that a busy moment hits all alike, and by the median."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ALLOWED_STATUSES = (0, 1)


def _nothing() -> None:
    """No preparation."""


@dataclass
class Job:
    """A command to time.

    Attributes:
        name: what the table calls it.
        command: the program and its words.
        prepare: done before each run, outside the time taken.
        rounds: how often it runs; None for as often as the others.
        warms_up: False for a slow one that is not run once more beforehand.
        seconds: the time of each run.
        peak_bytes: the most memory any run held; 0 where the system does not tell.
    """

    name: str
    command: Sequence[str]
    prepare: Callable[[], None] = _nothing
    rounds: int | None = None
    warms_up: bool = True
    seconds: list[float] = field(default_factory=list)
    peak_bytes: int = 0

    @property
    def median(self) -> float:
        """The median time in seconds."""
        return statistics.median(self.seconds)


def run_jobs(jobs: Sequence[Job], rounds: int, environment: Mapping[str, str]) -> None:
    """Run every job `rounds` times, one after the other in each round, after one to warm up.

    Raises:
        RuntimeError: a job failed; findings (status 1) are no failure.
    """
    for number in range(rounds + 1):
        for job in jobs:
            last = rounds if job.rounds is None else job.rounds
            if number > last or (number == 0 and not job.warms_up):
                continue
            job.prepare()
            seconds, peak = _run(job.command, environment)
            job.peak_bytes = max(job.peak_bytes, peak)
            if number:
                job.seconds.append(seconds)
        _show(number, rounds)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one process with its children."""
    with Path(os.devnull).open("wb") as nowhere:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=dict(environment))
        if sys.platform == "win32":
            status, peak = process.wait(), 0
        else:
            _, encoded, used = os.wait4(process.pid, 0)
            status = process.returncode = os.waitstatus_to_exitcode(encoded)
            peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        seconds = time.perf_counter() - began
    if status not in ALLOWED_STATUSES:
        raise RuntimeError(f"{' '.join(command)} ended with status {status}")
    return seconds, peak


def _show(number: int, rounds: int) -> None:
    """How far along, on stderr, where someone is watching."""
    if sys.stderr.isatty():
        end = "\n" if number == rounds else "\r"
        sys.stderr.write(f"round {number} of {rounds}{end}")
        sys.stderr.flush()

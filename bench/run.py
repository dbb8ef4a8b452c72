"""`make bench`: how fast sscp is, as ratios to floors and peers measured in the same run.

Times differ between machines, ratios hardly do. Every row names what it is
measured against, what the ratio must not exceed and what we aim at. The exit
status is 1 when a ratio that must hold does not.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.generate import write_register
from bench.measure import Job, run_jobs
from bench.peers import Peer, find_peers, install_peers

TOP = Path(__file__).resolve().parents[1]
PEERS = TOP / ".bench"
SETTLED_SECONDS = 2.2
"""How long a register must rest before its answers are kept for the next time."""
MEGABYTE = 1_000_000
LARGEST_USUAL = 10_000

# What must hold and what is aimed at, by the number of records.
_UNCHANGED = {1_000: (8, 2), 10_000: (12, 5)}
_CHANGED = {10_000: (15, 8)}
_VALIDATE = {10_000: (6, 3)}
_WRITTEN = {10_000: (1 / 3, 0.1)}
HALF_DONE = ("percent: 50", "percent: 60")


@dataclass(frozen=True)
class Row:
    """One line of the table; `value` is None where nothing was measured, and `note` says why."""

    job: str
    against: str
    value: float | None
    must: float | None
    aim: float | None
    unit: str = ""
    note: str = ""

    @property
    def verdict(self) -> str:
        """How the value stands to what was promised."""
        if self.value is None:
            return f"not measured: {self.note}"
        if self.must is not None and self.value > self.must:
            return "MISSED"
        if self.aim is not None and self.value <= self.aim:
            return "aim reached"
        return "holds" if self.must is not None else "for information"


class Register:
    """A generated register with the jobs that are timed on it."""

    def __init__(self, work: Path, records: int) -> None:
        self.records = records
        self.folder = work / f"register-{records}"
        self.caches = work / "cache"
        write_register(self.folder, records)
        self._begin_history()
        sscp = _program()
        here = ["-C", str(self.folder)]
        label = f"{records:,}"
        self.yardstick = Job(
            f"yardstick {label}",
            [sys.executable, str(TOP / "bench" / "yardstick.py"), str(self.folder)],
        )
        self.validate = Job(f"validate, {label}", [*sscp, *here, "validate"])
        status = [*sscp, *here, "status"]
        self.cold = Job(f"status cold, {label}", status, self._forget)
        self.changed = Job(f"status, one changed, {label}", status, self._change_one)
        self.unchanged = Job(f"status, nothing changed, {label}", status)
        note = ["action", "update", self._open_action(), "--note", "As planned"]
        self.written = Job(f"one record written, {label}", [*sscp, *here, *note])

    def settle(self, environment: dict[str, str]) -> None:
        """Have the answers of an unchanged register kept."""
        time.sleep(SETTLED_SECONDS)
        run_jobs([Job("first", self.unchanged.command)], 0, environment)

    def _begin_history(self) -> None:
        """Keep the register in git, as every register is."""
        who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
        for words in (("init",), ("add", "."), (*who, "commit", "--message", "Begin")):
            subprocess.run(["git", "-C", self.folder, *words], check=True, capture_output=True)
        for name, value in (("user.name", "Bench"), ("user.email", "bench@example.org")):
            subprocess.run(["git", "-C", self.folder, "config", name, value], check=True)

    def _open_action(self) -> str:
        """The first action that is neither done nor given up."""
        for path in sorted((self.folder / "actions").glob("*.yaml")):
            if "completed_on:" not in path.read_text(encoding="utf-8"):
                return path.stem
        raise RuntimeError("the generated register has no open action")

    def _forget(self) -> None:
        """Leave nothing of what was read or answered before."""
        shutil.rmtree(self.caches, ignore_errors=True)
        for each in (self.folder / ".git").glob("sscp-reading*"):
            each.unlink()

    def _change_one(self) -> None:
        """Rewrite one action with another share done."""
        path = min((self.folder / "actions").glob("*.yaml"))
        text = path.read_text(encoding="utf-8")
        before, now = HALF_DONE if HALF_DONE[0] in text else HALF_DONE[::-1]
        path.write_text(text.replace(before, now), encoding="utf-8", newline="\n")


def measure(sizes: list[int], rounds: int, work: Path) -> list[Row]:
    """Time everything and work out the ratios."""
    environment = {
        # An installed program is compiled once, whatever is set where this runs.
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SSCP_") and name != "PYTHONDONTWRITEBYTECODE"
    } | {"XDG_CACHE_HOME": str(work / "cache"), "LOCALAPPDATA": str(work / "cache")}
    floor = Job("python -c pass", [sys.executable, "-c", "pass"])
    version = Job("version", [*_program(), "--version"])
    registers = [Register(work, size) for size in sizes]
    peers = list(find_peers(PEERS, registers[1].folder, work, registers[1].records))
    for register in registers:
        if register.records > LARGEST_USUAL:
            for job in (register.validate, register.yardstick):
                job.rounds, job.warms_up = 1, False
    usual = [one for one in registers if one.records <= LARGEST_USUAL]
    jobs = [floor, version]
    for one in registers:
        jobs += [one.yardstick, one.validate]
    for one in usual:
        jobs += [one.cold, one.changed, one.written]
    run_jobs(jobs, rounds, environment)
    # Nothing changed: apart from the rest, which change and forget on purpose.
    for one in usual:
        one.settle(environment)
    second = Job("python -c pass", floor.command)
    run_jobs(
        [second, *(one.unchanged for one in usual)]
        + [peer.job for peer in peers if peer.job and peer.against == "status"],
        rounds,
        environment,
    )
    run_jobs(
        [peer.job for peer in peers if peer.job and peer.against == "validate"], 1, environment
    )
    rows = [Row("sscp --version", floor.name, version.median / floor.median, 3, 1.5)]
    for one in usual:
        rows += _status_rows(one, floor, second)
    rows += [row for one in registers for row in _validate_rows(one)]
    rows += _growth_rows(registers)
    ours = {"validate": registers[1].validate, "status": registers[1].unchanged}
    rows += [_peer_row(peer, ours[peer.against]) for peer in peers]
    return rows


def _peer_row(peer: Peer, ours: Job) -> Row:
    ratio = ours.median / peer.job.median if peer.job else None
    return Row(ours.name, peer.name, ratio, peer.must, peer.aim, note=peer.why_not)


def _status_rows(one: Register, floor: Job, second: Job) -> list[Row]:
    must, aim = _UNCHANGED.get(one.records, (None, None))
    must_changed, aim_changed = _CHANGED.get(one.records, (None, None))
    return [
        Row(one.unchanged.name, floor.name, one.unchanged.median / second.median, must, aim),
        Row(
            one.changed.name,
            floor.name,
            one.changed.median / floor.median,
            must_changed,
            aim_changed,
        ),
        Row(one.cold.name, floor.name, one.cold.median / floor.median, None, None),
    ]


def _validate_rows(one: Register) -> list[Row]:
    must, aim = _VALIDATE.get(one.records, (None, None))
    ratio = one.validate.median / one.yardstick.median
    rows = [Row(f"{one.validate.name}, cold", "yardstick", ratio, must, aim)]
    if one.records == LARGEST_USUAL:
        peak = one.validate.peak_bytes / MEGABYTE if one.validate.peak_bytes else None
        note = "this system does not tell"
        rows.append(Row(f"{one.validate.name}, memory", "-", peak, 150, 80, "MB", note))
    if one.written.seconds:
        ratio = one.written.median / one.validate.median
        most, hoped = _WRITTEN.get(one.records, (None, None))
        rows.append(Row(one.written.name, "validate, cold", ratio, most, hoped))
    return rows


def _growth_rows(registers: list[Register]) -> list[Row]:
    """How time grows with size: 1 is in step, 2 is four times the time for twice the records."""
    rows = []
    for small, large in itertools.pairwise(registers):
        times = math.log(large.validate.median / small.validate.median)
        exponent = times / math.log(large.records / small.records)
        name = f"validate, growth to {large.records:,}"
        rows.append(Row(name, f"{small.records:,}", exponent, 1.1, 1.0, "exp"))
    return rows


def show(rows: list[Row]) -> str:
    """The table."""
    lines = [f"{'job':<36}{'against':<18}{'value':>9}{'must':>8}{'aim':>7}  verdict"]
    for row in rows:
        value = "-" if row.value is None else f"{row.value:.{2 if row.value < 10 else 1}f}"
        value += f" {row.unit}" if row.unit and row.value is not None else ""
        must, aim = (f"{one:.3g}" if one is not None else "" for one in (row.must, row.aim))
        lines.append(
            f"{row.job:<36}{row.against:<18}{value:>9}{must:>8}{aim:>7}  {row.verdict}".rstrip()
        )
    return "\n".join(lines)


def _program() -> list[str]:
    """The console script beside this Python; else the module."""
    script = Path(sys.executable).with_name("sscp.exe" if sys.platform == "win32" else "sscp")
    return [str(script)] if script.exists() else [sys.executable, "-m", "sscp"]


def main(words: list[str]) -> int:
    """Measure and print.

    Returns:
        1 when something that must hold does not, else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each job runs (7)")
    parser.add_argument("--large", action="store_true", help="also check 100,000 records")
    parser.add_argument("--peers", action="store_true", help="install and measure peers")
    options = parser.parse_args(words)
    if options.peers:
        install_peers(PEERS)
    sizes = [1_000, LARGEST_USUAL, *([100_000] if options.large else [])]
    with tempfile.TemporaryDirectory(prefix="sscp-bench-") as folder:
        rows = measure(sizes, options.rounds, Path(folder))
    print(show(rows))
    return int(any(row.verdict == "MISSED" for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Other programs that do a part of the same work, on the same register, where they are found."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.measure import Job
from bench.peer_schemas import copy_for_yamale, write_json_schema

PACKAGES = ("check-jsonschema", "yamale", "yamllint")
_INSTALL = "`make bench ARGS=--peers` installs it into .bench"


@dataclass(frozen=True)
class Peer:
    """A peer to measure against, or the reason why it can't be.

    Attributes:
        name: the program.
        against: which of our jobs it is compared with: validate or status.
        must: the highest ratio of our time to its time, if one was promised.
        aim: the ratio aimed at.
        job: how to run it; None when it is not there.
        why_not: the reason, when it is not there.
    """

    name: str
    against: str
    must: float | None
    aim: float | None
    job: Job | None = None
    why_not: str = ""


def install_peers(folder: Path) -> None:
    """Install those that are Python packages into an environment of their own."""
    if not (folder / "pyvenv.cfg").exists():
        venv.create(folder, with_pip=True)
    python = _tools(folder) / "python"
    subprocess.run([str(python), *"-m pip install -qq".split(), *PACKAGES], check=True)


def find_peers(folder: Path, register: Path, work: Path, records: int) -> Iterator[Peer]:
    """Every peer, ready to run on the register or with the reason why not.

    They check the shape of the records as we do, and nothing of what links them.

    Args:
        folder: the environment that `install_peers` made, if it did.
        register: the generated register.
        work: a folder for what the peers need.
        records: how many records the register holds.
    """
    files = sorted(str(path) for path in register.rglob("*.yaml"))
    schema = work / "records.schema.json"
    write_json_schema(schema)
    copied = work / "yamale"
    copy_for_yamale(register, copied)
    arguments = {
        "check-jsonschema": (["--schemafile", str(schema), *files], 0.03, None),
        "yamale": (["-n", "4", str(copied)], 0.4, None),
        "yamllint": (["-d", "relaxed", str(register)], None, None),
    }
    for name, (words, must, aim) in arguments.items():
        program = shutil.which(name, path=str(_tools(folder))) or shutil.which(name)
        if program:
            yield Peer(name, "validate", must, aim, Job(name, [program, *words], warms_up=False))
        else:
            yield Peer(name, "validate", must, aim, None, f"not found; {_INSTALL}")
    yield _doorstop()
    yield _taskwarrior(work, records)


def _doorstop() -> Peer:
    why = "it reads only a layout of its own; 74 s for 10,000 where it was measured"
    return Peer("doorstop", "validate", 0.01, None, None, why)


def _taskwarrior(work: Path, records: int) -> Peer:
    """`task overdue` on as many tasks as there are records, one in fifty overdue."""
    program = shutil.which("task")
    must, aim = (0.7, 0.25) if records >= 10_000 else (None, None)
    if not program:
        return Peer("task overdue", "status", must, aim, None, "not found; Debian: taskwarrior")
    data = work / "task"
    data.mkdir(exist_ok=True)
    settings = work / "taskrc"
    settings.write_text(f"data.location={data}\nconfirmation=off\nhooks=off\n", encoding="utf-8")
    early, late = date(2020, 1, 1), date.today() + timedelta(days=365)  # noqa: DTZ011
    tasks = [
        {
            "description": f"Share the findings of audit {number}",
            "status": "pending",
            "entry": "20200101T090000Z",
            "due": f"{early if number % 50 == 0 else late:%Y%m%d}T090000Z",
        }
        for number in range(records)
    ]
    listed = work / "tasks.json"
    listed.write_text(json.dumps(tasks), encoding="utf-8")
    base = [program, f"rc:{settings}", "rc.gc=off"]
    done = subprocess.run([*base, "import", str(listed)], capture_output=True, check=False)
    if done.returncode:
        return Peer("task overdue", "status", must, aim, None, "its import failed")
    return Peer("task overdue", "status", must, aim, Job("task overdue", [*base, "overdue"]))


def _tools(folder: Path) -> Path:
    return folder / ("Scripts" if sys.platform == "win32" else "bin")

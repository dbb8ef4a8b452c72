"""What the tests share: small registers, runs of the program, and golden outputs.

Golden files are renewed with `pytest --golden` and then read like code.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from sscp.cli.main import main
from sscp.load.loader import LoadResult, load
from sscp.load.source import FolderSource

CHECKOUT = Path(__file__).resolve().parent.parent
TREES = CHECKOUT / "tests" / "trees"
GOLDEN = CHECKOUT / "tests" / "golden"

REGISTER = """\
id: testing
name: Test Partnership
area: Testshire
"""


class Outcome(NamedTuple):
    """How a run of the program ended: its exit status and what it wrote."""

    status: int
    out: str
    err: str


class Tree:
    """A small register on disk, written file by file."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> Tree:
        """Write a file below the register; the text loses its common indent."""
        return self.write_bytes(path, dedent(text).encode())

    def write_bytes(self, path: str, content: bytes) -> Tree:
        """Write a file below the register, byte for byte."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return self

    def load(self) -> LoadResult:
        """Read the register."""
        return load(FolderSource(str(self.root)))


Run = Callable[..., Outcome]


class Golden:
    """Compares an output with the file that holds the one expected, or renews that file."""

    def __init__(self, renew: bool) -> None:
        self.renew = renew

    def check(self, name: str, text: str) -> None:
        """Fail unless the golden file of that name holds this text, byte for byte."""
        file = GOLDEN / name
        if self.renew:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert file.is_file(), f"{name} is missing; make it with: pytest --golden"
        assert text == file.read_bytes().decode()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews golden files."""
    parser.addoption("--golden", action="store_true", help="renew the golden files")


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test depends on, or leaves traces in, the surroundings it runs in."""
    for name in ("NO_COLOR", "COLUMNS", "SSCP_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSCP_NO_CACHE", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A register that holds its settings and nothing else yet."""
    return Tree(tmp_path / "register").write("register.yaml", REGISTER)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program inside this process: run("status", "-C", folder)."""

    def go(*words: str | Path) -> Outcome:
        capsys.readouterr()
        status = main([str(word) for word in words])
        return Outcome(int(status), *capsys.readouterr())

    return go


@pytest.fixture
def run_process() -> Run:
    """Runs the program as a process of its own; `env` adds to the surroundings, `cwd` moves it."""

    def go(
        *words: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "sscp", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=cwd or CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1", **(env or {})},
            timeout=60,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return go


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The golden files under tests/golden/."""
    return Golden(bool(request.config.getoption("--golden")))

"""Two processes read a register as one does, and what befalls the second loses nothing."""

from __future__ import annotations

import errno
import os
import signal
import threading
from pathlib import Path

import pytest

from sscp.load import beside
from sscp.load.beside import read_all
from sscp.load.kept import FileReading
from sscp.load.loader import load
from sscp.load.source import FolderSource
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system can't copy a process; one reads everything"
)
PATHS = [f"{number}.yaml" for number in range(7)]
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "WORTH_IT", 2)
    monkeypatch.setattr(beside, "_processors", lambda: 2)


def reading(path: str) -> FileReading:
    """A reading that says which process made it."""
    return FileReading(((0, {"id": path, "here": os.getpid() == HERE}),), b"", ())


def who_read(readings: list[FileReading | OSError]) -> list[bool]:
    return [not isinstance(each, OSError) and each.records[0][1]["here"] for each in readings]


def test_each_process_reads_its_half_and_the_order_stays() -> None:
    found = read_all(PATHS, "", reading)
    assert who_read(found) == [True] * 3 + [False] * 4
    assert [each.records[0][1]["id"] for each in found if not isinstance(each, OSError)] == PATHS


def test_the_register_is_the_same_however_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> list[object]:
        result = load(FolderSource(str(CHECKOUT / "records")))
        places = [(each.file.path, each.file.positions) for each in result.portfolio.records]
        return [result.problems, [each.values for each in result.portfolio.records], places]

    two = told()
    monkeypatch.setattr(beside, "WORTH_IT", 1 << 40)
    assert two == told()


def test_problems_and_errors_of_the_other_half_come_back(tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text("id: x\nname: X\narea: Y\n")
    (tmp_path / "posts").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "posts" / f"{name}.yaml").write_text("id: [\n")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "loop.yaml").symlink_to("loop.yaml")
    two = load(FolderSource(str(tmp_path))).problems
    assert [(each.rule, each.location.path) for each in two] == [
        ("unreadable", "reports/loop.yaml"),
        *(("syntax", f"posts/{name}.yaml") for name in ("a", "b", "c")),
    ]


def test_an_error_of_either_half_is_handed_back() -> None:
    def read(path: str) -> FileReading | OSError:
        return OSError(errno.EACCES, "Permission denied")

    found = read_all(PATHS, "", read)
    assert [(type(each), str(each)) for each in found] == [
        (PermissionError, "[Errno 13] Permission denied")
    ] * len(PATHS)


def test_a_second_process_that_dies_leaves_its_half_to_the_first() -> None:
    def read(path: str) -> FileReading:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return reading(path)

    assert who_read(read_all(PATHS, "", read)) == [True] * len(PATHS)


def test_a_second_process_that_breaks_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    def read(path: str) -> FileReading:
        if os.getpid() != HERE:
            raise KeyboardInterrupt
        return reading(path)

    assert who_read(read_all(PATHS, "", read)) == [True] * len(PATHS)
    assert capfd.readouterr() == ("", "")


def test_without_a_second_process_one_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    before = set(Path("/dev/fd").iterdir())
    monkeypatch.setattr(os, "fork", refuse)
    assert who_read(read_all(PATHS, "", reading)) == [True] * len(PATHS)
    assert set(Path("/dev/fd").iterdir()) == before


def test_a_process_with_threads_is_never_copied() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert who_read(read_all(PATHS, "", reading)) == [True] * len(PATHS)
    finally:
        done.set()
        other.join()


def test_few_files_are_read_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "WORTH_IT", len(PATHS) + 1)
    assert who_read(read_all(PATHS, "", reading)) == [True] * len(PATHS)
    monkeypatch.setattr(beside, "WORTH_IT", len(PATHS))
    assert who_read(read_all(PATHS, "", reading)) != [True] * len(PATHS)


def test_one_processor_reads_with_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_processors", lambda: 1)
    assert who_read(read_all(PATHS, "", reading)) == [True] * len(PATHS)

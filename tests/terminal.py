"""The program in a terminal of its own: what it shows is read, keys are typed in answer.

The program runs in a pseudo-terminal and cannot tell that no person sits there. What
it writes is drawn by a terminal emulator, so that a test sees whole screens as a
person sees them, with everything that was drawn over or wiped out gone.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pyte
import pytest

from tests.conftest import CHECKOUT

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")
_PATIENCE = 30.0
_QUIET = 0.05
COLUMNS, ROWS = 80, 24
ENTER, INTERRUPT, TAB, DOWN, ERASE = "\r", "\x03", "\t", "\x1b[B", "\x15"
END_OF_INPUT = "\x04"


class _Drawn(pyte.HistoryScreen):
    """A screen with all that scrolled off it; it answers when asked where the cursor is."""

    top = -1

    def write_process_input(self, data: str) -> None:
        if self.top >= 0:
            os.write(self.top, data.encode())


class Terminal:
    """A terminal in which the program runs, as a person would use it.

    Attributes:
        shown: everything the program wrote, in the order it was written.
    """

    def __init__(
        self,
        *words: str | Path,
        env: dict[str, str] | None = None,
        rows: int = ROWS,
        cwd: Path = CHECKOUT,
    ) -> None:
        pty = pytest.importorskip("pty", reason="only a Unix machine has such terminals")
        import fcntl
        import struct
        import termios

        self._top, below = pty.openpty()
        fcntl.ioctl(below, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sscp", *map(str, words)],
            stdin=below,
            stdout=below,
            stderr=below,
            close_fds=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509, no other thread runs
            cwd=cwd,
            env={
                **os.environ,
                "PYTHONPATH": str(CHECKOUT),
                "PYTHONUTF8": "1",
                "TERM": "xterm-256color",
                **(env or {}),
            },
        )
        os.close(below)
        self._drawn = _Drawn(COLUMNS, rows, history=10_000, ratio=0.001)
        self._drawn.top = self._top
        self._stream = pyte.ByteStream(self._drawn)
        self.shown = ""
        self._read_to = 0

    def answer(self, expected: str, *typed: str) -> None:
        """Wait until something is shown and a prompt stands open, then type, each with Enter."""
        self.open_at(expected)
        for each in typed:
            self.keys(each + ("" if each in (INTERRUPT, END_OF_INPUT) else ENTER))

    def open_at(self, expected: str) -> None:
        """Wait until something is shown and a prompt stands open."""
        self.wait_for(expected)
        self._until(self._is_open, f"a prompt after {expected!r}")

    def choose(self, expected: str, typed: str, offered: str) -> str:
        """Type at a prompt until something is offered; the screen with it, then Enter."""
        self.open_at(expected)
        self.keys(typed)
        self.wait_for(offered)
        screen = self.screen()
        self.keys(ENTER)
        return screen

    def wait_for(self, expected: str) -> None:
        """Wait until something is shown that was not there before, wherever its lines break."""
        pattern = re.compile(r"\s+".join(map(re.escape, expected.split())))
        self._until(lambda: pattern.search(self.shown, self._read_to) is not None, repr(expected))
        found = pattern.search(self.shown, self._read_to)
        assert found is not None
        self._read_to = found.end()

    def keys(self, typed: str) -> None:
        """Type, without waiting."""
        os.write(self._top, typed.encode())

    def screen(self) -> str:
        """What the person sees now, once nothing more is being drawn."""
        while self._listen(_QUIET, ends=False):
            pass
        return _text(self._drawn.display)

    def scroll(self) -> str:
        """All that the person sees on scrolling back to the start."""
        self.screen()
        above = [_line(row) for row in self._drawn.history.top]
        return _text([*above, *self._drawn.display])

    def hang_up(self) -> int:
        """Close the terminal under the program, as by closing its window; the exit status."""
        os.close(self._top)
        return self._process.wait(_PATIENCE)

    def kill(self) -> None:
        """End the program at once, as when the machine loses its power."""
        self.screen()
        self._process.kill()
        self._process.wait()
        self._drawn.top = -1
        os.close(self._top)

    def end(self) -> int:
        """Wait for the program to end; its exit status."""
        until = time.monotonic() + _PATIENCE
        while self._listen():
            if time.monotonic() > until:
                self._fail("the end")
        self._drawn.top = -1
        os.close(self._top)
        return self._process.wait(_PATIENCE)

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + _PATIENCE
        while not is_so():
            if time.monotonic() > until or not self._listen():
                self._fail(what)

    def _is_open(self) -> bool:
        """True while a prompt waits, with nothing typed yet."""
        column, row = self._drawn.cursor.x, self._drawn.cursor.y
        return re.search(r"[:\]>]\Z", self._drawn.display[row][:column].rstrip()) is not None

    def _fail(self, what: str) -> NoReturn:
        shown = self.scroll()
        self._process.kill()
        self._process.wait()
        os.close(self._top)
        raise AssertionError(f"{what} did not come; the terminal shows:\n{shown}")

    def _listen(self, patience: float = 0.2, ends: bool = True) -> bool:
        """Read what has been shown meanwhile; False once there is no more to come.

        Args:
            patience: how long to wait for anything, in seconds.
            ends: True to wait on until the program has ended.
        """
        try:
            ready, _, _ = select.select([self._top], [], [], patience)
            if not ready:
                return ends and self._process.poll() is None
            said = os.read(self._top, 65536)
        except OSError:
            return False
        self._stream.feed(said)
        self.shown += _CONTROL.sub("", said.decode("utf-8", "replace"))
        return bool(said)


def _own_terminal() -> None:
    """Make the program the leader of a session whose terminal this is, and where Ctrl-C is heard.

    Tests that were started in the background would hand down that it is ignored.
    """
    import fcntl
    import signal
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _line(row: Any) -> str:
    return "".join(row[column].data for column in range(COLUMNS))


def _text(lines: list[str]) -> str:
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return "".join(f"{line}\n" for line in kept)

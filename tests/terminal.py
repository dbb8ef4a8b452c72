"""The program in a terminal of its own: what it shows is read, keys are typed in answer.

The program runs in a pseudo-terminal and cannot tell that no person sits there. What
it writes is drawn by a terminal emulator, so that a test sees whole screens as a
person sees them, with everything that was drawn over or wiped out gone.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.conftest import CHECKOUT

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")
_PATIENCE = 30.0
_QUIET = 0.05
COLUMNS, ROWS = 80, 24
ENTER, INTERRUPT, TAB, DOWN, ERASE = "\r", "\x03", "\t", "\x1b[B", "\x15"


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
        """Wait until something is shown that was not there before, then type, each with Enter."""
        self.wait_for(expected)
        for each in typed:
            self.keys(each + ("" if each == INTERRUPT else ENTER))

    def wait_for(self, expected: str) -> None:
        """Wait until something is shown that was not there before, wherever its lines break."""
        until = time.monotonic() + _PATIENCE
        pattern = re.compile(r"\s+".join(map(re.escape, expected.split())))
        while (found := pattern.search(self.shown, self._read_to)) is None:
            if time.monotonic() > until or not self._listen():
                shown = self.scroll()
                self._kill()
                raise AssertionError(f"{expected!r} was not shown in:\n{shown}")
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

    def end(self) -> int:
        """Wait for the program to end; its exit status."""
        until = time.monotonic() + _PATIENCE
        while self._listen():
            if time.monotonic() > until:
                shown = self.scroll()
                self._kill()
                raise AssertionError(f"The program did not end; it shows:\n{shown}")
        self._drawn.top = -1
        os.close(self._top)
        return self._process.wait(_PATIENCE)

    def _kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._top)

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
    """Make the program the leader of a session whose terminal this is."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _line(row: Any) -> str:
    return "".join(row[column].data for column in range(COLUMNS))


def _text(lines: list[str]) -> str:
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return "".join(f"{line}\n" for line in kept)

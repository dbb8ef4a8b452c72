"""The program in a terminal of its own: what it shows is read, keys are typed in answer."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")
_PATIENCE = 30.0
ENTER, INTERRUPT = "\r", "\x03"


class Terminal:
    """A terminal of 80 columns in which the program runs, as a person would use it."""

    def __init__(self, *words: str | Path, env: dict[str, str] | None = None) -> None:
        pty = pytest.importorskip("pty", reason="only a Unix machine has such terminals")
        import fcntl
        import struct
        import termios

        self._top, below = pty.openpty()
        fcntl.ioctl(below, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sscp", "--no-color", *map(str, words)],
            stdin=below,
            stdout=below,
            stderr=below,
            close_fds=True,
            start_new_session=True,
            env={
                **os.environ,
                "PYTHONPATH": str(CHECKOUT),
                "PYTHONUTF8": "1",
                "TERM": "xterm",
                "PROMPT_TOOLKIT_NO_CPR": "1",
                **(env or {}),
            },
        )
        os.close(below)
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
                self._process.kill()
                self._process.wait()
                os.close(self._top)
                raise AssertionError(f"{expected!r} was not shown in:\n{self.shown}")
        self._read_to = found.end()

    def keys(self, typed: str) -> None:
        """Type, without waiting."""
        os.write(self._top, typed.encode())

    def end(self) -> int:
        """Wait for the program to end; its exit status."""
        while self._listen():
            pass
        os.close(self._top)
        return self._process.wait(_PATIENCE)

    def _listen(self) -> bool:
        """Read what has been shown meanwhile; False once the program has ended."""
        ready, _, _ = select.select([self._top], [], [], 0.2)
        if not ready:
            return self._process.poll() is None
        try:
            said = os.read(self._top, 65536)
        except OSError:
            return False
        self.shown += _CONTROL.sub("", said.decode("utf-8", "replace"))
        return bool(said)

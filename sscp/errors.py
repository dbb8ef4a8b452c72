"""Failures that stop a run, and the exit statuses that other programs rely on.

Bad records are never errors: they are findings (`sscp.model.finding`).
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program's exit status says."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


class SscpError(Exception):
    """A failure told in one sentence with its remedy.

    Attributes:
        exit_code: the status the program ends with.
    """

    exit_code: ExitCode = ExitCode.FAILED


class UsageError(SscpError):
    """Wrong usage: a date that can't be, a record or path that isn't there."""

    exit_code = ExitCode.USAGE


class RunError(SscpError):
    """The run cannot go on: not a register, git missing, an unreadable folder."""

    exit_code = ExitCode.FAILED

"""Findings: what is wrong with a record, where, and what to do about it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How much a finding matters: an error fails the check, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, then upwards as it matters less."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Location(NamedTuple):
    """A place in a file: the path from the register's home, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Finding(NamedTuple):
    """One problem, worded for a clerk, with its remedy; `waived` names the waiver in force."""

    code: str
    name: str
    severity: Severity
    message: str
    remedy: str
    location: Location
    record: str | None = None
    field: str | None = None
    waived: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order of findings: path, line, column, code, message."""
        return (
            self.location.path,
            self.location.line,
            self.location.column,
            self.code,
            self.message,
        )


class NotChecked(NamedTuple):
    """Something that could not be checked, and why: silence never means fine."""

    what: str
    why: str

"""A change of the register as plain values: what it is made from, what it asks, what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sscp.errors import ExitCode, SscpError
from sscp.model.finding import Finding
from sscp.model.kind import Kind
from sscp.model.portfolio import Portfolio
from sscp.write.edits import Edit
from sscp.write.serials import next_serial


class Desk(NamedTuple):
    """What a plan is made from: the register as it stands now, and new ids."""

    portfolio: Portfolio
    as_of: date
    given_out: dict[str, int]

    def new_id(self, kind: Kind, year: int, prefix: str = "") -> str:
        """The next free id of a kind that counts within a calendar year."""
        return next_serial(self.portfolio, kind, year, self.given_out, prefix)


LISTED = "* "
"""How the text of a line begins that stands in a list under the one before."""


class Shown(NamedTuple):
    """A line that shows a change as a person thinks of it: a date or a number, and words."""

    label: str
    text: str


class Change(NamedTuple):
    """What is to be done, and how it is told.

    Attributes:
        summary: one sentence for the person and the message of the commit, without a full stop.
        edits: the edits, in order.
        command: the command that makes it, such as `action update`.
        then: what follows and by when, one sentence each.
        details: further lines for the message of the commit.
        shown: the change before it is agreed to, where its fields one by one would hide it.
        doubts: what can be, but is perhaps not meant, one sentence each.
    """

    summary: str
    edits: tuple[Edit, ...]
    command: str
    then: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    doubts: tuple[str, ...] = ()


class Written(NamedTuple):
    """What was done: the change, the files below the register, the ids, and what to look at.

    `before` and `after` hold the bytes of each file; None where there was or is none.
    `was` and `now` are the register without and with the change.
    """

    change: Change
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    records: tuple[str, ...]
    warnings: tuple[Finding, ...]
    was: Portfolio
    now: Portfolio

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that changed, by path."""
        return tuple(sorted(self.after))


class Refused(SscpError):  # noqa: N818 - the answer to a change, as Written is
    """The change would make the register invalid.

    Attributes:
        findings: the errors it would bring.
    """

    exit_code = ExitCode.FINDINGS

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        count = len(findings)
        noun = "a mistake" if count == 1 else f"{count} mistakes"
        super().__init__(
            f"Nothing was changed: the register would have {noun} that it has not now."
        )
        self.findings = findings


Plan = Callable[[Desk], Change]
Keep = Callable[[Written], Any]

"""What a rule is, and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from sscp.model.finding import Location, Severity
from sscp.model.portfolio import Portfolio
from sscp.model.position import Path
from sscp.model.record import Fields


class Hit(NamedTuple):
    """A place where a rule is broken, in words for a clerk.

    `remedy` is said instead of the rule's own where this place needs another.
    """

    location: Location
    message: str
    record: str | None = None
    field: str | None = None
    remedy: str | None = None


Check = Callable[[Portfolio, date], Iterable[Hit]]


class Rule(NamedTuple):
    """A rule of the register: a code that never changes its meaning, and its page.

    Attributes:
        code: such as MTG-02; a retired code is never used again.
        name: the same in words, such as minutes-approved-too-early.
        severity: how much a finding matters.
        title: what is checked, in one sentence.
        why: why it matters.
        source: document and paragraph it is taken from.
        remedy: what to do about a finding.
        check: the function that looks; None for what the reader itself notices.
        message: for what the reader notices, the message with {words} to fill in.
        limits: what the rule can't see.
        of_each: True where what it finds of a record follows from that record, those it
            names, those that name it and the settings, and from nothing else: after a
            change it need not look anywhere but around it. The tests hold it to that.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    source: str
    remedy: str
    check: Check | None = None
    message: str = ""
    limits: str = ""
    of_each: bool = False


def hit(fields: Fields, path: str | Path, message: str, remedy: str | None = None) -> Hit:
    """A hit at a field of a record or of one of its inner groups.

    Args:
        fields: the record or the inner group.
        path: the field's name, or the way to it from there; () for the group itself.
        message: what is wrong.
        remedy: said instead of the rule's own remedy.
    """
    steps: Path = (path,) if isinstance(path, str) else path
    whole = (*fields.path, *steps)
    name = ", ".join(f"row {step + 1}" if isinstance(step, int) else step for step in whole)
    return Hit(fields.at(*steps), message, fields.record.id, name or None, remedy)

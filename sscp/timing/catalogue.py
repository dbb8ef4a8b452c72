"""The catalogue of clocks: those that ship with the program, and a register's own."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from typing import NamedTuple

from sscp.load.loader import records_in
from sscp.load.parse import parse
from sscp.model.kinds.clocks import CLOCK
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record, SourceFile
from sscp.timing.deadline import UNVERIFIED
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.working_days import Calendar

NATIONAL_FILE = "national_clocks.yaml"
PRACTICE_FILE = "practice_clocks.yaml"


def national_clocks() -> tuple[Record, ...]:
    """The clocks that national law and guidance set."""
    return _read(NATIONAL_FILE)


def practice_clocks() -> tuple[Record, ...]:
    """The clocks that every partnership needs, whose days its own records name."""
    return _read(PRACTICE_FILE)


@cache
def _read(name: str) -> tuple[Record, ...]:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(path, "rb") as stream:
        parsed = parse(stream.read())
    return tuple(records_in(CLOCK, parsed, SourceFile(name, parsed.positions), []))


def clocks_of(portfolio: Portfolio) -> tuple[Record, ...]:
    """The clocks of a register, by id: its own, and the packaged ones it does not replace."""
    every = (*national_clocks(), *practice_clocks(), *portfolio.of_kind("clock"))
    by_id = {clock.id or "": clock for clock in every}
    return tuple(by_id[name] for name in sorted(by_id))


def packaged_clock(identity: str | None) -> Record | None:
    """The clock of that id that ships with the program; None when there is none."""
    every = (*national_clocks(), *practice_clocks())
    return next((clock for clock in every if clock.id == identity), None)


_FORCES = ("information", "local", "expectation", "guidance", "duty")
"""What may stand behind a clock, from the weakest to the strongest."""


def is_third_party(clock: Record) -> bool:
    """True for another body's clock; a register's own version of one can't make it its own."""
    packaged = packaged_clock(clock.id)
    return clock.flag("third_party") or (packaged is not None and packaged.flag("third_party"))


def _outdone(clock: Record) -> Record | None:
    """The packaged clock behind which a register's version puts more; None when it does not."""
    packaged = packaged_clock(clock.id)
    own = clock.words("force")
    if packaged is None or own not in _FORCES:
        return None
    return packaged if _FORCES.index(own) > _FORCES.index(packaged.words("force")) else None


def raises_force(clock: Record) -> bool:
    """True for a register's version that puts more behind a clock than law and guidance do."""
    return _outdone(clock) is not None


def force_of(clock: Record) -> str:
    """What stands behind a clock, never more than behind the packaged one of its id.

    Another body's is told for information, whatever binds it.
    """
    if is_third_party(clock):
        return "information"
    return (_outdone(clock) or clock).words("force")


def start_event(portfolio: Portfolio, clock: Record) -> str:
    """The event that starts a clock in this register, a policy's choice included."""
    policies = portfolio.settings.part("policies") if portfolio.settings else None
    if policies is not None:
        for option in clock.rows("starts_by_policy"):
            if policies.words(option.words("policy")) == option.text("value"):
                return option.words("event")
    return clock.words("starts")


def is_unverified(clock: Record) -> bool:
    """True where the text that a clock rests on has not been read again: evidence of grade R."""
    return clock.text("evidence") == "R"


def mark_of(clock: Record) -> str:
    """What is said behind every date that a clock gives."""
    return UNVERIFIED if is_unverified(clock) else ""


class LastDay(NamedTuple):
    """The last day in time (inclusive) and how it is counted: the unit."""

    due: date
    unit: str


def last_day(
    portfolio: Portfolio, clock: Record, start: date, calendar: Calendar
) -> LastDay | None:
    """The last day by a clock's length, or the register's own; None where neither is set."""
    settings = portfolio.settings
    own = read_interval(settings.text(clock.words("length_setting"))) if settings else None
    if own is not None:
        return LastDay(own.after(start), "months" if own.months else "calendar-days")
    length = clock.whole("length")
    if length is None:
        return None
    if clock.text("direction") == "before":
        length = -length
    unit = clock.words("unit")
    if unit == "working-days":
        return LastDay(calendar.add(start, length), unit)
    interval = Interval(length, 0) if unit == "months" else Interval(0, length)
    return LastDay(interval.after(start), unit)

"""What is a register's own choice in a clock that ships with the program, and why.

A policy of the settings may choose another event to start a clock or another length; a record of
the same id replaces the clock altogether. Whoever reads the date is told so, with the reason and
who agreed to it.

Source: practice note 9, design point 4. Checked: 22 November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.timing.catalogue import packaged_clock, start_event
from sscp.timing.intervals import read_interval

_NOT_COMPARED = frozenset(
    "id title formerly source basis checked when_late replaced_because agreed_by decision"
    " audience classification illustrative notes".split()
)
"""What says where a version comes from, not what it does."""


class LocalChoice(NamedTuple):
    """A choice that a register has made in a clock.

    Attributes:
        setting: the setting that makes it; empty for a version of the register's own.
        what: what differs, in words.
        because: the reason recorded; empty where none is.
        agreed_by: who agreed to it, or the decision; empty where that is not recorded.
        record: where the reason stands or should; None where a setting has none yet.
    """

    setting: str
    what: str
    because: str
    agreed_by: str
    record: Fields | None

    @property
    def words(self) -> str:
        """The whole of it in one sentence, what is missing included."""
        if not self.because and not self.agreed_by:
            return f"{self.what}; neither the reason nor who agreed to it is recorded"
        why = (
            f"because: {self.because.removesuffix('.')}"
            if self.because
            else "no reason is recorded"
        )
        who = f"agreed: {self.agreed_by}" if self.agreed_by else "who agreed to it is not recorded"
        return f"{self.what}; {why}; {who}"


def local_choices(portfolio: Portfolio, clock: Record) -> tuple[LocalChoice, ...]:
    """Every choice of a register's own in a clock; none for clocks that are its own altogether."""
    return tuple(_choices(portfolio, clock))


def _choices(portfolio: Portfolio, clock: Record) -> Iterator[LocalChoice]:
    packaged = packaged_clock(clock.id)
    if packaged is None:
        return
    differing = differences(clock, packaged)
    if differing:
        what = f"this register's own version of the clock, which differs in: {listed(differing)}"
        yield LocalChoice(
            "", what, clock.words("replaced_because"), _agreed(portfolio, clock), clock
        )
    settings = portfolio.settings
    if settings is None:
        return
    rows = settings.rows("local_choices")
    usual, starts = clock.words("starts"), start_event(portfolio, clock)
    for option in clock.rows("starts_by_policy"):
        if usual != starts == option.words("event"):
            what = f"it starts with '{_event(starts)}' instead of '{_event(usual)}'"
            yield _of_setting(portfolio, rows, option.words("policy"), what)
    name = clock.words("length_setting")
    own = read_interval(settings.text(name))
    if own is not None:
        yield _of_setting(portfolio, rows, name, f"it runs for {own.in_words()}")


def _of_setting(
    portfolio: Portfolio, rows: Iterable[Fields], setting: str, what: str
) -> LocalChoice:
    row = next((each for each in rows if each.text("setting") == setting), None)
    what = f"{what} (`{setting}`)"
    if row is None:
        return LocalChoice(setting, what, "", "", None)
    return LocalChoice(setting, what, row.words("because"), _agreed(portfolio, row), row)


def _agreed(portfolio: Portfolio, fields: Fields) -> str:
    """Who agreed to a choice, and the decision, where either is recorded."""
    by = portfolio.title_of(fields.text("agreed_by"))
    return ", ".join(filter(None, (by, fields.words("decision"))))


def differences(clock: Record, packaged: Record) -> list[str]:
    """The fields in which a register's version does something else than the packaged clock.

    What a clock has no field for does nothing.
    """
    names = [name for name in packaged.values if name not in _NOT_COMPARED]
    names += [name for name in clock.values if name not in names and name not in _NOT_COMPARED]
    return [
        name.replace("_", " ")
        for name in names
        if clock.kind.field(name) and clock.values.get(name) != packaged.values.get(name)
    ]


def _event(name: str) -> str:
    return name.replace("-", " ")

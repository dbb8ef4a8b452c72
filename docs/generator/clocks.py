"""The clock reference: every clock that ships with the program, and what it can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs.generator.markdown import NOTICE, anchor, heading, page, table
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.catalogue import national_clocks, practice_clocks
from sscp.views.clocks import view_clock

_NO_REGISTER = Portfolio((), None)
_INTRODUCTION = """\
A clock counts from one event to another. Its due date is worked out each time and never stored:
`sscp clocks` shows every clock that runs with its arithmetic, `sscp explain CLOCK` one of these
entries. A register replaces a clock by a record of kind [clock](records.md#clock) with the same id,
and adds its own. What the states mean stands in [life cycles](../lifecycles/README.md#the-states).

Clocks graded *Unverified* rest on text that was not read again: check it before you rely on them.
"""


def write_page(top: Path) -> str:
    """The whole page."""
    return page(
        heading(1, "Clocks"),
        NOTICE,
        _INTRODUCTION,
        *_section("Set by law and guidance", national_clocks()),
        *_section("Set by the records themselves", practice_clocks()),
    )


def _section(title: str, clocks: tuple[Record, ...]) -> Iterator[str]:
    yield heading(2, title)
    yield table(
        ("Clock", "What is owed", "Length"),
        (
            (
                f"[{one.id}](#{anchor(_title(one))})",
                one.title,
                view_clock(_NO_REGISTER, one).counted,
            )
            for one in clocks
        ),
    )
    for one in clocks:
        yield heading(3, _title(one))
        yield from _parts(one)


def _title(clock: Record) -> str:
    return f"{clock.id} {clock.title}"


def _parts(clock: Record) -> Iterator[str]:
    shown = view_clock(_NO_REGISTER, clock)
    third = " (never this partnership's breach)" if shown.third_party else ""
    lines = {
        "Runs for": shown.runs_for,
        "Length": shown.counted,
        "Numbering": shown.numbering,
        "Starts": shown.starts,
        "Only after": shown.needs,
        "Ends": shown.ends,
        "Withdrawn by": shown.withdrawn,
        "Stopped by": shown.stopped,
        "Owed by": f"{shown.actor}{third}",
        "Force": shown.force,
        "Lateness explained by": shown.explained_by,
        "Editions": shown.editions,
        "In force": shown.valid,
        "Evidence": shown.evidence,
        "Basis": shown.basis,
        "When late": shown.when_late,
        "Text last checked": shown.checked,
    }
    yield "\n".join(f"- **{name}:** {value}" for name, value in lines.items() if value)

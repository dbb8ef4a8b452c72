"""Assurance as lines of text."""

from __future__ import annotations

from datetime import date

from sscp.assurance.matrices import Cell, Matrix
from sscp.model.dates import write_date
from sscp.model.words import counted
from sscp.render.lines import Line, Style, heading, wrapped
from sscp.render.table import table_lines
from sscp.timing.deadline import UNVERIFIED
from sscp.timing.states import CLOSED, State
from sscp.views.assurance import AssuranceView, DutyPage, DutyRow, PeriodRow, words_of

STYLES = {
    "overdue": Style.BAD,
    "due_soon": Style.WARN,
    "breached": Style.WARN,
    "not_computed": Style.WARN,
    "met": Style.GOOD,
    "context": Style.FAINT,
}
_ORDER = (
    "overdue", "due_soon", "breached", "interval_not_set", "not_started", "not_due", "met",
    "stopped", "withdrawn", "attested", "not_computed", "context",
)  # fmt: skip
_COUNT_WORDS = {"attested": "for a person to attest"}


def count_words(counts: dict[str, int]) -> str:
    """The counts in a sentence, what presses most first."""
    said = [
        f"{counts[name]} {_COUNT_WORDS.get(name) or words_of(name)}"
        for name in _ORDER
        if counts.get(name)
    ]
    return ", ".join(said)


def assurance_lines(view: AssuranceView) -> list[Line]:
    """Every statement of a list."""
    total = sum(view.counts.values())
    lines = wrapped(
        f"Assurance on {write_date(view.as_of)}: {total} statements", style=Style.HEADING
    )
    if view.illustrative:
        lines += wrapped("Illustrative: the business behind them is invented.", style=Style.WARN)
    if total:
        lines += wrapped(count_words(view.counts) + ".")
    for row in view.duties:
        lines += _row_lines(row)
    if not total:
        lines += wrapped(
            "No statement of the arrangements is in the register yet. `sscp new clause` puts one"
            " in, with what proves it.",
            "  ",
        )
    elif not view.duties:
        lines.append(Line("None."))
    return lines


def _row_lines(row: DutyRow) -> list[Line]:
    style = STYLES.get(row.state, Style.PLAIN)
    lines = wrapped(
        f"{row.ref:<12} {row.words}: {row.title}{_mark(row)}", rest=" " * 13, style=style
    )
    details = []
    if row.next_due:
        details.append(f"due {write_date(row.next_due)}")
    if row.open > 1:
        details.append(f"{row.open} open")
    if row.last_evidence and not row.attested_by:
        details.append(f"{_when_shown(row)} ({_names(row)})".lstrip())
    if row.attested_by and row.attested_on:
        details.append(f"by {row.attested_by} on {write_date(row.attested_on)}")
    if row.answered_by:
        details.append(f"answered under {row.answered_by}")
    owners = ", ".join(row.owners[:3]) + (" and others" if len(row.owners) > 3 else "")
    details.append(owners)
    return [*lines, *wrapped("; ".join(details), " " * 13, style=Style.FAINT)]


def _when_shown(row: DutyRow) -> str:
    """When what shows a statement happened, or from when it has stood."""
    for words, day in (
        ("last", row.last_done),
        ("in force since", row.in_force_since),
        ("counted from", row.counted_from),
    ):
        if day is not None:
            return f"{words} {write_date(day)}"
    return "shown by"


def _names(row: DutyRow) -> str:
    more = f" and {row.more_evidence} more" if row.more_evidence else ""
    return ", ".join(one.id for one in row.last_evidence) + more


def duty_lines(page: DutyPage) -> list[Line]:
    """One statement with everything behind its state."""
    row = page.row
    lines = [
        *wrapped(f"{row.ref} {row.title}", style=Style.HEADING),
        *wrapped(f"{row.document}, record {row.id}", style=Style.FAINT),
        Line(""),
        *wrapped(f"Stands: {row.words}{_mark(row)}", style=STYLES.get(row.state, Style.PLAIN)),
        *wrapped(page.meaning, "Says: ", "  "),
    ]
    for label, value in (
        ("Owed by", ", ".join(row.owners)),
        ("Worked out", page.check),
        ("Answered under", row.answered_by or ""),
        ("Limits", page.note),
    ):
        if value:
            lines += wrapped(value, f"{label}: ", "  ")
    if row.attested_by and row.attested_on and row.attested_until:
        lines += wrapped(
            f"Attested by {row.attested_by} on {write_date(row.attested_on)},"
            f" until {write_date(row.attested_until)}. {page.attested}"
        )
        if row.last_evidence:
            names = ", ".join(f"{one.title} ({one.id})" for one in row.last_evidence)
            lines += wrapped(names, "Rests on: ", "  ")
    if page.background:
        lines += heading("What the register shows")
        for period in page.background:
            lines += _background_lines(period)
    if page.periods:
        lines += heading("Periods")
        shown, left_out = _shown(page.periods)
        for period in shown:
            lines += _period_lines(period)
        if left_out:
            lines += wrapped(
                f"and {left_out} earlier ones that are closed; --format json has all of them",
                "  ",
                style=Style.FAINT,
            )
    return lines


def _mark(row: DutyRow | PeriodRow) -> str:
    return UNVERIFIED if row.unverified else ""


_NAMED = 12
"""How many records are named as evidence of one period; JSON names all of them."""
CLOSED_SHOWN = 20
_CLOSED = frozenset(state.value for state in CLOSED)


def _shown(periods: tuple[PeriodRow, ...]) -> tuple[list[PeriodRow], int]:
    """Every open period and the newest closed ones, in their order; how many are left out."""
    closed = [period for period in periods if period.state in _CLOSED]
    closed.sort(key=lambda period: period.done_on or date.min, reverse=True)
    hidden = {id(period) for period in closed[CLOSED_SHOWN:]}
    return [period for period in periods if id(period) not in hidden], len(hidden)


def _period_lines(period: PeriodRow) -> list[Line]:
    parts = []
    if period.due:
        parts.append(f"due {write_date(period.due)}")
    if period.done_on:
        parts.append(f"{'done' if period.due else 'on'} {write_date(period.done_on)}")
    if period.in_force_since:
        parts.append(f"in force since {write_date(period.in_force_since)}")
    if period.evidence:
        parts.append(f"shown by {_named(period.evidence)}")
    return [
        *wrapped(
            f"{period.words}: {period.what}{_mark(period)}",
            "  ",
            "    ",
            STYLES.get(period.state, Style.PLAIN),
        ),
        *(wrapped("; ".join(parts), "    ", style=Style.FAINT) if parts else []),
    ]


def _background_lines(period: PeriodRow) -> list[Line]:
    """What the register shows beside a statement, with the number of records; no state."""
    is_open = period.state not in _CLOSED
    if period.state == State.INTERVAL_NOT_SET.value and not period.evidence:
        return []  # The next time of something that has no interval; each last one is shown.
    number = counted(len(period.evidence), "record") if period.evidence else "none"
    words = period.what if is_open and period.evidence else f"{period.what}: {number}"
    parts = []
    if period.done_on and len(period.evidence) == 1:
        parts.append(f"on {write_date(period.done_on)}")
    if period.evidence:
        parts.append(_named(period.evidence))
    return [
        *wrapped(words, "  ", "    ", Style.WARN if is_open else Style.PLAIN),
        *(wrapped("; ".join(parts), "    ", style=Style.FAINT) if parts else []),
    ]


def _named(evidence: tuple[str, ...]) -> str:
    """The last of the records that show something, and how many more there are."""
    more = len(evidence) - _NAMED
    return ", ".join(evidence[-_NAMED:]) + (f" and {more} more" if more > 0 else "")


def matrix_lines(matrix: Matrix) -> list[Line]:
    """A coverage matrix as a table."""
    lines = heading(matrix.title)
    if not matrix.rows:
        return [*lines, Line("  Nothing to show yet.")]
    if not matrix.columns:
        return [*lines, Line("  No meeting has been held yet this year.")]
    lines += table_lines(
        matrix.columns,
        [
            (
                row.label,
                tuple(_spelt(cell) for cell in row.cells),
                Style.WARN if _GAP_WORDS & set(row.cells) else Style.PLAIN,
            )
            for row in matrix.rows
        ],
    )
    gaps = f"{matrix.gaps} gap{'' if matrix.gaps == 1 else 's'}."
    return [*lines, Line(f"  {gaps}", Style.FAINT)]


def _spelt(cell: Cell) -> str:
    """A cell in words."""
    if isinstance(cell, date):
        return write_date(cell)
    return "" if cell is None else str(cell)


_GAP_WORDS = {"none", State.OVERDUE.words, State.BREACHED.words}

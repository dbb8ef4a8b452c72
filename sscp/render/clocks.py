"""Clocks and their arithmetic as lines of text."""

from __future__ import annotations

from sscp.model.dates import write_date, write_long_date
from sscp.render.lines import Line, Style, entry, wrapped
from sscp.timing.deadline import UNVERIFIED, Deadline
from sscp.timing.states import State
from sscp.views.clocks import ClockList, ClockPage, ClockRow

CONVENTIONS = {
    "working-days": (
        "The day of the start is day 0, the next working day is day 1; due at the end of the"
        " last day."
    ),
    "months": ("The same day of the month, or its last day; a date on a weekend does not move."),
    "calendar-days": "Every day counts; the day of the start is day 0.",
    "named-date": "The date itself was set; nothing is counted.",
}
COUNTED_BACK = (
    "That day is day 0, the working day before it is day 1; due at the end of the last day counted"
    " back."
)
_STYLES = {
    State.OVERDUE: Style.BAD,
    State.BREACHED: Style.WARN,
    State.DUE_SOON: Style.WARN,
    State.MET: Style.GOOD,
}


def clock_list_lines(view: ClockList) -> list[Line]:
    """Every clock of a list with its arithmetic."""
    lines = wrapped(f"{view.heading} on {write_date(view.as_of)}", style=Style.HEADING)
    if view.illustrative:
        lines += wrapped("Illustrative: the business behind them is invented.", style=Style.WARN)
    if not view.clocks:
        return [*lines, *wrapped(view.none)]
    for row in view.shown:
        lines += [Line(""), *_clock_lines(row)]
    if view.kept:
        lines += [Line(""), *wrapped("Kept in time, each shown by `sscp clocks CLOCK`:")]
    for one in view.kept:
        often = "once" if one.times == 1 else f"{one.times} times, last"
        said = f"{one.title}: {often} on {write_date(one.last)}"
        lines += entry(one.clock, said, first="  ", rest="    ")
    return lines


def _clock_lines(row: ClockRow) -> list[Line]:
    deadline = row.deadline
    style = _STYLES.get(deadline.state, Style.PLAIN)
    said = f"{deadline.title}: {deadline.state_words}{deadline.mark}"
    lines = entry(deadline.clock, said, rest="    ", style=style)
    for text in (_arithmetic(deadline), _excluded(row), _standing(deadline), _notes(deadline)):
        if text:
            lines += wrapped(text[0].upper() + text[1:] + ("" if text[-1] == "." else "."), "    ")
    return lines


def _arithmetic(deadline: Deadline) -> str:
    if deadline.due is None:
        done = f", done {write_long_date(deadline.end)}" if deadline.end else ""
        return f"{deadline.period}{done}"
    back = deadline.start is not None and deadline.due < deadline.start
    verb = "counted back from" if back else "started"
    began = f"{verb} {write_long_date(deadline.start)}, " if deadline.start else ""
    due, done = ("until", "ended") if deadline.lasting else ("due", "done")
    words = f"{began}{due} {write_long_date(deadline.due)}"
    if deadline.end is not None and not _is_kept(deadline):
        words += f", {done} {write_long_date(deadline.end)}"
    elif deadline.days_left is not None:
        late = deadline.days_left < 0
        number = abs(deadline.days_left)
        days = f"{number} day{'' if number == 1 else 's'}"
        words += f"; {days} {'late' if late else 'left'}"
    counted = CONVENTIONS.get(deadline.unit, "") if deadline.start else ""
    if back and deadline.unit == "working-days":
        counted = COUNTED_BACK
    return f"{words}. {counted}".strip()


def _notes(deadline: Deadline) -> str:
    """What is said beside a date: its notes, unknown holidays, and the choices of the register."""
    said = [deadline.note]
    if deadline.holidays not in deadline.note:
        said.append(deadline.holidays)
    if deadline.local:
        said.append(f"local choice: {deadline.local}")
    return "; ".join(filter(None, said))


def _is_kept(deadline: Deadline) -> bool:
    """True for what lasted as long as it must; its last day is no end, since it may go on."""
    return deadline.lasting and deadline.state is State.MET


def _excluded(row: ClockRow) -> str:
    if not row.excluded:
        return ""
    days = ", ".join(
        write_date(day) if reason in ("Saturday", "Sunday") else f"{write_date(day)} ({reason})"
        for day, reason in row.excluded
    )
    return f"not counted: {days}"


def _standing(deadline: Deadline) -> str:
    edition = f", {deadline.edition}" if deadline.edition else ""
    force = "for information" if deadline.is_for_information else deadline.force
    if deadline.time_force and not deadline.is_for_information:
        force += f" (time: {deadline.time_force})"
    return f"{deadline.actor}; {force}{edition}; {deadline.basis} (evidence {deadline.evidence})"


def clock_page_lines(page: ClockPage) -> list[Line]:
    """What a clock is."""
    mark = f" {UNVERIFIED}" if page.unverified else ""
    lines = [Line(f"{page.id} {page.title}{mark}", Style.HEADING), Line("")]
    for label, value in (
        ("Runs for", page.runs_for),
        ("Counted", page.counted),
        ("Numbering", page.numbering),
        ("Starts", page.starts),
        ("Only after", page.needs),
        ("Ends", page.ends),
        ("Withdrawn by", page.withdrawn),
        ("Stopped by", page.stopped),
        (
            "Owed by",
            page.actor + (" (never this partnership's breach)" if page.third_party else ""),
        ),
        ("Lateness explained by", page.explained_by),
        ("Force", page.force),
        ("Editions", page.editions),
        ("In force", page.valid),
        ("Evidence", page.evidence),
        ("Basis", page.basis),
        ("When late", page.when_late),
        *(("Local choice", choice) for choice in page.local),
        ("Text last checked", page.checked),
        ("Source", page.source),
    ):
        if value:
            lines += wrapped(value, f"{label}: ", "    ")
    return lines

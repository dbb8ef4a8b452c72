"""The dashboard and the lists of actions as lines of text."""

from __future__ import annotations

from datetime import date

from sscp.model.dates import write_date, write_long_date
from sscp.render.assurance import count_words
from sscp.render.lines import WIDTH, Line, Style, entry, heading, safe, withheld_lines, wrapped
from sscp.timing.deadline import Deadline
from sscp.timing.states import State
from sscp.views.actions import ActionList, ActionRow, due_heading
from sscp.views.falling_due import DueList
from sscp.views.status import NOTHING, NOTHING_SHOWN, StatusView

OVERDUE_SHOWN = 6
SOON_SHOWN = 4
CLOCKS_SHOWN = 6
_STATE_STYLES = {State.OVERDUE: Style.BAD, State.DUE_SOON: Style.WARN}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def banner(name: str, as_of: date, fixed: bool, illustrative: bool, withheld: bool) -> list[Line]:
    """Whose register it is, the date it is reckoned from, and what a reader must be told."""
    title, day = safe(name), write_long_date(as_of)
    lines = (
        [Line(f"{title}{day:>{WIDTH - len(title)}}", Style.HEADING)]
        if len(title) + len(day) + 2 <= WIDTH
        else [*wrapped(title, style=Style.HEADING), Line(day, Style.HEADING)]
    )
    if fixed:
        lines += wrapped("The register fixes this date; --as-of shows another.", style=Style.FAINT)
    if illustrative:
        lines += wrapped(
            "Illustrative: the business shown here is invented as an example.",
            style=Style.WARN,
        )
    return lines + withheld_lines(withheld)


def action_lines(row: ActionRow) -> list[Line]:
    """An action in a list: its state in words, its title, and who owes it."""
    if row.state == State.OVERDUE.value:
        when = f"overdue {_count(row.days_overdue, 'day')}, was due {write_date(row.due)}"
        style = Style.BAD
    elif row.days_left == 0:
        when, style = "due today", Style.WARN
    elif row.state == State.DUE_SOON.value:
        when = f"due soon: {write_date(row.due)}, in {_count(row.days_left or 0, 'day')}"
        style = Style.WARN
    elif row.days_left is not None:
        when = f"due {write_date(row.due)}, in {_count(row.days_left, 'day')}"
        style = Style.PLAIN
    else:
        when, style = State(row.state).words, Style.PLAIN
    if row.extensions:
        when += f" (extended {_times(row.extensions)}, first due {write_date(row.original_due)})"
    indent = "    "
    owner = row.owner_title + (f", {row.agency_name}" if row.agency_name else "")
    return [
        *entry(row.id, when, first="  ", rest=indent, style=style),
        *wrapped(row.title, indent),
        *wrapped(f"Owner: {owner}" if owner else "Nobody owns it", indent, style=Style.FAINT),
    ]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def action_list_lines(view: ActionList) -> list[Line]:
    """A list of actions on its own."""
    lines = _list_heading(view)
    if not view.actions:
        return [*lines, Line("None.")]
    for row in view.actions:
        lines += action_lines(row)
    return [*lines, Line(f"{_count(len(view.actions), 'action')}.", Style.FAINT)]


def due_list_lines(view: DueList) -> list[Line]:
    """What is overdue or falls due: the actions, and then the clocks."""
    lines = _list_heading(view)
    for row in view.actions:
        lines += action_lines(row)
    if not view.actions:
        lines.append(Line("None."))
    lines += heading(due_heading("clocks", view.within_days))
    for clock in view.clocks:
        lines += _clock_lines(clock)
    if not view.clocks:
        lines.append(Line("None."))
    if not view.actions and not view.clocks:
        return lines
    counts = f"{_count(len(view.actions), 'action')}, {_count(len(view.clocks), 'clock')}."
    return [*lines, Line(counts, Style.FAINT)]


def _list_heading(view: ActionList | DueList) -> list[Line]:
    lines = wrapped(f"{view.heading} on {write_date(view.as_of)}", style=Style.HEADING)
    if view.illustrative:
        lines += wrapped("Illustrative: these actions are invented.", style=Style.WARN)
    return lines + withheld_lines(view.withheld)


def status_lines(view: StatusView) -> list[Line]:
    """The dashboard, most pressing first."""
    lines = banner(view.name, view.as_of, view.as_of_fixed, view.illustrative, view.withheld)
    if view.records == 0:
        return [
            *lines,
            Line(""),
            *wrapped("The register is empty: it holds no record yet."),
            *wrapped("`sscp schema` lists the kinds of record and the folders they go into."),
        ]
    lines += heading("What needs doing")
    calm = view.today in ((NOTHING,), (NOTHING_SHOWN,))
    for sentence in view.today:
        lines += wrapped(sentence, "  " if calm else "  * ")
    lines += _actions("Overdue", view.overdue, "sscp overdue", OVERDUE_SHOWN)
    lines += _actions("Due soon", view.due_soon, "sscp due", SOON_SHOWN)
    lines += _clocks(view)
    lines += _meetings(view)
    lines += _documents(view)
    lines += _duties(view)
    return [*lines, *_foot(view)]


def _actions(title: str, rows: tuple[ActionRow, ...], command: str, shown: int) -> list[Line]:
    if not rows:
        return []
    lines = heading(f"{title}: {_count(len(rows), 'action')}")
    for row in rows[:shown]:
        lines += action_lines(row)
    if len(rows) > shown:
        lines += wrapped(f"and {len(rows) - shown} more: `{command}` shows all", "  ")
    return lines


def _clocks(view: StatusView) -> list[Line]:
    if not view.clocks:
        return []
    lines = heading("Clocks")
    pressing = [clock for clock in view.clocks if clock.state in _STATE_STYLES]
    shown = max(len(pressing), CLOCKS_SHOWN)
    for clock in view.clocks[:shown]:
        lines += _clock_lines(clock)
    if len(view.clocks) > shown:
        lines += wrapped(f"and {len(view.clocks) - shown} more: `sscp clocks` shows all", "  ")
    return lines


def _clock_lines(clock: Deadline) -> list[Line]:
    """A clock in a list: what it is about and its state in words."""
    style = _STATE_STYLES.get(clock.state, Style.PLAIN)
    return wrapped(f"{clock.title}: {_clock_words(clock)}{clock.mark}", "  ", "    ", style)


def _clock_words(clock: Deadline) -> str:
    """The state of a clock in words; what is not the partnership's own is only for information."""
    external = " (for information)" if clock.is_for_information else ""
    external += f" ({clock.holidays})" if clock.holidays else ""
    if clock.due is None or clock.days_left is None:
        return f"{clock.state.words}, {clock.period}{external}"
    day = write_date(clock.due)
    if clock.state is State.OVERDUE:
        return f"overdue {_count(-clock.days_left, 'day')}, was due {day}{external}"
    if clock.days_left == 0:
        return f"due today{external}"
    return f"{clock.state.words}, {day}, in {_count(clock.days_left, 'day')}{external}"


def _meetings(view: StatusView) -> list[Line]:
    if not view.meetings:
        return []
    lines = heading("Next meetings")
    for row in view.meetings:
        owed = f", {_count(row.papers_owed, 'paper')} to come" if row.papers_owed else ""
        unknown = f" ({row.holidays})" if row.holidays else ""
        said = f"{row.group_name}{owed}{unknown}"
        lines += entry(write_long_date(row.date), said, first="  ", rest="    ")
    return lines


def _documents(view: StatusView) -> list[Line]:
    if not view.documents:
        return []
    lines = heading("Documents due for revision")
    for row in view.documents:
        state = State(row.state)
        lines += wrapped(
            f"{row.title}: {state.words}, {write_date(row.due)} ({row.reason})",
            "  ",
            "    ",
            _STATE_STYLES.get(state, Style.PLAIN),
        )
    return lines


def failed_lines(view: StatusView, fail_on: str) -> list[Line]:
    """What made a run fail that was to fail on what is overdue, or on what was done late."""
    lines = wrapped(f"Status 1, as --fail-on {fail_on} asks, because of:")
    if fail_on == "overdue":
        lines += [
            line for row in view.overdue for line in _failed(f"{row.id} {row.title}", row.due)
        ]
        late = [clock for clock in view.clocks if clock.state is State.OVERDUE]
        for clock in late:
            if clock.due is not None and not clock.is_for_information:
                lines += _failed(clock.title, clock.due, clock.mark)
        return lines
    for clock in view.breaches:
        assert clock.due is not None
        done = f", done {write_date(clock.end)}" if clock.end is not None else ""
        force = f"{clock.force}; time: {clock.time_force}" if clock.time_force else clock.force
        how = f"{done}; {clock.state_words} ({force}){clock.mark}"
        lines += _failed(clock.title, clock.due, how)
    return lines


def _failed(title: str, due: date, more: str = "") -> list[Line]:
    return wrapped(f"{title}: was due {write_date(due)}{more}", "  ", "    ")


def _duties(view: StatusView) -> list[Line]:
    total = sum(view.duties.values())
    if not total:
        return []
    return [
        *heading(f"Statements of the arrangements: {total}"),
        *wrapped(count_words(view.duties) + ".", "  "),
        *wrapped("`sscp assurance` shows each with its evidence", "  ", style=Style.FAINT),
    ]


def _foot(view: StatusView) -> list[Line]:
    problems = view.problems
    if problems.error:
        words = (
            f"Records: {_count(problems.error, 'error')} and"
            f" {_count(problems.warning, 'warning')}; `sscp validate` shows them."
        )
        return [Line(""), *wrapped(words, style=Style.BAD)]
    if problems.warning:
        words = (
            f"Records: no errors, {_count(problems.warning, 'warning')};"
            " `sscp validate` shows them."
        )
        return [Line(""), *wrapped(words)]
    return [Line(""), Line("Records: no errors, no warnings.", Style.GOOD)]

"""Clocks and their arithmetic, ready for a screen."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.assurance.cadences import clocks_behind
from sscp.assurance.duties import Duty
from sscp.model.dates import write_date
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.kinds.clocks import CLOCK
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.timing.catalogue import (
    clocks_of,
    force_of,
    is_third_party,
    is_unverified,
    start_event,
)
from sscp.timing.choices import local_choices
from sscp.timing.deadline import Deadline
from sscp.timing.intervals import read_interval
from sscp.timing.states import State
from sscp.timing.working_days import Excluded, calendar_of
from sscp.views.running import all_deadlines, running_deadlines, visible


class ClockRow(NamedTuple):
    """A deadline with the days that were not counted and their reasons."""

    deadline: Deadline
    excluded: tuple[Excluded, ...]


class Kept(NamedTuple):
    """A clock of everyday business with the number of periods kept in time, and the last day."""

    clock: str
    title: str
    times: int
    last: date


class ClockList(NamedTuple):
    """Deadlines chosen for a list.

    Attributes:
        as_of: the day reckoned from.
        illustrative: True where the register is invented.
        heading: what the list is of.
        clocks: every deadline.
        kept: of clocks of everyday business, what a screen sums up instead of showing it.
        none: said where there are no deadlines.
    """

    as_of: date
    illustrative: bool
    heading: str
    clocks: tuple[ClockRow, ...]
    kept: tuple[Kept, ...]
    none: str

    @property
    def shown(self) -> tuple[ClockRow, ...]:
        """The deadlines that a screen shows one by one."""
        summed = {one.clock for one in self.kept}
        return tuple(
            row
            for row in self.clocks
            if row.deadline.state is not State.MET or row.deadline.clock not in summed
        )


class ClockPage(NamedTuple):
    """What a clock is: the page of `sscp explain`.

    Every value but the flags is in words, empty where nothing is to be said.

    Attributes:
        runs_for: the kind of record, and which of them.
        counted: how long it runs.
        numbering: how its own text numbers the days, where that is another way.
        needs: the event without which it does not run at all.
        explained_by: the event that explains lateness.
        force: what stands behind the duty, and behind its time where that differs.
        editions: the editions of national guidance that it belongs to.
        valid: the starts that fall under it, by their days.
        local: what this register has chosen otherwise, and why; one sentence each.
    """

    id: str
    title: str
    runs_for: str
    counted: str
    numbering: str
    starts: str
    needs: str
    ends: str
    withdrawn: str
    stopped: str
    explained_by: str
    force: str
    editions: str
    valid: str
    evidence: str
    unverified: bool
    basis: str
    actor: str
    third_party: bool
    when_late: str
    checked: str
    source: str
    local: tuple[str, ...]


def view_clocks(
    whole: Portfolio,
    seen: Portfolio,
    as_of: date,
    duties: tuple[Duty, ...],
    only: str | None = None,
) -> ClockList:
    """Every clock that has been started by a day, with its arithmetic.

    A recurring duty owed for many, such as a notice to each agency, is shown
    for the one due first; asked for by its paragraph, for each of them. Of one
    record the clocks that wait to be started are shown too.

    Args:
        whole: the register that is reckoned with.
        seen: the part of it that the reader may see.
        as_of: the day to reckon from.
        duties: how the statements of the arrangements stand; recurring ones are clocks too.
        only: the id of a clock, a paragraph, or the id of a record; None for all.
    """
    refs = {duty.clause.text("ref") for duty in duties}
    none = "None has been started."
    is_clock = only is None or find_clock(whole, only) is not None
    found = all_deadlines(whole, seen, as_of, duties, not is_clock, only is not None)
    if only is None:
        running = running_deadlines(whole, seen, as_of, duties)
        shared = {row.clock for row in found if row.clock in refs and not _is_clause(seen, row)}
        found = tuple(row for row in found if row.clock not in shared)
        found += tuple(row for row in running if row.clock in shared)
    elif only in refs:
        found = visible(clocks_behind(whole, duties, found, only, as_of), whole, seen)
        none = f"No clock runs for it; `sscp assurance {typed_ref(only)}` shows how it stands."
    else:
        found = tuple(row for row in found if only in (row.clock, row.subject))
    calendar = calendar_of(whole)
    rows = []
    for deadline in sorted(found, key=Deadline.order):
        excluded: tuple[Excluded, ...] = ()
        if deadline.excluded and deadline.start and deadline.due:
            excluded = calendar.excluded_between(deadline.start, deadline.due)
        rows.append(ClockRow(deadline, excluded))
    heading = f"Clocks of {only}" if only else "Clocks"
    kept = () if only else _kept(whole, found)
    return ClockList(as_of, whole.is_illustrative, heading, tuple(rows), kept, none)


def _kept(portfolio: Portfolio, found: tuple[Deadline, ...]) -> tuple[Kept, ...]:
    """The periods kept in time of clocks that the first screen shows only once they are late."""
    kept = []
    for clock in clocks_of(portfolio):
        days = [
            row.end
            for row in found
            if row.clock == clock.id and row.state is State.MET and row.end is not None
        ]
        if days and clock.text("first_screen") == "late":
            kept.append(Kept(clock.id or "", clock.title, len(days), max(days)))
    return tuple(kept)


def typed_ref(ref: str) -> str:
    """A paragraph as it is typed: brackets mean something to a shell."""
    return f'"{ref}"' if "(" in ref else ref


def _is_clause(portfolio: Portfolio, row: Deadline) -> bool:
    """True for a duty's period that is owed once, not by or to one of several."""
    record = portfolio.get(row.subject)
    return record is not None and record.kind.name == "clause"


def find_clock(portfolio: Portfolio, words: str) -> Record | None:
    """The clock with that id, in any case; None when there is none."""
    wanted = words.strip().lower()
    return next(
        (clock for clock in clocks_of(portfolio) if (clock.id or "").lower() == wanted), None
    )


def view_clock(portfolio: Portfolio, clock: Record) -> ClockPage:
    """The page of one clock, as a register has it: with its policies and its own versions."""
    return ClockPage(
        id=clock.id or "",
        title=clock.title,
        runs_for=_runs_for(clock),
        counted=_counted(portfolio, clock),
        numbering=_numbering(clock),
        starts=_event(start_event(portfolio, clock)),
        needs=_event(clock.words("only_after")),
        ends=_event(clock.words("ends")) + (", and begins anew" if clock.flag("repeats") else ""),
        withdrawn=_event(clock.words("withdrawn_by")),
        stopped=", ".join(_event(name) for name in clock.texts("stopped_by")),
        explained_by=_event(clock.words("delay_notice")),
        force=_force(clock),
        editions=_editions(clock),
        valid=_valid(clock),
        evidence=_label("evidence", clock.text("evidence")),
        unverified=is_unverified(clock),
        basis=clock.text("basis") or "",
        actor=clock.text("actor") or "",
        third_party=is_third_party(clock),
        when_late=clock.text("when_late") or "",
        checked=clock.text("checked") or "",
        source=", ".join(clock.sources),
        local=tuple(choice.words for choice in local_choices(portfolio, clock)),
    )


def _runs_for(clock: Record) -> str:
    """The kind of record a clock runs for, with the conditions and rows, in words."""
    kind = BY_NAME.get(clock.words("runs_for"))
    said = _event(clock.words("runs_for"))
    for condition in clock.rows("only_if"):
        name = condition.words("field")
        values = (*condition.texts("is"), *condition.texts("names"))
        field = kind.field(name) if kind is not None else None
        named = [field.label_of(each) if field and field.choices else each for each in values]
        label = listed(named, "or")
        said += f", only where {name.replace('_', ' ')} is: {label}"
    return said + (f", for each row of its {clock.words('rows')}" if clock.has("rows") else "")


def _numbering(clock: Record) -> str:
    first = clock.whole("first_day")
    return "" if first is None else f"its own text calls the day of the start day {first}"


def _force(clock: Record) -> str:
    """What stands behind a clock, and behind its time where that is something else."""
    own = _label("force", force_of(clock))
    time = clock.text("time_force")
    return own if time is None else f"{own}; of the time: {_label('force', time).lower()}"


def _editions(clock: Record) -> str:
    """The editions a clock belongs to, and which took it over from the one before, unread."""
    named = [
        f"{row.words('edition')}{' (inherited)' if row.flag('inherited') else ''}"
        for row in clock.rows("editions")
    ]
    return ", ".join(named)


def _valid(clock: Record) -> str:
    """From when to when a start falls under a clock, in words; `valid_to` is exclusive."""
    since, until = clock.date("valid_from"), clock.date("valid_to")
    said = [f"from {write_date(since)}"] if since is not None else []
    said += [f"before {write_date(until)}"] if until is not None else []
    return f"starts {' and '.join(said)}" if said else ""


def _event(name: str) -> str:
    return name.replace("-", " ")


def _counted(portfolio: Portfolio, clock: Record) -> str:
    """How long a clock runs, in words."""
    if clock.has("worked_by"):
        worked = _label("worked_by", clock.text("worked_by"))
        return f"worked out from {worked[0].lower()}{worked[1:]}"
    settings, own = portfolio.settings, clock.text("length_setting")
    set_to = read_interval(settings.text(own or "")) if settings is not None else None
    if set_to is not None:
        return f"{set_to.in_words()} after the start, by the setting `{own}`"
    rest = f"; or as long as the setting `{own}` says" if own else ""
    length = clock.whole("length")
    if length is None:
        return f"until the day of: {_event(clock.words('due_by'))}{rest}"
    if length == 0:
        return f"on the day of the start itself{rest}"
    unit = _label("unit", clock.text("unit")).lower()
    direction = "before" if clock.text("direction") == "before" else "after"
    return f"{length} {unit.removesuffix('s') if length == 1 else unit} {direction} the start{rest}"


def _label(field: str, value: str | None) -> str:
    declared = CLOCK.field(field)
    return declared.label_of(value or "") if declared else (value or "")

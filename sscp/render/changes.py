"""A change of the register in words: what it does to each record, and what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sscp.model.dates import read_iso_date, write_date
from sscp.model.position import Path
from sscp.render.lines import Line, Style, entry, wrapped
from sscp.write.change import LISTED, Shown, Written
from sscp.write.compare import FieldChange, compare_files

TAKES_BACK = "`sscp undo` takes it back."
_MOST_LINES, _MOST_RECORDS = 60, 20


def changed_lines(written: Written) -> list[Line]:
    """What the change does to each record, before it is agreed to."""
    lines = [Line(""), *wrapped(f"{written.change.summary}.", style=Style.HEADING)]
    lines += _shown_lines(written.change.shown) or _summed(
        compare_files(written.before, written.after)
    )
    for doubt in written.change.doubts:
        lines += wrapped(f"Doubtful: {doubt}", "  ", "    ", Style.WARN)
    for finding in written.warnings:
        lines += wrapped(f"Warning: {finding.message}", "  ", "    ", Style.WARN)
    return [*lines, Line("")]


def written_lines(
    written: Written, is_kept: bool, is_trial: bool, was_shown: bool = False, way_back: str = ""
) -> list[Line]:
    """What was done, how it was kept, and what follows.

    Args:
        written: the change.
        is_kept: True when it can be taken back.
        is_trial: True when nothing was done.
        was_shown: True when the person has just agreed to it.
        way_back: what is said of taking it back, where not what is said of every change.
    """
    if is_trial:
        ahead = _ahead_lines(written.change.then) if written.after else []
        said = wrapped("Nothing was changed.", style=Style.FAINT)
        return [*changed_lines(written), *ahead, *said]
    if not written.after:
        return wrapped("Nothing to change: the register says so already.", style=Style.FAINT)
    told = "Saved." if was_shown else f"{written.change.summary}."
    lines = wrapped(told, rest="  ", style=Style.GOOD)
    if not was_shown:
        lines += _shown_lines(written.change.shown)
    for sentence in written.change.then:
        lines += wrapped(sentence, "  ")
    for doubt in () if was_shown else written.change.doubts:
        lines += wrapped(f"Doubtful: {doubt}", "  ", "    ", Style.WARN)
    for finding in written.warnings:
        lines += wrapped(f"Warning: {finding.message}", "  ", style=Style.WARN)
    if is_kept:
        told = way_back or (TAKES_BACK if was_shown else f"Saved; {TAKES_BACK}")
        lines += wrapped(told, "  ", style=Style.FAINT)
    return lines


def _summed(changes: Sequence[FieldChange]) -> list[Line]:
    """A change field by field; one that no screen holds, by how many in each record."""
    lines = change_lines(changes)
    if len(lines) <= _MOST_LINES:
        return lines
    counts = Counter(each.record for each in changes)
    lines = []
    for record, count in list(counts.items())[:_MOST_RECORDS]:
        lines += wrapped(f"{record}: {count} change" + ("" if count == 1 else "s"), "  ", "    ")
    more = len(counts) - _MOST_RECORDS
    if more > 0:
        rest = sum(counts.values()) - sum(list(counts.values())[:_MOST_RECORDS])
        told = "1 more record" if more == 1 else f"{more} more records"
        lines += wrapped(f"and {told}, {rest} change" + ("" if rest == 1 else "s"), "  ", "    ")
    return lines


def _ahead_lines(then: Sequence[str]) -> list[Line]:
    """What would follow from a change that is only tried."""
    if not then:
        return []
    lines = wrapped("What would follow:", style=Style.HEADING)
    for sentence in then:
        lines += wrapped(sentence, "  ", "    ")
    return [*lines, Line("")]


def _shown_lines(shown: Sequence[Shown]) -> list[Line]:
    """A change in the words it brought itself, their labels in a column."""
    width = max((len(each.label) for each in shown), default=0)
    lines: list[Line] = []
    for each in shown:
        rest = " " * (width + (6 if each.text.startswith(LISTED) else 4))
        lines += entry(each.label, each.text, width, "  ", rest)
    return lines


def change_lines(changes: Sequence[FieldChange]) -> list[Line]:
    """A change told record by record and field by field."""
    lines: list[Line] = []
    last = ""
    for change in changes:
        if change.record != last:
            state = " (new)" if not change.path and change.before is None else ""
            state = " (removed)" if not change.path and change.after is None else state
            lines += wrapped(f"{change.record}{state}", "  ", "    ")
            last = change.record
        lines += _field_lines(change)
    return lines


def _field_lines(change: FieldChange) -> list[Line]:
    if not change.path:
        value = change.after or {}
        return [
            line
            for name, inner in value.items()
            if name != "id"
            for line in _value_lines(spell_path((name,)), inner)
        ]
    name = _spell_place(change)
    if change.before is None:
        return _value_lines(name, change.after)
    if change.after is None:
        said = f"{name}: no longer {spell_value(change.before)}"
    else:
        said = f"{name}: {spell_value(change.after)}, was {spell_value(change.before)}"
    return wrapped(said, "    ", "      ")


def _value_lines(name: str, value: Any, lead: str = "    ") -> list[Line]:
    """A value under its name; what has names of its own, each on a line, further in."""
    if isinstance(value, dict):
        lines = wrapped(name, lead)
        for inner, each in value.items():
            lines += _value_lines(spell_path((inner,)), each, f"{lead}  ")
        return lines
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        numbered = enumerate(value, 1)
        return [line for at, each in numbered for line in _value_lines(f"{name} {at}", each, lead)]
    return wrapped(f"{name}: {spell_value(value)}", lead, f"{lead}  ")


def _spell_place(change: FieldChange) -> str:
    """Where in its record something changes: `item 5, actions`, by the number the item bears."""
    if not change.row:
        return spell_path(change.path)
    at = change.row_at
    rows, rest = change.path[:at], change.path[at + 1 :]
    if isinstance(rest[-1], int) and not isinstance(change.after, dict):
        rest = rest[:-1]
    return f"{spell_path(rows).removesuffix('s')} {change.row}, {spell_path(rest)}"


def spell_path(path: Path) -> str:
    """A path in words: `progress 2` for the second note of progress."""
    words = [str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in path]
    return " ".join(words)


def spell_value(value: Any) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(
            f"{spell_path((name,))} {spell_value(inner)}" for name, inner in value.items()
        )
    if isinstance(value, list):
        separator = " / " if any(isinstance(item, dict) for item in value) else ", "
        return separator.join(spell_value(item) for item in value)
    day = read_iso_date(value)
    return write_date(day) if day else str(value)

"""Lists of records, single records and kinds as lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from sscp.model.kind import Kind
from sscp.render.lines import Line, Style, entry, heading, withheld_lines, wrapped
from sscp.views.records import FieldLine, RecordList, RecordView

_WIDEST_ID = 36


def record_list_lines(view: RecordList) -> list[Line]:
    """A list of records: id and title, how each stands, and a mark on invented ones."""
    lines = wrapped(view.heading, style=Style.HEADING) + withheld_lines(view.withheld)
    if not view.records:
        return [*lines, Line("None.")]
    widest = min(max(len(row.id) for row in view.records), _WIDEST_ID)
    several = len({row.kind for row in view.records}) > 1
    all_invented = all(row.illustrative for row in view.records)
    if all_invented:
        lines += wrapped("All of them are illustrative: invented as an example.", style=Style.WARN)
    for row in view.records:
        kind = f" [{row.kind}]" if several else ""
        is_short = row.due is None and row.owner is None
        marks = [row.told] if is_short and row.told else []
        marks += ["illustrative"] if row.illustrative and not all_invented else []
        mark = f" ({'; '.join(marks)})" if marks else ""
        lines += entry(row.id, f"{row.title}{kind}{mark}", widest, rest=" " * 6)
        if not is_short:
            lines += wrapped(row.told, " " * 6, " " * 6, Style.FAINT)
    number = len(view.records)
    return [*lines, Line(f"{number} record{'' if number == 1 else 's'}.", Style.FAINT)]


def record_lines(view: RecordView) -> list[Line]:
    """One record with everything it says and everything that names it."""
    lines = [
        *wrapped(view.title, style=Style.HEADING),
        *wrapped(f"{view.kind} {view.id}, {view.path}:{view.line}", style=Style.FAINT),
    ]
    if view.illustrative:
        lines += wrapped("Illustrative: this record is invented.", style=Style.WARN)
    lines.append(Line(""))
    for field in view.fields:
        lines += _field_lines(field)
    if view.linked_from:
        lines += heading("Named by")
        for link in view.linked_from:
            said = f"{link.title} ({link.kind}, {_name(link.field)})"
            lines += entry(link.id, said, first="  ", rest="      ")
    return lines


def _name(field: str) -> str:
    return field.replace("_", " ")


def _field_lines(field: FieldLine) -> list[Line]:
    lead = "  " * field.depth
    label = _name(field.name)
    if field.name == "-":
        return wrapped(field.value, lead + "- ", lead + "  ")
    if not field.value:
        return [Line(f"{lead}{label}:", Style.HEADING)]
    return wrapped(field.value, f"{lead}{label}: ", lead + "    ")


def kind_list_lines(kinds: Iterable[Kind]) -> list[Line]:
    """The kinds of record, their folders and what they are for."""
    lines: list[Line] = []
    for kind in kinds:
        lines += wrapped(f"{kind.name} ({kind.folder}/): {kind.help}", rest="    ")
    return lines

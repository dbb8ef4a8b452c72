"""Answers to questions in SQL, and the tables there are to ask, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sscp.model.dates import write_date
from sscp.render.grid import Cell, grid_lines
from sscp.render.lines import Line, Style, entry, heading, withheld_lines, wrapped

EXAMPLES = {
    "Which agencies have the most overdue actions?": (
        "SELECT agency_name, count(*) AS overdue FROM overdue_actions"
        " GROUP BY agency ORDER BY overdue DESC"
    ),
    "What did the bodies decide this autumn?": (
        "SELECT date, name_of(body) AS body, title FROM decisions"
        " WHERE date >= '2023-09-01' AND state = 'stands' ORDER BY date"
    ),
    "Who missed most meetings?": (
        "SELECT post_title, name_of(agency) AS agency, sum(missed) AS missed"
        " FROM attendance_by_post GROUP BY post, agency ORDER BY missed DESC LIMIT 5"
    ),
}
"""Questions to begin with, each with its query."""

_HOW = (
    "`sscp query TABLE` shows all of one, `sscp query --tables TABLE` what its columns say."
    " Yes and no are 1 and 0, dates are texts such as '2023-05-17', links are ids, and a list"
    " is one text with semicolons: has(list, item) looks into it. name_of(id) gives a title,"
    " as_of() and 'now' are the day reckoned from. A column that has a word of SQL for its"
    " name ends in _, such as from_."
)

_KEY = 27
_REST = " " * (_KEY + 4)
_TITLES = {
    "common question": "Common questions",
    "worked out": "Worked out, as the commands show it",
    "records of a kind": "Records, a table for each kind",
}


def answer_lines(
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    as_of: date,
    illustrative: bool,
    withheld: bool,
) -> list[Line]:
    """An answer, with what a reader must be told of it."""
    lines = caution_lines(illustrative, withheld)
    if rows:
        lines += [Line(""), *grid_lines(columns, rows), Line("")]
    said = "No rows" if not rows else f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    return [*lines, Line(f"{said}, as of {write_date(as_of)}.", Style.FAINT)]


def caution_lines(illustrative: bool, withheld: bool) -> list[Line]:
    """What a reader of any answer must be told: that it is invented, that it is not all."""
    lines: list[Line] = []
    if illustrative:
        told = "Illustrative: the business shown here is invented as an example."
        lines += wrapped(told, style=Style.WARN)
    return lines + withheld_lines(withheld)


def table_list_lines(tables: Iterable[Any]) -> list[Line]:
    """What can be asked: the names of tables with what their rows are, and three questions."""
    known = list(tables)
    lines = wrapped("What can be asked in SQL", style=Style.HEADING)
    for sort, title in _TITLES.items():
        lines += heading(title)
        for table in known:
            if table.sort == sort:
                lines += entry(table.name, table.help, _KEY, "  ", _REST)
    inner = [table.name for table in known if table.sort not in _TITLES]
    lines += heading("Lists inside records, a row for each item")
    lines += wrapped(", ".join(inner), "  ")
    lines += heading("Such as")
    for question, sql in EXAMPLES.items():
        lines += wrapped(question, "  ")
        lines += wrapped(f'sscp query "{sql}"', "    ", "      ", Style.FAINT)
    return [*lines, Line(""), *wrapped(_HOW)]


def table_lines(table: Any) -> list[Line]:
    """A table with its columns."""
    lines = wrapped(table.name, style=Style.HEADING) + wrapped(table.help, style=Style.FAINT)
    if not any(column.help for column in table.columns):
        return lines + wrapped(", ".join(column.name for column in table.columns), "  ")
    for column in table.columns:
        lines += entry(column.name, column.help, _KEY, "  ", _REST)
    return lines

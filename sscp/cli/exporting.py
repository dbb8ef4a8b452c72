"""Files for other programs: export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sscp.cli.kinds import require_kind
from sscp.cli.narrowing import Agency, Group, Owner, Source, read_filter
from sscp.cli.output import write_whole
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.kind import Kind
from sscp.render.lines import Line, entry, moment_lines, to_text, wrapped

if TYPE_CHECKING:
    from sscp.views.action_sheet import ActionSheet

ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".xlsx": "xlsx",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}
"""The formats by how a file's name ends."""

BINARY = frozenset(("xlsx", "sqlite"))
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Narrowing(NamedTuple):
    """What a person asked an export of actions to be narrowed to; None leaves it open."""

    owner: str | None = None
    agency: str | None = None
    group: str | None = None
    source: str | None = None
    state: str | None = None
    by: str | None = None


class Export(NamedTuple):
    """Something that can be exported.

    Attributes:
        name: what a person asks for.
        help: what it holds.
        writers: what makes its bytes, by format; the first format is the usual one.
        narrows: True when it can be narrowed to some actions.
    """

    name: str
    help: str
    writers: Mapping[str, Callable[[Session, Narrowing], bytes]]
    narrows: bool = False


def _action_sheet(session: Session, asked: Narrowing) -> ActionSheet:
    from sscp.views.action_sheet import STATES, view_action_sheet

    if asked.state is not None and asked.state not in STATES:
        raise UsageError(f"--state cannot be {asked.state}; it can be: {', '.join(STATES)}.")
    chosen = read_filter(session, asked.owner, asked.agency, asked.group, asked.source)
    return view_action_sheet(session.portfolio, session.as_of, chosen, asked.state or "open")


def _action_log_xlsx(session: Session, asked: Narrowing) -> bytes:
    from sscp.exchange.action_sheet import action_log_book
    from sscp.exchange.sheets import require_library

    if asked.by not in (None, "agency"):
        raise UsageError(f"--by cannot be {asked.by}; it can be: agency.")
    require_library()
    from sscp.exchange.workbook import write_workbook

    return write_workbook(action_log_book(_action_sheet(session, asked), asked.by == "agency"))


def _action_log_csv(session: Session, asked: Narrowing) -> bytes:
    from sscp.exchange.action_sheet import action_log_csv

    if asked.by is not None:
        raise UsageError("CSV has one sheet only; --by agency is for a workbook, --to xlsx.")
    return action_log_csv(_action_sheet(session, asked))


EXPORTS: tuple[Export, ...] = (
    Export(
        "action-log",
        "The open actions as a sheet that partners fill in and send back.",
        {"xlsx": _action_log_xlsx, "csv": _action_log_csv},
        narrows=True,
    ),
)
"""What can be exported besides the records of a kind."""


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(export)


def export(
    context: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHAT]", help="A kind of record, or a file name such as actions.csv."
        ),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="The format; --list tells which.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
    ] = None,
    list_exports: Annotated[bool, typer.Option("--list", help="What can be exported.")] = False,
    owner: Owner = None,
    agency: Agency = None,
    group: Group = None,
    source: Source = None,
    state: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="Only actions that are: open, overdue, closed, all."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHAT", help="One sheet for each of: agency."),
    ] = None,
) -> int:
    """Records for a spreadsheet, a database or another program."""
    session: Session = context.obj
    if list_exports:
        session.print(_list_lines())
        return int(ExitCode.FINE)
    if what is not None and output is None and Path(what).suffix.lower() in ENDINGS:
        output = Path(what)
        what = None
    chosen = _find(what if what is not None else output.stem if output is not None else None)
    asked = Narrowing(owner, agency, group, source, state, by)
    if asked != Narrowing() and not chosen.narrows:
        raise UsageError(f"Only the action log can be narrowed; {chosen.name} comes whole.")
    chosen_format = _format(session, chosen, to, output)
    content = chosen.writers[chosen_format](session, asked)
    if session.moment is not None:
        session.note(to_text(moment_lines(session.moment)).strip())
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        # Without the mark, a spreadsheet reads a pound sign as two other letters.
        write_whole(output, BYTE_ORDER_MARK + content if chosen_format == "csv" else content)
        session.note(f"Written to {output}.")
    return int(ExitCode.FINE)


def _find(what: str | None) -> Export:
    """What a person means by a name or a kind."""
    if what is None:
        raise UsageError("Say what: sscp export KIND. `sscp export --list` tells what there is.")
    for one in EXPORTS:
        if what.strip().lower().replace("_", "-") == one.name:
            return one
    return _kind_export(require_kind(what))


def _format(session: Session, chosen: Export, to: str | None, output: Path | None) -> str:
    """The format asked for, else the one the file's name ends with, else the usual one."""
    ending = ENDINGS.get(output.suffix.lower()) if output is not None else None
    given = to or (session.format if session.format != "text" else None) or ending
    found = given or next(iter(chosen.writers))
    if found not in chosen.writers:
        raise UsageError(
            f"{chosen.name} cannot be exported as {found}; it can be: {', '.join(chosen.writers)}."
        )
    if output is None and found in BINARY:
        usual = next(ending for ending, name in ENDINGS.items() if name == found)
        raise UsageError(
            f"{found} is not for a screen: say where to write it, as in -o {chosen.name}{usual}."
        )
    return found


def _kind_export(kind: Kind) -> Export:
    def as_csv(session: Session, _asked: Narrowing) -> bytes:
        from sscp.exchange.csv_text import write_csv
        from sscp.exchange.tables import rows_of, tables_of

        table = tables_of(kind)[0]
        names = [column.name for column in table.columns]
        return write_csv(names, rows_of(session.portfolio, table))

    def as_json(session: Session, _asked: Narrowing) -> bytes:
        from sscp.exchange.nested import kind_json
        from sscp.exchange.tables import records_of

        seen = session.portfolio
        return kind_json(seen, session.as_of, kind, records_of(seen, kind))

    return Export(kind.name, kind.help, {"csv": as_csv, "json": as_json})


def _list_lines() -> list[Line]:
    lines: list[Line] = []
    for one in EXPORTS:
        lines += entry(one.name, f"{one.help} As {', '.join(one.writers)}.", 14, rest=" " * 16)
    told = "The records of one kind; `sscp schema` lists the kinds. As csv, json."
    return [*lines, *wrapped(told, "KIND" + " " * 12, " " * 16)]

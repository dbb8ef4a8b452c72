"""Files for other programs: export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sscp.cli.kinds import require_kind
from sscp.cli.narrowing import Agency, Group, Owner, Source, read_filter, require_said
from sscp.cli.output import format_by_name, give, require_file
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.kind import Kind
from sscp.render.lines import Line, entry, moment_lines, to_text, wrapped

if TYPE_CHECKING:
    from sscp.views.action_sheet import ActionSheet


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
    from sscp.exchange.action_log.sheet import action_log_book
    from sscp.exchange.sheets import require_library

    if asked.by not in (None, "agency"):
        raise UsageError(f"--by cannot be {asked.by}; it can be: agency.")
    require_library()
    from sscp.exchange.workbook import write_workbook

    return write_workbook(action_log_book(_action_sheet(session, asked), asked.by == "agency"))


def _action_log_csv(session: Session, asked: Narrowing) -> bytes:
    from sscp.exchange.action_log.sheet import action_log_csv

    if asked.by is not None:
        raise UsageError("CSV has one sheet only; --by agency is for a workbook, --to xlsx.")
    return action_log_csv(_action_sheet(session, asked))


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
    output, what = _by_file_name(what, output)
    chosen = _find(what, to, output)
    require_said(owner=owner, agency=agency, group=group, source=source, state=state, by=by)
    asked = Narrowing(owner, agency, group, source, state, by)
    if asked != Narrowing() and not chosen.narrows:
        raise UsageError(f"Only the action log can be narrowed; {chosen.name} comes whole.")
    chosen_format = _format(session, chosen, to, output)
    content = chosen.writers[chosen_format](session, asked)
    if session.moment is not None:
        session.note(to_text(moment_lines(session.moment)).strip())
    if session.loaded.problems:
        session.note("Some records cannot be read as they should; `sscp validate` tells which.")
    give(session, output, content, chosen_format)
    return int(ExitCode.FINE)


def _by_file_name(what: str | None, output: Path | None) -> tuple[Path | None, str | None]:
    """The file to write and what stands in it, where that was named like a file.

    Raises:
        UsageError: it was named like a file of another format than the one to write.
    """
    if what is None or (form := format_by_name(Path(what))) is None:
        return output, what
    if output is not None and format_by_name(output) not in (form, None):
        raise UsageError(
            f"{what} and {output} are two formats; name what is to be exported without an ending."
        )
    return (Path(what), None) if output is None else (output, Path(what).stem)


def _find(what: str | None, to: str | None, output: Path | None) -> Export:
    """What a person means by a name or a kind, else by the name of the file.

    Only the whole register can be a database, so any name will do for one.
    """
    if what is None and "sqlite" in (to, format_by_name(output)):
        what = "register"
    if what is None and output is not None:
        what = output.stem
    if what is None:
        raise UsageError("Say what: sscp export KIND. `sscp export --list` tells what there is.")
    for one in EXPORTS:
        if what.strip().lower().replace("_", "-") == one.name:
            return one
    return _kind_export(require_kind(what))


def _format(session: Session, chosen: Export, to: str | None, output: Path | None) -> str:
    """The format asked for, else the one the file's name ends with, else the usual one."""
    asked = to or (session.format if session.format != "text" else None)
    given = asked or format_by_name(output)
    found = given or next(iter(chosen.writers))
    if found not in chosen.writers:
        raise UsageError(
            f"{chosen.name} cannot be exported as {found}; it can be: {', '.join(chosen.writers)}."
        )
    require_file(output, found, chosen.name)
    return found


def _kind_export(kind: Kind) -> Export:
    def as_csv(session: Session, _asked: Narrowing) -> bytes:
        from sscp.exchange.csv_text import write_csv
        from sscp.exchange.tables import tables_of

        table = tables_of(kind)[0]
        return write_csv([column.name for column in table.columns], table.rows(session.basis))

    def as_json(session: Session, _asked: Narrowing) -> bytes:
        from sscp.exchange.nested import kind_json

        return kind_json(session.basis, kind)

    def as_xlsx(session: Session, _asked: Narrowing) -> bytes:
        from sscp.exchange.plain_book import PlainTable, plain_book
        from sscp.exchange.sheets import require_library
        from sscp.exchange.tables import tables_of

        require_library()
        from sscp.exchange.workbook import write_workbook

        basis = session.basis
        tables = [
            PlainTable(table.name, [one.name for one in table.columns], tuple(table.rows(basis)))
            for table in tables_of(kind)
        ]
        return write_workbook(plain_book(basis, kind.plural.capitalize(), tables))

    return Export(kind.name, kind.help, {"csv": as_csv, "json": as_json, "xlsx": as_xlsx})


def _register_sqlite(session: Session, _asked: Narrowing) -> bytes:
    from sscp.exchange.database import database_file

    return database_file(session.basis)


def _register_json(session: Session, _asked: Narrowing) -> bytes:
    from sscp.exchange.nested import register_json

    return register_json(session.basis)


EXPORTS: tuple[Export, ...] = (
    Export(
        "action-log",
        "The open actions as a sheet that partners fill in and send back.",
        {"xlsx": _action_log_xlsx, "csv": _action_log_csv},
        narrows=True,
    ),
    Export(
        "register",
        "The whole register: a table for each kind, and what is worked out.",
        {"sqlite": _register_sqlite, "json": _register_json},
    ),
)
"""What can be exported besides the records of a kind."""


def _list_lines() -> list[Line]:
    lines: list[Line] = []
    for one in EXPORTS:
        lines += entry(one.name, f"{one.help} As {', '.join(one.writers)}.", 14, rest=" " * 16)
    told = "The records of one kind; `sscp schema` lists the kinds. As csv, json, xlsx."
    return [*lines, *wrapped(told, "KIND" + " " * 12, " " * 16)]

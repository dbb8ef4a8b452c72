"""Questions nobody planned for: query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.output import format_by_name, give, require_file
from sscp.cli.session import Session
from sscp.errors import ExitCode
from sscp.render.answers import answer_lines, caution_lines, table_lines, table_list_lines
from sscp.render.lines import Line, moment_lines, to_text
from sscp.render.machine import to_json

if TYPE_CHECKING:
    from sscp.exchange.query import Answer
    from sscp.views.reckoned import Basis


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(query)


def query(
    context: typer.Context,
    sql: Annotated[
        str | None,
        typer.Argument(
            metavar="[SQL]",
            help="A SELECT, or - to read one; or the name of a table, for all of it.",
        ),
    ] = None,
    tables: Annotated[
        bool,
        typer.Option("--tables", help="The tables, or the one named, and what their columns say."),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
    ] = None,
) -> int:
    """Ask the register in SQL. As text, csv, json or xlsx; on its own, what can be asked."""
    session: Session = context.obj
    session.require_format("text", "table", "csv", "json", "xlsx")
    asked = sys.stdin.read() if sql == "-" else sql
    if asked is None or tables:
        return _tell_tables(session, asked, tables)
    if asked.strip().isidentifier():
        asked = f"SELECT * FROM {asked.strip().lower()}"  # noqa: S608 - it can only read
    from sscp.exchange.query import ask

    form = session.format if session.format != "text" else format_by_name(output) or "text"
    require_file(output, form, "answer")
    basis = session.basis
    answer = ask(basis, asked)
    if session.loaded.problems:
        session.note("Some records cannot be read as they should; `sscp validate` tells which.")
    _give(session, output, form, basis, asked, answer)
    return int(ExitCode.FINE)


def _give(
    session: Session, output: Path | None, form: str, basis: Basis, sql: str, answer: Answer
) -> None:
    """Print or write an answer in the format asked for."""
    about = (basis.as_of, basis.seen.is_illustrative, basis.seen.is_restricted)
    moment = moment_lines(session.moment) if session.moment is not None else []
    if form in ("text", "table"):
        lines = [*moment, *answer_lines(answer.columns, answer.rows, *about)]
        if output is None:
            session.print(lines)
            return
        give(session, output, to_text(lines).encode())
        return
    beside = [*moment, *caution_lines(*about[1:])] if form == "csv" else moment
    if beside:
        session.note(to_text(beside).strip())
    give(session, output, _content(form, basis, sql, answer), form)


def _content(form: str, basis: Basis, sql: str, answer: Answer) -> bytes:
    """An answer as a file."""
    if form == "csv":
        from sscp.exchange.csv_text import write_csv

        return write_csv(answer.columns, answer.rows)
    if form == "xlsx":
        from sscp.exchange.plain_book import PlainTable, plain_book
        from sscp.exchange.sheets import require_library

        require_library()
        from sscp.exchange.workbook import write_workbook

        table = PlainTable("Answer", answer.columns, answer.rows)
        return write_workbook(plain_book(basis, "Answer to a question in SQL", [table]))
    document = {
        "as_of": basis.as_of,
        "illustrative": basis.seen.is_illustrative,
        "withheld": basis.seen.is_restricted,
        "sql": " ".join(sql.split()),
        "columns": answer.columns,
        "rows": [dict(zip(answer.columns, row, strict=True)) for row in answer.rows],
    }
    return to_json("query/1", document).encode("utf-8", "replace")


def _tell_tables(session: Session, asked: str | None, every: bool) -> int:
    """What can be asked: one table, all of them with their columns, or a list to begin with."""
    from sscp.exchange.told import require_told, tell

    session.require_format("text", "json")
    told = tell() if asked is None else (require_told(asked),)
    if session.format == "json":
        sys.stdout.write(to_json("tables/1", {"tables": told}))
    elif asked is None and not every:
        session.print(table_list_lines(told))
    else:
        blocks = [table_lines(table) for table in told]
        session.print([line for block in blocks for line in (*block, Line(""))][:-1])
    return int(ExitCode.FINE)

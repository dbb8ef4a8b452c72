"""The command line: global options and the list of commands, each in its own module."""

from __future__ import annotations

from typing import Annotated

import typer

from sscp import __version__
from sscp.cli import (
    assure,
    calendar,
    chase,
    check,
    doctor,
    edit,
    exporting,
    importing,
    init,
    listing,
    query,
    records,
    report,
    share,
    show,
    undo,
)
from sscp.cli.late import Commands
from sscp.cli.session import Session

app = typer.Typer(
    name="sscp",
    cls=Commands,
    help=(
        "The governance of a safeguarding partnership, from plain text files that you own.\n\n"
        "Global options may stand before or after a command."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _print_version(asked: bool) -> None:
    """Answer `--version` among other options; on its own it is answered before this is loaded."""
    if asked:
        typer.echo(f"sscp {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    root: Annotated[
        str | None,
        typer.Option(
            "-C",
            "--root",
            metavar="DIR",
            help="The register's folder; found from here upwards when not given.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Reckon from this date; today, or the date the register fixes.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|REV",
            help="Read the records as they stood at the end of a day, or at a revision.",
        ),
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option(
            metavar="WHO",
            help="Show only what they may read: public, partners, executive, lead-partners.",
        ),
    ] = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="text or json; some commands have more.")
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No progress and no notes, only the result.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback answers it
        bool,
        typer.Option(
            "--version",
            help="The program's version.",
            callback=_print_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    context.obj = Session(
        root, as_of, audience, format, no_color, quiet, words=list(context.obj or ()), at=at
    )


for module in (
    show,
    listing,
    assure,
    calendar,
    check,
    report,
    query,
    exporting,
    importing,
    chase,
    records,
    edit,
    undo,
    share,
    init,
    doctor,
):
    module.register(app)

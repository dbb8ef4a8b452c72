"""The records of a kind, all or narrowed: list."""

from __future__ import annotations

from typing import Annotated

import typer

from sscp.cli.kinds import require_kind
from sscp.cli.narrowing import require_said
from sscp.cli.session import Session, typed_date
from sscp.errors import ExitCode, UsageError
from sscp.model.kind import Kind
from sscp.render.lookup import record_list_lines
from sscp.render.machine import to_json
from sscp.views.narrowed import Narrowing, sorts_of, why_not
from sscp.views.records import view_list


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("list")(list_records)


def list_records(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="The kind, such as group.")],
    owner: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Only what this post, organisation or body owns."),
    ] = None,
    group: Annotated[
        str | None, typer.Option(metavar="GROUP", help="Only what names this group.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="AGENCY", help="Only what names this organisation.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="Only what stands so, such as overdue, open, held."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            help="Only what comes from here: a record's id, or a sort of work such as audit.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what is dated on this day or later.")
    ] = None,
) -> int:
    """The records of a kind, all of them or some."""
    session: Session = context.obj
    session.require_format("text", "json")
    found = require_kind(kind)
    require_said(owner=owner, group=group, agency=agency, state=state, source=source, since=since)
    asked = _read(session, found, owner, group, agency, state, source, since)
    view = view_list(session.basis, found, asked)
    session.emit(lambda: record_list_lines(view), lambda: to_json("list/1", view))
    return int(ExitCode.FINE)


def _read(
    session: Session,
    kind: Kind,
    owner: str | None,
    group: str | None,
    agency: str | None,
    state: str | None,
    source: str | None,
    since: str | None,
) -> Narrowing:
    """What a list is to be narrowed to; names and fragments become ids.

    Raises:
        UsageError: the kind cannot be narrowed so, or a name fits no record or several.
    """
    day = typed_date(since) if since else None
    refused = why_not(kind, Narrowing(owner, group, agency, state, source, day))
    if refused is not None:
        raise UsageError(refused)
    bodies = ("partner", "agency")
    return Narrowing(
        owner=session.find(owner, "post", *bodies, "group", "partnership").id if owner else None,
        group=session.find(group, "group").id if group else None,
        agency=session.find(agency, *bodies).id if agency else None,
        state=state,
        source=session.find(source).id if source and source not in sorts_of(kind) else source,
        since=day,
    )

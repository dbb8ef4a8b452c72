"""The closing list of a meeting: what followed from it, and what is still to be recorded."""

from __future__ import annotations

from typing import Annotated

import typer

from sscp.cli.attend import choose_meeting
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.dates import write_date


def close(
    context: typer.Context,
    meeting: Annotated[
        str | None, typer.Argument(metavar="[MEETING]", help="The meeting: its id, or words of it.")
    ] = None,
) -> int:
    """What each decision of a meeting leads to. Done or open; it changes nothing."""
    from sscp.cli.ask import is_terminal
    from sscp.governance.meetings import takes_place
    from sscp.render.closing import closing_lines
    from sscp.render.machine import to_json
    from sscp.work.closing import view_closing

    session: Session = context.obj
    session.require_format("text", "json")
    found = choose_meeting(session, meeting, is_terminal() and session.format == "text")
    day = found.date("date")
    if not takes_place(found):
        raise UsageError(f"{found.id} is marked {found.text('status')}: nobody met.")
    if day is None or day > session.as_of:
        when = f"on {write_date(day)}" if day else "on a day that is not set"
        raise UsageError(f"{found.id} is {when}; there is nothing to close before that.")
    view = view_closing(session.portfolio, found, session.as_of, session.loaded.portfolio)
    session.emit(lambda: closing_lines(view), lambda: to_json("closing/1", view))
    return int(ExitCode.FINE)

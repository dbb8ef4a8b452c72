"""The calendar: the governance year, and meetings for a diary."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sscp.cli.output import give
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.portfolio import Portfolio
from sscp.render.calendar import calendar_lines
from sscp.render.lines import moment_lines, to_text
from sscp.render.machine import to_json
from sscp.timing.reporting_year import ReportingYear, read_year
from sscp.views.calendar import view_calendar
from sscp.views.meeting_events import view_meeting_events


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(calendar)


def calendar(
    context: typer.Context,
    meeting: Annotated[
        str | None,
        typer.Argument(metavar="[MEETING]", help="With --format ics: only this meeting."),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(metavar="YEAR", help="The governance year, such as 2023-24; else this one."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
    ] = None,
) -> int:
    """The governance year by month. With --format ics, meetings for a diary."""
    session: Session = context.obj
    session.require_format("text", "json", "ics")
    chosen = _read_year(session.portfolio, year) if year is not None else None
    if session.format == "ics":
        give(session, output, _diary(session, meeting, chosen))
        return int(ExitCode.FINE)
    if meeting is not None:
        raise UsageError(
            f"A single meeting goes into a diary: sscp calendar --format ics {meeting}."
            f" `sscp show {meeting}` shows it here."
        )
    view = view_calendar(
        session.portfolio, session.as_of, chosen, session.duties, session.loaded.portfolio
    )
    if output is None:
        session.emit(lambda: calendar_lines(view), lambda: to_json("calendar/1", view))
    elif session.format == "json":
        give(session, output, to_json("calendar/1", view).encode())
    else:
        told = moment_lines(session.moment) if session.moment is not None else []
        give(session, output, to_text([*told, *calendar_lines(view)]).encode())
    return int(ExitCode.FINE)


def _read_year(portfolio: Portfolio, words: str) -> ReportingYear:
    """The governance year that a person typed."""
    found = read_year(portfolio, words.strip())
    if found is None:
        raise UsageError(f"{words or 'Nothing'} is no governance year. Write it like 2023-24.")
    return found


def _diary(session: Session, meeting: str | None, year: ReportingYear | None) -> bytes:
    from sscp.exchange.ics import write_ics

    only = session.find(meeting, "meeting").id if meeting is not None else None
    days = (year.first_day, year.next_first_day) if year else (date.min, date.max)
    return write_ics(view_meeting_events(session.portfolio, session.as_of, *days, only=only))

"""Documents: render minutes and the action log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from sscp.cli.output import write_whole
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.dates import write_date
from sscp.model.record import Record
from sscp.render.lines import Line, entry, moment_lines, to_text

FORMATS = ("md", "html")


class Document(NamedTuple):
    """A document that can be rendered: what it takes, and how its view and title are made."""

    name: str
    takes: str
    help: str
    view: Callable[[Session, str | None], tuple[Any, str]]


def _minutes(session: Session, words: str | None) -> tuple[Any, str]:
    from sscp.governance.meetings import is_held
    from sscp.views.minutes import view_minutes

    if not words:
        raise UsageError("Say whose minutes: sscp render minutes MEETING.")
    meeting = session.find(words, "meeting")
    if not is_held(meeting, session.as_of):
        raise UsageError(
            f"{meeting.id} was not held by {write_date(session.as_of)},"
            " so there are no minutes of it."
        )
    view = view_minutes(session.portfolio, meeting, session.as_of, session.loaded.portfolio)
    return view, f"{meeting.title}: minutes"


def _agenda(session: Session, words: str | None) -> tuple[Any, str]:
    from sscp.views.agenda import view_agenda
    from sscp.views.business import deadlines_running

    meeting = _meeting(session, words, "agenda")
    whole = session.loaded.portfolio
    deadlines = deadlines_running(whole, session.as_of)
    view = view_agenda(session.portfolio, meeting, session.as_of, whole, deadlines)
    return view, f"{meeting.title}: agenda"


def _agenda_pack(session: Session, words: str | None) -> tuple[Any, str]:
    from sscp.views.agenda_pack import view_agenda_pack
    from sscp.views.business import deadlines_running

    meeting = _meeting(session, words, "agenda-pack")
    whole = session.loaded.portfolio
    deadlines = deadlines_running(whole, session.as_of)
    view = view_agenda_pack(session.portfolio, meeting, session.as_of, whole, deadlines)
    return view, f"{meeting.title}: agenda pack"


def _meeting(session: Session, words: str | None, document: str) -> Record:
    if not words:
        raise UsageError(f"Say of which meeting: sscp render {document} MEETING.")
    return session.find(words, "meeting")


def _action_log(session: Session, words: str | None) -> tuple[Any, str]:
    from sscp.views.action_log import view_action_log

    if words:
        raise UsageError("The action log takes no id: sscp render action-log.")
    view = view_action_log(session.portfolio, session.as_of)
    return view, f"Action log on {view.as_of}"


DOCUMENTS = (
    Document("agenda", "MEETING", "The agenda of a meeting, with the papers owed.", _agenda),
    Document(
        "agenda-pack",
        "MEETING",
        "The agenda, the minutes to agree, the action log and the papers in one.",
        _agenda_pack,
    ),
    Document("minutes", "MEETING", "The minutes of a meeting.", _minutes),
    Document(
        "action-log", "", "Every open action, by the group that watches over it.", _action_log
    ),
)


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(render)


def render(
    context: typer.Context,
    document: Annotated[
        str | None,
        typer.Argument(metavar="DOCUMENT", help="Such as minutes; --list names them all."),
    ] = None,
    record: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="What it is about, such as a meeting.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="md or html.")] = "md",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
    ] = None,
    list_documents: Annotated[
        bool, typer.Option("--list", help="The documents there are.")
    ] = False,
) -> int:
    """A document as Markdown or as a page."""
    session: Session = context.obj
    if list_documents:
        session.print(_list_lines())
        return int(ExitCode.FINE)
    chosen = next((one for one in DOCUMENTS if one.name == document), None)
    if chosen is None:
        names = ", ".join(one.name for one in DOCUMENTS)
        said = f"There is no document {document}." if document else "Say which document."
        raise UsageError(f"{said} There are: {names}.")
    if to not in FORMATS:
        word = " Word opens the page of --to html." if to in ("docx", "doc", "word") else ""
        raise UsageError(f"There is no format {to}; there are: {', '.join(FORMATS)}.{word}")
    text = _render(session, chosen, record, to)
    if session.moment is not None:
        session.note(to_text(moment_lines(session.moment)).strip())
    if output is None:
        sys.stdout.write(text)
    else:
        write_whole(output, text.encode())
        session.note(f"Written to {output}.")
    return int(ExitCode.FINE)


def _render(session: Session, chosen: Document, record: str | None, to: str) -> str:
    from sscp.render.templates import render_markdown

    view, title = chosen.view(session, record)
    text = render_markdown(session.source.root, chosen.name, view)
    if to == "html":
        from sscp.render.page import render_html

        return render_html(text, title)
    return text


def _list_lines() -> list[Line]:
    names = [f"{one.name} {one.takes}".strip() for one in DOCUMENTS]
    width = max(map(len, names))
    lines: list[Line] = []
    for name, one in zip(names, DOCUMENTS, strict=True):
        lines += entry(name, one.help, width, rest=" " * (width + 2))
    return lines

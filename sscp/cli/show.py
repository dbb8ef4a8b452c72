"""Looking things up: status, overdue, due, mine, clocks, show, search."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from sscp.cli.narrowing import Agency, Group, Owner, Source, read_filter
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.finding import Severity
from sscp.render import dashboard, lookup, machine
from sscp.render.clocks import clock_list_lines
from sscp.timing.states import State
from sscp.views import records as record_views
from sscp.views.actions import ActionFilter, ActionList, view_due, view_mine, view_overdue
from sscp.views.clocks import find_clock, view_clocks
from sscp.views.falling_due import with_clocks
from sscp.views.running import all_deadlines
from sscp.views.status import Problems, StatusView, view_status

_WITHIN = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?)?\Z")


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (status, overdue, due, mine, clocks):
        app.command()(command)
    app.command("show")(show_record)
    app.command()(search)


def status(
    context: typer.Context,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="End with status 1 when anything is overdue; or breached: done late in the open"
            " reporting year, whether law, guidance or a local arrangement set the time.",
        ),
    ] = None,
) -> int:
    """What needs doing. Overdue and due actions, clocks, meetings, documents."""
    session: Session = context.obj
    session.require_format("text", "json")
    if fail_on not in (None, "overdue", "breached"):
        raise UsageError(f"--fail-on cannot be {fail_on}; it can be: overdue, breached.")
    view = _status_view(session)
    session.emit(lambda: dashboard.status_lines(view), lambda: machine.status_json(view))
    _remember(session, view)
    met = _is_overdue(view) if fail_on == "overdue" else fail_on is not None and view.breaches
    if not met or fail_on is None:
        return int(ExitCode.FINE)
    for line in dashboard.failed_lines(view, fail_on):
        session.note(line.text)
    return int(ExitCode.FINDINGS)


def _status_view(session: Session) -> StatusView:
    found = session.checked
    return view_status(
        session.portfolio,
        session.as_of,
        Problems(found.count(Severity.ERROR), found.count(Severity.WARNING)),
        session.duties,
        session.as_of_fixed,
        session.moment,
        session.loaded.portfolio,
    )


def _remember(session: Session, view: StatusView) -> None:
    """Keep the plain answer for next time; one for an audience or from history is not kept."""
    if session.audience is None and session.moment is None:
        from sscp.cli.door import remember
        from sscp.render.lines import to_text

        remember(
            session.source.root,
            session.words,
            {"text": to_text(dashboard.status_lines(view)), "json": machine.status_json(view)},
        )


def _is_overdue(view: StatusView) -> bool:
    return bool(view.overdue) or any(
        clock.state is State.OVERDUE and not clock.is_for_information for clock in view.clocks
    )


def _emit_actions(session: Session, schema: str, view: ActionList) -> int:
    session.emit(
        lambda: dashboard.action_list_lines(view), lambda: machine.to_json(f"{schema}/1", view)
    )
    return int(ExitCode.FINE)


def overdue(
    context: typer.Context,
    owner: Owner = None,
    agency: Agency = None,
    group: Group = None,
    source: Source = None,
) -> int:
    """The overdue actions and clocks, the longest overdue first."""
    session: Session = context.obj
    session.require_format("text", "json")
    chosen = read_filter(session, owner, agency, group, source)
    view = view_overdue(session.portfolio, session.as_of, chosen)
    return _emit_due(session, "overdue", view, chosen)


def due(
    context: typer.Context,
    within: Annotated[
        str, typer.Option(metavar="LENGTH", help="How far ahead: 14d, 2w; the last day counts.")
    ] = "14d",
    owner: Owner = None,
    agency: Agency = None,
    group: Group = None,
    source: Source = None,
) -> int:
    """The open actions and clocks due soon, the overdue ones first."""
    session: Session = context.obj
    session.require_format("text", "json")
    chosen = read_filter(session, owner, agency, group, source)
    view = view_due(session.portfolio, session.as_of, _days(within), chosen)
    return _emit_due(session, "due", view, chosen)


def _emit_due(session: Session, schema: str, actions: ActionList, chosen: ActionFilter) -> int:
    """Write a list of actions with the clocks that are overdue or due beside them."""
    deadlines = all_deadlines(
        session.loaded.portfolio, session.portfolio, session.as_of, session.duties
    )
    view = with_clocks(actions, session.portfolio, deadlines, chosen)
    session.emit(
        lambda: dashboard.due_list_lines(view), lambda: machine.to_json(f"{schema}/1", view)
    )
    return int(ExitCode.FINE)


def _days(words: str) -> int:
    """Calendar days from a length such as 14d or 2w."""
    found = _WITHIN.match(words.strip().lower())
    if not found:
        raise UsageError(f"{words} is no length of time. Write it like 14d or 2w.")
    unit = found[2] or "d"
    return int(found[1]) * (7 if unit.startswith("w") else 1)


def mine(
    context: typer.Context,
    post: Annotated[str, typer.Argument(metavar="POST", help="The post, by id or title.")],
) -> int:
    """The open actions of one post."""
    session: Session = context.obj
    session.require_format("text", "json")
    found = session.find(post, "post")
    return _emit_actions(session, "mine", view_mine(session.portfolio, session.as_of, found))


def clocks(
    context: typer.Context,
    only: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A clock, a paragraph, or a record it runs for."),
    ] = None,
) -> int:
    """Every clock that has been started, with its arithmetic."""
    session: Session = context.obj
    session.require_format("text", "json")
    wanted = None
    if only is not None:
        clauses = session.portfolio.of_kind("clause")
        clause = next((each for each in clauses if each.text("ref") == only.strip()), None)
        record = clause or find_clock(session.portfolio, only) or session.find(only)
        wanted = record.text("ref") if record.kind.name == "clause" else record.id
    view = view_clocks(
        session.loaded.portfolio, session.portfolio, session.as_of, session.duties, wanted
    )
    session.emit(lambda: clock_list_lines(view), lambda: machine.clocks_json(view))
    return int(ExitCode.FINE)


def show_record(
    context: typer.Context,
    record: Annotated[
        str, typer.Argument(metavar="ID", help="An id, a paragraph, a name or part of one.")
    ],
) -> int:
    """One record: what it says and what names it."""
    session: Session = context.obj
    session.require_format("text", "json")
    found = session.find(record)
    view = record_views.view_record(session.portfolio, session.as_of, found)
    session.emit(lambda: lookup.record_lines(view), lambda: machine.to_json("show/1", view))
    return int(ExitCode.FINE)


def search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words that must all stand in a record.")
    ],
) -> int:
    """The records that hold some words."""
    session: Session = context.obj
    session.require_format("text", "json")
    view = record_views.view_search(session.portfolio, session.as_of, " ".join(words))
    session.emit(lambda: lookup.record_list_lines(view), lambda: machine.to_json("search/1", view))
    return int(ExitCode.FINE)

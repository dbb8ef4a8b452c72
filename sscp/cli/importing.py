"""Sheets that come back: what they change is shown, and written only when someone says yes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.finding import Finding
from sscp.render.machine import to_json
from sscp.render.proposals import proposal_lines, summary, taken_lines
from sscp.work.proposal import Proposal
from sscp.write.change import Change, Desk, Refused, Written

if TYPE_CHECKING:
    from sscp.exchange.reading import SheetFile

_COMMAND = "import"
_TRIES = 20


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("import")(import_file)


def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .xlsx or CSV file.")],
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING=FIELD",
            help="For a log made by hand: what a column holds; kept for the next time.",
        ),
    ] = None,
    raised_at: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="For a log made by hand: the meeting the actions came from."
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(metavar="GROUP", help="For a log made by hand: who watches over them."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")] = False,
) -> int:
    """Take in an action log that partners filled in. Or one made by hand."""
    session: Session = context.obj
    session.require_format("text", "json")
    session.require_writable()
    told = Told(tuple(column or ()), raised_at, group)
    return _take(session, file.name, _reader(session, file, told), dry_run, yes)


Propose = Callable[[Desk], Proposal]


class Told(NamedTuple):
    """What a person says about a log made by hand: its columns, and what no row says."""

    columns: tuple[str, ...]
    raised_at: str | None
    group: str | None


def _reader(session: Session, file: Path, told: Told) -> Propose:
    """What reads the file against the register: a returned log, or one made by hand."""
    from sscp.exchange.action_log.returned import is_action_log, read_return
    from sscp.exchange.reading import read_sheet_file
    from sscp.views.action_sheet import view_action_sheet

    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    sheets = read_sheet_file(content, file.name)
    if not is_action_log(sheets):
        return _old_log_reader(session, sheets, file.name, told)
    if told != Told((), None, None):
        raise UsageError(
            f"{file.name} was exported by sscp; --column, --raised-at and --group are for a log"
            " made by hand."
        )
    return lambda desk: read_return(sheets, view_action_sheet(desk.portfolio, desk.as_of))


def _old_log_reader(session: Session, sheets: SheetFile, name: str, told: Told) -> Propose:
    from sscp.exchange.old_log.columns import find_columns, read_told
    from sscp.exchange.old_log.read import read_old_log
    from sscp.model.kinds.meetings import ACTION

    columns = find_columns(sheets, name, read_told(told.columns), session.portfolio.settings)
    kinds = next(field.links for field in ACTION.fields if field.name == "raised_at")
    origin = session.find(told.raised_at, *kinds).id if told.raised_at else None
    group = session.find(told.group, "group").id if told.group else None
    return lambda desk: read_old_log(columns, desk, origin, group)


def _take(session: Session, name: str, propose: Propose, dry_run: bool, yes: bool) -> int:
    """Show what a file changes, ask, and write it."""
    from sscp.cli.ask import confirm, is_terminal

    reasons: dict[str, str] = {}
    try:
        proposal, warnings = _try(session, name, propose, reasons)
    except Refused as refused:
        from sscp.cli.change import tell_refused

        return tell_refused(session, refused, Change(f"From {name}", (), _COMMAND))
    is_asking = not (dry_run or yes) and bool(proposal.items)
    if session.format == "text":
        session.print(proposal_lines(name, proposal, warnings))
    if not proposal.items or dry_run:
        _tell(session, name, proposal, warnings, None, done=False)
        return _status(proposal)
    if is_asking and not is_terminal():
        raise UsageError("Nothing was changed: nobody can answer here. Say --yes to write it.")
    if is_asking and not confirm("Write this?", default=False):
        session.note("Nothing was changed.")
        return int(ExitCode.FINE)
    commit = _write(session, name, propose, reasons, proposal)
    _tell(session, name, proposal, warnings, commit, done=True)
    return _status(proposal)


def _status(proposal: Proposal) -> int:
    return int(ExitCode.FINDINGS if proposal.left else ExitCode.FINE)


def _try(
    session: Session, name: str, propose: Propose, reasons: dict[str, str]
) -> tuple[Proposal, tuple[Finding, ...]]:
    """What can be written; whatever would make the register invalid is left out with its reason.

    Args:
        session: the run.
        name: of the file.
        propose: what the file asks.
        reasons: filled with the reason for each item that is left out, by its key.
    """
    from sscp.write.door import write

    for _ in range(_TRIES):
        seen: list[Proposal] = []
        plan = _plan(name, propose, reasons, seen.append)
        try:
            tried = write(session.source.root, session.as_of, plan, _nothing, is_trial=True)
        except Refused as refused:
            found = _blame(seen[-1], refused.findings)
            if not found:
                raise
            reasons |= found
        else:
            return seen[-1], tried.warnings
    raise UsageError("Too many rows would make the register invalid; nothing was changed.")


def _plan(
    name: str, propose: Propose, reasons: dict[str, str], see: Callable[[Proposal], Any]
) -> Callable[[Desk], Change]:
    def plan(desk: Desk) -> Change:
        proposal = propose(desk).without(reasons)
        see(proposal)
        return Change(
            f"{summary(proposal)} from {name}",
            (*(edit for item in proposal.items for edit in item.edits), *proposal.settings),
            _COMMAND,
            (),
            tuple(f"{item.record}: {words}" for item in proposal.items for words in item.words),
        )

    return plan


def _nothing(_written: Written) -> None:
    """A trial keeps nothing."""


def _blame(proposal: Proposal, findings: tuple[Finding, ...]) -> dict[str, str]:
    """The items that the findings are about, with what is wrong."""
    keys = {item.record: item.key for item in proposal.items}
    found: dict[str, str] = {}
    for finding in findings:
        key = keys.get(finding.record or "")
        if key is not None:
            found.setdefault(key, f"{finding.message} ({finding.code})")
    return found


def _write(
    session: Session, name: str, propose: Propose, reasons: dict[str, str], shown: Proposal
) -> str | None:
    """Write what was shown, and nothing else.

    Raises:
        UsageError: the register has changed since it was shown.
    """
    from sscp.cli.change import keeper
    from sscp.halfway import settle_what_was_cut_off
    from sscp.write.door import write

    def see(proposal: Proposal) -> None:
        if proposal.items != shown.items:
            raise UsageError(
                "Nothing was changed: the register has moved on since this was shown."
                " Import the file again."
            )

    kept: list[Any] = []
    plan = _plan(name, propose, reasons, see)
    root = session.source.root
    settle_what_was_cut_off(root)
    write(root, session.as_of, plan, keeper(session, root, kept))
    if kept and kept[0].reason:
        session.note(f"Saved, but not kept in the history: {kept[0].reason}.")
    return kept[0].commit if kept else None


def _tell(
    session: Session,
    name: str,
    proposal: Proposal,
    warnings: tuple[Finding, ...],
    commit: str | None,
    done: bool,
) -> None:
    if session.format == "text":
        if done:
            session.print(taken_lines(proposal, commit is not None))
        elif proposal.items:
            session.note("Nothing was changed.")
        return
    conflicts = [each for each in proposal.left if each.is_conflict]
    left = [each for each in proposal.left if not each.is_conflict]
    print(
        to_json(
            "import/1",
            {
                "as_of": session.as_of,
                "file": os.path.basename(name),
                "done": done,
                "commit": commit,
                "rows": proposal.rows,
                "known": proposal.known,
                "columns": proposal.columns,
                "changes": [
                    {
                        "record": item.record,
                        "title": item.title,
                        "new": item.is_new,
                        "place": item.place,
                        "words": item.words,
                    }
                    for item in proposal.items
                ],
                "conflicts": [_plain(each) for each in conflicts],
                "left": [_plain(each) for each in left],
                "warnings": [
                    {"code": each.code, "message": each.message, "record": each.record}
                    for each in warnings
                ],
            },
        ),
        end="",
    )


def _plain(left: Any) -> dict[str, str]:
    return {"record": left.record, "place": left.place, "words": left.words}

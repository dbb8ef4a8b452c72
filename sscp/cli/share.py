"""Saving what was changed by hand, and bringing the register and its shared copy together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.model.finding import Severity
from sscp.render import findings
from sscp.render.changes import change_lines
from sscp.render.lines import Style, wrapped

if TYPE_CHECKING:
    from sscp.write.compare import FieldChange

_NAMED = 3
_TRIES = 3


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(save)
    app.command()(sync)


def save(
    context: typer.Context,
    message: Annotated[
        str | None,
        typer.Option("-m", "--message", metavar="TEXT", help="What was changed and why."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")] = False,
) -> int:
    """Check and keep changes that were made by hand."""
    from sscp.cli.ask import confirm, is_terminal
    from sscp.load.source import is_read
    from sscp.sharing import Sharing
    from sscp.write.compare import compare_files
    from sscp.write.replace import only_writer

    session: Session = context.obj
    session.require_format("text")
    root = session.require_writable()
    with only_writer(root):
        sharing = Sharing(root)
        sharing.halfway.settle()
        sharing.halfway.require_none()
        unsaved = sharing.unsaved()
        if not unsaved:
            session.print(wrapped("Everything is saved already.", style=Style.FAINT))
            return int(ExitCode.FINE)
        if _refuse(session, {each.path for each in unsaved}):
            return int(ExitCode.FINDINGS)
        records = [each for each in unsaved if is_read(each.path)]
        changes = compare_files(
            {each.path: each.before for each in records},
            {each.path: each.after for each in records},
        )
        session.print(change_lines(changes))
        for each in unsaved:
            if each not in records:
                session.print(wrapped(each.path, "  "))
        if is_terminal() and not yes and not confirm("Save this?"):
            return int(ExitCode.FINE)
        return _keep(session, root, [each.path for each in unsaved], message, changes)


def _refuse(session: Session, paths: set[str]) -> bool:
    """True when the files have errors, which are shown."""
    prefix = session.source.prefix
    bad = [
        finding
        for finding in session.checked.findings
        if finding.severity is Severity.ERROR
        and not finding.waived
        and finding.location.path.removeprefix(prefix) in paths
    ]
    for finding in bad:
        session.print(findings.finding_lines(finding, lambda *_: None))
    if bad:
        noun = "error" if len(bad) == 1 else "errors"
        session.complain(f"Not saved: {len(bad)} {noun} in what was changed. Mend them, then save.")
    return bool(bad)


def _keep(
    session: Session,
    root: str,
    paths: list[str],
    message: str | None,
    changes: tuple[FieldChange, ...],
) -> int:
    from sscp.commits import COMMAND, RECORD, keep

    records = list(dict.fromkeys(change.record for change in changes))
    trailers = [(COMMAND, "save"), *((RECORD, each) for each in records)]
    kept = keep(root, paths, (message or "").strip() or _subject(records), (), trailers)
    if kept.commit is None:
        raise RunError(f"The changes are in the files, but not kept: {kept.reason}.")
    session.print(wrapped(f"Saved as {kept.commit}; `sscp sync` shares it.", style=Style.GOOD))
    return int(ExitCode.FINE)


def _subject(records: list[str]) -> str:
    if not records:
        return "Files of the register changed"
    more = len(records) - _NAMED
    return f"{', '.join(records[:_NAMED])}{f' and {more} more' if more > 0 else ''} changed"


def sync(
    context: typer.Context,
    take: Annotated[
        str | None,
        typer.Option(
            metavar="mine|theirs",
            help="Whose version stands where both sides changed the same field or file.",
        ),
    ] = None,
    propose: Annotated[
        bool,
        typer.Option("--propose", help="Share what is yours as a proposal for others to accept."),
    ] = False,
    drop_proposal: Annotated[
        bool,
        typer.Option(
            "--drop-proposal", help="Give the proposal up, and go back to what everyone shares."
        ),
    ] = False,
    new_history: Annotated[
        bool,
        typer.Option(
            "--new-history",
            help="Go on with what is shared now, though it no longer holds what it held before.",
        ),
    ] = False,
) -> int:
    """Bring in what the others saved, and share what was saved here."""
    from sscp.cli.syncing import Sync
    from sscp.sharing import Sharing
    from sscp.write.replace import only_writer

    session: Session = context.obj
    session.require_format("text")
    root = session.require_writable()
    if take not in (None, "mine", "theirs"):
        raise UsageError(f"--take cannot be {take}; it can be: mine, theirs.")
    sharing = Sharing(root)
    with only_writer(root):
        sharing.halfway.settle()
    sharing.halfway.require_none()
    if not sharing.branch or not sharing.remote:
        raise UsageError(
            "This register is on this machine alone: no place to share it is set up. Ask whoever"
            " looks after it for the address, then `sscp doctor --share-at ADDRESS`."
        )
    if sharing.unsaved():
        raise UsageError("There are changes that are not saved; run `sscp save` first.")
    if drop_proposal and not sharing.proposed_into:
        raise UsageError("Nothing of yours waits as a proposal, so there is none to give up.")
    run = Sync(session, sharing, take, propose, new_history)
    for _ in range(_TRIES):
        sharing.fetch()
        if drop_proposal and sharing.proposed_into:
            run.drop_proposal()
        run.bring_in()
        status = run.send()
        if status is not None:
            return int(status)
    raise RunError(
        "Others shared changes at this very moment, each time; run `sscp sync` once more."
    )

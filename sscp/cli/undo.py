"""Taking back the last change that a command made, as a new change of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.session import Session
from sscp.errors import UsageError

if TYPE_CHECKING:
    from sscp.commits import PastChange


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(undo)


def undo(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")] = False,
) -> int:
    """Take back the last change that a command made. The history keeps both."""
    from sscp.cli.ask import is_terminal
    from sscp.cli.change import carry_out
    from sscp.commits import UNDO, before_and_after
    from sscp.write.change import Change, Desk
    from sscp.write.edits import WholeFile

    session: Session = context.obj
    session.require_format("text", "json")
    root = session.require_writable()
    last = _last_change(root)
    files = before_and_after(root, last.commit)

    def plan(desk: Desk) -> Change:  # noqa: ARG001
        edits = tuple(
            WholeFile(path, _restored(root, path, before, after, last.subject))
            for path, (before, after) in files.items()
        )
        return Change(f"Taken back: {last.subject}", edits, "undo")

    return carry_out(
        session,
        plan,
        is_trial=dry_run,
        asks_first=is_terminal() and not yes and session.format == "text",
        more_trailers=((UNDO, last.commit),),
    )


def _last_change(root: str) -> PastChange:
    """The last change of whoever works here that was not taken back; what others did stays.

    Raises:
        UsageError: there is none.
    """
    from sscp.commits import past_changes, who_works_here

    changes = past_changes(root)
    undone = {each.undoes for each in changes}
    standing = [each for each in changes if not each.undoes and each.commit not in undone]
    me = who_works_here(root)
    last = next((each for each in standing if each.author == me), None)
    if last is None and standing:
        raise UsageError(
            f"There is nothing of yours to take back: “{standing[0].subject}” was done by"
            f" {standing[0].author}."
        )
    if last is None:
        raise UsageError("There is nothing to take back: no command has changed this register.")
    if last.command == "init":
        raise UsageError("There is nothing to take back: before that the register was not there.")
    return last


def _restored(
    root: str, path: str, before: bytes | None, after: bytes | None, subject: str
) -> bytes | None:
    """What a file held before a change; in the line ends that it has on this machine.

    Raises:
        UsageError: the file has been changed again since.
    """
    from sscp.load.source import FolderSource

    try:
        now: bytes | None = FolderSource(root).read(path)
    except OSError:
        now = None
    if _plain(now) != _plain(after):
        raise UsageError(
            f"{path} was changed again after “{subject}”, so that can't be taken back alone."
        )
    has_returns = now is not None and b"\r\n" in now and after is not None and b"\r\n" not in after
    if before is not None and has_returns:
        return before.replace(b"\n", b"\r\n")
    return before


def _plain(content: bytes | None) -> bytes | None:
    return None if content is None else content.replace(b"\r\n", b"\n")

"""Taking back the last change that a command made, as a new change of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.load.place import SETTINGS_FILE

if TYPE_CHECKING:
    from sscp.commits import PastChange
    from sscp.sharing import Sharing
    from sscp.write.join import Joined


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
    from sscp.sharing import Sharing
    from sscp.write.change import Change, Desk
    from sscp.write.edits import WholeFile

    session: Session = context.obj
    session.require_format("text", "json")
    root = session.require_writable()
    sharing = Sharing(root)
    sharing.halfway.require_none()
    last, before_it = _last_changes(root)
    files = before_and_after(root, last.commit)
    if last.command == "init" or files.get(SETTINGS_FILE, (b"", b""))[0] is None:
        raise UsageError("There is nothing to take back: before that the register was not there.")

    def plan(desk: Desk) -> Change:  # noqa: ARG001
        _require_saved(sharing, files, last.subject)
        edits = tuple(
            WholeFile(path, _restored(sharing, path, before, after, last.subject))
            for path, (before, after) in files.items()
        )
        return Change(f"Taken back: {last.subject}", edits, "undo")

    return carry_out(
        session,
        plan,
        is_trial=dry_run,
        asks_first=is_terminal() and not yes and session.format == "text",
        more_trailers=((UNDO, last.commit),),
        way_back=_way_back(before_it),
    )


def _way_back(before_it: PastChange | None) -> str:
    """What taking back once more would take back."""
    if before_it is None or before_it.command == "init":
        return "Everything that commands did here is taken back now."
    return f"`sscp undo` again takes back the one before: {before_it.subject}."


def _last_changes(root: str) -> tuple[PastChange, PastChange | None]:
    """The last change of whoever works here that was not taken back, and the one before it.

    What others did stays.

    Raises:
        UsageError: there is none.
    """
    from sscp.commits import past_changes, who_works_here
    from sscp.work.renumbering import RENUMBER

    changes = past_changes(root)
    undone = {each.undoes for each in changes}
    standing = [
        each
        for each in changes
        # A number that someone else had is no choice of whoever works here.
        if not each.undoes and each.commit not in undone and each.command != RENUMBER
    ]
    me = who_works_here(root)
    mine = [each for each in standing if each.author == me]
    last = mine[0] if mine else None
    if last is None and standing:
        raise UsageError(
            f"There is nothing of yours to take back: “{standing[0].subject}” was done by"
            f" {standing[0].author}."
        )
    if last is None and changes:
        raise UsageError("Everything that commands did is taken back already.")
    if last is None:
        raise UsageError("There is nothing to take back: no command has changed this register.")
    return last, mine[1] if len(mine) > 1 else None


def _require_saved(sharing: Sharing, files: Iterable[str], subject: str) -> None:
    """Refuse where a file was changed by hand and that is not saved: it would be mixed up.

    Raises:
        UsageError: one was.
    """
    unsaved = sorted({each.path for each in sharing.unsaved()} & set(files))
    if unsaved:
        raise UsageError(
            f"{', '.join(unsaved)} was changed by hand since, and that is not saved, so"
            f" “{subject}” is not taken back; run `sscp save` first."
        )


def _restored(
    sharing: Sharing, path: str, before: bytes | None, after: bytes | None, subject: str
) -> bytes | None:
    """What a file is to hold without a change: what was changed elsewhere in it since stays.

    It keeps the line ends that it has on this machine.

    Raises:
        UsageError: the same place has been changed again since.
    """
    from sscp.load.source import FolderSource

    try:
        now: bytes | None = FolderSource(sharing.root).read(path)
    except OSError:
        now = None
    has_returns = now is not None and b"\r\n" in now and after is not None and b"\r\n" not in after
    plain = _plain(now) if has_returns else now
    restored = before
    if _plain(now) != _plain(after):
        taken_out = _taken_out(sharing, path, before, after, plain)
        if taken_out is None:
            raise UsageError(
                f"{path} was changed again after “{subject}”, in the same place, so that can't"
                " be taken back alone; nothing was changed. `sscp edit` changes it as it is now."
            )
        restored = taken_out.content
    if restored is not None and has_returns:
        return restored.replace(b"\n", b"\r\n")
    return restored


def _taken_out(
    sharing: Sharing, path: str, before: bytes | None, after: bytes | None, now: bytes | None
) -> Joined | None:
    """The file as it is now without a change: the way back joined with what came since.

    None where both touch the same place.
    """
    from sscp.load.source import is_read
    from sscp.write.join import Joined, join_files

    if is_read(path):
        joined = join_files(after, now, before, lambda _: False)
        return joined if joined.is_joined and not joined.disputed else None
    if before is None or after is None or now is None:
        return None
    lines = sharing.versions.join_text(after, now, before)
    return None if lines is None else Joined(lines, ())


def _plain(content: bytes | None) -> bytes | None:
    return None if content is None else content.replace(b"\r\n", b"\n")

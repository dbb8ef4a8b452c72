"""Saving what was changed by hand, and bringing the register and its shared copy together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.model.finding import Severity
from sscp.render import findings
from sscp.render.changes import change_lines
from sscp.render.lines import Line, Style, wrapped

if TYPE_CHECKING:
    from sscp.sharing import Sharing, Sides
    from sscp.write.compare import FieldChange
    from sscp.write.join import Disputed

_NAMED = 3


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
        unsaved = Sharing(root).unsaved()
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
            metavar="mine|theirs", help="Whose version stands where both sides changed a field."
        ),
    ] = None,
) -> int:
    """Bring in what the others saved, and share what was saved here."""
    from sscp.sharing import Sharing
    from sscp.write.replace import only_writer

    session: Session = context.obj
    session.require_format("text")
    root = session.require_writable()
    if take not in (None, "mine", "theirs"):
        raise UsageError(f"--take cannot be {take}; it can be: mine, theirs.")
    sharing = Sharing(root)
    if not sharing.remote:
        raise UsageError(
            "This register is on this machine alone: no place to share it is set up."
            " Ask whoever set it up for its address, then `git remote add origin ADDRESS`."
        )
    if sharing.unsaved():
        raise UsageError("There are changes that are not saved; run `sscp save` first.")
    theirs = sharing.fetch()
    if theirs:
        _make_room(session, sharing, theirs)
        with only_writer(root):
            status = _bring_in(session, sharing, theirs, take)
        if status:
            return status
    return _send(session, sharing, theirs)


def _make_room(session: Session, sharing: Sharing, theirs: str) -> None:
    """Give a new id to each record of ours whose id the others have given out meanwhile."""
    from sscp.cli.change import carry_out
    from sscp.work.renumbering import given_out_twice, plan_renumber

    changed = sharing.changed(theirs)
    for identity in given_out_twice(
        {each.path: each.base for each in changed},
        {each.path: each.ours for each in changed},
        {each.path: each.theirs for each in changed},
    ):
        session.print(
            wrapped(
                f"{identity} was given out here and by someone else; the one made here gets"
                " another id.",
                style=Style.WARN,
            )
        )
        carry_out(session, lambda desk, old=identity: plan_renumber(desk, old))  # type: ignore[misc]


def _bring_in(session: Session, sharing: Sharing, theirs: str, take: str | None) -> int:
    """Their commits joined with ours; 1 when both sides differ and nobody chose."""
    received = sharing.count(theirs, "HEAD")
    if not received:
        return int(ExitCode.FINE)
    if not sharing.count("HEAD", theirs):
        sharing.go_to(theirs)
    else:
        sides = {each.path: each for each in sharing.changed(theirs)}
        unjoined = sharing.begin_join(theirs)
        try:
            _join(session, sharing, unjoined, sides, take)
        except BaseException:
            sharing.give_up_join()
            raise
    noun = "change" if received == 1 else "changes"
    session.print(wrapped(f"Received: {received} {noun} of others.", style=Style.GOOD))
    return int(ExitCode.FINE)


def _join(
    session: Session,
    sharing: Sharing,
    unjoined: list[str],
    sides: dict[str, Sides],
    take: str | None,
) -> None:
    """Join the files that git could not, record by record, and keep the whole.

    Raises:
        UsageError: the sides differ on a field and nobody is there to choose.
    """
    import os

    from sscp.write.join import join_files

    disputed: list[Disputed] = []
    for path in unjoined:
        side = sides.get(path)
        joined = (
            join_files(side.base, side.ours, side.theirs, _chooser(session, take))
            if side is not None and side.ours is not None and side.theirs is not None
            else None
        )
        if joined is None or joined.content is None:
            raise UsageError(
                f"{session.source.prefix}{path} was changed on both sides in a way that can't be"
                " joined record by record; nothing was changed. Ask whoever changed it."
            )
        disputed += joined.disputed
        with open(os.path.join(sharing.root, path), "wb") as stream:
            stream.write(joined.content)
    if disputed and take is None and not _is_person():
        for each in disputed:
            session.print(_dispute_lines(each))
        raise UsageError(
            f"{len(disputed)} {'field was' if len(disputed) == 1 else 'fields were'} changed on"
            " both sides; nothing was changed. Say whose stands with --take mine or"
            " --take theirs, or run `sscp sync` at a terminal to choose one by one."
        )
    sharing.end_join(unjoined, "Changes of others brought in", [_told(each) for each in disputed])


def _is_person() -> bool:
    from sscp.cli.ask import is_terminal

    return is_terminal()


def _chooser(session: Session, take: str | None) -> Any:
    """Whose side stands in a dispute: as was said, or as a person says of each."""
    if take is not None or not _is_person():
        return lambda disputed: take == "theirs"  # noqa: ARG005

    def choose(disputed: Disputed) -> bool:
        from sscp.cli.ask import confirm

        session.print(_dispute_lines(disputed))
        return confirm("Take theirs?", default=False)

    return choose


def _dispute_lines(disputed: Disputed) -> list[Line]:
    """A field that both sides changed: what it was, and what each made of it."""
    from sscp.render.changes import spell_path, spell_value

    name = spell_path(disputed.path) or "the whole record"
    lines = wrapped(f"{disputed.record}, {name}, was changed on both sides:", style=Style.WARN)
    for who, value in (
        ("before", disputed.base),
        ("here", disputed.ours),
        ("by others", disputed.theirs),
    ):
        lines += wrapped(
            f"{who}: {'nothing' if value is None else spell_value(value)}", "  ", "    "
        )
    return lines


def _told(disputed: Disputed) -> str:
    from sscp.render.changes import spell_path

    return f"Both sides had changed {disputed.record}, {spell_path(disputed.path) or 'as a whole'}."


def _send(session: Session, sharing: Sharing, theirs: str) -> int:
    """Our commits sent to where the register is shared."""
    ours = sharing.count("HEAD", theirs) if theirs else -1
    if not ours:
        session.print(wrapped("Nothing of yours to share; everything is up to date."))
        return int(ExitCode.FINE)
    refused = sharing.push()
    if refused == "behind":
        raise RunError("Someone shared a change this very moment; run `sscp sync` once more.")
    if refused == "rules":
        return _send_for_review(session, sharing)
    told = (
        "Shared" if ours < 0 else f"Shared: {ours} {'change' if ours == 1 else 'changes'} of yours"
    )
    session.print(wrapped(f"{told}.", style=Style.GOOD))
    return int(ExitCode.FINE)


def _send_for_review(session: Session, sharing: Sharing) -> int:
    """Where nobody may change the shared line directly: a branch, and what happens next."""
    main = sharing.branch
    name = f"proposal-{session.as_of:%Y-%m-%d}-{sharing.short_head}"
    sharing.start_branch(name)
    if sharing.push():
        raise RunError(f"The shared register takes neither changes to {main} nor a new branch.")
    session.print(
        wrapped(
            f"{main} takes only changes that someone has looked at, so yours are shared as"
            f" {name}. What happens next: ask for them to be looked at (on the page of the"
            f" repository, “New pull request” from {name} into {main}); once they are accepted,"
            f" `git switch {main}` and `sscp sync` bring you back.",
            style=Style.WARN,
        )
    )
    return int(ExitCode.FINE)

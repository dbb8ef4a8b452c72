"""What `sscp doctor --repair` puts right, one thing after the other, each shown first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sscp.cli.renumbering import Renumbering
from sscp.cli.session import Session
from sscp.errors import RunError, UsageError
from sscp.render.lines import Style, wrapped

_AT = "repository at '"
"""What stands before the folder where git says that it does not trust one."""
_IDLE_SECONDS = 60.0
"""How long a lock must have lain there before it may be taken for one left behind."""


class Repair(NamedTuple):
    """One thing that is wrong.

    Attributes:
        found: what it is, in a sentence.
        does: what the repair does, in a sentence.
        details: what it touches, one line each.
        do: does it, and says what was done.
    """

    found: str
    does: str
    details: tuple[str, ...]
    do: Callable[[], str]


def repair_all(session: Session, root: str, is_trial: bool, is_sure: bool) -> int:
    """Put right what is wrong.

    Args:
        session: the run.
        root: the register's folder.
        is_trial: True to show what would be done, and do nothing.
        is_sure: True to do it without asking.

    Returns:
        The exit status: 1 when something could not be put right.
    """
    from sscp.cli.ask import is_terminal

    asks = is_terminal() and not is_sure and session.format == "text"
    if not is_trial and not asks and not is_sure:
        raise UsageError("Say --yes to repair without being asked, or --dry-run to look first.")
    was_any = False
    for repair in _repairs(session, root):
        was_any = True
        _offer(session, repair, is_trial, asks)
    renumbering = Renumbering(session, root, is_trial, asks)
    status = renumbering.run()
    if not was_any and not renumbering.has_found:
        session.print(wrapped("Nothing needs repair. No two records have the same id."))
    return status


def _offer(session: Session, repair: Repair, is_trial: bool, asks: bool) -> None:
    from sscp.cli.ask import confirm

    session.print(wrapped(repair.found, style=Style.WARN))
    session.print(wrapped(repair.does, "  "))
    for each in repair.details:
        session.print(wrapped(each, "    "))
    if is_trial:
        session.print(wrapped("Nothing was changed.", style=Style.FAINT))
    elif asks and not confirm("Do this?"):
        session.note("Nothing was changed.")
    else:
        session.print(wrapped(repair.do(), style=Style.GOOD))


def _repairs(session: Session, root: str) -> Iterator[Repair]:
    """What is wrong, looked for after what came before was put right or left."""
    from sscp.gitwork import Git

    yield from _links(root)
    yield from _damaged_list(root)
    git = Git(root)
    yield from _distrust(root)
    if not git.has_repository():
        yield _no_history(root)
    if git.has_repository():
        yield from _halfway(root)
        yield from _line_left(session, root)
        yield from _history_missing(root)


def _links(root: str) -> Iterator[Repair]:
    from sscp.write.replace import link_within

    while link := link_within(root):

        def take_away(link: str = link) -> str:
            os.unlink(link)
            return "The link is gone; what it led to is as it was."

        yield Repair(
            f"{link} is a link that may lead out of the register; no command makes one.",
            "The link is taken away; what it leads to stays as it is.",
            (),
            take_away,
        )
        if link_within(root) == link:
            return


def _damaged_list(root: str) -> Iterator[Repair]:
    from sscp.load.pending import pending_files
    from sscp.write.replace import put_aside

    try:
        pending_files(root)
    except RunError as error:
        yield Repair(
            str(error).partition(";")[0] + ".",
            "It is put aside. The files of the register stay as they are; nothing it names is"
            " read or written.",
            (),
            lambda: f"It is put aside, in {put_aside(root)}.",
        )


def _distrust(root: str) -> Iterator[Repair]:
    from sscp.gitwork import Git, GitRefusedError

    try:
        Git(root).has_repository()
    except GitRefusedError as error:
        if "dubious ownership" not in error.said:
            raise
        folder = error.said.partition(_AT)[2].partition("'")[0] or root

        def trust() -> str:
            Git(root)("config", "--global", "--add", "safe.directory", folder)
            return "It is trusted now."

        yield Repair(
            "The folder belongs to another account of this machine, so its history is not trusted.",
            "You say that you trust it; do so only where you know whose it is.",
            (folder,),
            trust,
        )


def _no_history(root: str) -> Repair:
    folder = os.path.dirname(root) if _is_laid_out(root) else root

    def begin() -> str:
        from sscp.commits import COMMAND, keep
        from sscp.gitwork import Git
        from sscp.sharing import Sharing

        Git(folder)("init", "--quiet", "--initial-branch=main")
        paths = [each.path for each in Sharing(folder).unsaved()]
        kept = keep(folder, paths, "The register begins", (), [(COMMAND, "init")])
        if kept.commit is None and kept.reason:
            return f"Changes can be kept now, but nothing was kept yet: {kept.reason}."
        return "Every change is kept from now on."

    return Repair(
        "Changes of this register are not kept, so they have no history.",
        "They are kept from now on, beginning with the register as it is.",
        (folder,),
        begin,
    )


def _is_laid_out(root: str) -> bool:
    """True for a register within a folder of its own, as `sscp init` makes it."""
    above = os.path.dirname(root)
    return os.path.basename(root) == "records" and os.path.exists(
        os.path.join(above, ".gitattributes")
    )


def _halfway(root: str) -> Iterator[Repair]:
    from sscp.sharing import Sharing
    from sscp.write.replace import only_writer

    halfway = Sharing(root).halfway
    lock = halfway.lock
    if lock and time.time() - os.stat(lock).st_mtime > _IDLE_SECONDS:

        def free() -> str:
            os.remove(lock)
            return "The history is free again."

        yield Repair(
            "Another program is at work in the history, or was cut off there and left its lock.",
            "The lock is removed. Make sure first that no other program is at work here.",
            (lock,),
            free,
        )
    if halfway.is_moving:

        def settle() -> str:
            with only_writer(root):
                halfway.settle()
            return "The register is as it was; `sscp sync` brings the changes in."

        yield Repair(
            "Bringing in what others changed was cut off.",
            "The register is put back to where it was before that.",
            (),
            settle,
        )
    if halfway.begun:
        back = halfway.look()

        def go_back() -> str:
            with only_writer(root):
                folder = halfway.go_back(back)
            kept = f" What lay there is kept in {folder}." if folder else ""
            return f"The register is as it was before that.{kept} `sscp sync` joins the versions."

        details = [f"{path} is put back as it was saved" for path in back.touched]
        details += [f"{path} as it is now is kept aside" for path in back.aside]
        yield Repair(
            "Two versions are half joined.",
            "The register is put back to where it was before; what is saved stays saved.",
            tuple(details),
            go_back,
        )


def _line_left(session: Session, root: str) -> Iterator[Repair]:
    """A folder that shows an earlier state of the register: back to where it goes on."""
    from sscp.sharing import Sharing

    sharing = Sharing(root)
    goal = sharing.line_to_go_on()
    if not goal:
        return

    def go_on() -> str:
        from sscp.cli.joining import Join
        from sscp.write.replace import only_writer

        head, line = sharing.head, sharing.commit(f"refs/heads/{goal}")
        if sharing.holds(line, head):
            to = line
        elif sharing.holds(head, line):
            to = head
        else:
            to = Join(session, sharing, None).make(sharing.parting(head, line), line).commit
        with only_writer(root):
            aside = sharing.go_to(to, goal, sets_aside=True)
        kept = f" Files that were not saved are kept in {aside}." if aside else ""
        return f"You work on {goal} again.{kept}"

    yield Repair(
        "This folder shows the register as it once was, not as it goes on.",
        f"It is brought back to where it goes on, {goal}; changes saved meanwhile come along.",
        (),
        go_on,
    )


def _history_missing(root: str) -> Iterator[Repair]:
    from sscp.sharing import Sharing

    sharing = Sharing(root)
    if not sharing.is_shallow():
        return

    def complete() -> str:
        sharing.complete_history()
        return "The whole history is here."

    yield Repair(
        "Only the latest part of the history is here.",
        f"The rest is brought from {sharing.address}.",
        (),
        complete,
    )

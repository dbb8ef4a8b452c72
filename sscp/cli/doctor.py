"""What is wrong with the surroundings of a register, and putting it right."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sscp import __version__
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.model.finding import Severity
from sscp.render.lines import Line, Style, wrapped
from sscp.render.machine import to_json

if TYPE_CHECKING:
    from sscp.work.duplicates import Added

_PARTS = {"pypandoc": "documents", "openpyxl": "sheets"}


class Check(NamedTuple):
    """One thing that was looked at: `fine`, `note` or `wrong`, what was found, and what helps."""

    state: str
    found: str
    remedy: str = ""


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(doctor)


def doctor(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your name, for the history of changes.")
    ] = None,
    email: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your e-mail address, for the same.")
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Give new numbers where two records have the same id.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the repair, and do nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Repair without asking once more.")] = False,
) -> int:
    """Find what is wrong with the set-up. In git and in the records; says what helps."""
    session: Session = context.obj
    session.require_format("text", "json")
    root = session.require_writable()
    if name or email:
        _introduce(root, name, email)
    if repair:
        return _repair(session, root, dry_run, yes)
    checks = list(_checks(session, root))
    session.emit(
        lambda: [line for check in checks for line in _lines(check)],
        lambda: to_json("doctor/1", {"as_of": session.as_of, "checks": checks}),
    )
    wrong = any(check.state == "wrong" for check in checks)
    return int(ExitCode.FINDINGS if wrong else ExitCode.FINE)


def _lines(check: Check) -> list[Line]:
    style = {"fine": Style.PLAIN, "note": Style.WARN, "wrong": Style.BAD}[check.state]
    lines = wrapped(check.found, f"{check.state:<5}  ", style=style)
    return lines + (wrapped(check.remedy, "       -> ", style=Style.FAINT) if check.remedy else [])


def _introduce(root: str, name: str | None, email: str | None) -> None:
    """Tell git who works here, in this register alone."""
    from sscp.gitwork import Git

    git = Git(root)
    for key, value in (("user.name", name), ("user.email", email)):
        if value:
            if not value.isprintable() or value.startswith("-"):
                raise UsageError(f"{value!r} can't be your {key.partition('.')[2]}.")
            git("config", key, value)


def _checks(session: Session, root: str) -> Iterator[Check]:
    yield Check("fine", f"sscp {__version__}, register in {root}")
    yield from _git_checks(root)
    yield from _record_checks(session)
    yield from _kept_checks(root)
    for module, part in _PARTS.items():
        if importlib.util.find_spec(module) is None:
            yield Check(
                "note",
                f"The part for {part} is not installed.",
                f"Install sscp with it: `pip install 'sscp[{part}]'`.",
            )


def _git_checks(root: str) -> Iterator[Check]:
    from sscp.gitwork import Git

    if shutil.which("git") is None:
        yield Check("wrong", "git is not installed.", "Install it; it keeps every change.")
        return
    git = Git(root)
    try:
        is_kept = git.has_repository()
    except RunError as error:
        yield Check("wrong", f"git can't be used here: {error}.")
        return
    if not is_kept:
        yield Check(
            "wrong",
            "The register is in no git repository, so changes have no history.",
            "Make one: `git init` in its folder, then `sscp save`.",
        )
        return
    yield Check("fine", f"{git('--version')}, branch {git.asks('branch', '--show-current')}")
    who = git.asks("var", "GIT_AUTHOR_IDENT").rpartition(">")[0]
    if git.asks("config", "user.email") or os.environ.get("GIT_AUTHOR_EMAIL"):
        yield Check("fine", f"Changes are kept under the name {who}>.")
    else:
        yield Check(
            "wrong",
            "git does not know who you are.",
            "Tell it: `sscp doctor --name 'Your Name' --email you@example.org`.",
        )
    if git.asks("remote"):
        yield Check("fine", f"It is shared through {git('remote').splitlines()[0]}.")
    else:
        yield Check(
            "note",
            "The register is on this machine alone.",
            "Add the place where it is to be shared: `git remote add origin ADDRESS`.",
        )
    if git.asks("rev-parse", "--verify", "--quiet", "MERGE_HEAD"):
        yield Check(
            "wrong", "Two versions are half joined.", "`git merge --abort`, then `sscp sync`."
        )
    if git.asks("status", "--porcelain", "."):
        yield Check("note", "There are changes that are not saved.", "`sscp save` keeps them.")


def _record_checks(session: Session) -> Iterator[Check]:
    result = session.checked
    errors = result.count(Severity.ERROR)
    if errors:
        yield Check(
            "wrong", f"{result.records:,} records, {errors} errors.", "`sscp validate` shows them."
        )
    else:
        yield Check("fine", f"{result.records:,} records, no errors.")
    for identity in _doubles(session):
        yield Check(
            "wrong",
            f"Two records have the id {identity}.",
            "`sscp doctor --repair` gives the later one another number.",
        )


def _doubles(session: Session) -> list[str]:
    seen: set[str] = set()
    double: dict[str, None] = {}
    for record in session.loaded.portfolio.records:
        if record.id in seen:
            double[record.id] = None
        elif record.id:
            seen.add(record.id)
    return list(double)


def _kept_checks(root: str) -> Iterator[Check]:
    from sscp.load.pending import WORKSHOP, pending_files

    if pending_files(root):
        yield Check(
            "note",
            "A change was saved, but not put in place to the end.",
            "The next command that writes does it; readers see it already.",
        )
    drafts = os.path.join(root, WORKSHOP, "drafts")
    for name in sorted(os.listdir(drafts)) if os.path.isdir(drafts) else ():
        yield Check("note", f"A draft is kept: {os.path.join(drafts, name)}.")


def _repair(session: Session, root: str, is_trial: bool, is_sure: bool) -> int:
    """New numbers for the later of two records with one id, one after the other."""
    from sscp.cli.ask import is_terminal
    from sscp.cli.change import carry_out
    from sscp.load.loader import load
    from sscp.load.source import FolderSource
    from sscp.work.duplicates import find_duplicates, plan_repair

    source = FolderSource(root)
    asks = is_terminal() and not is_sure and session.format == "text"
    if not is_trial and not asks and not is_sure:
        raise UsageError("Say --yes to repair without being asked, or --dry-run to look first.")
    status = int(ExitCode.FINE)
    tried: set[str] = set()
    while True:
        found = [
            each
            for each in find_duplicates(load(source).portfolio, source.prefix, _history(root))
            if each.identity not in tried
        ]
        if not found:
            break
        duplicate = found[0]
        tried.add(duplicate.identity)
        status = max(
            status,
            carry_out(
                session,
                lambda desk, each=duplicate: plan_repair(desk, each, source.prefix, source.read),  # type: ignore[misc]
                is_trial=is_trial,
                asks_first=asks,
            ),
        )
    if not tried:
        session.print(wrapped("No two records have the same id."))
    return status


def _history(root: str) -> Added:
    """When files were added and with which others, as git knows it; what it does not is newest."""
    from sscp.gitwork import Git

    git = Git(root)

    def added(path: str) -> tuple[int, tuple[str, ...]]:
        said = git.asks("log", "--diff-filter=A", "--format=%H %ct", "--max-count=1", "--", path)
        if not said:
            return 1 << 62, ()
        commit, seconds = said.split()
        names = git.asks(
            "diff-tree", "-r", "--root", "--no-commit-id", "--name-only", "--relative", "-z", commit
        )
        return int(seconds), tuple(filter(None, names.split("\0")))

    return added

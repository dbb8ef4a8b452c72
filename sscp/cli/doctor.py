"""What is wrong with the surroundings of a register, and putting it right."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, NamedTuple

import typer

from sscp import __version__
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.model.finding import Severity
from sscp.render.lines import Line, Style, wrapped
from sscp.render.machine import to_json

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
    share_at: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The place where the register is to be shared."),
    ] = None,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Put right what is wrong, one thing after the other: what is half done, what is"
            " missing for the history, ids that two records have.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the repair, and do nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Repair without asking once more.")] = False,
) -> int:
    """Find what is wrong with the set-up. In the history and in the records; says what helps."""
    session: Session = context.obj
    session.require_format("text", "json")
    root = session.require_writable()
    if name or email:
        _introduce(root, name, email)
    if share_at is not None:
        from sscp.sharing import Sharing, without_password

        Sharing(root).share_at(share_at)
        session.note(
            f"The register is to be shared at {without_password(share_at)}; `sscp sync` does it."
        )
    if repair:
        from sscp.cli.repair import repair_all

        return repair_all(session, root, dry_run, yes)
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
            "Changes of this register are not kept, so they have no history.",
            "`sscp doctor --repair` begins to keep them.",
        )
        return
    yield from _way_checks(root)
    who = git.asks("var", "GIT_AUTHOR_IDENT").rpartition(">")[0]
    if git.asks("config", "user.email") or os.environ.get("GIT_AUTHOR_EMAIL"):
        yield Check("fine", f"Changes are kept under the name {who}>.")
    else:
        yield Check(
            "wrong",
            "git does not know who you are.",
            "Tell it: `sscp doctor --name 'Your Name' --email you@example.org`.",
        )
    if git.asks("status", "--porcelain", "."):
        yield Check("note", "There are changes that are not saved.", "`sscp save` keeps them.")


def _way_checks(root: str) -> Iterator[Check]:
    """What stands in the way of saving and sharing."""
    from sscp.gitwork import Git
    from sscp.sharing import Sharing

    sharing, remedy = Sharing(root), "`sscp doctor --repair` puts that right, and loses nothing."
    git = Git(root)
    branch = git.asks("branch", "--show-current")
    yield Check("fine", git("--version"))
    if not branch:
        found = "This folder shows the register as it once was, not as it goes on."
        yield Check("wrong", found, remedy)
    if sharing.halfway.begun:
        yield Check("wrong", "Two versions are half joined.", remedy)
    elif sharing.halfway.is_moving:
        yield Check("wrong", "Bringing in what others changed was cut off.", remedy)
    if sharing.halfway.lock:
        found = "Another program is at work in the history, or was cut off there."
        yield Check("note", found, "If none is running, `sscp doctor --repair` frees it.")
    if sharing.is_shallow():
        yield Check("note", "Only the latest part of the history is here.", remedy)
    if not branch:
        return
    if sharing.remote:
        yield Check("fine", f"It is shared at {sharing.address}.")
    else:
        yield Check(
            "note",
            "The register is on this machine alone.",
            "`sscp doctor --share-at ADDRESS` sets the place where it is to be shared.",
        )
    if sharing.proposed_into:
        yield Check(
            "note",
            f"Your changes wait in the proposal {branch}.",
            f"Once it is accepted, `sscp sync` brings you back to {sharing.proposed_into}.",
        )


def _record_checks(session: Session) -> Iterator[Check]:
    try:
        result = session.checked
    except RunError as error:
        yield Check("wrong", str(error))
        return
    errors = result.count(Severity.ERROR)
    records = f"{result.records:,} {'record' if result.records == 1 else 'records'}"
    if errors:
        found = f"{records}, {errors} {'error' if errors == 1 else 'errors'}."
        yield Check("wrong", found, "`sscp validate` shows them.")
    else:
        yield Check("fine", f"{records}, no errors.")
    for identity in _doubles(session):
        yield Check(
            "wrong",
            f"Two records have the id {identity}.",
            "`sscp doctor --repair` gives the later ones other numbers.",
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

    with suppress(RunError):  # told with the records
        if pending_files(root):
            yield Check(
                "note",
                "A change was saved, but not put in place to the end.",
                "The next command that writes does it; readers see it already.",
            )
    drafts = os.path.join(root, WORKSHOP, "drafts")
    for name in sorted(os.listdir(drafts)) if os.path.isdir(drafts) else ():
        yield Check("note", f"A draft is kept: {os.path.join(drafts, name)}.")
    kept = os.path.join(root, WORKSHOP, "kept")
    for name in sorted(os.listdir(kept)) if os.path.isdir(kept) else ():
        yield Check("note", f"Files are kept aside: {os.path.join(kept, name)}.")

"""Reminders drafted for the owners of actions: one message each, never sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.address_book import read_address_book
from sscp.cli.narrowing import require_said
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.model.kind import Audience
from sscp.render.lines import Line, Style, entry, wrapped
from sscp.render.machine import to_json

if TYPE_CHECKING:
    from sscp.views.chase import Message
    from sscp.write.change import Change, Desk


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(chase)


def chase(
    context: typer.Context,
    owner: Annotated[
        str | None, typer.Option(metavar="POST", help="Write to this post alone.")
    ] = None,
    group: Annotated[
        str | None, typer.Option(metavar="GROUP", help="Only actions this body watches over.")
    ] = None,
    action: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACTION",
            help="Ask for news of this action, whatever its date; may be given again.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Where to put them; chase-DATE here."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who would be written to, and do nothing.")
    ] = False,
) -> int:
    """Draft a reminder for each owner of actions. Overdue, due within four weeks, no news."""
    from sscp.model.audience import restrict
    from sscp.views.chase import view_chase

    session: Session = context.obj
    session.require_format("text", "json")
    root = session.require_current()
    require_said(owner=owner, group=group)
    readable = restrict(session.loaded.portfolio, session.audience or Audience.PARTNERS)
    messages = view_chase(
        readable,
        session.as_of,
        session.find(owner, "post").id if owner else None,
        session.find(group, "group").id if group else None,
        _asked(session, action or []),
    )
    book = read_address_book(root, session.loaded.portfolio)
    for trouble in book.troubles:
        session.note(trouble)
    addresses = _addresses(session, messages, book.addresses)
    folder = output or Path(f"chase-{session.as_of}")
    if messages and not dry_run:
        from sscp.write.change import Change, Refused

        _write(session, folder, messages, addresses)
        try:
            _record(session, messages)
        except Refused as refused:
            from sscp.cli.change import tell_refused

            session.note(f"The messages are drafted in {folder}, but not noted in the register.")
            return tell_refused(session, refused, Change("Reminders drafted", (), "chase"))
    session.emit(
        lambda: _lines(messages, addresses, None if dry_run else folder),
        lambda: to_json(
            "chase/1",
            {
                "as_of": session.as_of,
                "folder": None if dry_run else str(folder),
                "messages": [
                    {
                        "owner": each.owner,
                        "address": addresses[each.owner] or None,
                        "overdue": [row.id for row in each.overdue],
                        "due": [row.id for row in each.due],
                        "update": [row.id for row in each.update],
                    }
                    for each in messages
                ],
            },
        ),
    )
    return int(ExitCode.FINE)


def _asked(session: Session, words: list[str]) -> tuple[str, ...]:
    """The actions of which news is asked for, by id.

    Raises:
        UsageError: one is not there, or is closed.
    """
    from sscp.timing.actions import time_action

    found = []
    for each in words:
        action = session.find(each, "action")
        timed = time_action(action, session.as_of, 0)
        if timed is not None and not timed.is_open:
            raise UsageError(f"{action.id} is closed; nothing is to be asked of it.")
        found.append(action.id or "")
    return tuple(found)


def _addresses(
    session: Session, messages: tuple[Message, ...], book: dict[str, str]
) -> dict[str, str]:
    """The address of each owner; empty where none is known, or where it can't be one."""
    from sscp.exchange.mail import is_address

    found = {each.owner: book.get(each.owner, each.mailbox) for each in messages}
    for each in messages:
        address = found[each.owner]
        if address and not is_address(address):
            session.note(
                f"{' '.join(address.split())} is no e-mail address;"
                f" the message to {each.owner_title} has none."
            )
            found[each.owner] = ""
    return found


def _write(
    session: Session, folder: Path, messages: tuple[Message, ...], addresses: dict[str, str]
) -> None:
    from sscp.exchange.mail import draft_message
    from sscp.render.templates import render_markdown, render_plain

    root = session.source.root
    files: dict[str, bytes] = {}
    for each in messages:
        name = each.owner or "no-owner"
        count = len(each.reminders)
        subject = f"Your actions: {count} to look at ({each.partnership}, {each.as_of})"
        body = render_plain(root, "chase", each)
        files[f"{name}.eml"] = draft_message(addresses[each.owner], subject, body)
        files[f"{name}.md"] = render_markdown(root, "chase", each).encode("utf-8")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _require_unwritten(folder / name, content)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        where = error.filename or folder
        raise RunError(f"{where} can't be written to: {error.strerror}.") from error


def _require_unwritten(path: Path, content: bytes) -> None:
    """Make sure that a draft which somebody has gone on with is not written over.

    Raises:
        UsageError: a file is there and says something else.
    """
    if path.exists() and path.read_bytes() != content:
        raise UsageError(
            f"{path} is there already and says something else. Take it away, or name another"
            " folder with -o."
        )


def _record(session: Session, messages: tuple[Message, ...]) -> None:
    """Note with each action that its owner was written to; once a day is enough."""
    from sscp.cli.change import keeper
    from sscp.halfway import settle_what_was_cut_off
    from sscp.write.change import Change
    from sscp.write.door import write
    from sscp.write.edits import AddRow

    def plan(desk: Desk) -> Change:
        edits = []
        for message in messages:
            for each in message.reminders:
                action = desk.portfolio.get(each.id)
                today = session.as_of.isoformat()
                if action is None or not message.owner:
                    continue
                if any(row.text("on") == today for row in action.rows("reminders")):
                    continue
                row = {"on": session.as_of, "to": message.owner, "why": each.why}
                edits.append(AddRow(each.id, ("reminders",), row))
        noun = "owner" if len(messages) == 1 else "owners"
        return Change(f"Reminders drafted for {len(messages)} {noun}", tuple(edits), "chase")

    root = session.source.root
    settle_what_was_cut_off(root)
    write(root, session.as_of, plan, keeper(session, root, []))


def _lines(
    messages: tuple[Message, ...], addresses: dict[str, str], folder: Path | None
) -> list[Line]:
    if not messages:
        return wrapped("Nobody needs to be reminded of anything.", style=Style.GOOD)
    lines: list[Line] = []
    for each in messages:
        counts = [
            f"{len(rows)} {words}"
            for rows, words in (
                (each.overdue, "overdue"),
                (each.due, "due within four weeks"),
                (each.update, "to be asked for news"),
            )
            if rows
        ]
        address = addresses[each.owner]
        to = f" <{address}>" if address else " (no address known)"
        lines += wrapped(f"{each.owner_title}{to}: {', '.join(counts)}", rest="  ")
        for row in each.reminders:
            title = "(marked OFFICIAL-SENSITIVE)" if row.is_sensitive else row.title
            told = f"{title} (reminded on {row.reminded})" if row.reminded else title
            lines += entry(row.id, told, first="  ", rest=" " * 18, style=Style.FAINT)
    noun = "message" if len(messages) == 1 else "messages"
    if folder is None:
        return [*lines, Line(""), *wrapped("Nothing was written: a trial.", style=Style.FAINT)]
    told = f"{len(messages)} {noun} drafted in {folder}; open each to send it. None was sent."
    return [*lines, Line(""), *wrapped(told, style=Style.GOOD)]

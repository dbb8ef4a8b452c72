"""One record opened as text in the person's editor, checked, and put back in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sscp.cli.editor import open_editor
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.model.words import an

if TYPE_CHECKING:
    from sscp.model.record import Record
    from sscp.write.change import Change, Desk

_MARK = "#:"
_WIDTH = 78
_HELP = """\
{id}, {kind}. Change what you like, save, and close the editor.
Nothing is saved before it is checked and you have agreed to it.
Lines that begin with #: only explain; they are taken off again.

Each field is a name, a colon, a blank and what it says. Leave the names as
they are, and the blanks before them.
To empty a field, take its line away.
A row of a list begins with a hyphen. To add a row, copy one with all its
lines and change the copy.
A date is written 2023-05-17. A text with a colon or # in it stands in quotes,
as "Next: a date". A long text goes on in the lines below, as far in as the
first of them.
Another record is named by its id; `sscp search WORDS` finds it.
"""


def explained(record: Record, text: str) -> str:
    """The text of a record with lines above it that explain how it is filled in."""
    from textwrap import wrap

    empty = [field.name for field in record.kind.fields if not record.has(field.name)]
    more = wrap(f"Fields that are not filled in: {', '.join(empty)}.", _WIDTH) if empty else []
    said = _HELP.format(id=record.id, kind=an(record.kind.name)).splitlines()
    return "".join(f"{_MARK} {line}".rstrip() + "\n" for line in (*said, *more)) + "\n" + text


def unexplained(text: str) -> str:
    """A text without the lines that explain, and without empty lines above what is left."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith(_MARK)).lstrip("\n")


def edit_text(
    session: Session,
    record: Record,
    is_trial: bool,
    asks_first: bool = True,
    began: str | None = None,
) -> int:
    """Open the editor until the text fits or the person has had enough.

    Args:
        session: the run.
        record: the record.
        is_trial: True to show what would be done, and do nothing.
        asks_first: True to show the change and ask before it is saved.
        began: the text to open, where it is not what the register holds.
    """
    from sscp.cli.ask import confirm
    from sscp.write.excerpt import take_out
    from sscp.write.replace import workshop

    root, path = session.source.root, record.file.path.removeprefix(session.source.prefix)
    was = take_out(session.source.read(path), record.id or "")
    draft = Path(workshop(root)) / "drafts" / f"{record.id}.yaml"
    try:
        draft.parent.mkdir(exist_ok=True)
        if not (draft.exists() and confirm("An earlier text was not saved. Go on with that?")):
            draft.write_text(explained(record, began or was), "utf-8")
    except OSError as error:
        raise RunError(f"{draft} can't be written to: {error.strerror}.") from error
    while True:
        open_editor(str(draft))
        text = unexplained(draft.read_text("utf-8", errors="replace"))
        if text.strip() == was.strip():
            draft.unlink()
            session.note("Nothing was changed.")
            return int(ExitCode.FINE)
        saved: list[bool] = []
        status = put_text(session, record, text, is_trial, was, asks_first, saved)
        if saved:
            draft.unlink()
            return status
        if not confirm("Open it again?", default=status != ExitCode.FINE):
            session.note(f"Your text is kept; `sscp edit {record.id} --editor` offers it again.")
            return status


def put_text(
    session: Session,
    record: Record,
    text: str,
    is_trial: bool,
    was: str | None = None,
    asks_first: bool = False,
    saved: list[bool] | None = None,
) -> int:
    """Put a text in the place of a record's, through the door.

    Args:
        session: the run.
        record: the record.
        text: its new text.
        is_trial: True to show what would be done, and do nothing.
        was: the text that the person began from; the record must still have it.
        asks_first: True to show the change and ask before it is saved.
        saved: told once the register holds it, or nothing more is to be done with it.
    """
    from sscp.cli.change import Typed, carry_out
    from sscp.load.parse import parse
    from sscp.write.change import Change
    from sscp.write.edits import WholeFile
    from sscp.write.excerpt import put_back, take_out

    identity = record.id or ""
    path = record.file.path.removeprefix(session.source.prefix)
    read = parse(text.encode("utf-8"))
    if not isinstance(read.value, dict) or read.value.get("id") != identity:
        where = f" (line {read.flaws[-1].line}: {read.flaws[-1].detail})" if read.flaws else ""
        session.complain(
            f"The text must be one record with the id {identity}{where}; nothing was changed."
        )
        return int(ExitCode.FINDINGS)
    opened = was if was is not None else take_out(session.source.read(path), identity)

    def plan(desk: Desk) -> Change:  # noqa: ARG001
        content = session.source.read(path)
        if take_out(content, identity) != opened:
            raise UsageError(f"{identity} was changed by someone else meanwhile; open it again.")
        return Change(
            f"{identity} edited: {record.title}",
            (WholeFile(path, put_back(content, identity, text)),),
            "edit",
        )

    ends = saved if saved is not None else []
    status = carry_out(
        session,
        plan,
        is_trial=is_trial,
        asks_first=asks_first and not is_trial,
        typed=Typed(lambda: ends.append(True)),
    )
    if is_trial and status == ExitCode.FINE:
        ends.append(True)
    return status

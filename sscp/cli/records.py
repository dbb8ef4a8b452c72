"""Records as such: a new one, one renamed, files laid out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sscp.cli.editor import read_text
from sscp.cli.guided_edit import ask_more
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import KINDS, SETTINGS, find_kind
from sscp.model.words import an, kind_words
from sscp.render.machine import to_json

if TYPE_CHECKING:
    from sscp.model.record import Record
    from sscp.work.verb import Answers
    from sscp.write.change import Change, Desk
    from sscp.write.edits import Edit

_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (new, rename, tidy):
        app.command()(command)


def new(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="The kind: `sscp schema` lists them.")
    ],
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A field; given once for each."),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take the whole record from a file."),
    ] = None,
    added: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar="FIELD=VALUE",
            help="A field of a row: events.event=opened and events.on=2024-05-01 make one row.",
        ),
    ] = None,
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> int:
    """Add a record of any kind."""
    from sscp.cli.answering import Answering
    from sscp.cli.change import make_change
    from sscp.work.creating import creating
    from sscp.work.editing import plan_new

    session: Session = context.obj
    session.require_format("text", "json")
    found = find_kind(kind)
    if found is None:
        names = ", ".join(each.name for each in KINDS)
        raise UsageError(f"There is no kind of record {kind}. The kinds are: {names}.")
    if source is not None:
        return _add_text(session, found, read_text(source), dry_run)
    verb = creating(found)
    edits = _rows(session, found, added or [])
    answering = Answering(session, verb, _named(verb, found, values or []))

    def plan(desk: Desk, answers: Answers) -> Change:
        return plan_new(verb.plan(desk, answers), edits)

    answering.verb = verb._replace(plan=plan)
    more = None
    if answering.asks_first and not (yes or dry_run):
        more = ask_more(session, found, verb, answering, edits)
    return make_change(session, answering, is_trial=dry_run, is_sure=yes, more=more)


def _rows(session: Session, kind: Kind, added: list[str]) -> list[Edit]:
    """The rows given with --add, for a record that is yet to be made."""
    from sscp.cli.edit import read_typed, read_wishes
    from sscp.work.editing import edits_of

    wishes = read_wishes(session, kind.fields, {}, read_typed([], added, []))
    return list(edits_of("", kind.fields, {}, wishes))


def _add_text(session: Session, kind: Kind, text: str, is_trial: bool) -> int:
    """Add a record that was written as a whole."""
    from sscp.cli.change import carry_out
    from sscp.load.parse import parse
    from sscp.write.change import Change
    from sscp.write.edits import WholeFile

    value = parse(text.encode("utf-8")).value
    identity = value.get("id") if isinstance(value, dict) else None
    if not isinstance(identity, str) or "/" in identity or "\\" in identity:
        raise UsageError("The file must hold one record, with its id.")

    def plan(desk: Desk) -> Change:
        taken = desk.portfolio.get(identity)
        if taken is not None:
            raise UsageError(f"{identity} is taken: it leads to {taken.title}.")
        path = f"{kind.folder}/{identity}.yaml"
        title = value.get(kind.title_field, identity)
        edits = (WholeFile(path, text.encode("utf-8")),)
        return Change(f"{identity} added: {title}", edits, f"new {kind.name}")

    return carry_out(session, plan, is_trial=is_trial)


def _named(verb: Any, kind: Kind, values: list[str]) -> dict[str, Any]:
    """The words given for each question.

    Raises:
        UsageError: a field is unknown, or there is no value.
    """
    questions = {question.name: question for question in verb.questions}
    words: dict[str, Any] = {}
    for each in values:
        name, equals, value = each.partition("=")
        if not equals:
            raise UsageError(f"--set {each} can't be read; write it as FIELD=VALUE.")
        if name not in questions:
            fields = ", ".join(questions)
            raise UsageError(
                f"{_upper(an(kind_words(kind.name)))} has no field {name} that can be set so."
                f" Its fields are: {fields}."
            )
        if questions[name].many:
            words.setdefault(name, []).append(value)
        else:
            words[name] = value
    return words


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def rename(
    context: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID", help="The record.")],
    new_id: Annotated[str, typer.Argument(metavar="NEW", help="The id it is to have.")],
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> int:
    """Give a record another id. Every link follows, and the old id still leads there."""
    from sscp.cli.ask import is_terminal
    from sscp.cli.change import carry_out
    from sscp.work.renaming import plan_rename

    session: Session = context.obj
    session.require_format("text", "json")
    session.require_writable()
    record = session.find(identity)

    def plan(desk: Desk) -> Change:
        return plan_rename(desk, _again(desk, record), new_id)

    asks = is_terminal() and not yes and session.format == "text"
    return carry_out(session, plan, is_trial=dry_run, asks_first=asks)


def _again(desk: Desk, record: Record) -> Record:
    """The record as it stands now that the register is held."""
    found = desk.portfolio.by_id.get(record.id or "")
    if found is None:
        raise UsageError(f"{record.id} is not there any more.")
    return found


def tidy(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]", help="Files or folders; the whole register if not given."
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say which files are not tidy, and end with status 1.")
    ] = False,
    dry_run: _DryRun = False,
) -> int:
    """Lay files out in the usual way. Order of fields, line ends, no stray blanks."""
    from sscp.cli.change import carry_out
    from sscp.write.change import Change, Shown
    from sscp.write.edits import WholeFile

    session: Session = context.obj
    session.require_format("text", "json")
    session.require_writable()
    found = _untidy(session, paths or [])
    if check or (session.format == "text" and not found.fresh):
        _tell_untidy(session, found)
        return int(ExitCode.FINDINGS if found.fresh or found.is_wrong else ExitCode.FINE)

    def plan(desk: Desk) -> Change:  # noqa: ARG001
        fresh = _untidy(session, paths or []).fresh
        count = f"{len(fresh)} {'file' if len(fresh) == 1 else 'files'}"
        edits = tuple(WholeFile(path, content) for path, content in fresh.items())
        shown = tuple(Shown(path, "") for path in fresh)
        return Change(f"{count} laid out, no value changed", edits, "tidy", shown=shown)

    status = carry_out(session, plan, is_trial=dry_run)
    _tell_left(session, found)
    return int(ExitCode.FINDINGS) if found.is_wrong and not status else status


class _Untidy(NamedTuple):
    """What is to be laid out: the files with their tidy content, and why others are left."""

    fresh: dict[str, bytes]
    left: dict[str, str]

    @property
    def is_wrong(self) -> bool:
        """True when a file is left that holds something; an empty one does no harm."""
        from sscp.write.tidy import NO_RECORD

        return any(why != NO_RECORD for why in self.left.values())


def _tell_untidy(session: Session, found: _Untidy) -> None:
    """Say which files are not tidy, and change nothing."""
    prefix = session.source.prefix
    if session.format == "json":
        left = [{"path": prefix + path, "why": why} for path, why in found.left.items()]
        document = {"untidy": [prefix + path for path in found.fresh], "left": left}
        sys.stdout.write(to_json("tidy/1", document))
    else:
        sys.stdout.write("".join(f"{prefix}{path}\n" for path in found.fresh))
    _tell_left(session, found)
    if found.fresh or not found.left:
        session.note(f"{len(found.fresh)} to tidy." if found.fresh else "All tidy.")


def _tell_left(session: Session, found: _Untidy) -> None:
    """Say which files stay as they are, and why; what is wrong in them `validate` tells."""
    for path, why in found.left.items():
        session.complain(f"{session.source.prefix}{path} is left as it is: {why}.")


def _untidy(session: Session, paths: list[Path]) -> _Untidy:
    """The files that are not laid out as they should be, and those that can't be.

    Raises:
        UsageError: a path is not there, or lies outside the register.
    """
    root = Path(session.source.root).resolve()
    wanted = _wanted(root, paths)

    def is_wanted(path: str) -> bool:
        whole = root / path
        return not wanted or any(each == whole or each in whole.parents for each in wanted)

    files, unreadable = session.source.paths()
    found = _Untidy({}, {})
    for path in filter(is_wanted, files):
        content, fresh, why = _laid_out(session, path)
        if why:
            found.left[path] = why
        elif fresh != content:
            found.fresh[path] = fresh
    for bad in unreadable:
        if is_wanted(bad.path):
            found.left[bad.path] = f"it can't be read ({bad.why or 'it leads out of the register'})"
    for each in wanted:
        if each.is_file() and not any(root / file == each for file in (*files, *found.left)):
            found.left[each.relative_to(root).as_posix()] = "it is no file of records"
    return found


def _wanted(root: Path, paths: list[Path]) -> list[Path]:
    """The files and folders that were named, in full.

    Raises:
        UsageError: one is not there, or lies outside the register.
    """
    for named in paths:
        whole = named.resolve()
        if not os.path.lexists(named):
            raise UsageError(f"There is no file or folder {named}.")
        if whole != root and root not in whole.parents:
            raise UsageError(f"{named} does not lie in the register {root}.")
    return [named.resolve() for named in paths]


def _laid_out(session: Session, path: str) -> tuple[bytes, bytes, str]:
    """What a file holds, what it would hold once laid out, and why it is left as it is if it is."""
    from sscp.write.tidy import tidy as tidied

    kinds = {kind.folder: kind for kind in KINDS} | {"": SETTINGS}
    kind = kinds.get(path.rpartition("/")[0].partition("/")[0])
    try:
        content = session.source.read(path)
    except OSError as error:
        return b"", b"", f"it can't be read ({error.strerror})"
    if kind is None:
        return content, content, "no kind of record has this folder"
    return content, *tidied(content, kind)

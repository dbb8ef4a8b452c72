"""A record changed field by field: asked for at a terminal, or by options; or as a whole text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.model.kinds.catalogue import SETTINGS

if TYPE_CHECKING:
    from sscp.model.kind import Field
    from sscp.model.record import Record
    from sscp.work.editing import How, Wish
    from sscp.write.change import Change, Desk
    from sscp.write.edits import Edit

_SETTINGS = "settings"
"""The word by which the settings are meant; their id may be that of a record as well."""
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")]


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(edit)


def edit(
    context: typer.Context,
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="The record; settings for the register's own.")
    ],
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Give a field a value: due=2024-05-01, or in a row findings.F2.finding=TEXT.",
        ),
    ] = None,
    added: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar="FIELD=VALUE",
            help="Add a value to a list, or a row: findings.key=F3 and findings.finding=TEXT.",
        ),
    ] = None,
    cleared: Annotated[
        list[str] | None,
        typer.Option(
            "--clear", metavar="FIELD", help="Empty a field, or take a row out: findings.F2."
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--editor", help="Open the whole record in your editor.")
    ] = False,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take the record's new text from a file."),
    ] = None,
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> int:
    """Change any field of a record. You are asked what to change, and agree before it is saved."""
    from sscp.cli.ask import is_terminal
    from sscp.cli.editor import read_text
    from sscp.cli.whole_text import edit_text, put_text

    session: Session = context.obj
    session.require_format("text", "json")
    session.require_writable()
    settings = session.loaded.portfolio.settings
    record = settings if settings is not None and identity == _SETTINGS else session.find(identity)
    typed = read_typed(values or [], added or [], cleared or [])
    if sum((bool(typed), whole, source is not None)) > 1:
        raise UsageError("Give --editor, or --from, or fields with --set, --add and --clear.")
    if typed:
        return _change(session, record, typed, dry_run)
    if source is not None:
        return put_text(session, record, read_text(source), dry_run)
    if not is_terminal() or session.format != "text":
        raise UsageError(
            "`sscp edit` asks at a terminal; from a script, name what to change with"
            " --set FIELD=VALUE, --add FIELD=VALUE or --clear FIELD."
        )
    if whole:
        return edit_text(session, record, dry_run, asks_first=not yes)
    from sscp.cli.guided_edit import edit_guided

    return edit_guided(session, record, dry_run, yes)


def read_typed(
    values: list[str], added: list[str], cleared: list[str]
) -> list[tuple[How, str, str]]:
    """What was typed for each option: how, the place, and the value in words.

    Raises:
        UsageError: a value is missing.
    """
    found: list[tuple[How, str, str]] = []
    hows: tuple[tuple[How, list[str]], ...] = (("set", values), ("add", added))
    for how, options in hows:
        for each in options:
            place, equals, value = each.partition("=")
            if not equals or not value.strip():
                hint = f"; to empty it, write --clear {place}" if how == "set" and place else ""
                raise UsageError(f"--{how} {each} has no value: write it as FIELD=VALUE{hint}.")
            found.append((how, place.strip(), value.strip()))
    return [*found, *(("clear", each.strip(), "") for each in cleared)]


def read_wishes(
    session: Session,
    fields: tuple[Field, ...],
    held: Mapping[str, Any],
    typed: list[tuple[How, str, str]],
) -> tuple[Wish, ...]:
    """What was typed, its values read as the fields of a record have them.

    Args:
        session: the run.
        fields: the fields of the record.
        held: what it holds.
        typed: how, the place, and the value in words, for each option.

    Raises:
        UsageError: a place is not there, or its value can't be.
    """
    from sscp.cli.reading import read_answer
    from sscp.work.editing import Wish, question_of, spot_of
    from sscp.work.verb import Answers

    answers = Answers(session.portfolio, session.as_of, {})
    found = []
    for how, place, words in typed:
        spot = spot_of(fields, held, how, place)
        value = read_answer(question_of(spot.end), words, answers) if how != "clear" else None
        found.append(Wish(how, place, value))
    return tuple(found)


def _change(
    session: Session, record: Record, typed: list[tuple[How, str, str]], is_trial: bool
) -> int:
    """Change fields by options, all in one change."""
    from sscp.cli.change import carry_out
    from sscp.work.editing import edits_of, plan_edit

    identity = record.id or ""
    wishes = read_wishes(session, record.kind.fields, record.values, typed)

    def plan(desk: Desk) -> Change:
        now = again(desk, record)
        edits: tuple[Edit, ...] = edits_of(identity, now.kind.fields, now.values, wishes)
        return plan_edit(desk.portfolio, now, edits, desk.as_of)

    return carry_out(session, plan, is_trial=is_trial)


def again(desk: Desk, record: Record) -> Record:
    """The record as it stands now that the register is held.

    Raises:
        UsageError: it is not there any more.
    """
    is_settings = record.kind is SETTINGS
    found = desk.portfolio.settings if is_settings else desk.portfolio.by_id.get(record.id or "")
    if found is None:
        raise UsageError(f"{record.id} is not there any more.")
    return found

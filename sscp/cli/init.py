"""A new register: a few questions, the first records, the files around them, and a first commit."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from importlib import resources
from pathlib import Path
from string import Template
from typing import Annotated, Any

import typer

from sscp import __version__
from sscp.cli.reading import read_text
from sscp.cli.session import Session, today
from sscp.errors import ExitCode, RunError, UsageError
from sscp.load.parse import parse
from sscp.load.place import SETTINGS_FILE, find_register
from sscp.model.kind import Choice, Shape
from sscp.model.kinds.catalogue import BY_FOLDER, SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.render.lines import Style, wrapped
from sscp.work.verb import Answers, Question, never

_AROUND = {
    ".github/workflows/register.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    "README.md": "readme.md",
}
_GIT_FILES = {".gitignore": b".sscp/\n", ".gitattributes": b"records/** text eol=lf\n"}


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(init)


def _starter() -> dict[str, Any]:
    text = resources.files("sscp.starter").joinpath("records.yaml").read_bytes()
    found: dict[str, Any] = parse(text).value
    return found


def _questions(starter: dict[str, Any]) -> tuple[Question, ...]:
    bodies = tuple(Choice(name, body["title"]) for name, body in starter["bodies"].items())
    return (
        Question("area", "The area the partnership is for, such as a borough.", required=True),
        Question(
            "name",
            "The partnership's name, as it stands on every page.",
            default=lambda answers: f"{answers.text('area')} Safeguarding Children Partnership",
            when=never,
        ),
        Question(
            "council",
            "The council.",
            default=lambda answers: f"{answers.text('area')} Council",
        ),
        Question("board", "The integrated care board.", required=True),
        Question("police", "The police force.", required=True),
        Question(
            "bodies",
            "The bodies to begin with; more can be added later.",
            Shape.CHOICE,
            many=True,
            choices=bodies,
            default=lambda answers: tuple(starter["bodies"]),  # noqa: ARG005
        ),
    )


def init(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(metavar="[DIR]", help="The folder to make it in; this one if not given."),
    ] = Path(),
    area: Annotated[str | None, typer.Option(metavar="TEXT", help="The area.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The partnership's name.")
    ] = None,
    council: Annotated[str | None, typer.Option(metavar="TEXT", help="The council.")] = None,
    board: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The integrated care board.")
    ] = None,
    police: Annotated[str | None, typer.Option(metavar="TEXT", help="The police force.")] = None,
    body: Annotated[
        list[str] | None,
        typer.Option("--body", metavar="CHOICE", help="A body to begin with; all if not given."),
    ] = None,
) -> int:
    """Make a new register: a few questions, and it is ready."""
    session: Session = context.obj
    session.require_format("text")
    if session.is_named:
        raise UsageError("-C names a register that is there; say `sscp init DIR` for a new one.")
    starter = _starter()
    typed = {"area": area, "name": name, "council": council, "board": board, "police": police}
    given: dict[str, Any] = {
        key: _one_line(f"--{key}", value) for key, value in typed.items() if value
    }
    if body:
        unknown = [each for each in body if each not in starter["bodies"]]
        if unknown:
            known = ", ".join(starter["bodies"])
            raise UsageError(f"There is no body {unknown[0]} to begin with; there are: {known}.")
        given["bodies"] = tuple(dict.fromkeys(body))
    _require_room(folder)
    answers = _answer(session, _questions(starter), given)
    files = _files(starter, answers)
    _write(folder, files)
    lines = wrapped(f"{answers.text('name')} has its register, in {folder / 'records'}.")
    session.print([lines[0]._replace(style=Style.GOOD), *lines[1:]])
    _keep(session, folder, list(files))
    session.print(wrapped("Next: `sscp status`, then `sscp meeting schedule`.", "  "))
    return int(ExitCode.FINE)


def _one_line(option: str, words: str) -> str:
    """A name as it was typed, without blanks around it.

    Raises:
        UsageError: it says nothing, has several lines, or holds what no record can.
    """
    text = read_text(option, words).strip()
    if "\n" in text:
        raise UsageError(f"{option} must stand on one line.")
    return text


def _require_room(folder: Path) -> None:
    """Make sure that nothing stands in the way, before anything is asked.

    Raises:
        UsageError: a register is there or in a folder above, or a file that would be made.
    """
    whole = folder.resolve()
    if find_register(os.fspath(whole), given=True) is not None:
        raise UsageError(f"{folder} holds a register already.")
    for above in whole.parents:
        if (above / SETTINGS_FILE).is_file():
            raise UsageError(f"{folder} lies within the register {above}; choose a folder outside.")
    for each in (whole, *whole.parents):
        if each.is_file():
            raise UsageError(f"{each} is a file; name a folder.")
    for path in (*sorted((*_AROUND, *_GIT_FILES)), "records"):
        if os.path.lexists(folder / path):
            raise UsageError(f"{folder / path} is there already; choose an empty folder.")


def _answer(session: Session, questions: tuple[Question, ...], given: dict[str, Any]) -> Answers:
    """The answers: those given, those asked of a person, and what is understood.

    Raises:
        UsageError: one is missing and nobody is there to be asked.
        KeyboardInterrupt: the person gave up; nothing was made.
    """
    from sscp.cli.ask import ask, is_terminal

    empty, now = Portfolio((), None), today()
    for question in questions:
        answers = Answers(empty, now, given)
        if question.name in given:
            continue
        value: Any
        if is_terminal() and question.when(answers):
            try:
                value = ask(question, answers)
            except (KeyboardInterrupt, EOFError):
                session.note("Nothing was made.")
                raise
        elif question.default is not None:
            value = question.default(answers) if given.get("area") else None
        else:
            value = None
        if value in (None, "", ()):
            raise UsageError(f"`sscp init` needs {question.option} as well.")
        given[question.name] = value
    return Answers(empty, now, given)


def _files(starter: dict[str, Any], answers: Answers) -> dict[str, bytes]:
    """Every file of the new register and around it, by path."""
    from sscp.write.edits import in_order
    from sscp.write.layout import new_file

    words = {key: answers.text(key) for key in ("area", "name", "council", "board", "police")}
    words["id"] = "-".join(re.findall(r"[a-z0-9]+", answers.text("area").lower())) or "register"
    chosen = [
        starter["always"],
        *(starter["bodies"][each] for each in dict.fromkeys(answers.many("bodies"))),
    ]
    files: dict[str, bytes] = {}
    for part in chosen:
        for folder, records in part.items():
            for record in records if isinstance(records, list) else ():
                values = _filled(record, words)
                ordered = in_order(values, BY_FOLDER[folder].fields)
                files[f"records/{folder}/{values['id']}.yaml"] = new_file(ordered)
    files["records/register.yaml"] = new_file(in_order(_settings(words), SETTINGS.fields))
    around = resources.files("sscp.starter")
    for path, name in _AROUND.items():
        text = around.joinpath(name).read_text("utf-8")
        files[path] = Template(text).safe_substitute(words, version=__version__).encode("utf-8")
    return files | _GIT_FILES


def _settings(words: dict[str, str]) -> dict[str, Any]:
    return {
        "id": words["id"],
        "name": words["name"],
        "area": words["area"],
        # What nobody ever does is owed from the day on which the register begins.
        "kept_since": today().isoformat(),
        "calendar": {"country": "GB", "subdivision": "ENG"},
        "reporting_year_starts_in_month": 4,
        "waiver_authority": ["business-manager", "lead-partners"],
    }


def _filled(value: Any, words: dict[str, str]) -> Any:
    """A value of the starter set with the answers put in."""
    if isinstance(value, dict):
        return {key: _filled(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, words) for inner in value]
    return Template(value).safe_substitute(words) if isinstance(value, str) else value


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write every file; what was made is taken away again when one can't be.

    Raises:
        RunError: one can't be written.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            target = folder / path
            _make_folders(target.parent, made)
            made.append(target)
            target.write_bytes(content)
    except OSError as error:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir() if each.is_dir() else each.unlink()
        where = error.filename or folder
        raise RunError(f"{where} can't be written to: {error.strerror}.") from error


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, noting each that was not there."""
    if not folder.exists():
        _make_folders(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _keep(session: Session, folder: Path, paths: list[str]) -> None:
    """A repository and its first commit, where git is there to make them."""
    from sscp.commits import COMMAND, keep
    from sscp.gitwork import Git

    try:
        git = Git(os.fspath(folder))
        if not git.has_repository():
            git("init", "--quiet", "--initial-branch=main")
    except RunError as error:
        session.note(f"It has no history yet: {error}.")
        return
    kept = keep(os.fspath(folder), paths, "The register begins", (), [(COMMAND, "init")])
    if kept.commit is None:
        session.note(f"It has no history yet: {kept.reason}.")

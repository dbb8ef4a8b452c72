"""A new register: a few questions, the first records, the files around them, and a first commit."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path
from string import Template
from typing import Annotated, Any

import typer

from sscp import __version__
from sscp.cli.session import Session, today
from sscp.errors import ExitCode, RunError, UsageError
from sscp.load.parse import parse
from sscp.model.kind import Choice
from sscp.model.kinds.catalogue import BY_FOLDER, SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.render.lines import Style, wrapped
from sscp.work.verb import Answers, Question

_AROUND = {
    ".github/workflows/register.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    "README.md": "readme.md",
}
_GIT_FILES = {".gitignore": ".sscp/\n", ".gitattributes": "records/** text eol=lf\n"}


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
    starter = _starter()
    typed = {"area": area, "name": name, "council": council, "board": board, "police": police}
    given: dict[str, Any] = {key: value for key, value in typed.items() if value}
    if body:
        unknown = [each for each in body if each not in starter["bodies"]]
        if unknown:
            known = ", ".join(starter["bodies"])
            raise UsageError(f"There is no body {unknown[0]} to begin with; there are: {known}.")
        given["bodies"] = tuple(body)
    if (folder / "records" / "register.yaml").exists() or (folder / "register.yaml").exists():
        raise UsageError(f"{folder} holds a register already.")
    answers = _answer(_questions(starter), given)
    files = _files(starter, answers)
    there = sorted(path for path in files if (folder / path).exists())
    if there:
        raise UsageError(f"{folder / there[0]} is there already; choose an empty folder.")
    _write(folder, files)
    lines = wrapped(f"{answers.text('name')} has its register, in {folder / 'records'}.")
    session.print([lines[0]._replace(style=Style.GOOD), *lines[1:]])
    _keep(session, folder, list(files))
    session.print(wrapped("Next: `sscp status`, then `sscp meeting schedule`.", "  "))
    return int(ExitCode.FINE)


def _answer(questions: tuple[Question, ...], given: dict[str, Any]) -> Answers:
    """The answers: those given, those asked of a person, and what is understood.

    Raises:
        UsageError: one is missing and nobody is there to be asked.
    """
    from sscp.cli.ask import ask, is_terminal

    empty, now = Portfolio((), None), today()
    for question in questions:
        answers = Answers(empty, now, given)
        if question.name in given:
            continue
        if is_terminal():
            value = ask(question, answers)
        elif question.default is not None:
            value = question.default(answers) if given.get("area") else None
        else:
            value = None
        if value in (None, "", ()):
            raise UsageError(f"`sscp init` needs {question.option} as well.")
        given[question.name] = value
    return Answers(empty, now, given)


def _files(starter: dict[str, Any], answers: Answers) -> dict[str, str]:
    """Every file of the new register and around it, by path."""
    from sscp.write.edits import in_order
    from sscp.write.layout import Habits, block

    words = {key: answers.text(key) for key in ("area", "name", "council", "board", "police")}
    words["id"] = "-".join(re.findall(r"[a-z0-9]+", answers.text("area").lower())) or "register"
    chosen = [starter["always"], *(starter["bodies"][each] for each in answers.many("bodies"))]
    files: dict[str, str] = {}
    for part in chosen:
        for folder, records in part.items():
            for record in records if isinstance(records, list) else ():
                values = _filled(record, words)
                ordered = in_order(values, BY_FOLDER[folder].fields)
                files[f"records/{folder}/{values['id']}.yaml"] = block(ordered, Habits()) + "\n"
    files["records/register.yaml"] = (
        block(in_order(_settings(words), SETTINGS.fields), Habits()) + "\n"
    )
    around = resources.files("sscp.starter")
    for path, name in _AROUND.items():
        text = around.joinpath(name).read_text("utf-8")
        files[path] = Template(text).safe_substitute(words, version=__version__)
    return files | _GIT_FILES


def _settings(words: dict[str, str]) -> dict[str, Any]:
    return {
        "id": words["id"],
        "name": words["name"],
        "area": words["area"],
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


def _write(folder: Path, files: dict[str, str]) -> None:
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise RunError(f"{error.filename} can't be written to: {error.strerror}.") from error


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

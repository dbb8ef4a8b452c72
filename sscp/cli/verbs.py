"""The verbs of the work as commands: options for scripts, prompts for people."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from sscp.cli.attend import attend
from sscp.cli.close import close
from sscp.cli.minute import minute
from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.model.kind import Shape
from sscp.work.catalogue import VERBS
from sscp.work.verb import Answers, Question, Verb

GROUPS = {
    "action": "Actions: raise, update, extend, complete, give up, hand over.",
    "meeting": "Meetings: plan, agenda, who came, minutes, what follows.",
    "incident": "Serious incidents: notify, and record what follows.",
    "review": "Reviews, rapid and local: open one, record its next event.",
    "decision": "Decisions: record one with who agreed to it.",
    "escalation": "Escalations: the steps on the way, and how each ended.",
    "audit": "Audits: record the next stage, or an agency's return.",
    "section-11": "Section 11 rounds: launch, returns, weak areas, close.",
    "report": "Reports: record the next event, from draft to recipients.",
    "publication": "Publications and notices: what went out, what came back.",
}
BEFORE: dict[str, tuple[Callable[..., int], ...]] = {"meeting issue": (attend, minute)}
AFTER: dict[str, tuple[Callable[..., int], ...]] = {"meeting approve": (close,)}
"""Commands that can't be told as questions, by the verb before or after which help lists them."""
_METAVARS = {
    Shape.DATE: "DATE",
    Shape.TIME: "TIME",
    Shape.INTERVAL: "LENGTH",
    Shape.WHOLE: "NUMBER",
    Shape.LINK: "ID",
    Shape.CHOICE: "CHOICE",
}


def register(app: typer.Typer) -> None:
    """Add the verbs to the program, each group under its word."""
    groups: dict[str, typer.Typer] = {"": app}
    for verb in VERBS:
        group = _group(groups, verb.group)
        for function in BEFORE.get(verb.command, ()):
            group.command()(function)
        group.command(verb.name, help=verb.help)(_command(verb))
        for function in AFTER.get(verb.command, ()):
            group.command()(function)


def _group(groups: dict[str, typer.Typer], word: str) -> typer.Typer:
    """The commands under a word, which is added to the program when it is first met."""
    if word not in groups:
        groups[word] = typer.Typer(help=GROUPS[word], no_args_is_help=True)
        groups[""].add_typer(groups[word], name=word)
    return groups[word]


def _command(verb: Verb) -> Callable[..., int]:
    """A function with the parameters that the questions call for."""

    def run(**given: Any) -> int:
        context = given.pop("context")
        is_trial, wants_yes = given.pop("dry_run"), given.pop("yes")
        return _run(context.obj, verb, given, is_trial, wants_yes)

    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *(_parameter(question) for question in verb.questions),
        _flag("dry_run", "Say what would be done, and do nothing."),
        _flag("yes", "Do it without asking once more."),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    run.__name__ = verb.command.replace(" ", "_").replace("-", "_")
    return run


def _parameter(question: Question) -> inspect.Parameter:
    metavar = _METAVARS.get(question.shape, "TEXT")
    if question.keys is not None:
        metavar = f"KEY={metavar}"
    inner: Any = bool if question.shape is Shape.FLAG and question.keys is None else str
    kind: Any = list[inner] | None if question.many or question.keys else inner | None
    if question.is_subject:
        info = typer.Argument(metavar=f"[{question.words.upper()}]", help=question.ask)
    else:
        info = typer.Option(question.option, metavar=metavar, help=_help(question))
    return inspect.Parameter(
        question.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind, info],
    )


def _help(question: Question) -> str:
    choices = ", ".join(choice.value for choice in question.choices)
    one_of = f"One of: {choices}." if choices else ""
    return " ".join(filter(None, (question.ask, one_of, question.hint)))


def _flag(name: str, help: str) -> inspect.Parameter:
    info = typer.Option(f"--{name.replace('_', '-')}", help=help)
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, info]
    )


def _run(session: Session, verb: Verb, typed: dict[str, Any], is_trial: bool, is_sure: bool) -> int:
    from sscp.cli.change import make_change

    session.require_format("text", "json")
    given, is_guided = complete_answers(session, verb, typed)
    return make_change(
        session,
        verb,
        given,
        is_trial=is_trial,
        asks_first=is_guided and not is_sure,
    )


def complete_answers(
    session: Session, verb: Verb, typed: dict[str, Any]
) -> tuple[dict[str, Any], bool]:
    """The answers to a verb's questions, and whether a person is to agree before it is done.

    What was not given as an option is asked of a person at a terminal.

    Raises:
        UsageError: an answer can't be, or one is missing and nobody is there to be asked.
    """
    from sscp.cli.ask import is_terminal

    words = {name: value for name, value in typed.items() if value not in (None, [], ())}
    given = _read(session, verb, words)
    answers = Answers(session.portfolio, session.as_of, given)
    missing = [each for each in verb.questions if each.default is None and each.is_missing(answers)]
    is_person = is_terminal() and session.format == "text"
    is_guided = bool(missing) and is_person
    if missing and not is_guided:
        names = ", ".join(_lacking(each, answers) for each in missing)
        raise UsageError(f"`sscp {verb.command}` needs {names} as well.")
    if is_guided:
        given = _ask_rest(session, verb, given)
    return _with_defaults(session, verb, given), is_person and (is_guided or verb.asks_first)


def _lacking(question: Question, answers: Answers) -> str:
    """An answer that is missing, as it would be typed."""
    if question.keys is not None:
        keys = " or ".join(key for key, _ in question.keys(answers))
        return f"{question.option} KEY={_METAVARS.get(question.shape, 'TEXT')} for {keys}"
    return question.words if question.is_subject else question.option


def _read(session: Session, verb: Verb, words: dict[str, Any]) -> dict[str, Any]:
    """The answers given as options.

    Raises:
        UsageError: one of them can't be.
    """
    from sscp.cli.reading import read_answer, read_by_key

    given: dict[str, Any] = {}
    for question in verb.questions:
        typed = words.get(question.name)
        if typed is None:
            continue
        answers = Answers(session.portfolio, session.as_of, given)
        if question.keys is not None:
            given[question.name] = read_by_key(question, typed, answers)
        elif isinstance(typed, list):
            given[question.name] = tuple(read_answer(question, each, answers) for each in typed)
        elif isinstance(typed, bool):
            given[question.name] = typed
        else:
            given[question.name] = read_answer(question, typed, answers)
    return given


def _ask_rest(session: Session, verb: Verb, given: dict[str, Any]) -> dict[str, Any]:
    """The answers with those that a person gave at the prompts."""
    from sscp.cli.ask import ask, ask_by_key
    from sscp.cli.draft import keeping_draft

    answered = dict(given)
    with keeping_draft(session, verb, answered):
        for question in verb.questions:
            answers = Answers(session.portfolio, session.as_of, answered)
            if question.name in answered or not question.when(answers):
                continue
            value = ask_by_key(question, answers) if question.keys else ask(question, answers)
            if value is not None:
                answered[question.name] = value
    return answered


def _with_defaults(session: Session, verb: Verb, given: dict[str, Any]) -> dict[str, Any]:
    """The answers with what is understood where nothing was said."""
    from sscp.cli.reading import as_many

    answered = dict(given)
    for question in verb.questions:
        answers = Answers(session.portfolio, session.as_of, answered)
        if question.default is None or not question.when(answers):
            continue
        value = question.default(answers)
        if question.keys is not None:
            answered[question.name] = {**(value or {}), **answers.by_key(question.name)}
        elif question.name not in answered and value not in (None, "", ()):
            answered[question.name] = as_many(value) if question.many else value
    answers = Answers(session.portfolio, session.as_of, answered)
    still = [each for each in verb.questions if each.is_missing(answers)]
    if still:
        raise UsageError(f"`sscp {verb.command}` needs {still[0].option} as well.")
    return answered

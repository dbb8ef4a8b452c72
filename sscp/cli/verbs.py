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
from sscp.cli.verb_group import VerbGroup
from sscp.model.kind import Shape
from sscp.work.catalogue import VERBS
from sscp.work.verb import Question, Verb

GROUPS = {
    "action": "Actions: raise, update, extend, complete, give up, hand over.",
    "meeting": "Meetings: plan, agenda, who came, minutes, what follows.",
    "incident": "Serious incidents: notify, and record what follows.",
    "review": "Reviews, rapid and local: open one, record its next event.",
    "finding": "Findings of reviews, audits and inspections.",
    "recommendation": "Recommendations: made, answered, carried out, closed.",
    "learning": "Learning: messages, how they are spread, what they changed.",
    "decision": "Decisions: record one with who agreed to it.",
    "escalation": "Escalations: the steps on the way, and how each ended.",
    "audit": "Audits: record the next stage, or an agency's return.",
    "section-11": "Section 11 rounds: launch, returns, weak areas, close.",
    "report": "Reports: their sections, and each event from draft to recipients.",
    "publication": "Publications and notices: what went out, what came back.",
    "scrutiny": "Scrutiny: what was done, asked or advised, and its answer.",
    "plan": "Plans: their inputs, how their outcomes go, their end.",
    "priority": "Priorities: decided on, and how they go.",
    "document": "Documents: versions, reviews, signatures, their end.",
    "proposal": "Proposed changes: decided on, in effect, taken back.",
    "contract": "Contracts: reviewed, not renewed, ended.",
    "delegation": "Delegations: nominated, ended.",
    "training": "Training: needs, courses, what came of them.",
}
BEFORE: dict[str, tuple[Callable[..., int], ...]] = {"meeting issue": (attend, minute)}
AFTER: dict[str, tuple[Callable[..., int], ...]] = {"meeting approve": (close,)}
"""Commands that can't be told as questions, by the verb before or after which help lists them."""


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
        groups[word] = typer.Typer(help=GROUPS[word], no_args_is_help=True, cls=VerbGroup)
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
    inner: Any = bool if question.shape is Shape.FLAG and question.keys is None else str
    kind: Any = list[inner] | None if question.many or question.keys else inner | None
    if question.is_subject:
        info = typer.Argument(metavar=f"[{question.words.upper()}]", help=question.ask)
    else:
        info = typer.Option(question.option, metavar=question.metavar, help=_help(question))
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
    from sscp.cli.answering import Answering
    from sscp.cli.change import make_change

    session.require_format("text", "json")
    answering = Answering(session, verb, typed, is_sure=is_trial or is_sure)
    return make_change(session, answering, is_trial, is_sure)

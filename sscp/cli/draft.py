"""Answers that were typed and not yet written: kept when a run ends early, offered again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sscp.cli.ask import confirm
from sscp.cli.reading import read_answer, read_by_key
from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.work.verb import Answers, Verb
from sscp.write.drafts import drop_draft, keep_draft, read_draft


@contextmanager
def keeping_draft(session: Session, verb: Verb, answered: dict[str, Any]) -> Iterator[None]:
    """Offer what was typed before, and keep what is typed now if the run ends early.

    `answered` is filled in place, by the offer and by whoever asks on.
    """
    root = session.source.root
    given = len(answered)
    _offer(session, verb, answered)
    try:
        yield
    except BaseException:
        if len(answered) > given and keep_draft(root, verb.command, answered):
            session.note(f"\nWhat you typed is kept; `sscp {verb.command}` offers it again.")
        raise


def _offer(session: Session, verb: Verb, answered: dict[str, Any]) -> None:
    """Fill in the answers of an earlier run, when the person wants them."""
    root = session.source.root
    kept = read_draft(root, verb.command)
    fresh = {name: value for name, value in (kept or {}).items() if name not in answered}
    if not fresh:
        return
    session.note(f"An earlier `sscp {verb.command}` was not finished. It had:")
    for name, value in fresh.items():
        words = ", ".join(_words(value))
        session.note(f"  {name.replace('_', ' ').strip()}: {words}")
    if confirm("Go on with that?"):
        for question in verb.questions:
            if question.name in fresh:
                _take(session, verb, question.name, fresh[question.name], answered)
    else:
        drop_draft(root, verb.command)


def _take(session: Session, verb: Verb, name: str, value: Any, answered: dict[str, Any]) -> None:
    """One kept answer, read again: the register may have changed since."""
    question = verb.question(name)
    answers = Answers(session.portfolio, session.as_of, answered)
    try:
        if isinstance(value, bool):
            answered[name] = value
        elif isinstance(value, dict):
            answered[name] = read_by_key(question, _words(value), answers)
        elif isinstance(value, list):
            answered[name] = tuple(read_answer(question, str(each), answers) for each in value)
        else:
            answered[name] = read_answer(question, str(value), answers)
    except UsageError as error:
        session.note(f"  {name.replace('_', ' ').strip()} is asked again: {error}")


def _words(value: Any) -> list[str]:
    """A kept answer as it would be typed."""
    if isinstance(value, dict):
        return [f"{key}={inner}" for key, inner in value.items()]
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]

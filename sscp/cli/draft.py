"""Answers that were typed and not yet written: kept when a run ends early, offered again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sscp.cli.ask import Unfinished, choose_key, choose_question
from sscp.cli.reading import read_answer, read_by_key
from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.render.lines import entry
from sscp.work.verb import Answers, Question, Verb
from sscp.write.drafts import drop_draft, keep_draft, newest_draft, read_draft

_BEGUN = "begun: "


class Draft:
    """What has been answered of a verb's questions, as it is kept beside the register.

    There is one for each command and record it is about, so that a change to one
    record that was broken off is not mixed up with another's.
    """

    def __init__(self, session: Session, verb: Verb, answered: dict[str, Any]) -> None:
        """Answers that are filled in place, by an offer and by whoever asks on."""
        self._session = session
        self._root = session.source.root
        self._verb = verb
        self._answered = answered
        self._given = len(answered)
        self._kept_as = ""
        self._begun: dict[str, str] = {}

    def keep(self, begun: Unfinished | None = None) -> bool:
        """Keep what has been answered, and half an answer; False where that can't be done."""
        name = self._name()
        if self._kept_as and self._kept_as != name:
            drop_draft(self._root, self._kept_as)
        self._kept_as = name
        half = {f"{_BEGUN}{begun.name}": begun.typed} if begun and begun.typed.strip() else {}
        return keep_draft(self._root, name, {**self._answered, **half})

    def is_worth_keeping(self, begun: Unfinished | None) -> bool:
        """True when more was answered than the options that the run began with."""
        return len(self._answered) > self._given or bool(begun and begun.typed.strip())

    def tell_kept(self) -> None:
        """Say that what was typed is not lost."""
        command = self._verb.command
        self._session.note(f"What you typed is kept; `sscp {command}` offers it again.")

    def drop(self) -> None:
        """Forget what was kept."""
        drop_draft(self._root, self._kept_as or self._name())

    def begun(self, question: Question) -> str:
        """Half an answer to a question, from an earlier run."""
        return self._begun.pop(question.name, "")

    def offer(self) -> None:
        """Fill in the answers of an earlier run, when the person wants them."""
        name = self._name()
        if name == self._verb.command:
            name = newest_draft(self._root, name) or name
        kept = read_draft(self._root, name) or {}
        why = self._why_not_any_more(kept)
        if why:
            drop_draft(self._root, name)
            self._session.note(
                f"An earlier `sscp {self._verb.command}` was not finished, and can't be any more:"
                f" {why} What it had is dropped."
            )
            return
        fresh = [each for each in self._verb.questions if self._is_fresh(each, kept)]
        begun = {
            each.name: kept[_BEGUN + each.name]
            for each in self._verb.questions
            if _BEGUN + each.name in kept
        }
        if not fresh and not begun:
            return
        self._tell(fresh, kept, begun)
        try:
            said = choose_key("Go on with that?", "Y/n, c changes an answer", "ync", "y")
            again = choose_question(fresh) if said == "c" else None
        except (KeyboardInterrupt, EOFError):
            self.tell_kept()
            raise
        if said == "n":
            drop_draft(self._root, name)
            return
        self._kept_as, self._begun = name, begun
        for question in fresh:
            if question is again:
                self._begun[question.name] = ", ".join(as_typed(kept[question.name]))
            else:
                self._take(question, kept[question.name])

    def _name(self) -> str:
        """What the draft is kept as: the command, and the record it is about once that is known."""
        about = [self._answered.get(each.name) for each in self._verb.questions if each.is_subject]
        return " ".join([self._verb.command, *(f"- {each}" for each in about if each)])

    def _why_not_any_more(self, kept: dict[str, Any]) -> str:
        """Why what the draft is about can't be changed so any more; empty where it can.

        A record that is gone is no reason: what was typed may be meant for another.
        """
        portfolio = self._session.portfolio
        answers = Answers(portfolio, self._session.as_of, {})
        for question in self._verb.questions:
            about = str(kept.get(question.name, "")) if question.is_subject else ""
            if question.check is not None and portfolio.get(about) is not None:
                try:
                    read_answer(question, about, answers)
                except UsageError as error:
                    return str(error)
        return ""

    def _is_fresh(self, question: Question, kept: dict[str, Any]) -> bool:
        return question.name in kept and question.name not in self._answered

    def _tell(self, fresh: list[Question], kept: dict[str, Any], begun: dict[str, str]) -> None:
        told = {each.words: ", ".join(as_typed(kept[each.name])) for each in fresh}
        told |= {self._verb.question(name).words: f"{text} …" for name, text in begun.items()}
        width = max(map(len, told))
        self._session.note(f"An earlier `sscp {self._verb.command}` was not finished. It had:")
        for words, value in told.items():
            self._session.print(entry(words, value, width, "  ", " " * (width + 4)))

    def _take(self, question: Question, value: Any) -> None:
        """One kept answer, read again: the register may have changed since."""
        answers = Answers(self._session.portfolio, self._session.as_of, self._answered)
        found: Any
        try:
            if isinstance(value, bool):
                found = value
            elif isinstance(value, dict):
                found = read_by_key(question, as_typed(value), answers)
            elif isinstance(value, list):
                found = tuple(read_answer(question, str(each), answers) for each in value)
            else:
                found = read_answer(question, str(value), answers)
        except UsageError as error:
            self._session.note(f"  {question.words} is asked again: {error}")
        else:
            self._answered[question.name] = found


@contextmanager
def keeping(draft: Draft) -> Iterator[None]:
    """Keep what has been answered if the run ends early."""
    try:
        yield
    except BaseException as ended:
        half = ended if isinstance(ended, Unfinished) else None
        if draft.is_worth_keeping(half) and draft.keep(half):
            draft.tell_kept()
        raise


def as_typed(value: Any) -> list[str]:
    """An answer, fresh or kept, as it would be typed: one text for each of several."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [f"{key}={inner}" for key, inner in value.items()]
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else [str(value)]

"""Questions at the terminal: choices from the register, found by any part of their words.

Nobody is ever asked when the input is no terminal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Any

from sscp.cli.reading import as_many, read_answer
from sscp.errors import UsageError
from sscp.model.dates import write_long_date
from sscp.model.kind import Shape
from sscp.model.portfolio import Portfolio
from sscp.timing.intervals import read_interval

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.document import Document

    from sscp.work.verb import Answers, Question

_LISTED = 8
_CHOICES_LISTED = 16
_WIDTH = 80


def is_terminal() -> bool:
    """True when a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: Question, answers: Answers) -> Any:
    """The answer to one question; None when it was passed over with Enter.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    default = question.default(answers) if question.default else None
    offers = _offers(question, answers)
    _introduce(question, offers)
    return _prompt(question, answers, question.words, default, offers)


def ask_by_key(question: Question, answers: Answers) -> dict[str, Any] | None:
    """The answers to a question that is asked once for each key; None when it has none.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    assert question.keys is not None
    keys = question.keys(answers)
    if not keys:
        return None
    defaults = question.default(answers) if question.default else {}
    offers = _offers(question, answers)
    _introduce(question, offers)
    # Any key may be passed over; what can't be done without is one answer at least.
    each_may_pass = question._replace(required=False)
    found: dict[str, Any] = {}
    while True:
        for key, words in keys:
            if words != key:
                sys.stdout.write(f"\n{fill(words, _WIDTH)}\n")
            value = _prompt(each_may_pass, answers, key, defaults.get(key), offers)
            if value is not None:
                found[key] = value
        if found or not question.required:
            return found
        _say("This one needs an answer; Ctrl-C gives up.")


def _prompt(
    question: Question,
    answers: Answers,
    name: str,
    default: Any,
    offers: list[tuple[str, str]],
) -> Any:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.shortcuts import CompleteStyle

    found: list[Any] = []
    session: PromptSession[str] = PromptSession()
    while True:
        typed = session.prompt(
            _label(question, name, default, bool(found)),
            completer=_completer(offers) if offers else None,
            complete_style=CompleteStyle.COLUMN,
            complete_while_typing=True,
            reserve_space_for_menu=min(len(offers), 6),
        ).strip()
        if not typed:
            if question.many and found:
                return tuple(found)
            if default not in (None, "", ()):
                return as_many(default) if question.many else default
            if not question.required:
                return None
            _say("This one needs an answer; Ctrl-C gives up.")
            continue
        fits = fitting(offers, typed)
        try:
            value = read_answer(question, fits[0][0] if len(fits) == 1 else typed, answers)
        except UsageError as error:
            _say(str(error))
            continue
        _echo(value, dict(() if question.shape is Shape.LINK else offers), answers.portfolio)
        if not question.many:
            return value
        found.append(value)


def confirm(sentence: str, default: bool = True) -> bool:
    """Whether the person says yes.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    from prompt_toolkit import prompt

    while True:
        typed = prompt(f"{sentence} [{'Y/n' if default else 'y/N'}] ").strip().lower()
        if not typed:
            return default
        if typed in ("y", "yes", "n", "no"):
            return typed.startswith("y")
        _say("Type y for yes or n for no.")


def _offers(question: Question, answers: Answers) -> list[tuple[str, str]]:
    """What the prompt offers: the text that is put in, and the words beside it."""
    if question.shape is Shape.CHOICE:
        labels = {choice.value: choice.label for choice in question.choices}
        shown = question.offered(answers) if question.offered else labels
        return [(value, labels[value]) for value in shown]
    if question.texts is not None:
        return list(question.texts(answers))
    if question.shape is not Shape.LINK:
        return []
    portfolio = answers.portfolio
    if question.offered is not None:
        wanted: Iterable[str] = question.offered(answers)
    else:
        kinds = question.links
        records = (
            [record for kind in kinds for record in portfolio.of_kind(kind)]
            if kinds
            else portfolio.records
        )
        wanted = [record.id for record in records if record.id]
    return [(identity, portfolio.title_of(identity)) for identity in wanted]


def fitting(offers: list[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """The offers that a person may mean, in the order of the offers.

    Each word typed must stand somewhere in the id or the name. Where none fits, the
    letters may also stand apart, as in `exgr` for `executive-group`.

    Args:
        offers: the text that is put in, and the words beside it.
        typed: what the person has typed so far.
    """
    words = typed.lower().split()
    exact = [each for each in offers if each[0].lower() == typed.strip().lower()]
    if exact:
        return exact
    found = [
        each for each in offers if all(word in f"{each[0]} {each[1]}".lower() for word in words)
    ]
    if found or not words:
        return found
    apart = re.compile(".*?".join(map(re.escape, "".join(words))))
    return [each for each in offers if apart.search(each[0].lower())]


def _completer(offers: list[tuple[str, str]]) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class _Offers(Completer):
        def get_completions(self, document: Document, complete_event: Any) -> Iterable[Completion]:
            typed = document.text_before_cursor
            for value, words in fitting(offers, typed):
                beside = "" if value == words else words
                yield Completion(value, start_position=-len(typed), display_meta=beside)

    return _Offers()


def _introduce(question: Question, offers: list[tuple[str, str]]) -> None:
    sys.stdout.write(f"\n{fill(question.ask, _WIDTH)}\n")
    if offers and len(offers) <= (_CHOICES_LISTED if question.choices else _LISTED):
        for value, words in offers:
            sys.stdout.write(f"  {value}  {words}\n" if value != words else f"  {value}\n")
    elif offers:
        sys.stdout.write(f"  (type any part of the id or the name; Tab lists all {len(offers)})\n")


def _label(question: Question, name: str, default: Any, is_further: bool) -> str:
    if is_further:
        return f"{name}, another (Enter ends): "
    if default not in (None, "", ()):
        shown = write_long_date(default) if isinstance(default, date) else str(default)
        length = read_interval(shown) if question.shape is Shape.INTERVAL else None
        if length is not None:
            shown = length.in_words()
        if isinstance(default, tuple):
            shown = ", ".join(map(str, default))
        return f"{name} [{shown}]: "
    if question.shape is Shape.FLAG:
        return f"{name} (y or n; Enter for n): "
    return f"{name}: " if question.required else f"{name} (Enter for none): "


def _echo(value: Any, labels: dict[str, str], portfolio: Portfolio) -> None:
    """Say what was understood, where that is more than was typed."""
    if isinstance(value, date):
        _say(write_long_date(value))
    elif isinstance(value, str) and labels.get(value, value).lower() != value.lower():
        _say(f"{value}: {labels[value]}")
    elif isinstance(value, str) and portfolio.get(value) is not None:
        _say(f"{value}: {portfolio.title_of(value)}")


def _say(sentence: str) -> None:
    sys.stdout.write(fill(sentence, _WIDTH, initial_indent="  ", subsequent_indent="  ") + "\n")

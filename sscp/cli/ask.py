"""Questions at the terminal: one at a time, each with what may be chosen and what Enter means.

Nobody is ever asked when the input is no terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sscp.cli.choices import Choice, choice_lines, choices_of, completer_of, fitting
from sscp.cli.reading import as_many, read_answer
from sscp.errors import UsageError
from sscp.model.dates import write_long_date
from sscp.model.kind import Shape
from sscp.model.portfolio import Portfolio
from sscp.render.lines import to_text, wrapped
from sscp.timing.intervals import read_interval

if TYPE_CHECKING:
    from sscp.work.verb import Answers, Question

_MENU = 6


def is_terminal() -> bool:
    """True when a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Unfinished(KeyboardInterrupt):
    """The person gave up in the middle of an answer.

    Attributes:
        name: the question's.
        typed: what stood there, half an answer perhaps.
    """

    def __init__(self, name: str, typed: str) -> None:
        super().__init__()
        self.name = name
        self.typed = typed


def ask(question: Question, answers: Answers, begun: str = "", introduces: bool = True) -> Any:
    """The answer to one question; None when it was passed over with Enter.

    Args:
        question: what is asked.
        answers: those given so far.
        begun: what stands there already, to be gone on with or wiped out.
        introduces: False where what is asked and what can be chosen stands there already.

    Raises:
        Unfinished: the person gave up.
    """
    default = question.default(answers) if question.default else None
    choices = choices_of(question, answers)
    if introduces:
        _introduce(question, choices)
    return _prompt(question, answers, question.words, default, choices, begun)


def ask_by_key(question: Question, answers: Answers) -> dict[str, Any] | None:
    """The answers to a question that is asked once for each key; None when it has none.

    Raises:
        Unfinished: the person gave up.
    """
    assert question.keys is not None
    keys = question.keys(answers)
    if not keys:
        return None
    defaults = question.default(answers) if question.default else {}
    choices = choices_of(question, answers)
    _introduce(question, choices)
    # Any key may be passed over; what can't be done without is one answer at least.
    each_may_pass = question._replace(required=False, needed=None)
    found: dict[str, Any] = {}
    while True:
        for key, words in keys:
            if words != key:
                sys.stdout.write("\n" + to_text(wrapped(words)))
            value = _prompt(each_may_pass, answers, key, defaults.get(key), choices)
            if value is not None:
                found[key] = value
        if found or not question.is_required(answers):
            return found
        _say("This one needs an answer; Ctrl-C gives up.")


def _prompt(
    question: Question,
    answers: Answers,
    name: str,
    default: Any,
    choices: Sequence[Choice],
    begun: str = "",
) -> Any:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.shortcuts import CompleteStyle

    found: list[Any] = []
    session: PromptSession[str] = PromptSession()
    is_required = question.is_required(answers)
    while True:
        try:
            typed = session.prompt(
                _label(question, name, default, bool(found), is_required),
                default=begun,
                completer=completer_of(choices) if choices else None,
                complete_style=CompleteStyle.COLUMN,
                complete_while_typing=True,
                reserve_space_for_menu=min(len(choices), _MENU),
            ).strip()
        except KeyboardInterrupt:
            raise Unfinished(question.name, session.default_buffer.text) from None
        begun = ""
        if not typed:
            if question.many and found:
                return tuple(found)
            if default not in (None, "", ()):
                return as_many(default) if question.many else default
            if not is_required:
                return None
            _say("This one needs an answer; Ctrl-C gives up.")
            continue
        try:
            value = _read(question, typed, answers, choices)
        except UsageError as error:
            _say(str(error))
            continue
        _echo(value, choices if question.shape is not Shape.LINK else (), answers.portfolio)
        if not question.many:
            return value
        found.append(value)


def _read(question: Question, typed: str, answers: Answers, choices: Sequence[Choice]) -> Any:
    """What was typed, read among the choices where that alone leaves several records.

    Raises:
        UsageError: it can't be an answer.
    """
    try:
        return read_answer(question, typed, answers)
    except UsageError:
        near = fitting(choices, typed)
        if len(near) == 1 and near[0].value != typed:
            return read_answer(question, near[0].value, answers)
        if len(near) > 1:
            sys.stdout.write(to_text(choice_lines(near, is_ordered=True)))
            raise UsageError(f"{len(near)} of these fit; which one?") from None
        raise


def confirm(sentence: str, default: bool = True) -> bool:
    """Whether the person says yes.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    return choose_key(sentence, "Y/n" if default else "y/N", "yn", "y" if default else "n") == "y"


def choose_key(sentence: str, shown: str, keys: str, default: str) -> str:
    """The one of some keys that a person presses, or the word that it begins.

    Args:
        sentence: what is asked.
        shown: the keys and what they mean, as they stand in brackets.
        keys: the keys.
        default: what Enter stands for.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    from prompt_toolkit import prompt

    while True:
        typed = prompt(f"{sentence} [{shown}] ").strip().lower()
        if not typed:
            return default
        if typed in {"y", "n", "c", "yes", "no", "change"} and typed[0] in keys:
            return typed[0]
        _say(f"Type one of: {', '.join(keys)}.")


def choose_question(questions: Sequence[Question]) -> Question | None:
    """The one of some questions that is to be asked again; None when Enter is typed.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    from prompt_toolkit import prompt

    choices = [Choice(each.words, each.words) for each in questions]
    _say(", ".join(each.words for each in questions))
    while True:
        typed = prompt(
            "change which (Enter for none): ",
            completer=completer_of(choices),
            complete_while_typing=True,
            reserve_space_for_menu=min(len(choices), _MENU),
        ).strip()
        if not typed:
            return None
        exact = [each for each in questions if each.words == typed.lower()]
        near = {choice.value for choice in fitting(choices, typed)}
        found = exact or [each for each in questions if each.words in near]
        if len(found) == 1:
            return found[0]
        _say("Type one of the names above.")


def _introduce(question: Question, choices: Sequence[Choice]) -> None:
    is_ordered = question.offered is not None or bool(question.choices)
    lines = [*wrapped(question.ask), *choice_lines(choices, is_ordered, bool(question.choices))]
    sys.stdout.write("\n" + to_text(lines))


def _label(question: Question, name: str, default: Any, is_further: bool, is_required: bool) -> str:
    if is_further:
        return f"{name}, another (Enter ends): "
    if default not in (None, "", ()):
        shown = write_long_date(default) if isinstance(default, date) else str(default)
        length = read_interval(shown) if question.shape is Shape.INTERVAL else None
        if length is not None:
            shown = length.in_words()
        if isinstance(default, tuple):
            is_all = {*default} == {choice.value for choice in question.choices}
            shown = "all of them" if is_all else ", ".join(map(str, default))
        return f"{name} [{shown}]: "
    if question.shape is Shape.FLAG:
        return f"{name} (y or n; Enter for n): "
    return f"{name}: " if is_required else f"{name} (Enter for none): "


def _echo(value: Any, choices: Sequence[Choice], portfolio: Portfolio) -> None:
    """Say what was understood, where that is more than was typed."""
    labels = dict(choices)
    if isinstance(value, date):
        _say(write_long_date(value))
    elif isinstance(value, str) and labels.get(value, value).lower() != value.lower():
        _say(f"{value}: {labels[value]}")
    elif isinstance(value, str) and portfolio.get(value) is not None:
        _say(f"{value}: {portfolio.title_of(value)}")


def _say(sentence: str) -> None:
    sys.stdout.write(to_text(wrapped(sentence, "  ")))

"""Questions at the terminal: choices from the register, found by any part of their words.

Nobody is ever asked when the input is no terminal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sscp.errors import UsageError
from sscp.model.dates import read_typed_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.portfolio import Portfolio

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.document import Document

    from sscp.work.verb import Answers, Question

_LISTED = 8
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-5][0-9]))? ?(am|pm)?\Z")
_LENGTH = re.compile(r"([0-9]{1,3}) ?(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?\Z")


def is_terminal() -> bool:
    """True when a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: Question, answers: Answers) -> Any:
    """The answer to one question; None when it was passed over with Enter.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import FuzzyCompleter
    from prompt_toolkit.shortcuts import CompleteStyle

    default = question.default(answers) if question.default else None
    offers = _offers(question, answers)
    found: list[Any] = []
    session: PromptSession[str] = PromptSession()
    _introduce(question, offers)
    while True:
        typed = session.prompt(
            _label(question, default, bool(found)),
            completer=FuzzyCompleter(_completer(offers)) if offers else None,
            complete_style=CompleteStyle.COLUMN,
            complete_while_typing=True,
            reserve_space_for_menu=min(len(offers), 6),
        ).strip()
        if not typed:
            if question.many and found:
                return tuple(found)
            if default not in (None, ""):
                return (default,) if question.many else default
            if not question.required:
                return None
            _say("This one needs an answer; Ctrl-C gives up.")
            continue
        try:
            value = read_answer(question, typed, answers)
        except UsageError as error:
            _say(str(error))
            continue
        _echo(value, answers.portfolio)
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


def read_answer(question: Question, words: str, answers: Answers) -> Any:
    """What the words mean as an answer to a question.

    Raises:
        UsageError: they can't be an answer; the message says what would be.
    """
    read = _READERS.get(question.shape)
    return read(question, words, answers) if read else words


def _read_date(question: Question, words: str, answers: Answers) -> date:
    if words.lower() == "today":
        return answers.as_of
    found = read_typed_date(words)
    if found is None:
        raise UsageError(
            f"{words} is no date. Write it like 2023-05-17, 17/5/2023 or '17 May 2023'."
        )
    return found


def _read_whole(question: Question, words: str, answers: Answers) -> int:
    least, most = question.least, question.most
    bounds = f" from {least or 0} to {most}" if most is not None else ""
    try:
        number = int(words.rstrip("% "))
    except ValueError:
        raise UsageError(f"{words} is no whole number{bounds}.") from None
    if (least is not None and number < least) or (most is not None and number > most):
        raise UsageError(f"{words} can't be; it must be a whole number{bounds}.")
    return number


def _read_flag(question: Question, words: str, answers: Answers) -> bool:
    if words.lower() in ("y", "yes", "true"):
        return True
    if words.lower() in ("n", "no", "false"):
        return False
    raise UsageError(f"{words} is neither yes nor no.")


def _read_time(question: Question, words: str, answers: Answers) -> str:
    found = _TIME.match(words.strip().lower())
    if found is not None:
        hour, half = int(found[1]), found[3]
        is_hour = hour <= 23 if half is None else 1 <= hour <= 12
        if is_hour and (found[2] or half):
            hour = hour if half is None else hour % 12 + (12 if half == "pm" else 0)
            return f"{hour:02d}:{found[2] or '00'}"
    raise UsageError(f"{words} is no time of day. Write it like 14:00, 9.30 or 2pm.")


def _read_interval(question: Question, words: str, answers: Answers) -> str:
    from sscp.timing.intervals import read_interval

    found = _LENGTH.match(words.strip().lower())
    text = f"P{int(found[1])}{found[2].upper()}" if found else words.strip().upper()
    length = read_interval(text)
    if length is None or length == (0, 0):
        raise UsageError(f"{words} is no length of time. Write it like '2 months' or '6 weeks'.")
    return text


def _read_choice(question: Question, words: str, answers: Answers) -> str:
    wanted = words.lower()
    for choice in question.choices:
        if wanted in (choice.value.lower(), choice.label.lower()):
            return choice.value
    fits = [
        choice.value
        for choice in question.choices
        if wanted in choice.label.lower() or wanted in choice.value
    ]
    if len(fits) == 1:
        return fits[0]
    allowed = ", ".join(f"{each.value} ({each.label.lower()})" for each in question.choices)
    raise UsageError(f"{words} is not one of: {allowed}.")


def _read_record(question: Question, words: str, answers: Answers) -> str:
    found = answers.portfolio.find(words, *question.links)
    if len(found) == 1:
        return found[0].id or ""
    noun = " or ".join(question.links) or "record"
    if not found:
        near = answers.portfolio.nearest_id(words)
        hint = f" Did you mean {near}?" if near else ""
        raise UsageError(f"There is no {noun} {words}.{hint}")
    names = ", ".join(sorted(record.id or "" for record in found)[:_LISTED])
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    raise UsageError(f"{words} fits {len(found)} records: {names}{more}. Name one of them.")


_READERS: dict[Shape, Callable[[Question, str, Answers], Any]] = {
    Shape.DATE: _read_date,
    Shape.WHOLE: _read_whole,
    Shape.TIME: _read_time,
    Shape.INTERVAL: _read_interval,
    Shape.FLAG: _read_flag,
    Shape.CHOICE: _read_choice,
    Shape.LINK: _read_record,
}


def _offers(question: Question, answers: Answers) -> list[tuple[str, str]]:
    """What the prompt offers: the text that is put in, and the words beside it."""
    if question.shape is Shape.CHOICE:
        return [(choice.value, choice.label) for choice in question.choices]
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


def _completer(offers: list[tuple[str, str]]) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class _Offers(Completer):
        def get_completions(self, document: Document, complete_event: Any) -> Iterable[Completion]:
            before = document.text_before_cursor
            for value, words in offers:
                shown = value if value == words else f"{value}  {words}"
                yield Completion(value, start_position=-len(before), display=shown)

    return _Offers()


def _introduce(question: Question, offers: list[tuple[str, str]]) -> None:
    sys.stdout.write(f"\n{question.ask}\n")
    if offers and len(offers) <= _LISTED:
        for value, words in offers:
            sys.stdout.write(f"  {value}  {words}\n" if value != words else f"  {value}\n")
    elif offers:
        sys.stdout.write(f"  (type any part of the id or the name; {len(offers)} to choose from)\n")


def _label(question: Question, default: Any, is_further: bool) -> str:
    name = question.words
    if is_further:
        return f"{name}, another (Enter ends): "
    if default not in (None, ""):
        shown = write_long_date(default) if isinstance(default, date) else str(default)
        return f"{name} [{shown}]: "
    return f"{name}: " if question.required else f"{name} (Enter for none): "


def _echo(value: Any, portfolio: Portfolio) -> None:
    """Say what was understood, where that is more than was typed."""
    if isinstance(value, date):
        _say(write_long_date(value))
    elif isinstance(value, str) and portfolio.get(value) is not None:
        _say(f"{value}: {portfolio.title_of(value)}")


def _say(sentence: str) -> None:
    sys.stdout.write(f"  {sentence}\n")

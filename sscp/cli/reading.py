"""What a person typed, read as the answer to a question; the same at a prompt and in an option."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sscp.errors import UsageError
from sscp.model.dates import NoDate, read_said_date, read_typed_month
from sscp.model.kind import Shape
from sscp.model.letters import find_barred
from sscp.work.meant import the_one

if TYPE_CHECKING:
    from sscp.work.verb import Answers, Question

_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-5][0-9]))? ?(am|pm)?\Z")
_YEAR = re.compile(r"([0-9]{4})[-/]([0-9]{2}|[0-9]{4})\Z")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_LENGTH = re.compile(r"([0-9]{1,3}) ?(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?\Z")


def read_answer(question: Question, words: str, answers: Answers) -> Any:
    """What the words mean as an answer to a question.

    Raises:
        UsageError: they can't be an answer; the message says what would be.
    """
    option = question.words if question.is_subject else question.option
    read = _READERS.get(question.shape)
    if read is None:
        value: Any = read_text(option, words)
    else:
        value = read(question, _kept(option, words), answers)
    if question.check is not None:
        question.check(answers, value)
    question.require_fitting(answers, value)
    return value


def read_text(option: str, words: str) -> str:
    """A text as it was typed; only the line ends of Windows become those of every other file.

    Args:
        option: what it was typed for, as a message names it.
        words: the text.

    Raises:
        UsageError: nothing can be seen of it, or it holds what no record can.
    """
    text = _kept(option, words)
    if not text.strip():
        raise UsageError(f"{option} says nothing: it holds only blanks.")
    return text


def _kept(option: str, words: str) -> str:
    """The words as a record can keep them.

    Raises:
        UsageError: it can't.
    """
    text = words.replace("\r\n", "\n")
    barred = find_barred(text)
    if barred is not None:
        raise UsageError(f"{option} holds {barred.words}, which no record can keep; take it out.")
    return text


def read_by_key(question: Question, typed: Iterable[str], answers: Answers) -> dict[str, Any]:
    """The answers written as KEY=VALUE, by key.

    Raises:
        UsageError: a key is none of those asked for, or its value can't be.
    """
    assert question.keys is not None
    keys = question.keys(answers)
    found = {}
    for each in typed:
        key, equals, words = each.partition("=")
        fits = _fitting(key.strip(), keys)
        if not equals or len(fits) != 1:
            allowed = ", ".join(key for key, _ in keys) or "none"
            raise UsageError(
                f"{question.option} {each} can't be read; write it as KEY=VALUE."
                f" The keys here are: {allowed}."
            )
        found[fits[0]] = read_answer(question, words.strip(), answers)
    return found


def _fitting(typed: str, keys: Iterable[tuple[str, str]]) -> list[str]:
    """The keys that a person may mean: the one of that name, else those it is part of."""
    wanted = typed.lower()
    known = [key for key, _ in keys]
    if wanted in known:
        return [wanted]
    return [key for key, words in keys if wanted and wanted in f"{key} {words}".lower()]


def _read_date(question: Question, words: str, answers: Answers) -> date:
    first, last = question.between(answers)
    found = read_said_date(
        words,
        answers.as_of,
        first.day if first is not None else date.min,
        last.day if last is not None else date.max,
    )
    if isinstance(found, NoDate):
        raise UsageError(found.why)
    return found


def _read_month(question: Question, words: str, answers: Answers) -> str:
    found = read_typed_month(words)
    if found is None:
        raise UsageError(f"{words} is no month. Write it like 2023-05, 5/2023 or 'May 2023'.")
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


def _read_number(question: Question, words: str, answers: Answers) -> int | str:
    plain = words.replace("£", "").replace(",", "").strip()
    if not _NUMBER.match(plain):
        raise UsageError(f"{words} is no number. Write it like 12 or 12.5.")
    return plain if "." in plain else int(plain)


def _read_year(question: Question, words: str, answers: Answers) -> str:
    found = _YEAR.match(words.strip())
    if found is None or int(found[2]) % 100 != (int(found[1]) + 1) % 100:
        raise UsageError(f"{words} is no reporting year. Write it like 2023-24.")
    return f"{found[1]}-{found[2][-2:]}"


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
    if fits:
        raise UsageError(f"{words} fits {len(fits)}: {', '.join(fits)}. Name one of them.")
    likely = question.offered(answers) if question.offered else None
    allowed = ", ".join(
        each.value if each.value == each.label.lower() else f"{each.value} ({each.label.lower()})"
        for each in question.choices
        if likely is None or each.value in likely
    )
    raise UsageError(f"{words} is not one of: {allowed}.")


def _read_record(question: Question, words: str, answers: Answers) -> str:
    return the_one(answers.portfolio, words, *question.links).id or ""


_READERS: dict[Shape, Callable[[Question, str, Answers], Any]] = {
    Shape.DATE: _read_date,
    Shape.MONTH: _read_month,
    Shape.WHOLE: _read_whole,
    Shape.NUMBER: _read_number,
    Shape.YEAR: _read_year,
    Shape.TIME: _read_time,
    Shape.INTERVAL: _read_interval,
    Shape.FLAG: _read_flag,
    Shape.CHOICE: _read_choice,
    Shape.LINK: _read_record,
}


def as_many(value: Any) -> tuple[Any, ...]:
    """A default of a question that takes several answers."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)

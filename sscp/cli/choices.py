"""What a question at the terminal lets one choose from: listed, offered while typing, found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sscp.model.kind import Shape
from sscp.render.lines import WIDTH, Line, Style, safe, wrapped

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.document import Document

    from sscp.work.verb import Answers, Question

_LISTED = 8
_FIXED_LISTED = 16
_WIDEST = 32
_BORDERS = 4


class Choice(NamedTuple):
    """One thing to choose: what is put in for it, and the words that tell a person of it."""

    value: str
    words: str

    @property
    def shown(self) -> str:
        """The two side by side; once where they are the same."""
        return self.in_columns(0)

    def in_columns(self, width: int) -> str:
        """The two side by side, the words after a column of that width."""
        if self.value.lower() == self.words.lower():
            return self.value
        return f"{self.value:<{width}}  {safe(self.words)}"


def choices_of(question: Question, answers: Answers) -> tuple[Choice, ...]:
    """What a question lets one choose from; nothing where anything can be typed."""
    if question.shape is Shape.CHOICE:
        labels = {choice.value: choice.label for choice in question.choices}
        shown = question.offered(answers) if question.offered else labels
        return tuple(Choice(value, labels[value]) for value in shown)
    if question.texts is not None:
        return tuple(Choice(*each) for each in question.texts(answers))
    if question.shape is not Shape.LINK:
        return ()
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
    return tuple(Choice(identity, portfolio.title_of(identity)) for identity in wanted)


def fitting(choices: Iterable[Choice], typed: str) -> list[Choice]:
    """The choices in which every word typed occurs, in the id or in the words beside it.

    One whose id is what was typed stands alone.
    """
    exact = [choice for choice in choices if choice.value.lower() == typed.strip().lower()]
    words = typed.lower().split()
    return exact or [
        choice for choice in choices if all(word in choice.shown.lower() for word in words)
    ]


def offered(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices to offer while a person types, in their order.

    Where none fits, the letters may also stand apart, as in `exgr` for `executive-group`.
    """
    found = fitting(choices, typed)
    letters = "".join(typed.lower().split())
    if found or not letters:
        return found
    apart = re.compile(".*?".join(map(re.escape, letters)))
    return [choice for choice in choices if apart.search(choice.value.lower())]


def choice_lines(choices: Sequence[Choice], is_ordered: bool, is_fixed: bool = False) -> list[Line]:
    """The choices for a person to look at: all where they are few, else the first.

    Args:
        choices: what can be chosen.
        is_ordered: True when the likeliest stand first; of others, none is more worth showing.
        is_fixed: True for the allowed values of a field, of which more are listed.
    """
    most = _FIXED_LISTED if is_fixed else _LISTED
    if len(choices) > most and not is_ordered:
        said = f"(type any words of the one you mean; Tab lists all {len(choices)})"
        return wrapped(said, "  ", style=Style.FAINT)
    first = choices[:most]
    width = max((len(each.value) for each in first), default=0)
    width = width if width <= _WIDEST else 0
    lines = [Line(f"  {_cut(choice.in_columns(width), WIDTH - 2)}") for choice in first]
    more = len(choices) - most
    if more > 0:
        said = f"(and {more} more: type any words of the one you mean, or Tab to see all)"
        lines += wrapped(said, "  ", style=Style.FAINT)
    return lines


def completer_of(choices: Sequence[Choice]) -> Completer:
    """What offers the choices that fit while a person types."""
    from prompt_toolkit.completion import Completer, Completion

    class _Choices(Completer):
        def get_completions(self, document: Document, complete_event: Any) -> Iterable[Completion]:
            before = document.text_before_cursor
            for choice in offered(choices, before):
                shown = _cut(choice.shown, WIDTH - _BORDERS)
                yield Completion(choice.value, start_position=-len(before), display=shown)

    return _Choices()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"

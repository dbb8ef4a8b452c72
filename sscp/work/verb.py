"""How a verb of the work is declared: its questions, and the plan its answers lead to.

From one declaration come the options for scripts, the prompts at a terminal
and the page of the reference. A plan is a pure function, so both ways of
answering leave identical records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sscp.errors import UsageError
from sscp.model.kind import Choice, Field, Kind, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.limits import Limit, Limits, require_between
from sscp.write.change import Change, Desk, Written

_METAVARS = {
    Shape.DATE: "DATE",
    Shape.TIME: "TIME",
    Shape.INTERVAL: "LENGTH",
    Shape.WHOLE: "NUMBER",
    Shape.LINK: "ID",
    Shape.CHOICE: "CHOICE",
}


class Answers(NamedTuple):
    """What has been answered so far, on a register and a date.

    Values are texts, whole numbers, True, dates, ids of records, tuples of these, or
    tables of them by key.
    """

    portfolio: Portfolio
    as_of: date
    given: Mapping[str, Any]

    def has(self, name: str) -> bool:
        """True when the question was answered."""
        return self.given.get(name) not in (None, "", (), False, {})

    def text(self, name: str) -> str:
        """A text, choice or id; empty when not answered."""
        value = self.given.get(name)
        return "" if value is None else str(value)

    def day(self, name: str) -> date | None:
        """A date; None when not answered."""
        value = self.given.get(name)
        return value if isinstance(value, date) else None

    def day_or_today(self, name: str) -> date:
        """A date; the date reckoned from when not answered."""
        return self.day(name) or self.as_of

    def whole(self, name: str) -> int | None:
        """A whole number; None when not answered."""
        value = self.given.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def many(self, name: str) -> tuple[str, ...]:
        """Several texts or ids."""
        value = self.given.get(name)
        return tuple(value) if isinstance(value, (list, tuple)) else ()

    def by_key(self, name: str) -> dict[str, Any]:
        """The answers to a question that is asked once for each key."""
        value = self.given.get(name)
        return dict(value) if isinstance(value, Mapping) else {}

    def found(self, name: str) -> Record | None:
        """The record that was named; None when none was, or it is not there."""
        return self.portfolio.get(self.text(name))

    def record(self, name: str) -> Record:
        """The record that was named.

        Raises:
            UsageError: it is not there any more.
        """
        found = self.portfolio.get(self.text(name))
        if found is None:
            raise UsageError(f"There is no record {self.text(name)}.")
        return found


def always(answers: Answers) -> bool:
    """The condition of a question that is always asked."""
    return True


def never(answers: Answers) -> bool:
    """The condition of a question that only an option answers."""
    return False


class Question(NamedTuple):
    """One thing a verb needs to know.

    Attributes:
        name: the name of the answer; the option is `--name`, with hyphens.
        ask: what the prompt says, and the help of the option.
        shape: the form of the answer, as for a field of a record.
        required: True when the verb can't do without.
        needed: True where, by what was answered before, the verb can't do without.
        lacking: how the options are named that would do, where not this one alone.
        many: True for several answers.
        choices: the allowed values.
        links: the kinds a record may be of; empty for any.
        least: the least whole number, inclusive.
        most: the greatest whole number, inclusive.
        earliest: the first day that can be: what is recorded follows what is there.
        latest: the last day that can be, such as `by_today`: what is recorded has happened.
        is_subject: True for the record the verb is about, which stands without an option's name.
        default: what Enter stands for at a prompt, and what a script need not say.
        when: False where the question is not asked; answered all the same, it counts.
        offered: the ids or choices a prompt offers; all that fit when None.
        texts: the texts a prompt offers where any may be typed, with the words beside each.
        check: raises UsageError for an answer that can't be, given the earlier ones.
        keys: what the question is asked of one by one, such as each standard: a key and
            its words. The option is then written `--name KEY=VALUE`.
        hint: what the help of the option says beside `ask`.
        spelling: how the answer is given where it is no option of its own; empty where it is.
    """

    name: str
    ask: str
    shape: Shape = Shape.TEXT
    required: bool = False
    needed: Callable[[Answers], bool] | None = None
    lacking: str = ""
    many: bool = False
    choices: tuple[Choice, ...] = ()
    links: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    earliest: Limits | None = None
    latest: Limits | None = None
    is_subject: bool = False
    default: Callable[[Answers], Any] | None = None
    when: Callable[[Answers], bool] = always
    offered: Callable[[Answers], Sequence[str]] | None = None
    texts: Callable[[Answers], Sequence[tuple[str, str]]] | None = None
    check: Callable[[Answers, Any], None] | None = None
    keys: Callable[[Answers], Sequence[tuple[str, str]]] | None = None
    hint: str = ""
    spelling: str = ""

    def is_required(self, answers: Answers) -> bool:
        """True where the verb can't do without an answer, given the others."""
        return self.required or (self.needed is not None and self.needed(answers))

    def is_missing(self, answers: Answers) -> bool:
        """True while the verb can't do without this answer and has none."""
        return self.name not in answers.given and self.is_required(answers) and self.when(answers)

    def between(self, answers: Answers) -> tuple[Limit | None, Limit | None]:
        """The first and the last day that can be, as far as what was answered says."""
        ends = (self.earliest, self.latest)
        first, last = (find(answers) if find is not None else None for find in ends)
        return first, last

    def require_fitting(self, answers: Answers, value: Any) -> None:
        """Refuse a day that lies before what it follows, or has not come.

        Raises:
            UsageError: the sentence names both days.
        """
        if isinstance(value, date):
            require_between(value, *self.between(answers))

    @property
    def words(self) -> str:
        """The name in words; an underscore at its end keeps it apart from a word of Python."""
        return self.name.rstrip("_").replace("_", " ")

    @property
    def metavar(self) -> str:
        """What stands for the answer where the option is explained, such as `DATE`."""
        word = _METAVARS.get(self.shape, "TEXT")
        return f"KEY={word}" if self.keys is not None else word

    @property
    def option(self) -> str:
        """The option's name, such as `--agreed-at`; what is typed before the answer."""
        return self.spelling or "--" + self.words.replace(" ", "-")


class Verb(NamedTuple):
    """One command that changes the register.

    Attributes:
        group: the word before it, such as `action`; empty for a command of its own.
        name: the command, such as `extend`.
        help: what it does, in a sentence.
        questions: in the order they are asked.
        plan: the change that the answers lead to. Called with the register as it stands
            when it is held for writing; raises UsageError for answers that can't be.
        asks_first: True to show the change and ask, even when every answer was typed.
        follow: what can come next and the like, one sentence each, told once it is done.
            Called with the register as it then is; clocks that stop or start are told anyway.
        doubts: what can be, but is perhaps not meant, one sentence each. It is shown with
            the change, and a person is asked before it is made.
    """

    group: str
    name: str
    help: str
    questions: tuple[Question, ...]
    plan: Callable[[Desk, Answers], Change]
    asks_first: bool = False
    follow: Callable[[Answers, Written], tuple[str, ...]] | None = None
    doubts: Callable[[Answers], tuple[str, ...]] | None = None

    @property
    def command(self) -> str:
        """The words that call it, such as `action extend`."""
        return f"{self.group} {self.name}".strip()

    def question(self, name: str) -> Question:
        """The question of that name."""
        return next(each for each in self.questions if each.name == name)

    def change(self, desk: Desk, answers: Answers) -> Change:
        """The change that the answers lead to, each day checked against all the others.

        Raises:
            UsageError: an answer can't be.
        """
        for question in self.questions:
            value = answers.given.get(question.name)
            several = value.values() if isinstance(value, Mapping) else (value,)
            for each in several if question.when(answers) else ():
                question.require_fitting(answers, each)
        doubts = self.doubts(answers) if self.doubts is not None else ()
        return self.plan(desk, answers)._replace(doubts=doubts)


def ask_field(kind: Kind, path: str, name: str = "", ask: str = "", **other: Any) -> Question:
    """A question for a field of a kind, with its shape, choices, links and help.

    Args:
        kind: the kind.
        path: the field, with dots inwards: `extensions.to`.
        name: the name of the answer; that of the field unless given.
        ask: what the prompt says; the field's help unless given.
        other: further attributes of the question.
    """
    fields: tuple[Field, ...] = kind.fields
    found: Field | None = None
    for step in path.split("."):
        found = next(field for field in fields if field.name == step)
        fields = found.fields
    assert found is not None
    attributes: dict[str, Any] = {
        "shape": found.shape,
        "many": found.many,
        "choices": found.choices,
        "links": found.links,
        "least": found.least,
        "required": found.required,
    }
    return Question(name or found.name, ask or found.help, **(attributes | other))


def subject(
    kind: str, ask: str, offered: Callable[[Answers], Sequence[str]] | None = None
) -> Question:
    """The question for the record that a verb is about."""
    return Question(
        kind.replace("-", "_"),
        ask,
        Shape.LINK,
        required=True,
        links=(kind,),
        is_subject=True,
        offered=offered,
    )


def today(answers: Answers) -> date:
    """The date reckoned from, as a default."""
    return answers.as_of

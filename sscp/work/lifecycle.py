"""Life cycles as tables, and the one engine that records their next event.

A life cycle is a list of steps. A step says which field holds its day, what is
asked of it, and which steps must have been taken before it or shut it out. The
order stands here so that only what can come next is offered; whether what is
recorded is right is for the rules, and the door asks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sscp.errors import UsageError
from sscp.model.dates import write_date
from sscp.model.kind import Choice, Kind, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.limits import Limit, beginning_of, by_today, last_of, limit, since
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, Edit, SetField

_NAMED = 6
"""So many steps are named in the help of an option; what more of them ask needs no list."""


class Ask(NamedTuple):
    """A question of a step, and the field its answer goes into.

    The path leads inwards with dots. One that begins with the table of the step's row
    goes into that row; an empty one is for `also`.
    """

    path: str
    question: Question


def put(kind: Kind, path: str, name: str = "", ask: str = "", **other: Any) -> Ask:
    """Ask for a field of the record and put the answer there; as `ask_field`."""
    return Ask(path, ask_field(kind, path, name, ask, **other))


class Step(NamedTuple):
    """Something that can come next in a life cycle.

    Attributes:
        name: the value that stands for it.
        label: what it is, in words.
        told: what is said of one that was recorded, where not the label.
        day: the field that holds its day, such as `events.on` for a row of `events`.
        marks: further values, by field, that say that it has been taken.
        asks: what else it needs.
        after: the steps that must have been taken.
        until: the steps after which it can't come any more.
        again: True for one that can be taken more than once.
        beside: True for one that goes on beside the others and does not carry the cycle on.
        forms: the values of the record's `form` for which it exists; all when empty.
        fills: True where its row has been planned and waits for its day.
        where: False for a record that has no such step.
        seen: the day it was taken, where the record's own fields don't tell.
        also: edits of other records that go with it.
        follows: the questions that name further records which must have begun by then.
        then: what follows from it beside the clocks, one sentence each; asked of the
            register as it is with it.
    """

    name: str
    label: str
    day: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    asks: tuple[Ask, ...] = ()
    after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    told: str = ""
    again: bool = False
    beside: bool = False
    forms: tuple[str, ...] = ()
    fills: bool = False
    where: Callable[[Portfolio, Record], bool] | None = None
    seen: Callable[[Portfolio, Record], date | None] | None = None
    follows: tuple[str, ...] = ()
    also: Callable[[Desk, Answers, Record], Sequence[Edit]] | None = None
    then: Callable[[Answers, Record], Sequence[str]] | None = None

    def taken_on(self, portfolio: Portfolio, record: Record) -> date | None:
        """The first day on which a record took this step; None before it."""
        if self.seen is not None:
            return self.seen(portfolio, record)
        group, _, name = self.day.rpartition(".")
        if not group:
            return record.date(name)
        part = record.part(group)
        if part is not None:
            return part.date(name)
        days = [
            day
            for row in record.rows(group)
            if self.is_row(row) and (day := row.date(name)) is not None
        ]
        return min(days, default=None)

    def is_row(self, row: Fields) -> bool:
        """True for a row that stands for this step."""
        table = self.day.rpartition(".")[0]
        marks = (
            (name, value)
            for path, value in self.marks
            for group, _, name in (path.rpartition("."),)
            if group == table
        )
        return all(row.text(name) == value for name, value in marks)


class Cycle(NamedTuple):
    """The life cycle of a kind of record, and the command that records its events.

    Attributes:
        kind: the kind of record.
        group: the word before the command.
        name: the command.
        help: what it does, in a sentence.
        ask: what the prompt for the record says.
        steps: in the order in which they are offered.
        choice: the name of the question for the step.
        question: what that question says.
    """

    kind: Kind
    group: str
    name: str
    help: str
    ask: str
    steps: tuple[Step, ...]
    choice: str = "event"
    question: str = "What happened."

    @property
    def subject(self) -> str:
        """The name of the answer that says which record it is."""
        return self.kind.name.replace("-", "_")

    def chosen(self, answers: Answers) -> Step | None:
        """The step that was named."""
        name = answers.text(self.choice)
        return next((step for step in self.steps if step.name == name), None)


def can_come(cycle: Cycle, portfolio: Portfolio, record: Record) -> tuple[Step, ...]:
    """The steps that can come next for a record: first those that carry the cycle on."""
    found = [step for step in cycle.steps if _hindrance(cycle, step, portfolio, record) is None]
    return tuple(sorted(found, key=lambda step: step.beside))


def _hindrance(cycle: Cycle, step: Step, portfolio: Portfolio, record: Record) -> str | None:
    """Why a step can't come next, to go on with after a colon; None when it can."""
    if step.forms and record.text("form") not in step.forms:
        return "a record of this form has no such step"
    if step.where is not None and not step.where(portfolio, record):
        return "this one has no such step"
    taken = step.taken_on(portfolio, record)
    if taken is not None and not step.again:
        return f"that was on {write_date(taken)}"
    steps = {each.name: each for each in cycle.steps}
    for name in step.after:
        if steps[name].taken_on(portfolio, record) is None:
            return f"first comes '{steps[name].label}'"
    for name in step.until:
        if (day := steps[name].taken_on(portfolio, record)) is not None:
            return f"'{steps[name].label}' was on {write_date(day)}"
    return None


def _require(cycle: Cycle, step: Step, portfolio: Portfolio, record: Record) -> None:
    """Refuse a step that can't come next.

    Raises:
        UsageError: the message says why, and what can come.
    """
    why = _hindrance(cycle, step, portfolio, record)
    if why is not None:
        names = ", ".join(each.name for each in can_come(cycle, portfolio, record))
        can = f"what can come: {names}" if names else "nothing more can come"
        raise UsageError(f"{record.id} can't go on to '{step.label}': {why}; {can}.")


def event_verb(cycle: Cycle) -> Verb:
    """The command that records the next event of a life cycle."""

    def open_records(answers: Answers) -> Sequence[str]:
        found = answers.portfolio.of_kind(cycle.kind.name)
        return [each.id or "" for each in found if can_come(cycle, answers.portfolio, each)]

    def offered(answers: Answers) -> Sequence[str]:
        record = answers.found(cycle.subject)
        steps = can_come(cycle, answers.portfolio, record) if record else cycle.steps
        return [step.name for step in steps]

    def check(answers: Answers, value: Any) -> None:
        record = answers.found(cycle.subject)
        step = next((step for step in cycle.steps if step.name == value), None)
        if record is not None and step is not None:
            _require(cycle, step, answers.portfolio, record)

    questions = (
        subject(cycle.kind.name, cycle.ask, offered=open_records),
        Question(
            cycle.choice,
            cycle.question,
            Shape.CHOICE,
            required=True,
            choices=tuple(Choice(step.name, step.label) for step in cycle.steps),
            offered=offered,
            check=check,
        ),
        Question(
            "on",
            "The day of it.",
            Shape.DATE,
            default=today,
            when=lambda answers: _has_day(cycle.chosen(answers)),
            earliest=lambda answers: _follows(cycle, answers),
            latest=by_today,
        ),
        *_questions(cycle),
    )
    return Verb(
        cycle.group,
        cycle.name,
        cycle.help,
        questions,
        lambda desk, answers: _plan(cycle, desk, answers),
        follow=lambda answers, written: _follow(cycle, answers, written),
    )


def _has_day(step: Step | None) -> bool:
    """False for a step that only names another record, which has its own day."""
    return step is not None and bool(step.day or step.also)


def _follows(cycle: Cycle, answers: Answers) -> Limit | None:
    """The last of what a step follows: the record itself, the steps before, records it names."""
    record, step = answers.found(cycle.subject), cycle.chosen(answers)
    if record is None or step is None:
        return None
    before = [each for each in cycle.steps if each.name in step.after]
    return last_of(
        beginning_of(record),
        *(limit(each.taken_on(answers.portfolio, record), f"'{each.label}'") for each in before),
        since(*step.follows)(answers),
    )


def _questions(cycle: Cycle) -> Iterator[Question]:
    """What the steps ask, each name once; asked where the chosen step asks it."""
    askers: dict[str, list[Step]] = {}
    asked: dict[str, Question] = {}
    for step in cycle.steps:
        for ask in step.asks:
            name = ask.question.name
            askers.setdefault(name, []).append(step)
            other = asked.setdefault(name, ask.question)
            same = other.shape is ask.question.shape and other.required is ask.question.required
            assert same, f"{cycle.kind.name}: {name} is asked in two ways"
    # What only this step needs comes first; what nearly all ask, such as a note, comes last.
    for name, question in sorted(asked.items(), key=lambda each: len(askers[each[0]]) > _NAMED):
        steps = askers[name]
        few = len(steps) <= _NAMED and len(steps) < len(cycle.steps)
        hint = f"For: {', '.join(step.name for step in steps)}." if few else ""
        yield question._replace(when=_asked_for(cycle, name, question), hint=hint)


def _asked_for(cycle: Cycle, name: str, question: Question) -> Callable[[Answers], bool]:
    def is_asked(answers: Answers) -> bool:
        step = cycle.chosen(answers)
        asks = step is not None and any(ask.question.name == name for ask in step.asks)
        return asks and question.when(answers)

    return is_asked


def _plan(cycle: Cycle, desk: Desk, answers: Answers) -> Change:
    record, step = answers.record(cycle.subject), cycle.chosen(answers)
    assert step is not None
    _require(cycle, step, desk.portfolio, record)
    own = {ask.question.name for ask in step.asks} | {cycle.subject, cycle.choice}
    own |= {"on"} if _has_day(step) else set()
    for name in answers.given:
        if name not in own and answers.has(name):
            raise UsageError(f"--{name.replace('_', '-')} is not asked of '{step.label}'.")
    on = answers.day_or_today("on")
    edits = [*_edits(step, answers, record, on)]
    if step.also is not None:
        edits += step.also(desk, answers, record)
    when = f", {write_date(on)}" if _has_day(step) else ""
    return Change(
        f"{record.id}: {lower_first(step.told or step.label)}{when}",
        tuple(edits),
        f"{cycle.group} {cycle.name}",
        details=tuple(filter(None, (answers.text("note"),))),
    )


def _edits(step: Step, answers: Answers, record: Record, on: date) -> Iterator[Edit]:
    """The edits of the record itself: the row of the step, and its fields."""
    values: list[tuple[str, Any]] = [*step.marks]
    if step.day:
        values.append((step.day, on))
    values += [
        (ask.path, answers.given[ask.question.name])
        for ask in step.asks
        if ask.path and answers.has(ask.question.name)
    ]
    groups: dict[str, dict[str, Any]] = {}
    identity = record.id or ""
    for path, value in values:
        group, dot, name = path.partition(".")
        if dot:
            groups.setdefault(group, {})[name] = value
        elif isinstance(value, tuple):
            held = record.texts(path)
            yield from (AddRow(identity, (path,), each) for each in value if each not in held)
        else:
            yield SetField(identity, (path,), value)
    for group, inner in groups.items():
        field = record.kind.field(group)
        if field is not None and field.many:
            yield from _row_edits(step, record, group, inner)
        elif record.has(group):
            yield from (SetField(identity, (group, name), inner[name]) for name in inner)
        else:
            yield SetField(identity, (group,), inner)


def _row_edits(
    step: Step, record: Record, table: str, row: dict[str, Any]
) -> Iterator[SetField | AddRow]:
    """A new row, or the planned one with its day."""
    identity = record.id or ""
    is_planned = step.fills and table == step.day.rpartition(".")[0]
    for planned in record.rows(table) if is_planned else ():
        if step.is_row(planned) and not planned.has(step.day.rpartition(".")[2]):
            for name, value in row.items():
                if not planned.has(name):
                    yield SetField(identity, (*planned.path, name), value)
            return
    yield AddRow(identity, (table,), row)


def _follow(cycle: Cycle, answers: Answers, written: Written) -> tuple[str, ...]:
    """What follows from the step, and what can come next for the record."""
    record, step = answers.found(cycle.subject), cycle.chosen(answers)
    assert record is not None
    assert step is not None
    then = step.then(answers, record) if step.then is not None else ()
    return (*then, told_next(cycle, answers.portfolio, record))


def told_next(cycle: Cycle, portfolio: Portfolio, record: Record) -> str:
    """What can come next for a record, in a sentence.

    What goes on beside the cycle, or comes again, is named only where nothing else can come.
    """
    steps = can_come(cycle, portfolio, record)
    ahead = [step for step in steps if not step.beside and step.taken_on(portfolio, record) is None]
    labels = "; ".join(lower_first(step.label) for step in ahead or steps)
    if ahead:
        return f"What can come next: {labels}."
    if steps:
        return f"Nothing more has to come; what still can: {labels}."
    return "Nothing more comes in this life cycle."


def lower_first(words: str) -> str:
    """Words as they stand within a sentence."""
    return words[0].lower() + words[1:]

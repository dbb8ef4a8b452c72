"""A record of any kind, made from its own table of fields."""

from __future__ import annotations

import re
from typing import Any

from sscp.errors import UsageError
from sscp.model.kind import Field, Kind, Shape
from sscp.model.words import an, kind_words
from sscp.work.limits import by_today, has_happened
from sscp.work.origin import marks_of
from sscp.work.verb import Answers, Question, Verb, always, never
from sscp.write.change import Change, Desk
from sscp.write.edits import NewRecord

_SERIAL = re.compile(r"[A-Z0-9]+-[0-9]{4}-0*1\Z")
"""An example that counts within its year; others, such as BUD-2023-24, name a year or a thing."""
_LEFT_OUT = ("formerly",)


def creating(kind: Kind) -> Verb:
    """The verb that adds a record of a kind; fields with rows are left to the editor."""
    questions = [
        question
        for field in sorted(kind.fields[1:], key=lambda field: not field.required)
        if field.name not in _LEFT_OUT
        for question in _questions(kind, field)
    ]
    return Verb(
        "",
        f"new {kind.name}",
        f"Add a record: {kind.help[0].lower()}{kind.help[1:]}",
        (_ask_id(kind), *questions),
        lambda desk, answers: _create(kind, desk, answers),
    )


def _ask_id(kind: Kind) -> Question:
    form = kind.id_form
    return Question(
        "id",
        f"The id: {form.words}, such as {form.example}. It is kept for ever.",
        required=not _SERIAL.fullmatch(form.example),
        when=never if _SERIAL.fullmatch(form.example) else always,
        spelling="--set id=",
    )


def _questions(
    kind: Kind, field: Field, before: str = "", is_needed: bool = True
) -> list[Question]:
    """The questions for a field: one, one for each field of a group, none for rows."""
    is_needed = is_needed and field.required
    if field.shape is Shape.PART:
        inner = () if field.many else field.fields
        return [
            each
            for one in inner
            for each in _questions(kind, one, f"{before}{field.name}.", is_needed)
        ]
    return [
        Question(
            before + field.name,
            field.help,
            field.shape,
            required=is_needed,
            many=field.many,
            choices=field.choices,
            links=field.links,
            least=field.least,
            latest=by_today if has_happened(kind.name, f"{before}{field.name}") else None,
            # A person is asked for what must be there; the rest is added with --set or later.
            when=always if is_needed else never,
            spelling=f"--set {before}{field.name}=",
        )
    ]


def _create(kind: Kind, desk: Desk, answers: Answers) -> Change:
    identity = answers.text("id") or desk.new_id(kind, answers.as_of.year)
    form = kind.id_form
    if not re.fullmatch(form.pattern, identity):
        raise UsageError(
            f"{identity} can't be the id of {an(kind_words(kind.name))}: it is {form.words},"
            f" such as {form.example}."
        )
    taken = desk.portfolio.get(identity)
    if taken is not None:
        raise UsageError(f"{identity} is taken: it leads to {taken.title}.")
    values: dict[str, Any] = {"id": identity}
    for name, value in answers.given.items():
        if value not in (None, "", ()):
            *groups, last = name.split(".")
            table = values
            for group in groups:
                table = table.setdefault(group, {})
            table[last] = list(value) if isinstance(value, tuple) else value
    if len(values.get("source", ())) == 1:
        values["source"] = values["source"][0]
    for name, mark in marks_of(desk.portfolio).items():
        values.setdefault(name, mark)
    title = values.get(kind.title_field, identity)
    return Change(f"{identity} added: {title}", (NewRecord(kind, values),), f"new {kind.name}")

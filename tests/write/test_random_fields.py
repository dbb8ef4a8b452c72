"""Random fields changed by `sscp edit`, on registers written by many hands.

No comment is lost, nothing but the field meant has another value, and only its lines change.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sscp.errors import UsageError
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.kind import Field, Shape
from sscp.model.record import Record
from sscp.work.earlier_plans import PLANNED_FIELDS
from sscp.work.editing import Wish, edits_of, plan_edit, value_at
from sscp.work.spots import find_spot, row_name
from sscp.write.change import Change, Desk, Refused
from sscp.write.door import write
from tests.write.test_thousand_edits import AS_OF, COMMENT, WORDS, errors, lay_out, texts

REGISTERS, CHANGES = 25, 20
KINDS = ("action", "meeting", "group", "partner", "post")
_WORD = re.compile(r"\w+")


def ways(fields: tuple[Field, ...], held: dict[str, Any], lead: str = "") -> Iterator[str]:
    """Every place that can be named, in words: fields, rows, and the fields of rows."""
    for field in fields:
        value: Any = held.get(field.name)
        words = f"{lead}{field.name}"
        if field.shape is Shape.PART and field.many:
            for at, row in enumerate(value or [], 1):
                name = row_name(field, row)
                is_one = [row_name(field, each) for each in value].count(name) == 1
                step = name if is_one and name and "=" not in name else str(at)
                yield f"{words}.{step}"
                yield from ways(field.fields, row, f"{words}.{step}.")
        elif field.shape is Shape.PART:
            yield from ways(field.fields, value or {}, f"{words}.")
        elif not field.many:
            yield words


def wish_at(record: Record, words: str, chance: Random) -> Wish:
    """A change at a place: a value of its shape, or nothing any more."""
    spot = find_spot(record.kind.fields, record.values, words)
    if spot.is_row or chance.random() < 0.2:
        return Wish("clear", words)
    field = spot.end
    if field.choices:
        return Wish("set", words, chance.choice(field.choices).value)
    values = {
        Shape.DATE: f"2023-0{chance.randrange(1, 9)}-17",
        Shape.WHOLE: chance.randrange(1, 90),
        Shape.FLAG: chance.choice([True, False]),
        Shape.TIME: "14:00",
        Shape.INTERVAL: "P2M",
        Shape.LINK: "council",
        Shape.SOURCE: "council",
    }
    return Wish("set", words, values.get(field.shape, chance.choice(WORDS).strip()))


def expected(values: dict[str, Any], path: tuple[str | int, ...], wish: Wish) -> Any:
    """What a record holds once the wish is fulfilled."""
    goal = copy.deepcopy(values)
    if wish.how == "clear":
        while len(path) > 1 and len(value_at(goal, path[:-1])) == 1:
            path = path[:-1]
        del value_at(goal, path[:-1])[path[-1]]
        return goal
    parent: Any = goal
    for step in path[:-1]:
        parent = parent.setdefault(step, {}) if isinstance(parent, dict) else parent[step]
    parent[path[-1]] = wish.value
    return goal


def words_of(value: Any) -> set[str]:
    return set(_WORD.findall(str(value)))


def check_text(before: str, after: str, path: tuple[str | int, ...], old: Any, new: Any) -> None:
    """Comments stay; a line that went or came says only what the field said, or says now."""
    assert Counter(COMMENT.findall(before)) == Counter(COMMENT.findall(after))
    end = "\r\n" if "\r\n" in before else "\n"
    names = {str(step) for step in path} | {"true", "false"}
    for line in difflib.ndiff(before.split(end), after.split(end)):
        said = words_of(COMMENT.sub("", line[2:]).replace(": - x", ""))
        if line[:2] == "- ":
            assert said <= words_of(old) | words_of(new) | names, line
        elif line[:2] == "+ ":
            assert said <= words_of(new) | words_of(old) | names, line


@pytest.mark.parametrize("seed", range(REGISTERS))
def test_random_fields_of_a_register_by_many_hands(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "register"
    lay_out(root, seed)
    chance = Random(seed)
    done = tried = 0
    while done < CHANGES:
        tried += 1
        assert tried < 30 * CHANGES, "too many changes that can't be"
        portfolio = load(FolderSource(str(root))).portfolio
        record = chance.choice([each for kind in KINDS for each in portfolio.of_kind(kind)])
        words = chance.choice(list(ways(record.kind.fields, record.values)))
        if record.kind.name == "meeting" and words in PLANNED_FIELDS:
            continue  # what was planned before is kept beside it; test_edit shows how
        wish = wish_at(record, words, chance)
        path = find_spot(record.kind.fields, record.values, words).path
        old = value_at(record.values, path)
        if (wish.how == "clear" and old is None) or (wish.how == "set" and wish.value == old):
            continue
        goal = expected(record.values, path, wish)

        def plan(desk: Desk, identity: str = record.id or "", wish: Wish = wish) -> Change:
            now = desk.portfolio.by_id[identity]
            edits = edits_of(identity, now.kind.fields, now.values, [wish])
            return plan_edit(desk.portfolio, now, edits, desk.as_of)

        before = texts(root)
        try:
            write(str(root), AS_OF, plan, lambda _: None)
        except (UsageError, Refused):
            assert texts(root) == before
            continue
        after = texts(root)
        (changed,) = (each for each in after if after[each] != before[each])
        check_text(before[changed], after[changed], path, old, wish.value)
        now = load(FolderSource(str(root))).portfolio
        assert now.by_id[record.id or ""].values == goal
        others = [each for each in portfolio.records if each.id != record.id]
        assert all(now.by_id[each.id or ""].values == each.values for each in others)
        done += 1
    assert errors(root) == []

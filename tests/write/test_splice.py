"""A change put into a text leaves every other character as it was."""

from __future__ import annotations

import copy
import re
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscp.errors import RunError
from sscp.load.parse import parse
from sscp.load.spans import read_spans
from sscp.write.splice import remove, set_value, set_words
from tests.write.styles import Hand, records, values

COMMENT = re.compile(r"# (?:note|aside) [0-9]+")
TRIES = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of everything within, itself left out."""
    if isinstance(value, dict):
        steps: list[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    else:
        return []
    return [
        each for step, inner in steps for each in ((*path, step), *places(inner, (*path, step)))
    ]


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def untouched(before: str, after: str) -> tuple[int, int]:
    """The first and the last offset of `before` that the change can have touched."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, len(before) - end


@TRIES
@given(st.data())
def test_a_value_replaced_touches_its_own_lines_alone(data: st.DataObject) -> None:
    record = data.draw(records())
    text = Hand(data.draw(st.integers(0, 2**32))).write(record)
    content = text.encode("utf-8")
    assert parse(content).value == record
    path = data.draw(st.sampled_from(places(record)))
    value = data.draw(values())
    after = set_value(content, path, value).decode("utf-8")

    goal = copy.deepcopy(record)
    at(goal, path[:-1])[path[-1]] = value
    assert parse(after.encode()).value == goal
    assert COMMENT.findall(after) == COMMENT.findall(text) or set(COMMENT.findall(after)) == set(
        COMMENT.findall(text)
    )
    node = read_spans(text.removeprefix("\ufeff"))
    lead = len(text) - len(text.removeprefix("\ufeff"))
    parent = node
    for step in path[:-1]:
        parent = parent.items[step] if isinstance(step, int) else parent.entry(step).value  # type: ignore[union-attr]
    last = path[-1]
    if isinstance(last, int):
        start, end = parent.items[last].start, parent.items[last].end
    else:
        entry = parent.entry(last)
        assert entry is not None
        start, end = entry.start, entry.value.end
    first, beyond = untouched(text, after)
    if first < beyond:
        assert first >= start + lead
        assert beyond <= end + lead


@TRIES
@given(st.data())
def test_a_value_added_only_adds(data: st.DataObject) -> None:
    record = data.draw(records())
    text = Hand(data.draw(st.integers(0, 2**32))).write(record)
    groups = [(), *(path for path in places(record) if isinstance(at(record, path), (dict, list)))]
    path = data.draw(st.sampled_from(groups))
    value = data.draw(values())
    held = at(record, path)
    step: str | int = len(held) if isinstance(held, list) else "fresh"
    after = set_value(text.encode("utf-8"), (*path, step), value, ("id", "title", "fresh")).decode()
    first, beyond = untouched(text, after)
    assert first >= beyond, "something that was there has changed"
    goal = copy.deepcopy(record)
    if isinstance(held, list):
        at(goal, path).append(value)
    else:
        at(goal, path)["fresh"] = value
    assert parse(after.encode()).value == goal


@TRIES
@given(st.data())
def test_what_is_removed_leaves_the_rest_and_every_comment(data: st.DataObject) -> None:
    record = data.draw(records())
    text = Hand(data.draw(st.integers(0, 2**32))).write(record)
    choices = [path for path in places(record) if path != ("id",)]
    if not choices:
        return
    path = data.draw(st.sampled_from(choices))
    try:
        after = remove(text.encode("utf-8"), path).decode()
    except RunError:
        # A list within a list has its hyphen on the line of the one around it.
        assert any(isinstance(a, int) and isinstance(b, int) for a, b in pairwise(path))
        return
    assert sorted(COMMENT.findall(after)) == sorted(COMMENT.findall(text))
    while len(path) > 1 and len(at(record, path[:-1])) == 1:
        path = path[:-1]
    goal = copy.deepcopy(record)
    del at(goal, path[:-1])[path[-1]]
    assert parse(after.encode()).value == goal


def test_within_brackets_what_can_not_stand_plain_is_quoted() -> None:
    content = b"a: ['0']\nb: {c: x, d: y}\n"
    assert set_value(content, ("a",), [":0"]) == b'a: [":0"]\nb: {c: x, d: y}\n'
    assert remove(b"a: [x, ':0']\n", ("a", 0)) == b'a: [":0"]\n'


@TRIES
@given(st.data())
def test_texts_put_in_at_once_are_what_they_are_one_by_one(data: st.DataObject) -> None:
    record = data.draw(records())
    text = Hand(data.draw(st.integers(0, 2**32))).write(record)
    single = [path for path in places(record) if not isinstance(at(record, path), (dict, list))]
    paths = data.draw(st.lists(st.sampled_from(single), unique=True)) if single else []
    words = {
        path: data.draw(st.one_of(st.text("abc", min_size=1), st.just("a: #b"))) for path in paths
    }
    one_by_one = text.encode("utf-8")
    for path, value in words.items():
        one_by_one = set_value(one_by_one, path, value)
    assert set_words(text.encode("utf-8"), words) in (one_by_one, None)


def test_texts_are_put_in_at_once_wherever_they_stand() -> None:
    text = "- id: a\n  of: [x, 'x']  # first\n- id: b\n  of: >-\n    x\n    y\n"
    words = {(0, "of", 0): "long", (0, "of", 1): "z", (1, "of"): "z"}
    assert set_words(text.encode(), words) == (
        b"- id: a\n  of: [long, 'z']  # first\n- id: b\n  of: z\n"
    )


def test_a_text_that_stands_there_already_is_left_as_it_is_written() -> None:
    text = b"a: >-\n  x\nb: y\n"
    assert set_words(text, {("a",): "x", ("b",): "z"}) == b"a: >-\n  x\nb: z\n"


def test_where_nothing_single_stands_texts_are_put_in_one_by_one() -> None:
    for text in (b"a: [x]\nb: y\n", b"b: y\n", b"a:\nb: y\n"):
        assert set_words(text, {("a",): "x", ("b",): "z"}) is None

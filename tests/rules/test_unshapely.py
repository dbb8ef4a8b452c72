"""No rule trips over a record that lacks a field or holds something else in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from sscp.load.place import SETTINGS_FILE
from sscp.rules.catalogue import RULES
from sscp.rules.examples import read_example
from sscp.rules.runner import run_rules
from tests.builders import load_files

INSTEAD: tuple[Any, ...] = (None, 7, "x", True, "2023-02-31", [], {}, [7, {}, "x"], {"a": [7]})
CODES = [rule.code for rule in RULES if "bad" in read_example(rule.code).values]


def _spots(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every field within a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*way, key)
            yield from _spots(inner, (*way, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _spots(inner, (*way, index))


def _changed(register: Any, way: tuple[Any, ...], turn: int) -> Iterator[Any]:
    """The register without the field, and with two other values in its place."""
    for value in ("gone", INSTEAD[turn % len(INSTEAD)], INSTEAD[(turn * 2 + 1) % len(INSTEAD)]):
        copy = deepcopy(register)
        parent = copy
        for step in way[:-1]:
            parent = parent[step]
        if value == "gone":
            del parent[way[-1]]
        else:
            parent[way[-1]] = value
        yield copy


def _check(register: dict[str, Any], as_of: Any) -> None:
    files: dict[str, str | bytes] = {
        SETTINGS_FILE if folder == "register" else f"{folder}/a.yaml": json.dumps(records)
        for folder, records in register.items()
    }
    loaded = load_files(files)
    run_rules(loaded.portfolio, loaded.problems, as_of)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("side", ["bad", "good"])
def test_no_field_is_taken_for_granted(code: str, side: str) -> None:
    example = read_example(code)
    register = example.values[side]
    for turn, way in enumerate(_spots(register)):
        for changed in _changed(register, way, turn):
            _check(changed, example.as_of)

"""How far ahead something is called due soon."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.timing.windows import Windows, windows_of
from tests.builders import build


def windows(**settings: Any) -> Windows:
    return windows_of(build(settings={"id": "x", "name": "X", "area": "Y", **settings}))


def test_it_is_a_fortnight_where_nothing_is_set() -> None:
    fortnight = Windows(actions=14, clocks=14, documents=14)
    assert windows() == fortnight
    assert windows_of(build()) == fortnight
    assert windows(warning={}) == fortnight
    assert windows(warning="soon") == fortnight


def test_each_may_be_set_on_its_own() -> None:
    assert windows(warning={"clocks": 28}) == Windows(14, 28, 14)
    assert windows(warning={"actions": 7, "documents": 56}) == Windows(7, 14, 56)


def test_none_at_all_may_be_asked_for() -> None:
    assert windows(warning={"actions": 0}) == Windows(0, 14, 14)


@pytest.mark.parametrize("value", ["7", True, None, 7.5])
def test_what_is_no_whole_number_leaves_the_fortnight(value: object) -> None:
    assert windows(warning={"actions": value}) == Windows(14, 14, 14)

"""Two versions of a file joined: what one side removed, and what it moved."""

from __future__ import annotations

import pytest

from sscp.write.join import Disputed, join_files
from sscp.write.moves import Files, follow_moves

BASE = b"- id: a\n  title: One\n- id: b\n  title: Two\n"
ONE = b"- id: a\n  title: One\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "takes", "joined", "asked"),
    [
        (BASE, BASE.replace(b"One", b"Uno"), ONE, False, ONE.replace(b"One", b"Uno"), []),
        (BASE, BASE.replace(b"Two", b"Due"), ONE, True, ONE, ["b"]),
        (BASE, BASE.replace(b"Two", b"Due"), ONE, False, BASE.replace(b"Two", b"Due"), ["b"]),
        (BASE, ONE, BASE.replace(b"Two", b"Due"), True, BASE.replace(b"Two", b"Due"), ["b"]),
        (BASE, None, BASE.replace(b"Two", b"Due"), False, None, ["b"]),
        (BASE, None, BASE.replace(b"Two", b"Due"), True, b"- id: b\n  title: Due\n", ["b"]),
        (b"id: a\nt: 1\n", b"id: a\nt: 2\n", None, True, None, ["a"]),
        (b"id: a\nt: 1\n", b"id: a\nt: 2\n", None, False, b"id: a\nt: 2\n", ["a"]),
    ],
)
def test_what_one_side_removed(
    base: bytes,
    ours: bytes | None,
    theirs: bytes | None,
    takes: bool,
    joined: object,
    asked: list[str],
) -> None:
    told: list[str] = []

    def choose(each: Disputed) -> bool:
        told.append(each.record)
        return takes

    result = join_files(base, ours, theirs, choose)
    assert result.is_joined
    assert (result.content, told) == (joined, asked)
    assert [each.record for each in result.disputed] == asked


def test_a_move_keeps_the_layout_of_whoever_moved() -> None:
    before = b"- id: x\n  t: 1\n- id: y\n  t: 2\n"
    base: Files = {"a": before, "b": None}
    ours: Files = {"a": before.replace(b"t: 1", b"t: 5"), "b": None}
    theirs: Files = {"a": before[15:], "b": b"# moved\nid: x\nt: 1  # as it was\n"}
    follow_moves(base, ours, theirs)
    assert base == {"a": before[15:], "b": theirs["b"]}
    assert ours == {"a": before[15:], "b": b"# moved\nid: x\nt: 5  # as it was\n"}

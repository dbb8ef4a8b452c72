"""Small matters of English in messages."""

from __future__ import annotations

import pytest

from sscp.model.kinds.catalogue import KINDS
from sscp.model.words import an, listed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["one"], "one"),
        (["one", "two"], "one or two"),
        (["one", "two", "three"], "one, two or three"),
    ],
)
def test_a_list_reads_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words, "or") == sentence
    assert listed(iter(words)) == sentence.replace(" or ", " and ")


def test_each_kind_takes_its_article() -> None:
    takes_an = {kind.name for kind in KINDS if an(kind.name) == f"an {kind.name}"}
    takes_a = {kind.name for kind in KINDS if an(kind.name) == f"a {kind.name}"}
    assert takes_an | takes_a == {kind.name for kind in KINDS}
    assert takes_an >= {"action", "agency", "audit", "escalation", "issue", "s11-return"}
    assert takes_a >= {"meeting", "scrutiny", "survey", "review", "data-return", "notice"}

"""Whatever a person writes in YAML: the values come back equal, each at its own line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from sscp.load.loader import load
from sscp.load.parse import parse
from sscp.load.source import Unreadable
from sscp.model.position import Path, count_nodes, locate
from tests.builders import MemorySource

LETTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x1FFFF, exclude_categories=("Cc", "Cs", "Zl", "Zp")
).filter(lambda each: each not in "\x7f\x85\ufeff\ufffe\uffff")
TRAPS = (
    *("1.10", "007", "no", "yes", "~", "null", "true", "-5", "5", "2023-05-17", "14:00"),
    *("", " ", "a: b", "- a", "#x", "a #b", "&a", "*a", "!t", "%x", "@x", "`x", "|", ">"),
    *("[a", "{a", "'", '"', "\\e", "C:\\new", "x" * 120, "word " * 40),
    *("caf\u00e9", "\U0001f600 \U0001f600"),
)
"""Texts that another reader, or a careless one, would take for something else."""
WORDS = st.one_of(
    st.text(LETTERS, max_size=30),
    st.sampled_from(TRAPS),
)
LINES = st.lists(st.text(LETTERS, min_size=1, max_size=20), min_size=1, max_size=4).map("\n".join)
NAMES = st.one_of(
    st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), st.text(LETTERS, min_size=1, max_size=12)
)
SCALARS = st.one_of(
    WORDS,
    LINES,
    st.integers(-(10**17), 10**17),
    st.booleans(),
    st.none(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=20,
)
TOPS = st.one_of(
    st.dictionaries(NAMES, VALUES, min_size=1, max_size=5),
    st.lists(VALUES, min_size=1, max_size=5),
)
STYLES = st.sampled_from(["plain", "single", "double", "literal", "folded"])
_FITS_A_BLOCK = re.compile(r"\S|\S[^\n]*\S(\n(\S|\S[^\n]*\S))*").fullmatch
"""The library writes a block wrongly when its lines begin or end with blanks."""
_TEXTS: dict[str, Any] = {
    "single": SingleQuotedScalarString,
    "double": DoubleQuotedScalarString,
    "literal": LiteralScalarString,
    "folded": FoldedScalarString,
}


def styled(value: Any, style: str, flow: bool) -> Any:
    """The value with its texts marked to be written in a style.

    The parser asks for quotes around a colon or a question mark within brackets.
    """
    if isinstance(value, dict):
        return {styled(key, "", flow): styled(inner, style, flow) for key, inner in value.items()}
    if isinstance(value, list):
        return [styled(inner, style, flow) for inner in value]
    if not isinstance(value, str):
        return value
    if flow and ("?" in value or ":" in value):
        return DoubleQuotedScalarString(value)
    is_block = style in {"literal", "folded"}
    if style not in _TEXTS or (is_block and not _FITS_A_BLOCK(value)):
        return value
    return _TEXTS[style](value)


def written(value: Any, style: str, flow: bool, indent: int) -> str:
    """The value as a library writes it."""
    yaml = YAML(pure=True)
    yaml.version = None
    yaml.default_flow_style = flow
    yaml.allow_unicode = True
    yaml.width = 60
    yaml.indent(mapping=indent, sequence=indent + 2, offset=2)
    yaml.representer.ignore_aliases = lambda _: True
    stream = StringIO()
    yaml.dump(styled(value, style, flow), stream)
    return stream.getvalue()


def paths_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value within a value, with the way to it; the value itself first."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths_in(inner, (*path, index))


Place = tuple[int, int]


def places_in(
    node: Any, key: Place | None = None, path: Path = ()
) -> dict[Path, tuple[Place, Place]]:
    """Where another reader, written in Python, finds each key and value."""
    own = _place(node)
    found = {path: (key or own, own)}
    if isinstance(node, MappingNode):
        for name, inner in node.value:
            assert isinstance(name, ScalarNode)
            found |= places_in(inner, _place(name), (*path, name.value))
    elif isinstance(node, SequenceNode):
        for index, inner in enumerate(node.value):
            found |= places_in(inner, None, (*path, index))
    return found


def _place(node: Any) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


@settings(max_examples=80, deadline=None)
@given(TOPS, STYLES, st.booleans(), st.integers(2, 6), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read_back_equal(
    value: Any, style: str, flow: bool, indent: int, line_end: str
) -> None:
    text = written(value, style, flow, indent).replace("\n", line_end)
    parsed = parse(text.encode())
    assert parsed.flaws == ()
    assert parsed.value == value
    assert len(parsed.positions) == count_nodes(value)
    for (_, found), (_, expected) in zip(paths_in(parsed.value), paths_in(value), strict=True):
        assert type(found) is type(expected)


@settings(max_examples=80, deadline=None)
@given(TOPS, STYLES, st.booleans(), st.integers(2, 6), st.sampled_from(["\n", "\r\n"]))
def test_every_value_is_found_where_it_stands(
    value: Any, style: str, flow: bool, indent: int, line_end: str
) -> None:
    text = written(value, style, flow, indent).replace("\n", line_end)
    parsed = parse(text.encode())
    reader = YAML(pure=True)
    expected = places_in(reader.compose(StringIO(text, newline="")))
    for path, _ in paths_in(value):
        assert locate(parsed.value, parsed.positions, path) == expected[path], path


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5), st.booleans())
def test_the_text_at_the_place_of_a_name_is_that_name(value: dict[str, Any], flow: bool) -> None:
    text = written(value, "plain", flow, 2)
    lines = text.split("\n")
    parsed = parse(text.encode())
    for path, _ in paths_in(value):
        name = path[-1] if path else None
        if not isinstance(name, str):
            continue
        (line, column), _ = locate(parsed.value, parsed.positions, path)
        rest = lines[line - 1][column - 1 :]
        assert rest.startswith((name, "'", '"', "?"))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4), min_size=1, max_size=5),
    st.booleans(),
)
def test_each_record_of_a_list_finds_its_own_values(rows: list[dict[str, Any]], flow: bool) -> None:
    text = written(rows, "plain", flow, 2)
    parsed = parse(text.encode())
    start = 1
    for index, row in enumerate(rows):
        for path, _ in paths_in(row):
            whole = locate(parsed.value, parsed.positions, (index, *path))
            assert locate(row, parsed.positions, path, start) == whole
        start += count_nodes(row)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_whatever_stop_the_reading(content: bytes) -> None:
    parsed = parse(content)
    assert len(parsed.positions) == (0 if parsed.value is None else count_nodes(parsed.value)) or (
        parsed.value is None and len(parsed.positions) == 1
    )
    assert all(flaw.line >= 1 and flaw.column >= 1 for flaw in parsed.flaws)


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%#?,\n\r\t\\ \u2028\x85\u00e9"), max_size=40))
def test_no_marks_whatever_stop_the_reading(text: str) -> None:
    parsed = parse(text.encode())
    if parsed.value is not None:
        assert len(parsed.positions) == count_nodes(parsed.value)
    assert all(flaw.line >= 1 and flaw.column >= 1 for flaw in parsed.flaws)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["posts/a.yaml", "posts/b.yaml", "actions/c.yaml", "odd/d.yaml", "e.yaml"]),
        st.one_of(
            st.lists(
                st.fixed_dictionaries(
                    {"id": st.sampled_from(["a", "b", "ACT-2023-001", "A b"])},
                    optional={"title": WORDS, "due": WORDS, "colour": WORDS},
                ),
                max_size=3,
            ).map(lambda rows: written(rows, "plain", False, 2)),
            st.sampled_from(["", "a: [", "\ta: 1", "a: *x", "words"]),
        ),
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_files_changes_nothing_that_is_found(
    files: dict[str, str], chance: Any
) -> None:
    class Shuffled(MemorySource):
        def paths(self) -> tuple[list[str], list[Unreadable]]:
            found, bad = super().paths()
            chance.shuffle(found)
            return found, bad

    one, other = load(MemorySource(files)), load(Shuffled(files))
    assert sorted(map(repr, one.problems)) == sorted(map(repr, other.problems))
    assert sorted(map(repr, (each.values for each in one.portfolio.records))) == sorted(
        map(repr, (each.values for each in other.portfolio.records))
    )

"""Text to values: what stays text, what becomes a value, and which files are refused and where."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sscp.load.parse import DEEPEST_NESTING, LONGEST_FILE_BYTES, Flaw, Parsed, parse
from sscp.model.position import SHIFT, locate


def read(text: str | bytes) -> Parsed:
    return parse(text.encode() if isinstance(text, str) else text)


def value(text: str | bytes) -> Any:
    parsed = read(text)
    assert parsed.flaws == ()
    return parsed.value


def only_flaw(text: str | bytes) -> Flaw:
    parsed = read(text)
    assert len(parsed.flaws) == 1, parsed.flaws
    return parsed.flaws[0]


def fatal(text: str | bytes) -> tuple[str, int, int]:
    """Name, line and column of the one flaw, which left the file unread."""
    flaw = only_flaw(text)
    assert flaw.fatal
    parsed = read(text)
    assert parsed.value is None
    assert len(parsed.positions) == 0
    return flaw[:3]


@pytest.mark.parametrize(
    "text",
    [
        "1.10",
        "1e3",
        "007",
        "0x10",
        "0o17",
        "1_000",
        "+5",
        ".5",
        ".inf",
        ".nan",
        "1-2",
        "12345678901234567890",
        "no",
        "No",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "nUll",
        "tRUE",
        "truely",
        "nullify",
        "2023-05-17",
        "14:00",
        "12:30:45",
        "=",
        "<<",
    ],
)
def test_a_plain_text_that_other_readers_would_convert_stays_text(text: str) -> None:
    assert value(f"a: {text}") == {"a": text}
    assert value(f"- {text}") == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("7", 7),
        ("-5", -5),
        ("120", 120),
        ("999999999999999999", 999_999_999_999_999_999),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("", None),
    ],
)
def test_whole_numbers_true_false_and_nothing_are_the_only_values_beside_text(
    text: str, expected: object
) -> None:
    for mark in ("", " # &"):
        for found in (value(f"a: {text}{mark}\n")["a"], value(f"-   {text}{mark}\n")[0]):
            assert found == expected
            assert type(found) is type(expected)


@pytest.mark.parametrize("text", ["5", "-5", "true", "false", "~", "null", "", "1.10", "no"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_value_is_always_text(text: str, quote: str) -> None:
    assert value(f"a: {quote}{text}{quote}") == {"a": text}
    assert value(f"- {quote}{text}{quote}") == [text]
    assert value(f"a: {quote}{text}{quote} # &mark") == {"a": text}


def test_a_block_of_text_is_always_text() -> None:
    assert value("a: |\n  5\n") == {"a": "5\n"}
    assert value("a: >-\n  true\n") == {"a": "true"}


@pytest.mark.parametrize("mark", ["", " # see &x, *y and !z"])
def test_a_file_that_mentions_marks_of_reuse_reads_as_any_other(mark: str) -> None:
    text = f"a: 5{mark}\nb: [true, ~, no, 'x', {{c: 007}}]\nd:\n  e: -5\n"
    assert value(text) == {"a": 5, "b": [True, None, "no", "x", {"c": "007"}], "d": {"e": -5}}


def test_marks_inside_a_text_are_only_text() -> None:
    text = "a: R&D\nb: 'a & b'\nc: 2*3\nd: Stop!\ne: \"*bold* !important &c\"\nf: x & y * z ! w\n"
    assert value(text) == {
        "a": "R&D",
        "b": "a & b",
        "c": "2*3",
        "d": "Stop!",
        "e": "*bold* !important &c",
        "f": "x & y * z ! w",
    }


@pytest.mark.parametrize(("text", "key"), [("1", "1"), ("true", "true"), ("~", "~"), ("no", "no")])
def test_the_name_of_a_field_is_always_text(text: str, key: str) -> None:
    assert value(f"{text}: x") == {key: "x"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1\n", (1, 4)),
        ("a: 1\nb:\n  - &x 1\n", (3, 5)),
        ("a: 1\nb: *x\n", (2, 4)),
        ("a: [b, *x]\n", (1, 8)),
        ("a: [b,&x c]\n", (1, 7)),
        ("a: &x\n  b: 1\n", (1, 4)),
        ("a: 1\n&x b: 2\n", (2, 1)),
        ("a: 1\n*x : 2\n", (2, 1)),
        ("? *x\n: 2\n", (1, 3)),
        ("- 1\n- *x\n", (2, 3)),
        ("&x a\n", (1, 1)),
        ("<<: *x\n", (1, 5)),
        ("a: 1\na: *x\n", (2, 4)),
    ],
)
def test_anchors_and_aliases_are_refused_where_they_stand(
    text: str, place: tuple[int, int]
) -> None:
    parsed = read(text)
    assert parsed.value is None
    assert parsed.flaws[-1] == Flaw("anchor", *place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: !!str 1\n", (1, 4)),
        ("a: 1\nb: ! 12\n", (2, 4)),
        ("a: !\n", (1, 4)),
        ("- !thing {}\n", (1, 3)),
        ("a: !!python/object:os.system x\n", (1, 4)),
        ("--- !register\na: 1\n", (1, 5)),
        ("!k a: 1\n", (1, 1)),
        ("a: [1,!!int 2]\n", (1, 7)),
    ],
)
def test_tags_are_refused_where_they_stand(text: str, place: tuple[int, int]) -> None:
    assert fatal(text) == ("tag", *place)


def test_aliases_that_explode_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    start = time.perf_counter()
    assert fatal("\n".join(lines)) == ("anchor", 1, 5)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\ta: 1\n", (1, 1)),
        ("a:\n\tb: 1\n", (2, 1)),
        ("a:\n  b: 1\n  \tc: 2\n", (3, 3)),
        ("a:\r\n\tb: 1\r\n", (2, 1)),
        ("a:\r\tb: 1\r", (2, 1)),
    ],
)
def test_a_tab_that_indents_is_told_apart_from_other_mistakes(
    text: str, place: tuple[int, int]
) -> None:
    assert fatal(text) == ("tab", *place)


def test_a_tab_within_a_text_is_text() -> None:
    assert value("a: b\tc\n") == {"a": "b\tc"}
    assert value('a: "b\\tc"\n') == {"a": "b\tc"}


def test_a_byte_order_mark_is_said_and_the_file_is_read_with_its_columns() -> None:
    parsed = read(b"\xef\xbb\xbfid: x\n")
    assert parsed.value == {"id": "x"}
    assert parsed.flaws == (Flaw("byte-order-mark", 1, 1, "", fatal=False),)
    assert locate(parsed.value, parsed.positions, ("id",)) == ((1, 1), (1, 5))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_its_like_are_refused(encoding: str) -> None:
    content = "id: caf\u00e9\ntitle: x\n".encode(encoding)
    name, _, _ = fatal(content)
    assert name in {"encoding", "control-character"}


def test_utf_16_with_its_mark_is_named() -> None:
    assert only_flaw("id: x\n".encode("utf-16")) == Flaw("encoding", 1, 1, "UTF-16")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: \xe9\n", (1, 4)),
        (b"a: 1\nbc: caf\xe9 noir\n", (2, 8)),
        (b"a: 1\r\nb: \xff\r\n", (2, 4)),
        (b"a: \xed\xa0\x80\n", (1, 4)),
        (b"a: \xc0\xaf\n", (1, 4)),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_where_they_stand(
    content: bytes, place: tuple[int, int]
) -> None:
    assert fatal(content) == ("encoding", *place)


@pytest.mark.parametrize("number", [0, 1, 7, 8, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0xFFFE])
def test_control_characters_are_refused_where_they_stand(number: int) -> None:
    flaw = only_flaw(f"a: 1\nb: x{chr(number)}y\n")
    assert flaw == Flaw("control-character", 2, 5, f"{number:02X}")
    assert flaw.fatal


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\b", "\\e", "\\x1b", "\\u009b", "\\x7F"])
def test_an_escape_cannot_smuggle_in_a_control_character(escape: str) -> None:
    assert fatal(f'a: 1\nb: "x{escape}[31m"\n') == ("control-character", 2, 4)
    assert fatal(f'- "{escape}"\n') == ("control-character", 1, 3)
    assert fatal(f'"{escape}": 1\n') == ("control-character", 1, 1)


def test_harmless_escapes_are_read() -> None:
    assert value('a: "caf\\u00e9\\n\\"x\\" \\\\"\n') == {"a": 'caf\u00e9\n"x" \\'}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("%YAML 1.1\n---\na: yes\n", (1, 1)),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", (1, 1)),
        ("%x: a\n", (1, 1)),
        ("# note\n%YAML 1.1\n---\na: yes\n", (2, 1)),
        ("# note\r%YAML 1.1\r---\ra: yes\r", (2, 1)),
        ("# note\r\n\r\n%TAG ! x\r\n---\r\na: 1\r\n", (3, 1)),
        ("a: 1\n...\n%YAML 1.2\n---\nb: 1\n", (3, 1)),
    ],
)
def test_a_header_that_would_change_the_reading_is_refused(
    text: str, place: tuple[int, int]
) -> None:
    assert fatal(text) == ("yaml-header", *place)


def test_a_percent_sign_in_a_text_is_text() -> None:
    assert value("a: 5%\nb: 5 %YAML\n") == {"a": "5%", "b": "5 %YAML"}


def test_a_second_document_is_refused_where_it_begins() -> None:
    assert fatal("a: 1\n---\nb: 2\n") == ("second-document", 2, 1)
    assert fatal("- 1\n---\n- 2\n") == ("second-document", 2, 1)
    assert fatal("a: 1\n---\n  text\n") == ("second-document", 2, 1)
    assert fatal("a: 1\n\n--- {b: 2}\n---\nc: 3\n") == ("second-document", 3, 1)
    assert fatal("---\na: 1\n...\n# the next\n---\nb: 2\n") == ("second-document", 5, 1)
    assert fatal("a: 1\n---\n") == ("second-document", 2, 1)


def test_the_marks_around_a_single_document_are_allowed() -> None:
    assert value("---\na: 1\n...\n") == {"a": 1}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_is_read_to_its_limit_and_refused_beyond(opening: str, closing: str) -> None:
    deepest = opening * DEEPEST_NESTING + "1" + closing * DEEPEST_NESTING
    assert value(deepest) is not None
    over = opening * (DEEPEST_NESTING + 1) + "1" + closing * (DEEPEST_NESTING + 1)
    assert fatal(over) == ("too-deep", 1, len(opening) * DEEPEST_NESTING + 1)


def test_endless_nesting_is_refused_at_once() -> None:
    start = time.perf_counter()
    assert fatal("[" * 500_000)[0] == "too-deep"
    assert fatal("- " * 500_000)[0] == "too-deep"
    assert [flaw.name for flaw in read("a: 1\na: " + "[" * 500_000).flaws] == [
        "duplicate-key",
        "too-deep",
    ]
    assert time.perf_counter() - start < 5


def test_a_file_is_read_up_to_two_megabytes_and_refused_beyond() -> None:
    exact = b"a: " + b"x" * (LONGEST_FILE_BYTES - 3)
    assert LONGEST_FILE_BYTES == 2_000_000
    assert value(exact)["a"].startswith("xxx")
    assert fatal(exact + b"x") == ("too-large", 1, 1)
    assert only_flaw(exact + b"x").detail == "2,000,001"


def test_a_line_of_a_million_columns_keeps_its_line_and_column() -> None:
    assert LONGEST_FILE_BYTES < 1 << SHIFT
    text = "# top\n{a: '" + "x" * 1_500_000 + "', b: 1}\n"
    parsed = read(text)
    column = text.splitlines()[1].index("b:") + 1
    assert locate(parsed.value, parsed.positions, ("b",)) == ((2, column), (2, column + 3))


def test_a_key_that_stands_twice_is_said_at_its_line_and_the_first_one_counts() -> None:
    parsed = read("a: 1\nb: 2\na: 3\nc: {x: 1, x: [2, {y: 3}]}\nd: 4\nb: {q: [1]}\n")
    assert parsed.value == {"a": 1, "b": 2, "c": {"x": 1}, "d": 4}
    assert parsed.flaws == (
        Flaw("duplicate-key", 3, 1, "a", fatal=False),
        Flaw("duplicate-key", 4, 11, "x", fatal=False),
        Flaw("duplicate-key", 6, 1, "b", fatal=False),
    )
    assert locate(parsed.value, parsed.positions, ("d",)) == ((5, 1), (5, 4))


def test_a_key_that_is_no_text_is_refused_where_it_stands() -> None:
    assert fatal("? [a]\n: 1\n") == ("key-not-text", 1, 3)
    assert fatal("a:\n  ? {b: 1}\n  : 1\n") == ("key-not-text", 2, 5)
    assert fatal("- {[a]: 1}\n") == ("key-not-text", 1, 4)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "~\n"])
def test_a_file_without_content_has_no_value_and_no_flaw(text: str) -> None:
    assert value(text) is None


def test_values_read_alike_with_any_line_ending() -> None:
    text = "# top\nid: x\nnotes: |\n  one\n\n  two\nlist:\n  - a\n  - b: 1\n"
    unix, dos, mac = (read(text.replace("\n", end)) for end in ("\n", "\r\n", "\r"))
    assert unix.value == dos.value == mac.value
    assert unix.value["notes"] == "one\n\ntwo\n"
    assert unix.positions == dos.positions == mac.positions


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c\n", (1, 5)),
        ("a: 1\n b: 2\n", (2, 3)),
        ("a: @x\n", (1, 4)),
        ("a: 1\nb: ]\n", (2, 4)),
        ("- a\nb: 1\n", (2, 1)),
    ],
)
def test_a_broken_layout_is_said_where_it_breaks(text: str, place: tuple[int, int]) -> None:
    assert fatal(text) == ("syntax", *place)
    assert only_flaw(text).detail


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("id: x\nb: 'never closed\nc: 1\n", (2, 4)),
        ('id: x\nb: "never closed\n', (2, 4)),
        ("id: x\nb: [1, 2\n", (2, 4)),
        ("id: x\nb: {c: 1\n\n\n", (2, 4)),
    ],
)
def test_what_is_never_closed_is_shown_where_it_was_opened(
    text: str, place: tuple[int, int]
) -> None:
    assert fatal(text) == ("syntax", *place)


@pytest.mark.parametrize(
    ("text", "column"), [("a: [14:00, 15:00]", 7), ("a: [Why?, x]", 8), ("a: {b: Why?}", 11)]
)
def test_a_text_that_needs_quotes_within_brackets_is_told_so(text: str, column: int) -> None:
    assert fatal(text) == ("syntax", 1, column)
    assert only_flaw(text).detail == (
        "a colon or question mark within brackets needs quotes around its text"
    )
    assert "quotes" not in only_flaw("a: [b, c").detail


def test_flaws_of_the_text_come_together_with_the_one_that_stops_the_reading() -> None:
    parsed = read(b"\xef\xbb\xbfa: 1\na: 2\nb: &x 3\n")
    assert [(flaw.name, flaw.line, flaw.fatal) for flaw in parsed.flaws] == [
        ("byte-order-mark", 1, False),
        ("duplicate-key", 2, False),
        ("anchor", 3, True),
    ]


def test_positions_are_counted_in_characters_not_bytes() -> None:
    parsed = read("{'caf\u00e9 \U0001f600': 1, b: 2}\n")
    assert locate(parsed.value, parsed.positions, ("b",)) == ((1, 15), (1, 18))

"""Generated YAML in many styles: the same values, laid out as different hands would."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

WORDS = st.text("abcdefghij klmnop:#-'\"é,[]{}&*!|>%@`0123456789", min_size=1, max_size=30)
KEYS = st.sampled_from("id title note owner rows parts list more extra last date".split())


def values(depth: int = 3) -> st.SearchStrategy[Any]:
    """A record's values: texts, numbers, flags, and lists and groups of them, none empty."""
    single = st.one_of(
        WORDS.map(lambda words: words.strip() or "x"),
        st.integers(0, 99),
        st.booleans(),
        st.sampled_from(
            ["2023-05-17", "no", "null", "1.10", "a line\nand another", "long " * 29 + "long"]
        ),
    )
    return st.recursive(
        single,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3),
            st.dictionaries(KEYS, inner, min_size=1, max_size=4),
        ),
        max_leaves=8,
    )


def records() -> st.SearchStrategy[dict[str, Any]]:
    """A whole record, with an id."""
    return st.dictionaries(KEYS, values(), min_size=1, max_size=6).map(
        lambda fields: {"id": "a-record", **{k: v for k, v in fields.items() if k != "id"}}
    )


class Hand:
    """Someone who writes YAML: indents, hyphens, quotes, brackets, comments, line ends."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.step = self.chance.choice([2, 4])
        self.dash = self.chance.choice([0, 2])
        self.newline = self.chance.choice(["\n", "\r\n"])
        self.mark = self.chance.choice(["", "\ufeff"])
        self.likes_comments = self.chance.choice([True, False])
        self.count = 0

    def write(self, value: Any) -> str:
        """The values as a file."""
        lines = self._comment("") + self._block(value, 0)
        text = self.newline.join(lines)
        end = self.chance.choice(["", self.newline, self.newline * 2])
        return self.mark + text + end

    def _comment(self, indent: str) -> list[str]:
        if not self.likes_comments or not self.chance.choice([True, False]):
            return []
        self.count += 1
        blank = [""] if self.chance.choice([True, False]) else []
        return [*blank, f"{indent}# note {self.count}: - x"]

    def _aside(self) -> str:
        if not self.likes_comments or not self.chance.choice([True, False]):
            return ""
        self.count += 1
        return f"  # aside {self.count}"

    def _block(self, value: Any, column: int) -> list[str]:
        """The lines of a group or a list; the first without its indent."""
        lines: list[str] = []
        indent = " " * column
        if isinstance(value, dict):
            for key, inner in value.items():
                lines += [] if not lines else self._comment(indent)
                lines += self._entry(f"{key}:", inner, column)
        else:
            for inner in value:
                lines += [] if not lines else self._comment(indent)
                lines += self._item(inner, column)
        return [lines[0].removeprefix(indent), *lines[1:]]

    def _entry(self, head: str, value: Any, column: int) -> list[str]:
        indent = " " * column
        if not isinstance(value, (dict, list)):
            return self._single(f"{indent}{head}", value, column)
        if self.chance.randrange(4) == 0 and _is_flat(value):
            return [f"{indent}{head} {_flow(value)}{self._aside()}"]
        inner = column + (self.dash if isinstance(value, list) else self.step)
        first, *rest = self._block(value, inner)
        return [f"{indent}{head}{self._aside()}", " " * inner + first, *rest]

    def _item(self, value: Any, column: int) -> list[str]:
        indent = " " * column
        if not isinstance(value, (dict, list)):
            return self._single(f"{indent}-", value, column)
        first, *rest = self._block(value, column + 2)
        return [f"{indent}- {first}", *rest]

    def _single(self, head: str, value: Any, column: int) -> list[str]:
        if isinstance(value, str) and "\n" in value:
            margin = " " * (column + self.step)
            return [f"{head} |-", *(margin + line for line in value.split("\n"))]
        if (
            isinstance(value, str)
            and value.startswith("long ")
            and self.chance.choice([True, False])
        ):
            margin = " " * (column + self.step)
            half = value.strip().split(" ")
            return [f"{head} >-", margin + " ".join(half[:15]), margin + " ".join(half[15:])]
        return [
            f"{head} {_scalar(value, self.chance.choice(['', chr(39), chr(34)]))}{self._aside()}"
        ]


def _is_flat(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    return not any(isinstance(each, (dict, list)) or "\n" in str(each) for each in inner)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{key}: {_scalar(inner, chr(34))}" for key, inner in value.items())
            + "}"
        )
    return "[" + ", ".join(_scalar(inner, '"') for inner in value) + "]"


def _scalar(value: Any, quote: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = text.replace(" ", "").replace("-", "").isalpha() and text[0].isalpha()
    if not quote and plain and text.strip() == text and text not in ("no", "null", "true", "false"):
        return text
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

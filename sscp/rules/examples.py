r"""The bad and the good example of each rule: read by people, run by the tests.

An example is a file `examples/<CODE>.yaml` with a part `bad` and a part `good`.
Each holds records by folder, with only the fields that matter:

    as_of: 2023-11-15
    bad:
      groups:
        - id: board
    good:
      groups: ...

A rule about files themselves has `bad_files` and `good_files` instead: texts
by path, with `latin1: true` where each character stands for one byte, `escapes:
true` where `\x07` stands for the character of that number, and `repeated` for
how often the bad text is written. `bad_unreadable` tells of paths that cannot be
followed or read at all.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any, Literal, NamedTuple

from sscp.load.loader import LoadResult, load
from sscp.load.parse import parse
from sscp.load.place import SETTINGS_FILE
from sscp.load.source import Unreadable
from sscp.model.dates import read_iso_date

_FOLDER = Path(__file__).parent / "examples"
_DAY = date(2023, 11, 15)
"""The day an example is checked on when it names none."""
_KEY = re.compile(r"([a-z0-9_-]+):", re.MULTILINE)
_ESCAPE = re.compile(r"\\x([0-9A-F]{2})")

Side = Literal["bad", "good"]


class Example(NamedTuple):
    """A rule's example.

    Attributes:
        code: the rule's code.
        as_of: the day it is checked on.
        bad_text: the register that breaks the rule, as it stands in the file.
        good_text: the register that keeps it.
        values: the whole example, parsed.
    """

    code: str
    as_of: date
    bad_text: str
    good_text: str
    values: dict[str, Any]


class _ExampleSource:
    """The files of one side of an example."""

    prefix = "records/"

    def __init__(self, files: dict[str, bytes], unreadable: list[Unreadable]) -> None:
        self._files = files
        self._unreadable = unreadable

    def paths(self) -> tuple[list[str], list[Unreadable]]:
        """The paths in order, and those that can't be read."""
        return sorted(self._files), self._unreadable

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._files[path]


def example_codes() -> tuple[str, ...]:
    """The codes of the rules that have an example, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def read_example(code: str) -> Example:
    """The example of a rule.

    Raises:
        FileNotFoundError: the rule has none.
    """
    content = (_FOLDER / f"{code}.yaml").read_bytes()
    values = parse(content).value
    parts = _split(content.decode("utf-8"))
    bad, good = (
        "\n".join(dedent(parts[name]).strip("\n") for name in parts if name.startswith(side))
        for side in ("bad", "good")
    )
    return Example(code, read_iso_date(values.get("as_of")) or _DAY, bad, good, values)


def load_example(example: Example, side: Side) -> LoadResult:
    """One side of an example, read by the real loader."""
    unreadable = [
        Unreadable(path, found["rule"], found["why"])
        for path, found in example.values.get(f"{side}_unreadable", {}).items()
    ]
    files = _given_files(example.values, side)
    if not files and not unreadable:
        text = example.bad_text if side == "bad" else example.good_text
        for folder, content in _split(text).items():
            path = SETTINGS_FILE if folder == "register" else f"{folder}/{folder}.yaml"
            files[path] = dedent(content).encode()
    return load(_ExampleSource(files, unreadable))


def _given_files(values: dict[str, Any], side: Side) -> dict[str, bytes]:
    encoding = "latin-1" if values.get("latin1") else "utf-8"
    repeated = values.get("repeated", 1) if side == "bad" else 1
    files = values.get(f"{side}_files") or {}
    if values.get("escapes"):
        files = {path: _ESCAPE.sub(_character, text) for path, text in files.items()}
    return {path: text.encode(encoding) * repeated for path, text in files.items()}


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _split(text: str) -> dict[str, str]:
    """A text by its keys in the first column: what stands below each of them."""
    found = list(_KEY.finditer(text))
    tops = [each for each in found if each.start() == 0 or text[each.start() - 1] == "\n"]
    ends = [each.start() for each in tops[1:]] + [len(text)]
    return {each[1]: text[each.end() : end] for each, end in zip(tops, ends, strict=True)}

"""Which characters a text of a record can hold: those that every reader sees and every file keeps.

Barred are control characters but the tab and the line feed, halves of characters, signs that
end a line unseen, signs that turn the order of letters about, and the mark that begins a file.

Source: Unicode 15.1, chapter 23 (special areas and format characters); Unicode Technical
Report 36, section 2.10 (signs that turn the order of letters about).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BARRED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ENDS = frozenset("\x85\u2028\u2029")


class Barred(NamedTuple):
    """A character that no text can hold: what it is, and the line it stands on, from 1."""

    words: str
    line: int


def find_barred(text: str) -> Barred | None:
    """The first character of a text that no record can hold; None where there is none."""
    if text.isprintable():
        return None
    found = _BARRED.search(text)
    if found is None:
        return None
    return Barred(_in_words(found[0]), text.count("\n", 0, found.start()) + 1)


def _in_words(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    if letter in _TURNS:
        return f"a sign that turns the order of letters about ({code})"
    if letter in _ENDS:
        return f"a line end that nobody sees ({code})"
    if letter == "\ufeff":
        return f"a byte-order mark ({code})"
    if "\ud800" <= letter <= "\udfff":
        return f"a broken character ({code})"
    return f"a control character ({code})"


def lines_of(text: str) -> list[str]:
    """The lines of notes, as any machine ends them."""
    return re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))

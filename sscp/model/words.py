"""Small matters of English: lists in a sentence, and which article a word takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A letter that is spelt out, as in s11-return, is heard before it is read: ess eleven.
_AN = re.compile("[aeiou]|[fhlmnrsx][0-9]", re.IGNORECASE)


def an(word: str) -> str:
    """A word with its article: a meeting, an action, an s11-return."""
    return f"{'an' if _AN.match(word) else 'a'} {word}"


def one_line(text: str) -> str:
    """A text without line ends, and with one blank between words."""
    return " ".join(text.split())


def kind_words(name: str) -> str:
    """The name of a kind of record as a sentence says it: review, Section 11 return."""
    return name.replace("s11-", "Section 11 ").replace("-", " ")


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a sentence lists them: one; one and two; one, two and three.

    Args:
        words: in the order to say them.
        last: what stands before the last one: and, or.
    """
    *before, final = list(words) or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 record, 3 records."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

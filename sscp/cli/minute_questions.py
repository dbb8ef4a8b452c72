"""What is asked of each sort of entry in the minutes, and how an answer is tried by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sscp.model.kinds.meetings import DECISION_OUTCOMES
from sscp.work.note_entries import (
    ACTION,
    APPROVAL,
    INTEREST,
    RECEIVED,
    RECORDS,
    SEVERAL,
    VALUE,
    Values,
)

NEXT_MEETING = ("next meeting", "the next meeting")
"""What stands for the day of the group's next meeting."""


class Ask(NamedTuple):
    """One question of an entry.

    Attributes:
        name: the answer's name.
        label: what stands before the answer, without the colon.
        is_required: True when the entry can't do without.
        is_several: True when it is asked until nothing more is typed.
        is_long: True for an answer of several lines.
        kinds: the kinds of record that can be named; empty for text. `*` is any kind.
        default: what Enter stands for.
    """

    name: str
    label: str
    is_required: bool = False
    is_several: bool = False
    is_long: bool = False
    kinds: tuple[str, ...] = ()
    default: str = ""


MORE = {
    "reasons": Ask("REASONS", "Why", is_long=True),
    "options": Ask("OPTION", "Another course that was weighed", is_several=True),
    "against": Ask("AGAINST", "Who was against it, such as council, icb"),
    "answers": Ask("ANSWERS", "Record that it answers", is_several=True, kinds=("*",)),
    "tags": Ask("TAGS", "What it is about", is_several=True),
    "effective": Ask("EFFECTIVE", "The day it takes effect"),
    "ratifies": Ask("RATIFIES", "Earlier decision that it confirms", kinds=("decision",)),
    "replaces": Ask("REPLACES", "Earlier decision that it replaces", kinds=("decision",)),
}
"""What can be noted of a decision beyond the usual, by the word for it."""
LIKELY_FIRST = frozenset(("owner", "who", "paper", "TAGS"))
OUTCOME_LABELS = {choice.value: choice.label for choice in DECISION_OUTCOMES}
PLAIN: dict[str, tuple[Ask, ...]] = {
    ACTION.name: (
        Ask("owner", "owner (Enter for no action)", True, kinds=("post",)),
        Ask("text", "What is to be done", True),
        Ask("due", "By when, such as 5 June 2024 or next meeting", True),
        Ask("RESPONDERS", "Another who must respond", is_several=True, kinds=("partner", "agency")),
    ),
    INTEREST.name: (
        Ask("who", "Whose interest", True, kinds=("post",)),
        Ask("interest", "The interest", True),
        Ask("handled", "How it was handled", True),
    ),
    APPROVAL.name: (
        Ask("earlier", "Of which meeting", default="last meeting"),
        Ask("CORRECTION", "A correction", is_several=True),
    ),
    RECORDS.name: (Ask("RECORDS", "Record looked at", True, is_several=True, kinds=("*",)),),
    RECEIVED.name: (
        Ask("paper", "Words of its title", True),
        Ask("on", "The day it came", default="the day of the meeting"),
    ),
    VALUE.name: (Ask("VALUE", "The value, and how the challenge showed it", True),),
}


def _line_of_decision(word: str) -> Callable[[str, Values], str]:
    def line(typed: str, _: Values) -> str:
        said = ", ".join(typed.splitlines()) if word in SEVERAL else typed
        return f"NOTED: x\n  {word}: {said}"

    return line


def _responders(typed: str, values: Values) -> str:
    owner, due = values.get("owner", ""), values.get("due", "")
    return f"ACTION: {owner} - x - by {due}\n  RESPONDERS: {', '.join(typed.splitlines())}"


TRIED: dict[str, Callable[[str, Values], str]] = {
    "owner": lambda typed, _: f"ACTION: {typed} - x - by 31 December 9999",
    "due": lambda typed, values: f"ACTION: {values.get('owner', '')} - x - by {typed}",
    "RESPONDERS": _responders,
    "who": lambda typed, _: f"INTEREST: {typed} - x - x",
    "earlier": lambda typed, _: f"APPROVED: {typed}",
    "RECORDS": lambda typed, _: f"RECORDS: {', '.join(typed.splitlines())}",
    "paper": lambda typed, _: f"RECEIVED: {typed}",
    "on": lambda typed, values: f"RECEIVED: {values.get('paper', '')} - {typed}",
    **{
        word: _line_of_decision(word)
        for word in "AGREED AGAINST MATTERS ANSWERS TAGS EFFECTIVE UNTIL RATIFIES REPLACES".split()
    },
}
"""How an answer is tried as soon as it is given."""

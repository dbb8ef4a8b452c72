"""What can be noted under an item beside what was said, as answers to a few questions.

From the answers comes the text of the notes, and from the text the answers again, so
that what was begun can be gone on with and what was noted can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sscp.work.note_text import Piece
from sscp.work.notes import (
    DECISION_LINES,
    OUTCOMES,
    as_said,
    marked,
    read_notes,
    split_dashes,
)

Values = dict[str, str]
"""Answers by the name of their question; several stand on a line each."""
SEVERAL = frozenset("MATTERS ANSWERS TAGS RATIFIES REPLACES RESPONDERS RECORDS".split())
"""Lines of the notes that name records, parted by commas."""
_WORDS = {outcome: word for word, outcome in OUTCOMES.items()}


class Form(NamedTuple):
    """A sort of entry.

    Attributes:
        name: what it is called, such as `action`.
        key: the key that begins one at the prompts.
        help: what the key is for.
        words: the words of the notes with which such an entry begins.
        is_single: True when an item has no more than one.
    """

    name: str
    key: str
    help: str
    words: tuple[str, ...]
    is_single: bool = False


DECISION = Form("decision", "d", "a decision: agreed, put off, rejected or noted", tuple(OUTCOMES))
ACTION = Form("action", "a", "an action: who does what by when", ("ACTION",))
INTEREST = Form("interest", "i", "an interest that was declared", ("INTEREST",))
APPROVAL = Form("approval", "m", "the minutes of a meeting were agreed", ("APPROVED",), True)
RECORDS = Form("records", "r", "records that were looked at", ("RECORDS",), True)
RECEIVED = Form("paper", "p", "a paper that came", ("RECEIVED",))
VALUE = Form("value", "v", "the value that a challenge showed", ("VALUE",), True)
FORMS = (DECISION, ACTION, INTEREST, APPROVAL, RECORDS, RECEIVED, VALUE)


def form_of(piece: Piece) -> Form | None:
    """The sort of entry that a piece is; None for what was said and for what can't be read."""
    return next((form for form in FORMS if piece.word in form.words), None)


def write_entry(form: Form, values: Mapping[str, str]) -> Piece:
    """The piece of the notes that answers come to, whole or only begun."""
    word = _word_of_decision(values) if form is DECISION else form.words[0]
    return Piece(word, "\n".join(_WRITERS[form.name](values)))


def read_entry(piece: Piece) -> Values:
    """The answers that a piece was made from; those not given are left out."""
    form = form_of(piece)
    assert form is not None
    found = _READERS[form.name](piece)
    return {name: value for name, value in found.items() if value}


def _word_of_decision(values: Mapping[str, str]) -> str:
    """The word for how a decision ended; the usual one while that is only half typed."""
    return _WORDS.get(values.get("outcome", ""), _WORDS["agreed"])


def _write_decision(values: Mapping[str, str]) -> list[str]:
    word = _word_of_decision(values)
    lines = [f"{_named(word, values)}: {marked(values.get('title', ''))}".rstrip()]
    lines += _set_in(values.get("resolution", "").strip("\n"), "  ")
    for word in DECISION_LINES:
        value = values.get(word, "")
        if word == "REASONS" and value:
            first, _, rest = value.partition("\n")
            lines += [f"  REASONS: {first}", *_set_in(rest, "    ")]
        elif word in SEVERAL and value:
            lines.append(f"  {word}: {', '.join(value.splitlines())}")
        else:
            lines += [f"  {word}: {each}" for each in value.splitlines()]
    return lines


def _read_decision(piece: Piece) -> Values:
    found = read_notes(f"ITEM 1: x\n{piece.text}").items[0].decisions[0]
    values = {
        "id": found.id,
        "title": found.title,
        "resolution": found.resolution if found.resolution != found.title else "",
        "outcome": found.outcome,
    }
    for word, said in found.more.items():
        texts = [each.text for each in said]
        values[word] = "\n".join(_parted(texts) if word in SEVERAL else texts)
    return values


def _write_action(values: Mapping[str, str]) -> list[str]:
    parts = [values.get("owner", "")]
    if text := values.get("text"):
        parts.append(marked(text))
    if due := values.get("due"):
        parts.append(f"by {due}")
    lines = [f"{_named('ACTION', values)}: {' - '.join(parts)}".rstrip()]
    if responders := values.get("RESPONDERS"):
        lines.append(f"  RESPONDERS: {', '.join(responders.splitlines())}")
    return lines


def _read_action(piece: Piece) -> Values:
    found = read_notes(f"ITEM 1: x\n{piece.text}").items[0].actions[0]
    responders = [each.text for each in found.more.get("RESPONDERS", ())]
    return {
        "id": found.id,
        "owner": found.owner,
        "text": found.text,
        "due": found.due,
        "RESPONDERS": "\n".join(_parted(responders)),
    }


def _write_interest(values: Mapping[str, str]) -> list[str]:
    parts = [values.get(name, "") for name in ("who", "interest", "handled")]
    return [f"INTEREST: {' - '.join(marked(part) for part in parts if part)}".rstrip()]


def _read_interest(piece: Piece) -> Values:
    found = read_notes(f"ITEM 1: x\n{piece.text}").interests[0]
    return {"who": found.who, "interest": found.interest, "handled": found.handled}


def _write_approval(values: Mapping[str, str]) -> list[str]:
    corrections = values.get("CORRECTION", "").splitlines()
    return [
        f"APPROVED: {values.get('earlier', '')}".rstrip(),
        *(f"CORRECTION: {each}" for each in corrections),
    ]


def _read_approval(piece: Piece) -> Values:
    more = read_notes(f"ITEM 1: x\n{piece.text}").items[0].more
    return {
        "earlier": " ".join(each.text for each in more.get("APPROVED", ())),
        "CORRECTION": "\n".join(each.text for each in more.get("CORRECTION", ())),
    }


def _write_records(values: Mapping[str, str]) -> list[str]:
    return [f"RECORDS: {', '.join(values.get('RECORDS', '').splitlines())}".rstrip()]


def _read_records(piece: Piece) -> Values:
    return {"RECORDS": "\n".join(_parted([_whole(piece)]))}


def _write_received(values: Mapping[str, str]) -> list[str]:
    parts = [values.get(name, "") for name in ("paper", "on")]
    return [f"RECEIVED: {' - '.join(marked(part) for part in parts if part)}".rstrip()]


def _read_received(piece: Piece) -> Values:
    paper, on = [*split_dashes(_whole(piece)), ""][:2]
    return {"paper": paper, "on": on}


def _write_value(values: Mapping[str, str]) -> list[str]:
    return [f"VALUE: {' '.join(values.get('VALUE', '').split())}".rstrip()]


def _read_value(piece: Piece) -> Values:
    return {"VALUE": _whole(piece)}


_WRITERS = {
    "decision": _write_decision,
    "action": _write_action,
    "interest": _write_interest,
    "approval": _write_approval,
    "records": _write_records,
    "paper": _write_received,
    "value": _write_value,
}
_READERS = {
    "decision": _read_decision,
    "action": _read_action,
    "interest": _read_interest,
    "approval": _read_approval,
    "records": _read_records,
    "paper": _read_received,
    "value": _read_value,
}


def _named(word: str, values: Mapping[str, str]) -> str:
    return " ".join(filter(None, (word, values.get("id", ""))))


def _set_in(text: str, margin: str) -> list[str]:
    """Lines set in below the first, each marked where it would be read as something else."""
    return [
        f"{margin}{as_said(line)}" if line.strip() else ""
        for line in text.rstrip("\n").splitlines()
    ]


def _whole(piece: Piece) -> str:
    """What stands after the word, as one line."""
    return " ".join(piece.text.partition(":")[2].split())


def _parted(texts: list[str]) -> list[str]:
    return [part for text in texts for each in text.split(",") if (part := each.strip())]

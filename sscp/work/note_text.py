"""Notes taken apart into pieces that can be shown, changed and put together again, none lost.

Unlike `sscp.work.notes`, which says what notes mean, this keeps the text itself, with
whatever can't be read yet: an action that was only begun, a word mistyped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sscp.model.letters import lines_of
from sscp.model.words import one_line
from sscp.views.prose import Block
from sscp.work.notes import (
    ACTION_LINES,
    DECISION_LINES,
    OUTCOMES,
    as_said,
    is_remark,
    read_notes,
    unescaped,
    word_of,
)
from sscp.work.prose import block_lines

SAID, REMARK = "", "#"
DECISIONS = frozenset(OUTCOMES)
_WIDTH = 78


class Piece(NamedTuple):
    """One thing noted under an item.

    Attributes:
        word: the word of the notes that it begins with; SAID for a paragraph or one entry of
            a list of what was said, REMARK for a line that is left out.
        text: what was said, on one line; else the lines as notes have them.
        is_apart: False for an entry of a list that goes on with the list above.
    """

    word: str
    text: str
    is_apart: bool = True


@dataclass
class ItemText:
    """An item with its pieces, in their order."""

    number: str
    title: str
    pieces: list[Piece] = field(default_factory=list)

    def find(self, word: str) -> int | None:
        """The place of the first piece with a word; None when there is none."""
        return next((at for at, each in enumerate(self.pieces) if each.word == word), None)

    def text(self, pieces: Sequence[Piece] | None = None) -> str:
        """The item as notes have it, with other pieces where some are given."""
        name = " ".join(filter(None, ("ITEM", self.number)))
        lines = [f"{name}: {self.title}".rstrip()]
        before = None
        for piece in self.pieces if pieces is None else pieces:
            if before is not None and _is_parted(before, piece):
                lines.append("")
            lines += _lines(piece)
            before = piece
        return "\n".join(lines) + "\n"


@dataclass
class NoteText:
    """Notes as a text that can be changed piece by piece.

    Attributes:
        remarks: the lines left out that stand above the first item.
        items: the items.
        following: when the group meets next, in words; empty where it is not said.
    """

    remarks: list[str] = field(default_factory=list)
    items: list[ItemText] = field(default_factory=list)
    following: str = ""

    def text(
        self,
        item: ItemText | None = None,
        pieces: Sequence[Piece] | None = None,
        following: str | None = None,
    ) -> str:
        """The notes; with other pieces for one item, or another day, where these are given."""
        parts = ["\n".join(self.remarks) + "\n"] if self.remarks else []
        parts += [each.text(pieces if each is item else None) for each in self.items]
        day = self.following if following is None else following
        if day:
            parts.append(f"NEXT: {day}\n")
        return "\n".join(parts)


def read_note_text(text: str) -> NoteText:
    """Notes taken apart; what stands above the first item belongs to the first."""
    reader = _Reader()
    for line in lines_of(text):
        reader.take(line.rstrip())
    return reader.finish()


def read_pieces(text: str) -> list[Piece]:
    """The pieces in lines that stand under an item."""
    item = read_note_text(f"ITEM 1: x\n{text}").items[0]
    return item.pieces


def said_pieces(lines: Iterable[str]) -> list[Piece]:
    """What was said, line by line as it was typed; no line of it is read as anything else."""
    return read_pieces("\n".join(as_said(line) if line.strip() else "" for line in lines))


class _Reader:
    """Takes line by line; `_open` is the place of the piece that lines set in go on with."""

    def __init__(self) -> None:
        self._notes = NoteText()
        self._loose: list[Piece] = []
        self._pieces = self._loose
        self._open: int | None = None
        self._gap = 0

    def take(self, line: str) -> None:
        """Read one line."""
        text = line.strip()
        if not text:
            self._gap += 1
            return
        if is_remark(text):
            self._remark(text)
            return
        word = word_of(text)
        if word == "ITEM":
            self._begin_item(text)
        elif word:
            self._place(word, line)
        elif line[0].isspace() and self._open is not None:
            self._go_on(self._open, line)
        else:
            self._open = None
            self._say(unescaped(text))
        self._gap = 0

    def _remark(self, text: str) -> None:
        """Keep a line that is left out; what is above it goes on below it."""
        if self._pieces is self._loose and not self._loose:
            self._notes.remarks.append(text)
        else:
            self._pieces.append(Piece(REMARK, text))

    def _begin_item(self, text: str) -> None:
        found = read_notes(text).items
        number, title = (found[0].number, found[0].title) if found else ("", "")
        item = ItemText(number, title)
        self._notes.items.append(item)
        self._pieces, self._open = item.pieces, None

    def _place(self, word: str, line: str) -> None:
        owners = None
        if word in DECISION_LINES:
            owners = DECISIONS
        elif word in ACTION_LINES:
            owners = frozenset(("ACTION",))
        elif word == "CORRECTION":
            owners = frozenset(("APPROVED",))
        at = self._owner(owners) if owners is not None else None
        if at is not None:
            margin = "" if word == "CORRECTION" else "  "
            self._pieces[at] = _added(self._pieces[at], f"{margin}{line.strip()}", 0)
            self._open = at
            return
        self._pieces.append(Piece(word, line.strip()))
        self._open = len(self._pieces) - 1

    def _owner(self, words: frozenset[str]) -> int | None:
        """The last decision, action or approval, where it is of the words wanted."""
        for at in range(len(self._pieces) - 1, -1, -1):
            word = self._pieces[at].word
            if word in words:
                return at
            if word in DECISIONS or word == "ACTION":
                return None
        return None

    def _go_on(self, at: int, line: str) -> None:
        self._pieces[at] = _added(self._pieces[at], f"    {line.strip()}", self._gap)

    def _say(self, text: str) -> None:
        # As the text is read later: blanks of every sort count as one.
        text, before = one_line(text), self._last_said()
        is_entry = text.startswith("- ") and len(text) > 2
        if before is not None and not self._gap and not is_entry:
            said = self._pieces[before]
            # A hyphen alone, with the next line beside it, would be read as an entry of a list.
            blank = "\n" if set(said.text.split()) == {"-"} else " "
            self._pieces[before] = said._replace(text=f"{said.text}{blank}{text}")
            return
        follows = (
            is_entry
            and before is not None
            and not self._gap
            and self._pieces[before].text.startswith("- ")
        )
        self._pieces.append(Piece(SAID, text, not follows))

    def _last_said(self) -> int | None:
        said = [at for at, each in enumerate(self._pieces) if each.word == SAID]
        return said[-1] if said else None

    def finish(self) -> NoteText:
        """All that was read."""
        notes = self._notes
        if self._loose:
            if not notes.items:
                notes.items.append(ItemText("", ""))
            notes.items[0].pieces[:0] = self._loose
        for item in notes.items:
            at = item.find("NEXT")
            if at is not None and not notes.following:
                notes.following = item.pieces.pop(at).text.partition(":")[2].strip()
        return notes


def _added(piece: Piece, line: str, gap: int) -> Piece:
    return piece._replace(text="\n".join([piece.text, *[""] * gap, line]))


def _is_parted(before: Piece, piece: Piece) -> bool:
    """True where an empty line stands between two pieces."""
    if piece.word == SAID:
        return piece.is_apart
    return piece.word in DECISIONS or piece.word in ("ACTION", "INTEREST") or before.word == SAID


def _lines(piece: Piece) -> list[str]:
    if piece.word != SAID:
        return piece.text.split("\n")
    is_entry = piece.text.startswith("- ") and len(piece.text) > 2
    block = (
        Block(items=(piece.text[2:],)) if is_entry else Block(text=" ".join(piece.text.split("\n")))
    )
    return [_marked(line) for line in block_lines(block, _WIDTH)]


def _marked(line: str) -> str:
    text = line.lstrip()
    return f"{line[: len(line) - len(text)]}{as_said(text)}"

"""Notes of a meeting: plain text to items, what was said, decisions and actions.

A word in capitals at the beginning of a line, with a colon after it, says what
the line is; every other line is what was said under the item above it. Lines
that are set in go on with the line above. Nothing here knows the register:
who and what the words mean is found out by `sscp.work.minutes`.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from sscp.model.letters import find_barred, lines_of

OUTCOMES = {
    "DECISION": "agreed",
    "DEFERRED": "deferred",
    "REJECTED": "rejected",
    "NOT AGREED": "not-agreed",
    "NOTED": "noted",
}
"""The words that begin a decision, and how it ended."""
DECISION_LINES = (
    "AGREED AGAINST REASONS OPTION MATTERS ANSWERS TAGS EFFECTIVE UNTIL RATIFIES REPLACES".split()
)
ACTION_LINES = ["RESPONDERS"]
ITEM_LINES = ["APPROVED", "CORRECTION", "RECORDS", "RECEIVED", "VALUE"]
_SEVERAL = frozenset(("OPTION", "CORRECTION", "RECEIVED"))
"""Words that may stand on more than one line; any other is said once."""
_PROSE = frozenset(("REASONS",))
"""Words whose text may be of several paragraphs."""
WORDS = (
    *("ITEM", *OUTCOMES, "ACTION", "INTEREST", "NEXT"),
    *(*DECISION_LINES, *ACTION_LINES, *ITEM_LINES),
)
_ALSO = {"ACTIONS": "ACTION", "DECISIONS": "DECISION", "ITEMS": "ITEM", "DECIDED": "DECISION"}
_LINE = re.compile(
    r"(?P<word>[Nn][Oo][Tt] [Aa][Gg][Rr][Ee][Ee][Dd]|[A-Za-z]+)"
    r"(?: (?P<name>[A-Za-z0-9.-]+))?:(?P<text>.*)\Z"
)
_ITEM = re.compile(r"ITEM\s+(?P<name>[0-9][A-Za-z0-9.]*?)[.:]?(?:\s+(?P<text>.*))?\Z")
_NO_COLON = re.compile(r"(ACTION|DECISION|DEFERRED|REJECTED|NOT AGREED|AGREED)\b")
_DASH = re.compile(r"\s+[-\u2013\u2014]\s+")
_FREE_DASH = re.compile(r"(?<!\S)[-\u2013\u2014](?!\S)")
_MARKED = re.compile(r"\\([-\u2013\u2014])")
_BY = re.compile(r"\bby\s+(?P<day>\S.*)\Z", re.IGNORECASE)
_ESCAPE = "\\"


class Mistake(NamedTuple):
    """Something in the notes to be put right; a doubt is shown and stands in nobody's way."""

    line: int
    message: str
    is_doubt: bool = False


class Said(NamedTuple):
    """A text and the line it begins on, counted from 1."""

    text: str
    line: int


More = dict[str, tuple[Said, ...]]
"""Further lines below a decision, an action or an item, by their word."""


class NotedDecision(NamedTuple):
    """A decision as noted; `id` only where the notes name a record that is there already."""

    line: int
    id: str
    title: str
    resolution: str
    outcome: str
    more: More


class NotedAction(NamedTuple):
    """An action as noted: who and by when are words still."""

    line: int
    id: str
    owner: str
    text: str
    due: str
    more: More


class NotedItem(NamedTuple):
    """An item of the agenda as noted; `discussion` keeps its lines."""

    line: int
    number: str
    title: str
    discussion: str
    decisions: tuple[NotedDecision, ...]
    actions: tuple[NotedAction, ...]
    more: More


class NotedInterest(NamedTuple):
    """A declaration of interest as noted."""

    line: int
    who: str
    interest: str
    handled: str


class Notes(NamedTuple):
    """What notes hold, and what in them can't be read."""

    items: tuple[NotedItem, ...]
    interests: tuple[NotedInterest, ...]
    next_meeting: Said | None
    mistakes: tuple[Mistake, ...]


def read_notes(text: str) -> Notes:
    """The notes in a text; whatever can't be read is a mistake with its line."""
    reader = _Reader()
    for number, line in enumerate(lines_of(text), 1):
        barred = find_barred(line)
        if barred is not None:
            why = f"The line holds {barred.words}, which no record can keep; take it out."
            reader.refuse(number, why)
        reader.take(number, line.rstrip())
    return reader.finish()


def as_said(line: str) -> str:
    """A line of text, marked where it would be read as something else than what was said."""
    reader = _Reader()
    text = line.strip()
    is_other = text[:1] in ("#", _ESCAPE) or reader.entry(0, text) is not None or reader.mistakes
    return f"{_ESCAPE}{text}" if is_other else text


def word_of(line: str) -> str:
    """The word of the notes that a line begins with; empty for what was said."""
    entry = _Reader().entry(0, line.strip())
    return entry.word if entry is not None else ""


def is_remark(line: str) -> bool:
    """True for a line that is left out of the notes."""
    text = line.strip()
    return text == "#" or text.startswith("# ")


def unescaped(line: str) -> str:
    """A line of what was said without the mark that says so."""
    return line.removeprefix(_ESCAPE)


def split_dashes(text: str) -> list[str]:
    """The parts of a line between dashes that stand free."""
    return [unmarked(part) for part in _DASH.split(text.strip())]


def marked(part: str) -> str:
    """A text that is to stand between dashes, its own dashes marked as such."""
    return _FREE_DASH.sub(lambda found: _ESCAPE + found[0], part)


def unmarked(part: str) -> str:
    """A text from between dashes, its own dashes without their mark."""
    return _MARKED.sub(r"\1", part).strip()


class _Entry:
    """One line with a word, and the lines set in below it."""

    def __init__(self, word: str, name: str, line: int, text: str) -> None:
        self.word = word
        self.name = name
        self.line = line
        self.lines = [text.strip()]
        self.below: list[_Entry] = []

    @property
    def text(self) -> str:
        """The line itself."""
        return self.lines[0]

    @property
    def whole(self) -> str:
        """The line with all that is set in below it, as one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def rest(self) -> str:
        """The lines set in, each on its own."""
        return "\n".join(self.lines[1:]).strip("\n")


class _Reader:
    """Reads line by line; keeps the item, the decision or action, and the word a line belongs to.

    Attributes:
        items: the entries of the word ITEM with what was said below each.
        open: the entry that lines set in go on with.
    """

    def __init__(self) -> None:
        self.items: list[tuple[_Entry, list[str]]] = []
        self.others: list[_Entry] = []
        self.mistakes: list[Mistake] = []
        self.open: _Entry | None = None
        self._gap = 0
        self._told_before_item = False

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        text = line.strip()
        if is_remark(text):
            return
        if not text:
            self._gap += 1
            return
        gap, self._gap = self._gap, 0
        entry = self.entry(number, text)
        if entry is not None:
            self.open = entry if entry.word != "ITEM" else None
            self._place(entry)
        elif line[0].isspace() and self.open is not None:
            self.open.lines += [*[""] * gap, text.removeprefix(_ESCAPE)]
        else:
            self.open = None
            self._say(number, text.removeprefix(_ESCAPE), gap)

    def entry(self, number: int, line: str) -> _Entry | None:
        """The line as one with a word of the notes; None for what was said."""
        found = _ITEM.match(line) or _LINE.match(line)
        if found is None:
            if bare := _NO_COLON.match(line):
                self._doubt(number, f"{bare[0]} is kept as what was said, as no colon follows it.")
            return None
        groups = {"word": "ITEM", **found.groupdict()}
        word, name = groups["word"], groups["name"] or ""
        if word in WORDS:
            return _Entry(word, name, number, groups["text"] or "")
        if word.upper() in WORDS:
            self._doubt(
                number,
                f"{word}: is kept as what was said; in capitals, {word.upper()}:, it would"
                " be read as a line of its own kind.",
            )
        elif word.isupper():
            near = _ALSO.get(word) or next(iter(get_close_matches(word, WORDS, 1, 0.8)), None)
            if near is not None:
                self._wrong(number, f"{word}: is no word of the notes. Did you mean {near}:?")
        return None

    def _say(self, number: int, line: str, gap: int) -> None:
        if self.items:
            self.items[-1][1].extend([*[""] * gap, line])
        else:
            self._before_item(number)

    def _before_item(self, number: int) -> None:
        if not self._told_before_item:
            self._wrong(
                number, "This stands before the first item; begin with a line `ITEM 1: title`."
            )
            self._told_before_item = True

    def _place(self, entry: _Entry) -> None:
        """Put an entry where it belongs: below an item, a decision or an action."""
        if entry.word in ("INTEREST", "NEXT"):
            self.others.append(entry)
        elif entry.word == "ITEM":
            self.items.append((entry, []))
        elif not self.items:
            self._before_item(entry.line)
        elif entry.word in OUTCOMES or entry.word in ("ACTION", *ITEM_LINES):
            self.items[-1][0].below.append(entry)
        else:
            self._place_below(entry)

    def _place_below(self, entry: _Entry) -> None:
        """Put a further line below the decision or the action it speaks of."""
        allowed = ("ACTION",) if entry.word in ACTION_LINES else tuple(OUTCOMES)
        owner = next(
            (
                each
                for each in reversed(self.items[-1][0].below)
                if each.word == "ACTION" or each.word in OUTCOMES
            ),
            None,
        )
        if owner is None or owner.word not in allowed:
            what = "an ACTION" if allowed == ("ACTION",) else "a DECISION"
            self._wrong(entry.line, f"{entry.word}: stands only below {what} line.")
        else:
            owner.below.append(entry)

    def finish(self) -> Notes:
        """All that was read."""
        items = tuple(self._item(entry, said) for entry, said in self.items)
        interests = tuple(self._interest(each) for each in self.others if each.word == "INTEREST")
        following = self._more([each for each in self.others if each.word == "NEXT"], ("NEXT",))
        if not items and not self.mistakes:
            self._wrong(1, "There are no items in these notes; begin with a line `ITEM 1: title`.")
        self.mistakes.sort()
        return Notes(
            items,
            interests,
            following["NEXT"][0] if following else None,
            tuple(self.mistakes),
        )

    def _item(self, entry: _Entry, said: list[str]) -> NotedItem:
        if not entry.name and not entry.whole:
            self._wrong(entry.line, "An item needs its number or its title: `ITEM 4: title`.")
        return NotedItem(
            entry.line,
            entry.name,
            entry.whole,
            "\n".join(said).strip("\n"),
            tuple(self._decision(each) for each in entry.below if each.word in OUTCOMES),
            tuple(self._action(each) for each in entry.below if each.word == "ACTION"),
            self._more(entry.below, ITEM_LINES),
        )

    def _decision(self, entry: _Entry) -> NotedDecision:
        title, *rest = _DASH.split(entry.text, maxsplit=1)
        resolution = "\n".join(filter(None, (*rest, entry.rest)))
        if not title:
            self._wrong(entry.line, f"What was decided? `{entry.word}: title - what was resolved`.")
        elif not resolution and len(title) > 80:
            self._wrong(
                entry.line,
                "A decision this long needs a title of a few words before it:"
                f" `{entry.word}: title - what was resolved`.",
            )
        return NotedDecision(
            entry.line,
            entry.name,
            unmarked(title),
            resolution or title,
            OUTCOMES[entry.word],
            self._more(entry.below, DECISION_LINES),
        )

    def _action(self, entry: _Entry) -> NotedAction:
        parts = split_dashes(entry.whole)
        owner, due = parts[0], ""
        if len(parts) > 2 and parts[-1].lower().startswith("by "):
            due = parts.pop()[3:].strip()
        text = " - ".join(parts[1:])
        found = None if due else _BY.search(text)
        if found is not None:
            due, text = found["day"].strip(), text[: found.start()].rstrip(" ,-")
        if not owner or not text or not due:
            missing = "who is to do it" if not owner else "what is to be done" if not text else ""
            self._wrong(
                entry.line,
                f"The action does not say {missing or 'by when'}:"
                " `ACTION: post - what is to be done - by 5 June 2024`.",
            )
        return NotedAction(
            entry.line, entry.name, owner, text, due, self._more(entry.below, ACTION_LINES)
        )

    def _interest(self, entry: _Entry) -> NotedInterest:
        who, interest, handled = [*split_dashes(entry.whole), "", ""][:3]
        if not who or not interest or not handled:
            self._wrong(
                entry.line,
                "An interest is written `INTEREST: post - the interest - how it was handled`.",
            )
        return NotedInterest(entry.line, who, interest, handled)

    def _more(self, entries: list[_Entry], words: list[str] | tuple[str, ...]) -> More:
        """The further lines with these words, empty ones left out."""
        found: dict[str, list[Said]] = {}
        for each in entries:
            if each.word not in words or not each.whole:
                continue
            if each.word in found and each.word not in _SEVERAL:
                self._wrong(each.line, f"{each.word}: stands here a second time; it is said once.")
            else:
                text = "\n".join(each.lines).strip() if each.word in _PROSE else each.whole
                found.setdefault(each.word, []).append(Said(text, each.line))
        return {word: tuple(said) for word, said in found.items()}

    def refuse(self, line: int, message: str) -> None:
        """Note that a line has to be put right, whatever it says."""
        self._wrong(line, message)

    def _wrong(self, line: int, message: str) -> None:
        self.mistakes.append(Mistake(line, message))

    def _doubt(self, line: int, message: str) -> None:
        self.mistakes.append(Mistake(line, message, is_doubt=True))

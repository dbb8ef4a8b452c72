"""Minutes asked for item by item; the answers become notes, as a file of them would hold.

Whatever is typed is in the draft before the next letter is: nothing is lost with a
broken-off entry, a closed terminal or a no at the end. Only the keys that the menu
names are keys; any other words are taken as more of what was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from sscp.cli.kept_prompt import choose_of, read_kept
from sscp.cli.minute_draft import MinutesDraft
from sscp.cli.minute_entries import Entries
from sscp.cli.minute_item import ItemPrompts
from sscp.cli.session import Session
from sscp.model.dates import write_date, write_long_date
from sscp.model.record import Fields, Record
from sscp.render.lines import Style, wrapped
from sscp.work.minuting import read_minuting
from sscp.work.note_text import (
    ItemText,
    NoteText,
    Piece,
    read_note_text,
)
from sscp.work.notes import Mistake, Notes, Said, read_notes
from sscp.work.outline import agenda_of


def begin_walk(session: Session, meeting: Record, text: str, draft: MinutesDraft) -> MinuteWalk:
    """The walk through the items of a meeting.

    Args:
        session: the run.
        meeting: the meeting.
        text: the notes to begin with: kept from an earlier time, or what the register has.
        draft: keeps the notes so far, at every letter.
    """
    notes = read_note_text(text)
    _arrange(notes, agenda_of(session.portfolio, meeting))
    return MinuteWalk(session, meeting, notes, draft)


def _arrange(notes: NoteText, agenda: Sequence[tuple[str, str, Fields | None]]) -> None:
    """Put the items of notes in the order of the agenda, each once, with those it lacks."""
    items: list[ItemText] = []
    for number, title, row in agenda:
        found = [each for each in notes.items if _is_item(each, number, title)]
        pieces = [piece for each in found for piece in each.pieces]
        items.append(ItemText(number, title, pieces))
        notes.items = [each for each in notes.items if each not in found]
        if row is not None and row.text("form") == "interests":
            home = items[-1]
            for each in (*items, *notes.items):
                if each is not home:
                    home.pieces += [one for one in each.pieces if one.word == "INTEREST"]
                    each.pieces = [one for one in each.pieces if one.word != "INTEREST"]
    last = max((int(each.number) for each in items if each.number.isdigit()), default=0)
    for each in notes.items:
        if not each.number:
            last += 1
            each.number = str(last)
        if each.title or each.pieces:
            items.append(each)
    notes.items = items


def _is_item(item: ItemText, number: str, title: str) -> bool:
    """True for the item of that title; of that number where it has none or is the same."""
    if item.title:
        one, other = item.title.lower().rstrip("."), title.lower().rstrip(".")
        return one == other or (one in other and item.number in ("", number))
    return item.number == number


class MinuteWalk:
    """The walk through the items of one meeting.

    Attributes:
        notes: what has been noted.
    """

    def __init__(
        self, session: Session, meeting: Record, notes: NoteText, draft: MinutesDraft
    ) -> None:
        self.notes = notes
        self._session = session
        self._meeting = meeting
        self._draft = draft
        self._kept = notes.text()
        entries = Entries(session, meeting, lambda: self.notes.following, self._ask_next)
        self._items = ItemPrompts(session, meeting, entries, self._keep, self._drop, draft.trouble)

    def go(self) -> None:
        """Ask for everything.

        Raises:
            KeyboardInterrupt: the person gave up; every letter has been kept.
        """
        self._say(self._meeting.title, Style.HEADING)
        if not self._meeting.has("attendance"):
            self._say(
                "Who came is not recorded yet; `sscp meeting attend` before this lets the notes"
                " say who agreed."
            )
        self._say(
            "Type what was said; an empty line ends it, and after that more can follow. Ctrl-C"
            " stops and keeps every word.",
            Style.FAINT,
        )
        at = 0
        while at < len(self.notes.items):
            at = max(at + self._items.ask(self.notes.items[at]), 0)
        self._ask_others()
        if not self.notes.following and not self._meeting.has("next_meeting"):
            self._ask_next()

    def is_ready(self) -> bool:
        """True once nothing has to be put right; the person is led to each thing that has.

        False when that is left for later.

        Raises:
            KeyboardInterrupt: the person gave up; every letter has been kept.
        """
        while True:
            mistakes = [each for each in self._mistakes() if not each.is_doubt]
            if not mistakes:
                return True
            self._say("")
            self._say("Before this can be saved:", Style.HEADING)
            items = []
            for each in mistakes:
                item = self._item_of_line(each.line)
                self._say(f"  {_placed(each, item)}", Style.BAD)
                items += [item] if item is not None and item not in items else []
            if choose_of("Put that right now? [Y/n] ", "yn") == "n":
                return False
            for item in items:
                self._items.ask(item)
            if not items:
                self._ask_next()

    def doubts(self) -> list[str]:
        """What in the notes is doubtful, each with its item."""
        return [_placed(each, self._item_of_line(each.line)) for each in self._mistakes()]

    def revise(self) -> bool:
        """Let the person change an item; False when none is to be changed."""
        numbers = ", ".join(each.number for each in self.notes.items)
        self._say(f"Items: {numbers}; `new` for another, `next` for the next meeting.")
        while True:
            typed = read_kept("Which one (Enter for none): ", _nothing).strip().lower()
            if not typed:
                return False
            item = next((each for each in self.notes.items if each.number == typed), None)
            if item is not None:
                self._items.ask(item)
            elif typed == "new":
                self._ask_others()
            elif typed == "next":
                self._ask_next()
            else:
                self._say(f"There is no item {typed}.")
                continue
            return self.is_ready()

    def _mistakes(self) -> tuple[Mistake, ...]:
        session, notes = self._session, read_notes(self.notes.text())
        return read_minuting(session.portfolio, self._meeting, notes, session.as_of).mistakes

    def _item_of_line(self, line: int) -> ItemText | None:
        """The item in which a line of the notes stands, counted from 1."""
        end = len(self.notes.remarks) + 1 if self.notes.remarks else 0
        for item in self.notes.items:
            end += item.text().count("\n") + 1
            if line <= end:
                return item
        return None

    def _ask_others(self) -> None:
        """Ask for items that are not on the agenda."""

        def typing(text: str) -> None:
            more = [ItemText(self._new_number(), " ".join(text.split()))] if text.strip() else []
            notes = NoteText(self.notes.remarks, [*self.notes.items, *more], self.notes.following)
            self._keep_as(notes.text())

        while title := " ".join(
            read_kept("\nAnother item? Its title (Enter for none): ", typing).split()
        ):
            item = ItemText(self._new_number(), title)
            self.notes.items.append(item)
            self._keep_all()
            self._items.ask(item)

    def _new_number(self) -> str:
        numbers = [int(each.number) for each in self.notes.items if each.number.isdigit()]
        return str(max(numbers, default=0) + 1)

    def _ask_next(self) -> None:
        """Ask when the group meets next."""

        def typing(text: str) -> None:
            self._keep_as(self.notes.text(following=" ".join(text.split())))

        begun = self.notes.following
        while True:
            label = "\nWhen does the group meet next (Enter if not set): "
            typed = " ".join(read_kept(label, typing, begun).split())
            read = self._read_next(typed) if typed else None
            if typed and read is None:
                begun = ""
                continue
            self.notes.following = read or ""
            self._keep_all()
            return

    def _read_next(self, typed: str) -> str | None:
        """A day in the usual form; None, and the reason told, where it can't be."""
        session, notes = self._session, Notes((), (), Said(typed, 1), ())
        read = read_minuting(session.portfolio, self._meeting, notes, session.as_of)
        if read.next_meeting is not None and read.is_fit:
            self._say(f"  {write_long_date(read.next_meeting)}", Style.FAINT)
            return write_date(read.next_meeting)
        for each in read.mistakes:
            self._say(f"  {each.message}", Style.BAD)
        return None

    def _keep(self, item: ItemText, pieces: Sequence[Piece]) -> None:
        self._keep_as(self.notes.text(item, pieces))

    def _drop(self, item: ItemText) -> None:
        self.notes.items.remove(item)
        self._keep_all()

    def _keep_all(self) -> None:
        self._keep_as(self.notes.text())

    def _keep_as(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self._draft.keep(text)

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        lead = " " * (len(words) - len(words.lstrip()))
        self._session.print(wrapped(words, lead, lead, style))


def _placed(mistake: Mistake, item: ItemText | None) -> str:
    """A mistake with the item it stands in."""
    return f"Item {item.number}: {mistake.message}" if item else mistake.message


def _nothing(text: str) -> None:
    """A number or a key is nothing to keep."""

"""Minutes asked for item by item; the answers become notes, as a file of them would hold.

Whatever is typed is in the draft before the next letter is: nothing is lost with a
broken-off entry, a closed terminal or a no at the end. Only the keys that the menu
names are keys; any other words are taken as more of what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sscp.cli.kept_prompt import choose_of, is_more_typed, read_kept
from sscp.cli.minute_entries import Entries
from sscp.cli.session import Session
from sscp.model.dates import write_date, write_long_date
from sscp.model.record import Fields, Record
from sscp.render.lines import Style, wrapped
from sscp.work.minuting import read_minuting
from sscp.work.note_entries import APPROVAL, FORMS, RECORDS, Form, form_of, read_entry
from sscp.work.note_text import (
    REMARK,
    SAID,
    ItemText,
    NoteText,
    Piece,
    read_note_text,
    read_pieces,
    said_pieces,
)
from sscp.work.notes import Mistake, Notes, Said, read_notes, unmarked, word_of
from sscp.work.outline import agenda_of

_NEXT, _BACK, _HERE, _END = 1, -1, 0, 10_000
_PROMPT = "> "
_BY_KEY = {form.key: form for form in FORMS}
_OTHER_KEYS = (
    ("c", "change something noted here, or take it out"),
    ("b", "back to the item before"),
    ("e", "on to the end"),
    ("?", "this list"),
)


def begin_walk(
    session: Session, meeting: Record, text: str, keep: Callable[[str], None]
) -> MinuteWalk:
    """The walk through the items of a meeting.

    Args:
        session: the run.
        meeting: the meeting.
        text: the notes to begin with: kept from an earlier time, or what the register has.
        keep: keeps the notes so far; called at every letter.
    """
    notes = read_note_text(text)
    _arrange(notes, agenda_of(session.portfolio, meeting))
    return MinuteWalk(session, meeting, notes, keep)


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
        self, session: Session, meeting: Record, notes: NoteText, keep: Callable[[str], None]
    ) -> None:
        self.notes = notes
        self._session = session
        self._meeting = meeting
        self._keep_text = keep
        self._kept = notes.text()
        self._agenda = {
            number: row for number, _, row in agenda_of(session.portfolio, meeting) if row
        }
        self._of_agenda = {number for number, _, _ in agenda_of(session.portfolio, meeting)}
        self._entries = Entries(session, meeting, lambda: self.notes.following, self._ask_next)

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
            at = max(at + self._ask_item(self.notes.items[at]), 0)
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
                self._ask_item(item)
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
                self._ask_item(item)
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

    def _ask_item(self, item: ItemText) -> int:
        """Ask for one item; how many items to go on by."""
        self._say("")
        self._say(f"{item.number}  {item.title}", Style.HEADING)
        shown = [each for each in item.pieces if each.word != REMARK]
        if shown:
            self._show(item)
            self._finish_begun(item)
        else:
            self._read_said(item, [])
        while True:
            self._say(self._menu(item), Style.FAINT)
            typed = self._read(item)
            key = typed.lower()
            if not key:
                return _NEXT
            if key in _BY_KEY:
                self._enter(item, _BY_KEY[key])
            elif key == "c":
                self._change(item)
            elif key == "?":
                self._help(item)
            elif key == "b":
                return _BACK
            elif key == "e":
                return _END
            elif key == "x" and item.number not in self._of_agenda:
                if self._take_out(item):
                    return _HERE
            else:
                self._read_said(item, typed.split("\n"))

    def _menu(self, item: ItemText) -> str:
        """The keys, as they are said before a key or more words can be typed."""
        likely = {"interests": "i interest, ", "minutes": "m minutes agreed, "}
        form = self._form(item)
        held = any(each.word != REMARK for each in item.pieces)
        change = "c change, " if held else ""
        usual = "d decision, a action, "
        return f"{likely.get(form, '')}{usual}{change}? more keys, Enter goes on"

    def _form(self, item: ItemText) -> str:
        row = self._agenda.get(item.number)
        form = row.text("form") if row is not None else None
        if form is None:
            title = item.title.lower()
            return next((each for each in ("interests", "minutes") if each in title), "")
        return form

    def _help(self, item: ItemText) -> None:
        keys = [(form.key, form.help) for form in FORMS] + list(_OTHER_KEYS)
        if item.number not in self._of_agenda:
            keys.append(("x", "take this item out"))
        for key, words in keys:
            self._session.print(wrapped(words, f"  {key}  ", style=Style.FAINT))
        self._say("  Any other words are taken as more of what was said.", Style.FAINT)

    def _show(self, item: ItemText) -> None:
        """What an item holds, numbered."""
        number = 0
        for piece in item.pieces:
            if piece.word == REMARK:
                continue
            number += 1
            first, *rest = self._words(piece).splitlines()
            lead = f"  {number}  "
            self._session.print(wrapped(first, lead))
            for line in filter(str.strip, rest):
                self._session.print(wrapped(line.strip(), " " * (len(lead) + 2)))

    def _words(self, piece: Piece) -> str:
        """A piece as a person reads it."""
        if form_of(piece) is not RECORDS:
            return unmarked(piece.text)
        ids = read_entry(piece).get("RECORDS", "").splitlines()
        return "Looked at: " + "; ".join(self._session.portfolio.title_of(each) for each in ids)

    def _read(self, item: ItemText) -> str:
        """A key or words; half a line is kept as more of what was said."""

        def typing(text: str) -> None:
            # One letter may be a key; two can't be.
            more = said_pieces(text.split("\n")) if len(text.strip()) > 1 else []
            self._keep(item, [*item.pieces, *more])

        return read_kept(_PROMPT, typing).strip()

    def _read_said(self, item: ItemText, lines: list[str]) -> None:
        """Lines of what was said, up to an empty one that nothing follows."""
        if lines:
            self._keep(item, [*item.pieces, *said_pieces(lines)])

        def typing(text: str) -> None:
            self._keep(item, [*item.pieces, *said_pieces([*lines, *text.split("\n")])])

        while True:
            line = read_kept(_PROMPT, typing).rstrip()
            if not line and not is_more_typed():
                break
            lines += line.split("\n")
            self._keep(item, [*item.pieces, *said_pieces(lines)])
        item.pieces += self._as_meant(item, lines)
        self._keep(item, item.pieces)

    def _as_meant(self, item: ItemText, lines: list[str]) -> list[Piece]:
        """What was typed as text; as lines of the notes where they begin and read so."""
        words = [word for line in lines if (word := word_of(line))]
        if not words or "ITEM" in words:
            return said_pieces(lines)
        pieces = read_pieces("\n".join(lines))
        notes = read_notes(item.text([*item.pieces, *pieces]))
        session = self._session
        read = read_minuting(session.portfolio, self._meeting, notes, session.as_of)
        names = ", ".join(dict.fromkeys(f"{word}:" for word in words))
        if read.is_fit:
            self._say(f"  {names} read as in a file of notes; c changes that.", Style.FAINT)
            return pieces
        wrong = next(each.message for each in read.mistakes if not each.is_doubt)
        self._say(f"  {names} kept as what was said. {wrong}", Style.WARN)
        return said_pieces(lines)

    def _enter(self, item: ItemText, form: Form) -> None:
        """A new entry; the one there is already where an item has no more than one."""
        at = next((at for at, each in enumerate(item.pieces) if form_of(each) is form), None)
        if form.is_single and at is not None:
            self._change_entry(item, at, form)
            return
        usual = {}
        row = self._agenda.get(item.number)
        if form is APPROVAL and row is not None and row.has("approves_minutes_of"):
            usual = {"earlier": row.words("approves_minutes_of")}

        def typing(begun: Piece) -> None:
            self._keep(item, [*item.pieces, begun])

        piece = self._entries.ask(form, item, {}, typing, usual)
        if piece is not None:
            item.pieces.append(piece)
        self._keep(item, item.pieces)

    def _change_entry(self, item: ItemText, at: int, form: Form) -> None:
        """Ask an entry again, with what it holds."""
        before, after = item.pieces[:at], item.pieces[at + 1 :]
        known = read_entry(item.pieces[at])
        piece = self._entries.ask(
            form, item, known, lambda begun: self._keep(item, [*before, begun, *after])
        )
        if piece is None and known.get("id"):
            self._say(f"  {known['id']} is in the register and stays there.", Style.WARN)
        item.pieces = [*before, *([piece] if piece is not None else []), *after]
        self._keep(item, item.pieces)

    def _finish_begun(self, item: ItemText) -> None:
        """Go on with entries that were broken off."""
        for piece in [each for each in item.pieces if form_of(each) is not None]:
            form = form_of(piece)
            if form is not None and not self._entries.read(item, piece).is_fit:
                self._say(f"This {form.name} was not finished:", Style.WARN)
                self._change_entry(item, item.pieces.index(piece), form)

    def _change(self, item: ItemText) -> None:
        """Change one of the things an item holds, or take it out."""
        shown = [at for at, each in enumerate(item.pieces) if each.word != REMARK]
        if not shown:
            self._say("  Nothing is noted here yet.")
            return
        self._show(item)
        number = read_kept(f"Which one (1-{len(shown)}; Enter for none): ", _nothing).strip()
        if not (number.isdigit() and 1 <= int(number) <= len(shown)):
            return
        at = shown[int(number) - 1]
        form = form_of(item.pieces[at])
        if form is not None:
            verb = choose_of("Change it, or take it out? [C/t] ", "ct")
            if verb == "t":
                self._remove(item, at)
            else:
                self._change_entry(item, at, form)
            return
        self._change_words(item, at)

    def _change_words(self, item: ItemText, at: int) -> None:
        """Change a paragraph; wiped out, it goes."""
        before, piece, after = item.pieces[:at], item.pieces[at], item.pieces[at + 1 :]

        def changed(text: str) -> list[Piece]:
            is_said = piece.word == SAID
            pieces = said_pieces(text.split("\n")) if is_said else read_pieces(text)
            first = [pieces[0]._replace(is_apart=piece.is_apart)] if pieces else []
            return [*before, *first, *pieces[1:], *after]

        self._say("  Change the words; wiped out, they go.", Style.FAINT)
        text = read_kept(_PROMPT, lambda typed: self._keep(item, changed(typed)), piece.text)
        item.pieces = changed(text)
        self._keep(item, item.pieces)

    def _remove(self, item: ItemText, at: int) -> None:
        known = read_entry(item.pieces[at])
        if identity := known.get("id"):
            self._say(f"  {identity} is in the register and stays there.", Style.WARN)
        del item.pieces[at]
        self._keep(item, item.pieces)

    def _take_out(self, item: ItemText) -> bool:
        """Take out an item that is not on the agenda; False when the person keeps it."""
        if item.pieces and choose_of("Take it out, every word? [y/N] ", "yn") != "y":
            return False
        self.notes.items.remove(item)
        self._keep_all()
        return True

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
            self._ask_item(item)

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
                begun = typed
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

    def _keep_all(self) -> None:
        self._keep_as(self.notes.text())

    def _keep_as(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self._keep_text(text)

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        lead = " " * (len(words) - len(words.lstrip()))
        self._session.print(wrapped(words, lead, lead, style))


def _placed(mistake: Mistake, item: ItemText | None) -> str:
    """A mistake with the item it stands in."""
    return f"Item {item.number}: {mistake.message}" if item else mistake.message


def _nothing(text: str) -> None:
    """A number or a key is nothing to keep."""

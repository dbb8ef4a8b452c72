"""One item of the minutes at the prompts: what it holds, keys, and more of what was said.

Only the keys that the menu names are keys; any other words are taken as more of what
was said, wherever the empty lines in them are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sscp.cli.kept_prompt import choose_of, is_more_typed, read_kept
from sscp.cli.minute_entries import Entries
from sscp.cli.session import Session
from sscp.model.record import Fields, Record
from sscp.render.lines import Style, wrapped
from sscp.work.minuting import read_minuting
from sscp.work.note_entries import APPROVAL, FORMS, RECORDS, Form, form_of, read_entry
from sscp.work.note_text import REMARK, SAID, ItemText, Piece, read_pieces, said_pieces
from sscp.work.notes import read_notes, unmarked, word_of
from sscp.work.outline import agenda_of

NEXT, BACK, HERE, END = 1, -1, 0, 10_000
"""How many items to go on by."""
_STEPS = {"": NEXT, "b": BACK, "e": END}
_PROMPT = "> "
_BY_KEY = {form.key: form for form in FORMS}
_OTHER_KEYS = (
    ("c", "change something noted here, or take it out"),
    ("b", "back to the item before"),
    ("e", "on to the end"),
    ("?", "this list"),
)


class ItemPrompts:
    """Asks for the items of one meeting, one at a time."""

    def __init__(
        self,
        session: Session,
        meeting: Record,
        entries: Entries,
        keep: Callable[[ItemText, Sequence[Piece]], None],
        drop: Callable[[ItemText], None],
        trouble: Callable[[], str],
    ) -> None:
        """What the items are asked with.

        Args:
            session: the run.
            meeting: the meeting.
            entries: asks for decisions, actions and the like.
            keep: keeps an item with the pieces it now has; called at every letter.
            drop: takes an item out.
            trouble: says why what is typed can't be kept; empty while it can.
        """
        agenda = agenda_of(session.portfolio, meeting)
        self._session = session
        self._meeting = meeting
        self._entries = entries
        self._keep = keep
        self._drop = drop
        self._trouble = trouble
        self._agenda: dict[str, Fields] = {number: row for number, _, row in agenda if row}
        self._of_agenda = {number for number, _, _ in agenda}

    def ask(self, item: ItemText) -> int:
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
            if trouble := self._trouble():
                self._say(trouble, Style.BAD)
            self._say(self._menu(item), Style.FAINT)
            typed = self._read(item)
            key = typed.lower()
            if key in _STEPS:
                return _STEPS[key]
            if key == "x" and item.number not in self._of_agenda:
                if self._take_out(item):
                    return HERE
            elif key in _BY_KEY:
                self._enter(item, _BY_KEY[key])
            elif key == "c":
                self._change(item)
            elif key == "?":
                self._help(item)
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
        self._drop(item)
        return True

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        lead = " " * (len(words) - len(words.lstrip()))
        self._session.print(wrapped(words, lead, lead, style))


def _nothing(text: str) -> None:
    """A number or a key is nothing to keep."""

"""The fields of a record gone through at a terminal: which one to change, and what to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sscp.cli.ask import Unfinished, ask
from sscp.cli.session import Session
from sscp.errors import SscpError, UsageError
from sscp.model.kind import Choice, Field, Kind, Shape
from sscp.model.position import Path
from sscp.render.lines import Line, Style, entry, wrapped
from sscp.views.fields import FieldNow, fields_now, row_words
from sscp.work.editing import question_of, value_at
from sscp.work.verb import Answers, Question
from sscp.write.edits import AddRow, Edit, Remove, SetField
from sscp.write.trial import values_after

_EDITOR = "editor"
_LONG = 300
_SHORT = 50
_ADD, _CHANGE, _OUT = "add a row", "change a row", "take a row out"
_ADD_ONE, _OUT_ONE = "add to it", "take one out"
_ANEW, _ON, _OPEN = "write it anew", "add lines at its end", "open it in your editor"
_EMPTY = "take it away"


class FieldWalk:
    """The walk through the fields of one record.

    Attributes:
        edits: what has been asked for so far; filled in place.
        wants_editor: True once the person asked for the whole record in the editor.
    """

    def __init__(
        self,
        session: Session,
        kind: Kind,
        identity: str,
        base: Sequence[Edit],
        edits: list[Edit],
        refuse: Callable[[tuple[str, ...], bool], None] | None = None,
    ) -> None:
        """A walk that has not begun.

        Args:
            session: the run.
            kind: the kind of record.
            identity: its id.
            base: what makes the record, where it is not in the register yet.
            edits: what has been asked for already.
            refuse: raises UsageError for a field, named inwards, that can't be changed so;
                told whether it is the first value of it.
        """
        self.edits = edits
        self.wants_editor = False
        self._session = session
        self._portfolio = session.portfolio
        self._kind = kind
        self._identity = identity
        self._base = tuple(base)
        self._refuse = refuse
        self._values: dict[str, Any] = {}

    def go(self, title: str, has_editor: bool) -> None:
        """Ask until nothing more is to be changed.

        Args:
            title: what stands above the fields; empty where they stand on the screen already.
            has_editor: True where the whole record can be opened in the editor instead.

        Raises:
            Unfinished: the person gave up; what was asked for so far stands in `edits`.
        """
        self.wants_editor = False
        self._look()
        if title:
            self._say("")
            self._say(title, Style.HEADING)
        self._table(self._kind.fields, (), has_editor, shows=bool(title))

    def _look(self) -> None:
        self._values = values_after(
            self._session.source.root,
            self._portfolio,
            self._identity,
            (*self._base, *self.edits),
        )

    def _do(self, edit: Edit) -> None:
        """Take an edit on, unless the file can't carry it."""
        self.edits.append(edit)
        try:
            self._look()
        except SscpError as error:
            self.edits.pop()
            self._look()
            self._say(str(error), Style.WARN)

    def _table(
        self,
        fields: tuple[Field, ...],
        path: Path,
        has_editor: bool = False,
        shows: bool = True,
    ) -> None:
        """Show the fields of a record or a row, and change them one after another."""
        is_shown = not shows
        while True:
            held = value_at(self._values, path) if path else self._values
            if not isinstance(held, dict):
                return
            now = fields_now(self._portfolio, fields, held)
            if not is_shown:
                self._show(now)
                is_shown = True
            chosen = self._choose(now, has_editor)
            if chosen is None:
                return
            if chosen == _EDITOR:
                self.wants_editor = True
                return
            field = next(each.field for each in now if each.name == chosen)
            try:
                self._field(field, path)
            except UsageError as error:
                self._say(str(error), Style.WARN)

    def _show(self, now: Sequence[FieldNow]) -> None:
        filled = [each for each in now if each.words]
        width = max((len(each.name) for each in filled), default=0)
        lines: list[Line] = []
        for each in filled:
            words = each.words if len(each.words) <= _LONG else f"{each.words[:_LONG].rstrip()} …"
            lines += entry(each.name, words, width, "  ", " " * (width + 4))
        empty = [each.name for each in now if not each.words]
        if empty:
            lines += wrapped(f"Nothing yet: {', '.join(empty)}.", "  ", "    ", Style.FAINT)
        self._session.print(lines)

    def _choose(self, now: Sequence[FieldNow], has_editor: bool) -> str | None:
        choices = [
            (each.name, _cut(each.words or f"(nothing yet) {each.field.help}")) for each in now
        ]
        said = "Which field do you want to change? Type some of its letters; Enter when done."
        if has_editor:
            choices.append((_EDITOR, "(the whole record as a text in your editor)"))
            said += " 'editor' opens the whole record."
        self._say("")
        self._say(said)
        question = _one_of("change", said, choices, "That is no field of it")
        found = ask(question, self._answers(), introduces=False)
        return None if found is None else str(found)

    def _field(self, field: Field, path: Path) -> None:
        """Change one field.

        Raises:
            UsageError: it can't be changed here; the message says how it can.
        """
        here = (*path, field.name)
        value = value_at(self._values, here)
        is_list = field.many and field.shape is not Shape.SOURCE
        self._require(here, value is None and not is_list)
        if field.shape is Shape.PART and not field.many:
            if isinstance(value, dict):
                self._table(field.fields, here)
            else:
                self._add_row(field, here, SetField)
        elif field.shape is Shape.PART:
            self._rows(field, here)
        elif field.many:
            self._several(field, here)
        elif field.shape is Shape.PROSE:
            self._prose(field, here, value)
        else:
            self._single(field, here, value)

    def _require(self, path: Path, is_first: bool) -> None:
        if self._refuse is not None:
            self._refuse(tuple(step for step in path if isinstance(step, str)), is_first)

    def _single(self, field: Field, here: Path, value: Any) -> None:
        fresh = ask(question_of(field), self._answers(), _typed(value))
        if fresh is None and value is not None:
            self._do(Remove(self._identity, here))
        elif fresh is not None and fresh != value:
            self._do(SetField(self._identity, here, fresh))

    def _prose(self, field: Field, here: Path, value: Any) -> None:
        do = _ANEW
        if value:
            empty = () if field.required else (_EMPTY,)
            do = self._ask_do(str(value), (_ANEW, _ON, _OPEN, *empty))
        if do == _EMPTY:
            self._do(Remove(self._identity, here))
            return
        fresh = ""
        if do == _OPEN:
            fresh = _in_editor(self._session, str(value))
        elif do:
            self._say(field.help)
            self._say("Type the text; an empty line ends it.", Style.FAINT)
            fresh = _lines(field.name)
            if fresh and do == _ON:
                fresh = f"{str(value).rstrip()}\n{fresh}"
        if fresh and fresh != value:
            self._do(SetField(self._identity, here, fresh))

    def _several(self, field: Field, here: Path) -> None:
        while True:
            value = value_at(self._values, here)
            held = value if isinstance(value, list) else [] if value is None else [value]
            do = _ADD_ONE
            if held:
                shown = "; ".join(row_words(self._portfolio, field, each) for each in held)
                do = self._ask_do(f"{field.help} Now: {shown}.", (_ADD_ONE, _OUT_ONE))
            if not do:
                return
            if do == _OUT_ONE:
                at = self._which(field, held)
                if at is not None and not isinstance(value, list):
                    self._say("It is the only one; add another before you take it out.")
                elif at is not None:
                    self._do(Remove(self._identity, (*here, at)))
                continue
            self._require(here, True)
            question = question_of(field)._replace(many=True, required=False)
            for each in ask(question, self._answers()) or ():
                if each not in held:
                    self._do(AddRow(self._identity, here, each))
            if not held:
                return

    def _rows(self, field: Field, here: Path) -> None:
        while True:
            rows = value_at(self._values, here) or []
            do = _ADD
            if rows:
                do = self._ask_do(f"{field.help} {_count(rows)}.", (_ADD, _CHANGE, _OUT))
            if not do:
                return
            if do == _ADD:
                self._require(here, True)
                self._add_row(field, here, AddRow)
                if not rows:
                    return
                continue
            at = self._which(field, rows)
            if at is None:
                continue
            if do == _OUT:
                self._do(Remove(self._identity, (*here, at)))
            else:
                self._say("")
                self._table(field.fields, (*here, at))

    def _which(self, field: Field, rows: Sequence[Any]) -> int | None:
        """The place of the row that is meant, from 0."""
        choices = [
            (str(at), row_words(self._portfolio, field, row)) for at, row in enumerate(rows, 1)
        ]
        question = _one_of("row", "Which one?", choices, "There is none like that")
        found = ask(question, self._answers())
        return int(found) - 1 if found else None

    def _add_row(self, field: Field, here: Path, how: type[AddRow | SetField]) -> None:
        """Ask for the fields of a new row or group; what was answered outlives an interruption."""
        row: dict[str, Any] = {}
        self._say(field.help)
        try:
            for each in field.fields:
                if each.shape is Shape.PART:
                    continue
                question = question_of(each)._replace(many=each.many)
                value = ask(question, self._answers())
                if value is not None and value is not False:
                    row[each.name] = list(value) if isinstance(value, tuple) else value
                elif each.required and each.shape is Shape.FLAG:
                    row[each.name] = False
        except Unfinished as ended:
            if ended.typed.strip() and ended.name not in row:
                row[ended.name] = ended.typed.strip()
            if row:
                self.edits.append(how(self._identity, here, row))
            raise
        if row:
            self._do(how(self._identity, here, row))
        inner = [each.name.replace("_", " ") for each in field.fields if each.shape is Shape.PART]
        if row and inner:
            self._say(f"What goes below it ({', '.join(inner)}) is added by changing the row.")

    def _ask_do(self, said: str, ways: tuple[str, ...]) -> str:
        """What is to be done, of several ways; empty for nothing."""
        choices = tuple(Choice(each, each) for each in ways)
        found = ask(Question("do", said, Shape.CHOICE, choices=choices), self._answers())
        return "" if found is None else str(found)

    def _answers(self) -> Answers:
        return Answers(self._portfolio, self._session.as_of, {})

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        self._session.print(wrapped(words, style=style) if words else [Line("")])


def _one_of(name: str, said: str, choices: Sequence[tuple[str, str]], none: str) -> Question:
    """A question for one of some things, each found by any words of it."""

    def check(answers: Answers, value: Any) -> None:  # noqa: ARG001
        if value not in {each for each, _ in choices}:
            raise UsageError(f"{none}; Tab shows what there is, Enter alone goes on.")

    return Question(name, said, texts=lambda _: choices, check=check)


def _count(rows: Sequence[Any]) -> str:
    return f"There {'is 1 row' if len(rows) == 1 else f'are {len(rows)} rows'}"


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()} …"


def _typed(value: Any) -> str:
    """A value as a person would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else " ".join(str(value).split())


def _lines(name: str) -> str:
    """Lines up to an empty one.

    Raises:
        Unfinished: the person gave up; what was typed goes with it.
    """
    from prompt_toolkit import prompt

    lines: list[str] = []
    try:
        while line := prompt("> ").rstrip():
            lines.append(line)
    except KeyboardInterrupt:
        raise Unfinished(name, "\n".join(lines)) from None
    return "\n".join(lines)


def _in_editor(session: Session, text: str) -> str:
    """A long text as the person leaves it in the editor."""
    from pathlib import Path as File

    from sscp.cli.editor import open_editor
    from sscp.write.replace import workshop

    draft = File(workshop(session.source.root)) / "drafts" / "text.txt"
    draft.parent.mkdir(exist_ok=True)
    draft.write_text(text.rstrip() + "\n", "utf-8")
    open_editor(str(draft))
    fresh = draft.read_text("utf-8", errors="replace").replace("\r\n", "\n").strip()
    draft.unlink()
    return fresh

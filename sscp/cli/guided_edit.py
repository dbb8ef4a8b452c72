"""`sscp edit` at a terminal: the walk through the fields, and what becomes of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sscp.cli.ask import choose_key
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.position import Path
from sscp.render.changes import spell_path, spell_value
from sscp.render.lines import wrapped
from sscp.write.drafts import drop_draft, keep_draft, read_draft
from sscp.write.edits import AddRow, Edit, Remove, SetField
from sscp.write.layout import simple

if TYPE_CHECKING:
    from sscp.cli.answering import Answering
    from sscp.model.kind import Kind
    from sscp.model.record import Record
    from sscp.work.verb import Verb
    from sscp.write.change import Change, Desk


class EditDraft:
    """Changes of fields that were typed and not yet saved, kept beside the register.

    Attributes:
        edits: the changes.
        again: asks for more of them; False when there was nothing. None where nobody is asked.
    """

    def __init__(
        self, session: Session, command: str, was: Any, edits: list[Edit], more: str = ""
    ) -> None:
        """Changes that are filled in place.

        Args:
            session: the run.
            command: the command that offers them again.
            was: what the record held when they were typed.
            edits: the changes.
            more: keeps them apart from what else is kept for the command.
        """
        self._session = session
        self._root = session.source.root
        self._command = command
        self.again: Callable[[], bool] | None = None
        self._name = f"{command} {more}".strip()
        self._was = was
        self.edits = edits

    def keep(self) -> None:
        """Keep the changes so far."""
        rows = [
            [_how(each), list(each.path), None if isinstance(each, Remove) else simple(each.value)]
            for each in self.edits
            if isinstance(each, (SetField, AddRow, Remove))
        ]
        if rows:
            keep_draft(self._root, self._name, {"was": self._was, "edits": rows})

    def drop(self) -> None:
        """Forget them."""
        drop_draft(self._root, self._name)

    def tell_kept(self) -> None:
        """Say that what was typed is not lost."""
        self._session.note(f"What you typed is kept; `sscp {self._command}` offers it again.")

    def offer(self, identity: str) -> None:
        """Take up the changes of an earlier run, when the person wants them."""
        kept = read_draft(self._root, self._name) or {}
        rows = kept.get("edits") or []
        if not rows:
            return
        self._session.note(f"An earlier `sscp {self._command}` was not finished. It had:")
        for _, path, value in rows:
            said = "taken out" if value is None else spell_value(value)
            self._session.print(wrapped(f"{spell_path(tuple(path))}: {said}", "  ", "    "))
        if kept.get("was") != self._was:
            self._session.note("The record was changed since, so type again what still holds.")
            return
        if choose_key("Go on with that?", "Y/n", "yn", "y") == "n":
            self.drop()
            return
        self.edits += [_again(identity, how, tuple(path), value) for how, path, value in rows]

    @contextmanager
    def keeping(self, is_told: bool = True) -> Iterator[None]:
        """Keep what was typed if the run ends early, and say so unless somebody else does."""
        try:
            yield
        except BaseException:
            if self.edits:
                self.keep()
                if is_told:
                    self.tell_kept()
            raise


def _how(edit: Edit) -> str:
    if isinstance(edit, SetField):
        return "set"
    return "add" if isinstance(edit, AddRow) else "clear"


def _again(identity: str, how: str, path: Path, value: Any) -> Edit:
    if how == "set":
        return SetField(identity, path, value)
    return AddRow(identity, path, value) if how == "add" else Remove(identity, path)


def edit_guided(session: Session, record: Record, is_trial: bool, is_sure: bool) -> int:
    """Ask what to change, show it, and save it once the person has agreed."""
    from sscp.cli.change import Typed, carry_out
    from sscp.cli.edit import again
    from sscp.cli.edit_prompts import FieldWalk
    from sscp.cli.whole_text import edit_text
    from sscp.work.editing import plan_edit
    from sscp.work.protected import require_free
    from sscp.write.trial import text_after

    identity, portfolio = record.id or "", session.portfolio
    edits: list[Edit] = []
    draft = EditDraft(session, f"edit {identity}", record.values, edits)

    def refuse(names: tuple[str, ...], is_first: bool) -> None:
        require_free(portfolio, record, names, is_first, session.as_of)

    walk = FieldWalk(session, record.kind, identity, (), edits, refuse)
    with draft.keeping():
        draft.offer(identity)
        walk.go(f"{identity}: {record.title}", has_editor=True)
    if walk.wants_editor:
        began = text_after(session.source.root, portfolio, identity, edits)
        draft.drop()
        return edit_text(session, record, is_trial, not is_sure, began)
    if not edits:
        session.note("Nothing was changed.")
        return int(ExitCode.FINE)

    def plan(desk: Desk) -> Change:
        now = again(desk, record)
        if now.values != record.values:
            raise UsageError(f"{identity} was changed by someone else meanwhile; edit it again.")
        return plan_edit(desk.portfolio, now, tuple(edits), desk.as_of)

    def revise() -> bool:
        before = len(edits)
        with draft.keeping():
            walk.go("", has_editor=False)
        draft.keep()
        return len(edits) != before

    if not is_trial:
        draft.keep()
    typed = Typed(draft.drop, draft.tell_kept, revise)
    return carry_out(session, plan, is_trial, not (is_sure or is_trial), typed=typed)


def ask_more(
    session: Session, kind: Kind, verb: Verb, answering: Answering, edits: list[Edit]
) -> EditDraft | None:
    """Ask what else a new record is to hold, once it has what it can't do without.

    Args:
        session: the run.
        kind: the kind of record.
        verb: makes the record from the answers.
        answering: the answers.
        edits: what it is to hold beside them; filled in place.

    Returns:
        What was asked for, as it is kept; None where the answers make no record yet.
    """
    from sscp.cli.draft import keeping
    from sscp.cli.edit_prompts import FieldWalk
    from sscp.work.editing import plan_new
    from sscp.work.verb import Answers
    from sscp.write.change import Desk
    from sscp.write.edits import NewRecord
    from sscp.write.serials import read_given_out

    desk = Desk(session.portfolio, session.as_of, read_given_out(session.source.root))
    answers = Answers(session.portfolio, session.as_of, answering.given)
    try:
        change = plan_new(verb.plan(desk, answers), [])
    except UsageError:
        # It is told, and mended, where the change is shown.
        return None
    made = next(each for each in change.edits if isinstance(each, NewRecord))
    identity = str(made.values["id"])
    edits[:] = plan_new(change, edits).edits[len(change.edits) :]
    draft = EditDraft(session, f"new {kind.name}", None, edits, "and more")

    def refuse(names: tuple[str, ...], is_first: bool) -> None:  # noqa: ARG001
        if names in (("id",), ("formerly",)):
            raise UsageError("The id stays; say no in the end, and begin again with another.")

    walk = FieldWalk(session, kind, identity, change.edits, edits, refuse)

    def again(title: str = "") -> bool:
        before = len(edits)
        with keeping(answering.draft), draft.keeping(is_told=False):
            if title:
                draft.offer(identity)
            walk.go(title, has_editor=False)
        return len(edits) != before

    again(f"{identity}, as it will be")
    draft.again = again
    return draft

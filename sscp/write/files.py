"""The files of the register that a change touches: what they hold, edit after edit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sscp.errors import UsageError
from sscp.load.parse import parse
from sscp.load.place import SETTINGS_FILE
from sscp.load.source import FolderSource
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.write.edits import (
    AddRow,
    Edit,
    FieldEdit,
    InsertRow,
    NewRecord,
    Remove,
    Rename,
    SetField,
    WholeFile,
    fields_at,
    in_order,
)
from sscp.write.layout import new_file, simple
from sscp.write.splice import insert, remove, set_value, set_words


class Files:
    """The files of the register under change: what they held and what they are to hold."""

    def __init__(self, source: FolderSource, portfolio: Portfolio) -> None:
        self._source = source
        self._portfolio = portfolio
        self._new: dict[str, tuple[Kind, str]] = {}
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, bytes | None] = {}
        self.records: dict[str, None] = {}

    def make_all(self, edits: Iterable[Edit]) -> None:
        """Make edits one after the other; texts for texts that stand there, a file at once."""
        for is_words, run in groupby(edits, _is_words):
            if is_words:
                self._set_words([edit for edit in run if isinstance(edit, SetField)])
            else:
                for edit in run:
                    self._make(edit)

    def _set_words(self, edits: Iterable[SetField]) -> None:
        by_file: dict[str, list[SetField]] = {}
        for edit in edits:
            by_file.setdefault(self._place(edit.record)[1], []).append(edit)
            self.records[edit.record] = None
        for path, own in by_file.items():
            content = self._content(path)
            assert content is not None
            top = parse(content).value
            words = {(*_base(top, edit.record), *edit.path): str(edit.value) for edit in own}
            fresh = set_words(content, words) if len(own) > 1 else None
            if fresh is not None:
                self.after[path] = fresh
                continue
            for edit in own:
                self._make(edit)

    def _make(self, edit: Edit) -> None:
        """Make one edit on what the earlier ones left."""
        if isinstance(edit, WholeFile):
            self._content(edit.path)
            self.after[edit.path] = edit.content
        elif isinstance(edit, NewRecord):
            self._add(edit.kind, edit.values)
        elif isinstance(edit, Rename):
            self._rename(edit)
        else:
            self.records[edit.record] = None
            kind, path = self._place(edit.record)
            content = self._content(path)
            assert content is not None
            self.after[path] = _edited(kind, edit, content)

    def content_of(self, identity: str) -> bytes:
        """The file that holds a record, with the edits made so far.

        Raises:
            UsageError: there is no such record.
        """
        content = self._content(self._place(identity)[1])
        if content is None:
            raise UsageError(f"There is no record {identity}.")
        return content

    def _add(self, kind: Kind, values: dict[str, Any]) -> None:
        identity = str(values["id"])
        path = f"{kind.folder}/{identity}.yaml"
        if self._content(path) is not None or identity in self._portfolio.by_id:
            raise UsageError(f"There is a record {identity} already.")
        self.after[path] = new_file(in_order(values, kind.fields))
        self._new[identity] = kind, path
        self.records[identity] = None

    def _rename(self, edit: Rename) -> None:
        """Give a record its new id, and its file the new name where it had the old one's."""
        kind, path = self._place(edit.record)
        content = self._content(path)
        assert content is not None
        fresh = _edited(kind, SetField(edit.record, ("id",), edit.new), content)
        folder, slash, name = path.rpartition("/")
        stem, _, ending = name.rpartition(".")
        to = f"{folder}{slash}{edit.new}.{ending}" if stem == edit.record else path
        if to != path:
            if self._content(to) is not None:
                raise UsageError(f"There is a file {to} already.")
            self.after[path] = None
        self.after[to] = fresh
        self._new[edit.new] = kind, to
        self.records[edit.new] = None

    def _place(self, identity: str) -> tuple[Kind, str]:
        """The kind of a record and its file, below the register."""
        if identity in self._new:
            return self._new[identity]
        settings = self._portfolio.settings
        if settings is not None and settings.id == identity:
            return SETTINGS, SETTINGS_FILE
        record = self._portfolio.by_id.get(identity)
        if record is None:
            raise UsageError(f"There is no record {identity}.")
        return record.kind, record.file.path.removeprefix(self._source.prefix)

    def _content(self, path: str) -> bytes | None:
        if path not in self.after:
            try:
                self.before[path] = self._source.read(path)
            except OSError:
                self.before[path] = None
            self.after[path] = self.before[path]
        return self.after[path]


def _edited(kind: Kind, edit: FieldEdit, content: bytes) -> bytes:
    """The content of a file with one edit of one of its records."""
    top = parse(content).value
    base = _base(top, edit.record)
    values = top[base[0]] if base else top
    order = tuple(field.name for field in fields_at(kind, edit.path[:-1]))
    if isinstance(edit, Remove):
        return remove(content, (*base, *edit.path))
    path, value = edit.path, edit.value
    inner = fields_at(kind, path)
    if isinstance(edit, InsertRow):
        return insert(content, (*base, *path), in_order(value, inner))
    if isinstance(edit, AddRow):
        row = simple(in_order(value, inner)) if isinstance(value, dict) else simple(value)
        held = values
        for step in path:
            held = held.get(step) if isinstance(held, dict) else held[int(step)]
        held = [] if held is None else held if isinstance(held, list) else [held]
        value = [*held, row]
    elif isinstance(value, dict):
        value = in_order(value, inner)
    value = simple(value)
    if value in (None, "", [], {}):
        return remove(content, (*base, *path)) if _holds(values, path) else content
    return set_value(content, (*base, *path), value, order)


def _is_words(edit: Edit) -> bool:
    """True for an edit that puts a text somewhere."""
    return isinstance(edit, SetField) and isinstance(edit.value, str) and bool(edit.value)


def _base(top: Any, identity: str) -> tuple[int, ...]:
    """The way to a record from the top of its file: none, or its place in the list."""
    if not isinstance(top, list):
        return ()
    return (
        next(
            number
            for number, item in enumerate(top)
            if isinstance(item, dict) and item.get("id") == identity
        ),
    )


def _holds(values: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        if isinstance(values, dict):
            if step not in values:
                return False
        elif not isinstance(values, list) or not isinstance(step, int) or step >= len(values):
            return False
        values = values[step]
    return True

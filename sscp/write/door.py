"""The one door through which the register changes: plan, splice, check the whole, replace, keep.

Everything happens while the register is held against other writers and with
the register read afresh, so a plan sees what another writer has just done.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.load.loader import LoadResult, load, reload
from sscp.load.parse import parse
from sscp.load.place import SETTINGS_FILE
from sscp.load.source import FolderSource
from sscp.model.finding import Finding, Severity
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.rules.runner import CheckResult, run_rules
from sscp.write.change import Desk, Keep, Plan, Refused, Written
from sscp.write.edits import (
    AddRow,
    Edit,
    FieldEdit,
    InsertRow,
    NewRecord,
    Remove,
    WholeFile,
    fields_at,
    in_order,
)
from sscp.write.layout import Habits, block, simple
from sscp.write.replace import only_writer, replace_files
from sscp.write.serials import keep_given_out, read_given_out
from sscp.write.splice import insert, remove, set_value


def write(root: str, as_of: date, plan: Plan, keep: Keep, is_trial: bool = False) -> Written:
    """Change the register.

    Args:
        root: the register's folder.
        as_of: the date to reckon from.
        plan: makes the change from the register as it stands once it is held.
        keep: called after the files were replaced, still holding the register; commits them.
        is_trial: True to do everything but replace the files and keep them.

    Raises:
        Refused: the register would become invalid, or more so than it was.
        UsageError: the change names a record that is not there.
        RunError: the files could not be written; the register is as it was.
    """
    if is_trial:
        return _prepare(root, as_of, plan)[0]
    with only_writer(root):
        written, given_out = _prepare(root, as_of, plan)
        if written.after:
            replace_files(root, written.after)
            keep_given_out(root, given_out)
            keep(written)
    return written


def _prepare(root: str, as_of: date, plan: Plan) -> tuple[Written, dict[str, int]]:
    source = FolderSource(root)
    loaded = load(source)
    given_out = read_given_out(root)
    change = plan(Desk(loaded.portfolio, as_of, given_out))
    files = _Files(source, loaded.portfolio)
    for edit in change.edits:
        files.make(edit)
    after = {path: new for path, new in files.after.items() if new != files.before[path]}
    changed = reload(loaded, source.prefix, after)
    written = Written(
        change,
        files.before,
        after,
        tuple(files.records),
        _check(loaded, changed, as_of),
        loaded.portfolio,
        changed.portfolio,
    )
    return written, given_out


def _check(loaded: LoadResult, changed: LoadResult, as_of: date) -> tuple[Finding, ...]:
    """The warnings that the change brings.

    Raises:
        Refused: it brings errors.
    """
    result = run_rules(changed.portfolio, changed.problems, as_of)
    loud = [each for each in result.findings if each.severity is not Severity.NOTE]
    if not loud:
        return ()
    fresh = _fresh(loud, run_rules(loaded.portfolio, loaded.problems, as_of))
    errors = tuple(each for each in fresh if each.severity is Severity.ERROR)
    if errors:
        raise Refused(errors)
    return tuple(fresh)


def _fresh(now: list[Finding], before: CheckResult) -> list[Finding]:
    """Findings that were not there before, wherever in the file they stood."""
    known = Counter(_likeness(each) for each in before.findings if not each.waived)
    fresh = []
    for finding in now:
        if finding.waived:
            continue
        if known[_likeness(finding)]:
            known[_likeness(finding)] -= 1
        else:
            fresh.append(finding)
    return fresh


def _likeness(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.location.path, finding.record, finding.field, finding.message


class _Files:
    """The files of the register under change: what they held and what they are to hold."""

    def __init__(self, source: FolderSource, portfolio: Portfolio) -> None:
        self._source = source
        self._portfolio = portfolio
        self._new: dict[str, tuple[Kind, str]] = {}
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, bytes | None] = {}
        self.records: dict[str, None] = {}

    def make(self, edit: Edit) -> None:
        """Make one edit on what the earlier ones left."""
        if isinstance(edit, WholeFile):
            self._content(edit.path)
            self.after[edit.path] = edit.content
        elif isinstance(edit, NewRecord):
            self._add(edit.kind, edit.values)
        else:
            self.records[edit.record] = None
            kind, path = self._place(edit.record)
            content = self._content(path)
            assert content is not None
            self.after[path] = _edited(kind, edit, content)

    def _add(self, kind: Kind, values: dict[str, Any]) -> None:
        identity = str(values["id"])
        path = f"{kind.folder}/{identity}.yaml"
        if self._content(path) is not None or identity in self._portfolio.by_id:
            raise UsageError(f"There is a record {identity} already.")
        text = block(simple(in_order(values, kind.fields)), Habits()) + "\n"
        self.after[path] = text.encode("utf-8")
        self._new[identity] = kind, path
        self.records[identity] = None

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
    base: tuple[str | int, ...] = ()
    values = top
    if isinstance(top, list):
        at = next(
            number
            for number, item in enumerate(top)
            if isinstance(item, dict) and item.get("id") == edit.record
        )
        base, values = (at,), top[at]
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


def _holds(values: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        if isinstance(values, dict):
            if step not in values:
                return False
        elif not isinstance(values, list) or not isinstance(step, int) or step >= len(values):
            return False
        values = values[step]
    return True

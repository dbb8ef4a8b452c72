"""The one door through which the register changes: plan, splice, check the whole, replace, keep.

Everything happens while the register is held against other writers and with
the register read afresh, so a plan sees what another writer has just done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sscp.load.loader import LoadResult, load_folder, refresh, reload
from sscp.load.source import FolderSource
from sscp.model.finding import Finding, Severity
from sscp.model.portfolio import Portfolio
from sscp.rules.focus import Focus, focus_both
from sscp.rules.runner import CheckResult, run_rules
from sscp.write.change import Desk, Keep, Plan, Refused, Written
from sscp.write.compare import compare_files
from sscp.write.edits import Edit, Rename, WholeFile
from sscp.write.files import Files
from sscp.write.replace import only_writer, replace_files
from sscp.write.serials import keep_given_out, read_given_out
from sscp.write.unkept import forget, keeps_in_git, remember


def write(
    root: str,
    as_of: date,
    plan: Plan,
    keep: Keep,
    is_trial: bool = False,
    seen: LoadResult | None = None,
) -> Written:
    """Change the register.

    Args:
        root: the register's folder.
        as_of: the date to reckon from.
        plan: makes the change from the register as it stands once it is held.
        keep: called after the files were replaced, still holding the register; commits them.
        is_trial: True to do everything but replace the files and keep them.
        seen: the register as the caller read it; only what has changed since is read again.

    Raises:
        Refused: the register would become invalid, or more so than it was.
        UsageError: the change names a record that is not there.
        RunError: the files could not be written; the register is as it was.
    """
    if is_trial:
        return _prepare(root, as_of, plan, seen)[0]
    with only_writer(root):
        written, given_out = _prepare(root, as_of, plan, seen)
        if written.after:
            if keeps_in_git(written.now):
                remember(root, written)
            replace_files(root, written.after)
            keep_given_out(root, given_out)
            keep(written)
            forget(root)
    return written


def _prepare(
    root: str, as_of: date, plan: Plan, seen: LoadResult | None
) -> tuple[Written, dict[str, int]]:
    source = FolderSource(root)
    loaded = load_folder(source) if seen is None else refresh(seen, source)
    given_out = read_given_out(root)
    change = plan(Desk(loaded.portfolio, as_of, given_out))
    files = Files(source, loaded.portfolio)
    files.make_all(change.edits)
    after = {path: new for path, new in files.after.items() if new != files.before[path]}
    changed = reload(loaded, source.prefix, after)
    records = dict.fromkeys([*files.records, *_whole_files(change.edits, files.before, after)])
    written = Written(
        change,
        files.before,
        after,
        tuple(records),
        _check(loaded, changed, as_of, _renames(change.edits)),
        loaded.portfolio,
        changed.portfolio,
    )
    return written, given_out


def new_errors(before: LoadResult, now: LoadResult, as_of: date) -> tuple[Finding, ...]:
    """The errors that a register has and an earlier one, or another version of it, has not."""
    result = run_rules(now.portfolio, now.problems, as_of)
    errors = [each for each in result.findings if each.severity is Severity.ERROR]
    if not errors:
        return ()
    return tuple(_fresh(errors, run_rules(before.portfolio, before.problems, as_of), {}))


def _check(
    loaded: LoadResult, changed: LoadResult, as_of: date, renamed: Mapping[str, str]
) -> tuple[Finding, ...]:
    """The warnings that the change brings.

    Raises:
        Refused: it brings errors.
    """
    around_was, around_now = _focuses(loaded.portfolio, changed.portfolio)
    result = run_rules(changed.portfolio, changed.problems, as_of, focus=around_now)
    loud = [each for each in result.findings if each.severity is not Severity.NOTE]
    if not loud:
        return ()
    before = run_rules(loaded.portfolio, loaded.problems, as_of, focus=around_was)
    fresh = _fresh(loud, before, renamed)
    errors = tuple(each for each in fresh if each.severity is Severity.ERROR)
    if errors:
        raise Refused(errors)
    return tuple(fresh)


def _focuses(was: Portfolio, now: Portfolio) -> tuple[Focus | None, Focus | None]:
    """What to look at in both states; everything where the settings differ: all rests on them."""
    settings = [each.settings.values if each.settings else None for each in (was, now)]
    return focus_both(was, now) if settings[0] == settings[1] else (None, None)


def _fresh(now: list[Finding], before: CheckResult, renamed: Mapping[str, str]) -> list[Finding]:
    """Findings that were not there before, wherever in the file they stood."""
    known = Counter(_likeness(each, renamed) for each in before.findings if not each.waived)
    fresh = []
    for finding in now:
        if finding.waived:
            continue
        if known[_likeness(finding, {})]:
            known[_likeness(finding, {})] -= 1
        else:
            fresh.append(finding)
    return fresh


def _likeness(finding: Finding, renamed: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two findings the same one, whatever line they stand on."""
    words = (finding.code, finding.location.path, finding.record, finding.field, finding.message)
    told = tuple(word or "" for word in words)
    for old, new in renamed.items():
        # Another id may begin with the same letters.
        whole = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
        told = tuple(whole.sub(new, word) for word in told)
    return told


def _renames(edits: Iterable[Edit]) -> dict[str, str]:
    """The new ids of the records that edits rename, by the old ones."""
    return {edit.record: edit.new for edit in edits if isinstance(edit, Rename)}


def _whole_files(
    edits: Iterable[Edit],
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes | None],
) -> Iterable[str]:
    """The records that change in files that edits replace as a whole."""
    paths = {edit.path for edit in edits if isinstance(edit, WholeFile)} & after.keys()
    held = compare_files(before, {path: after[path] for path in paths})
    return dict.fromkeys(change.record for change in held)

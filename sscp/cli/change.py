"""A change made from the command line: shown, written through the one door, kept in git, told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from sscp.cli.session import Session
from sscp.errors import ExitCode
from sscp.render import findings
from sscp.render.changes import changed_lines, written_lines
from sscp.render.machine import to_json
from sscp.work.news import clock_news
from sscp.work.verb import Answers, Verb
from sscp.write.change import Change, Desk, Keep, Plan, Refused, Written
from sscp.write.door import write
from sscp.write.drafts import drop_draft, keep_draft


def make_change(
    session: Session,
    verb: Verb,
    given: Mapping[str, Any],
    is_trial: bool,
    asks_first: bool,
) -> int:
    """Carry out a verb with its answers, and keep them as a draft until they are written."""
    root = session.require_writable()

    def plan(desk: Desk) -> Change:
        return verb.plan(desk, Answers(desk.portfolio, desk.as_of, given))

    def follow(written: Written) -> tuple[str, ...]:
        if verb.follow is None:
            return ()
        return verb.follow(Answers(written.now, session.as_of, given), written)

    if is_trial:
        return carry_out(session, plan, is_trial=True, follow=follow)
    keep_draft(root, verb.command, given)
    status = carry_out(session, plan, asks_first=asks_first, follow=follow)
    drop_draft(root, verb.command)
    return status


def carry_out(
    session: Session,
    plan: Plan,
    is_trial: bool = False,
    asks_first: bool = False,
    more_trailers: tuple[tuple[str, str], ...] = (),
    follow: Callable[[Written], tuple[str, ...]] | None = None,
    done: Callable[[], None] | None = None,
) -> int:
    """Make a change of the register and tell what was done.

    Args:
        session: the run.
        plan: makes the change from the register as it stands.
        is_trial: True to show what would be done, and do nothing.
        asks_first: True to show it and ask before it is done.
        more_trailers: further trailers for the message of the commit.
        follow: what is told after the change and after what it does to the clocks.
        done: called once the register holds the change; never when it is refused or declined.

    Returns:
        The exit status: 1 when the change was refused for the errors it would bring.
    """
    root = session.require_writable()
    as_of = session.as_of
    kept: list[Any] = []
    keep = keeper(session, root, kept, more_trailers)
    try:
        if is_trial or asks_first:
            trial = write(root, as_of, plan, keep, is_trial=True)
            if is_trial or (trial.after and not _agrees(session, trial)):
                _tell(session, trial, follow, (), is_trial=True)
                return int(ExitCode.FINE)
        written = write(root, as_of, plan, keep)
        if done is not None:
            done()
    except Refused as refused:
        for finding in refused.findings:
            session.print(findings.finding_lines(finding, _no_source))
        sys.stderr.write(f"sscp: {refused}\n")
        return int(refused.exit_code)
    _tell(session, written, follow, tuple(kept), is_trial=False, was_shown=asks_first)
    return int(ExitCode.FINE)


def keeper(
    session: Session,
    root: str,
    kept: list[Any],
    more_trailers: tuple[tuple[str, str], ...] = (),
) -> Keep:
    """What commits a change, unless the register says that people do; `kept` is told how."""

    def keep(written: Written) -> None:
        if session.keeps_in_git:
            kept.append(_commit(root, written, more_trailers))

    return keep


def _no_source(path: str, line: int) -> None:
    """The lines refused are in no file, so none is shown."""


def _agrees(session: Session, trial: Written) -> bool:
    from sscp.cli.ask import confirm

    session.print(changed_lines(trial))
    return confirm("Save this?")


def _commit(root: str, written: Written, more: tuple[tuple[str, str], ...]) -> Any:
    from sscp.commits import COMMAND, RECORD, keep

    change = written.change
    trailers = [(COMMAND, change.command), *((RECORD, each) for each in written.records), *more]
    return keep(root, written.paths, change.summary, change.details, trailers)


def _tell(
    session: Session,
    written: Written,
    follow: Callable[[Written], tuple[str, ...]] | None,
    kept: tuple[Any, ...],
    is_trial: bool,
    was_shown: bool = False,
) -> None:
    commit = kept[0].commit if kept else None
    reason = kept[0].reason if kept else ""
    if written.after:
        news = (*clock_news(written, session.as_of), *(follow(written) if follow else ()))
        told = written.change._replace(then=(*written.change.then, *news))
        written = written._replace(change=told)
    change = written.change
    session.emit(
        lambda: written_lines(written, commit, is_trial, was_shown),
        lambda: to_json(
            "change/1",
            {
                "summary": change.summary,
                "command": change.command,
                "done": not is_trial,
                "records": list(written.records),
                "paths": list(written.paths),
                "commit": commit,
                "then": list(change.then),
                "shown": [each._asdict() for each in change.shown],
                "warnings": [
                    {"code": each.code, "message": each.message, "record": each.record}
                    for each in written.warnings
                ],
            },
        ),
    )
    if reason:
        session.note(f"Saved, but not kept in git: {reason}.")

"""A change made from the command line: shown, written through the one door, kept in git, told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.finding import Finding
from sscp.render.changes import changed_lines, written_lines
from sscp.render.findings import refusal_lines
from sscp.render.lines import Line, Style, wrapped
from sscp.render.machine import plain_findings, to_json
from sscp.work.handover import handover_news
from sscp.work.news import clock_news
from sscp.work.verb import Answers
from sscp.write.change import Change, Desk, Keep, Plan, Refused, Written
from sscp.write.door import write

if TYPE_CHECKING:
    from sscp.cli.answering import Answering
    from sscp.cli.guided_edit import EditDraft


class Typed(NamedTuple):
    """What becomes of what a person typed for a change.

    Attributes:
        done: called once the register holds the change.
        declined: called when the person said no to it.
        revise: lets the person change an answer; False when none is to be changed. None
            where only yes or no can be said.
        names: by field, what the answer that goes into it is called.
    """

    done: Callable[[], object]
    declined: Callable[[], object] | None = None
    revise: Callable[[], bool] | None = None
    names: Mapping[str, str] = MappingProxyType({})


def make_change(
    session: Session,
    answering: Answering,
    is_trial: bool,
    is_sure: bool,
    more: EditDraft | None = None,
) -> int:
    """Carry out a verb with its answers, and keep them as a draft until they are written.

    Args:
        session: the run.
        answering: the verb and its answers.
        is_trial: True to show what would be done, and do nothing.
        is_sure: True to do it without asking once more.
        more: what was asked for beside the answers, and goes with them.
    """
    session.require_writable()
    verb, given, draft = answering.verb, answering.given, answering.draft

    def plan(desk: Desk) -> Change:
        return verb.change(desk, Answers(desk.portfolio, desk.as_of, given))

    def follow(written: Written) -> tuple[str, ...]:
        if verb.follow is None:
            return ()
        return verb.follow(Answers(written.now, session.as_of, given), written)

    typed = Typed(
        draft.drop,
        draft.tell_kept,
        answering.revise if answering.is_person else None,
        answering.names,
    )
    if is_trial:
        return carry_out(session, plan, is_trial=True, follow=follow, typed=typed)
    draft.keep()
    if more is not None:
        more.keep()

    def drop() -> None:
        draft.drop()
        if more is not None:
            more.drop()

    revise = answering.revise if more is None or more.again is None else more.again
    typed = typed._replace(done=drop, revise=revise if answering.is_person else None)
    answers = Answers(session.portfolio, session.as_of, given)
    is_doubtful = verb.doubts is not None and bool(verb.doubts(answers))
    asks_first = (answering.asks_first or (answering.is_person and is_doubtful)) and not is_sure
    return carry_out(session, plan, asks_first=asks_first, follow=follow, typed=typed)


def carry_out(
    session: Session,
    plan: Plan,
    is_trial: bool = False,
    asks_first: bool = False,
    more_trailers: tuple[tuple[str, str], ...] = (),
    follow: Callable[[Written], tuple[str, ...]] | None = None,
    typed: Typed | None = None,
    way_back: str = "",
) -> int:
    """Make a change of the register and tell what was done.

    Args:
        session: the run.
        plan: makes the change from the register as it stands.
        is_trial: True to show what would be done, and do nothing.
        asks_first: True to show it and ask before it is done.
        more_trailers: further trailers for the message of the commit.
        follow: what is told after the change and after what it does to the clocks.
        typed: what becomes of what was typed for it.
        way_back: what is said of taking it back; the usual sentence when empty.

    Returns:
        The exit status: 1 when the change was refused for the errors it would bring.
    """
    from sscp.halfway import settle_what_was_cut_off

    root = session.require_writable()
    settle_what_was_cut_off(root)
    kept: list[Any] = []
    keep = keeper(session, root, kept, more_trailers)
    planned: list[Change] = []

    def noted(desk: Desk) -> Change:
        planned.append(plan(desk))
        return planned[-1]

    try:
        if is_trial:
            trial = write(root, session.as_of, noted, keep, is_trial=True, seen=session.loaded)
            _tell(session, trial, follow, (), is_trial=True)
            return int(ExitCode.FINE)
        with _told_when_broken_off(typed):
            declined = _ask_first(session, root, noted, typed) if asks_first else None
        if declined is not None:
            return int(declined)
        written = write(root, session.as_of, noted, keep, seen=session.loaded)
    except Refused as refused:
        return tell_refused(session, refused, planned[-1], typed)
    if typed is not None:
        typed.done()
    _tell(
        session,
        written,
        follow,
        tuple(kept),
        is_trial=False,
        was_shown=asks_first,
        way_back=way_back,
    )
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


def tell_refused(
    session: Session, refused: Refused, change: Change, typed: Typed | None = None
) -> int:
    """Say that a change was not made, and what is wrong with it; the exit status."""
    if session.format == "json":
        sys.stdout.write(_as_json(change, is_done=False, findings=refused.findings))
    else:
        _show(session, refused, typed)
    session.complain(str(refused))
    return int(refused.exit_code)


def _show(session: Session, refused: Refused, typed: Typed | None) -> None:
    """What would be wrong, in words: the lines refused are in no file, so none is named."""
    for finding in refused.findings:
        is_there = session.portfolio.get(finding.record) is not None
        about = finding.record or "" if is_there else ""
        session.print(refusal_lines(finding, about, typed.names if typed else {}))


def _ask_first(session: Session, root: str, plan: Plan, typed: Typed | None) -> ExitCode | None:
    """Show what would be done until the person agrees to it (None), or gives up (the status).

    Raises:
        Refused: it would bring errors, and no answer can be changed.
        UsageError: it can't be done, and no answer can be changed.
    """
    from sscp.cli.ask import choose_key

    revise = typed.revise if typed else None
    while True:
        status, said = ExitCode.FINE, "c"
        try:
            trial = write(root, session.as_of, plan, _nothing, is_trial=True, seen=session.loaded)
        except (Refused, UsageError) as error:
            if revise is None:
                raise
            status = error.exit_code
            if isinstance(error, Refused):
                _show(session, error, typed)
            session.print([Line(""), *wrapped(str(error), style=Style.WARN)])
        else:
            if not trial.after:
                return None
            session.print(changed_lines(trial))
            keys = "Y/n, c changes an answer" if revise else "Y/n"
            said = choose_key("Save this?", keys, "ync" if revise else "yn", "y")
        if said == "y":
            return None
        has_changed = said == "c" and revise is not None and revise()
        if said == "n" or (status is not ExitCode.FINE and not has_changed):
            session.note("Nothing was changed.")
            if typed is not None and typed.declined is not None:
                typed.declined()
            return status


@contextmanager
def _told_when_broken_off(typed: Typed | None) -> Iterator[None]:
    """Say what becomes of what was typed when the person gives up at the last question."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        if typed is not None and typed.declined is not None:
            typed.declined()
        raise


def _nothing(written: Written) -> None:
    """A trial keeps nothing."""


def _commit(root: str, written: Written, more: tuple[tuple[str, str], ...]) -> Any:
    from sscp.commits import keep

    change = written.change
    trailers = [*_trailers(change, written.records), *more]
    return keep(root, written.paths, change.summary, change.details, trailers)


def message_of(change: Change, records: tuple[str, ...]) -> str:
    """The message under which a change of these records is kept."""
    from sscp.commits import message

    return message(change.summary, change.details, _trailers(change, records))


def _trailers(change: Change, records: tuple[str, ...]) -> list[tuple[str, str]]:
    from sscp.commits import COMMAND, RECORD

    return [(COMMAND, change.command), *((RECORD, each) for each in records)]


def _tell(
    session: Session,
    written: Written,
    follow: Callable[[Written], tuple[str, ...]] | None,
    kept: tuple[Any, ...],
    is_trial: bool,
    was_shown: bool = False,
    way_back: str = "",
) -> None:
    commit = kept[0].commit if kept else None
    reason = kept[0].reason if kept else ""
    if written.after:
        news = (
            *clock_news(written, session.as_of),
            *(follow(written) if follow else ()),
            *handover_news(written, session.as_of),
        )
        told = written.change._replace(then=(*written.change.then, *news))
        written = written._replace(change=told)
    change = written.change
    session.emit(
        lambda: written_lines(written, commit is not None, is_trial, was_shown, way_back),
        lambda: _as_json(change, not is_trial, written, commit),
    )
    if reason:
        session.note(f"Saved, but not kept in the history: {reason}.")


def _as_json(
    change: Change,
    is_done: bool,
    written: Written | None = None,
    commit: str | None = None,
    findings: tuple[Finding, ...] = (),
) -> str:
    """A change as other programs read it: made, tried, or refused for what it would bring.

    Args:
        change: what was asked.
        is_done: True when the register holds it.
        written: what was done, or would be; None when it was refused.
        commit: what keeps it in git.
        findings: the errors it was refused for.
    """
    return to_json(
        "change/1",
        {
            "summary": change.summary,
            "command": change.command,
            "done": is_done,
            "records": list(written.records) if written else [],
            "paths": list(written.paths) if written else [],
            "commit": commit,
            "then": list(change.then) if written else [],
            "shown": [each._asdict() for each in change.shown],
            "doubts": list(change.doubts),
            "warnings": [
                {"code": each.code, "message": each.message, "record": each.record}
                for each in (written.warnings if written else ())
            ],
            "findings": plain_findings(findings),
        },
    )

"""Who came to a meeting: one key for each member at a terminal, or options for scripts."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

_POST = "POST"
_Posts = list[str] | None


def attend(
    context: typer.Context,
    meeting: Annotated[
        str | None, typer.Argument(metavar="[MEETING]", help="The meeting: its id, or words of it.")
    ] = None,
    present: Annotated[_Posts, typer.Option(metavar=_POST, help="Was there.")] = None,
    remote: Annotated[_Posts, typer.Option(metavar=_POST, help="Joined by remote link.")] = None,
    apologies: Annotated[_Posts, typer.Option(metavar=_POST, help="Sent apologies.")] = None,
    absent: Annotated[
        _Posts, typer.Option(metavar=_POST, help="Was away without apologies.")
    ] = None,
    deputy: Annotated[
        _Posts,
        typer.Option(
            metavar="POST=WHO", help="Was away; a deputy came, named by post or by title."
        ),
    ] = None,
    authorised: Annotated[
        _Posts, typer.Option(metavar=_POST, help="The deputy of this post may decide for it.")
    ] = None,
    observer: Annotated[_Posts, typer.Option(metavar=_POST, help="Was there to observe.")] = None,
    invited: Annotated[
        _Posts,
        typer.Option(
            metavar="POST[=ITEMS]", help="Was there for some items, such as --invited chair=5,6."
        ),
    ] = None,
    adviser: Annotated[
        _Posts, typer.Option(metavar=_POST, help="Was there without a recorded decision.")
    ] = None,
    support: Annotated[
        _Posts, typer.Option(metavar=_POST, help="Was there to support the group.")
    ] = None,
    minute_taker: Annotated[
        str | None, typer.Option(metavar=_POST, help="Was there and took the minutes.")
    ] = None,
    chair: Annotated[
        str | None,
        typer.Option(metavar=_POST, help="Took the chair; whoever was to, when not given."),
    ] = None,
    rest: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            help="All other seats of the group: present, remote, apologies or absent.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")] = False,
) -> int:
    """Note who came to a meeting. The quorum is told as you type."""
    from sscp.cli.ask import is_terminal
    from sscp.cli.change import carry_out
    from sscp.work.attendance import attend_plan
    from sscp.work.sheet import read_sheet

    session: Session = context.obj
    session.require_format("text", "json")
    session.require_writable()
    is_person = is_terminal() and session.format == "text"
    found = choose_meeting(session, meeting, is_person)
    options: dict[str, Any] = {
        "present": present,
        "remote": remote,
        "apologies": apologies,
        "absent": absent,
        "deputy": deputy,
        "authorised": authorised,
        "observer": observer,
        "invited": invited,
        "adviser": adviser,
        "support": support,
        "minute_taker": minute_taker,
        "chair": chair,
        "rest": rest,
    }
    given = {name: value for name, value in options.items() if value}
    if given:
        sheet = read_sheet(session.portfolio, found, given)
        return carry_out(session, attend_plan(found.id or "", sheet), is_trial=dry_run)
    if not is_person:
        raise UsageError(
            "Say who came, with --present, --remote, --apologies, --deputy, --absent or --rest."
        )
    return _guided(session, found, dry_run, yes)


def _guided(session: Session, meeting: Record, is_trial: bool, is_sure: bool) -> int:
    from sscp.cli.attend_prompts import ask_attendance
    from sscp.cli.change import Typed, carry_out
    from sscp.work.attendance import attend_plan, require_open
    from sscp.write.drafts import drop_draft

    require_open(session.portfolio, meeting, session.as_of)
    draft = f"meeting attend {meeting.id}"
    sheet = ask_attendance(session, meeting, draft)
    typed = Typed(
        done=lambda: drop_draft(session.source.root, draft),
        declined=lambda: session.note(f"What you noted is kept; `sscp {draft}` offers it again."),
    )
    return carry_out(
        session,
        attend_plan(meeting.id or "", sheet),
        is_trial=is_trial,
        asks_first=not is_sure,
        typed=typed,
    )


def choose_meeting(session: Session, words: str | None, is_person: bool) -> Record:
    """The meeting that is meant; asked for where a person sits there and named none.

    Raises:
        UsageError: none is named, or the words fit none or several.
    """
    if words:
        return session.find(words, "meeting")
    if not is_person:
        raise UsageError("Say which meeting.")
    from sscp.cli.ask import ask
    from sscp.work.verb import Answers, subject

    question = subject("meeting", "The meeting: its id, or words of it.", offered=_latest_first)
    answers = Answers(session.portfolio, session.as_of, {})
    return session.find(ask(question, answers), "meeting")


def _latest_first(answers: Any) -> list[str]:
    """The meetings up to the day, the latest first; those to come after them."""
    portfolio: Portfolio = answers.portfolio
    days = [
        (day, meeting.id or "")
        for meeting in portfolio.of_kind("meeting")
        if (day := meeting.date("date")) is not None
    ]
    past = sorted((each for each in days if each[0] <= answers.as_of), reverse=True)
    coming = sorted(each for each in days if each[0] > answers.as_of)
    return [identity for _, identity in (*past, *coming)]

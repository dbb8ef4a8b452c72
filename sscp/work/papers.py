"""The papers of a meeting: who owes them, by when, and that they came."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.approval import minutes_state
from sscp.governance.meetings import HELD, PLANNED, is_held, standing_of
from sscp.model.dates import read_iso_date, write_date, write_long_date
from sscp.model.kinds.meetings import MEETING
from sscp.model.record import Record
from sscp.work.agenda import THE_MEETING
from sscp.work.habits import papers_due
from sscp.work.limits import by_today
from sscp.work.verb import Answers, Verb, ask_field
from sscp.write.change import Change, Desk
from sscp.write.edits import AddRow, Edit, SetField


def _paper(desk: Desk, answers: Answers) -> Change:
    meeting = answers.record("meeting")
    if standing_of(meeting, date.max) not in (PLANNED, HELD):
        raise UsageError(f"{meeting.id} does not take place, so no paper is owed for it.")
    if minutes_state(desk.portfolio, meeting, answers.as_of).status == "agreed":
        raise UsageError(f"The minutes of {meeting.id} are agreed; its papers stand as they are.")
    at = _paper_meant(meeting, answers)
    values = {
        "title": answers.text("title"),
        "owner": answers.text("owner"),
        "due": answers.day("due"),
        "received_on": answers.day("received_on"),
        "record": answers.text("record"),
        "accountabilities": list(answers.many("accountabilities")),
    }
    identity = meeting.id or ""
    if at is None:
        values["due"] = values["due"] or _usual_day(desk, meeting)
        new = {name: value for name, value in values.items() if value}
        edits: tuple[Edit, ...] = (AddRow(identity, ("papers",), new),)
        summary = f"Paper for {identity}: {answers.text('title')}"
        return Change(summary, edits, "meeting paper", tuple(_follow(desk, meeting, new)))
    paper = meeting.rows("papers")[at]
    given = {name: value for name, value in values.items() if value and name != "title"}
    if not given:
        raise UsageError("Say what is new of it: --received-on, --owner, --due or --record.")
    came = answers.day("received_on")
    return Change(
        f"Paper for {identity} "
        + ("received" if came else "changed")
        + f": {paper.words('title')}",
        tuple(SetField(identity, (*paper.path, name), value) for name, value in given.items()),
        "meeting paper",
        tuple(_follow(desk, meeting, paper.values | given)),
    )


def _usual_day(desk: Desk, meeting: Record) -> date | None:
    """When papers of the meeting are owed; nobody owes a paper before it was asked for."""
    due = papers_due(desk.portfolio, meeting)
    return due if due is not None and due >= desk.as_of else None


def _paper_meant(meeting: Record, answers: Answers) -> int | None:
    """Which paper of the meeting has that title, or these words in it; None for a new one.

    Raises:
        UsageError: the words fit several, or none and nobody is named who owes it.
    """
    wanted = answers.text("title").casefold()
    titles = [row.words("title").casefold() for row in meeting.rows("papers")]
    if wanted in titles:
        return titles.index(wanted)
    if answers.has("owner"):
        return None
    fits = [at for at, title in enumerate(titles) if wanted in title]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise UsageError(f"{answers.text('title')} fits {len(fits)} papers; say more of the title.")
    raise UsageError(f"{meeting.id} has no paper {answers.text('title')}; a new one needs --owner.")


def _follow(desk: Desk, meeting: Record, paper: dict[str, Any]) -> list[str]:
    said = []
    owner, due = paper.get("owner"), paper.get("due")
    if not paper.get("received_on") and owner:
        day = due if isinstance(due, date) else read_iso_date(due)
        by = f" by {write_long_date(day)}" if day else ""
        said.append(f"{desk.portfolio.title_of(owner)} owes it{by}.")
    if is_held(meeting, desk.as_of):
        return said
    issued = meeting.date("agenda_issued_on")
    if issued is not None:
        said.append(f"The agenda went out on {write_date(issued)}; what is new follows it.")
    return said


VERBS = (
    Verb(
        "meeting",
        "paper",
        "Note a paper that is owed for a meeting, or that it came.",
        (
            THE_MEETING,
            ask_field(MEETING, "papers.title", ask="The paper, or words from its title."),
            ask_field(MEETING, "papers.owner"),
            ask_field(MEETING, "papers.due"),
            ask_field(MEETING, "papers.received_on", latest=by_today),
            ask_field(MEETING, "papers.record"),
            ask_field(MEETING, "papers.accountabilities"),
        ),
        _paper,
    ),
)

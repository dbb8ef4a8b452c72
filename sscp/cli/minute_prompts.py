"""Minutes asked for item by item; the answers become notes, as a file of them would hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from sscp.cli.ask import ask, confirm
from sscp.cli.session import Session
from sscp.governance.attendance import attendees_of
from sscp.governance.decisions import is_lead_partners_body
from sscp.governance.terms import partners_on
from sscp.model.dates import write_date
from sscp.model.kind import Choice, Shape
from sscp.model.kinds.meetings import ACTION, DECISION
from sscp.model.record import Fields, Record
from sscp.render.lines import Style, wrapped
from sscp.work.attendance import voices_of
from sscp.work.minuting import read_minuting
from sscp.work.notes import OUTCOMES, marked, read_notes
from sscp.work.outline import agenda_of
from sscp.work.verb import Answers, Question, ask_field

_WORDS = {outcome: word for word, outcome in OUTCOMES.items()}
_MENU = "d a decision, a an action, Enter for the next item: "
_MENU_MINUTES = "m the minutes were agreed, d a decision, a an action, Enter goes on: "


def ask_minutes(session: Session, meeting: Record, begun: str, keep: Callable[[str], None]) -> str:
    """The notes of a meeting, asked for item by item.

    Args:
        session: the run.
        meeting: the meeting.
        begun: notes kept from an earlier time; their items are not asked for again.
        keep: keeps the notes so far; called after every answer.

    Raises:
        KeyboardInterrupt: the person gave up; what was answered has been kept.
    """
    return _Walk(session, meeting, begun, keep).go()


class _Walk:
    """The walk through the agenda; `text` is what has been noted."""

    def __init__(
        self, session: Session, meeting: Record, begun: str, keep: Callable[[str], None]
    ) -> None:
        self.text = begun
        self._session = session
        self._portfolio = session.portfolio
        self._meeting = meeting
        self._keep = keep
        self._noted = {each.number for each in read_notes(begun).items} if begun else set()

    def go(self) -> str:
        """Ask for everything."""
        self._say(self._meeting.title, Style.HEADING)
        if not self._meeting.has("attendance"):
            self._say(
                "Who came is not recorded yet; `sscp meeting attend` before this lets the notes"
                " say who agreed."
            )
        self._say(
            "Type what was said; an empty line ends it. Ctrl-C stops, and keeps what you typed.",
            Style.FAINT,
        )
        agenda = agenda_of(self._portfolio, self._meeting)
        for number, title, row in agenda:
            if number not in self._noted:
                self._ask_item(number, title, row)
        last = max((int(number) for number, _, _ in agenda if number.isdigit()), default=0)
        while title := _read("\nAnother item? Its title (Enter for none): "):
            last += 1
            self._ask_item(str(last), title, None)
        if not self._meeting.has("next_meeting") and "\nNEXT:" not in self.text:
            self._ask_next()
        return self.text

    def _ask_item(self, number: str, title: str, row: Fields | None) -> None:
        self._say("")
        self._say(f"{number}  {title}", Style.HEADING)
        head = f"ITEM {number}: {title}\n"
        before = row.text("discussion") if row is not None else None
        if before:
            self._say(f"(Noted before, in {len(before.split())} words; Enter keeps them.)")
        part = self._fitting(head, _read_lines)
        form = row.text("form") if row is not None else None
        is_minutes = form == "minutes" or (form is None and "minutes" in title.lower())
        asks: dict[str, Callable[[], str]] = {"d": self._decision, "a": self._action}
        if is_minutes:
            asks["m"] = self._approval
        while key := _read(_MENU_MINUTES if is_minutes else _MENU).lower()[:1]:
            if key in asks:
                part = self._fitting(part, asks[key])
        self.text = f"{self.text.rstrip()}\n\n{part}".lstrip()

    def _fitting(self, part: str, ask_more: Callable[[], str]) -> str:
        """What was noted of an item with more of it, asked again while it can't be read."""
        while True:
            more = ask_more()
            if not more:
                return part
            whole = f"{part}{more}\n"
            read = read_minuting(
                self._portfolio, self._meeting, read_notes(whole), self._session.as_of
            )
            for mistake in read.mistakes:
                style = Style.WARN if mistake.is_doubt else Style.BAD
                self._say(f"  {mistake.message}", style)
            if read.is_fit:
                self._keep(f"{self.text.rstrip()}\n\n{whole}".lstrip())
                return whole
            if not confirm("Try again?"):
                return part

    def _decision(self) -> str:
        title = _read("Decision in a few words: ")
        if not title:
            return ""
        sys.stdout.write("What was resolved? An empty line ends it; Enter alone for the same.\n")
        resolved = _read_lines().splitlines()
        outcome = self._ask(
            ask_field(DECISION, "outcome", default=lambda _: "agreed", choices=_outcomes())
        )
        lines = [f"{_WORDS[outcome]}: {marked(title)}", *(f"  {line}" for line in resolved)]
        agreed = self._agreed(outcome)
        if agreed:
            lines.append(f"  AGREED: {agreed}")
        matters = self._ask(ask_field(DECISION, "matters"))
        if matters:
            lines.append(f"  MATTERS: {', '.join(matters)}")
        if outcome == "deferred" and (until := _read("Until when (Enter if not said): ")):
            lines.append(f"  UNTIL: {until}")
        return "\n" + "\n".join(lines)

    def _agreed(self, outcome: str) -> str:
        """Who agreed, partner by partner; asked where the lead partners decide."""
        if not is_lead_partners_body(self._portfolio, self._meeting.text("group")):
            return ""
        if outcome not in ("agreed", "deferred"):
            return ""
        day = self._meeting.date("date") or self._session.as_of
        partners = partners_on(self._portfolio, day)
        there = [each for each in partners if voices_of(self._portfolio, self._meeting, each)]
        known = ", ".join(there)
        typed = _read(f"Agreed by [{known}]: " if known else "Agreed by: ")
        return typed or known

    def _action(self) -> str:
        there = [each.post for each in attendees_of(self._portfolio, self._meeting) if each.post]
        others = [each.id for each in self._portfolio.of_kind("post") if each.id not in there]
        posts = [*there, *(each for each in others if each)]
        owner = self._ask(ask_field(ACTION, "owner", required=True, offered=lambda _: posts))
        text = _read("What is to be done: ")
        if not text:
            return ""
        due = _read("By when, such as 5 June 2024 or next meeting: ")
        return f"\nACTION: {owner} - {marked(text)} - by {due}"

    def _approval(self) -> str:
        earlier = _read("Of which meeting [the last one]: ") or "last meeting"
        lines = [f"APPROVED: {earlier}"]
        while correction := _read("A correction (Enter for none): "):
            lines.append(f"CORRECTION: {correction}")
        return "\n".join(lines)

    def _ask_next(self) -> None:
        question = Question("next_meeting", "When does the group meet next?", Shape.DATE)
        day = self._ask(question)
        if day is not None:
            self.text = f"{self.text.rstrip()}\n\nNEXT: {write_date(day)}\n"
            self._keep(self.text)

    def _ask(self, question: Question) -> Any:
        return ask(question, Answers(self._portfolio, self._session.as_of, {}))

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        self._session.print(wrapped(words, style=style))


def _outcomes() -> tuple[Choice, ...]:
    field = DECISION.field("outcome")
    return field.choices if field is not None else ()


def _read(label: str) -> str:
    from prompt_toolkit import prompt

    return prompt(label).strip()


def _read_lines() -> str:
    """Lines up to an empty one."""
    from prompt_toolkit import prompt

    lines = []
    while line := prompt("> ").rstrip():
        lines.append(line)
    return "\n".join(lines)

"""The walk around the table: one key for each member, and the quorum after each answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sscp.cli.ask import confirm
from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.governance.attendance import PRESENT
from sscp.governance.meetings import held_meetings
from sscp.model.dates import write_long_date
from sscp.model.kind import Shape
from sscp.model.record import Record
from sscp.render.lines import Style, wrapped
from sscp.work.attendance import (
    Entry,
    Sheet,
    doubt_of_deputy,
    entry_of,
    quorum_words,
    trial_meeting,
)
from sscp.work.places import Place, guest_place, label_of, places_of, rows_by_place
from sscp.work.sheet import from_draft, read_deputy, to_draft
from sscp.work.verb import Answers, Question
from sscp.write.drafts import drop_draft, keep_draft, read_draft

_KEYS = {
    "p": "present",
    "r": "present-remotely",
    "a": "apologies",
    "d": "deputy",
    "x": "absent",
}
_SHOWN = {
    "present": "present",
    "present-remotely": "remote",
    "apologies": "apologies",
    "deputy": "deputy",
    "absent": "absent",
}
_HELP = (
    "p present, r remote, a apologies, d a deputy came, x absent without apologies;"
    " Enter keeps what is in brackets or leaves the seat open, b goes back to the one before."
)
_PARTS = {"o": "observer", "i": "invited", "s": "support", "n": "adviser"}


def ask_attendance(session: Session, meeting: Record, draft: str) -> Sheet:
    """What a person notes of a meeting's attendance, kept as a draft on the way.

    Raises:
        KeyboardInterrupt: the person gave up; what was noted is kept.
    """
    walk = _Walk(session, meeting, draft)
    try:
        walk.offer_draft()
        walk.go_round()
        walk.ask_guests()
        return walk.finish()
    except (KeyboardInterrupt, EOFError):
        if walk.entries:
            session.note(f"\nWhat you noted is kept; `sscp {draft}` offers it again.")
        raise


class _Walk:
    """The walk: the places, what has been noted of them, and the draft it is kept in."""

    def __init__(self, session: Session, meeting: Record, draft: str) -> None:
        self.entries: dict[tuple[str, str, str], Entry] = {}
        self._session = session
        self._portfolio = session.portfolio
        self._meeting = meeting
        self._draft = draft
        self._places: Sequence[Place] = places_of(session.portfolio, meeting)
        self._before = {
            place.key: entry_of(session.portfolio, place, row)
            for place, row in rows_by_place(session.portfolio, meeting, self._places).items()
        }

    def offer_draft(self) -> None:
        """Fill in what an earlier walk had noted, when the person wants it."""
        kept = read_draft(self._session.source.root, self._draft)
        entries = from_draft(kept.get("entries")) if kept else []
        if not entries:
            return
        count = f"{len(entries)} noted" if len(entries) > 1 else "1 noted"
        goes_on = confirm(f"An earlier walk was not finished, with {count}. Go on with that?")
        if goes_on or not confirm("Throw away what was noted?", default=False):
            self.entries = {each.place.key: each for each in entries}
        else:
            drop_draft(self._session.source.root, self._draft)

    def go_round(self) -> None:
        """Ask of every place, one after the other."""
        day = self._meeting.date("date")
        self._say(self._meeting.title, Style.HEADING)
        if day is not None:
            self._say(write_long_date(day))
        self._say(_HELP, Style.FAINT)
        at = 0
        while at < len(self._places):
            place = self._places[at]
            if at == 0 or place.is_seat != self._places[at - 1].is_seat:
                what = "Members and those with a seat" if place.is_seat else "Usually also there"
                self._say("")
                self._say(what, Style.HEADING)
            at += self._ask_place(at, place)

    def _ask_place(self, at: int, place: Place) -> int:
        """Ask of one place; the number of places to go on by, -1 for back."""
        entry = self.entries.get(place.key) or self._before.get(place.key)
        label = label_of(self._portfolio, place)
        counter = f"{at + 1:>{len(str(len(self._places)))}}/{len(self._places)}"
        for line in wrapped(label, f"{counter}  ")[:-1]:
            sys.stdout.write(line.text + "\n")
        last = wrapped(label, f"{counter}  ")[-1].text
        shown = f" [{_SHOWN[_form(entry)]}]" if entry is not None else ""
        while True:
            typed = _read(f"{last}{shown}: ").lower()
            if not typed:
                return 1
            if typed in ("b", "back"):
                return -1 if at else 0
            form = _meant(typed)
            if form is not None:
                break
            self._say(_HELP, Style.FAINT)
        noted = Entry(place, "apologies" if form == "deputy" else form)
        if form == "deputy":
            noted = self._with_deputy(noted)
        self._note(noted)
        return 1

    def _with_deputy(self, entry: Entry) -> Entry:
        words = ""
        while not words:
            words = _read("      Who came? A post or a title, never a name: ")
            if words and (doubt := doubt_of_deputy(self._portfolio, words)):
                self._say(f"      {doubt}", Style.WARN)
                words = words if confirm("      Is that a title?", default=False) else ""
        post, title = read_deputy(self._portfolio, words)
        if post:
            self._say(f"      {self._portfolio.title_of(post)}", Style.FAINT)
        may = confirm("      Has the organisation said that they may decide?", default=False)
        return entry._replace(deputy=post, deputy_title=title, is_authorised=may)

    def ask_guests(self) -> None:
        """Ask who else was there."""
        self._say("")
        self._say("Anyone else?", Style.HEADING)
        while words := _read("Their post (Enter for nobody else): "):
            try:
                place = guest_place(self._portfolio, self._places, words, "observer")
            except UsageError as error:
                self._say(f"  {error}")
                continue
            self._say(f"  {label_of(self._portfolio, place)}", Style.FAINT)
            part = ""
            while part not in _PARTS:
                part = _read("  o observer, i invited for items, s support, n no decision: ")[:1]
            items = ""
            if part == "i":
                items = _read("  For which items, such as 5, 6 (Enter for all): ")
            numbers = tuple(filter(None, (each.strip() for each in items.split(","))))
            self._note(Entry(place._replace(role=_PARTS[part]), "present", items=numbers))

    def finish(self) -> Sheet:
        """Ask who took the chair and the minutes, and give everything noted."""
        trial = trial_meeting(self._portfolio, self._meeting, self._sheet(), self._places)
        there = [
            (place.post, label_of(self._portfolio, place))
            for place in self._all_places()
            if place.post and self._status(place) in PRESENT
        ]
        if not there:
            return self._sheet()
        usual = trial.text("chaired_by") or ""
        chair = self._ask_one("chair", "Who took the chair?", there, usual)
        day = self._meeting.date("date") or self._session.as_of
        before = held_meetings(self._portfolio, self._meeting.text("group"), day)
        takers = [part.text("taken_by") for each in before if (part := each.part("minutes"))]
        taker = self._ask_taker(there, takers[-1] or "" if takers else "")
        return self._sheet()._replace(chair=chair, minute_taker=taker)

    def _ask_taker(self, there: list[tuple[str, str]], usual: str) -> str:
        """Who took the minutes, who then was there; empty when the person passes over it."""
        passed_over = [
            (place.post, label_of(self._portfolio, place))
            for place in self._places
            if place.post and not place.is_seat and not self._status(place)
        ]
        words = "Who took the minutes?"
        if passed_over:
            words += " After those who were there stand those who usually are."
        default = usual if usual in (post for post, _ in there) else ""
        while True:
            post = self._ask_one("minutes", words, [*there, *passed_over], default)
            if not post:
                return ""
            place = next(
                (each for each in self._all_places() if each.post == post), None
            ) or guest_place(self._portfolio, self._places, post, "minute-taker")
            status = self._status(place)
            if status in PRESENT:
                return post
            if not status:
                self._say(f"  {label_of(self._portfolio, place)} is noted as present with that.")
                self._note(Entry(place, "present"))
                return post
            label = label_of(self._portfolio, place)
            self._say(f"  {label} is noted as away, so can't have taken the minutes.")

    def _all_places(self) -> list[Place]:
        guests = [each.place for each in self.entries.values()]
        keys = {each.key for each in self._places}
        return [*self._places, *(each for each in guests if each.key not in keys)]

    def _status(self, place: Place) -> str:
        entry = self.entries.get(place.key) or self._before.get(place.key)
        return entry.status if entry is not None else ""

    def _ask_one(self, name: str, words: str, there: list[tuple[str, str]], usual: str) -> str:
        """One of the posts that were there; empty when the person passes over it."""
        from sscp.cli.ask import ask

        posts = [post for post, _ in there]
        question = Question(
            name,
            words,
            Shape.LINK,
            links=("post",),
            default=(lambda _: usual) if usual in posts else None,
            offered=lambda _: posts,
        )
        return ask(question, Answers(self._portfolio, self._session.as_of, {})) or ""

    def _note(self, entry: Entry) -> None:
        """Note one entry, keep the draft, and say what it makes of the quorum."""
        self.entries[entry.place.key] = entry
        keep_draft(
            self._session.source.root,
            self._draft,
            {"entries": to_draft(list(self.entries.values()))},
        )
        trial = trial_meeting(self._portfolio, self._meeting, self._sheet(), self._places)
        self._say(f"      {quorum_words(self._portfolio, trial)}", Style.FAINT)

    def _sheet(self) -> Sheet:
        return Sheet(tuple(self.entries.values()))

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        lead = " " * (len(words) - len(words.lstrip()))
        self._session.print(wrapped(words, lead, lead, style))


def _form(entry: Entry) -> str:
    """How an entry is called at the prompt."""
    return "deputy" if entry.deputy or entry.deputy_title else entry.status


def _meant(typed: str) -> str | None:
    """The status that a key or the beginning of a word means."""
    if typed in _KEYS:
        return _KEYS[typed]
    fits = [form for form, word in _SHOWN.items() if word.startswith(typed)]
    return fits[0] if len(fits) == 1 else None


def _read(label: str) -> str:
    from prompt_toolkit import prompt

    return prompt(label).strip()

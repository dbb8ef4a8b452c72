"""Notes made into what the register will hold of a meeting, item by item, with every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sscp.errors import UsageError
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import is_later
from sscp.model.dates import NoDate, read_said_date, write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.views.prose import read_blocks
from sscp.work.approving import require_approvable
from sscp.work.meant import the_one
from sscp.work.noted_rows import Row, RowReader, is_like
from sscp.work.notes import (
    Mistake,
    NotedAction,
    NotedDecision,
    NotedItem,
    Notes,
    Said,
    split_dashes,
)
from sscp.work.prose import to_prose
from sscp.write.layout import simple

_LEADING = re.compile(r"[0-9]{1,9}")
_NOTED = frozenset(
    "title resolution outcome reasons options matters tags agreement answers ratifies replaces"
    " effective_on decide_by owner due responders".split()
)
"""Fields of decisions and actions that notes say themselves; the others follow from these."""
_FOLLOWING = {"owner": "agency", "responders": "scope", "agreement": "joint"}


class Received(NamedTuple):
    """A paper that came: where it stands in the meeting's list, from 0, its title and the day."""

    place: int
    title: str
    on: date


class MinutedItem(NamedTuple):
    """An item as it will be.

    Attributes:
        line: where it begins in the notes.
        place: where it stands in the agenda now, from 0; None for a new one.
        number: its number.
        title: its title.
        values: further fields that the notes give it.
        rows: its decisions and actions, as far as the notes speak of them.
        papers: the papers that came, as far as the notes say so.
    """

    line: int
    place: int | None
    number: str
    title: str
    values: dict[str, Any]
    rows: tuple[Row, ...]
    papers: tuple[Received, ...] = ()


class Minuting(NamedTuple):
    """What notes come to, and what in them is to be put right first."""

    items: tuple[MinutedItem, ...]
    interests: tuple[dict[str, Any], ...]
    next_meeting: date | None
    mistakes: tuple[Mistake, ...]

    @property
    def is_fit(self) -> bool:
        """True when nothing has to be put right; doubts stand in nobody's way."""
        return all(each.is_doubt for each in self.mistakes)


def read_minuting(portfolio: Portfolio, meeting: Record, notes: Notes, as_of: date) -> Minuting:
    """What notes of a meeting come to in the register as it is."""
    return _Reader(portfolio, meeting, notes, as_of).read()


def changed_fields(known: Record, values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record that values say otherwise, and those that follow from them."""
    plain = simple(values)
    changed = {
        name
        for name, value in plain.items()
        if name in _NOTED and not _is_same(name, known.values.get(name), value)
    }
    changed |= {_FOLLOWING[name] for name in changed if name in _FOLLOWING}
    return {
        name: plain.get(name)
        for name in sorted(changed)
        if plain.get(name) != known.values.get(name)
    }


def _is_same(name: str, old: Any, new: Any) -> bool:
    if name == "agreement":
        return _voices(old) == _voices(new)
    if isinstance(new, str) and isinstance(old, str):
        return read_blocks(old) == read_blocks(new)
    if isinstance(new, list) and not isinstance(old, list):
        old = [] if old is None else [old]
    return old == new or (not isinstance(new, list) and str(old) == str(new))


def _voices(rows: Any) -> set[tuple[Any, ...]]:
    return {(row.get("partner"), row.get("post"), row.get("agreed")) for row in rows or ()}


class _Reader:
    """Reads the notes of one meeting against the register."""

    def __init__(self, portfolio: Portfolio, meeting: Record, notes: Notes, as_of: date) -> None:
        self._portfolio = portfolio
        self._meeting = meeting
        self._notes = notes
        self._as_of = as_of
        self._mistakes = list(notes.mistakes)
        self._next_day: date | None = None
        self._agenda = meeting.rows("items")
        numbers = [each.number for each in notes.items] + [
            each.words("number") for each in self._agenda
        ]
        self._highest = max((_leading(each) for each in numbers), default=0)
        minutes = meeting.part("minutes")
        self._issued = minutes.date("issued_on") if minutes else None

    def read(self) -> Minuting:
        """All of it."""
        self._rows = RowReader(self._portfolio, self._meeting, None, self._mistakes)
        if self._notes.next_meeting is not None:
            self._next_day = self._later_day(self._notes.next_meeting)
            self._rows = RowReader(self._portfolio, self._meeting, self._next_day, self._mistakes)
        items = tuple(
            item for noted in self._notes.items if (item := self._item(noted)) is not None
        )
        self._refuse_twice(items)
        interests = tuple(
            {"post": post.id, "interest": each.interest, "handled": each.handled}
            for each in self._notes.interests
            if each.who and (post := self._rows.the_one(each.line, each.who, "post")) is not None
        )
        return Minuting(items, interests, self._next_day, tuple(sorted(set(self._mistakes))))

    def _later_day(self, said: Said) -> date | None:
        found = self._rows.day(said)
        if found is not None and found <= (self._meeting.date("date") or date.min):
            self._wrong(said.line, f"{write_date(found)} is not after this meeting.")
        return found

    def _item(self, noted: NotedItem) -> MinutedItem | None:
        found = self._find(noted)
        if found is None:
            return None
        row, number, title = found
        values: dict[str, Any] = {
            "discussion": to_prose(noted.discussion),
            "value": " ".join(said.text for said in noted.more.get("VALUE", ())),
            "records": self._rows.links(noted.more.get("RECORDS", ())),
            **self._approval(noted, row, number),
        }
        rows = [self._decision(each, row, number) for each in noted.decisions]
        rows += [self._action(each, row, number) for each in noted.actions]
        return MinutedItem(
            noted.line,
            int(row.path[-1]) if row is not None else None,
            number,
            title,
            {name: value for name, value in values.items() if value},
            tuple(each for each in rows if each is not None),
            tuple(self._received(noted.more.get("RECEIVED", ()))),
        )

    def _received(self, lines: tuple[Said, ...]) -> Iterator[Received]:
        """The papers of the meeting that lines say came, and when: on its day if not said."""
        for said in lines:
            title, on = [*split_dashes(said.text), ""][:2]
            at = self._paper(said.line, title)
            day = self._day_of_receipt(Said(on, said.line))
            if at is not None and day is not None:
                yield Received(at, self._meeting.rows("papers")[at].words("title"), day)

    def _paper(self, line: int, words: str) -> int | None:
        titles = [row.words("title") for row in self._meeting.rows("papers")]
        whole = [at for at, title in enumerate(titles) if is_like(title, words)]
        found = whole or [at for at, title in enumerate(titles) if words.lower() in title.lower()]
        if len(found) == 1:
            return found[0]
        listed = "; ".join(titles) or "none"
        what = f"fits {len(found)} papers of" if found else "is no paper of"
        self._wrong(
            line,
            f"{words} {what} this meeting. Its papers are: {listed}."
            " `sscp meeting paper` notes a new one.",
        )
        return None

    def _day_of_receipt(self, said: Said) -> date | None:
        held = self._meeting.date("date") or self._as_of
        words = said.text.removeprefix("on ")
        found = read_said_date(words, held, last=self._as_of) if words else held
        if isinstance(found, NoDate):
            how = f"{words} is no date; write it like 5 June {held.year}."
            self._wrong(said.line, found.why if found.meant is not None else how)
            return None
        if found > self._as_of:
            self._wrong(said.line, f"{write_date(found)} is still to come.")
            return None
        return found

    def _find(self, noted: NotedItem) -> tuple[Fields | None, str, str] | None:
        """The row of the agenda that is meant, its number and title; a new one where none is."""
        if noted.number:
            row = next((r for r in self._agenda if r.words("number") == noted.number), None)
            if row is None and not noted.title:
                held = ", ".join(each.words("number") for each in self._agenda) or "none"
                self._wrong(
                    noted.line,
                    f"The agenda has no item {noted.number}; a new one needs a title."
                    f" Its items are: {held}.",
                )
                return None
        else:
            row = self._by_title(noted.title)
            if row is None and not self._highest:
                self._wrong(
                    noted.line,
                    "This meeting has no agenda, so its items need numbers: `ITEM 1: title`.",
                )
                return None
        if row is None:
            self._highest = max(self._highest, _leading(noted.number))
            if not noted.number:
                self._highest += 1
            return None, noted.number or str(self._highest), noted.title
        title = row.words("title")
        if noted.number and noted.title and not _is_part(noted.title, title):
            meant = self._by_title(noted.title)
            hint = f" That title is item {meant.words('number')}." if meant is not None else ""
            self._wrong(
                noted.line,
                f"Item {noted.number} is '{title}' on the agenda.{hint} Write its number alone, or"
                " the title it has.",
            )
        return row, row.words("number"), title

    def _by_title(self, title: str) -> Fields | None:
        whole = [row for row in self._agenda if is_like(title, row.words("title"))]
        part = [row for row in self._agenda if _is_part(title, row.words("title"))]
        found = whole or part
        return found[0] if len(found) == 1 and title else None

    def _refuse_twice(self, items: tuple[MinutedItem, ...]) -> None:
        first: dict[str, int] = {}
        for item in items:
            if item.number in first:
                self._wrong(
                    item.line,
                    f"Item {item.number} stands in these notes already, from line"
                    f" {first[item.number]}.",
                )
            first.setdefault(item.number, item.line)

    def _approval(self, noted: NotedItem, row: Fields | None, number: str) -> dict[str, Any]:
        """The minutes that are agreed under an item, with their corrections."""
        corrections = [said.text for said in noted.more.get("CORRECTION", ())]
        lines = noted.more.get("APPROVED", ())
        before = row.texts("corrections") if row is not None else ()
        kept = [*before, *(each for each in corrections if each not in before)]
        if not lines:
            if corrections and not (row is not None and row.has("approves_minutes_of")):
                line = noted.more["CORRECTION"][0].line
                self._wrong(line, "A CORRECTION: needs the minutes it is to: `APPROVED: meeting`.")
            return {"corrections": kept if corrections else ()}
        said = lines[0]
        try:
            earlier = self._earlier(said.text)
            if (
                row is None
                or resolve(self._portfolio, row.text("approves_minutes_of")) != earlier.id
            ):
                require_approvable(self._portfolio, earlier, self._meeting, number, self._as_of)
        except UsageError as error:
            self._wrong(said.line, str(error))
            return {}
        form = "minutes" if row is None else ""
        return {"form": form, "approves_minutes_of": earlier.id, "corrections": kept}

    def _earlier(self, words: str) -> Record:
        """The meeting whose minutes are agreed: named by its id or by its day.

        Raises:
            UsageError: there is none.
        """
        group = resolve(self._portfolio, self._meeting.words("group"))
        meetings = index_of(self._portfolio).meetings.get(group, ())
        before = [each for each in meetings if is_later(self._meeting, each)]
        if words.lower().removeprefix("the ") in ("last meeting", "last minutes") and before:
            return before[-1]
        today = self._meeting.date("date")
        day = read_said_date(words, today, last=today or date.max)
        if not isinstance(day, NoDate):
            for each in before:
                if each.date("date") == day:
                    return each
            raise UsageError(f"The group did not meet on {write_date(day)}.")
        return the_one(self._portfolio, words, "meeting", likely=[each.id or "" for each in before])

    def _decision(self, noted: NotedDecision, item: Fields | None, number: str) -> Row | None:
        known = self._known(noted.line, noted.id, noted.title, "decision", item)
        row = self._rows.decision(noted, number, known)
        return self._unsealed(known, row)

    def _action(self, noted: NotedAction, item: Fields | None, number: str) -> Row | None:
        known = self._known(noted.line, noted.id, noted.text, "action", item)
        row = self._rows.action(noted, number, known)
        if known is not None and changed_fields(known, row.values):
            closed = known.has("completed_on") or known.has("cancelled")
            if closed or known.has("extensions") or known.has("progress"):
                self._wrong(
                    row.line,
                    f"{known.id} is under way or closed and says otherwise; change it with"
                    " `sscp action update`, `extend` or `reassign`.",
                )
        return self._unsealed(known, row)

    def _known(
        self, line: int, identity: str, title: str, kind: str, item: Fields | None
    ) -> Record | None:
        """The record that a decision or an action is already: by its id, else by its title."""
        listed = item.texts(f"{kind}s") if item is not None else ()
        records = [self._portfolio.get_kind(each, kind) for each in listed]
        if identity:
            found = self._portfolio.get_kind(identity, kind)
            if found is None or found not in records:
                self._wrong(line, f"There is no {kind} {identity} under this item.")
                return None
            return found
        return next((each for each in records if each and is_like(each.title, title)), None)

    def _unsealed(self, known: Record | None, row: Row) -> Row:
        """A row, which must not change what went out with the minutes."""
        if known is not None and self._issued is not None:
            names = list(changed_fields(known, row.values))
            if names:
                self._wrong(
                    row.line,
                    f"{known.id} went out with the minutes on {write_date(self._issued)} and says"
                    f" otherwise ({', '.join(names)}). What the meeting agreed is corrected by a"
                    " later meeting.",
                )
        return row

    def _wrong(self, line: int, message: str) -> None:
        self._mistakes.append(Mistake(line, message))


def _leading(number: str) -> int:
    found = _LEADING.match(number)
    return int(found[0]) if found else 0


def _is_part(one: str, other: str) -> bool:
    """True where one text is the beginning or a part of the other."""
    first, second = one.lower().rstrip("."), other.lower().rstrip(".")
    return first in second or second in first

"""Minutes written: the meeting is held, its items say what was said, what was decided stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.approval import quorum_assumption
from sscp.governance.attendance import PRESENT, attendees_of
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import HELD, is_later, takes_place
from sscp.model.dates import write_date, write_long_date
from sscp.model.kinds.meetings import ACTION, DECISION, DECISION_OUTCOMES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.views.prose import read_blocks
from sscp.work.attendance import as_number, require_open
from sscp.work.meant import the_one
from sscp.work.minuting import MinutedItem, Minuting, changed_fields, read_minuting
from sscp.work.noted_rows import Row
from sscp.work.notes import Notes
from sscp.write.change import LISTED, Change, Desk, Plan, Shown
from sscp.write.edits import AddRow, Edit, InsertRow, NewRecord, Remove, SetField

COMMAND = "meeting minute"
_LISTS = {DECISION.name: "decisions", ACTION.name: "actions"}
_OUTCOMES = {choice.value: choice.label.lower() for choice in DECISION_OUTCOMES}
_APPROVES = "approves_minutes_of"
_FURTHER = {
    "reasons": "reasons",
    "options": "other course weighed",
    "matters": "matter",
    "answers": "answers",
    "tags": "about",
    "effective_on": "from",
    "decide_by": "put off until",
    "ratifies": "confirms",
    "replaces": "replaces",
}
"""Fields of a decision that are shown below it, and how each is told."""
_NAMED = frozenset(("matters", "answers", "ratifies", "replaces"))
"""Those of them that name records."""


def require_minutable(portfolio: Portfolio, meeting: Record, as_of: date) -> None:
    """Refuse a meeting that can't be minuted.

    Raises:
        UsageError: it is to come, nobody met, or its minutes are agreed.
    """
    require_open(portfolio, meeting, as_of)
    day = meeting.date("date")
    if day is None or day > as_of:
        when = f"on {write_date(day)}" if day else "on a day that is not set"
        raise UsageError(f"{meeting.id} is {when} and can be minuted from that day on.")


def minute_plan(meeting_id: str, notes: Notes) -> Plan:
    """The change that writes notes into the minutes of a meeting."""

    def plan(desk: Desk) -> Change:
        meeting = the_one(desk.portfolio, meeting_id, "meeting")
        require_minutable(desk.portfolio, meeting, desk.as_of)
        minuting = read_minuting(desk.portfolio, meeting, notes, desk.as_of)
        for mistake in minuting.mistakes:
            if not mistake.is_doubt:
                raise UsageError(f"Line {mistake.line} of the notes: {mistake.message}")
        return _Writing(desk, meeting, minuting).change()

    return plan


class _Writing:
    """One writing of minutes: collects the edits, and what is told of them."""

    def __init__(self, desk: Desk, meeting: Record, minuting: Minuting) -> None:
        self._desk = desk
        self._portfolio = desk.portfolio
        self._meeting = meeting
        self._minuting = minuting
        self._records: list[Edit] = []
        self._edits: list[Edit] = []
        self._told: list[tuple[MinutedItem, list[tuple[Row, str]]]] = []
        self._fresh: dict[str, int] = {}

    def change(self) -> Change:
        """The whole change."""
        new: list[tuple[int, dict[str, Any]]] = []
        place = -1
        for item in self._minuting.items:
            rows = [(row, self._record(row)) for row in item.rows]
            self._told.append((item, rows))
            if item.place is None:
                new.append((place, self._new_item(item, rows)))
            else:
                place = item.place
                self._edit_item(item, rows)
        self._insert(new)
        self._edit_meeting()
        return Change(
            self._summary(),
            (*self._records, *self._edits),
            COMMAND,
            tuple(self._follows()),
            tuple(f"{identity}: {row.values['title']}" for row, identity in self._all_rows()),
            tuple(self._shown()),
        )

    def _record(self, row: Row) -> str:
        """The id of a decision or an action, which is made or changed as need be."""
        if not row.id:
            identity = self._desk.new_id(row.kind, (self._day or self._desk.as_of).year)
            self._records.append(NewRecord(row.kind, {"id": identity, **row.values}))
            self._fresh[row.kind.name] = self._fresh.get(row.kind.name, 0) + 1
            return identity
        known = self._portfolio.by_id[row.id]
        for name, value in changed_fields(known, row.values).items():
            self._records.append(SetField(row.id, (name,), value))
        return row.id

    @property
    def _day(self) -> date | None:
        return self._meeting.date("date")

    def _all_rows(self) -> Iterator[tuple[Row, str]]:
        for _, rows in self._told:
            yield from rows

    def _new_item(self, item: MinutedItem, rows: Sequence[tuple[Row, str]]) -> dict[str, Any]:
        values = {"number": as_number(item.number), "title": item.title, **item.values}
        for kind, field in _LISTS.items():
            ids = [identity for row, identity in rows if row.kind.name == kind]
            if ids:
                values[field] = ids
        return values

    def _edit_item(self, item: MinutedItem, rows: Sequence[tuple[Row, str]]) -> None:
        """Set what differs in an item of the agenda."""
        assert item.place is not None
        identity, path = self._meeting.id or "", ("items", item.place)
        known = next(row for row in self._meeting.rows("items") if row.path[-1] == item.place)
        for name, value in item.values.items():
            if name != "form" and not _holds(known, name, value):
                self._edits.append(SetField(identity, (*path, name), value))
        for kind, field in _LISTS.items():
            listed = known.texts(field)
            for row, each in rows:
                if row.kind.name == kind and each not in listed:
                    self._edits.append(AddRow(identity, (*path, field), each))

    def _insert(self, new: list[tuple[int, dict[str, Any]]]) -> None:
        """Put new items after the ones they follow in the notes; the last first."""
        last = len(self._meeting.rows("items")) - 1
        identity = self._meeting.id or ""
        at_end = [row for place, row in new if place in (last, -1)]
        for place, row in reversed([each for each in new if each[0] not in (last, -1)]):
            self._edits.append(InsertRow(identity, ("items", place + 1), row))
        self._edits += [AddRow(identity, ("items",), row) for row in at_end]

    def _edit_meeting(self) -> None:
        """The meeting is held; who took the minutes, when, and when the group meets next."""
        meeting, identity = self._meeting, self._meeting.id or ""
        if meeting.text("status") != HELD:
            self._edits.append(SetField(identity, ("status",), HELD))
            self._edits += [
                Remove(identity, (*row.path, _APPROVES)) for row in self._not_confirmed()
            ]
        self._edits += self._interest_edits()
        papers = meeting.rows("papers")
        self._edits += [
            SetField(identity, (*papers[each.place].path, "received_on"), each.on)
            for item in self._minuting.items
            for each in item.papers
            if papers[each.place].date("received_on") != each.on
        ]
        day = self._minuting.next_meeting
        if day is not None and day != meeting.date("next_meeting"):
            self._edits.append(SetField(identity, ("next_meeting",), day))
        if self._edits or self._records:
            self._edits += self._minutes_edits()

    def _interest_edits(self) -> Iterable[Edit]:
        """Interests that are new, and those that were handled in another way than was noted."""
        meeting, identity = self._meeting, self._meeting.id or ""
        known = {(row.text("post"), row.text("interest")): row for row in meeting.rows("interests")}
        for each in self._minuting.interests:
            row = known.get((each["post"], each["interest"]))
            if row is None:
                yield AddRow(identity, ("interests",), each)
            elif row.text("handled") != each["handled"]:
                yield SetField(identity, (*row.path, "handled"), each["handled"])

    def _minutes_edits(self) -> Iterable[Edit]:
        identity, minutes = self._meeting.id or "", self._meeting.part("minutes")
        taker = next(
            (
                each.post
                for each in attendees_of(self._portfolio, self._meeting)
                if each.role == "minute-taker" and each.status in PRESENT
            ),
            None,
        )
        values = {"taken_by": taker, "drafted_on": self._desk.as_of}
        if minutes is None:
            yield SetField(identity, ("minutes",), {k: v for k, v in values.items() if v})
            return
        for name, value in values.items():
            if value and not minutes.has(name) and not (name == "drafted_on" and self._is_out):
                yield SetField(identity, ("minutes", name), value)

    @property
    def _is_out(self) -> bool:
        minutes = self._meeting.part("minutes")
        return minutes is not None and minutes.has("issued_on")

    def _not_confirmed(self) -> list[Fields]:
        """Items that were to agree minutes, and of which the notes do not say that they did.

        An agenda that names the minutes agrees nothing; only what was minuted does.
        """
        confirmed = {item.place for item in self._minuting.items if _APPROVES in item.values}
        return [
            row
            for row in self._meeting.rows("items")
            if row.has(_APPROVES) and row.path[-1] not in confirmed
        ]

    def _summary(self) -> str:
        counts = [
            f"{count} {kind}{'' if count == 1 else 's'}"
            for kind in _LISTS
            if (count := self._fresh.get(kind))
        ]
        with_new = f", with {' and '.join(counts)}" if counts else ""
        verb = "written" if self._meeting.text("status") != HELD else "amended"
        return f"Minutes of {self._meeting.title} {verb}{with_new}"

    def _shown(self) -> Iterator[Shown]:
        """The minutes as they will be, item by item, with every word of them."""
        for item, rows in self._told:
            yield Shown(f"Item {item.number}", item.title + self._special(item))
            yield from _prose(item.values.get("discussion", ""))
            for correction in item.values.get("corrections", ()):
                yield Shown("", f"correction: {correction}")
            if records := item.values.get("records"):
                yield Shown("", f"looked at: {'; '.join(map(self._titled, records))}")
            for paper in item.papers:
                yield Shown("", f"paper that came: {paper.title}, on {write_date(paper.on)}")
            if value := item.values.get("value"):
                yield Shown("", f"value shown: {value}")
            for row, identity in rows:
                yield Shown(identity, self._row_words(row))
                yield from self._further(row)
        for each in self._minuting.interests:
            who = self._portfolio.title_of(each["post"])
            yield Shown("Interest", f"{who}: {each['interest']}; {each['handled']}")
        if self._minuting.next_meeting is not None:
            yield Shown("Next", write_long_date(self._minuting.next_meeting))

    def _further(self, row: Row) -> Iterator[Shown]:
        """What a decision resolves, why, and what else is noted of it."""
        values = row.values
        if row.kind is not DECISION:
            return
        if values["resolution"] != values["title"]:
            yield from _prose(values["resolution"])
        for name, said in _FURTHER.items():
            value = values.get(name)
            for each in value if isinstance(value, list) else filter(None, [value]):
                words = write_date(each) if isinstance(each, date) else each
                yield Shown("", f"{said}: {self._titled(words) if name in _NAMED else words}")

    def _titled(self, identity: str) -> str:
        """A record by its title, with its id."""
        title = self._portfolio.title_of(identity)
        return f"{title} ({identity})" if title != identity else identity

    def _special(self, item: MinutedItem) -> str:
        """What is special about an item."""
        parts = []
        if _APPROVES in item.values:
            parts.append(f"agrees the minutes of {item.values[_APPROVES]}")
        if item.place is None and self._meeting.has("items"):
            parts.append("not on the agenda")
        return f" ({', '.join(parts)})" if parts else ""

    def _row_words(self, row: Row) -> str:
        values, title_of = row.values, self._portfolio.title_of
        if row.kind is ACTION:
            due = values.get("due")
            by = f", by {write_long_date(due)}" if due else ""
            with_others = "".join(f", {title_of(each)}" for each in values.get("responders", ()))
            respond = f"; to respond: {with_others[2:]}" if with_others else ""
            return f"action: {values['title']} - {title_of(values.get('owner'))}{by}{respond}"
        voices = values.get("agreement", ())
        words = f"{_OUTCOMES[values['outcome']]}: {values['title']}"
        for is_agreed, said in ((True, "agreed by"), (False, "against")):
            names = [title_of(each["partner"]) for each in voices if each["agreed"] is is_agreed]
            words += f" - {said} {', '.join(names)}" if names else ""
        return words

    def _follows(self) -> Iterator[str]:
        meeting = self._meeting
        for row in self._not_confirmed() if meeting.text("status") != HELD else ():
            earlier = resolve(self._portfolio, row.words(_APPROVES))
            yield (
                f"The agenda had the minutes of {earlier} to be agreed, and the notes do not say"
                f" that they were (`APPROVED: {earlier}`), so they stay a draft."
            )
        if self._fresh.get(DECISION.name):
            assumption = quorum_assumption(self._portfolio, meeting, "what was decided")
            if assumption:
                yield assumption
        if not meeting.has("attendance"):
            yield f"Who came is not recorded yet: `sscp meeting attend {meeting.id}`."
        yield from self._left_alone()
        yield from self._next_words()
        if self._is_out:
            again = f"`sscp meeting issue {meeting.id} --again`"
            yield f"A draft has gone out before; {again} sends this one."
        else:
            yield f"They are a draft; `sscp meeting issue {meeting.id}` sends them out."

    def _left_alone(self) -> Iterator[str]:
        """Decisions and actions of the items noted that the notes do not speak of."""
        noted = {identity for _, identity in self._all_rows()}
        places = {item.place for item in self._minuting.items}
        left = [
            each
            for row in self._meeting.rows("items")
            if row.path[-1] in places
            for field in _LISTS.values()
            for each in row.texts(field)
            if each not in noted
        ]
        if left:
            yield f"Recorded before, not in these notes and left as they are: {', '.join(left)}."

    def _next_words(self) -> Iterator[str]:
        """Whether the day set for the next meeting is planned."""
        day = self._minuting.next_meeting
        if day is None:
            return
        group = resolve(self._portfolio, self._meeting.words("group"))
        planned = [
            each
            for each in index_of(self._portfolio).meetings.get(group, ())
            if is_later(each, self._meeting) and takes_place(each)
        ]
        if not any(each.date("date") == day for each in planned):
            yield f"No meeting of the group is planned yet for {write_long_date(day)}."


def _holds(known: Fields, name: str, value: Any) -> bool:
    """True when an item says so already."""
    if isinstance(value, list):
        return list(known.texts(name)) == value
    if name == "discussion":
        return read_blocks(known.text(name)) == read_blocks(value)
    return known.text(name) == str(value)


def _prose(text: str) -> Iterator[Shown]:
    """A long text, a paragraph or an entry of a list at a time."""
    for block in read_blocks(text):
        if block.text:
            yield Shown("", block.text)
        for each in block.items:
            yield Shown("", f"{LISTED}{each}")

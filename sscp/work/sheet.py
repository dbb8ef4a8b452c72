"""Options of a command, and kept drafts, read as what is noted of an attendance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sscp.errors import UsageError
from sscp.governance.attendance import PRESENT
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.attendance import Entry, Sheet, entry_of
from sscp.work.places import (
    Place,
    find_place,
    guest_place,
    label_of,
    member_place,
    places_of,
    rows_by_place,
)

STATUSES = {
    "present": "present",
    "remote": "present-remotely",
    "apologies": "apologies",
    "absent": "absent",
}
"""The options for a status, and the word the record has for it."""
ROLES = ("observer", "invited", "adviser", "support")
"""The options for a part played without a seat; the record's word is the same."""


def read_sheet(portfolio: Portfolio, meeting: Record, given: Mapping[str, Any]) -> Sheet:
    """The options of a command as a sheet.

    Args:
        portfolio: the register.
        meeting: the meeting.
        given: what was typed, by the name of the option.

    Raises:
        UsageError: a post can't be found, or somebody is noted in two ways.
    """
    reader = _Reader(portfolio, meeting)
    for role in ROLES:
        for words in given.get(role, ()):
            reader.add_guest(words, role)
    for option, status in STATUSES.items():
        for words in given.get(option, ()):
            reader.add(words, status, f"--{option}")
    for words in given.get("deputy", ()):
        reader.add_deputy(words)
    for words in given.get("authorised", ()):
        reader.authorise(words)
    chair = reader.post(given.get("chair", ""), "chair")
    minute_taker = reader.post(given.get("minute_taker", ""), "minute-taker")
    if rest := given.get("rest"):
        reader.add_rest(rest)
    return Sheet(tuple(reader.entries.values()), chair, minute_taker)


def read_deputy(portfolio: Portfolio, words: str) -> tuple[str, str]:
    """A deputy as a post of the register, or else as a title; one of the two is empty."""
    wanted = words.lower()
    for post in portfolio.of_kind("post"):
        names = (post.id or "", post.title, *post.texts("also_known_as"))
        if wanted in (each.lower() for each in names):
            return post.id or "", ""
    return "", words


class _Reader:
    """Collects what is noted of each place, and refuses to note anyone twice."""

    def __init__(self, portfolio: Portfolio, meeting: Record) -> None:
        self._portfolio = portfolio
        self._meeting = meeting
        self._places: Sequence[Place] = places_of(portfolio, meeting)
        self._known = {
            place.key: entry_of(portfolio, place, row)
            for place, row in rows_by_place(portfolio, meeting, self._places).items()
        }
        self._by: dict[tuple[str, str, str], str] = {}
        self.entries: dict[tuple[str, str, str], Entry] = {}

    def add(self, words: str, status: str, option: str) -> None:
        """Note a member, or somebody already noted in a part without a seat."""
        place = self._noted(words) or member_place(
            self._portfolio, self._meeting, self._places, words
        )
        self._note(Entry(place, status), option)

    def add_guest(self, words: str, role: str) -> None:
        """Note somebody in a part without a seat: there, unless another option says how."""
        post, _, items = words.partition("=")
        place = guest_place(self._portfolio, self._places, post.strip(), role)
        numbers = tuple(filter(None, (each.strip() for each in items.split(","))))
        entry = Entry(place, "present", items=numbers)
        if self.entries.get(place.key, entry) != entry:
            raise UsageError(f"{label_of(self._portfolio, place)} is noted in two ways.")
        self.entries[place.key] = entry

    def add_deputy(self, words: str) -> None:
        """Note a member for whom a deputy came."""
        who, equals, deputy = words.partition("=")
        if not equals or not deputy.strip():
            raise UsageError(
                f"--deputy {words} can't be read; write --deputy POST=POST, or"
                ' --deputy POST="title of the deputy".'
            )
        place = member_place(self._portfolio, self._meeting, self._places, who.strip())
        post, title = read_deputy(self._portfolio, deputy.strip())
        self._note(Entry(place, "apologies", post, title), "--deputy")

    def authorise(self, words: str) -> None:
        """Say that the deputy of a member may decide.

        Raises:
            UsageError: no deputy is noted for that member.
        """
        place = find_place(self._portfolio, self._places, words)
        key = place.key if place is not None else ("", "", "")
        entry = self.entries.get(key) or self._known.get(key)
        if entry is None or not (entry.deputy or entry.deputy_title):
            raise UsageError(f"No deputy is noted for {words}; name one with --deputy {words}=WHO.")
        self.entries[key] = entry._replace(is_authorised=True)

    def post(self, words: str, role: str) -> str:
        """The post in the chair or at the minutes, which must be there.

        Raises:
            UsageError: it is noted as away.
        """
        if not words:
            return ""
        place = self._noted(words) or guest_place(self._portfolio, self._places, words, role)
        entry = self.entries.get(place.key) or self._known.get(place.key)
        if entry is None:
            entry = Entry(place, "present")
            self.entries[place.key] = entry
        if entry.status not in PRESENT:
            what = "taken the chair" if role == "chair" else "taken the minutes"
            raise UsageError(
                f"{label_of(self._portfolio, place)} is noted as away, so can't have {what}."
            )
        return place.post

    def add_rest(self, words: str) -> None:
        """Note every seat of which nothing else is said, here or in the attendance.

        Raises:
            UsageError: the status is none of those there are.
        """
        status = STATUSES.get(words, words)
        if status not in STATUSES.values():
            raise UsageError(f"--rest {words} can't be; it is one of: {', '.join(STATUSES)}.")
        for place in self._places:
            if place.is_seat and place.key not in self.entries and place.key not in self._known:
                self._note(Entry(place, status), "--rest")

    def _noted(self, words: str) -> Place | None:
        """A guest noted a moment ago whose post the words name."""
        guests = [
            each.place._replace(agency="")
            for each in self.entries.values()
            if not each.place.is_seat
        ]
        found = find_place(self._portfolio, guests, words) if guests else None
        entries = self.entries.values()
        return next(
            (each.place for each in entries if found and each.place.post == found.post), None
        )

    def _note(self, entry: Entry, option: str) -> None:
        key = entry.place.key
        before = self.entries.get(key)
        if before is not None:
            entry = entry._replace(place=before.place, items=before.items)
        if self._by.get(key) == option and before == entry:
            return
        if key in self._by:
            raise UsageError(
                f"{label_of(self._portfolio, entry.place)} is noted in two ways:"
                f" {self._by[key]} and {option}."
            )
        self._by[key] = option
        self.entries[key] = entry


def to_draft(sheet: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries as plain data, to be kept until they are written."""
    return [{**entry._asdict(), "place": entry.place._asdict()} for entry in sheet]


def from_draft(kept: Any) -> list[Entry]:
    """Entries that were kept; none where the draft can't be read."""
    try:
        return [
            Entry(**{**row, "place": Place(**row["place"]), "items": tuple(row["items"])})
            for row in kept
        ]
    except (TypeError, KeyError):
        return []

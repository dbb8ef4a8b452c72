"""Decisions and actions as noted, made into the fields of records: who, what, when, on whose word.

Words that mean nothing in the register are mistakes with their line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sscp.errors import UsageError
from sscp.governance.attendance import attendees_of
from sscp.governance.decisions import is_lead_partners_body, missing_partners
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import is_later, takes_place
from sscp.governance.seats import seats_on
from sscp.governance.terms import delegations_of, organisation_of, partners_on
from sscp.governance.voices import lead_posts
from sscp.model.audience import audience_of
from sscp.model.dates import NoDate, read_said_date, write_date
from sscp.model.kind import Audience, Kind
from sscp.model.kinds.meetings import ACTION, DECISION, DECISION_TAGS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.attendance import as_number, voices_of
from sscp.work.meant import the_one
from sscp.work.notes import Mistake, More, NotedAction, NotedDecision, Said
from sscp.work.origin import marks_of
from sscp.work.prose import to_prose
from sscp.write.layout import simple

_T = TypeVar("_T")
_PARTNER = re.compile(r"([^,()]+)(?:\(([^()]*)\))?\s*(?:,|\Z)")
_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)\Z")
_LAST_WORDS = ("next meeting", "the next meeting")
_CIRCLES = list(Audience)
_LINKS = {"MATTERS": ("matters", ("matter",)), "ANSWERS": ("answers", ())}
_ONE_LINK = {"RATIFIES": "ratifies", "REPLACES": "replaces"}
_DAYS = {"EFFECTIVE": "effective_on", "UNTIL": "decide_by"}


class Row(NamedTuple):
    """A decision or an action to be written: `id` is empty for a new one."""

    kind: Kind
    id: str
    line: int
    values: dict[str, Any]


class RowReader:
    """Reads decisions and actions of one meeting; what can't be is added to `mistakes`."""

    def __init__(
        self,
        portfolio: Portfolio,
        meeting: Record,
        next_day: date | None,
        mistakes: list[Mistake],
    ) -> None:
        self._portfolio = portfolio
        self._meeting = meeting
        self._day = meeting.date("date") or date.max
        self._next_day = next_day or _next_day(portfolio, meeting)
        self._partners = partners_on(portfolio, self._day)
        self._mistakes = mistakes

    def decision(self, noted: NotedDecision, number: str, known: Record | None) -> Row:
        """A decision as a record would hold it; `known` is the record it is already."""
        values: dict[str, Any] = {
            "title": _title(noted.title, known),
            "resolution": to_prose(noted.resolution),
            "outcome": noted.outcome,
            **self._further(noted.more),
        }
        count = len(self._mistakes)
        agreement = [
            *self._agreement(noted.more.get("AGREED", ()), is_agreed=True),
            *self._agreement(noted.more.get("AGAINST", ()), is_agreed=False),
        ]
        if agreement:
            values["agreement"] = agreement
        values |= {
            "body": self._meeting.words("group"),
            "date": self._day,
            "meeting": self._meeting.id,
            "item": as_number(number),
            "accountable": self._accountable(),
            **self._of_meeting(DECISION, number),
        }
        values = {name: value for name, value in values.items() if value}
        before = known.values if known is not None else {}
        is_read = len(self._mistakes) == count
        values["joint"] = self._is_joint(noted, {**before, **values}, is_read)
        if noted.outcome == "deferred" and "UNTIL" not in noted.more:
            self._doubt(noted.line, "It is not said until when: `UNTIL: date`.")
        identity = (known.id or "") if known is not None else ""
        return Row(DECISION, identity, noted.line, {k: v for k, v in values.items() if v})

    def _accountable(self) -> list[str]:
        """The lead partners, who stay answerable for what others decide for them."""
        if is_lead_partners_body(self._portfolio, self._meeting.text("group")):
            return []
        return [each.words("lead_post") for each in self._partners.values()]

    def _further(self, more: More) -> dict[str, Any]:
        """What stands on the further lines of a decision."""
        values: dict[str, Any] = {
            "options": [said.text for said in more.get("OPTION", ())],
            "reasons": to_prose("\n".join(said.text for said in more.get("REASONS", ()))),
            "tags": self._tags(more.get("TAGS", ())),
        }
        for word, (name, kinds) in _LINKS.items():
            values[name] = self.links(more.get(word, ()), *kinds)
        for word, name in _ONE_LINK.items():
            values[name] = next(iter(self.links(more.get(word, ()), "decision")), "")
        for word, name in _DAYS.items():
            values[name] = next((self.day(said) for said in more.get(word, ())), None)
        return values

    def links(self, lines: Iterable[Said], *kinds: str) -> list[str]:
        """The records that lines name, parted by commas."""
        return [
            found.id
            for said in lines
            for words in said.text.split(",")
            if words.strip() and (found := self.the_one(said.line, words.strip(), *kinds))
            if found.id
        ]

    def _tags(self, lines: Iterable[Said]) -> list[str]:
        known = [choice.value for choice in DECISION_TAGS]
        found = []
        for said in lines:
            for words in filter(None, (each.strip().lower() for each in said.text.split(","))):
                if words in known:
                    found.append(words)
                else:
                    self._wrong(said.line, f"{words} is no tag; there are: {', '.join(known)}.")
        return found

    def _agreement(self, lines: Iterable[Said], is_agreed: bool) -> Iterable[dict[str, Any]]:
        for said in lines:
            for words, spoke in _PARTNER.findall(said.text):
                find = partial(the_one, self._portfolio, words.strip(), "partner", "agency")
                partner = self._attempt(said.line, partial(find, likely=self._partners))
                if partner is None:
                    continue
                post = self._attempt(said.line, partial(self._voice, partner, spoke))
                if post:
                    yield {"partner": partner.id, "post": post, "agreed": is_agreed}

    def _voice(self, partner: Record, words: str) -> str:
        """The post that spoke for a partner.

        Raises:
            UsageError: nobody could, or several could and none is named.
        """
        voices = voices_of(self._portfolio, self._meeting, partner.id or "")
        if words.strip():
            return the_one(self._portfolio, words.strip(), "post", likely=voices).id or ""
        if not self._meeting.has("attendance"):
            raise UsageError(
                "Who came is not recorded yet, so nobody can have agreed;"
                f" begin with `sscp meeting attend {self._meeting.id}`."
            )
        if not voices:
            raise UsageError(
                f"Nobody who could agree for {partner.title} was there, by the attendance."
            )
        leads = lead_posts(self._portfolio, partner.id, self._day)
        if not is_lead_partners_body(self._portfolio, self._meeting.text("group")):
            leads |= {
                each.words("to_post")
                for each in delegations_of(self._portfolio, partner.id or "", self._day)
            }
        likely = [each for each in voices if each in leads] or list(voices)
        if len(likely) > 1:
            raise UsageError(
                f"Several could have agreed for {partner.title}; say who, such as"
                f" `{partner.id} ({likely[0]})`."
            )
        return likely[0]

    def _is_joint(self, noted: NotedDecision, values: dict[str, Any], is_read: bool) -> bool:
        """Whether the lead partners decide, so that all must agree; a missing one is a mistake.

        Where the lines that say who agreed can't be read, these are mistakes already.
        """
        if not is_lead_partners_body(self._portfolio, self._meeting.text("group")):
            return False
        trial = Record(DECISION, simple(values), self._meeting.file, 0)
        missing = missing_partners(self._portfolio, trial, self._day)
        start = values.get("effective_on") or self._day
        if is_read and noted.outcome == "agreed" and missing and start <= self._day:
            names = ", ".join(self._portfolio.title_of(each) for each in missing)
            self._wrong(
                noted.line,
                f"All lead partners must agree this; missing by these notes: {names}. Say who"
                " agreed with `AGREED: partner, partner`; give `EFFECTIVE: date` where the"
                " agreement is to come by then; or write DEFERRED: or NOT AGREED:.",
            )
        return True

    def action(self, noted: NotedAction, number: str, known: Record | None) -> Row:
        """An action as a record would hold it; `known` is the record it is already."""
        owner, agency = self._owner(noted)
        responders = self.links(noted.more.get("RESPONDERS", ()), "partner", "agency")
        due = self.day(Said(noted.due, noted.line)) if noted.due else None
        if due is not None and due < self._day:
            self._wrong(
                noted.line,
                f"{write_date(due)} is before the meeting of {write_date(self._day)}.",
            )
        values = {
            "title": _title(noted.text, known),
            "owner": owner,
            "agency": agency or organisation_of(self._portfolio, owner),
            "raised_on": self._day,
            "due": due,
            "raised_by": "meeting",
            "raised_at": self._meeting.id,
            "item": as_number(number),
            "responders": responders,
            "scope": "multi-agency" if len(responders) > 1 else "single-agency",
            "monitored_by": self._meeting.words("group"),
            **self._of_meeting(ACTION, number),
        }
        identity = (known.id or "") if known is not None else ""
        return Row(ACTION, identity, noted.line, {k: v for k, v in values.items() if v})

    def _owner(self, noted: NotedAction) -> tuple[str, str]:
        """The post that is to do it, and the organisation that is named with it in brackets.

        Posts that were at the meeting or belong to the group are meant before others.
        """
        there = [each.post or "" for each in attendees_of(self._portfolio, self._meeting)]
        seats = seats_on(self._portfolio, self._meeting.text("group"), self._day)
        likely = (*there, *(each.post or "" for each in seats))
        words, agency = noted.owner, ""
        bracketed = _BRACKETED.match(words)
        if bracketed is not None and not self._portfolio.find(words, "post"):
            words = bracketed[1]
            found = self.the_one(noted.line, bracketed[2], "partner", "agency", "group")
            agency = (found.id or "") if found is not None else ""
        if not words:
            return "", agency
        post = self._attempt(
            noted.line, lambda: the_one(self._portfolio, words, "post", likely=likely)
        )
        if post is None:
            return "", agency
        if post.flag("generic") and not agency:
            self._doubt(
                noted.line,
                f"Many hold the post {post.title}; write `{post.id} (organisation)` to say whose"
                " it is.",
            )
        return post.id or "", agency

    def _of_meeting(self, kind: Kind, number: str) -> dict[str, Any]:
        """What a record of a meeting has of it: its source, and who may read it.

        Nobody may read it who may not read the meeting.
        """
        circle, usual = audience_of(self._meeting), kind.audience
        is_narrower = _CIRCLES.index(circle) > _CIRCLES.index(usual)
        return {
            "source": f"{self._meeting.id} {number}",
            **marks_of(self._portfolio, self._meeting),
            "audience": circle.value if is_narrower else "",
        }

    def day(self, said: Said) -> date | None:
        """The day that words mean; without a year, the first such day from the meeting on."""
        words = " ".join(said.text.lower().rstrip(".").split())
        if words in _LAST_WORDS:
            if self._next_day is None:
                self._wrong(
                    said.line,
                    "The date of the next meeting is not known; say it with `NEXT: date`.",
                )
            return self._next_day
        found = read_said_date(words, self._day, first=self._day)
        if not isinstance(found, NoDate):
            return found
        year = self._day.year
        how = f"{said.text} is no date; write it like 5 June {year}, 5/6/{year} or 'next meeting'."
        self._wrong(said.line, found.why if found.meant is not None else how)
        return None

    def the_one(self, line: int, words: str, *kinds: str) -> Record | None:
        """The record that words mean; None, and a mistake, where there is not just one."""
        return self._attempt(line, lambda: the_one(self._portfolio, words, *kinds))

    def _attempt(self, line: int, find: Callable[[], _T]) -> _T | None:
        try:
            return find()
        except UsageError as error:
            self._wrong(line, str(error))
            return None

    def _wrong(self, line: int, message: str) -> None:
        self._mistakes.append(Mistake(line, message))

    def _doubt(self, line: int, message: str) -> None:
        self._mistakes.append(Mistake(line, message, is_doubt=True))


def is_like(one: str, other: str) -> bool:
    """True for the same words, whatever their letters and stops."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    return " ".join(words.lower().split()).rstrip(".")


def _title(words: str, known: Record | None) -> str:
    """A title; that of the record there is already, where the same words are meant."""
    if known is not None and is_like(known.title, words):
        return known.title
    return words[:1].upper() + words[1:] if known is None else words


def _next_day(portfolio: Portfolio, meeting: Record) -> date | None:
    """The day of the group's next meeting, as the meeting set it or as it is planned."""
    set_day = meeting.date("next_meeting")
    group = resolve(portfolio, meeting.words("group"))
    later = (
        each.date("date")
        for each in index_of(portfolio).meetings.get(group, ())
        if is_later(each, meeting) and takes_place(each)
    )
    return set_day or next(later, None)

"""Family MTG, business: item numbers, dates that agree, reasons for a change of plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.meetings import is_held, takes_place
from sscp.model.dates import read_typed_date, write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.meetings import coming_meetings, must_meet_by, unrecorded_meetings

_LEADING = re.compile(r"[0-9]{1,9}")
_DATE = re.compile(
    r"\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} [0-9]{4})\b"
)
_WORD = re.compile(r"[a-z]{5,}")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n\s*(?:\n|- )")
_MONTHS = frozenset(
    "january february march april august september october november december".split()
)


def _check_numbers(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Item numbers that stand twice in one meeting."""
    for meeting in portfolio.of_kind("meeting"):
        seen: dict[str, str] = {}
        for item in meeting.rows("items"):
            number = item.text("number")
            if number is None:
                continue
            title = item.text("title") or "another item"
            if number in seen:
                yield hit(item, "number", f"Item {number} is also the number of: {seen[number]}.")
            seen.setdefault(number, title)


def _check_first_number(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Meetings of a group that begin, within a reporting year, at the same number above 1."""
    starts_in = (
        portfolio.settings.whole("reporting_year_starts_in_month") if (portfolio.settings) else None
    )
    first: dict[tuple[str | None, int, int], Record] = {}
    for meeting in sorted(portfolio.of_kind("meeting"), key=_order):
        day, number = meeting.date("date"), _first_number(meeting)
        if day is None or number is None or number < 2:
            continue
        year = day.year if day.month >= (starts_in or 4) else day.year - 1
        key = (resolve(portfolio, meeting.text("group")), year, number)
        before = first.setdefault(key, meeting)
        if before is not meeting:
            yield hit(
                meeting.rows("items")[0],
                "number",
                f"The items begin at {number}, as they already did at {before.id}.",
            )


def _order(meeting: Record) -> tuple[str, str]:
    return meeting.text("date") or "", meeting.id or ""


def _first_number(meeting: Record) -> int | None:
    """The number the agenda begins at; None for a meeting that did not take place."""
    items = meeting.rows("items")
    if not items or not takes_place(meeting):
        return None
    found = _LEADING.match(items[0].text("number") or "")
    return int(found[0]) if found else None


def _check_dates(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Items whose text names one date and whose decision names another for the same thing."""
    for meeting in portfolio.of_kind("meeting"):
        for item in meeting.rows("items"):
            said = _only_date(item.text("discussion"))
            if said is None:
                continue
            for position, identity in enumerate(item.texts("decisions")):
                decision = portfolio.get_kind(identity, "decision")
                if decision is None:
                    continue
                resolved = _only_date(
                    f"{decision.text('title') or ''}.\n\n{decision.text('resolution') or ''}"
                )
                if resolved is None or resolved[0] == said[0] or not _is_same_thing(said, resolved):
                    continue
                yield hit(
                    item,
                    ("decisions", position),
                    f"The text of the item names {write_date(said[0])}, the resolution of"
                    f" {decision.id} names {write_date(resolved[0])}.",
                )


_Dated = tuple[date, frozenset[str]]


def _only_date(text: str | None) -> _Dated | None:
    """The one date a text names, with the telling words beside it; None for none or several."""
    if text is None:
        return None
    found: dict[date, set[str]] = {}
    for sentence in _SENTENCE.split(text):
        for match in _DATE.finditer(" ".join(sentence.split())):
            day = read_typed_date(match[0])
            if day is not None:
                words = found.setdefault(day, set())
                words.update(each[:6] for each in _WORD.findall(sentence.lower()))
    if len(found) != 1:
        return None
    day, words = next(iter(found.items()))
    return day, frozenset(words - {each[:6] for each in _MONTHS})


def _is_same_thing(one: _Dated, other: _Dated) -> bool:
    """True when the sentences around two dates share at least three telling words."""
    return len(one[1] & other[1]) >= 3


def _check_reported(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Lead partners' meetings at which nothing of the delegated partners was tabled."""
    for meeting in portfolio.of_kind("meeting"):
        group = portfolio.get_kind(meeting.text("group"), "group")
        if group is None or group.text("function") != "lead-partners":
            continue
        day = meeting.date("date")
        if day is None or not is_held(meeting, as_of):
            continue
        reports = [each for each in meeting.rows("papers") if _is_delegated(portfolio, each)]
        if not any(_had_come(each, day) for each in reports):
            yield hit(
                meeting,
                "papers",
                f"The lead partners met on {write_date(day)}, and {_what_came(reports)}.",
            )


def _is_delegated(portfolio: Portfolio, paper: Fields) -> bool:
    """True for a paper by which the delegated partners report."""
    record = portfolio.get(paper.text("record"))
    is_report = record is not None and record.text("form") == "executive-report"
    return is_report or paper.has("accountabilities")


def _had_come(paper: Fields, day: date) -> bool:
    """True where a paper was there by a day; without any day of its own it counts as tabled."""
    received = paper.date("received_on")
    return received <= day if received is not None else not paper.has("due")


def _what_came(reports: list[Fields]) -> str:
    """What is recorded of the delegated partners' reports that were not there."""
    days = [day for each in reports if (day := each.date("received_on")) is not None]
    if not reports:
        return "no report of the delegated partners is recorded"
    if not days:
        return "it is not noted that the report of the delegated partners had come"
    return f"the report of the delegated partners came only on {write_date(min(days))}"


def _check_reason(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Meetings that were cancelled or moved without a reason."""
    for meeting in portfolio.of_kind("meeting"):
        if meeting.has("reason"):
            continue
        status, planned = meeting.text("status"), meeting.date("originally_planned_for")
        if status in ("cancelled", "moved"):
            yield hit(meeting, "status", f"It is not said why {meeting.id} was {status}.")
        elif planned is not None and planned != meeting.date("date"):
            yield hit(
                meeting,
                "originally_planned_for",
                f"It is not said why {meeting.id} moved from {write_date(planned)}.",
            )


def _check_planned(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Planned meetings later than the group must meet, counted from its meeting before."""
    for meeting in coming_meetings(portfolio, as_of):
        group = portfolio.get_kind(meeting.text("group"), "group")
        day = meeting.date("date")
        found = must_meet_by(portfolio, group, day) if group is not None and day else None
        if group is not None and day is not None and found is not None and day > found[0]:
            yield hit(
                meeting,
                "date",
                f"The {group.title} is to meet on {write_date(day)}; counted from its meeting of"
                f" {write_date(found[1])} it must by {write_date(found[0])}.",
            )


def _check_gone_by(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Meetings still planned although their day has gone by."""
    for meeting in unrecorded_meetings(portfolio, as_of):
        day = meeting.date("date")
        group = portfolio.get_kind(meeting.text("group"), "group")
        whose = f"of the {group.title} " if group is not None else ""
        if day is not None:
            yield hit(
                meeting,
                "status",
                f"The meeting {whose}planned for {write_date(day)} is past, and it is not"
                " recorded whether it was held, moved or cancelled.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "MTG-18",
        "item-number-twice",
        Severity.ERROR,
        "An item's number stands once in a meeting.",
        "Decisions and actions point to the item by its number.",
        "practice note 5",
        "Renumber one of the two, and the decisions and actions that name it.",
        _check_numbers,
        of_each=True,
    ),
    Rule(
        "MTG-19",
        "same-first-number",
        Severity.WARNING,
        "Where item numbers run on over the year, no two meetings begin at the same one.",
        "Running numbers lead to one item in the year; a number used by two meetings leads to two.",
        "practice note 5 (numbers may run on over the year)",
        "Go on from the last number of the meeting before, or begin each meeting at 1.",
        _check_first_number,
    ),
    Rule(
        "MTG-20",
        "two-dates",
        Severity.WARNING,
        "An item's text and the resolution of its decision name the same date.",
        "Readers of the minutes and readers of the decision would work to different days.",
        "practice note 5",
        "Find out which date was agreed, and correct the other.",
        _check_dates,
        limits="Looks only where both texts name exactly one full date and speak of the same"
        " thing: at least three longer words beside the dates are the same.",
        of_each=True,
    ),
    Rule(
        "MTG-21",
        "no-reason-for-change",
        Severity.WARNING,
        "A meeting that is cancelled or moved has a reason.",
        "A meeting that does not take place can make the partnership late; the reason is what is"
        " asked for first.",
        "practice note 5",
        "Add `reason`.",
        _check_reason,
        of_each=True,
    ),
    Rule(
        "MTG-23",
        "nothing-reported",
        Severity.WARNING,
        "The delegated partners report to every meeting of the lead partners.",
        "What was delegated is answered for there; a meeting without a report is one at which"
        " nobody answered.",
        "arrangements 2.1.19, A.3",
        "Record the paper that was tabled, with the report it presents and the day it came; if"
        " there was none, have the lead partners say so in a waiver.",
        _check_reported,
        limits="A paper that reports on an accountability counts as a report. One with neither a"
        " day on which it was owed nor one on which it came counts as tabled.",
    ),
    Rule(
        "MTG-24",
        "planned-too-late",
        Severity.WARNING,
        "A meeting is planned no later than its group must meet.",
        "What is known now can still be put right; on the day itself it is a breach.",
        "arrangements 2.1.6",
        "Move it with `sscp meeting move`, or plan another one before it.",
        _check_planned,
        limits="Of groups with a fixed or least interval only.",
    ),
    Rule(
        "MTG-25",
        "planned-day-gone-by",
        Severity.WARNING,
        "A meeting whose day has gone by was held, moved or cancelled.",
        "A meeting that stays planned hides that nobody met: no clock counts from it, and nobody"
        " asks for its minutes.",
        "practice note 5",
        "Write down what it said with `sscp meeting minute`, or say with `sscp meeting move` or"
        " `sscp meeting cancel` what became of it.",
        _check_gone_by,
        limits="The day after the meeting is allowed for writing it down.",
        of_each=True,
    ),
)

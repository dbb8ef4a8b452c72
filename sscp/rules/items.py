"""Family LK, fifth part: agenda items and the decisions and actions that arose under them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from weakref import WeakKeyDictionary

from sscp.governance.index import resolve
from sscp.governance.meetings import is_held
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit

_DESIGN = "record layout of this register (docs/reference/records.md)"


def _check_one_sided(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions and actions of a meeting whose agenda items do not list them, and the reverse."""
    for field, own_field, kind in _LISTS:
        listings = _listed(portfolio, field, kind)
        listed = {(item.record.id, record.id) for item, _, record in listings}
        for record in portfolio.of_kind(kind):
            named = record.text(own_field)
            if record.id is None or (named, record.id) in listed:
                continue
            meeting = portfolio.get_kind(named, "meeting")
            if meeting is None or (meeting.id, record.id) in listed or not meeting.has("items"):
                continue
            yield hit(
                record,
                own_field,
                f"This {kind} names the {_meeting(meeting)}, but no item of that meeting"
                f" lists {record.id}.",
            )
        for item, position, record in listings:
            if not record.has(own_field):
                yield hit(
                    item,
                    (field, position),
                    f"The item lists {record.id}, but that {kind} names no meeting.",
                    f"Write `{own_field}: {item.record.id}` into {record.id}.",
                )


def _check_listed_elsewhere(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Items that list a decision or an action of another meeting."""
    for field, own_field, kind in _LISTS:
        for item, position, record in _listed(portfolio, field, kind):
            other = portfolio.get_kind(record.text(own_field), "meeting")
            if other is not None and other is not item.record:
                yield hit(
                    item,
                    (field, position),
                    f"The item lists {record.id}, but that {kind} names the {_meeting(other)}.",
                )


def _check_number(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions and actions that name another item than the one that lists them."""
    for field, own_field, kind in _LISTS:
        places: dict[Record, list[str]] = {}
        for item, _, record in _listed(portfolio, field, kind):
            if resolve(portfolio, record.text(own_field)) == item.record.id:
                places.setdefault(record, []).append(item.text("number") or "?")
        for record, numbers in places.items():
            own = record.text("item")
            if own is not None and own not in numbers:
                yield hit(
                    record,
                    "item",
                    f"This {kind} names item {own}; {record.id} is listed under item"
                    f" {listed(numbers)}.",
                )
    yield from _unknown_items(portfolio)


def _unknown_items(portfolio: Portfolio) -> Iterator[Hit]:
    """Sources that name an item which the meeting does not have."""
    numbers = {
        meeting.id: {item.text("number") for item in meeting.rows("items")}
        for meeting in portfolio.of_kind("meeting")
        if meeting.has("items")
    }
    for record in portfolio.records:
        only = record.values.get("source")
        if isinstance(only, str) and not only[-1:].isdecimal():
            continue
        for position, source in enumerate(record.sources):
            identity, _, number = source.partition(" ")
            if not number.isdecimal():
                continue
            meeting = portfolio.get_kind(identity, "meeting")
            if meeting is not None and number not in numbers.get(meeting.id, {number}):
                yield hit(
                    record,
                    record.source_path(position),
                    f"The source names item {number}, and the {_meeting(meeting)} has no such"
                    " item.",
                )


def _check_papers(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Papers and the reports they present that do not say the same of each other."""
    presented: set[tuple[str | None, str | None]] = set()
    for meeting in portfolio.of_kind("meeting"):
        if not is_held(meeting, as_of):
            continue
        for paper in meeting.rows("papers"):
            report = portfolio.get_kind(paper.text("record"), "report")
            if report is None or meeting.id is None:
                continue
            presented.add((meeting.id, report.id))
            if meeting.id not in {resolve(portfolio, each) for each in report.texts("tabled_at")}:
                yield hit(
                    paper,
                    "record",
                    f"The paper presents {report.id}, and that report does not say that it was"
                    f" tabled at {meeting.id}.",
                    f"Add {meeting.id} to `tabled_at` of {report.id}.",
                )
            yield from _told_of(portfolio, paper, report)
    for report in portfolio.of_kind("report"):
        for position, identity in enumerate(report.texts("tabled_at")):
            tabled = portfolio.get_kind(identity, "meeting")
            if tabled is None or not is_held(tabled, as_of) or not tabled.has("papers"):
                continue
            if (tabled.id, report.id) not in presented:
                yield hit(
                    report,
                    ("tabled_at", position),
                    f"The report was tabled at {identity}, and no paper of that meeting presents"
                    " it.",
                )


def _told_of(portfolio: Portfolio, paper: Fields, report: Record) -> Iterator[Hit]:
    """A paper that claims an accountability of which the Executive's report says nothing."""
    if report.text("form") != "executive-report":
        return
    told = {
        resolve(portfolio, each)
        for section in report.rows("sections")
        for each in section.texts("accountabilities")
    }
    claimed = [resolve(portfolio, each) for each in paper.texts("accountabilities")]
    for one in sorted({each for each in claimed if each} ^ {each for each in told if each}):
        where = "the paper and not the report" if one in claimed else "the report and not the paper"
        yield hit(
            paper,
            "accountabilities" if paper.has("accountabilities") else "record",
            f"{portfolio.title_of(one)} ({one}) is in {where} {report.id}.",
        )


_LISTS = (("decisions", "meeting", "decision"), ("actions", "raised_at", "action"))
"""The list in an agenda item, the field that points back, and the kind listed."""


_Listing = tuple[Fields, int, Record]
"""An agenda item, the place in its list, and the record listed there."""
_KNOWN: WeakKeyDictionary[Portfolio, dict[str, tuple[_Listing, ...]]] = WeakKeyDictionary()
"""What the items of a register list, looked up once for all rules that ask for it."""


def _listed(portfolio: Portfolio, field: str, kind: str) -> tuple[_Listing, ...]:
    """Every record of the kind that an agenda item lists, with the item and the place in it."""
    known = _KNOWN.setdefault(portfolio, {})
    if field not in known:
        known[field] = tuple(_look_up(portfolio, field, kind))
    return known[field]


def _look_up(portfolio: Portfolio, field: str, kind: str) -> Iterator[_Listing]:
    for meeting in portfolio.of_kind("meeting"):
        if not any(isinstance(row, dict) and field in row for row in _rows(meeting)):
            continue
        for item in meeting.rows("items"):
            for position, identity in enumerate(item.texts(field)):
                record = portfolio.get_kind(identity, kind)
                if record is not None:
                    yield item, position, record


def _rows(meeting: Record) -> list[object]:
    """The items as they were read, whatever they are: a quick look before a thorough one."""
    items = meeting.values.get("items")
    return items if isinstance(items, list) else []


def _meeting(meeting: Record) -> str:
    return f"meeting {meeting.id}"


RULES: tuple[Rule, ...] = (
    Rule(
        "LK-09",
        "one-sided-link",
        Severity.WARNING,
        "A meeting's items list its decisions and actions, and these name the meeting.",
        "The minutes show what the items list; the log shows what the records say. Both must be"
        " the same.",
        _DESIGN,
        "List it under the item at which it arose, or correct the meeting it names.",
        _check_one_sided,
        limits="A meeting without any items is left alone.",
    ),
    Rule(
        "LK-10",
        "listed-elsewhere",
        Severity.ERROR,
        "An item lists only decisions and actions of its own meeting.",
        "The same decision would stand in the minutes of two meetings.",
        _DESIGN,
        "Take it off the item, or correct the meeting it names; `records` is the list for what"
        " was only considered.",
        _check_listed_elsewhere,
    ),
    Rule(
        "LK-14",
        "another-item",
        Severity.WARNING,
        "A decision or an action names the item that lists it; a source names an item that is"
        " there.",
        "Whoever looks the item up in the minutes reads about something else.",
        _DESIGN,
        "Correct the number, or list it under the item it names.",
        _check_number,
        limits="Of other records it sees only that the item is there, not what was said.",
    ),
    Rule(
        "LK-15",
        "paper-and-report",
        Severity.WARNING,
        "A paper and the report it presents say the same of the meeting and what was told there.",
        "Whether the delegated partners answered for a matter is read from the papers; a report"
        " that says otherwise leaves it open which is right.",
        "arrangements 2.1.20, A.3",
        "Correct the paper of the meeting, or the report.",
        _check_papers,
        limits="Only meetings held by the day, and of a meeting without any paper nothing.",
    ),
)

"""Family LK: links lead to a record that is there, of the right kind, and still in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.position import Path
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit

_DESIGN = "record layout of this register (docs/reference/records.md)"


def _check_targets(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Links whose id no record has or had."""
    for record in portfolio.records:
        for path, _, target in record.links():
            if portfolio.get(target) is None:
                near = portfolio.nearest_id(target)
                yield hit(
                    record,
                    path,
                    f"No record has the id {target}.",
                    f"Did you mean {near}?" if near else None,
                )


def _check_kinds(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Links to a record of a kind that the field does not take."""
    for record in portfolio.records:
        for path, field, target in record.links():
            found = portfolio.get(target)
            if found is not None and field.links and found.kind.name not in field.links:
                wanted = " or ".join(field.links)
                yield hit(
                    record,
                    path,
                    f"{target} is a {found.kind.name}; here a {wanted} is wanted.",
                )


def _check_sources(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Sources whose first word is no record."""
    for record in portfolio.records:
        for position, source in enumerate(record.sources):
            first = source.split(" ", 1)[0]
            if portfolio.get(first) is None:
                near = portfolio.nearest_id(first)
                yield hit(
                    record,
                    _source_path(record, position),
                    f"The source names {first}, and no record has that id.",
                    f"Did you mean {near}?" if near else None,
                )


def _source_path(record: Record, position: int) -> Path:
    """The way to one of a record's sources, which may stand alone or in a list."""
    is_list = isinstance(record.values.get("source"), list)
    return ("source", position) if is_list else ("source",)


def _check_reporting_cycles(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Groups that report to each other in a circle; each circle is told once."""
    lines = {
        group.id: tuple(resolve(portfolio, each) for each in group.texts("reports_to"))
        for group in portfolio.of_kind("group")
        if group.id is not None
    }
    told: set[str | None] = set()
    for group in portfolio.of_kind("group"):
        if group.id is None or group.id in told:
            continue
        circle = _way_back(lines, group.id)
        if circle:
            told.update(circle)
            way = " reports to ".join(portfolio.title_of(each) for each in (*circle, group.id))
            yield hit(group, "reports_to", f"The reporting line goes round in a circle: {way}.")


def _way_back(lines: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The groups on the shortest way from a group back to itself; empty when there is none."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = [start]
    for here in waiting:
        for above in lines.get(here, ()):
            if above == start:
                return ways[here]
            if above not in ways:
                ways[above] = (*ways[here], above)
                waiting.append(above)
    return ()


def _check_paragraphs(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Sources that name a paragraph of a text whose paragraphs are registered, but not that one."""
    paragraphs: dict[str | None, set[str]] = {}
    for clause in portfolio.of_kind("clause"):
        known = paragraphs.setdefault(resolve(portfolio, clause.text("document")), set())
        known.update(_headings(clause.text("ref") or ""))
    if not paragraphs:
        return
    # A paragraph may state nothing and yet be there: a discrepancy tells of it.
    told = {ref for each in portfolio.of_kind("discrepancy") for ref in each.texts("refs")}
    for record in portfolio.records:
        for position, source in enumerate(record.sources):
            document, _, paragraph = source.partition(" ")
            listed = paragraphs.get(resolve(portfolio, document))
            if listed is None or not paragraph or " " in paragraph:
                continue
            if paragraph in listed or paragraph in told:
                continue
            yield hit(
                record,
                _source_path(record, position),
                f"The source names paragraph {paragraph}, and {portfolio.title_of(document)}"
                " has no such paragraph in the register.",
            )


def _headings(paragraph: str) -> Iterator[str]:
    """A paragraph and the ones it is part of: 2.1.9(a), 2.1.9, 2.1, 2."""
    yield paragraph
    for end, mark in enumerate(paragraph):
        if mark in "./(" and end:
            yield paragraph[:end]


def _check_one_sided(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions and actions of a meeting whose agenda items do not list them, and the reverse."""
    for field, own_field, kind in _LISTS:
        listings = tuple(_listed(portfolio, field, kind))
        listed = {(item.record.id, record.id) for item, _, record in listings}
        for record in portfolio.of_kind(kind):
            named = record.text(own_field)
            if (named, record.id) in listed:
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


_LISTS = (("decisions", "meeting", "decision"), ("actions", "raised_at", "action"))
"""The list in an agenda item, the field that points back, and the kind listed."""


def _listed(portfolio: Portfolio, field: str, kind: str) -> Iterator[tuple[Fields, int, Record]]:
    """Every record of the kind that an agenda item lists, with the item and the place in it."""
    for meeting in portfolio.of_kind("meeting"):
        for item in meeting.rows("items"):
            if field not in item.values:
                continue
            for position, identity in enumerate(item.texts(field)):
                record = portfolio.get_kind(identity, kind)
                if record is not None:
                    yield item, position, record


def _meeting(meeting: Record) -> str:
    return f"meeting {meeting.id}"


RULES: tuple[Rule, ...] = (
    Rule(
        "LK-01",
        "unknown-record",
        Severity.ERROR,
        "A link leads to a record that exists.",
        "A duty owed by nobody, or a decision of no meeting, can't be followed up.",
        _DESIGN,
        "Correct the id, or write the record it should lead to.",
        _check_targets,
    ),
    Rule(
        "LK-02",
        "wrong-kind",
        Severity.ERROR,
        "A link leads to a record of the kind the field is for.",
        "An owner is a post and a monitoring body is a group; mixed up, nobody is asked.",
        _DESIGN,
        "Name a record of the right kind.",
        _check_kinds,
    ),
    Rule(
        "LK-03",
        "unknown-source",
        Severity.ERROR,
        "A source begins with the id of a record.",
        "Whoever doubts a record must be able to look up where it comes from.",
        _DESIGN,
        "Begin with the id of a document, meeting or review; the paragraph or item comes after it.",
        _check_sources,
    ),
    Rule(
        "LK-07",
        "reporting-circle",
        Severity.ERROR,
        "No group reports, by way of others, to itself.",
        "A line that goes round in a circle leads to nobody who answers for the work.",
        "arrangements 2.1.13, A.11",
        "Correct the line of one of the groups named.",
        _check_reporting_cycles,
    ),
    Rule(
        "LK-08",
        "unknown-paragraph",
        Severity.WARNING,
        "A source names a paragraph that its text has.",
        "A reference to the wrong paragraph makes a duty out of something that is none.",
        _DESIGN,
        "Look the paragraph up and correct the reference.",
        _check_paragraphs,
        limits="Only texts whose paragraphs are in the register as clauses can be looked up;"
        " that a paragraph is there does not mean that it says what the record says.",
    ),
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
)

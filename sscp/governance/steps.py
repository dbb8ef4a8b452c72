"""Which steps of a review or an audit have been taken, and which bodies follow them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.meetings import held_meetings, is_held
from sscp.governance.terms import is_in_force
from sscp.model.kinds.assurance import AUDIT_STAGES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

AUDIT_ORDER = tuple(each.value for each in AUDIT_STAGES if each.value != "cancelled")
"""The stages of an audit in their order: each one needs those before it."""


def event_day(review: Record, event: str, as_of: date = date.max) -> date | None:
    """The first day of an event of a review, by `as_of` (inclusive); None before it."""
    return _first_day(review, ("events", "event", "on"), event, as_of)


def stage_day(audit: Record, stage: str, as_of: date = date.max) -> date | None:
    """The day an audit reached a stage, by `as_of` (inclusive); None before it."""
    return _first_day(audit, ("stages", "stage", "reached_on"), stage, as_of)


def _first_day(record: Record, way: tuple[str, str, str], value: str, as_of: date) -> date | None:
    table, column, day_field = way
    days = [
        day
        for row in record.rows(table)
        if row.text(column) == value and (day := row.date(day_field)) is not None and day <= as_of
    ]
    return min(days, default=None)


def completed_on(review: Record, as_of: date) -> date | None:
    """The day a review was complete: signed off, or its report final or published."""
    if review.text("form") == "rapid-review":
        return event_day(review, "signed-off", as_of)
    ends = (event_day(review, each, as_of) for each in ("report-final", "published"))
    return min((day for day in ends if day is not None), default=None)


def by_link(portfolio: Portfolio, kind: str, field: str) -> Mapping[str, tuple[Record, ...]]:
    """The records of a kind by each record that a field of theirs names, former ids resolved."""
    found: dict[str, list[Record]] = {}
    for record in portfolio.of_kind(kind):
        for target in record.texts(field):
            found.setdefault(resolve(portfolio, target), []).append(record)
    return {target: tuple(records) for target, records in found.items()}


NATIONAL_BODIES = {
    "national-panel": "the national panel",
    "secretary-of-state": "the Secretary of State",
}
"""Those who are told of a local review, by the `national_role` that marks their record.

Source: arrangements 6.2.7 and 6.2.8.
"""
COPIES = frozenset(("advance-copy", "full-report"))
"""The forms of notice by which the full report goes to them."""
_EXPLAINING = frozenset(("delay", "non-publication"))
"""The forms of notice that are nothing without their reasons. Source: arrangements 6.2.7."""


def bodies_told(
    portfolio: Portfolio, notices: Iterable[Record], forms: Collection[str], as_of: date
) -> dict[str, date]:
    """The national bodies that notices of some forms had gone to by a day.

    A notice that is to explain something and gives no reasons has told nobody.

    Returns:
        By role the first day on which a body marked with it was told; whoever
        else was told is not in it.
    """
    told: dict[str, date] = {}
    for notice in notices:
        sent = notice.date("sent_on")
        form = notice.text("form")
        if sent is None or sent > as_of or form not in forms:
            continue
        if form in _EXPLAINING and not notice.has("reasons"):
            continue
        for body in notice.texts("to"):
            group = portfolio.get_kind(body, "group")
            role = group.text("national_role") if group is not None else None
            if role in NATIONAL_BODIES:
                told[role] = min(sent, told.get(role, sent))
    return told


def all_told(
    portfolio: Portfolio, record: Record, forms: Collection[str], as_of: date
) -> date | None:
    """The day by which every national body had a notice of some forms about a record.

    None while one of them has none by `as_of` (inclusive).
    """
    notices = by_link(portfolio, "notice", "about").get(record.words("id"), ())
    told = bodies_told(portfolio, notices, forms, as_of)
    return max(told.values()) if len(told) == len(NATIONAL_BODIES) else None


def groups_monitoring(portfolio: Portfolio, what: str, on: date) -> tuple[str, ...]:
    """The groups in force on a day that watch over a kind of work, such as `learning`."""
    return tuple(
        group.id
        for group in portfolio.of_kind("group")
        if group.id and what in group.texts("monitors") and is_in_force(group, on)
    )


def met_since(portfolio: Portfolio, groups: Iterable[str], day: date, as_of: date) -> Record | None:
    """The first meeting that one of the groups held after a day, by `as_of`; None before it."""
    later = [
        (held, meeting.id or "", meeting)
        for group in groups
        for meeting in held_meetings(portfolio, group, as_of)
        if (held := meeting.date("date")) is not None and held > day
    ]
    return min(later, key=lambda each: each[:2])[2] if later else None


def was_tabled(
    portfolio: Portfolio, meetings: Iterable[str], groups: Iterable[str], as_of: date
) -> bool:
    """True when one of the meetings named is one that one of the groups has held by `as_of`."""
    wanted = set(groups)
    return any(
        is_held(meeting, as_of) and resolve(portfolio, meeting.text("group")) in wanted
        for each in meetings
        if (meeting := portfolio.get_kind(each, "meeting")) is not None
    )

"""Family LK, second part: posts that exist when they are used, and actions that somebody owns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.attendance import PRESENT
from sscp.governance.seats import seats_for
from sscp.governance.terms import first_day_of, is_in_force, is_vacant
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.actions import time_action


class _Use(NamedTuple):
    """A post being used: where it stands, and the day on which it must exist."""

    fields: Fields
    field: str
    on: date | None


def _check_posts(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Posts used on a day on which they did not exist yet, or no longer."""
    if not any(each.has("from") or each.has("until") for each in portfolio.of_kind("post")):
        return
    for use in _uses(portfolio, as_of):
        post = portfolio.get_kind(use.fields.text(use.field), "post")
        if post is None or use.on is None or is_in_force(post, use.on):
            continue
        start, end = first_day_of(post), post.date("until")
        if start is not None and use.on < start:
            why = f"the post exists only from {write_date(start)}"
        else:
            why = f"the post ended on {write_date(end)}" if end else "the post has ended"
        successor = post.text("succeeded_by")
        yield hit(
            use.fields,
            use.field,
            f"{post.title} is used here for {write_date(use.on)}, but {why}.",
            f"Its duties passed to {portfolio.title_of(successor)}." if successor else None,
        )


def _uses(portfolio: Portfolio, as_of: date) -> Iterator[_Use]:
    yield from _uses_on_their_day(portfolio)
    for kind, field in _STANDING:
        for record in portfolio.of_kind(kind):
            if is_in_force(record, as_of):
                yield _Use(record, field, as_of)
    for group in portfolio.of_kind("group"):
        for term in group.rows("chair_terms"):
            if is_in_force(term, as_of):
                yield _Use(term, "post", as_of)


_STANDING = (
    ("group", "chair"),
    ("membership", "post"),
    ("appointment", "post"),
    ("delegation", "to_post"),
    ("partner", "lead_post"),
)
"""What holds today must rest on a post that exists today."""


def _uses_on_their_day(portfolio: Portfolio) -> Iterator[_Use]:
    """Uses at an event, each on the day of the event."""
    for meeting in portfolio.of_kind("meeting"):
        day = meeting.date("date")
        if meeting.text("status") != "held":
            continue
        yield _Use(meeting, "chaired_by", day)
        for row in meeting.rows("attendance"):
            if row.text("status") in PRESENT:
                yield _Use(row, "post", day)
            yield _Use(row, "deputy", day)
    for decision in portfolio.of_kind("decision"):
        for row in decision.rows("agreement"):
            yield _Use(row, "post", row.date("on") or decision.date("date"))
    for action in portfolio.of_kind("action"):
        yield _Use(action, "owner", action.date("completed_on"))
    for report in portfolio.of_kind("report"):
        for row in report.rows("sign_offs"):
            yield _Use(row, "post", row.date("on"))


def _check_owner(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Open actions that name no owner."""
    for action in portfolio.of_kind("action"):
        if not action.has("owner") and _is_open(action, as_of):
            yield hit(action, "owner", f"{action.title} is open and nobody owns it.")


def _check_orphans(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Open actions whose owner has gone: the post ended or is empty, or the seat ended."""
    for action in portfolio.of_kind("action"):
        if not _is_open(action, as_of):
            continue
        owner = portfolio.get_kind(action.text("owner"), "post")
        if owner is None or owner.id is None:
            continue
        end = owner.date("until")
        if end is not None and end <= as_of:
            why = f"that post ended on {write_date(end)}"
        elif is_vacant(portfolio, owner.id, as_of):
            why = "that post is vacant"
        else:
            why = _ended_seat(portfolio, action, owner, as_of) or ""
        if why:
            yield hit(action, "owner", f"{owner.title} owns this open action, but {why}.")


def _ended_seat(portfolio: Portfolio, action: Record, owner: Record, as_of: date) -> str | None:
    """What ended, where the owner had a seat on the monitoring body and has it no more."""
    group = action.text("monitored_by")
    agency = action.text("agency") or owner.text("organisation")
    ends = []
    for seat in seats_for(portfolio, group, owner.id, agency):
        if seat.end is None or as_of < seat.end:
            return None
        ends.append(seat.end)
    if not ends:
        return None
    return f"its seat on the {portfolio.title_of(group)} ended on {write_date(max(ends))}"


def _is_open(action: Record, as_of: date) -> bool:
    done = action.date("completed_on")
    if done is not None and done <= as_of:
        return False
    timed = time_action(action, as_of, 0)
    return timed is not None and timed.is_open


RULES: tuple[Rule, ...] = (
    Rule(
        "LK-04",
        "post-not-there",
        Severity.ERROR,
        "A post is used only for days on which it exists.",
        "A chair, a member or a signature of a post that has ended binds nobody.",
        "record layout of this register (docs/reference/records.md)",
        "Name the post that had the duty on that day, or correct the dates of the post.",
        _check_posts,
    ),
    Rule(
        "LK-05",
        "no-owner",
        Severity.ERROR,
        "Every open action has an owner.",
        "An action that nobody owns is an action that nobody does.",
        "arrangements 2.2.4(f)",
        "Add `owner`, the one post that will see it through.",
        _check_owner,
        of_each=True,
    ),
    Rule(
        "LK-06",
        "owner-has-gone",
        Severity.WARNING,
        "The owner of an open action is still there to do it.",
        "When a post ends, falls vacant or leaves the body that watches over the action, the"
        " action is left behind unless it is handed on.",
        "arrangements 2.2.4(f)",
        "Agree a new owner, and put the one before under `earlier_owners`.",
        _check_orphans,
        limits="A post counts as vacant only where the register keeps appointments to it.",
    ),
)

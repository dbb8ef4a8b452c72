"""An action raised: what it came from, who owns it, by when, and the item that lists it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sscp.governance.actions import monitoring_of
from sscp.governance.steps import groups_monitoring
from sscp.model.dates import write_long_date
from sscp.model.kinds.meetings import ACTION
from sscp.model.record import Record
from sscp.work.handover import agency_of_owner
from sscp.work.items import joined_to_item, place_of_item
from sscp.work.limits import by_today, from_day, since
from sscp.work.noted_rows import is_like
from sscp.work.offers import HELD
from sscp.work.verb import Answers, Verb, ask_field, today
from sscp.write.change import Change, Desk
from sscp.write.edits import Edit, NewRecord

_FROM_KIND = {
    "meeting": "meeting",
    "audit": "audit",
    "s11-return": "section-11",
    "plan": "plan",
    "inspection": "inspection",
    "scrutiny": "scrutiny",
}


def _add(desk: Desk, answers: Answers) -> Change:
    raised_on = answers.day_or_today("raised_on")
    identity = desk.new_id(ACTION, raised_on.year)
    origin = answers.record("raised_at")
    values: dict[str, Any] = {
        "id": identity,
        "title": answers.text("title"),
        "detail": answers.text("detail"),
        "owner": answers.text("owner"),
        "agency": answers.text("agency"),
        "raised_on": raised_on,
        "due": answers.day("due"),
        "raised_by": raised_by(origin),
        "raised_at": origin.id,
        "item": answers.text("item"),
        "responders": list(answers.many("responders")),
        "scope": _scope(answers),
        "monitored_by": answers.text("monitored_by"),
        "recommendations": list(answers.many("recommendations")),
        "source": f"{origin.id} {answers.text('item')}".strip(),
        "illustrative": origin.is_illustrative,
    }
    edits: list[Edit] = [NewRecord(ACTION, {key: value for key, value in values.items() if value})]
    edits += joined_to_item(origin, answers.text("item"), "actions", identity)
    due = answers.day("due")
    assert due is not None
    owner = desk.portfolio.title_of(answers.text("owner"))
    return Change(
        f"{identity} raised: {answers.text('title')}",
        tuple(edits),
        "action add",
        (f"{owner} is to have it done by {write_long_date(due)}.",),
    )


def raised_by(origin: Record) -> str:
    """The sort of work an action came from, told by the record it came from."""
    if origin.kind.name == "review":
        return "rapid-review" if origin.text("form") == "rapid-review" else "practice-review"
    return _FROM_KIND[origin.kind.name]


def _scope(answers: Answers) -> str:
    return "multi-agency" if len(answers.many("responders")) > 1 else "single-agency"


def _watching_body(answers: Answers) -> str:
    """The group whose meeting raised the action, else the one that watches over its kind."""
    origin = answers.found("raised_at")
    if origin is None:
        return ""
    if origin.kind.name == "meeting":
        return origin.words("group")
    needed = monitoring_of(raised_by(origin), _scope(answers))
    groups = groups_monitoring(answers.portfolio, needed, answers.as_of) if needed else ()
    return groups[0] if groups else ""


def _items(answers: Answers) -> Sequence[tuple[str, str]]:
    """The items of the meeting that the action comes from."""
    origin = answers.portfolio.get(answers.text("raised_at"))
    rows = origin.rows("items") if origin is not None else ()
    return [(row.text("number") or "", row.text("title") or "") for row in rows]


def _known_item(answers: Answers, value: Any) -> None:
    """Refuse an item that the meeting does not have.

    Raises:
        UsageError: the sentence names those it has.
    """
    origin = answers.found("raised_at")
    if origin is not None and origin.kind.name == "meeting":
        place_of_item(origin, str(value))


def _doubts(answers: Answers) -> tuple[str, ...]:
    """The actions that say the same and came from the same."""
    origin, title = answers.found("raised_at"), answers.text("title")
    same = [
        each
        for each in answers.portfolio.of_kind("action")
        if origin is not None
        and is_like(each.title, title)
        and answers.portfolio.get(each.text("raised_at")) is origin
    ]
    return tuple(f"{each.id} says the same; raise another?" for each in same)


def _is_from_meeting(answers: Answers) -> bool:
    origin = answers.portfolio.get(answers.text("raised_at"))
    return origin is not None and origin.kind.name == "meeting"


VERBS = (
    Verb(
        "action",
        "add",
        "Raise an action. From a meeting item, a review, an audit, a return or a plan.",
        (
            ask_field(ACTION, "title"),
            ask_field(ACTION, "raised_at", **HELD),
            ask_field(ACTION, "item", when=_is_from_meeting, texts=_items, check=_known_item),
            ask_field(ACTION, "owner", required=True),
            ask_field(ACTION, "agency", default=agency_of_owner),
            ask_field(
                ACTION,
                "raised_on",
                required=False,
                default=today,
                earliest=since("raised_at"),
                latest=by_today,
            ),
            ask_field(
                ACTION,
                "due",
                ask="The day it must be done by; the end of that day counts.",
                earliest=from_day("raised_on", "the day it is raised"),
            ),
            ask_field(ACTION, "responders"),
            ask_field(ACTION, "monitored_by", default=_watching_body),
            ask_field(ACTION, "detail"),
            ask_field(ACTION, "recommendations"),
        ),
        _add,
        doubts=_doubts,
    ),
)

"""An action raised: what it came from, who owns it, by when, and the item that lists it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sscp.model.dates import write_long_date
from sscp.model.kinds.meetings import ACTION
from sscp.model.record import Record
from sscp.work.actions import agency_of_owner
from sscp.work.items import joined_to_item
from sscp.work.offers import held_meetings
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
        "scope": "multi-agency" if len(answers.many("responders")) > 1 else "single-agency",
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


def _body_of_origin(answers: Answers) -> str:
    """The group whose meeting raised the action."""
    origin = answers.portfolio.get(answers.text("raised_at"))
    if origin is None or origin.kind.name != "meeting":
        return ""
    return origin.text("group") or ""


def _items(answers: Answers) -> Sequence[tuple[str, str]]:
    """The items of the meeting that the action comes from."""
    origin = answers.portfolio.get(answers.text("raised_at"))
    rows = origin.rows("items") if origin is not None else ()
    return [(row.text("number") or "", row.text("title") or "") for row in rows]


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
            ask_field(ACTION, "raised_at", offered=held_meetings),
            ask_field(ACTION, "item", when=_is_from_meeting, texts=_items),
            ask_field(ACTION, "owner", required=True),
            ask_field(ACTION, "agency", default=agency_of_owner),
            ask_field(ACTION, "due", ask="The day it must be done by; the end of that day counts."),
            ask_field(ACTION, "monitored_by", default=_body_of_origin),
            ask_field(ACTION, "responders"),
            ask_field(ACTION, "detail"),
            ask_field(ACTION, "recommendations"),
            ask_field(ACTION, "raised_on", required=False, default=today),
        ),
        _add,
    ),
)

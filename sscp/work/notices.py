"""Notices to outside bodies, as the steps of other records need them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sscp.governance.steps import bodies_told, by_link
from sscp.model.kind import Shape
from sscp.model.kinds.documents import NOTICE
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Ask
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, Question, ask_field
from sscp.write.change import Desk
from sscp.write.edits import NewRecord

BOTH = 2
"""Those who must be told: the national panel and the Secretary of State."""


def last_told(answers: Answers) -> Sequence[str]:
    """The bodies that earlier notices of a review went to before all others, by the newest."""
    sent = [
        (day, each.id or "", each.texts("to"))
        for each in answers.portfolio.of_kind("notice")
        if (day := each.date("sent_on")) is not None and len(each.texts("to")) >= BOTH
    ]
    return max(sent)[2] if sent else ()


def outside_bodies(answers: Answers) -> Sequence[str]:
    """The bodies outside the partnership, such as the national panel."""
    groups = answers.portfolio.of_kind("group")
    return [each.id or "" for each in groups if each.text("function") == "external-body"]


TO: Question = ask_field(NOTICE, "to", default=last_told, offered=outside_bodies)
REASONS: Question = ask_field(NOTICE, "reasons", required=True, shape=Shape.TEXT)


def asks(*questions: Question) -> tuple[Ask, ...]:
    """Questions whose answers go into the notice and not into the record itself."""
    return tuple(Ask("", question) for question in questions)


def new_notice(
    desk: Desk, answers: Answers, about: Record, form: str, title: str, **values: Any
) -> NewRecord:
    """A notice about a record, to the bodies and for the reasons answered."""
    on = answers.day_or_today("on")
    identity = desk.new_id(NOTICE, on.year)
    return NewRecord(
        NOTICE,
        filled(
            {
                "id": identity,
                "title": title,
                "form": form,
                "about": [about.id],
                "to": list(answers.many("to")),
                "sent_on": on,
                "reasons": answers.text("reasons"),
                "decision": answers.text("decision"),
                "source": about.id,
                **marks_of(desk.portfolio, about),
                **values,
            }
        ),
    )


def all_told(portfolio: Portfolio, record: Record, forms: Collection[str]) -> date | None:
    """The day by which notices of some forms about a record had gone to both national bodies."""
    notices = by_link(portfolio, "notice", "about").get(record.id or "", ())
    told = bodies_told(notices, frozenset(forms), date.max)
    return max(told.values()) if len(told) >= BOTH else None

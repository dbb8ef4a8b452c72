"""Notices to outside bodies, as the steps of other records need them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sscp.governance.steps import NATIONAL_BODIES
from sscp.model.kind import Shape
from sscp.model.kinds.documents import NOTICE
from sscp.model.record import Record
from sscp.work.lifecycle import Ask
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, Question, ask_field
from sscp.write.change import Desk
from sscp.write.edits import NewRecord


def national_bodies(answers: Answers) -> Sequence[str]:
    """The bodies that are told of local reviews, as their records are marked."""
    by_role = {
        group.text("national_role"): group.id or "" for group in answers.portfolio.of_kind("group")
    }
    return [by_role[role] for role in NATIONAL_BODIES if role in by_role]


def outside_bodies(answers: Answers) -> Sequence[str]:
    """The bodies outside the partnership, such as the national panel."""
    groups = answers.portfolio.of_kind("group")
    return [each.id or "" for each in groups if each.text("function") == "external-body"]


TO: Question = ask_field(NOTICE, "to", default=national_bodies, offered=outside_bodies)
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

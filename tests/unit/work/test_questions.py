"""What the tables of questions say of days: each has its limits, or a reason to have none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.errors import UsageError
from sscp.model.kind import Shape
from sscp.work.catalogue import VERBS
from sscp.work.limits import beginning_of
from sscp.work.verb import Answers, Question
from tests.builders import build

AS_OF = date(2024, 4, 2)
ALL = [
    (verb.command, question)
    for verb in VERBS
    for question in verb.questions
    if question.shape is Shape.DATE
]
TO_COME = {
    "action add due",
    "action extend to",
    "attest holds_until",
    "audit event returns_due",
    "decision record decide_by",
    "decision record effective_on",
    "contract event from_day",
    "delegation event from_day",
    "document event deferred_to",
    "escalation settle deferred_to",
    "meeting paper due",
    "meeting move to",
    "meeting schedule from_",
    "meeting schedule until",
    "learning plan due",
    "proposal event from_day",
    "recommendation add target",
    "recommendation event due",
    "review event planned_for",
    "review event returns_due",
    "section-11 return wanted_by",
}
"""Days that can lie ahead: everything else has happened by the day it is recorded."""
FOLLOW_NOTHING = {
    "attest on",
    "contract event from_day",
    "decision record agreed_on",
    "delegation event from_day",
    "document event deferred_to",
    "meeting agenda on",
    "meeting paper due",
    "meeting paper received_on",
    "meeting move to",
    "meeting schedule from_",
    "meeting schedule until",
    "proposal event from_day",
    "scrutiny record on",
}
"""Days that need come after nothing else in the register."""


@pytest.mark.parametrize(("command", "question"), ALL, ids=lambda each: getattr(each, "name", each))
def test_every_day_that_is_recorded_has_its_limits(command: str, question: Question) -> None:
    name = f"{command} {question.name}"
    nobody = Answers(build(), AS_OF, {})
    latest = question.latest(nobody) if question.latest is not None else None
    assert (latest is not None and latest.day == AS_OF) == (name not in TO_COME)
    assert (question.earliest is not None) == (name not in FOLLOW_NOTHING)


@pytest.mark.parametrize(
    ("rows", "identity", "said"),
    [
        (
            {"actions": [{"id": "ACT-2024-001", "raised_on": "2024-03-20"}]},
            "ACT-2024-001",
            (date(2024, 3, 20), "ACT-2024-001 was raised"),
        ),
        (
            {
                "reviews": [
                    {
                        "id": "RR-2024-01",
                        "events": [
                            {"event": "scoped", "on": "2024-03-05"},
                            {"event": "opened", "on": "2024-03-01"},
                        ],
                    }
                ]
            },
            "RR-2024-01",
            (date(2024, 3, 1), "RR-2024-01 was opened"),
        ),
        ({"reviews": [{"id": "RR-2024-01"}]}, "RR-2024-01", None),
        ({"posts": [{"id": "clerk", "from": "2024-03-20"}]}, "clerk", None),
    ],
)
def test_a_record_begins_on_the_day_that_its_kind_says(
    rows: dict[str, Any],
    identity: str,
    said: tuple[date, str] | None,
) -> None:
    assert beginning_of(build(**rows).get(identity)) == said


def test_a_day_on_its_limit_is_allowed_and_one_beyond_is_not() -> None:
    register = build(actions=[{"id": "ACT-2024-001", "raised_on": "2024-03-20"}])
    answers = Answers(register, AS_OF, {"action": "ACT-2024-001"})
    on = next(each for command, each in ALL if (command, each.name) == ("action update", "on"))
    for day in (date(2024, 3, 20), AS_OF):
        on.require_fitting(answers, day)
    with pytest.raises(UsageError, match=r"^Tuesday 19 March 2024 is before ACT-2024-001 was"):
        on.require_fitting(answers, date(2024, 3, 19))
    with pytest.raises(UsageError, match=r"^Wednesday 3 April 2024 is yet to come, reckoned from"):
        on.require_fitting(answers, date(2024, 4, 3))

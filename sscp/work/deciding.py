"""Decisions about an action: which can be meant, and when it is doubtful that one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sscp.errors import UsageError
from sscp.governance.actions import is_older, may_decide, names_action, why_not_deciding
from sscp.model.dates import write_long_date
from sscp.work.verb import Answers


def _may_decide(answers: Answers, value: Any) -> None:
    """Refuse a decision that can't be about the action.

    Raises:
        UsageError: it is another body's, or older than the action.
    """
    action, decision = answers.found("action"), answers.portfolio.get(str(value))
    if decision is None or action is None:
        return
    if not may_decide(answers.portfolio, action, decision):
        raise UsageError(why_not_deciding(answers.portfolio, action, decision))
    day, raised = decision.date("date"), action.date("raised_on")
    if is_older(decision, action) and day is not None and raised is not None:
        raise UsageError(
            f"{decision.id} was taken on {write_long_date(day)}, before {action.id} was raised,"
            f" {write_long_date(raised)}."
        )


def _decisions(answers: Answers) -> Sequence[str]:
    """The decisions that may be about the action, those that name it first, then the latest."""
    action = answers.found("action")
    if action is None:
        return ()
    known = [
        (names_action(each, action), each.words("date"), each.id or "")
        for each in answers.portfolio.of_kind("decision")
        if may_decide(answers.portfolio, action, each) and not is_older(each, action)
    ]
    return [identity for _, _, identity in sorted(known, reverse=True)]


def doubts(answers: Answers) -> tuple[str, ...]:
    """That the decision named says nothing of the action."""
    action, decision = answers.found("action"), answers.found("decision")
    if action is None or decision is None or names_action(decision, action):
        return ()
    return (f"{decision.id} ({decision.title}) does not name {action.id}; is it the one?",)


DECIDING: Mapping[str, Any] = {"offered": _decisions, "check": _may_decide}
"""What makes a question ask for a decision about the action."""

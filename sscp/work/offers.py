"""What prompts offer: records in the order in which a person is likely to mean them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sscp.governance.meetings import takes_place
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.limits import require_held
from sscp.work.verb import Answers

Offer = Callable[[Answers], Sequence[str]]


def held_meetings(answers: Answers) -> Sequence[str]:
    """Meetings held by now, the latest first."""
    held = [
        (day, meeting.id or "")
        for meeting in answers.portfolio.of_kind("meeting")
        if (day := meeting.date("date")) is not None
        and day <= answers.as_of
        and takes_place(meeting)
    ]
    return [identity for _, identity in sorted(held, reverse=True)]


def _only_held(answers: Answers, value: Any) -> None:
    """Refuse a meeting that is yet to come, or does not take place; other records may be.

    Raises:
        UsageError: the sentence says when it is to be.
    """
    meeting = answers.portfolio.get_kind(str(value), "meeting")
    if meeting is not None:
        require_held(meeting, answers.as_of)


HELD: Mapping[str, Any] = {"offered": held_meetings, "check": _only_held}
"""What makes a question ask for a meeting at which something was said or agreed."""


def newest(
    *kinds: str, where: Callable[[Portfolio, Record], bool] = lambda portfolio, record: True
) -> Offer:
    """The records of some kinds that meet a condition, those with the highest ids first."""

    def offer(answers: Answers) -> Sequence[str]:
        portfolio = answers.portfolio
        return [
            each.id or ""
            for kind in kinds
            for each in sorted(
                portfolio.of_kind(kind), key=lambda record: record.id or "", reverse=True
            )
            if where(portfolio, each)
        ]

    return offer

"""A deadline says nothing that it was not told."""

from __future__ import annotations

from datetime import date

from sscp.timing.deadline import Deadline
from sscp.timing.states import State


def test_a_deadline_is_verified_and_without_remarks_unless_it_says_otherwise() -> None:
    day = date(2023, 5, 17)
    deadline = Deadline(
        clock="meeting-interval",
        subject="board",
        title="The Board: next meeting",
        period="after 17 May 2023",
        start=day,
        due=day,
        end=None,
        state=State.NOT_DUE,
        days_left=0,
        unit="months",
        force="local",
        actor="The Board",
        basis="masa 2.1.6",
        evidence="S",
    )
    assert deadline.unverified is False
    assert deadline.edition is None
    assert deadline.excluded == ()
    assert deadline.note == ""

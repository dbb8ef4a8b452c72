"""Clocks in words."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.render.clocks import clock_list_lines
from sscp.views.clocks import view_clocks
from tests.builders import build


@pytest.mark.parametrize(
    ("removed_on", "said"),
    [
        (
            "2024-06-20",
            (
                "ended too early [unverified]"
                " Started Friday 1 December 2023, until Sunday 1 December 2024,"
                " ended Thursday 20 June 2024."
            ),
        ),
        (
            "2024-12-01",
            (
                "kept to the end [unverified]"
                " Started Friday 1 December 2023, until Sunday 1 December 2024. The same day"
            ),
        ),
    ],
)
def test_what_must_last_is_told_until_when_and_whether_it_ended_too_early(
    removed_on: str, said: str
) -> None:
    events = [
        {"event": "published", "on": "2023-12-01"},
        {"event": "removed", "on": removed_on},
    ]
    review = {"id": "LCSPR-2023-01", "form": "practice-review", "events": events}
    register = build(reviews=[review])
    view = view_clocks(register, register, date(2025, 1, 31), (), "LCSPR-03")
    text = " ".join(" ".join(line.text for line in clock_list_lines(view)).split())
    assert f"Keep the published review available for a year (LCSPR-2023-01): {said}" in text

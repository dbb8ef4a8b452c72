"""Clocks in words."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.render.clocks import clock_list_lines
from sscp.views.clocks import view_clocks
from tests.builders import Row, build


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


def told(as_of: str, only: str, settings: Row | None = None, **folders: list[Row]) -> str:
    portfolio = build(settings, **folders)
    view = view_clocks(portfolio, portfolio, date.fromisoformat(as_of), (), only)
    return " ".join(" ".join(line.text for line in clock_list_lines(view)).split())


def test_a_count_back_has_words_of_its_own() -> None:
    review = {
        "id": "LCSPR-2023-01",
        "form": "practice-review",
        "planned_publication": "2024-03-06",
        "events": [{"event": "publication-planned", "on": "2024-01-02"}],
    }
    said = told("2024-02-01", "LCSPR-02", reviews=[review])
    assert (
        "Counted back from Wednesday 6 March 2024, due Monday 26 February 2024; 25 days left. That"
        " day is day 0, the working day before it is day 1; due at the end of the last day counted"
        " back. Not counted: 2 March 2024, 3 March 2024."
    ) in said
    assert "next working day" not in said
    assert "Read as clear days, the stricter way, the last day is 23 February 2024." in said


def test_a_local_choice_is_told_with_the_date_it_makes() -> None:
    settings: Row = {
        "policies": {"rapid_review_starts": "aware"},
        "local_choices": [
            {"setting": "rapid_review_starts", "because": "Late notices.", "agreed_by": "leads"}
        ],
    }
    notice = {"id": "SIN-2024-01", "aware_on": "2024-01-02"}
    review = {"id": "RR-2024-01", "form": "rapid-review", "notification": "SIN-2024-01"}
    groups: list[Row] = [{"id": "leads", "name": "Lead partners"}]
    folders = {"groups": groups, "incident_notifications": [notice], "reviews": [review]}
    said = told("2024-01-10", "RR-01", settings, **folders)
    assert (
        "Local choice: it starts with 'aware' instead of 'notified' (`rapid_review_starts`);"
        " because: Late notices; agreed: Lead partners."
    ) in said
    assert "Local choice" not in told("2024-01-10", "SIN-01", settings, **folders)


def test_the_force_of_the_time_stands_beside_that_of_the_duty() -> None:
    review: Row = {"id": "LCSPR-2023-01", "form": "practice-review"}
    review["events"] = [{"event": "initiated", "on": "2023-06-15"}]
    said = told("2023-07-20", "LCSPR-05", reviews=[review])
    assert "Safeguarding partners; duty (time: local), WT2018; SI 2018/789" in said
    notice = {"id": "SIN-2024-01", "aware_on": "2024-01-02"}
    said = told("2024-01-03", "SIN-01", incident_notifications=[notice])
    assert "Local authority; duty (time: guidance), WT2023;" in said
    told_on = {**notice, "partners_told_on": "2024-01-03"}
    said = told("2024-01-03", "SIN-02", incident_notifications=[told_on])
    assert "Local authority; guidance, WT2023;" in said

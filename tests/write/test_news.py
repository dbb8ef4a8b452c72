"""What is told of the clocks after a change: which stop, which move and which start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from sscp.model.portfolio import Portfolio
from sscp.work.news import clock_news
from sscp.write.change import Change, Written
from tests.builders import Row, build
from tests.stories.walk import statement

AS_OF = date(2024, 6, 28)
NOTICE = {"id": "SIN-2024-01", "aware_on": "2024-04-08"}
RAPID = {"id": "RR-2024-01", "form": "rapid-review", "notification": "SIN-2024-01"}
LOCAL = {"id": "LCSPR-2024-01", "form": "practice-review"}
SETTLED = statement(
    "3.5.1/2",
    {"form": "recurring", "kind": "decision", "date": "date"},
    cadence={"interval": "P1Y", "mode": "fixed"},
    disposition="clock",
)
TOLD = statement(
    "2.2.2",
    {
        "form": "recurring",
        "kind": "notice",
        "date": "sent_on",
        "per": {"kind": "agency", "named_in": "to"},
    },
    cadence={"interval": "P1Y", "mode": "fixed"},
    disposition="clock",
)


def events(*rows: str) -> list[Row]:
    return [dict(zip(("on", "event"), row.split(), strict=True)) for row in rows]


def told(was: Portfolio, now: Portfolio, *records: str) -> Sequence[str]:
    written = Written(Change("", (), ""), {}, {}, records, (), was, now)
    return clock_news(written, AS_OF)


def reviews(*rows: Row) -> Portfolio:
    return build(
        incident_notifications=[NOTICE | {"panel_notified_on": "2024-04-12"}], reviews=rows
    )


def test_a_notification_starts_the_clocks_of_notice() -> None:
    assert told(build(), build(incident_notifications=[NOTICE]), "SIN-2024-01") == (
        (
            "SIN-01 starts: Notify the national panel of a serious incident (SIN-2024-01), due by"
            " Monday 15 April 2024 (overdue)."
        ),
        (
            "SIN-02 starts: Tell the safeguarding partners of a serious incident (SIN-2024-01),"
            " due by Monday 15 April 2024 (overdue)."
        ),
    )


@pytest.mark.parametrize(("day", "said"), [("2024-04-15", "met"), ("2024-04-16", "breached")])
def test_a_duty_done_is_told_before_what_starts_with_it(day: str, said: str) -> None:
    """The notification is edited and the clock of the review, which nobody touched, starts."""
    was = build(incident_notifications=[NOTICE], reviews=[RAPID])
    now = build(incident_notifications=[NOTICE | {"panel_notified_on": day}], reviews=[RAPID])
    stops, starts = told(was, now, "SIN-2024-01")
    assert stops == (
        "SIN-01 stops: Notify the national panel of a serious incident (SIN-2024-01),"
        f" {said} (due 15 April 2024)."
    )
    assert starts.startswith("RR-01 starts: Complete the rapid review (RR-2024-01), due by ")


def test_what_law_does_not_stand_behind_is_late_and_no_breach() -> None:
    now = reviews(RAPID | {"events": events("2024-05-08 signed-off")})
    assert told(reviews(RAPID), now, "RR-2024-01") == (
        "RR-01 stops: Complete the rapid review (RR-2024-01), done late (due 3 May 2024).",
        (
            "RR-02 starts [unverified]: Send the completed rapid review to the national panel"
            " (RR-2024-01), due by Thursday 9 May 2024 (overdue)."
        ),
    )


def test_a_clock_that_begins_anew_stops_and_starts() -> None:
    was = reviews(LOCAL | {"events": events("2024-05-30 initiated")})
    now = reviews(LOCAL | {"events": events("2024-05-30 initiated", "2024-06-27 progress-checked")})
    assert told(was, now, "LCSPR-2024-01") == (
        (
            "LCSPR-05 stops: Check the progress and quality of an open practice review"
            " (LCSPR-2024-01), met (due 29 June 2024)."
        ),
        (
            "LCSPR-05 starts: Check the progress and quality of an open practice review"
            " (LCSPR-2024-01), due by Saturday 27 July 2024."
        ),
    )


def test_a_clock_counted_from_another_day_is_moved() -> None:
    events_before = events("2024-05-20 initiated", "2024-05-29 progress-checked")
    events_now = events("2024-05-20 initiated", "2024-05-30 progress-checked")
    was, now = (reviews(LOCAL | {"events": each}) for each in (events_before, events_now))
    assert told(was, now, "LCSPR-2024-01") == (
        (
            "LCSPR-05 moves: Check the progress and quality of an open practice review"
            " (LCSPR-2024-01), due by Saturday 29 June 2024; it was 28 June 2024."
        ),
    )


def test_what_must_last_is_told_until_when() -> None:
    was = reviews(LOCAL)
    now = reviews(LOCAL | {"events": events("2024-06-28 published")})
    assert told(was, now, "LCSPR-2024-01") == (
        (
            "LCSPR-03 starts [unverified]: Keep the published review available for a year"
            " (LCSPR-2024-01), until Saturday 28 June 2025."
        ),
    )


def test_what_was_taken_down_before_its_time_ended_too_early() -> None:
    was = reviews(LOCAL | {"events": events("2023-12-01 published")})
    now = reviews(LOCAL | {"events": events("2023-12-01 published", "2024-06-20 removed")})
    assert told(was, now, "LCSPR-2024-01") == (
        (
            "LCSPR-03 stops [unverified]: Keep the published review available for a year"
            " (LCSPR-2024-01), ended too early (until 1 December 2024)."
        ),
    )


def test_an_event_taken_back_leaves_its_clock_no_start() -> None:
    was = reviews(LOCAL | {"events": events("2024-06-28 published")})
    assert told(was, reviews(LOCAL), "LCSPR-2024-01") == (
        (
            "LCSPR-03 no longer runs [unverified]: Keep the published review available for a year"
            " (LCSPR-2024-01)."
        ),
    )


def test_a_recurring_duty_is_met_and_runs_on() -> None:
    first = {"id": "DEC-2023-001", "date": "2023-07-03"}
    was = build(decisions=[first], clauses=[SETTLED])
    now = build(decisions=[first, {"id": "DEC-2024-001", "date": "2024-06-26"}], clauses=[SETTLED])
    assert told(was, now, "DEC-2024-001") == (
        "3.5.1/2 stops: Statement 3.5.1/2, met (due 3 July 2024).",
        "3.5.1/2 starts: Statement 3.5.1/2, due by Thursday 26 June 2025.",
    )


def test_what_many_are_owed_alike_is_told_once() -> None:
    agencies = [{"id": name} for name in ("college", "hospital", "school")]
    was = build(agencies=agencies, clauses=[TOLD])
    notice = {"id": "NOT-2024-01", "to": [each["id"] for each in agencies], "sent_on": "2024-06-03"}
    now = build(agencies=agencies, clauses=[TOLD], notices=[notice])
    assert told(was, now, "NOT-2024-01")[-1] == (
        "2.2.2 starts: Statement 2.2.2 (college), due by Tuesday 3 June 2025. And 2 more like it."
    )


def test_a_change_that_touches_no_clock_has_no_news() -> None:
    now = reviews(LOCAL | {"title": "Another title"})
    assert told(reviews(LOCAL), now, "LCSPR-2024-01") == ()

"""The days of the events that clocks run between."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.timing.events import find_days, find_event
from tests.builders import Row, build, national, one

REVIEW = "LCSPR-2023-01"


def notice(number: int, to: str, on: str, form: str = "delay", about: str = REVIEW) -> Row:
    return {
        "id": f"NOT-2023-{number:02d}",
        "form": form,
        "about": [about],
        "to": [to],
        "sent_on": on,
        "reasons": "Proceedings go on.",
    }


def row(event: str, on: str) -> Row:
    return {"event": event, "on": on}


def of_review(event: str, as_of: str = "2023-11-15", **more: Any) -> date | None:
    fields = {"id": REVIEW, "form": "practice-review", **more.pop("review", {})}
    groups = national("panel", "secretary")
    portfolio = build(None, groups=groups, reviews=[fields], **more)
    return find_event(portfolio, one(portfolio, REVIEW), event, date.fromisoformat(as_of))


def test_the_first_of_several_rows_of_an_event_counts() -> None:
    events = [row("published", "2023-10-02"), row("published", "2023-09-01")]
    assert of_review("published", review={"events": events}) == date(2023, 9, 1)


def test_a_date_set_for_the_future_is_known_from_the_day_it_was_set() -> None:
    planned = {
        "planned_publication": "2024-03-06",
        "events": [row("initiated", "2023-06-15"), row("publication-planned", "2024-02-07")],
    }
    assert of_review("publication-planned", "2024-02-06", review=planned) is None
    assert of_review("publication-planned", "2024-02-07", review=planned) == date(2024, 3, 6)


def test_a_date_that_no_row_set_is_known_once_the_review_has_begun() -> None:
    events = [row("report-final", "2024-01-15"), row("initiated", "2023-06-15")]
    planned = {"planned_publication": "2024-03-06", "events": events}
    assert of_review("publication-planned", "2023-06-15", review=planned) == date(2024, 3, 6)
    assert of_review("publication-planned", "2023-06-14", review=planned) is None
    planned["events"] = []
    assert of_review("publication-planned", "2012-06-15", review=planned) == date(2024, 3, 6)


@pytest.mark.parametrize("notification", [{}, {"notification": "SIN-2023-09"}])
def test_without_the_notification_nobody_knows_when_it_came(notification: Row) -> None:
    assert of_review("notified", review=notification) is None


def test_only_notices_of_the_form_and_about_the_review_count() -> None:
    told = [
        notice(1, "panel", "2023-10-01", form="other"),
        notice(2, "panel", "2023-10-02", about="LCSPR-2023-02"),
        notice(3, "panel", "2023-11-01"),
        notice(4, "secretary", "2023-11-06"),
    ]
    assert of_review("delay-notice", notices=told) == date(2023, 11, 6)
    assert of_review("advance-copies", notices=told) is None
    copies = [notice(5, "panel", "2023-11-02", "advance-copy")]
    copies.append(notice(6, "secretary", "2023-11-03", "advance-copy"))
    assert of_review("advance-copies", notices=copies) == date(2023, 11, 3)


def test_a_body_told_twice_was_told_the_first_time_and_both_count_from_the_later_body() -> None:
    told = [
        notice(1, "secretary", "2023-10-20"),
        notice(2, "panel", "2023-11-06"),
        notice(3, "panel", "2023-11-01"),
        notice(4, "secretary", "2023-11-10"),
    ]
    assert of_review("delay-notice", notices=told) == date(2023, 11, 1)
    assert of_review("delay-notice", "2023-10-31", notices=told) is None


def test_bodies_that_the_law_does_not_name_neither_help_nor_harm() -> None:
    panel, state = notice(1, "panel", "2023-10-20"), notice(2, "secretary", "2023-11-06")
    others = [notice(3, "inspectorates", "2023-10-20"), notice(4, "coroner", "2024-01-10")]
    assert of_review("delay-notice", "2024-02-01", notices=[panel, *others]) is None
    told = of_review("delay-notice", "2024-02-01", notices=[panel, state, *others])
    assert told == date(2023, 11, 6)


def test_the_full_report_itself_is_a_copy_too() -> None:
    copies = [
        notice(1, "panel", "2023-11-02", "full-report"),
        notice(2, "secretary", "2023-11-03", "advance-copy"),
    ]
    assert of_review("advance-copies", notices=copies) == date(2023, 11, 3)


def test_an_event_of_a_series_happened_each_day_it_did_and_any_other_once() -> None:
    rows = [
        row("progress-checked", "2023-10-26"),
        row("published", "2023-11-01"),
        row("progress-checked", "2023-09-28"),
        row("published", "2023-11-02"),
        row("progress-checked", "2023-11-16"),
    ]
    portfolio = build(reviews=[{"id": REVIEW, "events": rows}])
    review, as_of = one(portfolio, REVIEW), date(2023, 11, 15)
    checked = (date(2023, 10, 26), date(2023, 9, 28))
    assert find_days(portfolio, review, "progress-checked", as_of) == checked
    assert find_event(portfolio, review, "progress-checked", as_of) == checked[1]
    assert find_days(portfolio, review, "published", as_of) == (date(2023, 11, 1),)
    assert find_days(portfolio, review, "removed", as_of) == ()


def of_report(event: str, publications: list[Row], as_of: str = "2024-12-31") -> date | None:
    reports = [
        {"id": "report-a", "form": "yearly-report", "until": "2023-04-01"},
        {"id": "report-b", "form": "yearly-report"},
        {"id": "report-c", "form": "yearly-report"},
        {"id": "other", "form": "group-report"},
    ]
    portfolio = build(None, reports=reports, publications=publications)
    return find_event(portfolio, one(portfolio, "report-a"), event, date.fromisoformat(as_of))


def published(number: int, of: str, on: str) -> Row:
    return {"id": f"PUB-2023-{number:02d}", "of": of, "channel": "website", "on": on}


def test_a_report_is_published_on_the_first_day_it_was() -> None:
    twice = [published(1, "report-a", "2023-10-02"), published(2, "report-a", "2023-09-01")]
    assert of_report("published", twice) == date(2023, 9, 1)


def test_the_next_report_is_the_first_later_one_of_the_same_form() -> None:
    all_of_them = [
        published(1, "report-a", "2023-06-01"),
        published(2, "report-b", "2024-05-01"),
        published(3, "report-c", "2023-06-01"),
        published(4, "other", "2023-07-01"),
    ]
    assert of_report("next-published", all_of_them) == date(2024, 5, 1)
    later = [*all_of_them[:2], published(3, "report-c", "2024-06-01")]
    assert of_report("next-published", later) == date(2024, 5, 1)


def test_nothing_comes_next_after_a_report_that_is_not_out() -> None:
    assert of_report("next-published", [published(2, "report-b", "2024-05-01")]) is None


def test_the_period_of_a_report_ends_on_the_day_before_its_until() -> None:
    assert of_report("year-end", []) == date(2023, 3, 31)
    assert of_report("year-end", [], "2023-03-30") is None
    portfolio = build(None, reports=[{"id": "report-a", "form": "yearly-report"}])
    assert find_event(portfolio, one(portfolio, "report-a"), "year-end", date(2024, 1, 1)) is None


def test_an_inspection_is_answered_when_its_statement_is_sent() -> None:
    portfolio = build(inspections=[{"id": "INS-2023-01", "statement_sent_on": "2023-06-19"}])
    found = one(portfolio, "INS-2023-01")
    assert find_event(portfolio, found, "statement-sent", date(2023, 6, 19)) == date(2023, 6, 19)
    assert find_event(portfolio, found, "statement-sent", date(2023, 6, 18)) is None


@pytest.mark.parametrize("name", ["", "no-such-event"])
def test_an_event_without_a_known_name_never_happens(name: str) -> None:
    portfolio = build(inspections=[{"id": "INS-2023-01"}])
    assert find_event(portfolio, one(portfolio, "INS-2023-01"), name, date(2023, 6, 19)) is None


def test_nothing_follows_a_contract_of_which_the_first_day_is_unknown() -> None:
    after = {"id": "second", "post": "scrutineer", "from": "2023-07-01"}

    def followed_on(first_day: str | None) -> date | None:
        first = {"id": "first", "post": "scrutineer", "from": first_day}
        portfolio = build(contracts=[first, after])
        return find_event(portfolio, one(portfolio, "first"), "renewed", date(2023, 8, 1))

    assert followed_on("2020-07-01") == date(2023, 6, 30)
    assert followed_on(None) is None

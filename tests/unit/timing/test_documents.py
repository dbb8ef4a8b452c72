"""When a controlled document is due for revision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.timing.deadline import Deadline
from sscp.timing.documents import (
    DocumentTiming,
    document_deadlines,
    last_day_of,
    revisions,
    time_document,
    time_documents,
)
from sscp.timing.states import State
from tests.builders import Row, build

AS_OF = date(2023, 11, 15)


def timed(as_of: date | str = AS_OF, **fields: Any) -> DocumentTiming | None:
    record = build(documents=[{"id": "masa", "status": "current", **fields}]).records[0]
    day = as_of if isinstance(as_of, date) else date.fromisoformat(as_of)
    return time_document(record, day, 56)


def due(as_of: date | str = AS_OF, **fields: Any) -> date | None:
    found = timed(as_of, **fields)
    return found.due if found else None


def reason(**fields: Any) -> str | None:
    found = timed(**fields)
    return found.reason if found else None


def version(day: str) -> Row:
    return {"number": "1", "date": day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-09-14", date(2023, 9, 14)),
        ("2023-09", date(2023, 9, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2023-12", date(2023, 12, 31)),
        ("2023", date(2023, 12, 31)),
        ("2023-02-30", None),
        ("2023-13", None),
        ("2023-00", None),
        ("soon", None),
        ("", None),
        ("0", None),
        (None, None),
    ],
)
def test_a_month_or_a_year_means_its_last_day(text: str | None, day: date | None) -> None:
    assert last_day_of(text) == day


def test_a_date_named_in_the_document_counts() -> None:
    assert due(review_due="2023-12-01") == date(2023, 12, 1)
    assert due(review_due="2023-09") == date(2023, 9, 30)
    assert reason(review_due="2023-12-01") == "named in the document"


@pytest.mark.parametrize(
    ("as_of", "state", "days_left"),
    [
        ("2023-10-05", State.NOT_DUE, 57),
        ("2023-10-06", State.DUE_SOON, 56),
        ("2023-12-01", State.DUE_SOON, 0),
        ("2023-12-02", State.OVERDUE, -1),
    ],
)
def test_a_revision_is_due_up_to_its_last_day(as_of: str, state: State, days_left: int) -> None:
    found = timed(as_of, review_due="2023-12-01")
    assert found is not None
    assert (found.state, found.days_left) == (state, days_left)


@pytest.mark.parametrize("status", [None, "draft", "superseded", "Current", "withdrawn"])
def test_only_a_document_in_force_is_due(status: str | None) -> None:
    assert timed(status=status, review_due="2023-12-01") is None


def test_the_interval_runs_from_the_last_version() -> None:
    fields: Row = {
        "review_interval": "P1Y",
        "versions": [version("2023-04-01"), version("2022-04-01")],
    }
    assert due(**fields) == date(2024, 4, 1)
    assert reason(**fields) == "every year"


def test_a_version_of_a_later_day_is_not_there_yet() -> None:
    versions = [version("2022-11-15"), version("2023-11-15"), version("2023-11-16")]
    assert due(review_interval="P1Y", versions=versions) == date(2024, 11, 15)
    assert due("2023-11-14", review_interval="P1Y", versions=versions) == date(2023, 11, 15)


def test_a_version_known_to_the_month_counts_from_its_last_day() -> None:
    assert due(review_interval="P1Y", versions=[version("2023-04")]) == date(2024, 4, 30)
    assert due("2023-04-29", review_interval="P1Y", versions=[version("2023-04")]) is None


def test_the_date_of_the_document_will_do_where_no_version_has_one() -> None:
    fields: Row = {"review_interval": "P2Y", "dated": "2022-04"}
    assert due(**fields) == date(2024, 4, 30)
    assert due(**fields, versions=[{"number": "1"}, version("soon")]) == date(2024, 4, 30)
    assert due(**fields, versions=[version("2023-04-01")]) == date(2025, 4, 1)


def test_without_an_interval_or_a_date_to_count_from_nothing_is_due() -> None:
    assert timed() is None
    assert timed(review_interval="P1Y") is None
    assert timed(dated="2022-04") is None
    assert timed(review_interval="yearly", dated="2022-04") is None
    assert timed(review_due="soon") is None


def test_an_unreadable_date_in_the_document_leaves_the_interval() -> None:
    assert due(review_due="soon", review_interval="P1Y", dated="2023-01-01") == date(2024, 1, 1)


def test_a_date_named_goes_before_the_interval_while_no_review_has_answered_it() -> None:
    fields: Row = {
        "review_due": "2023-09",
        "review_interval": "P1Y",
        "versions": [version("2023-04-01")],
    }
    assert due(**fields) == date(2023, 9, 30)
    review = {"on": "2023-10-01", "outcome": "no-change"}
    assert due(**fields, reviews=[review]) == date(2024, 10, 1)


def test_a_review_answers_from_its_day_on() -> None:
    fields: Row = {
        "review_due": "2023-12-01",
        "review_interval": "P1Y",
        "reviews": [{"on": "2023-11-15", "outcome": "no-change"}],
    }
    assert due("2023-11-14", **fields) == date(2023, 12, 1)
    assert due("2023-11-15", **fields) == date(2024, 11, 15)


def test_a_review_goes_before_the_last_version() -> None:
    reviews = [{"on": "2023-06-01", "outcome": "no-change"}]
    assert due(review_interval="P1Y", versions=[version("2023-04-01")], reviews=reviews) == date(
        2024, 6, 1
    )


def test_the_latest_review_counts_in_whatever_order_they_stand() -> None:
    early = {"on": "2023-05-01", "outcome": "no-change"}
    late = {"on": "2023-10-01", "outcome": "revised"}
    undated = {"outcome": "no-change", "deferred_to": "2030-01-01"}
    for reviews in ([early, late, undated], [undated, late, early]):
        assert due(review_interval="P1Y", reviews=reviews) == date(2024, 10, 1)


def test_of_two_reviews_on_one_day_the_one_below_counts() -> None:
    reviews = [
        {"on": "2023-10-01", "outcome": "deferred", "deferred_to": day}
        for day in ("2024-03-31", "2024-01-31")
    ]
    assert due(reviews=reviews) == date(2024, 1, 31)


def test_a_review_that_was_put_off_counts_with_the_date_it_named() -> None:
    fields: Row = {
        "review_due": "2023-09",
        "review_interval": "P1Y",
        "versions": [version("2023-04-01")],
        "reviews": [{"on": "2023-10-01", "outcome": "deferred", "deferred_to": "2024-01-31"}],
    }
    assert due(**fields) == date(2024, 1, 31)
    assert reason(**fields) == "put off to this date"
    later = {"on": "2023-11-01", "outcome": "revised"}
    assert due(**{**fields, "reviews": [*fields["reviews"], later]}) == date(2024, 11, 1)


def test_a_review_put_off_without_a_date_leaves_the_date_that_was_named() -> None:
    reviews = [{"on": "2023-10-01", "outcome": "deferred"}]
    assert due(review_due="2023-09", reviews=reviews) == date(2023, 9, 30)
    assert due(review_interval="P1Y", reviews=reviews) == date(2024, 10, 1)


def test_an_interval_beyond_the_calendar_does_not_stop_the_run() -> None:
    assert due(review_interval="P9999Y", dated="2023") == date.max


def periods(as_of: date | str = AS_OF, **fields: Any) -> list[tuple[Any, ...]]:
    """Each revision: what it is counted from, due date, done, state, reason, first due date."""
    record = build(documents=[{"id": "masa", "status": "current", **fields}]).records[0]
    day = as_of if isinstance(as_of, date) else date.fromisoformat(as_of)
    return [
        tuple(str(each) if isinstance(each, date) else each for each in one)
        for one in revisions(record, day, 56)
    ]


YEARLY: dict[str, Any] = {"review_interval": "P1Y", "versions": [version("2021-04-01")]}


def test_each_review_closes_a_revision_and_the_next_counts_from_it() -> None:
    reviews = [{"on": day, "outcome": "no-change"} for day in ("2023-05-02", "2022-04-01")]
    assert periods(**YEARLY, reviews=reviews) == [
        ("2021-04-01", "2022-04-01", "2022-04-01", State.MET, "every year", None),
        ("2022-04-01", "2023-04-01", "2023-05-02", State.BREACHED, "every year", None),
        ("2023-05-02", "2024-05-02", None, State.NOT_DUE, "every year", None),
    ]
    assert periods("2023-05-01", **YEARLY, reviews=reviews)[1:] == [
        ("2022-04-01", "2023-04-01", None, State.OVERDUE, "every year", None)
    ]


def test_putting_a_revision_off_moves_its_date_and_closes_nothing() -> None:
    reviews = [
        {"on": "2022-03-01", "outcome": "deferred", "deferred_to": "2022-06-30"},
        {"on": "2022-06-01", "outcome": "deferred", "deferred_to": "2022-09-30"},
        {"on": "2022-09-30", "outcome": "no-change"},
    ]
    assert periods("2022-09-30", **YEARLY, reviews=reviews) == [
        ("2021-04-01", "2022-09-30", "2022-09-30", State.MET, "put off to this date", "2022-04-01"),
        ("2022-09-30", "2023-09-30", None, State.NOT_DUE, "every year", None),
    ]


def test_the_first_period_begins_with_the_version_before_the_first_review() -> None:
    document = build(
        documents=[
            {
                "id": "masa",
                "status": "current",
                "review_interval": "P1Y",
                "versions": [version("2020-05-01"), version("2021-08-01")],
                "reviews": [{"on": "2021-04-30"}, {"on": "2022-04-29"}],
            }
        ]
    ).records[0]
    found = revisions(document, AS_OF, 56)
    assert [each.start for each in found] == [
        date(2020, 5, 1),
        date(2021, 4, 30),
        date(2022, 4, 29),
    ]


def test_a_later_review_and_its_version_are_one_answer_too() -> None:
    document = build(
        documents=[
            {
                "id": "masa",
                "status": "current",
                "review_interval": "P1Y",
                "versions": [version("2020-05-01"), {**version("2022-04-29"), "answers": "2022"}],
                "reviews": [{"on": "2021-04-30"}, {"on": "2022-04-29"}],
            }
        ]
    ).records[0]
    done = [each.done_on for each in revisions(document, AS_OF, 56)]
    assert done == [date(2021, 4, 30), date(2022, 4, 29), None]


def test_a_document_in_force_is_not_stopped_by_a_day_that_its_record_names() -> None:
    fields = {"review_due": "2023-10-31", "superseded_on": "2023-06-01"}
    found = timed(**fields)
    assert found is not None
    assert found.state is State.OVERDUE
    assert timed(status="superseded", **fields) is None


def test_a_version_answers_a_revision_where_it_says_so_and_once_with_its_review() -> None:
    fields: Row = {"review_interval": "P1Y", "review_due": "2023-09"}
    fields["versions"] = [
        version("2023-04-01"),
        version("2023-06-01"),
        {**version("2023-09-14"), "answers": "2023-09"},
        version("2023-10-01"),
    ]
    expected = [
        ("2023-06-01", "2023-09-30", "2023-09-14", State.MET, "named in the document", None),
        ("2023-09-14", "2024-09-14", None, State.NOT_DUE, "every year", None),
    ]
    assert periods(**fields) == expected
    reviews = [{"on": "2023-09-14", "outcome": "new-version"}]
    assert periods(**fields, reviews=reviews) == expected
    assert periods("2023-09-13", **fields, reviews=reviews) == [
        ("2023-06-01", "2023-09-30", None, State.DUE_SOON, "named in the document", None)
    ]


def test_a_version_of_the_day_of_the_review_is_its_outcome_and_no_start() -> None:
    fields: dict[str, Any] = {
        "review_interval": "P1Y",
        "versions": [version("2022-04-01"), version("2023-03-01")],
    }
    reviews = [{"on": "2023-03-01", "outcome": "new-version"}]
    assert periods(**fields, reviews=reviews)[0] == (
        "2022-04-01",
        "2023-04-01",
        "2023-03-01",
        State.MET,
        "every year",
        None,
    )


def test_a_review_where_nothing_was_due_is_no_period() -> None:
    assert periods(reviews=[{"on": "2023-03-01", "outcome": "no-change"}]) == []


def test_the_revision_of_a_document_that_was_replaced_stops_on_that_day() -> None:
    fields: Row = {**YEARLY, "status": "superseded", "superseded_on": "2022-10-01"}
    fields["reviews"] = [{"on": "2022-03-01", "outcome": "no-change"}]
    met = ("2021-04-01", "2022-04-01", "2022-03-01", State.MET, "every year", None)
    for day, state in (("2022-09-30", State.NOT_DUE), ("2022-10-01", State.STOPPED)):
        assert periods(day, **fields) == [
            met,
            ("2022-03-01", "2023-03-01", None, state, "every year", None),
        ]
    assert timed("2022-10-01", **fields) is None
    assert due("2022-09-30", **fields) == date(2023, 3, 1)
    assert periods(**{**fields, "status": "draft"}) == []


def test_a_revision_stands_among_the_clocks_with_its_arithmetic() -> None:
    fields: Row = {
        "id": "masa",
        "title": "Arrangements",
        "status": "current",
        "owner": "leads",
        "review_interval": "P1Y",
        "versions": [version("2022-04-01")],
        "reviews": [
            {"on": "2023-03-01", "outcome": "no-change"},
            {"on": "2024-01-10", "outcome": "deferred", "deferred_to": "2024-06-30"},
        ],
        "source": ["masa 1.5", "masa V"],
    }
    groups = [{"id": "leads", "name": "Lead Group"}]
    portfolio = build(documents=[fields], groups=groups)
    met, open_one = document_deadlines(portfolio, AS_OF)
    assert met == Deadline(
        clock="document-revision",
        subject="masa",
        title="Arrangements: revision",
        period="after 1 April 2022",
        start=date(2022, 4, 1),
        due=date(2023, 4, 1),
        end=date(2023, 3, 1),
        state=State.MET,
        days_left=None,
        unit="months",
        force="local",
        actor="Lead Group",
        basis="masa 1.5, masa V",
        evidence="S",
        note="every year",
    )
    assert open_one == met._replace(
        period="after 1 March 2023",
        start=date(2023, 3, 1),
        due=date(2024, 3, 1),
        end=None,
        state=State.NOT_DUE,
        days_left=107,
    )
    later = document_deadlines(portfolio, date(2024, 6, 16))[1]
    assert later == open_one._replace(
        due=date(2024, 6, 30),
        state=State.DUE_SOON,
        days_left=14,
        unit="named-date",
        note="put off to this date; first due 1 March 2024",
    )


def test_a_revision_says_what_little_is_known_of_it() -> None:
    document = {"id": "a", "status": "current", "review_due": "2023-12-01", "owner_note": "Nobody"}
    weekly = {"id": "b", "status": "current", "review_interval": "P2W", "dated": "2023-11-01"}
    named, counted = document_deadlines(build(documents=[weekly, document]), AS_OF)[::-1]
    assert (named.subject, named.period, named.start) == ("a", "first time", None)
    assert (named.actor, named.unit, named.note) == (
        "Nobody",
        "named-date",
        "named in the document",
    )
    assert (counted.actor, counted.unit) == ("", "calendar-days")
    unknown = document_deadlines(build(documents=[{**document, "id": None}]), AS_OF)
    assert [each.subject for each in unknown] == [""]


def test_all_documents_come_by_due_date_then_by_id() -> None:
    def document(identity: str | None, day: str, status: str = "current") -> Row:
        return {"id": identity, "status": status, "review_due": day}

    portfolio = build(
        settings={"id": "x", "warning": {"actions": 14, "clocks": 14, "documents": 5}},
        documents=[
            document("c", "2023-11-21"),
            document("b", "2023-11-20"),
            document("A", "2023-11-20"),
            document("d", "2023-11-01"),
            document("e", "2023-11-01", "draft"),
            document(None, "2023-11-20"),
        ],
    )
    found = time_documents(portfolio, AS_OF)
    assert [(each.document.id, each.state) for each in found] == [
        ("d", State.OVERDUE),
        (None, State.DUE_SOON),
        ("A", State.DUE_SOON),
        ("b", State.DUE_SOON),
        ("c", State.NOT_DUE),
    ]

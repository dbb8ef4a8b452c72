"""What was never done is owed from the day on which it was first asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.duties import Duty, assess
from sscp.timing.states import State
from tests.assurance.test_rows_and_dates import periods
from tests.builders import Row, build, group, meeting

SAID: Row = {"form": "recurring", "kind": "decision", "date": "date", "within": "P1Y"}
DUE = "2024-04-14"


def duty(
    proof: Row, as_of: str = "2023-11-15", kept_since: str = "2023-04-01", **folders: list[Row]
) -> Duty:
    """A statement of a text of 14 April 2023, in a register kept since a day."""
    clause: dict[str, Any] = {
        "id": "masa-1.1",
        "ref": "1.1",
        "title": "The statement",
        "document": "masa",
        "disposition": "rule",
        "proof": proof,
    }
    text = {"id": "masa", "dated": "2023-04-14"}
    settings = {"id": "x", "kept_since": kept_since}
    portfolio = build(settings, clauses=[clause], documents=[text], **folders)
    return assess(portfolio, date.fromisoformat(as_of), ())[0]


def decided(*days: str) -> list[Row]:
    return [{"id": f"DEC-{day}", "date": day} for day in days]


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("2023-04-13", (None, None, "not_started")),
        ("2023-04-14", (DUE, None, "not_due")),
        ("2024-04-14", (DUE, None, "due_soon")),
        ("2024-04-15", (DUE, None, "overdue")),
    ],
)
def test_what_never_happened_is_owed_an_interval_after_the_text_came_into_force(
    as_of: str, found: tuple[str | None, str | None, str]
) -> None:
    assert periods(duty(SAID, as_of)) == [found]


def test_it_is_counted_from_that_day() -> None:
    (only,) = duty(SAID).periods
    assert (only.start, only.what, only.evidence) == (date(2023, 4, 14), "The statement", ())


def test_nothing_is_owed_of_the_time_before_the_register() -> None:
    assert periods(duty(SAID, kept_since="2023-06-01")) == [("2024-06-01", None, "not_due")]


def test_evidence_that_counts_only_from_a_day_is_owed_from_that_day() -> None:
    assert periods(duty({**SAID, "since": "2023-09-01"})) == [("2024-09-01", None, "not_due")]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("2023-04-13", []),
        ("2024-04-14", []),
        ("2024-04-15", [(DUE, "2024-04-15", "breached")]),
    ],
)
def test_a_first_time_that_came_late_is_told_as_done_late(
    first: str, told: list[tuple[str, str, str]]
) -> None:
    found = periods(duty(SAID, "2024-05-01", decisions=decided(first)))
    assert found[: len(told)] == told
    if told:
        assert [each[0] for each in found[1:]] == ["2025-04-15"]
    else:
        assert found[0] == (None, first, "met")


def test_whom_it_is_owed_for_must_have_come_about() -> None:
    per = {"kind": "agency", "named_in": "body"}
    agencies = [{"id": "old", "from": "2019"}, {"id": "new", "from": "2023-06-01"}]
    found = duty({**SAID, "per": per}, agencies=agencies)
    assert [(each.subject, each.due) for each in found.periods] == [
        ("old", date(2024, 4, 14)),
        ("new", date(2024, 6, 1)),
    ]


def test_what_falls_due_by_a_meeting_is_first_due_by_the_first_one() -> None:
    proof = {"form": "recurring", "kind": "report", "date": "on", "due_by_meeting_of": "leads"}
    days = ("2023-04-14", "2023-06-14")
    meetings = [meeting("leads", day) for day in days]
    found = duty(proof, groups=[group("leads")], meetings=meetings)
    assert periods(found) == [("2023-06-14", None, "overdue")]
    assert periods(duty(proof, groups=[group("leads")])) == [(None, None, "not_started")]


def test_what_the_last_event_would_name_is_first_due_after_the_interval() -> None:
    assert periods(duty({**SAID, "due": "reviewed_by"})) == [(DUE, None, "not_due")]


def test_without_an_interval_nothing_is_late() -> None:
    proof = {name: value for name, value in SAID.items() if name != "within"}
    assert periods(duty(proof)) == [(None, None, "not_started")]


YEARLY: Row = {"form": "yearly", "kind": "plan", "date": "from", "year_in": "from"}


def test_every_year_is_owed_from_the_one_in_which_it_was_first_asked_for() -> None:
    assert periods(duty(YEARLY, "2025-05-01")) == [
        ("2024-03-31", None, "overdue"),
        ("2025-03-31", None, "overdue"),
        ("2026-03-31", None, "not_due"),
    ]


def test_a_year_that_was_left_out_before_the_first_is_owed_too() -> None:
    plans = [{"id": "plan", "from": "2024-04-01"}]
    assert periods(duty(YEARLY, "2024-05-01", plans=plans)) == [
        ("2024-03-31", None, "overdue"),
        ("2025-03-31", "2024-04-01", "met"),
        ("2026-03-31", None, "not_due"),
    ]


def test_an_earlier_year_that_was_done_for_is_told_as_before() -> None:
    plans = [{"id": "plan", "from": "2021-04-01"}]
    found = periods(duty(YEARLY, "2023-11-15", plans=plans))
    assert [each[0] for each in found] == ["2022-03-31", "2023-03-31", "2024-03-31"]


def test_before_the_text_is_in_force_only_the_year_itself_is_open() -> None:
    assert periods(duty(YEARLY, "2022-05-01")) == [("2023-03-31", None, "not_due")]


def test_the_next_due_day_of_what_is_overdue_is_the_day_that_is_past() -> None:
    late = {"form": "rules", "rules": ["GRP-02"], "looks_at": ["group"]}
    found = duty({**YEARLY, "also": [late]}, "2023-11-15")
    assert (found.standing, found.next_due) == ("not_due", date(2024, 3, 31))
    found = duty(YEARLY, "2024-05-01")
    assert (found.standing, found.next_due) == ("overdue", date(2024, 3, 31))


def test_where_a_rule_finds_something_lacking_no_later_day_is_given() -> None:
    open_one = duty(YEARLY).periods[0]
    lacking = open_one._replace(due=None, state=State.OVERDUE)
    found = Duty(duty(YEARLY).clause, "overdue", (open_one, lacking), None, None)
    assert found.next_due is None
    earlier = open_one._replace(due=date(2023, 6, 1), state=State.OVERDUE)
    found = Duty(duty(YEARLY).clause, "overdue", (open_one, lacking, earlier), None, None)
    assert found.next_due == date(2023, 6, 1)

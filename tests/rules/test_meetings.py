"""Numbers, dates and reasons beyond the examples."""

from __future__ import annotations

import pytest

from tests.builders import Row, build, count, find, item, meeting


def test_a_number_may_stand_again_at_another_meeting() -> None:
    meetings = [meeting("b", day, items=[item("1")]) for day in ("2023-05-17", "2023-07-19")]
    assert count(build(meetings=meetings), "MTG-18") == 0


def test_one_and_one_point_ten_are_different_numbers() -> None:
    items = [item("1"), item("1.1"), item("1.10"), item("1.1")]
    found = find(build(meetings=[meeting("b", "2023-05-17", items=items)]), "MTG-18")
    assert [each.field for each in found] == ["items, row 4, number"]


def _starts(
    *first: tuple[str, str], settings: Row | None = None, status: str = "held", board: str = "b"
) -> int:
    meetings = [
        meeting(board if place else "b", day, status=status, items=[item(number)])
        for place, (day, number) in enumerate(first)
    ]
    return count(build(settings, meetings=meetings), "MTG-19")


@pytest.mark.parametrize(("number", "hits"), [("1", 0), ("2", 1), ("7", 1), ("7.1", 1), ("A7", 0)])
def test_only_a_start_above_one_tells_of_running_numbers(number: str, hits: int) -> None:
    assert _starts(("2023-05-17", number), ("2023-07-19", number)) == hits


@pytest.mark.parametrize(
    ("first", "second", "hits"),
    [
        ("2023-04-01", "2024-03-31", 1),
        ("2023-03-31", "2023-04-01", 0),
        ("2023-05-17", "2024-04-01", 0),
    ],
)
def test_numbers_begin_anew_with_the_reporting_year(first: str, second: str, hits: int) -> None:
    assert _starts((first, "7"), (second, "7")) == hits


def test_the_settings_may_begin_the_reporting_year_elsewhere() -> None:
    settings = {"id": "x", "reporting_year_starts_in_month": 9}
    assert _starts(("2023-05-17", "7"), ("2023-10-11", "7"), settings=settings) == 0
    assert _starts(("2023-03-31", "7"), ("2023-04-01", "7"), settings=settings) == 1


def test_other_groups_and_cancelled_meetings_have_numbers_of_their_own() -> None:
    days = (("2023-05-17", "7"), ("2023-07-19", "7"))
    assert _starts(*days, board="c") == 0
    assert _starts(*days, status="cancelled") == 0


def _dates(discussion: str, resolution: str, title: str = "Survey") -> int:
    register = build(
        meetings=[
            meeting(
                "b",
                "2023-05-17",
                items=[item("4", discussion=discussion, decisions=["DEC-2023-1"])],
            )
        ],
        decisions=[{"id": "DEC-2023-1", "title": title, "resolution": resolution}],
    )
    return count(register, "MTG-20")


SAID = "Agencies are to return the survey about training by 30 June 2023."


def test_two_dates_for_one_thing_are_noticed_however_they_are_written() -> None:
    for day in ("31 July 2023", "2023-07-31", "31/07/2023", "31st July 2023"):
        assert _dates(SAID, f"Agencies return the training survey by {day}.") == 1
    for day in ("30 June 2023", "2023-06-30", "30/6/2023", "30th June 2023"):
        assert _dates(SAID, f"Agencies return the training survey by {day}.") == 0


def test_dates_of_different_things_are_left_alone() -> None:
    assert _dates(SAID, "The group meets again on 31 July 2023.") == 0


@pytest.mark.parametrize(("words", "hits"), [("agencies return", 0), ("agencies return survey", 1)])
def test_three_longer_words_must_be_the_same(words: str, hits: int) -> None:
    assert _dates(SAID, f"{words} 31 July 2023", title="") == hits


def test_several_dates_on_one_side_are_left_alone() -> None:
    assert _dates(SAID, "Agencies return the training survey by 31 July 2023 or 1 May 2024.") == 0
    two = SAID + " The last one was of 1 May 2021."
    assert _dates(two, "Agencies return the training survey by 31 July 2023.") == 0


def test_the_same_date_twice_is_one_date() -> None:
    again = SAID + " So the date is 30 June 2023."
    assert _dates(again, "Agencies return the training survey by 31 July 2023.") == 1


def test_words_of_another_sentence_do_not_count() -> None:
    text = "Agencies will return the training survey. The chair leaves on 31 July 2023."
    assert _dates(SAID, text, title="") == 0


def test_a_date_in_the_title_counts() -> None:
    assert _dates(SAID, "Agreed.", title="Agencies return the training survey by 31 July 2023") == 1


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"status": "cancelled"}, 1),
        ({"status": "moved"}, 1),
        ({"status": "planned"}, 0),
        ({"status": "held"}, 0),
        ({"originally_planned_for": "2023-05-10"}, 1),
        ({"originally_planned_for": "2023-05-17"}, 0),
        ({"originally_planned_for": "2023-05-10", "reason": "Strike"}, 0),
    ],
)
def test_a_change_of_plan_needs_a_reason(fields: Row, hits: int) -> None:
    assert count(build(meetings=[meeting("b", "2023-05-17", **fields)]), "MTG-21") == hits


def _planned(
    day: str, as_of: str = "2023-11-15", between: str = "", mode: str = "fixed", **fields: str
) -> list[str]:
    days = [("2023-10-18", "held"), (day, "planned"), *([(between, "planned")] if between else [])]
    rows = [
        {"id": f"board-{on}", "group": "board", "date": on, "status": status, **fields}
        for on, status in days
    ]
    cadence = {"interval": "P2M", "mode": mode}
    board = {"id": "board", "name": "Board", "cadence": cadence}
    return [each.message for each in find(build(groups=[board], meetings=rows), "MTG-24", as_of)]


def test_a_meeting_planned_too_late_is_told_with_the_day_it_is_counted_from() -> None:
    assert _planned("2023-12-19") == [
        (
            "The Board is to meet on 19 December 2023; counted from its meeting of 18 October 2023"
            " it must by 18 December 2023."
        )
    ]
    assert _planned("2023-12-18") == []
    assert _planned("2023-12-19", mode="regular") == []


def test_one_planned_between_is_the_one_it_is_counted_from() -> None:
    assert _planned("2024-02-01", between="2023-12-01") == []
    assert len(_planned("2024-02-02", between="2023-12-01")) == 1
    assert len(_planned("2024-02-02", between="2023-12-19")) == 1


def test_what_is_past_or_of_no_group_is_not_planned() -> None:
    assert _planned("2023-12-19", as_of="2023-12-20") == []
    rows = [{"id": "x", "date": "2023-12-19", "status": "planned"}]
    assert find(build(meetings=rows), "MTG-24") == []


LISTED: Row = {"title": "Report", "record": "report"}


def _reported(*papers: Row) -> list[str]:
    register = build(
        groups=[{"id": "leads", "function": "lead-partners"}],
        reports=[{"id": "report", "form": "executive-report"}, {"id": "o", "form": "other"}],
        meetings=[meeting("leads", "2023-08-23", papers=list(papers))],
    )
    return [each.message for each in find(register, "MTG-23")]


@pytest.mark.parametrize(
    ("days", "what"),
    [
        ({}, ""),
        ({"due": "2023-08-16", "received_on": "2023-08-22"}, ""),
        ({"due": "2023-08-16", "received_on": "2023-08-23"}, ""),
        ({"received_on": "2023-08-23"}, ""),
        (
            {"received_on": "2023-08-24"},
            "the report of the delegated partners came only on 24 August 2023",
        ),
        (
            {"due": "2023-08-16"},
            "it is not noted that the report of the delegated partners had come",
        ),
    ],
)
def test_a_report_that_had_not_come_was_not_tabled(days: Row, what: str) -> None:
    said = [f"The lead partners met on 23 August 2023, and {what}."] if what else []
    assert _reported({**LISTED, **days}) == said
    assert _reported({"title": "X", "accountabilities": ["a"], **days}) == said


def test_one_report_that_had_come_is_enough_and_other_papers_are_none() -> None:
    late = {**LISTED, "received_on": "2023-09-16"}
    assert _reported(late, {**LISTED, "received_on": "2023-08-20"}) == []
    other = {"title": "X", "record": "o", "received_on": "2023-08-20"}
    none = "The lead partners met on 23 August 2023, and no report of the delegated partners is"
    assert _reported(other) == [f"{none} recorded."]
    assert _reported() == [f"{none} recorded."]
    assert len(_reported(late, other)) == 1


@pytest.mark.parametrize(
    ("as_of", "hits"),
    [("2023-10-17", 0), ("2023-10-18", 0), ("2023-10-19", 0), ("2023-10-20", 1)],
)
def test_a_planned_day_is_past_from_the_second_day_after_it(as_of: str, hits: int) -> None:
    register = build(meetings=[meeting("b", "2023-10-18", status="planned")])
    assert count(register, "MTG-25", as_of) == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"status": "held"}, 0),
        ({"status": "cancelled"}, 0),
        ({"status": "moved"}, 0),
        ({"status": "moved", "originally_planned_for": "2023-05-10"}, 1),
        ({"status": "planned", "originally_planned_for": "2023-05-10"}, 1),
    ],
)
def test_what_was_held_or_has_a_day_elsewhere_is_not_left_planned(fields: Row, hits: int) -> None:
    register = build(meetings=[meeting("b", "2023-05-17", **fields)])
    assert count(register, "MTG-25") == hits


def test_the_finding_names_the_group_and_the_day() -> None:
    board = {"id": "b", "name": "Board"}
    register = build(groups=[board], meetings=[meeting("b", "2023-10-18", status="planned")])
    found = find(register, "MTG-25")[0]
    assert found.field == "status"
    assert found.message == (
        "The meeting of the Board planned for 18 October 2023 is past, and it is not recorded"
        " whether it was held, moved or cancelled."
    )

"""Dates as people write them and as records hold them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.model.dates import (
    NoDate,
    read_iso_date,
    read_said_date,
    read_typed_date,
    write_date,
    write_long_date,
)

DAY = date(2023, 5, 17)


@pytest.mark.parametrize(
    "words",
    [
        "2023-05-17",
        "17/5/2023",
        "17/05/2023",
        "17.5.2023",
        "17 May 2023",
        "17 may 2023",
        "17th May 2023",
        "17 May, 2023",
        "  17   MAY   2023 ",
    ],
)
def test_a_date_is_understood_in_every_form_that_people_type(words: str) -> None:
    assert read_typed_date(words) == DAY


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1st Sept 2023", date(2023, 9, 1)),
        ("2nd Sep. 2023", date(2023, 9, 2)),
        ("3rd september 2023", date(2023, 9, 3)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("4/3/2023", date(2023, 3, 4)),
        ("31 Dec 2023", date(2023, 12, 31)),
        ("1 Jan 2024", date(2024, 1, 1)),
        ("5 Jun 2023", date(2023, 6, 5)),
        ("5 Jul 2023", date(2023, 7, 5)),
        ("5 Mar 2023", date(2023, 3, 5)),
    ],
)
def test_months_may_be_shortened_and_the_day_comes_first(words: str, day: date) -> None:
    assert read_typed_date(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "2023",
        "2023-05",
        "2023-5-17",
        "2023-02-29",
        "29 Feb 2023",
        "31/4/2023",
        "5/17/2023",
        "17 Ma 2023",
        "17 Mayo 2023",
        "17 x 2023",
        "17/5/23",
        "0/5/2023",
        "17 May 2023 at 10",
        "May 17 2023",
        "2023-W20-3",
        "20230517",
        "17-5-2023",
        "0 May 2023",
        "1/1/0000",
    ],
)
def test_words_that_are_no_date_are_not_guessed_at(words: str) -> None:
    assert read_typed_date(words) is None


@pytest.mark.parametrize(
    "value",
    [None, 20230517, True, "", "2023", "2023-05", "2023-02-30", "2023-W20-3", "2023-137 ", [], {}],
)
def test_only_a_full_iso_date_that_exists_is_read_from_a_record(value: object) -> None:
    assert read_iso_date(value) is None


@given(st.dates())
def test_a_date_that_is_written_can_be_typed_again(day: date) -> None:
    assert read_iso_date(day.isoformat()) == day
    if day.year >= 1000:
        assert read_typed_date(write_date(day)) == day
        assert read_typed_date(f"{day.day}/{day.month}/{day.year}") == day


def test_a_reader_sees_the_month_in_words() -> None:
    assert write_date(date(2023, 5, 7)) == "7 May 2023"
    assert write_date(date(2023, 12, 31)) == "31 December 2023"
    assert write_date(date(2023, 1, 1)) == "1 January 2023"
    assert write_long_date(DAY) == "Wednesday 17 May 2023"


TUESDAY = date(2024, 4, 2)
MODERN = st.dates(date(1000, 1, 1), date(9999, 12, 31))
THIS_CENTURY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-05-17", date(2023, 5, 17)),
        ("17/5/2023", date(2023, 5, 17)),
        ("17 May 2023", date(2023, 5, 17)),
        ("3/5/24", date(2024, 5, 3)),
        ("3.5.'24", date(2024, 5, 3)),
        ("17-May-24", date(2024, 5, 17)),
        ("17-5-2024", date(2024, 5, 17)),
        ("2024/5/7", date(2024, 5, 7)),
        ("the 3rd of May", date(2024, 5, 3)),
        ("May 17", date(2024, 5, 17)),
        ("17 may", date(2024, 5, 17)),
        ("10/4", date(2024, 4, 10)),
        ("30 dec", date(2023, 12, 30)),
        ("29 February", date(2024, 2, 29)),
        ("Friday 7 June 2024", date(2024, 6, 7)),
        ("Friday 7 June", date(2024, 6, 7)),
        ("Fri, 7 June.", date(2024, 6, 7)),
        ("friday", date(2024, 4, 5)),
        ("monday", date(2024, 4, 1)),
        ("next Friday", date(2024, 4, 5)),
        ("next tuesday", date(2024, 4, 9)),
        ("last tues", date(2024, 3, 26)),
        ("today", TUESDAY),
        ("tomorrow", date(2024, 4, 3)),
        ("yesterday", date(2024, 4, 1)),
        ("in 2 weeks", date(2024, 4, 16)),
        ("in a week", date(2024, 4, 9)),
        ("in ten days", date(2024, 4, 12)),
        ("in 2 months", date(2024, 6, 2)),
        ("in 1 year", date(2025, 4, 2)),
    ],
)
def test_a_person_may_say_a_day_in_any_usual_way(words: str, day: date) -> None:
    assert read_said_date(words, TUESDAY) == day


def test_months_ahead_end_with_the_month() -> None:
    assert read_said_date("in a month", date(2024, 1, 31)) == date(2024, 2, 29)
    assert read_said_date("in 1 year", date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    "words",
    "soon|31 Sept|29 Feb 2023|0 May|1/1/0000|17 mayo|17 ma|5/17|next 7 June|next week|next|in weeks"
    "|in 0.5 days|2023|17 May 2023 at 10|5 June 123|monday tuesday||.|, ,|1/2-3".split("|"),
)
def test_what_is_no_day_is_not_guessed_at(words: str) -> None:
    found = read_said_date(words, TUESDAY)
    assert isinstance(found, NoDate)
    assert found.why.startswith(f"{words} is no date. Write it like 2023-05-17,")


def test_a_weekday_that_does_not_fit_is_named() -> None:
    told = NoDate("7 June 2024 is a Friday, not a Thursday.", date(2024, 6, 7))
    assert read_said_date("Thursday 7 June", TUESDAY) == told
    assert read_said_date("thu 7/6/24", TUESDAY) == told


def test_without_a_day_to_reckon_from_only_a_full_date_is_one() -> None:
    assert read_said_date("Friday 7 June 2024") == date(2024, 6, 7)
    for words in ("7 June", "friday", "tomorrow", "in 2 weeks"):
        assert isinstance(read_said_date(words), NoDate)


def test_a_day_without_a_year_is_the_nearest_that_can_be() -> None:
    assert read_said_date("3 may", TUESDAY) == date(2024, 5, 3)
    assert read_said_date("3 may", TUESDAY, last=TUESDAY) == date(2023, 5, 3)
    assert read_said_date("1 march", TUESDAY) == date(2024, 3, 1)
    assert read_said_date("1 march", TUESDAY, first=TUESDAY) == date(2025, 3, 1)
    assert read_said_date("monday", TUESDAY, first=TUESDAY) == date(2024, 4, 8)
    assert read_said_date("1 march", TUESDAY, date(2030, 1, 1), date(2029, 1, 1)) == date(
        2024, 3, 1
    )


@given(MODERN, MODERN)
def test_what_is_written_for_a_reader_reads_back(day: date, near: date) -> None:
    for words in (write_date(day), write_long_date(day), day.isoformat()):
        assert read_said_date(words) == read_said_date(words, near) == day


@given(THIS_CENTURY, MODERN)
def test_every_spelling_of_a_day_reads_as_that_day(day: date, near: date) -> None:
    month, short = f"{day:%B}", f"{day.year % 100:02d}"
    for words in (
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{short}",
        f"{day.day}-{month[:3]}-{short}",
        f"{day.day}th of {month.lower()} {day.year}",
        f"{day:%A}, {day.day} {month} {short}",
        f"{day:%a} {day.day}/{day.month}/{short}",
        f"{month} {day.day}, {day.year}",
    ):
        assert read_said_date(words, near) == day, words


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(-182, 182))
def test_a_day_without_a_year_is_never_far(near: date, days: int) -> None:
    day = near + timedelta(days=days)
    if (day.month, day.day) != (2, 29):
        found = read_said_date(f"{day.day} {day:%B}", near)
        assert isinstance(found, date)
        assert (found.month, found.day) == (day.month, day.day)
        assert abs(found - near) <= timedelta(days=183)


_PIECES = st.sampled_from(
    "next last in a the of 0 1 31 99 999 2024 24 '24 / - . , may february fri friday weeks month"
    " years tomorrow today 1st ² ٣ \n".split(" ")
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join)))
def test_nonsense_is_answered_and_never_raises(words: str) -> None:
    for near in (None, date.min, TUESDAY, date.max):
        assert isinstance(read_said_date(words, near), (date, NoDate))

"""What a person may type for a time of day and a length of time."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.cli.choices import Choice, offered
from sscp.cli.reading import read_answer
from sscp.errors import UsageError
from sscp.model.kind import Shape
from sscp.work.verb import Answers, Question
from tests.builders import build

ANSWERS = Answers(build(), date(2024, 4, 2), {})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:00", "14:00"),
        ("9:30", "09:30"),
        ("9.30", "09:30"),
        ("2pm", "14:00"),
        ("2.15 PM", "14:15"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("00:00", "00:00"),
    ],
)
def test_a_time_of_day_is_kept_in_one_form(typed: str, meant: str) -> None:
    assert read_answer(Question("starts", "", Shape.TIME), typed, ANSWERS) == meant


@pytest.mark.parametrize("typed", ["14", "24:00", "9:60", "13pm", "0am", "noon", ""])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no time of day"):
        read_answer(Question("starts", "", Shape.TIME), typed, ANSWERS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2 months", "P2M"),
        ("1 month", "P1M"),
        ("6 weeks", "P6W"),
        ("6w", "P6W"),
        ("10 Days", "P10D"),
        ("1 year", "P1Y"),
        ("p2m", "P2M"),
        ("P1Y6M", "P1Y6M"),
    ],
)
def test_a_length_of_time_may_be_typed_in_words(typed: str, meant: str) -> None:
    assert read_answer(Question("every", "", Shape.INTERVAL), typed, ANSWERS) == meant


@pytest.mark.parametrize("typed", ["0 weeks", "often", "two months", "P", "P0D", "-1w"])
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no length of time"):
        read_answer(Question("every", "", Shape.INTERVAL), typed, ANSWERS)


OFFERS = [
    Choice("executive-group-2024-03-20", "Executive Group, 20 March 2024"),
    Choice("executive-group-2024-02-21", "Executive Group, 21 February 2024"),
    Choice("lsp-group-2024-02-07", "Lead Safeguarding Partners group, 7 February 2024"),
    Choice("lsp-group", "Lead Safeguarding Partners group"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("executive 03", [0]),
        ("February", [1, 2]),
        ("lead partners", [2, 3]),
        ("LSP-group", [3]),
        ("exgr0320", [0]),
        ("", [0, 1, 2, 3]),
        ("nothing like it", []),
    ],
)
def test_what_is_offered_for_what_is_typed(typed: str, found: list[int]) -> None:
    assert offered(OFFERS, typed) == [OFFERS[number] for number in found]

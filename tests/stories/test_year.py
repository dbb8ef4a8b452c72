"""Solihull's year walked month by month: what the clerk saw on the last day of each month.

The records are compared with whole outputs; after a change to records/ that is meant,
renew them with `pytest tests/stories/test_year.py --golden` and read what changed.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sscp.assurance.duties import assess
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.portfolio import Portfolio
from sscp.timing.documents import time_documents
from sscp.timing.states import State
from sscp.views.running import all_deadlines
from tests.conftest import CHECKOUT, GOLDEN, Golden, Run
from tests.stories.periods import periods_on

MONTH_ENDS = (
    "2023-04-30 2023-05-31 2023-06-30 2023-07-31 2023-08-31 2023-09-30 2023-10-31 2023-11-30"
    " 2023-12-31 2024-01-31 2024-02-29 2024-03-31"
).split()
COMMANDS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "overdue-statements": ("assurance", "--state", "overdue"),
}


def name_of(command: str, day: str) -> str:
    return f"{day[:7]}-{command}.txt"


@pytest.mark.parametrize("day", MONTH_ENDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_last_day_of_each_month_reads_as_its_golden_file_says(
    command: str, day: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    said = run("--as-of", day, *COMMANDS[command])
    assert (said.status, said.err) == (0, "")
    words = " ".join(COMMANDS[command])
    golden.check(f"year/{name_of(command, day)}", f"$ sscp --as-of {day} {words}\n{said.out}")


def test_no_golden_file_of_the_year_is_left_over() -> None:
    expected = {name_of(command, day) for command in COMMANDS for day in MONTH_ENDS}
    assert {file.name for file in (GOLDEN / "year").iterdir()} == expected


@cache
def register() -> Portfolio:
    return load(FolderSource(str(CHECKOUT / "records"))).portfolio


@pytest.mark.parametrize("day", ["2023-11-15", *MONTH_ENDS[5:]])
def test_from_its_sixth_month_on_every_state_is_shown_by_some_clock(day: str) -> None:
    portfolio, as_of = register(), date.fromisoformat(day)
    duties = assess(portfolio, as_of, ())
    found = all_deadlines(portfolio, portfolio, as_of, duties, unstarted=True, actions=True)
    assert {row.state for row in found} == set(State)


def test_every_state_is_shown_by_a_period_of_some_statement_of_the_year() -> None:
    portfolio = register()
    shown = {
        period.state
        for day in MONTH_ENDS
        for duty in assess(portfolio, date.fromisoformat(day), ())
        for period in duty.periods
    }
    assert shown == set(State)


@pytest.mark.parametrize("day", MONTH_ENDS)
def test_the_first_screen_and_paragraph_1_5_name_one_day_for_the_next_review(day: str) -> None:
    portfolio, as_of = register(), date.fromisoformat(day)
    (due,) = (row.due for row in time_documents(portfolio, as_of) if row.document.id == "masa")
    duties = assess(portfolio, as_of, ())
    (duty,) = (duty for duty in duties if duty.clause.text("ref") == "1.5")
    assert duty.next_due == due


def test_the_chair_of_the_executive_passes_on_in_time_each_april() -> None:
    in_time = [("met", "2023-04-01"), ("met", "2024-04-01")]
    assert periods_on(register(), "2024-04-02", "2.1.24")[1:3] == in_time
    assert ("not_due", "2025-04-01") in periods_on(register(), "2024-04-02", "2.1.24")


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2023-11-12", ["met", "met", "met"]),
        ("2023-12-07", ["met", "met", "not_started", "met"]),
        ("2023-12-08", ["met", "met", "withdrawn", "met"]),
    ],
)
def test_a_change_that_was_taken_back_waits_for_nobody(day: str, states: list[str]) -> None:
    assert [state for state, _ in periods_on(register(), day, "2.1.19/2")] == states

"""No clock or check that the field's practice asks for, and no recurring duty, is lost.

The first table names every clock and check of the practice note, part 9, and what answers for
it here: a clock of the catalogue, a rule, or a paragraph behind which a clock runs. The second
names every duty of the arrangements that comes back, with its interval.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sscp.assurance.cadences import clocks_behind
from sscp.assurance.duties import Duty, assess
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.portfolio import Portfolio
from sscp.rules.catalogue import BY_CODE
from sscp.timing.catalogue import clocks_of
from sscp.timing.deadline import Deadline
from sscp.timing.states import CLOSED, State
from sscp.views.running import all_deadlines
from tests.conftest import CHECKOUT, Run

AS_OF = date(2023, 11, 15)

CLOCKS_OF_PRACTICE: dict[str, tuple[str, int | None, str, str]] = {
    # The clock, its length and unit, and what stands behind it.
    "SIN-01": ("incident-notification", 5, "working-days", "duty"),
    "SIN-02": ("incident-notification", 5, "working-days", "guidance"),
    "SIN-03": ("incident-notification", 5, "working-days", "duty"),
    "RR-01": ("review", 15, "working-days", "expectation"),
    "RR-02": ("review", 1, "working-days", "guidance"),
    "PAN-01": ("review", 15, "working-days", "information"),
    "LCSPR-01": ("review", 6, "months", "guidance"),
    "LCSPR-02": ("review", 7, "working-days", "guidance"),
    "LCSPR-03": ("review", 12, "months", "guidance"),
    "LCSPR-04": ("review", 6, "months", "guidance"),
    "LCSPR-05": ("review", 30, "calendar-days", "duty"),
    "YR-01": ("report", 12, "months", "duty"),
    "YR-02": ("report", 6, "months", "guidance"),
    "YR-03": ("report", 7, "calendar-days", "guidance"),
    "YR-03b": ("report", 0, "calendar-days", "guidance"),
    "JTAI-01": ("inspection", 10, "working-days", "information"),
    "JTAI-02": ("inspection", 70, "working-days", "duty"),
    "ACT-01": ("action", None, "named-date", "local"),
    # Minutes are agreed at the next meeting: MTG-02 of the note.
    "MIN-02": ("meeting", None, "named-date", "local"),
}
RULES_OF_PRACTICE = (
    "RR-03 YR-04 YR-05 MASA-03 MASA-04 MASA-05 S11-02 AUD-01 MTG-01 MTG-02 PII-01"
).split()
PARAGRAPHS_OF_PRACTICE = {"MASA-01": "1.5", "MASA-02": "2.2.3", "S11-01": "2.2.9"}
ROWS_OF_PRACTICE = (
    "SIN-01 SIN-02 SIN-03 RR-01 RR-02 RR-03 PAN-01 LCSPR-01 LCSPR-02 LCSPR-03 LCSPR-04 LCSPR-05"
    " YR-01 YR-02 YR-03 YR-04 YR-05 MASA-01 MASA-02 MASA-03 MASA-04 MASA-05 S11-01 S11-02 AUD-01"
    " JTAI-01 JTAI-02 MTG-01 MTG-02 ACT-01 PII-01"
).split()

CADENCES: dict[str, tuple[str | None, bool]] = {
    # The paragraph, its interval (None: the text sets none) and whether a clock runs for it.
    "2.1.6": ("P2M", True),
    "A.3/3": ("P2M", True),
    "2.1.17": (None, True),
    "2.3.6": (None, True),
    "5.5/2": ("P3M", True),
    "2.1.24": ("P1Y", True),
    "1.5": ("P1Y", True),
    "2.2.3": ("P1Y", True),
    "2.2.2": ("P1Y", True),
    "3.5.1/2": ("P1Y", True),
    "5.2": ("P1Y", False),
    "3.5.2": ("P1Y", False),
    "7.2.7": ("P1Y", True),
    "2.1.28/2": ("P1Y", False),
    "7.1.1/2": ("P1Y", True),
    "7.1.2": ("P1Y", False),
    "A.15": ("P1Y", False),
    "2.1.15(k)": ("P1Y", True),
    "2.1.27": ("P1Y", True),
    "5.4": ("P1Y", True),
    "2.2.9": ("P2Y", True),
    "9.1.2": ("P2Y", False),
    "3.5.1": ("P3Y", True),
    "2.1.16": ("P3Y", True),
    "4.1.4/2": (None, True),
    "8.2.2": (None, True),
}


@cache
def register() -> Portfolio:
    return load(FolderSource(str(CHECKOUT / "records"))).portfolio


@cache
def duties() -> tuple[Duty, ...]:
    return assess(register(), AS_OF, ())


@cache
def running() -> tuple[Deadline, ...]:
    return all_deadlines(register(), register(), AS_OF, duties())


def behind(ref: str) -> tuple[Deadline, ...]:
    return clocks_behind(register(), duties(), running(), ref, AS_OF)


def duty_of(ref: str) -> Duty:
    return next(duty for duty in duties() if duty.clause.text("ref") == ref)


@pytest.mark.parametrize("clock", CLOCKS_OF_PRACTICE)
def test_every_clock_of_practice_is_in_the_catalogue_with_its_length(clock: str) -> None:
    (found,) = (each for each in clocks_of(register()) if each.id == clock)
    said = (found.text("runs_for"), found.whole("length"), found.text("unit"), found.text("force"))
    assert said == CLOCKS_OF_PRACTICE[clock]


@pytest.mark.parametrize("code", RULES_OF_PRACTICE)
def test_every_check_of_practice_is_a_rule(code: str) -> None:
    assert BY_CODE[code].check is not None


@pytest.mark.parametrize("row", PARAGRAPHS_OF_PRACTICE)
def test_what_a_paragraph_sets_is_a_clock_behind_it(row: str) -> None:
    assert any(one.due is not None for one in behind(PARAGRAPHS_OF_PRACTICE[row]))


def test_no_row_of_practice_is_left_without_an_answer() -> None:
    answers = {*CLOCKS_OF_PRACTICE, *RULES_OF_PRACTICE, *PARAGRAPHS_OF_PRACTICE}
    assert set(ROWS_OF_PRACTICE) - answers == set()
    assert answers - set(ROWS_OF_PRACTICE) == {"YR-03b", "MIN-02"}


@pytest.mark.parametrize("ref", CADENCES)
def test_every_duty_that_comes_back_is_answered_at_its_interval(ref: str) -> None:
    interval, has_clock = CADENCES[ref]
    duty = duty_of(ref)
    cadence = duty.clause.part("cadence")
    assert cadence is not None
    assert cadence.text("interval") == interval
    assert duty.standing in {state.value for state in State}
    assert duty.periods
    assert bool(behind(ref)) is has_clock


@pytest.mark.parametrize("ref", [ref for ref, (interval, _) in CADENCES.items() if not interval])
def test_where_no_text_sets_an_interval_the_contract_or_record_does_or_nobody(ref: str) -> None:
    (open_one,) = (one for one in behind(ref) if one.state not in CLOSED)
    assert (open_one.due is None) == (open_one.state is State.INTERVAL_NOT_SET)
    assert (open_one.due is None) == (ref in ("2.1.17", "2.3.6"))


def test_every_statement_that_the_register_calls_a_clock_has_one_to_show() -> None:
    silent = {
        duty.clause.words("ref")
        for duty in duties()
        if duty.clause.text("disposition") == "clock"
        and duty.standing != State.NOT_STARTED.value
        and not duty.clause.flag("history")
        and not behind(duty.clause.words("ref"))
    }
    assert silent == set()


def test_a_paragraph_is_meant_before_a_record_that_cites_it(run: Run) -> None:
    said = run("-C", CHECKOUT / "records", "clocks", "2.1.15(k)")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Clocks of 2.1.15(k) on 15 November 2023\n")

"""A yearly report given out before all three have signed: no paragraph on it counts as met.

The paragraphs are those of the register itself, and so are the reports; only the signatures of
the newer one are changed. It went out on 22 November 2023.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from sscp.assurance.duties import Duty, assess
from sscp.load.loader import LoadResult, load, reload
from sscp.load.source import FolderSource
from tests.conftest import CHECKOUT

REPORT = "reports/yearly-report-2022-23.yaml"
PARAGRAPHS = ("7.1.3", "7.1.4", "7.1.4/2", "7.1.4/3")
SIGNATURES = re.compile(r"^sign_offs:\n(  .+\n)+", re.MULTILINE)


@cache
def solihull() -> LoadResult:
    return load(FolderSource(str(CHECKOUT / "records")))


@cache
def signed(instead: str) -> LoadResult:
    """The register with other signatures under the report of 2022-23."""
    text = FolderSource(str(CHECKOUT / "records")).read(REPORT).decode()
    changed, number = SIGNATURES.subn(instead, text)
    assert number == 1
    return reload(solihull(), "records/", {REPORT: changed.encode()})


def duty(ref: str, as_of: str, instead: str | None = None) -> Duty:
    portfolio = (solihull() if instead is None else signed(instead)).portfolio
    clauses = [each for each in portfolio.of_kind("clause") if each.text("ref") == ref]
    (found,) = assess(portfolio, date.fromisoformat(as_of), (), clauses)
    return found


def rows(**days: str) -> str:
    posts = {
        "council": "chief-executive-smbc",
        "care_board": "chief-executive-icb",
        "police": "chief-constable-wmp",
    }
    return "sign_offs:\n" + "".join(
        f"  - post: {posts[who]}\n    on: {day}\n" for who, day in days.items()
    )


TWO = rows(council="2023-11-08", care_board="2023-11-13")
THREE = rows(council="2023-11-08", care_board="2023-11-13", police="2023-11-22")
LATE = rows(council="2023-11-08", care_board="2023-11-13", police="2023-12-01")


@pytest.mark.parametrize("ref", PARAGRAPHS)
@pytest.mark.parametrize("instead", ["", TWO])
def test_an_unsigned_report_is_overdue_from_the_day_after_it_went_out(
    ref: str, instead: str
) -> None:
    assert duty(ref, "2023-11-22", instead).standing != "met"
    assert duty(ref, "2023-11-23", instead).standing == "overdue"
    assert duty(ref, "2024-01-05", instead).standing == "overdue"
    (gap, *_) = [each for each in duty(ref, "2023-11-23", instead).gaps if "given out" in each.what]
    assert gap.what.endswith("on the website: given out without all three signatures")
    assert gap.due == date(2023, 11, 22)


@pytest.mark.parametrize("ref", PARAGRAPHS)
def test_all_three_may_sign_on_the_day_it_goes_out(ref: str) -> None:
    assert duty(ref, "2024-01-05").standing == "met"
    assert duty(ref, "2024-01-05", THREE).standing == "met"


@pytest.mark.parametrize("ref", PARAGRAPHS)
def test_a_signature_that_came_later_leaves_a_breach(ref: str) -> None:
    assert duty(ref, "2023-11-30", LATE).standing == "overdue"
    assert duty(ref, "2023-12-15", LATE).standing == "breached"


def test_a_draft_is_not_answered_for_by_the_report_before_it() -> None:
    assert duty("7.1.3", "2023-09-21").standing == "met"
    assert duty("7.1.3", "2023-09-22").standing == "not_started"
    what = [each.what for each in duty("7.1.3", "2023-09-22").gaps]
    assert what == [
        "Yearly report 2022-23: not reviewed by the scrutineer, not signed by all three"
    ]

"""The page of a clock: everything that the catalogue says of it, and what a register chose."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.render.clocks import clock_page_lines
from sscp.views.clocks import find_clock, view_clock
from tests.builders import Row, build


def page(clock: str, settings: Row | None = None, **folders: Any) -> str:
    portfolio = build(settings, **folders)
    found = find_clock(portfolio, clock)
    assert found is not None
    return "\n".join(line.text for line in clock_page_lines(view_clock(portfolio, found)))


@pytest.mark.parametrize(
    ("clock", "lines"),
    [
        (
            "YR-03",
            [
                "Runs for: report, only where form is: Yearly report",
                "Editions: WT2018",
                "In force: starts before 15 December 2023",
                "Source: working-together",
            ],
        ),
        ("YR-02", ["In force: starts from 31 March 2024", "Editions: WT2023, WT2026 (inherited)"]),
        ("RR-01", ["Editions: WT2018, WT2023, WT2026 (inherited)", "Force: Expectation"]),
        ("SIN-03", ["Runs for: incident notification, only where looked after is: true"]),
        ("plan-outcome", ["Runs for: plan, for each row of its outcomes"]),
        (
            "LCSPR-04",
            ["Only after: delay known"],
        ),
        ("LCSPR-01", ["Lateness explained by: delay notice"]),
        ("LCSPR-05", ["Force: Duty in law; of the time: local arrangement"]),
        ("JTAI-01", ["Numbering: its own text calls the day of the start day 1"]),
    ],
)
def test_a_page_shows_what_the_catalogue_says(clock: str, lines: list[str]) -> None:
    shown = page(clock).splitlines()
    for line in lines:
        assert line in shown


def test_a_page_says_nothing_of_what_a_clock_does_not_have() -> None:
    shown = page("SIN-01")
    for label in ("In force", "Numbering", "Only after", "Lateness", "Local choice", "Withdrawn"):
        assert label not in shown


def test_a_page_is_of_the_clock_as_the_register_has_it() -> None:
    assert "Starts: notified" in page("RR-01")
    switched = page("RR-01", {"policies": {"rapid_review_starts": "aware"}})
    assert "Starts: aware" in switched
    assert "Local choice: it starts with 'aware' instead of 'notified'" in switched
    checked = page("LCSPR-05", {"review_progress_every": "P14D"})
    assert "Counted: 14 days after the start, by the setting `review_progress_every`" in checked


def test_a_third_partys_clock_stays_one_in_a_registers_own_version() -> None:
    packaged = find_clock(build(), "PAN-01")
    assert packaged is not None
    own = {**packaged.values, "third_party": None, "force": "duty", "length": 10}
    shown = page("PAN-01", clocks=[own])
    assert "Owed by: National panel (never this partnership's breach)" in shown
    assert "Force: For information" in shown
    choice = "Local choice: this register's own version of the clock, which differs in: length"
    assert choice in " ".join(shown.split())


def test_a_clock_of_one_record_names_it() -> None:
    own: Row = {
        "id": "LOC-01",
        "runs_for": "review",
        "only_if": [{"field": "panel", "names": ["panel"]}],
        "starts": "initiated",
        "ends": "published",
        "unit": "months",
        "length": 1,
    }
    assert "Runs for: review, only where panel is: panel" in page("LOC-01", clocks=[own])

"""Measures: growth follows from its counts, to the figure it is printed with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.rules.runner import run_rules
from tests.builders import Row, build, count, group


def findings(earlier: Any, later: Any, printed: Any, **links: str) -> list[str]:
    """What MSR-04 says of a growth between two counts."""
    figures: list[Row] = [
        {"id": "earlier", "title": "Earlier", "value": earlier},
        {"id": "later", "title": "Later", "value": later},
        {
            "id": "growth",
            "title": "Growth",
            "value": printed,
            "growth_from": "earlier",
            "growth_to": "later",
            **links,
        },
    ]
    portfolio = build(None, **{"context-statistics": figures})
    found = run_rules(portfolio, (), date(2023, 11, 15)).findings
    return [each.message for each in found if each.code == "MSR-04"]


@pytest.mark.parametrize("printed", [4.6, 5, "4.5960"])
def test_growth_that_follows_at_its_own_precision_is_fine(printed: Any) -> None:
    assert findings(206700, 216200, printed) == []


def test_growth_that_does_not_follow_says_what_would() -> None:
    assert findings(206700, 219200, 4.6) == [
        "Growth is put down as 4.6 per cent; from 206,700 to 219,200 it is 6.0."
    ]
    assert findings(216200, 206700, 4.4) == [
        "Growth is put down as 4.4 per cent; from 216,200 to 206,700 it is -4.4."
    ]


def test_what_cannot_be_worked_out_is_left_alone() -> None:
    assert findings(0, 10, 4.6) == []
    assert findings(206700, 219200, "much") == []
    assert findings(206700, 219200, 4.6, growth_to="nowhere") == []


@pytest.mark.parametrize(
    ("body", "outcome", "hits"),
    [
        ("executive", "agreed", 0),
        ("lead", "agreed", 0),
        ("board", "agreed", 1),
        ("executive", "deferred", 1),
        ("executive", "noted", 1),
    ],
)
def test_a_measure_is_agreed_by_the_executive(body: str, outcome: str, hits: int) -> None:
    register = build(
        groups=[
            group("executive", function="executive"),
            group("lead", function="lead-partners"),
            group("board"),
        ],
        decisions=[{"id": "DEC-2023-001", "body": body, "outcome": outcome}],
        indicators=[{"id": "IND-01", "title": "Measure", "decision": "DEC-2023-001"}],
    )
    assert count(register, "MSR-01") == hits

"""Editions of the guidance that reviews, clocks and settings name, beyond the examples."""

from __future__ import annotations

import pytest

from tests.builders import Row, build, count, find

NOTICE: Row = {"id": "SIN-2023-04", "title": "N", "aware_on": "2023-12-15"}


def _review(**fields: object) -> Row:
    return {"id": "RR-2023-04", "title": "Rapid review", "form": "rapid-review", **fields}


def test_an_edition_nobody_knows_is_found_wherever_it_is_named() -> None:
    clock: Row = {"id": "LOC-01", "editions": [{"edition": "WT2018"}, {"edition": "WT2081"}]}
    portfolio = build({"guidance": "WT1018"}, reviews=[_review(guidance="WT")], clocks=[clock])
    found = [(each.record, each.field) for each in find(portfolio, "EDN-01")]
    assert sorted(found, key=str) == [
        ("LOC-01", "editions, row 2, edition"),
        ("RR-2023-04", "guidance"),
        (None, "guidance"),
    ]
    assert count(build(reviews=[_review()]), "EDN-01") == 0
    assert count(build({"guidance": "WT1018"}), "EDN-03") == 0, "one finding is enough"


@pytest.mark.parametrize(
    ("guidance", "hits"), [("WT2018", 1), ("WT2023", 0), ("WT2026", 1), ("WT1018", 0), (None, 0)]
)
def test_the_trigger_fixes_the_edition_that_a_review_names(guidance: str | None, hits: int) -> None:
    review = _review(guidance=guidance, notification="SIN-2023-04")
    portfolio = build(incident_notifications=[NOTICE], reviews=[review])
    assert count(portfolio, "EDN-02", "2024-05-01") == hits


@pytest.mark.parametrize(
    ("began", "guidance", "hits"),
    [
        ("2023-12-14", "WT2023", 1),
        ("2023-12-15", "WT2023", 0),
        ("2023-12-20", "WT2018", 0),
        (None, "WT2026", 0),
    ],
)
def test_without_a_notification_no_edition_is_older_than_itself(
    began: str | None, guidance: str, hits: int
) -> None:
    events = [{"event": "opened", "on": began}] if began else []
    later = {"event": "signed-off", "on": "2024-03-01"}
    review = _review(guidance=guidance, events=[*events, *([later] if began else [])])
    assert count(build(reviews=[review]), "EDN-02", "2024-05-01") == hits


@pytest.mark.parametrize(
    ("as_of", "guidance", "hits"),
    [
        ("2023-12-14", "WT2018", 0),
        ("2023-12-15", "WT2018", 1),
        ("2023-12-14", "WT2023", 1),
        ("2026-11-30", "WT2026", 0),
        ("2017-01-01", "WT2018", 1),
    ],
)
def test_the_settings_name_the_edition_in_force(as_of: str, guidance: str, hits: int) -> None:
    assert count(build({"guidance": guidance}), "EDN-03", as_of) == hits

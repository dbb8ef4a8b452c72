"""Which edition of the national guidance a trigger falls under."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.timing.editions import EDITIONS, edition_on


@pytest.mark.parametrize(
    ("words", "edition"),
    [
        ("2018-07-03", None),
        ("2018-07-04", "WT2018"),
        ("2023-12-14", "WT2018"),
        ("2023-12-15", "WT2023"),
        ("2026-03-17", "WT2023"),
        ("2026-03-18", "WT2026"),
        ("2040-01-01", "WT2026"),
    ],
)
def test_an_edition_counts_from_its_first_day(words: str, edition: str | None) -> None:
    assert edition_on(date.fromisoformat(words)) == edition


def test_editions_stand_oldest_first_with_their_titles() -> None:
    assert [each.since for each in EDITIONS] == sorted(each.since for each in EDITIONS)
    for each in EDITIONS:
        assert each.title == f"Working Together to Safeguard Children {each.name[2:]}"

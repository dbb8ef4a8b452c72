"""From which day something is owed that was never done."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.timing.beginnings import kept_since, owed_since
from tests.builders import Row, build, group, one

KEPT = {"id": "x", "kept_since": "2023-04-01"}


@pytest.mark.parametrize(
    ("settings", "since"), [(None, None), ({"id": "x"}, None), (KEPT, date(2023, 4, 1))]
)
def test_the_settings_say_since_when_the_register_is_kept(
    settings: Row | None, since: date | None
) -> None:
    assert kept_since(build(settings)) == since
    assert owed_since(build(settings)) == owed_since(build(settings), None) == since


@pytest.mark.parametrize(
    ("document", "since"),
    [
        ({}, None),
        ({"dated": "2023-05"}, date(2023, 5, 1)),
        ({"dated": "2023-05-17", "versions": []}, date(2023, 5, 17)),
        (
            {"dated": "2024-05", "versions": [{"date": "2023-07"}, {"date": "2023-06-02"}, {}]},
            date(2023, 6, 2),
        ),
        ({"versions": [{"date": "2022"}]}, date(2022, 1, 1)),
    ],
)
def test_a_document_asks_for_things_from_its_first_version(
    document: Row, since: date | None
) -> None:
    register = build(documents=[{"id": "masa", **document}])
    assert owed_since(register, one(register, "masa")) == since


def test_the_day_on_a_record_of_another_kind_is_no_beginning() -> None:
    register = build(plans=[{"id": "plan", "dated": "2023-05-17"}])
    assert owed_since(register, one(register, "plan")) is None


def test_nothing_is_owed_before_all_who_ask_for_it_are_there() -> None:
    register = build(
        KEPT,
        documents=[{"id": "masa", "dated": "2023-03-01"}],
        groups=[group("old", **{"from": "2019"}), group("new", in_force_from="2023-06-01")],
    )
    text = one(register, "masa")
    assert owed_since(register, text) == date(2023, 4, 1)
    assert owed_since(register, text, one(register, "old")) == date(2023, 4, 1)
    assert owed_since(register, text, one(register, "new")) == date(2023, 6, 1)

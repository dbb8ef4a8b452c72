"""Identifiers of a child or a family: each sort is found, on each side of its border.

The numbers are made up, or the specimens that those who issue them print.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.rules.identifiers import _may_hold, identifiers_in, without_identifiers
from tests.builders import build, find

NHS, PUPIL = "an NHS number", "a unique pupil number"
INSURANCE, BIRTH, POSTCODE = "a National Insurance number", "a date of birth", "a postcode"

HELD = [
    ("943 476 5919", NHS),
    ("9434765919", NHS),
    ("943-476-5919", NHS),
    ("943476 5919", NHS),
    ("943 4765919", NHS),
    ("The number 654 100 3238, said again", NHS),
    ("B801200005001", PUPIL),
    ("P207000016049", PUPIL),
    ("see B801200005001.", PUPIL),
    ("QQ123456A".replace("QQ", "AB"), INSURANCE),
    ("AB 12 34 56 C", INSURANCE),
    ("AB123456 D", INSURANCE),
    ("AB12 34 56D", INSURANCE),
    ("AB 1234 56 D", INSURANCE),
    ("AB 123456D", INSURANCE),
    ("AB1234 56D", INSURANCE),
    ("DOB 14/3/2012", BIRTH),
    ("d.o.b. 14.03.12", BIRTH),
    ("D.O.B: 2012-03-14", BIRTH),
    ("date of birth is 14 March 2012", BIRTH),
    ("Born on 14th Mar 2012 in the borough", BIRTH),
    ("born 14-03-2012", BIRTH),
    ("B91 3QB", POSTCODE),
    ("SW1A 1AA", POSTCODE),
    ("at M1 1AE, first floor", POSTCODE),
    ("B913QB", POSTCODE),
]
CLEAN = [
    "943 476 5918",
    "1234561234",
    "0943 476 5919",
    "943 476 59190",
    "94347659190",
    "0121 704 6000",
    "B801200005002",
    "AB801200005001",
    "B8012000050011",
    "BG123456A",
    "ZZ123456A",
    "DA123456A",
    "AO123456A",
    "AB123456E",
    "XAB123456A",
    "AB123456AX",
    "born in 2012, aged 11",
    "The child was born; the meeting of a later day, on 14 March 2023, heard of it",
    "airborne 14 March 2012",
    "ACT-2023-044",
    "S11-2023",
    "2023-11-15",
    "WT2018",
    "Q1 2ND",
    "b91 3qb",
    "B91 3QBX",
    "XB91 3QB9",
    "",
]


@pytest.mark.parametrize(("text", "sort"), HELD)
def test_each_sort_of_identifier_is_found_and_withheld(text: str, sort: str) -> None:
    assert identifiers_in(text) == (sort,)
    assert identifiers_in(without_identifiers(text)) == ()
    assert "[withheld]" in without_identifiers(text)
    assert _may_hold(text)


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_a_little_like_one_is_left_alone(text: str) -> None:
    assert identifiers_in(text) == ()
    assert without_identifiers(text) == text


def test_what_is_withheld_leaves_the_rest_of_the_text() -> None:
    text = "Of 943 476 5919, not 943 476 5918, at B91 3QB"
    assert without_identifiers(text) == "Of [withheld], not 943 476 5918, at [withheld]"
    assert identifiers_in(text) == (NHS, POSTCODE)


@given(st.text(alphabet="0189 -ABCDZdobrnithf./", max_size=30))
def test_the_quick_look_misses_nothing(text: str) -> None:
    assert _may_hold(text) or not identifiers_in(text)


def test_a_finding_says_what_and_where_and_never_repeats_it() -> None:
    action = {
        "id": "ACT-2023-001",
        "title": "Ask for the record",
        "progress": [{"on": "2023-05-17", "note": "Nothing yet"}, {"note": "It is 943 476 5919"}],
        "detail": "DOB 14/3/2012, at B91 3QB",
    }
    found = find(build(actions=[action]), "PII-01")
    assert [(each.record, each.field, each.message) for each in found] == [
        ("ACT-2023-001", "progress, row 2, note", "What stands here looks like an NHS number."),
        ("ACT-2023-001", "detail", "What stands here looks like a date of birth."),
        ("ACT-2023-001", "detail", "What stands here looks like a postcode."),
    ]


def test_a_number_that_is_no_text_is_looked_at_too() -> None:
    assert len(find(build(actions=[{"id": "ACT-2023-001", "owner": 9434765919}]), "PII-01")) == 1
    assert (
        find(build(actions=[{"id": "ACT-2023-001", "done": True, "owner": None}]), "PII-01") == []
    )


def test_the_settings_allow_the_postcodes_of_partner_offices() -> None:
    settings = {"id": "x", "postcodes_allowed": ["B91 3QB", "b1 1aa"]}
    actions = [
        {"id": "ACT-2023-001", "title": "B91 3QB or B913QB or B1 1AA"},
        {"id": "ACT-2023-002", "title": "B91 3QB and B91 3QD"},
    ]
    found = find(build(settings, actions=actions), "PII-01")
    assert [each.record for each in found] == ["ACT-2023-002"]
    assert [each.record for each in find(build({"id": "x", "area": "B91 3QD"}), "PII-01")] == ["x"]


def test_no_other_rule_repeats_an_identifier() -> None:
    register = build(actions=[{"id": "ACT-2023-001", "owner": "943 476 5919"}])
    found = find(register, "LK-01")
    assert len(found) == 1
    assert "[withheld]" in found[0].message
    assert "943" not in found[0].message

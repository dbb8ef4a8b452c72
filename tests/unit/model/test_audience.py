"""Who may read a record: closed wherever there is a doubt."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.audience import audience_of, may_read, restrict
from sscp.model.kind import Audience
from tests.builders import build

ORDER = [Audience.PUBLIC, Audience.PARTNERS, Audience.EXECUTIVE, Audience.LEAD_PARTNERS]


def audience(**fields: Any) -> Audience:
    return audience_of(build(posts=[{"id": "clerk", **fields}]).records[0])


def test_a_record_that_says_nothing_has_the_audience_of_its_kind() -> None:
    assert audience() is Audience.PARTNERS
    decision = build(decisions=[{"id": "DEC-2023-001"}]).records[0]
    assert audience_of(decision) is Audience.EXECUTIVE


@pytest.mark.parametrize("named", ORDER)
def test_a_record_may_name_its_audience(named: Audience) -> None:
    assert audience(audience=named.value) is named


@pytest.mark.parametrize("named", ["Public", "everyone", "", 5, True, False, [], ["public"], {}])
def test_an_audience_that_is_not_known_is_the_narrowest(named: object) -> None:
    assert audience(audience=named) is Audience.LEAD_PARTNERS


@pytest.mark.parametrize(
    "marking", ["OFFICIAL-SENSITIVE", "official", "SECRET", "", 5, ["OFFICIAL"]]
)
def test_nothing_with_a_narrower_or_unknown_marking_is_public(marking: object) -> None:
    assert audience(audience="public", classification=marking) is Audience.PARTNERS


@pytest.mark.parametrize("named", ORDER[1:])
def test_a_marking_never_widens_an_audience(named: Audience) -> None:
    assert audience(audience=named.value, classification="OFFICIAL-SENSITIVE") is named


def test_what_is_official_may_be_public() -> None:
    assert audience(audience="public", classification="OFFICIAL") is Audience.PUBLIC


@pytest.mark.parametrize("reader", ORDER)
@pytest.mark.parametrize("named", ORDER)
def test_a_reader_sees_what_is_meant_for_that_circle_or_a_wider_one(
    named: Audience, reader: Audience
) -> None:
    record = build(posts=[{"id": "clerk", "audience": named.value}]).records[0]
    assert may_read(record, reader) is (ORDER.index(named) <= ORDER.index(reader))


def test_a_restricted_register_holds_no_trace_of_what_is_withheld() -> None:
    portfolio = build(
        settings={"id": "x", "name": "X", "area": "Y"},
        posts=[
            {"id": "clerk", "title": "Clerk", "audience": "public"},
            {"id": "chief", "title": "Chief", "formerly": ["boss"]},
        ],
    )
    public = restrict(portfolio, Audience.PUBLIC)
    assert [each.id for each in public.records] == ["clerk"]
    assert public.get("chief") is None
    assert public.get("boss") is None
    assert public.find("chief") == ()
    assert public.title_of("chief") == "chief"
    assert public.settings is portfolio.settings
    assert len(restrict(portfolio, Audience.LEAD_PARTNERS).records) == 2

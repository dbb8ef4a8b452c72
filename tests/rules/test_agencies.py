"""Agencies, links, measures and requests beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group

HEALTH = {"id": "health", "name": "Health", "in_published_list": True}
OWN = {"id": "own", "name": "Own", "in_published_list": False}


def _agency(**fields: Any) -> Row:
    return {"id": "trust", "name": "Trust", "standing": "relevant-agency", **fields}


def _hits(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    register = build(agency_categories=[HEALTH, OWN], agencies=[_agency(**fields)])
    return count(register, code, as_of)


@pytest.mark.parametrize(("category", "hits"), [(None, 1), ("own", 1), ("health", 0)])
def test_only_the_published_list_makes_an_agency_relevant(category: str | None, hits: int) -> None:
    own = {"category": category} if category else {}
    assert _hits("AGY-01", relevant=True, **own) == hits
    assert _hits("AGY-01", **own) == 0


@pytest.mark.parametrize(
    ("standing", "hits"),
    [("relevant-agency", 1), ("category", 1), ("sector-representative", 0)],
)
def test_who_stands_in_the_list_carries_the_duty(standing: str, hits: int) -> None:
    assert _hits("AGY-02", standing=standing, category="health") == hits
    assert _hits("AGY-02", standing=standing, category="health", relevant=True) == 0
    assert _hits("AGY-02", standing=standing, category="own") == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-30", 1), ("2023-07-01", 0)])
def test_an_agency_that_has_left_is_asked_nothing(as_of: str, hits: int) -> None:
    assert _hits("AGY-01", as_of, relevant=True, until="2023-07-01") == hits
    assert _hits("AGY-02", as_of, category="health", until="2023-07-01") == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-30", 0), ("2023-07-01", 1)])
def test_a_published_category_is_empty_once_its_last_agency_left(as_of: str, hits: int) -> None:
    found = _hits("AGY-03", as_of, category="health", until="2023-07-01")
    assert found == hits


def _link(**fields: Any) -> Row:
    return {
        "id": "link",
        "form": "commissions",
        "from_body": "board",
        "to_body": "trust",
        **fields,
    }


def _linked(link: Row | None, **fields: Any) -> list[str | None]:
    register = build(
        agencies=[_agency(**fields), _agency(id="other", name="Other")],
        relationships=[_link(id="link-2", to_body="other"), *([link] if link else [])],
    )
    found = find(register, "AGY-04")
    return [each.record for each in found if each.record != "link-2"]


def test_links_and_agencies_are_held_against_each_other_both_ways() -> None:
    assert _linked(_link(), commissioned_by=["board"]) == []
    assert _linked(_link()) == ["link"]
    assert _linked(None, commissioned_by=["board"]) == ["trust"]
    assert _linked(_link(form="works-with"), commissioned_by=["board"]) == ["trust"]
    assert _linked(None, commissioned_by=["board"], standing="category") == []
    assert _linked(_link(until="2023-11-15")) == []
    assert _linked(_link(until="2023-11-16")) == ["link"]


def test_a_register_without_such_links_is_not_asked_for_them() -> None:
    register = build(agencies=[_agency(commissioned_by=["board"])])
    assert count(register, "AGY-04") == 0


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        (["us"], "them is not among those who signed Protocol."),
        (["them"], "us is not among those who signed Protocol."),
        ([], "us and them are not among those who signed Protocol."),
    ],
)
def test_both_sides_of_a_protocol_have_signed_it(signed: list[str], words: str) -> None:
    document = {"id": "protocol", "title": "Protocol", "signatories": signed}
    link = _link(form="protocol", from_body="us", to_body="them", document="protocol")
    (finding,) = find(build(documents=[document], relationships=[link]), "AGY-05")
    assert finding.message == words
    other = {**link, "form": "works-with"}
    assert count(build(documents=[document], relationships=[other]), "AGY-05") == 0


@pytest.mark.parametrize(
    ("function", "hits"), [("executive", 0), ("lead-partners", 0), ("subgroup", 1)]
)
def test_measures_are_for_the_executive_to_agree(function: str, hits: int) -> None:
    register = build(
        groups=[group("body", function=function)],
        decisions=[{"id": "DEC-2023-001", "body": "body"}],
        indicators=[{"id": "IND-01", "title": "Contacts", "decision": "DEC-2023-001"}],
    )
    assert count(register, "MSR-01") == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-05-09", 0), ("2023-05-10", 1)])
def test_the_use_of_feedback_is_asked_for_from_its_day(as_of: str, hits: int) -> None:
    feedback = {"id": "FBK-2023-01", "title": "Schools", "on": "2023-05-10", "theme": "Late."}
    assert count(build(feedback=[feedback]), "MSR-02", as_of) == hits
    reason = {**feedback, "not_used_because": "It was known."}
    assert count(build(feedback=[reason]), "MSR-02", as_of) == 0

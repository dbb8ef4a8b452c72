"""Records that say otherwise than their paragraph, beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.portfolio import Portfolio
from tests.builders import Row, build, count, find


def _clause(ref: str, **fields: Any) -> Row:
    return {"id": f"masa-{ref.lower()}", "ref": ref, "document": "masa", "title": ref, **fields}


def _register(clauses: list[Row], **folders: Any) -> Portfolio:
    return build(
        documents=[{"id": "masa"}, *folders.pop("documents", [])], clauses=clauses, **folders
    )


STATED = _clause(
    "2.1",
    form="reserved-matter",
    matter="rm-plan",
    owners=["lead-group"],
    cadence={"interval": "P1Y", "mode": "fixed"},
    proof={"form": "recurring", "where": [{"field": "matters", "names": ["rm-plan", "rm-other"]}]},
)
MATTER = {
    "id": "rm-plan",
    "title": "The plan",
    "form": "reserved",
    "ref": "2.1",
    "decided_by": "lead-group",
    "review_interval": "P12M",
    "source": "masa 2.1",
}


@pytest.mark.parametrize(
    ("matter", "clause", "fields"),
    [
        ({}, {}, []),
        ({}, {"form": "accountability"}, ["form"]),
        ({"form": "accountability"}, {}, ["form"]),
        ({"form": "operational"}, {"form": "power"}, []),
        ({"decided_by": "board"}, {}, ["decided_by"]),
        ({"decided_by": "old-group"}, {}, []),
        ({"answered_by": ["board"]}, {}, ["answered_by"]),
        ({"answered_by": ["board", "lead-group"]}, {}, []),
        ({"decided_by": "board"}, {"owners": []}, []),
        ({"review_interval": "P3Y"}, {}, ["review_interval"]),
        ({"review_interval": "P3Y"}, {"cadence": {"mode": "event"}}, []),
        ({"ref": "2.2"}, {"form": "accountability"}, []),
        (
            {},
            {
                "proof": {
                    "form": "recurring",
                    "where": [{"field": "matters", "names": ["rm-other"]}],
                }
            },
            ["proof, where, row 1, names"],
        ),
        (
            {},
            {
                "proof": {
                    "form": "recurring",
                    "also": [{"where": [{"field": "sections.accountabilities", "names": ["acc"]}]}],
                }
            },
            ["proof, also, row 1, where, row 1, names"],
        ),
        (
            {},
            {"proof": {"form": "recurring", "where": [{"field": "body", "names": ["lead-group"]}]}},
            [],
        ),
    ],
)
def test_a_matter_and_its_paragraph_say_the_same(
    matter: Row, clause: Row, fields: list[str]
) -> None:
    register = _register(
        [{**STATED, **clause}],
        matters=[{**MATTER, **matter}],
        groups=[{"id": "lead-group", "formerly": ["old-group"]}, {"id": "board"}],
    )
    assert [each.field for each in find(register, "LK-12")] == fields


def test_the_two_intervals_are_told_in_words() -> None:
    register = _register([STATED], matters=[{**MATTER, "review_interval": "P3Y"}])
    (found,) = find(register, "LK-12")
    assert (
        found.message
        == "The matter is looked at again every 3 years; paragraph 2.1 says every year."
    )


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("2.1.16", None),
        ("2.1.15", "Paragraph 2.1.15 (The list) states no interval."),
        ("2.1.6", "Paragraph 2.1.6 says every 2 months, and this one every 3 years."),
        ("2.1.99", "The register has no paragraph 2.1.99."),
    ],
)
def test_an_interval_is_taken_from_the_paragraph_that_states_it(
    ref: str, message: str | None
) -> None:
    clauses = [
        _clause("2.1.15", title="The list", owners=["lead-group"]),
        _clause("2.1.16", cadence={"interval": "P3Y"}),
        _clause("2.1.6", cadence={"interval": "P2M"}),
        _clause("A.8", cadence={"interval": "P3Y", "from_ref": ref}),
    ]
    found = find(_register(clauses), "LK-12")
    assert [each.message for each in found] == ([message] if message else [])


def test_an_interval_left_open_may_be_taken_from_another_paragraph() -> None:
    clauses = [
        _clause("2.1.16", cadence={"interval": "P3Y"}),
        _clause("A.8", cadence={"mode": "event", "from_ref": "2.1.16"}),
    ]
    assert count(_register(clauses), "LK-12") == 0


CADENCES = [
    _clause("2.6", cadence={"interval": "P2M"}),
    _clause("2.7", cadence={"interval": "P3Y"}),
    _clause("2.8"),
]


@pytest.mark.parametrize(
    ("folder", "record"),
    [
        ("groups", {"id": "lead-group", "cadence": {"interval": "P2M"}}),
        ("groups", {"id": "lead-group", "chair_rotates_every": "P2M"}),
        ("documents", {"id": "plan", "review_interval": "P2M"}),
        ("contracts", {"id": "contract", "review_interval": "P2M"}),
        ("training_needs_analyses", {"id": "TNA-2022", "interval": "P2M"}),
    ],
)
@pytest.mark.parametrize(
    ("source", "hits"),
    [
        (["masa 2.6"], 0),
        (["masa 2.7", "masa 2.6"], 0),
        (["masa 2.7", "masa 2.8"], 1),
        (["masa 2.8"], 0),
        (["masa"], 0),
    ],
)
def test_an_interval_is_stated_by_one_of_the_paragraphs_named(
    folder: str, record: Row, source: list[str], hits: int
) -> None:
    register = _register(CADENCES, **{folder: [{**record, "source": source}]})
    assert count(register, "LK-12") == hits


SEATS = [
    _clause("2.1.21(d)", form="membership", owners=["commander"]),
    _clause("2.1.21(e)", form="membership", owners=["inspector"]),
    _clause("2.2", form="duty", owners=["lead"]),
]


@pytest.mark.parametrize(
    ("source", "hits"),
    [
        ("masa 2.1.21(d)", 0),
        ("masa 2.1.21(e)", 1),
        (["masa 2.1.21(e)", "masa 2.1.21(d)"], 0),
        ("masa 2.2", 0),
        (["masa 2.2", "masa 2.1.21(e)"], 1),
        ("other 2.1.21(e)", 0),
    ],
)
def test_a_seat_comes_from_the_paragraph_that_gives_it(source: object, hits: int) -> None:
    seat = {"id": "seat", "title": "Seat", "group": "executive", "post": "commander"}
    register = _register(SEATS, memberships=[{**seat, "agency": "force", "source": source}])
    assert count(register, "LK-12") == hits


def test_a_seat_of_an_agency_is_known_by_the_agency_only_where_no_post_is_named() -> None:
    clauses = [_clause("2.3", form="membership", owners=["force"])]
    seat = {"id": "seat", "group": "executive", "agency": "force", "source": "masa 2.3"}
    assert count(_register(clauses, memberships=[seat]), "LK-12") == 0
    assert count(_register(clauses, memberships=[{**seat, "post": "commander"}]), "LK-12") == 1


@pytest.mark.parametrize(
    ("folder", "form", "record"),
    [
        ("delegations", "power", {"from_posts": ["lead"], "to_post": "commander"}),
        ("delegations", "power", {"from_group": "board", "to_group": "lead"}),
        ("relationships", "relationship", {"from_body": "lead", "to_body": "board"}),
        ("relationships", "relationship", {"from_body": "x", "to_body": "y", "lead": "lead"}),
    ],
)
def test_a_delegation_and_a_link_come_from_a_paragraph_about_their_bodies(
    folder: str, form: str, record: Row
) -> None:
    row = {"id": "one", "title": "One", "source": "masa 2.2", **record}
    for owners, hits in ((["lead"], 0), (["other", "lead"], 0), (["other"], 1), ([], 0)):
        register = _register([_clause("2.2", form=form, owners=owners)], **{folder: [row]})
        assert count(register, "LK-12") == hits


def test_a_matter_names_whose_it_is_and_when_it_is_looked_at_again() -> None:
    groups = [{"id": "lead-group", "name": "Lead Group"}]
    unsaid = {**MATTER, "decided_by": None, "review_interval": None}
    found = find(_register([STATED], matters=[unsaid], groups=groups), "LK-12")
    assert [each.message for each in found] == [
        "By paragraph 2.1, “The plan” is for Lead Group; its record names nobody.",
        "By paragraph 2.1, “The plan” is looked at again every year; its record does not say so.",
    ]
    stated = {**STATED, "owners": [], "cadence": {"mode": "event"}}
    assert count(_register([stated], matters=[unsaid], groups=groups), "LK-12") == 0
    answered: Row = {**MATTER, "form": "accountability", "decided_by": None}
    stated = {**STATED, "form": "accountability"}
    (found_one,) = find(_register([stated], matters=[answered], groups=groups), "LK-12")
    assert "names nobody" in found_one.message
    answered["answered_by"] = ["lead-group"]
    assert count(_register([stated], matters=[answered], groups=groups), "LK-12") == 0


def _resting(kind: str, way: Row, name: str = "theirs", interval: str | None = "P2M") -> Row:
    where = [{"field": "id", "names": [name]}]
    cadence = {"interval": interval, "mode": "fixed"}
    return _clause("2.1.6", cadence=cadence, proof={"kind": kind, "where": where, **way})


MEETING: Row = {"form": "clocks", "clocks": ["meeting-interval"]}
REVISION: Row = {"form": "clocks", "clocks": ["document-revision"]}
CHAIR: Row = {"form": "recurring", "date": "chair_terms.from"}


@pytest.mark.parametrize(
    ("kind", "folder", "way", "fields", "place"),
    [
        ("group", "groups", MEETING, {"cadence": {"interval": "P2M"}}, None),
        ("group", "groups", MEETING, {"cadence": {"mode": "fixed"}}, "cadence"),
        ("group", "groups", MEETING, {}, "record"),
        ("group", "groups", MEETING, {"until": "2023-11-16"}, "record"),
        ("group", "groups", MEETING, {"until": "2023-11-15"}, None),
        ("group", "groups", CHAIR, {"chair_rotates_every": "P1Y"}, None),
        ("group", "groups", CHAIR, {"cadence": {"interval": "P2M"}}, "record"),
        ("document", "documents", REVISION, {"review_interval": "P1Y"}, None),
        ("document", "documents", REVISION, {}, "record"),
        ("document", "documents", REVISION, {"status": "superseded"}, None),
        ("document", "documents", MEETING, {}, None),
        ("group", "groups", {"form": "recurring", "date": "from"}, {}, None),
    ],
)
def test_a_record_holds_the_interval_that_its_paragraph_counts_with(
    kind: str, folder: str, way: Row, fields: Row, place: str | None
) -> None:
    record = {"id": "theirs", "name": "Theirs", "title": "Theirs", **fields}
    found = find(_register([_resting(kind, way)], **{folder: [record]}), "LK-12")
    assert [each.field or "record" for each in found] == ([place] if place else [])
    assert all(
        each.message
        == "Theirs: paragraph 2.1.6 says every 2 months, and the record gives no interval."
        for each in found
    )


def test_an_interval_is_missed_only_where_the_paragraph_states_it_of_that_record() -> None:
    groups = [{"id": "theirs", "formerly": ["earlier"]}, {"id": "other"}]
    assert count(_register([_resting("group", MEETING)], groups=groups), "LK-12") == 1
    assert count(_register([_resting("group", MEETING, "earlier")], groups=groups), "LK-12") == 1
    assert count(_register([_resting("group", MEETING, "nobody")], groups=groups), "LK-12") == 0
    unsaid = _resting("group", MEETING, interval=None)
    assert count(_register([unsaid], groups=groups), "LK-12") == 0
    clause = _resting("group", MEETING)
    clause["proof"]["where"][0]["field"] = "function"
    assert count(_register([clause], groups=groups), "LK-12") == 0

"""What a proof names and what it asks of it fit each other: dates, lengths, lists, records."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.ways import kinds_named
from tests.builders import Row, build, find


def _found(code: str, proof: Row, **folders: Any) -> list[tuple[str | None, str]]:
    register = build(clauses=[{"id": "masa-1", "proof": proof}], **folders)
    return [(each.field, each.message) for each in find(register, code)]


@pytest.mark.parametrize(
    ("kind", "name", "right", "wrong", "message"),
    [
        ("decision", "date", "date", "title", "`title` holds no date."),
        ("plan", "date", "decision/date", "decision/title", "`decision/title` holds no date."),
        ("document", "date", "dated", "owner", "`owner` holds no date."),
        ("plan", "due", "until", "outcomes", "`outcomes` holds no date."),
        ("audit", "withdrawn", "stages.on", "stages.stage", "`stages.stage` holds no date."),
        ("plan", "put_off", "until", "form", "`form` holds no date."),
        ("plan", "year_in", "from", "title", "`title` holds no reporting year and no date."),
        ("priority", "year_in", "year", "title", "`title` holds no reporting year and no date."),
        ("document", "interval_in", "review_interval", "title", "`title` holds no length of time."),
        ("group", "interval_in", "cadence.interval", "cadence.mode", "no length of time"),
        ("indicator", "rows", "readings", "title", "`title` holds no list of rows."),
        ("group", "rows", "chair_terms", "cadence", "`cadence` holds no list of rows."),
    ],
)
def test_a_field_holds_what_the_proof_counts_with(
    kind: str, name: str, right: str, wrong: str, message: str
) -> None:
    assert _found("PRF-06", {"kind": kind, name: right}) == []
    ((field, said),) = _found("PRF-06", {"kind": kind, name: wrong})
    assert field == f"proof, {name}"
    assert message in said


@pytest.mark.parametrize(
    ("need", "fields"),
    [
        ({"field": "outcome", "when": "date"}, []),
        ({"field": "outcome", "when": "title"}, ["when"]),
        ({"kind": "action", "by": "source", "when": "raised_on"}, []),
        ({"kind": "action", "by": "source", "when": "title"}, ["when"]),
        ({"kind": "action", "by": "title"}, ["by"]),
        ({"kind": "dissemination", "by": "of"}, ["by"]),
        ({"kind": "meeting", "by": "group", "of": "body"}, []),
        ({"kind": "meeting", "by": "group", "of": "meeting"}, ["by"]),
        ({"kind": "meeting", "by": "group", "of": "title"}, ["of"]),
        ({"kind": "nothing", "by": "title"}, []),
        ({"kind": "action", "by": "nothing"}, []),
    ],
)
def test_a_need_is_dated_by_a_date_and_named_by_a_link(need: Row, fields: list[str]) -> None:
    found = _found("PRF-06", {"kind": "decision", "needs": [need]})
    assert [field for field, _ in found] == [f"proof, needs, row 1, {field}" for field in fields]


@pytest.mark.parametrize(
    ("kind", "per", "message"),
    [
        ("dissemination", {"kind": "agency", "named_in": "lines.to"}, None),
        ("dissemination", {"kind": "agency", "named_in": "title"}, "holds no id of a record"),
        ("membership", {"kind": "group", "named_in": "group"}, None),
        ("membership", {"kind": "agency", "named_in": "group"}, "never names agencies"),
        ("priority", {"kind": "priority", "named_in": "id"}, None),
        ("priority", {"kind": "group", "named_in": "id"}, "never names groups"),
        ("plan", {"kind": "decision", "named_in": "decision/id"}, None),
        ("plan", {"kind": "plan", "named_in": "decision/id"}, "never names plans"),
    ],
)
def test_what_is_asked_about_apart_can_be_named(kind: str, per: Row, message: str | None) -> None:
    found = _found("PRF-06", {"kind": kind, "per": per})
    assert [field for field, _ in found] == (["proof, per, named_in"] if message else [])
    assert all(message in said for _, said in found if message)


def test_the_length_is_that_of_what_is_asked_about_apart() -> None:
    proof: Row = {
        "kind": "decision",
        "interval_in": "review_interval",
        "per": {"kind": "matter", "named_in": "matters"},
    }
    assert _found("PRF-06", proof) == []
    assert _found("PRF-06", {**proof, "interval_in": "title"}) == [
        ("proof, interval_in", "`title` holds no length of time.")
    ]


@pytest.mark.parametrize(
    ("fields", "is_wrong"),
    [
        ({"covers": "tags"}, False),
        ({"covers": "body"}, True),
        ({"covers": "body", "names": ["board"]}, False),
        ({"covers": "title", "values": ["A"]}, False),
        ({"covers": "title"}, True),
        ({"covers": "title", "form": "each"}, False),
        ({"covers": "nowhere"}, False),
    ],
)
def test_what_all_must_occur_is_told_by_the_field_or_by_the_proof(
    fields: Row, is_wrong: bool
) -> None:
    found = _found("PRF-06", {"form": "coverage", "kind": "decision", **fields})
    assert [field for field, _ in found] == (["proof, covers"] if is_wrong else [])


def test_a_field_that_is_not_there_is_one_finding_only() -> None:
    proof = {"kind": "decision", "date": "dat"}
    assert _found("PRF-06", proof) == []
    assert len(_found("PRF-02", proof)) == 1


@pytest.mark.parametrize(
    ("field", "name", "is_wrong"),
    [
        ("id", "board", False),
        ("id", "arrangements", True),
        ("id", "board-earlier", False),
        ("reports_to/id", "board", False),
        ("reports_to/id", "arrangements", True),
        ("source", "arrangements", False),
    ],
)
def test_an_id_is_that_of_a_record_of_the_kind(field: str, name: str, is_wrong: bool) -> None:
    found = _found(
        "PRF-03",
        {"kind": "group", "where": [{"field": field, "names": [name]}]},
        groups=[{"id": "board", "formerly": ["board-earlier"]}],
        documents=[{"id": "arrangements"}],
    )
    assert [said for _, said in found] == (
        [f"arrangements is a document, and `{field}` never names one."] if is_wrong else []
    )


def test_an_id_beyond_a_link_is_that_of_the_records_it_leads_to() -> None:
    assert kinds_named(BY_NAME["plan"], "decision/id") == {"decision"}
    assert kinds_named(BY_NAME["plan"], "id") == {"plan"}
    assert kinds_named(BY_NAME["plan"], "title") == frozenset()
    assert kinds_named(BY_NAME["plan"], "nowhere") == frozenset()
    assert kinds_named(BY_NAME["plan"], "source") == set(BY_NAME)


OWN: Row = {"id": "OWN-01", "runs_for": "budget"}


@pytest.mark.parametrize(
    ("kind", "clock", "message"),
    [
        ("group", "meeting-interval", None),
        (
            "action",
            "meeting-interval",
            "The clock meeting-interval runs for groups, and the proof asks about actions.",
        ),
        ("incident-notification", "SIN-01", None),
        (
            "group",
            "SIN-01",
            "The clock SIN-01 runs for incident notifications, and the proof asks about groups.",
        ),
        ("budget", "OWN-01", None),
        ("plan", "OWN-01", "The clock OWN-01 runs for budgets, and the proof asks about plans."),
        ("nothing", "OWN-01", None),
        (None, "OWN-01", None),
        ("plan", "no-such-clock", None),
    ],
)
def test_a_clock_runs_for_the_kind_that_is_asked_about(
    kind: str | None, clock: str, message: str | None
) -> None:
    proof = {"form": "clocks", "kind": kind, "clocks": [clock]}
    assert _found("PRF-07", proof, clocks=[OWN]) == (
        [("proof, clocks, row 1", message)] if message else []
    )

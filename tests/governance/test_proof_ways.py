"""What a proof names: its tables, its conditions, and where each of its ways begins."""

from __future__ import annotations

from sscp.governance.proof_ways import conditions_in, kind_of, tables_of, ways_of
from sscp.model.record import Fields
from tests.builders import Row, build, one

PROOF: Row = {
    "kind": "report",
    "date": "drafted_on",
    "rows": "sections",
    "where": [{"field": "form"}, {"field": "year"}],
    "withdrawn_where": [{"field": "title"}],
    "interval_in": "meets_every",
    "per": {"kind": "group", "named_in": "group", "where": [{"field": "function"}]},
    "needs": [
        {"what": "own", "field": "sections.key", "when": "sections.on", "of": "document"},
        {
            "what": "other",
            "kind": "publication",
            "by": "of",
            "where": [{"field": "channel"}],
            "when": "on",
        },
        {"what": "unknown", "kind": "leaflet", "by": "about", "when": "on"},
    ],
}


def _proof(**changed: object) -> Fields:
    values = {name: value for name, value in {**PROOF, **changed}.items() if value is not None}
    clause = one(build(clauses=[{"id": "c", "proof": values}]), "c")
    found = clause.part("proof")
    assert found is not None
    return found


def _told(proof: Fields) -> list[tuple[str, str, str]]:
    """Field, way and the kind it begins at, of every way that is written."""
    return [(way.name, way.typed, way.kind.name) for way in ways_of(proof) if way.typed]


def test_each_way_begins_at_the_kind_that_is_asked_there() -> None:
    assert _told(_proof()) == [
        ("date", "drafted_on", "report"),
        ("rows", "sections", "report"),
        ("field", "form", "report"),
        ("field", "year", "report"),
        ("field", "title", "report"),
        ("named_in", "group", "report"),
        ("field", "function", "group"),
        ("interval_in", "meets_every", "group"),
        ("field", "sections.key", "report"),
        ("of", "document", "report"),
        ("when", "sections.on", "report"),
        ("when", "on", "publication"),
        ("field", "channel", "publication"),
        ("by", "of", "publication"),
    ]


def test_without_anybody_asked_apart_the_interval_stands_in_the_evidence() -> None:
    assert ("interval_in", "meets_every", "report") in _told(_proof(per=None))


def test_every_field_that_holds_a_way_into_the_record_is_looked_at() -> None:
    names = ("date", "rows", "due", "covers", "year_in", "withdrawn", "put_off")
    proof = _proof(per=None, needs=None, where=None, withdrawn_where=None, interval_in=None)
    assert [way.name for way in ways_of(proof)] == [*names, "interval_in"]
    need = {"what": "x", "field": "a", "instead": "b", "of": "c"}
    told = _told(_proof(per=None, needs=[need]))
    assert [each for each in told if each[0] in need] == [
        *(("field", each, "report") for each in ("form", "year", "title", "a")),
        ("instead", "b", "report"),
        ("of", "c", "report"),
    ]


def test_where_the_kind_is_not_known_only_what_names_another_is() -> None:
    assert _told(_proof(kind="leaflet")) == [
        ("field", "function", "group"),
        ("interval_in", "meets_every", "group"),
        ("when", "on", "publication"),
        ("field", "channel", "publication"),
        ("by", "of", "publication"),
    ]
    unknown = {"kind": "leaflet", "named_in": "group", "where": [{"field": "function"}]}
    told = _told(_proof(per=unknown))
    assert ("named_in", "group", "report") in told
    assert not {"function", "meets_every"} & {typed for _, typed, _ in told}


def test_a_way_ends_at_the_fields_that_are_declared_there() -> None:
    ends = {way.typed: [field.name for field in way.ends] for way in ways_of(_proof())}
    assert ends["sections.key"] == ["key"]
    assert ends["meets_every"] == []


def test_tables_and_conditions_are_found_wherever_in_a_proof_they_stand() -> None:
    kinds = ["report", "group", "", "publication", "leaflet"]
    assert [table.words("kind") for table in tables_of(_proof())] == kinds
    assert [kind.name if (kind := kind_of(table)) else None for table in tables_of(_proof())] == [
        "report",
        "group",
        None,
        "publication",
        None,
    ]
    fields = [each.words("field") for each in conditions_in(_proof())]
    assert fields == ["form", "year", "function", "channel", "title"]
    assert [table.words("kind") for table in tables_of(_proof(per=None, needs=None))] == ["report"]

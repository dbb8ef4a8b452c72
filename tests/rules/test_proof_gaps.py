"""What asks nothing is found: proofs without a need, a time or a kind, statements without proof."""

from __future__ import annotations

import pytest

from tests.builders import Row, build, find

MEETINGS: Row = {"form": "each", "kind": "meeting", "date": "date"}
MINUTED: Row = {"what": "no minutes", "field": "minutes.drafted_on"}
AGAIN: Row = {"form": "recurring", "kind": "decision", "date": "date"}


def _messages(proof: Row, cadence: Row | None = None) -> list[str]:
    clause = {"id": "masa-1", "proof": proof, "cadence": cadence}
    return [each.message for each in find(build(clauses=[clause]), "PRF-05")]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"needs": [MINUTED]}, None),
        ({"least": 2}, None),
        ({}, "It is not said what each record needs."),
        ({"needs": []}, "It is not said what each record needs."),
        (
            {"needs": [{"what": "no minutes"}]},
            "The need “no minutes” names neither a field nor another kind of record.",
        ),
        (
            {"needs": [{"what": "no action", "kind": "action"}]},
            "The need “no action” does not say in which field the other record names it.",
        ),
        ({"needs": [{"what": "no action", "kind": "action", "by": "source"}]}, None),
    ],
)
def test_each_record_is_asked_for_something(asked: Row, message: str | None) -> None:
    assert _messages({**MEETINGS, **asked}) == ([message] if message else [])


@pytest.mark.parametrize(
    ("condition", "is_wrong"),
    [
        ({"is": ["held"]}, False),
        ({"filled": True}, False),
        ({"filled": False}, False),
        ({"names": ["board"]}, False),
        ({}, True),
        ({"is": []}, True),
        ({"names": []}, True),
    ],
)
def test_a_condition_asks_for_something_wherever_it_stands(condition: Row, is_wrong: bool) -> None:
    row = {"field": "status", **condition}
    said = ["The condition on `status` asks for nothing."] if is_wrong else []
    whole = {**MEETINGS, "needs": [MINUTED]}
    assert _messages({**whole, "where": [row]}) == said
    assert _messages({**whole, "withdrawn_where": [row]}) == said
    assert _messages({**whole, "per": {"kind": "group", "where": [row]}}) == said
    assert _messages({**whole, "needs": [{**MINUTED, "where": [row]}]}) == said
    assert _messages({**whole, "also": [{**whole, "where": [row]}]}) == said


def test_conditions_are_on_a_kind() -> None:
    row = {"field": "group", "names": ["board"]}
    proof: Row = {"form": "rules", "rules": ["MTG-02"], "where": [row]}
    assert _messages({**proof, "kind": "meeting"}) == []
    assert _messages({**proof, "looks_at": ["meeting"]}) == [
        "It is not said of which kind of record this must hold."
    ]


@pytest.mark.parametrize(
    ("proof", "cadence", "is_wrong"),
    [
        ({}, {"interval": "P2M", "mode": "fixed"}, False),
        ({}, {"mode": "fixed"}, True),
        ({}, {"mode": "at-least"}, True),
        ({}, {"mode": "as-far-as-possible"}, True),
        ({}, {"interval": "2 months", "mode": "fixed"}, True),
        ({}, None, True),
        ({}, {"mode": "regular"}, False),
        ({}, {"mode": "continuous"}, False),
        ({}, {"mode": "event"}, False),
        ({}, {"mode": "agreed-interval"}, False),
        ({"within": "P1Y"}, None, False),
        ({"interval_in": "review_interval"}, None, False),
        ({"due": "until"}, None, False),
        ({"due_by_meeting_of": "board"}, None, False),
        ({"form": "standing"}, None, False),
    ],
)
def test_what_happens_again_does_so_within_a_time_unless_the_text_states_none(
    proof: Row, cadence: Row | None, is_wrong: bool
) -> None:
    said = ["It is not said how soon it is to happen again."] if is_wrong else []
    assert _messages({**AGAIN, **proof}, cadence) == said


def test_what_happens_by_a_day_has_a_day() -> None:
    proof = {**AGAIN, "form": "named-date"}
    said = ["The paragraph names no day by which it is to happen."]
    assert _messages(proof, {"due": "2023-09-30", "mode": "fixed"}) == []
    assert _messages(proof, {"mode": "fixed"}) == said
    assert _messages(proof) == said


MEET: Row = {
    "id": "masa-2.1.6",
    "ref": "2.1.6",
    "title": "They meet",
    "form": "cadence",
    "cadence": {"interval": "P2M", "mode": "fixed"},
    "disposition": "clock",
    "proof": {"form": "clocks", "clocks": ["meeting-interval"]},
}


@pytest.mark.parametrize(
    ("fields", "by"),
    [
        ({}, None),
        ({"proof": None}, "clock"),
        ({"proof": {}, "disposition": "rule"}, "rule"),
        ({"proof": None, "disposition": "attested"}, None),
        ({"proof": None, "disposition": "context"}, None),
        ({"proof": None, "history": True}, None),
    ],
)
def test_what_is_worked_out_has_a_proof(fields: Row, by: str | None) -> None:
    found = find(build(clauses=[{**MEET, **fields}]), "PRF-08")
    said = (
        f"Paragraph 2.1.6 (They meet) is to be worked out by a {by}, and no proof says from what."
    )
    assert [(each.field, each.message) for each in found] == ([("disposition", said)] if by else [])


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ({}, None),
        ({"disposition": "rule"}, None),
        ({"disposition": "context"}, "it is put down as context"),
        ({"disposition": "attested"}, "a person attests it"),
        ({"disposition": "context", "history": True}, None),
        ({"disposition": "context", "form": "fact"}, None),
        ({"disposition": "context", "cadence": {"mode": "regular"}}, None),
        ({"disposition": "context", "cadence": None}, None),
    ],
)
def test_a_duty_with_an_interval_is_neither_context_nor_attested(
    fields: Row, how: str | None
) -> None:
    found = find(build(clauses=[{**MEET, **fields}]), "PRF-09")
    said = f"Paragraph 2.1.6 (They meet) falls due every 2 months, and yet {how}."
    assert [(each.field, each.message) for each in found] == (
        [("disposition", said)] if how else []
    )

"""Actions beyond the examples: closing, extending, giving up, watching over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group


def _hits(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    return count(build(actions=[{"id": "ACT-2023-001", **fields}]), code, as_of)


@pytest.mark.parametrize(
    ("scope", "responders", "hits"),
    [
        ("multi-agency", [], 1),
        ("multi-agency", ["a"], 1),
        ("multi-agency", ["a", "a"], 1),
        ("multi-agency", ["a", "b"], 0),
        ("single-agency", [], 0),
        ("single-agency", ["a"], 0),
        ("single-agency", ["a", "a"], 0),
        ("single-agency", ["a", "b"], 1),
    ],
)
def test_two_responders_make_an_action_multi_agency(
    scope: str, responders: list[str], hits: int
) -> None:
    assert _hits("AUD-01", scope=scope, responders=responders) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-08-31", 0), ("2023-09-01", 1)])
def test_evidence_is_asked_for_from_the_day_of_completion(as_of: str, hits: int) -> None:
    assert _hits("ACT-02", as_of, completed_on="2023-09-01") == hits


@pytest.mark.parametrize(
    ("days", "hits"),
    [(["2023-11-15"], 0), (["2023-11-16"], 1), ([None], 0), (["2024-02-02", "2023-11-01"], 0)],
)
def test_evidence_of_a_day_to_come_shows_nothing_yet(days: list[str | None], hits: int) -> None:
    evidence = [{"what": "Report", **({"on": day} if day else {})} for day in days]
    assert _hits("ACT-02", completed_on="2023-11-01", evidence=evidence) == hits


def test_it_is_said_from_when_the_evidence_is() -> None:
    action: Row = {"id": "ACT-2023-001", "title": "Rota", "completed_on": "2023-11-01"}
    register = build(actions=[{**action, "evidence": [{"what": "x", "on": "2024-02-02"}]}])
    assert [(each.message, each.field) for each in find(register, "ACT-02")] == [
        ("Rota is completed, and what shows it is dated only 2 February 2024.", "evidence")
    ]


@pytest.mark.parametrize(("day", "hits"), [("2023-08-31", 1), ("2023-09-01", 0)])
def test_an_action_is_closed_on_the_day_it_was_raised_at_the_earliest(day: str, hits: int) -> None:
    assert _hits("ACT-03", raised_on="2023-09-01", completed_on=day) == hits
    assert _hits("ACT-03", raised_on="2023-09-01", cancelled={"on": day}) == hits


def _extended(code: str, *extensions: Row, **fields: Any) -> int:
    return _hits(code, due="2023-09-01", extensions=list(extensions), **fields)


def test_a_reason_and_a_meeting_are_asked_for_separately() -> None:
    assert _extended("ACT-04", {"reason": "More time"}) == 1
    assert _extended("ACT-04", {"agreed_at": "board-2023-08-30"}) == 1
    assert _extended("ACT-04", {}, {}) == 4


@pytest.mark.parametrize(("to", "hits"), [("2023-08-31", 1), ("2023-09-01", 1), ("2023-09-02", 0)])
def test_an_extension_is_later_than_the_due_date(to: str, hits: int) -> None:
    assert _extended("ACT-05", {"to": to}) == hits


@pytest.mark.parametrize(("to", "hits"), [("2023-09-30", 1), ("2023-10-01", 1), ("2023-10-02", 0)])
def test_an_extension_is_later_than_the_one_before(to: str, hits: int) -> None:
    assert _extended("ACT-05", {"to": "2023-10-01"}, {"to": to}) == hits


@pytest.mark.parametrize(("agreed", "hits"), [("2023-08-27", 1), ("2023-08-28", 0)])
def test_extensions_stand_in_the_order_of_agreement(agreed: str, hits: int) -> None:
    assert _extended("ACT-06", {"agreed_on": "2023-08-28"}, {"agreed_on": agreed}) == hits


@pytest.mark.parametrize(("agreed", "hits"), [("2023-06-30", 1), ("2023-07-01", 0)])
def test_an_extension_is_agreed_after_the_action_was_raised(agreed: str, hits: int) -> None:
    assert _extended("ACT-06", {"agreed_on": agreed}, raised_on="2023-07-01") == hits


def _decided(allowed: int | None, extensions: int, decision: Row | None = None) -> int:
    policies = {} if allowed is None else {"extensions_before_decision": allowed}
    rows: list[Row] = [{"to": f"2023-{month + 1:02d}-01"} for month in range(extensions)]
    if decision is not None:
        rows[-1]["decision"] = "DEC-2023-001"
    register = build(
        {"id": "x", "policies": policies},
        groups=[
            group("board"),
            group("panel"),
            group("lead", function="lead-partners"),
        ],
        decisions=[{"id": "DEC-2023-001", **(decision or {})}],
        actions=[{"id": "ACT-2023-001", "monitored_by": "board", "extensions": rows}],
    )
    return count(register, "ACT-07")


@pytest.mark.parametrize(
    ("allowed", "extensions", "hits"),
    [(None, 2, 0), (None, 3, 1), (None, 4, 2), (0, 1, 1), (1, 1, 0), (1, 2, 1), (3, 3, 0)],
)
def test_extensions_beyond_the_number_allowed_need_a_decision(
    allowed: int | None, extensions: int, hits: int
) -> None:
    assert _decided(allowed, extensions) == hits


def test_without_settings_two_extensions_are_allowed() -> None:
    assert _hits("ACT-07", extensions=[{}, {}]) == 0
    assert _hits("ACT-07", extensions=[{}, {}, {}]) == 1


@pytest.mark.parametrize(("body", "hits"), [("board", 0), ("lead", 0), ("panel", 1)])
def test_the_decision_is_that_of_the_body_that_watches_over_it(body: str, hits: int) -> None:
    assert _decided(None, 3, {"body": body}) == hits


@pytest.mark.parametrize(("percent", "hits"), [(0, 0), (100, 0), (101, 1)])
def test_progress_ends_at_a_hundred(percent: int, hits: int) -> None:
    assert _hits("ACT-08", progress=[{"percent": percent}]) == hits


GROUPS = [
    group("case-audit", monitors=["audit-single-agency"]),
    group("assurance", monitors=["audit-multi-agency", "section-11"]),
    group("panel", monitors=["review"]),
    group("board"),
]


@pytest.mark.parametrize(
    ("source", "scope", "fitting"),
    [
        ("audit", "single-agency", "case-audit"),
        ("audit", "multi-agency", "assurance"),
        ("section-11", "single-agency", "assurance"),
        ("rapid-review", "single-agency", "panel"),
        ("practice-review", "multi-agency", "panel"),
    ],
)
def test_each_kind_of_action_has_its_body(source: str, scope: str, fitting: str) -> None:
    for body in ("case-audit", "assurance", "panel", "board"):
        action = {
            "id": "ACT-2023-001",
            "raised_by": source,
            "scope": scope,
            "monitored_by": body,
        }
        hits = count(build(groups=GROUPS, actions=[action]), "ACT-09")
        assert hits == (0 if body == fitting else 1)


@pytest.mark.parametrize("source", ["meeting", "plan", "inspection", "scrutiny"])
def test_other_actions_may_be_watched_over_by_anybody(source: str) -> None:
    action = {"id": "ACT-2023-001", "raised_by": source, "monitored_by": "board"}
    assert count(build(groups=GROUPS, actions=[action]), "ACT-09") == 0


@pytest.mark.parametrize(("until", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_where_nobody_watches_over_a_kind_nothing_is_asked(until: str, hits: int) -> None:
    groups = [group("panel", monitors=["review"], until=until), group("board")]
    action = {"id": "ACT-2023-001", "raised_by": "rapid-review", "monitored_by": "board"}
    assert count(build(groups=groups, actions=[action]), "ACT-09") == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-08-31", 0), ("2023-09-01", 1)])
def test_giving_up_needs_a_decision_from_its_day(as_of: str, hits: int) -> None:
    assert _hits("ACT-10", as_of, cancelled={"on": "2023-09-01"}) == hits


@pytest.mark.parametrize(
    ("shown", "hits"), [("2023-08-31", 1), ("2023-09-01", 0), ("2023-09-02", 0)]
)
def test_an_effect_is_shown_on_the_day_of_completion_at_the_earliest(shown: str, hits: int) -> None:
    assert _hits("ACT-12", completed_on="2023-09-01", effect_evidenced_on=shown) == hits


def test_an_effect_of_what_is_not_done_is_no_effect() -> None:
    register = build(actions=[{"id": "ACT-2023-001", "effect_evidenced_on": "2023-09-01"}])
    (found,) = find(register, "ACT-12")
    assert found.message.endswith("but the action is not done.")


def _owned(code: str, as_of: str = "2023-11-15", **fields: Any) -> list[str]:
    """What is said of an action by whose post owns it and who must do it."""
    register = build(
        partners=[{"id": "board", "name": "Care Board"}, {"id": "council", "name": "Council"}],
        agencies=[
            {"id": "police", "name": "The Police"},
            {"id": "service", "name": "Youth Service", "commissioned_by": ["police"]},
        ],
        partnerships=[{"id": "us", "name": "We"}],
        posts=[
            {"id": "commander", "title": "Commander", "organisation": "police"},
            {"id": "member", "title": "Member", "organisation": "police", "generic": True},
            {"id": "manager", "title": "Manager", "organisation": "us"},
            {"id": "alone", "title": "Scrutineer"},
        ],
        actions=[{"id": "ACT-2023-001", "title": "Seat", "due": "2023-12-15", **fields}],
    )
    return [each.message for each in find(register, code, as_of)]


SAID = (
    "The owner, the Commander, belongs to The Police, and the action is to be done by Care Board."
)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"owner": "commander", "agency": "board"}, [SAID]),
        ({"owner": "commander", "agency": "board", "scope": "single-agency"}, [SAID]),
        ({"owner": "commander", "agency": "board", "scope": "multi-agency"}, []),
        ({"owner": "commander", "agency": "police"}, []),
        ({"owner": "commander", "agency": "service"}, []),
        ({"owner": "commander"}, []),
        ({"owner": "member", "agency": "board"}, []),
        ({"owner": "manager", "agency": "board"}, []),
        ({"owner": "alone", "agency": "board"}, []),
        ({"owner": "gone", "agency": "board"}, []),
    ],
)
def test_an_owner_elsewhere_is_noted(fields: Row, said: list[str]) -> None:
    assert _owned("ACT-17", **fields) == said


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"owner": "member"}, 1),
        ({"owner": "alone"}, 1),
        ({"owner": "commander"}, 0),
        ({"owner": "member", "agency": "board"}, 0),
        ({"owner": "member", "responders": ["board", "police"]}, 0),
        ({"owner": "gone"}, 0),
        ({}, 0),
    ],
)
def test_a_post_that_many_hold_says_for_which_organisation(fields: Row, hits: int) -> None:
    said = _owned("ACT-18", **fields)
    assert len(said) == hits
    assert all("it is not said for which organisation" in each for each in said)


@pytest.mark.parametrize(("as_of", "hits"), [("2023-10-31", 1), ("2023-11-01", 0)])
def test_only_open_actions_are_asked_whose_they_are(as_of: str, hits: int) -> None:
    done = {"completed_on": "2023-11-01"}
    elsewhere = _owned("ACT-17", as_of, owner="commander", agency="board", **done)
    assert len(elsewhere) == len(_owned("ACT-18", as_of, owner="member", **done)) == hits

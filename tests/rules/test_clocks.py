"""A register's own clocks, its choices in others and its calendar, beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.timing.catalogue import national_clocks, practice_clocks
from tests.builders import Row, build, count, find

OWN: Row = {
    "id": "LOC-01",
    "title": "Check the review",
    "runs_for": "review",
    "starts": "initiated",
    "ends": "progress-checked",
    "unit": "months",
    "length": 1,
    "force": "local",
}


def names(**fields: Any) -> list[tuple[str | None, str]]:
    found = find(build(clocks=[{**OWN, **fields}]), "CLK-01")
    return [(each.field, each.message) for each in found]


@pytest.mark.parametrize("clock", [*national_clocks(), *practice_clocks()], ids=lambda c: str(c.id))
def test_every_packaged_clock_would_pass_as_a_registers_own(clock: Any) -> None:
    portfolio = build(clocks=[clock.values])
    for code in ("CLK-01", "CLK-02", "CLK-03", "CLK-05", "EDN-01"):
        assert count(portfolio, code) == 0, code


@pytest.mark.parametrize(
    ("fields", "where", "said"),
    [
        ({"runs_for": "reviews"}, "runs_for", "There is no kind of record called reviews."),
        ({"starts": "begun"}, "starts", "The review has no event begun; clocks know advance-c"),
        ({"ends": "checked"}, "ends", "The review has no event checked;"),
        ({"only_after": "x"}, "only_after", "The review has no event x;"),
        ({"due_by": "x"}, "due_by", "The review has no event x;"),
        ({"withdrawn_by": "x"}, "withdrawn_by", "The review has no event x;"),
        ({"delay_notice": "x"}, "delay_notice", "The review has no event x;"),
        ({"stopped_by": ["published", "x"]}, "stopped_by", "The review has no event x;"),
        (
            {"only_if": [{"field": "form", "is": "a"}, {"field": "shape", "is": "b"}]},
            "only_if, row 2, field",
            "The review has no field shape.",
        ),
        ({"rows": "steps"}, "rows", "The review has no field steps."),
        ({"rows": "findings", "row_title": "x"}, "row_title", "The rows of findings have no fie"),
        ({"actor_in": "author.post"}, "actor_in", "The review has no field author."),
        ({"length_setting": "x"}, "length_setting", "There is no setting x."),
        (
            {"starts_by_policy": [{"policy": "x", "value": "aware", "event": "aware"}]},
            "starts_by_policy, row 1, policy",
            "There is no policy x.",
        ),
        (
            {
                "starts_by_policy": [
                    {"policy": "rapid_review_starts", "value": "x", "event": "aware"}
                ]
            },
            "starts_by_policy, row 1, value",
            "The policy rapid_review_starts has no choice x.",
        ),
        (
            {
                "starts_by_policy": [
                    {"policy": "rapid_review_starts", "value": "aware", "event": "x"}
                ]
            },
            "starts_by_policy, row 1, event",
            "The review has no event x;",
        ),
    ],
)
def test_each_slip_of_a_name_is_found_at_its_field(fields: Row, where: str, said: str) -> None:
    ((field, message),) = names(**fields)
    assert field == where
    assert message.startswith(said)


def test_a_clock_without_a_slip_is_left_alone() -> None:
    assert names(rows="findings", row_title="finding", actor_in="reviewer") == []
    assert names(actor_in="findings.key", length_setting="review_progress_every") == []


def test_a_kind_without_events_is_told_as_such() -> None:
    ((_, first), (_, second)) = names(runs_for="survey")
    assert first == "The survey has no event initiated; no clock can run for it."
    assert second == "The survey has no event progress-checked; no clock can run for it."
    assert names(runs_for="action", worked_by="actions") == []


def version(identity: str, **fields: Any) -> Row:
    packaged = next(each for each in national_clocks() if each.id == identity)
    return {**packaged.values, **fields}


REASON: Row = {"replaced_because": "Agreed."}


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, "It is not recorded why nor who agreed to it."),
        (REASON, "It is not recorded who agreed to it."),
        ({"agreed_by": "board"}, "It is not recorded why."),
        ({**REASON, "agreed_by": "board"}, None),
        ({**REASON, "decision": "DEC-2023-001"}, None),
    ],
)
def test_an_own_version_needs_its_reason_and_who_agreed(fields: Row, missing: str | None) -> None:
    portfolio = build(clocks=[version("RR-01", length=10, **fields)])
    found = find(portfolio, "CLK-03")
    assert [each.message.endswith(missing or "") for each in found] == [True] * bool(missing)
    if found:
        assert "differs in: length. It is" in found[0].message
        assert (found[0].record, found[0].field) == ("RR-01", "id")
    assert count(build(clocks=[OWN]), "CLK-03") == 0


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        (None, "why nor who agreed to it."),
        ({"because": "Late notices."}, "who agreed to it."),
        ({"because": "Late notices.", "agreed_by": "board"}, None),
        ({"because": "Late notices.", "decision": "DEC-2023-001"}, None),
    ],
)
@pytest.mark.parametrize(
    ("setting", "value", "policy"),
    [
        ("rapid_review_starts", "aware", True),
        ("minutes_drafted_within", "P14D", False),
        ("review_progress_every", "P14D", False),
    ],
)
def test_a_switch_needs_its_reason_and_who_agreed(
    setting: str, value: str, policy: bool, row: Row | None, missing: str | None
) -> None:
    chosen: Row = {"policies": {setting: value}} if policy else {setting: value}
    other = {"setting": "other", "because": "Else."}
    rows = [other, {"setting": setting, **row}] if row else [other]
    found = find(build({**chosen, "local_choices": rows}), "CLK-04")
    assert [each.message.endswith(missing or "") for each in found] == [True] * bool(missing)
    where = f"policies, {setting}" if policy else setting
    assert [each.field for each in found] == [where] * bool(missing)


def test_the_usual_choice_is_no_switch() -> None:
    assert count(build({"policies": {"rapid_review_starts": "notified"}}), "CLK-04") == 0
    assert count(build({"name": "Anytown"}), "CLK-04") == 0
    assert count(build(), "CLK-04") == 0


@pytest.mark.parametrize(
    ("identity", "fields", "where"),
    [
        ("PAN-01", {"third_party": False}, "id"),
        ("PAN-01", {"third_party": None, "force": "duty"}, "id"),
        ("PAN-01", {"length": 10}, None),
        ("RR-01", {"force": "guidance"}, "force"),
        ("RR-01", {"force": "duty"}, "force"),
        ("RR-01", {"force": "expectation"}, None),
        ("RR-01", {"force": "local"}, None),
        ("RR-01", {"force": "unknown"}, None),
        ("SIN-01", {"force": "duty"}, None),
    ],
)
def test_an_own_version_puts_no_more_behind_a_clock(
    identity: str, fields: Row, where: str | None
) -> None:
    found = find(build(clocks=[version(identity, **fields)]), "CLK-05")
    assert [each.field for each in found] == [where] * (where is not None)


@pytest.mark.parametrize(
    ("calendar", "field"),
    [
        ({"country": "GB", "subdivision": "XXX"}, "calendar, subdivision"),
        ({"country": "FR"}, "calendar, subdivision"),
        ({"country": "GB", "subdivision": "WLS"}, None),
        ({"country": "GB"}, None),
        (None, None),
    ],
)
def test_a_region_without_known_holidays_is_found_where_it_stands(
    calendar: Row | None, field: str | None
) -> None:
    found = find(
        build({"name": "Anytown", **({"calendar": calendar} if calendar else {})}), "CAL-01"
    )
    expected = "calendar, country" if calendar == {"country": "FR"} else field
    assert [each.field for each in found] == [expected] * (field is not None)


def test_a_clock_with_the_code_of_a_rule_is_found_unless_the_program_has_it() -> None:
    for identity, hits in (("RR-09", 1), ("LOC-01", 0), ("ACT-01", 0)):
        assert count(build(clocks=[{**OWN, "id": identity}]), "CLK-02") == hits

"""Running the rules: order, counting, and what is set aside."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.model.finding import Severity
from sscp.rules.catalogue import BY_CODE
from sscp.rules.runner import CheckResult, run_rules
from tests.builders import AS_OF, Row, build, group, load_files


def _check(*waivers: Row) -> CheckResult:
    rows = [
        {
            "id": f"WVR-2023-{number:02d}",
            "authority": "a",
            "from": "2023-01-01",
            "until": "2024-01-01",
            **each,
        }
        for number, each in enumerate(waivers, 1)
    ]
    register = build(
        {"id": "x", "waiver_authority": ["a"]},
        groups=[
            group("a", function="main-subgroup"),
            group("b", function="main-subgroup", reports_to=["nowhere"]),
        ],
        waivers=rows,
    )
    return run_rules(register, (), AS_OF, [BY_CODE["GRP-02"], BY_CODE["LK-01"]])


def test_findings_are_counted_by_severity() -> None:
    result = _check()
    assert [result.count(each) for each in Severity] == [1, 2, 0]
    assert (result.records, result.waived) == (3, 0)


def test_findings_stand_in_the_order_of_the_file_whatever_the_rule() -> None:
    assert [each.code for each in _check().findings] == ["GRP-02", "GRP-02", "LK-01"]


@pytest.mark.parametrize(
    ("waiver", "waived"),
    [
        ({"rule": "GRP-02"}, 2),
        ({"rule": "no-chair"}, 2),
        ({"rule": "GRP-02", "record": "b"}, 1),
        ({"rule": "GRP-02", "record": "c"}, 0),
        ({"rule": "GRP-02", "field": "chair"}, 2),
        ({"rule": "GRP-02", "field": "name"}, 0),
        ({"rule": "LK-02"}, 0),
        ({"rule": "GRP-02", "until": "2023-11-15"}, 0),
        ({"rule": "GRP-02", "until": "2023-11-16"}, 2),
        ({"rule": "GRP-02", "from": "2023-11-15"}, 2),
        ({"rule": "GRP-02", "from": "2023-11-16"}, 0),
    ],
)
def test_a_waiver_sets_aside_what_it_names_while_it_holds(waiver: Row, waived: int) -> None:
    result = _check(waiver)
    assert result.waived == waived
    assert result.count(Severity.WARNING) == 2 - waived


def test_a_finding_about_a_waiver_cannot_be_waived() -> None:
    waiver: dict[str, Any] = {
        "id": "WVR-2023-01",
        "rule": "WVR-02",
        "authority": "a",
        "from": "2023-01-01",
        "until": "2024-01-01",
    }
    register = build({"id": "x", "waiver_authority": ["a"]}, posts=[{"id": "a"}], waivers=[waiver])
    result = run_rules(register, (), AS_OF, [BY_CODE["WVR-02"]])
    assert [each.waived for each in result.findings] == [None]


def test_what_the_reader_noticed_becomes_a_finding_in_its_rules_words() -> None:
    loaded = load_files({"posts/a.yaml": "id: a\ntitel: A\n"})
    result = run_rules(loaded.portfolio, loaded.problems, AS_OF)
    found = next(each for each in result.findings if each.code == "ST-20")
    assert found.message == "`titel` is no field of a post. Did you mean `title`?"
    assert (found.location.line, found.record, found.field) == (2, "a", "titel")
    assert result.not_checked == ()


def test_the_settings_are_counted_as_a_record() -> None:
    assert run_rules(build({"id": "x"}, posts=[{"id": "a"}]), (), AS_OF).records == 2

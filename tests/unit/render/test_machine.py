"""JSON for other programs: versioned, whole, and in plain values."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from sscp.model.finding import Finding, Location, NotChecked, Severity
from sscp.render.machine import check_json, plain, to_json
from sscp.rules.runner import CheckResult
from sscp.timing.states import State

AGREED = "code name severity message remedy path line column record field waived".split()
"""The fields of a finding that other programs rely on."""


class Inner(NamedTuple):
    on: date
    state: State
    nothing: str | None


def test_a_view_becomes_plain_values_with_no_field_left_out() -> None:
    view = {"rows": (Inner(date(2023, 6, 30), State.DUE_SOON, None),), 3: ["é"], "empty": ()}
    assert plain(view) == {
        "rows": [{"on": "2023-06-30", "state": "due_soon", "nothing": None}],
        "3": ["é"],
        "empty": [],
    }


def test_the_schema_comes_first_and_text_stays_readable() -> None:
    said = to_json("list/1", {"name": "Café"})
    assert said == '{\n  "schema": "sscp.list/1",\n  "name": "Café"\n}\n'


def test_a_check_has_the_shape_other_programs_rely_on() -> None:
    one = Finding("LK-01", "unknown", Severity.NOTE, "m", "r", Location("a.yaml", 2, 3))
    result = CheckResult((one, one._replace(waived="w")), (NotChecked("b", "why"),), 7)
    said = json.loads(check_json(result, date(2023, 6, 30)))
    assert list(said) == ["schema", "as_of", "summary", "findings", "not_checked"]
    assert (said["schema"], said["as_of"]) == ("sscp.validate/1", "2023-06-30")
    assert said["summary"] == {"records": 7, "error": 0, "warning": 0, "note": 1, "waived": 1}
    assert [list(found) for found in said["findings"]] == [AGREED, AGREED]
    assert said["findings"][0] == {
        "code": "LK-01",
        "name": "unknown",
        "severity": "note",
        "message": "m",
        "remedy": "r",
        "path": "a.yaml",
        "line": 2,
        "column": 3,
        "record": None,
        "field": None,
        "waived": None,
    }
    assert said["not_checked"] == [{"what": "b", "why": "why"}]

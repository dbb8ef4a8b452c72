"""Views as versioned JSON: the shapes that other programs rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

from sscp.model.finding import Finding, Severity
from sscp.rules.runner import CheckResult
from sscp.views.clocks import ClockList
from sscp.views.status import StatusView


def plain(value: Any) -> Any:
    """A view as plain data: dates in ISO form, states by name, fields never left out."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def to_json(schema: str, view: Any) -> str:
    """A view as a JSON document that names its schema, such as sscp.status/1."""
    document = {"schema": f"sscp.{schema}", **plain(view)}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def status_json(view: StatusView) -> str:
    """The dashboard."""
    return to_json("status/1", view)


def clocks_json(view: ClockList) -> str:
    """Deadlines in the agreed shape; `excluded` holds the days that were not counted."""
    rows = [row.deadline for row in view.clocks]
    return to_json("clocks/1", {"as_of": view.as_of, "clocks": rows})


def plain_findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings in the one shape that every document has them in."""
    return [
        {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "message": finding.message,
            "remedy": finding.remedy,
            "path": finding.location.path,
            "line": finding.location.line,
            "column": finding.location.column,
            "record": finding.record,
            "field": finding.field,
            "waived": finding.waived,
        }
        for finding in findings
    ]


def check_json(result: CheckResult, as_of: date) -> str:
    """The findings of a check."""
    return to_json(
        "validate/1",
        {
            "as_of": as_of,
            "summary": {
                "records": result.records,
                **{severity.value: result.count(severity) for severity in Severity},
                "waived": result.waived,
            },
            "findings": plain_findings(result.findings),
            "not_checked": result.not_checked,
        },
    )

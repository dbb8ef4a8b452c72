"""Small registers for tests, built from plain values through the real parser and loader.

    register = build(groups=[{"id": "board"}], meetings=[meeting("board", "2023-05-17")])

Records may hold only the fields that matter; what shape they lack is not the test's business.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sscp.load.loader import LoadResult, load
from sscp.load.source import Unreadable
from sscp.model.finding import Finding
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.runner import run_rules

AS_OF = date(2023, 11, 15)
"""The day tests reckon from unless they name another."""

Row = dict[str, Any]


class MemorySource:
    """Files held in memory, by their path below the register's folder."""

    prefix = "records/"

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = files

    def paths(self) -> tuple[list[str], list[Unreadable]]:
        """The paths in order; nothing in memory is unreadable."""
        return sorted(self.files), []

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        content = self.files[path]
        return content if isinstance(content, bytes) else content.encode()


def load_files(files: Mapping[str, str | bytes]) -> LoadResult:
    """Load a register from texts."""
    return load(MemorySource(files))


def build(settings: Row | None = None, **folders: Sequence[Row]) -> Portfolio:
    """A register from records by folder; an underscore stands for the folder's hyphen.

    Raises:
        AssertionError: a file could not be read at all, so the test would test nothing.
    """
    files: dict[str, str | bytes] = {
        f"{folder.replace('_', '-')}/{folder}.yaml": _as_yaml(records)
        for folder, records in folders.items()
        if records
    }
    if settings is not None:
        files["register.yaml"] = _as_yaml(settings)
    result = load_files(files)
    expected = sum(len(records) for records in folders.values())
    assert len(result.portfolio.records) == expected, result.problems
    return result.portfolio


def _as_yaml(value: Any) -> str:
    """JSON is YAML too; quoted texts stay texts, so dates and numbers are what they were."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def national(panel: str = "national-panel", state: str = "secretary-of-state") -> list[Row]:
    """The groups of the two bodies that are told of local reviews, under these ids."""
    return [
        {"id": panel, "national_role": "national-panel"},
        {"id": state, "national_role": "secretary-of-state"},
    ]


def one(portfolio: Portfolio, identity: str) -> Record:
    """The record with that id, which must be there."""
    record = portfolio.get(identity)
    assert record is not None, identity
    return record


def find(portfolio: Portfolio, code: str, as_of: date | str = AS_OF) -> list[Finding]:
    """The findings of one rule, by its code, on a day."""
    day = as_of if isinstance(as_of, date) else date.fromisoformat(as_of)
    return [each for each in run_rules(portfolio, (), day).findings if each.code == code]


def count(portfolio: Portfolio, code: str, as_of: date | str = AS_OF) -> int:
    """How many findings of one rule there are on a day."""
    return len(find(portfolio, code, as_of))


def group(identity: str, **fields: Any) -> Row:
    """A group; a subgroup unless another function is named."""
    return {"id": identity, "name": identity, "function": "subgroup", **fields}


def post(identity: str, organisation: str | None = None, **fields: Any) -> Row:
    """A post, with the organisation it belongs to."""
    own = {"organisation": organisation} if organisation else {}
    return {"id": identity, "title": identity, **own, **fields}


def member(group_id: str, post_id: str, **fields: Any) -> Row:
    """A membership of a group by a post."""
    return {
        "id": f"{group_id}-{post_id}",
        "group": group_id,
        "post": post_id,
        "role": "member",
        **fields,
    }


def meeting(group_id: str, day: str, **fields: Any) -> Row:
    """A meeting that was held, with the id its group and day give it."""
    return {
        "id": f"{group_id}-{day}",
        "group": group_id,
        "date": day,
        "status": "held",
        **fields,
    }


def present(post_id: str, **fields: Any) -> Row:
    """A row of attendance: someone who came."""
    return {"post": post_id, "status": "present", **fields}


def apologies(post_id: str, **fields: Any) -> Row:
    """A row of attendance: someone who sent apologies."""
    return {"post": post_id, "status": "apologies", **fields}


def item(number: str, **fields: Any) -> Row:
    """An agenda item."""
    return {"number": number, "title": f"Item {number}", **fields}


def three_partners() -> dict[str, Any]:
    """The three partners with their lead posts, to be spread into `build`."""
    forms = {
        "council": "local-authority",
        "care-board": "integrated-care-board",
        "force": "police",
    }
    return {
        "partners": [
            {"id": each, "name": each, "form": form, "lead_post": f"{each}-chief"}
            for each, form in forms.items()
        ],
        "posts": [post(f"{each}-chief", each) for each in forms],
    }


def agreement(*partners: str, **fields: Any) -> list[Row]:
    """Rows of agreement by the chiefs of these partners."""
    return [
        {"partner": each, "post": f"{each}-chief", "agreed": True, **fields} for each in partners
    ]


ALL_PARTNERS = ("council", "care-board", "force")

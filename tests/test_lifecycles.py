"""The pages on life cycles are held to the program: rules, clocks, fields, commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from docs.generator.commands import run
from sscp.model.kind import Field
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.kinds.clocks import CLOCK
from sscp.model.ways import declared_field
from sscp.rules.catalogue import BY_CODE
from sscp.timing.catalogue import national_clocks, practice_clocks
from tests.conftest import CHECKOUT

FOLDER = CHECKOUT / "docs" / "lifecycles"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
CLOCKS = {clock.id: clock for clock in (*national_clocks(), *practice_clocks())}
CODE = re.compile(r"`([A-Z][A-Z0-9]*-[0-9]{2}[a-z]?)`")
ROW = re.compile(r"^\| `([A-Z0-9]+-[0-9]{2}[a-z]?)` \| .* \| (.+) \| .+ \| (.+) \|$", re.MULTILINE)
FIELD = re.compile(r"`([a-z0-9-]+)\.([a-z0-9_]+)`(?:: ([a-z-]+(?:, [a-z-]+)*)(?=[ ;|]))?")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_rule_and_clock_that_a_page_names_is_there(page: Path) -> None:
    named = set(CODE.findall(page.read_text(encoding="utf-8")))
    assert named
    assert named <= set(BY_CODE) | set(CLOCKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_clocks_of_a_page_have_the_length_and_the_grade_of_the_catalogue(page: Path) -> None:
    units = {choice.value: choice.label.lower() for choice in _unit_field().choices}
    for code, length, grade in ROW.findall(page.read_text(encoding="utf-8")):
        clock = CLOCKS[code]
        number, unit = clock.whole("length"), clock.text("unit") or ""
        words = units[unit].replace("calendar months", "months")
        counted = f"{number} {words.removesuffix('s') if number == 1 else words}"
        named = f"until the {clock.words('due_by').replace('-', ' ')}"
        assert length == (named if number is None else counted), code
        assert grade == {"R": "R, unverified"}.get(clock.text("evidence") or "", grade), code
        assert grade[0] == clock.text("evidence"), code


def _unit_field() -> Field:
    found = CLOCK.field("unit")
    assert found is not None
    return found


def test_every_clock_but_those_of_inspections_has_its_row() -> None:
    shown = {row[0] for page in PAGES for row in ROW.findall(page.read_text(encoding="utf-8"))}
    assert shown == {
        name
        for name, clock in CLOCKS.items()
        if clock.text("runs_for") != "inspection" and CODE.fullmatch(f"`{name}`")
    } - {"ACT-01"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_field_that_a_page_names_is_declared(page: Path) -> None:
    named = FIELD.findall(page.read_text(encoding="utf-8"))
    assert named
    for kind, field, _ in named:
        assert declared_field(BY_NAME[kind], field) is not None, f"{kind}.{field}"


def test_every_event_and_stage_that_a_page_names_is_a_value() -> None:
    tables = {("review", "events"): "event", ("audit", "stages"): "stage"}
    seen = set()
    for page in PAGES:
        for kind, table, values in FIELD.findall(page.read_text(encoding="utf-8")):
            if (kind, table) in tables and values:
                field = declared_field(BY_NAME[kind], f"{table}.{tables[kind, table]}")
                assert field is not None
                assert set(values.split(", ")) <= {choice.value for choice in field.choices}
                seen.update(values.split(", "))
    assert {"signed-off", "impact-considered", "report-drafted", "approved"} <= seen


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_command_of_a_page_answers(page: Path) -> None:
    commands = re.findall(r"^\$ sscp (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert commands
    for words in commands:
        assert run("-C", str(CHECKOUT / "records"), *shlex.split(words)).strip(), words


def test_the_index_names_every_page() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(([a-z0-9-]+\.md)\)", index)) == {page.name for page in PAGES}

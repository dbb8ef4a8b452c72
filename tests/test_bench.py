"""The bench measures a register that is what it says, and judges ratios at their limits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.generate import make_files, write_register
from bench.run import Row, show
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.rules.runner import run_rules
from tests.builders import load_files

AS_OF = date(2024, 3, 1)


@pytest.mark.parametrize("records", [1, 40, 500, 1_000, 1_013])
def test_a_generated_register_holds_as_many_records_as_asked(records: int) -> None:
    result = load_files(dict(make_files(records)))
    assert len(result.portfolio.records) == records
    assert not result.problems


def test_a_generated_register_is_the_same_each_time() -> None:
    assert list(make_files(700)) == list(make_files(700))


def test_a_generated_register_breaks_no_rule(tmp_path: Path) -> None:
    write_register(tmp_path, 1_000)
    result = load(FolderSource(str(tmp_path)))
    found = run_rules(result.portfolio, result.problems, AS_OF)
    assert not [(one.code, one.location, one.message) for one in found.findings]


def test_generated_records_have_25_lines_on_the_average() -> None:
    lines = [text.count("\n") for path, text in make_files(5_000) if path != "register.yaml"]
    assert 24 <= sum(lines) / len(lines) <= 27


def test_a_large_register_has_records_of_more_partnerships() -> None:
    paths = {path for path, _ in make_files(12_000)}
    assert "groups/p001-lsp-group.yaml" in paths
    assert len(paths) == 12_001


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(6.0, "holds"), (6.01, "MISSED"), (3.0, "aim reached"), (3.01, "holds")],
)
def test_a_ratio_is_judged_by_what_was_promised(value: float, verdict: str) -> None:
    assert Row("validate", "yardstick", value, 6, 3).verdict == verdict


def test_what_could_not_be_measured_says_why() -> None:
    row = Row("validate", "yamale", None, 0.4, None, note="not found")
    assert row.verdict == "not measured: not found"
    assert "not measured: not found" in show([row])

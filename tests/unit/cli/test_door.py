"""Which questions the quick answer may be given to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscp.cli.door import _plain_status


@pytest.fixture(autouse=True)
def _answers_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SSCP_NO_CACHE", raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_plain_status_asks_about_the_folder_it_stands_in(tmp_path: Path) -> None:
    assert _plain_status(["status"]) == (str(tmp_path), False, "", "text")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("-C a status", ("a", True, "", "text")),
        ("status --root a --format json", ("a", True, "", "json")),
        ("status -C a --as-of 2023-06-30 -q --no-color", ("a", True, "2023-06-30", "text")),
    ],
)
def test_folder_date_and_format_belong_to_the_question(
    words: str, asked: tuple[str, bool, str, str]
) -> None:
    assert _plain_status(words.split()) == asked


@pytest.mark.parametrize(
    "words",
    [
        "",
        "overdue",
        "list status",
        "status status",
        "status --audience public",
        "status --fail-on overdue",
        "status --format xml",
        "status --format",
        "status -C",
        "status --help",
        "status --at HEAD",
        "-- status",
        "search status",
    ],
)
def test_anything_else_goes_the_long_way(words: str) -> None:
    assert _plain_status(words.split()) is None


def test_the_switch_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSCP_NO_CACHE", "1")
    assert _plain_status(["status"]) is None

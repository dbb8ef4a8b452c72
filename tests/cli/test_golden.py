"""Whole outputs of every command on small registers, compared byte for byte."""

from __future__ import annotations

import pytest

from tests.conftest import TREES, Golden, Outcome, Run

QUARTER = ("-C", "quarter", "--as-of", "2023-06-30")

TRANSCRIPTS: dict[str, tuple[str, ...]] = {
    "status": (*QUARTER, "status"),
    "status-json": (*QUARTER, "status", "--format", "json"),
    "status-for-partners": (*QUARTER, "status", "--audience", "partners"),
    "status-for-the-public": (*QUARTER, "status", "--audience", "public"),
    "status-minimal": ("-C", "minimal", "--as-of", "2023-06-30", "status"),
    "status-wrong": ("-C", "wrong", "status"),
    "status-calm": ("-C", "quarter", "--as-of", "2023-04-13", "status"),
    "overdue": (*QUARTER, "overdue"),
    "overdue-json": (*QUARTER, "overdue", "--format", "json"),
    "overdue-none": ("-C", "minimal", "--as-of", "2023-06-30", "overdue"),
    "overdue-of-an-agency": (*QUARTER, "overdue", "--agency", "North Integrated"),
    "due": (*QUARTER, "due", "--within", "2w"),
    "due-today": (*QUARTER, "due", "--within", "0d"),
    "due-json": (*QUARTER, "due", "--within", "1d", "--format", "json"),
    "mine": (*QUARTER, "mine", "Business Manager"),
    "calendar": (*QUARTER, "calendar"),
    "calendar-diary": (*QUARTER, "calendar", "--format", "ics", "--year", "2023-24"),
    "list": (*QUARTER, "list", "meetings"),
    "list-json": (*QUARTER, "list", "partner", "--format", "json"),
    "list-none": (*QUARTER, "list", "review"),
    "list-for-the-public": (*QUARTER, "list", "documents", "--audience", "public"),
    "list-narrowed": (*QUARTER, "list", "action", "--owner", "Chief Nurse", "--state", "overdue"),
    "list-cannot-narrow": (*QUARTER, "list", "matter", "--since", "1/5/2023"),
    "show-action": (*QUARTER, "show", "ACT-2023-004"),
    "show-group": (*QUARTER, "show", "LSPs"),
    "show-paragraph": (*QUARTER, "show", "2.3"),
    "show-json": (*QUARTER, "show", "executive-public-health", "--format", "json"),
    "search": (*QUARTER, "search", "training", "offer"),
    "search-none": (*QUARTER, "search", "zebra"),
    "validate": (*QUARTER, "validate"),
    "validate-wrong": ("-C", "wrong", "validate"),
    "validate-wrong-json": ("-C", "wrong", "validate", "--format", "json"),
    "rules": ("rules",),
    "explain": ("explain", "lk-01"),
    "explain-by-name": ("explain", "date-cannot-be"),
    "schema": ("schema",),
    "schema-of-a-kind": ("schema", "waiver"),
    "render-list": ("render", "--list"),
    "meeting-close": (*QUARTER, "meeting", "close", "lsp-group-2023-04-12"),
    "meeting-close-json": (
        *(*QUARTER, "meeting", "close", "lsp-group-2023-04-12"),
        *("--format", "json"),
    ),
    "meeting-close-for-partners": (
        *(*QUARTER, "meeting", "close", "lsp-group-2023-04-12"),
        *("--audience", "partners"),
    ),
}

DOCUMENTS: dict[str, tuple[str, ...]] = {
    "minutes-agreed.md": (*QUARTER, "render", "minutes", "lsp-group-2023-04-12"),
    "minutes-draft.md": (*QUARTER, "render", "minutes", "lsp-group-2023-06-14"),
    "minutes-quorate.md": (*QUARTER, "render", "minutes", "Executive Group, 17 May 2023"),
    "minutes-agreed.html": (
        *(*QUARTER, "render", "minutes", "lsp-group-2023-04-12"),
        *("--to", "html"),
    ),
    "minutes-hostile.md": ("-C", "hostile", "--as-of", "2023-06-30", "render", "minutes", "board"),
    "minutes-hostile.html": (
        *("-C", "hostile", "--as-of", "2023-06-30", "render", "minutes", "board"),
        *("--to", "html"),
    ),
    "agenda-not-made.md": (*QUARTER, "render", "agenda", "executive-group-2023-07-12"),
    "agenda-held.md": (*QUARTER, "render", "agenda", "executive-group-2023-06-21"),
    "agenda-hostile.md": ("-C", "hostile", "--as-of", "2023-06-30", "render", "agenda", "board"),
    "agenda-pack.md": (*QUARTER, "render", "agenda-pack", "lsp-group-2023-06-14"),
    "agenda-pack.html": (
        *(*QUARTER, "render", "agenda-pack", "lsp-group-2023-06-14"),
        *("--to", "html"),
    ),
    "agenda-pack-for-partners.md": (
        *(*QUARTER, "render", "agenda-pack", "executive-group-2023-06-21"),
        *("--audience", "partners"),
    ),
    "action-log.md": (*QUARTER, "render", "action-log"),
    "action-log.html": (*QUARTER, "render", "action-log", "--to", "html"),
    "action-log-for-partners.md": (*QUARTER, "render", "action-log", "--audience", "partners"),
    "action-log.csv": (*QUARTER, "export", "action-log", "--to", "csv"),
    "action-log-minimal.md": ("-C", "minimal", "--as-of", "2023-06-30", "render", "action-log"),
}


def run_twice(run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> Outcome:
    """Run a command two times from the folder of trees; both must give the same."""
    monkeypatch.chdir(TREES)
    first = run(*words)
    assert run(*words) == first
    return first


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_command_says_exactly_what_its_golden_file_holds(
    name: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = TRANSCRIPTS[name]
    said = run_twice(run, monkeypatch, words)
    command = " ".join(f'"{word}"' if " " in word else word for word in words)
    golden.check(
        f"{name}.txt",
        f"$ sscp {command}\n{said.out}--- on the error stream\n{said.err}"
        f"--- exit status {said.status}\n",
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_exactly_what_its_golden_file_holds(
    name: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run_twice(run, monkeypatch, DOCUMENTS[name])
    assert (said.status, said.err) == (0, "")
    golden.check(name, said.out)


def test_no_golden_file_is_left_over_from_a_command_that_is_gone() -> None:
    from tests.conftest import GOLDEN

    expected = {f"{name}.txt" for name in TRANSCRIPTS} | set(DOCUMENTS)
    assert {file.name for file in GOLDEN.iterdir() if file.is_file()} == expected


@pytest.mark.parametrize(
    "name", [name for name in TRANSCRIPTS if "json" not in name and not name.startswith("schema-")]
)
def test_nothing_made_for_a_screen_is_wider_than_80_columns(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TREES)
    assert [line for line in run(*TRANSCRIPTS[name]).out.splitlines() if len(line) > 80] == []

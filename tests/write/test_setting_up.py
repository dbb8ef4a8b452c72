"""A register from nothing, and what is wrong with its surroundings."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource
from tests.conftest import Run
from tests.repositories import Repository

ANSWERS = ("--area", "Anytown", "--board", "Any: Board", "--police", "Anyshire Police")


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")


def test_a_new_register_is_valid_tidy_and_kept(run: Run, tmp_path: Path) -> None:
    outcome = run("init", tmp_path / "new", *ANSWERS)
    assert outcome.status == 0, outcome.err
    at = ("-C", tmp_path / "new")
    checked = json.loads(run(*at, "validate", "--format", "json").out)
    assert checked["summary"]["error"] == 0
    assert {each["code"] for each in checked["findings"]} <= {"GRP-02", "DEC-10"}
    assert run(*at, "tidy", "--check").status == 0
    assert run(*at, "status").out.startswith("Anytown Safeguarding Children Partnership")
    repository = Repository(tmp_path / "new")
    assert repository.git("log", "--format=%s") == "The register begins"
    assert repository.git("status", "--short") == ""
    assert (tmp_path / "new/records/partners/health-board.yaml").read_text("utf-8") == (
        "id: health-board\n"
        "name: 'Any: Board'\n"
        "form: integrated-care-board\n"
        "lead_post: health-board-chief-executive\n"
        "source: arrangements\n"
    )
    assert "sscp validate" in (tmp_path / "new/.github/workflows/register.yml").read_text("utf-8")


def test_the_bodies_are_a_choice(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "new", *ANSWERS, "--body", "learning-group").status == 0
    groups = tmp_path / "new/records/groups"
    always = ["national-panel", "secretary-of-state"]
    found = sorted(path.stem for path in groups.iterdir())
    assert found == ["lead-partners", "learning-group", *always]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--area", "Anytown"], "needs --board as well"),
        ([], "needs --area as well"),
        ([*ANSWERS, "--body", "choir"], "There is no body choir to begin with"),
    ],
)
def test_answers_that_are_missing_leave_nothing_behind(
    run: Run, tmp_path: Path, words: list[str], sentence: str
) -> None:
    outcome = run("init", tmp_path / "new", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert not (tmp_path / "new").exists()


def test_nothing_that_is_there_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    outcome = run("init", tmp_path, *ANSWERS)
    assert outcome.status == 2
    assert "README.md is there already" in outcome.err
    (tmp_path / "README.md").unlink()
    assert run("init", tmp_path, *ANSWERS).status == 0
    assert "holds a register already" in run("init", tmp_path, *ANSWERS).err


@pytest.mark.parametrize("option", ["--area", "--name", "--council", "--board", "--police"])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("x\x01y", "holds a control character (U+0001), which no record can keep; take it out."),
        ("x\u202ey", "holds a sign that turns the order of letters about (U+202E), which no"),
        ("x\u2028y", "holds a line end that nobody sees (U+2028), which no record can keep;"),
        ("x\ufeffy", "holds a byte-order mark (U+FEFF), which no record can keep; take it out."),
        ("x\udcffy", "holds a broken character (U+DCFF), which no record can keep; take it out."),
        ("   ", "says nothing: it holds only blanks."),
        ("Any\ntown", "must stand on one line."),
    ],
)
def test_a_name_that_no_record_can_hold_makes_no_register(
    option: str, words: str, sentence: str, run: Run, tmp_path: Path
) -> None:
    outcome = run("init", tmp_path / "new", *ANSWERS, option, words)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"sscp: {option} {sentence}")
    assert outcome.err.count("\n") == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "words",
    [
        *("'", '"', "$area ${board}", "{}", "a: b", "a #b", "- a", "-", "yes", "null", "~", "..."),
        *(
            "2023-05-17",
            "1e3",
            "0x1F",
            "a...",
            "\U0001f389 \u00e9",
            "x" * 10_000,
            "word " * 60 + "x",
        ),
    ],
)
def test_a_name_stands_in_the_register_as_it_was_typed(
    words: str, run: Run, tmp_path: Path
) -> None:
    answers = [f"--{name}={words}" for name in ("area", "name", "council", "board", "police")]
    assert run("init", tmp_path / "new", *answers).status == 0
    portfolio = load(FolderSource(str(tmp_path / "new/records"))).portfolio
    assert portfolio.settings is not None
    assert [portfolio.settings.text(each) for each in ("name", "area")] == [words, words]
    assert {each.text("name") for each in portfolio.of_kind("partner")} == {words}
    assert (
        json.loads(run("-C", tmp_path / "new", "validate", "--format=json").out)["summary"]["error"]
        == 0
    )


def test_blanks_around_a_name_are_no_part_of_it(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "new", *ANSWERS, "--area", "  Anytown ").status == 0
    assert "\narea: Anytown\n" in (tmp_path / "new/records/register.yaml").read_text("utf-8")


def test_a_folder_where_no_register_can_begin_is_told_in_one_sentence_and_left_as_it_was(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full/records").mkdir(parents=True)
    inner = tmp_path / "one/records/deep/new"
    assert run("init", tmp_path / "one", *ANSWERS).status == 0
    for folder, status, sentence in (
        ("file", 2, f"{tmp_path / 'file'} is a file; name a folder."),
        ("file/new", 2, f"{tmp_path / 'file'} is a file; name a folder."),
        ("full", 2, f"{tmp_path / 'full/records'} is there already; choose an empty folder."),
        ("one", 2, f"{tmp_path / 'one'} holds a register already."),
        ("one/records", 2, f"{tmp_path / 'one/records'} holds a register already."),
        (
            "one/records/deep/new",
            2,
            f"{inner} lies within the register {inner.parent.parent}; choose a folder outside.",
        ),
    ):
        outcome = run("init", tmp_path / folder, *ANSWERS)
        assert (outcome.status, outcome.out, outcome.err) == (status, "", f"sscp: {sentence}\n")
    assert not (tmp_path / "one/records/deep").exists()
    assert (tmp_path / "file").read_text() == "mine"
    assert list((tmp_path / "full/records").iterdir()) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may write anywhere"
)
def test_a_folder_that_can_not_be_written_to_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    outcome = run("init", tmp_path / "shut", *ANSWERS)
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err.endswith("can't be written to: Permission denied.\n")


def test_a_register_cut_off_while_it_is_made_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.write_bytes

    def until_the_disk_is_full(path: Path, content: bytes) -> int:
        if path.name == "register.yaml":
            raise OSError(28, "No space left on device", str(path))
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", until_the_disk_is_full)
    outcome = run("init", tmp_path / "deep/new", *ANSWERS)
    assert outcome.status == 3
    assert outcome.err.endswith("register.yaml can't be written to: No space left on device.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_repository_that_is_no_register_takes_one_in(run: Run, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "work")
    repository.write("notes.txt", "mine\n").commit("2023-05-20T12:00:00+00:00")
    repository.write("draft.txt", "not saved yet\n")
    assert run("init", tmp_path / "work", *ANSWERS).status == 0
    assert repository.git("log", "--format=%s") == "The register begins\nrecords"
    assert repository.git("status", "--short") == "?? draft.txt"


def test_no_register_is_made_beside_the_one_that_was_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    outcome = run("-C", tmp_path / "there", "init", *ANSWERS)
    assert outcome.status == 2
    assert outcome.err.endswith("say `sscp init DIR` for a new one.\n")
    assert list(tmp_path.rglob("*.yaml")) == []


def test_without_git_there_is_a_register_without_history(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = run("init", tmp_path / "new", *ANSWERS)
    assert outcome.status == 0
    assert outcome.err.startswith("It has no history yet: ")
    assert outcome.err.count("\n") == 1
    assert run("-C", tmp_path / "new", "validate").status == 0
    assert not (tmp_path / "new/.git").exists()


def test_the_first_meeting_can_follow_at_once(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path, *ANSWERS)
    values = {
        "id": "lead-partners-2026-11-25",
        "title": "Lead partners",
        "group": "lead-partners",
        "date": "25 November 2026",
        "status": "planned",
        "source": "arrangements",
    }
    words = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
    outcome = run("-C", tmp_path, "--as-of", "2026-11-22", "new", "meeting", *words)
    assert outcome.status == 0, outcome.err
    assert "25 November 2026" in run("-C", tmp_path, "--as-of", "2026-11-22", "status").out


def found(run: Run, top: Path) -> dict[str, str]:
    told = json.loads(run("-C", top, "doctor", "--format", "json").out)
    return {each["found"]: each["state"] for each in told["checks"]}


def test_the_doctor_says_what_is_wrong(
    register: Repository, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    told = found(run, register.top)
    assert told["git does not know who you are."] == "wrong"
    assert told["The register is on this machine alone."] == "note"
    outcome = run("-C", register.top, "action", "update", "page", "--note", "One")
    assert outcome.status == 0
    assert "git does not know who you are; `sscp doctor` sets that up" in outcome.err
    run("-C", register.top, "doctor", "--name", "A clerk", "--email", "clerk@example.org")
    told = found(run, register.top)
    assert told["Changes are kept under the name A clerk <clerk@example.org>."] == "fine"
    assert told["There are changes that are not saved."] == "note"


def test_of_two_records_with_one_id_the_later_gets_another_number(
    register: Repository, run: Run
) -> None:
    register.write(
        "actions/2023.yaml",
        """\
        - id: ACT-2023-001  # by hand
          title: Another page
          owner: manager
          raised_on: 2023-05-17
          due: 2023-06-30
          raised_by: meeting
          raised_at: executive-2023-05-17
          scope: single-agency
          monitored_by: executive
          source: executive-2023-05-17
        """,
    )
    register.write(
        "issues/ISS-2023-01.yaml",
        """\
        id: ISS-2023-01
        title: A page is missing
        form: issue
        raised_by: executive
        raised_on: 2023-05-17
        raised_to: executive
        actions: [ACT-2023-001]
        source: executive-2023-05-17
        """,
    )
    register.commit("2023-05-25T12:00:00+00:00")
    assert found(run, register.top)["Two records have the id ACT-2023-001."] == "wrong"
    assert "Say --yes" in run("-C", register.top, "doctor", "--repair").err
    looked = run("-C", register.top, "doctor", "--repair", "--dry-run")
    assert "actions/2023.yaml: ACT-2023-001 is ACT-2023-002 now, with 1 link" in looked.out
    assert register.git("status", "--short") == ""
    outcome = run("-C", register.top, "doctor", "--repair", "--yes")
    assert outcome.status == 0, outcome.err
    changed = register.git("diff", "HEAD~1", "--unified=0").splitlines()
    assert [line for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        "-- id: ACT-2023-001  # by hand",
        "+- id: ACT-2023-002  # by hand",
        "-actions: [ACT-2023-001]",
        "+actions: [ACT-2023-002]",
    ]
    assert "No two records" in run("-C", register.top, "doctor", "--repair", "--yes").out

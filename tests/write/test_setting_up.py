"""A register from nothing, and what is wrong with its surroundings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
    assert sorted(path.stem for path in groups.iterdir()) == ["lead-partners", "learning-group"]


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

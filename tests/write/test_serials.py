"""New ids: never one that is there, was there, or was given out on another branch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sscp.model.kinds.catalogue import BY_NAME
from sscp.write.serials import keep_given_out, next_serial, read_given_out
from tests.builders import Row, build
from tests.repositories import Repository

ACTION, REVIEW = BY_NAME["action"], BY_NAME["review"]
NAME = "sscp-serials.json"


def action(number: str, **fields: Row) -> Row:
    return {"id": f"ACT-{number}", **fields}


@pytest.mark.parametrize(
    ("there", "given_out", "new"),
    [
        ([], {}, "ACT-2024-001"),
        (["2024-001"], {}, "ACT-2024-002"),
        (["2024-009", "2024-002"], {}, "ACT-2024-010"),
        (["2023-131"], {}, "ACT-2024-001"),
        (["2024-999"], {}, "ACT-2024-1000"),
        (["2024-1000", "2024-999"], {}, "ACT-2024-1001"),
        # A number once given out is not given out again, though no record has it.
        (["2024-002"], {"ACT-2024": 7}, "ACT-2024-008"),
        (["2024-009"], {"ACT-2024": 7}, "ACT-2024-010"),
        (["2024-002"], {"ACT-2023": 50, "DEC-2024": 60}, "ACT-2024-003"),
    ],
)
def test_the_next_number_of_the_year_is_one_above_all_that_were_ever_given(
    there: list[str], given_out: dict[str, int], new: str
) -> None:
    register = build(actions=[action(each) for each in there])
    kept = dict(given_out)
    assert next_serial(register, ACTION, 2024, kept) == new
    assert kept == {**given_out, "ACT-2024": int(new.rpartition("-")[2])}


def test_a_number_given_out_in_the_same_run_is_not_given_out_again() -> None:
    register, given_out = build(), dict[str, int]()
    found = [next_serial(register, ACTION, year, given_out) for year in (2024, 2024, 2025)]
    assert found == ["ACT-2024-001", "ACT-2024-002", "ACT-2025-001"]


def test_a_former_id_is_taken_and_ids_of_other_forms_are_not() -> None:
    register = build(
        actions=[{"id": "ACT-2024-003", "formerly": ["ACT-2024-011"]}, action("2024-012-x")],
        decisions=[{"id": "DEC-2024-020"}],
        groups=[{"id": "board"}],
    )
    assert next_serial(register, ACTION, 2024, {}) == "ACT-2024-012"


def test_a_kind_with_several_prefixes_counts_each_apart() -> None:
    register = build(reviews=[{"id": "RR-2024-04"}, {"id": "LCSPR-2024-01"}])
    assert next_serial(register, REVIEW, 2024, {}, "LCSPR") == "LCSPR-2024-02"
    assert next_serial(register, REVIEW, 2024, {}, "RR") == "RR-2024-05"


def test_what_was_given_out_is_read_as_it_was_kept(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "register")
    records = repository.top / "records"
    records.mkdir()
    assert read_given_out(str(records)) == {}
    keep_given_out(str(records), {"DEC-2024": 2, "ACT-2024": 7})
    kept = repository.top / ".git" / NAME
    assert kept.read_text(encoding="utf-8") == '{"ACT-2024": 7, "DEC-2024": 2}'
    assert [each.name for each in kept.parent.glob(f"{NAME}*")] == [NAME]
    assert read_given_out(str(records)) == {"ACT-2024": 7, "DEC-2024": 2}


def test_a_second_working_folder_shares_what_was_given_out(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "register")
    repository.write("register.yaml", "id: x\n").commit("2023-01-01T12:00:00+00:00")
    second = tmp_path / "second"
    repository.git("worktree", "add", "-q", "-b", "draft", str(second))
    keep_given_out(str(second), {"ACT-2024": 7})
    assert (repository.top / ".git" / NAME).is_file()
    assert read_given_out(str(repository.top)) == {"ACT-2024": 7}


def test_a_folder_without_git_of_its_own_is_named_by_a_file(tmp_path: Path) -> None:
    """So it is where one repository lies within another: nothing is shared."""
    (tmp_path / "kept").mkdir()
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / ".git").write_text("gitdir: ../kept\n", encoding="utf-8")
    keep_given_out(str(inner), {"ACT-2024": 7})
    assert (tmp_path / "kept" / NAME).is_file()


def test_without_git_it_is_kept_in_the_workshop_of_the_register(tmp_path: Path) -> None:
    if any((each / ".git").exists() for each in tmp_path.parents):
        pytest.skip("the folder for temporary files lies in a repository")
    (tmp_path / ".sscp").mkdir()
    keep_given_out(str(tmp_path), {"ACT-2024": 7})
    assert (tmp_path / ".sscp" / NAME).is_file()
    assert read_given_out(str(tmp_path)) == {"ACT-2024": 7}


@pytest.mark.parametrize("content", ["", "[]", "no json", "null"])
def test_a_file_that_says_nothing_is_none(tmp_path: Path, content: str) -> None:
    repository = Repository(tmp_path / "register")
    (repository.top / ".git" / NAME).write_text(content, encoding="utf-8")
    assert read_given_out(str(repository.top)) == {}


def test_what_is_no_number_is_left_out(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "register")
    file = repository.top / ".git" / NAME
    file.write_text(json.dumps({"ACT-2024": 7, "DEC-2024": "many", "RR-2024": None}))
    assert read_given_out(str(repository.top)) == {"ACT-2024": 7}

"""Files for other programs: what is written, where, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import TREES, Run, Tree

QUARTER = ("-C", TREES / "quarter", "--as-of", "2023-06-30")


def test_a_file_for_a_spreadsheet_begins_with_a_mark_and_a_pipe_does_not(
    run_process: Run, tmp_path: Path
) -> None:
    printed = run_process(*QUARTER, "export", "agency", "--to", "csv")
    said = run_process(*QUARTER, "export", "agency", "-o", tmp_path / "a.csv")
    assert (said.status, said.out) == (0, "")
    assert said.err == f"Written to {tmp_path / 'a.csv'}.\n"
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + printed.out.encode()


def test_the_name_of_the_file_says_what_it_holds_and_how(run_process: Run, tmp_path: Path) -> None:
    for name in ("actions.csv", "Actions.JSON", "meetings.json"):
        assert run_process(*QUARTER, "export", tmp_path / name).status == 0
    assert (tmp_path / "actions.csv").read_bytes().startswith(b"\xef\xbb\xbfid,title,")
    assert json.loads((tmp_path / "Actions.JSON").read_bytes())["kind"] == "action"
    assert json.loads((tmp_path / "meetings.json").read_bytes())["kind"] == "meeting"


def test_json_holds_every_declared_field(run_process: Run) -> None:
    said = run_process(*QUARTER, "export", "action", "--to", "json")
    document = json.loads(said.out)
    assert document["schema"] == "sscp.export/1"
    assert [document[name] for name in ("as_of", "illustrative", "withheld", "kind")] == [
        "2023-06-30",
        True,
        False,
        "action",
    ]
    fields = [set(record) for record in document["records"]]
    assert len(fields) == 10
    assert all(each == fields[0] for each in fields)
    first = document["records"][0]
    assert (first["escalations"], first["cancelled"], first["effect"]) == ([], None, None)


def test_a_formula_in_a_record_stays_a_text(run_process: Run, tree: Tree) -> None:
    tree.write("groups/g.yaml", 'id: g\nname: "=HYPERLINK(1)"\npurpose: "@x"\n')
    said = run_process("-C", tree.root, "export", "group", "--to", "csv")
    (row,) = csv.DictReader(io.StringIO(said.out))
    assert (row["name"], row["purpose"]) == ("'=HYPERLINK(1)", "'@x")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["export"], "Say what: sscp export KIND. `sscp export --list` tells what there is."),
        (["export", "actoin"], "There is no kind of record called actoin. Did you mean action?"),
        (["export", "nothing.csv"], "There is no kind of record called nothing."),
        (
            ["export", "action", "--to", "pdf"],
            "action cannot be exported as pdf; it can be: csv, json.",
        ),
        (["export", "action", "-o", "nowhere/a.csv"], "nowhere/a.csv cannot be written: "),
    ],
)
def test_what_cannot_be_exported_is_refused_in_a_sentence(
    words: list[str], sentence: str, run: Run
) -> None:
    said = run(*QUARTER, *words)
    assert said.status in (2, 3)
    assert said.out == ""
    assert said.err.startswith(f"sscp: {sentence}")
    assert said.err.count("\n") == 1


def test_the_action_log_is_the_open_actions_unless_more_is_asked_for(
    run_process: Run, tmp_path: Path
) -> None:
    said = run_process(*QUARTER, "export", "action-log", "--to", "csv")
    everything = run_process(*QUARTER, "export", "action-log", "--to", "csv", "--state", "all")
    assert len(everything.out.splitlines()) > len(said.out.splitlines())
    said = run_process(*QUARTER, "export", tmp_path / "action-log.xlsx", "--by", "agency")
    assert said.err == f"Written to {tmp_path / 'action-log.xlsx'}.\n"
    assert (tmp_path / "action-log.xlsx").read_bytes().startswith(b"PK")


def test_a_sheet_for_the_public_holds_no_action(run_process: Run) -> None:
    said = run_process(*QUARTER, "export", "action-log", "--to", "csv", "--audience", "public")
    assert (said.status, len(said.out.splitlines())) == (0, 1)

"""Files for other programs: what is written, where, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from sscp.exchange.sql_views import VIEWS
from sscp.exchange.tables import tables_of
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.kinds.catalogue import BY_NAME, KINDS
from tests.cli.test_audience import SECRET, mixed
from tests.conftest import TREES, Run, Tree

__all__ = ["mixed"]

QUARTER = ("-C", TREES / "quarter", "--as-of", "2023-06-30")


def test_a_file_for_a_spreadsheet_begins_with_a_mark_and_a_pipe_does_not(
    run: Run, tmp_path: Path
) -> None:
    printed = run(*QUARTER, "export", "agency", "--to", "csv")
    said = run(*QUARTER, "export", "agency", "-o", tmp_path / "a.csv")
    assert (said.status, said.out) == (0, "")
    assert said.err == f"Written to {tmp_path / 'a.csv'}.\n"
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + printed.out.encode()


def test_the_name_of_the_file_says_what_it_holds_and_how(run: Run, tmp_path: Path) -> None:
    for name in ("actions.csv", "Actions.JSON", "meetings.json"):
        assert run(*QUARTER, "export", tmp_path / name).status == 0
    assert (tmp_path / "actions.csv").read_bytes().startswith(b"\xef\xbb\xbfid,title,")
    assert json.loads((tmp_path / "Actions.JSON").read_bytes())["kind"] == "action"
    assert json.loads((tmp_path / "meetings.json").read_bytes())["kind"] == "meeting"


@pytest.mark.parametrize(
    "words", [["north.db"], ["--to", "sqlite", "-o", "north.db"], ["--to", "sqlite", "-o", "north"]]
)
def test_a_database_is_the_whole_register_whatever_its_file_is_called(
    words: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*QUARTER, "export", *words).status == 0
    (file,) = tmp_path.iterdir()
    assert file.read_bytes().startswith(b"SQLite format 3\0")


def test_json_holds_every_declared_field(run: Run) -> None:
    said = run(*QUARTER, "export", "action", "--to", "json")
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


def test_a_formula_in_a_record_stays_a_text(run: Run, tree: Tree) -> None:
    tree.write("groups/g.yaml", 'id: g\nname: "=HYPERLINK(1)"\npurpose: "@x"\n')
    said = run("-C", tree.root, "export", "group", "--to", "csv")
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
            "action cannot be exported as pdf; it can be: csv, json, xlsx.",
        ),
        (
            ["export", "action", "--to", "xlsx"],
            "xlsx is not for a screen: say where to write it, as in -o action.xlsx.",
        ),
        (
            ["export", "register"],
            "sqlite is not for a screen: say where to write it, as in -o register.db.",
        ),
        (
            ["export", "action", "--owner", "nurse"],
            "Only the action log can be narrowed; action comes whole.",
        ),
        (
            ["query", "SELECT 1", "-o", "nowhere/a.xlsx"],
            "nowhere/a.xlsx cannot be written: ",
        ),
        (
            ["--format", "xlsx", "query", "SELECT 1"],
            "xlsx is not for a screen: say where to write it, as in -o answer.xlsx.",
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
    run: Run, tmp_path: Path
) -> None:
    said = run(*QUARTER, "export", "action-log", "--to", "csv")
    everything = run(*QUARTER, "export", "action-log", "--to", "csv", "--state", "all")
    assert len(everything.out.splitlines()) > len(said.out.splitlines())
    said = run(*QUARTER, "export", tmp_path / "action-log.xlsx", "--by", "agency")
    assert said.err == f"Written to {tmp_path / 'action-log.xlsx'}.\n"
    assert (tmp_path / "action-log.xlsx").read_bytes().startswith(b"PK")


def test_a_sheet_for_the_public_holds_no_action(run: Run) -> None:
    said = run(*QUARTER, "export", "action-log", "--to", "csv", "--audience", "public")
    assert (said.status, len(said.out.splitlines())) == (0, 1)


def test_a_kind_as_a_workbook_has_a_sheet_for_each_list_in_its_records(
    run: Run, tmp_path: Path
) -> None:
    assert run(*QUARTER, "export", tmp_path / "meetings.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "meetings.xlsx")
    assert book.sheetnames == [table.name[:31] for table in tables_of(BY_NAME["meeting"])]
    lines = list(book["meetings"].values)
    assert lines[0][0] == "Meetings on 30 June 2023"
    assert lines[1][0] == "Illustrative: the business shown here is invented as an example."
    assert lines[2][:3] == ("id", "title", "state")
    assert len(lines) == 3 + 6
    date_column = lines[2].index("date")
    assert {type(line[date_column]) for line in lines[3:]} == {datetime}


def test_an_answer_as_a_workbook_holds_texts_numbers_and_dates(run: Run, tmp_path: Path) -> None:
    sql = (
        "SELECT '=1+1' AS text, 1 AS whole, 1.5 AS number, '2023-05-17' AS day,"
        " '1900-01-01' AS too_early, NULL AS empty"
        " UNION ALL SELECT '-5', NULL, 2, NULL, NULL, NULL"
    )
    assert run(*QUARTER, "query", sql, "-o", tmp_path / "a.xlsx").status == 0
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Answer"]
    first = [cell.value for cell in page[4]]
    assert isinstance(first[3], datetime)
    first[3] = first[3].date().isoformat()
    assert first == ["=1+1", 1, 1.5, "2023-05-17", "1900-01-01", None]
    assert [cell.value for cell in page[5]] == ["-5", None, 2, None, None, None]
    assert {page.cell(4, 1).data_type, page.cell(5, 1).data_type} == {"s"}
    assert page.cell(4, 3).number_format == "General"
    assert not page.protection.sheet


@pytest.mark.parametrize(
    "words",
    [
        ["export", "register", "--to", "sqlite"],
        ["export", "register", "--to", "json"],
        ["export", "meeting", "--to", "xlsx"],
        ["export", "meeting", "--to", "csv"],
        ["query", "SELECT * FROM actions", "--format", "xlsx"],
    ],
)
def test_the_same_records_and_day_give_the_same_bytes(
    words: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*QUARTER, *words, "-o", tmp_path / "one").status == 0
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert run(*QUARTER, *words, "-o", tmp_path / "two").status == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_register_as_a_database_opens_with_its_views(run: Run, tmp_path: Path) -> None:
    assert run(*QUARTER, "export", tmp_path / "register.db").status == 0
    with closing(sqlite3.connect(tmp_path / "register.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT id, as_of FROM register").fetchall() == [
            ("quarter", "2023-06-30")
        ]
        for view in VIEWS:
            mine = database.execute(f"SELECT * FROM {view.name}").fetchall()
            said = run(*QUARTER, "--format", "json", "query", f"SELECT * FROM {view.name}")
            assert mine == [tuple(row.values()) for row in json.loads(said.out)["rows"]]
        columns = database.execute("SELECT name, type FROM pragma_table_info('actions')").fetchall()
    assert ("title", "TEXT") in columns
    assert ("days_overdue", "INTEGER") in columns


def test_the_register_as_json_holds_every_record_of_every_kind(run: Run) -> None:
    document = json.loads(run(*QUARTER, "export", "register", "--to", "json").out)
    assert (document["schema"], document["register"]["id"]) == ("sscp.register/1", "quarter")
    assert list(document["kinds"]) == [kind.name for kind in KINDS]
    loaded = load(FolderSource(str(TREES / "quarter"))).portfolio
    number = sum(len(records) for records in document["kinds"].values())
    assert number == len(loaded.records) > 0
    action = next(each for each in document["kinds"]["action"] if each["id"] == "ACT-2023-004")
    assert action["due"] == "2023-05-31"
    assert action["reckoned"]["due"] == "2023-06-20"
    assert action["reckoned"]["state"] == "overdue"


@pytest.mark.parametrize(
    ("what", "to"),
    [
        ("register", "sqlite"),
        ("register", "json"),
        ("group", "json"),
        ("group", "csv"),
        ("group", "xlsx"),
        ("action", "xlsx"),
    ],
)
def test_no_file_for_the_public_holds_what_is_withheld(
    what: str, to: str, run: Run, mixed: Tree, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    public = ("-C", mixed.root, "--as-of", "2023-06-30", "--audience", "public")
    assert run(*public, "export", what, "--to", to, "-o", file).status == 0
    content = file.read_bytes()
    if to == "xlsx":
        with ZipFile(file) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    assert b"open-board" in content or b"ACT-2023-002" in content
    for secret in (SECRET.encode(), b"DEC-2023-001", b"isspelt"):
        assert secret not in content


def test_records_that_cannot_be_read_are_spoken_of(run: Run, tree: Tree) -> None:
    tree.write("groups/g.yaml", "id: [\n")
    said = run("-C", tree.root, "export", "group", "--to", "csv")
    assert said.status == 0
    assert said.err == "Some records cannot be read as they should; `sscp validate` tells which.\n"


@pytest.mark.parametrize(
    "option", ["--owner", "--agency", "--group", "--source", "--state", "--by"]
)
def test_an_empty_word_narrows_nothing_and_is_told(option: str, run: Run, tmp_path: Path) -> None:
    outcome = run(*QUARTER, "export", tmp_path / "action-log.xlsx", option, " ")
    assert outcome.status == 2
    assert outcome.err.startswith(f"sscp: {option} is empty")
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_file_may_stand_beside_another_file(run: Run, tmp_path: Path) -> None:
    to = tmp_path / "by.xlsx"
    outcome = run(*QUARTER, "export", "action-log.xlsx", "--by", "agency", "-o", to)
    assert (outcome.status, outcome.err) == (0, f"Written to {to}.\n")
    assert to.read_bytes()[:2] == b"PK"

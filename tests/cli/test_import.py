"""The action log out to partners and back: what they typed, what clashes, what is written."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from tests.conftest import CHECKOUT, TREES, Outcome, Run
from tests.office import save_again

QUARTER = ("--as-of", "2023-06-30")


class Desk(NamedTuple):
    """A register with its repository, and the program run on it."""

    root: Path
    run: Callable[..., Outcome]

    def text(self, path: str = "actions/actions.yaml") -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def commits(self) -> list[str]:
        said = _git(self.root, "log", "--format=%s")
        return said.splitlines()


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def desk(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Desk:
    root = tmp_path / "register"
    shutil.copytree(TREES / "quarter", root)
    for name, value in (("NAME", "Clerk"), ("EMAIL", "clerk@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "First")

    def go(*words: str | Path) -> Outcome:
        return run("-C", root, *QUARTER, *words)

    return Desk(root, go)


class Book:
    """A workbook as a partner's own program opens it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book.worksheets[0]
        rows = list(self.sheet.iter_rows())
        self.head = next(row for row in rows if row[0].value == "Reference")
        self.columns = {cell.value: cell.column for cell in self.head}
        self.rows = {row[0].value: row[0].row for row in rows[self.head[0].row :] if row[0].value}

    def at(self, reference: str, heading: str) -> Any:
        return self.sheet.cell(self.rows[reference], self.columns[heading])

    def put(self, reference: str, heading: str, value: Any) -> None:
        self.at(reference, heading).value = value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def export(desk: Desk, tmp_path: Path, *words: str) -> Book:
    path = tmp_path / "action-log.xlsx"
    assert desk.run("export", path, "--state", "all", *words).status == 0
    return Book(path)


def proposal(said: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.out)
    return found


TEN: tuple[tuple[str, str, Any], ...] = (
    ("ACT-2023-003", "Progress %", 40),
    ("ACT-2023-003", "New update", "28/6/2023: Addresses are checked"),
    ("ACT-2023-004", "Status", "Complete"),
    ("ACT-2023-004", "Completed on", date(2023, 6, 29)),
    ("ACT-2023-004", "Evidence", "Letter of the hospital"),
    ("ACT-2023-005", "Later date asked for", "31 July 2023"),
    ("ACT-2023-005", "Why more time", "No rooms before the holidays"),
    ("ACT-2023-006", "Owner", "Chief Nurse"),
    ("ACT-2023-006", "Agency", "North Integrated Care Board"),
    ("ACT-2023-009", "New update", "=1+1 is no formula here"),
)


def test_ten_cells_changed_are_exactly_ten_changes(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    for reference, heading, value in TEN:
        book.put(reference, heading, value)
    book.at("ACT-2023-009", "New update").data_type = "s"
    before = desk.text()
    preview = desk.run("import", book.save(), "--dry-run")
    assert (preview.status, desk.text()) == (0, before)
    assert (
        preview.out
        == """\
What action-log.xlsx changes
  ACT-2023-004: Agree with the hospital how its safeguarding leads take part in
    the training offer
    status from Open to Complete
    completed on 29 June 2023
    evidence: Letter of the hospital
  ACT-2023-003: Send the training offer to every agency
    progress 40 %
    note of 28 June 2023: Addresses are checked
  ACT-2023-005: Book rooms for the autumn courses
    asks for more time until 31 July 2023; only a meeting can agree it
    reason for more time: No rooms before the holidays
  ACT-2023-009: Write the response to the national panel's survey
    note of 30 June 2023: =1+1 is no formula here
  ACT-2023-006: Say which officers need the advanced course
    owner from Borough Commander to Chief Nurse
    agency from North Police to North Integrated Care Board

10 changes to 5 actions, from 9 rows.
"""
    )
    said = proposal(desk.run("import", book.path, "--yes", "--format", "json"))
    assert sum(len(change["words"]) for change in said["changes"]) == 10
    assert (said["done"], said["conflicts"], said["left"]) == (True, [], [])
    assert desk.commits()[0] == "10 changes to 5 actions from action-log.xlsx"
    again = desk.run("import", book.path, "--yes")
    assert (again.status, len(desk.commits())) == (0, 2)
    assert "No changes, from 9 rows." in again.out


def test_what_is_written_is_what_the_verbs_would_write(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    for reference, heading, value in TEN[:-1]:
        book.put(reference, heading, value)
    desk.run("import", book.save(), "--yes")
    shown = json.loads(desk.run("show", "ACT-2023-004", "--format", "json").out)
    assert "29 June 2023" in json.dumps(shown) or "2023-06-29" in json.dumps(shown)
    text = desk.text()
    assert "note: 'Asks for more time until 31 July 2023: No rooms before the holidays'" in text
    assert "earlier_owners:\n    - post: borough-commander\n      until: 2023-06-30\n" in text
    assert desk.run("validate").status == 0


def test_an_unchanged_sheet_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    for words in ((), ("--by", "agency")):
        said = desk.run("import", export(desk, tmp_path, *words).path, "--yes")
        assert (said.status, len(desk.commits())) == (0, 1)
        assert "Nothing." in said.out


def test_nothing_is_written_where_nobody_can_say_yes(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    before = desk.text()
    said = desk.run("import", book.save())
    assert (said.status, desk.text()) == (2, before)
    assert "progress 40 %" in said.out
    assert said.err == "sscp: Nothing was changed: nobody can answer here. Say --yes to write it.\n"


@pytest.mark.parametrize(("answer", "commits"), [(False, 1), (True, 2)])
def test_a_person_is_asked_first(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, commits: int
) -> None:
    monkeypatch.setattr("sscp.cli.ask.is_terminal", lambda: True)
    monkeypatch.setattr("sscp.cli.ask.confirm", lambda *_sentence, **_default: answer)
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    assert desk.run("import", book.save()).status == 0
    assert len(desk.commits()) == commits


def test_what_changed_on_both_sides_is_named_and_neither_is_taken(
    desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-006", "Progress %", 40)
    book.put("ACT-2023-006", "New update", "Addresses are checked")
    book.put("ACT-2023-005", "New update", "Rooms are booked")
    update = ("action", "update", "ACT-2023-006", "--note", "Half of them", "--percent", "50")
    assert desk.run(*update).status == 0
    done = ("action", "complete", "ACT-2023-005", "--evidence", "Bookings")
    assert desk.run(*done).status == 0
    said = desk.run("import", book.save(), "--yes")
    assert said.status == 1
    assert "note of 30 June 2023: Addresses are checked" in said.out
    assert said.out.partition("Changed on both sides")[2].startswith("""\
; neither is taken: 2
  ACT-2023-005, row 10: The action was completed on 30 June 2023 since the
    export; what was typed is left out.
  ACT-2023-006, row 12: Progress %: the sheet says 40, the register says 50;
    both changed since the export, which said nothing.
""")
    assert "percent: 40" not in desk.text()


def test_what_both_sides_say_alike_is_no_conflict(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-006", "Progress %", "50 %")
    desk.run("action", "update", "ACT-2023-006", "--note", "Half of them", "--percent", "50")
    said = desk.run("import", book.save(), "--yes")
    assert (said.status, len(desk.commits())) == (0, 2)


@pytest.mark.parametrize(
    ("reference", "heading", "value", "sentence"),
    [
        ("ACT-2023-003", "Progress %", 150, "Progress %: 150 is no whole number from 0 to 100."),
        ("ACT-2023-003", "Progress %", "=50+1", "Progress %: =50+1 is a formula without a value;"),
        ("ACT-2023-003", "Owner", "Bob", "Owner: there is no post called Bob."),
        ("ACT-2023-003", "Owner", None, "Owner was emptied; what the register says stays."),
        ("ACT-2023-003", "Status", "Complete", "Status: nothing shows that it is done;"),
        ("ACT-2023-003", "Status", "Cancelled", "Status: to give an action up needs a decision;"),
        ("ACT-2023-003", "Completed on", "29/6/2023", "Completed on: a day is filled in, but"),
        (
            "ACT-2023-003",
            "New update",
            "1/7/2023: Sent",
            "New update: Saturday 1 July 2023 is yet to",
        ),
        ("ACT-2023-003", "New update", "1/5/2023: Sent", "New update: Monday 1 May 2023 is before"),
        (
            "ACT-2023-003",
            "Later date asked for",
            "1/6/2023",
            "Later date asked for: Thursday 1 June 2023 is not",
        ),
        ("ACT-2023-003", "Later date asked for", "soon", "Later date asked for: soon is no date."),
        ("ACT-2023-003", "Why more time", "Leave", "Why more time: there is no later date that"),
        ("ACT-2023-003", "Due", "1/9/2023", "Due cannot be changed here: only a meeting can"),
        ("ACT-2023-003", "Action", "Send it", "Action cannot be changed here: a meeting agreed"),
        ("ACT-2023-001", "Progress %", 90, "The action was completed on 31 May 2023 and is"),
        ("ACT-2023-003", "Reference", "ACT-2023-099", "The register has no action ACT-2023-099"),
        ("ACT-2023-003", "Reference", None, "The row has no reference (Send the training offer"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_and_the_others_are_kept(
    desk: Desk, tmp_path: Path, reference: str, heading: str, value: Any, sentence: str
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-006", "New update", "This one is kept")
    book.put(reference, heading, value)
    said = desk.run("import", book.save(), "--yes", "--format", "json")
    found = proposal(said)
    assert said.status == 1
    assert [change["words"] for change in found["changes"]] == [
        ["note of 30 June 2023: This one is kept"]
    ]
    (left,) = found["left"]
    assert left["place"] == f"row {book.rows[reference]}"
    assert left["words"].startswith(sentence)
    assert "This one is kept" in desk.text()


def test_a_day_that_cannot_be_keeps_the_action_open(desk: Desk, tmp_path: Path) -> None:
    for day in ("1/7/2023", "1/1/2020", "soon"):
        book = export(desk, tmp_path)
        book.put("ACT-2023-003", "Status", "Complete")
        book.put("ACT-2023-003", "Evidence", "List")
        book.put("ACT-2023-003", "Completed on", day)
        found = proposal(desk.run("import", book.save(), "--dry-run", "--format", "json"))
        assert [change["words"] for change in found["changes"]] == [["evidence: List"]]
        assert len(found["left"]) == 2


def test_what_would_make_the_register_invalid_is_left_out_with_the_reason(
    desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "New update", "Mother's NHS number is 943 476 5919")
    book.put("ACT-2023-006", "New update", "This one is kept")
    said = desk.run("import", book.save(), "--yes")
    text = desk.text()
    assert "This one is kept" in text
    if "943 476 5919" not in text:  # the rule against identifiers is part of the catalogue
        assert said.status == 1
        assert "943" not in said.out


def test_two_rows_of_one_action_that_differ_are_a_conflict(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    last = book.sheet.max_row + 1
    for column in range(1, book.sheet.max_column + 1):
        book.sheet.cell(last, column).value = book.sheet.cell(
            book.rows["ACT-2023-003"], column
        ).value
    book.put("ACT-2023-003", "Progress %", 40)
    book.sheet.cell(last, book.columns["Progress %"]).value = 60
    said = desk.run("import", book.save(), "--yes")
    assert said.status == 1
    assert (
        f"row {book.rows['ACT-2023-003']} and row {last} differ: progress 40 %; progress 60 %."
        in said.out
    )


def test_a_row_that_lost_its_trace_takes_no_figure_over(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "As exported", None)
    book.put("ACT-2023-003", "Progress %", 40)
    book.put("ACT-2023-003", "New update", "This one is kept")
    found = proposal(desk.run("import", book.save(), "--yes", "--format", "json"))
    assert [change["words"] for change in found["changes"]] == [
        ["note of 30 June 2023: This one is kept"]
    ]
    (conflict,) = found["conflicts"]
    assert conflict["words"].endswith("and the row has lost what it was exported with.")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_comes_back_however_it_was_saved(
    desk: Desk, tmp_path: Path, encoding: str, mark: str
) -> None:
    path = tmp_path / "action-log.csv"
    assert desk.run("export", path).status == 0
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    head = rows[0]
    for row in rows[1:]:
        # A spreadsheet writes dates and figures in its own way.
        row[head.index("Due")] = date.fromisoformat(row[head.index("Due")]).strftime("%d/%m/%Y")
    row = next(row for row in rows if row[0] == "ACT-2023-003")
    row[head.index("New update")] = "Costs \u00a340 \u2013 agreed"
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    said = desk.run("import", path, "--yes")
    assert (said.status, said.err) == (0, "")
    assert "note of 30 June 2023: Costs \u00a340 \u2013 agreed\n" in said.out
    assert "1 change to 1 action, from 6 rows." in said.out


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_sheet_of_another_register_is_refused(
    desk: Desk, tmp_path: Path, run: Run, ending: str
) -> None:
    path = tmp_path / f"log.{ending}"
    assert run("-C", CHECKOUT / "records", "export", "action-log", "-o", path).status == 0
    said = desk.run("import", path, "--yes")
    assert (said.status, said.err) == (
        2,
        "sscp: This sheet was exported from the register solihull, and this is quarter.\n",
    )


def test_dates_with_the_month_first_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "action-log.csv"
    assert desk.run("export", path).status == 0
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace("2023-06-21", "06/21/2023"), encoding="utf-8")
    said = desk.run("import", path, "--yes")
    assert said.status == 2
    assert said.err == (
        "sscp: Dates in this file have the month before the day (row 5: 06/21/2023). Save it as an"
        " Excel workbook (.xlsx), and import that.\n"
    )


def test_a_log_without_its_references_is_no_log_made_by_hand(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.head[0].value = "Ref"
    said = desk.run("import", book.save(), "--yes")
    assert (said.status, said.err) == (
        2,
        "sscp: The action log has lost its column Reference.\n",
    )


def test_a_log_that_an_office_program_saved_again_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path, "--by", "agency")
    said = desk.run("import", save_again(book.path, tmp_path), "--yes")
    assert (said.status, len(desk.commits())) == (0, 1)
    assert "No changes, from 11 rows." in said.out


def test_ten_cells_changed_in_an_office_program_are_exactly_ten_changes(
    desk: Desk, tmp_path: Path
) -> None:
    book = Book(save_again(export(desk, tmp_path).path, tmp_path))
    for reference, heading, value in TEN:
        book.put(reference, heading, value)
    book.at("ACT-2023-009", "New update").data_type = "s"
    (tmp_path / "back").mkdir()
    said = desk.run("import", save_again(book.save(), tmp_path / "back"), "--yes")
    assert said.status == 0, said.out
    assert "10 changes to 5 actions, from 9 rows." in said.out
    assert "note: =1+1 is no formula here\n" in desk.text()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK\x03\x04rubbish", "a.xlsx cannot be read as an Excel workbook; save it"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", "a.xls is locked with a password or was saved by an"),
        ("a.csv", b"\x00\x01\x02", "a.csv is neither an Excel workbook (.xlsx) nor a CSV file."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    desk: Desk, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    said = desk.run("import", tmp_path / name, "--yes")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"sscp: {sentence}")
    assert said.err.count("\n") == 1
    assert desk.run("import", tmp_path / "nowhere.xlsx").status == 2

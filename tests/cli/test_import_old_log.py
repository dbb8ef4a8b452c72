"""Action logs made by hand: how their columns are read, which rows are kept, which are listed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.record import Record
from tests.conftest import TREES, Outcome, Run

HEAD = "No,Agreed action,Lead,Organisation,Meeting date,Deadline,Comments,RAG,Status\n"
GOOD = "1,Write a guide,Business Manager,Smallbridge Council,17/05/2023,30/9/23,,Green,Open\n"


class Register:
    """A register of its own, and the program run on it."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root = root
        self._run = run

    def take(self, log: Path, *words: str) -> Outcome:
        place = ("-C", self.root, "--as-of", "2023-06-30")
        return self._run(*place, "import", log, "--group", "executive-group", *words)

    def told(self, log: Path, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.take(log, *words, "--format", "json").out)
        return found

    def actions(self) -> dict[str, Record]:
        found = load(FolderSource(str(self.root))).portfolio.of_kind("action")
        return {action.title: action for action in found}


@pytest.fixture
def register(tmp_path: Path, run: Run) -> Register:
    root = tmp_path / "register"
    shutil.copytree(TREES / "quarter", root)
    with (root / "register.yaml").open("a", encoding="utf-8") as settings:
        settings.write("commits: false\n")
    return Register(root, run)


@pytest.fixture
def log(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "old.csv"
        path.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
        return path

    return write


def test_good_rows_become_actions_and_bad_ones_are_listed_with_their_numbers(
    register: Register, log: Callable[[str], Path]
) -> None:
    path = log(
        "Action log of the Executive,,,,,,,,\n,,,,,,,,\n"
        + HEAD
        + "1,Write a guide,Business Manager,Smallbridge Council,17/05/2023,30/9/23,"
        "12/6/23: first half written \u2013 more soon,Green,In progress\n"
        "2,Look at the risks,Business Manager,,17/05/2023,ongoing,,Amber,Open\n"
        "3,Name deputies,North Police,,21 June 2023,30/9/2023,,Red,Open\n"
        "4,Ask for data,Director of Children\u2019s Services,"
        '"North Police and Smallbridge Council",21-Jun-23,2023-10-01,,,\n'
        "5,Done already,Business Manager,,17/05/2023,1/6/2023,,Blue,Complete\n"
        "6,No such day,Business Manager,,18/05/2023,1/9/2023,,Blue,Open\n"
        "7,,Business Manager,,17/05/2023,1/9/2023,,Blue,Open\n"
        "8,Who does it,,,17/05/2023,1/9/2023,,Blue,Open\n"
    )
    said = register.take(path, "--yes")
    assert (said.status, said.err) == (1, "")
    assert "  Agreed action: what is to be done (title)\n" in said.out
    assert "  Not read: RAG\n" in said.out
    assert said.out.partition("Left out")[2].startswith(""": 6
  row 5: Deadline: ongoing is no date. (Look at the risks)
  row 6: Lead: North Police is an organisation, and an action is owned by a
    post. (Name deputies)
  row 8: It is complete, but no day says when; it is complete, but nothing shows
    it; a column must hold the evidence. (Done already)
  row 9: The register has no meeting of the Executive Group on 18 May 2023; name
    what it came from with --raised-at. (No such day)
  row 10: It does not say what is to be done.
  row 11: Nobody owns it. (Who does it)

2 new actions, from 8 rows.
2 new actions saved.
""")
    kept = register.actions()
    guide, data = kept["Write a guide"], kept["Ask for data"]
    assert guide.id == "ACT-2023-011"
    assert {name: guide.values[name] for name in ("owner", "agency", "due", "source", "notes")} == {
        "owner": "business-manager",
        "agency": "smallbridge-council",
        "due": "2023-09-30",
        "source": "executive-group-2023-05-17",
        "notes": "Number 1 in an earlier action log.",
    }
    assert guide.values["progress"] == [
        {"on": "2023-06-12", "note": "first half written \u2013 more soon"}
    ]
    assert (data.text("scope"), data.texts("responders")) == (
        "multi-agency",
        ("north-police", "smallbridge-council"),
    )


def test_a_log_taken_in_twice_is_there_once(register: Register, log: Callable[[str], Path]) -> None:
    path = log(HEAD + GOOD)
    assert register.told(path, "--yes")["done"]
    again = register.told(path, "--yes")
    assert (again["changes"], again["known"], again["done"]) == ([], 1, False)


def test_how_columns_are_read_is_remembered(register: Register, log: Callable[[str], Path]) -> None:
    path = log("Thing,Hero,Agreed,Till\nWrite a guide,Business Manager,17/5/2023,30/9/2023\n")
    said = register.take(path, "--yes")
    assert said.status == 2
    assert said.err == (
        "sscp: No column of old.csv is known to hold the action itself. Its headings seem to be:"
        " Thing, Hero, Agreed, Till. Say which: --column 'Heading=title'.\n"
    )
    columns = [f"--column={each}" for each in ("Thing=title", "Hero=owner", "Agreed=raised-on")]
    assert register.take(path, *columns, "--column=Till=due", "--yes").status == 0
    settings = (register.root / "register.yaml").read_text(encoding="utf-8")
    assert "import_columns:\n  - heading: Thing\n    field: title\n" in settings
    path = log("Thing,Hero,Agreed,Till\nWrite another,Business Manager,17/5/2023,30/9/2023\n")
    assert register.take(path, "--yes").status == 0
    assert "Write another" in register.actions()
    path = log("Thing,Hero,Agreed,Till\nBusiness Manager,Swapped,17/5/2023,30/9/2023\n")
    swapped = ("--column=Thing=owner", "--column=Hero=title", "--yes")
    assert register.take(path, *swapped).status == 0
    settings = (register.root / "register.yaml").read_text(encoding="utf-8")
    assert "  - heading: Thing\n    field: owner\n  - heading: Hero\n    field: title\n" in settings


def test_a_trial_writes_nothing(register: Register, log: Callable[[str], Path]) -> None:
    before = {path: path.read_bytes() for path in register.root.rglob("*.yaml")}
    assert register.take(log(HEAD + GOOD), "--dry-run").status == 0
    assert {path: path.read_bytes() for path in register.root.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--column", "Lead"], "--column Lead is not of the form 'Heading=field'."),
        (["--column", "Lead=boss"], "There is no field boss; there are: title, detail, owner,"),
        (["--column", "Chief=owner"], "old.csv has no column chief."),
        (["--raised-at", "zebra"], "There is no meeting, review, audit, Section 11 return, plan,"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    register: Register, log: Callable[[str], Path], words: list[str], sentence: str
) -> None:
    said = register.take(log(HEAD + GOOD), *words)
    assert said.status == 2
    assert said.err.startswith(f"sscp: {sentence}")


@pytest.mark.parametrize(
    ("row", "values"),
    [
        # Where a meeting is named in words, by its id, or not at all.
        ("A,Executive Group 17 May 2023,,30/9/2023,", {"raised_at": "executive-group-2023-05-17"}),
        ("A,executive-group-2023-06-21,,30/9/2023,", {"raised_on": "2023-06-21"}),
        ("A,,,30/9/2023,", {"raised_at": "lsp-group-2023-04-12", "raised_on": "2023-04-12"}),
        ("A,,20/5/2023,30/9/2023,", {"raised_on": "2023-05-20"}),
        # What is done says when and with what evidence.
        (
            "A,,,30/5/2023,29/5/2023",
            {"completed_on": "2023-05-29", "evidence": [{"what": "Letter", "on": "2023-05-29"}]},
        ),
    ],
)
def test_what_a_row_leaves_open_is_taken_from_the_options(
    register: Register, log: Callable[[str], Path], row: str, values: dict[str, Any]
) -> None:
    head = "Action,Meeting,Date raised,Due date,Date completed,Owner,Evidence\n"
    path = log(f"{head}{row},Business Manager,Letter\n")
    said = register.take(path, "--raised-at", "lsp-group-2023-04-12", "--yes")
    assert (said.status, said.err) == (0, "")
    action = register.actions()["A"]
    assert {name: action.values[name] for name in values} == values


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "A,20/5/2023,30/9/2023,,19 May 2023: Begun",
            "Friday 19 May 2023 is before it was raised,",
        ),
        ("A,20/5/2023,30/9/2023,,1/1/2042: Begun", "Wednesday 1 January 2042 is yet to come"),
        (
            "A,20/5/2023,30/9/2023,19/5/2023,",
            "Friday 19 May 2023 is before it was raised, Saturday",
        ),
        ("A,20/5/2023,30/9/2023,1/1/2042,", "Wednesday 1 January 2042 is yet to come"),
        ("A,1/1/2042,30/9/2042,,", "Wednesday 1 January 2042 is yet to come"),
    ],
)
def test_a_row_with_a_day_that_can_not_be_is_left_out(
    register: Register, log: Callable[[str], Path], row: str, says: str
) -> None:
    head = "Action,Date raised,Due date,Date completed,Comments,Owner,Evidence\n"
    path = log(f"{head}{row},Business Manager,Letter\n")
    said = register.take(path, "--raised-at", "lsp-group-2023-04-12", "--yes")
    assert said.status == 1
    assert says in " ".join(said.out.split())
    assert "A" not in register.actions()


def test_a_workbook_of_many_sheets_with_dates_and_formulas(
    register: Register, tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    first, second, notes = made.active, made.create_sheet("Old"), made.create_sheet("Notes")
    assert first is not None
    notes["A1"] = "How to use this log"
    for page, title in ((first, "Book a hall"), (second, "Print the guide")):
        page.append(["Ref", "Action", "Owner", "Meeting date", "Due date", "Progress %"])
        due = date(2023, 9, 30) if page is first else "=D2+30"
        page.append(["7", title, "Business Manager", date(2023, 5, 17), due, 0.4])
        page["F2"].number_format = "0%"
    made.save(tmp_path / "old.xlsx")
    told = register.told(tmp_path / "old.xlsx", "--yes")
    assert [change["place"] for change in told["changes"]] == ["Sheet, row 2"]
    assert told["left"] == [
        {
            "record": "",
            "place": "Old, row 2",
            "words": "Due date: =D2+30 is a formula without a value; type what it should say."
            " (Print the guide)",
        }
    ]
    assert register.actions()["Book a hall"].values["progress"][0]["percent"] == 40


def test_a_row_that_would_be_an_error_in_the_register_is_left_out_with_it(
    register: Register, log: Callable[[str], Path]
) -> None:
    path = log(
        "Action,Owner,Meeting date,Due date,Detail\n"
        "A,Business Manager,17/5/2023,30/9/2023,see NHS 943 476 5919\n"
        "B,Business Manager,17/5/2023,30/9/2023,\n"
    )
    told = register.told(path, "--yes")
    assert "B" in register.actions()
    if told["left"]:  # the rule against identifiers is part of the catalogue
        assert "943" not in json.dumps(told)
        assert "A" not in register.actions()

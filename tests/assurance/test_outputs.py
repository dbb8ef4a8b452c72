"""What the program says about assurance and clocks: whole outputs, and the shape of its JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sscp.assurance.matrices import Matrix, MatrixRow
from sscp.render.assurance import count_words, matrix_lines
from sscp.render.lines import WIDTH, Style, to_text
from sscp.render.table import table_lines
from sscp.timing.deadline import Deadline
from sscp.timing.states import State
from sscp.views.assurance import words_of
from tests.conftest import GOLDEN, TREES, Golden, Outcome, Run

ASSURED = ("-C", "assured", "--as-of", "2023-06-30")
QUARTER = ("-C", "quarter", "--as-of", "2023-06-30")
JSON = ("--format", "json")

TRANSCRIPTS: dict[str, tuple[str, ...]] = {
    "assurance": (*ASSURED, "assurance"),
    "assurance-json": (*ASSURED, "assurance", *JSON),
    "assurance-overdue": (*ASSURED, "assurance", "--state", "overdue"),
    "assurance-none": (*ASSURED, "assurance", "--state", "withdrawn"),
    "assurance-of-nothing": ("-C", "minimal", "--as-of", "2023-06-30", "assurance"),
    "assurance-quarter": (*QUARTER, "assurance"),
    "duty": (*ASSURED, "assurance", "2.1"),
    "duty-json": (*ASSURED, "assurance", "2.1", *JSON),
    "duty-said-twice": (*ASSURED, "assurance", "4.2"),
    "duty-attested": (*ASSURED, "assurance", "masa-6.1"),
    "duty-attested-in-time": ("-C", "assured", "--as-of", "2023-06-29", "assurance", "6.1"),
    "duty-not-attested": ("-C", "assured", "--as-of", "2023-05-31", "assurance", "6.1"),
    "matrices": (*ASSURED, "assurance", "--matrix", "all"),
    "matrices-json": (*ASSURED, "assurance", "--matrix", "section-11", *JSON),
    "matrices-quarter": (*QUARTER, "assurance", "--matrix", "attendance"),
    "clocks": (*ASSURED, "clocks"),
    "clocks-json": (*ASSURED, "clocks", *JSON),
    "clocks-of-a-clock": (*ASSURED, "clocks", "rr-01"),
    "clocks-of-a-record": (*ASSURED, "clocks", "LCSPR-2023-01"),
    "clocks-of-a-paragraph": (*ASSURED, "clocks", "2.1"),
    "clocks-none": ("-C", "minimal", "--as-of", "2023-06-30", "clocks"),
    "clocks-quarter": (*QUARTER, "clocks"),
    "wrong-state": (*ASSURED, "assurance", "--state", "late"),
    "wrong-matrix": (*ASSURED, "assurance", "--matrix", "agencies"),
    "wrong-paragraph": (*ASSURED, "assurance", "9.9"),
}

MORE = "title note item lasting time_force local holidays".split()
AGREED = (
    "clock subject period start due end state days_left unit force actor basis evidence"
    " unverified edition excluded"
).split()
"""The fields of a clock that other programs rely on."""


def said(run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.chdir(TREES)
    return run(*words)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_command_says_exactly_what_its_golden_file_holds(
    name: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = said(run, TRANSCRIPTS[name], monkeypatch)
    golden.check(
        f"assured/{name}.txt",
        f"$ sscp {' '.join(TRANSCRIPTS[name])}\n{found.out}--- on the error stream\n{found.err}"
        f"--- exit status {found.status}\n",
    )
    assert found.status == (2 if name.startswith("wrong-") else 0)
    if "json" not in name:
        assert [line for line in found.out.splitlines() if len(line) > WIDTH] == []


def test_no_golden_file_is_left_over_from_a_command_that_is_gone() -> None:
    expected = {f"{name}.txt" for name in TRANSCRIPTS}
    assert {file.name for file in (GOLDEN / "assured").iterdir()} == expected


def test_the_records_behind_the_pages_have_the_shape_of_their_kinds(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = said(run, (*ASSURED, "validate", *JSON), monkeypatch)
    codes = {finding["code"] for finding in json.loads(found.out)["findings"]}
    assert {code for code in codes if code.startswith(("ST-", "LK-"))} <= {"LK-08"}


def clocks(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    found = json.loads(said(run, (*ASSURED, "clocks", *JSON), monkeypatch).out)
    assert (found["schema"], found["as_of"]) == ("sscp.clocks/1", "2023-06-30")
    rows: list[dict[str, Any]] = found["clocks"]
    assert rows
    return rows


def test_every_clock_has_the_agreed_fields_in_json(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in clocks(run, monkeypatch):
        assert set(AGREED) <= set(row) <= {*AGREED, *MORE}


def test_a_clock_in_json_carries_its_arithmetic(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(one for one in clocks(run, monkeypatch) if one["clock"] == "SIN-01")
    assert {name: row[name] for name in AGREED} == {
        "clock": "SIN-01",
        "subject": "SIN-2023-01",
        "period": "from 4 May 2023",
        "start": "2023-05-04",
        "due": "2023-05-12",
        "end": "2023-05-12",
        "state": "met",
        "days_left": None,
        "unit": "working-days",
        "force": "duty",
        "actor": "Local authority",
        "basis": "Children Act 2004 section 16C(1); the time limit is guidance",
        "evidence": "A",
        "unverified": False,
        "edition": "WT2018",
        "excluded": ["2023-05-06", "2023-05-07", "2023-05-08"],
    }


def test_clocks_are_ordered_by_due_date_and_those_without_one_come_last(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [row["due"] or "9999" for row in clocks(run, monkeypatch)]
    assert due == sorted(due)
    assert due[-1] == "9999"


def test_a_clock_graded_r_is_marked_unverified(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = clocks(run, monkeypatch)
    assert [row["unverified"] for row in rows] == [row["evidence"] == "R" for row in rows]
    out = " ".join(said(run, (*ASSURED, "clocks"), monkeypatch).out.split())
    assert out.count("[unverified]") == sum(row["unverified"] for row in rows) > 0


DEADLINE = Deadline(
    clock="RR-01",
    subject="RR-2023-01",
    title="Complete the rapid review",
    period="from 12 May 2023",
    start=None,
    due=None,
    end=None,
    state=State.BREACHED,
    days_left=None,
    unit="working-days",
    force="duty",
    actor="Safeguarding partners",
    basis="practice",
    evidence="C",
)


@pytest.mark.parametrize("force", ["guidance", "expectation", "local", "information"])
def test_a_breach_is_said_only_where_law_stands_behind_the_date(force: str) -> None:
    assert DEADLINE.state_words == "breached"
    assert DEADLINE._replace(force=force).state_words == "done late"


def test_a_duty_that_is_overdue_is_not_yet_called_breached() -> None:
    assert DEADLINE._replace(state=State.OVERDUE).state_words == "overdue"


def test_counts_are_said_with_what_presses_most_first_and_nothing_that_is_zero() -> None:
    counts = {"met": 3, "context": 1, "overdue": 2, "breached": 1, "due_soon": 0, "attested": 4}
    assert count_words(counts) == (
        "2 overdue, 1 done late, 3 met, 4 for a person to attest, 1 context"
    )


def test_a_table_lines_its_cells_up_below_their_heads() -> None:
    lines = table_lines(("On", "State"), [("College", ("1 May", "late"), Style.WARN)])
    assert [line.style for line in lines] == [Style.FAINT, Style.WARN]
    head, row = (line.text for line in lines)
    assert row.startswith("  College  ")
    assert head.index("On") == row.index("1 May")
    assert head.index("State") == row.index("late")
    assert len(row) <= WIDTH


def test_a_long_label_and_a_long_cell_run_on_below_themselves() -> None:
    text = to_text(table_lines(("Head",), [("word " * 20, ("cell " * 20,), Style.PLAIN)]))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert (text.count("word"), text.count("cell")) == (20, 20)


def test_many_wide_columns_still_fit_and_leave_room_for_the_label() -> None:
    columns = tuple(f"Column{number}" for number in range(7))
    lines = table_lines(columns, [("Accountability", ("reported",) * 7, Style.PLAIN)])
    assert max(len(line.text) for line in lines) <= WIDTH
    assert any(line.text.startswith("  Accountability ") for line in lines)


def test_a_table_shows_no_control_characters_of_a_record() -> None:
    lines = table_lines(("On",), [("a\x1b[31m", ("b\nc",), Style.PLAIN)])
    assert "\x1b" not in to_text(lines)
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("columns", "rows", "gaps", "words"),
    [
        (("A",), (), 0, "Nothing to show yet."),
        ((), (MatrixRow("x", ()),), 0, "No meeting has been held yet this year."),
        (("A",), (MatrixRow("x", ("none",)),), 1, "1 gap."),
        (("A",), (MatrixRow("x", ("1",)),), 0, "0 gaps."),
    ],
)
def test_a_matrix_ends_by_saying_what_is_missing(
    columns: tuple[str, ...], rows: tuple[MatrixRow, ...], gaps: int, words: str
) -> None:
    assert matrix_lines(Matrix("audits", "Audits", columns, rows, gaps))[-1].text == f"  {words}"


@pytest.mark.parametrize("word", ["none", "overdue", "done late"])
def test_a_row_with_a_gap_stands_out(word: str) -> None:
    rows = (MatrixRow("gap", (word,)), MatrixRow("fine", ("met",)))
    lines = matrix_lines(Matrix("audits", "Audits", ("On",), rows, 1))[2:-1]
    styles = {line.text.split()[0]: line.style for line in lines}
    assert (styles["gap"], styles["fine"]) == (Style.WARN, Style.PLAIN)


@pytest.mark.parametrize("state", State)
def test_a_state_has_one_word_for_a_clock_a_statement_and_a_count(state: State) -> None:
    assert words_of(state.value) == state.words
    assert count_words({state.value: 3}) == f"3 {state.words}"

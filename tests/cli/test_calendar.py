"""`sscp calendar`: the year on a screen, as JSON, and meetings for a diary."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.conftest import CHECKOUT, TREES, Run, Tree
from tests.repositories import Repository

QUARTER = ("-C", str(TREES / "quarter"), "--as-of", "2023-06-30")
MEETING = """\
id: {group}-{day}
title: {group} of {day}
group: {group}
date: {day}
status: planned
"""


def add(tree: Tree, group: str, day: str, extra: str = "") -> None:
    tree.write(f"meetings/{group}-{day}.yaml", MEETING.format(group=group, day=day) + extra)


def test_today_stands_between_what_was_and_what_comes(run: Run) -> None:
    lines = run(*QUARTER, "calendar").out.splitlines()
    today = lines.index("  Fri 30  -- today --")
    before, after = "\n".join(lines[:today]), "\n".join(lines[today:])
    assert "held" in before
    assert "held" not in after.replace("was held", "")
    assert "planned" in after
    assert "July 2023" in after


def test_a_year_of_solihull_fits_80_columns_and_names_every_month(run: Run) -> None:
    said = run("-C", CHECKOUT / "records", "calendar")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    for month in ("April 2023", "August 2023", "December 2023", "March 2024"):
        assert month in lines
    assert "  Wed  9  Executive Group: cancelled" in lines


def test_recurring_duties_stand_on_the_day_they_are_due(run: Run) -> None:
    said = run("-C", CHECKOUT / "records", "calendar", "--year", "2024-25")
    assert "Deadline: The Executive's chair changes hands every year" in said.out


def test_an_empty_register_has_an_empty_year(run: Run, tree: Tree) -> None:
    said = run("-C", tree.root, "--as-of", "2023-05-17", "calendar")
    assert said.status == 0
    assert said.out.count("Nothing.") == 11
    assert "  Wed 17  -- today --" in said.out


def test_the_outcomes_of_a_plan_on_one_day_share_a_line(run: Run, tree: Tree) -> None:
    tree.write(
        "plans/plan.yaml",
        """\
        id: plan
        title: The plan
        status: agreed
        from: 2023-04-01
        outcomes:
          - {key: "1", outcome: First, due: 2023-12-01}
          - {key: "2", outcome: Second, due: 2023-12-01}
          - {key: "3", outcome: Third, due: 2023-05-01}
          - {key: "4", outcome: Fourth, due: 2023-05-01}
        """,
    )
    said = run("-C", tree.root, "--as-of", "2023-05-17", "calendar")
    assert "  Fri  1  Plan outcomes 1, 2: The plan\n" in said.out
    assert "Plan outcome 3, Third: overdue 16 days, The plan" in said.out
    assert "Plan outcome 4, Fourth: overdue 16 days, The plan" in said.out


@pytest.mark.parametrize("words", ["2022-23", "2022/23", "2022", "2022-2023"])
def test_another_year_can_be_named(words: str, run: Run) -> None:
    said = run(*QUARTER, "calendar", "--year", words)
    assert "Governance year 2022-23, 1 April 2022 to 31 March 2023" in said.out
    assert "today" not in said.out


@pytest.mark.parametrize(
    "words", ["2022-24", "22-23", "next", "", "2022-", "0000-01", "9999-00", "2022-2123"]
)
def test_a_year_that_is_none_is_wrong_usage(words: str, run: Run) -> None:
    said = run(*QUARTER, "calendar", f"--year={words}")
    assert (said.status, said.out) == (2, "")
    assert f"{words or 'Nothing'} is no governance year. Write it like 2023-24." in said.err


def test_json_holds_every_field_of_every_month(run: Run) -> None:
    said = json.loads(run(*QUARTER, "calendar", "--format", "json").out)
    assert said["schema"] == "sscp.calendar/1"
    assert (said["as_of"], said["year"]) == ("2023-06-30", "2023-24")
    assert (said["first_day"], said["last_day"]) == ("2023-04-01", "2024-03-31")
    assert len(said["months"]) == 12
    assert set(said["months"][0]) == {"month", "actions_due", "actions_overdue", "entries"}
    rows = [row for month in said["months"] for row in month["entries"]]
    fields = "date form id item title state days_overdue note holidays information unverified"
    fields += " illustrative"
    assert {frozenset(row) for row in rows} == {frozenset(fields.split())}
    assert "executive-group-2023-07-12" in {row["id"] for row in rows}


def test_a_diary_holds_all_meetings_or_one_or_a_years(run: Run, tree: Tree) -> None:
    for day in ("2022-05-17", "2023-05-17", "2023-06-21"):
        add(tree, "board", day)

    def count(*words: str) -> int:
        said = run("-C", tree.root, "--as-of", "2023-05-01", "calendar", "--format", "ics", *words)
        assert (said.status, said.err) == (0, "")
        return len(Calendar.from_ical(said.out).events)

    assert count() == 3
    assert count("--year", "2023-24") == 2
    assert count("board-2023-06-21") == 1


def test_a_meeting_alone_needs_the_diarys_format(run: Run) -> None:
    said = run(*QUARTER, "calendar", "lsp-group-2023-08-09")
    assert (said.status, said.out) == (2, "")
    assert "sscp calendar --format ics lsp-group-2023-08-09" in said.err


def test_a_meeting_that_a_reader_may_not_see_is_not_there(run: Run, tree: Tree) -> None:
    add(tree, "board", "2023-05-17")
    add(tree, "panel", "2023-05-18", "audience: public\n")
    words = ("-C", tree.root, "calendar", "--format", "ics", "--audience", "public")
    said = run(*words)
    assert "panel-2023-05-18" in said.out
    assert "board" not in said.out
    one = run(*words, "board-2023-05-17")
    assert (one.status, one.out) == (2, "")
    assert "There is no meeting board-2023-05-17" in one.err


def test_the_diary_goes_to_a_file_byte_for_byte(run: Run, tmp_path: Path, tree: Tree) -> None:
    add(tree, "board", "2023-05-17")
    words = ("-C", tree.root, "--as-of", "2023-05-01", "calendar", "--format", "ics")
    file = tmp_path / "diary.ics"
    said = run(*words, "-o", file)
    assert (said.status, said.out, said.err) == (0, "", f"Written to {file}.\n")
    content = file.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 10
    assert run(*words, "-o", file, "-q").err == ""
    assert file.read_bytes() == content


def test_the_diary_on_standard_output_keeps_its_line_ends(
    run_process: Run, tmp_path: Path, tree: Tree
) -> None:
    add(tree, "board", "2023-05-17")
    words = ("-C", tree.root, "--as-of", "2023-05-01", "calendar", "--format", "ics")
    file = tmp_path / "diary.ics"
    assert run_process(*words, "-o", file).status == 0
    assert run_process(*words).out.encode() == file.read_bytes()


@pytest.mark.parametrize("format", ["text", "json"])
def test_the_year_goes_to_a_file_as_it_goes_to_the_screen(
    format: str, run: Run, tmp_path: Path
) -> None:
    words = (*QUARTER, "calendar", "--format", format)
    assert run(*words, "-o", tmp_path / "year").status == 0
    assert (tmp_path / "year").read_text(encoding="utf-8") == run(*words).out


def test_a_file_that_cannot_be_written_fails_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "folder", tmp_path / "nowhere" / "diary.ics"):
        said = run(*QUARTER, "calendar", "--format", "ics", "-o", target)
        assert (said.status, said.out) == (3, "")
        assert "cannot be written" in said.err
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_the_calendar_library_is_loaded_for_the_diary_alone() -> None:
    code = (
        "import sys; from sscp.cli.main import main;"
        f"main(['-C', {str(TREES / 'quarter')!r}, 'calendar']);"
        "print('icalendar' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=CHECKOUT,
        text=True,
    )
    assert done.stdout.endswith("\nFalse\n")


def test_the_year_as_git_had_it_says_so_in_a_file_too(run: Run, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "work")
    repository.write("records/meetings/a.yaml", MEETING.format(group="board", day="2023-05-17"))
    commit = repository.name_register("Then", "2023-05-01T09:00:00+01:00")
    words = ("-C", repository.top, "calendar", "--at", "2023-05-02")
    sentence = f"As the records stood on 2 May 2023 (commit {commit[:7]})\n"
    assert run(*words).out.startswith(sentence)
    run(*words, "-o", tmp_path / "year.txt")
    assert (tmp_path / "year.txt").read_text().startswith(sentence)

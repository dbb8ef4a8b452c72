"""What every output says of a clock nobody has verified, and of one that is another body's.

Walked over Solihull's register, on days on which such clocks run, are late and are done.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sscp.model.record import Record
from sscp.timing.catalogue import national_clocks
from tests.conftest import CHECKOUT, Run

RECORDS = CHECKOUT / "records"
LATE, PUBLISHED = "2024-02-29", "2024-03-31"
"""Days on which the practice review is late, and on which it is published."""
GRADED_R = tuple(each for each in national_clocks() if each.text("evidence") == "R")
TITLES = tuple(each.title for each in GRADED_R)
DOCUMENTS = (
    "render agenda-pack lsp-group-2024-04-03",
    "render minutes lsp-group-2023-10-18",
    "render action-log",
)
SCREENS = (
    "status",
    "clocks",
    "clocks LCSPR-2023-01",
    "calendar",
    "assurance",
    "assurance 6.2.8",
    "show LCSPR-2023-01",
    "list review",
    "validate",
    "chase --dry-run",
    *DOCUMENTS,
)


def said(run: Run, command: str, day: str, root: Path = RECORDS) -> str:
    """What a command says, its lines joined: where they break is not the matter here."""
    done = run("-C", root, "--as-of", day, *command.split())
    assert done.status in (0, 1), done.err
    return " ".join(done.out.split())


KEPT_BY_DAY = ("status", "clocks", "calendar")
"""The screens that tell of every clock."""


@cache
def marked(title: str) -> re.Pattern[str]:
    """A title with the mark before the sentence about it ends."""
    return re.compile(re.escape(title) + r"[^.\[]*\[unverified\]")


@pytest.mark.parametrize(
    ("command", "day"),
    [
        *((command, LATE) for command in SCREENS),
        *((command, PUBLISHED) for command in ("status", "clocks", "calendar --year 2024-25")),
    ],
)
def test_each_unverified_clock_bears_its_mark_and_no_other_does(
    run: Run, command: str, day: str
) -> None:
    text = said(run, command, day)
    told = sum(text.count(title) for title in TITLES)
    assert told == sum(len(marked(title).findall(text)) for title in TITLES)
    # A statement that rests on such a clock is marked too.
    rests_on = "6.2.8 met: Full review report", "Stands: met [unverified]"
    others = sum(text.count(each) for each in rests_on)
    assert text.count("[unverified]") == told + others


@pytest.mark.parametrize(
    ("command", "day", "told"),
    [
        ("status", LATE, "(LCSPR-2023-01) is overdue by 76 days [unverified]."),
        ("status", LATE, "overdue 76 days, was due 15 December 2023 [unverified]"),
        ("clocks", LATE, "(LCSPR-2023-01): overdue [unverified]"),
        ("clocks LCSPR-2023-01", PUBLISHED, "for a year (LCSPR-2023-01): not due [unverified]"),
        ("clocks PAN-01", LATE, "(RR-2023-01): met [unverified]"),
        ("calendar", LATE, "(LCSPR-2023-01): overdue 76 days [unverified]"),
        ("assurance", LATE, "met: Full review report sent to government and national panel [unv"),
        ("assurance 6.2.8", LATE, "Stands: met [unverified]"),
        ("assurance 6.2.8", LATE, "Send the full report before publication (LCSPR-2023-01) [unv"),
    ],
)
def test_the_mark_stands_on_each_screen_that_tells_of_such_a_clock(
    run: Run, command: str, day: str, told: str
) -> None:
    assert told in said(run, command, day)


@pytest.mark.parametrize("clock", national_clocks(), ids=lambda clock: str(clock.id))
def test_the_page_of_a_clock_bears_the_mark(run: Run, clock: Record) -> None:
    text = said(run, f"explain {clock.id}", LATE)
    assert ("[unverified]" in text) == (clock in GRADED_R)


def test_other_programs_read_the_mark_as_a_field(run: Run) -> None:
    def read(command: str) -> Any:
        return json.loads(run("-C", RECORDS, "--as-of", LATE, *command.split()).out)

    rows = [*read("clocks --format json")["clocks"], *read("status --format json")["clocks"]]
    assert {row["unverified"] for row in rows} == {False, True}
    assert all(row["unverified"] == (row["evidence"] == "R") for row in rows)
    months = read("calendar --format json")["months"]
    entries = [entry for month in months for entry in month["entries"]]
    assert {entry["id"] for entry in entries if entry["unverified"]} == {"LCSPR-2023-01"}
    duties = read("assurance --format json")["duties"]
    assert [row["ref"] for row in duties if row["unverified"]] == ["6.2.8"]
    page = read("assurance 6.2.8 --format json")
    assert [period["unverified"] for period in page["periods"]] == [False, True]


def test_tables_have_the_mark_as_a_column(run: Run) -> None:
    asked = """
        SELECT 'clocks', evidence = 'R', unverified FROM clocks
        UNION SELECT 'running', evidence = 'R', unverified FROM running_clocks
        UNION SELECT 'duties', ref = '6.2.8', unverified FROM duties
        UNION SELECT 'periods', what LIKE 'Send the full report%', unverified FROM duty_periods
        UNION SELECT 'clauses', ref = '6.2.8', unverified FROM clauses
        UNION SELECT 'gaps', 0, unverified FROM duties_without_evidence
    """
    out = run("-C", RECORDS, "--as-of", LATE, "query", asked, "--format", "csv").out
    both = [f"{name},{mark},{mark}" for name in ("clauses", "clocks", "duties") for mark in "01"]
    assert sorted(out.splitlines()[1:]) == [
        *both,
        "gaps,0,0",
        *("periods,0,0", "periods,1,1"),
        *("running,0,0", "running,1,1"),
    ]


def test_exported_statements_have_the_mark(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "clauses.csv"
    assert run("-C", RECORDS, "--as-of", LATE, "export", "clause", "-o", file).status == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["ref"] for row in rows if row["unverified"] == "1"] == ["6.2.8"]


TODAY = "2023-11-15"
AWAITED, LATE_ONE = (
    f"Reply of the national panel to a rapid review (RR-2023-0{number})" for number in (1, 2)
)


@pytest.fixture(scope="module")
def awaited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Solihull's register, but the national panel has answered one review late, the other never."""
    root = tmp_path_factory.mktemp("register") / "records"
    shutil.copytree(RECORDS, root)
    for number, reply in ((1, ""), (2, r"\g<1>2023-11-10\n")):
        file = root / "reviews" / f"RR-2023-0{number}.yaml"
        text = file.read_text(encoding="utf-8")
        row = r"(  - event: panel-replied\n    on: )\S+\n(?:    .*\n)*"
        changed, times = re.subn(row, reply, text)
        assert times == 1
        file.write_text(changed, encoding="utf-8")
    return root


def test_an_answer_that_another_body_owes_is_told_for_information(run: Run, awaited: Path) -> None:
    told = re.escape(AWAITED) + r": overdue \d+ days"
    screen = said(run, "status", TODAY, awaited)
    assert f"* {AWAITED}" not in screen
    assert re.search(told + r", was due [^.]* \(for information\) \[unverified\]", screen)
    year = said(run, "calendar", TODAY, awaited)
    assert re.search(told + r" \(for information\) \[unverified\]", year)
    text = said(run, "clocks PAN-01", TODAY, awaited)
    assert f"{AWAITED}: overdue [unverified]" in text
    assert f"{LATE_ONE}: done late [unverified]" in text
    assert text.count("National panel; for information") == 2


@pytest.mark.parametrize("command", [each for each in SCREENS if each not in KEPT_BY_DAY])
def test_beside_the_clocks_nothing_is_said_of_it(run: Run, command: str, awaited: Path) -> None:
    words = ("overdue", "breached", "late", "national panel")
    texts = [said(run, command, TODAY, root).lower() for root in (awaited, RECORDS)]
    one, other = ([text.count(word) for word in words] for text in texts)
    assert one == other


def test_it_fails_no_check_and_counts_in_no_table_of_breaches(run: Run, awaited: Path) -> None:
    def counted(root: Path) -> tuple[list[str], list[object]]:
        view = json.loads(run("-C", root, "--as-of", TODAY, "status", "--format", "json").out)
        late = [row["clock"] for row in view["clocks"] if row["state"] == "overdue"]
        return late, [view["breaches"], view["duties"], view["today"]]

    (late, rest), (ours, same) = counted(awaited), counted(RECORDS)
    assert rest == same
    assert sorted(late) == sorted([*ours, "PAN-01"])
    asked = "SELECT state, force, actor FROM clocks WHERE clock = 'PAN-01' ORDER BY state"
    out = run("-C", awaited, "--as-of", TODAY, "query", asked, "--format", "csv").out
    assert out.splitlines()[1:] == [
        "breached,information,National panel",
        "overdue,information,National panel",
    ]

"""The action log as a sheet: its rows, its words and colours, one sheet for each organisation."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sscp.exchange.action_log.base import kept_values, read_base, write_base
from sscp.exchange.action_log.columns import COLUMNS, Part, labels_of
from sscp.exchange.action_log.sheet import action_log_book
from sscp.exchange.workbook import write_workbook
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.model.portfolio import Portfolio
from sscp.views.action_sheet import ActionSheet, view_action_sheet
from sscp.views.actions import ActionFilter
from tests.conftest import TREES
from tests.office import save_again

DAY = date(2023, 6, 30)


@pytest.fixture(scope="module")
def quarter() -> Portfolio:
    return load(FolderSource(str(TREES / "quarter"))).portfolio


def pages(view: ActionSheet, by_agency: bool = False) -> dict[str, Worksheet]:
    made = openpyxl.load_workbook(BytesIO(write_workbook(action_log_book(view, by_agency))))
    return {page.title: page for page in made.worksheets if page.sheet_state == "visible"}


def table(page: Worksheet) -> list[dict[str, object]]:
    rows = list(page.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "Reference")
    return [dict(zip(map(str, rows[head]), row, strict=True)) for row in rows[head + 1 :]]


def test_every_row_says_how_the_action_stands_in_words(quarter: Portfolio) -> None:
    rows = table(pages(view_action_sheet(quarter, DAY))["Action log"])
    assert [
        (row["Reference"], row["Rating"], row["Days overdue"], row["Status"]) for row in rows
    ] == [
        ("ACT-2023-001", "Done in time", None, "Complete"),
        ("ACT-2023-002", "Done late", None, "Complete"),
        ("ACT-2023-004", "Red: overdue", 10, "Open"),
        ("ACT-2023-007", "Given up", None, "Given up"),
        ("ACT-2023-003", "Red: overdue", 1, "Open"),
        ("ACT-2023-005", "Amber: due soon", None, "Open"),
        ("ACT-2023-009", "Amber: due soon", None, "Open"),
        ("ACT-2023-006", "Amber: due soon", None, "Open"),
        ("ACT-2023-008", "Green: not yet due", None, "Open"),
    ]
    assert {row["Example"] for row in rows} == {"Illustrative"}


def test_the_colour_repeats_the_word(quarter: Portfolio) -> None:
    page = pages(view_action_sheet(quarter, DAY))["Action log"]
    place = [column.heading for column in COLUMNS].index("Rating")
    colours = {row[place].value: row[place].fill.fgColor.rgb for row in page.iter_rows(min_row=5)}
    assert colours["Red: overdue"] == "00F8CBAD"
    assert colours["Amber: due soon"] == "00FFE699"
    assert colours["Green: not yet due"] == "00C6E0B4"


def test_closed_actions_are_shut(quarter: Portfolio) -> None:
    page = pages(view_action_sheet(quarter, DAY))["Action log"]
    unlocked = {
        row[0].value: sum(not cell.protection.locked for cell in row)
        for row in page.iter_rows(min_row=5)
    }
    assert (unlocked["ACT-2023-001"], unlocked["ACT-2023-003"]) == (0, len(Part))


@pytest.mark.parametrize(
    ("state", "count"), [("open", 6), ("overdue", 2), ("closed", 3), ("all", 9)]
)
def test_a_sheet_is_narrowed_by_state(quarter: Portfolio, state: str, count: int) -> None:
    assert len(view_action_sheet(quarter, DAY, state=state).actions) == count


def test_a_sheet_is_narrowed_as_lists_are(quarter: Portfolio) -> None:
    view = view_action_sheet(quarter, DAY, ActionFilter(agency="north-icb"))
    assert {row.id for row in view.actions} == {
        action.id
        for action in quarter.of_kind("action")
        if "north-icb" in (action.text("agency"), *action.texts("responders"))
    }


def test_each_organisation_has_its_sheet_with_the_actions_it_shares(quarter: Portfolio) -> None:
    view = view_action_sheet(quarter, DAY)
    found = pages(view, by_agency=True)
    shown = {name: [row["Reference"] for row in table(page)] for name, page in found.items()}
    names = labels_of(view).agencies
    expected: dict[str, list[str]] = {}
    for row in view.actions:
        for agency in row.agencies:
            expected.setdefault(names[agency][:31].strip(), []).append(row.id)
    assert shown == expected
    assert len(shown) > 1
    titles = {page["A1"].value for page in found.values()}
    assert len(titles) == len(shown)


def test_the_mark_of_an_example_and_what_is_withheld_stand_above_the_table(
    quarter: Portfolio,
) -> None:
    page = pages(view_action_sheet(quarter, DAY))["Action log"]
    assert page["A1"].value == (
        "Smallbridge Safeguarding Children Partnership: action log on 30 June 2023"
    )
    assert page["A2"].value == "Illustrative: the business shown here is invented as an example."
    seen = restrict(quarter, Audience.PUBLIC)
    page = pages(view_action_sheet(seen, DAY))["Action log"]
    assert str(page["A2"].value).endswith("Material for narrower audiences is withheld.")
    assert table(page) == []


def test_an_empty_register_gives_an_empty_sheet() -> None:
    empty = Portfolio((), None)
    for by_agency in (False, True):
        (page,) = pages(view_action_sheet(empty, DAY), by_agency).values()
        assert table(page) == []


def test_two_posts_of_one_title_are_told_apart_by_their_ids(quarter: Portfolio) -> None:
    view = view_action_sheet(quarter, DAY)
    labels = [name.label for name in (*view.posts, *view.agencies)]
    assert len(labels) == len(set(labels))


def test_what_a_row_was_exported_with_can_be_read_back(quarter: Portfolio) -> None:
    view = view_action_sheet(quarter, DAY)
    labels = labels_of(view)
    for row in view.actions:
        base = read_base(write_base(row, labels))
        assert base is not None
        assert (base.kept, len(base.marks)) == (kept_values(row), len(COLUMNS))
        assert read_base(write_base(row, labels)[:-1]) is None
    assert read_base("business-manager | x") is None
    assert read_base("") is None


def test_an_office_program_opens_it(quarter: Portfolio, tmp_path: Path) -> None:
    view = view_action_sheet(quarter, DAY)
    (tmp_path / "log.xlsx").write_bytes(write_workbook(action_log_book(view)))
    saved = save_again(tmp_path / "log.xlsx", tmp_path, "csv")
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[3].startswith("Reference,Action,Watched over by")
    (due_today,) = (line for line in lines if line.startswith("ACT-2023-005"))
    assert "Amber: due soon" in due_today
    assert len(lines) == 4 + 9

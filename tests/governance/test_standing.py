"""What stands on the agendas of a group, with or without a list of its own."""

from __future__ import annotations

import pytest

from sscp.governance.standing import (
    BY_RULE,
    DEFAULT,
    GATHERED_BY_RULE,
    StandingItem,
    brings,
    standing_items,
)
from sscp.model.agenda import CLOSING, GATHERED, ITEM_FORMS, OPENING
from sscp.model.record import Fields
from tests.builders import Row, build, group, one

RULED = [each._replace(if_any=True) for each in BY_RULE]
WELCOME, INTERESTS, MINUTES, ARISING, PAPERS, OTHER, NEXT = DEFAULT


def items(*rows: Row) -> list[StandingItem]:
    register = build(groups=[group("board", standing_items=list(rows))])
    return list(standing_items(one(register, "board")))


def test_the_items_packaged_have_known_forms_and_gather_what_is_known() -> None:
    forms = {choice.value for choice in ITEM_FORMS}
    assert {each.form for each in (*DEFAULT, *BY_RULE)} == forms
    assert set(OPENING) | set(CLOSING) | {"business"} == forms
    gathered = {choice.value for choice in GATHERED}
    assert {one for each in (*DEFAULT, *BY_RULE) for one in each.gathers} <= gathered
    assert len(GATHERED_BY_RULE) == len(BY_RULE)
    titles = [each.title for each in (*DEFAULT, *BY_RULE)]
    assert titles == [
        "Welcome and apologies",
        "Declarations of interest",
        "Minutes of the last meeting",
        "Matters arising and actions",
        "Business of the day",
        "Any other business",
        "Next meeting",
        "Report of the delegated partners",
        "Matters escalated to this group",
        "Risks and issues raised",
        "Recommendations to be answered",
        "Overview reports of audits",
        "Learning messages",
        "Independent scrutiny",
        "What falls due before the next meeting",
    ]
    assert not any(each.if_any for each in (*DEFAULT, *BY_RULE))


def test_a_group_without_a_list_has_the_usual_items_and_what_comes_by_rule() -> None:
    usual = [WELCOME, INTERESTS, MINUTES, ARISING, PAPERS, *RULED, OTHER, NEXT]
    assert items() == usual
    assert items({"form": "business", "lead": "clerk"}) == usual, "an item without a title is none"


def test_what_is_missing_of_the_opening_follows_the_last_item_that_opens() -> None:
    rows: list[Row] = [
        {"title": "Welcome", "form": "welcome"},
        {"title": "Interests", "form": "interests"},
        {"title": "Budget"},
    ]
    assert [each.title for each in items(*rows)][:5] == [
        "Welcome",
        "Interests",
        MINUTES.title,
        ARISING.title,
        "Budget",
    ]


def test_an_item_says_all_that_its_row_says() -> None:
    row: Row = {
        "title": "Budget",
        "form": "business",
        "lead": "treasurer",
        "gathers": ["priorities", "audits"],
        "if_any": True,
        "every": "P3M",
        "paper": "Budget report",
        "paper_from": "accountant",
    }
    budget = StandingItem(
        "Budget",
        "business",
        "treasurer",
        ("priorities", "audits"),
        True,
        "P3M",
        "Budget report",
        "accountant",
    )
    found = items(row, {"title": "Priorities"})
    assert found[2:4] == [budget, StandingItem("Priorities", "business")]


def test_minutes_and_actions_come_after_what_opens_the_list() -> None:
    welcome = StandingItem("Hello", "welcome")
    found = items({"title": "Hello", "form": "welcome"}, {"title": "Budget"})
    assert found == [
        welcome,
        MINUTES._replace(if_any=True),
        ARISING._replace(if_any=True),
        StandingItem("Budget"),
        *RULED,
        PAPERS,
    ]


def test_what_the_list_has_an_item_for_does_not_come_again() -> None:
    found = items(
        {"title": "Actions", "form": "matters-arising"},
        {"title": "Minutes", "form": "minutes"},
        {"title": "Papers and escalations", "gathers": ["papers", "escalations"]},
        {"title": "Close", "form": "any-other-business"},
        {"title": "Dates", "form": "next-meeting"},
    )
    others = [each for each in RULED if each.gathers != ("escalations",)]
    assert found == [
        StandingItem("Actions", "matters-arising"),
        StandingItem("Minutes", "minutes"),
        StandingItem("Papers and escalations", gathers=("papers", "escalations")),
        *others,
        StandingItem("Close", "any-other-business"),
        StandingItem("Dates", "next-meeting"),
    ]


REPORT = StandingItem("Report of the delegated partners", gathers=("delegated-report",))
BUDGET = StandingItem("Budget", paper="Treasurer's report")


@pytest.mark.parametrize(
    ("standing", "paper", "comes"),
    [
        (BUDGET, {"title": "TREASURER'S report for May"}, True),
        (BUDGET, {"title": "budget for 2024"}, True),
        (BUDGET, {"title": "The treasurer's report"}, False),
        (BUDGET, {"title": "Audit", "accountabilities": ["a"]}, False),
        (REPORT, {"title": "Audit", "accountabilities": ["a"]}, True),
        (REPORT, {"title": "Audit"}, False),
        (REPORT, {"title": "Report of the delegated partners, May"}, True),
    ],
)
def test_a_paper_comes_with_an_item_by_its_title_or_by_what_it_reports_on(
    standing: StandingItem, paper: Row, comes: bool
) -> None:
    assert brings(standing, Fields(paper, (), None)) is comes

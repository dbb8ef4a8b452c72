"""Items composed for an agenda and joined with those there: nothing lost, nothing twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sscp.governance.standing import BY_RULE, DEFAULT, StandingItem, standing_items
from sscp.model.agenda import CLOSING, OPENING
from sscp.model.record import Fields
from sscp.views.business import scope_of
from sscp.work.agenda_items import Item, compose, place
from tests.builders import build, group, item, meeting, one

Row = dict[str, Any]


def composed(as_of: str = "2024-04-02", **fields: Any) -> tuple[Item, ...]:
    """The items for the board's meeting of 10 April 2024."""
    meetings: list[Row] = fields.pop("meetings", [])
    coming = meeting("board", "2024-04-10", status="planned", **fields.pop("coming", {}))
    portfolio = build(
        groups=[group("board", **fields.pop("board", {}))], meetings=[*meetings, coming], **fields
    )
    planned = one(portfolio, "board-2024-04-10")
    day = date.fromisoformat(as_of)
    return compose(scope_of(portfolio, one(portfolio, "board"), planned, date(2024, 4, 10), day))


def test_a_group_without_a_list_has_every_group_s_items() -> None:
    assert [each.title for each in composed()] == [
        each.title for each in DEFAULT if each.title != "Business of the day"
    ]


def test_what_comes_by_rule_stands_before_the_end_of_a_list_that_does_not_name_it() -> None:
    rows = [{"title": "Words", "gathers": ["issues"]}, {"title": "End", "form": "next-meeting"}]
    portfolio = build(groups=[group("board", standing_items=rows)])
    found = [each.title for each in standing_items(one(portfolio, "board"))]
    ruled = [each.title for each in BY_RULE if each.gathers != ("issues",)]
    assert found == [
        "Minutes of the last meeting",
        "Matters arising and actions",
        "Words",
        *ruled,
        "Business of the day",
        "End",
    ]


def test_each_older_meeting_whose_minutes_wait_has_an_item_of_its_own() -> None:
    meetings = [
        meeting("board", "2024-01-10", minutes={"drafted_on": "2024-01-12"}),
        meeting("board", "2024-02-14"),
    ]
    found = [(each.title, each.approves) for each in composed(meetings=meetings) if each.approves]
    assert found == [
        ("Minutes of 10 January 2024", "board-2024-01-10"),
        ("Minutes of the last meeting", "board-2024-02-14"),
    ]


def test_an_item_that_is_taken_now_and_then_waits_for_its_interval() -> None:
    board = {"standing_items": [{"title": "Data", "every": "P3M"}]}

    def is_taken(day: str, title: str) -> bool:
        taken = [meeting("board", day, items=[item("1", title=title)])]
        return any(each.title == "Data" for each in composed(board=board, meetings=taken))

    assert is_taken("2024-01-10", "Data")
    assert not is_taken("2024-01-11", "Data")
    assert not is_taken("2024-01-11", "data: the last quarter")
    assert is_taken("2024-01-11", "Database")
    assert is_taken("2024-04-03", "Data")


def test_an_item_left_out_without_business_is_there_for_its_paper() -> None:
    board = {"standing_items": [{"title": "Risks", "gathers": ["issues"], "if_any": True}]}
    assert "Risks" not in [each.title for each in composed(board=board)]
    papers = {"papers": [{"title": "Risks: the winter"}]}
    found = [each.title for each in composed(board=board, coming=papers)]
    assert "Risks" in found
    assert "Risks: the winter" not in found


def test_a_paper_on_a_record_that_an_item_brings_has_no_item_of_its_own() -> None:
    issue = {"id": "ISS-2024-01", "raised_to": "board", "raised_on": "2024-03-01"}
    papers = {"papers": [{"title": "A letter", "record": "ISS-2024-01"}, {"title": "A plan"}]}
    found = [each.title for each in composed(issues=[issue], coming=papers)]
    assert "A letter" not in found
    assert "A plan" in found


def test_a_standing_item_knows_its_paper_by_the_words_it_begins_with() -> None:
    rows = [{"title": "Report", "paper": "the team's report", "paper_from": "executive"}]
    portfolio = build(groups=[group("board", standing_items=rows)])
    (known, *_) = [each for each in standing_items(one(portfolio, "board")) if each.paper]
    assert known == StandingItem("Report", paper="the team's report", paper_from="executive")
    papers = {"papers": [{"title": "The team's report, April 2024"}]}
    found = composed(board={"standing_items": rows}, coming=papers)
    assert [each.title for each in found if each.form == "business"] == ["Report"]


def rows_of(placed: Any, rows: list[Fields]) -> list[Fields]:
    """The agenda as it stands after items were placed."""
    after = []
    for each in placed:
        values = dict(rows[each.row].values) if each.row is not None else {}
        if each.item is not None:
            values.setdefault("title", each.item.title)
            values.setdefault("form", each.item.form)
            values["records"] = [*values.get("records", []), *each.item.records]
            if each.item.approves:
                values.setdefault("approves_minutes_of", each.item.approves)
        after.append(Fields(values, (), None))
    return after


FORMS = st.sampled_from([*OPENING, *CLOSING, "business", None])
TITLES = st.sampled_from(["Budget", "A talk", "Minutes", "Welcome", "Plan: a draft", "Risks"])
WRITTEN = st.lists(
    st.builds(
        lambda form, title, records: Fields(
            {"title": title, "records": records} | ({"form": form} if form else {}), (), None
        ),
        FORMS,
        TITLES,
        st.lists(st.sampled_from(["R1", "R2", "R3"]), max_size=2),
    ),
    max_size=6,
)
ITEMS = st.lists(
    st.builds(
        lambda title, form, records, is_due, is_known: Item(
            title,
            form,
            records=tuple(records),
            names=(title,),
            is_due=is_due,
            is_known_by_records=is_known,
        ),
        st.sampled_from(["Budget", "Plan", "Risks", "Report", "Data"]),
        st.sampled_from(["business", *OPENING, *CLOSING]),
        st.lists(st.sampled_from(["R1", "R2", "R4"]), max_size=2, unique=True),
        st.booleans(),
        st.booleans(),
    ),
    max_size=7,
    unique_by=lambda each: each.title if each.form == "business" else each.form,
)


@given(WRITTEN, ITEMS)
def test_what_was_written_keeps_its_order_and_nothing_is_put_in_twice(
    rows: list[Fields], items: list[Item]
) -> None:
    placed = place(rows, items)
    assert [each.row for each in placed if each.row is not None] == list(range(len(rows)))
    used = [each.item for each in placed if each.item is not None]
    assert len(used) == len({id(each) for each in used})
    was_made = any(row.text("form") in OPENING for row in rows)
    missing = [each for each in items if not any(each is one for one in used)]
    assert all(was_made and not each.is_due for each in missing)


@given(WRITTEN, ITEMS)
def test_made_again_an_agenda_has_nothing_new(rows: list[Fields], items: list[Item]) -> None:
    after = rows_of(place(rows, items), rows)
    again = place(after, items)
    assert [each.row for each in again] == list(range(len(after)))


@given(ITEMS)
def test_a_fresh_agenda_is_what_was_composed(items: list[Item]) -> None:
    assert [each.item for each in place([], items)] == items

"""The agenda and its pack as readers see them: notes, papers, marks, what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.audience import restrict
from sscp.model.kind import Audience
from sscp.views.agenda import NOT_ISSUED_MARK, AgendaView, view_agenda
from sscp.views.agenda_pack import AgendaPackView, PackLine, view_agenda_pack
from sscp.views.business import deadlines_running
from tests.builders import build, group, item, meeting, one, post

AS_OF = date(2024, 4, 2)
Row = dict[str, Any]


def register(coming: Row, **folders: Any) -> Any:
    return build(
        groups=[group("board", chair="director", **folders.pop("board", {}))],
        posts=[post("director"), post("manager")],
        meetings=[
            meeting("board", "2024-02-14", **folders.pop("last", {})),
            meeting("board", "2024-04-10", **({"status": "planned"} | coming)),
            *folders.pop("meetings", []),
        ],
        **folders,
    )


def agenda(coming: Row, as_of: date = AS_OF, **folders: Any) -> AgendaView:
    portfolio = register(coming, **folders)
    deadlines = deadlines_running(portfolio, as_of)
    return view_agenda(portfolio, one(portfolio, "board-2024-04-10"), as_of, portfolio, deadlines)


def pack(coming: Row, audience: Audience | None = None, **folders: Any) -> AgendaPackView:
    whole = register(coming, **folders)
    seen = restrict(whole, audience) if audience else whole
    deadlines = deadlines_running(whole, AS_OF)
    return view_agenda_pack(seen, one(seen, "board-2024-04-10"), AS_OF, whole, deadlines)


@pytest.mark.parametrize(
    ("coming", "mark", "issued"),
    [
        ({}, NOT_ISSUED_MARK, ""),
        ({"agenda_issued_on": "2024-04-02"}, "", "Sent out on 2 April 2024"),
        ({"agenda_issued_on": "2024-04-03"}, NOT_ISSUED_MARK, ""),
        ({"status": "cancelled"}, "Cancelled", ""),
        ({"status": "held", "date": "2024-04-01"}, "", ""),
    ],
)
def test_an_agenda_is_a_draft_until_it_went_out(coming: Row, mark: str, issued: str) -> None:
    found = agenda(coming)
    assert (found.mark, found.issued) == (mark, issued)


def test_the_chair_is_the_one_named_or_the_group_s() -> None:
    assert agenda({}).chair == "director"
    assert agenda({"chaired_by": "manager"}).chair == "manager"


def test_a_moved_meeting_says_from_where_and_the_next_one_is_found() -> None:
    later = [
        meeting("board", "2024-05-08", status="cancelled"),
        meeting("board", "2024-06-12", status="planned"),
    ]
    found = agenda({"originally_planned_for": "2024-04-03"}, meetings=later)
    assert (found.day, found.moved_from) == ("Wednesday 10 April 2024", "3 April 2024")
    assert found.next_meeting == "Wednesday 12 June 2024"
    assert agenda({"next_meeting": "2024-05-15"}).next_meeting == "Wednesday 15 May 2024"


def test_each_record_has_what_is_to_be_said_of_it() -> None:
    records: dict[str, tuple[str, Row, str]] = {
        "ACT-2024-001": (
            "actions",
            {"owner": "manager", "raised_on": "2024-01-01", "due": "2024-03-30"},
            "manager, due 30 March 2024, overdue 3 days",
        ),
        "ACT-2024-002": (
            "actions",
            {"raised_on": "2024-01-01", "due": "2024-04-02"},
            "due 2 April 2024",
        ),
        "ACT-2024-003": (
            "actions",
            {"raised_on": "2024-01-01", "due": "2024-03-01", "completed_on": "2024-03-01"},
            "met",
        ),
        "ESC-2024-01": (
            "escalations",
            {"from_body": "manager", "raised_on": "2024-03-01"},
            "raised 1 March 2024 by manager",
        ),
        "ISS-2024-01": ("issues", {"raised_on": "2024-03-01"}, "raised 1 March 2024"),
        "REC-2024-001": ("recommendations", {"made_on": "2024-03-01"}, "made 1 March 2024"),
        "LM-2024-01": ("learning_messages", {"agreed_on": "2024-03-01"}, "agreed 1 March 2024"),
        "SCR-2024-01": ("scrutiny", {"on": "2024-03-01"}, "1 March 2024"),
        "DEC-2024-001": ("decisions", {"date": "2024-03-01"}, "1 March 2024"),
        "plan": (
            "documents",
            {"status": "current", "review_due": "2024-04-01"},
            "due 1 April 2024, overdue 1 day",
        ),
        "acc-told": ("matters", {"form": "accountability"}, "last reported 14 February 2024"),
        "acc-new": ("matters", {"form": "accountability"}, "not reported so far"),
        "AUD-2024-01": ("audits", {}, ""),
    }
    folders: dict[str, Any] = {}
    for identity, (folder, fields, _) in records.items():
        folders.setdefault(folder, []).append({"id": identity, "title": identity, **fields})
    told = {"papers": [{"title": "Report", "accountabilities": ["acc-told"]}]}
    found = agenda({"items": [item("1", records=[*records, "gone"])]}, last=told, **folders)
    shown = {each.id: each.note for each in found.items[0].records}
    assert shown == {identity: note for identity, (_, _, note) in records.items()}


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        ([], ""),
        ([{"title": "item 1"}], "to follow"),
        ([{"title": "Item 1", "received_on": "2024-04-02"}], "received"),
        ([{"title": "Item 1", "received_on": "2024-04-03"}], "to follow"),
        ([{"title": "Other", "record": "REC-1"}], "to follow"),
        ([{"title": "Item 1"}, {"title": "B", "record": "REC-1"}], "to follow"),
        (
            [{"title": "Item 1"}, {"title": "B", "record": "REC-1", "received_on": "2024-04-01"}],
            "1 of 2 received",
        ),
        ([{"title": "The team's report, April"}], "to follow"),
        ([{"title": "Other"}], ""),
    ],
)
def test_an_item_says_whether_its_papers_came(papers: list[Row], words: str) -> None:
    standing = [{"title": "Item 1", "paper": "The team's report"}]
    coming = {"items": [item("1", records=["REC-1"])], "papers": papers}
    (found,) = agenda(coming, board={"standing_items": standing}).items
    assert found.paper == words


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "not received"),
        ({"due": "2024-04-02"}, "not received"),
        ({"due": "2024-04-01"}, "not received, overdue 1 day"),
        ({"due": "2024-03-30", "received_on": "2024-04-01"}, "received 1 April 2024, 2 days late"),
        ({"due": "2024-04-01", "received_on": "2024-04-01"}, "received 1 April 2024"),
        ({"due": "2024-04-01", "received_on": "2024-04-03"}, "not received, overdue 1 day"),
    ],
)
def test_a_paper_is_owed_until_it_came(fields: Row, state: str) -> None:
    (paper,) = agenda({"papers": [{"title": "Budget", **fields}]}).papers
    assert paper.state == state
    assert paper.is_received is state.startswith("received")


def test_a_pack_holds_the_minutes_the_actions_of_the_group_and_what_papers_present() -> None:
    coming = {
        "items": [
            item("1", approves_minutes_of="board-2024-02-14"),
            item("2", approves_minutes_of="board-2024-01-10"),
        ],
        "papers": [
            {"title": "Letter", "record": "ISS-2024-01", "received_on": "2024-04-01"},
            {"title": "Plan", "owner": "manager", "due": "2024-04-03"},
            {"title": "Talk", "received_on": "2024-04-01"},
        ],
    }
    found = pack(
        coming,
        last={"minutes": {"drafted_on": "2024-02-16"}},
        meetings=[meeting("board", "2024-01-10")],
        issues=[
            {"id": "ISS-2024-01", "title": "Seats", "form": "risk", "actions": ["ACT-2024-001"]}
        ],
        actions=[
            {"id": each, "title": each, "monitored_by": body, "raised_on": day, "due": day}
            for each, body, day in (
                ("ACT-2024-001", "board", "2024-03-01"),
                ("ACT-2024-002", "other", "2024-03-01"),
            )
        ],
    )
    assert [each.meeting_id for each in found.minutes] == ["board-2024-02-14"]
    assert found.unwritten == ("10 January 2024",)
    assert [row.id for each in found.actions.groups for row in each.actions] == ["ACT-2024-001"]
    assert [each.title for each in found.awaited] == ["Plan"]
    assert [each.title for each in found.elsewhere] == ["Talk"]
    (paper,) = found.papers
    assert (paper.title, paper.record_id, paper.record_title) == ("Letter", "ISS-2024-01", "Seats")
    assert paper.lines == (
        PackLine(0, "Form: Risk"),
        PackLine(0, "Actions"),
        PackLine(1, "ACT-2024-001"),
    )


def test_what_a_reader_may_not_see_is_in_no_part_of_the_pack() -> None:
    coming = {
        "items": [item("1", records=["ESC-2024-01"])],
        "papers": [{"title": "Letter", "record": "ESC-2024-01", "received_on": "2024-04-01"}],
    }
    escalation = {"id": "ESC-2024-01", "title": "Seats", "raised_on": "2024-03-01"}
    for_partners = pack(coming, Audience.PARTNERS, escalations=[escalation])
    assert for_partners.agenda.withheld
    assert for_partners.agenda.items[0].records == ()
    assert (for_partners.papers, for_partners.elsewhere) == ((), ())
    assert len(pack(coming, escalations=[escalation]).papers) == 1

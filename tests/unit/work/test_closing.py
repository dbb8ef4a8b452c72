"""The closing list: what follows from each decision, done or open, by the records alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.work.closing import ClosingView, Step, view_closing
from tests.builders import (
    ALL_PARTNERS,
    agreement,
    build,
    item,
    meeting,
    one,
    present,
    three_partners,
)

AS_OF = date(2024, 4, 10)
LEADS = {"id": "leads", "name": "Lead partners", "function": "lead-partners"}


def _decision(**fields: Any) -> dict[str, Any]:
    return {
        "id": "DEC-2024-001",
        "title": "The plan",
        "body": "leads",
        "date": "2024-04-03",
        "meeting": "leads-2024-04-03",
        "item": 1,
        "outcome": "agreed",
        "agreement": agreement(*ALL_PARTNERS),
        **fields,
    }


def _close(
    decision: dict[str, Any] | None = None, later: dict[str, Any] | None = None, **folders: Any
) -> ClosingView:
    listed = {"decisions": ["DEC-2024-001"]} if decision else {}
    actions = [each["id"] for each in folders.get("actions", ())]
    sitting = meeting(
        "leads", "2024-04-03", items=[item("1", discussion="Said.", actions=actions, **listed)]
    )
    following = meeting("leads", "2024-06-05", **{"status": "planned", **(later or {})})
    decisions = [*([decision] if decision else []), *folders.pop("decisions", ())]
    portfolio = build(
        **three_partners(),
        groups=[LEADS, {"id": "board", "name": "Board"}],
        meetings=[sitting, following],
        decisions=decisions,
        **folders,
    )
    found = one(portfolio, "leads-2024-04-03")
    return view_closing(portfolio, found, AS_OF, portfolio)


def _steps(view: ClosingView) -> list[Step]:
    return [step for each in view.items for one in each.decisions for step in one.steps]


@pytest.mark.parametrize(
    ("folder", "record", "step"),
    [
        (
            "plans",
            {"id": "plan", "title": "Plan", "decision": "DEC-2024-001"},
            Step("record", "Plan (plan) names it", "plan", True),
        ),
        (
            "notices",
            {"id": "NOT-2024-01", "title": "Copy", "decision": "DEC-2024-001"},
            Step("letter", "Copy (NOT-2024-01): not sent", "NOT-2024-01", False,
                 "sscp edit NOT-2024-01"),
        ),
        (
            "notices",
            {"id": "NOT-2024-01", "title": "Copy", "decision": "DEC-2024-001",
             "sent_on": "2024-04-10"},
            Step("letter", "Copy (NOT-2024-01): sent on 10 April 2024", "NOT-2024-01", True),
        ),
        (
            "notices",
            {"id": "NOT-2024-01", "title": "Copy", "decision": "DEC-2024-001",
             "sent_on": "2024-04-11"},
            Step("letter", "Copy (NOT-2024-01): not sent", "NOT-2024-01", False,
                 "sscp edit NOT-2024-01"),
        ),
        (
            "actions",
            {"id": "ACT-2024-001", "title": "Act", "owner": "force-chief", "due": "2024-04-09",
             "raised_on": "2024-04-03"},
            Step("action", "Act (ACT-2024-001): force-chief, overdue, due 9 April 2024",
                 "ACT-2024-001", False, "sscp action complete ACT-2024-001"),
        ),
        (
            "actions",
            {"id": "ACT-2024-001", "title": "Act", "owner": "force-chief", "due": "2024-04-09",
             "raised_on": "2024-04-03", "completed_on": "2024-04-08"},
            Step("action", "Act (ACT-2024-001): force-chief, done on 8 April 2024",
                 "ACT-2024-001", True),
        ),
        (
            "decisions",
            {"id": "DEC-2024-002", "title": "Other", "replaces": "DEC-2024-001",
             "date": "2024-04-11"},
            None,
        ),
    ],
)  # fmt: skip
def test_what_names_a_decision_follows_from_it(
    folder: str, record: dict[str, Any], step: Step | None
) -> None:
    folders: dict[str, Any] = {folder: [record]}
    view = _close(_decision(), **folders)
    assert _steps(view) == ([step] if step else [])


def test_a_record_that_is_answered_and_does_not_say_so_is_open() -> None:
    folders: dict[str, Any] = {
        "escalations": [{"id": "ESC-2024-01", "title": "Split"}],
        "issues": [{"id": "ISS-2024-01", "title": "Delay", "decision": "DEC-2024-001"}],
        "documents": [{"id": "guidance", "title": "Guidance", "status": "external"}],
    }
    answers = ["ESC-2024-01", "ISS-2024-01", "guidance"]
    assert _steps(_close(_decision(answers=answers), **folders)) == [
        Step("record", "Delay (ISS-2024-01) names it", "ISS-2024-01", True),
        Step(
            "record",
            "Split (ESC-2024-01) does not name it",
            "ESC-2024-01",
            False,
            "sscp escalation settle ESC-2024-01 --decided-by DEC-2024-001",
        ),
    ]
    noted = _decision(answers=answers, outcome="noted")
    assert [step.is_done for step in _steps(_close(noted, **folders))] == [True]


def test_a_joint_decision_waits_for_every_partner_and_a_later_one_may_confirm_it() -> None:
    alone = _decision(agreement=agreement("council", "force"))
    missing = Step(
        "agreement",
        "The agreement of care-board is not recorded",
        "DEC-2024-001",
        False,
        "sscp edit DEC-2024-001",
    )
    assert _steps(_close(alone)) == [missing]
    confirms = _decision(id="DEC-2024-002", ratifies="DEC-2024-001", date="2024-04-10", title="Yes")
    confirms.pop("meeting")
    assert _steps(_close(alone, decisions=[confirms]))[0] == Step(
        "agreement", "DEC-2024-002 confirms it", "DEC-2024-002", True
    )


def test_what_is_put_off_belongs_on_a_later_agenda() -> None:
    put_off = _decision(outcome="deferred", decide_by="2024-06-05")
    assert _steps(_close(put_off)) == [
        Step(
            "agenda",
            "It comes back by 5 June 2024, and is on no agenda",
            "",
            False,
            "sscp meeting agenda leads-2024-06-05",
        )
    ]
    later = {"items": [item("4", records=["DEC-2024-001"])]}
    assert _steps(_close(put_off, later)) == [
        Step("agenda", "On the agenda of leads-2024-06-05, item 4", "leads-2024-06-05", True)
    ]
    answers = _decision(id="DEC-2024-002", answers=["DEC-2024-001"], date="2024-04-09", title="Now")
    steps = _steps(_close(put_off, decisions=[answers]))
    assert [(each.what, each.is_done) for each in steps] == [("Now (DEC-2024-002) names it", True)]


def test_an_issue_raised_for_another_body_is_open_until_it_was_heard() -> None:
    issue = {
        "id": "ISS-2024-01",
        "title": "Delay",
        "raised_at": "leads-2024-04-03",
        "raised_to": "board",
    }
    (step,) = _close(issues=[issue]).raised
    assert step == Step(
        "agenda",
        "Delay (ISS-2024-01), for the Board: not heard yet",
        "ISS-2024-01",
        False,
        "sscp edit ISS-2024-01",
    )
    (step,) = _close(issues=[{**issue, "tabled_at": "leads-2024-06-05"}]).raised
    assert (step.is_done, step.how) == (True, "")


def test_the_minutes_lack_what_the_records_lack() -> None:
    bare = meeting("leads", "2024-04-03", items=[item("1"), item("2", discussion="x"), item("3")])
    portfolio = build(**three_partners(), groups=[LEADS], meetings=[bare])
    view = view_closing(portfolio, one(portfolio, "leads-2024-04-03"), AS_OF, portfolio)
    name = "leads-2024-04-03"
    assert [(each.what, each.is_done, each.how) for each in view.minutes] == [
        ("Who came is not recorded", False, f"sscp meeting attend {name}"),
        ("Who took the chair is not recorded", False, f"sscp meeting attend {name} --chair POST"),
        ("Nothing is noted under items 1, 3", False, f"sscp meeting minute {name}"),
        (
            "Who took the minutes is not recorded",
            False,
            f"sscp meeting attend {name} --minute-taker POST",
        ),
        ("The draft is written", True, ""),
        ("The date of the next meeting is not known", False, f"sscp meeting minute {name}"),
        ("The draft is not sent out", False, f"sscp meeting issue {name}"),
        ("The minutes are not agreed; no later meeting of the group is planned", False, ""),
    ]
    assert (view.done, view.open) == (1, 7)


def test_minutes_with_all_they_need_are_done() -> None:
    full = meeting(
        "leads",
        "2024-04-03",
        attendance=[present("force-chief", agency="force", role="chair")],
        chaired_by="force-chief",
        items=[item("1", discussion="x")],
        minutes={"taken_by": "force-chief", "drafted_on": "2024-04-03", "issued_on": "2024-04-05"},
    )
    agreeing = meeting(
        "leads", "2024-04-10", items=[item("1", approves_minutes_of="leads-2024-04-03")]
    )
    portfolio = build(**three_partners(), groups=[LEADS], meetings=[full, agreeing])
    view = view_closing(portfolio, one(portfolio, "leads-2024-04-03"), AS_OF, portfolio)
    assert [each.what for each in view.minutes] == [
        "Who came is recorded",
        "Who took the chair is recorded",
        "Something is noted under every item",
        "Who took the minutes is recorded",
        "The draft is written",
        "The date of the next meeting is known",
        "The draft is sent out on 5 April 2024",
        "The minutes are agreed, at leads-2024-04-10",
    ]
    assert (view.done, view.open) == (8, 0)

"""What an item of an agenda brings together: each thing while it is the group's business."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.agenda import GATHERED, PAPERS
from sscp.views.business import (
    Scope,
    actions_arising,
    minutes_to_agree,
    next_meeting_day,
    scope_of,
)
from sscp.views.gathered import GATHERERS, gather
from sscp.views.noted import note_on, noted_on
from tests.builders import build, group, item, meeting, one

AS_OF = date(2024, 4, 2)
Row = dict[str, Any]


def scope(function: str = "executive", as_of: date = AS_OF, **folders: Any) -> Scope:
    """The board's meeting of 10 April 2024, prepared on a day; its last one was on 14 February."""
    fields: Row = folders.pop("fields", {})
    portfolio = build(
        groups=[group("board", function=function, **fields), *folders.pop("groups", [])],
        meetings=[
            meeting("board", "2024-02-14", **folders.pop("last", {})),
            meeting("board", "2024-04-10", status="planned"),
            *folders.pop("meetings", []),
        ],
        **folders,
    )
    coming = one(portfolio, "board-2024-04-10")
    return scope_of(portfolio, one(portfolio, "board"), coming, date(2024, 4, 10), as_of)


def test_whatever_an_item_may_gather_is_found_by_a_function() -> None:
    assert {choice.value for choice in GATHERED} == {*GATHERERS, PAPERS}
    assert gather(scope(), "") == gather(scope(), PAPERS) == gather(scope(), "nothing") == ()


def test_the_minutes_of_the_last_meeting_wait_and_so_do_older_ones_that_were_written() -> None:
    older = [
        meeting("board", "2023-11-01", minutes={"drafted_on": "2023-11-03"}),
        meeting("board", "2023-12-01"),
        meeting("board", "2024-01-10", minutes={"drafted_on": "2024-01-12"}),
    ]
    last = {"items": [item("1", approves_minutes_of="board-2024-01-10")]}
    found = minutes_to_agree(scope(meetings=older, last=last))
    assert [each.id for each in found] == ["board-2023-11-01", "board-2024-02-14"]


def test_actions_of_the_group_arise_when_due_by_the_meeting_or_raised_at_the_last() -> None:
    def action(number: int, **fields: Any) -> Row:
        own = {"raised_on": "2024-01-01", "due": "2024-04-10", "monitored_by": "board"}
        return {"id": f"ACT-2024-{number:03d}", **own, **fields}

    rows = [
        action(1),
        action(2, due="2024-04-11"),
        action(3, due="2024-06-01", raised_at="board-2024-02-14"),
        action(4, monitored_by="other"),
        action(5, monitored_by="other", raised_at="board-2024-02-14"),
        action(6, completed_on="2024-04-02"),
        action(7, due="2024-03-01", completed_on="2024-04-03"),
        action(8, raised_on="2024-04-03"),
        action(9, extensions=[{"to": "2024-05-01", "agreed_on": "2024-04-02"}]),
    ]
    found = list(actions_arising(scope(actions=rows)))
    assert found == ["ACT-2024-007", "ACT-2024-001", "ACT-2024-005", "ACT-2024-003"]


def test_accountabilities_that_the_last_meeting_was_not_told_of_the_longest_silent_first() -> None:
    matters = [
        {"id": f"acc-{key}", "form": "accountability", "ref": ref}
        for key, ref in (("told", "a"), ("once", "b"), ("later", "c"), ("never", "d"))
    ]

    def papers(*told: str) -> list[Row]:
        return [{"title": "Report", "accountabilities": list(told)}]

    found = scope(
        "lead-partners",
        matters=[*matters, {"id": "rm-one", "form": "reserved", "ref": "e"}],
        meetings=[
            meeting("board", "2023-10-01", papers=papers("acc-told", "acc-once")),
            meeting("board", "2023-12-01", papers=papers("acc-later")),
        ],
        last={"papers": papers("acc-told")},
    )
    assert gather(found, "delegated-report") == ("acc-never", "acc-once", "acc-later")
    elsewhere = scope("executive", matters=matters)
    assert gather(elsewhere, "delegated-report") == ()


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, True),
        ({"raised_on": "2024-04-03"}, False),
        ({"to_body": "other"}, False),
        ({"outcome": "decided", "decided_on": "2024-04-02"}, False),
        ({"outcome": "decided", "decided_on": "2024-04-03"}, True),
        ({"outcome": "returned"}, False),
        ({"outcome": "deferred", "deferred_to": "2024-04-10"}, True),
        ({"outcome": "deferred", "deferred_to": "2024-04-11"}, False),
        ({"outcome": "deferred"}, True),
    ],
)
def test_an_escalation_waits_until_it_is_decided_or_its_day_comes(fields: Row, waits: bool) -> None:
    row = {"id": "ESC-2024-01", "to_body": "board", "raised_on": "2024-04-02", **fields}
    assert gather(scope(escalations=[row]), "escalations") == (("ESC-2024-01",) if waits else ())


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, True),
        ({"raised_on": "2024-04-03"}, False),
        ({"raised_to": "other"}, False),
        ({"tabled_at": "board-2024-02-14"}, False),
        ({"tabled_at": "board-2024-04-10"}, True),
        ({"closed_on": "2024-04-02"}, False),
        ({"responded_on": "2024-04-03"}, True),
    ],
)
def test_an_issue_waits_until_it_is_heard(fields: Row, waits: bool) -> None:
    row = {"id": "ISS-2024-01", "raised_to": "board", "raised_on": "2024-04-02", **fields}
    assert gather(scope(issues=[row]), "issues") == (("ISS-2024-01",) if waits else ())


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, True),
        ({"made_on": "2024-04-03"}, False),
        ({"to": ["other"]}, False),
        ({"response": "accepted"}, False),
        ({"response": "accepted", "responded_on": "2024-04-02"}, False),
        ({"response": "accepted", "responded_on": "2024-04-03"}, True),
    ],
)
def test_a_recommendation_waits_for_an_answer(fields: Row, waits: bool) -> None:
    row = {"id": "REC-2024-001", "to": ["board"], "made_on": "2024-04-02", **fields}
    found = gather(scope(recommendations=[row]), "recommendations")
    assert found == (("REC-2024-001",) if waits else ())


def test_an_overview_report_waits_for_the_executive_from_draft_to_approval() -> None:
    def audit(number: int, *stages: tuple[str, str]) -> Row:
        rows = [{"stage": stage, "reached_on": day} for stage, day in stages]
        return {"id": f"AUD-2024-0{number}", "stages": rows}

    audits = [
        audit(1, ("report-drafted", "2024-04-02")),
        audit(2, ("report-drafted", "2024-04-03")),
        audit(3, ("report-drafted", "2024-03-01"), ("approved", "2024-04-02")),
        audit(4, ("moderated", "2024-03-01")),
    ]
    assert gather(scope(audits=audits), "overview-reports") == ("AUD-2024-01",)
    assert gather(scope("main-subgroup", audits=audits), "overview-reports") == ()


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, True),
        ({"agreed_on": "2024-04-03"}, False),
        ({"tabled_at": ["board-2024-02-14"]}, False),
        ({"tabled_at": ["board-2024-04-10"]}, True),
        ({"closed_on": "2024-04-02"}, False),
    ],
)
def test_a_learning_message_waits_for_the_group_that_watches_over_learning(
    fields: Row, waits: bool
) -> None:
    row = {"id": "LM-2024-01", "agreed_on": "2024-04-02", **fields}
    watching = scope(learning_messages=[row], fields={"monitors": ["learning"]})
    assert gather(watching, "learning") == (("LM-2024-01",) if waits else ())
    assert gather(scope(learning_messages=[row]), "learning") == ()


@pytest.mark.parametrize(
    ("fields", "watching", "asked"),
    [
        ({"findings": "Much."}, True, False),
        ({"findings": "Much.", "tabled_at": ["board-2024-02-14"]}, False, False),
        ({"form": "challenge", "to": ["board"]}, False, True),
        ({"form": "challenge", "to": ["board"], "response": "Yes."}, False, False),
        ({"form": "advice", "to": ["board"]}, False, False),
        ({"form": "challenge", "to": ["board"], "on": "2024-04-03"}, False, False),
    ],
)
def test_scrutiny_waits_where_it_is_watched_or_where_it_asked(
    fields: Row, watching: bool, asked: bool
) -> None:
    row = {"id": "SCR-2024-01", "form": "observation", "on": "2024-04-02", **fields}
    watches = scope(scrutiny=[row], fields={"monitors": ["audit-multi-agency"]})
    assert gather(watches, "scrutiny") == (("SCR-2024-01",) if watching or asked else ())
    assert gather(scope(scrutiny=[row]), "scrutiny") == (("SCR-2024-01",) if asked else ())


def test_what_the_group_owes_before_its_next_meeting() -> None:
    def document(identity: str, due: str, owner: str = "board") -> Row:
        return {"id": identity, "status": "current", "owner": owner, "review_due": due}

    rows = [
        document("late", "2024-03-01"),
        document("soon", "2024-06-10"),
        document("far", "2024-06-11"),
        document("theirs", "2024-05-01", "other"),
    ]
    found = scope(
        documents=rows,
        groups=[group("other")],
        fields={"cadence": {"interval": "P2M", "mode": "fixed"}},
    )
    assert next_meeting_day(found) == date(2024, 6, 10)
    assert gather(found, "deadlines") == ("late", "soon")


def test_minutes_that_have_an_item_of_their_own_are_not_due_a_second_time() -> None:
    paper: Row = {"id": "late", "status": "current", "owner": "board", "review_due": "2024-03-01"}
    found = scope(
        documents=[paper],
        meetings=[meeting("board", "2023-12-01")],
        fields={"cadence": {"interval": "P2M", "mode": "fixed"}},
    )
    (late,) = (each for each in found.deadlines if each.subject == "late")
    rows = [
        late._replace(clock="MIN-02", title="Agree the minutes", subject=f"board-{day}")
        for day in ("2023-12-01", "2024-02-14")
    ]
    found = found._replace(deadlines=tuple(rows))
    assert gather(found, "deadlines") == ("board-2023-12-01",)

    noted = noted_on(found.portfolio, found.portfolio, found.group, AS_OF, found.deadlines)
    forgotten = one(found.portfolio, "board-2023-12-01")
    assert note_on(noted, forgotten) == "Agree the minutes, due 1 March 2024, overdue 32 days"
    in_time = noted_on(found.portfolio, found.portfolio, found.group, date(2024, 3, 1), tuple(rows))
    assert note_on(in_time, forgotten) == ""
    assert note_on(noted, one(found.portfolio, "board-2024-04-10")) == ""


def test_the_next_meeting_is_the_one_planned_or_the_one_to_be_expected() -> None:
    planned = [meeting("board", "2024-05-15", status="planned")]
    assert next_meeting_day(scope(meetings=planned)) == date(2024, 5, 15)
    gone = [meeting("board", "2024-05-15", status="cancelled")]
    assert next_meeting_day(scope(meetings=gone)) == date(2024, 4, 24)


def test_the_priorities_of_the_year_of_the_meeting() -> None:
    rows = [{"id": f"p-{year}", "year": year} for year in ("2023-24", "2024-25")]
    assert gather(scope(priorities=rows), "priorities") == ("p-2024-25",)


def test_what_the_body_above_decided_since_the_last_meeting() -> None:
    def decision(number: int, day: str, body: str = "above") -> Row:
        return {"id": f"DEC-2024-{number:03d}", "body": body, "date": day}

    rows = [
        decision(1, "2024-02-14"),
        decision(2, "2024-02-15"),
        decision(3, "2024-04-02"),
        decision(4, "2024-04-03"),
        decision(5, "2024-03-01", "board"),
    ]
    found = scope(decisions=rows, groups=[group("above")], fields={"reports_to": ["above"]})
    assert gather(found, "decisions-above") == ("DEC-2024-002", "DEC-2024-003")


def test_the_meetings_of_main_subgroups_since_the_last_meeting() -> None:
    found = scope(
        groups=[group("arg", function="main-subgroup"), group("other")],
        meetings=[
            meeting("arg", "2024-02-14"),
            meeting("arg", "2024-03-13"),
            meeting("arg", "2024-04-08"),
            meeting("other", "2024-03-13"),
        ],
    )
    assert gather(found, "subgroups") == ("arg-2024-03-13",)


def test_incidents_and_referrals_since_the_last_meeting() -> None:
    found = scope(
        incident_notifications=[
            {"id": "SIN-2024-01", "aware_on": "2024-02-14"},
            {"id": "SIN-2024-02", "aware_on": "2024-04-02"},
        ],
        referrals=[
            {"id": "REF-2024-01", "received_on": "2024-03-01"},
            {"id": "REF-2024-02", "received_on": "2024-03-01", "considered_at": "board-2024-02-14"},
        ],
    )
    assert gather(found, "referrals") == ("SIN-2024-02", "REF-2024-01")


def test_reviews_are_told_of_until_the_meeting_after_their_end() -> None:
    def review(identity: str, form: str, *events: tuple[str, str]) -> Row:
        rows = [{"event": event, "on": day} for event, day in events]
        return {"id": identity, "form": form, "events": rows}

    begun = ("opened", "2024-01-10")
    found = scope(
        reviews=[
            review("RR-2024-01", "rapid-review", begun),
            review("RR-2024-02", "rapid-review", begun, ("signed-off", "2024-02-14")),
            review("RR-2024-03", "rapid-review", begun, ("signed-off", "2024-02-15")),
            review("RR-2024-04", "rapid-review", begun, ("withdrawn", "2024-02-01")),
            review("RR-2024-05", "rapid-review", ("opened", "2024-04-03")),
            review("LCSPR-2024-01", "practice-review", begun, ("report-final", "2024-02-01")),
            review("LCSPR-2024-02", "practice-review", begun, ("published", "2024-02-14")),
            review("LCSPR-2024-03", "practice-review", begun, ("not-published", "2024-03-01")),
        ]
    )
    assert gather(found, "rapid-reviews") == ("RR-2024-01", "RR-2024-03")
    assert gather(found, "practice-reviews") == ("LCSPR-2024-01", "LCSPR-2024-03")


def test_audits_of_the_group_are_told_of_until_they_are_approved() -> None:
    ended = [{"stage": "approved", "reached_on": "2024-04-02"}]
    found = scope(
        audits=[
            {"id": "AUD-2024-01", "reports_to": "board"},
            {"id": "AUD-2024-02", "delivered_by": "board"},
            {"id": "AUD-2024-03", "reports_to": "board", "stages": ended},
            {"id": "AUD-2024-04", "reports_to": "other"},
        ]
    )
    assert gather(found, "audits") == ("AUD-2024-01", "AUD-2024-02")


def test_clocks_of_national_guidance_are_the_lead_partners_own() -> None:
    published = {"of": "yearly", "channel": "website", "form": "published", "on": "2023-04-20"}
    folders: dict[str, Any] = {
        "reports": [{"id": "yearly", "title": "Yearly report", "form": "yearly-report"}],
        "publications": [{"id": "out", **published}],
    }
    assert gather(scope("lead-partners", **folders), "deadlines") == ("yearly",)
    assert gather(scope("executive", **folders), "deadlines") == ()

"""Each form of proof, with all that its periods say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.period import Period
from sscp.model.finding import Finding, Location, Severity
from sscp.timing.catalogue import national_clocks
from sscp.timing.states import State
from sscp.views.assurance import view_assurance
from tests.assurance.test_rows_and_dates import duty
from tests.builders import Row, build, group, meeting, post

AS_OF = date(2023, 11, 15)
SAID: Row = {"form": "recurring", "kind": "decision", "date": "date", "within": "P6M"}


def decision(number: int, on: str, **fields: Any) -> Row:
    return {"id": f"DEC-2023-00{number}", "date": on, **fields}


def test_what_recurs_has_a_period_for_each_time_and_an_open_one() -> None:
    nameless = {"date": "2023-04-19"}
    decisions = [decision(2, "2023-10-20"), decision(1, "2023-04-19"), nameless]
    assert duty(SAID, decisions=decisions).periods == (
        Period("The statement", None, None, date(2023, 4, 19), State.MET, ("DEC-2023-001",)),
        Period(
            "The statement",
            None,
            date(2023, 10, 19),
            date(2023, 10, 20),
            State.BREACHED,
            ("DEC-2023-002",),
            date(2023, 4, 19),
        ),
        Period(
            "The statement",
            None,
            date(2024, 4, 20),
            None,
            State.NOT_DUE,
            (),
            date(2023, 10, 20),
        ),
    )


def test_what_recurs_without_a_time_says_when_it_was_last() -> None:
    proof = {name: value for name, value in SAID.items() if name != "within"}
    decisions = [decision(1, "2023-04-19"), decision(2, "2023-10-20")]
    assert duty(proof, decisions=decisions).periods[-1] == Period(
        "The statement: last on 20 October 2023",
        None,
        None,
        None,
        State.INTERVAL_NOT_SET,
        (),
        date(2023, 10, 20),
    )


def test_of_two_on_one_day_the_last_by_id_holds_the_interval() -> None:
    proof = {
        "form": "recurring",
        "kind": "training-needs-analysis",
        "date": "completed_on",
        "interval_in": "interval",
    }
    analyses = [
        {"id": "TNA-2023-b", "completed_on": "2023-10-14", "interval": "P2Y"},
        {"id": "TNA-2023-a", "completed_on": "2023-10-14", "interval": "P1Y"},
    ]
    done, still_open = duty(proof, training_needs_analyses=analyses).periods
    assert done.evidence == ("TNA-2023-a", "TNA-2023-b")
    assert still_open.due == date(2025, 10, 14)


def test_what_never_happened_has_not_started() -> None:
    assert duty(SAID).periods == (Period("The statement", None, None, None, State.NOT_STARTED),)


def test_what_recurs_for_each_of_several_is_called_after_each() -> None:
    proof = {**SAID, "per": {"kind": "agency", "named_in": "affects"}}
    agencies = [{"id": "school", "name": "The School"}, {"name": "No id"}]
    found = duty(
        proof, agencies=agencies, decisions=[decision(1, "2023-10-20", affects=["school"])]
    )
    assert found.periods == (
        Period("The School", "school", None, date(2023, 10, 20), State.MET, ("DEC-2023-001",)),
        Period(
            "The School", "school", date(2024, 4, 20), None, State.NOT_DUE, (), date(2023, 10, 20)
        ),
        Period("No id", None, None, None, State.NOT_STARTED),
    )


NAMED: Row = {"form": "named-date", "kind": "decision", "date": "date", "since": "2023-05-01"}


@pytest.mark.parametrize(
    ("due", "done", "state", "evidence"),
    [
        ("2023-06-30", date(2023, 6, 14), State.MET, ("DEC-2023-002",)),
        ("2023-06-13", date(2023, 6, 14), State.BREACHED, ("DEC-2023-002",)),
    ],
)
def test_what_a_date_is_named_for_is_done_the_first_time_it_happens(
    due: str, done: date, state: State, evidence: tuple[str, ...]
) -> None:
    decisions = [decision(3, "2023-09-01"), decision(2, "2023-06-14"), decision(1, "2023-04-30")]
    found = duty(NAMED, cadence={"due": due}, decisions=decisions)
    day = date.fromisoformat(due)
    assert found.periods == (Period("The statement", None, day, done, state, evidence),)


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("2023-11-14", State.OVERDUE),
        ("2023-11-29", State.DUE_SOON),
        ("2023-11-30", State.NOT_DUE),
    ],
)
def test_what_a_date_is_named_for_is_open_until_it_happens(due: str, state: State) -> None:
    found = duty(NAMED, cadence={"due": due})
    assert found.periods == (Period("The statement", None, date.fromisoformat(due), None, state),)


@pytest.mark.parametrize("cadence", [None, {"mode": "fixed"}])
def test_a_date_that_is_not_named_has_not_started(cadence: Row | None) -> None:
    found = duty(NAMED, cadence=cadence, decisions=[decision(2, "2023-06-14")])
    assert found.periods == (Period("The statement", None, None, None, State.NOT_STARTED),)


@pytest.mark.parametrize(
    ("asked", "number", "met"),
    [
        ({}, 0, False),
        ({}, 1, True),
        ({}, 2, True),
        ({"least": 2}, 1, False),
        ({"least": 2}, 2, True),
        ({"exactly": 2}, 1, False),
        ({"exactly": 2}, 2, True),
        ({"exactly": 2}, 3, False),
    ],
)
def test_enough_must_stand_on_the_day(asked: Row, number: int, met: bool) -> None:
    proof = {"form": "standing", "kind": "group", **asked}
    ids = tuple(f"group-{each}" for each in range(number))
    found = duty(proof, groups=[group(each) for each in ids])
    period = Period("The statement", None, None, None, State.MET, ids)
    assert found.periods == (period if met else period._replace(state=State.NOT_STARTED),)


def test_enough_must_stand_for_each_of_several() -> None:
    proof = {
        "form": "standing",
        "kind": "membership",
        "per": {"kind": "group", "named_in": "group"},
    }
    found = duty(
        proof,
        groups=[group("board", name="The Board"), group("panel", name="The Panel")],
        memberships=[{"id": "b", "group": "board"}, {"id": "a", "group": "board"}],
    )
    assert found.periods == (
        Period("The Board", "board", None, None, State.MET, ("a", "b")),
        Period("The Panel", "panel", None, None, State.NOT_STARTED),
    )


@pytest.mark.parametrize(
    ("asked", "since"),
    [
        ({}, "2023-02-01"),
        ({"least": 2}, "2023-06-01"),
        ({"least": 3}, "2023-09-01"),
        ({"exactly": 3}, "2023-09-01"),
        ({"date": "agreed_on"}, "2023-07-01"),
    ],
)
def test_what_stands_has_stood_since_there_were_enough(asked: Row, since: str) -> None:
    proof = {"form": "standing", "kind": "delegation", **asked}
    delegations = [
        {"id": "c", "from": "2023-09-01", "agreed_on": "2023-08-01"},
        {"id": "a", "from": "2023-02-01", "agreed_on": "2023-11-01"},
        {"id": "b", "from": "2023-06-01", "agreed_on": "2023-07-01"},
    ]
    (period,) = duty(proof, delegations=delegations).periods
    assert (period.done_on, period.since) == (None, date.fromisoformat(since))


def test_what_has_always_stood_has_no_day() -> None:
    proof = {"form": "standing", "kind": "delegation", "least": 1}
    (period,) = duty(proof, delegations=[{"id": "a"}, {"id": "b", "from": "2023-06-01"}]).periods
    assert (period.state, period.since) == (State.MET, None)


YEAR_END = date(2024, 3, 31)


def test_each_value_that_is_allowed_must_occur_in_the_year() -> None:
    proof = {"form": "coverage", "kind": "decision", "date": "date", "covers": "route"}
    decisions = [
        decision(1, "2023-03-31", route="virtual"),
        decision(4, "2023-10-01", route="meeting"),
        decision(3, "2023-09-01", route="meeting"),
    ]
    met = Period(
        "At a meeting",
        None,
        YEAR_END,
        date(2023, 9, 1),
        State.MET,
        ("DEC-2023-003", "DEC-2023-004"),
    )
    label = "By all three outside a meeting"
    found = duty(proof, decisions=decisions)
    assert found.periods == (met, Period(label, None, YEAR_END, None, State.NOT_DUE))
    soon = duty(proof, "2024-03-17", decisions=decisions).periods
    assert soon == (met, Period(label, None, YEAR_END, None, State.DUE_SOON))
    next_year = duty(proof, "2024-04-01", decisions=decisions).periods
    assert [each.state for each in next_year] == [State.NOT_DUE, State.NOT_DUE]


def test_only_the_values_named_must_occur() -> None:
    proof: Row = {"form": "coverage", "kind": "decision", "date": "date", "covers": "route"}
    found = duty({**proof, "values": ["virtual"]})
    assert [each.what for each in found.periods] == ["By all three outside a meeting"]
    bodies = {**proof, "covers": "body", "values": ["board", "nowhere"]}
    decisions = [decision(1, "2023-09-01", body="board")]
    found = duty(bodies, groups=[group("board", name="The Board")], decisions=decisions)
    assert found.periods == (
        Period("The Board", None, YEAR_END, date(2023, 9, 1), State.MET, ("DEC-2023-001",)),
        Period("nowhere", None, YEAR_END, None, State.NOT_DUE),
    )


@pytest.mark.parametrize("proof", [{}, {"kind": "decision"}, {"kind": "no-kind", "covers": "x"}])
def test_a_list_that_is_not_there_covers_nothing(proof: Row) -> None:
    assert duty({"form": "coverage", "date": "date", **proof}).periods == ()
    named = duty({"form": "coverage", "date": "date", "values": ["x"], **proof})
    assert [each.what for each in named.periods] == ["x"]


def cadenced(name: str) -> Row:
    return group(name, cadence={"interval": "P2M", "mode": "fixed"})


@pytest.mark.parametrize(
    ("meant", "subjects"),
    [
        ({}, ["board", "panel"]),
        ({"kind": "group"}, ["board", "panel"]),
        ({"kind": "group", "where": [{"field": "id", "is": "panel"}]}, ["panel"]),
        ({"kind": "document"}, []),
        ({"clocks": ["another"]}, []),
    ],
)
def test_clocks_are_kept_for_the_subjects_that_are_meant(meant: Row, subjects: list[str]) -> None:
    proof = {"form": "clocks", "clocks": ["meeting-interval"], **meant}
    meetings = [meeting("board", "2023-10-18"), meeting("panel", "2023-10-19")]
    found = duty(proof, groups=[cadenced("board"), cadenced("panel")], meetings=meetings)
    assert [each.subject for each in found.gaps] == subjects


def test_a_clock_is_a_period_with_its_subject_as_evidence() -> None:
    proof = {"form": "clocks", "clocks": ["meeting-interval"]}
    found = duty(proof, groups=[cadenced("board")], meetings=[meeting("board", "2023-10-18")])
    assert found.gaps == (
        Period(
            "board: next meeting",
            "board",
            date(2023, 12, 18),
            None,
            State.NOT_DUE,
            ("board", "board-2023-10-18"),
            date(2023, 10, 18),
            "not due",
        ),
    )


@pytest.mark.parametrize(
    ("clock", "done", "words", "unverified"),
    [
        ({}, "2023-05-22", "met", False),
        ({}, "2023-05-23", "breached", False),
        ({"force": "guidance"}, "2023-05-23", "done late", False),
        ({"evidence": "R"}, "2023-05-23", "breached", True),
        ({"third_party": True}, "2023-05-23", "done late (for information)", False),
    ],
)
def test_a_period_says_what_its_clock_says(
    clock: Row, done: str, words: str, unverified: bool
) -> None:
    notice = {"id": "SIN-2023-01", "aware_on": "2023-05-15", "panel_notified_on": done}
    own = next(each for each in national_clocks() if each.id == "SIN-01")
    found = duty(
        {"form": "clocks", "clocks": ["SIN-01"]},
        clocks=[{**own.values, **clock}],
        incident_notifications=[notice],
    )
    (period,) = found.periods
    assert (period.words, period.unverified, found.unverified) == (words, unverified, unverified)
    row = view_assurance(build(), AS_OF, (found,)).duties[0]
    assert (row.words, row.unverified) == (words, unverified)


def finding(code: str, record: str | None, waived: str | None = None) -> Finding:
    place = Location("records/x.yaml")
    told = f"{code} of {record}"
    return Finding(code, code, Severity.ERROR, told, "", place, record, None, waived)


RULES: Row = {"form": "rules", "rules": ["GRP-02", "MTG-01"]}


def test_each_finding_of_the_rules_named_is_open_and_has_no_date_of_its_own() -> None:
    findings = (
        finding("MTG-01", None),
        finding("GRP-02", "board"),
        finding("GRP-02", "panel", "WVR-2023-01"),
        finding("GRP-03", "board"),
        finding("GRP-02", "forum"),
    )

    def found(what: str, subject: str | None) -> Period:
        shown = (subject,) if subject else ()
        return Period(what, subject, None, None, State.OVERDUE, shown)

    assert duty(RULES, findings=findings).periods == (
        found("GRP-02 of board", "board"),
        found("GRP-02 of forum", "forum"),
        found("MTG-01 of None", None),
    )


def test_where_the_rules_find_nothing_what_they_looked_at_shows_it() -> None:
    assert duty(RULES).periods == ()
    assert duty(RULES, findings=(finding("GRP-03", "board"),)).standing == "not_started"
    folders: dict[str, Any] = {
        "groups": [group("board"), group("gone", until="2023-11-15"), group("new", function="x")],
        "meetings": [meeting("board", "2023-11-15"), meeting("board", "2023-11-16")],
    }
    (period,) = duty({**RULES, "looks_at": ["group", "meeting"]}, **folders).periods
    assert period.what == "GRP-02 and MTG-01 find nothing in 3 records"
    assert period.evidence == ("board", "new", "board-2023-11-15")
    meant = {"kind": "group", "where": [{"field": "function", "is": "x"}], "rules": ["GRP-02"]}
    (period,) = duty({**RULES, **meant}, **folders).periods
    assert (period.what, period.evidence) == ("GRP-02 finds nothing in 1 record", ("new",))


def test_only_findings_about_the_records_that_are_meant_count() -> None:
    findings = tuple(finding("GRP-02", each) for each in ("board", "panel", "chair", None))
    folders: dict[str, Any] = {
        "groups": [group("board"), group("panel", function="main-subgroup")],
        "posts": [{"id": "chair"}],
    }
    for meant, subjects in (
        ({"kind": "group"}, ["board", "panel"]),
        ({"kind": "group", "where": [{"field": "function", "is": "subgroup"}]}, ["board"]),
    ):
        found = duty({**RULES, **meant}, findings=findings, **folders)
        assert [each.subject for each in found.periods] == subjects


def test_a_day_that_is_only_planned_does_not_keep_a_record_from_being_looked_at() -> None:
    review = {"id": "LCSPR-2023-01", "planned_publication": "2024-03-06"}
    proof = {"form": "rules", "rules": ["LCS-07"], "kind": "review"}
    assert duty(proof, reviews=[review]).last == Period(
        "LCS-07 finds nothing in 1 record", None, None, None, State.MET, ("LCSPR-2023-01",)
    )


def test_the_clock_of_a_group_is_shown_by_its_meetings() -> None:
    board = group("board", cadence={"interval": "P3M", "mode": "fixed"})
    held = [meeting("board", "2023-06-14"), meeting("board", "2023-09-13")]
    proof = {"form": "clocks", "clocks": ["meeting-interval"]}
    found = duty(proof, groups=[board], meetings=held).periods
    assert [period.evidence for period in found] == [
        ("board", "board-2023-09-13"),
        ("board", "board-2023-09-13"),
    ]
    assert [period.is_open for period in found] == [False, True]


def test_who_is_named_in_a_record_shows_nothing_beside_it() -> None:
    need = {"what": "not signed", "field": "sign_offs.post", "names": ["chief"]}
    proof = {"form": "each", "kind": "report", "date": "drafted_on", "needs": [need]}
    report = {"id": "report", "drafted_on": "2023-09-22", "sign_offs": [{"post": "chief"}]}
    (period,) = duty(proof, posts=[post("chief")], reports=[report]).periods
    assert (period.state, period.evidence) == (State.MET, ("report",))

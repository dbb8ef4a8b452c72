"""The edition of a case: fixed once by what set it going, for every clock of its chain."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.timing.cases import edition_of, is_edition, trigger_of
from sscp.timing.clocks import clock_deadlines
from tests.builders import Row, build, count, one

LONG_AFTER = date(2026, 3, 20)
NOTICE: Row = {
    "id": "SIN-2023-01",
    "aware_on": "2023-12-11",
    "panel_notified_on": "2023-12-15",
    "partners_told_on": "2023-12-15",
}
RAPID: Row = {
    "id": "RR-2023-01",
    "form": "rapid-review",
    "notification": "SIN-2023-01",
    "events": [
        {"event": "signed-off", "on": "2024-01-05"},
        {"event": "sent-to-panel", "on": "2024-01-08"},
    ],
}
LOCAL: Row = {
    "id": "LCSPR-2024-01",
    "form": "practice-review",
    "follows": "RR-2023-01",
    "planned_publication": "2026-04-10",
    "events": [
        {"event": "initiated", "on": "2024-01-05"},
        {"event": "publication-planned", "on": "2026-03-19"},
    ],
}


def test_every_clock_of_a_case_has_the_edition_of_the_day_the_authority_was_aware() -> None:
    portfolio = build(incident_notifications=[NOTICE], reviews=[RAPID, LOCAL])
    found = {row.clock: row.edition for row in clock_deadlines(portfolio, LONG_AFTER)}
    chain = "SIN-01 SIN-02 RR-01 RR-02 PAN-01 LCSPR-01 LCSPR-02 LCSPR-05".split()
    assert found == dict.fromkeys(chain, "WT2018")


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ({"aware_on": "2023-12-14", "panel_notified_on": "2023-12-20"}, "WT2018"),
        ({"aware_on": "2023-12-15", "panel_notified_on": "2023-12-20"}, "WT2023"),
        ({"panel_notified_on": "2023-12-14"}, "WT2018"),
    ],
)
def test_where_nobody_says_since_when_it_was_known_the_notification_decides(
    notice: Row, expected: str
) -> None:
    whole = {"id": "SIN-2023-01", **notice}
    portfolio = build(incident_notifications=[whole], reviews=[RAPID, LOCAL])
    for name in ("SIN-2023-01", "RR-2023-01", "LCSPR-2024-01"):
        assert edition_of(portfolio, one(portfolio, name), LONG_AFTER) == expected


def test_the_trigger_decides_against_what_a_review_says_of_itself() -> None:
    wrong = {**LOCAL, "guidance": "WT2026"}
    portfolio = build(incident_notifications=[NOTICE], reviews=[RAPID, wrong])
    assert edition_of(portfolio, one(portfolio, "LCSPR-2024-01"), LONG_AFTER) == "WT2018"


def test_a_review_of_no_notification_has_the_edition_it_names_else_that_of_its_first_event() -> (
    None
):
    alone = {**LOCAL, "follows": None}
    for fields, expected in (
        ({}, "WT2023"),
        ({"guidance": "WT2018"}, "WT2018"),
        ({"guidance": "WT1066"}, "WT2023"),
        ({"events": []}, "WT2026"),
    ):
        portfolio = build(reviews=[{**alone, **fields}])
        review = one(portfolio, "LCSPR-2024-01")
        assert trigger_of(portfolio, review) is None
        assert edition_of(portfolio, review, LONG_AFTER) == expected
    before = {**RAPID, "notification": None, "guidance": "WT2018"}
    portfolio = build(reviews=[before, LOCAL])
    assert edition_of(portfolio, one(portfolio, "LCSPR-2024-01"), LONG_AFTER) == "WT2018"


def test_reviews_that_follow_each_other_in_a_ring_have_an_end() -> None:
    first = {**LOCAL, "follows": "LCSPR-2024-02"}
    second = {**LOCAL, "id": "LCSPR-2024-02", "follows": "LCSPR-2024-01"}
    portfolio = build(reviews=[first, second])
    assert edition_of(portfolio, one(portfolio, "LCSPR-2024-01"), LONG_AFTER) == "WT2023"


def test_what_is_no_case_goes_by_the_day_its_clock_starts() -> None:
    report = {"id": "report-23", "form": "yearly-report", "until": "2023-04-01"}
    record = one(build(reports=[report]), "report-23")
    portfolio = build(reports=[report])
    assert edition_of(portfolio, record, date(2023, 12, 14)) == "WT2018"
    assert edition_of(portfolio, record, date(2023, 12, 15)) == "WT2023"


def own(*editions: str, **fields: object) -> Row:
    return {
        "id": "RR-02",
        "title": "Send the rapid review",
        "runs_for": "review",
        "starts": "signed-off",
        "ends": "sent-to-panel",
        "length": 1,
        "unit": "working-days",
        "force": "guidance",
        "editions": [{"edition": each} for each in editions],
        **fields,
    }


@pytest.mark.parametrize(
    ("editions", "expected"),
    [((), True), (("WT2018",), True), (("WT2018", "WT2023"), True), (("WT2023",), False)],
)
def test_a_clock_runs_only_under_the_editions_it_belongs_to(
    editions: tuple[str, ...], expected: bool
) -> None:
    portfolio = build(incident_notifications=[NOTICE], reviews=[RAPID], clocks=[own(*editions)])
    rows = [row for row in clock_deadlines(portfolio, LONG_AFTER) if row.clock == "RR-02"]
    assert bool(rows) is expected


@pytest.mark.parametrize(("edition", "expected"), [("WT2018", False), ("WT2023", True)])
def test_so_it_does_in_a_case_of_a_later_edition(edition: str, expected: bool) -> None:
    later = {**NOTICE, "aware_on": "2023-12-15"}
    portfolio = build(incident_notifications=[later], reviews=[RAPID], clocks=[own(edition)])
    rows = [row for row in clock_deadlines(portfolio, LONG_AFTER) if row.clock == "RR-02"]
    assert bool(rows) is expected


def test_a_clock_of_another_edition_does_not_wait_to_be_started_either() -> None:
    opened = {**RAPID, "events": []}
    for editions, expected in ((["WT2018"], 1), (["WT2023"], 0)):
        portfolio = build(
            incident_notifications=[NOTICE], reviews=[opened], clocks=[own(*editions)]
        )
        rows = clock_deadlines(portfolio, LONG_AFTER, unstarted=True)
        assert len([row for row in rows if row.clock == "RR-02"]) == expected


def test_before_the_first_edition_known_the_clocks_of_the_oldest_run() -> None:
    old = {"id": "SIN-2017-01", "aware_on": "2017-05-15"}
    for editions, expected in ((["WT2018"], 1), (["WT2023"], 0)):
        clock = own(
            *editions, runs_for="incident-notification", starts="aware", ends="panel-notified"
        )
        portfolio = build(incident_notifications=[old], clocks=[clock])
        found = [row for row in clock_deadlines(portfolio, LONG_AFTER) if row.clock == "RR-02"]
        assert [row.edition for row in found] == [None] * expected


def test_the_names_of_editions_are_known() -> None:
    assert [is_edition(name) for name in ("WT2018", "WT1066", "", None)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(("edition", "hits"), [("WT2018", 1), ("WT2023", 0)])
def test_a_rule_about_lateness_keeps_to_the_editions_of_its_clock(edition: str, hits: int) -> None:
    late = {"id": "SIN-2023-01", "title": "N", "aware_on": "2023-05-15"}
    review = {
        "id": "LCSPR-2023-01",
        "title": "L",
        "form": "practice-review",
        "notification": "SIN-2023-01",
        "events": [{"event": "initiated", "on": "2023-05-15"}],
    }
    rapid = {
        "id": "RR-2023-01",
        "title": "R",
        "form": "rapid-review",
        "notification": "SIN-2023-01",
        "events": [{"event": "signed-off", "on": "2023-08-01"}],
    }
    clocks = [
        own(edition, id="SIN-01", starts="aware", runs_for="incident-notification", length=5),
        own(edition, id="RR-01", starts="notified", length=15),
        own(edition, id="LCSPR-01", starts="initiated", length=6, unit="months"),
    ]
    portfolio = build(
        incident_notifications=[{**late, "panel_notified_on": "2023-06-30"}],
        reviews=[rapid, review],
        clocks=clocks,
    )
    for code in ("SIN-07", "RR-12", "LCS-07"):
        assert count(portfolio, code, "2024-01-01") == hits, code

"""Steps of reviews and audits, notices sent, and what a group let pass."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.governance.steps import (
    AUDIT_ORDER,
    COPIES,
    NATIONAL_BODIES,
    all_told,
    bodies_told,
    by_link,
    completed_on,
    event_day,
    groups_monitoring,
    met_since,
    stage_day,
    was_tabled,
)
from tests.builders import Row, build, group, meeting, national, one

DAY = date(2023, 6, 9)
BEFORE, AFTER = date(2023, 6, 8), date(2023, 6, 10)
DELAY = frozenset(("delay",))
WHY = {"reasons": "Related proceedings are not over."}


def test_an_event_is_known_from_its_day() -> None:
    events = [{"event": "signed-off", "on": "2023-06-12"}, {"event": "signed-off", "on": DAY}]
    review = one(build(reviews=[{"id": "RR-2023-01", "events": events}]), "RR-2023-01")
    assert event_day(review, "signed-off", BEFORE) is None
    assert event_day(review, "signed-off", DAY) == DAY
    assert event_day(review, "signed-off") == DAY
    assert event_day(review, "opened") is None


def test_a_stage_that_is_only_planned_is_not_reached() -> None:
    stages = [{"stage": "scoped", "planned": DAY}, {"stage": "tabled", "reached_on": DAY}]
    audit = one(build(audits=[{"id": "AUD-2023-01", "stages": stages}]), "AUD-2023-01")
    assert stage_day(audit, "scoped") is None
    assert stage_day(audit, "tabled", DAY) == DAY
    assert stage_day(audit, "tabled", BEFORE) is None


@pytest.mark.parametrize(
    ("form", "event", "is_complete"),
    [
        ("rapid-review", "signed-off", True),
        ("rapid-review", "published", False),
        ("practice-review", "report-final", True),
        ("practice-review", "published", True),
        ("practice-review", "signed-off", False),
    ],
)
def test_each_form_of_review_is_complete_by_its_own_step(
    form: str, event: str, is_complete: bool
) -> None:
    record = {"id": "RR-2023-01", "form": form, "events": [{"event": event, "on": DAY}]}
    review = one(build(reviews=[record]), "RR-2023-01")
    assert completed_on(review, DAY) == (DAY if is_complete else None)
    assert completed_on(review, BEFORE) is None


def test_the_report_of_a_practice_review_is_complete_by_the_earlier_step() -> None:
    events = [{"event": "published", "on": AFTER}, {"event": "report-final", "on": DAY}]
    record = {"id": "LCSPR-2023-01", "form": "practice-review", "events": events}
    assert completed_on(one(build(reviews=[record]), "LCSPR-2023-01"), AFTER) == DAY


def test_records_are_found_by_what_they_name_under_its_present_id() -> None:
    register = build(
        reviews=[{"id": "RR-2023-01", "formerly": ["RR-2022-09"]}],
        notices=[
            {"id": "NOT-2023-01", "about": ["RR-2022-09"]},
            {"id": "NOT-2023-02", "about": ["RR-2023-01", "elsewhere"]},
        ],
    )
    found = by_link(register, "notice", "about")
    assert [each.id for each in found["RR-2023-01"]] == ["NOT-2023-01", "NOT-2023-02"]
    assert [each.id for each in found["elsewhere"]] == ["NOT-2023-02"]
    assert "RR-2022-09" not in found


def test_a_record_that_lost_its_id_is_found_under_the_one_it_was_named_by() -> None:
    register = build(
        reviews=[{"formerly": ["RR-2022-09"]}],
        notices=[{"id": "NOT-2023-01", "about": ["RR-2022-09"]}],
    )
    assert set(by_link(register, "notice", "about")) == {"RR-2022-09"}


def test_a_body_is_told_by_the_first_notice_of_the_right_form_that_was_sent() -> None:
    rows: list[Row] = [
        {"id": "NOT-2023-01", "form": "delay", "to": ["panel"], "sent_on": AFTER},
        {"id": "NOT-2023-02", "form": "delay", "to": ["panel", "office"], "sent_on": DAY},
        {"id": "NOT-2023-03", "form": "comment", "to": ["office"], "sent_on": BEFORE},
        {"id": "NOT-2023-04", "form": "delay", "to": ["office"]},
        {"id": "NOT-2023-05", "form": "delay", "to": ["board", "nobody"], "sent_on": DAY},
    ]
    groups = [*national("panel", "office"), group("board")]
    register = build(groups=groups, notices=[{**row, **WHY} for row in rows])
    notices = register.of_kind("notice")
    both = {"national-panel": DAY, "secretary-of-state": DAY}
    assert bodies_told(register, notices, DELAY, AFTER) == both
    assert bodies_told(register, reversed(notices), DELAY, AFTER) == both
    assert bodies_told(register, notices, DELAY, DAY) == both
    assert bodies_told(register, notices, DELAY, BEFORE) == {}


def test_both_national_bodies_are_told_once_the_later_one_is() -> None:
    def told(*days: date, as_of: date = AFTER) -> date | None:
        bodies = ("panel", "office")
        notices = [
            {"id": f"NOT-2023-0{day.day}", "form": "delay", "to": [body], "sent_on": day, **WHY}
            | {"about": ["LCSPR-2023-01"]}
            for body, day in zip(bodies, days, strict=False)
        ]
        reviews = [{"id": "LCSPR-2023-01"}]
        register = build(groups=national(*bodies), reviews=reviews, notices=notices)
        return all_told(register, one(register, "LCSPR-2023-01"), DELAY, as_of)

    assert told() is None
    assert told(DAY) is None
    assert told(DAY, AFTER) == told(AFTER, DAY) == AFTER
    assert told(DAY, AFTER, as_of=DAY) is None


@pytest.mark.parametrize(
    ("form", "needs_reasons"),
    [("delay", True), ("non-publication", True), ("advance-copy", False), ("full-report", False)],
)
@pytest.mark.parametrize("reasons", [{}, {"reasons": ""}, WHY])
def test_a_notice_that_is_to_explain_tells_nobody_without_its_reasons(
    form: str, needs_reasons: bool, reasons: dict[str, str]
) -> None:
    notice = {"id": "NOT-2023-01", "form": form, "to": ["panel"], "sent_on": DAY, **reasons}
    register = build(groups=national("panel", "office"), notices=[notice])
    told = bodies_told(register, register.of_kind("notice"), frozenset((form,)), DAY)
    assert bool(told) is (reasons == WHY or not needs_reasons)


def test_a_group_watches_over_its_work_while_it_exists() -> None:
    register = build(
        groups=[
            group("old", monitors=["learning"], until=DAY),
            group("new", monitors=["learning", "review"], **{"from": DAY}),
            group("other", monitors=["review"]),
            {"monitors": ["learning"]},
        ]
    )
    assert groups_monitoring(register, "learning", BEFORE) == ("old",)
    assert groups_monitoring(register, "learning", DAY) == ("new",)


def test_the_first_meeting_held_after_a_day_is_found() -> None:
    register = build(
        groups=[group("a"), group("b")],
        meetings=[
            meeting("a", "2023-06-09"),
            meeting("b", "2023-06-21"),
            meeting("a", "2023-06-14"),
            meeting("a", "2023-06-12", status="planned"),
        ],
    )
    late = date(2023, 7, 1)
    found = met_since(register, ("a", "b"), DAY, late)
    assert found is not None
    assert found.id == "a-2023-06-14"
    assert met_since(register, ("a", "b"), DAY, date(2023, 6, 13)) is None
    assert met_since(register, (), DAY, late) is None


def test_of_two_meetings_on_a_day_the_first_by_id_is_named() -> None:
    later, earlier = meeting("a", "2023-06-14"), meeting("a", "2023-06-14", id="A")
    nameless = {name: value for name, value in later.items() if name != "id"}
    for meetings, first in (
        ([later, earlier], "A"),
        ([earlier, nameless], None),
        ([nameless, {**nameless, "place": "Online"}], None),
    ):
        register = build(groups=[group("a")], meetings=meetings)
        found = met_since(register, ("a",), DAY, date(2023, 7, 1))
        assert found is not None
        assert found.id == first


def test_of_meetings_of_two_groups_on_a_day_the_first_by_id_is_named() -> None:
    register = build(
        groups=[group("a"), group("b")],
        meetings=[meeting("a", "2023-06-14"), meeting("b", "2023-06-14")],
    )
    found = met_since(register, ("b", "a"), DAY, date(2023, 7, 1))
    assert found is not None
    assert found.id == "a-2023-06-14"


def test_something_is_tabled_once_the_meeting_of_the_right_group_was_held() -> None:
    register = build(
        groups=[group("a"), group("b")],
        meetings=[meeting("a", "2023-06-09"), meeting("b", "2023-06-09")],
    )
    assert was_tabled(register, ("a-2023-06-09",), ("a",), DAY)
    assert not was_tabled(register, ("a-2023-06-09",), ("a",), BEFORE)
    assert not was_tabled(register, ("b-2023-06-09",), ("a",), DAY)
    assert was_tabled(register, ("nowhere", "b-2023-06-09"), ("a", "b"), DAY)
    assert was_tabled(register, ("a-2023-06-09", "b-2023-06-09"), ("a",), DAY)


def test_who_is_told_of_a_local_review_and_how_the_report_goes_to_them() -> None:
    assert NATIONAL_BODIES == {
        "national-panel": "the national panel",
        "secretary-of-state": "the Secretary of State",
    }
    assert {"advance-copy", "full-report"} == COPIES


def test_the_stages_of_an_audit_follow_each_other_and_being_cancelled_is_none_of_them() -> None:
    before_the_report = ("planned", "scoped", "tools-issued", "returns-in", "moderated")
    assert (*before_the_report, "report-drafted", "tabled", "approved", "closed") == AUDIT_ORDER


def test_a_notice_without_its_reasons_hides_none_that_came_after_it() -> None:
    silent = {"id": "NOT-1", "form": "delay", "sent_on": BEFORE, "to": ["panel"]}
    told = {"id": "NOT-2", "form": "delay", "sent_on": DAY, "to": ["panel"], "reasons": "A trial."}
    register = build(groups=national("panel"), notices=[silent, told])
    found = bodies_told(register, register.of_kind("notice"), DELAY, AFTER)
    assert found == {"national-panel": DAY}

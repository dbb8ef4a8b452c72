"""Notices of serious incidents and rapid reviews beyond the examples: the days around a limit."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group


def _notice(**fields: Any) -> Row:
    return {"id": "SIN-2023-01", "title": "Notification 2023-01", **fields}


def _notice_hits(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    return count(build(incident_notifications=[_notice(**fields)]), code, as_of)


def _review(identity: str = "RR-2023-01", form: str = "rapid-review", **fields: Any) -> Row:
    return {"id": identity, "title": identity, "form": form, **fields}


def _review_hits(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    return count(build(reviews=[_review(**fields)]), code, as_of)


def _on(event: str, day: str) -> Row:
    return {"event": event, "on": day}


@pytest.mark.parametrize(("day", "hits"), [("2023-04-30", 1), ("2023-05-01", 0)])
def test_the_authority_can_be_aware_from_the_first_day_of_the_month(day: str, hits: int) -> None:
    assert _notice_hits("SIN-04", incident_month="2023-05", aware_on=day) == hits
    assert _notice_hits("SIN-04", aware_on=day) == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-05-14", 0), ("2023-05-15", 1)])
def test_the_suspicion_is_asked_for_from_the_day_of_awareness(as_of: str, hits: int) -> None:
    assert _notice_hits("SIN-05", as_of, aware_on="2023-05-15") == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-07", 0), ("2023-06-08", 1)])
def test_reasons_are_asked_for_from_the_day_of_the_decision(as_of: str, hits: int) -> None:
    decided = {"criteria_met": "yes", "criteria_decided_on": "2023-06-08"}
    assert _notice_hits("SIN-06", as_of, **decided) == hits


def test_an_answer_on_the_criteria_without_a_day_is_found() -> None:
    assert _notice_hits("SIN-06", criteria_met="no", criteria_reasons="Not suspected.") == 1
    assert _notice_hits("SIN-06") == 0


@pytest.mark.parametrize(
    ("sent", "hits"),
    [("2023-05-22", 0), ("2023-05-23", 1)],
)
def test_a_reason_is_asked_for_from_the_sixth_working_day(sent: str, hits: int) -> None:
    assert _notice_hits("SIN-07", aware_on="2023-05-15", panel_notified_on=sent) == hits


def test_lateness_is_not_known_before_the_notice_was_sent() -> None:
    late = {"aware_on": "2023-05-15", "panel_notified_on": "2023-06-15"}
    assert _notice_hits("SIN-07", "2023-06-14", **late) == 0
    assert _notice_hits("SIN-07", "2023-06-15", **late) == 1


@pytest.mark.parametrize(("as_of", "hits"), [("2023-05-19", 0), ("2023-05-20", 1)])
def test_a_rapid_review_is_asked_for_from_the_day_after_the_notification(
    as_of: str, hits: int
) -> None:
    assert _notice_hits("RR-04", as_of, panel_notified_on="2023-05-19") == hits
    assert _notice_hits("RR-04", as_of) == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-07", 1), ("2023-06-08", 0)])
def test_below_the_criteria_no_rapid_review_is_asked_for(as_of: str, hits: int) -> None:
    below = {"criteria_met": "no", "criteria_decided_on": "2023-06-08"}
    assert _notice_hits("RR-04", as_of, panel_notified_on="2023-05-19", **below) == hits


def test_that_the_criteria_are_met_excuses_from_nothing() -> None:
    met = {"criteria_met": "yes", "criteria_decided_on": "2023-06-08"}
    assert _notice_hits("RR-04", panel_notified_on="2023-05-19", **met) == 1


def test_a_local_review_does_not_stand_for_the_rapid_one() -> None:
    register = build(
        incident_notifications=[_notice(panel_notified_on="2023-05-19")],
        reviews=[_review("LCSPR-2023-01", "practice-review", notification="SIN-2023-01")],
    )
    assert count(register, "RR-04") == 1


@pytest.mark.parametrize(("as_of", "hits"), [("2023-05-21", 1), ("2023-05-22", 0)])
def test_a_rapid_review_counts_once_it_has_begun(as_of: str, hits: int) -> None:
    register = build(
        incident_notifications=[_notice(panel_notified_on="2023-05-19")],
        reviews=[_review(notification="SIN-2023-01", events=[_on("opened", "2023-05-22")])],
    )
    assert count(register, "RR-04", as_of) == hits


def test_each_further_rapid_review_of_an_incident_is_found_where_it_stands() -> None:
    register = build(
        incident_notifications=[_notice(panel_notified_on="2023-05-19")],
        reviews=[_review(f"RR-2023-0{number}", notification="SIN-2023-01") for number in (1, 2, 3)],
    )
    assert [each.record for each in find(register, "RR-04")] == ["RR-2023-02", "RR-2023-03"]


def test_only_rapid_reviews_need_a_notification() -> None:
    assert _review_hits("RR-05", form="practice-review") == 0


SIGNED = [_on("signed-off", "2023-06-09")]


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-08", 0), ("2023-06-09", 1)])
@pytest.mark.parametrize("code", ["RR-03", "RR-07"])
def test_a_review_owes_its_outcome_from_the_day_of_sign_off(
    code: str, as_of: str, hits: int
) -> None:
    assert _review_hits(code, as_of, events=SIGNED) == hits


@pytest.mark.parametrize(
    ("decision", "hits"), [("local-review", 1), ("no-review", 0), ("national-review", 0)]
)
def test_criteria_are_asked_for_where_a_local_review_follows(decision: str, hits: int) -> None:
    assert _review_hits("RR-03", events=SIGNED, outcome={"decision": decision}) == hits


@pytest.mark.parametrize(
    ("changes", "follows", "hits"),
    [
        ({}, "local-review", 0),
        ({"outcome": "rejected"}, "local-review", 1),
        ({"outcome": "rejected"}, "no-review", 0),
        ({"outcome": "deferred"}, "no-review", 1),
        ({"date": "2023-06-10"}, "no-review", 1),
        ({"body": "executive"}, "local-review", 0),
        ({"body": "lead"}, "local-review", 0),
        ({"body": "other"}, "local-review", 1),
    ],
)
def test_the_decision_is_that_of_the_panel_by_the_day_of_sign_off(
    changes: Row, follows: str, hits: int
) -> None:
    own = {"id": "DEC-2023-001", "body": "panel", "date": "2023-06-09", "outcome": "agreed"}
    outcome = {"decision": follows, "criteria": ["joint"], "record": "DEC-2023-001"}
    register = build(
        groups=[
            group("panel"),
            group("other"),
            group("executive", function="executive"),
            group("lead", function="lead-partners"),
        ],
        decisions=[{**own, **changes}],
        reviews=[_review(panel="panel", events=SIGNED, outcome=outcome)],
    )
    assert count(register, "RR-03", "2023-06-09") == hits


def test_a_local_review_has_no_decision_of_a_rapid_review_to_record() -> None:
    assert _review_hits("RR-03", form="practice-review", events=SIGNED) == 0


def test_messages_and_no_messages_exclude_each_other() -> None:
    assert _review_hits("RR-07", learning=["LM-2023-01"], no_messages=True) == 1
    assert _review_hits("RR-07", events=SIGNED, no_messages=True) == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-08", 0), ("2023-06-09", 2)])
def test_each_finding_is_asked_for_its_consequence_once_the_review_is_complete(
    as_of: str, hits: int
) -> None:
    findings = [
        {"key": "F1"},
        {"key": "F2"},
        {"key": "F3", "no_action_because": "It is good practice."},
    ]
    assert _review_hits("RR-08", as_of, events=SIGNED, findings=findings) == hits


def test_contact_and_way_of_working_are_both_asked_for() -> None:
    rows = [{"kind": "inquest"}, {"kind": "criminal", "agreed_working": "A call each week."}]
    register = build(reviews=[_review(parallel_investigations=rows)])
    messages = [each.message for each in find(register, "RR-09")]
    assert len(messages) == 2
    assert "who the contact is and how the two work" in messages[0]
    assert messages[1].endswith("who the contact is.")


@pytest.mark.parametrize(("day", "hits"), [("2023-06-08", 1), ("2023-06-09", 0)])
def test_steps_may_fall_on_one_day(day: str, hits: int) -> None:
    assert _review_hits("RR-10", events=[*SIGNED, _on("panel-replied", day)]) == hits


def test_the_steps_of_a_local_review_have_their_own_order() -> None:
    events = [_on("published", "2023-11-01"), _on("report-final", "2023-11-02")]
    assert _review_hits("RR-10", form="practice-review", events=events) == 1


@pytest.mark.parametrize(
    ("start", "until", "hits"),
    [
        ("2023-06-09", None, 0),
        ("2023-06-10", None, 1),
        ("2023-01-01", "2023-06-09", 1),
        ("2023-01-01", "2023-06-10", 0),
    ],
)
def test_the_delegation_must_hold_on_the_day_of_sign_off(
    start: str, until: str | None, hits: int
) -> None:
    delegation = {"id": "to-the-panel", "to_group": "panel", "in_force_from": start}
    if until is not None:
        delegation["until"] = until
    register = build(
        groups=[group("panel")],
        delegations=[delegation],
        reviews=[_review(panel="panel", events=SIGNED)],
    )
    assert count(register, "RR-11") == hits


@pytest.mark.parametrize(
    ("function", "body", "hits"),
    [
        ("subgroup", None, 1),
        ("subgroup", "panel", 1),
        ("subgroup", "lead", 0),
        ("subgroup", "executive", 0),
        ("executive", None, 0),
        ("lead-partners", None, 0),
    ],
)
def test_a_panel_without_any_delegation_leaves_the_decision_to_those_above(
    function: str, body: str | None, hits: int
) -> None:
    outcome = {"decision": "no-review", "record": "DEC-2023-001"}
    groups = [
        group("panel", function=function),
        group("lead", function="lead-partners"),
        group("executive", function="executive"),
    ]
    decisions = [{"id": "DEC-2023-001", "body": body}] if body else []
    said = "The panel decided on RR-2023-01 on 9 June 2023"
    for named in ({"outcome": outcome}, {"source": ["DEC-2023-001 4"]}):
        review = _review(panel="panel", events=SIGNED, **named)
        register = build(groups=groups, decisions=decisions, reviews=[review])
        found = [each.message for each in find(register, "RR-11", "2023-06-09")]
        assert found == hits * [
            f"{said}, and no delegation of the lead partners to it is on record."
        ]
        assert find(register, "RR-11", "2023-06-08") == []


def test_days_at_the_ends_of_the_calendar_stop_nothing() -> None:
    assert _notice_hits("SIN-07", aware_on="9999-12-31", panel_notified_on="2023-05-19") == 0
    assert _notice_hits("SIN-07", aware_on="0001-01-01", panel_notified_on="2023-05-19") == 1


def _signed(day: str, *events: Row, as_of: str = "2023-11-15", **settings: Any) -> int:
    register = build(
        {"id": "register", **settings},
        incident_notifications=[_notice(aware_on="2023-09-04", panel_notified_on="2023-09-12")],
        reviews=[_review(notification="SIN-2023-01", events=[_on("signed-off", day), *events])],
    )
    return count(register, "RR-12", as_of)


@pytest.mark.parametrize(("day", "hits"), [("2023-10-03", 0), ("2023-10-04", 1)])
def test_a_rapid_review_is_late_from_the_sixteenth_working_day(day: str, hits: int) -> None:
    assert _signed(day) == hits


def test_the_fifteen_days_may_run_from_awareness() -> None:
    policies = {"rapid_review_starts": "aware"}
    assert _signed("2023-09-25", policies=policies) == 0
    assert _signed("2023-09-26", policies=policies) == 1


def test_more_time_is_asked_for_by_the_day_of_sign_off() -> None:
    assert _signed("2023-10-04", _on("more-time-asked", "2023-10-04")) == 0
    assert _signed("2023-10-04", _on("more-time-asked", "2023-10-05")) == 1
    assert _signed("2023-10-04", as_of="2023-10-03") == 0


def test_a_rapid_review_of_no_notification_and_a_local_review_have_no_fifteen_days() -> None:
    late = [_on("signed-off", "2023-10-04")]
    assert _review_hits("RR-12", events=late) == 0
    register = build(
        incident_notifications=[_notice(panel_notified_on="2023-09-12")],
        reviews=[_review(form="practice-review", notification="SIN-2023-01", events=late)],
    )
    assert count(register, "RR-12") == 0

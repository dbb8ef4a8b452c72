"""The chain from notification to local review: every link that may be missing, and its days."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find


def _on(event: str, day: str) -> Row:
    return {"event": event, "on": day}


def _rapid(*events: Row, **fields: Any) -> Row:
    return {
        "id": "RR-2023-01",
        "title": "Rapid review 2023-01",
        "form": "rapid-review",
        "notification": "SIN-2023-01",
        "events": list(events),
        **fields,
    }


def _local(*events: Row, **fields: Any) -> Row:
    return {
        "id": "LCSPR-2023-01",
        "title": "Local review 2023-01",
        "form": "practice-review",
        "events": list(events),
        **fields,
    }


def _hits(code: str, *reviews: Row, as_of: str = "2023-11-15", **notice: Any) -> int:
    notices = [{"id": "SIN-2023-01", "title": "Notification 2023-01", **notice}]
    register = build(reviews=reviews, incident_notifications=notices)
    return count(register, code, as_of)


SIGNED = _on("signed-off", "2023-06-09")
WITHDRAWN = _on("withdrawn", "2023-06-09")


@pytest.mark.parametrize("event", ["signed-off", "sent-to-panel", "panel-replied"])
@pytest.mark.parametrize(
    ("notified", "hits"), [("2023-06-08", 0), ("2023-06-09", 0), ("2023-06-10", 1), (None, 1)]
)
def test_the_national_panel_is_notified_by_the_day_a_rapid_review_ends(
    event: str, notified: str | None, hits: int
) -> None:
    notice = {"panel_notified_on": notified} if notified else {}
    assert _hits("SIN-08", _rapid(_on(event, "2023-06-09")), **notice) == hits
    assert _hits("SIN-08", _rapid(_on(event, "2023-06-09")), as_of="2023-06-08", **notice) == 0


@pytest.mark.parametrize("event", ["opened", "panel-met", "withdrawn"])
def test_a_review_that_goes_on_or_was_withdrawn_may_wait_for_its_notice(event: str) -> None:
    assert _hits("SIN-08", _rapid(_on(event, "2023-06-09"))) == 0


def test_no_notice_is_asked_of_a_local_review_nor_of_a_review_that_names_none() -> None:
    assert _hits("SIN-08", _local(SIGNED, notification="SIN-2023-01")) == 0
    assert _hits("SIN-08", _rapid(SIGNED, notification="SIN-2023-02")) == 0


def test_a_notification_is_found_by_its_former_id() -> None:
    review = _rapid(SIGNED, notification="SIN-2022-09")
    assert _hits("SIN-08", review, formerly=["SIN-2022-09"]) == 1


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-09", 0), ("2023-06-10", 1)])
@pytest.mark.parametrize("ended", [SIGNED, WITHDRAWN])
def test_the_criteria_are_answered_by_the_day_after_the_review_ended(
    ended: Row, as_of: str, hits: int
) -> None:
    assert _hits("SIN-09", _rapid(ended), as_of=as_of) == hits
    assert _hits("SIN-09", _rapid(_on("opened", "2023-06-09")), as_of=as_of) == 0


@pytest.mark.parametrize("name", ["criteria_met", "criteria_reasons", "criteria_decided_on"])
def test_part_of_an_answer_is_for_another_rule(name: str) -> None:
    value = {"criteria_met": "yes", "criteria_decided_on": "2023-06-08"}.get(name, "Reasons.")
    assert _hits("SIN-09", _rapid(SIGNED), **{name: value}) == 0
    assert _hits("SIN-06", _rapid(SIGNED), **{name: value}) == 1


def test_reasons_and_a_day_do_not_make_an_answer() -> None:
    notice = {
        "id": "SIN-2023-01",
        "title": "Notification 2023-01",
        "criteria_reasons": "Improvements are needed.",
        "criteria_decided_on": "2023-06-08",
    }
    register = build(incident_notifications=[notice])
    (found,) = find(register, "SIN-06", "2023-06-08")
    assert found.field == "criteria_reasons"
    assert found.message == (
        "It is said why and when it was decided whether Notification 2023-01 meets the criteria,"
        " and not what the answer was."
    )
    assert count(register, "SIN-06", "2023-06-07") == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-11", 0), ("2023-06-12", 1)])
@pytest.mark.parametrize("event", ["sent-to-panel", "panel-replied"])
def test_a_rapid_review_is_signed_off_before_it_goes_to_the_national_panel(
    event: str, as_of: str, hits: int
) -> None:
    sent = _on(event, "2023-06-12")
    assert _hits("RR-13", _rapid(sent), as_of=as_of) == hits
    assert _hits("RR-13", _rapid(sent, SIGNED), as_of=as_of) == 0
    assert _hits("RR-13", _rapid(sent, WITHDRAWN), as_of=as_of) == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-14", 0), ("2023-06-15", 1)])
@pytest.mark.parametrize("follows", ["RR-2023-01", "RR-2022-09"])
def test_a_rapid_review_is_signed_off_before_a_local_review_starts(
    follows: str, as_of: str, hits: int
) -> None:
    local = _local(_on("initiated", "2023-06-15"), follows=follows)
    rapid = _rapid(formerly=["RR-2022-09"])
    assert _hits("RR-13", rapid, local, as_of=as_of) == hits
    assert _hits("RR-13", rapid, _local(follows=follows), as_of=as_of) == 0


def test_the_first_step_after_a_missing_sign_off_is_told() -> None:
    register = build(
        reviews=[
            _rapid(_on("sent-to-panel", "2023-06-20")),
            _local(_on("initiated", "2023-06-15"), follows="RR-2023-01"),
        ]
    )
    (found,) = find(register, "RR-13")
    assert found.message == (
        "Rapid review 2023-01 went on ('Decision to start a local review' of Local review 2023-01,"
        " 15 June 2023), and it is not recorded that it was signed off."
    )


@pytest.mark.parametrize(("day", "hits"), [("2023-06-08", 1), ("2023-06-09", 0)])
def test_a_local_review_starts_no_earlier_than_the_rapid_one_was_signed_off(
    day: str, hits: int
) -> None:
    local = _local(_on("initiated", day), follows="RR-2023-01")
    assert _hits("RR-10", _rapid(SIGNED), local) == hits
    assert _hits("RR-10", _rapid(), local) == 0
    assert _hits("RR-10", _rapid(SIGNED), _local(_on("initiated", day))) == 0


def _criteria(answer: str, *events: Row, outcome: str = "", as_of: str = "2023-11-15") -> int:
    fields: Row = {"outcome": {"decision": outcome}} if outcome else {}
    notice = {"criteria_met": answer, "criteria_decided_on": "2023-06-08"}
    return _hits("RR-14", _rapid(*events, **fields), as_of=as_of, **notice)


@pytest.mark.parametrize(
    ("answer", "outcome", "hits"),
    [
        ("yes", "local-review", 0),
        ("yes", "no-review", 0),
        ("yes", "criteria-not-met", 1),
        ("yes", "", 0),
        ("no", "local-review", 1),
        ("no", "no-review", 1),
        ("no", "criteria-not-met", 0),
        ("no", "", 0),
    ],
)
def test_notification_and_outcome_say_the_same_of_the_criteria(
    answer: str, outcome: str, hits: int
) -> None:
    assert _criteria(answer, SIGNED, outcome=outcome) == hits


def test_a_review_is_withdrawn_exactly_where_the_criteria_are_not_met() -> None:
    assert _criteria("yes", WITHDRAWN) == 1
    assert _criteria("yes", WITHDRAWN, as_of="2023-06-08") == 0
    assert _criteria("no", WITHDRAWN) == 0


@pytest.mark.parametrize(
    ("as_of", "hits"), [("2023-06-07", 0), ("2023-06-08", 0), ("2023-06-09", 1)]
)
def test_a_review_below_the_criteria_does_not_go_on_beyond_that_day(as_of: str, hits: int) -> None:
    assert _criteria("no", _on("opened", "2023-05-19"), as_of=as_of) == hits
    assert _criteria("yes", _on("opened", "2023-05-19"), as_of=as_of) == 0


@pytest.mark.parametrize(
    "event", ["reviewer-appointed", "fieldwork-started", "delay-known", "report-final", "published"]
)
def test_any_step_of_a_local_review_asks_for_the_day_of_its_start(event: str) -> None:
    step = _on(event, "2023-07-13")
    assert _hits("LCS-11", _local(step), as_of="2023-07-13") == 1
    assert _hits("LCS-11", _local(step), as_of="2023-07-12") == 0
    assert _hits("LCS-11", _local(step, _on("initiated", "2023-06-15"))) == 0
    assert _hits("LCS-11", _rapid(step)) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"method": {"agreed_on": "2023-07-13", "method": "M."}},
        {"involvement": [{"form": "family-invited", "on": "2023-07-13"}]},
    ],
)
def test_so_do_method_and_those_who_were_asked(fields: Row) -> None:
    assert _hits("LCS-11", _local(**fields), as_of="2023-07-13") == 1
    assert _hits("LCS-11", _local(**fields), as_of="2023-07-12") == 0
    assert _hits("LCS-11", _local()) == 0

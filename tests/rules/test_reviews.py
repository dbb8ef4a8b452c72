"""Gates of a local child safeguarding practice review beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from sscp.timing.catalogue import national_clocks
from tests.builders import Row, build, count, find, national


def _review(**fields: Any) -> Row:
    return {
        "id": "LCSPR-2023-01",
        "title": "Local review 2023-01",
        "form": "practice-review",
        **fields,
    }


def _on(event: str, day: str) -> Row:
    return {"event": event, "on": day}


def _hits(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    return count(build(reviews=[_review(**fields)]), code, as_of)


def _rapid(decision: str) -> Row:
    return {
        "id": "RR-2023-01",
        "title": "Rapid review 2023-01",
        "form": "rapid-review",
        "events": [_on("signed-off", "2023-06-09")],
        "outcome": {"decision": decision},
    }


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-08", 0), ("2023-06-09", 1)])
def test_a_local_review_is_missed_from_the_day_it_was_decided(as_of: str, hits: int) -> None:
    assert count(build(reviews=[_rapid("local-review")]), "LCS-01", as_of) == hits


@pytest.mark.parametrize(
    ("decision", "hits"),
    [("local-review", 0), ("national-review", 0), ("no-review", 1), ("criteria-not-met", 1)],
)
def test_a_local_review_follows_only_where_one_was_decided(decision: str, hits: int) -> None:
    register = build(reviews=[_rapid(decision), _review(follows="RR-2023-01")])
    found = find(register, "LCS-01")
    assert [each.record for each in found] == ["LCSPR-2023-01"] * hits


@pytest.mark.parametrize(("agreed", "hits"), [("2023-08-01", 0), ("2023-08-02", 1)])
def test_the_method_may_be_agreed_on_the_day_fieldwork_begins(agreed: str, hits: int) -> None:
    begun = [_on("fieldwork-started", "2023-08-01")]
    assert _hits("LCS-02", events=begun, method={"agreed_on": agreed}) == hits
    assert _hits("LCS-02", events=[*begun, _on("method-agreed", agreed)]) == hits
    assert _hits("LCS-02", "2023-07-31", events=begun) == 0
    assert _hits("LCS-02", "2023-08-01", events=begun) == 1


@pytest.mark.parametrize("end", ["report-final", "published"])
def test_a_report_without_fieldwork_on_record_rests_on_an_agreed_method_too(end: str) -> None:
    final = [_on(end, "2023-11-02")]
    assert _hits("LCS-02", "2023-11-01", events=final) == 0
    assert _hits("LCS-02", "2023-11-02", events=final) == 1
    assert _hits("LCS-02", events=final, method={"agreed_on": "2023-11-02"}) == 0
    assert _hits("LCS-02", events=final, method={"agreed_on": "2023-11-03"}) == 1
    (found,) = find(build(reviews=[_review(events=final)]), "LCS-02")
    assert found.message == (
        "The report of Local review 2023-01 was final on 2 November 2023, and the method was agreed"
        " on no day that is recorded."
    )


def test_fieldwork_and_report_are_one_finding() -> None:
    events = [_on("fieldwork-started", "2023-08-01"), _on("report-final", "2023-11-02")]
    (found,) = find(build(reviews=[_review(events=events)]), "LCS-02")
    assert found.message.startswith("Fieldwork began on 1 August 2023")


def _involved(*rows: Row, as_of: str = "2023-11-15") -> int:
    final = [_on("report-final", "2023-11-02")]
    return _hits("LCS-03", as_of, events=final, involvement=list(rows))


def test_practitioners_and_family_are_both_asked_for() -> None:
    practitioners = {"form": "practitioners", "on": "2023-09-12"}
    family = {"form": "family-invited", "on": "2023-07-27"}
    assert _involved(practitioners, family) == 0
    assert _involved(practitioners) == 1
    assert _involved(family) == 1
    assert _involved() == 1
    assert _involved(as_of="2023-11-01") == 0


@pytest.mark.parametrize(("day", "hits"), [("2023-11-02", 0), ("2023-11-03", 1)])
def test_involvement_after_the_report_comes_too_late(day: str, hits: int) -> None:
    practitioners = {"form": "practitioners", "on": "2023-09-12"}
    assert _involved(practitioners, {"form": "family-invited", "on": day}) == hits


def test_a_reason_stands_for_what_was_not_possible_and_an_empty_one_does_not() -> None:
    row = {"form": "not-possible", "on": "2023-10-20"}
    assert _involved({**row, "note": "Related proceedings."}) == 0
    assert _involved(row) == 1


@pytest.mark.parametrize(("as_of", "hits"), [("2023-11-01", 0), ("2023-11-02", 1)])
def test_sections_are_asked_for_once_the_report_is_final(as_of: str, hits: int) -> None:
    assert _hits("LCS-04", as_of, events=[_on("report-final", "2023-11-02")]) == hits


@pytest.mark.parametrize(("day", "hits"), [("2023-11-06", 0), ("2023-11-07", 1)])
def test_impact_is_weighed_by_the_day_of_publication(day: str, hits: int) -> None:
    published = _on("published", "2023-11-06")
    assert _hits("LCS-05", events=[published, _on("impact-considered", day)]) == hits
    assert _hits("LCS-05", "2023-11-05", events=[published]) == 0
    assert _hits("LCS-05", "2023-11-06", events=[published]) == 1


def _told(code: str, form: str, event: Row, *notices: Row, as_of: str = "2023-11-15") -> int:
    rows = [
        {"id": f"NOT-2023-0{number}", "form": form, "about": ["LCSPR-2023-01"], **notice}
        for number, notice in enumerate(notices, 1)
    ]
    register = build(
        groups=national("panel", "office"), reviews=[_review(events=[event])], notices=rows
    )
    return count(register, code, as_of)


PUBLISHED = _on("published", "2023-11-06")


@pytest.mark.parametrize(("sent", "hits"), [("2023-11-05", 0), ("2023-11-06", 1)])
@pytest.mark.parametrize("form", ["advance-copy", "full-report"])
def test_copies_go_out_before_the_day_of_publication(form: str, sent: str, hits: int) -> None:
    early = {"to": ["panel"], "sent_on": "2023-10-25"}
    assert _told("LCS-06", form, PUBLISHED, early, {"to": ["office"], "sent_on": sent}) == hits


def test_copies_to_one_body_twice_are_copies_to_one_body() -> None:
    copy = {"to": ["panel"], "sent_on": "2023-10-25"}
    assert _told("LCS-06", "advance-copy", PUBLISHED, copy, copy) == 1


def test_another_notice_is_no_copy() -> None:
    both = {"to": ["panel", "office"], "sent_on": "2023-10-25"}
    assert _told("LCS-06", "delay", PUBLISHED, both) == 1
    assert _told("LCS-06", "delay", PUBLISHED, as_of="2023-11-05") == 0


INITIATED = _on("initiated", "2023-05-12")


@pytest.mark.parametrize(("as_of", "hits"), [("2023-11-12", 0), ("2023-11-13", 1)])
def test_a_delay_is_unexplained_from_the_day_after_the_six_months(as_of: str, hits: int) -> None:
    assert _told("LCS-07", "delay", INITIATED, as_of=as_of) == hits


@pytest.mark.parametrize(("sent", "hits"), [("2023-11-12", 0), ("2023-11-13", 1)])
def test_reasons_for_delay_come_by_the_date_or_too_late(sent: str, hits: int) -> None:
    notice = {"to": ["panel", "office"], "sent_on": sent, "reasons": "Proceedings go on."}
    assert _told("LCS-07", "delay", INITIATED, notice) == hits


def test_a_notice_of_delay_without_reasons_explains_nothing() -> None:
    notice = {"to": ["panel", "office"], "sent_on": "2023-11-06"}
    assert _told("LCS-07", "delay", INITIATED, notice) == 1
    assert _told("LCS-07", "delay", INITIATED, notice, as_of="2023-11-12") == 0


def test_a_date_that_nobody_verified_is_marked_in_the_finding() -> None:
    (found,) = find(build(reviews=[_review(events=[INITIATED])]), "LCS-07", "2023-11-13")
    assert "was to be published by 12 November 2023 [unverified]; by then" in found.message


@pytest.mark.parametrize("evidence", ["C", "R"])
def test_so_is_a_date_by_a_registers_own_clock(evidence: str) -> None:
    clocks = [
        {**clock.values, "evidence": evidence}
        for clock in national_clocks()
        if clock.id in ("SIN-01", "RR-01")
    ]
    notice = {"id": "SIN-2023-01", "aware_on": "2023-05-15", "panel_notified_on": "2023-05-23"}
    review = {**_rapid("no-review"), "notification": "SIN-2023-01"}
    review["events"] = [_on("signed-off", "2023-07-19")]
    register = build(clocks=clocks, reviews=[review], incident_notifications=[notice])
    mark = " [unverified]" if evidence == "R" else ""
    for code, due in (("SIN-07", "22 May 2023"), ("RR-12", "14 June 2023")):
        (found,) = find(register, code, "2023-08-01")
        assert f"after {due}{mark}, and it is not" in found.message


@pytest.mark.parametrize(("day", "hits"), [("2023-11-12", 0), ("2023-11-13", 1)])
def test_a_review_published_by_the_date_needs_no_reasons(day: str, hits: int) -> None:
    assert _hits("LCS-07", events=[INITIATED, _on("published", day)]) == hits


def test_a_review_that_is_withheld_is_not_late() -> None:
    assert _hits("LCS-07", events=[INITIATED, _on("not-published", "2023-11-06")]) == 0


def test_to_withhold_a_report_takes_reasons_to_both() -> None:
    withheld = _on("not-published", "2023-11-06")
    both = {"to": ["panel", "office"], "sent_on": "2023-11-06"}
    reasons = {"reasons": "Someone would be recognised."}
    assert _told("LCS-08", "non-publication", withheld, {**both, **reasons}) == 0
    assert _told("LCS-08", "non-publication", withheld, both) == 1
    assert _told("LCS-08", "delay", withheld, {**both, **reasons}) == 1
    assert _told("LCS-08", "non-publication", withheld, {**both, "to": ["panel"], **reasons}) == 1
    assert _told("LCS-08", "non-publication", withheld, as_of="2023-11-05") == 0


def test_gates_of_a_local_review_are_not_asked_of_a_rapid_one() -> None:
    events = [_on("fieldwork-started", "2023-08-01"), _on("report-final", "2023-11-02"), PUBLISHED]
    register = build(reviews=[_review(form="rapid-review", events=events)])
    for code in ("LCS-02", "LCS-03", "LCS-04", "LCS-05", "LCS-06", "LCS-07", "LCS-08"):
        assert count(register, code) == 0


def test_two_other_bodies_are_not_the_two_that_the_law_names() -> None:
    others = {"to": ["panel", "inspectorates"], "sent_on": "2023-10-25", "reasons": "R."}
    assert _told("LCS-06", "advance-copy", PUBLISHED, others) == 1
    assert _told("LCS-07", "delay", INITIATED, others) == 1
    assert _told("LCS-08", "non-publication", _on("not-published", "2023-11-06"), others) == 1


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ((0, 1), ""),
        ((0,), "as the Secretary of State, so"),
        ((), "as the national panel or as the Secretary of State, so"),
    ],
)
def test_a_register_with_a_local_review_marks_whom_its_notices_must_reach(
    marked: tuple[int, ...], said: str
) -> None:
    groups = [national()[each] for each in marked]
    found = find(build(groups=groups, reviews=[_review()]), "LCS-09")
    assert [said in each.message for each in found] == [True] * bool(said)
    rapid = {**_review(), "form": "rapid-review"}
    assert count(build(groups=groups, reviews=[rapid]), "LCS-09") == 0


PLANNED = "2024-03-06"


def _copies(
    sent: str | None,
    as_of: str,
    *,
    published: str = "",
    planned_on: str = "2024-02-01",
    **more: Any,
) -> list[str]:
    events = [_on("publication-planned", planned_on)]
    events += [_on("published", published)] if published else []
    events += more.pop("events", [])
    notices = [
        {"id": "NOT-2024-01", "form": "advance-copy", "about": ["LCSPR-2023-01"]}
        | {"to": ["panel", "office"], "sent_on": sent}
    ]
    register = build(
        groups=national("panel", "office"),
        reviews=[_review(events=events, planned_publication=PLANNED)],
        notices=notices if sent else [],
        **more,
    )
    return [f"{each.field}: {each.message}" for each in find(register, "LCS-10", as_of)]


@pytest.mark.parametrize(
    ("sent", "as_of", "hits"),
    [
        ("2024-02-26", "2024-03-31", 0),
        ("2024-02-27", "2024-03-31", 1),
        (None, "2024-02-26", 0),
        (None, "2024-02-27", 1),
    ],
)
def test_seven_working_days_lie_between_the_copies_and_a_planned_publication(
    sent: str | None, as_of: str, hits: int
) -> None:
    assert len(_copies(sent, as_of)) == hits


def test_too_short_a_time_is_found_on_the_day_that_publication_is_planned() -> None:
    assert _copies(None, "2024-02-27", planned_on="2024-02-28") == []
    (said,) = _copies(None, "2024-02-28", planned_on="2024-02-28")
    assert said == (
        "planned_publication: Local review 2023-01 is to be published on 6 March 2024;"
        " by 26 February 2024 [unverified] nobody had been sent the full report."
    )


def test_after_publication_its_own_day_counts_and_no_copy_at_all_is_another_finding() -> None:
    (said,) = _copies("2024-02-29", "2024-03-31", published="2024-03-04")
    assert said.startswith("events: Local review 2023-01 was published on 4 March 2024; by 22 Feb")
    assert _copies("2024-02-22", "2024-03-31", published="2024-03-04") == []
    assert _copies("2024-03-04", "2024-03-31", published="2024-03-04") == []
    assert _copies(None, "2024-03-31", events=[_on("not-published", "2024-03-01")]) == []


def test_a_clock_of_another_edition_asks_for_no_copies() -> None:
    clock = next(each.values for each in national_clocks() if each.id == "LCSPR-02")
    for edition, hits in (("WT2018", 0), ("WT2023", 1)):
        own = {**clock, "editions": [{"edition": edition}]}
        assert len(_copies(None, "2024-03-01", clocks=[own])) == hits

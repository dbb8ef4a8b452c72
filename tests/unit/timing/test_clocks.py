"""The clocks of the catalogue, run over small registers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sscp.load.shape import check_shape
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing import catalogue
from sscp.timing.catalogue import (
    clocks_of,
    is_unverified,
    mark_of,
    national_clocks,
    practice_clocks,
    start_event,
)
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.editions import EDITIONS
from sscp.timing.events import EVENTS
from sscp.timing.states import State
from sscp.timing.working_days import calendar_of
from tests.builders import Row, build, national

PACKAGED = (*national_clocks(), *practice_clocks())
EVENT_FIELDS = "starts ends withdrawn_by delay_notice only_after due_by".split()
NOTIFICATION: Row = {
    "id": "SIN-2023-01",
    "aware_on": "2023-05-15",
    "panel_notified_on": "2023-05-19",
    "partners_told_on": "2023-05-22",
    "looked_after": True,
    "secretary_of_state_told_on": "2023-05-23",
}


def event(name: str, on: str) -> Row:
    return {"event": name, "on": on}


def rapid_review(*events: Row, **fields: Any) -> Row:
    return {
        "id": "RR-2023-01",
        "form": "rapid-review",
        "notification": "SIN-2023-01",
        "events": list(events),
        **fields,
    }


def practice_review(*events: Row, **fields: Any) -> Row:
    return {
        "id": "LCSPR-2023-01",
        "form": "practice-review",
        "events": [event("initiated", "2023-06-15"), *events],
        **fields,
    }


def register(*reviews: Row, settings: Row | None = None, **more: list[Row]) -> Portfolio:
    more.setdefault("groups", national())
    return build(settings, reviews=list(reviews), incident_notifications=[NOTIFICATION], **more)


def deadline(portfolio: Portfolio, clock: str, as_of: str, subject: str = "") -> Deadline:
    found = [
        one
        for one in clock_deadlines(portfolio, date.fromisoformat(as_of))
        if one.clock == clock and subject in ("", one.subject)
    ]
    assert len(found) == 1, f"{clock} runs {len(found)} times"
    return found[0]


def runs(portfolio: Portfolio, clock: str, as_of: str) -> bool:
    return any(one.clock == clock for one in clock_deadlines(portfolio, date.fromisoformat(as_of)))


def test_a_condition_may_name_a_record_by_any_id_it_has_or_had() -> None:
    own = {"id": "LOC-01", "length": 1, "unit": "months", "runs_for": "review"}
    for name in ("review-panel", "old-panel"):
        only = [{"field": "led_by", "names": [name]}]
        clock = {**own, "starts": "initiated", "only_if": only}
        for led_by, expected in (("review-panel", True), ("old-panel", True), ("board", False)):
            portfolio = register(
                practice_review(led_by=led_by),
                groups=[{"id": "review-panel", "formerly": ["old-panel"]}],
                clocks=[clock],
            )
            assert runs(portfolio, "LOC-01", "2023-11-15") is expected


@pytest.mark.parametrize("clock", PACKAGED, ids=lambda clock: str(clock.id))
def test_a_clock_graded_r_is_unverified_and_every_other_is_not(clock: Record) -> None:
    graded_r = clock.text("evidence") == "R"
    assert is_unverified(clock) is graded_r
    assert mark_of(clock) == (" [unverified]" if graded_r else "")


@pytest.mark.parametrize("clock", PACKAGED, ids=lambda clock: str(clock.id))
def test_every_packaged_clock_fits_its_declaration_and_names_known_events(clock: Record) -> None:
    assert check_shape(clock) == []
    editions = {row.text("edition") for row in clock.rows("editions")}
    assert editions <= {edition.name for edition in EDITIONS}
    kind = BY_NAME[clock.words("runs_for")]
    for row in clock.rows("only_if"):
        field = kind.field(row.words("field"))
        assert field is not None
        values = [choice.value for choice in field.choices] or ["true", "false"]
        assert row.text("is") in values
    lifting = clock.has("withdrawn_by") or clock.has("stopped_by")
    assert not (clock.flag("at_least") and lifting), "nothing lifts what must only last"
    if clock.has("worked_by"):
        return
    assert clock.has("length") != clock.has("due_by"), "a length, or the event that is the last day"
    assert (clock.text("unit") == "named-date") == clock.has("due_by")
    names = [clock.text(name) for name in EVENT_FIELDS]
    names += [*clock.texts("stopped_by")]
    names += [row.text("event") for row in clock.rows("starts_by_policy")]
    assert {name for name in names if name} <= set(EVENTS[clock.words("runs_for")])


def test_ids_of_packaged_clocks_are_used_once() -> None:
    names = [clock.id for clock in PACKAGED]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("clock", "due", "end", "state"),
    [
        ("SIN-01", "2023-05-22", "2023-05-19", State.MET),
        ("SIN-02", "2023-05-22", "2023-05-22", State.MET),
        ("SIN-03", "2023-05-22", "2023-05-23", State.BREACHED),
    ],
)
def test_a_notification_is_owed_within_five_working_days_of_awareness(
    clock: str, due: str, end: str, state: State
) -> None:
    found = deadline(register(), clock, "2023-11-15")
    assert (found.due, found.end, found.state) == (
        date.fromisoformat(due),
        date.fromisoformat(end),
        state,
    )


def test_no_letter_about_a_looked_after_child_is_owed_where_none_is_concerned() -> None:
    plain = {name: value for name, value in NOTIFICATION.items() if name != "looked_after"}
    assert not runs(build(incident_notifications=[plain]), "SIN-03", "2023-11-15")


@pytest.mark.parametrize(
    ("as_of", "state", "left"),
    [
        ("2023-05-19", State.NOT_DUE, 24),
        ("2023-05-28", State.NOT_DUE, 15),
        ("2023-05-29", State.DUE_SOON, 14),
        ("2023-06-12", State.DUE_SOON, 0),
        ("2023-06-13", State.OVERDUE, -1),
    ],
)
def test_an_open_rapid_review_is_due_at_the_end_of_its_fifteenth_working_day(
    as_of: str, state: State, left: int
) -> None:
    found = deadline(register(rapid_review()), "RR-01", as_of)
    assert (found.due, found.state, found.days_left) == (date(2023, 6, 12), state, left)
    assert date(2023, 5, 29) in found.excluded
    assert found.edition == "WT2018"


def test_a_clock_has_not_started_before_its_event() -> None:
    assert not runs(register(rapid_review()), "RR-01", "2023-05-18")


def test_a_rapid_review_signed_off_late_is_done_late_and_below_the_criteria_withdrawn() -> None:
    late = register(rapid_review(event("signed-off", "2023-06-13")))
    assert deadline(late, "RR-01", "2023-11-15").state is State.BREACHED
    assert deadline(late, "RR-01", "2023-06-12").state is State.DUE_SOON
    gone = register(rapid_review(event("withdrawn", "2023-05-30")))
    assert deadline(gone, "RR-01", "2023-11-15").state is State.WITHDRAWN
    assert deadline(gone, "RR-01", "2023-11-15").days_left is None
    assert deadline(gone, "RR-01", "2023-05-29").state is State.DUE_SOON
    done = register(
        rapid_review(event("signed-off", "2023-06-12"), event("withdrawn", "2023-06-20"))
    )
    assert deadline(done, "RR-01", "2023-11-15").state is State.MET


def test_a_policy_of_the_register_moves_the_start_to_awareness() -> None:
    settings = {"id": "x", "policies": {"rapid_review_starts": "aware"}}
    portfolio = register(rapid_review(), settings=settings)
    found = deadline(portfolio, "RR-01", "2023-06-01")
    assert (found.start, found.due) == (date(2023, 5, 15), date(2023, 6, 6))
    clock = next(one for one in national_clocks() if one.id == "RR-01")
    assert start_event(portfolio, clock) == "aware"
    assert start_event(register(), clock) == "notified"
    other = {"id": "x", "policies": {"rapid_review_starts": "notified"}}
    assert start_event(register(settings=other), clock) == "notified"


def test_the_reply_of_the_panel_is_for_information_and_never_this_partnerships() -> None:
    sent = register(rapid_review(event("sent-to-panel", "2023-06-12")))
    found = deadline(sent, "PAN-01", "2023-11-15")
    assert (found.due, found.state) == (date(2023, 7, 3), State.OVERDUE)
    assert (found.force, found.actor, found.unverified) == ("information", "National panel", True)


def test_sending_is_owed_on_the_next_working_day() -> None:
    friday = register(rapid_review(event("signed-off", "2023-06-09")))
    found = deadline(friday, "RR-02", "2023-06-10")
    assert (found.due, found.unverified) == (date(2023, 6, 12), True)


def test_a_delay_never_moves_the_date_of_publication() -> None:
    notices = [
        {
            "id": "NOT-2023-01",
            "form": "delay",
            "about": ["LCSPR-2023-01"],
            "to": ["national-panel", "secretary-of-state"],
            "sent_on": "2023-11-06",
            "reasons": "Proceedings go on.",
        }
    ]
    portfolio = register(practice_review(event("delay-known", "2023-10-20")), notices=notices)
    before = deadline(portfolio, "LCSPR-01", "2023-11-05")
    after = deadline(portfolio, "LCSPR-01", "2023-12-16")
    assert before.due == after.due == date(2023, 12, 15)
    assert (before.note, after.state) == ("", State.OVERDUE)
    assert after.note == "reasons for delay sent 6 November 2023"
    told = deadline(portfolio, "LCSPR-04", "2023-11-06")
    assert (told.state, told.end) == (State.MET, date(2023, 11, 6))
    assert not runs(portfolio, "LCSPR-04", "2023-10-19")


def test_reasons_for_delay_count_once_both_bodies_have_them() -> None:
    def notice(number: int, to: str, on: str) -> Row:
        return {
            "id": f"NOT-2023-0{number}",
            "form": "delay",
            "about": ["LCSPR-2023-01"],
            "to": [to],
            "sent_on": on,
            "reasons": "Proceedings go on.",
        }

    review = practice_review(event("delay-known", "2023-10-20"))
    one = register(review, notices=[notice(1, "national-panel", "2023-11-06")])
    assert deadline(one, "LCSPR-04", "2023-11-15").end is None
    both = [
        notice(1, "national-panel", "2023-11-06"),
        notice(2, "secretary-of-state", "2023-11-08"),
    ]
    found = deadline(register(review, notices=both), "LCSPR-04", "2023-11-15")
    assert found.end == date(2023, 11, 8)


def test_copies_are_owed_seven_working_days_before_the_day_set_for_publication() -> None:
    planned = practice_review(
        event("publication-planned", "2024-02-07"), planned_publication="2024-03-06"
    )
    portfolio = register(planned)
    assert not runs(portfolio, "LCSPR-02", "2024-02-06")
    found = deadline(portfolio, "LCSPR-02", "2024-02-26")
    assert (found.due, found.state, found.days_left) == (date(2024, 2, 26), State.DUE_SOON, 0)
    assert deadline(portfolio, "LCSPR-02", "2024-02-27").state is State.OVERDUE


def test_a_published_review_stays_up_for_a_year() -> None:
    up = register(practice_review(event("published", "2023-12-01")))
    assert deadline(up, "LCSPR-03", "2024-11-30").state is State.NOT_DUE
    assert deadline(up, "LCSPR-03", "2024-12-01").state is State.MET
    down = register(
        practice_review(event("published", "2023-12-01"), event("removed", "2024-11-30"))
    )
    for day in ("2024-11-30", "2024-12-05"):
        found = deadline(down, "LCSPR-03", day)
        assert (found.state, found.state_words) == (State.BREACHED, "ended too early")
        assert found.end == date(2024, 11, 30)
    assert deadline(down, "LCSPR-03", "2024-11-29").state is State.NOT_DUE
    kept = register(
        practice_review(event("published", "2023-12-01"), event("removed", "2024-12-01"))
    )
    found = deadline(kept, "LCSPR-03", "2024-12-05")
    assert (found.state, found.state_words) == (State.MET, "kept to the end")


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"at_least": True, "unit": "named-date", "due_by": "scoped"}, "no date is known for"),
        ({"at_least": True, "unit": "months"}, "no length is set"),
        ({"unit": "working-days"}, "no length is set"),
    ],
)
def test_a_clock_whose_last_day_is_unknown_says_so(fields: Row, note: str) -> None:
    clock = {
        "id": "OWN-01",
        "title": "Keep it on the website",
        "runs_for": "review",
        "starts": "published",
        "ends": "removed",
        "force": "local",
        **fields,
    }
    events = (event("published", "2023-12-01"),)
    found = deadline(register(practice_review(*events), clocks=[clock]), "OWN-01", "2024-01-01")
    assert (found.due, found.state, found.excluded) == (None, State.INTERVAL_NOT_SET, ())
    assert found.note.startswith(note)


OWN: Row = {
    "id": "OWN-01",
    "title": "Keep it on the website",
    "runs_for": "review",
    "starts": "published",
    "ends": "removed",
    "force": "local",
    "length": 5,
    "unit": "working-days",
}


def own_clock(**fields: Any) -> list[Deadline]:
    """What a register's own clock says of a review that was published on 1 December 2023."""
    portfolio = register(
        practice_review(event("published", "2023-12-01")), clocks=[{**OWN, **fields}]
    )
    found = clock_deadlines(portfolio, date(2024, 1, 1))
    return [each for each in found if each.clock == "OWN-01"]


@pytest.mark.parametrize(
    ("fields", "runs"),
    [
        ({}, True),
        ({"valid_from": "2023-12-01"}, True),
        ({"valid_from": "2023-12-02"}, False),
        ({"valid_to": "2023-12-01"}, False),
        ({"valid_to": "2023-12-02"}, True),
        ({"valid_from": "2023-11-01", "valid_to": "2023-12-02"}, True),
    ],
)
def test_a_clock_runs_for_what_starts_while_it_is_valid(fields: Row, runs: bool) -> None:
    assert bool(own_clock(**fields)) is runs


def test_a_clock_counted_back_without_a_length_has_no_last_day() -> None:
    (found,) = own_clock(direction="before", length=None)
    assert (found.due, found.note) == (None, "no length is set")


@pytest.mark.parametrize(
    ("unit", "is_told"), [("working-days", True), ("calendar-days", False), ("months", False)]
)
def test_only_working_days_counted_back_have_a_stricter_reading(unit: str, is_told: bool) -> None:
    (found,) = own_clock(direction="before", unit=unit)
    assert ("read as clear days" in found.note) is is_told


def test_a_text_that_numbers_its_days_is_told_in_its_own_numbers() -> None:
    said = "its own text calls the day of the start day 1, and the last day is its day 6"
    (found,) = own_clock(first_day=1)
    assert found.note == said
    (unnumbered,) = own_clock(first_day=1, length=None)
    assert unnumbered.note == "no length is set"
    (named,) = own_clock(first_day=1, length=None, unit="named-date", due_by="published")
    assert (named.due, named.note) == (date(2023, 12, 1), "")


def test_the_clock_of_another_body_is_for_information_whatever_its_record_says() -> None:
    ours = {
        "id": "COR-01",
        "title": "Answer of the Coroner",
        "runs_for": "review",
        "starts": "sent-to-panel",
        "ends": "panel-replied",
        "length": 5,
        "unit": "calendar-days",
        "force": "duty",
        "evidence": "A",
    }
    late = (event("sent-to-panel", "2023-06-12"), event("panel-replied", "2023-07-12"))
    theirs = register(rapid_review(*late), clocks=[{**ours, "third_party": True}])
    found = deadline(theirs, "COR-01", "2023-08-01")
    assert (found.state, found.force) == (State.BREACHED, "information")
    assert found.state_words == "done late"
    assert (
        deadline(register(rapid_review(*late), clocks=[ours]), "COR-01", "2023-08-01").force
        == "duty"
    )


def checks(portfolio: Portfolio, as_of: str) -> list[tuple[str, str | None, State, str]]:
    """Each period of the checks of progress: its due date, end, state and note."""
    return [
        (str(one.due), str(one.end) if one.end else None, one.state, one.note)
        for one in clock_deadlines(portfolio, date.fromisoformat(as_of))
        if one.clock == "LCSPR-05"
    ]


def test_an_open_practice_review_is_looked_at_again_and_again_until_its_report_is_final() -> None:
    review = practice_review(
        event("progress-checked", "2023-07-15"),
        event("progress-checked", "2023-10-26"),
        event("progress-checked", "2023-10-26"),
        event("report-final", "2023-11-30"),
        event("published", "2023-12-20"),
    )
    portfolio = register(review)
    closed = [("2023-07-15", "2023-07-15", State.MET, "")]
    assert checks(portfolio, "2023-10-25") == [*closed, ("2023-08-14", None, State.OVERDUE, "")]
    closed += [("2023-08-14", "2023-10-26", State.BREACHED, "")]
    assert checks(portfolio, "2023-11-29") == [*closed, ("2023-11-25", None, State.OVERDUE, "")]
    stopped = "stopped on 30 November 2023, 5 days late"
    for day in ("2023-11-30", "2024-03-31"):
        assert checks(portfolio, day) == [*closed, ("2023-11-25", None, State.STOPPED, stopped)]


def test_a_check_before_the_review_began_starts_nothing_anew() -> None:
    early = practice_review(event("progress-checked", "2023-06-14"))
    assert checks(register(early), "2023-06-20") == [("2023-07-15", None, State.NOT_DUE, "")]


def test_a_register_sets_its_own_interval_of_looking_at_a_review_again() -> None:
    review = practice_review(event("progress-checked", "2023-10-26"))
    for own, due, unit in (("P2W", "2023-11-09", "calendar-days"), ("P1M", "2023-11-26", "months")):
        settings = {"id": "x", "review_progress_every": own}
        portfolio = register(review, settings=settings)
        found = [one for one in clock_deadlines(portfolio, date(2023, 11, 1)) if not one.end]
        assert [(str(one.due), one.unit) for one in found if one.clock == "LCSPR-05"] == [
            (due, unit)
        ]


def test_a_check_on_the_day_of_the_start_is_the_start_itself() -> None:
    review = practice_review(event("progress-checked", "2023-06-15"))
    (found,) = (
        each
        for each in clock_deadlines(register(review), date(2023, 6, 20))
        if each.clock == "LCSPR-05"
    )
    assert (found.start, found.end) == (date(2023, 6, 15), None)


@pytest.mark.parametrize(
    ("own_days", "state"),
    [(None, State.NOT_DUE), (10, State.NOT_DUE), (20, State.DUE_SOON), (21, State.DUE_SOON)],
)
def test_a_clock_may_warn_earlier_than_the_others(own_days: int | None, state: State) -> None:
    portfolio = whole("calendar-days", "2023-05-18", length=30, warning_days=own_days)
    assert deadline(portfolio, "LOC-01", "2023-05-28").state is state


def whole(unit: str, on: str, **fields: Any) -> Portfolio:
    """A register with a clock of its own of ten units, for one inspection, all fields filled."""
    own = {
        "id": "LOC-01",
        "title": "Answer the inspectorate",
        "runs_for": "inspection",
        "starts": "report",
        "ends": "statement-sent",
        "length": 10,
        "unit": unit,
        "force": "local",
        "evidence": "R",
        "basis": "Framework, page 9",
        "actor": "Business unit",
        **fields,
    }
    return build(inspections=[{"id": "INS-2023-01", "report_on": on}], clocks=[own])


def test_a_deadline_says_all_that_its_clock_says() -> None:
    expected = Deadline(
        clock="LOC-01",
        subject="INS-2023-01",
        title="Answer the inspectorate (INS-2023-01)",
        period="from 18 May 2023",
        start=date(2023, 5, 18),
        due=date(2023, 6, 2),
        end=None,
        state=State.DUE_SOON,
        days_left=1,
        unit="working-days",
        force="local",
        actor="Business unit",
        basis="Framework, page 9",
        evidence="R",
        unverified=True,
        excluded=tuple(date(2023, 5, day) for day in (20, 21, 27, 28, 29)),
        note="",
    )
    assert deadline(whole("working-days", "2023-05-18"), "LOC-01", "2023-06-01") == expected
    in_months = expected._replace(
        due=date(2024, 3, 18), state=State.NOT_DUE, days_left=291, unit="months", excluded=()
    )
    assert deadline(whole("months", "2023-05-18"), "LOC-01", "2023-06-01") == in_months


def test_a_clock_and_a_record_that_say_almost_nothing_still_run() -> None:
    bare = {"runs_for": "inspection", "starts": "report"}
    portfolio = build(inspections=[{"report_on": "2018-07-03"}], clocks=[bare])
    assert clocks_of(portfolio)[0].id is None, "a clock without an id comes before all others"
    assert deadline(portfolio, "", "2018-07-03") == Deadline(
        clock="",
        subject="",
        title="(clock without an id) ()",
        period="from 3 July 2018",
        start=date(2018, 7, 3),
        due=None,
        end=None,
        state=State.INTERVAL_NOT_SET,
        days_left=None,
        unit="",
        force="",
        actor="",
        basis="",
        evidence="",
        note="no length is set",
    )


def test_clocks_come_by_id_and_deadlines_by_due_date_clock_and_subject() -> None:
    def aware(number: int, on: str) -> Row:
        return {"id": f"SIN-2023-0{number}", "aware_on": on}

    told = [aware(1, "2023-05-17"), aware(3, "2023-05-15"), aware(2, "2023-05-15")]
    portfolio = build(incident_notifications=told)
    ids = [clock.id or "" for clock in clocks_of(portfolio)]
    assert ids == sorted(ids)
    found = clock_deadlines(portfolio, date(2023, 5, 20))
    assert [(row.clock, row.subject) for row in found] == [
        ("SIN-01", "SIN-2023-02"),
        ("SIN-01", "SIN-2023-03"),
        ("SIN-02", "SIN-2023-02"),
        ("SIN-02", "SIN-2023-03"),
        ("SIN-01", "SIN-2023-01"),
        ("SIN-02", "SIN-2023-01"),
    ]


def test_a_condition_on_a_text_holds_to_its_capitals() -> None:
    only_old = [{"field": "guidance", "is": "WT2018"}]
    fields: Row = {"runs_for": "review", "starts": "initiated", "only_if": only_old}
    own = {"id": "LOC-01", "length": 1, "unit": "months", **fields}
    for guidance, expected in (("WT2018", True), ("WT2023", False), (None, False)):
        portfolio = register(practice_review(guidance=guidance), clocks=[own])
        assert runs(portfolio, "LOC-01", "2023-11-15") is expected


@pytest.mark.parametrize("clock", PACKAGED, ids=lambda clock: str(clock.id))
def test_a_packaged_clock_knows_its_place_in_its_file(clock: Record) -> None:
    path = Path(catalogue.__file__).with_name(clock.location().path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[clock.location().line - 1] == f"- id: {clock.id}"


def reports() -> dict[str, list[Row]]:
    def publication(number: int, of: str, channel: str, on: str) -> Row:
        return {"id": f"PUB-2023-0{number}", "of": of, "channel": channel, "on": on}

    return {
        "reports": [
            {"id": "report-22", "form": "yearly-report", "until": "2022-04-01"},
            {"id": "report-23", "form": "yearly-report", "until": "2023-04-01"},
            {"id": "report-24", "form": "yearly-report", "until": "2024-04-01"},
        ],
        "publications": [
            publication(1, "report-22", "website", "2022-11-25"),
            publication(2, "report-23", "website", "2023-11-26"),
            publication(3, "report-23", "national-panel", "2023-12-03"),
        ],
    }


def test_two_yearly_reports_lie_at_most_twelve_months_apart() -> None:
    portfolio = build(None, **reports())
    found = deadline(portfolio, "YR-01", "2023-12-31", "report-22")
    assert (found.due, found.state) == (date(2023, 11, 25), State.BREACHED)
    assert deadline(portfolio, "YR-01", "2023-11-25", "report-22").state is State.DUE_SOON
    assert deadline(portfolio, "YR-01", "2023-12-31", "report-23").state is State.NOT_DUE


def test_the_limit_of_september_begins_with_the_year_that_ends_in_march_2024() -> None:
    portfolio = build(None, **reports())
    found = deadline(portfolio, "YR-02", "2024-10-01", "report-24")
    assert (found.due, found.state, found.edition) == (
        date(2024, 9, 30),
        State.OVERDUE,
        "WT2023",
    )
    subjects = [
        one.subject for one in clock_deadlines(portfolio, date(2024, 10, 1)) if one.clock == "YR-02"
    ]
    assert subjects == ["report-24"]


def test_copies_of_the_yearly_report_follow_the_edition_of_the_day_of_publication() -> None:
    portfolio = build(None, **reports())
    assert deadline(portfolio, "YR-03", "2023-12-31", "report-23").state is State.MET
    assert deadline(portfolio, "YR-03", "2023-12-02", "report-23").days_left == 1
    later = reports()
    later["publications"][1]["on"] = "2023-12-15"
    moved = build(None, **later)
    assert not any(
        one.clock == "YR-03" and one.subject == "report-23"
        for one in clock_deadlines(moved, date(2023, 12, 31))
    )
    assert deadline(moved, "YR-03b", "2023-12-31", "report-23").due == date(2023, 12, 15)


def test_an_inspection_is_told_by_its_notice_and_answered_after_its_report() -> None:
    inspection = {
        "id": "INS-2023-01",
        "form": "joint-targeted-area-inspection",
        "notice_on": "2023-01-09",
        "fieldwork_from": "2023-01-23",
        "report_on": "2023-03-06",
    }
    portfolio = build(inspections=[inspection])
    assert deadline(portfolio, "JTAI-01", "2023-05-01").state is State.MET
    found = deadline(portfolio, "JTAI-02", "2023-06-20")
    assert (found.due, found.state, found.unverified) == (date(2023, 6, 19), State.OVERDUE, True)


def test_a_register_replaces_a_national_clock_by_its_id() -> None:
    own = {
        "id": "RR-01",
        "title": "Complete the rapid review",
        "runs_for": "review",
        "starts": "notified",
        "ends": "signed-off",
        "length": 10,
        "unit": "calendar-days",
        "replaced_because": "Agreed locally",
    }
    portfolio = register(rapid_review(), clocks=[own])
    assert deadline(portfolio, "RR-01", "2023-05-20").due == date(2023, 5, 29)
    assert len(clocks_of(portfolio)) == len(national_clocks()) + len(practice_clocks())


def test_a_case_keeps_its_edition_and_a_later_one_says_when_it_is_taken_over() -> None:
    kept = register(practice_review(guidance="WT2018"))
    assert deadline(kept, "LCSPR-01", "2024-01-01").edition == "WT2018"
    begun = {"events": [event("initiated", "2024-01-08")], "guidance": "WT2018"}
    old = register({**practice_review(), **begun})
    assert deadline(old, "LCSPR-01", "2024-02-01").edition == "WT2018"
    new = build(incident_notifications=[{"id": "SIN-2026-01", "aware_on": "2026-04-01"}])
    assert deadline(new, "SIN-01", "2026-04-02").edition == "WT2026 (inherited)"


def test_beyond_the_known_holidays_a_date_says_so() -> None:
    late = build(incident_notifications=[{"id": "SIN-2027-01", "aware_on": "2027-12-30"}])
    assert deadline(late, "SIN-01", "2027-12-31").note == (
        "bank holidays are known only to 31 December 2027"
    )
    early = build(incident_notifications=[{"id": "SIN-2027-01", "aware_on": "2027-12-20"}])
    assert deadline(early, "SIN-01", "2027-12-31").note == ""
    found = deadline(early, "SIN-01", "2027-12-31")
    assert found.holidays == ""
    found = deadline(late, "SIN-01", "2027-12-31")
    assert found.holidays == found.note
    uncounted = whole("calendar-days", "2027-12-23")
    assert deadline(uncounted, "LOC-01", "2027-12-31").note == "", "no day is left out"


def test_a_date_in_months_is_not_known_to_be_a_working_day_beyond_them() -> None:
    easter_monday = deadline(whole("months", "2027-06-17"), "LOC-01", "2027-12-31")
    assert easter_monday.due == date(2028, 4, 17)
    assert easter_monday.note == "bank holidays are known only to 31 December 2027"
    sunday = deadline(whole("months", "2027-06-16"), "LOC-01", "2027-12-31")
    assert sunday.note == ("not a working day; bank holidays are known only to 31 December 2027"), (
        "which working day comes before it is not known"
    )


def test_a_date_before_the_known_holidays_says_so_too() -> None:
    known = calendar_of(build()).known_from
    old = build(incident_notifications=[{"id": "SIN-2010-01", "aware_on": "1999-05-04"}])
    assert deadline(old, "SIN-01", "2000-01-01").note == (
        f"bank holidays are known only from {known.day} {known:%B %Y}"
    )


def test_the_stricter_reading_of_a_count_back_is_said_and_warned_of() -> None:
    planned = practice_review(
        event("publication-planned", "2024-01-02"), planned_publication="2024-03-06"
    )
    portfolio = register(planned, settings={"id": "x", "warning": {"clocks": 0}})
    found = deadline(portfolio, "LCSPR-02", "2024-02-23")
    assert (found.due, found.state) == (date(2024, 2, 26), State.DUE_SOON)
    assert found.note == ("read as clear days, the stricter way, the last day is 23 February 2024")
    assert deadline(portfolio, "LCSPR-02", "2024-02-22").state is State.NOT_DUE


def test_the_numbers_that_a_text_gives_its_days_are_said_beside_the_date() -> None:
    inspection = {
        "id": "INS-2012-01",
        "form": "joint-targeted-area-inspection",
        "notice_on": "2022-06-01",
    }
    found = deadline(build(inspections=[inspection]), "JTAI-01", "2022-06-02")
    assert found.edition == "WT2018"
    assert found.note == (
        "its own text calls the day of the start day 1, and the last day is its day 11"
    )


def test_a_late_check_of_a_review_is_no_breach_since_its_interval_is_local() -> None:
    late = practice_review(event("progress-checked", "2023-07-16"))
    rows = clock_deadlines(register(late), date(2023, 7, 20))
    first = next(row for row in rows if row.clock == "LCSPR-05" and row.end is not None)
    assert (first.state, first.force, first.time_force) == (State.BREACHED, "duty", "local")
    assert first.state_words == "done late"


@pytest.mark.parametrize(
    ("force", "time_force", "words"),
    [
        ("duty", "", "breached"),
        ("duty", "duty", "breached"),
        ("duty", "guidance", "breached"),
        ("duty", "expectation", "done late"),
        ("duty", "local", "done late"),
        ("guidance", "", "done late"),
        ("guidance", "duty", "done late"),
    ],
)
def test_a_breach_is_of_a_duty_by_a_time_that_law_or_guidance_sets(
    force: str, time_force: str, words: str
) -> None:
    incident = {"id": "SIN-2023-01", "aware_on": "2023-05-02", "panel_notified_on": "2023-06-02"}
    found = deadline(build(incident_notifications=[incident]), "SIN-01", "2023-07-01")
    assert (found.state_words, found.force, found.time_force) == ("breached", "duty", "guidance")
    assert found._replace(force=force, time_force=time_force).state_words == words


def test_a_date_in_months_at_a_weekend_stays_and_names_the_working_day_before() -> None:
    portfolio = build(None, **reports())
    assert deadline(portfolio, "YR-01", "2023-11-01", "report-22").note == (
        "not a working day; the last one before is 24 November 2023"
    )
    in_days = whole("calendar-days", "2023-11-15")
    assert deadline(in_days, "LOC-01", "2023-11-20").note == "", "25 November, as it fell"


def test_two_notes_stand_side_by_side() -> None:
    review = {**practice_review(), "events": [event("initiated", "2023-05-18")]}
    notice = {
        "id": "NOT-2023-01",
        "form": "delay",
        "about": ["LCSPR-2023-01"],
        "to": ["national-panel", "secretary-of-state"],
        "sent_on": "2023-11-06",
        "reasons": "Proceedings go on.",
    }
    assert deadline(register(review, notices=[notice]), "LCSPR-01", "2023-11-15").note == (
        "reasons for delay sent 6 November 2023;"
        " not a working day; the last one before is 17 November 2023"
    )


def test_no_due_date_in_working_days_falls_on_a_day_that_does_not_count() -> None:
    calendar = calendar_of(build())
    day = date(2023, 12, 1)
    before = date.min
    for step in range(60):
        aware = day + timedelta(days=step)
        portfolio = build(incident_notifications=[{"id": "SIN-2023-01", "aware_on": str(aware)}])
        due = deadline(portfolio, "SIN-01", str(aware)).due
        assert due is not None
        assert calendar.is_working_day(due)
        assert due >= before, "a later start never gives an earlier due date"
        before = due


def unopened(as_of: str, *reports: Row) -> list[tuple[str, str, date | None, State]]:
    rows = clock_deadlines(build(reports=list(reports)), date.fromisoformat(as_of))
    return [(row.subject, row.item, row.due, row.state) for row in rows if row.clock == "YR-02"]


def yearly(year: int, **fields: Any) -> Row:
    return {"id": f"report-{year}", "form": "yearly-report", "until": f"{year}-04-01", **fields}


def test_a_year_whose_report_nobody_opened_is_owed_all_the_same() -> None:
    first = yearly(2023)
    assert unopened("2024-03-30", first) == []
    running = ("report-2023", "2023-24", date(2024, 9, 30))
    assert unopened("2024-03-31", first) == [(*running, State.NOT_DUE)]
    assert unopened("2024-09-30", first) == [(*running, State.DUE_SOON)]
    assert unopened("2024-10-01", first) == [(*running, State.OVERDUE)]


def test_only_the_years_without_a_report_are_told_at_the_newest_one() -> None:
    other = {**yearly(2030), "form": "executive-report"}
    found = unopened("2026-11-30", yearly(2025), yearly(2023), other)
    assert [row[:2] for row in found] == [
        ("report-2025", "2023-24"),
        ("report-2025", ""),
        ("report-2025", "2025-26"),
    ]
    assert unopened("2026-11-30", other) == unopened("2026-11-30", {"id": "r"}) == []


KEPT = {"id": "x", "kept_since": "2024-05-01"}
PARTNERSHIP = {"id": "the-partnership", "name": "The partnership"}


def kept(as_of: str, clock: str, *reports: Row, **folders: list[Row]) -> list[Deadline]:
    """The deadlines of a clock in a register kept since 1 May 2024."""
    folders = {"partnerships": [PARTNERSHIP], **folders}
    portfolio = build(KEPT, reports=list(reports), **folders)
    rows = clock_deadlines(portfolio, date.fromisoformat(as_of))
    return [row for row in rows if row.clock == clock]


def test_without_any_report_the_first_year_owed_is_that_in_which_the_register_begins() -> None:
    assert kept("2025-03-30", "YR-02") == []
    (found,) = kept("2025-03-31", "YR-02")
    assert (found.subject, found.item, found.due) == (
        "the-partnership",
        "2024-25",
        date(2025, 9, 30),
    )
    assert [row.item for row in kept("2026-03-31", "YR-02")] == ["2024-25", "2025-26"]
    assert kept("2025-03-31", "YR-02", partnerships=[]) == []


def test_the_years_from_the_beginning_of_the_register_to_its_first_report_are_owed() -> None:
    found = kept("2026-11-30", "YR-02", yearly(2026))
    assert [(row.subject, row.item) for row in found] == [
        ("report-2026", "2024-25"),
        ("report-2026", ""),
    ]
    earlier = kept("2024-11-30", "YR-02", yearly(2023))
    assert [(row.subject, row.item) for row in earlier] == [("report-2023", "2023-24")]


def published(on: str, of: str = "report-2024") -> dict[str, list[Row]]:
    return {"publications": [{"id": f"PUB-{on}", "of": of, "channel": "website", "on": on}]}


def test_a_yearly_report_is_owed_within_a_year_of_the_register_s_beginning() -> None:
    assert kept("2024-04-30", "YR-01") == []
    (found,) = kept("2024-05-01", "YR-01")
    assert (found.subject, found.start, found.due, found.state) == (
        "the-partnership",
        date(2024, 5, 1),
        date(2025, 5, 1),
        State.NOT_DUE,
    )
    assert found.title == "Publish the next yearly report within twelve months (none yet)"
    assert (found.edition, found.force) == ("WT2023", "duty")
    (late,) = kept("2025-05-02", "YR-01")
    assert (late.state, late.days_left) == (State.OVERDUE, -1)
    assert kept("2025-05-02", "YR-01", partnerships=[]) == []
    assert kept("2025-05-02", "YR-01", {**yearly(2024), "form": "executive-report"}) == [late]


@pytest.mark.parametrize(("on", "told"), [("2025-05-01", 0), ("2025-05-02", 1), ("2024-04-01", 0)])
def test_a_first_report_that_came_late_is_told(on: str, told: int) -> None:
    found = kept("2025-06-01", "YR-01", yearly(2024), **published(on))
    assert [row.subject for row in found] == ["the-partnership"] * told + ["report-2024"]
    if told:
        assert (found[0].state, found[0].end) == (State.BREACHED, date(2025, 5, 2))
        assert found[0].title == "Publish the next yearly report within twelve months"


def test_only_a_yearly_report_is_a_first_one_and_of_several_the_first() -> None:
    other = {**yearly(2024), "form": "executive-report"}
    (never,) = kept("2025-06-01", "YR-01", other, **published("2024-06-01"))
    assert (never.subject, never.state) == ("the-partnership", State.OVERDUE)
    outs = [published("2024-06-01"), published("2025-05-20", "report-2025")]
    both = {"publications": [row for each in outs for row in each["publications"]]}
    found = kept("2025-06-01", "YR-01", yearly(2024), yearly(2025), **both)
    assert "the-partnership" not in [row.subject for row in found]


def test_a_register_that_does_not_say_since_when_it_is_kept_owes_no_first() -> None:
    portfolio = build(partnerships=[PARTNERSHIP])
    assert clock_deadlines(portfolio, date(2025, 6, 1)) == ()


def test_a_clock_that_was_not_in_force_when_the_register_began_owes_no_first() -> None:
    clock: Row = {
        "id": "LOCAL-01",
        "runs_for": "report",
        "starts": "published",
        "ends": "next-published",
        "first_owed": True,
        "length": 12,
        "unit": "months",
    }
    for valid_from, owed in (("2024-05-01", 1), ("2024-05-02", 0)):
        rows = kept("2024-06-01", "LOCAL-01", clocks=[{**clock, "valid_from": valid_from}])
        assert len(rows) == owed
    assert kept("2024-06-01", "LOCAL-01", clocks=[{**clock, "first_owed": False}]) == []


def test_what_nobody_opened_says_so_in_its_title() -> None:
    of_nothing = {"id": "PUB-2026-01", "channel": "website", "on": "2026-06-01"}
    portfolio = build(reports=[yearly(2025)], publications=[of_nothing])
    (found,) = (
        row
        for row in clock_deadlines(portfolio, date(2026, 11, 30))
        if row.clock == "YR-02" and row.item
    )
    assert found.title == "Publish the yearly report by 30 September (2025-26, no record yet)"
    assert found.state is State.OVERDUE
    assert not any(
        row.item for row in clock_deadlines(portfolio, date(2026, 11, 30)) if row.clock != "YR-02"
    )

"""The form `each`: what is asked of every record, and what shows that it was met."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.assurance.period import Period
from sscp.timing.states import State
from tests.assurance.test_rows_and_dates import duty
from tests.builders import Row, group, meeting, post

AS_OF = date(2023, 11, 15)
CAME = date(2023, 5, 16)


def asked(*needs: Row, as_of: str = "2023-11-15", proof: Row | None = None, **fields: Any) -> Any:
    """The one period of a referral that came on 16 May 2023, with further folders in capitals."""
    folders = {name.lower(): fields.pop(name) for name in list(fields) if name.isupper()}
    referral = {"id": "REF-2023-01", "title": "Referral", "received_on": "2023-05-16", **fields}
    form = {"form": "each", "kind": "referral", "date": "received_on", "needs": list(needs)}
    (period,) = duty({**form, **(proof or {})}, as_of, referrals=[referral], **folders).periods
    return period


def met(on: date, *evidence: str, due: date | None = None, state: State = State.MET) -> Period:
    return Period("Referral", "REF-2023-01", due, on, state, ("REF-2023-01", *evidence))


def lacking(
    words: str, *evidence: str, due: date | None = None, state: State = State.NOT_STARTED
) -> Period:
    """What is not there yet, or is overdue."""
    state = state if due is None else State.OVERDUE
    told = f"Referral: {words}"
    return Period(told, "REF-2023-01", due, None, state, ("REF-2023-01", *evidence))


OUTCOME: Row = {"what": "no outcome", "field": "outcome"}
REASONS: Row = {"what": "no reasons", "field": "reasons"}


def test_what_needs_nothing_is_met_on_its_day() -> None:
    assert asked() == met(CAME)


def test_a_record_without_an_id_is_no_evidence() -> None:
    assert asked(id=None) == Period("Referral", None, None, CAME, State.MET)


def test_all_that_is_lacking_is_said() -> None:
    assert asked(OUTCOME, REASONS) == lacking("no outcome, no reasons")
    assert asked(OUTCOME, REASONS, outcome="none") == lacking("no reasons")
    assert asked(OUTCOME, REASONS, outcome="none", reasons="Below.") == met(CAME)


def test_one_of_the_values_named_will_do() -> None:
    need = {**OUTCOME, "is": ["rapid-review", "none"]}
    assert asked(need, outcome="none") == met(CAME)
    assert asked(need, outcome="waiting") == lacking("no outcome")


@pytest.mark.parametrize(("number", "done"), [(1, False), (2, True), (3, True)])
def test_as_many_as_are_asked_for_must_be_there(number: int, done: bool) -> None:
    need = {**OUTCOME, "field": "themes", "least": 2}
    themes = [f"theme-{each}" for each in range(number)]
    assert asked(need, themes=themes) == (met(CAME) if done else lacking("no outcome"))


def test_a_need_is_met_on_the_day_that_another_field_gives() -> None:
    need = {**OUTCOME, "when": "decided_on"}
    assert asked(need, outcome="none", decided_on="2023-06-01") == met(date(2023, 6, 1))
    assert asked(need, outcome="none", decided_on="2023-11-15") == met(AS_OF)
    assert asked(need, outcome="none", decided_on="2023-11-16") == lacking("no outcome")
    assert asked(need, outcome="none") == lacking("no outcome")
    assert asked(need, decided_on="2023-06-01") == lacking("no outcome")


def test_a_link_is_evidence_from_the_day_that_another_field_gives() -> None:
    need = {"what": "not decided", "field": "decision", "when": "decided_on"}
    decisions = [{"id": "DEC-2023-001"}]
    link: Row = {"decision": "DEC-2023-001", "DECISIONS": decisions}
    june = date(2023, 6, 1)
    assert asked(need, decided_on="2023-06-01", **link) == met(june, "DEC-2023-001")
    assert asked(need, decided_on="2023-11-16", **link) == lacking("not decided")


def test_a_field_of_dates_is_met_on_the_day_it_names() -> None:
    need = {"what": "not told", "field": "told_on"}
    assert asked(need, told_on=["2023-07-01", "2023-06-01"]) == met(date(2023, 6, 1))
    assert asked(need, told_on="2023-11-15") == met(AS_OF)
    assert asked(need, told_on="2023-11-16") == lacking("not told")
    twice = {**need, "least": 2}
    assert asked(twice, told_on=["2023-07-01", "2023-06-01"]) == met(date(2023, 7, 1))
    assert asked(twice, told_on=["2023-11-16", "2023-06-01"]) == lacking("not told")


SIGNED: Row = {
    "what": "not signed",
    "field": "signatures.by",
    "is": ["chief", "deputy"],
    "when": "signatures.on",
}


def signatures(*rows: tuple[str, str]) -> list[Row]:
    return [{"by": by, "on": on} for by, on in rows]


def test_a_row_of_the_right_sort_gives_its_own_day() -> None:
    rows = signatures(("clerk", "2023-05-20"), ("deputy", "2023-07-01"), ("chief", "2023-06-01"))
    posts = [post("chief"), post("deputy"), post("clerk")]
    signed: Row = {"signatures": rows, "POSTS": posts}
    assert asked(SIGNED, **signed) == met(date(2023, 6, 1))
    twice = {**SIGNED, "least": 2}
    assert asked(twice, **signed) == met(date(2023, 7, 1))
    assert asked(twice, as_of="2023-06-30", **signed).done_on is None
    only: Row = {"signatures": rows[:1], "POSTS": posts}
    assert asked(SIGNED, **only) == lacking("not signed")


def test_what_does_as_well_counts_on_the_day_of_the_record() -> None:
    need = {**OUTCOME, "instead": "none_because"}
    assert asked(need, none_because="Withdrawn by the sender.") == met(CAME)
    assert asked(need) == lacking("no outcome")
    dated = {**need, "when": "decided_on"}
    told: Row = {"outcome": "none", "decided_on": "2023-06-01"}
    assert asked(dated, none_because="Withdrawn.", **told) == met(date(2023, 6, 1))


def test_the_last_of_the_needs_is_the_day_it_was_done() -> None:
    told: Row = {"outcome": "none", "told_on": "2023-06-01", "heard_on": "2023-05-20"}
    needs = [OUTCOME, {"what": "-", "field": "told_on"}, {"what": "-", "field": "heard_on"}]
    assert asked(*needs, **told) == met(date(2023, 6, 1))


def test_records_that_a_field_leads_to_are_evidence_once() -> None:
    need = {"what": "nobody", "field": "about"}
    again = {"what": "nobody", "field": "about", "is": ["AUD-1"]}
    named: Row = {
        "about": ["AUD-1", "nowhere", "AUD-2", "trust"],
        "AUDITS": [{"id": "AUD-1"}, {"id": "AUD-2"}],
        "AGENCIES": [{"id": "trust"}],
    }
    assert asked(need, **named) == met(CAME, "AUD-1", "AUD-2")
    assert asked(again, need, **named) == met(CAME, "AUD-1", "AUD-2")
    assert asked(again, **named) == met(CAME, "AUD-1")


def test_beyond_a_link_only_the_records_that_meet_it_are_evidence() -> None:
    need = {"what": "not heard", "field": "tabled_at/group", "is": ["board"]}
    meetings = [meeting("panel", "2023-06-08"), meeting("board", "2023-06-14")]
    tabled: Row = {
        "tabled_at": ["panel-2023-06-08", "nowhere", "board-2023-06-14"],
        "MEETINGS": meetings,
    }
    assert asked(need, **tabled) == met(date(2023, 6, 14), "board-2023-06-14")
    whoever = {"what": "not heard", "field": "tabled_at/group"}
    both = ("panel-2023-06-08", "board-2023-06-14")
    assert asked(whoever, **tabled) == met(date(2023, 6, 14), *both)


DECIDED: Row = {"what": "not decided", "kind": "decision", "by": "answers"}


def decision(number: int, **fields: Any) -> Row:
    return {"id": f"DEC-2023-00{number}", "answers": ["REF-2023-01"], **fields}


def test_another_record_must_name_this_one() -> None:
    other = decision(2, answers=["REF-2023-02"])
    assert asked(DECIDED, DECISIONS=[decision(1), other]) == met(CAME, "DEC-2023-001")
    assert asked(DECIDED, DECISIONS=[other]) == lacking("not decided")
    assert asked(DECIDED, DECISIONS=[decision(1, id=None)]) == met(CAME)
    nameless = asked(DECIDED, id=None, DECISIONS=[decision(1, answers=["None"])])
    assert nameless.done_on is None, "nothing can name a record without an id"


def test_another_record_must_meet_the_conditions_and_have_come() -> None:
    need = {**DECIDED, "where": [{"field": "outcome", "is": "agreed"}], "when": "date"}
    decisions = [
        decision(1, date="2023-06-01", outcome="noted"),
        decision(3, date="2023-08-01", outcome="agreed"),
        decision(2, date="2023-07-01", outcome="agreed"),
        decision(4, date="2023-11-16", outcome="agreed"),
        decision(5, outcome="agreed"),
    ]
    expected = met(date(2023, 7, 1), "DEC-2023-003", "DEC-2023-002")
    assert asked(need, DECISIONS=decisions) == expected
    twice = {**need, "least": 2}
    assert asked(twice, DECISIONS=decisions) == expected._replace(done_on=date(2023, 8, 1))
    assert asked({**need, "least": 3}, DECISIONS=decisions) == lacking("not decided")


def test_another_record_may_name_what_this_one_holds() -> None:
    need = {"what": "nobody there", "kind": "appointment", "by": "post", "of": "lead"}
    holder = {"id": "holder", "post": "clerk", "until": "2023-06-01"}
    assert asked(need, lead="clerk", APPOINTMENTS=[holder]) == met(CAME, "holder")
    assert asked(need, lead="chief", APPOINTMENTS=[holder]) == lacking("nobody there")
    assert asked(need, APPOINTMENTS=[holder]) == lacking("nobody there")


def test_of_what_is_asked_on_the_day_itself_others_must_be_in_force() -> None:
    proof: Row = {
        "form": "each",
        "kind": "membership",
        "needs": [{"what": "vacant", "kind": "appointment", "by": "post", "of": "post"}],
    }
    seats = [{"id": "seat", "title": "Seat", "post": "clerk"}]
    for until, is_met in (("2023-11-15", False), ("2023-11-16", True), (None, True)):
        holder = {"id": "holder", "post": "clerk", "from": "2023-02-01", "until": until}
        (period,) = duty(proof, memberships=seats, appointments=[holder]).periods
        since = date(2023, 2, 1) if is_met else None
        assert (period.done_on, period.since) == (None, since)
        assert period.is_open is not is_met
    begun = {**proof["needs"][0], "when": "from"}
    ended = {"id": "holder", "post": "clerk", "from": "2023-01-01", "until": "2023-06-01"}
    (period,) = duty({**proof, "needs": [begun]}, memberships=seats, appointments=[ended]).periods
    assert period.since == date(2023, 1, 1), "with a day of its own it need not last"


def test_what_had_not_happened_by_the_day_shows_nothing() -> None:
    """Seen from a day, a decision of a later day proves nothing, however it is linked."""
    undated: Row = {"what": "not answered", "field": "answered_by"}
    later = {"id": "DEC-2023-001", "date": "2023-11-16"}
    assert asked(undated, answered_by="DEC-2023-001", DECISIONS=[later]) == lacking("not answered")
    on_the_day = {**later, "date": "2023-11-15"}
    answered = asked(undated, answered_by="DEC-2023-001", DECISIONS=[on_the_day])
    assert answered == met(date(2023, 11, 15), "DEC-2023-001")
    coming = decision(1, date="2023-11-16")
    assert asked(DECIDED, DECISIONS=[coming]) == lacking("not decided")
    assert asked(DECIDED, DECISIONS=[decision(1, date="2023-11-15")]).done_on == date(2023, 11, 15)


@pytest.mark.parametrize(
    ("proof", "fields", "due"),
    [
        ({}, {}, None),
        ({"within": "P2W"}, {}, "2023-05-30"),
        ({"within": "P2W"}, {"interval": "P1D"}, "2023-05-30"),
        ({"interval_in": "interval"}, {"interval": "P1D"}, "2023-05-17"),
        ({"interval_in": "interval"}, {}, None),
        ({"within": "P2W", "interval_in": "interval"}, {"interval": "P1D"}, "2023-05-17"),
        ({"due": "answer_by"}, {"answer_by": "2023-05-20"}, "2023-05-20"),
        ({"due": "answer_by"}, {}, None),
        ({"due": "answer_by", "within": "P2W"}, {"answer_by": "2023-05-20"}, "2023-05-20"),
        ({"due": "answer_by", "within": "P2W"}, {}, None),
        ({"due_by_meeting_of": "board"}, {}, "2023-06-14"),
        ({"within": "P2W", "due_by_meeting_of": "board"}, {}, "2023-05-30"),
        ({"within": "P2W", "put_off": "later"}, {"later": "2023-07-01"}, "2023-07-01"),
        ({"within": "P2W", "put_off": "later"}, {}, "2023-05-30"),
        ({"due": "answer_by", "put_off": "later"}, {"answer_by": "2023-05-20"}, "2023-05-20"),
    ],
)
def test_a_proof_says_by_when(proof: Row, fields: Row, due: str | None) -> None:
    folders: Row = {"GROUPS": [group("board")], "MEETINGS": [meeting("board", "2023-06-14")]}
    day = date.fromisoformat(due) if due else None
    # A time that is asked for and not told is open; without one, the thing is not there yet.
    state = State.INTERVAL_NOT_SET if proof else State.NOT_STARTED
    expected = lacking("no outcome", due=day, state=state)
    assert asked(OUTCOME, proof=proof, **fields, **folders) == expected


def test_what_was_done_after_its_day_was_late() -> None:
    need = {"what": "not told", "field": "told_on"}
    within = {"within": "P2W"}
    due = date(2023, 5, 30)
    assert asked(need, proof=within, told_on="2023-05-30") == met(due, due=due)
    late = met(date(2023, 5, 31), due=due, state=State.BREACHED)
    assert asked(need, proof=within, told_on="2023-05-31") == late


def test_what_was_taken_back_is_owed_no_more_unless_it_was_done() -> None:
    proof = {"withdrawn": "withdrawn_on", "within": "P2W"}
    gone = Period(
        "Referral",
        "REF-2023-01",
        date(2023, 5, 30),
        None,
        State.WITHDRAWN,
        ("REF-2023-01",),
    )
    assert asked(OUTCOME, proof=proof, withdrawn_on="2023-11-15") == gone
    assert asked(OUTCOME, proof=proof, withdrawn_on="2023-11-16").state is State.OVERDUE
    done = asked(OUTCOME, proof=proof, withdrawn_on="2023-11-15", outcome="none")
    assert done.state is State.MET


STAGES: Row = {
    "form": "each",
    "kind": "audit",
    "rows": "stages",
    "date": "stages.on",
    "needs": [{"what": "not done", "field": "stages.done_on"}],
}


def audit(*stages: Row, **proof: Any) -> list[tuple[str, State]]:
    record = {"id": "AUD-2023-01", "title": "Audit", "stages": list(stages)}
    found = duty({**STAGES, **proof}, audits=[record]).periods
    return [(period.what, period.state) for period in found]


def stage(name: str, on: str | None = "2023-06-01", **fields: Any) -> Row:
    return {"stage": name, "on": on, **fields}


def test_each_row_that_has_come_is_asked_by_itself() -> None:
    rows = [
        stage("scoped", done_on="2023-06-14"),
        stage("returns-in"),
        stage("analysed", on="2023-11-16"),
        stage("tabled", on=None),
    ]
    open_state = ("Audit: Returns in: not done", State.NOT_STARTED)
    assert audit(*rows) == [("Audit: Scope agreed", State.MET), open_state]
    only = [{"field": "stages.stage", "is": "scoped"}]
    assert audit(*rows, where=only) == [("Audit: Scope agreed", State.MET)]


def test_a_row_is_done_by_its_own_day() -> None:
    rows = [stage("scoped", "2023-06-01"), stage("returns-in", "2023-07-01")]
    proof = {**STAGES, "within": "P1M"}
    record = {"id": "AUD-2023-01", "title": "Audit", "stages": rows}
    dues = [period.due for period in duty(proof, audits=[record]).periods]
    assert dues == [date(2023, 7, 1), date(2023, 8, 1)]


def test_without_a_date_all_rows_of_a_record_in_force_are_asked() -> None:
    rows = [stage("scoped", on=None), stage("closed", on="2024-01-01")]
    names = [what for what, _ in audit(*rows, date=None, needs=[])]
    assert names == ["Audit: Scope agreed", "Audit: Closed"]


def test_one_row_may_lift_what_all_of_them_owe() -> None:
    rows = [stage("scoped"), stage("cancelled", "2023-07-01"), stage("tabled")]
    own = audit(*rows, withdrawn="stages.on")
    assert {state for _, state in own} == {State.WITHDRAWN}
    where = [{"field": "stages.stage", "is": "cancelled"}]
    lifted = audit(*rows, withdrawn="stages.on", withdrawn_where=where)
    assert {state for _, state in lifted} == {State.WITHDRAWN}
    going_on = audit(rows[0], rows[2], withdrawn="stages.on", withdrawn_where=where)
    assert {state for _, state in going_on} == {State.NOT_STARTED}


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ({"stage": "returns-in"}, "Returns in"),
        ({"stage": "2023-05-10"}, "10 May 2023"),
        ({"owner": "clerk", "stage": "scoped"}, "The Clerk"),
        ({"owner": "nobody"}, "nobody"),
        ({}, ""),
        ("scoped", "scoped"),
    ],
)
def test_a_row_is_called_by_the_first_thing_it_says(row: Any, label: str) -> None:
    record = {"id": "AUD-2023-01", "title": "Audit", "stages": [row]}
    proof = {"form": "each", "kind": "audit", "rows": "stages"}
    (period,) = duty(proof, audits=[record], posts=[{"id": "clerk", "title": "The Clerk"}]).periods
    assert period.what == f"Audit: {label}"


@pytest.mark.parametrize(
    ("from_", "met"),
    [("2022-01-31", False), ("2022-02-01", True), ("2022-01", False), ("2022", False),
     ("2022-02", True), ("some day", False)],
)  # fmt: skip
def test_a_date_from_before_the_first_that_counts_meets_nothing(from_: str, met: bool) -> None:
    need = {"what": "too early", "field": "from", "since": "2022-02-01"}
    proof = {"form": "each", "kind": "membership", "needs": [need]}
    found = duty(proof, memberships=[{"id": "seat", "from": from_}])
    assert [period.is_open for period in found.periods] == [not met]


@pytest.mark.parametrize(
    ("as_of", "due", "state"),
    [
        ("2023-09-30", date(2024, 5, 16), State.NOT_DUE),
        ("2023-10-18", date(2023, 10, 17), State.OVERDUE),
    ],
)
def test_what_is_to_be_done_before_the_next_falls_due_the_day_before_it(
    as_of: str, due: date, state: State
) -> None:
    form = {"form": "each", "kind": "referral", "date": "received_on", "needs": [OUTCOME]}
    proof = {**form, "within": "P1Y", "until_next": True}
    first = {"id": "REF-2023-01", "title": "First", "received_on": "2023-05-16"}
    second = {"id": "REF-2023-02", "title": "Second", "received_on": "2023-10-18"}
    period = duty(proof, as_of, referrals=[first, second]).periods[0]
    assert (period.subject, period.due, period.state) == ("REF-2023-01", due, state)

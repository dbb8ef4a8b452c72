"""Messages, recommendations and training needs beyond the examples."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Row, build, count, find, group, meeting

LEARNING = [group("learning-group", monitors=["learning"])]
MEETINGS = [meeting("learning-group", "2023-07-13"), meeting("learning-group", "2023-09-20")]


def _message(**fields: Any) -> Row:
    return {
        "id": "LM-2023-01",
        "title": "Say when you close",
        "comes_from": "rapid-review",
        "agreed_on": "2023-07-13",
        **fields,
    }


def _passed(code: str, as_of: str, plans: list[Row] | None = None, **fields: Any) -> int:
    register = build(
        groups=LEARNING,
        meetings=MEETINGS,
        learning_messages=[_message(**fields)],
        disseminations=plans or [],
    )
    return count(register, code, as_of)


@pytest.mark.parametrize(("as_of", "hits"), [("2023-09-19", 0), ("2023-09-20", 1)])
@pytest.mark.parametrize("code", ["LRN-01", "LRN-02"])
def test_a_message_is_missed_once_a_later_meeting_was_held(
    code: str, as_of: str, hits: int
) -> None:
    assert _passed(code, as_of) == hits


def test_the_meeting_of_the_day_itself_may_table_a_message() -> None:
    assert _passed("LRN-01", "2023-11-15", tabled_at=["learning-group-2023-07-13"]) == 0


def test_messages_of_audits_need_not_be_tabled_there() -> None:
    assert _passed("LRN-01", "2023-11-15", comes_from="audit") == 0


def test_a_message_agreed_later_is_not_there_yet() -> None:
    assert _passed("LRN-01", "2023-11-15", agreed_on="2023-11-16") == 0
    assert count(build(learning_messages=[_message(agreed_on="2023-11-16")]), "LRN-02") == 0
    assert count(build(learning_messages=[_message(agreed_on="2023-11-15")]), "LRN-02") == 1


@pytest.mark.parametrize(("planned", "hits"), [("2023-09-20", 0), ("2023-09-21", 1)])
def test_a_plan_counts_from_the_day_it_was_made(planned: str, hits: int) -> None:
    plan = {"id": "DIS-2023-01", "of": ["LM-2023-01"], "planned_on": planned}
    assert _passed("LRN-02", "2023-09-20", [plan]) == hits


def test_without_a_group_for_learning_nothing_can_be_tabled() -> None:
    assert count(build(learning_messages=[_message()]), "LRN-01") == 0


def test_channels_are_counted_over_all_plans_of_a_message() -> None:
    plans = [
        {"id": f"DIS-2023-0{number}", "of": ["LM-2023-01"], "lines": [{"channel": channel}]}
        for number, channel in enumerate(("council-channels", "sector-body"), 1)
    ]
    meant = _message(for_voluntary_sector=True)
    assert count(build(learning_messages=[meant], disseminations=plans), "LRN-03") == 0
    assert count(build(learning_messages=[meant], disseminations=plans[1:]), "LRN-03") == 1
    assert count(build(learning_messages=[meant]), "LRN-03") == 0
    assert count(build(learning_messages=[_message()], disseminations=plans[1:]), "LRN-03") == 0


@pytest.mark.parametrize(("as_of", "hits"), [("2023-11-07", 0), ("2023-11-08", 1)])
def test_effect_is_asked_for_from_the_day_of_closing(as_of: str, hits: int) -> None:
    register = build(learning_messages=[_message(closed_on="2023-11-08")])
    assert count(register, "LRN-04", as_of) == hits


def _published(**fields: Any) -> Row:
    return {
        "id": "LCSPR-2023-01",
        "title": "Local review",
        "form": "practice-review",
        "events": [{"event": "published", "on": "2023-06-06"}],
        "findings": [{"key": "F1", "recommendations": ["REC-2023-001"]}],
        **fields,
    }


@pytest.mark.parametrize(("as_of", "hits"), [("2023-09-26", 0), ("2023-09-27", 1)])
def test_an_audit_of_implementation_is_missed_once_the_group_has_met(as_of: str, hits: int) -> None:
    register = build(
        groups=[group("assurance-group", monitors=["audit-multi-agency"])],
        meetings=[meeting("assurance-group", "2023-09-27")],
        reviews=[_published()],
    )
    assert count(register, "LRN-05", as_of) == hits


def test_no_audit_is_asked_for_where_nothing_was_recommended_or_published() -> None:
    assert count(build(reviews=[_published(findings=[{"key": "F1"}])]), "LRN-05") == 0
    assert count(build(reviews=[_published(form="rapid-review")]), "LRN-05") == 0
    assert count(build(reviews=[_published()]), "LRN-05", "2023-06-05") == 0
    assert count(build(reviews=[_published()]), "LRN-05", "2023-06-06") == 1


@pytest.mark.parametrize(("as_of", "hits"), [("2023-10-10", 0), ("2023-10-11", 1)])
def test_results_are_asked_for_once_the_audit_is_approved(as_of: str, hits: int) -> None:
    register = build(
        reviews=[_published()],
        recommendations=[{"id": "REC-2023-001"}],
        audits=[
            {
                "id": "AUD-2023-01",
                "implements_review": "LCSPR-2023-01",
                "stages": [{"stage": "approved", "reached_on": "2023-10-11"}],
            }
        ],
    )
    found = find(register, "LRN-06", as_of)
    assert [each.record for each in found] == ["REC-2023-001"] * hits


def _unanswered(as_of: str = "2023-11-15", review: Row | None = None, **fields: Any) -> list[str]:
    """What is said of a recommendation published on 6 June; the panel met on 13 July."""
    made = {"id": "REC-2023-001", "title": "Watch", "from_record": "LCSPR-2023-01", **fields}
    register = build(
        groups=[group("panel", monitors=["review"]), group("other")],
        meetings=[meeting("panel", "2023-07-13"), meeting("other", "2023-06-20")],
        reviews=[_published(**(review or {}))],
        recommendations=[made],
    )
    return [each.message for each in find(register, "LRN-13", as_of)]


@pytest.mark.parametrize(("as_of", "hits"), [("2023-07-12", 0), ("2023-07-13", 1)])
def test_an_answer_is_missed_once_the_panel_has_met_after_publication(
    as_of: str, hits: int
) -> None:
    said = '"Watch" was published on 6 June 2023, and nobody has said whether it is accepted.'
    assert _unanswered(as_of) == [said] * hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"response": "accepted"}, 0),
        ({"response": "not-accepted", "responded_on": "2023-11-15"}, 0),
        ({"response": "accepted", "responded_on": "2023-11-16"}, 1),
        ({"responded_on": "2023-11-15"}, 1),
        ({"closed_on": "2023-11-15"}, 0),
        ({"closed_on": "2023-11-16"}, 1),
        ({"from_record": "LCSPR-2023-02"}, 0),
        ({"review": {"form": "rapid-review"}}, 0),
        ({"review": {"events": []}}, 0),
        ({"review": {"id": "LCSPR-2023-02", "formerly": ["LCSPR-2023-01"]}}, 1),
    ],
)
def test_an_answer_is_known_by_its_day(fields: Row, hits: int) -> None:
    assert len(_unanswered(**fields)) == hits


@pytest.mark.parametrize(("as_of", "hits"), [("2023-06-19", 0), ("2023-06-20", 1)])
def test_a_group_that_was_asked_answers_at_its_own_meeting(as_of: str, hits: int) -> None:
    assert len(_unanswered(as_of, to=["council", "other"])) == hits


def test_without_a_group_for_reviews_the_answer_is_missed_from_publication() -> None:
    made = {"id": "REC-2023-001", "from_record": "LCSPR-2023-01"}
    register = build(reviews=[_published()], recommendations=[made])
    assert count(register, "LRN-13", "2023-06-05") == 0
    assert count(register, "LRN-13", "2023-06-06") == 1


def _answered(code: str, as_of: str = "2023-11-15", **fields: Any) -> int:
    answer = {"id": "REC-2023-001", "made_by": "rapid-review", "responded_on": "2023-10-26"}
    return count(build(recommendations=[{**answer, **fields}]), code, as_of)


@pytest.mark.parametrize(
    ("response", "hits"), [("accepted", 0), ("accepted-in-part", 1), ("not-accepted", 1)]
)
def test_reasons_are_asked_for_unless_all_is_accepted(response: str, hits: int) -> None:
    assert _answered("LRN-07", response=response) == hits
    assert _answered("LRN-07", "2023-10-26", response=response) == hits
    assert _answered("LRN-07", "2023-10-25", response=response) == 0


@pytest.mark.parametrize(
    ("response", "hits"), [("accepted", 1), ("accepted-in-part", 1), ("not-accepted", 0)]
)
def test_an_action_is_asked_for_where_something_is_accepted(response: str, hits: int) -> None:
    assert _answered("LRN-08", response=response) == hits
    assert _answered("LRN-08", "2023-10-25", response=response) == 0
    assert _answered("LRN-08", "2023-10-26", response=response) == hits
    assert _answered("LRN-08", response=response, made_by="scrutiny") == 0


@pytest.mark.parametrize(("closed", "hits"), [("2023-11-15", 0), ("2023-11-16", 1)])
def test_a_closed_recommendation_needs_no_action(closed: str, hits: int) -> None:
    assert _answered("LRN-08", response="accepted", closed_on=closed) == hits


def test_only_the_newest_analysis_of_training_needs_is_asked() -> None:
    old = {"id": "TNA-2020", "title": "2020", "completed_on": "2020-10-14"}
    new = {
        "id": "TNA-2022",
        "title": "2022",
        "completed_on": "2022-10-14",
        "decision": "DEC-2022-001",
        "evaluation_method": "Questions after three months.",
    }
    assert count(build(training_needs_analyses=[new, old]), "LRN-09") == 0
    assert count(build(training_needs_analyses=[old]), "LRN-09") == 1
    assert count(build(training_needs_analyses=[new, old]), "LRN-09", "2022-10-13") == 1


@pytest.mark.parametrize(("sent", "hits"), [("2023-07-12", 1), ("2023-07-13", 0)])
def test_a_message_may_go_out_on_the_day_it_is_agreed(sent: str, hits: int) -> None:
    lines = [{"to": "council", "sent_on": "2023-08-01"}, {"to": "force", "sent_on": sent}]
    plan = {"id": "DIS-2023-01", "of": ["LM-2023-01"], "lines": lines}
    register = build(learning_messages=[_message()], disseminations=[plan])
    assert count(register, "LRN-10") == hits


AGENCIES: list[Row] = [
    {"id": "probation", "name": "Probation", "standing": "relevant-agency"},
    {"id": "hospital", "name": "Hospital", "formerly": ["infirmary"]},
    {"id": "charities", "name": "Charities", "standing": "category", "category": "third"},
    {"id": "voice", "name": "Voice", "standing": "sector-representative", "category": "third"},
]


def _sent(to: str, day: str = "2023-07-20") -> Row:
    return {"to": to, "sent_on": day}


def _answer(agency: str, number: int = 1, **fields: Any) -> Row:
    return {"id": f"ASR-2023-00{number}", "agency": agency, "of": ["LM-2023-01"], **fields}


def _silent(as_of: str, *answers: Row, lines: list[Row] | None = None, **message: Any) -> list[str]:
    plan = {"id": "DIS-2023-01", "of": ["LM-2023-01"], "lines": lines or [_sent("probation")]}
    register = build(
        groups=message.pop("groups", LEARNING),
        meetings=message.pop("meetings", MEETINGS),
        agencies=AGENCIES,
        learning_messages=[_message(**message)],
        disseminations=[plan],
        assurance_returns=answers,
    )
    return [each.message.rpartition(": ")[2] for each in find(register, "LRN-11", as_of)]


@pytest.mark.parametrize(("as_of", "said"), [("2023-09-29", []), ("2023-09-30", ["Probation."])])
def test_an_answer_is_missed_from_the_day_after_its_last_day(as_of: str, said: list[str]) -> None:
    assert _silent(as_of, _answer("probation", due="2023-09-29")) == said


def test_an_agency_that_nobody_asked_is_seen_with_those_that_were() -> None:
    lines = [_sent("probation"), _sent("infirmary")]
    answer = _answer("probation", due="2023-09-29", received_on="2023-09-06", statement="Done.")
    assert _silent("2023-09-30", answer, lines=lines) == ["Hospital."]
    assert _silent("2023-09-29", answer, lines=lines) == []


def test_an_agency_has_until_its_own_last_day_and_until_it_was_written_to() -> None:
    asked = [_answer("hospital", due="2023-09-29"), _answer("probation", 2, due="2023-10-31")]
    lines = [_sent("probation"), _sent("charities", "2023-10-10")]
    assert _silent("2023-10-10", *asked, lines=lines) == []
    assert _silent("2023-10-11", *asked, lines=lines) == ["Charities."]
    assert _silent("2023-11-01", *asked, lines=lines) == ["Probation and Charities."]


@pytest.mark.parametrize(("as_of", "said"), [("2023-09-19", []), ("2023-09-20", ["Probation."])])
def test_where_no_day_is_set_the_next_meeting_asks(as_of: str, said: list[str]) -> None:
    assert _silent(as_of) == said
    assert _silent(as_of, groups=[], meetings=[]) == ["Probation."]


@pytest.mark.parametrize(
    ("fields", "is_heard"),
    [
        ({"received_on": "2023-09-20", "statement": "Done."}, True),
        ({"received_on": "2023-09-20", "plan": "A sample."}, True),
        ({"received_on": "2023-09-21", "statement": "Done."}, False),
        ({"received_on": "2023-09-20", "statement": " "}, False),
        ({"received_on": "2023-09-20"}, False),
        ({"statement": "Done."}, False),
    ],
)
def test_an_answer_has_come_and_says_something(fields: Row, is_heard: bool) -> None:
    assert _silent("2023-09-20", _answer("probation", **fields)) == ["Probation."] * (not is_heard)


def test_who_speaks_for_a_sector_answers_for_its_category_and_for_no_single_agency() -> None:
    answer = _answer("voice", received_on="2023-09-01", statement="Passed on.")
    assert _silent("2023-09-20", answer, lines=[_sent("charities")]) == []
    assert _silent("2023-09-20", answer) == ["Probation."]
    own = _answer("probation", received_on="2023-09-01", statement="Done.")
    assert _silent("2023-09-20", own, lines=[_sent("charities")]) == ["Charities."]


def test_nothing_is_asked_of_those_who_were_not_written_to_or_once_a_message_is_closed() -> None:
    unsent = [{"to": "probation", "due": "2023-07-20"}, _sent("learning-group")]
    assert _silent("2023-11-15", lines=unsent) == []
    assert _silent("2023-11-15", lines=[_sent("probation", "2023-11-16")]) == []
    assert _silent("2023-11-15", closed_on="2023-11-15") == []
    assert _silent("2023-11-14", closed_on="2023-11-15") == ["Probation."]


@pytest.mark.parametrize(("number", "said"), [(6, "a5."), (7, "a4 and 2 others.")])
def test_a_finding_names_a_few_and_counts_the_others(number: int, said: str) -> None:
    agencies = [{"id": f"a{each}", "name": f"a{each}"} for each in range(number)]
    lines = [_sent(f"a{each}") for each in range(number)]
    plan = {"id": "DIS-2023-01", "of": ["LM-2023-01"], "lines": lines}
    register = build(agencies=agencies, learning_messages=[_message()], disseminations=[plan])
    (found,) = find(register, "LRN-11")
    assert found.message.startswith(
        f'"Say when you close" was sent to {number} agencies, and of {number} it is not recorded'
    )
    assert found.message.endswith(said)


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({}, 1),
        ({"statement": "Done."}, 0),
        ({"plan": "A sample."}, 0),
        ({"statement": " ", "plan": ""}, 1),
    ],
)
def test_a_return_that_came_says_something(fields: Row, hits: int) -> None:
    answer = _answer("probation", received_on="2023-09-06", **fields)
    assert count(build(assurance_returns=[answer]), "LRN-12", "2023-09-06") == hits
    assert count(build(assurance_returns=[answer]), "LRN-12", "2023-09-05") == 0
    assert count(build(assurance_returns=[_answer("probation", **fields)]), "LRN-12") == 0

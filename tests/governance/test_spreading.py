"""Whom a message was sent to, who answered, and who is still to be heard."""

from __future__ import annotations

from datetime import date

from sscp.governance.spreading import answered, not_heard, says_something, sent_to
from tests.builders import build

DAY = date(2023, 6, 9)
BEFORE, AFTER = date(2023, 6, 8), date(2023, 6, 10)


def test_a_message_reached_agencies_and_partners_on_the_first_day_it_was_sent_there() -> None:
    lines = [
        {"to": "hospital", "sent_on": AFTER},
        {"to": "infirmary", "sent_on": DAY},
        {"to": "council", "sent_on": AFTER},
        {"to": "board", "sent_on": DAY},
        {"to": "nobody", "sent_on": DAY},
        {"to": "probation", "due": DAY},
    ]
    register = build(
        agencies=[{"id": "hospital", "formerly": ["infirmary"]}, {"id": "probation"}],
        partners=[{"id": "council"}],
        groups=[{"id": "board"}],
        disseminations=[{"id": "DIS-2023-01", "lines": lines[:1]}, {"lines": lines[1:]}],
    )
    plans = register.of_kind("dissemination")
    assert sent_to(register, plans, AFTER) == {"hospital": DAY, "council": AFTER}
    assert sent_to(register, plans, DAY) == {"hospital": DAY}
    assert sent_to(register, plans, BEFORE) == {}


def test_an_answer_counts_from_the_day_it_came_if_it_says_something() -> None:
    register = build(
        agencies=[{"id": "hospital", "formerly": ["infirmary"]}],
        assurance_returns=[
            {"id": "ASR-2023-000", "agency": "probation", "statement": "Not in yet."},
            {"id": "ASR-2023-001", "agency": "infirmary", "received_on": DAY, "plan": "A sample."},
            {"id": "ASR-2023-002", "agency": "probation", "received_on": DAY, "statement": "  "},
            {"id": "ASR-2023-003", "agency": "council", "statement": "Done."},
            {"id": "ASR-2023-004", "received_on": DAY, "statement": "Done."},
        ],
    )
    returns = register.of_kind("assurance-return")
    assert [says_something(each) for each in returns] == [True, True, False, True, True]
    assert answered(register, returns, DAY) == {"hospital"}
    assert answered(register, returns, BEFORE) == frozenset()


def test_a_sectors_voice_answers_for_its_category_alone() -> None:
    third = {"category": "third-sector"}
    register = build(
        agencies=[
            {"id": "voice", "standing": "sector-representative", **third},
            {"id": "charities", "standing": "category", **third},
            {"id": "hospice", "standing": "relevant-agency", **third},
            {"id": "schools", "standing": "category", "category": "education"},
            {"id": "others", "standing": "category"},
        ],
        assurance_returns=[{"agency": "voice", "received_on": DAY, "statement": "Passed on."}],
    )
    alone = build(
        agencies=[{"id": "hospice", "standing": "relevant-agency", **third}],
        assurance_returns=[{"agency": "hospice", "received_on": DAY, "statement": "Done."}],
    )
    assert answered(alone, alone.of_kind("assurance-return"), DAY) == {"hospice"}
    heard = answered(register, register.of_kind("assurance-return"), DAY)
    assert heard == {"voice", "third-sector"}
    asked = ("voice", "charities", "hospice", "schools", "others", "council")
    assert not_heard(register, asked, heard) == ("hospice", "schools", "others", "council")

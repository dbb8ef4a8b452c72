"""Who speaks for a partner where all of them must agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.governance.decisions import standing_of
from sscp.governance.voices import is_lead_voice, lead_posts, other_voices
from sscp.model.portfolio import Portfolio
from tests.builders import (
    AS_OF,
    Row,
    agreement,
    apologies,
    build,
    find,
    group,
    meeting,
    member,
    one,
    post,
    three_partners,
)

DAY = "2023-05-17"
DATE = date(2023, 5, 17)
MEETING = f"lead-{DAY}"
DELEGATE = "council-director"
OTHERS = agreement("care-board", "force")


def _register(voice: Row | None = None, **folders: Any) -> Portfolio:
    """A decision of the lead partners to which the council's delegate has agreed."""
    own = {"partner": "council", "post": DELEGATE, "agreed": True, **(voice or {})}
    decision = {
        "id": "DEC-2023-001",
        "title": "The plan",
        "body": "lead",
        "date": DAY,
        "meeting": MEETING,
        "outcome": "agreed",
        "agreement": [own, *OTHERS],
        **folders.pop("decision", {}),
    }
    partners = three_partners()
    return build(
        groups=[
            group("lead", function="lead-partners"),
            group("executive", function="executive"),
        ],
        decisions=[decision],
        partners=folders.pop("partners", partners["partners"]),
        posts=[*partners["posts"], post(DELEGATE, "council", formerly=["old-director"])],
        **folders,
    )


def _missing(register: Portfolio) -> tuple[str, ...]:
    return standing_of(register, one(register, "DEC-2023-001"), AS_OF).missing


def test_the_lead_post_agrees_and_no_other_post_of_the_partner() -> None:
    assert _missing(_register()) == ("council",)
    assert _missing(_register({"post": "council-chief"})) == ()


def test_the_message_says_who_spoke_in_place_of_the_lead() -> None:
    (found,) = find(_register(), "DEC-01")
    assert found.message.endswith(
        "the agreement of council is not recorded: council-director is neither the lead partner"
        " nor an authorised deputy."
    )


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ({"deputy": DELEGATE, "deputy_authorised": True}, ()),
        ({"deputy": "old-director", "deputy_authorised": True}, ()),
        ({"deputy": DELEGATE}, ("council",)),
        ({"deputy": "force-chief", "deputy_authorised": True}, ("council",)),
        ({"deputy_title": "Director", "deputy_authorised": True}, ("council",)),
    ],
)
def test_a_deputy_speaks_who_is_on_record_with_authority(
    row: Row, missing: tuple[str, ...]
) -> None:
    sitting = meeting("lead", DAY, attendance=[apologies("council-chief", **row)])
    assert _missing(_register(meetings=[sitting])) == missing


def test_the_deputy_of_somebody_else_does_not_speak_for_the_partner() -> None:
    row = apologies("force-chief", deputy=DELEGATE, deputy_authorised=True)
    sitting = meeting("lead", DAY, attendance=[row])
    assert _missing(_register(meetings=[sitting])) == ("council",)


@pytest.mark.parametrize(
    ("seat", "missing"),
    [
        ({}, ()),
        ({"from": DAY}, ()),
        ({"from": "2023-05-18"}, ("council",)),
        ({"until": "2023-05-18"}, ()),
        ({"until": DAY}, ("council",)),
        ({"role": "participant-observer"}, ("council",)),
        ({"role": "adviser"}, ("council",)),
    ],
)
def test_the_seat_among_the_lead_partners_goes_before_the_post_of_the_partner(
    seat: Row, missing: tuple[str, ...]
) -> None:
    register = _register(memberships=[member("lead", DELEGATE, **seat)])
    assert _missing(register) == missing
    leads = {"council-chief"} if missing else {DELEGATE}
    assert lead_posts(register, "council", DATE) == leads


def test_who_leads_is_asked_of_the_day_on_which_the_agreement_was_given() -> None:
    seat = member("lead", DELEGATE, **{"from": "2023-05-18"})
    assert _missing(_register({"on": "2023-05-18"}, memberships=[seat])) == ()
    assert _missing(_register({"on": "2023-05-17"}, memberships=[seat])) == ("council",)


def test_where_nobody_is_known_to_lead_nobody_is_doubted() -> None:
    partners = [{"id": each} for each in ("council", "care-board", "force")]
    assert _missing(_register(partners=partners)) == ()
    assert lead_posts(_register(), "nobody", DATE) == frozenset()


def test_a_voice_without_a_post_is_left_to_the_check_of_its_shape() -> None:
    register = _register({"post": None})
    decision = one(register, "DEC-2023-001")
    assert all(is_lead_voice(register, decision, row) for row in decision.rows("agreement"))


@pytest.mark.parametrize(("joint", "missing"), [(False, ()), (True, ("council",))])
def test_outside_a_meeting_others_agree_to_what_is_not_joint(
    joint: bool, missing: tuple[str, ...]
) -> None:
    decision = {"body": "executive", "route": "virtual", "joint": joint, "meeting": None}
    register = _register(decision=decision)
    assert _missing(register) == missing
    assert [each.code for each in find(register, "DEC-03")] == ["DEC-03"] * len(missing)


def test_a_reserved_matter_is_not_agreed_by_delegates() -> None:
    matters = [{"id": "funding", "title": "Funding", "form": "reserved"}]
    decision = {"body": "executive", "matters": ["funding"]}
    assert _missing(_register(decision=decision, matters=matters)) == ("council",)


def test_only_those_who_agreed_are_told_as_other_voices() -> None:
    for agreed, voices in ((True, (DELEGATE,)), (False, ())):
        register = _register({"agreed": agreed})
        assert other_voices(register, one(register, "DEC-2023-001")) == voices


def test_a_seat_of_an_organisation_without_a_post_leads_nobody() -> None:
    seat = {"id": "seat", "group": "lead", "agency": "council", "role": "member"}
    register = _register(memberships=[seat])
    assert lead_posts(register, "council", DATE) == {"council-chief"}


def test_of_an_agreement_without_a_day_nobody_is_doubted() -> None:
    register = _register(decision={"date": None})
    decision = one(register, "DEC-2023-001")
    (row, *_) = decision.rows("agreement")
    assert is_lead_voice(register, decision, row)


def test_only_seats_among_the_lead_partners_lead() -> None:
    seats = [member("executive", DELEGATE, agency="council")]
    assert lead_posts(_register(memberships=seats), "council", DATE) == {"council-chief"}

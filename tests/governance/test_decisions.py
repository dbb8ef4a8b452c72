"""What makes a decision stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.governance.decisions import (
    Standing,
    has_delegation,
    is_joint_matter,
    missing_partners,
    ratification_of,
    standing_of,
)
from sscp.model.portfolio import Portfolio
from tests.builders import (
    ALL_PARTNERS,
    AS_OF,
    Row,
    agreement,
    build,
    group,
    meeting,
    one,
    present,
    three_partners,
)

DAY = "2023-05-17"


def _decision(identity: str = "DEC-2023-001", **fields: Any) -> Row:
    return {
        "id": identity,
        "title": "The plan",
        "body": "lead",
        "date": DAY,
        "outcome": "agreed",
        **fields,
    }


def _register(*decisions: Row, quorum: Row | None = None, **folders: Any) -> Portfolio:
    own = {"quorum": quorum} if quorum else {}
    return build(
        groups=[
            group("lead", function="lead-partners", **own),
            group("executive", function="executive", **own),
            group("panel", function="main-subgroup"),
        ],
        matters=[
            {"id": "funding", "title": "Funding", "form": "reserved"},
            {"id": "report", "title": "Report", "form": "accountability"},
        ],
        decisions=list(decisions),
        **three_partners(),
        **folders,
    )


def _standing(register: Portfolio, as_of: date = AS_OF, which: str = "DEC-2023-001") -> Standing:
    return standing_of(register, one(register, which), as_of)


def test_a_decision_of_the_lead_partners_stands_with_all_three() -> None:
    standing = _standing(_register(_decision(agreement=agreement(*ALL_PARTNERS))))
    assert standing == Standing(True)


def test_a_decision_of_the_lead_partners_is_not_joint_with_two() -> None:
    standing = _standing(_register(_decision(agreement=agreement("council", "force"))))
    assert (standing.stands, standing.doubts) == (False, ("not-joint",))
    assert standing.missing == ("care-board",)


def test_a_partner_recorded_as_not_agreeing_is_missing() -> None:
    rows = [*agreement("council", "force"), *agreement("care-board", agreed=False)]
    register = _register(_decision(agreement=rows))
    assert missing_partners(register, one(register, "DEC-2023-001"), AS_OF) == ("care-board",)


@pytest.mark.parametrize(("as_of", "stands"), [("2023-05-30", False), ("2023-05-31", True)])
def test_a_later_agreement_counts_from_its_day(as_of: str, stands: bool) -> None:
    rows = [*agreement("council", "force"), *agreement("care-board", on="2023-05-31")]
    register = _register(_decision(agreement=rows))
    assert _standing(register, date.fromisoformat(as_of)).stands is stands


@pytest.mark.parametrize(
    ("fields", "joint"),
    [
        ({}, True),
        ({"body": "executive"}, False),
        ({"body": "executive", "joint": True}, True),
        ({"body": "executive", "matters": ["funding"]}, True),
        ({"body": "executive", "matters": ["report"]}, False),
    ],
)
def test_a_matter_is_joint_by_its_body_its_flag_or_its_matter(fields: Row, joint: bool) -> None:
    register = _register(_decision(**fields))
    assert is_joint_matter(register, one(register, "DEC-2023-001")) is joint


@pytest.mark.parametrize(("since", "joint"), [("2023-05-17", False), ("2023-05-18", True)])
def test_a_group_with_delegated_functions_decides_by_itself(since: str, joint: bool) -> None:
    register = _register(
        _decision(body="panel", matters=["funding"]),
        delegations=[{"id": "to-panel", "to_group": "panel", "in_force_from": since}],
    )
    assert is_joint_matter(register, one(register, "DEC-2023-001")) is joint
    assert has_delegation(register, "panel", date(2023, 5, 17)) is not joint
    assert not has_delegation(register, None, AS_OF)


def test_without_a_date_no_delegation_can_have_been_in_force() -> None:
    register = _register(
        _decision(body="panel", matters=["funding"], date=None),
        delegations=[{"id": "to-panel", "to_group": "panel", "in_force_from": DAY}],
    )
    assert is_joint_matter(register, one(register, "DEC-2023-001"))


@pytest.mark.parametrize(("as_of", "doubts"), [("2023-05-16", ("not-yet-taken",)), (DAY, ())])
def test_a_decision_is_taken_on_its_day(as_of: str, doubts: tuple[str, ...]) -> None:
    register = _register(_decision(agreement=agreement(*ALL_PARTNERS)))
    assert _standing(register, date.fromisoformat(as_of)).doubts == doubts


@pytest.mark.parametrize("outcome", ["noted", "deferred", "not-agreed"])
def test_what_changes_nothing_needs_nobodys_agreement(outcome: str) -> None:
    assert _standing(_register(_decision(outcome=outcome))).stands


def test_a_partner_that_had_left_need_not_agree() -> None:
    partners = three_partners()
    partners["partners"].append({"id": "old-board", "until": DAY})
    partners["partners"].append({"id": "new-board", "from": "2023-05-18"})
    register = build(
        groups=[group("lead", function="lead-partners")],
        decisions=[_decision(agreement=agreement(*ALL_PARTNERS))],
        **partners,
    )
    assert _standing(register).stands


def test_outside_a_meeting_all_must_have_agreed_even_where_it_is_no_joint_matter() -> None:
    decision = _decision(body="executive", route="virtual", agreement=agreement("council"))
    assert _standing(_register(decision)).doubts == ("not-by-all",)
    decision["agreement"] = agreement(*ALL_PARTNERS)
    assert _standing(_register(decision)).stands


def _sitting(day: str, *posts: str) -> Row:
    return meeting("executive", day, attendance=[present(each) for each in posts])


def _executive(identity: str = "DEC-2023-001", day: str = DAY, **fields: Any) -> Row:
    own = {"body": "executive", "date": day, "meeting": f"executive-{day}"}
    return _decision(identity, **{**own, **fields})


LATER = "2023-07-19"
QUORATE = ("council-chief", "force-chief")


def _ratified(later: Row, *there: str, quorum: Row | None = None) -> Standing:
    register = _register(
        _executive(),
        later,
        quorum=quorum or {"least": 2},
        meetings=[_sitting(DAY, "council-chief"), _sitting(LATER, *there)],
    )
    return _standing(register)


def test_without_its_quorum_a_meeting_decides_nothing() -> None:
    standing = _ratified(_executive("DEC-2023-002", LATER), *QUORATE)
    assert (standing.stands, standing.doubts) == (False, ("not-quorate",))


def test_a_rejection_needs_a_quorum_too() -> None:
    register = _register(
        _executive(outcome="rejected"),
        quorum={"least": 2},
        meetings=[_sitting(DAY, "council-chief")],
    )
    assert _standing(register).doubts == ("not-quorate",)


def test_a_later_quorate_decision_confirms_an_earlier_one() -> None:
    standing = _ratified(_executive("DEC-2023-002", LATER, ratifies="DEC-2023-001"), *QUORATE)
    assert standing.stands
    assert standing.ratified_by is not None
    assert standing.ratified_by.id == "DEC-2023-002"
    assert standing.doubts == ("not-quorate",)


def test_a_confirmation_without_a_quorum_confirms_nothing() -> None:
    later = _executive("DEC-2023-002", LATER, ratifies="DEC-2023-001")
    assert not _ratified(later, "council-chief").stands


@pytest.mark.parametrize(
    "fields",
    [{"outcome": "noted"}, {"outcome": "rejected"}, {"date": DAY}, {"body": "panel"}],
    ids=["noted", "rejected", "same day", "another body"],
)
def test_only_a_later_agreement_of_the_same_body_confirms(fields: Row) -> None:
    later = _executive("DEC-2023-002", LATER, **{"ratifies": "DEC-2023-001", **fields})
    assert not _ratified(later, *QUORATE).stands


def test_the_lead_partners_may_confirm_what_another_body_decided() -> None:
    later = _decision(
        "DEC-2023-002",
        date=LATER,
        ratifies="DEC-2023-001",
        agreement=agreement(*ALL_PARTNERS),
    )
    assert _ratified(later).stands
    later["agreement"] = agreement("council")
    assert not _ratified(later).stands


@pytest.mark.parametrize(("as_of", "stands"), [("2023-07-18", False), (LATER, True)])
def test_a_confirmation_counts_from_its_day(as_of: str, stands: bool) -> None:
    register = _register(
        _executive(),
        _executive("DEC-2023-002", LATER, ratifies="DEC-2023-001"),
        quorum={"least": 2},
        meetings=[_sitting(DAY, "council-chief"), _sitting(LATER, *QUORATE)],
    )
    assert _standing(register, date.fromisoformat(as_of)).stands is stands


def test_a_decision_without_a_quorum_set_stands_and_names_the_assumption() -> None:
    register = _register(_executive(), meetings=[_sitting(DAY, "council-chief")])
    standing = _standing(register)
    assert standing.stands
    assert standing.assumption is not None
    assert standing.assumption.startswith(
        "No quorum is set for the executive; this decision stands on the assumption"
    )


def test_with_a_quorum_set_there_is_no_assumption() -> None:
    register = _register(
        _executive(), quorum={"least": 1}, meetings=[_sitting(DAY, "council-chief")]
    )
    assert _standing(register) == Standing(True)


def test_quorum_is_not_asked_of_a_decision_outside_a_meeting() -> None:
    decision = _executive(route="virtual", agreement=agreement(*ALL_PARTNERS))
    register = _register(decision, quorum={"least": 2}, meetings=[_sitting(DAY)])
    assert _standing(register).stands


def test_quorum_is_asked_of_the_item() -> None:
    rows = [present("council-chief", for_items=["3"])]
    register = _register(
        _executive(item="4"),
        _executive("DEC-2023-002", item="3"),
        quorum={"least": 1},
        meetings=[meeting("executive", DAY, attendance=rows)],
    )
    assert not _standing(register).stands
    assert _standing(register, which="DEC-2023-002").stands


def test_a_decision_without_a_date_was_never_taken() -> None:
    register = _register({"id": "DEC-2023-001", "body": "lead", "outcome": "agreed"})
    assert _standing(register) == Standing(False, ("not-yet-taken",))
    assert missing_partners(register, one(register, "DEC-2023-001"), AS_OF) == ()
    confirming = _decision("DEC-2023-002", ratifies="DEC-2023-001")
    register = _register(
        _decision(date=None), {**confirming, "agreement": agreement(*ALL_PARTNERS)}
    )
    assert ratification_of(register, one(register, "DEC-2023-001"), AS_OF) is None


def test_one_confirmation_among_several_is_enough() -> None:
    later = [
        _executive("DEC-2023-002", LATER, ratifies="DEC-2023-001", body="panel"),
        {"id": "DEC-2023-003", "body": "executive", "ratifies": "DEC-2023-001"},
        _executive("DEC-2023-004", LATER, ratifies="DEC-2023-001", outcome="noted"),
        _executive("DEC-2023-005", LATER, ratifies="DEC-2023-001"),
    ]
    register = _register(
        _executive(),
        *later,
        quorum={"least": 2},
        meetings=[_sitting(DAY, "council-chief"), _sitting(LATER, *QUORATE)],
    )
    ratified_by = _standing(register).ratified_by
    assert ratified_by is not None
    assert ratified_by.id == "DEC-2023-005"


def test_a_confirmation_that_was_not_needed_is_not_named() -> None:
    register = _register(
        _executive(),
        _executive("DEC-2023-002", LATER, ratifies="DEC-2023-001"),
        quorum={"least": 1},
        meetings=[_sitting(DAY, *QUORATE), _sitting(LATER, *QUORATE)],
    )
    assert _standing(register) == Standing(True)


def test_bodies_and_matters_that_are_not_there_make_no_joint_matter() -> None:
    register = _register(_decision(body="nowhere", matters=["nothing", "funding"]))
    assert is_joint_matter(register, one(register, "DEC-2023-001"))
    register = _register(_decision(body="nowhere", matters=["nothing"]))
    assert not is_joint_matter(register, one(register, "DEC-2023-001"))

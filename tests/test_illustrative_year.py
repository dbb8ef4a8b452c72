"""The illustrative year has all that the year of a real partnership has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from sscp.governance.approval import minutes_state
from sscp.governance.meetings import held_meetings
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.kinds.assurance import SCRUTINY_THEMES
from sscp.model.kinds.documents import PLAN_INPUTS
from sscp.model.kinds.meetings import ATTENDANCE_STATES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from tests.conftest import CHECKOUT

BEGINS, ENDS = date(2023, 4, 1), date(2024, 3, 31)
GROUPS = (
    "lsp-group executive-group cspr-panel assurance-and-review-group case-audit-group"
    " learning-and-development-group education-and-safeguarding-group mash-operational-group"
    " practitioner-learning-forum"
).split()


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return load(FolderSource(str(CHECKOUT / "records"))).portfolio


def get(portfolio: Portfolio, identity: str) -> Record:
    found = portfolio.get(identity)
    assert found is not None, identity
    return found


def events(review: Record) -> list[str]:
    return [row.text("event") or "" for row in review.rows("events")]


def test_lead_partners_meet_every_two_months_and_once_late(portfolio: Portfolio) -> None:
    days = [each.date("date") for each in held_meetings(portfolio, "lsp-group", ENDS)]
    gaps = [(b - a).days for a, b in pairwise(filter(None, days))]
    assert len(days) >= 6
    assert sum(gap > 62 for gap in gaps) == 1


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_meets_with_minutes_and_papers(portfolio: Portfolio, group: str) -> None:
    meetings = held_meetings(portfolio, group, ENDS)
    assert len(meetings) >= 2
    assert all(each.has("attendance") and each.has("items") for each in meetings)
    # The forum talks and takes no papers.
    is_forum = group == "practitioner-learning-forum"
    assert any(each.has("papers") for each in meetings) is not is_forum


def test_meetings_show_deputies_apologies_interests_and_minutes_in_every_stage(
    portfolio: Portfolio,
) -> None:
    meetings = portfolio.of_kind("meeting")
    rows = [row for each in meetings for row in each.rows("attendance")]
    assert {row.text("status") for row in rows} >= {choice.value for choice in ATTENDANCE_STATES}
    assert any(row.has("deputy") for row in rows)
    assert any(each.has("interests") for each in meetings)
    states = {
        minutes_state(portfolio, each, as_of).status
        for as_of in (date(2023, 11, 15), ENDS)
        for each in meetings
        if each.text("status") == "held"
    }
    assert states == {"none", "draft", "agreed"}
    agreed = [minutes_state(portfolio, each, ENDS) for each in meetings]
    assert any(state.corrections for state in agreed)
    assert any(
        part.rows("later_corrections") for each in meetings if (part := each.part("minutes"))
    )


def test_two_incidents_go_through_rapid_review_and_one_into_a_local_review(
    portfolio: Portfolio,
) -> None:
    rapid = [each for each in portfolio.of_kind("review") if each.text("form") == "rapid-review"]
    assert sum("signed-off" in events(each) for each in rapid) >= 2
    local = get(portfolio, "LCSPR-2023-01")
    assert local.text("follows") in {each.id for each in rapid}
    assert events(local)[0] == "initiated"
    assert events(local)[-1] == "published"
    forms = {
        each.text("form") for each in portfolio.of_kind("notice") if local.id in each.texts("about")
    }
    assert forms >= {"delay", "advance-copy"}


def test_the_audit_programme_reaches_the_approval_of_the_executive(portfolio: Portfolio) -> None:
    audits = portfolio.of_kind("audit")
    kinds = Counter(each.text("method") or each.text("type") or "" for each in audits)
    assert len(audits) >= 4, kinds
    approved = [
        each
        for each in portfolio.of_kind("report")
        if each.text("form") == "audit-overview"
        and any(
            decision.text("body") == "executive-group" for decision in _decisions(portfolio, each)
        )
    ]
    assert approved
    assert len(portfolio.of_kind("audit-return")) >= 10


def _decisions(portfolio: Portfolio, record: Record) -> Iterator[Record]:
    for _, field, target in record.links():
        found = portfolio.get_kind(target, "decision")
        if found is not None and field.name:
            yield found


def test_plans_priorities_and_their_four_inputs(portfolio: Portfolio) -> None:
    forms = {each.text("form") for each in portfolio.of_kind("plan")}
    assert forms >= {"strategic-plan", "business-plan", "yearly-plan", "improvement-plan"}
    of_year = [each for each in portfolio.of_kind("priority") if each.text("year") == "2023-24"]
    assert {name for each in of_year for name in each.texts("inputs")} == {
        choice.value for choice in PLAN_INPUTS
    }
    outcomes = get(portfolio, "business-plan-2023-26").rows("outcomes")
    assert outcomes
    assert all(row.has("lead") for row in outcomes)


def test_one_yearly_report_is_being_prepared_and_last_years_is_out(portfolio: Portfolio) -> None:
    states = {
        each.id: each
        for each in portfolio.of_kind("report")
        if each.text("form") == "yearly-report"
    }
    assert set(states) == {
        "yearly-report-2021-22",
        "yearly-report-2022-23",
        "yearly-report-2023-24",
    }


def test_scrutiny_reaches_every_theme(portfolio: Portfolio) -> None:
    themes = {name for each in portfolio.of_kind("scrutiny") for name in each.texts("themes")}
    assert themes == {choice.value for choice in SCRUTINY_THEMES}


def test_learning_is_spread_and_answered(portfolio: Portfolio) -> None:
    answered = {name for each in portfolio.of_kind("assurance-return") for name in each.texts("of")}
    spread = {name for each in portfolio.of_kind("dissemination") for name in each.texts("of")}
    assert answered
    assert answered <= spread


def test_indicators_run_over_eight_quarters_with_a_comparator_and_words(
    portfolio: Portfolio,
) -> None:
    quarters = {
        each.text("from")
        for each in portfolio.of_kind("data-return")
        if each.date("from") is not None
    }
    assert len(quarters) >= 8
    indicators = portfolio.of_kind("indicator")
    assert any(each.has("comparator") for each in indicators)
    assert any(row.has("narrative") for each in indicators for row in each.rows("readings"))


def test_money_people_and_training(portfolio: Portfolio) -> None:
    for kind in (
        "budget contribution survey feedback consultation training-needs-analysis course evaluation"
    ).split():
        assert portfolio.of_kind(kind), kind


def test_what_the_delegated_partners_could_not_agree_on_was_escalated_and_decided(
    portfolio: Portfolio,
) -> None:
    found = get(portfolio, "ESC-2023-01")
    assert found.text("form") == "disagreement"
    assert found.text("outcome") == "decided"
    assert len(found.rows("positions")) == 3
    decision = get(portfolio, found.text("decision") or "")
    assert decision.text("body") == "lsp-group"
    assert len(decision.rows("agreement")) == 3

"""Solihull's own register: nothing of the published arrangements is missing, nothing is wrong.

`refs.txt` lists the reference of every statement in the published texts, one a line.
"""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from datetime import date
from functools import cache

import pytest

from sscp.cli.main import main
from sscp.governance.meetings import is_held
from sscp.load.loader import LoadResult, load
from sscp.load.source import FolderSource
from sscp.model.audience import audience_of
from sscp.model.finding import Severity
from sscp.model.kind import Audience
from sscp.model.kinds.catalogue import KINDS
from sscp.model.kinds.meetings import ACTION_SOURCES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.render.templates import render_markdown
from sscp.rules.runner import CheckResult, run_rules
from sscp.timing.actions import time_actions
from sscp.timing.states import State
from sscp.views.minutes import view_minutes
from tests.conftest import CHECKOUT

INVENTED = (
    "meeting decision action issue escalation plan priority report publication notice"
    " change-proposal waiver information-request incident-notification referral review"
    " agency-return recommendation learning-message dissemination assurance-return s11-cycle"
    " s11-return audit audit-return scrutiny contract indicator data-return survey feedback"
    " consultation complaint engagement training-needs-analysis trainer course evaluation"
    " budget contribution"
).split()
"""Kinds for the business of the year: every record of them is an invented example."""
FACTS = (
    "partnership partner agency-category agency post group delegation matter relationship"
    " clause discrepancy document context-statistic"
).split()
"""Kinds for what the published texts state: no record of them is invented."""
WITH_THE_PROGRAM = {"clock"}
"""Kinds whose records ship with the program; a register holds only its own additions."""


@cache
def register() -> LoadResult:
    return load(FolderSource(str(CHECKOUT / "records")))


@pytest.fixture
def portfolio() -> Portfolio:
    """Solihull's register."""
    return register().portfolio


@cache
def checked() -> CheckResult:
    settings = register().portfolio.settings
    as_of = settings.date("as_of") if settings else None
    assert as_of is not None
    return run_rules(register().portfolio, register().problems, as_of)


def errors() -> list[str]:
    return [
        f"{finding.location.path}:{finding.location.line} {finding.code} {finding.message}"
        for finding in checked().findings
        if finding.severity is Severity.ERROR
    ]


def published_refs() -> list[str]:
    return (CHECKOUT / "tests" / "refs.txt").read_text(encoding="utf-8").split()


def test_the_register_has_no_error() -> None:
    assert errors() == []
    assert checked().not_checked == ()


def test_the_register_is_rich_enough_to_learn_from(portfolio: Portfolio) -> None:
    assert len(portfolio.records) >= 700


def test_the_list_of_published_statements_is_whole() -> None:
    refs = published_refs()
    assert len(refs) == 340
    assert len(set(refs)) == 340


def test_every_published_statement_has_exactly_one_clause(portfolio: Portfolio) -> None:
    found = Counter(clause.text("ref") for clause in portfolio.of_kind("clause"))
    assert found == Counter(published_refs())


@pytest.mark.parametrize(
    ("kinds", "number"),
    [
        (["partnership", "group"], 41),
        (["post"], 31),
        (["partner", "agency"], 32),
        (["document"], 54),
        (["discrepancy"], 54),
    ],
)
def test_every_body_post_agency_document_and_discrepancy_is_there(
    kinds: list[str], number: int, portfolio: Portfolio
) -> None:
    assert sum(len(portfolio.of_kind(kind)) for kind in kinds) == number


def test_every_reserved_matter_and_every_accountability_is_there(portfolio: Portfolio) -> None:
    forms = Counter(matter.text("form") for matter in portfolio.of_kind("matter"))
    assert (forms["reserved"], forms["accountability"]) == (11, 10)


def test_every_discrepancy_says_how_it_is_read(portfolio: Portfolio) -> None:
    assert [one.id for one in portfolio.of_kind("discrepancy") if not one.has("reading")] == []
    assert {f"d{number:02}" for number in range(1, 55)} == {
        one.id for one in portfolio.of_kind("discrepancy")
    }


def test_every_kind_has_something_to_show(portfolio: Portfolio) -> None:
    empty = {kind.name for kind in KINDS if not portfolio.of_kind(kind.name)}
    assert empty <= WITH_THE_PROGRAM


@pytest.mark.parametrize("kind", INVENTED)
def test_every_invented_record_is_marked(kind: str, portfolio: Portfolio) -> None:
    assert [one.id for one in portfolio.of_kind(kind) if not one.is_illustrative] == []


@pytest.mark.parametrize("kind", FACTS)
def test_no_fact_is_marked_as_invented(kind: str, portfolio: Portfolio) -> None:
    assert [one.id for one in portfolio.of_kind(kind) if one.is_illustrative] == []


def test_the_register_says_that_it_holds_invented_records(portfolio: Portfolio) -> None:
    assert portfolio.is_illustrative


def test_a_person_stands_only_where_the_published_text_prints_the_name(
    portfolio: Portfolio,
) -> None:
    named = [one for one in portfolio.of_kind("appointment") if one.has("holder")]
    assert len(named) == 3
    assert not any(one.is_illustrative for one in named)
    public = [portfolio.get(one.text("post")) for one in named]
    assert all(post is not None and post.flag("public") for post in public)


def test_every_record_says_where_it_comes_from(portfolio: Portfolio) -> None:
    def is_known(source: str) -> bool:
        return portfolio.get(source.split(maxsplit=1)[0]) is not None

    def lacks(record: Record) -> bool:
        return not record.sources or not all(map(is_known, record.sources))

    assert [record.id for record in portfolio.records if lacks(record)] == []


def test_nothing_marked_official_sensitive_may_be_read_by_the_public(
    portfolio: Portfolio,
) -> None:
    assert [
        record.id
        for record in portfolio.records
        if record.text("classification") == "OFFICIAL-SENSITIVE"
        and audience_of(record) is Audience.PUBLIC
    ] == []


def test_the_year_has_actions_of_every_state_and_every_source(portfolio: Portfolio) -> None:
    settings = portfolio.settings
    as_of = settings.date("as_of") if settings else None
    assert as_of is not None
    timed = time_actions(portfolio, as_of)
    assert {row.state for row in timed} >= {
        State.NOT_DUE,
        State.DUE_SOON,
        State.OVERDUE,
        State.MET,
        State.BREACHED,
        State.WITHDRAWN,
    }
    assert any(row.extensions == 2 for row in timed)
    actions = portfolio.of_kind("action")
    assert len(actions) >= 80
    assert {action.text("raised_by") for action in actions} == {
        choice.value for choice in ACTION_SOURCES
    }
    assert any(action.has("escalations") for action in actions)


def test_every_agency_marked_for_a_section_11_return_stands_in_the_round(
    portfolio: Portfolio,
) -> None:
    marked = {one.id for one in portfolio.of_kind("agency") if one.flag("section_11")}
    partners = {one.id for one in portfolio.of_kind("partner")}
    cycle = portfolio.get("S11-2023")
    assert cycle is not None
    assert set(cycle.texts("agencies")) == marked | partners
    returns = {
        one.text("agency"): one
        for one in portfolio.of_kind("s11-return")
        if one.text("cycle") == cycle.id
    }
    assert set(returns) == marked | partners
    due = cycle.date("returns_due")
    came = Counter(_arrival(one.date("received_on"), due) for one in returns.values())
    assert came == {"in time": 18, "late": 6, "missing": 1}
    weak = {
        agency
        for agency, one in returns.items()
        for row in one.rows("ratings")
        if row.text("rating") in ("partly-met", "not-met") and row.has("actions")
    }
    assert len(weak) == 7


def _arrival(came: date | None, due: date | None) -> str:
    assert due is not None
    return "missing" if came is None else "late" if came > due else "in time"


@pytest.mark.parametrize("command", ["status", "overdue", "validate"])
def test_the_screens_of_the_register_fit_80_columns(command: str) -> None:

    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(io.StringIO()):
        assert main(["-C", str(CHECKOUT / "records"), command]) == 0
    wide = [line for line in shown.getvalue().splitlines() if len(line) > 80]
    if command == "validate":
        wide = [line for line in wide if not line.startswith("records/")]
    assert wide == []


def test_every_meeting_held_can_be_minuted(portfolio: Portfolio) -> None:
    settings = portfolio.settings
    as_of = settings.date("as_of") if settings else None
    assert as_of is not None
    held = [one for one in portfolio.of_kind("meeting") if is_held(one, as_of)]
    assert len(held) >= 20
    for meeting in held:
        view = view_minutes(portfolio, meeting, as_of, portfolio)
        text = render_markdown(str(CHECKOUT / "records"), "minutes", view)
        assert text.startswith("# ")
        assert "> **Illustrative.**" in text

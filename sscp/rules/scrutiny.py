"""Family SCR: independent scrutiny and inspection, and the answers they get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.index import index_of, resolve
from sscp.governance.steps import groups_monitoring, met_since, was_tabled
from sscp.governance.terms import is_in_force, organisation_of
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit


def _done(portfolio: Portfolio, as_of: date) -> Iterator[tuple[Record, date]]:
    """Scrutiny up to a day, each with its day."""
    for scrutiny in portfolio.of_kind("scrutiny"):
        day = scrutiny.date("on")
        if day is not None and day <= as_of:
            yield scrutiny, day


def _check_tabled(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Findings of scrutiny that the monitoring group has let pass."""
    groups = groups_monitoring(portfolio, "audit-multi-agency", as_of)
    for scrutiny, day in _done(portfolio, as_of):
        if not scrutiny.has("findings"):
            continue
        passed = met_since(portfolio, groups, day, as_of)
        if passed is None or was_tabled(portfolio, scrutiny.texts("tabled_at"), groups, as_of):
            continue
        yield hit(
            scrutiny,
            "tabled_at" if scrutiny.has("tabled_at") else "findings",
            f'"{scrutiny.title}" is of {write_date(day)}, and {passed.title} passed without it.',
        )


def _check_recommendations(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Recommendations to the lead partners that one of their meetings let pass."""
    lead = {
        group.id
        for group in portfolio.of_kind("group")
        if group.id and group.text("function") == "lead-partners"
    }
    for recommendation in portfolio.of_kind("recommendation"):
        made, answered = recommendation.date("made_on"), recommendation.date("responded_on")
        to = {resolve(portfolio, each) for each in recommendation.texts("to")}
        own = [each for each in to if each in lead and each is not None]
        if recommendation.text("made_by") != "scrutiny" or made is None or not own:
            continue
        if made > as_of or (answered is not None and answered <= as_of):
            continue
        passed = met_since(portfolio, own, made, as_of)
        if passed and not was_tabled(portfolio, recommendation.texts("tabled_at"), own, as_of):
            yield hit(
                recommendation,
                "made_on",
                f'"{recommendation.title}" was put to the lead partners on {write_date(made)}, and'
                f" {passed.title} passed without it.",
            )


def _check_escalated(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Advice that asks for a decision and was not taken to the lead partners."""
    for scrutiny, _ in _done(portfolio, as_of):
        if scrutiny.flag("needs_decision") and not scrutiny.has("escalation"):
            yield hit(
                scrutiny,
                "needs_decision",
                f'"{scrutiny.title}" asks for a decision, and no escalation takes it there.',
            )


def _check_answered(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Challenges that the body they were put to has not answered by its next meeting but one."""
    for scrutiny, day in _done(portfolio, as_of):
        answered = scrutiny.date("responded_on")
        if scrutiny.text("form") != "challenge" or (answered is not None and answered <= as_of):
            continue
        if scrutiny.has("response") and answered is None:
            continue
        bodies = [each for to in scrutiny.texts("to") if (each := resolve(portfolio, to))]
        first = met_since(portfolio, bodies, day, as_of)
        first_day = first.date("date") if first else None
        if first_day is not None and met_since(portfolio, bodies, first_day, as_of):
            yield hit(
                scrutiny,
                "question" if scrutiny.has("question") else "form",
                f'"{scrutiny.title}" was put on {write_date(day)}, and two meetings have passed'
                " without an answer.",
            )


def _check_findings(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Findings of an inspection that nothing answers."""
    for inspection in portfolio.of_kind("inspection"):
        reported = inspection.date("report_on")
        if reported is not None and reported > as_of:
            continue
        for finding in inspection.rows("findings"):
            answers = ("recommendations", "actions", "decision", "response")
            if not any(finding.has(each) for each in answers):
                yield hit(
                    finding,
                    "finding",
                    f"Nothing answers finding {finding.text('key')} of {inspection.title}.",
                )


def _check_contract(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Posts that are still filled after the last contract for them has ended."""
    by_post: dict[str | None, list[Record]] = {}
    for contract in portfolio.of_kind("contract"):
        if contract.has("post"):
            by_post.setdefault(resolve(portfolio, contract.text("post")), []).append(contract)
    for post, contracts in by_post.items():
        ended = [
            (until, each)
            for each in contracts
            if (until := each.date("until")) is not None and until <= as_of
        ]
        if not ended or any(is_in_force(each, as_of) for each in contracts):
            continue
        held = index_of(portfolio).appointments.get(post, ())
        if any(is_in_force(each, as_of) for each in held):
            until, last = max(ended, key=lambda each: each[0])
            yield hit(
                last,
                "until",
                f"{last.title} ended on {write_date(until)}, and the"
                f" {portfolio.title_of(post)} is still in post.",
            )


_OWN = frozenset(
    "partnership lead-partners delegated-partners executive main-subgroup subgroup task-and-finish"
    " team".split()
)
"""The functions of groups that scrutiny looks at, or that work for them."""


def _check_independent(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Scrutiny by those who are to be scrutinised."""
    for scrutiny, _ in _done(portfolio, as_of):
        by = portfolio.get_kind(scrutiny.text("by"), "post", "group")
        if by is None:
            continue
        partner = portfolio.get_kind(organisation_of(portfolio, by.id), "partner")
        if partner is not None:
            why = f"belongs to {partner.title}"
        elif by.kind.name == "group" and by.text("function") in _OWN:
            why = "is part of the partnership"
        else:
            continue
        yield hit(
            scrutiny,
            "by",
            f'"{scrutiny.title}" was done by {by.title}, which {why} and is not independent of it.',
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "SCR-01",
        "scrutiny-not-tabled",
        Severity.WARNING,
        "The group that watches over multi-agency work considers what scrutiny found at its next"
        " meeting.",
        "Findings that stay with those who were criticised change little.",
        "arrangements 2.1.31(f)",
        "Table it and name the meeting under `tabled_at`.",
        _check_tabled,
        limits="It is the group that `monitors` multi-agency audit actions.",
    ),
    Rule(
        "SCR-02",
        "recommendation-not-heard",
        Severity.WARNING,
        "A recommendation of scrutiny to the lead partners is heard at their next meeting.",
        "They asked for it.",
        "arrangements 4.1.3(f)",
        "Table it, or record the answer.",
        _check_recommendations,
    ),
    Rule(
        "SCR-03",
        "decision-not-sought",
        Severity.WARNING,
        "Advice that needs a decision is taken to the lead partners.",
        "Only they can give it.",
        "arrangements A.14/2",
        "Record the escalation and name it under `escalation`.",
        _check_escalated,
    ),
    Rule(
        "SCR-04",
        "challenge-not-answered",
        Severity.WARNING,
        "A challenge is answered before two meetings have passed.",
        "A question that gets no answer is an answer.",
        "arrangements 4.1.5, 4.1.6",
        "Record the answer under `response` and `responded_on`.",
        _check_answered,
        limits="No time is set in the arrangements; two meetings of the body asked is an"
        " assumption.",
    ),
    Rule(
        "SCR-05",
        "finding-not-answered",
        Severity.WARNING,
        "Each finding of an inspection has an answer: an action, a decision, or words.",
        "Inspectors come back to it.",
        "arrangements 3.4.1",
        "Add what answers it; of a strength, say so under `response`.",
        _check_findings,
    ),
    Rule(
        "SCR-06",
        "contract-ended",
        Severity.WARNING,
        "Whoever acts under a contract has one that is in force.",
        "Advice given without a contract can be set aside.",
        "arrangements 4.1.4",
        "Record the renewal with its decision, or end the appointment.",
        _check_contract,
        limits="Asks only where the register keeps appointments to the post.",
    ),
    Rule(
        "SCR-07",
        "not-independent",
        Severity.WARNING,
        "Scrutiny is done by the scrutineer, or by somebody else from outside.",
        "Who belongs to a partner would judge the own work.",
        "arrangements 4.1.1, 4.1.5, 4.1.6",
        "Name the scrutineer's post under `by`; what the partnership found out by itself is an"
        " audit or a report.",
        _check_independent,
        limits="Sees that a post belongs to a partner, or that a group is one of the partnership's;"
        " whose post the scrutineer's is, the paragraphs say in their `proof`.",
    ),
)

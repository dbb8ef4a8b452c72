"""Family LRN: what becomes of messages and recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.steps import (
    by_link,
    event_day,
    groups_monitoring,
    met_since,
    stage_day,
    was_tabled,
)
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_FROM_REVIEWS = frozenset(("rapid-review", "practice-review", "national-review"))
_SECTOR_CHANNELS = (
    ("council-channels", "the council's channels"),
    ("sector-body", "the body that speaks for the sector"),
)


def _agreed(portfolio: Portfolio, as_of: date) -> Iterator[tuple[Record, date]]:
    """Messages agreed by a day, each with its day."""
    for message in portfolio.of_kind("learning-message"):
        agreed = message.date("agreed_on")
        if agreed is not None and agreed <= as_of:
            yield message, agreed


def _check_tabled(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Messages of reviews that the group for learning has let pass."""
    groups = groups_monitoring(portfolio, "learning", as_of)
    for message, agreed in _agreed(portfolio, as_of):
        if message.text("comes_from") not in _FROM_REVIEWS:
            continue
        passed = met_since(portfolio, groups, agreed, as_of)
        if passed is None or was_tabled(portfolio, message.texts("tabled_at"), groups, as_of):
            continue
        yield hit(
            message,
            "tabled_at",
            f'"{message.title}" was agreed on {write_date(agreed)}, and {passed.title} passed'
            " without considering it.",
        )


def _check_plan(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Messages that nobody has planned to spread by the next meeting of the group for learning."""
    groups = groups_monitoring(portfolio, "learning", as_of)
    plans = by_link(portfolio, "dissemination", "of")
    for message, agreed in _agreed(portfolio, as_of):
        planned = [plan.date("planned_on") for plan in plans.get(message.id or "", ())]
        if any(day is None or day <= as_of for day in planned):
            continue
        if not groups or met_since(portfolio, groups, agreed, as_of) is not None:
            yield hit(
                message,
                "agreed_on",
                f'"{message.title}" was agreed on {write_date(agreed)}, and there is no plan to'
                " spread it.",
            )


def _check_channels(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Messages for voluntary groups that go one way only."""
    plans = by_link(portfolio, "dissemination", "of")
    for message in portfolio.of_kind("learning-message"):
        own = plans.get(message.id or "", ())
        if not message.flag("for_voluntary_sector") or not own:
            continue
        used = {line.text("channel") for plan in own for line in plan.rows("lines")}
        missing = [words for channel, words in _SECTOR_CHANNELS if channel not in used]
        if missing:
            yield hit(
                own[0],
                "lines",
                f'"{message.title}" is meant for voluntary groups too, and does not go by'
                f" {' or by '.join(missing)}.",
            )


def _check_effect(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Messages closed without a sign that they made a difference."""
    for message in portfolio.of_kind("learning-message"):
        closed = message.date("closed_on")
        if closed is not None and closed <= as_of and not message.has("effect_evidence"):
            yield hit(
                message, "closed_on", f'"{message.title}" is closed, and nothing shows its effect.'
            )


def _recommendations(review: Record) -> tuple[str, ...]:
    return tuple(
        each for finding in review.rows("findings") for each in finding.texts("recommendations")
    )


def _published(portfolio: Portfolio, as_of: date) -> Iterator[tuple[Record, date]]:
    """The local reviews that were published by a day, each with that day."""
    for review in portfolio.of_kind("review"):
        published = event_day(review, "published", as_of)
        if published is not None and review.text("form") == "practice-review":
            yield review, published


def _check_audit(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Published reviews with recommendations that no audit of implementation looks at."""
    audits = by_link(portfolio, "audit", "implements_review")
    groups = groups_monitoring(portfolio, "audit-multi-agency", as_of)
    for review, published in _published(portfolio, as_of):
        if not _recommendations(review) or audits.get(review.id or ""):
            continue
        if not groups or met_since(portfolio, groups, published, as_of) is not None:
            yield hit(
                review,
                "findings",
                f"{review.title} was published on {write_date(published)}, and no audit is planned"
                " of how its recommendations are carried out.",
            )


def _check_results(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Finished audits of implementation that leave a recommendation without a result."""
    for audit in portfolio.of_kind("audit"):
        review = portfolio.get_kind(audit.text("implements_review"), "review")
        if review is None or stage_day(audit, "approved", as_of) is None:
            continue
        for each in _recommendations(review):
            recommendation = portfolio.get_kind(each, "recommendation")
            if recommendation is not None and not recommendation.has("implementation"):
                yield hit(
                    recommendation,
                    "recommendation",
                    f"{audit.title} is finished, and it is not said how far this was carried out.",
                )


def _check_answers(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Recommendations refused, wholly or in part, without the reasons."""
    for recommendation in portfolio.of_kind("recommendation"):
        answered = recommendation.date("responded_on")
        if recommendation.text("response") not in ("accepted-in-part", "not-accepted"):
            continue
        if recommendation.has("response_reasons") or (answered is not None and answered > as_of):
            continue
        yield hit(
            recommendation,
            "response",
            f'"{recommendation.title}" is not accepted as it stands, and it is not said why.',
        )


def _check_actions(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Accepted recommendations of reviews that nobody carries out."""
    actions = by_link(portfolio, "action", "recommendations")
    for recommendation in portfolio.of_kind("recommendation"):
        answered, closed = recommendation.date("responded_on"), recommendation.date("closed_on")
        if recommendation.text("made_by") not in ("rapid-review", "practice-review"):
            continue
        if recommendation.text("response") not in ("accepted", "accepted-in-part"):
            continue
        if answered is None or answered > as_of or (closed is not None and closed <= as_of):
            continue
        if not actions.get(recommendation.id or ""):
            yield hit(
                recommendation,
                "response",
                f'"{recommendation.title}" was accepted on {write_date(answered)}, and no action'
                " carries it out.",
            )


def _check_unanswered(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Recommendations of published reviews that nobody has answered."""
    made = by_link(portfolio, "recommendation", "from_record")
    watching = groups_monitoring(portfolio, "review", as_of)
    for review, published in _published(portfolio, as_of):
        for recommendation in made.get(review.id or "", ()):
            asked = filter(None, (_group(portfolio, each) for each in recommendation.texts("to")))
            groups = (*watching, *asked)
            if groups and met_since(portfolio, groups, published, as_of) is None:
                continue
            if not _is_answered(recommendation, as_of):
                yield hit(
                    recommendation,
                    "response",
                    f'"{recommendation.title}" was published on {write_date(published)}, and'
                    " nobody has said whether it is accepted.",
                )


def _group(portfolio: Portfolio, identity: str) -> str | None:
    record = portfolio.get_kind(identity, "group")
    return record.id if record is not None else None


def _is_answered(recommendation: Record, as_of: date) -> bool:
    """True for one that was answered, or closed, by a day."""
    answered, closed = recommendation.date("responded_on"), recommendation.date("closed_on")
    if closed is not None and closed <= as_of:
        return True
    return recommendation.has("response") and (answered is None or answered <= as_of)


def _check_needs(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """The newest analysis of training needs without a decision or a way to tell the effect."""
    done = [
        (day, each.id or "", each)
        for each in portfolio.of_kind("training-needs-analysis")
        if (day := each.date("completed_on")) is not None and day <= as_of
    ]
    if not done:
        return
    newest = max(done, key=lambda row: row[:2])[2]
    lacking = [
        words
        for field, words in (
            ("decision", "decision on it"),
            ("evaluation_method", "way to tell what training changes"),
        )
        if not newest.has(field)
    ]
    if lacking:
        yield hit(newest, "completed_on", f"{newest.title} has no {' and no '.join(lacking)}.")


def _check_spread_by(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Plans to spread a message that was agreed only after something of it was sent."""
    for plan in portfolio.of_kind("dissemination"):
        sent = [day for line in plan.rows("lines") if (day := line.date("sent_on")) is not None]
        for each in plan.texts("of"):
            message = portfolio.get_kind(resolve(portfolio, each), "learning-message")
            agreed = message.date("agreed_on") if message else None
            if agreed is not None and sent and min(sent) < agreed:
                yield hit(
                    plan,
                    "lines",
                    f"Something was sent on {write_date(min(sent))}, before the message was agreed"
                    f" on {write_date(agreed)}.",
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "LRN-01",
        "message-not-tabled",
        Severity.WARNING,
        "The group for learning considers each message of a review at its next meeting.",
        "What it does not consider, it does not spread.",
        "arrangements 6.2.5(c), 6.2.9",
        "Table the message and name the meeting under `tabled_at`.",
        _check_tabled,
        limits="The group for learning is the one that `monitors` learning.",
    ),
    Rule(
        "LRN-02",
        "no-plan-to-spread",
        Severity.WARNING,
        "An agreed message has a plan to spread it.",
        "A message without a plan reaches those who were in the room.",
        "arrangements 8.4.1/2",
        "Add a dissemination that names the message under `of`.",
        _check_plan,
        limits="Asks from the next meeting of the group for learning; at once where there is none.",
    ),
    Rule(
        "LRN-03",
        "one-way-to-voluntary-groups",
        Severity.WARNING,
        "A message for voluntary groups goes by the council's channels and by the sector's own"
        " body.",
        "Groups that nobody commissions are on neither list alone.",
        "arrangements 2.5.2",
        "Add a line for the channel that is missing.",
        _check_channels,
    ),
    Rule(
        "LRN-04",
        "closed-without-effect",
        Severity.WARNING,
        "A message is closed once something shows its effect.",
        "To have sent it is not to have been heard.",
        "arrangements 8.5.1",
        "Add `effect_evidence`, or open the message again.",
        _check_effect,
    ),
    Rule(
        "LRN-05",
        "no-audit-of-implementation",
        Severity.WARNING,
        "An audit looks at how the recommendations of a published review are carried out.",
        "Recommendations that nobody checks are forgotten.",
        "arrangements 6.2.10",
        "Plan an audit, method implementation, that names the review.",
        _check_audit,
        limits="Asks from the next meeting of the group that `monitors` joint actions from audits.",
    ),
    Rule(
        "LRN-06",
        "result-not-stated",
        Severity.WARNING,
        "A finished audit of implementation says of each recommendation how far it got.",
        "Otherwise nobody can tell what is left to do.",
        "arrangements 6.2.10",
        "Add `implementation` to the recommendation.",
        _check_results,
    ),
    Rule(
        "LRN-07",
        "refused-without-reasons",
        Severity.ERROR,
        "Who does not accept a recommendation, or only part of it, gives reasons.",
        "It will be asked for.",
        "arrangements 4.1.3(f), 6.2.5",
        "Add `response_reasons`.",
        _check_answers,
    ),
    Rule(
        "LRN-08",
        "recommendation-without-action",
        Severity.WARNING,
        "An accepted recommendation of a review has an action.",
        "To accept and not to act is to refuse without saying so.",
        "arrangements 6.2.5(b), 6.2.5(h)",
        "Raise an action that names it under `recommendations`, or close it with the reason.",
        _check_actions,
    ),
    Rule(
        "LRN-09",
        "training-needs-undecided",
        Severity.WARNING,
        "The newest analysis of training needs has a decision and a way to tell the effect.",
        "A programme is built on it.",
        "arrangements 8.2.1",
        "Add `decision` and `evaluation_method`.",
        _check_needs,
    ),
    Rule(
        "LRN-10",
        "spread-before-agreed",
        Severity.ERROR,
        "A message is agreed before it is sent out.",
        "One of the two dates is wrong, or something went out that nobody had agreed.",
        "arrangements 6.2.9, 8.4.1",
        "Correct the dates.",
        _check_spread_by,
    ),
    Rule(
        "LRN-13",
        "recommendation-unanswered",
        Severity.WARNING,
        "Whoever a published review makes a recommendation to says whether it is accepted.",
        "The public can read what was recommended; what became of it is asked for next.",
        "arrangements 6.2.5(h), 6.2.10",
        "Add `response` and `responded_on`, with reasons where it is not accepted as it stands.",
        _check_unanswered,
        limits="Time is given until the group that watches over reviews, or one that was asked, has"
        " met after the publication.",
    ),
)

"""Reviews: a rapid review opened from a notification, a local review from a rapid one's decision.

Their events, from opening to publication, are the table in `review_steps`.
"""

from __future__ import annotations

from datetime import date

from sscp.errors import UsageError
from sscp.governance.steps import by_link, event_day, groups_monitoring
from sscp.model.dates import write_date
from sscp.model.kind import Shape
from sscp.model.kinds.reviews import REVIEW
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.cases import edition_of
from sscp.work.lifecycle import Cycle, event_verb, told_next
from sscp.work.limits import Limit, by_today, last_of, limit, since
from sscp.work.offers import HELD, newest
from sscp.work.origin import SENSITIVE, filled, marks_of, sources
from sscp.work.review_steps import STEPS
from sscp.work.verb import Answers, Question, Verb, ask_field, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import NewRecord

LIFE = Cycle(
    REVIEW,
    "review",
    "event",
    "Record the next event of a review. Only what can come next is offered.",
    "The review: its id, or words from it.",
    STEPS,
)


def _open(desk: Desk, answers: Answers) -> Change:
    origin = answers.record("from_")
    on = answers.day_or_today("on")
    is_rapid = origin.kind.name == "incident-notification"
    if not is_rapid:
        _require_local_review(desk.portfolio, origin)
    prefix, title, event = (
        ("RR", "Rapid review", "opened")
        if is_rapid
        else ("LCSPR", "Local child safeguarding practice review", "initiated")
    )
    identity = desk.new_id(REVIEW, on.year, prefix)
    title = f"{title} {identity.removeprefix(f'{prefix}-')}"
    row = filled(
        {
            "event": event,
            "on": on,
            "meeting": answers.text("meeting"),
            "note": answers.text("note"),
        }
    )
    values = {
        "id": identity,
        "title": title,
        "form": "rapid-review" if is_rapid else "practice-review",
        "notification": origin.id if is_rapid else origin.text("notification"),
        "follows": "" if is_rapid else origin.id,
        "panel": answers.text("panel"),
        "framework": answers.text("framework"),
        "guidance": edition_of(desk.portfolio, origin, on),
        "events": [row],
        "source": sources(origin.id, answers.text("decision")),
        "classification": SENSITIVE,
        **marks_of(desk.portfolio, origin),
    }
    return Change(
        f"{identity} opened on {write_date(on)}, following {origin.id}",
        (NewRecord(REVIEW, filled(values)),),
        "review open",
        (),
        tuple(filter(None, (answers.text("note"),))),
    )


def _require_local_review(portfolio: Portfolio, rapid: Record) -> None:
    """Refuse a local review that nobody decided on.

    Raises:
        UsageError: the review named is no rapid review, or did not end with that decision.
    """
    if rapid.text("form") != "rapid-review":
        raise UsageError(f"{rapid.id} is no rapid review; a local review follows a rapid one.")
    outcome = rapid.part("outcome")
    if outcome is None or event_day(rapid, "signed-off") is None:
        raise UsageError(
            f"{rapid.id} is not signed off yet; its decision is recorded with"
            f" `sscp review event {rapid.id} --event signed-off`."
        )
    if outcome.text("decision") not in ("local-review", "national-review"):
        raise UsageError(
            f"{rapid.id} ended without a local review ({outcome.text('decision')});"
            " one follows only where that was decided."
        )


def _can_open(portfolio: Portfolio, origin: Record) -> bool:
    """True for a notification, or a rapid review, that waits for its review to be opened."""
    if origin.kind.name == "incident-notification":
        own = by_link(portfolio, "review", "notification").get(origin.id or "", ())
        return not own and origin.text("criteria_met") != "no"
    outcome = origin.part("outcome")
    return (
        outcome is not None
        and outcome.text("decision") == "local-review"
        and not by_link(portfolio, "review", "follows").get(origin.id or "", ())
    )


def _panel(answers: Answers) -> str:
    """The panel of the rapid review before it, else the group that watches over reviews."""
    origin = answers.found("from_")
    if origin is not None and origin.kind.name == "review":
        return origin.words("panel")
    groups = groups_monitoring(answers.portfolio, "review", answers.day_or_today("on"))
    return groups[0] if groups else ""


def _framework(answers: Answers) -> str:
    """The framework of the review before it, else that of the newest review."""
    origin = answers.found("from_")
    if origin is not None and origin.has("framework"):
        return origin.words("framework")
    newest_one: tuple[date, str] = (date.min, "")
    for review in answers.portfolio.of_kind("review"):
        begun = event_day(review, "opened") or event_day(review, "initiated")
        if begun is not None and review.has("framework"):
            newest_one = max(newest_one, (begun, review.words("framework")))
    return newest_one[1]


def _opened(answers: Answers, written: Written) -> tuple[str, ...]:
    review = answers.portfolio.by_id[written.records[0]]
    return (
        told_next(LIFE, answers.portfolio, review),
        f"Record it with `sscp review event {review.id}`.",
    )


def _since_decided(answers: Answers) -> Limit | None:
    """A review is opened after what it follows; a local one, after the rapid one decided on it."""
    origin = answers.found("from_")
    signed = event_day(origin, "signed-off") if origin is not None else None
    words = f"{origin.id} was signed off" if origin is not None else ""
    return last_of(since("from_", "decision")(answers), limit(signed, words))


def _is_from_review(answers: Answers) -> bool:
    origin = answers.found("from_")
    return origin is not None and origin.kind.name == "review"


VERBS = (
    Verb(
        "review",
        "open",
        "Open a rapid review or a local one. From a notification, or from the decision of a"
        " rapid review.",
        (
            Question(
                "from_",
                "What it follows: the notification, or the rapid review that decided on it.",
                Shape.LINK,
                required=True,
                links=("incident-notification", "review"),
                is_subject=True,
                offered=newest("incident-notification", "review", where=_can_open),
            ),
            Question(
                "on",
                "The day it was opened or decided on; its time runs from there.",
                Shape.DATE,
                default=today,
                earliest=_since_decided,
                latest=by_today,
            ),
            ask_field(REVIEW, "panel", default=_panel),
            ask_field(REVIEW, "framework", required=True, default=_framework),
            ask_field(REVIEW, "events.meeting", **HELD),
            ask_field(
                REVIEW,
                "outcome.record",
                "decision",
                "The decision to start it.",
                offered=newest("decision"),
                when=_is_from_review,
            ),
            ask_field(REVIEW, "events.note"),
        ),
        _open,
        follow=_opened,
    ),
    event_verb(LIFE),
)

"""What agencies are asked to send in for a review, and what came."""

from __future__ import annotations

from collections.abc import Sequence

from sscp.governance.steps import by_link
from sscp.model.kinds.reviews import AGENCY_RETURN, RETURN_STATES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Ask
from sscp.work.limits import from_day
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, ask_field
from sscp.write.change import Desk
from sscp.write.edits import Edit, NewRecord, SetField

AGENCIES = Ask(
    "",
    ask_field(
        AGENCY_RETURN,
        "agency",
        "agencies",
        "The agencies asked to send in what they know.",
        many=True,
        required=False,
    ),
)
RETURNS_DUE = Ask(
    "",
    ask_field(
        AGENCY_RETURN,
        "due",
        "returns_due",
        "The day by which it is asked for.",
        earliest=from_day("on", "the day it is asked for"),
        when=lambda answers: answers.has("agencies"),
    ),
)


def _awaited(portfolio: Portfolio, review: Record) -> tuple[Record, ...]:
    """The returns of a review that were asked for and have not come."""
    own = by_link(portfolio, "agency-return", "review").get(review.id or "", ())
    return tuple(each for each in own if each.text("status") == "asked")


def is_awaited(portfolio: Portfolio, review: Record) -> bool:
    """True while an agency has still to send in its return."""
    return bool(_awaited(portfolio, review))


def _offered(answers: Answers) -> Sequence[str]:
    review = answers.found("review")
    rows = _awaited(answers.portfolio, review) if review is not None else ()
    return [each.id or "" for each in rows]


RETURN_OF = (
    Ask(
        "",
        ask_field(
            AGENCY_RETURN,
            "review",
            "agency_return",
            "Which return: its id, or words from it.",
            links=("agency-return",),
            offered=_offered,
        ),
    ),
    Ask(
        "",
        ask_field(
            AGENCY_RETURN,
            "status",
            "came",
            "What came: the information, word that nothing is held, or that it is asked no more.",
            required=False,
            choices=tuple(each for each in RETURN_STATES if each.value != "asked"),
            default=lambda answers: "received",
        ),
    ),
)


def ask_agencies(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    """A return to be sent in by each agency that was named."""
    on = answers.day_or_today("on")
    return [
        NewRecord(
            AGENCY_RETURN,
            filled(
                {
                    "id": desk.new_id(AGENCY_RETURN, on.year),
                    "title": f"{review.id}: return of {desk.portfolio.title_of(agency)}",
                    "review": review.id,
                    "agency": agency,
                    "asked_on": on,
                    "due": answers.day("returns_due"),
                    "status": "asked",
                    "source": review.id,
                    **marks_of(desk.portfolio, review),
                }
            ),
        )
        for agency in answers.many("agencies")
    ]


def take_in(desk: Desk, answers: Answers, review: Record) -> Sequence[Edit]:
    """The return that came, with its day."""
    identity = answers.text("agency_return")
    came = answers.text("came")
    edits: list[Edit] = [SetField(identity, ("status",), came)]
    if came != "withdrawn":
        edits.append(SetField(identity, ("received_on",), answers.day_or_today("on")))
    return edits

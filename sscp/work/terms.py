"""What runs for a term: contracts and delegations; reviewed, ended, not renewed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sscp.model.dates import write_long_date
from sscp.model.kinds.assurance import CONTRACT
from sscp.model.kinds.bodies import DELEGATION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Cycle, Step, event_verb, put
from sscp.work.offers import newest
from sscp.work.verb import Answers

_DECISION = newest("decision")


def _until(answers: Answers, contract: Record) -> Sequence[str]:
    day = contract.date("until")
    return (f"It runs to the day before {write_long_date(day)}.",) if day else ()


def _ended_early_on(portfolio: Portfolio, contract: Record) -> date | None:
    return contract.date("ended_early_on")


def _to_follow(answers: Answers, delegation: Record) -> Sequence[str]:
    return ("Who acts from that day on: `sscp new delegation`.",)


CONTRACT_LIFE = Cycle(
    CONTRACT,
    "contract",
    "event",
    "Record what became of a contract. Reviewed, not to be renewed, ended early.",
    "The contract: its id, or words from it.",
    (
        Step(
            "reviewed",
            "Performance was reviewed",
            "reviews.on",
            asks=(
                put(CONTRACT, "reviews.outcome", "found"),
                put(CONTRACT, "reviews.decision", offered=_DECISION),
            ),
            again=True,
            until=("ended-early",),
        ),
        Step(
            "not-renewed",
            "It was decided not to renew it",
            "not_renewed_on",
            until=("ended-early",),
            then=_until,
        ),
        Step(
            "ended-early",
            "It ends before its time",
            asks=(put(CONTRACT, "ended_early_on", "from_day", required=True),),
            seen=_ended_early_on,
            beside=True,
        ),
    ),
)


def _ended_on(portfolio: Portfolio, delegation: Record) -> date | None:
    return delegation.date("until")


DELEGATION_LIFE = Cycle(
    DELEGATION,
    "delegation",
    "event",
    "Record what became of a delegation. Nominated, or ended.",
    "The delegation: its id, or words from it.",
    (
        Step("nominated", "The nomination was signed", "nominated_on", until=("ended",)),
        Step(
            "ended",
            "It ends",
            told="Its end is set",
            asks=(
                put(DELEGATION, "until", "from_day", required=True),
                put(DELEGATION, "decision", offered=_DECISION),
            ),
            seen=_ended_on,
            then=_to_follow,
        ),
    ),
)

VERBS = (event_verb(CONTRACT_LIFE), event_verb(DELEGATION_LIFE))

"""All verbs of the work, in the order in which help lists them."""

from __future__ import annotations

from sscp.work import (
    actions,
    agenda,
    approving,
    attestations,
    audits,
    decisions,
    escalations,
    incidents,
    papers,
    publications,
    raising,
    reports,
    rescheduling,
    reviews,
    scheduling,
    section_eleven,
)
from sscp.work.verb import Verb

VERBS: tuple[Verb, ...] = (
    *raising.VERBS,
    *actions.VERBS,
    *scheduling.VERBS,
    *rescheduling.VERBS,
    *papers.VERBS,
    *agenda.VERBS,
    *approving.VERBS,
    *incidents.VERBS,
    *reviews.VERBS,
    *decisions.VERBS,
    *escalations.VERBS,
    *audits.VERBS,
    *section_eleven.VERBS,
    *attestations.VERBS,
    *reports.VERBS,
    *publications.VERBS,
)


def find_verb(command: str) -> Verb | None:
    """The verb that these words call, such as `action extend`; None when there is none."""
    return next((verb for verb in VERBS if verb.command == command), None)

"""All verbs of the work, in the order in which help lists them."""

from __future__ import annotations

from sscp.work import (
    actions,
    agenda,
    approving,
    attestations,
    audits,
    decisions,
    documents,
    escalations,
    findings,
    handover,
    incidents,
    learning,
    papers,
    plans,
    publications,
    raising,
    recommendations,
    report_sections,
    reports,
    rescheduling,
    reviews,
    scheduling,
    scrutiny,
    section_eleven,
    terms,
    training,
)
from sscp.work.verb import Verb

VERBS: tuple[Verb, ...] = (
    *raising.VERBS,
    *actions.VERBS,
    *handover.VERBS,
    *scheduling.VERBS,
    *rescheduling.VERBS,
    *papers.VERBS,
    *agenda.VERBS,
    *approving.VERBS,
    *incidents.VERBS,
    *reviews.VERBS,
    *findings.VERBS,
    *recommendations.VERBS,
    *learning.VERBS,
    *decisions.VERBS,
    *escalations.VERBS,
    *audits.VERBS,
    *section_eleven.VERBS,
    *attestations.VERBS,
    *report_sections.VERBS,
    *reports.VERBS,
    *publications.VERBS,
    *scrutiny.VERBS,
    *plans.VERBS,
    *documents.VERBS,
    *terms.VERBS,
    *training.VERBS,
)


def find_verb(command: str) -> Verb | None:
    """The verb that these words call, such as `action extend`; None when there is none."""
    return next((verb for verb in VERBS if verb.command == command), None)

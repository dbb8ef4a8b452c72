"""Controlled documents: a new version, a review, signatures, the end; and proposed changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sscp.model.dates import write_long_date
from sscp.model.kinds.documents import CHANGE_PROPOSAL, DOCUMENT
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Ask, Cycle, Step, event_verb, put
from sscp.work.offers import newest
from sscp.work.verb import Answers
from sscp.write.change import Desk
from sscp.write.edits import Edit, SetField

_DECISION = newest("decision")
_REVIEW = (
    put(DOCUMENT, "reviews.by"),
    put(DOCUMENT, "reviews.decision", offered=_DECISION),
    put(DOCUMENT, "reviews.note"),
)


def _in_force(desk: Desk, answers: Answers, document: Record) -> Sequence[Edit]:
    """The version is the one in force, and what the cover says follows it."""
    identity, on = document.id or "", answers.day_or_today("on")
    number = answers.text("version_number")
    edits = [
        SetField(identity, ("current_version",), number),
        SetField(identity, ("dated",), on),
    ]
    if document.has("cover_version"):
        edits.append(SetField(identity, ("cover_version",), number))
    if document.has("cover_date"):
        edits.append(SetField(identity, ("cover_date",), on))
    if document.text("status") in ("draft", "expected"):
        edits.append(SetField(identity, ("status",), "current"))
    return edits


def _to_publish(answers: Answers, document: Record) -> Sequence[str]:
    return (f"When it is out: `sscp publication record {document.id}`.",)


def _put_off(answers: Answers, document: Record) -> Sequence[str]:
    day = answers.day("deferred_to")
    return (f"It is looked at again by {write_long_date(day)}.",) if day else ()


def _is_held(portfolio: Portfolio, document: Record) -> bool:
    return document.text("status") not in ("superseded", "external")


def _review(name: str, label: str, *asks: Ask, **other: Any) -> Step:
    """A way in which a review ended that left the version in force."""
    return Step(
        name,
        label,
        "reviews.on",
        (("reviews.outcome", name),),
        asks=(*asks, *_REVIEW),
        again=True,
        where=_is_held,
        **other,
    )


DOCUMENT_LIFE = Cycle(
    DOCUMENT,
    "document",
    "event",
    "Record what became of a document. A new version, a review of it, a signature, its end.",
    "The document: its id, or words from it.",
    (
        Step(
            "versioned",
            "A new version is in force",
            "versions.date",
            asks=(
                put(DOCUMENT, "versions.version", "version_number", "The number of the version."),
                put(DOCUMENT, "versions.changes"),
                put(DOCUMENT, "versions.decision", offered=_DECISION),
                put(DOCUMENT, "versions.author"),
                put(DOCUMENT, "versions.answers"),
            ),
            again=True,
            where=_is_held,
            also=_in_force,
            then=_to_publish,
        ),
        _review("no-change", "It was reviewed, and nothing changes"),
        _review(
            "deferred",
            "Its review was put off",
            put(DOCUMENT, "reviews.deferred_to", required=True),
            then=_put_off,
        ),
        Step(
            "signed",
            "It was signed",
            "sign_offs.on",
            asks=(
                put(DOCUMENT, "sign_offs.post", "signed_by"),
                put(
                    DOCUMENT,
                    "sign_offs.version",
                    "version_number",
                    "The number of the version.",
                    required=True,
                ),
            ),
            again=True,
            beside=True,
            where=_is_held,
        ),
        Step(
            "superseded",
            "Another text took its place, or it was given up",
            "superseded_on",
            (("status", "superseded"),),
            beside=True,
        ),
    ),
)


def _told_touched(answers: Answers, proposal: Record) -> Sequence[str]:
    touched = [answers.portfolio.title_of(each) for each in proposal.texts("touches")]
    return (f"What it changes is still to be changed: {', '.join(touched)}.",) if touched else ()


PROPOSAL_LIFE = Cycle(
    CHANGE_PROPOSAL,
    "proposal",
    "event",
    "Record what became of a proposed change. Decided on, in effect, or taken back.",
    "The proposed change: its id, or words from it.",
    (
        Step(
            "decided",
            "It was decided on",
            asks=(put(CHANGE_PROPOSAL, "decision", required=True, offered=_DECISION),),
            where=lambda portfolio, record: not record.has("decision"),
            until=("withdrawn",),
        ),
        Step(
            "in-effect",
            "The day it takes effect is known",
            asks=(
                put(CHANGE_PROPOSAL, "effective_on", "from_day", required=True),
                put(CHANGE_PROPOSAL, "matters"),
            ),
            where=lambda portfolio, record: not record.has("effective_on"),
            until=("withdrawn",),
            then=_told_touched,
        ),
        Step(
            "withdrawn",
            "It was taken back",
            "withdrawn_on",
            asks=(put(CHANGE_PROPOSAL, "withdrawn_because", "reason", required=True),),
            beside=True,
        ),
    ),
)

VERBS = (event_verb(DOCUMENT_LIFE), event_verb(PROPOSAL_LIFE))

"""Joint training: what is needed, and what those who came say of a course."""

from __future__ import annotations

from collections.abc import Sequence

from sscp.model.kinds.measures import COURSE, EVALUATION, TRAINING_NEEDS_ANALYSIS
from sscp.model.record import Record
from sscp.work.lifecycle import Cycle, Step, event_verb, put
from sscp.work.offers import held_meetings, newest
from sscp.work.verb import Answers

_KIND = TRAINING_NEEDS_ANALYSIS


def _to_decide(answers: Answers, analysis: Record) -> Sequence[str]:
    if analysis.has("decision"):
        return ()
    return ("A decision on it is to follow, with a way to tell what training changes.",)


NEEDS_LIFE = Cycle(
    _KIND,
    "training",
    "event",
    "Record what became of an analysis of training needs. Done, or decided on.",
    "The analysis: its id, or words from it.",
    (
        Step(
            "completed",
            "It was done",
            "completed_on",
            asks=(put(_KIND, "findings", required=True),),
            then=_to_decide,
        ),
        Step(
            "decided",
            "It was decided on",
            asks=(
                put(_KIND, "decision", required=True, offered=newest("decision")),
                put(_KIND, "evaluation_method", required=True),
                put(_KIND, "interval"),
            ),
            after=("completed",),
            where=lambda portfolio, record: not record.has("decision"),
        ),
    ),
)

COURSE_LIFE = Cycle(
    COURSE,
    "training",
    "course",
    "Record that a course was held, or called off.",
    "The course: its id, or words from it.",
    tuple(
        Step(
            choice.value,
            choice.label,
            marks=(("status", choice.value),),
            where=lambda portfolio, record: record.text("status") == "planned",
        )
        for choice in put(COURSE, "status").question.choices
        if choice.value != "planned"
    ),
    choice="status",
    question="Whether it was held.",
)

EVALUATION_LIFE = Cycle(
    EVALUATION,
    "training",
    "evaluation",
    "Record what became of an evaluation. Looked at by a meeting, or its effect in practice.",
    "The evaluation: its id, or words from it.",
    (
        Step(
            "tabled",
            "A meeting looked at it",
            asks=(put(EVALUATION, "tabled_at", "meeting", required=True, offered=held_meetings),),
            where=lambda portfolio, record: not record.has("tabled_at"),
        ),
        Step(
            "effect-shown",
            "What changed in practice is known",
            asks=(put(EVALUATION, "effect", required=True),),
            where=lambda portfolio, record: not record.has("effect"),
        ),
    ),
)

VERBS = (event_verb(NEEDS_LIFE), event_verb(COURSE_LIFE), event_verb(EVALUATION_LIFE))

"""A finding of a review, an audit or an inspection, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable

from sscp.errors import UsageError
from sscp.model.kind import Shape
from sscp.model.kinds.assurance import AUDIT
from sscp.model.kinds.reviews import REVIEW
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import an
from sscp.work.offers import newest
from sscp.work.origin import filled
from sscp.work.verb import Answers, Question, Verb, ask_field
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, fields_at

HOLDERS = ("review", "audit", "inspection")
_ENDS = ("withdrawn", "published", "not-published", "closed", "cancelled")


def next_key(answers: Answers) -> str:
    """The key after the last one of a record's findings: F3 after two of them."""
    record = answers.found("record")
    return f"F{len(record.rows('findings')) + 1}" if record is not None else ""


def _new_key(answers: Answers, value: object) -> None:
    record = answers.found("record")
    if record is not None and any(row.text("key") == value for row in record.rows("findings")):
        raise UsageError(
            f"{record.id} has a finding {value} already; `sscp edit {record.id}` changes it."
        )


def _add(desk: Desk, answers: Answers) -> Change:
    record = answers.record("record")
    if not _is_open(desk.portfolio, record):
        raise UsageError(f"The work of {record.id} is over, and its findings stand.")
    key = answers.text("key")
    _new_key(answers, key)
    row = filled({name: value for name, value in answers.given.items() if name != "record"})
    known = {field.name for field in fields_at(record.kind, ("findings",))}
    for name in row:
        if name not in known:
            option = "--" + name.replace("_", "-")
            raise UsageError(f"{option} is not asked of a finding of {an(record.kind.name)}.")
    return Change(
        f"{record.id}: finding {key} noted",
        (AddRow(record.id or "", ("findings",), row),),
        "finding add",
        details=(answers.text("finding"),),
    )


def leads_nowhere(portfolio: Portfolio, record: Record) -> tuple[str, ...]:
    """The keys of the findings of a review or an inspection that lead to nothing yet."""
    answered = ("recommendations", "actions", "no_action_because", "decision", "response")
    return tuple(
        row.words("key")
        for row in record.rows("findings")
        if not any(row.has(name) for name in answered)
    )


def _next(answers: Answers, written: Written) -> tuple[str, ...]:
    record = answers.record("record")
    if record.kind.name == "audit":
        return (f"What is to be done about it: `sscp action add --raised-at {record.id}`.",)
    keys = leads_nowhere(answers.portfolio, record)
    if not keys:
        return ()
    command = f"`sscp recommendation add {record.id}`"
    return (f"Still without a recommendation: {', '.join(keys)}. {command} makes one.",)


def _is(*kinds: str) -> Callable[[Answers], bool]:
    def asked(answers: Answers) -> bool:
        record = answers.found("record")
        return record is not None and record.kind.name in kinds

    return asked


def _is_open(portfolio: Portfolio, record: Record) -> bool:
    """True for a record whose work is not over."""
    events = (row.text("event") for row in record.rows("events"))
    stages = (row.text("stage") for row in record.rows("stages") if row.has("reached_on"))
    return not any(each in _ENDS for each in (*events, *stages))


VERBS = (
    Verb(
        "finding",
        "add",
        "Note a finding of a review, an audit or an inspection.",
        (
            Question(
                "record",
                "What found it: the review, audit or inspection.",
                Shape.LINK,
                required=True,
                links=HOLDERS,
                is_subject=True,
                offered=newest(*HOLDERS, where=_is_open),
            ),
            ask_field(REVIEW, "findings.key", default=next_key, check=_new_key),
            ask_field(REVIEW, "findings.finding"),
            ask_field(REVIEW, "findings.recommendations", when=_is("review", "inspection")),
            ask_field(
                REVIEW,
                "findings.no_action_because",
                when=lambda answers: _is("review")(answers) and not answers.has("recommendations"),
            ),
            ask_field(AUDIT, "findings.principle", when=_is("audit")),
            ask_field(AUDIT, "findings.feedback", when=_is("audit")),
            ask_field(
                AUDIT,
                "findings.no_feedback_because",
                when=lambda answers: _is("audit")(answers) and not answers.has("feedback"),
            ),
            ask_field(AUDIT, "findings.actions", when=_is("audit", "inspection")),
        ),
        _add,
        follow=_next,
    ),
)

"""What went out: publications of the partnership, and formal notices to outside bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sscp.errors import UsageError
from sscp.governance.index import resolve
from sscp.governance.steps import by_link, event_day
from sscp.model.dates import write_date
from sscp.model.kind import Shape
from sscp.model.kinds.documents import NOTICE, NOTICE_FORMS, PUBLICATION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work import reports, reviews
from sscp.work.lifecycle import lower_first, told_next
from sscp.work.limits import by_today, since
from sscp.work.notices import national_bodies, outside_bodies
from sscp.work.offers import newest
from sscp.work.origin import filled, marks_of, sources
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import Edit, NewRecord, SetField

_FORM_BY_CHANNEL = {"website": "published", "procedures": "published", "board": "presented"}
_ADDRESSED = frozenset(("board", "chairs", "national-panel"))
_LIVES = {"review": reviews.LIFE, "report": reports.LIFE}
_FORMS = {each.value: each.label for each in NOTICE_FORMS}


def _record(desk: Desk, answers: Answers) -> Change:
    subject_, channel = answers.record("of"), answers.text("channel")
    _refuse_step_of_review(subject_, channel)
    on = answers.day_or_today("on")
    values = {
        "of": subject_.id,
        "form": answers.text("form") or _FORM_BY_CHANNEL.get(channel, "circulated"),
        "channel": channel,
        "to": answers.text("to"),
        "on": None if answers.has("planned") else on,
        "address": answers.text("address"),
        "version": answers.text("version_number"),
    }
    planned = _planned(desk.portfolio, values)
    edits: Sequence[Edit]
    if planned is not None:
        identity = planned.id or ""
        edits = [
            SetField(identity, (name,), value)
            for name, value in filled(values).items()
            if name in ("on", "address", "version")
        ]
    else:
        identity = desk.new_id(PUBLICATION, on.year)
        head = {
            "id": identity,
            "title": _title(desk.portfolio, subject_, answers),
            "source": subject_.id,
        }
        marks = marks_of(desk.portfolio, subject_)
        # What went out for anybody to read carries no marking.
        marks.pop("classification", None)
        edits = [NewRecord(PUBLICATION, filled(head | values) | marks)]
    when = "still to be done" if answers.has("planned") else write_date(on)
    title = planned.title if planned is not None else _title(desk.portfolio, subject_, answers)
    return Change(f"{identity}: {title}, {when}", tuple(edits), "publication record")


def _refuse_step_of_review(record: Record, channel: str) -> None:
    """Refuse to publish a review beside its life cycle.

    Raises:
        UsageError: its publication is an event of the review, which records both.
    """
    is_local = record.kind.name == "review" and record.text("form") == "practice-review"
    if is_local and channel == "website" and event_day(record, "published") is None:
        raise UsageError(
            f"Publishing {record.id} is an event of the review:"
            f" `sscp review event {record.id} --event published` records both."
        )


def _planned(portfolio: Portfolio, values: Mapping[str, object]) -> Record | None:
    """The publication that was planned and waits for its day."""
    own = by_link(portfolio, "publication", "of").get(str(values["of"]), ())
    for each in own:
        alike = each.text("channel") == values["channel"] and (
            resolve(portfolio, each.text("to")) == (values["to"] or None)
        )
        if alike and not each.has("on"):
            return each
    return None


def _title(portfolio: Portfolio, record: Record, answers: Answers) -> str:
    if answers.has("title"):
        return answers.text("title")
    channel, to = answers.text("channel"), portfolio.title_of(answers.text("to"))
    words = {
        "website": "on the website",
        "procedures": "in the multi-agency procedures",
        "board": f"presented to the {to}",
        "chairs": f"to the chair of the {to}",
        "national-panel": f"to the {to}",
    }
    return f"{record.title} {words.get(channel, f'to the {to}' if to else 'given out')}"


def _goes_to_one(answers: Answers) -> bool:
    return answers.text("channel") in _ADDRESSED


def _is_on_the_web(answers: Answers) -> bool:
    return answers.text("channel") in ("website", "procedures")


def _next_of(portfolio: Portfolio, *records: Record | None) -> tuple[str, ...]:
    """What can come next for those that have a life cycle of their own."""
    return tuple(
        f"{record.id}: {lower_first(told_next(_LIVES[record.kind.name], portfolio, record))}"
        for record in records
        if record is not None and record.kind.name in _LIVES
    )


def _published(answers: Answers, written: Written) -> tuple[str, ...]:
    return _next_of(answers.portfolio, answers.found("of"))


def _notify(desk: Desk, answers: Answers) -> Change:
    on, form = answers.day_or_today("on"), answers.text("form")
    about = [desk.portfolio.get(each) for each in answers.many("about")]
    names = ", ".join(answers.many("about"))
    identity = desk.new_id(NOTICE, on.year)
    values = {
        "id": identity,
        "title": answers.text("title") or f"{_FORMS[form]}: {names}",
        "form": form,
        "about": list(answers.many("about")),
        "to": list(answers.many("to")),
        "received_on" if form == "comment" else "sent_on": on,
        "reasons": answers.text("reasons"),
        "decision": answers.text("decision"),
        "source": sources(*(each.id for each in about if each)),
        **marks_of(desk.portfolio, *about),
    }
    title = str(values["title"])
    went = "came" if form == "comment" else "sent"
    return Change(
        f"{identity} {went} on {write_date(on)}: {title}",
        (NewRecord(NOTICE, filled(values)),),
        "publication notice",
        (),
        tuple(filter(None, (answers.text("reasons"),))),
    )


def _noticed(answers: Answers, written: Written) -> tuple[str, ...]:
    notice = answers.portfolio.by_id[written.records[0]]
    about = map(answers.portfolio.get, answers.many("about"))
    said = _next_of(answers.portfolio, *about)
    if notice.text("form") == "comment":
        return (f"Record the answer with `sscp publication answer {notice.id}`.", *said)
    return said


def _answer(desk: Desk, answers: Answers) -> Change:
    notice, on = answers.record("notice"), answers.day_or_today("on")
    answered = notice.date("responded_on")
    if answered is not None:
        raise UsageError(f"{notice.id} was answered on {write_date(answered)} already.")
    edits = [
        SetField(notice.id or "", (name,), value)
        for name, value in filled(
            {
                "response": answers.text("response"),
                "responded_on": on,
                "decision": answers.text("decision"),
            }
        ).items()
    ]
    return Change(
        f"{notice.id} answered on {write_date(on)}",
        tuple(edits),
        "publication answer",
        (),
        (answers.text("response"),),
    )


def _usual_recipients(answers: Answers) -> Sequence[str]:
    """Who is told as a rule; a comment comes to the lead partners instead."""
    if answers.text("form") != "comment":
        return national_bodies(answers)
    groups = answers.portfolio.of_kind("group")
    return [each.id or "" for each in groups if each.text("function") == "lead-partners"]


def _never(answers: Answers) -> bool:
    return False


def _is_unanswered(portfolio: Portfolio, notice: Record) -> bool:
    return notice.text("form") == "comment" and not notice.has("responded_on")


_DECISION = ask_field(NOTICE, "decision", offered=newest("decision"))

VERBS = (
    Verb(
        "publication",
        "record",
        "Record a publication. Published, presented to a board or circulated.",
        (
            ask_field(
                PUBLICATION,
                "of",
                offered=newest("report", "review", "plan", "priority", "document"),
            ),
            ask_field(PUBLICATION, "channel"),
            ask_field(PUBLICATION, "to", required=True, when=_goes_to_one),
            ask_field(
                PUBLICATION,
                "on",
                ask="The day of it.",
                default=today,
                earliest=since("of"),
                latest=by_today,
            ),
            ask_field(PUBLICATION, "address", when=_is_on_the_web),
            ask_field(PUBLICATION, "version", "version_number"),
            ask_field(PUBLICATION, "form", required=False, when=_never),
            ask_field(PUBLICATION, "title", required=False, when=_never),
            Question(
                "planned",
                "It is still to be done; recorded again, it gets its day.",
                Shape.FLAG,
                when=_never,
            ),
        ),
        _record,
        follow=_published,
    ),
    Verb(
        "publication",
        "notice",
        "Record a formal notice to an outside body. Or a comment from one.",
        (
            ask_field(NOTICE, "form"),
            ask_field(NOTICE, "about", offered=newest("review", "report", "document")),
            ask_field(NOTICE, "to", default=_usual_recipients, offered=outside_bodies),
            Question(
                "on",
                "The day it was sent or came.",
                Shape.DATE,
                default=today,
                earliest=since("about"),
                latest=by_today,
            ),
            ask_field(NOTICE, "reasons"),
            _DECISION,
            ask_field(NOTICE, "title", required=False, when=_never),
        ),
        _notify,
        follow=_noticed,
    ),
    Verb(
        "publication",
        "answer",
        "Record the answer to a comment that came from an outside body.",
        (
            subject(
                "notice",
                "The comment: its id, or words from it.",
                offered=newest("notice", where=_is_unanswered),
            ),
            ask_field(NOTICE, "response", required=True),
            Question(
                "on",
                "The day of the answer.",
                Shape.DATE,
                default=today,
                earliest=since("notice"),
                latest=by_today,
            ),
            _DECISION,
        ),
        _answer,
    ),
)

"""Learning: a message from a review or an audit, how it is spread, and what shows its effect."""

from __future__ import annotations

from datetime import date

from sscp.governance.spreading import answered, not_heard, sent_to
from sscp.governance.steps import by_link, groups_monitoring
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.reviews import ASSURANCE_RETURN, DISSEMINATION, LEARNING_MESSAGE
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.meetings import coming_meetings
from sscp.work.lifecycle import Cycle, Step, event_verb, put, told_next
from sscp.work.limits import by_today, since
from sscp.work.offers import held_meetings, newest
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, Edit, NewRecord, SetField

_ORIGINS = ("review", "audit", "document", "inspection")


def _comes_from(answers: Answers) -> str:
    origin = answers.found("from_")
    if origin is None:
        return ""
    if origin.kind.name == "review":
        return origin.words("form")
    return "audit" if origin.kind.name == "audit" else "other"


def _add(desk: Desk, answers: Answers) -> Change:
    origin = answers.record("from_")
    on = answers.day_or_today("agreed_on")
    identity = desk.new_id(LEARNING_MESSAGE, on.year)
    marks = marks_of(desk.portfolio, origin)
    # A message is made to be spread; it says nothing that the review keeps back.
    marks.pop("classification", None)
    values = {
        "id": identity,
        **{name: answers.given.get(name) for name in _FIELDS},
        "from_record": origin.id,
        "agreed_on": on,
        "source": origin.id,
        **marks,
    }
    edits: list[Edit] = [NewRecord(LEARNING_MESSAGE, filled(values))]
    if origin.kind.name == "review":
        edits.append(AddRow(origin.id or "", ("learning",), identity))
    return Change(
        f"{identity} agreed, from {origin.id}: {answers.text('title')}",
        tuple(edits),
        "learning add",
    )


def _added(answers: Answers, written: Written) -> tuple[str, ...]:
    portfolio = answers.portfolio
    message = portfolio.by_id[written.records[0]]
    groups = groups_monitoring(portfolio, "learning", answers.as_of)
    said = [f"`sscp learning plan {message.id}` plans who hears of it, and how."]
    for meeting in coming_meetings(portfolio, answers.as_of):
        day = meeting.date("date")
        if meeting.text("group") in groups and day is not None:
            said.insert(0, f"It is to be tabled on {write_long_date(day)} ({meeting.id}).")
            break
    return (*said, told_next(LIFE, portfolio, message))


def _plan(desk: Desk, answers: Answers) -> Change:
    message = answers.record("learning_message")
    on = answers.day_or_today("planned_on")
    lines = [
        filled({"to": to, "channel": channel, "due": answers.day("due")})
        for channel in answers.many("channel")
        for to in answers.many("to")
    ]
    own = by_link(desk.portfolio, "dissemination", "of").get(message.id or "", ())
    if own:
        identity = own[-1].id or ""
        edits: tuple[Edit, ...] = tuple(AddRow(identity, ("lines",), line) for line in lines)
        return Change(f"{identity}: {_count(len(lines))} more planned", edits, "learning plan")
    identity = desk.new_id(DISSEMINATION, on.year)
    values = {
        "id": identity,
        "title": f"How '{message.title}' is spread",
        "of": [message.id],
        "plan_by": answers.text("plan_by"),
        "planned_on": on,
        "lines": lines,
        "source": message.id,
        **marks_of(desk.portfolio, message),
    }
    return Change(
        f"{identity} planned: {_count(len(lines))} about {message.id}",
        (NewRecord(DISSEMINATION, filled(values)),),
        "learning plan",
    )


def _count(number: int) -> str:
    return "1 sending" if number == 1 else f"{number} sendings"


def _planned(answers: Answers, written: Written) -> tuple[str, ...]:
    plan = answers.portfolio.by_id[written.records[0]]
    return (f"`sscp learning sent {plan.id}` notes what has gone out.",)


def _waiting(plan: Record, answers: Answers) -> list[int]:
    """The places of the lines of a plan that are meant and have not gone out."""
    to, channels = answers.many("to"), answers.many("channel")
    return [
        at
        for at, line in enumerate(plan.rows("lines"))
        if not line.has("sent_on")
        and (not to or line.text("to") in to)
        and (not channels or line.text("channel") in channels)
    ]


def _sent(desk: Desk, answers: Answers) -> Change:
    plan = answers.record("dissemination")
    on, identity = answers.day_or_today("on"), plan.id or ""
    edits: list[Edit] = []
    waiting = _waiting(plan, answers)
    for at in waiting:
        edits.append(SetField(identity, ("lines", at, "sent_on"), on))
        if answers.has("version_number"):
            version = answers.text("version_number")
            edits.append(SetField(identity, ("lines", at, "version"), version))
    said = f"{_count(len(waiting))} gone out, {write_date(on)}"
    return Change(f"{identity}: {said}", tuple(edits), "learning sent")


def _left(answers: Answers, written: Written) -> tuple[str, ...]:
    plan = answers.record("dissemination")
    left = [line for line in plan.rows("lines") if not line.has("sent_on")]
    if not left:
        return ("All of it has gone out.",)
    names = dict.fromkeys(answers.portfolio.title_of(line.text("to")) for line in left)
    return (f"Still to go out: {', '.join(names)}.",)


def _is_under_way(portfolio: Portfolio, plan: Record) -> bool:
    return any(not line.has("sent_on") for line in plan.rows("lines"))


def _answer(desk: Desk, answers: Answers) -> Change:
    """An agency's statement: the one it owed, else one that nobody had asked for."""
    message, agency = answers.record("learning_message"), answers.record("agency")
    on = answers.day_or_today("received_on")
    said = filled(
        {
            "received_on": on,
            "statement": answers.text("statement"),
            "plan": answers.text("plan"),
        }
    )
    owed = [
        each
        for each in by_link(desk.portfolio, "assurance-return", "of").get(message.id or "", ())
        if each.text("agency") == agency.id and not each.has("received_on")
    ]
    edits: tuple[Edit, ...]
    if owed:
        identity = owed[0].id or ""
        edits = tuple(SetField(identity, (name,), value) for name, value in said.items())
    else:
        identity = desk.new_id(ASSURANCE_RETURN, on.year)
        values = {
            "id": identity,
            "title": f"{agency.title} on {message.id}",
            "agency": agency.id,
            "of": [message.id],
            **said,
            "source": message.id,
            **marks_of(desk.portfolio, message),
        }
        edits = (NewRecord(ASSURANCE_RETURN, values),)
    return Change(
        f"{identity}: {agency.title} answered on {message.id}, {write_date(on)}",
        edits,
        "learning answer",
    )


def _unanswered(answers: Answers, written: Written) -> tuple[str, ...]:
    """The agencies to which a message went and that have not said what they did with it."""
    portfolio, message = answers.portfolio, answers.record("learning_message")
    plans = by_link(portfolio, "dissemination", "of").get(message.id or "", ())
    returns = by_link(portfolio, "assurance-return", "of").get(message.id or "", ())
    sent = sent_to(portfolio, plans, date.max)
    silent = not_heard(portfolio, sent, answered(portfolio, returns, date.max))
    names = [portfolio.title_of(each) for each in silent]
    return (f"Still to answer: {', '.join(names)}.",) if names else ()


def _tabled_on(portfolio: Portfolio, message: Record) -> date | None:
    meetings = (portfolio.get_kind(each, "meeting") for each in message.texts("tabled_at"))
    days = (each.date("date") for each in meetings if each is not None)
    return min((day for day in days if day is not None), default=None)


LIFE = Cycle(
    LEARNING_MESSAGE,
    "learning",
    "event",
    "Record what became of a message. Tabled, its effect shown, closed.",
    "The message: its id, or words from it.",
    (
        Step(
            "tabled",
            "Tabled at a meeting",
            asks=(
                put(
                    LEARNING_MESSAGE,
                    "tabled_at",
                    "meeting",
                    "The meeting that considered it.",
                    required=True,
                    offered=held_meetings,
                ),
            ),
            again=True,
            seen=_tabled_on,
        ),
        Step(
            "effect-shown",
            "Something shows that it made a difference",
            "effect_evidence.on",
            asks=(
                put(LEARNING_MESSAGE, "effect_evidence.form", "shown_by"),
                put(LEARNING_MESSAGE, "effect_evidence.what"),
                put(LEARNING_MESSAGE, "effect_evidence.record"),
            ),
            again=True,
        ),
        Step("closed", "It was closed", "closed_on", after=("effect-shown",)),
    ),
)

_FIELDS = ("title", "message", "comes_from", "for_readers", "for_voluntary_sector")
_MESSAGE = Question(
    "learning_message",
    "The message: its id, or words from it.",
    Shape.LINK,
    required=True,
    links=("learning-message",),
    is_subject=True,
    offered=newest("learning-message", where=lambda portfolio, each: not each.has("closed_on")),
)

VERBS = (
    Verb(
        "learning",
        "add",
        "Record a message that was agreed. From a review, an audit or a national source.",
        (
            Question(
                "from_",
                "What it comes from: the review, audit or document.",
                Shape.LINK,
                required=True,
                links=_ORIGINS,
                is_subject=True,
                offered=newest("review", "audit"),
            ),
            ask_field(LEARNING_MESSAGE, "title"),
            ask_field(LEARNING_MESSAGE, "message"),
            ask_field(LEARNING_MESSAGE, "comes_from", default=_comes_from),
            ask_field(LEARNING_MESSAGE, "for_readers"),
            ask_field(
                LEARNING_MESSAGE,
                "for_voluntary_sector",
                ask="Yes where voluntary and community groups are among its readers.",
            ),
            ask_field(
                LEARNING_MESSAGE,
                "agreed_on",
                ask="The day it was agreed.",
                default=today,
                earliest=since("from_"),
                latest=by_today,
            ),
        ),
        _add,
        follow=_added,
    ),
    event_verb(LIFE),
    Verb(
        "learning",
        "plan",
        "Plan how a message is spread. To whom, by which channels, by when.",
        (
            _MESSAGE,
            ask_field(DISSEMINATION, "lines.to", many=True),
            ask_field(DISSEMINATION, "lines.channel", ask="By which channels.", many=True),
            ask_field(
                DISSEMINATION,
                "lines.due",
                ask="The day by which it is to go out.",
                earliest=since("learning_message"),
            ),
            ask_field(DISSEMINATION, "plan_by"),
            ask_field(
                DISSEMINATION,
                "planned_on",
                required=False,
                default=today,
                earliest=since("learning_message"),
                latest=by_today,
            ),
        ),
        _plan,
        follow=_planned,
    ),
    Verb(
        "learning",
        "sent",
        "Note what has gone out. All that was planned, or some of it.",
        (
            subject(
                "dissemination",
                "The plan: its id, or words from it.",
                offered=newest("dissemination", where=_is_under_way),
            ),
            Question(
                "on",
                "The day it went out.",
                Shape.DATE,
                default=today,
                earliest=since("dissemination"),
                latest=by_today,
            ),
            ask_field(
                DISSEMINATION,
                "lines.to",
                ask="Only to these; to all that wait where none is named.",
                many=True,
                required=False,
            ),
            ask_field(
                DISSEMINATION,
                "lines.channel",
                ask="Only by these channels.",
                many=True,
                required=False,
            ),
            ask_field(DISSEMINATION, "lines.version", "version_number"),
        ),
        _sent,
        follow=_left,
    ),
    Verb(
        "learning",
        "answer",
        "Record what an agency says it did with a message.",
        (
            _MESSAGE,
            ask_field(ASSURANCE_RETURN, "agency"),
            ask_field(ASSURANCE_RETURN, "statement", required=True),
            ask_field(ASSURANCE_RETURN, "plan"),
            ask_field(
                ASSURANCE_RETURN,
                "received_on",
                required=False,
                default=today,
                earliest=since("learning_message"),
                latest=by_today,
            ),
        ),
        _answer,
        follow=_unanswered,
    ),
)

"""Decisions recorded: who decided what, where, by whose agreement, and whether it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.decisions import (
    EFFECTIVE_OUTCOMES,
    has_delegation,
    is_lead_partners_body,
    reserved_matters_of,
    standing_of,
)
from sscp.governance.index import resolve
from sscp.governance.terms import delegations_of, partners_on
from sscp.model.dates import write_long_date
from sscp.model.kind import Choice, Shape
from sscp.model.kinds.meetings import DECISION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.items import joined_to_item
from sscp.work.limits import Limit, by_today, since
from sscp.work.offers import HELD, newest
from sscp.work.origin import filled, marks_of, sources
from sscp.work.verb import Answers, Question, Verb, ask_field
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import NewRecord

_YES_NO = (Choice("yes", "Agreed"), Choice("no", "Did not agree"))
_OWN_BODIES = frozenset(("executive", "delegated-partners"))


def _record(desk: Desk, answers: Answers) -> Change:
    on = _day(answers)
    body, meeting = answers.record("body"), answers.found("meeting")
    _require_own_meeting(desk.portfolio, body, meeting)
    item = answers.text("item")
    answered = [desk.portfolio.get(each) for each in answers.many("answers")]
    identity = desk.new_id(DECISION, on.year)
    values = {
        "id": identity,
        **{name: answers.given.get(name) for name in _FIELDS},
        "body": body.id,
        "date": on,
        "route": "" if meeting is not None else "virtual",
        "meeting": meeting.id if meeting is not None else "",
        "joint": answers.has("joint") or is_lead_partners_body(desk.portfolio, body.id),
        "agreement": _agreement(answers, on),
        "source": f"{meeting.id} {item}".strip() if meeting is not None else sources(body.id),
        **marks_of(desk.portfolio, meeting or body, *answered),
    }
    return Change(
        f"{identity} recorded: {answers.text('title')}",
        (
            NewRecord(DECISION, filled(values)),
            *joined_to_item(meeting, item, "decisions", identity),
        ),
        "decision record",
        (),
        tuple(filter(None, (answers.text("reasons"),))),
    )


def _require_own_meeting(portfolio: Portfolio, body: Record, meeting: Record | None) -> None:
    """Refuse a decision of one body at the meeting of another.

    Raises:
        UsageError: the meeting is another group's.
    """
    if meeting is None:
        return
    group = resolve(portfolio, meeting.text("group"))
    if group != body.id:
        raise UsageError(
            f"{meeting.id} is a meeting of the {portfolio.title_of(group)}, not of the"
            f" {body.title}."
        )


def _agreement(answers: Answers, on: date) -> list[dict[str, Any]]:
    """A row for each partner that said yes or no, with the post that spoke for it."""
    days = answers.by_key("agreed_on")
    spoke = {**_speakers(answers), **answers.by_key("spoke")}
    rows = []
    for partner, word in answers.by_key("agreement").items():
        row = {"partner": partner, "post": spoke.get(partner), "agreed": word == "yes"}
        later = days.get(partner)
        if later is not None and later != on:
            row["on"] = later
        rows.append(row)
    return rows


def _day(answers: Answers) -> date:
    """The day given, else that of the meeting, else the one reckoned from."""
    meeting = answers.found("meeting")
    of_meeting = meeting.date("date") if meeting is not None else None
    return answers.day("date") or of_meeting or answers.as_of


def _since_taken(answers: Answers) -> Limit:
    return Limit(_day(answers), "the decision was taken")


def _partners(answers: Answers) -> Sequence[tuple[str, str]]:
    partners = partners_on(answers.portfolio, _day(answers))
    return [(identity, partner.title) for identity, partner in partners.items()]


def _speakers(answers: Answers) -> dict[str, str]:
    """The post that speaks for each partner: its lead partner, or below them its delegate."""
    on = _day(answers)
    is_theirs = answers.has("joint") or is_lead_partners_body(
        answers.portfolio, answers.text("body")
    )
    found = {}
    for identity, partner in partners_on(answers.portfolio, on).items():
        found[identity] = partner.words("lead_post")
        if not is_theirs:
            for delegation in delegations_of(answers.portfolio, identity, on):
                found[identity] = delegation.words("to_post")
    return found


def _body_of_meeting(answers: Answers) -> str:
    meeting = answers.found("meeting")
    return meeting.words("group") if meeting is not None else ""


def _lead_posts(answers: Answers) -> Sequence[str]:
    """The lead partners, who stay answerable for what others decide for them."""
    if is_lead_partners_body(answers.portfolio, answers.text("body")):
        return ()
    partners = partners_on(answers.portfolio, _day(answers))
    return tuple(each.words("lead_post") for each in partners.values())


def _has_items(answers: Answers) -> bool:
    """True for a meeting with an agenda: one of its items is where the decision was taken."""
    meeting = answers.found("meeting")
    return meeting is not None and meeting.has("items")


def _items(answers: Answers) -> Sequence[tuple[str, str]]:
    meeting = answers.found("meeting")
    rows = meeting.rows("items") if meeting is not None else ()
    return [(row.words("number"), row.words("title")) for row in rows]


def _is_effective(answers: Answers) -> bool:
    return answers.text("outcome") in EFFECTIVE_OUTCOMES


def _is_weighed(answers: Answers) -> bool:
    return answers.text("outcome") in EFFECTIVE_OUTCOMES | {"not-agreed"}


def _never(answers: Answers) -> bool:
    return False


def _told(answers: Answers, written: Written) -> tuple[str, ...]:
    """Whether it stands, whose matter it is, and what it settles or leaves open."""
    portfolio = answers.portfolio
    decision = portfolio.by_id[written.records[0]]
    return (
        *_standing(portfolio, decision, answers.as_of),
        *_authority(portfolio, decision),
        *_open_ends(portfolio, decision),
    )


def _standing(portfolio: Portfolio, decision: Record, as_of: date) -> list[str]:
    standing = standing_of(portfolio, decision, as_of)
    said = []
    if standing.missing:
        names = ", ".join(map(portfolio.title_of, standing.missing))
        said.append(f"It does not stand yet: the agreement of {names} is not recorded.")
    elif "not-quorate" in standing.doubts:
        said.append("It does not stand yet: the meeting lacked its quorum.")
    start = decision.date("effective_on")
    if start is not None and start > as_of:
        said.append(f"It takes effect on {write_long_date(start)}.")
    return said


def _authority(portfolio: Portfolio, decision: Record) -> list[str]:
    """What lets a body decide that is not the lead partners, where the matter is theirs."""
    body, day = decision.text("body"), decision.date("date")
    if decision.text("outcome") != "agreed" or is_lead_partners_body(portfolio, body):
        return []
    is_delegated = day is not None and has_delegation(portfolio, body, day)
    why = (
        f"; the {portfolio.title_of(body)} decides on it under their delegation"
        if is_delegated
        else ", who have decided on it themselves or been asked"
    )
    return [
        f'"{matter.title}" is reserved to the lead partners{why}.'
        for matter in reserved_matters_of(portfolio, decision)
    ]


def _open_ends(portfolio: Portfolio, decision: Record) -> list[str]:
    said = []
    outcome = decision.text("outcome")
    body = portfolio.get_kind(decision.text("body"), "group")
    if outcome == "not-agreed" and body is not None and body.text("function") in _OWN_BODIES:
        said.append(
            "What the delegated partners can't agree goes to the lead partners:"
            f" `sscp escalate --about {decision.id}`."
        )
    put_off = decision.date("decide_by")
    if outcome == "deferred" and put_off is not None:
        said.append(f"It comes back by {write_long_date(put_off)}.")
    for each in decision.texts("answers"):
        record = portfolio.get_kind(each, "escalation")
        if record is not None and record.date("decided_on") is None:
            said.append(
                f"{record.id} is settled by it: `sscp escalation settle {record.id} --outcome"
                f" decided --decided-by {decision.id}`."
            )
    return said


_FIELDS = (
    "title",
    "item",
    "resolution",
    "reasons",
    "options",
    "outcome",
    "matters",
    "tags",
    "accountable",
    "effective_on",
    "decide_by",
    "single_lead",
    "ratifies",
    "replaces",
    "answers",
)

VERBS = (
    Verb(
        "decision",
        "record",
        "Record a decision of a meeting, or of all partners outside one.",
        (
            ask_field(DECISION, "title"),
            ask_field(
                DECISION,
                "meeting",
                ask="The meeting it was taken at; Enter for one taken outside a meeting.",
                **HELD,
            ),
            ask_field(DECISION, "item", required=True, when=_has_items, texts=_items),
            ask_field(DECISION, "body", default=_body_of_meeting),
            ask_field(
                DECISION,
                "date",
                required=False,
                default=_day,
                earliest=since("meeting"),
                latest=by_today,
            ),
            ask_field(DECISION, "resolution"),
            ask_field(DECISION, "outcome"),
            ask_field(DECISION, "reasons"),
            ask_field(
                DECISION,
                "decide_by",
                earliest=_since_taken,
                when=lambda answers: answers.text("outcome") == "deferred",
            ),
            Question(
                "agreement",
                "Who agreed, partner by partner.",
                Shape.CHOICE,
                choices=_YES_NO,
                keys=_partners,
                when=_is_weighed,
            ),
            Question(
                "spoke",
                "The post that spoke for a partner, where not the one that usually does.",
                Shape.LINK,
                links=("post",),
                keys=_partners,
                when=_never,
            ),
            ask_field(
                DECISION,
                "agreement.on",
                "agreed_on",
                "The day a partner agreed, where not the day of the decision.",
                keys=_partners,
                when=_never,
                latest=by_today,
            ),
            ask_field(DECISION, "matters", when=_is_effective),
            ask_field(DECISION, "tags", when=_is_effective),
            ask_field(
                DECISION,
                "answers",
                offered=newest("escalation", "issue", "recommendation", "report", "review"),
            ),
            ask_field(DECISION, "accountable", default=_lead_posts, when=_is_effective),
            ask_field(DECISION, "joint", when=_never),
            ask_field(DECISION, "options", when=_never),
            ask_field(DECISION, "effective_on", when=_never, earliest=_since_taken),
            ask_field(DECISION, "single_lead", when=_never),
            ask_field(DECISION, "ratifies", when=_never),
            ask_field(DECISION, "replaces", when=_never),
        ),
        _record,
        follow=_told,
    ),
)

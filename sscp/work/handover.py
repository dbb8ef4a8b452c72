"""Open actions handed to another post: one of them, or all that a post has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sscp.errors import UsageError
from sscp.governance.index import resolve
from sscp.governance.terms import organisation_of
from sscp.model.dates import write_long_date
from sscp.model.kind import Shape
from sscp.model.kinds.meetings import ACTION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import time_actions
from sscp.work.actions import THE_ACTION, require_open, told_due
from sscp.work.limits import Limit, beginning_of, by_today, last_of, limit
from sscp.work.verb import Answers, Question, Verb, ask_field, never, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, Edit, SetField


def open_actions_of(portfolio: Portfolio, post: str, as_of: date) -> tuple[Record, ...]:
    """The open actions that a post owns, the next due first."""
    return tuple(
        each.action
        for each in time_actions(portfolio, as_of)
        if each.is_open and resolve(portfolio, each.action.text("owner")) == post
    )


def _handed_over(answers: Answers) -> tuple[Record, ...]:
    """The actions that are to pass on: all of a post, or the one that is named."""
    if answers.has("from_"):
        return open_actions_of(answers.portfolio, answers.text("from_"), answers.as_of)
    action = answers.found("action")
    return (action,) if action is not None else ()


def _reassign(desk: Desk, answers: Answers) -> Change:
    portfolio, owner = desk.portfolio, new_owner(answers)
    if answers.has("from_"):
        if answers.has("action"):
            raise UsageError("Name one action, or with --from the post that hands over all of its.")
        return _hand_over_all(portfolio, answers, owner)
    action = require_open(answers)
    if owner == action.text("owner"):
        raise UsageError(f"{portfolio.title_of(owner)} owns {action.id} already.")
    return Change(
        f"{action.id} passed to {portfolio.title_of(owner)}: {action.title}",
        tuple(_edits(answers, action, owner)),
        "action reassign",
        (told_due(answers, action),),
        (answers.text("reason"),) if answers.has("reason") else (),
    )


def _hand_over_all(portfolio: Portfolio, answers: Answers, owner: str) -> Change:
    before = answers.text("from_")
    if before == owner:
        raise UsageError(f"{portfolio.title_of(owner)} owns them already.")
    actions = _handed_over(answers)
    if not actions:
        raise UsageError(f"{portfolio.title_of(before)} owns no open action.")
    number = "1 action" if len(actions) == 1 else f"{len(actions)} actions"
    return Change(
        f"{number} passed from {portfolio.title_of(before)} to {portfolio.title_of(owner)}",
        tuple(edit for action in actions for edit in _edits(answers, action, owner)),
        "action reassign",
        (f"`sscp mine {owner}` lists all that it owns now.",),
        tuple(filter(None, (answers.text("reason"), ", ".join(each.id or "" for each in actions)))),
    )


def _edits(answers: Answers, action: Record, owner: str) -> list[Edit]:
    identity, before = action.id or "", action.text("owner")
    edits: list[Edit] = []
    if before:
        row = {
            "post": before,
            "until": answers.day_or_today("on"),
            "reason": answers.text("reason"),
        }
        edits.append(AddRow(identity, ("earlier_owners",), row))
    edits.append(SetField(identity, ("owner",), owner))
    agency = answers.text("agency")
    if agency and agency != action.text("agency"):
        edits.append(SetField(identity, ("agency",), agency))
    return edits


def new_owner(answers: Answers) -> str:
    """The post that is to own the actions, in whichever of two ways it was named."""
    return answers.text("to") or answers.text("owner")


def agency_of_owner(answers: Answers) -> str:
    """The organisation of the post that is to own the action."""
    return organisation_of(answers.portfolio, new_owner(answers)) or ""


def _since_last(answers: Answers) -> Limit | None:
    """An action passes on after it was raised, and after it passed on before."""
    limits = []
    for action in _handed_over(answers):
        rows = action.rows("earlier_owners")
        before = rows[-1].date("until") if rows else None
        limits += [beginning_of(action), limit(before, f"{action.id} was last handed over")]
    return last_of(*limits)


def _is_one(answers: Answers) -> bool:
    return not answers.has("from_")


def _owners(answers: Answers) -> Sequence[str]:
    """The posts that own open actions, those with most of them first."""
    counted: dict[str, int] = {}
    for each in time_actions(answers.portfolio, answers.as_of):
        owner = resolve(answers.portfolio, each.action.text("owner"))
        if each.is_open and owner:
            counted[owner] = counted.get(owner, 0) + 1
    return sorted(counted, key=lambda post: (-counted[post], post))


def handover_news(written: Written, as_of: date) -> tuple[str, ...]:
    """What a post or its holder that a change lets end leaves behind: its open actions."""
    posts: dict[str, str] = {}
    for identity in written.records:
        was, now = written.was.get(identity), written.now.get(identity)
        until = now.date("until") if now is not None else None
        if now is None or until is None or (was is not None and was.date("until") is not None):
            continue
        if now.kind.name == "post":
            posts[now.id or ""] = f"ends on {write_long_date(until)}"
        elif now.kind.name == "appointment":
            post = resolve(written.now, now.text("post")) or ""
            if not any(_holds(each, until) for each in _appointed(written.now, post)):
                posts.setdefault(post, f"is held by nobody from {write_long_date(until)}")
    return tuple(
        _left(written.now, post, end, as_of)
        for post, end in posts.items()
        if open_actions_of(written.now, post, as_of)
    )


def _appointed(portfolio: Portfolio, post: str) -> list[Record]:
    everyone = portfolio.of_kind("appointment")
    return [each for each in everyone if resolve(portfolio, each.text("post")) == post]


def _holds(appointment: Record, day: date) -> bool:
    until = appointment.date("until")
    return until is None or until > day


def _left(portfolio: Portfolio, post: str, end: str, as_of: date) -> str:
    number = len(open_actions_of(portfolio, post, as_of))
    owns = "1 open action" if number == 1 else f"{number} open actions"
    return (
        f"{portfolio.title_of(post)} {end} and owns {owns}:"
        f" `sscp action reassign --from {post}` hands over all of them at once."
    )


VERBS = (
    Verb(
        "action",
        "reassign",
        "Hand an open action to another post. Or all open ones of a post, with --from.",
        (
            THE_ACTION._replace(
                required=False, needed=_is_one, when=_is_one, lacking="an action (or --from POST)"
            ),
            Question(
                "from_",
                "The post whose open actions all pass on, in place of one action.",
                Shape.LINK,
                links=("post",),
                offered=_owners,
                when=never,
            ),
            ask_field(
                ACTION,
                "owner",
                ask="The post that owns it from now on.",
                needed=lambda answers: not answers.has("to"),
                lacking="--to",
                when=lambda answers: not answers.has("to"),
            ),
            ask_field(ACTION, "owner", "to", ask="The same as --owner.", when=never),
            ask_field(ACTION, "earlier_owners.reason", required=False),
            ask_field(ACTION, "agency", default=agency_of_owner),
            Question(
                "on",
                "The day it passed on.",
                Shape.DATE,
                default=today,
                earliest=_since_last,
                latest=by_today,
            ),
        ),
        _reassign,
        asks_first=True,
    ),
)

"""The records that the words of a hand-made log mean: posts, organisations, groups and meetings."""

from __future__ import annotations

import re
from datetime import date

from sscp.exchange.action_log.row import find_one
from sscp.exchange.cells import Unread, day_of_words
from sscp.governance.index import index_of, resolve
from sscp.governance.terms import is_in_force
from sscp.model.dates import write_date
from sscp.model.kinds.meetings import ACTION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.views.action_sheet import ActionSheet, find_named

_BETWEEN = re.compile(r"\s*(?:[;,/\n]|\band\b|&)\s*")
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} [0-9]{2,4}"
)


def find_owner(portfolio: Portfolio, view: ActionSheet, words: str) -> str | Unread:
    """The post that a name means: of the post itself, or of whoever is known to hold it."""
    if not find_named(view.posts, words, is_exact=True):
        held = _held_by(portfolio, view.as_of, words)
        if held:
            return held
        if find_named(view.agencies, words, is_exact=True):
            return Unread(f"{words} is an organisation, and an action is owned by a post")
    return find_one(view.posts, words, "post")


def _held_by(portfolio: Portfolio, as_of: date, words: str) -> str:
    """The one post that a person holds on a day, where that is public."""
    posts = {
        resolve(portfolio, each.text("post"))
        for each in portfolio.of_kind("appointment")
        if (each.text("holder") or "").casefold() == words.casefold() and is_in_force(each, as_of)
    }
    return (posts.pop() or "") if len(posts) == 1 else ""


def find_agencies(view: ActionSheet, words: str) -> tuple[str, ...] | Unread:
    """The organisations that are meant, one or several with a comma, a slash or `and` between."""
    whole = find_one(view.agencies, words, "organisation")
    if not isinstance(whole, Unread):
        return (whole,) if whole else ()
    parts = [part for part in _BETWEEN.split(words) if part]
    found: list[str] = []
    for part in parts:
        one = find_one(view.agencies, part, "organisation")
        if isinstance(one, Unread):
            return one if len(parts) > 1 else whole
        found.append(one)
    return tuple(dict.fromkeys(found))


def find_group(portfolio: Portfolio, words: str) -> Record | Unread:
    """The group that goes by these words."""
    found = portfolio.find(words, "group")
    if len(found) == 1:
        return found[0]
    if not found:
        return Unread(f"there is no group called {words}")
    return Unread(f"{words} fits {len(found)} groups: {', '.join(each.title for each in found)}")


def find_origin(portfolio: Portfolio, words: str, group: Record | None) -> Record | Unread:
    """The meeting or other record that words mean, by its id or title, or by group and day."""
    field = ACTION.field("raised_at")
    assert field is not None
    found = portfolio.find(words, *field.links)
    if len(found) == 1:
        return found[0]
    dated = _DATE.search(words)
    day = day_of_words(dated[0]) if dated else None
    if day is not None:
        named = _named_group(portfolio, words.replace(dated[0] if dated else "", " "))
        return find_meeting(portfolio, named or group, day)
    if found:
        return Unread(f"{words} fits {len(found)} records")
    return Unread(f"there is no meeting or other record called {words}")


def _named_group(portfolio: Portfolio, words: str) -> Record | None:
    plain = " ".join(re.sub(r"[(),:;-]", " ", words).split())
    found = portfolio.find(plain, "group") if plain else ()
    return found[0] if len(found) == 1 else None


def find_meeting(portfolio: Portfolio, group: Record | None, day: date) -> Record | Unread:
    """The one meeting on a day, of a group where one is known."""
    groups = index_of(portfolio).meetings
    named = group.id if group is not None else None
    found = [
        meeting
        for each, meetings in groups.items()
        if named is None or each == named
        for meeting in meetings
        if meeting.date("date") == day
    ]
    of = f" of the {group.title}" if group is not None else ""
    if len(found) == 1:
        return found[0]
    if not found:
        return Unread(f"the register has no meeting{of} on {write_date(day)}")
    return Unread(f"there were {len(found)} meetings{of} on {write_date(day)}")

"""The items that stand on a group's agendas: its own, or those that every group has."""

from __future__ import annotations

from typing import NamedTuple

from sscp.model.agenda import CLOSING, OPENING, PAPERS
from sscp.model.record import Fields, Record


class StandingItem(NamedTuple):
    """An item that stands on the agendas of a group.

    Attributes:
        title: the item.
        form: its form; `business` for all that opens or closes nothing.
        lead: who leads it, by id; empty where nobody is named.
        gathers: what it brings together.
        if_any: True when it is left out where it would bring nothing.
        every: how often it is taken, such as P3M; empty for every meeting.
        paper: how the title of the paper begins that comes with it; empty for none.
        paper_from: who owes that paper, by id; empty for the chair.
    """

    title: str
    form: str = "business"
    lead: str = ""
    gathers: tuple[str, ...] = ()
    if_any: bool = False
    every: str = ""
    paper: str = ""
    paper_from: str = ""


DEFAULT = (
    StandingItem("Welcome and apologies", "welcome"),
    StandingItem("Declarations of interest", "interests"),
    StandingItem("Minutes of the last meeting", "minutes"),
    StandingItem("Matters arising and actions", "matters-arising"),
    StandingItem("Business of the day", gathers=(PAPERS,)),
    StandingItem("Any other business", "any-other-business"),
    StandingItem("Next meeting", "next-meeting"),
)
"""What stands on the agenda of a group that has no list of its own."""

BY_RULE = (
    StandingItem("Report of the delegated partners", gathers=("delegated-report",)),
    StandingItem("Matters escalated to this group", gathers=("escalations",)),
    StandingItem("Risks and issues raised", gathers=("issues",)),
    StandingItem("Recommendations to be answered", gathers=("recommendations",)),
    StandingItem("Overview reports of audits", gathers=("overview-reports",)),
    StandingItem("Learning messages", gathers=("learning",)),
    StandingItem("Independent scrutiny", gathers=("scrutiny",)),
    StandingItem("What falls due before the next meeting", gathers=("deadlines",)),
)
"""What comes before a group when there is any, whether or not its own list has an item for it."""
GATHERED_BY_RULE = frozenset(one for each in BY_RULE for one in each.gathers)


def standing_items(group: Record) -> tuple[StandingItem, ...]:
    """The items that stand on a group's agendas, in order.

    Minutes to be agreed and actions that are due stand there even where the
    list has no item for them; what else comes by rule and has no item in the
    list stands before the closing items.
    """
    rows = tuple(
        StandingItem(
            row.words("title"),
            row.text("form") or "business",
            row.words("lead"),
            row.texts("gathers"),
            row.flag("if_any"),
            row.words("every"),
            row.words("paper"),
            row.words("paper_from"),
        )
        for row in group.rows("standing_items")
        if row.has("title")
    )
    own = rows or DEFAULT
    have = {one for each in own for one in each.gathers}
    more = [each._replace(if_any=True) for each in BY_RULE if have.isdisjoint(each.gathers)]
    if PAPERS not in have:
        more.append(next(each for each in DEFAULT if PAPERS in each.gathers))
    forms = {each.form for each in own}
    opening = [
        each._replace(if_any=True)
        for each in DEFAULT
        if each.form in ("minutes", "matters-arising") and each.form not in forms
    ]
    start = max((at + 1 for at, each in enumerate(own) if each.form in OPENING), default=0)
    end = next((at for at, each in enumerate(own) if each.form in CLOSING), len(own))
    return (*own[:start], *opening, *own[start:end], *more, *own[end:])


def brings(standing: StandingItem, paper: Fields) -> bool:
    """True for a paper that comes with a standing item, told by its title or what it reports on."""
    title = paper.words("title").casefold()
    if standing.paper and title.startswith(standing.paper.casefold()):
        return True
    if "delegated-report" in standing.gathers and paper.has("accountabilities"):
        return True
    return title.startswith(standing.title.casefold())

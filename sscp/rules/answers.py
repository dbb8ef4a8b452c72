"""Family LRN, of answers: what agencies say they did with a message that was sent to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.spreading import answered, not_heard, says_something, sent_to
from sscp.governance.steps import by_link, groups_monitoring, met_since
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit

_NAMED = 6
"""So many agencies are named in a finding; a page of names is read by nobody."""


def _last_days(portfolio: Portfolio, returns: Iterable[Record]) -> dict[str, date]:
    """The last day for the first answer of each agency that was set one."""
    found: dict[str, date] = {}
    for each in returns:
        due, agency = each.date("due"), resolve(portfolio, each.words("agency"))
        if due is not None:
            found[agency] = min(due, found.get(agency, due))
    return found


def _owing(
    portfolio: Portfolio, sent: dict[str, date], returns: tuple[Record, ...], as_of: date
) -> tuple[str, ...]:
    """The agencies written to from which an answer should have come by now."""
    own = _last_days(portfolio, returns)
    of_all = min(own.values(), default=None)
    if of_all is not None:
        return tuple(each for each, day in sent.items() if max(day, own.get(each, of_all)) < as_of)
    groups = groups_monitoring(portfolio, "learning", as_of)
    if groups and met_since(portfolio, groups, max(sent.values()), as_of) is None:
        return ()
    return tuple(sent)


def _check_answered(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Messages with agencies that were sent them and have said nothing."""
    plans = by_link(portfolio, "dissemination", "of")
    returns = by_link(portfolio, "assurance-return", "of")
    for message in portfolio.of_kind("learning-message"):
        sent = sent_to(portfolio, plans.get(message.id or "", ()), as_of)
        closed = message.date("closed_on")
        if not sent or (closed is not None and closed <= as_of):
            continue
        own = returns.get(message.id or "", ())
        heard = answered(portfolio, own, as_of)
        silent = not_heard(portfolio, _owing(portfolio, sent, own, as_of), heard)
        if silent:
            yield hit(
                message,
                "title",
                f'"{message.title}" was sent to {_agencies(len(sent))}, and of {len(silent)} it is'
                f" not recorded what came of it: {_names(portfolio, silent)}.",
            )


def _agencies(number: int) -> str:
    return "1 agency" if number == 1 else f"{number} agencies"


def _names(portfolio: Portfolio, silent: tuple[str, ...]) -> str:
    """The first few by name, and how many others."""
    few = silent if len(silent) <= _NAMED else silent[: _NAMED - 1]
    names = [portfolio.title_of(each) for each in few]
    others = len(silent) - len(few)
    return listed([*names, *([f"{others} others"] if others else [])])


def _check_says(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Returns that came and say nothing."""
    for answer in portfolio.of_kind("assurance-return"):
        came = answer.date("received_on")
        if came is not None and came <= as_of and not says_something(answer):
            yield hit(
                answer,
                "received_on",
                f"{answer.title} came on {write_date(came)}, and it is recorded neither what it"
                " says nor how the effect will be shown.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "LRN-11",
        "sent-and-not-answered",
        Severity.NOTE,
        "Every agency that was sent a message says what it did with it.",
        "Sent less answered is what the view on how far learning is embedded rests on.",
        "arrangements 8.4.2, 8.4.3, 2.2.6/2",
        "Record the answer with `sscp learning answer`, or ask for it.",
        _check_answered,
        limits="Asks from the day after the first day set for answers; where none is set, from the"
        " next meeting of the group that `monitors` learning. A message that is closed is asked"
        " about no more, and whoever speaks for a sector answers for its category.",
    ),
    Rule(
        "LRN-12",
        "answer-says-nothing",
        Severity.WARNING,
        "An agency's return on learning says what it did, or how it will show the effect.",
        "A return with nothing in it is no assurance.",
        "arrangements 2.2.6/2, 8.4.2",
        "Add `statement` or `plan`.",
        _check_says,
    ),
)

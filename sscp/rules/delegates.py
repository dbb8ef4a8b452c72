"""Family DEL: who hands functions on to whom, and to whom the delegate answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.attendance import WITHOUT_DECISION
from sscp.governance.index import resolve
from sscp.governance.seats import seats_on
from sscp.governance.terms import first_day_of, is_in_force, organisation_of
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit


def _check_nomination(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Nominations dated after the day they take effect."""
    for kind in ("delegation", "appointment"):
        for record in portfolio.of_kind(kind):
            nominated, start = record.date("nominated_on"), first_day_of(record)
            if nominated is not None and start is not None and nominated > start:
                yield hit(
                    record,
                    "nominated_on",
                    f"The nomination is of {write_date(nominated)}, but took effect on"
                    f" {write_date(start)}.",
                )


def _officers(portfolio: Portfolio) -> Iterator[tuple[Record, Record]]:
    """Each delegation to a post, with the partner whose functions it hands on."""
    for delegation in portfolio.of_kind("delegation"):
        partner = portfolio.get_kind(delegation.text("partner"), "partner")
        if partner is not None and delegation.has("to_post"):
            yield delegation, partner


def _check_organisation(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Delegates who belong to another organisation than the partner."""
    for delegation, partner in _officers(portfolio):
        home = organisation_of(portfolio, delegation.text("to_post"))
        if home is not None and home != partner.id:
            yield hit(
                delegation,
                "to_post",
                f"{portfolio.title_of(delegation.text('to_post'))} belongs to"
                f" {portfolio.title_of(home)}, not to {partner.title}.",
            )


def _check_line(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Delegates who report to the lead of another partner."""
    leads = {
        resolve(portfolio, each.text("lead_post")): each for each in portfolio.of_kind("partner")
    }
    for delegation, partner in _officers(portfolio):
        other = leads.get(resolve(portfolio, delegation.text("reports_to")))
        if other is not None and other is not partner:
            yield hit(
                delegation,
                "reports_to",
                f"A delegate of {partner.title} reports here to the lead partner of {other.title}.",
            )


def _check_giver(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Functions handed on by someone other than the partner's lead."""
    for delegation, partner in _officers(portfolio):
        givers = {resolve(portfolio, each) for each in delegation.texts("from_posts")}
        lead = resolve(portfolio, partner.text("lead_post"))
        if givers and lead is not None and lead not in givers:
            yield hit(
                delegation,
                "from_posts",
                f"{portfolio.title_of(lead)} holds the functions of {partner.title}, and is not"
                " among those who delegate them here.",
            )


def _check_giver_named(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Functions handed on by nobody."""
    for delegation in portfolio.of_kind("delegation"):
        if not delegation.has("from_posts") and not delegation.has("from_group"):
            yield hit(
                delegation,
                "to_post" if delegation.has("to_post") else "to_group",
                f"It is not said who hands on what {_receiver(portfolio, delegation)} receives"
                " here.",
            )


def _receiver(portfolio: Portfolio, delegation: Record) -> str:
    return portfolio.title_of(delegation.text("to_post") or delegation.text("to_group")) or "nobody"


def _check_seat(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Delegates who do not hold their partner's seat on the team of delegated partners."""
    teams = [
        group
        for group in portfolio.of_kind("group")
        if group.text("function") == "delegated-partners" and is_in_force(group, as_of)
    ]
    seats = [
        seat
        for team in teams
        for seat in seats_on(portfolio, team.id, as_of)
        if seat.role not in WITHOUT_DECISION
    ]
    if not seats:
        return
    for delegation, partner in _officers(portfolio):
        if not is_in_force(delegation, as_of):
            continue
        post = resolve(portfolio, delegation.text("to_post"))
        own = [
            seat
            for seat in seats
            if partner.id in (seat.agency, organisation_of(portfolio, seat.post))
        ]
        # A seat that names no post belongs to whoever comes from its organisation.
        if any(seat.post in (None, post) for seat in own):
            continue
        holders = listed(portfolio.title_of(seat.post) for seat in own)
        who = f"is held by {holders}" if own else "is held by nobody"
        yield hit(
            delegation,
            "to_post",
            f"The functions of {partner.title} are delegated to {portfolio.title_of(post)}, but the"
            f" seat of {partner.title} on the {teams[0].title} {who}.",
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "DEL-01",
        "nominated-late",
        Severity.WARNING,
        "A nomination is made before it takes effect, or on the day.",
        "Until the lead partner has nominated, the officer has no authority to act.",
        "arrangements 2.1.7/2",
        "Correct the date; where the nomination really was late, have what was done in between"
        " confirmed.",
        _check_nomination,
    ),
    Rule(
        "DEL-02",
        "delegate-of-another",
        Severity.ERROR,
        "A delegated partner belongs to the partner whose functions are handed on.",
        "An officer can commit only the own organisation.",
        "arrangements 2.1.8, A.11",
        "Name a post of this partner, or correct the post's organisation.",
        _check_organisation,
    ),
    Rule(
        "DEL-03",
        "crossed-line",
        Severity.ERROR,
        "A delegated partner reports to the lead partner of the same organisation.",
        "Each officer answers to the own lead; the team as a whole answers to all three.",
        "arrangements A.11",
        "Name the partner's own lead post.",
        _check_line,
    ),
    Rule(
        "DEL-04",
        "delegated-by-another",
        Severity.ERROR,
        "A partner's functions are handed on by its lead partner.",
        "Nobody can hand on what is not theirs.",
        "arrangements 2.1.7, A.2",
        "Name the partner's lead post under `from_posts`.",
        _check_giver,
    ),
    Rule(
        "DEL-05",
        "delegate-without-seat",
        Severity.WARNING,
        "A partner's functions are delegated to the post that holds its seat on the team of"
        " delegated partners.",
        "Otherwise one officer sits where the partners decide, and another has the authority.",
        "arrangements 2.1.8, A.2",
        "Correct the post of the delegation, or record the seat's new holder.",
        _check_seat,
        limits="Looks at the day reckoned from, and only where the register has seats on the team.",
    ),
    Rule(
        "DEL-06",
        "giver-not-named",
        Severity.WARNING,
        "A delegation names who hands the functions on.",
        "Whoever handed them on stays answerable, and only they can take them back.",
        "arrangements 2.1.7, 2.1.8, A.3",
        "Name the posts under `from_posts`, or the group under `from_group`.",
        _check_giver_named,
        of_each=True,
    ),
)

"""Family MEM: seats that are filled, by members who may fill them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.attendance import PRESENT, WITHOUT_DECISION, attendees_of
from sscp.governance.carrying import how_it_ended, is_agreed
from sscp.governance.index import index_of, resolve
from sscp.governance.paragraphs import proofs_of
from sscp.governance.seats import Seat, seats_for, seats_on
from sscp.governance.terms import holders_of, is_in_force, organisation_of
from sscp.model.conditions import conditions_of, meets
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import counted, listed
from sscp.rules.rule import Hit, Rule, hit

_SCHOOLS = frozenset(("primary", "secondary", "special", "independent"))
_SENIOR = frozenset(("head", "deputy-head", "senior-leadership"))


def _current(portfolio: Portfolio, as_of: date) -> Iterator[Record]:
    """The memberships in force on a day."""
    for membership in portfolio.of_kind("membership"):
        if is_in_force(membership, as_of):
            yield membership


def _check_vacancy(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Seats of posts that nobody holds."""
    if not portfolio.of_kind("appointment"):
        return
    for membership in _current(portfolio, as_of):
        post = portfolio.get_kind(membership.text("post"), "post")
        group = portfolio.get_kind(membership.text("group"), "group")
        if post is None or post.id is None or group is None or post.flag("generic"):
            continue
        is_kept = bool(index_of(portfolio).appointments.get(post.id))
        if not is_kept and group.text("function") != "executive":
            continue
        if not holders_of(portfolio, post.id, as_of):
            yield hit(
                membership,
                "post",
                f"The seat of {post.title} on the {group.title} is vacant: no appointment to the"
                " post is in force.",
            )


def _check_expired(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """People present as members on a day on which their membership was not in force."""
    for meeting in portfolio.of_kind("meeting"):
        day, group = meeting.date("date"), meeting.text("group")
        if day is None or meeting.text("status") != "held":
            continue
        for attendee in attendees_of(portfolio, meeting):
            if attendee.status not in PRESENT or attendee.role not in ("member", "chair"):
                continue
            seats = seats_for(portfolio, group, attendee.post, attendee.agency)
            if seats and not any(seat.is_in_force(day) for seat in seats):
                who = portfolio.title_of(attendee.post or attendee.agency)
                yield hit(
                    attendee.row,
                    (),
                    f"{who} attended as a member, but the membership {_state(seats, day)}.",
                )


def _state(seats: tuple[Seat, ...], day: date) -> str:
    ended = [seat.end for seat in seats if seat.end is not None and seat.end <= day]
    if ended:
        return f"had ended on {write_date(max(ended))}"
    starts = [seat.start for seat in seats if seat.start is not None]
    return f"begins only on {write_date(min(starts))}"


def _check_level(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """School representatives below the senior leadership team."""
    for membership in _current(portfolio, as_of):
        level = membership.text("school_level")
        if membership.text("sector") in _SCHOOLS and level is not None and level not in _SENIOR:
            yield hit(
                membership,
                "school_level",
                f"{membership.title}: the representative of a school is a head, a deputy head or"
                " in the senior leadership team.",
            )


def _check_level_stated(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """School representatives whose seniority is not stated."""
    for membership in _current(portfolio, as_of):
        if membership.text("sector") in _SCHOOLS and not membership.has("school_level"):
            yield hit(
                membership,
                "school_level",
                f"{membership.title}: how senior the representative is, is not stated.",
            )


def _check_nomination(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Members to be nominated without a nomination, or nominated by somebody else."""
    for membership in _current(portfolio, as_of):
        nominator = portfolio.get(membership.text("nominated_by"))
        if nominator is None:
            continue
        decision = portfolio.get_kind(membership.text("nomination"), "decision")
        made_on = decision.date("date") if decision is not None else None
        if decision is None or (made_on is not None and made_on > as_of):
            yield hit(
                membership,
                "nominated_by",
                f"{membership.title}: to be put forward by {nominator.title}, but no nomination"
                " is recorded.",
            )
        elif nominator.kind.name == "group" and (
            portfolio.get(decision.text("body")) not in (None, nominator)
        ):
            yield hit(
                membership,
                "nomination",
                f"{membership.title}: to be put forward by {nominator.title}, but the nomination"
                f" was made by {portfolio.title_of(decision.text('body'))}.",
            )
        elif not is_agreed(decision):
            yield hit(
                membership,
                "nomination",
                f"{membership.title}: to be put forward by {nominator.title}, but"
                f" {how_it_ended(decision)}.",
            )


def _check_required(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agencies that must be represented on a group and have no member there."""
    for group in portfolio.of_kind("group"):
        if not is_in_force(group, as_of):
            continue
        there: set[str | None] = set()
        for seat in seats_on(portfolio, group.id, as_of):
            if seat.role not in ("support", "participant-observer"):
                there.update((seat.agency, organisation_of(portfolio, seat.post)))
        for position, identity in enumerate(group.texts("required_agencies")):
            agency = resolve(portfolio, identity)
            if agency not in there:
                yield hit(
                    group,
                    ("required_agencies", position),
                    f"{portfolio.title_of(agency)} must be represented on the {group.title}, and"
                    " has no member there.",
                )


def _check_observer(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Participant observers who also hold a seat that decides."""
    for membership in _current(portfolio, as_of):
        if membership.text("role") != "participant-observer":
            continue
        seats = seats_for(
            portfolio, membership.text("group"), membership.text("post"), membership.text("agency")
        )
        for seat in seats:
            is_same = seat.post == resolve(portfolio, membership.text("post"))
            if is_same and seat.is_in_force(as_of) and seat.role not in WITHOUT_DECISION:
                yield hit(
                    membership,
                    "role",
                    f"{membership.title}: {seat.record.id} makes a member of the same observer.",
                )


def _check_asked(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Seats that a statement of the arrangements asks for, and that are in force for nobody."""
    current = tuple(_current(portfolio, as_of))
    for clause, proof in proofs_of(portfolio):
        if proof.text("kind") != "membership" or not _asks_for_seats(proof):
            continue
        least = proof.whole("least") or proof.whole("exactly") or 1
        conditions = conditions_of(portfolio, proof.rows("where"))
        found = sum(meets(portfolio, membership, conditions) for membership in current)
        if found < least:
            yield hit(
                proof,
                (),
                f"{clause.text('ref')} asks for {counted(least, 'membership')} with"
                f" {_described(portfolio, proof)}; in force: {found or 'none'}.",
            )


def _asks_for_seats(proof: Fields) -> bool:
    """True where there must be a number of them, whatever else each of them needs."""
    if proof.text("form") == "each":
        return proof.has("least")
    return proof.text("form") == "standing" and not proof.has("per")


def _described(portfolio: Portfolio, proof: Fields) -> str:
    """The conditions in words: the group Executive Group and the post Headteacher (primary)."""
    return listed(
        f"the {condition.words('field')} {listed(_allowed(portfolio, condition), 'or')}"
        for condition in proof.rows("where")
    )


def _allowed(portfolio: Portfolio, condition: Fields) -> Iterator[str]:
    yield from map(portfolio.title_of, condition.texts("names"))
    yield from condition.texts("is")


RULES: tuple[Rule, ...] = (
    Rule(
        "MEM-01",
        "vacant-seat",
        Severity.WARNING,
        "A seat that belongs to a post is filled: somebody holds the post.",
        "A vacant seat is an organisation without a voice in the group.",
        "arrangements 2.1.21",
        "Record the appointment once the post is filled; until then ask for a deputy.",
        _check_vacancy,
        limits="Looks at seats on the executive, and elsewhere at posts to which the register"
        " keeps appointments; never at posts that many people hold.",
    ),
    Rule(
        "MEM-02",
        "membership-not-in-force",
        Severity.WARNING,
        "Whoever attends as a member is a member on that day.",
        "Somebody whose membership has ended can neither decide nor make up a quorum.",
        "arrangements 2.1.21, 2.2.4",
        "Renew the membership from the right day, or give the row the part `invited`.",
        _check_expired,
    ),
    Rule(
        "MEM-03",
        "school-level-too-low",
        Severity.ERROR,
        "A school is represented by its head, a deputy head or its senior leadership team.",
        "A representative must be able to speak for the school and to carry things out there.",
        "arrangements 2.3.4",
        "Ask the school for a representative of that level, or correct the record.",
        _check_level,
    ),
    Rule(
        "MEM-04",
        "school-level-not-stated",
        Severity.NOTE,
        "The seniority of a school's representative is stated.",
        "Whether the seat is filled as it must be can't be told.",
        "arrangements 2.3.4",
        "Add `school_level` once it is known.",
        _check_level_stated,
    ),
    Rule(
        "MEM-05",
        "not-nominated",
        Severity.WARNING,
        "A member whom another body puts forward has its nomination.",
        "The seat is that body's to fill.",
        "arrangements 2.1.21(j)",
        "Record the decision of that body to nominate, and name it under `nomination`.",
        _check_nomination,
    ),
    Rule(
        "MEM-06",
        "agency-not-represented",
        Severity.WARNING,
        "Every agency required on a group has a member there.",
        "The lead partners require these agencies to take part.",
        "arrangements 2.2.8",
        "Ask the agency to name a representative.",
        _check_required,
    ),
    Rule(
        "MEM-07",
        "observer-and-member",
        Severity.ERROR,
        "A participant observer of a group is not also a member of it.",
        "An observer never decides; the second seat would let it.",
        "arrangements 2.1.22",
        "End one of the two memberships.",
        _check_observer,
    ),
    Rule(
        "MEM-08",
        "seat-not-on-record",
        Severity.WARNING,
        "Each seat that the arrangements name has a membership in force.",
        "Where its record is gone or has ended, nobody notices that the seat is empty.",
        "arrangements 2.1.21, 2.3.3",
        "Record the membership (`sscp new membership`); where the arrangements no longer have"
        " the seat, change what the paragraph's `proof` asks for.",
        _check_asked,
        limits="Knows only the seats that the `proof` of a paragraph asks for: in the form `each`"
        " with `least`, or in the form `standing`. Whether somebody holds the post is MEM-01.",
    ),
)

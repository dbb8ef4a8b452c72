"""Section 11 rounds: returns taken in, weak areas given actions and assured, rounds closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.errors import UsageError
from sscp.governance.steps import by_link, groups_monitoring
from sscp.model.dates import write_date
from sscp.model.kind import Shape
from sscp.model.kinds.assurance import S11_CYCLE, S11_RETURN
from sscp.model.kinds.meetings import ACTION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.lifecycle import Cycle, Step, event_verb, put
from sscp.work.limits import by_today, from_day, since
from sscp.work.offers import newest
from sscp.work.origin import filled, marks_of
from sscp.work.rounds import awaited, is_open, return_of, told_awaited
from sscp.work.verb import Answers, Question, Verb, ask_field, subject, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import Edit, NewRecord, SetField

_WEAK = frozenset(("partly-met", "not-met"))


def _take_in(desk: Desk, answers: Answers) -> Change:
    cycle, agency = answers.record("s11_cycle"), answers.record("agency")
    on = answers.day_or_today("received_on")
    known = return_of(desk.portfolio, cycle, agency.id or "")
    came = known.date("received_on") if known is not None else None
    if came is not None:
        raise UsageError(f"The return of {agency.title} came on {write_date(came)} already.")
    identity = (known.id if known is not None else None) or f"{cycle.id}-{agency.id}"
    marks = marks_of(desk.portfolio, cycle, known)
    actions = _new_actions(desk, answers, identity, marks)
    values = filled(
        {
            "received_on": on,
            "completed_by": answers.text("completed_by"),
            "signed_off_by": answers.text("signed_off_by"),
            "ratings": _ratings(answers, {key: each.values["id"] for key, each in actions.items()}),
            "feedback_answered": answers.has("feedback_answered"),
            "contracted_services_covered": answers.has("contracted_services_covered"),
        }
    )
    edits: list[Edit] = []
    if known is not None:
        edits += [SetField(identity, (name,), value) for name, value in values.items()]
    else:
        number = (cycle.id or "").removeprefix("S11-")
        head = {
            "id": identity,
            "title": f"Section 11 return {number}: {agency.title}",
            "cycle": cycle.id,
            "agency": agency.id,
            "source": cycle.id,
        }
        edits.append(NewRecord(S11_RETURN, head | values | marks))
    owed = [
        f"{each.values['id']}: {each.values['title']}, by {write_date(each.values['due'])}."
        for each in actions.values()
    ]
    return Change(
        f"{identity}: return of {agency.title} came, {write_date(on)}",
        (*edits, *actions.values()),
        "section-11 return",
        tuple(owed),
    )


def _ratings(answers: Answers, raised: dict[str, Any]) -> list[dict[str, Any]]:
    evidence, reasons = answers.by_key("evidence"), answers.by_key("why_not")
    known = answers.by_key("existing")
    return [
        filled(
            {
                "standard": key,
                "rating": rating,
                "evidence": evidence.get(key),
                "reason": reasons.get(key),
                "actions": [each for each in (known.get(key), raised.get(key)) if each],
            }
        )
        for key, rating in answers.by_key("ratings").items()
    ]


def _new_actions(
    desk: Desk, answers: Answers, identity: str, marks: dict[str, Any]
) -> dict[str, NewRecord]:
    """An action for each weak standard about which something is to be done."""
    on = answers.day_or_today("received_on")
    owners, days = answers.by_key("wanted_from"), answers.by_key("wanted_by")
    watching = groups_monitoring(desk.portfolio, "section-11", on)
    return {
        key: NewRecord(
            ACTION,
            filled(
                {
                    "id": desk.new_id(ACTION, on.year),
                    "title": what,
                    "owner": owners.get(key),
                    "agency": answers.text("agency"),
                    "raised_on": on,
                    "due": days.get(key),
                    "raised_by": "section-11",
                    "raised_at": identity,
                    "item": key,
                    "scope": "single-agency",
                    "monitored_by": watching[0] if watching else None,
                    "source": f"{identity} {key}",
                    **marks,
                }
            ),
        )
        for key, what in answers.by_key("wanted").items()
    }


def _standards(answers: Answers) -> Sequence[tuple[str, str]]:
    cycle = answers.found("s11_cycle")
    rows = cycle.rows("standards") if cycle is not None else ()
    return [(row.words("key"), row.words("standard")) for row in rows]


def _rated(answers: Answers, *ratings: str) -> list[tuple[str, str]]:
    given = answers.by_key("ratings")
    return [(key, words) for key, words in _standards(answers) if given.get(key) in ratings]


def _to_mend(answers: Answers) -> Sequence[tuple[str, str]]:
    """The weak standards that no action known already is to mend."""
    known = answers.by_key("existing")
    return [each for each in _rated(answers, *_WEAK) if each[0] not in known]


def _wanted(answers: Answers) -> Sequence[tuple[str, str]]:
    """The standards about which something is to be done."""
    given = answers.by_key("wanted")
    return [(key, str(given[key])) for key, _ in _to_mend(answers) if key in given]


def _inapplicable(answers: Answers) -> Sequence[tuple[str, str]]:
    return _rated(answers, "not-applicable")


def _agencies_awaited(answers: Answers) -> Sequence[str]:
    cycle = answers.found("s11_cycle")
    return awaited(answers.portfolio, cycle) if cycle is not None else ()


def _still(answers: Answers, written: Written) -> tuple[str, ...]:
    """Which returns have still to come."""
    cycle = answers.record("s11_cycle")
    return told_awaited(answers.portfolio, cycle)


def _open_areas(given: Record) -> tuple[Fields, ...]:
    """The weak standards of a return that nobody is satisfied on."""
    return tuple(
        row
        for row in given.rows("ratings")
        if row.text("rating") in _WEAK and not row.has("assured_on")
    )


def _is_weak(portfolio: Portfolio, given: Record) -> bool:
    return bool(_open_areas(given))


def _known_area(answers: Answers, value: Any) -> None:
    """Refuse a standard that is not among the open weak areas.

    Raises:
        UsageError: the message names those that are.
    """
    given = answers.found("s11_return")
    keys = [row.words("standard") for row in _open_areas(given)] if given is not None else []
    if given is not None and value not in keys:
        names = ", ".join(keys) or "none"
        raise UsageError(f"{value} is no open weak area of {given.id}; there are: {names}.")


def _areas(answers: Answers) -> Sequence[tuple[str, str]]:
    given = answers.found("s11_return")
    cycle = answers.portfolio.get(given.text("cycle")) if given is not None else None
    words = (
        {row.text("key"): row.words("standard") for row in cycle.rows("standards")} if cycle else {}
    )
    rows = _open_areas(given) if given is not None else ()
    return [(key, words.get(key, key)) for row in rows if (key := row.words("standard"))]


def _only_area(answers: Answers) -> str:
    given = answers.found("s11_return")
    rows = _open_areas(given) if given is not None else ()
    return rows[0].words("standard") if len(rows) == 1 else ""


def _assure(desk: Desk, answers: Answers) -> Change:
    given = answers.record("s11_return")
    key, on = answers.text("standard"), answers.day_or_today("on")
    _known_area(answers, key)
    row = next(row for row in _open_areas(given) if row.text("standard") == key)
    return Change(
        f"{given.id}: satisfied on {key}, {write_date(on)}",
        (
            SetField(given.id or "", (*row.path, "assured_on"), on),
            SetField(given.id or "", (*row.path, "assurance"), answers.text("assurance")),
        ),
        "section-11 assure",
        (),
        (answers.text("assurance"),),
    )


def _still_weak(answers: Answers, written: Written) -> tuple[str, ...]:
    """The weak areas of the whole round that are still open."""
    portfolio, given = answers.portfolio, answers.record("s11_return")
    cycle = portfolio.get_kind(given.text("cycle"), "s11-cycle")
    if cycle is None:
        return ()
    own = by_link(portfolio, "s11-return", "cycle").get(cycle.id or "", ())
    count = sum(len(_open_areas(each)) for each in own)
    if count:
        areas = "1 weak area" if count == 1 else f"{count} weak areas"
        return (f"{areas} of the round still open: `sscp assurance --matrix section-11`.",)
    return (f"No weak area is open: `sscp section-11 event {cycle.id} --event closed`.",)


def _launched(answers: Answers, cycle: Record) -> tuple[str, ...]:
    return told_awaited(answers.portfolio, cycle)


def _never(answers: Answers) -> bool:
    return False


def _last_tool(answers: Answers) -> str:
    rounds = answers.portfolio.of_kind("s11-cycle")
    known = [(each.date("launched_on") or date.min, each.words("tool")) for each in rounds]
    return max((each for each in known if each[1]), default=(None, ""))[1]


LIFE = Cycle(
    S11_CYCLE,
    "section-11",
    "event",
    "Record that a round was launched or closed.",
    "The round: its id, or words from it.",
    (
        Step(
            "launched",
            "Launched",
            "launched_on",
            asks=(
                put(S11_CYCLE, "tool", default=_last_tool),
                put(S11_CYCLE, "launched_by"),
            ),
            then=_launched,
        ),
        Step("closed", "Closed", "closed_on", after=("launched",)),
    ),
)

VERBS = (
    Verb(
        "section-11",
        "return",
        "Record an agency's return. Its rating of each standard, and what is to be done.",
        (
            subject(
                "s11-cycle",
                "The round: its id, or words from it.",
                offered=newest("s11-cycle", where=is_open),
            ),
            ask_field(
                S11_RETURN,
                "agency",
                ask="The agency whose return it is.",
                is_subject=True,
                offered=_agencies_awaited,
            ),
            ask_field(
                S11_RETURN,
                "received_on",
                default=today,
                earliest=since("s11_cycle"),
                latest=by_today,
            ),
            ask_field(S11_RETURN, "completed_by"),
            ask_field(S11_RETURN, "signed_off_by"),
            ask_field(
                S11_RETURN,
                "ratings.rating",
                "ratings",
                "The agency's own rating, standard by standard.",
                keys=_standards,
            ),
            ask_field(S11_RETURN, "ratings.evidence", "evidence", keys=_standards, when=_never),
            ask_field(
                S11_RETURN,
                "ratings.reason",
                "why_not",
                "Why a standard does not apply.",
                required=True,
                keys=_inapplicable,
                when=lambda answers: bool(_inapplicable(answers)),
            ),
            Question(
                "existing",
                "An action that is to mend a weak standard, where one is there already.",
                Shape.LINK,
                links=("action",),
                keys=_standards,
                when=_never,
            ),
            Question(
                "wanted",
                "What is to be done about a weak standard, in a few words.",
                required=True,
                keys=_to_mend,
                when=lambda answers: bool(_to_mend(answers)),
            ),
            ask_field(
                ACTION,
                "owner",
                "wanted_from",
                "The post that owns each of these actions.",
                required=True,
                keys=_wanted,
                when=lambda answers: bool(_wanted(answers)),
            ),
            ask_field(
                ACTION,
                "due",
                "wanted_by",
                "The day by which each must be done.",
                earliest=from_day("received_on", "the return came"),
                keys=_wanted,
                when=lambda answers: bool(_wanted(answers)),
            ),
            ask_field(
                S11_RETURN,
                "feedback_answered",
                ask="Yes where the questions about feedback were answered.",
            ),
            ask_field(
                S11_RETURN,
                "contracted_services_covered",
                ask="Yes where contracted services are covered.",
            ),
        ),
        _take_in,
        follow=_still,
    ),
    Verb(
        "section-11",
        "assure",
        "Record that a weak area of a return is satisfied.",
        (
            subject(
                "s11-return",
                "The return: its id, or words from it.",
                offered=newest("s11-return", where=_is_weak),
            ),
            ask_field(
                S11_RETURN,
                "ratings.standard",
                "standard",
                "The standard that was weak: its key.",
                default=_only_area,
                check=_known_area,
                texts=_areas,
            ),
            Question(
                "on",
                "The day of it.",
                Shape.DATE,
                default=today,
                earliest=since("s11_return"),
                latest=by_today,
            ),
            ask_field(S11_RETURN, "ratings.assurance", "assurance", required=True),
        ),
        _assure,
        follow=_still_weak,
    ),
    event_verb(LIFE),
)

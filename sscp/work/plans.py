"""Plans and priorities: agreed, how their outcomes go, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sscp.errors import UsageError
from sscp.model.dates import write_long_date
from sscp.model.kinds.documents import PLAN, PRIORITY
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.lifecycle import Ask, Cycle, Step, event_verb, put
from sscp.work.offers import held_meetings, newest
from sscp.work.origin import filled
from sscp.work.verb import Answers, ask_field
from sscp.write.change import Desk
from sscp.write.edits import AddRow, Edit, SetField


def _open_outcomes(plan: Record) -> list[Fields]:
    return [row for row in plan.rows("outcomes") if not row.has("completed_on")]


def _outcomes(answers: Answers) -> Sequence[tuple[str, str]]:
    plan = answers.found("plan")
    rows = _open_outcomes(plan) if plan is not None else ()
    return [(row.words("key"), row.words("outcome")) for row in rows]


def _known(answers: Answers, value: object) -> None:
    keys = [key for key, _ in _outcomes(answers)]
    if answers.found("plan") is not None and value not in keys:
        raise UsageError(f"{value} is no open outcome; there are: {', '.join(keys) or 'none'}.")


def _note(desk: Desk, answers: Answers, plan: Record) -> Sequence[Edit]:
    """A dated note on one outcome; where it is complete, the day of that too."""
    key, on = answers.text("outcome"), answers.day_or_today("on")
    _known(answers, key)
    row = next(row for row in _open_outcomes(plan) if row.text("key") == key)
    said = {name: answers.given.get(name) for name in ("rating", "note", "effect")}
    path, identity = row.path, plan.id or ""
    edits: list[Edit] = [AddRow(identity, (*path, "progress"), filled({"on": on, **said}))]
    if said["rating"] == "complete":
        edits.append(SetField(identity, (*path, "completed_on"), on))
    return edits


def _ahead(answers: Answers, plan: Record) -> Sequence[str]:
    """The outcome that falls due next."""
    days = [(day, row) for row in _open_outcomes(plan) if (day := row.date("due")) is not None]
    if not days:
        return ()
    due, row = min(days, key=lambda each: each[0])
    late = ", and is late" if due < answers.as_of else ""
    return (f"Next is outcome {row.words('key')}, by {write_long_date(due)}{late}.",)


def _agreed_on(portfolio: Portfolio, plan: Record) -> date | None:
    if plan.text("status") not in ("agreed", "closed"):
        return None
    decision = portfolio.get_kind(plan.text("decision"), "decision")
    day = decision.date("date") if decision is not None else None
    return day or plan.date("from")


_INPUTS = ask_field(PLAN, "inputs.input").choices
_NOTED = ("rating", "note", "effect")
_PROGRESS = tuple(Ask("", ask_field(PLAN, f"outcomes.progress.{name}")) for name in _NOTED)

PLAN_LIFE = Cycle(
    PLAN,
    "plan",
    "event",
    "Record what became of a plan. Agreed, how an outcome goes, closed.",
    "The plan: its id, or words from it.",
    (
        Step(
            "input-heard",
            "One of the four inputs was heard",
            asks=(
                Ask("", ask_field(PLAN, "inputs.input")),
                Ask("", ask_field(PLAN, "inputs.summary")),
                Ask("", ask_field(PLAN, "inputs.records")),
                Ask(
                    "",
                    ask_field(
                        PLAN,
                        "inputs.none_because",
                        when=lambda answers: not answers.has("records"),
                    ),
                ),
            ),
            where=lambda portfolio, plan: len(plan.rows("inputs")) < len(_INPUTS),
            again=True,
            also=lambda desk, answers, plan: _hear(answers, plan),
        ),
        Step(
            "agreed",
            "It was agreed",
            asks=(put(PLAN, "decision", required=True, offered=newest("decision")),),
            marks=(("status", "agreed"),),
            seen=_agreed_on,
        ),
        Step(
            "progress",
            "How an outcome goes",
            told="How an outcome goes was noted",
            asks=(
                Ask(
                    "",
                    ask_field(PLAN, "outcomes.key", "outcome", texts=_outcomes, check=_known),
                ),
                *_PROGRESS,
            ),
            after=("agreed",),
            again=True,
            where=lambda portfolio, plan: bool(_open_outcomes(plan)),
            also=_note,
            then=_ahead,
        ),
        Step(
            "closed",
            "It was closed",
            marks=(("status", "closed"),),
            after=("agreed",),
            where=lambda portfolio, plan: plan.text("status") != "closed",
            beside=True,
        ),
    ),
)


def _hear(answers: Answers, plan: Record) -> Sequence[Edit]:
    """What an input told the planners."""
    names = ("input", "records", "none_because", "summary")
    row = filled({name: answers.given.get(name) for name in names})
    if any(each.text("input") == row["input"] for each in plan.rows("inputs")):
        raise UsageError(f"{row['input']} was heard already; `sscp edit {plan.id}` changes it.")
    return (AddRow(plan.id or "", ("inputs",), row),)


PRIORITY_LIFE = Cycle(
    PRIORITY,
    "priority",
    "event",
    "Record what became of a priority. Decided on, or how it goes.",
    "The priority: its id, or words from it.",
    (
        Step(
            "decided",
            "The lead partners decided on it",
            asks=(put(PRIORITY, "decision", required=True, offered=newest("decision")),),
            where=lambda portfolio, record: not record.has("decision"),
        ),
        Step(
            "progress",
            "How it goes",
            "progress.on",
            told="How it goes was noted",
            asks=(
                put(PRIORITY, "progress.rating"),
                put(PRIORITY, "progress.note"),
                put(PRIORITY, "progress.effect"),
                put(PRIORITY, "progress.meeting", offered=held_meetings),
            ),
            again=True,
        ),
    ),
)

VERBS = (event_verb(PLAN_LIFE), event_verb(PRIORITY_LIFE))

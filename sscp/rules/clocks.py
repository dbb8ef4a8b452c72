"""Family CLK, with CAL-01: a register's own clocks, its choices in others, its calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sscp.model.finding import Severity
from sscp.model.kind import Field, Shape
from sscp.model.kinds.catalogue import BY_NAME, SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.rules.rule import Check, Hit, Rule, hit
from sscp.timing.catalogue import clocks_of, is_third_party, packaged_clock, raises_force
from sscp.timing.choices import local_choices
from sscp.timing.events import EVENTS
from sscp.timing.working_days import DEFAULT_REGION, read_calendar, region_of

_EVENT_FIELDS = "starts ends only_after withdrawn_by stopped_by delay_notice due_by".split()
_NAMING = (Shape.LINK, Shape.ID)
_WHAT_AND_WHO = (("because", "why"), ("agreed_by", "who agreed to it"))


def _check_names(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Clocks that name a kind, an event, a field or a setting there is none of."""
    for clock in portfolio.of_kind("clock"):
        name = clock.words("runs_for")
        kind = BY_NAME.get(name)
        if kind is None:
            yield hit(clock, "runs_for", f"There is no kind of record called {name}.")
            continue
        yield from _settings(clock)
        fields = {field.name: field for field in kind.fields}
        for row in clock.rows("only_if"):
            field = fields.get(row.words("field"))
            if field is None:
                yield hit(row, "field", f"The {name} has no field {row.words('field')}.")
            elif field.shape in _NAMING and row.has("is"):
                held = listed(row.texts("is"))
                named = f"`{field.name}` names records; write {held} under `names`."
                yield hit(row, "is", named)
        for way in ("rows", "actor_in"):
            first = clock.words(way).split(".")[0]
            if first and first not in fields:
                yield hit(clock, way, f"The {name} has no field {first}.")
        if not clock.has("worked_by"):
            yield from _events(clock, name)
        yield from _row_title(clock, fields.get(clock.words("rows")))


def _row_title(clock: Record, table: Field | None) -> Iterator[Hit]:
    title = clock.text("row_title")
    if table is not None and title and title not in {field.name for field in table.fields}:
        yield hit(clock, "row_title", f"The rows of {table.name} have no field {title}.")


def _events(clock: Record, kind: str) -> Iterator[Hit]:
    """The events of a clock that its kind of record does not have."""
    known = EVENTS.get(kind, {})
    said = f"clocks know {listed(sorted(known))}" if known else "no clock can run for it"
    named: list[tuple[Fields, str, str]] = [
        (clock, field, event) for field in _EVENT_FIELDS for event in clock.texts(field)
    ]
    named += [(row, "event", row.words("event")) for row in clock.rows("starts_by_policy")]
    for fields, field, event in named:
        if event not in known:
            yield hit(fields, field, f"The {kind} has no event {event}; {said}.")


def _settings(clock: Record) -> Iterator[Hit]:
    """The settings a clock asks for that no register can have."""
    length = clock.text("length_setting")
    if length and SETTINGS.field(length) is None:
        yield hit(clock, "length_setting", f"There is no setting {length}.")
    policies = SETTINGS.field("policies")
    known = {field.name: field for field in policies.fields} if policies is not None else {}
    for row in clock.rows("starts_by_policy"):
        policy = known.get(row.words("policy"))
        if policy is None:
            yield hit(row, "policy", f"There is no policy {row.words('policy')}.")
        elif row.text("value") not in {choice.value for choice in policy.choices}:
            yield hit(row, "value", f"The policy {policy.name} has no choice {row.words('value')}.")


def _check_own_version(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """A register's own versions of clocks without the reason, or without who agreed."""
    for clock in portfolio.of_kind("clock"):
        for choice in local_choices(portfolio, clock):
            missing = _missing(choice.because, choice.agreed_by)
            if not choice.setting and missing:
                yield hit(
                    clock,
                    "id",
                    f"{clock.id} is {choice.what}. It is not recorded {missing}.",
                )


def _check_switches(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Settings that change a clock without the reason, or without who agreed."""
    settings = portfolio.settings
    if settings is None:
        return
    policies = settings.part("policies")
    seen = set()
    for clock in clocks_of(portfolio):
        for choice in local_choices(portfolio, clock):
            missing = _missing(choice.because, choice.agreed_by)
            if not choice.setting or not missing or choice.setting in seen:
                continue
            seen.add(choice.setting)
            inner = policies is not None and policies.has(choice.setting)
            place = policies if policies is not None and inner else settings
            yield hit(
                place,
                choice.setting,
                f"By this setting {clock.id} is changed: {choice.what}. It is not recorded"
                f" {missing}.",
            )


def _missing(because: str, agreed_by: str) -> str:
    """What of a choice is not recorded, in words; empty where all of it is."""
    values = {"because": because, "agreed_by": agreed_by}
    return " nor ".join(words for name, words in _WHAT_AND_WHO if not values[name])


def _check_force(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """A register's own versions that put more behind a clock than law and guidance do."""
    for clock in portfolio.of_kind("clock"):
        packaged = packaged_clock(clock.id)
        if packaged is None:
            continue
        if is_third_party(clock) and not clock.flag("third_party"):
            yield hit(
                clock,
                "id",
                f"{clock.id} is the clock of another body ({packaged.words('actor')}); this"
                " version leaves out `third_party`. It is told for information all the same.",
            )
        elif raises_force(clock):
            yield hit(
                clock,
                "force",
                f"{clock.id} is {_force(packaged)} and no more; this version calls it"
                f" {_force(clock)}. It is told as {_force(packaged)} all the same.",
            )


def _force(clock: Record) -> str:
    return f"'{clock.words('force')}'"


def _check_region(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Calendars of a region whose bank holidays are not known."""
    settings = portfolio.settings
    part = settings.part("calendar") if settings is not None else None
    region = region_of(portfolio)
    if part is not None and read_calendar(region) is None:
        field = "subdivision" if part.has("subdivision") else "country"
        yield hit(
            part,
            field,
            f"The bank holidays of {region} are not known, so those of {DEFAULT_REGION} are"
            " reckoned with.",
        )


def _check_ids(codes: frozenset[str]) -> Check:
    def check(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
        """A register's own clocks that have the code of a rule for their id."""
        for clock in portfolio.of_kind("clock"):
            if clock.id in codes and packaged_clock(clock.id) is None:
                yield hit(
                    clock,
                    "id",
                    f"{clock.id} is the code of a rule, which is what `sscp explain` shows for it.",
                )

    return check


RULES: tuple[Rule, ...] = (
    Rule(
        "CLK-01",
        "clock-names-unknown",
        Severity.ERROR,
        "A clock of the register names kinds, events, fields and settings that there are.",
        "A clock with a slip in it never starts, and nobody misses it.",
        "the kind clock; docs/reference/clocks.md",
        "Correct the name; the message says which there are.",
        _check_names,
    ),
    Rule(
        "CLK-03",
        "own-version-without-reason",
        Severity.ERROR,
        "A register's own version of a clock says why it differs and who agreed to that.",
        "Whoever reads the date takes it for that of the national text.",
        "practice note 9, design point 4",
        "Add `replaced_because`, and `agreed_by` or the `decision`; or delete the record, and the"
        " clock runs as the text has it.",
        _check_own_version,
    ),
    Rule(
        "CLK-04",
        "switch-without-reason",
        Severity.ERROR,
        "A setting that changes a clock has its reason, and who agreed to it, beside it.",
        "Whoever reads the date takes it for that of the national text.",
        "practice note 9, design point 4; practice note 1.2",
        "Add a row under `local_choices` in register.yaml with `setting`, `because`, and"
        " `agreed_by` or the `decision`; or take the setting out.",
        _check_switches,
    ),
    Rule(
        "CLK-05",
        "own-version-raises-force",
        Severity.ERROR,
        "A register's own version of a clock makes it neither the partnership's where it is another"
        " body's, nor more binding than it is.",
        "Another body's lateness would stand on the first screen as the partnership's breach.",
        "practice note 1.3; practice note 9, design point 3",
        "Take over `third_party` and `force` from `sscp explain CLOCK`.",
        _check_force,
    ),
    Rule(
        "CAL-01",
        "calendar-not-known",
        Severity.ERROR,
        "The calendar of the settings is one whose bank holidays are known.",
        "With the holidays of another country every date in working days may be wrong.",
        "practice note 1.6",
        "Write a region there is: GB with ENG, or GB with WLS.",
        _check_region,
    ),
)


def build_rules(others: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rule that needs to know all others: ids of clocks are no codes of theirs."""
    return (
        Rule(
            "CLK-02",
            "clock-has-code-of-rule",
            Severity.ERROR,
            "No clock of the register has the code of a rule for its id.",
            "Asked for by its id, it could not be explained: the rule would be.",
            "the kind clock",
            "Give it another id, such as LOC-01.",
            _check_ids(frozenset(rule.code for rule in others)),
        ),
    )

"""The kind for clocks: a length of time from one event to another, as data.

National clocks ship with the program; a register's own stand in its `clocks/`
folder and, with a recorded reason, may replace a national one of the same id.
"""

from __future__ import annotations

from sscp.model.kind import (
    Choice,
    IdForm,
    date,
    declare,
    flag,
    link,
    links,
    one_of,
    prose,
    rows,
    text,
    whole,
)

CLOCK_UNITS = (
    Choice("working-days", "Working days"),
    Choice("calendar-days", "Calendar days"),
    Choice("months", "Calendar months"),
    Choice("named-date", "Nothing: another event is itself the last day"),
)
DIRECTIONS = (
    Choice("after", "Counted on from the start"),
    Choice("before", "Counted back from the start"),
)
FIRST_SCREEN = (
    Choice("always", "As long as it runs"),
    Choice("late", "Only once it is late"),
    Choice("never", "Never: another list there shows it"),
)
WORKED_BY = (
    Choice("actions", "The action's own dates"),
    Choice("meetings", "The meetings that a group held"),
    Choice("documents", "The versions and reviews of a document"),
)
FORCES = (
    Choice("duty", "Duty in law"),
    Choice("guidance", "Statutory guidance"),
    Choice("expectation", "Expectation"),
    Choice("local", "Local arrangement"),
    Choice("information", "For information"),
)
GRADES = (
    Choice("A", "Read in the primary text"),
    Choice("B", "Read in two or more sources that agree"),
    Choice("C", "Read in one source"),
    Choice("S", "Stated in the partnership's own arrangements"),
    Choice("R", "Unverified: written from knowledge, the text was not read again"),
)

CLOCK = declare(
    "clock",
    "clocks",
    "A time limit: what starts it, how long it runs, what ends it, and where it comes from.",
    text("title", "What must be done, in a few words.", required=True),
    text("runs_for", "The kind of record it runs for.", required=True),
    rows(
        "only_if",
        "Conditions: it runs only for records in which each of these fields has that value.",
        text("field", "The field.", required=True),
        text("is", "The value."),
        links("names", "", "The record it names, where the field holds a link."),
    ),
    text("rows", "A list in that record: it runs for each row, named by the row's `key`."),
    text("row_title", "The field of the row that says what it is about."),
    text("starts", "The event that starts it.", required=True),
    rows(
        "starts_by_policy",
        "Other starting events that a policy of the register may choose.",
        text("policy", "The policy in the settings.", required=True),
        text("value", "The choice.", required=True),
        text("event", "The event that then starts it.", required=True),
    ),
    text("ends", "The event that it waits for.", required=True),
    flag(
        "each_year",
        "True when it runs too for each year for which there is no record yet.",
    ),
    flag(
        "first_owed",
        "True when the first is owed too, counted from the day since which the register is kept.",
    ),
    flag("repeats", "True when each end starts it anew."),
    text("only_after", "An event that must have happened before it runs at all."),
    flag("at_least", "True when the end may not come before the date, instead of after it."),
    text("withdrawn_by", "The event by which the task itself is taken back."),
    text("stopped_by", "Events that end what it runs for, so that it is owed no more.", many=True),
    text("delay_notice", "The event that explains lateness; it never moves the due date."),
    whole("length", "How long it runs; leave it out where an event is the last day."),
    text("length_setting", "A setting of the register that gives the length as an interval."),
    text("due_by", "The event whose day is the last one, where no length says otherwise."),
    whole("warning_days", "Calendar days of warning, where the register's own are too few."),
    one_of("first_screen", FIRST_SCREEN, "When the first screen shows it; always if not said."),
    one_of("worked_by", WORKED_BY, "What works it out, where two events alone can't say it."),
    one_of("unit", CLOCK_UNITS, "What is counted.", required=True),
    one_of("direction", DIRECTIONS, "On from the start, when nothing is said, or back from it."),
    rows(
        "editions",
        "The editions of national guidance it belongs to; none for every edition.",
        text("edition", "The edition, such as WT2018.", required=True),
        flag("inherited", "True when it is taken over from the edition before, unread."),
    ),
    one_of("force", FORCES, "What stands behind it.", required=True),
    one_of(
        "time_force",
        FORCES,
        "What stands behind the time, where that is less than what binds to the duty itself.",
    ),
    one_of("evidence", GRADES, "How well its text is known.", required=True),
    text("basis", "The text and paragraph it is taken from.", required=True),
    text("actor", "Who would be late.", required=True),
    text("actor_in", "The field that names who that is, where the record does."),
    flag("third_party", "True when it is another body's clock, never this partnership's breach."),
    prose("when_late", "What follows when it is missed."),
    whole(
        "first_day",
        "The number its own text gives the day of the start, where that is not 0; the date is the"
        " same.",
    ),
    date("valid_from", "First day on which a start falls under it."),
    date("valid_to", "First day on which a start no longer does."),
    date("checked", "The day its text was last checked.", required=True),
    text("replaced_because", "For a register's own version of a national clock: why."),
    link("agreed_by", "group post", "For such a version: who agreed to it."),
    link("decision", "decision", "For such a version: the decision."),
    id_form=IdForm(
        r"[A-Z][A-Z0-9]*-[0-9]{2}[a-z]?|[a-z0-9]+(-[a-z0-9]+)*",
        "RR-01",
        "capitals, a hyphen and two digits, or small letters with hyphens",
    ),
)

KINDS = (CLOCK,)

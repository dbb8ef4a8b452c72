"""The register's settings, `register.yaml`, declared like any other kind."""

from __future__ import annotations

from sscp.model.kind import (
    Audience,
    Choice,
    Field,
    IdForm,
    Kind,
    Shape,
    date,
    flag,
    interval,
    link,
    links,
    one_of,
    part,
    rows,
    text,
    whole,
)

RAPID_REVIEW_STARTS = (
    Choice("notified", "When the national panel is notified"),
    Choice("aware", "When the authority becomes aware"),
)

CLOCK_SETTINGS = (
    Choice("rapid_review_starts", "What starts the rapid review clock"),
    Choice("minutes_drafted_within", "How soon minutes are drafted"),
    Choice("review_progress_every", "How often an open practice review is checked"),
)

IMPORT_FIELDS = (
    Choice("title", "What is to be done"),
    Choice("detail", "More about it"),
    Choice("owner", "The post that owns it"),
    Choice("agency", "The organisation, or several"),
    Choice("raised_on", "The day it was agreed"),
    Choice("raised_at", "The meeting or other record it came from"),
    Choice("item", "The agenda item"),
    Choice("due", "The day it must be done by"),
    Choice("monitored_by", "The group that watches over it"),
    Choice("note", "The latest update"),
    Choice("percent", "How far along"),
    Choice("status", "Open or complete"),
    Choice("completed_on", "The day it was done"),
    Choice("evidence", "What shows that it is done"),
    Choice("number", "The number it had in the earlier log"),
    Choice("ignore", "Nothing that is read"),
)

REGISTER = Kind(
    "register",
    "settings",
    "",
    "The settings of the register: one file, `register.yaml`, in its top folder.",
    IdForm(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "anytown",
        "small letters, digits and single hyphens",
    ),
    Audience.PARTNERS,
    "name",
    (
        Field("id", Shape.ID, "A short name for the register.", required=True),
        text("name", "The partnership's name, as it stands on every page.", required=True),
        text("area", "The area the arrangements cover.", required=True),
        date(
            "as_of",
            "A fixed date to reckon from, for a register that is closed or illustrative.",
        ),
        date(
            "kept_since",
            "The first day of which this register tells: what was never done is owed from then on.",
        ),
        flag("illustrative", "True when the register holds invented records."),
        part(
            "calendar",
            "Whose bank holidays count.",
            text("country", "The country's code, such as GB.", required=True),
            text("subdivision", "The part of it, such as ENG.", required=True),
            rows(
                "closures",
                "Local days on which offices are closed.",
                date("on", "The day.", required=True),
                text("name", "Why.", required=True),
            ),
        ),
        text(
            "guidance",
            "The edition of national guidance in force for new events.",
        ),
        whole(
            "reporting_year_starts_in_month",
            "The month the reporting year starts in: 1 to 12.",
            least=1,
        ),
        part(
            "warning",
            "How many calendar days ahead something is called due soon; 14 when left out.",
            whole("actions", "For actions."),
            whole("clocks", "For clocks and meetings."),
            whole("documents", "For documents due for revision."),
        ),
        part(
            "policies",
            "Choices the partnership has made where the texts leave one.",
            one_of(
                "rapid_review_starts",
                RAPID_REVIEW_STARTS,
                "What starts the rapid review clock.",
            ),
            whole(
                "extensions_before_decision",
                "Extensions of an action allowed before its monitoring body must decide.",
            ),
            flag(
                "give_up_without_decision",
                "True where an action may be given up without a decision of a body.",
            ),
        ),
        rows(
            "local_choices",
            "Why a setting changes a clock of national guidance or of practice, and who agreed.",
            one_of("setting", CLOCK_SETTINGS, "The setting.", required=True),
            text("because", "Why.", required=True),
            link("agreed_by", "group post", "Who agreed to it."),
            link("decision", "decision", "The decision."),
        ),
        links("waiver_authority", "post group", "Who may allow a waiver."),
        text(
            "postcodes_allowed",
            "Postcodes of partner offices, allowed in records.",
            many=True,
        ),
        rows(
            "import_columns",
            "How the columns of action logs made by hand are read; `sscp import` keeps it.",
            text("heading", "What stands above the column.", required=True),
            one_of("field", IMPORT_FIELDS, "What it holds.", required=True),
        ),
        flag(
            "commits",
            "False when people commit by themselves; commands then only write the files.",
        ),
        interval(
            "minutes_drafted_within",
            "How soon after a meeting its minutes are drafted; by the next meeting when left out.",
        ),
        interval(
            "review_progress_every",
            "How often an open practice review needs a progress check.",
        ),
    ),
)

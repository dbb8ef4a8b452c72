"""Kinds for measuring and taking part: indicators, feedback, training, money."""

from __future__ import annotations

from sscp.model.kind import (
    Choice,
    date,
    declare,
    flag,
    interval,
    link,
    links,
    number,
    one_of,
    part,
    prose,
    rows,
    serial,
    text,
    whole,
    year,
)

FEEDBACK_FROM = (
    Choice("children", "Children and young people"),
    Choice("families", "Parents, carers and families"),
    Choice("practitioners", "Practitioners"),
    Choice("managers", "Line managers"),
)
GOOD_DIRECTIONS = (
    Choice("higher", "Higher is better"),
    Choice("lower", "Lower is better"),
    Choice("neither", "Neither; it needs reading"),
)
COMPLAINT_STAGES = (
    Choice("1", "Stage 1"),
    Choice("2", "Stage 2"),
)
COMPLAINT_OUTCOMES = (
    Choice("upheld", "Upheld"),
    Choice("partly-upheld", "Partly upheld"),
    Choice("not-upheld", "Not upheld"),
    Choice("withdrawn", "Withdrawn"),
)
ENGAGEMENT_FORMS = (
    Choice("meeting", "Meeting"),
    Choice("development-day", "Development day"),
    Choice("task-and-finish", "Nomination to a task and finish group"),
    Choice("feedback-request", "Practitioner feedback asked for"),
    Choice("event", "Event"),
    Choice("scoping", "Scoping of a serious incident"),
    Choice("visit", "Visit"),
)
COURSE_STATES = (
    Choice("planned", "Planned"),
    Choice("delivered", "Delivered"),
    Choice("cancelled", "Cancelled"),
)
CONTRIBUTION_FORMS = (
    Choice("partner", "Contribution of a safeguarding partner"),
    Choice("agency", "Contribution of a relevant agency"),
    Choice("reimbursement", "Time paid back by other partnerships"),
    Choice("other", "Other income"),
)
RECORDERS = "partner agency group post"

INDICATOR = declare(
    "indicator",
    "indicators",
    "A measure that the partnership has agreed to watch.",
    text("title", "The measure.", required=True),
    text("definition", "How it is counted.", required=True),
    text("unit", "What is counted.", required=True),
    link("decision", "decision", "The decision of the executive that agreed it."),
    links("agencies", "partner agency", "Who supplies it.", required=True),
    one_of("better", GOOD_DIRECTIONS, "Which way is better.", required=True),
    number("threshold", "The value that calls for a closer look."),
    text("geography", "The areas it can be split by."),
    flag("front_door", "True for a measure of how referrals are answered."),
    part(
        "comparator",
        "The national figure it is set against.",
        number("value", "The figure.", required=True),
        text("what", "What it is.", required=True),
        text("period", "The period it is for.", required=True),
    ),
    rows(
        "readings",
        "When the chair who leads on data looked at it.",
        date("on", "When.", required=True),
        link("by", "post group", "Who.", required=True),
        text("narrative", "What it says.", required=True),
        text("clarification", "What was asked of an agency."),
        text("answer", "The answer."),
        links("follow_up", "action audit escalation", "What follows."),
    ),
    id_form=serial("IND", 2)._replace(
        pattern=r"IND-[0-9]{2,}",
        example="IND-01",
        words="IND and a number of at least two digits",
    ),
)
DATA_RETURN = declare(
    "data-return",
    "data returns",
    "An agency's figures for a quarter.",
    text("title", "What a reader should see.", required=True),
    link("agency", "partner agency", "The agency.", required=True),
    date("from", "First day of the quarter.", required=True),
    date("until", "The first day after it.", required=True),
    date("due", "When it was owed.", required=True),
    date("received_on", "When it came."),
    rows(
        "values",
        "The figures.",
        link("indicator", "indicator", "The measure.", required=True),
        number("value", "The figure.", required=True),
        number("out_of", "The whole it is a part of."),
    ),
    text("commentary", "What the agency says of its figures."),
    rows(
        "corrections",
        "Corrections to figures given earlier.",
        link("indicator", "indicator", "The measure.", required=True),
        number("was", "What was given.", required=True),
        number("is_now", "What it should have been.", required=True),
        text("reason", "Why.", required=True),
        date("on", "When it was found.", required=True),
    ),
    id_form=serial("DAT", 2),
)
SURVEY = declare(
    "survey",
    "surveys",
    "A survey of families or practitioners.",
    text("title", "The survey.", required=True),
    one_of("of", FEEDBACK_FROM, "Who was asked.", required=True),
    date("opened_on", "When it opened.", required=True),
    date("closed_on", "When it closed."),
    whole("answers", "How many answered."),
    prose("findings", "What they said."),
    links("learning", "learning-message", "The learning it tests."),
    id_form=serial("SUR", 2),
)
FEEDBACK = declare(
    "feedback",
    "feedback",
    "What families or practitioners said, as a theme, and what was done with it.",
    text("title", "What a reader should see.", required=True),
    one_of("from_whom", FEEDBACK_FROM, "Who said it.", required=True),
    date("on", "When it was gathered.", required=True),
    link("gathered_by", RECORDERS, "Who gathered it."),
    links("about", "", "What it is about."),
    text("theme", "The theme, never the person.", required=True),
    text("used_for", "What it changed."),
    text("not_used_because", "Why nothing came of it."),
    id_form=serial("FBK", 2),
)
CONSULTATION = declare(
    "consultation",
    "consultations",
    "Children or families asked about a matter.",
    text("title", "The consultation.", required=True),
    text("topic", "What was asked.", required=True),
    one_of("of", FEEDBACK_FROM, "Who was asked.", required=True, many=True),
    date("opened_on", "When it opened.", required=True),
    date("closed_on", "When it closed."),
    whole("people", "How many took part."),
    prose("result", "What they said."),
    links("used_for", "document publication decision", "What it changed."),
    id_form=serial("CON", 2),
)
COMPLAINT = declare(
    "complaint",
    "complaints",
    "A complaint by its number, stage and outcome; never its content.",
    text("title", "A neutral title.", required=True),
    one_of("stage", COMPLAINT_STAGES, "The stage.", required=True),
    link("received_by", RECORDERS, "Who received it.", required=True),
    date("received_on", "When.", required=True),
    one_of("outcome", COMPLAINT_OUTCOMES, "How it ended."),
    date("outcome_on", "When it ended."),
    link("learning", "learning-message issue", "The learning, if any."),
    id_form=serial("COM", 2),
)
ENGAGEMENT = declare(
    "engagement",
    "engagements",
    "Agencies brought in: a day, a visit, a nomination, a request.",
    text("title", "What a reader should see.", required=True),
    one_of("form", ENGAGEMENT_FORMS, "What sort it is.", required=True),
    date("on", "When.", required=True),
    link("led_by", RECORDERS, "Who led it."),
    links("agencies", "partner agency group", "Who took part.", required=True),
    links("invited", "partner agency group", "Who was asked."),
    text("outcome", "What came of it."),
    id_form=serial("ENG", 2),
)
TRAINING_NEEDS_ANALYSIS = declare(
    "training-needs-analysis",
    "training needs analyses",
    "An analysis of what joint training is needed.",
    text("title", "What a reader should see.", required=True),
    date("completed_on", "When it was done."),
    interval("interval", "The interval agreed until the next, where one is."),
    link("decision", "decision", "The decision on it."),
    text("evaluation_method", "How the effect of training will be known."),
    prose("findings", "What it found."),
    id_form=serial("TNA", 2)._replace(
        pattern=r"TNA-[0-9]{4}", example="TNA-2023", words="TNA and the year"
    ),
)
TRAINER = declare(
    "trainer",
    "trainers",
    "A place in the pool of trainers, by agency; never a person.",
    text("title", "What a reader should see.", required=True),
    link("agency", "partner agency", "The agency that nominated.", required=True),
    date("from", "First day in the pool.", required=True),
    date("until", "First day no longer in it."),
    id_form=serial("TRN", 2)._replace(
        pattern=r"TRN-[0-9]{2,}",
        example="TRN-01",
        words="TRN and a number of at least two digits",
    ),
)
COURSE = declare(
    "course",
    "courses",
    "A joint training course.",
    text("title", "The course.", required=True),
    date("on", "The day.", required=True),
    one_of("status", COURSE_STATES, "Whether it was held.", required=True),
    link("trainer", "trainer", "The trainer from the pool."),
    whole("places", "Places offered."),
    rows(
        "taken",
        "Places taken.",
        link("agency", "partner agency", "The agency.", required=True),
        whole("places", "How many.", required=True),
    ),
    id_form=serial("CRS", 2),
)
EVALUATION = declare(
    "evaluation",
    "evaluations",
    "What those who took a course said of it.",
    text("title", "What a reader should see.", required=True),
    link("course", "course", "The course.", required=True),
    date("on", "When.", required=True),
    whole("answers", "How many answered."),
    prose("findings", "What they said.", required=True),
    text("effect", "What changed in practice."),
    link("tabled_at", "meeting", "The meeting that looked at it."),
    id_form=serial("EVA", 2),
)
BUDGET = declare(
    "budget",
    "budgets",
    "The partnership's budget for a year.",
    text("title", "What a reader should see.", required=True),
    year("year", "The budget year.", required=True),
    link("decision", "decision", "The decision of the lead partners."),
    rows(
        "lines",
        "Line by line, in pounds.",
        text("line", "The line.", required=True),
        number("allocated", "What was allocated.", required=True),
        number("spent", "What was spent so far."),
        date("spent_to", "The day the spending is counted to."),
    ),
    number("brought_forward", "The balance brought forward."),
    id_form=serial("BUD", 2)._replace(
        pattern=r"BUD-[0-9]{4}-[0-9]{2}",
        example="BUD-2023-24",
        words="BUD and the budget year",
    ),
)
CONTRIBUTION = declare(
    "contribution",
    "contributions",
    "What a partner or agency pays in a year.",
    text("title", "What a reader should see.", required=True),
    link("budget", "budget", "The budget.", required=True),
    one_of("form", CONTRIBUTION_FORMS, "What sort of income it is.", required=True),
    link("payer", "partner agency group", "Who pays.", required=True),
    number("agreed", "The sum agreed, in pounds.", required=True),
    date("due", "When it is owed."),
    number("received", "The sum received, in pounds."),
    date("received_on", "When it came."),
    text("zero_because", "Why nothing is paid."),
    id_form=serial("CTB", 2),
)

KINDS = (
    INDICATOR,
    DATA_RETURN,
    SURVEY,
    FEEDBACK,
    CONSULTATION,
    COMPLAINT,
    ENGAGEMENT,
    TRAINING_NEEDS_ANALYSIS,
    TRAINER,
    COURSE,
    EVALUATION,
    BUDGET,
    CONTRIBUTION,
)

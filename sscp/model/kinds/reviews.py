"""Kinds for serious incidents and learning: notification, review, recommendation, message."""

from __future__ import annotations

from sscp.model.kind import (
    Audience,
    Choice,
    IdForm,
    date,
    declare,
    flag,
    link,
    links,
    month,
    one_of,
    part,
    prose,
    rows,
    serial,
    text,
)

NOTIFICATION_SOURCES = (
    Choice("agency", "An agency"),
    Choice("child-death-review-partners", "Child death review partners"),
    Choice("coroner", "The Coroner"),
    Choice("local-authority", "The local authority"),
)
YES_NO_UNANSWERED = (
    Choice("yes", "Yes"),
    Choice("no", "No"),
)
REVIEW_FORMS = (
    Choice("rapid-review", "Rapid review"),
    Choice("practice-review", "Local child safeguarding practice review"),
)
REVIEW_CRITERIA = (
    Choice("imp", "Improvements are needed, even if identified before"),
    Choice("theme", "Recurrent themes"),
    Choice("joint", "Concerns about agencies working together"),
    Choice("panel", "The national panel considers a local review may be better"),
)
REVIEW_DECISIONS = (
    Choice("no-review", "No further review"),
    Choice("local-review", "A local child safeguarding practice review"),
    Choice("national-review", "May be complex or of national importance"),
    Choice("criteria-not-met", "The criteria are not met"),
)
REVIEW_EVENTS = (
    Choice("opened", "Opened"),
    Choice("scoped", "Agencies asked for information"),
    Choice("panel-met", "The review panel met"),
    Choice("signed-off", "Signed off by the safeguarding partners"),
    Choice("sent-to-panel", "Sent to the national panel"),
    Choice("panel-replied", "The national panel replied"),
    Choice("more-time-asked", "More time asked for"),
    Choice("withdrawn", "Withdrawn: below the criteria"),
    Choice("initiated", "Decision to start a local review"),
    Choice("reviewer-appointed", "Reviewer appointed"),
    Choice("method-agreed", "Method agreed with the reviewer"),
    Choice("fieldwork-started", "Fieldwork started"),
    Choice("progress-checked", "Progress and quality checked"),
    Choice("delay-known", "Delay became known"),
    Choice("report-final", "Report final"),
    Choice("impact-considered", "Effect of publication considered"),
    Choice("publication-planned", "Publication date set"),
    Choice("published", "Published"),
    Choice("not-published", "Decided not to publish"),
    Choice("removed", "Taken down"),
)
INVOLVEMENTS = (
    Choice("practitioners", "Practitioners involved"),
    Choice("family-invited", "Family invited"),
    Choice("family-replied", "Family replied"),
    Choice("not-possible", "Not possible, with the reason"),
)
RECOMMENDATION_SOURCES = (
    Choice("rapid-review", "A rapid review"),
    Choice("practice-review", "A local child safeguarding practice review"),
    Choice("audit", "A multi-agency audit"),
    Choice("scrutiny", "Independent scrutiny"),
    Choice("inspection", "An inspection"),
    Choice("national-panel", "The national panel"),
)
IMPLEMENTATION = (
    Choice("implemented", "Implemented"),
    Choice("partial", "Partly implemented"),
    Choice("not-implemented", "Not implemented"),
)
RECOMMENDATION_RESPONSES = (
    Choice("accepted", "Accepted"),
    Choice("accepted-in-part", "Accepted in part"),
    Choice("not-accepted", "Not accepted, with reasons"),
)
LEARNING_SOURCES = (
    Choice("rapid-review", "A rapid review"),
    Choice("practice-review", "A local child safeguarding practice review"),
    Choice("national-review", "A national review"),
    Choice("audit", "A multi-agency audit"),
    Choice("other", "Another source"),
)
EFFECT_EVIDENCE = (
    Choice("multi-agency-dataset", "The multi-agency dataset"),
    Choice("single-agency-measures", "Single-agency performance measures"),
    Choice("multi-agency-audit", "Multi-agency audit"),
    Choice("single-agency-audit", "Single-agency audit"),
    Choice("family-survey", "Survey of children, young people and families"),
    Choice("practitioner-survey", "Survey of practitioners and line managers"),
    Choice("practitioner-feedback", "Feedback of practitioners and managers"),
    Choice("family-feedback", "Feedback of children, young people and families"),
)
CHANNELS = (
    Choice("email", "E-mail"),
    Choice("website", "Website"),
    Choice("briefing", "Briefing or event"),
    Choice("training", "Training"),
    Choice("council-channels", "The council's channels"),
    Choice("sector-body", "The body that speaks for the sector"),
)
RETURN_STATES = (
    Choice("asked", "Asked"),
    Choice("received", "Received"),
    Choice("nothing-held", "Nothing held"),
    Choice("withdrawn", "No longer asked"),
)
REVIEW_PANEL_REFERRAL_OUTCOMES = (
    Choice("rapid-review", "A rapid review follows"),
    Choice("no-further-action", "No further action by the panel"),
    Choice("other-learning", "Learning by another method"),
)
ORGANISATION = "partner agency group"

INCIDENT_NOTIFICATION = declare(
    "incident-notification",
    "incident notifications",
    "Notice of a death or serious incident: events only, never anything about the child.",
    text("title", "A neutral title, such as Notification 2023-01.", required=True),
    one_of(
        "notified_by",
        NOTIFICATION_SOURCES,
        "Where the notice came from.",
        required=True,
    ),
    month("incident_month", "The month of the incident; never the day."),
    date("aware_on", "The day the authority became aware of the incident.", required=True),
    one_of(
        "abuse_or_neglect",
        YES_NO_UNANSWERED,
        "Whether abuse or neglect is known or suspected.",
    ),
    date("panel_notified_on", "The day the national panel was notified."),
    date("partners_told_on", "The day the safeguarding partners were told."),
    flag(
        "looked_after",
        "True when a looked-after child died: the Secretary of State and the inspectorate must be"
        " told too.",
    ),
    date(
        "secretary_of_state_told_on",
        "The day the Secretary of State and the inspectorate were told.",
    ),
    one_of("criteria_met", YES_NO_UNANSWERED, "Whether the criteria for a review are met."),
    text("criteria_reasons", "Why."),
    date("criteria_decided_on", "When that was decided."),
    link("decision", "decision", "The decision on the criteria."),
    text("late_reason", "Why notice was late, where it was."),
    id_form=serial("SIN", 2),
    audience=Audience.LEAD_PARTNERS,
)
REFERRAL = declare(
    "referral",
    "referrals",
    "A referral to the review panel.",
    text("title", "A neutral title.", required=True),
    link("from_body", "partner agency group post", "Who referred.", required=True),
    date("received_on", "When it came.", required=True),
    link("panel", "group", "The panel it went to.", required=True),
    link("considered_at", "meeting", "The meeting that considered it."),
    one_of("outcome", REVIEW_PANEL_REFERRAL_OUTCOMES, "How it ended."),
    text("reasons", "Why."),
    link("leads_to", "review incident-notification", "What followed."),
    id_form=serial("REF", 2),
    audience=Audience.LEAD_PARTNERS,
)
REVIEW = declare(
    "review",
    "reviews",
    "A rapid review or a local child safeguarding practice review, told as dated events.",
    text("title", "A neutral title, such as Rapid review 2023-01.", required=True),
    one_of("form", REVIEW_FORMS, "Which of the two it is.", required=True),
    link("notification", "incident-notification", "The notification it follows."),
    link("follows", "review", "For a practice review: the rapid review before it."),
    link("panel", "group", "The panel that runs it.", required=True),
    link("framework", "document", "The framework it follows."),
    text(
        "guidance",
        "The edition of national guidance, fixed by the date of the trigger.",
    ),
    rows(
        "events",
        "What happened, in order.",
        one_of("event", REVIEW_EVENTS, "The event.", required=True),
        date("on", "The day.", required=True),
        link("meeting", "meeting", "The meeting, if there was one."),
        text("note", "What should be said of it."),
    ),
    part(
        "outcome",
        "The decision at the end of a rapid review.",
        one_of("decision", REVIEW_DECISIONS, "What was decided.", required=True),
        one_of("criteria", REVIEW_CRITERIA, "The criteria that were met.", many=True),
        text("reasons", "Why.", required=True),
        link("record", "decision", "The decision record."),
        link("recommended_by", "group", "The body that recommended it."),
    ),
    flag("no_messages", "True when it was recorded that there are no messages to spread."),
    rows(
        "parallel_investigations",
        "Other investigations alongside.",
        text("kind", "What sort, such as criminal or inquest.", required=True),
        text("contact", "The role that is the contact."),
        text("agreed_working", "How the two work beside each other."),
    ),
    link("reviewer", "post", "The reviewer's post."),
    part(
        "method",
        "The method agreed with the reviewer.",
        date("agreed_on", "When.", required=True),
        text("method", "The method.", required=True),
    ),
    rows(
        "involvement",
        "Practitioners and family.",
        one_of("form", INVOLVEMENTS, "What was done.", required=True),
        date("on", "When.", required=True),
        text("note", "The reply or the reason."),
    ),
    rows(
        "findings",
        "The findings.",
        text("key", "A short key.", required=True),
        text("finding", "The finding.", required=True),
        links("recommendations", "recommendation", "What it leads to."),
        text("no_action_because", "Why no action follows."),
    ),
    text("report_sections", "Sections of the final report.", many=True),
    date("planned_publication", "The date set for publication."),
    links("learning", "learning-message", "The messages that came out of it."),
    id_form=IdForm(
        r"(RR|LCSPR)-[0-9]{4}-[0-9]{2,}",
        "RR-2023-01",
        "RR or LCSPR, the year and a number of at least two digits",
    ),
    audience=Audience.LEAD_PARTNERS,
)
AGENCY_RETURN = declare(
    "agency-return",
    "agency returns",
    "An agency's information for a review.",
    text("title", "What a reader should see.", required=True),
    link("review", "review", "The review.", required=True),
    link("agency", ORGANISATION, "The agency.", required=True),
    date("asked_on", "When it was asked.", required=True),
    date("due", "When it was owed.", required=True),
    one_of("status", RETURN_STATES, "How it stands.", required=True),
    date("received_on", "When it came."),
    id_form=serial("RET", 3),
    audience=Audience.LEAD_PARTNERS,
)
RECOMMENDATION = declare(
    "recommendation",
    "recommendations",
    "A recommendation and what became of it.",
    text("title", "The recommendation in a few words.", required=True),
    prose("recommendation", "The recommendation.", required=True),
    one_of("made_by", RECOMMENDATION_SOURCES, "Where it comes from.", required=True),
    link(
        "from_record",
        "review audit scrutiny inspection document report",
        "The record it comes from.",
    ),
    date("made_on", "When.", required=True),
    links("to", "group partner agency post", "Who it is made to.", required=True),
    date("target", "The date it is to be carried out by."),
    one_of("response", RECOMMENDATION_RESPONSES, "The answer."),
    text("response_reasons", "The reasons for the answer."),
    date("responded_on", "When it was answered."),
    link("decision", "decision", "The decision that answered it."),
    links("tabled_at", "meeting", "The meetings it was tabled at."),
    one_of("implementation", IMPLEMENTATION, "How far it was carried out, as audited."),
    link("audited_by", "audit", "The audit that looked."),
    date("closed_on", "When it was closed."),
    id_form=serial("REC", 3),
)
LEARNING_MESSAGE = declare(
    "learning-message",
    "learning messages",
    "A key message from a review, an audit or a national source.",
    text("title", "The message in a few words.", required=True),
    prose("message", "The message.", required=True),
    one_of("comes_from", LEARNING_SOURCES, "Where it comes from.", required=True),
    link("from_record", "review audit document inspection", "The record it comes from."),
    date("agreed_on", "When it was agreed."),
    links("tabled_at", "meeting", "The meetings that considered it."),
    text("for_readers", "Who it is for.", many=True),
    flag(
        "for_voluntary_sector",
        "True when voluntary and community groups are among them.",
    ),
    rows(
        "effect_evidence",
        "What shows that it made a difference.",
        one_of("form", EFFECT_EVIDENCE, "The kind of evidence.", required=True),
        link("record", "", "The record."),
        date("on", "When.", required=True),
        text("what", "What it shows.", required=True),
    ),
    date("closed_on", "When it was closed."),
    id_form=serial("LM", 2),
)
DISSEMINATION = declare(
    "dissemination",
    "disseminations",
    "How a message, a notice or a resource was spread: the plan and what was sent.",
    text("title", "What a reader should see.", required=True),
    links("of", "learning-message document notice", "What is spread.", required=True),
    link("plan_by", "group post", "Who drew up the plan.", required=True),
    date("planned_on", "When the plan was made."),
    rows(
        "lines",
        "One row for each recipient and channel.",
        link(
            "to",
            "partner agency group agency-category",
            "Who it goes to.",
            required=True,
        ),
        one_of("channel", CHANNELS, "How.", required=True),
        date("due", "By when."),
        date("sent_on", "When it was sent."),
        text("version", "The version sent."),
    ),
    id_form=serial("DIS", 2),
)
ASSURANCE_RETURN = declare(
    "assurance-return",
    "assurance returns",
    "An agency's statement that learning is embedded or a resource taken up.",
    text("title", "What a reader should see.", required=True),
    link("agency", ORGANISATION, "The agency.", required=True),
    links("of", "learning-message document s11-return", "What it is about.", required=True),
    date("due", "When it was owed."),
    date("received_on", "When it came."),
    text("statement", "What the agency says."),
    text("plan", "How it will show the effect."),
    text("field", "For a Section 11 area: the standard."),
    id_form=serial("ASR", 3),
)

KINDS = (
    INCIDENT_NOTIFICATION,
    REFERRAL,
    REVIEW,
    AGENCY_RETURN,
    RECOMMENDATION,
    LEARNING_MESSAGE,
    DISSEMINATION,
    ASSURANCE_RETURN,
)

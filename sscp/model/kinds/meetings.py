"""Kinds for the business of meetings: meeting, decision, action, issue, escalation."""

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
    one_of,
    part,
    prose,
    rows,
    serial,
    text,
    time,
    whole,
)

MEETING_STATUSES = (
    Choice("planned", "Planned"),
    Choice("held", "Held"),
    Choice("cancelled", "Cancelled"),
    Choice("moved", "Moved to another day"),
)
ATTENDANCE_STATES = (
    Choice("present", "Present"),
    Choice("present-remotely", "Present by remote link"),
    Choice("apologies", "Apologies"),
    Choice("absent", "Absent without apologies"),
)
ATTENDANCE_ROLES = (
    Choice("chair", "Chair"),
    Choice("member", "Member"),
    Choice("adviser", "Member without recorded decision"),
    Choice("participant-observer", "Participant observer"),
    Choice("invited", "Invited for an item"),
    Choice("observer", "Observer"),
    Choice("minute-taker", "Minutes"),
    Choice("support", "In support"),
)
ITEM_FORMS = (
    Choice("welcome", "Welcome, apologies and introductions"),
    Choice("interests", "Declarations of interest"),
    Choice("minutes", "Minutes of an earlier meeting"),
    Choice("matters-arising", "Matters arising and action log"),
    Choice("business", "Business"),
    Choice("any-other-business", "Any other business"),
    Choice("next-meeting", "Date of the next meeting"),
)
DECISION_OUTCOMES = (
    Choice("agreed", "Agreed"),
    Choice("not-agreed", "Not agreed"),
    Choice("deferred", "Deferred"),
    Choice("rejected", "Rejected"),
    Choice("noted", "Noted"),
)
DECISION_ROUTES = (
    Choice("meeting", "At a meeting"),
    Choice("virtual", "By all three outside a meeting"),
)
DECISION_TAGS = (
    Choice("coordination", "How services are coordinated"),
    Choice("leadership", "Strategic leadership"),
    Choice("learning", "Putting learning into practice"),
    Choice("operational", "Operational"),
    Choice("sub-structure", "Sub-structure"),
)
ACTION_SCOPES = (
    Choice("single-agency", "One agency can do it alone"),
    Choice("multi-agency", "It needs more than one agency"),
)
ACTION_SOURCES = (
    Choice("meeting", "A meeting"),
    Choice("rapid-review", "A rapid review"),
    Choice("practice-review", "A local child safeguarding practice review"),
    Choice("audit", "A multi-agency audit"),
    Choice("section-11", "A Section 11 return"),
    Choice("plan", "A plan"),
    Choice("inspection", "An inspection"),
    Choice("scrutiny", "Independent scrutiny"),
)
ISSUE_STATES = (
    Choice("open", "Open"),
    Choice("tabled", "Tabled"),
    Choice("closed", "Closed"),
)
ISSUE_FORMS = (
    Choice("risk", "Risk"),
    Choice("issue", "Issue"),
    Choice("emerging", "Emerging challenge"),
    Choice("single-lead", "Needs a single point of leadership"),
)
ESCALATION_FORMS = (
    Choice("reserved-matter", "A reserved matter"),
    Choice("disagreement", "The delegated partners cannot agree"),
    Choice("single-agency", "A single-agency matter brought to the partnership"),
    Choice("risk", "A risk or issue brought to a higher body"),
    Choice("scrutiny", "Advice that needs a decision"),
    Choice("performance", "A performance or data concern"),
)
ESCALATION_OUTCOMES = (
    Choice("decided", "Decided"),
    Choice("deferred", "Deferred to a date"),
    Choice("accepted", "Accepted"),
    Choice("returned", "Returned"),
    Choice("withdrawn", "Withdrawn"),
)
BODY = "partner agency group post"
EVIDENCE_FIELDS = (
    text("what", "What shows that it is done.", required=True),
    link("record", "", "The record that shows it, where there is one."),
    date("on", "The date of the evidence."),
)

MEETING = declare(
    "meeting",
    "meetings",
    "A meeting of a group with its agenda, attendance, papers and minutes.",
    text("title", "The meeting's title.", required=True),
    link("group", "group", "The group that meets.", required=True),
    date("date", "The day of the meeting.", required=True),
    date("originally_planned_for", "The day it was first planned for, if it moved."),
    time("starts", "When it starts."),
    time("ends", "When it ends."),
    text("place", "Where it is held, or that it is online."),
    one_of(
        "status",
        MEETING_STATUSES,
        "Whether it is planned, held, moved or cancelled.",
        required=True,
    ),
    text("reason", "Why it was cancelled or moved."),
    link("chaired_by", "post", "The post that took the chair."),
    rows(
        "attendance",
        "Who was there and who was not; one row for each person.",
        link("post", "post", "The post."),
        link("agency", "partner agency group", "The organisation spoken for."),
        one_of(
            "status", ATTENDANCE_STATES, "Present, apologies or absent.", required=True
        ),
        one_of(
            "role", ATTENDANCE_ROLES, "The part played; a member when nothing is said."
        ),
        link("deputy", "post", "The post that came instead."),
        text("deputy_title", "The title of a deputy who has no post in the register."),
        flag("deputy_authorised", "True when the deputy may act for the member."),
        text("for_items", "The items attended, when not the whole meeting.", many=True),
        text("note", "Anything to be said of this attendance."),
    ),
    rows(
        "interests",
        "Declarations of interest.",
        link("post", "post", "Who declared it.", required=True),
        text("interest", "The interest declared.", required=True),
        text("handled", "How it was handled.", required=True),
    ),
    rows(
        "papers",
        "Papers for the meeting.",
        text("title", "The paper.", required=True),
        link("owner", BODY, "Who owes it."),
        date("due", "When it is owed."),
        date("received_on", "When it came."),
        link(
            "record", "", "The record the paper presents, such as a report or a plan."
        ),
        links(
            "accountabilities", "matter", "The accountabilities the paper reports on."
        ),
    ),
    rows(
        "items",
        "The agenda, item by item, with what was said.",
        text(
            "number", "The item's number; it may run on over the year.", required=True
        ),
        text("title", "The item.", required=True),
        one_of(
            "form",
            ITEM_FORMS,
            "What sort of item it is; business when nothing is said.",
        ),
        link("lead", BODY, "Who leads the item."),
        prose("discussion", "What was said, without names."),
        link(
            "approves_minutes_of",
            "meeting",
            "The earlier meeting whose minutes are agreed here.",
        ),
        text("corrections", "Corrections to those minutes.", many=True),
        links("decisions", "decision", "Decisions taken under the item."),
        links("actions", "action", "Actions raised under the item."),
        links("records", "", "Records considered under the item."),
        text("value", "The partnership value a challenge showed."),
    ),
    date("agenda_issued_on", "The day the agenda went out."),
    part(
        "minutes",
        "The state of the minutes.",
        link("taken_by", "post", "Who took them."),
        date("drafted_on", "When the draft was ready."),
        date("issued_on", "When the draft went out."),
        rows(
            "later_corrections",
            "Corrections found after approval, with the meeting that agreed them.",
            text("correction", "The correction.", required=True),
            link("agreed_at", "meeting", "The meeting that agreed it.", required=True),
        ),
    ),
    links("boards_represented", "group", "The boards represented at a joint meeting."),
    text("sectors_represented", "The sectors of the workforce there.", many=True),
    date("next_meeting", "The date set for the next meeting."),
    id_form=IdForm(
        r"[a-z0-9]+(-[a-z0-9]+)*-[0-9]{4}-[0-9]{2}-[0-9]{2}(-[2-9])?",
        "executive-group-2023-05-17",
        "the group and the date first set, with -2 for a second meeting on the day",
    ),
)
DECISION = declare(
    "decision",
    "decisions",
    "Something a group decided, when, by whose agreement, and under which authority.",
    text("title", "The decision in a few words.", required=True),
    link("body", "group", "The group that decided.", required=True),
    date("date", "The day of the decision.", required=True),
    one_of(
        "route", DECISION_ROUTES, "At a meeting (when nothing is said) or outside one."
    ),
    link("meeting", "meeting", "The meeting it was taken at."),
    text("item", "The agenda item."),
    prose("resolution", "What was resolved.", required=True),
    prose("reasons", "Why."),
    text("options", "Other courses that were weighed.", many=True),
    one_of("outcome", DECISION_OUTCOMES, "How it ended.", required=True),
    flag("joint", "True when the three lead partners must all agree."),
    links("matters", "matter", "The matters it touches."),
    one_of("tags", DECISION_TAGS, "What it is about.", many=True),
    rows(
        "agreement",
        "Who agreed, partner by partner.",
        link("partner", "partner agency", "The partner.", required=True),
        link("post", "post", "The post that spoke for it.", required=True),
        flag("agreed", "True for agreement.", required=True),
        date("on", "When, if not on the day."),
    ),
    links("accountable", "post", "The lead partners who stay answerable."),
    date("effective_on", "The day it takes effect, if later."),
    date("decide_by", "For a deferral: the date it is put off to."),
    link("single_lead", "post", "The post chosen to lead on a single issue."),
    link("ratifies", "decision", "The earlier decision that this one confirms."),
    link("replaces", "decision", "The earlier decision that this one replaces."),
    links(
        "answers",
        "",
        "The issue, escalation, recommendation or report that it answers.",
    ),
    id_form=serial("DEC", 3),
    audience=Audience.EXECUTIVE,
)
ACTION = declare(
    "action",
    "actions",
    "Something that one post has promised to do by a day.",
    text("title", "What is to be done.", required=True),
    prose("detail", "More about it, where the title is not enough."),
    link("owner", "post", "The one post that owns it."),
    link("agency", "partner agency", "The organisation that post acts for."),
    date("raised_on", "The day it was agreed.", required=True),
    date(
        "due",
        "The date first agreed; a later date goes into `extensions`.",
        required=True,
    ),
    one_of(
        "raised_by", ACTION_SOURCES, "What sort of work it came from.", required=True
    ),
    link(
        "raised_at",
        "meeting review audit s11-return plan inspection scrutiny",
        "The meeting, review, audit, return, plan or inspection it came from.",
        required=True,
    ),
    text("item", "The agenda item or finding."),
    one_of(
        "scope", ACTION_SCOPES, "Whether one agency can do it alone.", required=True
    ),
    links(
        "responders", "partner agency", "For a multi-agency action: who must respond."
    ),
    link("monitored_by", "group", "The one body that watches over it.", required=True),
    links("recommendations", "recommendation", "The recommendations it carries out."),
    links("learning", "learning-message", "The learning it puts into practice."),
    rows(
        "progress",
        "Dated notes on how it is going.",
        date("on", "The date of the note.", required=True),
        text("note", "The note.", required=True),
        whole("percent", "How far along, from 0 to 100."),
    ),
    rows(
        "extensions",
        "Later dates that were agreed, oldest first.",
        date("to", "The new date.", required=True),
        date("agreed_on", "The day it was agreed.", required=True),
        link("agreed_at", "meeting", "The meeting that agreed it."),
        link(
            "decision",
            "decision",
            "The decision of the monitoring body, if there was one.",
        ),
        text("reason", "Why more time is needed."),
    ),
    date("completed_on", "The day it was done."),
    rows("evidence", "What shows that it is done.", *EVIDENCE_FIELDS),
    prose("effect", "What changed for children because of it."),
    date("effect_evidenced_on", "The day the effect was shown."),
    part(
        "cancelled",
        "Set when the action is given up.",
        date("on", "The day.", required=True),
        text("reason", "Why.", required=True),
        link("decision", "decision", "The decision to give it up."),
    ),
    links("escalations", "escalation", "Where it was escalated."),
    rows(
        "earlier_owners",
        "Posts that owned it before.",
        link("post", "post", "The post.", required=True),
        date("until", "The first day of the next owner.", required=True),
        text("reason", "Why it passed on."),
    ),
    id_form=serial("ACT", 3),
)
ISSUE = declare(
    "issue",
    "issues",
    "A risk or issue raised by a group or an agency with a body that must hear it.",
    text("title", "The issue in a few words.", required=True),
    one_of("form", ISSUE_FORMS, "What sort of issue it is.", required=True),
    prose("detail", "What the issue is, without any case."),
    link("raised_by", BODY, "Who raised it.", required=True),
    date("raised_on", "The day it was raised.", required=True),
    link("raised_at", "meeting", "The meeting at which it was raised."),
    link("raised_to", "group", "The body that must hear it.", required=True),
    link("tabled_at", "meeting", "The meeting that heard it."),
    prose("response", "What was answered."),
    date("responded_on", "The day of the answer."),
    links("actions", "action", "Actions that follow."),
    link("decision", "decision", "The decision that settles it."),
    date("closed_on", "The day it was closed."),
    text("theme", "The theme, for counting."),
    id_form=serial("ISS", 2),
    audience=Audience.EXECUTIVE,
)
ESCALATION = declare(
    "escalation",
    "escalations",
    "A matter taken to a body above until it is decided.",
    text("title", "The matter in a few words.", required=True),
    one_of("form", ESCALATION_FORMS, "Why it goes up.", required=True),
    prose("detail", "What is at stake, without any case."),
    link("from_body", BODY, "Who escalates.", required=True),
    link("to_body", "group", "The body that must decide.", required=True),
    date("raised_on", "The day it was escalated.", required=True),
    links("matters", "matter", "The matters it touches."),
    links("about", "", "The records it is about."),
    rows(
        "positions",
        "What each side says.",
        link("partner", "partner agency", "The side.", required=True),
        text("position", "Its position.", required=True),
    ),
    rows(
        "stages",
        "Each step taken and how it ended.",
        text("step", "The step.", required=True),
        date("on", "The day.", required=True),
        text("outcome", "How it ended."),
    ),
    one_of("outcome", ESCALATION_OUTCOMES, "How it ended."),
    date("decided_on", "The day it ended."),
    link("decision", "decision", "The decision that ended it."),
    date("deferred_to", "The date it was put off to."),
    text("returned_to", "Where it went back to, and with what."),
    id_form=serial("ESC", 2),
    audience=Audience.EXECUTIVE,
)

KINDS = (MEETING, DECISION, ACTION, ISSUE, ESCALATION)

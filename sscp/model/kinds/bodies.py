"""Kinds for who is who: the partnership, organisations, posts, groups and powers."""

from __future__ import annotations

from sscp.model.kind import (
    Choice,
    date,
    declare,
    flag,
    interval,
    link,
    links,
    month,
    one_of,
    part,
    prose,
    rows,
    text,
    whole,
)

PARTNER_FORMS = (
    Choice("local-authority", "Local authority"),
    Choice("integrated-care-board", "Integrated care board"),
    Choice("police", "Police force"),
)
AGENCY_STANDINGS = (
    Choice("relevant-agency", "Relevant agency"),
    Choice("category", "A whole category of relevant agencies"),
    Choice("sector-representative", "Speaks for a sector"),
    Choice("other-organisation", "Outside the regulations, expected to cooperate"),
    Choice("standard-setter", "Regulator or standard setter"),
)
SEATS_SOUGHT = (
    Choice("sought", "A seat on subgroups is sought"),
    Choice("not-sought", "No seat on subgroups is sought"),
)
GROUP_FUNCTIONS = (
    Choice("partnership", "The partnership as a whole"),
    Choice("lead-partners", "The lead safeguarding partners"),
    Choice("delegated-partners", "The delegated safeguarding partners as a team"),
    Choice("executive", "Executive"),
    Choice("main-subgroup", "Main subgroup"),
    Choice("subgroup", "Subgroup"),
    Choice("task-and-finish", "Task and finish group"),
    Choice("forum", "Forum or event"),
    Choice("team", "Team or pool of staff"),
    Choice("service", "Service"),
    Choice("class", "A class of bodies, not a meeting"),
    Choice("external-board", "Board outside the partnership"),
    Choice("external-body", "Other body outside the partnership"),
    Choice("network", "Regional or national network"),
)
CADENCE_MODES = (
    Choice("fixed", "Fixed interval"),
    Choice("at-least", "At least this often"),
    Choice("as-far-as-possible", "As far as possible"),
    Choice("agreed-interval", "Interval to be agreed"),
    Choice("regular", "Regular, no interval stated"),
    Choice("continuous", "All the time"),
    Choice("event", "On each event"),
)
MONITORING = (
    Choice("audit-single-agency", "Single-agency actions from audits"),
    Choice("audit-multi-agency", "Multi-agency actions from audits"),
    Choice("review", "Actions from rapid reviews and practice reviews"),
    Choice("learning", "Action to embed learning"),
    Choice("section-11", "Improvement actions from Section 11 returns"),
)
QUORUM_FAILURES = (
    Choice("cancel", "The meeting is cancelled"),
    Choice("chair-decides", "The chair decides what may go ahead"),
    Choice("note-only", "Items may be noted, nothing decided"),
)
MEMBER_ROLES = (
    Choice("chair", "Chair"),
    Choice("deputy-chair", "Deputy chair"),
    Choice("member", "Member"),
    Choice("adviser", "Member without recorded decision"),
    Choice("participant-observer", "Participant observer"),
    Choice("support", "Support to the group"),
)
SCHOOL_LEVELS = (
    Choice("head", "Headteacher or principal"),
    Choice("deputy-head", "Deputy head"),
    Choice("senior-leadership", "Senior leadership team"),
    Choice("other", "Another level"),
)
SCHOOL_SECTORS = (
    Choice("primary", "Primary school"),
    Choice("secondary", "Secondary school"),
    Choice("special", "Special school"),
    Choice("independent", "Independent school"),
    Choice("early-years", "Early years"),
    Choice("school-health", "School health"),
    Choice("governors", "School governors"),
    Choice("post-16", "College or post-16 provider"),
    Choice("bespoke-training", "Bespoke training provider"),
    Choice("pupil-referral-unit", "Pupil referral unit"),
    Choice("education-welfare", "External education welfare support"),
    Choice("police", "Local police"),
    Choice("unregistered", "Place of learning not registered as a school"),
)
POWERS = (
    Choice("speak", "Speak with authority for the partner"),
    Choice("commit", "Commit the partner on policy, resources and practice"),
    Choice(
        "commit-agreed-actions",
        "Commit the partner to agreed actions of the partnership",
    ),
    Choice("hold-to-account", "Hold the partner to account"),
)
MATTER_FORMS = (
    Choice("reserved", "Reserved to the lead partners"),
    Choice("accountability", "The delegated partners answer for it"),
    Choice("operational", "Open to the delegated partners"),
)
RELATION_FORMS = (
    Choice("strategic-link", "Linked strategic work"),
    Choice("protocol", "Joint working protocol"),
    Choice("reports-to", "Reports to"),
    Choice("membership", "Membership"),
    Choice("commissions", "Commissions services from"),
    Choice("represents", "Represents a sector"),
    Choice("shared-function", "Function shared on a wider footprint"),
    Choice("advises", "Advises and challenges"),
    Choice("escalation-route", "Escalation route"),
    Choice("works-with", "Works with"),
)

ORGANISATION = "partner agency group"

PARTNERSHIP = declare(
    "partnership",
    "partnerships",
    "The partnership itself: the shared name under which the partners act.",
    text("name", "The full name of the partnership.", required=True),
    text("also_known_as", "Short names and abbreviations.", many=True),
    links("partners", "partner", "The safeguarding partners.", required=True),
    text("area", "The area its arrangements cover.", required=True),
    prose("vision", "What the partnership wants for children, in its own words."),
    text("values", "The values it works by.", many=True),
    text("principles", "The principles of practice it works by.", many=True),
    text(
        "intended_results", "The results expected of effective arrangements.", many=True
    ),
    title_field="name",
)
PARTNER = declare(
    "partner",
    "partners",
    "One of the three organisations that are jointly responsible.",
    text("name", "The organisation's name.", required=True),
    text("also_known_as", "Other names and spellings in use.", many=True),
    one_of(
        "form",
        PARTNER_FORMS,
        "Which of the three statutory kinds it is.",
        required=True,
    ),
    link(
        "lead_post", "post", "The post of its lead safeguarding partner.", required=True
    ),
    text("footprint", "The area it serves, when wider than the partnership's."),
    date("from", "First day as a safeguarding partner of this partnership."),
    date("until", "First day on which it no longer is one."),
    rows(
        "earlier_names",
        "Names it had before, so that old minutes stay readable.",
        text("name", "The earlier name.", required=True),
        date("until", "The first day of the new name.", required=True),
    ),
    text("mailbox", "A role mailbox, never a person's address."),
    title_field="name",
)
AGENCY_CATEGORY = declare(
    "agency-category",
    "agency categories",
    "A category of relevant agency in the published list.",
    text("name", "The category's name.", required=True),
    text("ref", "Its letter in the list, such as B(k)."),
    flag(
        "in_published_list",
        "False for a category of the register's own, outside the list.",
    ),
    title_field="name",
)
AGENCY = declare(
    "agency",
    "agencies",
    "An organisation, or a whole category of them, that works under the arrangements.",
    text("name", "The organisation's name.", required=True),
    text("also_known_as", "Other names and spellings in use.", many=True),
    one_of(
        "standing",
        AGENCY_STANDINGS,
        "Its standing under the arrangements.",
        required=True,
    ),
    flag(
        "relevant",
        "True when it has the statutory duty to cooperate as a relevant agency.",
    ),
    link("category", "agency-category", "Its category in the published list."),
    links("commissioned_by", "partner agency", "Who commissions its services."),
    text("services", "The services meant, where the source names them.", many=True),
    one_of("subgroup_seat", SEATS_SOUGHT, "Whether a seat on subgroups is sought."),
    flag("section_11", "True when it is asked for a Section 11 return."),
    date("selected_on", "The day it was selected as a relevant agency."),
    date("until", "First day on which it is no longer part of the arrangements."),
    rows(
        "earlier_names",
        "Names it had before, so that old minutes stay readable.",
        text("name", "The earlier name.", required=True),
        date("until", "The first day of the new name.", required=True),
    ),
    text("mailbox", "A role mailbox, never a person's address."),
    title_field="name",
)
POST = declare(
    "post",
    "posts",
    "A post: governance text refers to posts, never to people.",
    text("title", "The title of the post.", required=True),
    text("also_known_as", "Other titles for the same post.", many=True),
    link("organisation", ORGANISATION, "The organisation the post belongs to."),
    text(
        "organisation_note", "What the source says where no one organisation is named."
    ),
    text("duties", "What the arrangements give the post to do.", many=True),
    flag("public", "True for a post whose holder is publicly known by name."),
    flag(
        "generic", "True for a role that many people hold, such as a subgroup member."
    ),
    date("from", "First day of the post, where it is new."),
    date("until", "First day on which the post no longer exists."),
    link("succeeded_by", "post", "The post that took over its duties."),
    text("mailbox", "A role mailbox, never a person's address."),
)
APPOINTMENT = declare(
    "appointment",
    "appointments",
    "A post being filled, from a day to a day; a person is named only where public.",
    text(
        "title",
        "What a reader should see, such as the post and the period.",
        required=True,
    ),
    link("post", "post", "The post that is filled.", required=True),
    text("holder", "The person, only where the name is already public."),
    flag("acting", "True when the post is held on an acting basis."),
    date("from", "First day in post."),
    date("until", "First day no longer in post."),
    flag(
        "term_not_stated", "True when the source names the holder but gives no dates."
    ),
    date("nominated_on", "The day the nomination was made, for a delegated partner."),
    link("nominated_by", "post", "Who made the nomination."),
)
GROUP = declare(
    "group",
    "groups",
    "A body that meets, decides, advises or works: inside the partnership or beside it.",
    text("name", "The group's name.", required=True),
    text("also_known_as", "Other names in use.", many=True),
    one_of(
        "function",
        GROUP_FUNCTIONS,
        "What the group is in the governance.",
        required=True,
    ),
    prose("purpose", "What the group is for.", required=True),
    links("reports_to", "group partner", "The groups it reports to."),
    text(
        "reports_to_note",
        "How the reporting line was read, where the source is not plain.",
    ),
    link("chair", "post", "The post that takes the chair."),
    text("chair_note", "What the source says of the chair where no one post is named."),
    rows(
        "chair_terms",
        "Who has held the chair, where it passes on in turn.",
        link("post", "post", "The post in the chair.", required=True),
        date("from", "First day of the term.", required=True),
        date("until", "First day after the term."),
        link("decision", "decision", "The decision that made the nomination."),
    ),
    interval(
        "chair_rotates_every", "How long one post keeps the chair before it passes on."
    ),
    links("chair_rotates_between", "post", "The posts the chair passes between."),
    part(
        "cadence",
        "How often the group meets.",
        interval("interval", "The interval; leave it out where none is set."),
        one_of("mode", CADENCE_MODES, "How firm the interval is.", required=True),
        whole(
            "tolerance_days", "Calendar days added to the due date; 0 when left out."
        ),
        text("note", "How the interval was read."),
    ),
    part(
        "quorum",
        "Who must be there; leave it out where the arrangements set none.",
        links("all_of", "post partner agency", "Everyone named here must be present."),
        whole("least", "The least number of members present.", least=1),
        flag("deputies_count", "True when an authorised deputy counts."),
        one_of(
            "if_not_met", QUORUM_FAILURES, "What happens when the quorum is not met."
        ),
    ),
    one_of(
        "monitors", MONITORING, "The kinds of action the group watches over.", many=True
    ),
    text("seats", "Seats that must be filled, where the source lists them.", many=True),
    flag("inferred", "True when its place in the structure is inferred, not stated."),
    flag("membership_open", "True when the source's list of members is not closed."),
    links("sponsors", "group partnership", "The boards that run a joint group."),
    links("required_agencies", "partner agency", "Agencies required to send someone."),
    rows(
        "standing_items",
        "Items that stand on every agenda.",
        text("title", "The item.", required=True),
        flag(
            "before_business", "True for an item taken before the business of the day."
        ),
    ),
    text("mailbox", "A role mailbox, never a person's address."),
    date("from", "First day of the group."),
    date("until", "First day on which the group no longer exists."),
    title_field="name",
)
MEMBERSHIP = declare(
    "membership",
    "memberships",
    "A seat on a group, held by a post or by an agency's representative.",
    text(
        "title",
        "What a reader should see, such as the post and the group.",
        required=True,
    ),
    link("group", "group", "The group.", required=True),
    link("post", "post", "The post that holds the seat."),
    link("agency", ORGANISATION, "The organisation that holds or fills the seat."),
    one_of("role", MEMBER_ROLES, "The part the seat plays.", required=True),
    text("seat", "The seat it fills, where the group lists seats."),
    one_of("sector", SCHOOL_SECTORS, "The education sector the seat stands for."),
    one_of(
        "school_level", SCHOOL_LEVELS, "The seniority of a school's representative."
    ),
    flag("invited", "True for a seat by invitation."),
    link("nominated_by", "group post", "Who puts the member forward."),
    link("nomination", "decision", "The decision that made the nomination."),
    date("seniority_confirmed_on", "When it was confirmed that the member may decide."),
    date(
        "information_access_confirmed_on", "When access to information was confirmed."
    ),
    month("from", "First day (or month) of the membership."),
    date("until", "First day on which it has ended."),
    text("reason", "Why the seat was created or ended."),
)
DELEGATION = declare(
    "delegation",
    "delegations",
    "Functions handed on: who gives them, who may use them, and from when.",
    text("title", "What a reader should see.", required=True),
    links("from_posts", "post", "The posts that delegate."),
    link("from_group", "group", "The group that delegates, where it acts together."),
    link("partner", "partner", "The partner whose functions they are."),
    link("to_post", "post", "The post that receives them."),
    link("to_group", "group", "The group that receives them."),
    one_of(
        "powers", POWERS, "The powers of a safeguarding partner that pass.", many=True
    ),
    text("functions", "The functions that pass, in words.", many=True),
    link("scheme", "document", "The scheme of delegation that holds the terms."),
    text("scheme_version", "The version of the scheme."),
    link("reports_to", "post group", "Where the delegate answers."),
    date("nominated_on", "The day the nomination was signed."),
    date("in_force_from", "First day in force.", required=True),
    date("until", "First day no longer in force."),
    link("decision", "decision", "The decision that made or ended it."),
    text("in_force_note", "How the first day was read."),
)
MATTER = declare(
    "matter",
    "matters",
    "Something to be decided or answered for: reserved, accountable or operational.",
    text("title", "The matter in a few words.", required=True),
    one_of("form", MATTER_FORMS, "Whose it is.", required=True),
    text("ref", "Its paragraph in the arrangements.", required=True),
    prose("meaning", "What it covers, in plain words.", required=True),
    link("decided_by", "group", "The group that decides it."),
    links("answered_by", "group", "The groups that answer for it."),
    link("answered_to", "group", "The group they answer to."),
    interval("review_interval", "How often a determination is looked at again."),
    one_of("review_mode", CADENCE_MODES, "How firm that interval is."),
    flag("list_open", "True when the source's list is not closed."),
)
RELATIONSHIP = declare(
    "relationship",
    "relationships",
    "A link between two bodies: strategic, by protocol, by membership or by commission.",
    text("title", "What a reader should see.", required=True),
    link(
        "from_body",
        "partnership partner agency group post",
        "The first body.",
        required=True,
    ),
    link(
        "to_body",
        "partnership partner agency group post",
        "The second body.",
        required=True,
    ),
    one_of("form", RELATION_FORMS, "What kind of link it is.", required=True),
    text("themes", "What the link is about.", many=True),
    link("lead", "partnership partner agency group post", "Who leads."),
    link("document", "document", "The protocol or agreement behind it."),
    text("footprint", "The area it covers, when wider than the partnership's."),
    rows(
        "stages",
        "The steps of an escalation route, the lowest first.",
        text("step", "The step in words.", required=True),
        link("who", "post group partner agency", "Who takes it."),
        interval("within", "How long it may take, only where a source says so."),
    ),
    date("from", "First day of the link."),
    date("until", "First day on which it has ended."),
)

KINDS = (
    PARTNERSHIP,
    PARTNER,
    AGENCY_CATEGORY,
    AGENCY,
    POST,
    APPOINTMENT,
    GROUP,
    MEMBERSHIP,
    DELEGATION,
    MATTER,
    RELATIONSHIP,
)

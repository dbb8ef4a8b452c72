"""What stands on an agenda: the forms of items, and what an item can bring together by itself."""

from __future__ import annotations

from sscp.model.kind import Choice

ITEM_FORMS = (
    Choice("welcome", "Welcome, apologies and introductions"),
    Choice("interests", "Declarations of interest"),
    Choice("minutes", "Minutes of an earlier meeting"),
    Choice("matters-arising", "Matters arising and action log"),
    Choice("business", "Business"),
    Choice("any-other-business", "Any other business"),
    Choice("next-meeting", "Date of the next meeting"),
)
OPENING = ("welcome", "interests", "minutes", "matters-arising")
"""The forms of items taken before the business of the day, in their usual order."""
CLOSING = ("any-other-business", "next-meeting")
"""The forms of items taken last."""

PAPERS = "papers"
GATHERED = (
    Choice("delegated-report", "What the delegated partners answer for, not reported lately"),
    Choice("escalations", "What was escalated to the group and is not decided"),
    Choice("issues", "Risks and issues raised with the group and not yet heard"),
    Choice("recommendations", "Recommendations made to the group and not yet answered"),
    Choice("overview-reports", "Overview reports of audits that wait for approval"),
    Choice("learning", "Learning messages that the group has not considered"),
    Choice("scrutiny", "Findings of scrutiny not yet tabled, and challenges not answered"),
    Choice("deadlines", "What the group owes before its next meeting"),
    Choice("priorities", "The priorities of the year"),
    Choice("decisions-above", "What the body above has decided since the last meeting"),
    Choice("subgroups", "The meetings of the main subgroups since the last meeting"),
    Choice("referrals", "Incidents and referrals since the last meeting"),
    Choice("rapid-reviews", "Rapid reviews under way"),
    Choice("practice-reviews", "Local practice reviews under way"),
    Choice("audits", "Audits under way"),
    Choice(PAPERS, "An item for each paper that belongs to no other item"),
)
"""What an item can bring together when the agenda is made."""

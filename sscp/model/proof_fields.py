"""The fields of a proof: what shows that a statement of the arrangements is met.

The page on each form is docs/reference/proofs.md.
"""

from __future__ import annotations

from sscp.model.kind import (
    Choice,
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

PROOF_FORMS = (
    Choice("recurring", "Something happens again within the interval"),
    Choice("named-date", "Something happens by a date named in the text"),
    Choice("standing", "Enough records are in force"),
    Choice("each", "Each record of a kind has what it needs"),
    Choice("yearly", "Each reporting year has something of its own"),
    Choice("coverage", "Each value of a list occurs in the reporting year"),
    Choice("clocks", "Clocks of the catalogue are kept"),
    Choice("rules", "Rules of the catalogue find nothing"),
    Choice("same", "Answered under another paragraph"),
)
_NAMES = links("names", "", "The records it may name, where the field holds links.")
_WHERE = rows(
    "where",
    "Conditions: each must hold.",
    text("field", "The field, or the way to it: `papers.record/form`.", required=True),
    text("is", "The values it may have.", many=True),
    _NAMES,
    flag("filled", "True: it holds something; false: it is empty."),
)
_PROOF_FIELDS = (
    one_of("form", PROOF_FORMS, "The form of the evidence.", required=True),
    text("kind", "The kind of record that is the evidence."),
    _WHERE,
    text(
        "date",
        "The field that dates the evidence: its first date, or every one where it recurs. "
        "In a list, conditions on that list must hold in the same row.",
    ),
    date("since", "Evidence from before this day does not count."),
    text("rows", "A list in the record: each row of it is asked apart."),
    whole(
        "least",
        "For records in force: the least number, 1 when left out. Of each: how many there must be.",
        least=1,
    ),
    whole("exactly", "For records in force: the exact number.", least=1),
    part(
        "per",
        "Asked of each of these apart, such as each relevant agency.",
        text("kind", "The kind.", required=True),
        _WHERE,
        text("named_in", "The field of the evidence that names it.", required=True),
    ),
    rows(
        "needs",
        "What each record needs; every row must be met.",
        text("what", "The need in a few words.", required=True),
        text("field", "The field of the record, or the way to it, that must be filled."),
        text("is", "The values it may have.", many=True),
        _NAMES,
        text("instead", "A field that does as well, such as the reason why there is none."),
        text("kind", "Instead of a field: the kind of another record that names this one."),
        text("by", "The field in which that other record names it."),
        text("of", "What that other record names, if not this one: a field, such as its post."),
        _WHERE,
        text("when", "The field that dates the need being met."),
        date("since", "A date from before this day does not meet it."),
        whole("least", "How many; 1 when left out.", least=1),
    ),
    text(
        "due",
        "The field with the date each record's needs fall due; of `until`, the day before; "
        "of an action, the day agreed last. Of what recurs: the day the next falls due.",
    ),
    interval("within", "How long after its date each record's needs fall due."),
    flag(
        "until_next",
        "True where each record's needs fall due the day before the next such record's date, "
        "even if more time is given.",
    ),
    text(
        "interval_in",
        "The field that holds the interval: of what is asked about apart, else of the evidence.",
    ),
    text("withdrawn", "The field with the date from which nothing is owed any more."),
    rows(
        "withdrawn_where",
        "Conditions on the row of that date, which may then be any row of the record.",
        text("field", "The field.", required=True),
        text("is", "The values it may have.", many=True),
        _NAMES,
        flag("filled", "True: it holds something; false: it is empty."),
    ),
    text("put_off", "The field with the date to which it was put off: then it falls due."),
    link("due_by_meeting_of", "group", "The group at whose next meeting they fall due."),
    whole("meetings", "Which of its next meetings that is; 1 when left out.", least=1),
    text(
        "year_in",
        "For each year: the field that tells which one a record is for, by its name or by a date.",
    ),
    text("covers", "The field whose values must all occur."),
    text("values", "Those values; the field's whole list when left out.", many=True),
    links("names", "", "The records that must all be named, where that field holds links."),
    text("clocks", "Ids of clocks.", many=True),
    text("rules", "Codes of rules.", many=True),
    text(
        "looks_at",
        "For rules: the kinds of record that they look at, where no single `kind` is named.",
        many=True,
    ),
    text("note", "What the proof can't see."),
)
PROOF = part(
    "proof",
    "What proves the statement, in one of a few fixed forms; see docs/reference/proofs.md.",
    *_PROOF_FIELDS,
    rows("also", "Further proofs of the same statement; it stands as the worst.", *_PROOF_FIELDS),
)

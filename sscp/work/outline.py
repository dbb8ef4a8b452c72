"""A meeting as notes: its agenda to write under, and what is minuted of it already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from sscp.governance.attendance import quorum_of
from sscp.governance.meetings import HELD
from sscp.governance.standing import standing_items
from sscp.model.agenda import PAPERS
from sscp.model.dates import read_iso_date, write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.views.prose import read_blocks
from sscp.work.habits import first_number
from sscp.work.notes import OUTCOMES, as_said, marked, read_notes
from sscp.work.prose import block_lines

_WIDTH = 78
_WORDS = {outcome: word for word, outcome in OUTCOMES.items()}
_HELP = """\
# {title}
#
# Write below each item what was said. Lines that begin with # are left out.
# A line that begins with one of these words is read as such:
#   DECISION: title - what was resolved      (or DEFERRED:, REJECTED:, NOTED:)
#     AGREED: {partners}
#   ACTION: post - what is to be done - by 5 June {year}   (or: by next meeting)
#   APPROVED: last meeting         (take the # away where the agenda has this)
#     CORRECTION: what is corrected in those minutes
#   INTEREST: post - the interest - how it was handled
#   RECEIVED: words of a paper's title - 5 June {year}    (RECORDS: what was looked at)
#   NEXT: the date of the next meeting
# Lines set in below a decision or an action go on with it. Save and close when
# you are done; nothing is written to the register before you have seen it.
"""


def write_outline(portfolio: Portfolio, meeting: Record) -> str:
    """The notes of a meeting as the register has them, with the help above."""
    return f"{_help(portfolio, meeting)}\n{write_notes(portfolio, meeting)}"


def write_notes(portfolio: Portfolio, meeting: Record) -> str:
    """The notes of a meeting as the register has them; read again, they change nothing."""
    parts = [
        "\n".join(_item(portfolio, row)) if row is not None else f"ITEM {number}: {title}\n"
        for number, title, row in agenda_of(portfolio, meeting)
    ]
    for row in meeting.rows("interests"):
        words = (row.words("post"), row.words("interest"), row.words("handled"))
        parts.append(f"INTEREST: {' - '.join(map(marked, words))}")
    following = meeting.date("next_meeting")
    if following is not None:
        parts.append(f"NEXT: {write_date(following)}")
    return "\n\n".join(parts) + "\n"


def with_rest(outline: str, begun: str) -> str:
    """Notes that were begun, with the help above and the items of an outline that they lack."""
    noted = {item.number for item in read_notes(begun).items}
    above, _, body = outline.partition("\nITEM ")
    lacking = [
        f"ITEM {part.rstrip()}\n"
        for part in body.split("\nITEM ")
        if part.partition(":")[0] not in noted
    ]
    head = "" if begun.startswith("#") else f"{above}\n"
    return "\n".join([f"{head}{begun.rstrip()}\n", *lacking])


def _help(portfolio: Portfolio, meeting: Record) -> str:
    day = meeting.date("date")
    partners = ", ".join(each.id or "" for each in portfolio.of_kind("partner"))
    quorum = quorum_of(portfolio, meeting)
    return _HELP.format(
        title=meeting.title,
        partners=partners or "partner, partner",
        year=day.year if day else "",
    ) + ("#\n# By the attendance there was no quorum.\n" if quorum.state == "not-met" else "")


def agenda_of(portfolio: Portfolio, meeting: Record) -> list[tuple[str, str, Fields | None]]:
    """Number and title of each item, with its row; the standing items where there is no agenda."""
    rows = meeting.rows("items")
    if rows:
        return [(row.words("number"), row.words("title"), row) for row in rows]
    group = portfolio.get_kind(meeting.text("group"), "group")
    standing = standing_items(group) if group and group.has("standing_items") else ()
    titles = [each.title for each in standing if not each.if_any and PAPERS not in each.gathers]
    start = first_number(portfolio, meeting)
    return [(str(number), title, None) for number, title in enumerate(titles, start)]


def _item(portfolio: Portfolio, row: Fields) -> Iterator[str]:
    yield f"ITEM {row.words('number')}: {row.words('title')}"
    yield from _said(row.text("discussion"), "")
    if row.has("approves_minutes_of"):
        # An agenda that names minutes has not agreed them: whoever writes the notes says so.
        is_agreed = row.record.text("status") == HELD
        yield f"{'' if is_agreed else '# '}APPROVED: {row.text('approves_minutes_of')}"
    for correction in row.texts("corrections"):
        yield from _wrapped(f"CORRECTION: {correction}", "")
    for name, word in (("value", "VALUE"), ("records", "RECORDS")):
        if row.has(name):
            yield from _wrapped(f"{word}: {row.text(name) or ', '.join(row.texts(name))}", "")
    for each in row.texts("decisions"):
        record = portfolio.get_kind(each, "decision")
        if record is not None:
            yield from _decision(portfolio, record)
    for each in row.texts("actions"):
        record = portfolio.get_kind(each, "action")
        if record is not None:
            yield from _action(portfolio, record)
    if not row.has("discussion"):
        yield ""


def _decision(portfolio: Portfolio, record: Record) -> Iterator[str]:
    yield ""
    word = _WORDS.get(record.words("outcome"), "DECISION")
    yield f"{word} {record.id}: {marked(_line(record.title))}"
    yield from _said(record.text("resolution"), "  ")
    for is_agreed, name in ((True, "AGREED"), (False, "AGAINST")):
        voices = [
            _voice(portfolio, row)
            for row in record.rows("agreement")
            if row.values.get("agreed") is is_agreed
        ]
        if voices:
            yield from _wrapped(f"{name}: {', '.join(voices)}")
    if record.has("reasons"):
        yield "  REASONS:"
        yield from _said(record.text("reasons"), "    ")
    for option in record.texts("options"):
        yield from _wrapped(f"OPTION: {option}")
    for word, name in (("MATTERS", "matters"), ("ANSWERS", "answers"), ("TAGS", "tags")):
        if record.has(name):
            yield from _wrapped(f"{word}: {', '.join(record.texts(name))}")
    for word, name in (("RATIFIES", "ratifies"), ("REPLACES", "replaces")):
        if record.has(name):
            yield f"  {word}: {record.text(name)}"
    for word, name in (("EFFECTIVE", "effective_on"), ("UNTIL", "decide_by")):
        day = read_iso_date(record.text(name))
        if day is not None:
            yield f"  {word}: {write_date(day)}"


def _voice(portfolio: Portfolio, row: Fields) -> str:
    """Who agreed: the partner, with the post that spoke unless it is the partner's own lead."""
    partner, post = row.words("partner"), row.words("post")
    record = portfolio.get(partner)
    is_lead = record is not None and record.text("lead_post") == post
    return partner if is_lead else f"{partner} ({post})"


def _action(portfolio: Portfolio, record: Record) -> Iterator[str]:
    yield ""
    due, owner = record.date("due"), record.words("owner")
    post = portfolio.get_kind(owner, "post")
    if post is not None and post.flag("generic") and record.has("agency"):
        owner = f"{owner} ({record.words('agency')})"
    by = f" - by {write_date(due)}" if due else ""
    yield from _wrapped(f"ACTION {record.id}: {owner} - {marked(_line(record.title))}{by}", "")
    if record.has("responders"):
        yield from _wrapped(f"RESPONDERS: {', '.join(record.texts('responders'))}")


def _said(text: str | None, margin: str) -> Iterator[str]:
    """A long text in lines, each marked where it would be read as something else."""
    for number, block in enumerate(read_blocks(text)):
        if number:
            yield ""
        yield from _marked(block_lines(block, _WIDTH - len(margin)), margin)


def _marked(lines: Iterable[str], margin: str) -> Iterator[str]:
    for line in lines:
        text = line.lstrip()
        yield f"{margin}{line[: len(line) - len(text)]}{as_said(text)}"


def _wrapped(words: str, margin: str = "  ") -> list[str]:
    """A line with a word of the notes, going on further in where it is too long."""
    return wrap(
        words,
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=f"{margin}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _line(text: str) -> str:
    return " ".join(text.split())

"""Notes taken apart and put together again: no line is lost, and none means something else."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sscp.model.letters import find_barred
from sscp.views.prose import read_blocks
from sscp.work.note_entries import (
    ACTION,
    DECISION,
    FORMS,
    INTEREST,
    form_of,
    read_entry,
    write_entry,
)
from sscp.work.note_text import ItemText, Piece, read_note_text, read_pieces, said_pieces
from sscp.work.notes import More, Notes, read_notes

NOTES = """\
# a remark above
INTEREST: Chief - a cousin - stepped out
ITEM 1: Welcome
First of all.
It went on.
- one
- two
  and more of it

- of another list
# a remark within
ACTION: Manager - write
  the page - by 1 May

  with care
More was said.
RESPONDERS: council, force
DECISION: New date - it is later
  and stays.

  - truly
  AGREED: council
  REASONS: Because
    it must.

    It must.
OPTION: Wait
APPROVED: last meeting
CORRECTION: one
CORRECTION: two
ITEM 2: End
NEXT: 5 June
"""

_LINES = st.sampled_from(
    [
        "",
        "Said.",
        "more said",
        "- one",
        "  set in",
        "\\- ACTION: marked",
        "# remark",
        "ITEM 2: Second",
        "DECISION: A - what",
        "  AGREED: council",
        "REASONS: why",
        "ACTION: Manager - write - by 1 May",
        "  RESPONDERS: council",
        "APPROVED: last meeting",
        "CORRECTION: one",
        "RECORDS: council",
        "RECEIVED: paper - 1 May",
        "VALUE: Challenge",
        "INTEREST: a - b - c",
        "NEXT: 5 June",
    ]
)


def _meaning(notes: Notes) -> object:
    """What notes say, whatever the lines on which they say it."""
    return (
        [
            (
                each.number,
                each.title,
                read_blocks(each.discussion),
                [
                    (one[1:3], read_blocks(one.resolution), one.outcome, _texts(one.more))
                    for one in each.decisions
                ],
                [(one[1:5], _texts(one.more)) for one in each.actions],
                _texts(each.more),
            )
            for each in notes.items
        ],
        sorted(each[1:] for each in notes.interests),
        notes.next_meeting.text if notes.next_meeting else "",
    )


def _texts(more: More) -> object:
    return {word: [read_blocks(each.text) for each in said] for word, said in more.items()}


def test_notes_put_together_again_say_the_same_and_keep_their_remarks() -> None:
    text = read_note_text(NOTES).text()
    assert _meaning(read_notes(text)) == _meaning(read_notes(NOTES))
    assert "# a remark above\n" in text
    assert "# a remark within\n" in text
    assert read_note_text(text).text() == text


@given(st.lists(_LINES, max_size=14))
def test_any_notes_without_mistakes_say_the_same_again(lines: list[str]) -> None:
    notes = "ITEM 1: First\n" + "\n".join(lines)
    again = read_note_text(notes).text()
    if not read_notes(notes).mistakes:
        assert _meaning(read_notes(again)) == _meaning(read_notes(notes))
        assert read_notes(again).mistakes == ()
    words = [word for word in notes.replace("\\", "").split() if word not in ("1:", "First")]
    kept = again.replace("\\", "").split()
    assert [word for word in words if word not in kept] == []


def test_what_stands_above_the_first_item_goes_into_it() -> None:
    notes = read_note_text("Loose words.\nITEM 1: First\nSaid.\n")
    assert [each.text for each in notes.items[0].pieces] == ["Loose words.", "Said."]
    assert read_note_text("Loose.").items[0].pieces == [Piece("", "Loose.")]


def test_what_is_typed_as_said_is_never_read_as_anything_else() -> None:
    pieces = said_pieces(["# no remark", "", "ACTION: no action", "", "- a list", "- of two"])
    assert [(each.word, each.text, each.is_apart) for each in pieces] == [
        ("", "# no remark", True),
        ("", "ACTION: no action", True),
        ("", "- a list", True),
        ("", "- of two", False),
    ]


_LINES = st.text(max_size=30).map(lambda text: " ".join(text.splitlines()))


@example(["-", "0"])
@example(["one", "-\u00a0two"])
@example(["-", "-", "0", "", "one", "- two"])
@given(st.lists(_LINES.filter(lambda line: find_barred(line) is None), max_size=6))
def test_whatever_is_typed_as_said_is_what_the_minutes_hold(lines: list[str]) -> None:
    item = ItemText("1", "First", said_pieces(lines))
    notes = read_notes(item.text())
    assert notes.mistakes == ()
    assert read_blocks(notes.items[0].discussion) == read_blocks("\n".join(lines))


_ANSWERS = st.text(alphabet="abc -\N{EN DASH}", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)


@given(_ANSWERS.filter(bool), _ANSWERS.filter(bool))
def test_answers_of_an_action_come_back_whole(owner: str, text: str) -> None:
    values = {"owner": "Manager", "text": f"a{text}", "due": "1 May", "RESPONDERS": "b\nc"}
    assert read_entry(write_entry(ACTION, values)) == values
    told = {"who": "Chief", "interest": f"a{owner}", "handled": f"a{text}"}
    assert read_entry(write_entry(INTEREST, told)) == told


def test_answers_of_a_decision_come_back_whole() -> None:
    values = {
        "id": "DEC-2024-001",
        "title": "New date - and place",
        "resolution": "AGREED: is said here.\n\n- one\n- two",
        "outcome": "deferred",
        "AGREED": "council, force (deputy)",
        "AGAINST": "icb",
        "REASONS": "Because.\n\nIt must.",
        "OPTION": "Wait\nHurry",
        "MATTERS": "one\ntwo",
        "ANSWERS": "a",
        "TAGS": "learning\nleadership",
        "EFFECTIVE": "1 May 2024",
        "UNTIL": "5 June 2024",
        "RATIFIES": "DEC-2023-001",
        "REPLACES": "DEC-2023-002",
    }
    assert read_entry(write_entry(DECISION, values)) == values


def test_a_decision_of_which_the_outcome_is_half_typed_is_a_piece_already() -> None:
    piece = write_entry(DECISION, {"title": "New date", "outcome": "defer"})
    assert piece == Piece("DECISION", "DECISION: New date")


def test_every_sort_of_entry_can_be_begun_with_nothing() -> None:
    for form in FORMS:
        piece = write_entry(form, {})
        assert form_of(piece) is form
        assert {name for name in read_entry(piece) if name != "outcome"} == set()
    assert form_of(read_pieces("Said.")[0]) is None

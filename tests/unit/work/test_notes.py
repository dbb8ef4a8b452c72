"""The small grammar of notes: every line is read, and what can't be is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.model.letters import find_barred
from sscp.work.notes import (
    WORDS,
    NotedAction,
    NotedDecision,
    NotedItem,
    Said,
    as_said,
    marked,
    read_notes,
    split_dashes,
)

NOTES = """\
# a remark
ITEM 3: Minutes of the last meeting
APPROVED: 7 February 2024
CORRECTION: Item 7: for "autumn" read "October".
CORRECTION: Item 9: three years

ITEM 4 Any other business
Two things were said.

  - the first
  - the second
    of them
DECISION: New date \N{EN DASH} The draft comes
  by July.

  - and is short
  AGREED: council, icb
  REASONS: Because of
    the guidance.

    And the summer.
  OPTION: Wait
  OPTION: Hurry
ACTION ACT-2024-001: Manager - write - in plain words - the page - by 1 May
  RESPONDERS: council, icb
DEFERRED DEC-2024-002: Another
INTEREST: Chief - a cousin - stepped out
NEXT: 5 June
"""


def test_every_line_has_its_place() -> None:
    notes = read_notes(NOTES)
    assert notes.mistakes == ()
    assert notes.items == (
        NotedItem(
            2,
            "3",
            "Minutes of the last meeting",
            "",
            (),
            (),
            {
                "APPROVED": (Said("7 February 2024", 3),),
                "CORRECTION": (
                    Said('Item 7: for "autumn" read "October".', 4),
                    Said("Item 9: three years", 5),
                ),
            },
        ),
        NotedItem(
            7,
            "4",
            "Any other business",
            "Two things were said.\n\n- the first\n- the second\nof them",
            (
                NotedDecision(
                    13,
                    "",
                    "New date",
                    "The draft comes\nby July.\n\n- and is short",
                    "agreed",
                    {
                        "AGREED": (Said("council, icb", 17),),
                        "REASONS": (Said("Because of\nthe guidance.\n\nAnd the summer.", 18),),
                        "OPTION": (Said("Wait", 22), Said("Hurry", 23)),
                    },
                ),
                NotedDecision(26, "DEC-2024-002", "Another", "Another", "deferred", {}),
            ),
            (
                NotedAction(
                    24,
                    "ACT-2024-001",
                    "Manager",
                    "write - in plain words - the page",
                    "1 May",
                    {"RESPONDERS": (Said("council, icb", 25),)},
                ),
            ),
            {},
        ),
    )
    assert [each[1:] for each in notes.interests] == [("Chief", "a cousin", "stepped out")]
    assert notes.next_meeting == Said("5 June", 28)


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("ACTION: DCS - ask the ICB - by next meeting", "DCS", "ask the ICB", "next meeting"),
        ("ACTION: DCS - ask the ICB, by 5/6/2024", "DCS", "ask the ICB", "5/6/2024"),
        ("ACTION: DCS - stand by - by Friday - by 5 June", "DCS", "stand by - by Friday", "5 June"),
        ("ACTION: DCS \N{EM DASH} go by bus \N{EM DASH} By 5 June", "DCS", "go by bus", "5 June"),
    ],
)
def test_an_action_says_who_what_and_by_when(line: str, owner: str, text: str, due: str) -> None:
    notes = read_notes(f"ITEM 1: One\n{line}")
    action = notes.items[0].actions[0]
    assert (action.owner, action.text, action.due, notes.mistakes) == (owner, text, due, ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "There are no items in these notes"),
        ("Hello.", 1, "This stands before the first item"),
        ("ACTION: a - b - by 1 May\nITEM 1: One", 1, "This stands before the first item"),
        ("ITEM 1: One\n\nACTON: a - b - by 1 May", 3, "ACTON: is no word of the notes. Did you"),
        ("ITEM 1: One\nACTIONS: a - b", 2, "ACTIONS: is no word of the notes. Did you mean ACTION"),
        ("ITEM 1: One\nACTION: a - b", 2, "The action does not say by when"),
        ("ITEM 1: One\nACTION: a", 2, "The action does not say what is to be done"),
        ("ITEM 1: One\nACTION: - b - by 1 May", 2, "The action does not say"),
        ("ITEM 1: One\nDECISION:", 2, "What was decided?"),
        (f"ITEM 1: One\nDECISION: {'long ' * 20}", 2, "A decision this long needs a title"),
        ("ITEM 1: One\nAGREED: council", 2, "AGREED: stands only below a DECISION line"),
        (
            "ITEM 1: One\nDECISION: a - b\nRESPONDERS: council",
            3,
            "RESPONDERS: stands only below an ACTION line",
        ),
        ("ITEM 1: One\nACTION: a - b - by c\nAGREED: d", 3, "AGREED: stands only below a DEC"),
        ("ITEM 1: One\nDECISION: a\nAGREED: b\nAGREED: c", 4, "AGREED: stands here a second time"),
        ("ITEM:", 1, "An item needs its number or its title"),
        ("ITEM 1: One\nINTEREST: Chief - a cousin", 2, "An interest is written"),
    ],
)
def test_what_cannot_be_read_is_a_mistake_with_its_line(text: str, line: int, message: str) -> None:
    first = read_notes(text).mistakes[0]
    assert (first.line, first.is_doubt) == (line, False)
    assert first.message.startswith(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Action: ask her", "Action: is kept as what was said; in capitals, ACTION:, it would"),
        ("Not agreed: the split", "Not agreed: is kept as what was said"),
        ("ACTION ask her by May", "ACTION is kept as what was said, as no colon follows it."),
    ],
)
def test_what_may_have_been_meant_as_a_word_is_a_doubt(line: str, message: str) -> None:
    notes = read_notes(f"ITEM 1: One\n{line}")
    assert notes.items[0].discussion == line
    assert [(each.line, each.is_doubt) for each in notes.mistakes] == [(2, True)]
    assert notes.mistakes[0].message.startswith(message)


def test_names_of_bodies_in_capitals_are_text() -> None:
    notes = read_notes("ITEM 1: One\nMASH: the team is full.\nICB: agreed.\nLADO: none.")
    assert notes.items[0].discussion == "MASH: the team is full.\nICB: agreed.\nLADO: none."
    assert notes.mistakes == ()


_LINES = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}{}{}: {}".format,
        st.sampled_from(["", "  "]),
        st.sampled_from([*WORDS, "ITEM 1", "ITEM 2", "DECISION DEC-2024-001", "Action"]),
        st.sampled_from(["", " X-1"]),
        st.text(max_size=20),
    ),
)


@given(st.lists(_LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_read_and_mistakes_stand_on_its_lines(lines: list[str], end: str) -> None:
    text = end.join(lines)
    mistakes = read_notes(text).mistakes
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= each.line <= count for each in mistakes)


@given(st.lists(_LINES, min_size=1, max_size=8))
def test_what_is_marked_as_said_is_read_as_said(lines: list[str]) -> None:
    said = [" ".join(line.split()) for line in lines]
    said = [line for line in said if line and find_barred(line) is None]
    notes = read_notes("ITEM 1: One\n" + "\n".join(map(as_said, said)))
    assert notes.items[0].discussion.split("\n") == (said or [""])
    assert notes.mistakes == ()


@given(st.lists(_LINES, max_size=8), st.sampled_from("\x01\x1b\x85\u202e\u2028\ufeff"))
def test_a_line_with_a_sign_that_no_record_can_keep_is_a_mistake(
    lines: list[str], sign: str
) -> None:
    above = [line for line in lines if find_barred(line) is None and not {*"\r\n"} & {*line}]
    notes = read_notes("\n".join([*above, f"They{sign}spoke"]))
    told = [each.line for each in notes.mistakes if "no record can keep" in each.message]
    assert told == [len(above) + 1]


_WORDS = st.text(alphabet="abc", min_size=1, max_size=3)
_PARTS = st.builds(
    lambda first, rest: first + "".join(f"{gap}{word}" for gap, word in rest),
    _WORDS,
    st.lists(st.tuples(st.sampled_from([" ", "-", " - ", " \N{EN DASH} "]), _WORDS), max_size=4),
)


@given(st.lists(_PARTS, min_size=1, max_size=4))
def test_parts_with_dashes_of_their_own_come_back_whole(parts: list[str]) -> None:
    assert split_dashes(" - ".join(map(marked, parts))) == parts

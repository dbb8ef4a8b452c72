"""What a file asks of the register, and what was taken over from it, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from sscp.model.finding import Finding
from sscp.render.changes import TAKES_BACK
from sscp.render.lines import Line, Style, heading, safe, wrapped
from sscp.work.proposal import Left, Proposal

_WARNINGS_SHOWN = 3


def proposal_lines(name: str, proposal: Proposal, warnings: Iterable[Finding] = ()) -> list[Line]:
    """A preview: each change in words, what is in conflict and what is left out."""
    lines: list[Line] = []
    if proposal.columns:
        lines += wrapped("How the columns are read", style=Style.HEADING)
        for sentence in proposal.columns:
            lines += wrapped(sentence, "  ", "    ")
        lines.append(Line(""))
    lines += wrapped(f"What {safe(name)} changes", style=Style.HEADING)
    for item in proposal.items:
        new = f" (new, {item.place})" if item.is_new else ""
        lines += wrapped(f"{item.record}{new}: {item.title}", "  ", "    ")
        for words in item.words:
            lines += wrapped(words, "    ", "      ")
    if not proposal.items:
        lines += wrapped("Nothing.", "  ")
    lines += _warning_lines(list(warnings))
    lines += _left_lines(
        "Changed on both sides; neither is taken",
        [each for each in proposal.left if each.is_conflict],
    )
    lines += _left_lines("Left out", [each for each in proposal.left if not each.is_conflict])
    return [*lines, Line(""), *wrapped(_sum(proposal))]


def taken_lines(proposal: Proposal, is_kept: bool) -> list[Line]:
    """What was done, and what waits."""
    lines = wrapped(f"{summary(proposal)} saved.", style=Style.GOOD)
    if proposal.left:
        lines += wrapped(
            f"Left out: {len(proposal.left)}. Put them right in the file and import it again;"
            " what is saved already is not saved twice.",
            "  ",
            style=Style.WARN,
        )
    if is_kept:
        lines += wrapped(TAKES_BACK, "  ", style=Style.FAINT)
    return lines


def summary(proposal: Proposal) -> str:
    """How many changes to how many records."""
    new = sum(item.is_new for item in proposal.items)
    changed = len(proposal.items) - new
    told = []
    if changed:
        count = sum(len(item.words) for item in proposal.items if not item.is_new)
        told.append(f"{_count(count, 'change')} to {_count(changed, 'action')}")
    if new:
        told.append(_count(new, "new action"))
    return " and ".join(told) or "No changes"


def _warning_lines(warnings: list[Finding]) -> list[Line]:
    lines: list[Line] = []
    for finding in warnings[:_WARNINGS_SHOWN]:
        lines += wrapped(f"Warning: {finding.message}", "  ", "    ", Style.WARN)
    more = len(warnings) - _WARNINGS_SHOWN
    if more > 0:
        told = f"{_count(more, 'more warning')}; `sscp validate` shows them once it is saved."
        lines += wrapped(told, "  ", "    ", Style.WARN)
    return lines


def _left_lines(title: str, left: list[Left]) -> list[Line]:
    if not left:
        return []
    lines = heading(f"{title}: {len(left)}")
    for each in left:
        who = f"{each.record}, {each.place}" if each.record else each.place
        lines += wrapped(f"{who}: {each.words}", "  ", "    ", Style.WARN)
    return lines


def _sum(proposal: Proposal) -> str:
    told = f"{summary(proposal)}, from {_count(proposal.rows, 'row')}."
    if proposal.known:
        told += f" {_count(proposal.known, 'row')} the register has already."
    return told


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")

"""The closing list of a meeting as lines of text."""

from __future__ import annotations

from sscp.model.dates import write_date
from sscp.render.lines import Line, Style, heading, withheld_lines, wrapped
from sscp.work.closing import ClosingView, Step

_DONE, _OPEN = "done", "open"
_NOTHING = "Nothing in the register follows from it."


def closing_lines(view: ClosingView) -> list[Line]:
    """Each decision with what it leads to, then the minutes themselves."""
    lines = wrapped(f"Closing list of {view.title}", style=Style.HEADING)
    if view.illustrative:
        lines += wrapped("Illustrative: this meeting is invented.", style=Style.WARN)
    lines += withheld_lines(view.withheld)
    for item in view.items:
        lines += heading(f"{item.number} {item.title}")
        for decision in item.decisions:
            lines += wrapped(f"{decision.id} {decision.outcome}: {decision.title}", "  ", "    ")
            lines += _step_lines(decision.steps)
            if not decision.steps:
                lines += wrapped(
                    "Nothing in the register follows from it.", "    ", None, Style.FAINT
                )
        lines += _step_lines(item.steps)
    if not view.items:
        lines += [Line(""), *wrapped("Nothing was decided and no action was raised.")]
    if view.raised:
        lines += heading("Raised for other bodies")
        lines += _step_lines(view.raised)
    lines += heading("The minutes")
    lines += _step_lines(view.minutes)
    said = f"{view.done} done, {view.open} open on {write_date(view.as_of)}."
    return [*lines, Line(""), *wrapped(said)]


def _step_lines(steps: tuple[Step, ...]) -> list[Line]:
    lines: list[Line] = []
    for step in steps:
        word = _DONE if step.is_done else _OPEN
        style = Style.PLAIN if step.is_done else Style.WARN
        lead = f"    {word}  "
        form = "" if step.form == "minutes" else f"{step.form}: "
        lines += wrapped(f"{form}{step.what}", lead, " " * len(lead), style)
        if step.how:
            lines += wrapped(step.how, " " * len(lead) + "-> ", " " * (len(lead) + 3), Style.FAINT)
    return lines

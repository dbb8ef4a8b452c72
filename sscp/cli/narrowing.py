"""The options that narrow a list of actions, the same for every command that has one."""

from __future__ import annotations

from typing import Annotated

import typer

from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.model.kinds.meetings import ACTION_SOURCES
from sscp.views.actions import ActionFilter

Owner = Annotated[
    str | None, typer.Option(metavar="POST", help="Only what this post owns or owes.")
]
Agency = Annotated[
    str | None, typer.Option(metavar="AGENCY", help="Only what this organisation must do.")
]
Group = Annotated[
    str | None, typer.Option(metavar="GROUP", help="Only what this group watches over or owes.")
]
Source = Annotated[
    str | None,
    typer.Option(
        metavar="SOURCE",
        help="Only what comes from here: a sort of work such as audit, or a record's id.",
    ),
]


def require_said(**options: str | None) -> None:
    """Refuse an option that was given an empty word: it would narrow nothing, and look as if.

    Args:
        options: what was given, by the option's name; None where it was not.

    Raises:
        UsageError: one is empty.
    """
    for name, words in options.items():
        if words is not None and not words.strip():
            raise UsageError(f"--{name} is empty; leave it out, or say what to narrow to.")


def read_filter(
    session: Session,
    owner: str | None,
    agency: str | None,
    group: str | None,
    source: str | None,
) -> ActionFilter:
    """The filter a person means; names and fragments become ids.

    Raises:
        UsageError: a name fits no record, or more than one.
    """
    sorts = {choice.value for choice in ACTION_SOURCES}
    return ActionFilter(
        owner=session.find(owner, "post").id if owner else None,
        agency=session.find(agency, "partner", "agency").id if agency else None,
        group=session.find(group, "group").id if group else None,
        source=source if source is None or source in sorts else session.find(source).id,
    )

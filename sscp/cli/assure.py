"""Assurance: how every statement of the arrangements stands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from sscp.assurance.duties import ATTESTED, CONTEXT, NOT_COMPUTED, Duty
from sscp.assurance.matrices import MATRICES
from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.model.words import listed
from sscp.render import machine
from sscp.render.assurance import assurance_lines, duty_lines, matrix_lines
from sscp.timing.states import State
from sscp.views.assurance import view_assurance, view_duty


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(assurance)


def assurance(
    context: typer.Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help="A paragraph, such as 2.1.6.")
    ] = None,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only statements in this state.")
    ] = None,
    matrix: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"A coverage matrix: {', '.join(MATRICES)}, or all."),
    ] = None,
) -> int:
    """Every statement of the arrangements, done or not. With evidence, next due date, owner."""
    session: Session = context.obj
    session.require_format("text", "json")
    if matrix is not None:
        return _matrices(session, matrix)
    duties = session.duties
    if ref is not None:
        return _one(session, duties, ref)
    allowed = [*(one.value for one in State), ATTESTED, CONTEXT, NOT_COMPUTED]
    if state is not None and state not in allowed:
        raise UsageError(f"There is no state {state}; there are: {', '.join(allowed)}.")
    view = view_assurance(session.portfolio, session.as_of, duties, state)
    session.emit(lambda: assurance_lines(view), lambda: machine.to_json("assurance/1", view))
    return int(ExitCode.FINE)


def _matrices(session: Session, name: str) -> int:
    if name != "all" and name not in MATRICES:
        raise UsageError(f"There is no matrix {name}; there are: {', '.join(MATRICES)}, all.")
    found = tuple(
        build(session.portfolio, session.as_of)
        for key, build in MATRICES.items()
        if name in (key, "all")
    )
    session.emit(
        lambda: [line for one in found for line in matrix_lines(one)],
        lambda: machine.to_json("matrices/1", {"as_of": session.as_of, "matrices": found}),
    )
    return int(ExitCode.FINE)


def _one(session: Session, duties: tuple[Duty, ...], ref: str) -> int:
    found = [duty for duty in duties if duty.clause.text("ref") == ref]
    if not found:
        if not session.portfolio.find(ref, "clause"):
            raise UsageError(_no_paragraph(ref, [duty.clause.words("ref") for duty in duties]))
        clause = session.find(ref, "clause")
        found = [duty for duty in duties if duty.clause is clause]
    page = view_duty(session.portfolio, found[0], session.as_of)
    session.emit(lambda: duty_lines(page), lambda: machine.to_json("duty/1", page))
    return int(ExitCode.FINE)


def _no_paragraph(ref: str, known: list[str]) -> str:
    """That there is no such paragraph, in a sentence, and how to find the one that is meant."""
    near = get_close_matches(ref, known, 3, 0.6)
    hint = f"Did you mean {listed(near, 'or')}?" if near else "`sscp assurance` lists them all."
    return f"There is no paragraph {ref}. {hint}"

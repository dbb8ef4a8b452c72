"""A prompt of which no letter is lost: what stands there is handed on while it is typed."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Callable, Sequence
from typing import Any

from sscp.cli.choices import Choice, completer_of

_MENU = 6
_PROMPT = "> "


def read_kept(
    label: str,
    typing: Callable[[str], None],
    begun: str = "",
    choices: Sequence[Choice] = (),
) -> str:
    """One answer, as it was typed.

    Args:
        label: what stands before it.
        typing: called with what stands there whenever that has changed, so that neither a
            broken line nor a closed terminal takes it away.
        begun: what stands there already, to be gone on with or wiped out.
        choices: what is offered while a person types.

    Raises:
        KeyboardInterrupt: the person gave up.
        EOFError: the same, by the key that ends the input.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.shortcuts import CompleteStyle

    session: PromptSession[str] = PromptSession()
    told = begun

    def tell(_: Any = None) -> None:
        nonlocal told
        text = _in_lines(session.default_buffer.text)
        if text == told:
            return
        told = text
        try:
            typing(text)
        except Exception as error:
            # While a line is drawn nobody else would take it: it ends the prompt instead.
            if not session.app.is_running or session.app.is_done:
                raise
            session.app.exit(exception=error)

    # Kept before it is drawn: what a person sees is safe.
    session.app.before_render += tell
    try:
        return _in_lines(
            session.prompt(
                label,
                default=begun,
                completer=completer_of(choices) if choices else None,
                complete_style=CompleteStyle.COLUMN,
                complete_while_typing=True,
                reserve_space_for_menu=min(len(choices), _MENU),
            )
        )
    except (KeyboardInterrupt, EOFError):
        tell()
        raise


def read_lines(typing: Callable[[str], None], begun: str = "") -> str:
    """Several lines up to an empty one; what stands there already comes as one answer.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    if begun:
        return read_kept(_PROMPT, typing, begun).strip()
    lines: list[str] = []

    def with_lines(text: str) -> None:
        typing("\n".join([*lines, text]))

    while True:
        line = read_kept(_PROMPT, with_lines).rstrip()
        if not line and not is_more_typed():
            return "\n".join(lines).strip("\n")
        lines += line.split("\n")
        typing("\n".join(lines))


def read_several(
    label: str,
    typing: Callable[[str], None],
    begun: str,
    choices: Sequence[Choice],
    is_fit: Callable[[str], bool],
) -> str:
    """Answers one after the other, a line each; those there already are offered first.

    Args:
        label: what stands before each.
        typing: called with all of them whenever what stands there has changed.
        begun: those there already.
        choices: what is offered while a person types.
        is_fit: False, and the reason told, for an answer that can't be; it is asked again.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    kept: list[str] = []
    before = begun.splitlines()

    def with_kept(text: str) -> None:
        typing("\n".join([*kept, text, *before]))

    while True:
        was = before.pop(0) if before else ""
        end = "another; Enter ends" if kept else "Enter for none"
        typed = read_kept(f"{label} ({end}): ", with_kept, was, choices).strip()
        if typed:
            kept += [typed] if is_fit(typed) else []
            typing("\n".join([*kept, *before]))
        elif not before:
            return "\n".join(kept)


def _in_lines(text: str) -> str:
    """A text whose lines end in one way only; other breaks, which a paste can bring, are blanks."""
    return re.sub(r"[\v\f\x1c-\x1e\x85\u2028\u2029]", " ", re.sub(r"\r\n?", "\n", text))


def is_more_typed() -> bool:
    """True while something is typed that no prompt has read yet: the rest of what was pasted."""
    from prompt_toolkit.application.current import get_app_session
    from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead

    source = get_app_session().input
    ahead = get_typeahead(source)
    if ahead:
        store_typeahead(source, ahead)
        return True
    if os.name == "nt":
        # There a paste is seen by the prompt itself, which takes it as one answer.
        return False
    ready, _, _ = select.select([sys.stdin], [], [], 0)
    return bool(ready)


def choose_of(label: str, keys: str) -> str:
    """The one of some keys that is typed, or the word that it begins; empty for Enter alone.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    while True:
        typed = read_kept(label, _nothing).strip().lower()
        if not typed or (typed in keys and len(typed) == 1):
            return typed
        if typed in ("yes", "no") and typed[0] in keys:
            return typed[0]
        sys.stdout.write(f"  Type one of: {', '.join(keys)}; or Enter.\n")


def _nothing(text: str) -> None:
    """A key is nothing to keep."""

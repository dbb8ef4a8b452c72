"""Markdown from templates: sandboxed, undefined names fail, a register may bring its own."""

from __future__ import annotations

import os
import re
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from sscp.errors import RunError
from sscp.render.markdown import escape_view

_ENDING = ".md.j2"
_HEADING = re.compile(r"^(#{1,5} )", re.MULTILINE)
_FAILURES = (
    *(TemplateError, AttributeError, TypeError, ValueError, ArithmeticError),
    *(LookupError, RecursionError, OSError),
)
"""What a wrong template can end in; it may arrive from anyone, so none of it is our mistake."""


def template_folders(register: str) -> list[str]:
    """Where templates are looked for: the register's own first, then the program's."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    packaged = os.path.join(here, "templates")
    if not os.path.isdir(packaged):
        packaged = os.path.join(os.path.dirname(here), "templates")
    return [os.path.join(register, "templates"), packaged]


def render_markdown(register: str, name: str, view: Any) -> str:
    """The Markdown of a document.

    A template may hold another document: `part("minutes", view.minutes)`.

    Args:
        register: the register's folder; a template under its `templates/` comes first.
        name: the document's name, such as minutes.
        view: plain data; every text in it is escaped before the template sees it.

    Raises:
        RunError: the template is missing or wrong, in one sentence.
    """
    return _render(register, name + _ENDING, escape_view(view))


def _render(register: str, file: str, view: Any) -> str:
    """The text that a template makes of a view.

    Raises:
        RunError: the template is missing or wrong, in one sentence.
    """
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(template_folders(register), encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # what must be escaped for Markdown was, before it gets here
    )
    environment.globals["part"] = lambda name, inner: _one_level_down(
        environment.get_template(name + _ENDING).render(view=inner)
    )
    try:
        text = environment.get_template(file).render(view=view)
    except TemplateSyntaxError as error:
        raise RunError(
            f"The template {error.filename or file} breaks in line {error.lineno}:"
            f" {_sentence(error.message or type(error).__name__)}"
        ) from error
    except _FAILURES as error:
        said = _sentence(str(error) or type(error).__name__)
        raise RunError(f"The template {file} cannot be used: {said}") from error
    return _tidy(text)


def _one_level_down(text: str) -> str:
    """A document within another: each heading becomes one of the level below."""
    return _HEADING.sub(r"#\1", text)


def render_plain(register: str, name: str, view: Any) -> str:
    """The plain text of a message; as `render_markdown`, but nothing in it is markup."""
    return _render(register, name + ".txt.j2", view)


def _sentence(words: str) -> str:
    """What a library said, on one line and with one full stop."""
    return " ".join(words.split()).rstrip(".") + "."


def _tidy(text: str) -> str:
    """No blanks at the ends of lines and never two blank lines together."""
    lines: list[str] = []
    for raw in text.splitlines():
        line = raw.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n") + "\n"

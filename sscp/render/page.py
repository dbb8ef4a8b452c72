"""Markdown to an accessible HTML page, through pandoc."""

from __future__ import annotations

import os
from html import escape

from sscp.errors import RunError

_READER = "commonmark+pipe_tables"
_FOLDER = os.path.dirname(os.path.abspath(__file__))


def render_html(markdown: str, title: str) -> str:
    """One complete page: language, one first heading, table headers with their scope.

    Args:
        markdown: the document; texts in it are already escaped.
        title: what the browser's tab says.

    Raises:
        RunError: pandoc is not there or fails.
    """
    try:
        import pypandoc
    except ImportError as missing:
        raise RunError(
            "Pages need the documents part of sscp. Install it with:"
            " pip install 'sscp[documents]'. Markdown works without it: --to md."
        ) from missing
    try:
        body = pypandoc.convert_text(
            markdown,
            "html5",
            format=_READER,
            extra_args=["--wrap=none", f"--lua-filter={os.path.join(_FOLDER, 'page.lua')}"],
        )
    except (OSError, RuntimeError) as error:
        raise RunError(f"pandoc could not make the page: {error}.") from error
    with open(os.path.join(_FOLDER, "page.html"), encoding="utf-8") as stream:
        page = stream.read()
    before, _, rest = page.partition("{{title}}")
    between, _, after = rest.partition("{{body}}")
    return f"{before}{escape(title)}{between}{body.strip()}{after}"

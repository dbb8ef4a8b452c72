"""Results as bytes: printed as they are, or written to a file that a person asked for."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sscp.errors import RunError, UsageError

if TYPE_CHECKING:
    from sscp.cli.session import Session

ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".xlsx": "xlsx",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}
"""The formats by how a file's name ends."""

BINARY = frozenset(("xlsx", "sqlite"))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def format_by_name(path: Path | None) -> str | None:
    """The format that a file's name asks for by its ending; None where it asks for none."""
    return ENDINGS.get(path.suffix.lower()) if path is not None else None


def require_file(path: Path | None, form: str, name: str) -> None:
    """Refuse to print what is no text.

    Raises:
        UsageError: the format needs a file, and none was named.
    """
    if path is None and form in BINARY:
        usual = next(ending for ending, known in ENDINGS.items() if known == form)
        raise UsageError(
            f"{form} is not for a screen: say where to write it, as in -o {name}{usual}."
        )


def give(session: Session, path: Path | None, content: bytes, form: str = "text") -> None:
    """Print bytes as they are, or write them to a file and say so.

    CSV in a file begins with a mark, without which a spreadsheet reads a pound
    sign as two other letters.
    """
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    write_whole(path, _BYTE_ORDER_MARK + content if form == "csv" else content)
    session.note(f"Written to {path}.")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that stood there before stays until then.

    Raises:
        RunError: it cannot be written there.
    """
    written = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            written = stream.name
            stream.write(content)
        os.chmod(written, 0o644)
        os.replace(written, path)
    except OSError as error:
        if written:
            with suppress(OSError):
                os.remove(written)
        raise RunError(f"{path} cannot be written: {error.strerror}.") from error

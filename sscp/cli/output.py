"""Files that a person asked for with `-o`: written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sscp.errors import RunError


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

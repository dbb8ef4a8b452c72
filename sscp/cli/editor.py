"""Texts that a person writes outside the program: in an editor, or in a file that is named."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from sscp.errors import RunError, UsageError
from sscp.model.letters import find_barred

_USUAL = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vim", "vi")


def open_editor(path: str) -> None:
    """Open a file in the person's editor and wait until it is closed.

    The editor is the one that VISUAL or EDITOR names, else one of those that machines have.

    Raises:
        RunError: there is no editor, or it ended with a failure.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    words = shlex.split(named, posix=os.name != "nt") if named else []
    if not words:
        found = next(filter(None, map(shutil.which, _USUAL)), None)
        if found is None:
            raise RunError("There is no editor to open; name one in the setting EDITOR.")
        words = [found]
    try:
        subprocess.run([*words, path], check=True)
    except FileNotFoundError as error:
        raise RunError(
            f"There is no editor {words[0]} on this machine; name another in the setting"
            f" {'VISUAL' if os.environ.get('VISUAL') else 'EDITOR'}."
        ) from error
    except OSError as error:
        raise RunError(f"The editor {words[0]} can't be started: {error.strerror}.") from error
    except subprocess.CalledProcessError as error:
        raise RunError(
            f"The editor {words[0]} ended with a failure ({error.returncode}); the text is kept in"
            f" {path}."
        ) from error


def read_text(path: Path) -> str:
    """The text of a file that a person named.

    Raises:
        UsageError: it can't be read, or holds what no record can keep.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not in UTF-8; save it so and try again.") from error
    barred = find_barred(text)
    if barred is not None:
        raise UsageError(
            f"{path}, line {barred.line}, holds {barred.words}, which no record can keep;"
            " take it out."
        )
    return text

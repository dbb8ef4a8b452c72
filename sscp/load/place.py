"""Where a register lies: the folder that holds `register.yaml`.

Kept light on purpose: the quick answer of `sscp status` needs nothing more.
"""

from __future__ import annotations

import os

SETTINGS_FILE = "register.yaml"


def find_register(start: str, given: bool) -> str | None:
    """The register's folder, or None when there is none.

    Args:
        start: the folder to begin at.
        given: True when a person named it; then nothing above it is tried.
    """
    folder = os.path.realpath(start)
    while True:
        for candidate in (folder, os.path.join(folder, "records")):
            if os.path.isfile(os.path.join(candidate, SETTINGS_FILE)):
                return candidate
        above = os.path.dirname(folder)
        if given or above == folder:
            return None
        folder = above


def require_register(start: str, given: bool) -> str:
    """The register's folder.

    Raises:
        UsageError: the folder named is not there.
        RunError: no register is there.
    """
    from sscp.errors import RunError, UsageError

    if given and not os.path.exists(start):
        raise UsageError(f"There is no folder {start}.")
    found = find_register(start, given)
    if found is None:
        where = f"in {start}" if given else "here or in any folder above"
        raise RunError(
            f"No register {where}: there is no {SETTINGS_FILE}."
            " Name the register's folder with -C, as in `sscp -C records status`."
        )
    return found

"""What tells whether files are still the ones that were read: names, sizes and times of change.

Kept light on purpose: the quick answer of `sscp status` needs nothing more.
"""

from __future__ import annotations

import os

RACY_SECONDS = 2.0
"""A file changed so shortly before it was read may have changed once more without showing it."""


def look(folder: str, below: str, seen: list[str]) -> float:
    """Note name, size and times of every file in a folder, in order; hidden ones are left out.

    Args:
        folder: where to look.
        below: what stands before the names, such as `actions/`.
        seen: gets one text for each file.

    Returns:
        When a file was last changed, in seconds of the machine's clock; 0 where there is none.
    """
    newest = 0.0
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        seen.append(f"{below}?")
        return newest
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name == "__pycache__":
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                newest = max(newest, look(entry.path, f"{below}{name}/", seen))
            else:
                now = entry.stat()
                seen.append(f"{below}{name} {now.st_size} {now.st_mtime_ns} {now.st_ctime_ns}")
                newest = max(newest, now.st_mtime, now.st_ctime)
        except OSError:
            seen.append(f"{below}{name}?")
    return newest


def look_at_program(seen: list[str]) -> str:
    """Note every file of the program; the folder it lies in."""
    program = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    look(program, "", seen)
    return program

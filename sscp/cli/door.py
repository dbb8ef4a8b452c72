"""A quick way to the plain answer of `sscp status` when nothing has changed since last time.

The answer is kept outside the register, beside a fingerprint of every file
(name, size, time of change), of the program and of the day. Anything that is
not plainly the same goes the long way.
"""

from __future__ import annotations

import os
import sys
import time

from sscp.load.fingerprint import RACY_SECONDS, look, look_at_program

_STARTED = time.time()


def answer_from_cache(words: list[str]) -> int | None:
    """Print the kept answer and give its exit status; None when there is none."""
    asked = _plain_status(words)
    if asked is None or (sys.stdout.isatty() and not os.environ.get("NO_COLOR")):
        return None
    from sscp.load.place import find_register

    root, given, as_of, form = asked
    found = find_register(root, given)
    if found is None:
        return None
    try:
        with open(_cache_path(found, as_of, form), "rb") as stream:
            kept_print, _, answer = stream.read().partition(b"\n")
    except OSError:
        return None
    fresh, _ = _fingerprint(found)
    if kept_print != fresh:
        return None
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(answer.decode())
    sys.stdout.flush()
    return 0


def remember(root: str, words: list[str], answers: dict[str, str]) -> None:
    """Keep the answers given just now; failing to is no failure."""
    asked = _plain_status(words)
    if asked is None:
        return
    fresh, newest = _fingerprint(root)
    if newest > _STARTED - RACY_SECONDS:
        return
    for form, answer in answers.items():
        path = _cache_path(root, asked[2], form)
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            temporary = f"{path}.{os.getpid()}"
            with open(temporary, "wb") as stream:
                stream.write(fresh + b"\n" + answer.encode())
            os.replace(temporary, path)
        except OSError:
            return


def _plain_status(words: list[str]) -> tuple[str, bool, str, str] | None:
    """Folder, whether it was given, date and format of a plain `status`; None for anything else."""
    if "status" not in words or os.environ.get("SSCP_NO_CACHE"):
        return None
    root, given, as_of, form, seen = "", False, "", "text", False
    waiting = iter(words)
    for word in waiting:
        if word == "status" and not seen:
            seen = True
        elif word in ("-C", "--root"):
            root, given = next(waiting, ""), True
        elif word == "--as-of":
            as_of = next(waiting, "-")
        elif word == "--format":
            form = next(waiting, "")
        elif word not in ("--no-color", "-q", "--quiet"):
            return None
    if not seen or form not in ("text", "json") or (given and not root):
        return None
    return root or os.getcwd(), given, as_of, form


def _cache_path(root: str, as_of: str, form: str) -> str:
    from hashlib import blake2b

    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    base = base or os.path.join(os.path.expanduser("~"), ".cache")
    name = blake2b(f"{root}\0{as_of}\0{form}".encode(), digest_size=16).hexdigest()
    return os.path.join(base, "sscp", name)


def _fingerprint(root: str) -> tuple[bytes, float]:
    """A digest of the register's files, the program's and the day; and the last time of change."""
    from hashlib import blake2b

    seen: list[str] = []
    newest = look(root, "", seen)
    # A write that was cut off is seen as done, though its files do not lie in their places yet.
    newest = max(newest, look(os.path.join(root, ".sscp", "pending"), "", seen))
    program = look_at_program(seen)
    now = time.time()
    # London's day changes at midnight or, in summer, an hour before midnight of universal time.
    universal = time.strftime("%Y-%m-%d", time.gmtime(now + 3600)) + time.strftime(
        "%Y-%m-%d", time.gmtime(now)
    )
    day = time.strftime("%Y-%m-%d %z", time.localtime(now)) + universal
    digest = blake2b("\0".join([*seen, day, program]).encode("utf-8", "replace"), digest_size=32)
    return digest.hexdigest().encode(), newest

"""Why the place where a register is shared refuses or is silent, in a person's words."""

from __future__ import annotations

_FOR_RULES = ("protected branch", "GH006", "pre-receive hook declined", "TF402455")
_AS_BEHIND = ("non-fast-forward", "fetch first", "stale info", "cannot lock ref")
_NOT_LET_IN = (
    "permission denied",
    "insufficient permission",
    "unable to create temporary object directory",
    "authentication failed",
    "could not read username",
    "could not read password",
    "access denied",
    "not authorized",
    "error: 401",
    "error: 403",
    "write access to repository not granted",
    "host key verification failed",
)
_NOTHING_THERE = (
    "does not appear to be a git repository",
    "repository not found",
    "does not exist",
    "error: 404",
    "not found",
)
_NO_LINE = (
    "could not resolve",
    "connection",
    "timed out",
    "network is unreachable",
    "no route to host",
    "couldn't connect",
)


def is_behind(said: str) -> bool:
    """True when others were there first, and their changes are to be brought in before."""
    return any(sign in said for sign in _AS_BEHIND)


def is_for_rules(said: str) -> bool:
    """True when the place takes only changes that someone has looked at."""
    return any(sign in said for sign in _FOR_RULES)


def why_refused(said: str, address: str, otherwise: str) -> str:
    """Why the place does not answer, and what helps.

    Args:
        said: what git said of it.
        address: where it is, as it may be shown.
        otherwise: the reason where it is none of those known.
    """
    lower = said.lower()
    if any(sign in lower for sign in _NOT_LET_IN):
        return (
            f"{address} does not let you in or does not know you; ask whoever looks"
            " after it to let you in. What you saved stays here"
        )
    if any(sign in lower for sign in _NO_LINE):
        return (
            f"{address} does not answer; look whether this machine is connected, and try"
            " again later. What you saved stays here"
        )
    if any(sign in lower for sign in _NOTHING_THERE):
        return (
            f"there is none at {address}; if it is elsewhere now,"
            " `sscp doctor --share-at ADDRESS` says where. What you saved stays here"
        )
    return otherwise

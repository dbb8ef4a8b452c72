"""The kind of record a person names."""

from __future__ import annotations

from sscp.errors import UsageError
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import KINDS, find_kind


def require_kind(words: str) -> Kind:
    """The kind a person means by its name, its plural or its folder.

    Raises:
        UsageError: there is none of that name.
    """
    found = find_kind(words)
    if found is None:
        from difflib import get_close_matches

        names = [known.name for known in KINDS]
        near = get_close_matches(words.lower(), names, 1, 0.6)
        hint = f" Did you mean {near[0]}?" if near else " `sscp schema` lists the kinds."
        raise UsageError(f"There is no kind of record called {words}.{hint}")
    return found

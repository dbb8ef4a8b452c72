"""Global options may stand before or after the command; here they are brought to the front."""

from __future__ import annotations

from sscp.errors import UsageError

WITH_VALUE = ("-C", "--root", "--as-of", "--at", "--audience", "--format")
ALONE = ("--no-color", "-q", "--quiet", "--version")

OWN: dict[tuple[str, ...], tuple[str, ...]] = {("meeting", "approve"): ("--at",)}
"""Options that a command has under the name of a global one: behind the command they are its own.

`--at` reads the records as they were, and no command changes those; nothing is lost.
"""


def hoist_global_options(words: list[str]) -> list[str]:
    """The same words with the global options first; nothing after `--` is touched.

    Raises:
        UsageError: an option that needs a value has none.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word.partition("=")[0] in OWN.get(tuple(rest[:2]), ()):
            rest.append(word)
        elif word in ALONE:
            front.append(word)
        elif word in WITH_VALUE:
            value = next(waiting, None)
            if value is None:
                raise UsageError(f"The option {word} needs a value after it.")
            front += [word, value]
        elif word.partition("=")[0] in WITH_VALUE and "=" in word:
            front.append(word)
        else:
            rest.append(word)
    return front + rest

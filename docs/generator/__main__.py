"""`python -m docs.generator`: write the generated pages, or with --check say which are stale."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable
from pathlib import Path

from docs.generator import clocks, commands, readme, records, rules

TOP = Path(__file__).resolve().parents[2]

PAGES: dict[str, Callable[[Path], str]] = {
    "docs/reference/records.md": records.write_page,
    "docs/reference/rules.md": rules.write_page,
    "docs/reference/clocks.md": clocks.write_page,
    "docs/reference/commands.md": commands.write_page,
    **{page: readme.writer_of(page) for page in readme.MARKED},
}
"""Every generated page, and what writes it when given the top folder of the checkout."""


def find_stale(top: Path) -> dict[str, str]:
    """The pages that are not what the code says, each with what it should be."""
    wanted = {page: write(top) for page, write in PAGES.items()}
    return {page: text for page, text in wanted.items() if _read(top / page) != text}


def show_difference(top: Path, page: str, wanted: str) -> str:
    """What is to change in a page, line by line."""
    lines = difflib.unified_diff(
        _read(top / page).splitlines(),
        wanted.splitlines(),
        page,
        f"{page} (wanted)",
        n=1,
        lineterm="",
    )
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Write what is stale; with --check only say so.

    Returns:
        0 when all is well, 1 when --check found a stale page.
    """
    parser = argparse.ArgumentParser(prog="python -m docs.generator", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when stale")
    check = parser.parse_args(words).check
    stale = find_stale(TOP)
    for page, text in stale.items():
        if check:
            print(show_difference(TOP, page, text))
        else:
            (TOP / page).write_text(text, encoding="utf-8", newline="\n")
            print(f"written: {page}")
    if check and stale:
        print(f"Stale: {', '.join(stale)}. Run `make docs` and commit the result.")
        return 1
    if check:
        print(f"{len(PAGES)} generated pages agree with the code.")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

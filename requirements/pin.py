"""Chooses versions within the ranges of pyproject.toml and writes them down with their hashes.

One resolution serves every system and every Python from 3.11: lines that hold
only somewhere carry a marker, and each version carries the hashes of all its
files. The resolver lives in a folder of its own that is thrown away.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
RESOLVER = "uv==0.13.9"
HEADER = """\
# {what}: exact versions with the hashes of all their files.
# Written by `make pins` from pyproject.toml and build.in; not edited by hand.
"""
# The larger set comes first: a version that suits only one of them would
# drag the other back to releases of long ago.
SETS = {
    "dev.txt": (
        "What sscp needs to run and what its developers use",
        ["documents", "sheets", "dev"],
    ),
    "runtime.txt": ("What sscp needs to run, with every optional part", ["documents", "sheets"]),
}


def choose_versions(resolver: Path, extras: list[str], held: Path | None) -> str:
    """The lines of one requirements file.

    Args:
        resolver: the program that chooses.
        extras: the optional parts to include.
        held: a requirements file whose versions must be kept, if any.
    """
    command = [
        str(resolver),
        *"pip compile --no-config --universal --upgrade --python-version 3.11".split(),
        *"--generate-hashes --no-header --no-annotate --quiet".split(),
        *["pyproject.toml", "requirements/build.in"],
        *[f"--extra={extra}" for extra in extras],
        *([f"--constraint={held}"] if held else []),
    ]
    done = subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def main() -> int:
    """Write both files; the second keeps the versions of the first."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        tools = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([str(tools / "python"), *"-m pip install -q".split(), RESOLVER], check=True)
        held: Path | None = None
        for name, (what, extras) in SETS.items():
            lines = choose_versions(tools / "uv", extras, held)
            held = HERE / name
            held.write_text(HEADER.format(what=what) + lines, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The floor for a cold check: read every YAML file below a folder and let libyaml parse it.

Nothing is kept and no Python value is made of it; what a check costs beyond this is ours.
"""

from __future__ import annotations

import os
import sys

from _ruamel_yaml import CParser


def parse_all(folder: str) -> int:
    """The number of files read."""
    files = 0
    for below, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".yaml"):
                with open(os.path.join(below, name), "rb") as stream:
                    CParser(stream.read()).raw_parse()
                files += 1
    return files


if __name__ == "__main__":
    parse_all(sys.argv[1])

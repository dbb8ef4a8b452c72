"""The project around the package: contracts between rooms, pins, commands, what a wheel holds."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from sscp import __version__
from tests.conftest import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = ("runtime.txt", "dev.txt")


def pinned(name: str) -> dict[str, list[str]]:
    """Each pinned release with its hashes."""
    found: dict[str, list[str]] = {}
    for line in (CHECKOUT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            found[list(found)[-1]].append(line.split(":")[1].split()[0])
        elif not line.startswith("#"):
            found[line.split(" ")[0]] = []
    return found


@pytest.mark.parametrize("name", PINS)
def test_every_library_is_pinned_to_one_version_with_hashes(name: str) -> None:
    for release, hashes in pinned(name).items():
        assert re.fullmatch(r"[a-z0-9-]+==[a-z0-9.]+", release)
        assert hashes, release
        assert all(re.fullmatch(r"[0-9a-f]{64}", one) for one in hashes)


@pytest.mark.parametrize("name", PINS)
def test_pins_name_no_address(name: str) -> None:
    text = (CHECKOUT / "requirements" / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted", text)


@pytest.mark.parametrize("name", ["ruamel-yaml-clib", "jsonschema-rs", "markupsafe"])
def test_compiled_libraries_are_pinned_for_every_system(name: str) -> None:
    hashes = next(found for release, found in pinned("runtime.txt").items() if name in release)
    assert len(hashes) > 20


def test_developers_run_the_same_versions_as_everyone() -> None:
    developers = pinned("dev.txt")
    assert all(developers.get(release) == found for release, found in pinned("runtime.txt").items())


def test_the_package_is_built_with_the_pinned_tool() -> None:
    (tool,) = PROJECT["build-system"]["requires"]
    assert tool in pinned("runtime.txt")
    assert tool in (CHECKOUT / "requirements" / "build.in").read_text(encoding="utf-8")


def test_make_alone_lists_every_target() -> None:
    text = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    done = subprocess.run(
        ["make", "-C", str(CHECKOUT)], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0
    listed = re.findall(r"^make (\S+) +\S", done.stdout, re.MULTILINE)
    assert listed == targets


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_what_lands_ends_with_the_tests() -> None:
    text = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^for target in (.+); do$", text, re.MULTILINE)
    assert targets.split() == ["lint", "types", "contracts", "docs-check", "wheel-check", "test"]

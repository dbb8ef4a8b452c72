"""The documentation is held to the program: generated pages fresh, links alive, samples valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.generator import commands, records, rules
from docs.generator.__main__ import find_stale, show_difference
from docs.generator.markdown import anchor
from docs.generator.readme import MARKED
from sscp.errors import ExitCode
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import KINDS, SETTINGS
from sscp.rules.catalogue import RULES
from tests.builders import load_files
from tests.conftest import CHECKOUT

PAGES = sorted([CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *CHECKOUT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def test_every_generated_page_says_what_the_code_says() -> None:
    stale = find_stale(CHECKOUT)
    told = "\n".join(show_difference(CHECKOUT, page, text) for page, text in stale.items())
    assert not stale, f"run `make docs`:\n{told}"


def test_only_a_page_changed_by_hand_is_stale(tmp_path: Path) -> None:
    (tmp_path / "records").symlink_to(CHECKOUT / "records")
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    for page in MARKED:
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).write_bytes((CHECKOUT / page).read_bytes())
    for page, text in find_stale(tmp_path).items():
        (tmp_path / page).write_text(text, encoding="utf-8")
    assert find_stale(tmp_path) == {}
    changed = tmp_path / "docs" / "reference" / "records.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("| yes |", "| no |"), "utf-8")
    assert set(find_stale(tmp_path)) == {"docs/reference/records.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_link_in_the_documentation_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        path, _, part = target.partition("#")
        leads_to = (page.parent / path).resolve() if path else page
        assert leads_to.exists(), f"{page.name} links to {target}"
        if part:
            headings = re.findall(r"^#+ (.+)$", leads_to.read_text(encoding="utf-8"), re.MULTILINE)
            assert part in {anchor(heading) for heading in headings}, f"{page.name}: {target}"


@pytest.mark.parametrize("words", commands.command_names(), ids=" ".join)
def test_every_command_says_what_it_does_and_is_in_the_readme(words: tuple[str, ...]) -> None:
    _, _, rest = commands.help_text(*words).partition("\n\n")
    told = rest.partition("\n\n")[0].strip()
    assert told
    assert not told.startswith("Options:")
    assert f"`sscp {' '.join(words)}" in (CHECKOUT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [(), *commands.command_names()], ids=" ".join)
def test_help_fits_80_columns(words: tuple[str, ...]) -> None:
    assert max(len(line) for line in commands.help_text(*words).splitlines()) <= 80


def test_the_readme_explains_every_exit_status() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == [str(int(one)) for one in ExitCode]


def test_every_kind_and_every_field_is_in_the_record_reference() -> None:
    page = records.write_page(CHECKOUT)
    for kind in (*KINDS, SETTINGS):
        section = page.partition(f"\n## {kind.name}\n")[2].partition("\n## ")[0]
        assert kind.help in section
        common = "" if kind is SETTINGS else page.partition("## Fields of every kind")[2]
        for field in kind.fields:
            assert f"`{field.name}`" in section + common.partition("\n## ")[0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_least_record_in_the_reference_has_the_right_shape(kind: Kind) -> None:
    section = records.write_page(CHECKOUT).partition(f"\n## {kind.name}\n")[2]
    sample = section.partition("At the least:\n\n```yaml\n")[2].partition("\n```")[0]
    result = load_files({f"{kind.folder}/sample.yaml": sample})
    assert not result.problems
    assert len(result.portfolio.records) == 1


def test_every_rule_is_in_the_rule_reference_once() -> None:
    page = rules.write_page(CHECKOUT)
    for rule in RULES:
        assert page.count(f"\n## {rule.code} {rule.name}\n") == 1

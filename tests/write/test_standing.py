"""What stands for a year or longer, told event by event on a copy of the illustrative register."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sscp.cli.verbs import GROUPS
from sscp.work.catalogue import VERBS
from sscp.work.protected import CYCLES
from tests.conftest import CHECKOUT, Golden, Run
from tests.repositories import Repository
from tests.write.story import Story

YEAR = """
2024-04-10 scrutiny record --title "A morning at the front door" --form challenge \
 --by independent-scrutineer --themes resources --to executive-group \
 --question "Why do calls wait?" --needs-decision
2024-04-24 scrutiny event SCR-2024-05 --event answered --response "Two more posts from June."
2024-04-10 plan event business-plan-2023-26 --event progress --outcome 1.2 --rating complete \
 --note "The toolkit is in use in all agencies." --effect "Neglect is named earlier."
2024-04-10 priority event priority-2024-25-neglect --event progress --rating on-track \
 --note "The first month is on course."
2024-04-10 contract event scrutineer-contract-2023 --event reviewed --found "Advice came in time."
2024-04-10 contract event scrutineer-contract-2023 --event not-renewed
2024-04-10 document event masa --event deferred --deferred-to 2024-10-31 --by lsp-group
2024-09-02 document event masa --event versioned --version-number 2.0 \
 --changes "Follows the guidance of December 2023."
2024-04-10 report section yearly-report-2023-24 --section effectiveness \
 --summary "Children wait less, and more of them are seen alone." --records IND-02
2024-04-10 report section yearly-report-2023-24 --section next-year --title "What comes next" \
 --summary "Four priorities." --matters rm-priorities
2024-04-10 new training-needs-analysis --set id=TNA-2024 --set title="Training needs 2024" \
 --set source="masa 8.2.2"
2024-04-11 training event TNA-2024 --event completed --findings "Neglect above all."
2024-04-11 training event TNA-2024 --event decided --decision DEC-2024-002 \
 --evaluation-method "Asked after three months." --interval "2 years"
2024-04-12 new change-proposal --set title="One group for audit" --set proposed_by=executive-group \
 --set change="Two groups become one." --set proposed_on=2024-04-12 --set source="masa 2.1.19"
2024-04-15 proposal event CHG-2024-01 --event withdrawn --reason "Both groups stay."
2024-04-15 delegation event delegation-cspr-panel --event ended --from-day 2024-07-01
"""


@pytest.fixture
def story(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The register of this checkout, in a repository of its own."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    shutil.copytree(CHECKOUT / "records", tmp_path / "register")
    register = Repository(tmp_path / "register")
    register.commit("2024-03-31T12:00:00+00:00")
    return Story(run, register)


def test_a_year_of_what_stands_is_told(story: Story, golden: Golden) -> None:
    checked = ("-C", story.register.top, "--as-of", "2024-04-20", "validate", "--format", "json")
    before = json.loads(story.run(*checked).out)["summary"]
    golden.check("write/standing.txt", story.tell(YEAR).told)
    after = json.loads(story.run(*checked).out)["summary"]
    assert (before["error"], after["error"]) == (0, 0)
    assert story.register.git("status", "--short") == ""


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            "plan event business-plan-2023 --event progress --outcome 9 --rating at-risk --note x",
            "9 is no open outcome",
        ),
        ("training course CRS-2023-01 --status cancelled", "this one has no such step"),
        (
            "report section yearly-report-2022-23 --section effectiveness --summary x",
            "is closed; a wrong figure is corrected with",
        ),
        (
            "plan event business-plan-2023-26 --event input-heard --input local-gaps --summary x",
            "this one has no such step",
        ),
        ("finding add RR-2023-03 --finding x", "The work of RR-2023-03 is over"),
    ],
)
def test_what_cannot_be_is_refused(story: Story, command: str, says: str) -> None:
    story.tell(f"2024-04-10 {command}")
    assert says in " ".join(story.told.split())
    assert story.told.endswith("(exit status 2)\n\n")
    assert story.register.git("status", "--short") == ""


def test_each_life_cycle_that_a_command_records_is_protected() -> None:
    commands = {f"{cycle.group} {cycle.name}" for cycle in CYCLES}
    assert commands <= {verb.command for verb in VERBS}
    assert {verb.command for verb in VERBS if verb.name == "event"} - commands == {
        "escalation event"
    }
    assert {verb.group for verb in VERBS if verb.group} == set(GROUPS)

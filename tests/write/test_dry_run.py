"""What a command says would follow is what follows, once it is done."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.write.story import Story, commands
from tests.write.test_audits_and_rounds import AUDITED, RETURNED
from tests.write.test_decisions_and_escalations import SETTLED
from tests.write.test_reports_and_publications import GIVEN_OUT
from tests.write.test_reviews import PUBLISHED

StoryAfter = Callable[[str], Story]
READING = {"clocks", "validate", "show", "status"}


@pytest.mark.parametrize("lines", [PUBLISHED, AUDITED, RETURNED, SETTLED, GIVEN_OUT])
def test_what_would_follow_is_what_follows(story_after: StoryAfter, lines: str) -> None:
    story = story_after("")
    top = story.register.top
    told = 0
    for day, words in commands(lines):
        command = ("-C", top, "--as-of", day, *shlex.split(words))
        if command[4] in READING:
            continue
        before = story.register.git("rev-parse", "HEAD")
        tried = story.run(*command, "--dry-run", "--format", "json")
        assert story.register.git("status", "--short") == ""
        assert story.register.git("rev-parse", "HEAD") == before
        done = story.run(*command, "--format", "json")
        if done.status:
            assert tried.status == done.status, words
            continue
        would, did = json.loads(tried.out), json.loads(done.out)
        assert (would.pop("done"), did.pop("done")) == (False, True)
        assert (would.pop("commit"), did.pop("commit") != "") == (None, True)
        assert would == did, words
        told += len(did["then"])
    assert told > 3


def test_what_would_follow_is_told_as_what_is_not_yet(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after("").tell(
        "2024-04-02 incident notify --notified-by agency --aware-on 28/3/2024 --dry-run"
    )
    golden.check("write/dry-run.txt", story.told)

"""Where the shared line takes only what was looked at: a proposal, and the way back from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository
from tests.terminal import Terminal

UPDATE = ("action", "update", "page", "--note")
ADD = (
    *("action", "add", "--raised-at", "executive-2023-05-17", "--item", "1"),
    *("--owner", "manager", "--due", "30/6/2023", "--title"),
)
ACTION = "actions/ACT-2023-001.yaml"


@pytest.fixture
def guarded(shared: Path) -> Path:
    """A shared place whose main line takes nothing but what its keeper puts there."""
    hook = shared / "hooks/pre-receive"
    hook.write_text(
        '#!/bin/sh\n[ -n "$KEEPER" ] && exit 0\n'
        'while read old new ref; do [ "$ref" != refs/heads/main ] || exit 1; done\n'
    )
    hook.chmod(0o755)
    return shared


class Keeper:
    """Whoever looks at proposals and accepts them."""

    def __init__(self, shared: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._copy = Repository(home / "keeper")
        self._copy.git("remote", "add", "origin", str(shared))
        self._patch = monkeypatch

    def accept(self, name: str, *how: str, keeps: bool = False, first: str = "") -> None:
        git = self._copy.git
        git("fetch", "--quiet", "origin")
        git("checkout", "--quiet", "-B", "main", "origin/main")
        if first:
            path = self._copy.top / ACTION
            path.write_text(path.read_text("utf-8") + first, "utf-8")
            self._copy.commit("2023-06-01T12:00:00+00:00", "Another change first")
        git("merge", "--quiet", *how, f"origin/{name}", "-m", "Accepted")
        if "--squash" in how:
            self._copy.commit("2023-06-02T12:00:00+00:00", "Accepted in one")
        with self._patch.context() as patched:
            patched.setenv("KEEPER", "yes")
            git("push", "--quiet", "origin", "main")
            if not keeps:
                git("push", "--quiet", "origin", f":{name}")


@pytest.fixture
def keeper(guarded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    return Keeper(guarded, tmp_path, monkeypatch)


def proposed(register: Repository, run: Run, *words: str) -> str:
    assert run("-C", register.top, *(words or (*UPDATE, "Ours"))).status == 0
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    name = register.git("branch", "--show-current")
    assert name.startswith("proposal-2023-06-01-")
    told = " ".join(outcome.out.split())
    assert f"shared as the proposal {name}." in told
    assert f"“New pull request” from {name} into main" in told
    assert "git" not in told
    return name


@pytest.mark.parametrize("how", [["--no-ff"], ["--ff-only"], ["--squash"]], ids=lambda how: how[0])
@pytest.mark.parametrize("keeps", [True, False], ids=["kept", "deleted"])
def test_an_accepted_proposal_leads_back_to_the_main_line(
    register: Repository, keeper: Keeper, run: Run, how: list[str], keeps: bool
) -> None:
    name = proposed(register, run)
    keeper.accept(name, *how, keeps=keeps)
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert outcome.out == (
        f"Your proposal {name} was accepted; you work on main again.\n"
        "Nothing of yours to share; everything is up to date.\n"
    )
    assert register.git("branch", "--show-current") == "main"
    assert register.git("rev-parse", "HEAD") == register.git("rev-parse", "origin/main")
    assert register.git("status", "--porcelain") == ""
    assert "Ours" in (register.top / ACTION).read_text("utf-8")
    again = proposed(register, run, *UPDATE, "Later")
    assert again != name
    assert register.git("rev-list", "--count", "origin/main..HEAD") == "1"


def test_until_then_further_changes_go_into_the_same_proposal(
    register: Repository, keeper: Keeper, run: Run
) -> None:
    name = proposed(register, run)
    outcome = run("-C", register.top, "sync")
    waits = (
        f"They wait in the proposal {name}; once someone has accepted it, `sscp sync` brings you"
        " back to main."
    )
    assert " ".join(outcome.out.split()) == (
        f"Nothing of yours to share; everything is up to date. {waits}"
    )
    assert f"Your changes wait in the proposal {name}." in run("-C", register.top, "doctor").out
    assert run("-C", register.top, *UPDATE, "More of ours").status == 0
    outcome = run("-C", register.top, "sync")
    assert " ".join(outcome.out.split()) == f"Shared: 1 change of yours. {waits}"
    assert register.git("branch", "--show-current") == name
    keeper.accept(name, "--squash")
    assert run("-C", register.top, "sync").status == 0
    assert register.git("branch", "--show-current") == "main"
    assert "More of ours" in (register.top / ACTION).read_text("utf-8")


@pytest.mark.parametrize("how", ["--no-ff", "--squash"])
def test_what_was_saved_after_the_proposal_becomes_the_next_one(
    register: Repository, keeper: Keeper, run: Run, how: str
) -> None:
    name = proposed(register, run)
    keeper.accept(name, how)
    assert run("-C", register.top, *UPDATE, "Later").status == 0
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert f"Your proposal {name} was accepted" in outcome.out
    again = register.git("branch", "--show-current")
    assert again.startswith("proposal-")
    assert again != name
    text = (register.top / ACTION).read_text("utf-8")
    assert text.count("note: Ours") == text.count("note: Later") == 1
    keeper.accept(again, how)
    assert run("-C", register.top, "sync").status == 0
    assert register.git("branch", "--show-current") == "main"
    assert (register.top / ACTION).read_text("utf-8") == text


def test_accepted_in_one_together_with_a_change_of_the_same_file(
    register: Repository, keeper: Keeper, run: Run
) -> None:
    name = proposed(register, run, *ADD, "Ours")
    keeper.accept(name, "--squash", first="# looked at\n")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert register.git("branch", "--show-current") == "main"


def test_others_changes_are_brought_in_while_it_waits(
    register: Repository, other: Repository, keeper: Keeper, run: Run
) -> None:
    name = proposed(register, run, *ADD, "Ours")
    theirs = proposed(other, run, *ADD, "Theirs")
    keeper.accept(theirs, "--squash")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert "ACT-2023-002 is ACT-2023-003 now" in outcome.out
    assert register.git("branch", "--show-current") == name
    keeper.accept(name, "--squash")
    for each in (register, other):
        outcome = run("-C", each.top, "sync")
        assert outcome.status == 0, outcome.err
        assert each.git("branch", "--show-current") == "main"
        for number, title in (("002", "Theirs"), ("003", "Ours")):
            path = each.top / f"actions/ACT-2023-{number}.yaml"
            assert f"title: {title}\n" in path.read_text("utf-8")


@pytest.mark.parametrize("words", ["--propose", "--drop-proposal"])
def test_a_proposal_that_was_taken_away(
    register: Repository, guarded: Path, run: Run, words: str
) -> None:
    name = proposed(register, run)
    head = register.git("rev-parse", "HEAD")
    register.git("--git-dir", str(guarded), "update-ref", "-d", f"refs/heads/{name}")
    outcome = run("-C", register.top, "sync")
    assert (outcome.status, outcome.out) == (2, "")
    assert f"Your proposal {name} was taken away without being accepted as it is" in outcome.err
    assert register.git("rev-parse", "HEAD") == head
    outcome = run("-C", register.top, "sync", words)
    assert outcome.status == 0, outcome.err
    has_ours = "Ours" in (register.top / ACTION).read_text("utf-8")
    assert has_ours is (words == "--propose")
    branch = register.git("branch", "--show-current")
    assert branch.startswith("proposal-") if has_ours else branch == "main"
    if not has_ours:
        kept = register.git("for-each-ref", "--format=%(objectname)", "refs/sscp/kept/")
        assert head in kept.split()


def test_a_proposal_where_none_is_asked_for(register: Repository, shared: Path, run: Run) -> None:
    outcome = run("-C", register.top, "sync", "--drop-proposal")
    assert outcome.status == 2
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    main = register.git("rev-parse", "origin/main")
    outcome = run("-C", register.top, "sync", "--propose")
    assert outcome.out.startswith("Yours are shared as the proposal proposal-2023-06-01-")
    assert register.git("rev-parse", "origin/main") == main


def test_looking_whether_it_was_accepted_asks_nobody(
    register: Repository, other: Repository, keeper: Keeper, run: Run
) -> None:
    """Both changed one field: that is asked once, when the change of others is brought in."""
    for repository, day in ((other, "2023-08-01"), (register, "2023-07-01")):
        path = repository.top / ACTION
        path.write_text(path.read_text("utf-8").replace("2023-06-30", day), "utf-8")
        assert run("-C", repository.top, "save").status == 0
        assert run("-C", repository.top, "sync").status == 0
    keeper.accept(other.git("branch", "--show-current"), "--squash")
    terminal = Terminal("-C", register.top, "sync", rows=60)
    terminal.answer("Take theirs?", "n")
    assert terminal.end() == 0
    assert terminal.shown.count("by others:") == 1
    assert "due: 2023-07-01" in (register.top / ACTION).read_text("utf-8")

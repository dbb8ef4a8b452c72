"""A record of every kind is made with `sscp new` alone: in a new register, and in a full one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sscp.cli.reading import read_answer
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.kind import Kind, Shape
from sscp.model.kinds.catalogue import KINDS
from sscp.model.portfolio import Portfolio
from sscp.work.creating import creating
from sscp.work.verb import Answers, Question
from sscp.write.change import Change, Desk
from sscp.write.door import write
from sscp.write.edits import Edit
from tests.conftest import CHECKOUT, Run

DAY = "2024-04-10"
WORDS = {
    Shape.TEXT: "Words of it",
    Shape.PROSE: "Words of it.",
    Shape.DATE: DAY,
    Shape.MONTH: "2024-04",
    Shape.TIME: "14:00",
    Shape.YEAR: "2024-25",
    Shape.FLAG: "yes",
    Shape.WHOLE: "3",
    Shape.NUMBER: "12.50",
    Shape.INTERVAL: "2 months",
}
SAID: dict[str, tuple[str, ...]] = {
    "partner": ("from=2010-04-01", "until=2013-04-01"),
    "action": ("owner=@post",),
    "decision": ("body=@lead-partners", "effective_on=2025-04-10"),
    "clock": (
        *("id=LOC-01", "runs_for=inspection", "starts=report", "ends=statement-sent"),
        *("length=20", "force=local"),
    ),
    "clause": ("id=masa-9.9.9", "ref=9.9.9"),
    "discrepancy": ("id=d99",),
    "plan": ("until=2025-04-10",),
    "priority": ("decision=@decision",),
    "waiver": ("rule=ACT-02", "until=2025-04-10", "authority=@lead-partners"),
    "information-request": ("legal_basis=Consent",),
    "review": (
        *("id=LCSPR-2023-09", "form=practice-review"),
        *("notification=@incident-notification", "framework=@document"),
    ),
    "s11-cycle": ("id=S11-2025",),
    "s11-return": (
        *("id=S11-2021-a-new-one", "cycle=@s11-cycle:first"),
        "agency=@s11-cycle:first.agencies",
    ),
    "audit": ("agencies=@agency",),
    "audit-return": ("audit=@audit", "agency=@audit.agencies"),
    "contract": ("until=2025-04-10",),
    "indicator": ("id=IND-99", "decision=@decision"),
    "data-return": ("until=2024-04-30",),
    "trainer": ("id=TRN-99",),
    "budget": ("id=BUD-2025-26", "year=2025-26"),
}
"""What a kind needs beside the least, or otherwise, to be right by the rules."""


def least(kind: Kind, portfolio: Portfolio) -> Iterator[str]:
    """The options that `sscp new` can't do without, with values as a person may type them."""
    verb = creating(kind)
    said = [each.partition("=")[0] for each in SAID.get(kind.name, ())]
    for question in verb.questions:
        if question.required and question.name not in said:
            yield from ("--set", f"{question.name}={value(kind, question, portfolio)}")
    for each in SAID.get(kind.name, ()):
        name, _, words = each.partition("=")
        if words[0] == "@":
            of, _, field = words[1:].partition(".")
            words = any_of(kind, (of,), portfolio)
            words = portfolio.by_id[words].texts(field)[-1] if field else words
        yield from ("--set", f"{name}={words}")


def any_of(kind: Kind, kinds: tuple[str, ...], portfolio: Portfolio) -> str:
    """The last record of some kinds, which is the newest; or the first of one."""
    of, first, _ = kinds[0].partition(":")
    kinds = (of, *kinds[1:])
    found = [
        each.id
        for name in kinds
        for each in (*portfolio.of_kind(name), *portfolio.of_kind("group"))
        if each.kind.name == name or each.text("function") == name
    ]
    if not found:
        raise LookupError(f"{kind.name} needs one of: {', '.join(kinds)}")
    return str(found[0 if first else -1])


def value(kind: Kind, question: Question, portfolio: Portfolio) -> str:
    if question.name == "id":
        example = kind.id_form.example
        return f"new-{kind.name}" if example == "executive-group" else example
    if question.choices:
        return question.choices[0].value
    if question.shape is Shape.LINK:
        return any_of(kind, question.links or tuple(each.name for each in KINDS), portfolio)
    if question.shape is Shape.SOURCE:
        return "masa" if portfolio.get("masa") else "arrangements"
    return WORDS[question.shape]


def test_a_record_of_each_kind_is_made_in_a_new_register(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    begun = ("--area", "Anytown", "--board", "Any Board", "--police", "Anyshire Police")
    assert run("init", tmp_path / "new", *begun).status == 0
    waiting = list(KINDS)
    while waiting:
        before = len(waiting)
        for kind in tuple(waiting):
            portfolio = load(FolderSource(str(tmp_path / "new/records"))).portfolio
            try:
                options = list(least(kind, portfolio))
            except LookupError:
                continue
            outcome = run("-C", tmp_path / "new", "--as-of", DAY, "new", kind.name, *options)
            assert outcome.status == 0, f"{kind.name} {options}\n{outcome.out}{outcome.err}"
            waiting.remove(kind)
        assert len(waiting) < before, [kind.name for kind in waiting]
    found = run("-C", tmp_path / "new", "--as-of", DAY, "validate", "--format", "json").out
    assert json.loads(found)["summary"]["error"] == 0


def test_a_record_of_each_kind_fits_into_the_illustrative_register() -> None:
    as_of = date.fromisoformat(DAY)

    def plan(desk: Desk) -> Change:
        nothing = Answers(desk.portfolio, as_of, {})
        edits: list[Edit] = []
        for kind in KINDS:
            verb, given = creating(kind), {}
            for option in list(least(kind, desk.portfolio))[1::2]:
                name, _, words = option.partition("=")
                found = read_answer(verb.question(name), words, nothing)
                given[name] = (found,) if verb.question(name).many else found
            edits += verb.plan(desk, Answers(desk.portfolio, as_of, given)).edits
        return Change("One of each", tuple(edits), "new")

    root = str(CHECKOUT / "records")
    written = write(root, as_of, plan, lambda _: None, is_trial=True)
    assert len(written.after) == len(KINDS)

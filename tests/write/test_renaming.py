"""Whatever record gets another id, every duty, clock and table stands as it did before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sscp.assurance.duties import assess
from sscp.assurance.matrices import MATRICES
from sscp.load.loader import LoadResult, load_folder, reload
from sscp.load.source import FolderSource
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.runner import run_rules
from sscp.timing.clocks import clock_deadlines
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.work.news import clock_news
from sscp.work.renaming import plan_rename
from sscp.write.change import Desk
from sscp.write.door import write
from sscp.write.edits import Rename, SetField
from sscp.write.files import Files
from tests.builders import one
from tests.conftest import Run
from tests.repositories import Repository

RECORDS = Path(__file__).parents[2] / "records"
AS_OF = date(2024, 4, 2)


@cache
def loaded() -> LoadResult:
    """The illustrative register."""
    return load_folder(FolderSource(str(RECORDS)))


def well_named(kind: str) -> Record:
    """A record of a kind that many others name: there is the most to lose.

    The Executive Group among the groups; of other kinds one that up to 20 name, to be quick.
    """
    portfolio = loaded().portfolio
    named = Counter(
        name
        for each in portfolio.records
        for name in (
            *(portfolio.present_id(target) for _, _, target in each.links()),
            *(source.split(" ", 1)[0] for source in each.sources),
        )
    )
    all_of_it = portfolio.of_kind(kind)
    if kind == "group":
        return one(portfolio, "executive-group")
    few = [each for each in all_of_it if named[each.id or ""] <= 20]
    if few:
        return max(few, key=lambda each: named[each.id or ""])
    return min(all_of_it, key=lambda each: named[each.id or ""])


def another_id(record: Record) -> str:
    """An id of the same form that no record has."""
    old = record.id or ""
    if record.kind.name == "clause":  # Its ending is the number of its paragraph.
        return f"other-{old}"
    for new in (f"{old}-9", f"{old}9", f"{old[:-1]}9", re.sub("[0-9]+$", "98", old)):
        if re.fullmatch(record.kind.id_form.pattern, new) and loaded().portfolio.get(new) is None:
            return new
    raise AssertionError(old)


class _Over(FolderSource):
    """The folder with what was changed in memory."""

    def __init__(self) -> None:
        super().__init__(str(RECORDS))
        self.changed: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes:
        content = self.changed[path] if path in self.changed else super().read(path)
        if content is None:
            raise FileNotFoundError(path)
        return content


def renamed(source: _Over, before: LoadResult, record: Record, new: str) -> LoadResult:
    """The register with a record under another id, in memory."""
    files = Files(source, before.portfolio)
    files.make_all(plan_rename(Desk(before.portfolio, AS_OF, {}), record, new).edits)
    source.changed |= files.after
    return reload(before, source.prefix, files.after)


def standing(portfolio: Portfolio, as_now: Callable[[str], str]) -> set[str]:
    """How every statement, clock and table stands, and what is found, under the ids of today."""
    findings = run_rules(portfolio, (), AS_OF).findings
    lines = [f"{one.code} {one.record} {one.field} {one.message}" for one in findings]
    for duty in assess(portfolio, AS_OF, findings):
        lines.append(f"{duty.clause.id} {duty.standing} {duty.attestation}")
        lines += [
            f"{duty.clause.id} {each._replace(evidence=())} {sorted(map(as_now, each.evidence))}"
            for each in duty.periods
        ]
    for reckon in (clock_deadlines, meeting_deadlines, document_deadlines):
        lines += [str(row) for row in reckon(portfolio, AS_OF)]
    lines += [
        f"{key} {row.label} {row.cells}"
        for key, fill in MATRICES.items()
        for row in fill(portfolio, AS_OF).rows
    ]
    return set(map(as_now, lines))


def test_a_record_of_each_kind_under_another_id_proves_what_it_proved() -> None:
    before, source = loaded(), _Over()
    after, names = before, {}
    for kind in BY_NAME:
        if before.portfolio.of_kind(kind):
            old = well_named(kind).id or ""
            record = one(after.portfolio, old)
            names[old] = another_id(record)
            after = renamed(source, after, record, names[old])
    whole = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")

    def as_now(words: str) -> str:
        return whole.sub(lambda old: names[old[1]], words)  # Titles may hold a former id.

    was = standing(before.portfolio, as_now)
    assert len(names) > 50
    assert len(was) > 1500
    now = standing(after.portfolio, as_now)
    assert "\n".join(sorted(now ^ was)) == ""


def test_what_a_hand_left_under_the_former_id_counts_as_well() -> None:
    """A register in which only the record itself was given another id."""
    before = loaded()
    names = {old: another_id(one(before.portfolio, old)) for old in ("lsp-group", "rm-priorities")}
    files = Files(FolderSource(str(RECORDS)), before.portfolio)
    for old, new in names.items():
        files.make_all([SetField(old, ("formerly",), [old]), Rename(old, new)])
    after = reload(before, "records/", files.after)
    for fill in MATRICES.values():
        was = fill(before.portfolio, AS_OF)
        rows = tuple(row._replace(id=names.get(row.id, row.id)) for row in was.rows)
        assert fill(after.portfolio, AS_OF) == was._replace(rows=rows)
    states = [
        [(duty.clause.id, duty.standing) for duty in assess(each.portfolio, AS_OF, ())]
        for each in (before, after)
    ]
    assert states[0] == states[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("west-midlands-police", "wmp"),
        ("RR-2023-01", "RR-2023-09"),
        ("executive-group", "exec-grp"),
    ],
)
def test_a_clock_under_another_name_is_no_news(old: str, new: str) -> None:
    record = one(loaded().portfolio, old)
    written = write(
        str(RECORDS),
        AS_OF,
        lambda desk: plan_rename(desk, record, new),
        lambda _: None,
        is_trial=True,
        seen=loaded(),
    )
    assert clock_news(written, AS_OF) == ()
    assert written.warnings == ()


def test_the_settings_follow(register: Repository, run: Run) -> None:
    settings = register.top / "register.yaml"
    text = settings.read_text("utf-8") + "waiver_authority: [manager]\n"
    register.write("register.yaml", text)
    outcome = run("-C", register.top, "rename", "manager", "partnership-manager")
    assert outcome.status == 0, outcome.err
    assert "waiver_authority: [partnership-manager]" in settings.read_text("utf-8")

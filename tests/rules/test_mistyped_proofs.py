"""A slip in the proof of a statement is found where it stands, and the statement is not met."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sscp.assurance.duties import NOT_COMPUTED, assess
from sscp.load.loader import LoadResult, load, reload
from sscp.load.source import FolderSource
from sscp.rules.runner import run_rules
from tests.conftest import CHECKOUT

AS_OF = date(2023, 11, 15)
RECORDS = CHECKOUT / "records"
LEAD = "clauses/masa-2.1-lead-partners.yaml"


@cache
def solihull() -> LoadResult:
    return load(FolderSource(str(RECORDS)))


@pytest.mark.parametrize(
    ("ref", "right", "slip", "code", "message"),
    [
        ("2.1.6", "[meeting-interval]", "[meeting-intervall]", "PRF-04", "no clock"),
        ("2.1.7", "[DEC-11]", "[DEC-99]", "PRF-04", "no rule DEC-99"),
        ("2.1.6/2", "kind: decision", "kind: decisoon", "PRF-01", "kind of record decisoon"),
        ("2.1.6/2", "field: body", "field: boddy", "PRF-02", "no field boddy"),
        ("2.1.6/2", "names: [lsp-group]", "is: [lsp-group]", "PRF-03", "under `names`"),
        ("2.1.6/2", "names: [lsp-group]", "names: [masa]", "PRF-03", "never names one"),
        ("2.1.6/2", "date: date", "date: dat", "PRF-02", "no field dat"),
        ("2.1.4(c)", "kind: dissemination", "kind: disemination", "PRF-01", "disemination"),
        ("2.1.4(c)", "by: of", "by: off", "PRF-02", "no field off"),
        ("2.1.4(d)", "field: response", "field: respons", "PRF-02", "no field respons"),
        ("2.1.4(d)", "due: target", "due: targett", "PRF-02", "no field targett"),
        ("2.1.14", "decision/body", "decision/boody", "PRF-02", "no field decision/boody"),
        ("2.1.16", "named_in: matters", "named_in: maters", "PRF-02", "no field maters"),
        ("2.1.6", "names: [lsp-group]", "names: [masa]", "PRF-03", "`id` never names one"),
        ("2.1.6", "[meeting-interval]", "[SIN-01]", "PRF-07", "runs for incident notifications"),
        ("2.1.6/2", "date: date", "date: title", "PRF-06", "`title` holds no date"),
        ("2.1.4(c)", "by: of", "by: title", "PRF-06", "`title` holds no id of a record"),
        ("2.1.4(c)", "when: planned_on", "when: title", "PRF-06", "`title` holds no date"),
        ("2.1.4(d)", "due: target", "due: response", "PRF-06", "`response` holds no date"),
        ("2.1.15(k)", "year_in: from", "year_in: title", "PRF-06", "no reporting year"),
        ("2.1.16", "named_in: matters", "named_in: title", "PRF-06", "holds no id of a record"),
    ],
)
def test_each_slip_is_found_at_its_line(
    ref: str, right: str, slip: str, code: str, message: str
) -> None:
    text, _, at = _place(ref, right)
    wrong = text[:at] + slip + text[at + len(right) :]
    assert _only_finding(wrong, ref, code, message) == text.count("\n", 0, at) + 1


def _place(ref: str, words: str) -> tuple[str, int, int]:
    """The text of the clauses, where a paragraph begins in it, and where words of its proof do."""
    text = (RECORDS / LEAD).read_text(encoding="utf-8")
    start = text.index(f"\n  ref: {ref}\n")
    at = text.find(words, start)
    assert at >= 0, f"{words} is not in the proof of {ref} any more"
    return text, start, at


def _only_finding(wrong: str, ref: str, code: str, message: str) -> int:
    """The line of the one finding about a proof; its statement is then not computed."""
    result = reload(solihull(), "records/", {LEAD: wrong.encode()})
    findings = run_rules(result.portfolio, result.problems, AS_OF).findings
    (found,) = [each for each in findings if each.code.startswith("PRF-")]
    assert found.code == code
    assert message in found.message
    (duty,) = assess(
        result.portfolio, AS_OF, findings, [result.portfolio.by_id[found.record or ""]]
    )
    assert (duty.clause.text("ref"), duty.standing) == (ref, NOT_COMPUTED)
    return found.location.line


NEEDS = """\
    needs:
      - what: no response
        field: response
        when: responded_on
"""


@pytest.mark.parametrize(
    ("ref", "left_out", "place", "code", "message"),
    [
        ("2.1.4(d)", NEEDS, "  proof:", "PRF-05", "what each record needs"),
        ("2.1.4(d)", "        field: response\n", "- what: no", "PRF-05", "neither a field"),
        ("2.1.4(d)", "        is: [scrutiny]\n", "- field: made_by", "PRF-05", "asks for nothing"),
        ("2.1.4(c)", "        by: of\n", "- what: no plan", "PRF-05", "in which field"),
        ("2.1.16", "    interval: P3Y\n", "  proof:", "PRF-05", "how soon"),
    ],
)
def test_what_is_left_out_is_found_where_it_should_stand(
    ref: str, left_out: str, place: str, code: str, message: str
) -> None:
    text, start, at = _place(ref, left_out)
    wrong = text[:at] + text[at + len(left_out) :]
    line = wrong.count("\n", 0, wrong.index(place, start)) + 1
    assert _only_finding(wrong, ref, code, message) == line


def test_a_statement_without_its_proof_is_found() -> None:
    text = (RECORDS / LEAD).read_text(encoding="utf-8")
    start = text.index("ref: 2.1.6\n")
    at = text.index("  proof:", start)
    wrong = text[:at] + text[text.index("  source:", at) :]
    line = wrong.count("\n", 0, wrong.index("  disposition:", start)) + 1
    assert _only_finding(wrong, "2.1.6", "PRF-08", "no proof says from what") == line


@pytest.mark.parametrize(
    ("right", "slip", "code"),
    [
        ("names: [lsp-group]", "names: []", "ST-21"),
        ("date: date", "date: [date]", "ST-22"),
        ("covers: tags", "covrs: tags", "ST-20"),
    ],
)
def test_a_slip_in_the_form_of_a_proof_leaves_it_not_computed(
    right: str, slip: str, code: str
) -> None:
    text = (RECORDS / LEAD).read_text(encoding="utf-8")
    at = text.index(right, text.index("\n  ref: 2.1.6/2\n"))
    result = reload(
        solihull(), "records/", {LEAD: (text[:at] + slip + text[at + len(right) :]).encode()}
    )
    findings = run_rules(result.portfolio, result.problems, AS_OF).findings
    assert code in [each.code for each in findings if each.record == "masa-2.1.6-2"]
    clause = result.portfolio.by_id["masa-2.1.6-2"]
    only_shape = [each for each in findings if not each.code.startswith("PRF-")]
    (duty,) = assess(result.portfolio, AS_OF, only_shape, [clause])
    assert duty.standing == NOT_COMPUTED
    elsewhere = [each for each in only_shape if not (each.field or "").startswith("proof")]
    (duty,) = assess(result.portfolio, AS_OF, elsewhere, [clause])
    assert duty.standing != NOT_COMPUTED


def test_an_id_that_no_record_has_is_found_as_in_any_link() -> None:
    text = (RECORDS / LEAD).read_text(encoding="utf-8")
    wrong = text.replace("names: [lsp-group]", "names: [lsp-grup]", 1)
    result = reload(solihull(), "records/", {LEAD: wrong.encode()})
    findings = run_rules(result.portfolio, result.problems, AS_OF).findings
    assert [each.code for each in findings if "lsp-grup" in each.message] == ["LK-01"]


def test_the_register_has_no_slip() -> None:
    result = solihull()
    findings = run_rules(result.portfolio, result.problems, AS_OF).findings
    assert [each for each in findings if each.code.startswith("PRF-")] == []

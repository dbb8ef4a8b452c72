"""Family PRF, third part: what a proof lacks, and the statements that have none.

What is not asked is never found missing: a proof without a need, or a paragraph without a
proof, would answer that all is well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.paragraphs import proofs_of
from sscp.governance.proof_ways import conditions_in
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.intervals import read_interval

_NEEDED = {
    "recurring": ("kind", "date"),
    "named-date": ("kind", "date"),
    "standing": ("kind",),
    "each": ("kind",),
    "yearly": ("kind", "date"),
    "coverage": ("kind", "date", "covers"),
    "clocks": ("clocks",),
    "rules": ("rules",),
}
"""What each form can't do without."""
_COMPUTED = ("clock", "rule")
"""The dispositions of a statement that is worked out."""
_TOLD = ("attested", "context")
"""Those of a statement that is not."""
_NAMED_TIMES = ("within", "interval_in", "due", "due_by_meeting_of")
"""Fields of a proof that say when it falls due again."""
_WITH_INTERVAL = ("fixed", "at-least", "as-far-as-possible")
"""How firm an interval is that the text states; of the others it states none."""


def _check_whole(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Proofs that lack what their form can't do without, or that ask nothing."""
    for clause, proof in proofs_of(portfolio):
        form = proof.words("form")
        for name in _NEEDED.get(form, ()):
            if not proof.has(name):
                yield hit(proof, (), f"A proof of the form {form} needs `{name}`.")
        if form == "rules" and not (proof.has("kind") or proof.has("looks_at")):
            yield hit(proof, (), "It is not said which kinds of record the rules look at.")
        if form == "same" and not clause.has("same_as"):
            yield hit(proof, (), "It is not said which paragraph says the same.")
        if form == "each" and not (proof.has("needs") or proof.has("least")):
            yield hit(proof, (), "It is not said what each record needs.")
        yield from _untimed(clause, proof)
        yield from _asking_nothing(proof)


def _untimed(clause: Record, proof: Fields) -> Iterator[Hit]:
    """Proofs by a time, where neither the proof nor the paragraph names one."""
    cadence = clause.part("cadence")
    form = proof.words("form")
    if form == "named-date" and (cadence is None or cadence.date("due") is None):
        yield hit(proof, (), "The paragraph names no day by which it is to happen.")
    if form != "recurring" or any(proof.has(name) for name in _NAMED_TIMES):
        return
    if cadence is None or (
        cadence.words("mode") in _WITH_INTERVAL and read_interval(cadence.text("interval")) is None
    ):
        yield hit(
            proof,
            (),
            "It is not said how soon it is to happen again.",
            "Put the interval into the paragraph's cadence, or say there that the text states"
            " none: `mode: regular`.",
        )


def _asking_nothing(proof: Fields) -> Iterator[Hit]:
    """Needs and conditions that say nothing to be met."""
    if proof.has("where") and not proof.has("kind"):
        yield hit(proof, "where", "It is not said of which kind of record this must hold.")
    for need in proof.rows("needs"):
        what = f"The need “{need.words('what')}”"
        if not (need.has("field") or need.has("kind")):
            yield hit(need, (), f"{what} names neither a field nor another kind of record.")
        elif need.has("kind") and not need.has("by"):
            yield hit(need, (), f"{what} does not say in which field the other record names it.")
    for row in conditions_in(proof):
        if not any(row.has(name) for name in ("is", "names", "filled")):
            yield hit(row, (), f"The condition on `{row.words('field')}` asks for nothing.")


def _check_answered(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Statements that are to be worked out and have nothing to be worked out from."""
    for clause in portfolio.of_kind("clause"):
        disposition = clause.text("disposition")
        if disposition in _COMPUTED and not clause.flag("history") and not clause.has("proof"):
            yield hit(
                clause,
                "disposition",
                f"Paragraph {clause.text('ref')} ({clause.title}) is to be worked out by a"
                f" {disposition}, and no proof says from what.",
            )


def _check_recurring(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Recurring duties with an interval that no clock answers for."""
    for clause in portfolio.of_kind("clause"):
        cadence = clause.part("cadence")
        interval = read_interval(cadence.text("interval")) if cadence is not None else None
        if (
            interval is not None
            and clause.text("form") == "cadence"
            and clause.text("disposition") in _TOLD
            and not clause.flag("history")
        ):
            is_attested = clause.text("disposition") == "attested"
            how = "a person attests it" if is_attested else "it is put down as context"
            yield hit(
                clause,
                "disposition",
                f"Paragraph {clause.text('ref')} ({clause.title}) falls due"
                f" {interval.recurring()}, and yet {how}.",
            )


_PAGE = "docs/reference/proofs.md"

RULES: tuple[Rule, ...] = (
    Rule(
        "PRF-05",
        "proof-incomplete",
        Severity.ERROR,
        "A proof has what its form can't do without.",
        "What is not said can't be looked for.",
        _PAGE,
        "Add what is named.",
        _check_whole,
    ),
    Rule(
        "PRF-08",
        "statement-without-proof",
        Severity.WARNING,
        "A statement that is worked out by a clock or a rule has a proof.",
        "Without one nothing is computed, and nobody is told whether the duty is met.",
        _PAGE,
        "Add the proof; only where nothing in the register could show it, let a person attest it.",
        _check_answered,
    ),
    Rule(
        "PRF-09",
        "interval-without-clock",
        Severity.WARNING,
        "A recurring duty with an interval is worked out, and is neither context nor attested.",
        "One word would make a duty with a date into something that never falls due.",
        _PAGE,
        "Let a clock answer for it (`disposition: clock`, with a proof); where it is another"
        " body's, put the paragraph down as a statement of fact.",
        _check_recurring,
        limits="Looks at paragraphs put down as recurring duties whose interval is stated.",
    ),
)

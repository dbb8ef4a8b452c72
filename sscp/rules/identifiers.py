"""Family PII: identifiers of a child or a family never stand in the register.

What is found is never repeated: a finding says what sort of identifier it is and where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.position import Path
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
)
_PUPIL = "A-HJ-NP-RT-Z"
"""The letters of a unique pupil number: I, O and S are not among them."""


class Sort(NamedTuple):
    """A sort of identifier: what it is called, what it looks like, and what else must be true."""

    name: str
    pattern: re.Pattern[str]
    is_one: Callable[[str], bool]


def _is_nhs_number(found: str) -> bool:
    from stdnum.gb import nhs

    return bool(nhs.is_valid(found))


def _is_pupil_number(found: str) -> bool:
    """True when the letter before agrees with the rest; new authorities have new numbers."""
    from stdnum.gb import upn

    return bool(upn.calc_check_digit(found[1:]) == found[0])


def _always(found: str) -> bool:
    return True


SORTS: tuple[Sort, ...] = (
    Sort(
        "an NHS number",
        re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"),
        _is_nhs_number,
    ),
    Sort(
        "a unique pupil number",
        re.compile(rf"(?<![A-Za-z\d])[{_PUPIL}]\d{{11}}[\d{_PUPIL}](?![A-Za-z\d])"),
        _is_pupil_number,
    ),
    Sort(
        "a National Insurance number",
        re.compile(
            r"(?<![A-Za-z\d])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
            r" ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z\d])"
        ),
        _always,
    ),
    Sort(
        "a date of birth",
        re.compile(
            rf"\b(?:d\.?o\.?b\b|date of birth|born\b)[^\n]{{0,20}}?\b{_DATE}", re.IGNORECASE
        ),
        _always,
    ),
)
POSTCODE = Sort(
    "a postcode",
    re.compile(
        r"(?<![A-Za-z\d])[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z\d])"
    ),
    _always,
)


def identifiers_in(text: str, allowed: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The sorts of identifier that a text holds, each once.

    Args:
        text: any text.
        allowed: postcodes that may stand, in capitals without blanks.
    """
    found = [
        sort.name
        for sort in SORTS
        if any(sort.is_one(match[0]) for match in sort.pattern.finditer(text))
    ]
    codes = (_closed_up(match[0]) for match in POSTCODE.pattern.finditer(text))
    if any(code not in allowed for code in codes):
        found.append(POSTCODE.name)
    return tuple(found)


def without_identifiers(text: str) -> str:
    """A text in which whatever looks like an identifier is withheld."""
    for sort in (*SORTS, POSTCODE):
        text = sort.pattern.sub(
            lambda match, sort=sort: "[withheld]" if sort.is_one(match[0]) else match[0],  # type: ignore[misc]
            text,
        )
    return text


def _closed_up(code: str) -> str:
    return code.replace(" ", "").upper()


def allowed_postcodes(portfolio: Portfolio) -> frozenset[str]:
    """The postcodes of partner offices that the settings allow."""
    settings = portfolio.settings
    codes = settings.texts("postcodes_allowed") if settings is not None else ()
    return frozenset(_closed_up(code) for code in codes)


def _check_identifiers(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Texts and numbers that look like an identifier."""
    allowed = allowed_postcodes(portfolio)
    settings = (portfolio.settings,) if portfolio.settings is not None else ()
    everything = (*settings, *portfolio.records)
    for batch in (
        everything[start : start + _BATCH] for start in range(0, len(everything), _BATCH)
    ):
        shown = [repr(record.values) for record in batch]
        # A quick look at many records at once costs hardly more than one at a single record.
        if _may_hold("\n".join(shown)):
            for record, text in zip(batch, shown, strict=True):
                if _may_hold(text):
                    yield from _hits(record, allowed)


_BATCH = 64
"""How many records are looked at together at first."""
_CAPITALS, _SMALL = ascii_uppercase.encode(), ascii_lowercase.encode()
_OUTLINE = bytes.maketrans(b"123456789" + _CAPITALS, b"0" * 9 + b"A" * 26)
_NOT_OUTLINED = _SMALL + b"'\",.()_/"
_SMALL_LETTERS = bytes.maketrans(_CAPITALS, _SMALL)
_OUTLINES_OF_ONE = (
    *(
        b"000" + one + b"000" + other + b"0000"
        for one in (b"", b" ", b"-")
        for other in (b"", b" ", b"-")
    ),
    *(b"A00000000000", b"AA000000", b"AA 000000", b"AA00 00", b"AA 00 00"),
    *(b"AA0000 ", b"AA 0000 ", b"0AA"),
)
_WORDS_OF_BIRTH = (b"birth", b"born", b"dob")


def _may_hold(text: str) -> bool:
    """False where a text can hold no identifier: a quick look, as hardly any record does.

    Digits are looked at as 0, capitals as A, small letters and most signs not at all: what an
    identifier is made of stays side by side, so none is overlooked.
    """
    plain = text.encode("ascii", "replace")
    outline = plain.translate(_OUTLINE, _NOT_OUTLINED)
    if any(each in outline for each in _OUTLINES_OF_ONE):
        return True
    small = plain.translate(_SMALL_LETTERS, b".")
    return any(word in small for word in _WORDS_OF_BIRTH)


def _hits(record: Record, allowed: frozenset[str]) -> Iterator[Hit]:
    for path, text in _texts(record.values, ()):
        for name in identifiers_in(text, allowed):
            yield hit(record, path, f"What stands here looks like {name}.")


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif value is not None and not isinstance(value, bool):
        yield path, str(value)


RULES: tuple[Rule, ...] = (
    Rule(
        "PII-01",
        "identifier",
        Severity.ERROR,
        "No identifier of a child or a family stands in the register.",
        "Git keeps what was ever saved: taking it out later leaves it in the history.",
        "practice note 7, 9 (PII-01); UK GDPR",
        "Take it out before the record is saved in git. The postcode of a partner's office goes"
        " into `postcodes_allowed` in `register.yaml`; a waiver says why something else may stand.",
        _check_identifiers,
        limits="Names can't be told from other words. It looks for NHS numbers and unique pupil"
        " numbers with the right check digit, National Insurance numbers, dates of birth said to be"
        " one, and postcodes; not for the numbers of police, court or case systems.",
        of_each=True,
    ),
)

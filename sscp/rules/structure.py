"""Family ST: files that can be read and records that fit their declaration.

Most of these are noticed by the reader; here stand their codes and their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.rules.rule import Hit, Rule, hit

_DESIGN = "record layout of this register (docs/reference/records.md)"


def _check_duplicates(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Ids that stand on more than one record, or that another record had before."""
    for record in portfolio.records:
        if record.id is None:
            continue
        first = portfolio.by_id[record.id]
        if first is not record:
            yield hit(
                record,
                "id",
                f"The id {record.id} is already taken by the {first.kind.name} in"
                f" {first.file.path}, line {first.location(('id',)).line}.",
            )
        earlier = portfolio.former_ids.get(record.id)
        if earlier is not None and earlier is not record:
            yield hit(
                record,
                "id",
                f"The id {record.id} once belonged to {earlier.id}, and ids are never reused.",
            )


def _check_public_markings(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Records marked OFFICIAL-SENSITIVE that are also open to the public."""
    for record in portfolio.records:
        if record.values.get("classification") == "OFFICIAL-SENSITIVE" and (
            record.values.get("audience") == "public"
        ):
            yield hit(
                record,
                "audience",
                f"{record.title} is marked OFFICIAL-SENSITIVE and yet open to the public.",
            )


def _reader(
    number: int,
    name: str,
    message: str,
    remedy: str,
    title: str,
    why: str,
    severity: Severity = Severity.ERROR,
) -> Rule:
    """A rule about something the reader itself notices."""
    return Rule(f"ST-{number:02d}", name, severity, title, why, _DESIGN, remedy, None, message)


_NOTHING_SKIPPED = (
    "A file that is skipped in silence looks like a register in which nothing is wrong."
)
_ONE_READING = (
    "Two programs must never read one file in two ways: what a person sees is what is computed."
)
_PLAIN = "Records are plain data, so that nothing in them can grow, run or hide when they are read."

RULES: tuple[Rule, ...] = (
    _reader(
        1,
        "unreadable",
        "This file or folder cannot be read: {why}.",
        "Check its permissions, then run the check again.",
        "Every file of the register can be opened.",
        _NOTHING_SKIPPED,
    ),
    _reader(
        2,
        "leaves-register",
        "This is a link that leads out of the register or to a folder.",
        "Put the file itself into the register instead of a link.",
        "No link leads out of the register.",
        "The register is what git carries; a link could show one thing here and another there.",
    ),
    _reader(
        3,
        "too-large",
        "This file is larger than {limit}, so it was not read.",
        "Split it into several files; a register's files are small.",
        "No file is larger than the limit.",
        "A huge file would stop the check for everybody.",
    ),
    _reader(
        4,
        "encoding",
        "This file is not in UTF-8 from here on, so it was not read.",
        "Open it in an editor and save it with the encoding UTF-8.",
        "Files are in UTF-8.",
        _ONE_READING,
    ),
    _reader(
        5,
        "byte-order-mark",
        "This file begins with an invisible mark (a byte order mark).",
        "Save it as UTF-8 without a byte order mark (BOM).",
        "Files have no byte order mark.",
        "The mark is invisible and other tools stumble over it. The file is read all the same.",
        Severity.WARNING,
    ),
    _reader(
        6,
        "control-character",
        "There is an invisible control character here (number {detail}), so the file was not read.",
        "Delete the character; typing the line anew is the surest way.",
        "Texts hold no control characters.",
        "Control characters can hide text on a screen or change how it is shown.",
    ),
    _reader(
        7,
        "yaml-header",
        "This file has a %YAML line, which would change how it is read.",
        "Delete the line; the register is YAML 1.2 throughout.",
        "Files carry no YAML header.",
        _ONE_READING,
    ),
    _reader(
        8,
        "tab",
        "There is a tab character where the line is indented, so the file was not read.",
        "Replace the tab with blanks: two for each level.",
        "Lines are indented with blanks.",
        "A tab looks like blanks on the screen and means something else to every program.",
    ),
    _reader(
        9,
        "syntax",
        "The layout breaks here, so the file was not read: {detail}.",
        "Look at this line and the one above: a missing colon, quote, bracket or indent is the"
        " usual cause; put quotes around a text that holds a colon and a blank.",
        "Files are well-formed YAML.",
        _NOTHING_SKIPPED,
    ),
    _reader(
        10,
        "anchor",
        "Here is an anchor (&) or an alias (*), so the file was not read.",
        "Write the value out; put quotes around a text that begins with & or *.",
        "Files use no anchors and no aliases.",
        _PLAIN,
    ),
    _reader(
        11,
        "tag",
        "Here is a tag (!), so the file was not read.",
        "Delete the tag; put quotes around a text that begins with an exclamation mark.",
        "Files use no tags.",
        _PLAIN,
    ),
    _reader(
        12,
        "duplicate-key",
        "The field {detail} stands twice in this group; only the first one counts.",
        "Keep one of the two.",
        "A field stands once in a group.",
        _ONE_READING,
    ),
    _reader(
        13,
        "key-not-text",
        "A list or group stands here where a field's name belongs, so the file was not read.",
        "Write a field's name, a colon, and the value after it.",
        "Names of fields are plain words.",
        _PLAIN,
    ),
    _reader(
        14,
        "too-deep",
        "Groups are nested too deeply here, so the file was not read.",
        "No record needs more than a few levels; look for a bracket too many.",
        "Groups are not nested without end.",
        _PLAIN,
    ),
    _reader(
        15,
        "second-document",
        "A second document begins here (---), so the file was not read.",
        "Make it an item of a list, or put it into a file of its own.",
        "A file is one record or one list.",
        _NOTHING_SKIPPED,
    ),
    _reader(
        16,
        "empty-file",
        "This file holds no record.",
        "Write the record, or delete the file.",
        "A file holds at least one record.",
        _NOTHING_SKIPPED,
        Severity.WARNING,
    ),
    _reader(
        17,
        "not-a-record",
        "Here should be {a_kind}: a group of fields, each with its name and a colon.",
        "Begin with `id:` and give each field a line of its own.",
        "What a file holds are records.",
        _NOTHING_SKIPPED,
    ),
    _reader(
        18,
        "unknown-folder",
        "This file lies in {folder}, which is no folder for records. {nearest}",
        "Move it to the folder of its kind.",
        "Files lie in the folder of their kind.",
        "The folder tells what kind of record a file holds; elsewhere it would not be read.",
    ),
    _reader(
        19,
        "missing-field",
        "The {kind} lacks `{field}`{where}: {help}",
        "Add the field.",
        "Records have every field that their kind requires.",
        "What is required is what a clock, a rule or a page rests on.",
    ),
    _reader(
        20,
        "unknown-field",
        "`{field}`{where} is no field of {a_kind}. {nearest}",
        "Correct the name, or put the text under `notes`.",
        "Records have only the fields that their kind declares.",
        "A misspelt field would look as if it counted.",
    ),
    _reader(
        21,
        "empty-value",
        "`{field}` {holds}. It is for: {help}",
        "Fill it in, or take the line out.",
        "A field that is there holds something.",
        "An empty line leaves it open whether something was forgotten.",
    ),
    _reader(
        22,
        "wrong-shape",
        "`{field}` should be {expected}; here it is: {value}",
        "Write it in that form; quotes keep a text a text.",
        "Values have the form that the field asks for.",
        "A value that can't be read can't be reckoned with.",
    ),
    _reader(
        23,
        "date-cannot-be",
        "`{field}` should be {expected}; here it is: {value}",
        "Correct the date: year, month, day, with hyphens.",
        "Dates exist and are written the same way everywhere.",
        "Every clock starts from a date.",
    ),
    _reader(
        24,
        "value-not-allowed",
        "`{field}` cannot be {value}. {allowed}.",
        "Choose one of the values allowed.",
        "Fields with a fixed list hold a value from it.",
        "What is counted and compared must be spelt one way.",
    ),
    _reader(
        25,
        "id-form",
        "The id {value} does not have the form of its kind: {form}, such as {example}.",
        "Give it an id of that form.",
        "Ids have the form of their kind.",
        "A reader tells by the id what a record is; an id is never a path or a command.",
    ),
    Rule(
        "ST-26",
        "duplicate-id",
        Severity.ERROR,
        "An id belongs to one record, for ever, in the whole register.",
        "Every link, minute and letter that names the id must lead to one record.",
        _DESIGN,
        "Give the newer record an id of its own; if one was renamed, list the old id under"
        " `formerly`.",
        _check_duplicates,
    ),
    Rule(
        "ST-27",
        "sensitive-and-public",
        Severity.ERROR,
        "Nothing marked OFFICIAL-SENSITIVE is open to the public.",
        "The marking says need-to-know; the audience says everyone.",
        "practice note 7 (Government Security Classifications)",
        "Narrow the audience, or have the marking reviewed by whoever set it.",
        _check_public_markings,
        of_each=True,
    ),
)

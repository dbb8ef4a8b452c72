"""One run: the options given, the register loaded once, and where results go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from sscp.errors import UsageError
from sscp.load.loader import LoadResult, load, load_folder
from sscp.load.place import require_register
from sscp.load.source import FolderSource
from sscp.model.dates import read_typed_date, write_long_date
from sscp.model.kind import Audience
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import kind_words, listed
from sscp.render.lines import WIDTH, Line, moment_lines, to_text

if TYPE_CHECKING:
    from sscp.assurance.duties import Duty
    from sscp.history import GitSource
    from sscp.model.moment import Moment
    from sscp.rules.runner import CheckResult
    from sscp.views.reckoned import Basis

_NOUNS = {"clause": "paragraph"}
"""What people call a kind of record, where it goes by another name among them."""
_LISTED = 8


_RECKONABLE = range(1900, 3000)
"""The years that can be reckoned from."""


def today() -> date:
    """Today in London: the one place where the machine's clock is read."""
    from datetime import datetime
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.now(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        return date.today()


class Session:
    """The options of one run, the words it was called with, and what was read for it."""

    def __init__(
        self,
        root: str | None,
        as_of: str | None,
        audience: str | None,
        format: str | None,
        no_color: bool,
        quiet: bool,
        words: list[str],
        at: str | None = None,
    ) -> None:
        self.words = words
        self._root = root
        self._as_of = typed_date(as_of) if as_of else None
        self._at = at
        self.audience = _audience(audience) if audience else None
        self.format = format or "text"
        self.quiet = quiet
        self.no_color = no_color or bool(os.environ.get("NO_COLOR"))
        self.reads_every_file = False
        """True for a command that does not rest on what was read last time."""
        self._loaded: LoadResult | None = None
        self._source: FolderSource | GitSource | None = None
        self._checked: CheckResult | None = None

    @property
    def is_named(self) -> bool:
        """True when a person named the register's folder."""
        return self._root is not None

    def require_format(self, *allowed: str) -> None:
        """Refuse a format that the command does not have.

        Raises:
            UsageError: the format is none of those allowed.
        """
        if self.format not in allowed:
            raise UsageError(
                f"This command has no format {self.format}; it has: {', '.join(allowed)}."
            )

    @property
    def source(self) -> FolderSource | GitSource:
        """The register's files: as they lie on disk, or as git had them."""
        if self._source is None:
            start, given = self._root or os.getcwd(), self._root is not None
            if self._at is None:
                self._source = FolderSource(require_register(start, given))
            else:
                self._source = self._open_history(start, given, self._at)
        return self._source

    def _open_history(self, start: str, given: bool, words: str) -> GitSource:
        from sscp.history import open_history

        day = read_typed_date(words)
        if day is not None and day > today():
            raise UsageError(f"--at {words} has not come yet; --as-of looks ahead.")
        found = open_history(start, given, day or words)
        if found.warning:
            self.note(found.warning)
        return found

    @property
    def moment(self) -> Moment | None:
        """The commit that is read; None when the records are read as they lie on disk."""
        source = self.source
        return None if isinstance(source, FolderSource) else source.moment

    @property
    def loaded(self) -> LoadResult:
        """The register as it was read."""
        if self._loaded is None:
            source = self.source
            if isinstance(source, FolderSource) and not self.reads_every_file:
                self._loaded = load_folder(source)
            else:
                self._loaded = load(source)
        return self._loaded

    @property
    def portfolio(self) -> Portfolio:
        """The records that the audience may see; all of them when none is named."""
        whole = self.loaded.portfolio
        if self.audience is None:
            return whole
        from sscp.model.audience import restrict

        return restrict(whole, self.audience)

    @property
    def as_of(self) -> date:
        """The date to reckon from.

        The one given, else the day the records are read at, else the register's own, else today.

        Raises:
            UsageError: it lies so far off that the periods around it leave the calendar.
        """
        if self._as_of is None and self.moment is not None:
            return self.moment.date
        settings = self.loaded.portfolio.settings
        fixed = settings.date("as_of") if settings else None
        day = self._as_of or fixed or today()
        if day.year not in _RECKONABLE:
            raise UsageError(
                f"{day.isoformat()} is too far off to reckon from. Name a day in the years"
                f" {_RECKONABLE[0]} to {_RECKONABLE[-1]}."
            )
        return day

    @property
    def as_of_fixed(self) -> bool:
        """True when the register itself sets the date."""
        if self._at is not None:
            return False
        settings = self.loaded.portfolio.settings
        return self._as_of is None and settings is not None and settings.date("as_of") is not None

    @property
    def checked(self) -> CheckResult:
        """The findings over the whole register, whoever the audience is."""
        if self._checked is None:
            from sscp.rules.runner import run_rules

            self._checked = run_rules(self.loaded.portfolio, self.loaded.problems, self.as_of)
        return self._checked

    @property
    def duties(self) -> tuple[Duty, ...]:
        """How the statements of the arrangements stand; only those the audience may see.

        They are reckoned from the whole register, whoever the audience is.
        """
        from sscp.assurance.duties import assess

        found = assess(self.loaded.portfolio, self.as_of, self.checked.findings)
        if self.audience is None:
            return found
        seen = self.portfolio
        return tuple(duty for duty in found if seen.get(duty.clause.id) is not None)

    @property
    def basis(self) -> Basis:
        """What states and dates are reckoned from for lists, queries and exports."""
        from sscp.views.reckoned import Basis

        return Basis(
            self.loaded.portfolio,
            self.portfolio,
            self.as_of,
            lambda: self.duties,
            lambda: self.checked.findings,
        )

    def find(self, words: str, *kinds: str) -> Record:
        """The one record a person means by an id, a name or a fragment.

        Raises:
            UsageError: none fits, or more than one does.
        """
        found = self.portfolio.find(words, *kinds)
        noun = listed((_NOUNS.get(kind) or kind_words(kind) for kind in kinds), "or") or "record"
        if not found:
            near = self.portfolio.nearest_id(words)
            fits = near and (not kinds or self.portfolio.get_kind(near, *kinds))
            hint = f" Did you mean {near}?" if fits else f" Try `sscp search {words}`."
            raise UsageError(f"There is no {noun} {words}.{hint}")
        if len(found) > 1:
            names = ", ".join(sorted(record.id or "" for record in found)[:_LISTED])
            more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
            raise UsageError(f"{words} fits {len(found)} records: {names}{more}. Name one of them.")
        return found[0]

    def require_writable(self) -> str:
        """The register's folder, for a command that changes it.

        Raises:
            UsageError: the records were asked for as they were, or for an audience.
        """
        if self.audience is not None:
            raise UsageError("A command that changes the register needs all of it; no --audience.")
        return self.require_current()

    def require_current(self) -> str:
        """The register's folder, for a command that adds to it and writes for an audience.

        Raises:
            UsageError: the records were asked for as they were.
        """
        if self._at is not None:
            raise UsageError("What the register once was can't be changed; leave out --at.")
        return self.source.root

    @property
    def keeps_in_git(self) -> bool:
        """True unless the register says that people commit, and commands only write files."""
        from sscp.write.unkept import keeps_in_git

        return keeps_in_git(self.loaded.portfolio)

    def emit(self, lines: Callable[[], list[Line]], as_json: Callable[[], str]) -> None:
        """Print a result as text or as JSON."""
        if self.format == "json":
            sys.stdout.write(as_json())
        else:
            self.print([*self._moment_lines(), *lines()])

    def _moment_lines(self) -> list[Line]:
        """What a reader is told first when the records are not today's."""
        moment = self.moment if self._source is not None else None
        return moment_lines(moment) if moment is not None else []

    def print(self, lines: list[Line]) -> None:
        """Print lines, in colour where a person looks at a terminal."""
        if sys.stdout.isatty() and not self.no_color:
            from sscp.render.terminal import print_lines

            print_lines(lines)
        else:
            sys.stdout.write(to_text(lines))

    def note(self, sentence: str) -> None:
        """Say something beside the result, unless silence was asked for."""
        if not self.quiet:
            say_aside(sentence)

    def complain(self, sentence: str) -> None:
        """Say what went wrong, as it is said when a run ends with it."""
        say_aside(f"sscp: {sentence}")


def say_aside(text: str) -> None:
    """Say something beside the result; its lines end between words where a person looks on.

    What a person typed comes back in it, and no sign in that is to steer the screen.
    """
    from textwrap import fill

    text = "".join(each if each.isprintable() or each in "\n\t" else "?" for each in text)
    if sys.stderr.isatty():
        text = "\n".join(
            fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
            for line in text.split("\n")
        )
    sys.stderr.write(text + "\n")


def typed_date(words: str) -> date:
    """The date a person typed, its weekday echoed where it was not typed in full.

    Raises:
        UsageError: it is no date.
    """
    found = read_typed_date(words)
    if found is None:
        raise UsageError(
            f"{words} is no date. Write it like 2023-05-17, 17/5/2023 or '17 May 2023'."
        )
    if sys.stderr.isatty() and len(words) != len("2023-05-17"):
        sys.stderr.write(f"(read as {write_long_date(found)})\n")
    return found


def _audience(words: str) -> Audience:
    try:
        return Audience(words)
    except ValueError:
        allowed = ", ".join(audience.value for audience in Audience)
        raise UsageError(f"There is no audience {words}; there are: {allowed}.") from None

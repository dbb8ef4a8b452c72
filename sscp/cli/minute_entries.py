"""The questions for one entry of the minutes: a decision, an action, an interest and the like.

Every answer is read as soon as it is typed, and only that one is asked again. Enter at
the first question leaves the entry; further on it asks first whether that is meant.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sscp.cli.choices import Choice, choice_lines, fitting
from sscp.cli.kept_prompt import choose_of, read_kept, read_lines, read_several
from sscp.cli.minute_questions import (
    LIKELY_FIRST,
    MORE,
    NEXT_MEETING,
    OUTCOME_LABELS,
    PLAIN,
    TRIED,
    Ask,
)
from sscp.cli.session import Session
from sscp.governance.attendance import attendees_of
from sscp.governance.decisions import is_lead_partners_body
from sscp.governance.terms import partners_on
from sscp.model.dates import write_long_date
from sscp.model.kinds.meetings import DECISION_TAGS
from sscp.model.record import Record
from sscp.render.lines import Style, to_text, wrapped
from sscp.work.attendance import voices_of
from sscp.work.minuting import Minuting, read_minuting
from sscp.work.note_entries import (
    DECISION,
    Form,
    Values,
    write_entry,
)
from sscp.work.note_text import ItemText, Piece
from sscp.work.notes import read_notes, word_of

_LONG_TITLE = 80


@dataclass
class Entries:
    """Asks for entries of one meeting.

    Attributes:
        session: the run.
        meeting: the meeting.
        following: says when the group meets next, in words as typed.
        ask_following: asks for that day.
    """

    session: Session
    meeting: Record
    following: Callable[[], str]
    ask_following: Callable[[], None]
    _posts: list[Choice] = field(default_factory=list)

    def ask(
        self,
        form: Form,
        item: ItemText,
        begun: Values,
        typing: Callable[[Piece], None],
        usual: Values | None = None,
    ) -> Piece | None:
        """One entry, whole or left as it is for later; None when the person leaves it out.

        Args:
            form: the sort of entry.
            item: the item it stands under.
            begun: answers there are already, offered one by one.
            typing: called with the entry so far, at every letter.
            usual: what Enter stands for, where the agenda says more than the question.
        """
        values = dict(begun)
        while True:
            if not self._ask_all(form, item, values, typing, usual or {}):
                return None
            piece = write_entry(form, values)
            if self.tell_mistakes(item, piece):
                return piece
            said = choose_of("Put that right now? [Y/n, x leaves it out] ", "ynx")
            if said == "x":
                return None
            if said == "n":
                return piece

    def _ask_all(
        self,
        form: Form,
        item: ItemText,
        values: Values,
        typing: Callable[[Piece], None],
        usual: Values,
    ) -> bool:
        """Ask every question of a form; False when the entry is to be left out."""
        if form is DECISION:
            return self._decision(item, values, typing)
        asks = [
            each._replace(default=usual.get(each.name, each.default)) for each in PLAIN[form.name]
        ]
        return all(self._one(form, each, item, values, typing) for each in asks)

    def _decision(self, item: ItemText, values: Values, typing: Callable[[Piece], None]) -> bool:
        def one(ask: Ask) -> bool:
            return self._one(DECISION, ask, item, values, typing)

        if not one(Ask("title", "Decision in a few words (Enter for none)", True)):
            return False
        while len(values["title"]) > _LONG_TITLE and not values.get("resolution"):
            self._say("  That is long for a title, so it is kept as what was resolved.")
            values["resolution"] = values["title"]
            values["title"] = ""
            if not one(Ask("title", "Its title, in a few words", True)):
                return False
        if not one(Ask("resolution", "What was resolved (an empty line ends it)", is_long=True)):
            return False
        if not one(Ask("outcome", f"outcome: {', '.join(OUTCOME_LABELS)}", default="agreed")):
            return False
        outcome = values["outcome"]
        if outcome in ("agreed", "deferred") and (known := self._voices()) is not None:
            one(Ask("AGREED", "Agreed by", default=", ".join(known)))
        if outcome == "deferred":
            one(Ask("UNTIL", "Until when"))
        one(Ask("MATTERS", "Matter it touches", is_several=True, kinds=("matter",)))
        for ask in MORE.values():
            if values.get(ask.name):
                one(ask)
        self._say(f"More that can be noted of it: {', '.join(MORE)}.", Style.FAINT)
        while word := choose_word("more (Enter for no more): ", tuple(MORE)):
            one(MORE[word])
        return True

    def _voices(self) -> list[str] | None:
        """The partners for whom somebody there could agree; None where no joint one is taken."""
        portfolio = self.session.portfolio
        if not is_lead_partners_body(portfolio, self.meeting.text("group")):
            return None
        day = self.meeting.date("date") or self.session.as_of
        return [
            each for each in partners_on(portfolio, day) if voices_of(portfolio, self.meeting, each)
        ]

    def _one(
        self,
        form: Form,
        ask: Ask,
        item: ItemText,
        values: Values,
        typing: Callable[[Piece], None],
    ) -> bool:
        """Ask one question into `values`; False when the entry is to be left out."""
        begun = values.get(ask.name, "")
        choices = self._choices(ask)

        def tell(text: str) -> None:
            if text.strip() or any(values.values()):
                typing(write_entry(form, values | {ask.name: text}))

        if choices and not begun:
            sys.stdout.write(to_text(choice_lines(choices, ask.name in LIKELY_FIRST)))

        def is_fit(typed: str) -> bool:
            return self._understood(ask, item, values, typed) is not None

        while True:
            typed = _read(ask, begun, choices, tell, is_fit)
            if not typed and ask.is_required:
                others = [each for name, each in values.items() if name != ask.name and each]
                if not others and not begun:
                    self._say("  Left out.", Style.FAINT)
                    return False
                sentence = f"Leave this {form.name} out, with what is noted of it? [y/N] "
                if choose_of(sentence, "yn") == "y":
                    return False
                continue
            answer = typed or ask.default
            found = answer if ask.is_several else self._understood(ask, item, values, answer)
            if found is None:
                begun = ""
                continue
            values[ask.name] = found
            typing(write_entry(form, values))
            return True

    def _understood(self, ask: Ask, item: ItemText, values: Values, typed: str) -> str | None:
        """An answer as it is kept; None, and the reason told, where it can't be."""
        if ask.name == "outcome":
            return self._outcome(typed)
        if ask.name == "on" and typed == ask.default:
            return ""
        if not typed or ask.is_long:
            return typed
        if ask.name == "due" and typed.lower() in NEXT_MEETING and not self.following():
            read = self._try(item, ask, typed, values)
            if not read.is_fit:
                self.ask_following()
        if ask.name not in TRIED:
            return typed
        read = self._try(item, ask, typed, values)
        if not read.is_fit:
            for each in read.mistakes:
                if not each.is_doubt:
                    self._say(f"  {each.message}", Style.BAD)
            self._offer_near(ask, typed)
            return None
        for each in read.mistakes:
            if ask.name == "owner":
                self._say(f"  {each.message}", Style.WARN)
        return self._echoed(ask, typed, read)

    def _outcome(self, typed: str) -> str | None:
        wanted = typed.lower()
        fits = [
            value
            for value, label in OUTCOME_LABELS.items()
            if wanted in (value, label.lower()) or value.startswith(wanted)
        ]
        if len(fits) == 1 or wanted in fits:
            return wanted if wanted in fits else fits[0]
        self._say(f"  {typed} is none of these: {', '.join(OUTCOME_LABELS)}.")
        return None

    def _try(self, item: ItemText, ask: Ask, typed: str, values: Values) -> Minuting:
        """What one answer comes to, tried in an entry that lacks nothing else."""
        trial = TRIED[ask.name](typed, values)
        return self.read(item, Piece(word_of(trial.splitlines()[0]), trial))

    def _offer_near(self, ask: Ask, typed: str) -> None:
        choices = fitting(self._choices(ask), typed.splitlines()[-1])
        if len(choices) > 1:
            sys.stdout.write(to_text(choice_lines(choices, is_ordered=True)))

    def _echoed(self, ask: Ask, typed: str, read: Minuting) -> str:
        """The answer by its id where a record is named, and what was understood told."""
        values = read.items[0].rows[0].values if read.items and read.items[0].rows else {}
        if ask.name == "owner":
            post = values["owner"]
            self._say(f"  {post}: {self.session.portfolio.title_of(post)}", Style.FAINT)
            return typed if "(" in typed else str(post)
        if ask.name == "who":
            post = read.interests[0]["post"]
            self._say(f"  {post}: {self.session.portfolio.title_of(post)}", Style.FAINT)
            return str(post)
        if ask.name == "due":
            self._say(f"  {write_long_date(values['due'])}", Style.FAINT)
        if ask.name == "paper":
            self._say(f"  {read.items[0].papers[0].title}", Style.FAINT)
            return read.items[0].papers[0].title
        return typed

    def _choices(self, ask: Ask) -> list[Choice]:
        portfolio = self.session.portfolio
        if ask.name == "TAGS":
            return [Choice(each.value, each.label) for each in DECISION_TAGS]
        if ask.name == "paper":
            rows = self.meeting.rows("papers")
            return [Choice(row.words("title"), row.words("title")) for row in rows]
        if ask.name in ("owner", "who"):
            return self._known_posts()
        records = (
            portfolio.records
            if "*" in ask.kinds
            else [each for kind in ask.kinds for each in portfolio.of_kind(kind)]
        )
        return [Choice(each.id, each.title) for each in records if each.id] if ask.kinds else []

    def _known_posts(self) -> list[Choice]:
        """All posts, those that were at the meeting first."""
        if not self._posts:
            portfolio = self.session.portfolio
            there = [each.post for each in attendees_of(portfolio, self.meeting) if each.post]
            others = [each.id for each in portfolio.of_kind("post") if each.id not in there]
            names = dict.fromkeys([*there, *(each for each in others if each)])
            self._posts = [Choice(each, portfolio.title_of(each)) for each in names]
        return self._posts

    def read(self, item: ItemText, piece: Piece) -> Minuting:
        """What one piece comes to under its item."""
        text = item.text([piece])
        if self.following():
            text += f"\nNEXT: {self.following()}\n"
        session = self.session
        return read_minuting(session.portfolio, self.meeting, read_notes(text), session.as_of)

    def tell_mistakes(self, item: ItemText, piece: Piece) -> bool:
        """Say what of a piece can't be, and what is doubtful; True when it can be saved."""
        read = self.read(item, piece)
        for each in read.mistakes:
            self._say(f"  {each.message}", Style.WARN if each.is_doubt else Style.BAD)
        return read.is_fit

    def _say(self, words: str, style: Style = Style.PLAIN) -> None:
        lead = " " * (len(words) - len(words.lstrip()))
        self.session.print(wrapped(words, lead, lead, style))


def _read(
    ask: Ask,
    begun: str,
    choices: Sequence[Choice],
    tell: Callable[[str], None],
    is_fit: Callable[[str], bool],
) -> str:
    """An answer as it is typed."""
    if ask.is_long:
        sys.stdout.write(f"{ask.label}:\n")
        return read_lines(tell, begun)
    if ask.is_several:
        return read_several(ask.label, tell, begun, choices, is_fit)
    shown = f"{ask.label} [{ask.default}]: " if ask.default and not begun else f"{ask.label}: "
    if not ask.is_required and not ask.default:
        shown = f"{ask.label} (Enter for none): "
    return read_kept(shown, tell, begun, choices).strip()


def choose_word(label: str, words: Sequence[str]) -> str:
    """The one of some words that is typed, or begun; empty for Enter alone.

    Raises:
        KeyboardInterrupt: the person gave up.
    """
    while True:
        typed = read_kept(label, lambda _: None).strip().lower()
        found = [each for each in words if each.startswith(typed)]
        if not typed or len(found) == 1:
            return found[0] if typed else ""
        sys.stdout.write(to_text(wrapped(f"Type one of: {', '.join(words)}; or Enter.", "  ")))

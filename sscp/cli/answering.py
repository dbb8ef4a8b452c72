"""The answers to a verb's questions: given as options, asked of a person, changed before saving."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.cli.ask import ask, ask_by_key, choose_question, is_terminal
from sscp.cli.draft import Draft, as_typed, keeping
from sscp.cli.reading import as_many, read_answer, read_by_key
from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.model.dates import write_long_date
from sscp.work.verb import Answers, Question, Verb

_NOTHING: tuple[Any, ...] = (None, "", (), {})


class Answering:
    """The answers of one run of a verb.

    Attributes:
        verb: whose questions they answer.
        given: every answer, with what is understood where nothing was said; changed in
            place when a person changes an answer.
        draft: where the answers are kept until the change is made.
        is_person: True when somebody sits there to be asked.
        asks_first: True when that person is to agree before the change is made.
    """

    def __init__(
        self, session: Session, verb: Verb, typed: dict[str, Any], is_sure: bool = False
    ) -> None:
        """Read the options, and ask a person at a terminal for what they leave open.

        Everything is asked where something is missing, and where nothing was said but
        what the verb is about; whoever has said more than that knows the options.

        Args:
            session: the run.
            verb: whose questions they answer.
            typed: the words typed for each option.
            is_sure: True when nothing is to be asked that the verb can do without.

        Raises:
            UsageError: an answer can't be, or one is missing and nobody is there to be asked.
        """
        words = {name: value for name, value in typed.items() if value not in (None, "", [], ())}
        self.verb = verb
        self.is_person = is_terminal() and session.format == "text"
        self._session = session
        self._said = _read_options(session, verb, words)
        self.draft = Draft(session, verb, self._said)
        answers = self._answers(self._said)
        missing = [
            each for each in verb.questions if each.default is None and each.is_missing(answers)
        ]
        if missing and not self.is_person:
            if not self._says_only_what_it_is_about():
                self.draft.keep()
            names = ", ".join(_lacking(each, answers) for each in missing)
            raise UsageError(f"`sscp {verb.command}` needs {names} as well.")
        is_guided = bool(missing) or (
            self.is_person and not is_sure and self._says_only_what_it_is_about()
        )
        if is_guided:
            self._ask_rest()
        self.asks_first = self.is_person and (is_guided or verb.asks_first)
        self.given: dict[str, Any] = {}
        self._settle()

    @property
    def names(self) -> dict[str, str]:
        """What each answer is called: its prompt for a person who is asked, else its option."""
        return {
            each.name: f"'{each.words}'" if self.asks_first else each.option
            for each in self.verb.questions
        }

    def revise(self) -> bool:
        """Let the person change one answer; False when none is to be changed.

        Raises:
            KeyboardInterrupt: the person gave up; what was answered is kept.
        """
        before = {each.name for each in self._asked(self.given)}
        with keeping(self.draft):
            chosen = choose_question(self._asked(self.given))
            if chosen is None:
                return False
            self._ask(chosen, ", ".join(as_typed(self.given.get(chosen.name))))
            for question in self._asked(self._said):
                if question.name not in before and question.name not in self._said:
                    self._ask(question)
            self.draft.keep()
        self._settle()
        return True

    def _answers(self, given: dict[str, Any]) -> Answers:
        return Answers(self._session.portfolio, self._session.as_of, given)

    def _says_only_what_it_is_about(self) -> bool:
        about = {each.name for each in self.verb.questions if each.is_subject}
        return set(self._said) <= about and any(
            each.name not in about for each in self._asked(self._said)
        )

    def _asked(self, given: dict[str, Any]) -> list[Question]:
        """The questions that are asked of a person, given these answers."""
        answers = self._answers(given)
        return [each for each in self.verb.questions if each.when(answers)]

    def _ask_rest(self) -> None:
        """Ask what the options leave open, keeping each answer at once."""
        self.draft.offer()
        with keeping(self.draft):
            for question in self.verb.questions:
                is_open = question.name not in self._said
                if is_open and question.when(self._answers(self._said)):
                    self._ask(question, self.draft.begun(question))
                    self.draft.keep()

    def _ask(self, question: Question, begun: str = "") -> None:
        """Ask one question.

        What is understood anyway is not taken down as said, so that it still
        follows from the other answers when one of those is changed.
        """
        given = {name: value for name, value in self._said.items() if name != question.name}
        answers = self._answers(given)
        if question.keys is not None:
            value: Any = ask_by_key(question, answers)
        else:
            value = ask(question, answers, begun)
        default = question.default(answers) if question.default else None
        self._said.pop(question.name, None)
        if value not in _NOTHING and value != default:
            self._said[question.name] = value

    def _settle(self) -> None:
        """Add what is understood where nothing was said.

        Raises:
            UsageError: an answer is still missing.
        """
        complete = _with_defaults(self._session, self.verb, self._said)
        self.given.clear()
        self.given.update(complete)


def _lacking(question: Question, answers: Answers) -> str:
    """An answer that is missing, as it would be typed."""
    if question.keys is not None:
        keys = " or ".join(key for key, _ in question.keys(answers))
        return f"{question.option} {question.metavar} for {keys}"
    if question.lacking:
        return question.lacking
    return question.words if question.is_subject else question.option


def _read_options(session: Session, verb: Verb, words: dict[str, Any]) -> dict[str, Any]:
    """The answers given as options.

    Raises:
        UsageError: one of them can't be.
    """
    given: dict[str, Any] = {}
    for question in verb.questions:
        typed = words.get(question.name)
        if typed is None:
            continue
        answers = Answers(session.portfolio, session.as_of, given)
        if question.keys is not None:
            given[question.name] = read_by_key(question, typed, answers)
        elif isinstance(typed, list):
            given[question.name] = tuple(read_answer(question, each, answers) for each in typed)
        elif isinstance(typed, bool):
            given[question.name] = typed
        else:
            given[question.name] = read_answer(question, typed, answers)
            _say_back(session, typed, given[question.name])
    return given


def _say_back(session: Session, typed: str, value: Any) -> None:
    """Say which day was understood, where the year was not typed."""
    if isinstance(value, date) and str(value.year) not in typed:
        session.note(f"{typed} is read as {write_long_date(value)}.")


def _with_defaults(session: Session, verb: Verb, given: dict[str, Any]) -> dict[str, Any]:
    """The answers with what is understood where nothing was said.

    Raises:
        UsageError: an answer is still missing.
    """
    answered = dict(given)
    for question in verb.questions:
        answers = Answers(session.portfolio, session.as_of, answered)
        if question.default is None or not question.when(answers):
            continue
        value = question.default(answers)
        if question.keys is not None:
            answered[question.name] = {**(value or {}), **answers.by_key(question.name)}
        elif question.name not in answered and value not in (None, "", ()):
            answered[question.name] = as_many(value) if question.many else value
    answers = Answers(session.portfolio, session.as_of, answered)
    still = [each for each in verb.questions if each.is_missing(answers)]
    if still:
        raise UsageError(f"`sscp {verb.command}` needs {_lacking(still[0], answers)} as well.")
    return answered

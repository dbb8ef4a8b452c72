"""`sscp sync`: what others have is brought in, then ours is sent, or proposed to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sscp.cli.joining import Join, Joined
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.render import findings
from sscp.render.lines import Style, wrapped

if TYPE_CHECKING:
    from sscp.model.finding import Finding
    from sscp.sharing import Sharing

_NAMED = 3


class Sync:
    """One run of `sscp sync`: what others have is brought in, then ours is sent."""

    def __init__(
        self, session: Session, sharing: Sharing, take: str | None, proposes: bool, anew: bool
    ) -> None:
        self._session = session
        self._sharing = sharing
        self._take = take
        self._proposes = proposes
        self._anew = anew
        self._former = ""

    def bring_in(self) -> None:
        """What the others have, on the line that everyone shares and in our proposal."""
        branch, into = self._sharing.branch, self._sharing.proposed_into
        if not into:
            self._bring(self._called_now(branch))
            return
        self._require_line(into)
        if self._come_back(branch, into):
            return
        if not self._sharing.theirs(branch) and self._sharing.known(branch) and not self._proposes:
            raise UsageError(
                f"Your proposal {branch} was taken away without being accepted as it is. Your"
                " changes are still here, and nothing was changed: `sscp sync --propose` shares"
                " them as a new proposal, `sscp sync --drop-proposal` goes back to what everyone"
                " shares."
            )
        if self._sharing.theirs(branch):
            self._bring(branch)
        self._bring(into)

    def _called_now(self, branch: str) -> str:
        """The name of the branch, which follows where the others gave it another one."""
        sharing = self._sharing
        known = sharing.known(branch)
        if sharing.theirs(branch) or not known or self._anew:
            return branch
        heir = sharing.main_line()
        is_same = heir and sharing.holds(sharing.theirs(heir), known)
        if not is_same or sharing.commit(f"refs/heads/{heir}"):
            return branch
        sharing.follow(heir)
        self._say(f"What everyone shares is called {heir} now, and no longer {branch}.")
        return heir

    def _require_line(self, branch: str) -> None:
        """Refuse to go on where what was shared is no longer there, unless that is wanted.

        Raises:
            UsageError: it is not there.
        """
        theirs, known = self._sharing.theirs(branch), self._sharing.known(branch)
        if self._anew:
            return
        if not theirs and known:
            raise UsageError(
                f"The shared register is gone from {self._sharing.address}: it holds nothing"
                f" under the name {branch} any more. Nothing was changed. Ask whoever looks after"
                " it; if yours is to be shared there again, `sscp sync --new-history` does it."
            )
        if known and theirs and not self._sharing.holds(theirs, known):
            lost = self._sharing.count(known, theirs)
            raise UsageError(
                "The history of the shared register was replaced:"
                f" {lost} {'change' if lost == 1 else 'changes'} that it held before"
                f" {'is' if lost == 1 else 'are'} no longer in it. Nothing was changed. Ask"
                " whoever looks after it why; `sscp sync --new-history` goes on with what is"
                " shared now and puts what only you have on top."
            )

    def _bring(self, branch: str) -> None:
        """What the others have on a branch, joined with ours."""
        sharing = self._sharing
        self._require_line(branch)
        head, theirs, known = sharing.head, sharing.theirs(branch), sharing.known(branch)
        if not theirs:
            self._require_kin(branch)
            return
        received = sharing.count(theirs, head)
        base = sharing.parting(head, theirs)
        is_onto = bool(known) and not sharing.holds(theirs, known)
        if is_onto:
            base = known
        elif not base:
            if not self._anew:
                raise UsageError(self._unrelated())
            is_onto = True
        if not is_onto and not received:
            sharing.remember(branch, theirs)
            return
        has_more = sharing.count(head, base) if base else 1
        if has_more:
            join = Join(self._session, sharing, self._take)
            joined = join.make(base, theirs, is_onto)
        else:
            joined = Joined(theirs)
        self._go_to(joined, head)
        sharing.remember(branch, theirs)
        if received:
            noun = "change" if received == 1 else "changes"
            self._say(f"Received: {received} {noun} of others.")

    def _unrelated(self) -> str:
        return (
            f"What is shared at {self._sharing.address} and this register have nothing in common;"
            " nothing was changed. If that is not where yours is shared,"
            " `sscp doctor --share-at ADDRESS` says where it is; if it is,"
            " `sscp sync --new-history` puts what only you have on top of what is there."
        )

    def _require_kin(self, branch: str) -> None:
        """Refuse to put a register beside another one that has nothing to do with it.

        Raises:
            UsageError: another one is there.
        """
        sharing = self._sharing
        if sharing.known(branch) or self._anew:
            return
        others = sharing.elsewhere()
        if others and not any(sharing.parting("HEAD", sharing.theirs(each)) for each in others):
            raise UsageError(
                f"What is shared at {sharing.address} is called {', '.join(others[:_NAMED])} and"
                " has nothing in common with this register; nothing was changed."
                " `sscp doctor --share-at ADDRESS` says where yours is to be shared."
            )

    def _come_back(self, branch: str, into: str) -> bool:
        """Back to the line that everyone shares, once it holds our proposal."""
        sharing = self._sharing
        head, main = sharing.head, sharing.theirs(into)
        sent = sharing.theirs(branch) or sharing.known(branch)
        if not main or not sent or not self._is_accepted(main, sent):
            return False
        if sharing.holds(main, head) or head == sent:
            joined = Joined(main)
        else:
            is_onto = not sharing.holds(main, sent)
            base = sent if is_onto else sharing.parting(head, main)
            joined = Join(self._session, sharing, self._take).make(base, main, is_onto)
        self._go_to(joined, head, into)
        sharing.remember(into, main)
        self._say(f"Your proposal {branch} was accepted; you work on {into} again.")
        return True

    def _is_accepted(self, main: str, sent: str) -> bool:
        """True when the shared line holds what was proposed, under whatever commits."""
        sharing = self._sharing
        if sharing.has_content(main, sent):
            return True
        base = sharing.parting(main, sent)
        return bool(base) and Join(self._session, sharing, None, sent).is_held(base, main)

    def drop_proposal(self) -> None:
        """Back to the line that everyone shares, whatever becomes of the proposal."""
        sharing = self._sharing
        branch, into = sharing.branch, sharing.proposed_into
        self._require_line(into)
        main = sharing.theirs(into)
        if not main:
            raise UsageError(f"Nothing is shared under the name {into}; nothing was changed.")
        self._go_to(Joined(main), sharing.head, into)
        sharing.remember(into, main)
        self._say(f"The proposal {branch} is given up here; you work on {into} again.")

    def _go_to(self, joined: Joined, head: str, branch: str = "") -> None:
        """Make a join the register's, unless it was changed while the join was made.

        Raises:
            RunError: it was.
        """
        from sscp.write.replace import only_writer
        from sscp.write.serials import keep_given_out

        sharing = self._sharing
        with only_writer(sharing.root):
            if sharing.head != head or sharing.unsaved():
                raise RunError(
                    "The register was changed meanwhile, so nothing was joined; if by hand,"
                    " `sscp save` keeps that. Then run `sscp sync` again."
                )
            if not sharing.holds(joined.commit, head):
                sharing.keep_line("HEAD")
                self._former = head
            if branch:
                sharing.keep_line(f"refs/heads/{branch}")
            aside = sharing.go_to(joined.commit, branch, sets_aside=self._take == "theirs")
            if joined.given_out is not None:
                keep_given_out(sharing.root, joined.given_out)
        if joined.told:
            self._session.print(wrapped(f"{joined.told}.", style=Style.WARN))
        if aside:
            self._session.note(f"A copy of yours is kept in {aside}.")

    def send(self) -> ExitCode | None:
        """Ours sent to where the register is shared; None when others came first."""
        sharing = self._sharing
        branch, into = sharing.branch, sharing.proposed_into
        theirs = sharing.theirs(branch)
        against = theirs or (sharing.theirs(into) if into else "")
        ours = sharing.count("HEAD", theirs) if theirs else -1
        if not ours or (into and against and not sharing.count("HEAD", against)):
            self._session.print(wrapped("Nothing of yours to share; everything is up to date."))
            self._tell_waiting(branch, into)
            return ExitCode.FINE
        if self._has_new_errors(against):
            return ExitCode.FINDINGS
        if self._proposes:
            return self._propose(into or branch)
        refused = sharing.send()
        if refused == "behind":
            return None
        if refused == "rules" and into:
            raise RunError("The shared register takes no more changes to this proposal.")
        if refused == "rules":
            return self._propose(branch)
        told = f": {ours} {'change' if ours == 1 else 'changes'} of yours" if ours > 0 else ""
        self._say(f"Shared{told}.")
        self._tell_waiting(branch, into)
        return ExitCode.FINE

    def _tell_waiting(self, branch: str, into: str) -> None:
        if into:
            words = (
                f"They wait in the proposal {branch}; once someone has accepted it, `sscp sync`"
                f" brings you back to {into}."
            )
            self._session.print(wrapped(words, style=Style.WARN))

    def _has_new_errors(self, against: str) -> bool:
        """True when ours has errors that theirs has not, which are shown."""
        if not against:
            return False
        errors = self._errors_beyond(against)
        if errors and self._former:
            # Put on top of another history, what was wrong here before is not their news.
            errors = [each for each in errors if each in self._errors_beyond(self._former)]
        for each in errors:
            self._session.print(findings.finding_lines(each, lambda *_: None))
        if errors:
            noun = "an error" if len(errors) == 1 else f"{len(errors)} errors"
            self._session.complain(
                f"Nothing of yours was shared: the register has {noun} with it that what is shared"
                " has not. Mend that (`sscp edit ID`), then run `sscp sync` again."
            )
        return bool(errors)

    def _errors_beyond(self, version: str) -> list[Finding]:
        """The errors of the register as it is that another version of it has not."""
        from sscp.load.loader import load, reload
        from sscp.load.source import FolderSource
        from sscp.write.door import new_errors

        sharing = self._sharing
        source = FolderSource(sharing.root)
        ours = load(source)
        prefix = sharing.prefix
        sides = [
            each
            for each in sharing.versions.sides("HEAD", "HEAD", version)
            if each.path.startswith(prefix)
        ]
        held = sharing.versions.contents(each.theirs for each in sides)
        files = {
            each.path.removeprefix(prefix): held.get(each.theirs.blob) if each.theirs else None
            for each in sides
        }
        there = reload(ours, source.prefix, files)
        return list(new_errors(there, ours, self._session.as_of))

    def _propose(self, into: str) -> ExitCode:
        """Where nobody may change the shared line directly: a proposal, and what happens next."""
        sharing = self._sharing
        name = f"proposal-{self._session.as_of:%Y-%m-%d}-{sharing.head[:7]}"
        if sharing.send(name):
            raise RunError(f"The shared register takes neither changes to {into} nor a proposal.")
        sharing.start_proposal(name, into)
        self._session.print(
            wrapped(
                f"{into} takes only changes that someone has looked at, so yours are shared as"
                f" the proposal {name}."
                if not self._proposes
                else f"Yours are shared as the proposal {name}.",
                style=Style.WARN,
            )
        )
        self._session.print(
            wrapped(
                "What happens next: ask for it to be looked at and accepted (on the page of the"
                f" shared register, “New pull request” from {name} into {into}). Go on working"
                " meanwhile: `sscp sync` shares further changes in the same proposal, and once it"
                f" is accepted brings you back to {into}."
            )
        )
        return ExitCode.FINE

    def _say(self, sentence: str) -> None:
        self._session.print(wrapped(sentence, style=Style.GOOD))

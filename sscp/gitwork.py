"""git, run in a register's folder: what it answers, or one sentence why it does not."""

from __future__ import annotations

from collections.abc import Sequence

from sscp.errors import RunError


class GitRefusedError(RunError):
    """git refused what it was asked.

    Attributes:
        said: what it said, in its own words.
    """

    def __init__(self, said: str) -> None:
        super().__init__(_reason(said))
        self.said = said


class Git:
    """git, run in the register's folder."""

    def __init__(self, root: str) -> None:
        try:
            from git import Git as Runner
        except ImportError as error:
            raise RunError("git is not installed, or it can't be started.") from error
        self._git = Runner(root)
        self._git.update_environment(GIT_LITERAL_PATHSPECS="1", LC_ALL="C")

    def __call__(self, *words: str) -> str:
        """What git answers, without blanks around it.

        Raises:
            GitRefusedError: it refuses.
        """
        return self._run(words).decode("utf-8", "replace").strip()

    def asks(self, *words: str) -> str:
        """The answer, or nothing where git refuses."""
        try:
            return self(*words)
        except RunError:
            return ""

    def blob(self, name: str) -> bytes | None:
        """The bytes of a file at a commit; None where it has none."""
        try:
            return self._run(("cat-file", "blob", name))
        except RunError:
            return None

    def _run(self, words: Sequence[str]) -> bytes:
        from git import GitCommandError

        try:
            answer = self._git.execute(
                [str(self._git.GIT_PYTHON_GIT_EXECUTABLE), *words],
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        except GitCommandError as error:
            raise GitRefusedError(str(error.stderr or "")) from error
        assert isinstance(answer, bytes)
        return answer


def _reason(said: str) -> str:
    """Why git refused, in the words of a person where the reason is a known one."""
    if "tell me who you are" in said or "empty ident" in said or "auto-detect email" in said:
        return "git does not know who you are; `sscp doctor` sets that up"
    if "during a merge" in said or "unmerged" in said:
        return "git is in the middle of joining two versions; `sscp sync` goes on with that"
    if "index.lock" in said:
        return "another program is using git here; `sscp save` keeps the change once it is done"
    words = " ".join(said.strip().removeprefix("stderr:").strip(" '\n").split())
    return f"git refused: {words.removeprefix('fatal: ').removeprefix('error: ')[:200].rstrip('.')}"

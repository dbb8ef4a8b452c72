"""The next event of a review asked for in a terminal: only what can come, and what it needs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from tests.terminal import ENTER, INTERRUPT, Terminal
from tests.write.story import Story
from tests.write.test_audits_and_rounds import RETURNED
from tests.write.test_reviews import OPENED

StoryAfter = Callable[[str], Story]

MET = OPENED + "2024-04-25 review event RR-2024-01 --event panel-met"
SIGNED_OFF = (
    "2024-04-26 review event RR-2024-01 --event signed-off --outcome local-review --criteria imp"
    ' --criteria joint --reasons "What was known was not joined up." --no-messages'
)


def offered(shown: str, question: str) -> list[str]:
    """The values listed under a question."""
    listed = shown.partition(f"{question}\n")[2].splitlines()
    return [line.split()[0] for line in takewhile(lambda line: line.startswith("  "), listed)]


def take_back(story: Story) -> None:
    """The register as it was before the last change, which is forgotten with its new ids."""
    story.register.git("reset", "--quiet", "--hard", "HEAD~1")
    (story.register.top / ".git" / "sscp-serials.json").unlink()


def contents(story: Story) -> dict[str, bytes]:
    return {
        str(path.relative_to(story.register.top)): path.read_bytes()
        for path in sorted(story.register.top.glob("*/*.yaml"))
    }


def test_an_event_asked_for_is_the_event_typed(story_after: StoryAfter) -> None:
    story = story_after(MET)
    screen = Terminal("-C", story.register.top, "--as-of", "2024-04-26", "review", "event", rows=50)
    screen.answer("review:", "rapid")
    screen.answer("event:", "sent to")
    screen.answer("sent-to-panel, delay-explained, copies-sent. Name one of them.", "nothing")
    screen.answer("nothing is not one of: scoped (agencies asked", "sent-to-panel")
    screen.answer("first comes 'Signed off by the safeguarding partners'", "signed off")
    screen.answer("on [Friday 26 April 2024]:", "")
    screen.answer("outcome:", "A local child")
    screen.answer("criteria (Enter for none):", "imp")
    screen.answer("another (Enter ends):", "joint")
    screen.answer("another (Enter ends):", "")
    screen.answer("reasons:", "", "What was known was not joined up.")
    for asked in ("decision (", "recommended by (", "learning ("):
        screen.answer(asked, "")
    screen.answer("no messages (y or n; Enter for n):", "y")
    for asked in ("meeting (", "note ("):
        screen.answer(asked, "")
    screen.answer("Save this?", "")
    assert screen.end() == 0
    shown = screen.scroll()
    assert offered(shown, "What happened.") == [
        "scoped",
        "panel-met",
        "signed-off",
        "withdrawn",
        "more-time-asked",
        "practitioners",
        "family-invited",
        "family-replied",
        "not-possible",
    ]
    assert "RR-01 stops: Complete the rapid review (RR-2024-01), met" in shown
    assert shown.count("What can come next: sent to the national panel.") == 1
    by_prompt = contents(story)
    take_back(story)
    assert contents(story) != by_prompt
    story.tell(SIGNED_OFF)
    assert contents(story) == by_prompt


def test_answers_given_before_an_interruption_are_offered_again(story_after: StoryAfter) -> None:
    story = story_after(MET)
    words = ("-C", story.register.top, "--as-of", "2024-04-26", "review", "event", "RR-2024-01")
    screen = Terminal(*words, rows=50)
    screen.answer("event:", "signed-off")
    screen.answer("on [", "")
    screen.answer("outcome:", "no-review")
    screen.answer("criteria (", INTERRUPT)
    screen.wait_for("What you typed is kept")
    assert screen.end() == 130
    screen = Terminal(*words, rows=50)
    screen.wait_for("outcome no-review")
    screen.answer("Go on with that?", "y")
    screen.answer("on [Friday 26 April 2024]:", "")
    screen.answer("criteria (", "")
    screen.answer("reasons:", "Nothing new would be learnt.")
    for _ in range(6):
        screen.keys(ENTER)
    screen.answer("Save this?", "")
    assert screen.end() == 0
    review = (story.register.top / "reviews/RR-2024-01.yaml").read_text(encoding="utf-8")
    assert "\noutcome:\n  decision: no-review\n  reasons: Nothing new would be learnt.\n" in review


def test_a_return_asked_for_is_the_return_typed(story_after: StoryAfter) -> None:
    story = story_after("")
    words = ("-C", story.register.top, "--as-of", "2024-04-10", "section-11", "return")
    screen = Terminal(*words, rows=50)
    screen.answer("s11 cycle:", "2024")
    screen.answer("agency:", "north-icb")
    screen.answer("received on [", "")
    screen.answer("completed by (", "Designated nurse")
    screen.answer("signed off by (", "Chief nurse")
    screen.answer("leadership (", "met")
    screen.answer("training (", "partly")
    screen.answer("contracted-services (", "not applicable")
    screen.answer("contracted-services (", "Nothing is contracted out.")
    screen.answer("What is to be done about a weak standard", "Train the night staff")
    screen.answer("The post that owns", "chief-nurse")
    screen.answer("The day by which each must be done.", "28/6/2024")
    screen.answer("feedback answered (", "y")
    screen.answer("contracted services covered (", "")
    screen.answer("Save this?", "")
    assert screen.end() == 0, screen.scroll()
    by_prompt = contents(story)
    take_back(story)
    first = RETURNED.strip().splitlines()[0]
    story.tell(first.replace(' --evidence leadership="The board hears of it twice a year."', ""))
    assert contents(story) == by_prompt

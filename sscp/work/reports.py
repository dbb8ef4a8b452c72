"""The yearly report and other reports: drafted, read by the scrutineer, signed, given out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sscp.governance.index import resolve
from sscp.governance.steps import by_link
from sscp.governance.terms import partners_on
from sscp.model.kinds.documents import PUBLICATION, REPORT
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.work.lifecycle import Ask, Cycle, Step, event_verb, put
from sscp.work.offers import HELD, newest
from sscp.work.origin import filled, marks_of
from sscp.work.verb import Answers, ask_field
from sscp.write.change import Desk
from sscp.write.edits import Edit, NewRecord

_YEARLY = ("yearly-report",)


def _signed(report: Record) -> dict[str, date]:
    """The posts that signed a report, each with its first signature."""
    found: dict[str, date] = {}
    for row in report.rows("sign_offs"):
        post, day = row.text("post"), row.date("on")
        if post is not None and day is not None:
            found[post] = min(day, found.get(post, day))
    return found


def _unsigned(portfolio: Portfolio, report: Record, on: date) -> list[str]:
    """The lead partners of a day who have not signed a report."""
    signed = {resolve(portfolio, post) for post in _signed(report)}
    posts = (each.text("lead_post") for each in partners_on(portfolio, on).values())
    return [post for post in posts if post and resolve(portfolio, post) not in signed]


def _signed_by_all(portfolio: Portfolio, report: Record) -> date | None:
    """The day of the last signature, once every lead partner has signed."""
    signed = _signed(report)
    last = max(signed.values(), default=None)
    return last if last is not None and not _unsigned(portfolio, report, last) else None


def _to_sign(answers: Answers) -> Sequence[str]:
    report = answers.found("report")
    return _unsigned(answers.portfolio, report, answers.as_of) if report is not None else ()


def _waiting(answers: Answers, report: Record) -> Sequence[str]:
    names = [
        answers.portfolio.title_of(post)
        for post in _unsigned(answers.portfolio, report, answers.as_of)
    ]
    return (f"Still to sign: {', '.join(names)}.",) if names else ()


def _given_out(channel: str) -> Any:
    """The first day on which a report went out by a channel."""

    def seen(portfolio: Portfolio, report: Record) -> date | None:
        own = by_link(portfolio, "publication", "of").get(report.id or "", ())
        days = [
            day
            for each in own
            if each.text("channel") == channel and (day := each.date("on")) is not None
        ]
        return min(days, default=None)

    return seen


def _give_out(form: str, channel: str, words: str) -> Any:
    """The publication that goes with a report being given out by a channel."""

    def also(desk: Desk, answers: Answers, report: Record) -> Sequence[Edit]:
        on = answers.day_or_today("on")
        to = answers.text("to")
        values = {
            "id": desk.new_id(PUBLICATION, on.year),
            "title": f"{report.title} {words.format(to=desk.portfolio.title_of(to))}".strip(),
            "of": report.id,
            "form": form,
            "channel": channel,
            "to": to,
            "on": on,
            "address": answers.text("address"),
            "version": answers.text("version_number"),
            "source": report.id,
            **marks_of(desk.portfolio, report),
        }
        return (NewRecord(PUBLICATION, filled(values)),)

    return also


_TO = Ask("", ask_field(PUBLICATION, "to", required=True))
_VERSION = Ask("", ask_field(PUBLICATION, "version", "version_number"))


def _sent(name: str, label: str, form: str, channel: str, words: str, *asks: Ask) -> Step:
    return Step(
        name,
        label,
        asks=(*asks, _VERSION),
        forms=_YEARLY,
        after=("signed",),
        again=channel in ("board", "chairs"),
        seen=_given_out(channel),
        also=_give_out(form, channel, words),
    )


LIFE = Cycle(
    REPORT,
    "report",
    "event",
    "Record the next event of a report. Drafted, read by the scrutineer, signed, given out.",
    "The report: its id, or words from it.",
    (
        Step("drafted", "Draft ready", "drafted_on"),
        Step(
            "reviewed",
            "Reviewed by the scrutineer",
            "scrutiny_review.on",
            asks=(
                put(REPORT, "scrutiny_review.outcome", "comment"),
                put(REPORT, "scrutiny_review.scrutiny", offered=newest("scrutiny")),
            ),
            forms=_YEARLY,
            after=("drafted",),
        ),
        Step(
            "signed",
            "Signed by the lead partners, one by one",
            "sign_offs.on",
            told="Signed by a lead partner",
            asks=(
                put(REPORT, "sign_offs.post", "by", offered=_to_sign),
                put(REPORT, "decision", offered=newest("decision")),
            ),
            forms=_YEARLY,
            after=("reviewed",),
            seen=_signed_by_all,
            then=_waiting,
        ),
        _sent(
            "published",
            "Published on the website",
            "published",
            "website",
            "on the website",
            Ask("", ask_field(PUBLICATION, "address")),
        ),
        _sent("presented", "Presented to a board", "presented", "board", "to the {to}", _TO),
        _sent(
            "sent-to-chairs",
            "Sent to the chair of a board",
            "circulated",
            "chairs",
            "to the chair of the {to}",
            _TO,
        ),
        _sent(
            "sent-to-panel",
            "Sent to the national panel",
            "circulated",
            "national-panel",
            "to the {to}",
            _TO,
        ),
        Step(
            "tabled",
            "Tabled at a meeting",
            asks=(
                put(
                    REPORT,
                    "tabled_at",
                    "meeting",
                    "The meeting it was tabled at.",
                    required=True,
                    **HELD,
                ),
            ),
            again=True,
            beside=True,
        ),
        Step(
            "corrected",
            "A figure in it was corrected",
            "corrections.on",
            asks=(
                put(REPORT, "corrections.figure"),
                put(REPORT, "corrections.was"),
                put(REPORT, "corrections.is_now"),
                put(REPORT, "corrections.reason"),
                put(REPORT, "corrections.noted_at", **HELD),
            ),
            after=("drafted",),
            again=True,
            beside=True,
        ),
    ),
)

VERBS = (event_verb(LIFE),)

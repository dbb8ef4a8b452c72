"""The common questions as views of the tables; a new one is added here."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """A view: its name, what its rows are, and the query behind it."""

    name: str
    help: str
    sql: str


_ACTIONS = """
SELECT a.id, a.title, a.owner, o.title AS owner_title, a.agency, g.title AS agency_name,
       a.monitored_by, a.due, a.original_due, a.days_overdue, a.days_left, a.times_extended
FROM actions AS a
LEFT JOIN records AS o ON o.id = a.owner
LEFT JOIN records AS g ON g.id = a.agency
WHERE a.state {which}
ORDER BY a.due, a.id
"""

VIEWS = (
    View(
        "open_actions",
        "Actions neither done nor given up.",
        _ACTIONS.format(which="IN ('overdue', 'due_soon', 'not_due')"),
    ),
    View(
        "overdue_actions",
        "Actions overdue, the longest first.",
        _ACTIONS.format(which="= 'overdue'"),
    ),
    View("due_soon_actions", "Actions due soon.", _ACTIONS.format(which="= 'due_soon'")),
    View(
        "actions_by_owner",
        "How many actions each post has.",
        """
SELECT a.owner, o.title AS owner_title,
       sum(a.state IN ('overdue', 'due_soon', 'not_due')) AS open,
       sum(a.state = 'overdue') AS overdue,
       sum(a.state IN ('met', 'breached')) AS done,
       sum(a.state = 'breached') AS done_late
FROM actions AS a
LEFT JOIN records AS o ON o.id = a.owner
WHERE a.state <> 'not_started'
GROUP BY a.owner
ORDER BY overdue DESC, open DESC, a.owner
""",
    ),
    View(
        "running_clocks",
        "Clocks that run, the one due first at the top.",
        "SELECT * FROM clocks WHERE running ORDER BY due, clock, subject",
    ),
    View(
        "duties_without_evidence",
        "Statements that are owed and that no record shows to be met.",
        """
SELECT id, ref, title, state, words, next_due, unverified, owners
FROM duties
WHERE state IN ('overdue', 'due_soon', 'not_started', 'interval_not_set', 'not_computed')
      AND last_evidence IS NULL
   OR state = 'attested' AND coalesce(attested_holds, 0) = 0
ORDER BY next_due IS NULL, next_due, ref
""",
    ),
    View(
        "coming_meetings",
        "Meetings to come, the next one first, with the papers not yet in.",
        """
SELECT m.id, m.group_ AS group_id, g.title AS group_name, m.date, m.starts, m.place,
       (SELECT count(*) FROM meeting_papers AS p
        WHERE p.meeting_id = m.id
          AND (p.received_on IS NULL OR p.received_on > r.as_of)) AS papers_owed
FROM meetings AS m
JOIN register AS r
LEFT JOIN records AS g ON g.id = m.group_
WHERE m.state = 'planned' AND m.date >= r.as_of
ORDER BY m.date, m.id
""",
    ),
    View(
        "documents_due_for_review",
        "Documents overdue for revision or due soon.",
        """
SELECT id, title, owner, state, due, days_overdue, due_because
FROM documents WHERE state IN ('overdue', 'due_soon') ORDER BY due, id
""",
    ),
    View(
        "attendance",
        "Who was asked to each meeting held, and who came.",
        """
SELECT m.year, m.date, m.id AS meeting_id, m.group_ AS group_id, p.title AS post_title,
       coalesce(a.agency, p.organisation) AS agency, a.post, a.status, a.role,
       a.status IN ('present', 'present-remotely') AS present,
       a.status IN ('apologies', 'absent')
           AND (a.deputy IS NOT NULL OR a.deputy_title IS NOT NULL) AS deputy_came
FROM meeting_attendance AS a
JOIN meetings AS m ON m.id = a.meeting_id
LEFT JOIN posts AS p ON p.id = a.post
WHERE m.state = 'held'
ORDER BY m.date, m.id, a.row
""",
    ),
    View(
        "attendance_by_post",
        "How often each post came, by reporting year and group.",
        """
SELECT year, group_id, agency, post, post_title, count(*) AS meetings,
       sum(present) AS present, sum(deputy_came) AS deputy_came,
       sum(NOT present AND NOT deputy_came) AS missed,
       CAST(round(100.0 * sum(present OR deputy_came) / count(*)) AS INTEGER) AS percent
FROM attendance
GROUP BY year, group_id, agency, post
ORDER BY year, group_id, agency, post
""",
    ),
)

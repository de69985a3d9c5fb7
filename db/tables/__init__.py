"""All tables, one module a subject; `metadata` knows them all."""

from db.tables.base import metadata
from db.tables.broadcasts import broadcasts, check_answers, deliveries
from db.tables.consents import consents
from db.tables.deadlines import deadlines
from db.tables.editing import kept_files, mistakes
from db.tables.feedback import arrivals, number_reports, votes
from db.tables.forms import forms
from db.tables.notices import notices
from db.tables.people import people
from db.tables.questions import answer_votes, unanswered
from db.tables.receipts import receipts
from db.tables.roles import audit, grants
from db.tables.stays import stays
from db.tables.teams import team_members, teams

__all__ = [
    "answer_votes",
    "arrivals",
    "audit",
    "broadcasts",
    "check_answers",
    "consents",
    "deadlines",
    "deliveries",
    "forms",
    "grants",
    "kept_files",
    "metadata",
    "mistakes",
    "notices",
    "number_reports",
    "people",
    "receipts",
    "stays",
    "team_members",
    "teams",
    "unanswered",
    "votes",
]

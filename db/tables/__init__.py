"""All tables, one module a subject; `metadata` knows them all."""

from db.tables.base import metadata
from db.tables.editing import kept_files, mistakes
from db.tables.feedback import arrivals, number_reports, votes
from db.tables.forms import forms
from db.tables.people import people
from db.tables.questions import answer_votes, unanswered
from db.tables.receipts import receipts

__all__ = [
    "answer_votes",
    "arrivals",
    "forms",
    "kept_files",
    "metadata",
    "mistakes",
    "number_reports",
    "people",
    "receipts",
    "unanswered",
    "votes",
]

"""What each kind is called and asked, and what is said when something cannot be done."""

from bot.texts import gettext as _
from core.deadlines.deadline import Kind, Problem


def name(kind: Kind) -> str:
    return {
        Kind.PASSPORT: _("Passport"),
        Kind.PERMIT: _("Visa or permit"),
        Kind.CONTRACT: _("Employment contract"),
        Kind.REGISTRATION: _("Local registration"),
        Kind.MEDICAL: _("Medical examination"),
        Kind.AMINA: _("Amina, every day"),
    }[kind]


def question(kind: Kind) -> str:
    return {
        Kind.PASSPORT: _("Until when is your passport valid?"),
        Kind.PERMIT: _("Until when is your visa or permit valid?"),
        Kind.CONTRACT: _("When does your employment contract end?"),
        Kind.REGISTRATION: _("Until when is your local registration valid?"),
        Kind.MEDICAL: _("By what day must you pass the medical examination?"),
        Kind.AMINA: _("At what hour should I remind you to open Amina every day?"),
    }[kind]


def trouble(problem: Problem) -> str:
    """`{day}` in it stands for a date as an example."""
    return {
        Problem.NOT_UNDERSTOOD: _("I cannot read this date. Please write it like this: {day}"),
        Problem.PAST: _("This day has passed. Please write one that is still to come."),
        Problem.TOO_FAR: _("This day is too far away. Please look at the year once more."),
        Problem.GONE: _("This date is no longer here. This is your list now."),
        Problem.LAST_DAY: _("Tomorrow would be too late for this date."),
    }[problem]

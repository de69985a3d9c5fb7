"""Words for a "no" and for what went wrong."""

from bot.texts import gettext as _
from bot.texts import mark

REFUSALS = {
    "city_empty": mark("Please write the name of a city in letters."),
    "city_too_long": mark("That is too long for a city. Please write only its name."),
    "report_empty": mark("Please write in words what is wrong."),
    "report_too_long": mark("Please keep it under 1,000 letters."),
    "admins_only": mark("This is for those who run the bot."),
    "place-out-of-range": mark("I cannot read this place. Please choose a country."),
    "team_full": mark("This brigade is full: it can take nobody else."),
    "teams_enough": mark("You are in ten brigades already. Leave one of them first."),
    "teams_shut": mark("Brigades are not open in this copy of the bot."),
    "stay_unknown": mark("This registration has ended."),
    "stay_open": mark("You are registered already. Press «Registration» in the menu."),
    "stay_incomplete": mark("The form is not complete yet. Press «Registration» in the menu."),
    "no_consent": mark("Your consent comes first. Press «Registration» in the menu."),
    "announced_enough": mark("You have announced ten relatives already. Take one back first."),
    "not_allowed": mark("This is for operators. An admin of the bot gives the role."),
    "safety_stays": mark("Safety alerts cannot be switched off."),
    "broadcast_unknown": mark("There is no broadcast with this number."),
    "broadcast_gone_on": mark("This broadcast is no draft any more: it cannot be changed."),
    "album_alone": mark(
        "An album goes alone: without buttons, not as a safety check, not as a drill."
    ),
    "check_is_safety": mark("A safety check is always about safety."),
    "version_missing": mark("Write the words first, then the buttons."),
    "fallback_empty": mark("Nothing is written in that language either."),
    "topic_unknown": mark("A broadcast cannot be about this."),
    "broadcast_moved_on": mark("It is in another state by now. Look at it anew: /broadcasts"),
    "alert_closed": mark("This alert is closed already."),
    "closing_incomplete": mark("A closing word is missing in one of the languages."),
    "export_registered": mark(
        "This file would be a list of people who registered. They have not agreed to that."
    ),
    "country_needed": mark("Choose at least one of your countries."),
    "choice_unknown": mark("There is no such choice here."),
    "broadcast_incomplete": mark("Something is still missing: look at the count."),
    "moment_passed": mark("The time it was set for has passed. Choose another one."),
    "paid_off": mark("Paid sending is not open in this copy of the bot."),
    "second_same": mark("Another operator has to confirm it, not you."),
    "check_unknown": mark(
        "This safety check is not yours, or no longer kept. In danger send /sos."
    ),
}
OTHERWISE = mark("This is not possible now.")


def refusal(code: str) -> str:
    """Kind words for a broken rule. A code without words of its own still gets an answer."""
    for known, words in REFUSALS.items():
        if known == code:
            return _(words)
    return _(OTHERWISE)


def apology() -> str:
    return _("Something went wrong on my side. Please try again in a minute.")


def bad_line() -> str:
    return _("The connection is bad. If you see no answer, please press again.")


def no_memory() -> str:
    return _("I cannot save anything just now. Reading and emergency numbers work: /sos")


def old_button() -> str:
    return _("This button is old. Press /start for a fresh menu.")

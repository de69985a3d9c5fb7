"""Words for a "no" and for what went wrong."""

from bot.texts import gettext as _


def refusal(code: str) -> str:
    """Kind words for a broken rule. A code without words of its own still gets an answer."""
    match code:
        case "city_empty":
            return _("Please write the name of a city in letters.")
        case "city_too_long":
            return _("That is too long for a city. Please write only its name.")
        case "place-out-of-range":
            return _("I cannot read this place. Please choose a country.")
        case _other:
            return _("This is not possible now.")


def apology() -> str:
    return _("Something went wrong on my side. Please try again in a minute.")


def bad_line() -> str:
    return _("The connection is bad. If you see no answer, please press again.")


def no_memory() -> str:
    return _("I cannot save anything just now. Reading and emergency numbers work: /sos")


def old_button() -> str:
    return _("This button is old. Press /start for a fresh menu.")

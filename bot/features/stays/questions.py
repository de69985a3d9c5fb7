"""What each question of the form asks and what for, and kind words for a slip."""

from bot.texts import gettext as _
from bot.texts import mark
from core.stays.answers import Problem
from core.stays.draft import Step

TITLES = {
    Step.COUNTRY: mark("Which country are you in?"),
    Step.CITY: mark("Which city are you in?"),
    Step.PURPOSE: mark("What are you there for?"),
    Step.SINCE: mark("Since when are you there?"),
    Step.UNTIL: mark("Until when do you expect to stay?"),
    Step.EMPLOYER: mark("Where do you work or study?"),
    Step.PHONE: mark("What is your phone number?"),
    Step.COMPANIONS: mark("Who is there with you?"),
    Step.TRUSTED: mark("Who at home should be told if you are in trouble?"),
}
REASONS = {
    Step.COUNTRY: mark("It decides which mission is yours. Press a button or write the name."),
    Step.CITY: mark("The nearest consulate is found by it. Press a button or write the name."),
    Step.PURPOSE: mark("The main reason is enough."),
    Step.SINCE: mark(
        "Press a button or write the day as you like: 12.05.2026 or 12 May. "
        "If you have not left yet, write the day you leave."
    ),
    Step.UNTIL: mark(
        "A guess is enough: you are asked before it ends, and you can change it at any time. "
        "«I do not know yet» counts as a year. You can also write the day."
    ),
    Step.EMPLOYER: mark(
        "The company, farm, university or programme: it helps to find you. They are told nothing."
    ),
    Step.PHONE: mark(
        "So that you can be reached in need. Write it with the country's code, "
        "or share the number of this Telegram."
    ),
    Step.COMPANIONS: mark(
        "Family who live with you there. Write a person a line; "
        "the year of birth is optional: Aisha 2015."
    ),
    Step.TRUSTED: mark(
        "Write the name and the phone, or send this person's contact card. "
        "Ask this person whether he agrees."
    ),
}
SLIPS = {
    Problem.NOT_UNDERSTOOD_DAY: mark(
        "I could not read this day. Please write it like this: 12.05.2027."
    ),
    Problem.DAY_IN_FUTURE: mark(
        "This is more than a year ahead. Please write the day you leave once more."
    ),
    Problem.DAY_TOO_LONG_AGO: mark(
        "This is too long ago. Please write the day once more, with its year."
    ),
    Problem.END_IN_PAST: mark("The end must be later than today and later than the first day."),
    Problem.END_TOO_FAR: mark("This is more than ten years ahead. Please name an earlier day."),
    Problem.EMPTY: mark("Please write it in letters."),
    Problem.TOO_LONG: mark("This is too long. Please write it shorter."),
    Problem.NO_PHONE: mark(
        "I see no valid number here. Please write it like this: +7 701 123 45 67."
    ),
    Problem.NO_NAME_AND_PHONE: mark(
        "I need a name and a valid number, like this: Gulnar +7 701 123 45 67."
    ),
    Problem.NO_COMPANION: mark("I see no name here. Please write a person a line: Aisha 2015."),
    Problem.TOO_MANY: mark("Ten people are the most I can keep."),
    Problem.BORN_WRONG: mark("This year of birth cannot be right. Please write it once more."),
    Problem.CHOOSE_BUTTON: mark("Please press one of the buttons."),
    Problem.UNKNOWN_COUNTRY: mark(
        "I do not know this country. Please look for it under «Another country»."
    ),
}


def title(step: Step) -> str:
    return {one: _(words) for one, words in TITLES.items()}[step]


def why(step: Step) -> str:
    """What it is for, and how to answer."""
    return {one: _(words) for one, words in REASONS.items()}[step]


def slip(problem: Problem) -> str:
    """Why the same question is asked once more."""
    return {one: _(words) for one, words in SLIPS.items()}[problem]

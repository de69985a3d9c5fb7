"""What a person types into the form, taken as the answer to its present question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.missions.countries import City
from core.people.date_words import DateWords
from core.people.days import Toward, months_after, read_day
from core.people.person import CITY_LENGTH, HOME_COUNTRY, one_line
from core.people.phones import find_name_and_phone, read_contact_phone, read_phone
from core.search.folding import Folding
from core.stays.cities import like
from core.stays.companions import Slip, read_companions
from core.stays.countries import country_like
from core.stays.draft import COMPANIONS_AT_MOST, Draft, Step
from core.stays.stay import Trusted

EMPLOYER_LENGTH = 100
NAME_LENGTH = 60
TEXT_LENGTH = 1_000
MONTHS_AHEAD = 12
MONTHS_AGO = 60 * 12
LONGEST_STAY = 10 * 12
"""Months from today to the end."""


class Problem(StrEnum):
    """A slip of the person: why the same question is asked again."""

    NOT_UNDERSTOOD_DAY = "not-understood-day"
    DAY_IN_FUTURE = "day-in-future"
    DAY_TOO_LONG_AGO = "day-too-long-ago"
    END_IN_PAST = "end-in-past"
    END_TOO_FAR = "end-too-far"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    NO_PHONE = "no-phone"
    NO_NAME_AND_PHONE = "no-name-and-phone"
    NO_COMPANION = "no-companion"
    TOO_MANY = "too-many"
    BORN_WRONG = "born-wrong"
    CHOOSE_BUTTON = "choose-button"
    UNKNOWN_COUNTRY = "unknown-country"


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer is read with.

    `asked_on`: today, by the clocks of the place. `cities`: those of the draft's country.
    `countries_by_name`: made by core.stays.countries.by_name. `nicknames`: other names of a city
    by its English one.
    """

    asked_on: date
    words: DateWords
    cities: Sequence[City]
    countries_by_name: Mapping[str, str]
    folding: Folding
    nicknames: Mapping[str, Sequence[str]] = field(default_factory=dict)


def answer(draft: Draft, text: str, known: Known) -> Draft | Problem:
    """The draft with the answer in it; where nothing is asked any more, as it was."""
    if draft.step is None:
        return draft
    if len(text) > TEXT_LENGTH:
        return Problem.TOO_LONG
    return _READERS[draft.step](draft, text, known)


def day(draft: Draft, chosen: date, today: date) -> Draft | Problem:
    """The draft with this day as the answer, if it can be one."""
    match draft.step:
        case Step.SINCE:
            return _not_since(chosen, today) or draft.from_day(chosen)
        case Step.UNTIL:
            return _not_until(chosen, today, draft.since) or draft.until_day(chosen)
        case _:
            return draft


def contact(
    draft: Draft,
    name: str,
    phone: str,
    known: Known,  # noqa: ARG001 - called as `answer` is
) -> Draft | Problem:
    """A contact card sent as the answer: one's own number, or the trusted person."""
    match draft.step:
        case Step.PHONE:
            own = read_contact_phone(phone, _host_first(draft))
            return draft.reached_at(own) if own else Problem.NO_PHONE
        case Step.TRUSTED:
            theirs = read_contact_phone(phone, _home_first(draft))
            return _trusted(draft, name, theirs) if theirs else Problem.NO_NAME_AND_PHONE
        case _:
            return draft


def _not_since(chosen: date, today: date) -> Problem | None:
    if chosen > months_after(today, MONTHS_AHEAD):
        return Problem.DAY_IN_FUTURE
    return Problem.DAY_TOO_LONG_AGO if chosen < months_after(today, -MONTHS_AGO) else None


def _not_until(chosen: date, today: date, since: date | None) -> Problem | None:
    if chosen <= max(today, since or today):
        return Problem.END_IN_PAST
    return Problem.END_TOO_FAR if chosen > months_after(today, LONGEST_STAY) else None


def _country(draft: Draft, text: str, known: Known) -> Draft | Problem:
    code = country_like(text, known.countries_by_name, known.folding)
    return draft.in_country(code) if code else Problem.UNKNOWN_COUNTRY


def _city(draft: Draft, text: str, known: Known) -> Draft | Problem:
    """One of the list where it is written so; another one once more if some are like it."""
    typed = _name(text, CITY_LENGTH)
    if isinstance(typed, Problem):
        return typed
    found = like(typed, known.cities, known.folding, known.nicknames)
    if found.exact:
        return draft.in_city(found.exact.id)
    insists = typed == draft.typed
    return draft.offering(typed) if found.near and not insists else draft.in_city(typed)


def _typed_day(draft: Draft, text: str, known: Known) -> Draft | Problem:
    """An end «in half a year» is counted from a beginning that is still ahead."""
    toward = Toward.PAST if draft.step is Step.SINCE else Toward.FUTURE
    start = max(known.asked_on, draft.since or known.asked_on)
    chosen = read_day(text, known.words, known.asked_on, toward, start)
    return day(draft, chosen, known.asked_on) if chosen else Problem.NOT_UNDERSTOOD_DAY


def _purpose(draft: Draft, text: str, known: Known) -> Draft | Problem:  # noqa: ARG001 - one of _READERS
    return Problem.CHOOSE_BUTTON


def _employer(draft: Draft, text: str, known: Known) -> Draft | Problem:  # noqa: ARG001 - as above
    name = _name(text, EMPLOYER_LENGTH)
    return name if isinstance(name, Problem) else draft.employed_by(name)


def _phone(draft: Draft, text: str, known: Known) -> Draft | Problem:  # noqa: ARG001 - as above
    phone = read_phone(text, _host_first(draft))
    return draft.reached_at(phone) if phone else Problem.NO_PHONE


def _companions(draft: Draft, text: str, known: Known) -> Draft | Problem:
    found = read_companions(text, known.words, known.asked_on)
    match found:
        case Slip.NOBODY:
            return Problem.NO_COMPANION
        case Slip.YEAR:
            return Problem.BORN_WRONG
        case _ if any(len(one.name) > NAME_LENGTH for one in found):
            return Problem.TOO_LONG
        case _ if len(draft.companions) + len(found) > COMPANIONS_AT_MOST:
            return Problem.TOO_MANY
        case _:
            return draft.with_companions(found)


def _somebody(draft: Draft, text: str, known: Known) -> Draft | Problem:  # noqa: ARG001 - as above
    found = find_name_and_phone(text, _home_first(draft))
    return _trusted(draft, *found) if found else Problem.NO_NAME_AND_PHONE


def _trusted(draft: Draft, name: str, phone: str) -> Draft | Problem:
    named = _name(name, NAME_LENGTH)
    if named is Problem.EMPTY:
        return Problem.NO_NAME_AND_PHONE
    return named if isinstance(named, Problem) else draft.trusting(Trusted(named, phone))


def _name(text: str, longest: int) -> str | Problem:
    name = one_line(text)
    if not any(map(str.isalpha, name)):
        return Problem.EMPTY
    return name if len(name) <= longest else Problem.TOO_LONG


def _host_first(draft: Draft) -> tuple[str, ...]:
    return (draft.country, HOME_COUNTRY) if draft.country else (HOME_COUNTRY,)


def _home_first(draft: Draft) -> tuple[str, ...]:
    return tuple(reversed(_host_first(draft)))


_READERS: Mapping[Step, Callable[[Draft, str, Known], Draft | Problem]] = {
    Step.COUNTRY: _country,
    Step.CITY: _city,
    Step.PURPOSE: _purpose,
    Step.SINCE: _typed_day,
    Step.UNTIL: _typed_day,
    Step.EMPLOYER: _employer,
    Step.PHONE: _phone,
    Step.COMPANIONS: _companions,
    Step.TRUSTED: _somebody,
}

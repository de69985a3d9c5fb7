"""The wire format of registration: consent, the form, the card. Nothing typed is ever in it."""

from aiogram.filters.callback_data import CallbackData

from core.stays.draft import Step
from core.stays.stay import Purpose


class OpenStay(CallbackData, prefix="r"):
    """The card, the form begun, or the consent: whatever comes next."""


class Agree(CallbackData, prefix="ra"):
    pass


class Refuse(CallbackData, prefix="rx"):
    pass


class StartForm(CallbackData, prefix="rn"):
    """From the first question, whatever was answered before."""


class GoOn(CallbackData, prefix="rg"):
    """The present question of the form begun."""


class DropDraft(CallbackData, prefix="rd"):
    pass


class PickCountry(CallbackData, prefix="rc"):
    country: str


class PickCountries(CallbackData, prefix="ro"):
    page: int = 1


class PickCity(CallbackData, prefix="ry"):
    """`place` is the city's number in its country's list; -1 keeps the one in his own words."""

    country: str
    place: int


class PickPurpose(CallbackData, prefix="rp"):
    purpose: Purpose


class PickDay(CallbackData, prefix="rt"):
    """`day` is a word of core/stays/offers.py, never a date of the person's."""

    day: str


class Skip(CallbackData, prefix="rs"):
    step: Step


class StepBack(CallbackData, prefix="rb"):
    step: Step


class Enough(CallbackData, prefix="rk"):
    """These are all the people who are there with him."""

    step: Step


class CancelForm(CallbackData, prefix="rq"):
    pass


class EditStep(CallbackData, prefix="rf"):
    """One question, opened again from the check."""

    step: Step


class Confirm(CallbackData, prefix="rz"):
    pass


class ClearCompanions(CallbackData, prefix="rl"):
    pass


class AskPhone(CallbackData, prefix="rh"):
    """Shows the button of the keyboard that sends one's own number."""


class TakeWords(CallbackData, prefix="rj"):
    """The words replied to are the answer, though they sounded like danger."""

    step: Step


class StillHere(CallbackData, prefix="rv"):
    number: str


class Moved(CallbackData, prefix="rm"):
    number: str


class WentHome(CallbackData, prefix="rw"):
    number: str


class Prolong(CallbackData, prefix="re"):
    """By so many months; 0: a date is typed."""

    number: str
    months: int


class ShowQr(CallbackData, prefix="ri"):
    number: str


class ChangeStay(CallbackData, prefix="ru"):
    """The check with the answers of the stay that is registered."""


class EraseStay(CallbackData, prefix="rr"):
    number: str
    sure: bool = False

"""What the card of a registration is made of: its state, its fields, its mission, its buttons."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.missions.callbacks import MissionsOf, OpenMission
from bot.features.relatives.callbacks import OpenRelatives
from bot.features.start.callbacks import OpenHome
from bot.features.stays import summary
from bot.features.stays.callbacks import (
    ChangeStay,
    EraseStay,
    Moved,
    Prolong,
    ShowQr,
    StillHere,
    WentHome,
)
from bot.features.stays.entrance_views import LEGAL
from bot.features.teams.callbacks import OpenTeam
from bot.telegram import html
from bot.telegram.screen import Rows, button
from bot.texts import gettext as _
from bot.texts import locale_in_force
from core.missions.mission import Mission
from core.missions.nearest import nearest
from core.people.consent import STAY_CONSENT
from core.stays.draft import Step
from core.stays.registration import draft_of
from core.stays.stay import Status, Stay

PLAIN = (Step.COUNTRY, Step.CITY, Step.PURPOSE, Step.SINCE, Step.UNTIL)
SEALED = (Step.EMPLOYER, Step.PHONE, Step.COMPANIONS, Step.TRUSTED)
GROUP = 5
"""A number is read aloud in groups of so many letters."""
CHOOSE = -1
"""So many months longer: asked first."""


def title(stay: Stay) -> str:
    number = f"{stay.number[:GROUP]}-{stay.number[GROUP:]}"
    return _("📝 Registration {number}").format(number=number)


def standing(stay: Stay) -> str:
    match stay.status:
        case Status.PENDING:
            return _("🟠 Waits for consent")
        case Status.ACTIVE:
            return _("🟢 In force")
        case Status.ASKED:
            return _("🟡 Waits for your answer: are you still there?")
        case Status.ENDED:
            return _("⚪ Ended")
        case Status.ERASED:
            return _("⚫ Erased")


def lines(stay: Stay, steps: Sequence[Step], content: Content) -> list[str]:
    draft = draft_of(stay, STAY_CONSENT)
    return [summary.line(draft, step, content) for step in steps if summary.answered(draft, step)]


def sealed(stay: Stay, content: Content) -> str:
    """The personal fields, or why they are not shown."""
    heading = html.bold(_("🔒 Kept encrypted"))
    if stay.details is None:
        return f"{heading}\n" + _("This part cannot be opened now: its key is not there.")
    kept = lines(stay, SEALED, content) or [_("Nothing: you gave none of it.")]
    return "\n".join([heading, *kept])


def _nearest(stay: Stay, missions: Sequence[Mission], content: Content) -> Mission | None:
    """The mission to turn to first: the only one, or the first from a city we know."""
    sure = len(missions) == 1 or content.city(stay.country, stay.city) is not None
    return missions[0] if missions and sure else None


def _responsible(stay: Stay, missions: Sequence[Mission], content: Content) -> Mission | None:
    """The mission that is his: the only one, or the one in whose district the city lies."""
    city = content.city(stay.country, stay.city)
    if len(missions) == 1 or city is None:
        return missions[0] if len(missions) == 1 else None
    near = nearest(content.missions.values(), city.point, country=stay.country)
    return next((one.mission for one in near if one.responsible), None)


def mission_line(stay: Stay, missions: Sequence[Mission], content: Content) -> str:
    if mission := _responsible(stay, missions, content):
        name = html.escape(mission.title.to(locale_in_force()))
        return _("🏛 Your mission: {name}").format(name=name)
    if mission := _nearest(stay, missions, content):
        name = html.escape(mission.title.to(locale_in_force()))
        return _("🏛 The nearest mission: {name}").format(name=name)
    if missions:
        return _("🏛 Which mission is yours depends on the city: choose it in the list.")
    return _("🏛 I know of no mission there. Look for the nearest one in another country.")


def ways_on(stay: Stay, missions: Sequence[Mission], content: Content) -> Rows:
    number = stay.number
    mission = _nearest(stay, missions, content)
    asked: Rows = (
        [[button(_("✅ I am still here"), StillHere(number=number))]]
        if stay.status is Status.ASKED
        else []
    )
    change = [button(_("✏️ Change"), ChangeStay())] if stay.details is not None else []
    return [
        *asked,
        [
            button(f"🏛 {mission.title.to(locale_in_force())}", OpenMission(mission=mission.id))
            if mission
            else button(_("🏛 Missions of this country"), MissionsOf(country=stay.country))
        ],
        [button(_("🏛 The consular register"), LEGAL)],
        [*change, button(_("📅 Longer stay"), Prolong(number=number, months=CHOOSE))],
        leaving(stay),
        [button(_("🔳 QR"), ShowQr(number=number)), button(_("👥 My brigade"), OpenTeam())],
        [button(_("👪 Register a relative"), OpenRelatives())],
        [button(_("🗑 Delete the registration"), EraseStay(number=number))],
        home(),
    ]


def leaving(stay: Stay) -> list[InlineKeyboardButton]:
    return [
        button(_("🧳 I have moved"), Moved(number=stay.number)),
        button(_("🏠 I am back home"), WentHome(number=stay.number)),
    ]


def longer_by(stay: Stay) -> Rows:
    by = [
        button(_("+3 months"), Prolong(number=stay.number, months=3)),
        button(_("+6 months"), Prolong(number=stay.number, months=6)),
        button(_("+12 months"), Prolong(number=stay.number, months=12)),
    ]
    return [by, [button(_("📅 Another date"), Prolong(number=stay.number, months=0))]]


def home() -> list[InlineKeyboardButton]:
    return [button(_("🏠 Home"), OpenHome())]

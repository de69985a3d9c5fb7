"""«Ask a human»: who answers, and how to reach them."""

from bot.content.content import Content
from bot.features.ask.callbacks import AskHuman
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.library.callbacks import OpenShelf
from bot.features.missions.callbacks import AskPlace, MissionCountries, OpenMission
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.kept import kept
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import phone
from core.missions.trust import reliable
from core.people.person import Person

MISSIONS_SHOWN = 4


def human(person: Person, content: Content) -> Screen:
    """The people who answer: the missions in the person's country, with numbers to rely on."""
    return _human(person.country, content)


def not_understood(person: Person) -> Screen:
    """An answer to words: search is not here yet, and it says so."""
    return _not_understood(has_country=bool(person.country))


def only_words() -> str:
    return _("I understand buttons, words and a location. Other things I cannot read.")


@kept
def _human(country: str | None, content: Content) -> Screen:
    locale = locale_in_force()
    rows: Rows = []
    lines = [html.bold(_("A human answers at the consulate."))]
    missions = content.missions_in(country) if country else ()
    for mission in [one for one in missions if not one.honorary][:MISSIONS_SHOWN]:
        numbers = ", ".join(phone(one.number) for one in reliable(mission.phones))
        title = html.escape(mission.title.to(locale))
        lines.append(title + "\n" + (numbers or _("no confirmed number")))
        rows.append([button(f"🏛 {mission.title.to(locale)}", OpenMission(mission=mission.id))])
    if not missions:
        lines.append(_("Choose the country or send your place: I will show whom to call."))
    lines.append(_("Nobody reads this chat yet, so do not wait for an answer here."))
    return screen("\n\n".join(lines), [*rows, *_ways_on()])


@kept
def _not_understood(*, has_country: bool) -> Screen:
    lines = [
        html.bold(_("I cannot answer free questions yet.")),
        _("Choose what it is about, or ask a human. In danger open the emergency numbers."),
    ]
    rows: Rows = [[button(_("📄 Rules of this country"), OpenShelf())]] if has_country else []
    rows.append([button(_("🇰🇿 Kazakhstan's side"), OpenShelf(scope="kz"))])
    rows.append([button(_("💬 Ask a human"), AskHuman())])
    return screen("\n".join(lines), [*rows, *_ways_on()])


def _ways_on() -> Rows:
    return [
        [
            button(_("🌍 Missions by country"), MissionCountries()),
            button(_("📍 Nearest to me"), AskPlace()),
        ],
        [button(_("🆘 Emergency"), OpenEmergency()), button(_("🏠 Home"), OpenHome())],
    ]

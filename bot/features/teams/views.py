"""Words and keyboards of brigades: the leader's, the invitation, and of those one has joined."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.start.callbacks import EditCountry, OpenHome
from bot.features.stays.callbacks import OpenStay
from bot.features.teams.callbacks import (
    CloseTeam,
    FoundTeam,
    JoinTeam,
    LeaveTeam,
    OpenTeam,
    TeamMembers,
    TeamQr,
)
from bot.services.teams import Brigades, Invitation, Standing
from bot.telegram import html
from bot.telegram.choices import city_name
from bot.telegram.links import Links
from bot.telegram.screen import Rows, Screen, button, link, screen
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import flagged, long_date
from core.people.hours import local
from core.teams.names import first_name
from core.teams.team import Member, Team

PAGE = 30
"""Names on one page: the longest ones still fit."""
LABEL = 20
"""Letters of a name on a button."""


def mine(brigades: Brigades, name: str, content: Content, links: Links) -> Screen:
    """The brigade the person leads, or what one is; then those he has joined."""
    if not brigades.possible:
        return _shut()
    if brigades.led:
        parts, rows = _led(brigades.led, brigades.size, content, links)
        parts += _listed(brigades.joined, content)
        rows += _leaving(brigades.joined)
    else:
        offer, making = _offer(brigades, name, content)
        parts = [html.bold(_("My brigade")), *_listed(brigades.joined, content), *offer]
        rows = [*_leaving(brigades.joined), *making]
    rows.append([button(_("📝 Registration"), OpenStay()), button(_("🏠 Home"), OpenHome())])
    return screen("\n\n".join(parts), rows)


def members(led: Team | None, found: Sequence[Member], content: Content, number: int) -> Screen:
    """A page of who joined and on which day there, nothing more about anybody."""
    zone = content.zone(led.country if led else None, led.city if led else None)
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(number, 1), pages)
    start = (number - 1) * PAGE
    lines = [html.bold(_("Who has joined"))]
    for place, one in enumerate(found[start : start + PAGE], start + 1):
        joined = long_date(local(one.joined_at, zone).date())
        lines.append(f"{place}. {html.escape(_named(one.name))} · {joined}")
    if not found:
        lines.append(_("Nobody has joined yet."))
    turning = []
    if number > 1:
        turning.append(button("◀️", TeamMembers(page=number - 1)))
    if number < pages:
        turning.append(button("▶️", TeamMembers(page=number + 1)))
    rows: Rows = [turning] if turning else []
    rows.append([button(_("⬅️ Back"), OpenTeam()), button(_("🏠 Home"), OpenHome())])
    return screen("\n".join(lines), rows)


def qr() -> str:
    """Above the link, under its picture."""
    return _("Whoever scans this can join your brigade.")


def nothing_led() -> str:
    return _("You lead no brigade.")


def ask_close() -> Screen:
    parts = [
        html.bold(_("Close the brigade?")),
        _("Its link stops working and its list is deleted. It cannot be undone."),
    ]
    rows: Rows = [
        [button(_("🗑 Yes, close it"), CloseTeam(sure=True))],
        [button(_("⬅️ Back"), OpenTeam()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen("\n".join(parts), rows)


def closed() -> Screen:
    return screen(_("You lead no brigade now: its link and its list are gone."), _ways_on())


def left() -> str:
    return _("You have left. Your name is off the list.")


def opened(found: Invitation | None, name: str, content: Content, links: Links) -> Screen:
    """What a link shows: the invitation, unless it is dead, one's own, or already followed."""
    if found is None:
        words = _("This link opens no brigade now. Ask whoever sent it for a new one.")
        return screen(words, _ways_on())
    match found.standing:
        case Standing.INVITED:
            return _invitation(found.team, name, content)
        case Standing.MEMBER:
            words = html.bold(_("You are in this brigade already."))
            told = f"{words}\n{_told(found.team, content)}"
            return screen(told, [[_leave(found.team)], *_ways_on()])
        case Standing.LEADER:
            words = _("This link is for your own brigade. Send it to those who work with you.")
            return screen(words, [[_share(found.team, links)], *_ways_on()])


def joined(found: Invitation | None, name: str, content: Content, links: Links) -> Screen:
    """Welcome; for whom the link has nothing to join, what it shows."""
    if found is None or found.standing is not Standing.MEMBER:
        return opened(found, name, content, links)
    welcome = html.bold(_("You are in the brigade."))
    parts = [
        f"{welcome}\n{_told(found.team, content)}",
        _("This registers nobody: if you want it, you register your own stay yourself."),
    ]
    rows: Rows = [[button(_("📝 Register my own stay"), OpenStay())], *_ways_on()]
    return screen("\n\n".join(parts), rows)


def _offer(brigades: Brigades, name: str, content: Content) -> tuple[list[str], Rows]:
    """What a brigade is, and what others would see of its leader: he agrees by making it."""
    parts = [
        _("A brigade is those who work with you. You send a link, and see who has joined by it."),
    ]
    if brigades.place is None:
        parts.append(_("It is made for a country abroad: first choose where you are."))
        return parts, [[button(_("🌍 Country"), EditCountry())]]
    place = _where(brigades.place.country, brigades.place.city, content)
    seen = _("your first name in Telegram: {name}").format(name=html.escape(_named(name)))
    lines = [_("Whoever opens your link sees:"), f"• {seen}", f"• {html.escape(place)}"]
    parts += [
        "\n".join(lines),
        _("Nothing else about you is shown. When you close the brigade, its list is deleted."),
        _sealed(),
        _("By making a brigade you agree to this."),
    ]
    return parts, [[button(_("✅ Make a brigade"), FoundTeam())]]


def _led(team: Team, size: int, content: Content, links: Links) -> tuple[list[str], Rows]:
    joined = ngettext("{count} person has joined.", "{count} people have joined.", size)
    count = joined.format(count=size) if size else _("Nobody has joined yet.")
    place = html.escape(_where(team.country, team.city, content))
    heading = html.bold(_("My brigade"))
    sent = _("Send this link to those who work with you:")
    parts = [
        f"{heading}\n{place}\n{count}",
        f"{sent}\n{html.escape(links.team(team.code))}",
        _("You see their first names and the day they joined, nothing more."),
        _("No message comes when somebody joins or leaves: look at the list."),
    ]
    rows: Rows = [
        [_share(team, links)],
        [button(_("👥 Who has joined"), TeamMembers()), button(_("🔳 QR"), TeamQr())],
        [button(_("🗑 Close the brigade"), CloseTeam())],
    ]
    return parts, rows


def _invitation(team: Team, name: str, content: Content) -> Screen:
    """Who invites, where to, and what the leader will see: who joins agrees to it."""
    leader = html.escape(_named(team.leader))
    heading = html.bold(_("You are invited to a brigade"))
    whose = _("Who invites: {name}").format(name=leader)
    place = html.escape(_where(team.country, team.city, content))
    seen = _("The leader will see your first name «{name}» and the day you joined, nothing else.")
    parts = [
        f"{heading}\n{whose}\n{place}",
        seen.format(name=html.escape(_named(name))),
        _("This registers nobody: each registers his own stay himself."),
        _("You can leave at any time: your name goes off the list at once."),
        _sealed(),
        _("By joining you agree to this."),
    ]
    rows: Rows = [
        [button(_("✅ Join"), JoinTeam(code=team.code))],
        [button(_("No, thank you"), OpenHome())],
    ]
    return screen("\n\n".join(parts), rows)


def _shut() -> Screen:
    words = _("Brigades are not open in this copy of the bot: it has no key to keep names safe.")
    return screen(words, [[button(_("🏠 Home"), OpenHome())]])


def _sealed() -> str:
    return _("Names are kept encrypted; those who run the bot hold the key.")


def _named(name: str) -> str:
    return first_name(name) or _("somebody")


def _where(country: str, city: str | None, content: Content) -> str:
    known = city_name(country, city, content)
    return f"{flagged(country)}, {known}" if known else flagged(country)


def _told(team: Team, content: Content) -> str:
    """Whose brigade, and where."""
    where = _where(team.country, team.city, content)
    return html.escape(f"{_named(team.leader)} · {where}")


def _listed(joined: Sequence[Team], content: Content) -> list[str]:
    if not joined:
        return []
    lines = [f"{number}. {_told(team, content)}" for number, team in enumerate(joined, 1)]
    return ["\n".join([html.bold(_("Brigades you are in")), *lines])]


def _leaving(joined: Sequence[Team]) -> Rows:
    return [[_leave(team)] for team in joined]


def _leave(team: Team) -> InlineKeyboardButton:
    label = _("🚪 Leave: {name}").format(name=_named(team.leader)[:LABEL].strip())
    return button(label, LeaveTeam(code=team.code))


def _share(team: Team, links: Links) -> InlineKeyboardButton:
    text = _("Join our brigade in Saparlas.")
    return link(_("↗️ Share"), links.share(links.team(team.code), text))


def _ways_on() -> Rows:
    return [[button(_("👥 My brigade"), OpenTeam()), button(_("🏠 Home"), OpenHome())]]

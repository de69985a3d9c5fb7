"""Words and keyboards of roles: who is on duty, how a role is given and taken away."""

from collections.abc import Sequence

from bot.features.roles.callbacks import OpenRoles, TakeRole
from bot.features.start.callbacks import OpenHome
from bot.services.roles import SETTINGS
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import long_date
from core.roles.order import ALL, GIVEN, Slip, last_day
from core.roles.role import Grant, Role

PAGE = 8
"""Roles on one page: the longest ones still fit."""
COUNTRIES = 30
"""Codes of countries that are told of one role."""
CODES = "KR, RU, QA"
EXAMPLE = "/roles 123456789 operator KR RU until 2027-01-31"


def roles(listed: Sequence[Grant], number: int) -> Screen:
    """A page of who holds which role, and how to give one."""
    pages = max(1, -(-len(listed) // PAGE))
    number = min(max(number, 1), pages)
    shown = listed[(number - 1) * PAGE : number * PAGE]
    parts = [html.bold(_("Roles")), *map(_entry, shown), _usage()]
    rows: Rows = [
        [button(f"🗑 {one.person_id} · {_name(one.role)}", _taking(one))]
        for one in shown
        if one.role in GIVEN
    ]
    turning = []
    if number > 1:
        turning.append(button("◀️", OpenRoles(page=number - 1)))
    if number < pages:
        turning.append(button("▶️", OpenRoles(page=number + 1)))
    rows += [turning] if turning else []
    rows.append([button(_("🏠 Home"), OpenHome())])
    return screen("\n\n".join(parts), rows)


def given(grant: Grant) -> Screen:
    heading = html.bold(_("The role is given."))
    return screen(f"{heading}\n{_entry(grant)}", _ways_on())


def told(grant: Grant) -> str:
    """What comes to whoever was given it."""
    parts = [
        html.bold(_("You were given a role in this bot.")),
        f"{_name(grant.role)}, {_scope(grant)}",
        *_commands(grant.role),
    ]
    return "\n".join(parts)


def ask_take(person_id: int, role: Role) -> Screen:
    words = _("Take the role away? {person}: {role}")
    taking = TakeRole(person=person_id, role=role, sure=True)
    rows: Rows = [[button(_("🗑 Yes, take it away"), taking)], *_ways_on()]
    return screen(html.bold(words.format(person=person_id, role=_name(role))), rows)


def taken() -> str:
    return _("The role is taken away.")


def nothing_taken() -> str:
    return _("There is no such role to take away.")


def slip(problem: Slip) -> Screen:
    """What was typed is no order; how one looks."""
    words = {
        Slip.PERSON: _("I cannot read whom: it begins with the person's Telegram number."),
        Slip.ROLE: _("I cannot read the role. It is one of these words: {roles}."),
        Slip.ADMIN: _("Admins are named in the settings of the bot, not here."),
        Slip.COUNTRIES: _("For which countries? Write their codes, or the word {all}."),
        Slip.COUNTRY: _("I do not know one of these countries. Write two letters: {codes}."),
        Slip.UNTIL: _("I cannot read the last day, or it is not in the next five years."),
    }[problem].format(roles=", ".join(GIVEN), all=ALL, codes=CODES)
    return screen(f"{words}\n\n{_usage()}", _ways_on())


def _name(role: Role) -> str:
    return {
        Role.ADMIN: _("admin"),
        Role.EDITOR: _("editor"),
        Role.OPERATOR: _("operator"),
        Role.OBSERVER: _("observer"),
    }[role]


def _entry(grant: Grant) -> str:
    head = f"👤 {html.bold(str(grant.person_id))} · {_name(grant.role)}"
    if grant.given_by == SETTINGS:
        return "\n".join([head, _("named in the settings")])
    by = _("given by {person} on {date}").format(
        person=grant.given_by, date=long_date(grant.given_at.date())
    )
    return f"{head}, {_scope(grant)}\n{by}"


def _scope(grant: Grant) -> str:
    """Where it holds, and for how long."""
    if grant.countries is None:
        where = _("all countries")
    else:
        codes = sorted(grant.countries)
        where = ", ".join(codes[:COUNTRIES]) + (" …" if len(codes) > COUNTRIES else "")
    if grant.until is None:
        return where
    until = _("until {date}").format(date=long_date(last_day(grant.until)))
    return f"{where}, {until}"


def _commands(role: Role) -> list[str]:
    match role:
        case Role.OPERATOR | Role.ADMIN:
            return ["/broadcast, /broadcasts"]
        case Role.OBSERVER:
            return ["/broadcasts"]
        case Role.EDITOR:
            return []


def _usage() -> str:
    lines = [
        html.bold(_("To give a role, write:")),
        f"<code>{EXAMPLE}</code>",
        _(
            "Whom, which role ({roles}), which countries by their codes or {all}, and, if it "
            "is to end, the last day."
        ).format(roles=", ".join(GIVEN), all=ALL),
        _("The person finds his Telegram number under Settings, My data."),
    ]
    return "\n".join(lines)


def _taking(grant: Grant) -> TakeRole:
    return TakeRole(person=grant.person_id, role=grant.role)


def _ways_on() -> Rows:
    return [[button(_("⬅️ Back"), OpenRoles()), button(_("🏠 Home"), OpenHome())]]

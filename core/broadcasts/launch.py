"""Before a broadcast goes: whom it reaches, what is missing, and whether it went out already."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, Kind
from core.broadcasts.delivery import Reason
from core.broadcasts.message import Version
from core.broadcasts.reach import Group
from core.locale import Locale
from core.people.topics import Topic

PAID_RATE = 1_000.0
"""Messages a second that Telegram takes from a bot that pays."""
MESSAGES_A_STAR = 10
STAMP = 10
"""Letters that tell one state of a draft from another."""

Zone = Callable[[str | None, str | None], str]


class Missing(StrEnum):
    """What a broadcast cannot go without.

    LANGUAGE: somebody in the audience speaks a language with neither text nor fall-back, and
    nobody has decided to leave him out. ALBUM: a check or a drill cannot be an album, which takes
    no buttons and no words of ours. PAID_ALBUM: Telegram takes no pay for albums.
    """

    TOPIC = "topic"
    TEXT = "text"
    NOBODY = "nobody"
    LANGUAGE = "language"
    ALBUM = "album"
    PAID_ALBUM = "paid_album"
    CHECK_TOPIC = "check_topic"


@dataclass(frozen=True, slots=True)
class Reach:
    """The honest count: everybody of the audience is either a recipient or left out by a reason.

    `by_version`: recipients by the language of the text they get. `unspoken`: those left out for
    want of a text, by their language. `delayed`: of the recipients, those whose quiet hours come
    first. `first_city`, `first_country`: who are in the affected place and go before the rest.
    `seconds`: how long sending takes, those delayed not counted.
    """

    by_version: Mapping[Locale, int] = field(default_factory=dict)
    unspoken: Mapping[Locale, int] = field(default_factory=dict)
    left_out: Mapping[Reason, int] = field(default_factory=dict)
    delayed: int = 0
    first_city: int = 0
    first_country: int = 0
    seconds: float = 0.0

    @property
    def recipients(self) -> int:
        return sum(self.by_version.values())

    @property
    def stars(self) -> int:
        """What Telegram takes at most when all are paid for, in Stars."""
        return -(-self.recipients // MESSAGES_A_STAR)


def count(
    broadcast: Broadcast, groups: Iterable[Group], at: datetime, zone: Zone, rate: float
) -> Reach:
    """`at`: when sending starts."""
    by_version: Counter[Locale] = Counter()
    unspoken: Counter[Locale] = Counter()
    left_out: Counter[Reason] = Counter()
    delayed = first_city = first_country = at_once = 0
    for group in groups:
        version = broadcast.spoken_to(group.language)
        reason = _left_out(broadcast, group)
        if reason is not None:
            left_out[reason] += group.count
            if reason is Reason.LANGUAGE:
                unspoken[group.language] += group.count
        elif version is not None:
            by_version[version] += group.count
            sleeps = _sleeps(broadcast, group, at, zone)
            delayed += group.count * sleeps
            at_once += group.count * broadcast.versions[version].weight * (not sleeps)
            city, country = _first(broadcast, group)
            first_city += group.count * city
            first_country += group.count * country
    seconds = at_once / (PAID_RATE if broadcast.paid else rate)
    return Reach(by_version, unspoken, left_out, delayed, first_city, first_country, seconds)


def missing(broadcast: Broadcast, reach: Reach) -> list[Missing]:
    """What stands in the way, in the order it is asked for."""
    versions = broadcast.versions.values()
    plain = broadcast.drill or broadcast.kind is Kind.CHECK
    check = broadcast.kind is Kind.CHECK and broadcast.topic is not None
    open_to = undecided(broadcast, reach)
    found = {
        Missing.TOPIC: broadcast.topic is None,
        Missing.CHECK_TOPIC: check and broadcast.topic is not Topic.SAFETY,
        Missing.TEXT: not any(one.html.strip() or one.copied for one in versions),
        Missing.ALBUM: plain and any(one.album for one in versions),
        Missing.PAID_ALBUM: broadcast.paid and any(one.album for one in versions),
        Missing.LANGUAGE: bool(versions) and bool(open_to),
        Missing.NOBODY: not reach.recipients and not open_to,
    }
    return [one for one, stands in found.items() if stands]


def undecided(broadcast: Broadcast, reach: Reach) -> list[Locale]:
    """Languages of the audience that have no text, and nobody has said what to do about it."""
    return [one for one in Locale if one in reach.unspoken and not broadcast.leaves_out(one)]


def digest(broadcast: Broadcast) -> str:
    """The same for the same words to the same audience; a drill differs from the real thing."""
    return _sum([_content(broadcast), _audience(broadcast.audience), broadcast.drill])


def stamp(broadcast: Broadcast) -> str:
    """Of all that an operator confirms: a button carries it, and fits nothing else."""
    due, affected = broadcast.due_at, broadcast.affected
    told = [
        digest(broadcast),
        broadcast.kind,
        broadcast.topic,
        broadcast.paid,
        [affected.country, affected.city] if affected else None,
        due.isoformat() if due else None,
        [one.message_ids for one in broadcast.versions.values()],
    ]
    return _sum(told)[:STAMP]


def stamp_of(words: str) -> str:
    """Of words alone, for the same use."""
    return _sum(words)[:STAMP]


def _left_out(broadcast: Broadcast, group: Group) -> Reason | None:
    if group.blocked:
        return Reason.BLOCKED
    if group.muted and broadcast.topic is not Topic.SAFETY:
        return Reason.MUTED
    return Reason.LANGUAGE if broadcast.spoken_to(group.language) is None else None


def _sleeps(broadcast: Broadcast, group: Group, at: datetime, zone: Zone) -> bool:
    if broadcast.topic is Topic.SAFETY:
        return False
    return group.quiet.awake(at, zone(group.country, group.city)) > at


def _first(broadcast: Broadcast, group: Group) -> tuple[bool, bool]:
    """Whether it is in the affected city; whether in the rest of its country."""
    place = broadcast.affected
    if place is None or group.country != place.country:
        return False, False
    there = place.city is not None and group.city == place.city
    return there, not there


def _content(broadcast: Broadcast) -> object:
    versions = {key.value: _version(one) for key, one in broadcast.versions.items()}
    fallbacks = {
        one.value: other.value
        for one in broadcast.fallbacks
        if (other := broadcast.spoken_to(one)) and other is not one
    }
    return [versions, fallbacks]


def _version(version: Version) -> object:
    buttons = [[one.label, one.target, one.action] for one in version.buttons]
    copied: list[object] = [*version.files] or [version.chat_id, *version.message_ids]
    return [version.html.strip(), copied, buttons]


def _audience(audience: Audience) -> object:
    return [
        sorted(audience.countries),
        sorted(audience.cities),
        sorted(audience.languages),
        audience.register,
        audience.team,
        audience.active_days,
        audience.got,
        sorted(audience.without_countries),
        sorted(audience.without_cities),
        audience.without_got,
    ]


def _sum(told: object) -> str:
    written = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()

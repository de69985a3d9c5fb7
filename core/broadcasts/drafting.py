"""What an operator changes in a broadcast before it is sent, and what does not go together."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from core.broadcasts.broadcast import Broadcast, Kind
from core.broadcasts.message import Link, Version
from core.locale import Locale
from core.people.topics import CATEGORIES, Topic
from core.refusal import Refusal

ALBUM_PARTS = 10


def about(broadcast: Broadcast, topic: Topic) -> Broadcast:
    """Raises Refusal(check_is_safety | topic_unknown)."""
    if topic not in CATEGORIES:
        raise Refusal("topic_unknown")
    if broadcast.kind is Kind.CHECK and topic is not Topic.SAFETY:
        raise Refusal("check_is_safety")
    return replace(broadcast, topic=topic)


def of_kind(broadcast: Broadcast, kind: Kind) -> Broadcast:
    """A check is about safety. Raises Refusal(album_alone)."""
    topic = Topic.SAFETY if kind is Kind.CHECK else broadcast.topic
    return _fitting(replace(broadcast, kind=kind, topic=topic))


def as_drill(broadcast: Broadcast, *, drill: bool) -> Broadcast:
    """Raises Refusal(album_alone)."""
    return _fitting(replace(broadcast, drill=drill))


def takes_albums(broadcast: Broadcast) -> bool:
    """An album carries neither buttons nor the word TEST."""
    return broadcast.kind is not Kind.CHECK and not broadcast.drill


def saying(broadcast: Broadcast, language: Locale, version: Version) -> Broadcast:
    """With this in the language; the buttons it had there stay, where they can."""
    before = broadcast.versions.get(language)
    buttons = before.buttons if before and not version.album else ()
    versions = {**broadcast.versions, language: replace(version, buttons=buttons)}
    return _fitting(replace(broadcast, versions=_ordered(versions)))


def with_part(
    broadcast: Broadcast, language: Locale, message_id: int, file: str = ""
) -> Broadcast:
    """With one more file of an album; its captions stay as they are, buttons go.

    Raises Refusal(album_alone).
    """
    version = broadcast.versions.get(language)
    if version is None or not version.copied or len(version.message_ids) >= ALBUM_PARTS:
        return broadcast
    ids = tuple(sorted({*version.message_ids, message_id}))  # as Telegram wants them
    files = tuple(sorted({*version.files, *filter(None, [file])}))
    album = Version(chat_id=version.chat_id, message_ids=ids, files=files)
    return saying(broadcast, language, album)


def silent_in(broadcast: Broadcast, language: Locale) -> Broadcast:
    """Without the version, and without what falls back on it."""
    versions = {one: kept for one, kept in broadcast.versions.items() if one is not language}
    fallbacks = {one: other for one, other in broadcast.fallbacks.items() if other is not language}
    return replace(broadcast, versions=_ordered(versions), fallbacks=MappingProxyType(fallbacks))


def falling_back(broadcast: Broadcast, language: Locale, other: Locale | None) -> Broadcast:
    """Who speaks `language` gets `other`; the language itself: nothing, by choice.

    None: it is not decided. Raises Refusal(fallback_empty).
    """
    written = other in broadcast.versions
    if other is not None and written is (other is language):
        raise Refusal("fallback_empty")
    fallbacks = {one: to for one, to in broadcast.fallbacks.items() if one is not language}
    if other is not None:
        fallbacks[language] = other
    return replace(broadcast, fallbacks=MappingProxyType(fallbacks))


def with_buttons(broadcast: Broadcast, language: Locale, buttons: tuple[Link, ...]) -> Broadcast:
    """Raises Refusal(version_missing | album_alone)."""
    version = broadcast.versions.get(language)
    if version is None:
        raise Refusal("version_missing")
    if version.album and buttons:
        raise Refusal("album_alone")
    versions = {**broadcast.versions, language: replace(version, buttons=buttons)}
    return replace(broadcast, versions=_ordered(versions))


def _ordered(versions: Mapping[Locale, Version]) -> Mapping[Locale, Version]:
    return MappingProxyType({one: versions[one] for one in Locale if one in versions})


def _fitting(broadcast: Broadcast) -> Broadcast:
    if not takes_albums(broadcast) and any(one.album for one in broadcast.versions.values()):
        raise Refusal("album_alone")
    return broadcast

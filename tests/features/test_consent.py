"""Consent: before it nothing is kept, other words ask anew, and «no» costs nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.stays.callbacks import Agree, Refuse, StartForm
from bot.settings import Settings
from core.people.consent import STAY_CONSENT
from core.stays.stay import Ending
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept, tables_naming
from tests.features.stays_kept import (
    FILLED,
    NUMBER,
    PERSONAL,
    register,
    somebody_else,
    stay_row,
    tapped,
    with_card,
)

QUESTION = "Register your stay?"
CHANGED = "The words you agreed to have changed."
COUNTRY = "Which country are you in?"
HALF = "You have a half-filled form."
CLOSED = "Registration is not open in this copy of the bot."
NOTHING = "All right. Nothing is registered."


@pytest.fixture
async def keyless(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    telegram = PretendTelegram()
    without = settings.model_copy(update={"encryption_keys": ()})
    async with composition.running(without, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        yield World(telegram, app, clock)


async def version_kept(world: World, visitor: Visitor) -> object:
    rows = (await kept(world.db)).get("consents", [])
    found = [row["version"] for row in rows if row["person_id"] == visitor.id]
    return found[0] if found else None


async def agreed_to_older_words(world: World, visitor: Visitor) -> None:
    async with world.db.writing() as tx:
        await tx.consents.give(visitor.id, "stay", "2020-01", world.clock())


async def number_of(world: World, visitor: Visitor) -> str:
    """The visitor's registration is not the constant one where the form made it."""
    rows = (await kept(world.db))["stays"]
    return str(next(row["number"] for row in rows if row["person_id"] == visitor.id))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_consent_tells_what_for_what_how_long_who_and_how_to_withdraw(
    world: World, says: Says, language: str
) -> None:
    visitor = world.visitor(1001, language=language)
    words = await visitor.writes("/registration")
    for part in (
        QUESTION,
        "It is voluntary. Refusing costs nothing: everything else works without it.",
        "This is not the consular register: embassies and consulates keep that one.",
        *("What for", "What is kept", "How long", "Who sees it", "How to take it back"),
        "No passport number, no IIN, no signature.",
        "Those who run this bot hold the keys and could open them.",
        "Who runs this copy is not stated.",
    ):
        assert says(part, language) in words
    assert says("✅ I agree", language) in visitor.buttons()
    assert says("No, thank you", language) in visitor.buttons()
    assert await tables_naming(world.db, visitor.id) == set()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_no_keeps_nothing_and_loses_nothing(
    world: World, says: Says, language: str
) -> None:
    visitor = world.visitor(1001, language=language)
    await visitor.writes(says("📝 Registration", language))
    words = await visitor.taps(says("No, thank you", language))
    assert words.startswith(says(NOTHING, language))
    assert says("🏠 Home", language) in visitor.buttons()
    assert (await kept(world.db)).keys() <= {"receipts"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_yes_is_recorded_with_its_version_and_the_form_begins(
    world: World, says: Says, language: str
) -> None:
    visitor = world.visitor(1001, language=language)
    await visitor.writes(says("📝 Registration", language))
    assert says(COUNTRY, language) in await visitor.taps(says("✅ I agree", language))
    assert await version_kept(world, visitor) == STAY_CONSENT
    assert await tables_naming(world.db, visitor.id) <= {"people", "consents", "forms", "receipts"}


async def test_from_the_button_to_the_card_in_twelve_steps(
    world: World, visitor: Visitor, says: Says, named: Says
) -> None:
    """All that is optional skipped, the country not known before."""
    await visitor.writes(says("📝 Registration"))
    await visitor.taps(says("✅ I agree"))
    await visitor.taps(named("KR"))
    await visitor.writes("Ансан")
    await visitor.taps(says("💼 Work"))
    await visitor.taps(says("Today"))
    await visitor.taps(says("A year"))
    for _ in range(4):
        await visitor.taps(says("⏭ Skip"))
    words = await visitor.taps(says("✅ Register"))
    number = await number_of(world, visitor)
    title = says("📝 Registration {number}").format(number=f"{number[:5]}-{number[5:]}")
    assert title in words
    assert says("Nothing: you gave none of it.") in words
    assert "forms" not in await kept(world.db)


async def test_agreeing_under_other_words_asks_with_those_in_force(
    world: World, visitor: Visitor, says: Says
) -> None:
    """A button of last year's words, or a forged one."""
    await visitor.starts()
    words = await tapped(visitor, Agree())
    assert words.startswith(says(QUESTION))
    assert await version_kept(world, visitor) is None
    assert says(COUNTRY) in await tapped(visitor, Agree())


async def test_a_form_cannot_be_begun_without_consent(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts()
    assert (await tapped(visitor, StartForm())).startswith(says(QUESTION))
    assert await kept(world.db) == {}


async def test_a_form_begun_waits(world: World, visitor: Visitor, says: Says, named: Says) -> None:
    await visitor.writes("/register")
    await visitor.taps(says("✅ I agree"))
    await visitor.taps(named("KR"))
    await visitor.writes("/sos")
    assert (await visitor.writes(says("📝 Registration"))).startswith(says(HALF))
    assert says("Which city are you in?") in await visitor.taps(says("▶️ Go on with the form"))
    await visitor.writes("/registration")
    assert says(COUNTRY) in await visitor.taps(says("🔄 Start anew"))
    await visitor.writes("/registration")
    assert says("Deleted. Nothing of the form is kept.") in await visitor.taps(says("🗑 Delete it"))
    assert "forms" not in await kept(world.db)
    assert (await visitor.taps(says("📝 Registration"))).startswith(says(QUESTION))


async def test_a_no_after_a_yes_takes_consent_and_answers_away(
    world: World, visitor: Visitor, says: Says, named: Says
) -> None:
    await visitor.writes("/register")
    await visitor.taps(says("✅ I agree"))
    await visitor.taps(named("KR"))
    await visitor.taps_data(Refuse().pack())
    assert await tables_naming(world.db, visitor.id) <= {"people", "receipts"}


async def test_other_words_are_asked_of_the_registered(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    await agreed_to_older_words(world, owner)
    words = await owner.writes("/registration")
    assert words.startswith(says(CHANGED))
    assert not any(bit in words for bit in PERSONAL)
    assert await owner.starts(f"s-{NUMBER.lower()}") == words
    await owner.taps(says("✅ I agree"))
    assert says("🟢 In force") in owner.text
    assert await version_kept(world, owner) == STAY_CONSENT


async def test_who_refuses_the_new_words_may_delete(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    await agreed_to_older_words(world, owner)
    await owner.writes("/registration")
    words = await owner.taps(says("No, thank you"))
    assert words.startswith(says("Delete the registration?"))
    assert await stay_row(world) is not None
    assert (await owner.taps(says("⬅️ Read the words again"))).startswith(says(CHANGED))
    await owner.taps(says("No, thank you"))
    await owner.taps(says("🗑 Yes, delete it"))
    assert await tables_naming(world.db, owner.id) <= {"people", "receipts"}


async def test_an_old_no_does_not_touch_a_registration(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    assert says("🟢 In force") in await tapped(owner, Refuse())
    assert await stay_row(world) is not None
    assert await version_kept(world, owner) == STAY_CONSENT


async def test_a_yes_of_the_registered_shows_the_card(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/registration")
    await register(world, visitor)
    await visitor.taps(says("✅ I agree"))
    assert says("🟢 In force") in visitor.text
    assert len((await kept(world.db))["stays"]) == 1


async def test_a_second_registration_is_not_begun(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    assert says("🟢 In force") in await tapped(owner, StartForm())
    assert "forms" not in await kept(world.db)


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_without_a_key_it_is_said_and_nothing_is_asked(
    keyless: World, says: Says, content: Content, language: str
) -> None:
    visitor = keyless.visitor(1001, language=language)
    words = await visitor.writes("/registration")
    assert words.startswith(says(CLOSED, language))
    for data in (Agree(), StartForm()):
        assert (await tapped(visitor, data)).startswith(says(CLOSED, language))
    assert await tables_naming(keyless.db, 1001) == set()
    words = await visitor.taps(says("🏛 The consular register", language))
    title = content.articles["kz/consular-registration"].title
    assert words.startswith(getattr(title, language))


async def test_registering_makes_him_live_there(
    world: World, visitor: Visitor, says: Says, named: Says
) -> None:
    owner = await with_card(world, visitor)
    assert (await owner.taps_data("h")).startswith(named("KR"))
    await somebody_else(world, country="QA")
    assert (await owner.writes("/registration")).startswith(
        says("📝 Registration {number}").format(number="23456-789AB")
    )


async def test_what_is_over_is_asked_anew_after_it_is_erased(
    world: World, visitor: Visitor, says: Says, clock: MovedClock
) -> None:
    owner = await with_card(world, visitor)
    clock.move(FILLED.until - clock().date() + timedelta(days=15))  # type: ignore[operator]
    while await world.app.services["stays"].advance_due(10):
        pass
    assert says("⚪ Ended") in await owner.writes("/registration")
    clock.move(timedelta(days=31))
    while await world.app.services["stays"].advance_due(10):
        pass
    assert (await owner.writes("/registration")).startswith(says(QUESTION))
    assert await owner.starts(f"s-{NUMBER.lower()}") == says("This card opens only for its owner.")


async def consent_withdrawn_by_the_clock(world: World, clock: MovedClock) -> None:
    """The last registration is erased; a form begun since has no consent any more."""
    clock.move(timedelta(days=31))
    while await world.app.services["stays"].advance_due(10):
        pass


async def after_the_move(visitor: Visitor, says: Says, named: Says) -> None:
    await visitor.taps(named("QA"))
    await visitor.writes("Доха")
    await visitor.taps(says("A year"))
    await visitor.taps(says("⏭ Skip"))


@pytest.mark.parametrize("by", ["the check", "the entrance"])
async def test_a_form_goes_on_when_the_consent_went_with_the_old_stay(
    world: World, visitor: Visitor, says: Says, named: Says, clock: MovedClock, by: str
) -> None:
    owner = await with_card(world, visitor)
    await owner.taps(says("🧳 I have moved"))
    if by == "the check":
        await after_the_move(owner, says, named)
    await consent_withdrawn_by_the_clock(world, clock)
    assert await version_kept(world, owner) is None
    if by == "the check":
        words = await owner.taps(says("✅ Register"))
    else:
        words = await owner.writes("/registration")
    assert words.startswith(says(QUESTION))
    await owner.writes("Hanul")  # no answer: the form waits for the consent
    await owner.writes("/registration")
    await owner.taps(says("✅ I agree"))
    if by == "the entrance":
        assert says(COUNTRY) in owner.text
        await after_the_move(owner, says, named)
    assert "Айша" in owner.text
    await owner.taps(says("✅ Register"))
    assert says("🟢 In force") in owner.text
    rows = {row["status"]: row for row in (await kept(world.db))["stays"]}
    assert rows["active"]["country"] == "QA"
    assert await version_kept(world, owner) == STAY_CONSENT


async def test_who_moved_under_older_words_is_asked_first(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    await agreed_to_older_words(world, owner)
    words = await owner.taps(says("🧳 I have moved"))
    assert words.startswith(says(CHANGED))
    row = await stay_row(world)
    assert row is not None
    assert row["ending"] == "moved"
    assert says(COUNTRY) in await owner.taps(says("✅ I agree"))
    assert await version_kept(world, owner) == STAY_CONSENT


async def test_who_changes_it_under_older_words_is_asked_first(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    await owner.taps(says("✏️ Change"))
    await agreed_to_older_words(world, owner)
    words = await owner.taps(says("💾 Save"))
    assert words.startswith(says(CHANGED))
    await owner.taps(says("✅ I agree"))
    await owner.taps(says("💾 Save"))
    assert says("🟢 In force") in owner.text
    assert "forms" not in await kept(world.db)


async def test_deleting_the_form_takes_the_consent_back(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/register")
    await visitor.taps(says("✅ I agree"))
    await visitor.writes("/register")
    await visitor.taps(says("🗑 Delete it"))
    assert await version_kept(world, visitor) is None


async def test_deleting_the_next_form_leaves_the_consent_to_what_is_kept(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner = await with_card(world, visitor)
    await owner.taps(says("🧳 I have moved"))
    await owner.writes("/register")
    await owner.taps(says("🗑 Delete it"))
    assert await version_kept(world, owner) == STAY_CONSENT


async def invited(world: World, country: str = "KR") -> str:
    """The number under which somebody's daughter has announced him."""
    daughter = await world.app.services["people"].recognise(3003, "kk")
    return (await world.app.services["relatives"].announce(daughter, "Марат", country)).number


async def test_the_form_of_an_invitation_goes_on_where_it_was(
    world: World, visitor: Visitor, says: Says
) -> None:
    number = await invited(world)
    await visitor.starts(f"r-{number.lower()}")
    await visitor.taps(says("✅ I agree and go on"))
    await visitor.writes("Ансан")
    await visitor.starts(f"r-{number.lower()}")
    await visitor.taps(says("✅ I agree and go on"))
    assert says("What are you there for?") in visitor.text


@pytest.mark.parametrize("answered", ["a city", "nothing"])
async def test_a_form_of_his_own_becomes_the_one_announced(
    world: World, visitor: Visitor, says: Says, named: Says, *, answered: str
) -> None:
    number = await invited(world)
    await visitor.writes("/register")
    await visitor.taps(says("✅ I agree"))
    if answered == "a city":
        await visitor.taps(named("QA"))
        await visitor.writes("Доха")
    await visitor.starts(f"r-{number.lower()}")
    await visitor.taps(says("✅ I agree and go on"))
    if answered == "nothing":
        assert says("Which city are you in?") in visitor.text, "the country is known by then"
        await visitor.writes("Ансан")
    await visitor.taps(says("💼 Work"))
    await visitor.taps(says("Today"))
    await visitor.taps(says("A year"))
    for _ in range(4):
        await visitor.taps(says("⏭ Skip"))
    await visitor.taps(says("✅ Register"))
    rows = (await kept(world.db))["stays"]
    country = "QA" if answered == "a city" else "KR"
    assert [(row["number"], row["country"]) for row in rows] == [(number, country)]
    assert await number_of(world, visitor) == number


async def test_changes_to_an_ended_registration_do_not_become_the_one_announced(
    world: World, visitor: Visitor, says: Says
) -> None:
    owner, number = await with_card(world, visitor), await invited(world, "PL")
    await owner.taps(says("✏️ Change"))
    stays, people = world.app.services["stays"], world.app.services["people"]
    await stays.leave(await people.recognise(owner.id, "kk"), NUMBER, Ending.EXPIRED)
    await owner.starts(f"r-{number.lower()}")
    await owner.taps(says("✅ I agree and go on"))
    assert says("Which city are you in?") in owner.text
    assert "Варшава" in str(owner.buttons())

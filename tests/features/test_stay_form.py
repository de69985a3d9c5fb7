"""The form of a registration: every question by button and in words, in three languages."""

from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.storage.base import StorageKey

from bot import app as composition
from bot.content.content import Content
from bot.features.stays.callbacks import (
    AskPhone,
    CancelForm,
    ChangeStay,
    ClearCompanions,
    Confirm,
    DropDraft,
    EditStep,
    Enough,
    GoOn,
    PickCity,
    PickCountries,
    PickCountry,
    PickDay,
    PickPurpose,
    Skip,
    StepBack,
    TakeWords,
)
from bot.features.stays.questions import SLIPS
from bot.fsm.drafts import DESTINY, KEY
from bot.middlewares.throttle import ThrottleMiddleware
from bot.settings import Settings
from bot.texts import Texts
from core.locale import Locale
from core.stays.answers import Problem
from core.stays.draft import Draft, Step
from core.stays.stay import Companion, Purpose, Trusted
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.kept import kept, tables_naming
from tests.features.stay_form import Filling

LANGUAGES = list(Locale)
PERSONAL = ("Hanul", "Aisha", "Gulnar", "6572", "701")


@pytest.fixture(autouse=True)
def _patient(world: World) -> None:
    """The bot's patience with quick people is not what is tested here."""
    for one in world.app.dispatcher.update.outer_middleware:
        if isinstance(one, ThrottleMiddleware):
            one.clock = count(0.0, 10.0).__next__


@pytest.fixture
async def form(world: World, texts: Texts) -> Filling:
    return await filling(world, texts, Locale.KK)


async def filling(world: World, texts: Texts, language: Locale) -> Filling:
    visitor = world.visitor(1001 + len(world.people), language=language.value)
    await visitor.starts()
    await visitor.writes("/menu")  # the home keyboard; no country is known
    return Filling(world, visitor, texts, language)


TYPED = {
    Locale.KK: (
        "Оңтүстік Корея", "ансан қаласы", "12 мамыр 2026", "2027 жылғы 23 қарашаға дейін",
        "«Ханул» серіктестігі", "+82 10 6572 9311", "Айша 2015\nНұрлан", "Гүлнар 8 701 123 45 67",
    ),
    Locale.RU: (
        "корея", "Ансан", "12 мая 2026 г.", "до 23.11.2027",
        "ТОО «Ханул»", "+82 10 6572 9311", "Айша, 2015; Нурлан", "Гульнар +77011234567",
    ),
    Locale.EN: (
        "South Korea", "ansan", "May 12, 2026", "23 November 2027",
        "Hanul Ltd", "+821065729311", "Aisha 2015\nNurlan", "Gulnar, +7 (701) 123-45-67",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
async def test_everything_may_be_written(world: World, texts: Texts, language: Locale) -> None:
    form = await filling(world, texts, language)
    await form.begins()
    country, city, since, until, employer, phone, companions, trusted = TYPED[language]
    for step, words in zip(Step, (country, city, "", since, until, employer), strict=False):
        assert form.asks(step), step
        await form.answers(step, words)
        if step is Step.CITY and form.says("Did you mean one of these?") in form.visitor.text:
            await form.visitor.taps(form.visitor.buttons()[0])
    await form.writes(phone)
    await form.writes(companions)
    assert form.asks(Step.COMPANIONS)
    assert f"• {companions.partition(',')[0].split()[0]}" in form.visitor.text
    await form.taps("✅ That is all")
    await form.writes(trusted)
    assert form.asks(None)
    await form.taps("✅ Register")
    stay = await form.stay()
    assert stay is not None
    assert stay.details is not None
    assert (stay.country, stay.city) == ("KR", "ansan")
    assert (stay.since, stay.until) == (date(2026, 5, 12), date(2027, 11, 23))
    assert (stay.details.employer, stay.details.phone) == (employer, "+821065729311")
    assert [one.born for one in stay.details.companions] == [2015, None]
    assert stay.details.trusted is not None
    assert stay.details.trusted.phone == "+77011234567"


async def test_nothing_personal_lies_open(world: World, form: Filling) -> None:
    """Neither half filled nor registered, neither in a table nor in a button."""
    for step in (*Step, None):
        await form.comes_to(step)
        await form.writes("Ерлан")  # the next question comes below
    half = str(await kept(world.db))
    await form.taps("✅ Register")
    rows = str(await kept(world.db))
    wires = [
        str(button.get("data"))
        for seen in form.visitor.sees()
        for row in seen.rows
        for button in row
    ]
    for bit in (*PERSONAL, "Ерлан"):
        assert bit not in half
        assert bit not in rows
        assert not [wire for wire in wires if bit in wire]
    assert len(wires) > 40


async def test_the_day_understood_is_repeated_in_words(world: World, texts: Texts) -> None:
    for language in LANGUAGES:
        form = await filling(world, texts, language)
        await form.comes_to(Step.SINCE)
        since = form.says("There since: {date}").format(date=form.dated(date(2026, 5, 12)))
        assert since in await form.writes("12/05/2026")
        until = form.says("Stays until: {date}").format(date=form.dated(date(2027, 11, 23)))
        assert until in await form.taps("I do not know yet")


OFFERED = [
    (Step.SINCE, "Today", date(2026, 11, 24)),
    (Step.SINCE, "A week ago", date(2026, 11, 17)),
    (Step.SINCE, "A month ago", date(2026, 10, 24)),
    (Step.UNTIL, "3 months", date(2027, 2, 24)),
    (Step.UNTIL, "6 months", date(2027, 5, 24)),
    (Step.UNTIL, "A year", date(2027, 11, 24)),
    (Step.UNTIL, "I do not know yet", date(2027, 11, 24)),
]


async def test_today_is_today_where_the_person_is(form: Filling, clock: MovedClock) -> None:
    clock.at = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # Seoul sleeps into the 24th
    for step, label, day in OFFERED:
        await form.comes_to(step)
        await form.taps(label)
        draft = await form.draft()
        assert draft is not None
        assert getattr(draft, step.value) == day, label


async def test_an_end_is_counted_from_a_beginning_ahead(form: Filling) -> None:
    await form.comes_to(Step.SINCE)
    await form.writes("01.02.2027")
    await form.taps("3 months")
    draft = await form.draft()
    assert draft is not None
    assert draft.until == date(2027, 5, 1)


async def test_a_known_country_and_city_are_not_asked_twice(
    world: World, in_korea: Visitor, texts: Texts, content: Content
) -> None:
    place = next(n for n, one in enumerate(content.cities_of("KR")) if one.id == "ansan")
    await in_korea.taps_data(f"sy:KR:{place}")
    form = Filling(world, in_korea, texts)
    words = await form.begins()
    assert form.asks(Step.CITY)
    assert form.says("Country: {country}").format(country=form.named("KR")) in words
    ansan = content.cities_of("KR")[place].name.kk
    assert in_korea.buttons()[0] == ansan
    await in_korea.taps(ansan)
    await form.taps("⬅️ Back")
    await form.taps("⬅️ Back")
    assert form.asks(Step.COUNTRY)


async def test_a_city_of_ones_own_words_is_offered_again(
    world: World, in_korea: Visitor, texts: Texts
) -> None:
    await in_korea.taps_data("syt")
    await in_korea.writes("Жаңа <b>ауыл</b> " + "а" * 40)
    form = Filling(world, in_korea, texts)
    await form.begins()
    first = in_korea.buttons()[0]
    assert first.startswith("✓ Жаңа <b>ауыл</b>")
    assert len(first) <= 32
    await in_korea.taps(first)
    draft = await form.draft()
    assert draft is not None
    assert draft.city == "Жаңа <b>ауыл</b> " + "а" * 40


async def test_another_country_is_found_in_the_list(form: Filling) -> None:
    await form.begins()
    await form.taps("🌍 Another country")
    await form.visitor.taps("▶️")
    await form.visitor.taps("◀️")
    await form.visitor.taps(form.named("PL"))
    assert form.asks(Step.CITY)
    draft = await form.draft()
    assert draft is not None
    assert draft.country == "PL"


NOT_ABROAD = (
    "A stay is registered when you are abroad, or know when you leave. "
    "Choose the country you go to, or come back later."
)
NOT_LISTED = (
    "I cannot register a stay in a country that is not in my list. "
    "The nearest mission helps you without it."
)


async def test_home_is_no_stay(world: World, form: Filling) -> None:
    await form.begins()
    assert await form.taps("🇰🇿 Not abroad yet") == form.says(NOT_ABROAD)
    assert await form.writes("Қазақстан") == form.says(NOT_ABROAD)
    await form.taps("⬅️ Back")
    assert form.asks(Step.COUNTRY)
    await form.writes("Катар")
    assert form.asks(Step.CITY)


async def test_a_country_that_is_not_listed_is_no_dead_end(form: Filling) -> None:
    await form.begins()
    await form.taps("🌍 Another country")
    assert await form.taps("My country is not here") == form.says(NOT_LISTED)
    assert form.says("🌍 Missions by country") in form.visitor.buttons()
    await form.writes("Ресей")  # words are still an answer
    assert form.asks(Step.CITY)


async def test_a_misspelt_city_is_asked_about(form: Filling, content: Content) -> None:
    await form.comes_to(Step.CITY)
    words = await form.writes("Ансаң-сии")
    assert form.says("Did you mean one of these?") in words
    assert form.says("You wrote: {city}").format(city="Ансаң-сии") in words
    assert content.city("KR", form.visitor.buttons()[0]) is not None
    await form.taps("⬅️ Back")
    assert form.asks(Step.CITY)
    await form.writes("Ансаң-сии")
    await form.taps("✏️ Keep as I wrote")
    draft = await form.draft()
    assert draft is not None
    assert (draft.city, draft.step) == ("Ансаң-сии", Step.PURPOSE)


async def test_a_city_nobody_knows_is_taken_as_written(form: Filling) -> None:
    await form.comes_to(Step.CITY)
    await form.writes("Кукуево")
    assert form.asks(Step.PURPOSE)
    assert form.says("City: {city}").format(city="Кукуево") in form.visitor.text


SLIP = [
    (Step.COUNTRY, "Атлантида", Problem.UNKNOWN_COUNTRY),
    (Step.CITY, "12345", Problem.EMPTY),
    (Step.CITY, "ы" * 4096, Problem.TOO_LONG),
    (Step.PURPOSE, "ақша табу", Problem.CHOOSE_BUTTON),
    (Step.SINCE, "31.02.2026", Problem.NOT_UNDERSTOOD_DAY),
    (Step.SINCE, "12.05.2029", Problem.DAY_IN_FUTURE),
    (Step.SINCE, "12.05.1946", Problem.DAY_TOO_LONG_AGO),
    (Step.UNTIL, "12.05.2026", Problem.END_IN_PAST),
    (Step.UNTIL, "12.05.2046", Problem.END_TOO_FAR),
    (Step.EMPLOYER, "🏗", Problem.EMPTY),
    (Step.EMPLOYER, "ы" * 101, Problem.TOO_LONG),
    (Step.PHONE, "12", Problem.NO_PHONE),
    (Step.COMPANIONS, "2015", Problem.NO_COMPANION),
    (Step.COMPANIONS, "Айша 1812", Problem.BORN_WRONG),
    (Step.COMPANIONS, "\n".join(f"Айша{'а' * n} 2015" for n in range(11)), Problem.TOO_MANY),
    (Step.TRUSTED, "Гүлнар", Problem.NO_NAME_AND_PHONE),
]


async def test_a_slip_is_told_kindly_and_asked_again(form: Filling) -> None:
    for step, typed, problem in SLIP:
        before = await form.comes_to(step)
        words = await form.writes(typed)
        assert words.startswith(form.says(SLIPS[problem])), (problem, words)
        assert form.asks(step)
        assert words.endswith(before.splitlines()[-1])
        draft = await form.draft()
        assert draft is not None
        assert step not in draft.passed


def test_every_slip_has_its_words_and_its_test() -> None:
    assert set(SLIPS) == set(Problem) == {problem for *_, problem in SLIP}


async def test_back_through_every_question_and_forward_again(form: Filling) -> None:
    await form.comes_to(Step.TRUSTED)
    for step in reversed(list(Step)[:-1]):
        await form.taps("⬅️ Back")
        assert form.asks(step)
    assert form.says("⬅️ Back") not in form.visitor.buttons()
    await form.visitor.taps(form.named("KR"))
    await form.visitor.taps(form.visitor.buttons()[0])
    await form.taps("💼 Work")
    await form.visitor.taps("✓ " + form.dated(date(2026, 5, 12)))
    await form.visitor.taps("✓ " + form.dated(date(2027, 11, 23)))
    await form.taps("✓ Leave as it is")
    await form.taps("✓ Leave as it is")
    await form.taps("✅ That is all")
    draft = await form.draft()
    assert draft is not None
    assert (draft.employer, draft.phone) == ("Hanul", "+821065729311")
    assert (draft.companions, draft.step) == ((Companion("Aisha", 2015),), Step.TRUSTED)


async def test_an_answer_is_taken_out_again(form: Filling) -> None:
    await form.comes_to(Step.PHONE)
    await form.taps("⬅️ Back")
    assert form.says("Work or school: {name}").format(name="Hanul") in form.visitor.text
    await form.taps("🗑 Take the answer out")
    draft = await form.draft()
    assert draft is not None
    assert (draft.employer, draft.step) == (None, Step.PHONE)


async def test_the_list_of_companions_grows_and_is_cleared(form: Filling) -> None:
    await form.comes_to(Step.COMPANIONS)
    assert form.says("✅ That is all") not in form.visitor.buttons()
    await form.writes("Айша 2015")
    words = await form.writes("Нұрлан")
    assert "• Айша, 2015\n• Нұрлан" in words
    await form.taps("🗑 Clear the list")
    assert form.asks(Step.COMPANIONS)
    assert "Айша, 2015" not in form.visitor.text
    await form.taps("⏭ Skip")
    assert form.asks(Step.TRUSTED)


GONE = "This form is not here any more. Let us start again: it takes two minutes."


async def test_cancelling_anywhere_keeps_nothing(world: World, form: Filling) -> None:
    for step in (*Step, None):
        await form.comes_to(step)
        words = await form.taps("✖️ Cancel")
        assert words == form.says("Nothing of the form was kept. You can begin again at any time.")
        assert set(await kept(world.db)) <= {"people", "receipts"}
        assert await form.goes_on() == form.says(GONE)


EDITS = {
    Step.COUNTRY: ("Катар", "country", "QA"),
    Step.CITY: ("Сеул", "city", "seoul"),
    Step.SINCE: ("01.06.2026", "since", date(2026, 6, 1)),
    Step.UNTIL: ("01.06.2027", "until", date(2027, 6, 1)),
    Step.EMPLOYER: ("Samsung", "employer", "Samsung"),
    Step.PHONE: ("+77015556677", "phone", "+77015556677"),
    Step.TRUSTED: ("Ерлан +77015556677", "trusted", Trusted("Ерлан", "+77015556677")),
}


async def test_one_answer_is_changed_from_the_check(form: Filling) -> None:
    for step, (typed, name, value) in EDITS.items():
        await form.comes_to(None)
        before = await form.draft()
        await form.visitor.taps_data(EditStep(step=step).pack())
        assert form.asks(step)
        await form.writes(typed)
        if step is Step.COUNTRY:  # another country has other cities
            assert form.asks(Step.CITY)
            await form.writes("Доха")
        assert form.asks(None), step
        after = await form.draft()
        assert before is not None
        assert after is not None
        assert getattr(after, name) == value
        changed = {
            one.name
            for one in fields(Draft)
            if getattr(before, one.name) != getattr(after, one.name)
        }
        assert changed == ({name, "city"} if step is Step.COUNTRY else {name})


async def test_back_from_a_change_leaves_the_answer(form: Filling) -> None:
    await form.comes_to(None)
    before = await form.draft()
    for step in Step:
        await form.visitor.taps_data(EditStep(step=step).pack())
        assert form.asks(step)
        await form.taps("⬅️ Back")
        assert form.asks(None)
    assert await form.draft() == before


async def test_the_check_shows_every_answer(form: Filling) -> None:
    words = await form.comes_to(None)
    wanted = ("Hanul", "+82 10-6572-9311", "Aisha, 2015", "Gulnar, +7 701 123 4567")
    assert [bit for bit in wanted if bit not in words] == []
    assert form.dated(date(2027, 11, 23)) in words
    assert form.named("KR") in words


async def test_words_at_the_check_change_nothing(form: Filling) -> None:
    await form.comes_to(None)
    before = await form.draft()
    await form.writes("дұрыс")
    assert form.asks(None)
    assert await form.draft() == before


async def test_confirming_twice_makes_one_registration(world: World, form: Filling) -> None:
    await form.comes_to(None)
    await form.taps("✅ Register")
    for _ in range(2):
        assert form.says("🟢 In force") in form.visitor.text
        await form.visitor.taps_data(Confirm().pack())
    assert len((await kept(world.db))["stays"]) == 1


@pytest.mark.parametrize("today", [date(2027, 11, 23), date(2027, 12, 1)])
async def test_an_end_that_has_come_meanwhile_is_asked_again(
    world: World, form: Filling, clock: MovedClock, today: date
) -> None:
    await form.comes_to(None)
    clock.move(today - clock().date())
    words = await form.taps("✅ Register")
    assert words.startswith(form.says(SLIPS[Problem.END_IN_PAST]))
    assert form.asks(Step.UNTIL)
    assert "stays" not in await kept(world.db)
    await form.taps("3 months")
    await form.taps("✅ Register")
    stay = await form.stay()
    assert stay is not None
    assert stay.until > today


async def test_a_registration_is_changed_and_keeps_its_number(world: World, form: Filling) -> None:
    await form.comes_to(None)
    await form.taps("✅ Register")
    before = await form.stay()
    await form.visitor.taps_data(ChangeStay().pack())
    await form.visitor.taps_data(EditStep(step=Step.PHONE).pack())
    await form.taps("🗑 Take the answer out")
    await form.taps("💾 Save")
    after = await form.stay()
    assert before is not None
    assert before.details is not None
    assert after is not None
    assert (after.number, after.details) == (before.number, replace(before.details, phone=None))
    await form.visitor.taps_data(ChangeStay().pack())
    unchanged = "Nothing was changed: your registration stays as it was."
    assert await form.taps("✖️ Cancel") == form.says(unchanged)
    assert await form.stay() == after
    assert len((await kept(world.db))["stays"]) == 1


async def test_the_form_survives_a_restart_and_a_week(
    settings: Settings, content: Content, clock: MovedClock, texts: Texts
) -> None:
    telegram = PretendTelegram()

    async def lives(act: Callable[[Filling], Awaitable[None]]) -> None:
        session = PretendSession(telegram)
        async with composition.running(settings, session, content, clock) as app:
            telegram.deliver = app.inbox.handle
            world = World(telegram, app, clock)
            await act(Filling(world, world.visitor(), texts))

    async def before(form: Filling) -> None:
        await form.visitor.starts()
        await form.visitor.writes("/menu")
        await form.comes_to(Step.EMPLOYER)

    async def after(form: Filling) -> None:
        await form.writes("ТОО «Ханул»")  # words still answer the question asked a week ago
        assert form.asks(Step.PHONE)

    async def later(form: Filling) -> None:
        await form.taps("📝 Registration")
        await form.taps("▶️ Go on with the form")
        assert form.asks(Step.PHONE)
        for _ in range(3):
            await form.taps("⏭ Skip")
        await form.taps("✅ Register")
        stay = await form.stay()
        assert stay is not None
        assert stay.details is not None
        assert stay.details.employer == "ТОО «Ханул»"

    await lives(before)
    clock.move(timedelta(days=7))
    await lives(after)
    clock.move(timedelta(days=7))
    await lives(later)


async def test_words_after_leaving_are_no_answer(form: Filling) -> None:
    await form.comes_to(Step.EMPLOYER)
    before = await form.draft()
    assert before is not None
    for way_out in ("/sos", form.says("⚙️ Settings"), "/nosuchcommand"):
        await form.writes(way_out)
        await form.writes("Hanul Industries")
        assert await form.draft() == before, way_out
        await form.goes_on()
        assert form.asks(Step.EMPLOYER)
    await form.writes("Hanul Industries")
    assert form.asks(Step.PHONE)


OLD = [
    PickCountries(page=2),
    PickCountry(country="QA"),
    PickCity(country="KR", place=0),
    PickPurpose(purpose=Purpose.STUDY),
    PickDay(day="today"),
    PickDay(day="+3m"),
    AskPhone(),
    ClearCompanions(),
    Skip(step=Step.PHONE),
    Enough(step=Step.COMPANIONS),
    StepBack(step=Step.TRUSTED),
    EditStep(step=Step.CITY),
    Confirm(),
    TakeWords(step=Step.PHONE),
]


async def test_a_button_of_another_question_shows_the_present_one(
    world: World, form: Filling
) -> None:
    await form.comes_to(Step.EMPLOYER)
    before = await form.draft()
    for data in OLD:
        await form.visitor.taps_data(data.pack())
        assert form.asks(Step.EMPLOYER), data
        assert await form.draft() == before, data
    assert "stays" not in await kept(world.db)


async def test_a_skip_of_a_required_question_is_no_way_past_it(form: Filling) -> None:
    await form.comes_to(Step.CITY)
    for data in (Skip(step=Step.CITY), Enough(step=Step.CITY)):
        await form.visitor.taps_data(data.pack())
        assert form.asks(Step.CITY)


FORGED: list[tuple[Step, CallbackData]] = [
    (Step.COUNTRY, PickCountry(country="ZZ")),
    (Step.CITY, PickCity(country="QA", place=0)),
    (Step.CITY, PickCity(country="KR", place=999)),
    (Step.CITY, PickCity(country="KR", place=-7)),
    (Step.CITY, PickCity(country="KR", place=-1)),
    (Step.SINCE, PickDay(day="20260101")),
    (Step.SINCE, PickDay(day="+6m")),
    (Step.UNTIL, PickDay(day="today")),
    (Step.UNTIL, PickDay(day="keep-since")),
    (Step.UNTIL, PickDay(day="keep-until")),
]


async def test_forged_data_answers_nothing(form: Filling) -> None:
    for step, data in FORGED:
        await form.comes_to(step)
        before = await form.draft()
        await form.visitor.taps_data(data.pack())
        assert await form.draft() == before, data


async def test_without_a_form_one_may_start_again(world: World, form: Filling) -> None:
    for data in (*OLD, GoOn(), CancelForm()):
        await form.visitor.taps_data("h")
        assert await form.visitor.taps_data(data.pack()) == form.says(GONE), data
        assert form.says("📝 Start again") in form.visitor.buttons()
    assert set(await kept(world.db)) <= {"receipts"}


async def test_starting_again_goes_through_the_consent(form: Filling) -> None:
    await form.goes_on()
    await form.taps("📝 Start again")
    await form.taps("✅ I agree")
    assert form.asks(Step.COUNTRY)


async def test_a_form_of_another_release_is_dropped(world: World, form: Filling) -> None:
    forms, who = world.app.services["forms"], form.visitor.id
    key = StorageKey(world.app.bot.id, who, who, destiny=DESTINY)
    for answered in (form.goes_on, lambda: form.writes("Hanul")):
        await form.comes_to(Step.EMPLOYER)
        await forms.set_data(key, {KEY: {"v": 0, "country": "KR"}})
        assert await answered() == form.says(GONE)
        assert await forms.get_data(key) == {}
        assert "consents" not in await kept(world.db), "given for a form that is gone"
        await form.taps("📝 Start again")


HOSTILE = ["<b>Hanul</b>", "A&B", "&lt;i&gt;", "</code>", "{name}", "%s Ltd", "الدوحة", "Ханул 🏗"]


async def test_what_is_typed_is_shown_as_typed(form: Filling) -> None:
    for typed in HOSTILE:
        await form.comes_to(Step.CITY)
        assert typed in await form.writes(typed)
        await form.comes_to(Step.COMPANIONS)
        name = f"Айша {typed.replace(';', '')} Ким"  # a semicolon parts two people
        assert name in await form.writes(name), typed
        await form.taps("✅ That is all")
        assert f"Айша {typed} Ким" in await form.writes(f"Айша {typed} Ким +77011234567")
        await form.visitor.taps_data(EditStep(step=Step.EMPLOYER).pack())
        assert typed in await form.writes(typed)


async def test_a_mark_of_direction_does_not_turn_the_screen(form: Filling) -> None:
    for step in (Step.CITY, Step.EMPLOYER, Step.COMPANIONS):
        await form.comes_to(step)
        words = await form.writes("Бу\u202eсанов")
        assert "сан" in words
        assert "\u202e" not in words


async def test_a_flood_of_letters_is_answered(form: Filling) -> None:
    for step in Step:
        await form.comes_to(step)
        for typed in ("ы" * 4096, "🏙ы" * 1300, "&" * 4096, "12 " * 1365):
            await form.writes(typed)
            assert form.asks(step), (step, typed[:3])


async def test_ones_own_number_is_shared(form: Filling) -> None:
    await form.comes_to(Step.PHONE)
    words = await form.taps("📱 Share my number")
    assert words == form.says("Press «📱 Send my number» below, or write a number.")
    assert form.visitor.keyboard()[0] == form.says("📱 Send my number")
    await form.taps("📱 Send my number")
    assert form.asks(Step.COMPANIONS)
    draft = await form.draft()
    assert draft is not None
    assert draft.phone == "+77010000000"
    assert form.visitor.keyboard()[0] == form.says("📄 Rules & agreements")


async def test_the_menu_comes_back_however_the_number_is_answered(form: Filling) -> None:
    menu = form.says("📄 Rules & agreements")
    for way in ("written", "skipped", "left"):
        await form.comes_to(Step.PHONE)
        await form.taps("📱 Share my number")
        assert form.visitor.keyboard()[0] != menu
        if way == "written":
            await form.writes("+82 10-6572-9311")
            assert form.asks(Step.COMPANIONS)
        elif way == "skipped":
            await form.visitor.taps_data(Skip(step=Step.PHONE).pack())
            assert form.asks(Step.COMPANIONS)
        else:
            await form.taps("⬅️ Back to the menu")
        assert form.visitor.keyboard()[0] == menu, way


async def test_the_menu_comes_back_when_the_form_is_cancelled(world: World, form: Filling) -> None:
    await form.comes_to(Step.PHONE)
    await form.taps("📱 Share my number")
    await form.visitor.taps_data(CancelForm().pack())
    assert form.visitor.keyboard()[0] == form.says("📄 Rules & agreements")
    assert "forms" not in await kept(world.db)


async def test_a_form_deleted_leaves_no_trace_of_the_question(world: World, form: Filling) -> None:
    """What is kept of no form is not called an unfinished one under «My data»."""
    await form.comes_to(Step.PHONE)
    await form.taps("📱 Share my number")
    await form.visitor.taps_data(DropDraft().pack())
    assert form.visitor.keyboard()[0] == form.says("📄 Rules & agreements")
    assert not {"forms", "consents"} & set(await kept(world.db))


async def test_the_menu_is_not_told_of_twice(form: Filling) -> None:
    await form.comes_to(Step.PHONE)
    await form.taps("📱 Share my number")
    await form.writes("+82 10-6572-9311")
    again = form.says("The menu is below again.")
    assert [seen.text for seen in form.visitor.sees()].count(again) == 1
    await form.taps("⏭ Skip")
    await form.writes("Гүлнар 87011234567")
    assert [seen.text for seen in form.visitor.sees()].count(again) == 1


async def test_the_number_of_somebody_else_is_not_ones_own(form: Filling) -> None:
    await form.comes_to(Step.PHONE)
    for card in ({"user_id": 5}, {"first_name": "Ерлан"}):
        words = await form.visitor.sends({"contact": {"phone_number": "+77015556677"} | card})
        assert words.startswith(
            form.says("This is somebody else's card. Please write or share your own number.")
        )
        assert form.asks(Step.PHONE)
    draft = await form.draft()
    assert draft is not None
    assert draft.phone is None


async def test_the_card_of_a_trusted_person(form: Filling) -> None:
    await form.comes_to(Step.TRUSTED)
    words = await form.visitor.shares_contact("+77015556677")
    assert words.startswith(
        form.says("This is your own card. Please name somebody who is at home.")
    )
    theirs = {"phone_number": "77015556677", "first_name": "<i>Ерлан", "last_name": "Ж."}
    await form.visitor.sends({"contact": theirs})
    assert form.asks(None)
    draft = await form.draft()
    assert draft is not None
    assert draft.trusted == Trusted("<i>Ерлан Ж.", "+77015556677")


NO_WORDS: list[dict[str, object]] = [
    {"photo": b"x"},
    {"photo": b"x", "caption": "Hanul"},
    {"document": {"file_name": "a.pdf", "data": b"x"}},
    {"contact": {"phone_number": "+77015556677"}},
    {"dice": {"emoji": "🎲", "value": 1}},
]


async def test_what_is_not_words_is_asked_for_in_words(form: Filling) -> None:
    await form.comes_to(Step.EMPLOYER)
    for sent in NO_WORDS:
        words = await form.visitor.sends(sent)
        assert words.startswith(form.says("Please answer in words, or press a button.")), sent
        assert form.asks(Step.EMPLOYER)


DANGER = "Are you in danger? Then the form can wait."
ALARMS = ["полиция ұстап алды", "помогите меня бьют", "help me please"]


async def test_danger_is_no_answer(form: Filling) -> None:
    for step in (Step.CITY, Step.EMPLOYER, Step.COMPANIONS, None):
        await form.comes_to(step)
        before = await form.draft()
        for words in ALARMS:
            assert (await form.writes(words)).startswith(form.says(DANGER)), (step, words)
            assert await form.draft() == before
        await form.taps("▶️ Go on with the form")
        assert form.asks(step)


async def test_the_search_remembers_nothing_of_the_form(world: World, form: Filling) -> None:
    asking = world.app.services["asking"]
    await form.comes_to(Step.EMPLOYER)
    await form.writes("Hanul Industries Ltd")
    await form.comes_to(Step.COMPANIONS)
    await form.writes(ALARMS[0])
    assert form.says(DANGER) in form.visitor.text
    assert list(asking._found) == []
    await form.writes("/sos")
    await form.writes(ALARMS[0])
    assert [words for words, _country in asking._found] == [ALARMS[0]], "a question is one"


async def test_from_danger_to_the_numbers_is_one_press(form: Filling) -> None:
    await form.comes_to(Step.EMPLOYER)
    await form.writes(ALARMS[0])
    await form.taps("🆘 Emergency")
    assert "119" in form.visitor.text


async def test_a_farm_that_sounds_like_danger_is_an_answer_all_the_same(form: Filling) -> None:
    await form.comes_to(Step.EMPLOYER)
    assert (await form.writes("help me farm")).startswith(form.says(DANGER))
    await form.taps("✏️ It is my answer")
    assert form.asks(Step.PHONE)
    draft = await form.draft()
    assert draft is not None
    assert draft.employer == "help me farm"


async def test_one_word_is_a_name_and_no_alarm(form: Filling) -> None:
    await form.comes_to(Step.EMPLOYER)
    await form.writes("Полиция")
    assert form.asks(Step.PHONE)


async def test_forgetting_everything_ends_the_form(world: World, form: Filling) -> None:
    await form.comes_to(Step.PHONE)
    await form.taps("📱 Share my number")
    await form.visitor.taps_data("sfy")
    assert await tables_naming(world.db, form.visitor.id) == set()
    assert await form.goes_on() == form.says(GONE)


async def test_two_people_fill_their_own_forms(world: World, texts: Texts) -> None:
    one = await filling(world, texts, Locale.KK)
    other = await filling(world, texts, Locale.RU)
    await one.comes_to(Step.EMPLOYER)
    await other.comes_to(Step.SINCE)
    await one.writes("Hanul")
    await other.writes("01.06.2026")
    assert one.asks(Step.PHONE)
    assert other.asks(Step.UNTIL)
    drafts = await one.draft(), await other.draft()
    assert drafts[0] is not None
    assert drafts[1] is not None
    assert (drafts[0].since, drafts[1].since) == (date(2026, 5, 12), date(2026, 6, 1))

"""What people type into each question of the form, read with the words of the content."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.calendar import load_calendar
from bot.content.countries import load_countries
from bot.content.lexicon import load_lexicon
from core.search.folding import Folding
from core.stays.answers import EMPLOYER_LENGTH, NAME_LENGTH, Known, Problem, answer, contact, day
from core.stays.countries import by_name
from core.stays.draft import COMPANIONS_AT_MOST, Draft, Step
from core.stays.saved import from_json, to_json
from core.stays.stay import Companion, Trusted

CONTENT = Path(__file__).parents[2] / "content"
LEXICON = load_lexicon(CONTENT)
FOLDING = Folding(LEXICON.alphabet)
TODAY = date(2026, 11, 23)
NAMES = [("Қазақстан", "KZ"), ("Ұлыбритания", "GB"), ("Ресей", "RU"), ("Russia", "RU")]
NAMES += [("Оңтүстік Корея", "KR"), ("Корея", "KR"), ("South Korea", "KR"), ("Россия", "RU")]
KNOWN = Known(
    asked_on=TODAY,
    words=load_calendar(CONTENT),
    cities=load_countries(CONTENT)["KR"].cities,
    countries_by_name=by_name(NAMES, FOLDING),
    folding=FOLDING,
    nicknames={"Busan": ("порт",)},
)
KR = Draft("ABCDEFGHJK", "2026-11").in_country("KR")
KZ_PHONE, KR_PHONE = "+77011234567", "+821023456789"
P = Problem


def at(step: Step | None) -> Draft:
    """A form in Korea that has come to this question."""
    order = list(Step)
    passed = order if step is None else order[: order.index(step)]
    return replace(KR, passed=frozenset(passed))


def told(step: Step, text: str, draft: Draft | None = None) -> object:
    """What the answer left in the draft, or the slip."""
    before = draft or at(step)
    after = answer(before, text, KNOWN)
    if isinstance(after, Problem):
        return after
    others = set(to_json(before)) - {step.value, "passed"}
    assert {name: to_json(after)[name] for name in others} == {
        name: to_json(before)[name] for name in others
    }
    return getattr(after, step.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Корея", "KR"), ("корея", "KR"), ("в Корее", "KR"), ("Кореяда", "KR")),
        *(("Ұлыбритания", "GB"), ("улыбритания", "GB"), ("RUSSIA", "RU"), ("Росия", "RU")),
        *(("Қазақстан", "KZ"), ("", P), ("🙂", P), ("Атлантида", P), ("не знаю", P), ("12", P)),
    ],
)
def test_a_country_is_known_by_any_of_its_names(text: str, code: str | type[Problem]) -> None:
    found = answer(Draft("ABCDEFGHJK", "2026-11"), text, KNOWN)
    if isinstance(code, str):
        assert isinstance(found, Draft)
        assert (found.country, found.step) == (code, Step.CITY)
    else:
        assert found is Problem.UNKNOWN_COUNTRY


@pytest.mark.parametrize(
    ("text", "city"),
    [
        *(("Пусан", "busan"), ("busan", "busan"), ("порт", "busan"), ("  СЕУЛ\n", "seoul")),
        *(
            ("Хвасон", "Хвасон"),
            ("서울", "서울"),
            ("Ко\u202eло", "Ко ло"),
            ("<b>X</b>", "<b>X</b>"),
        ),
        *(("", P.EMPTY), ("12345", P.EMPTY), ("🙂", P.EMPTY), ("ы" * 81, P.TOO_LONG)),
    ],
)
def test_a_city_is_the_lists_or_ones_own(text: str, city: object) -> None:
    assert told(Step.CITY, text) == city


def test_a_city_like_one_of_the_list_is_asked_about_once() -> None:
    waiting = answer(at(Step.CITY), "Инчон ", KNOWN)
    assert isinstance(waiting, Draft)
    assert (waiting.step, waiting.typed, waiting.city) == (Step.CITY, "Инчон", None)
    insisted = answer(waiting, "Инчон", KNOWN)
    assert isinstance(insisted, Draft)
    assert (insisted.step, insisted.typed, insisted.city) == (Step.PURPOSE, None, "Инчон")


def test_a_purpose_is_chosen_not_typed() -> None:
    assert answer(at(Step.PURPOSE), "жұмыс", KNOWN) is Problem.CHOOSE_BUTTON


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("12 мамыр", date(2026, 5, 12)),
        ("вчера", date(2026, 11, 22)),
        ("3 ай", date(2026, 8, 23)),
        ("today", TODAY),
        ("23.11.2027", date(2027, 11, 23)),
        ("24.11.2027", P.DAY_IN_FUTURE),
        ("23.11.1966", date(1966, 11, 23)),
        ("22.11.1966", P.DAY_TOO_LONG_AGO),
        ("давно", P.NOT_UNDERSTOOD_DAY),
        ("", P.NOT_UNDERSTOOD_DAY),
    ],
)
def test_a_beginning_lies_within_reason(text: str, since: object) -> None:
    assert told(Step.SINCE, text) == since


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("12 мамыр", date(2027, 5, 12)),
        ("жарты жыл", date(2027, 5, 23)),
        ("ертең", date(2026, 11, 24)),
        ("сегодня", P.END_IN_PAST),
        ("23.11", P.END_IN_PAST),
        ("12.05.2026", P.END_IN_PAST),
        ("23.11.2036", date(2036, 11, 23)),
        ("24.11.2036", P.END_TOO_FAR),
        ("12", P.NOT_UNDERSTOOD_DAY),
    ],
)
def test_an_end_is_ahead_of_today(text: str, until: object) -> None:
    assert told(Step.UNTIL, text) == until


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("6 months", date(2027, 9, 1)),
        ("01.03.2027", P.END_IN_PAST),
        ("2 наурыз", date(2027, 3, 2)),
        ("1 наурыз", P.END_IN_PAST),
        ("ертең", P.END_IN_PAST),
    ],
)
def test_an_end_is_behind_a_beginning_still_ahead(text: str, until: object) -> None:
    leaving = replace(at(Step.UNTIL), since=date(2027, 3, 1))
    assert told(Step.UNTIL, text, leaving) == until


def test_a_day_from_a_button_is_judged_as_a_typed_one() -> None:
    since, until = at(Step.SINCE), at(Step.UNTIL)
    assert day(since, TODAY, TODAY) == since.from_day(TODAY)
    assert day(until, date(2027, 5, 12), TODAY) == until.until_day(date(2027, 5, 12))
    assert day(until, TODAY, TODAY) is Problem.END_IN_PAST
    assert day(at(Step.CITY), TODAY, TODAY) == at(Step.CITY)
    assert day(at(None), TODAY, TODAY) == at(None)


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("  Daewoo \n Shipyard ", "Daewoo Shipyard"),
        ("E-9", "E-9"),
        ("ы" * EMPLOYER_LENGTH, "ы" * EMPLOYER_LENGTH),
        ("ы" * (EMPLOYER_LENGTH + 1), P.TOO_LONG),
        ("ы" * 4096, P.TOO_LONG),
        ("404", P.EMPTY),
        ("\u202e", P.EMPTY),
    ],
)
def test_an_employer_is_one_line(text: str, employer: object) -> None:
    assert told(Step.EMPLOYER, text) == employer


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("010-2345-6789", KR_PHONE),
        ("8 701 123 45 67", KZ_PHONE),
        ("+7 701 123 45 67", KZ_PHONE),
        ("112", P.NO_PHONE),
        ("жоқ", P.NO_PHONE),
    ],
)
def test_ones_own_number_may_be_of_either_country(text: str, phone: object) -> None:
    assert told(Step.PHONE, text) == phone


@pytest.mark.parametrize(
    ("text", "trusted"),
    [
        ("Апам Гүлнар 8 701 123 45 67", Trusted("Апам Гүлнар", KZ_PHONE)),
        ("brother 010-2345-6789", Trusted("brother", KR_PHONE)),
        ("8 701 123 45 67", P.NO_NAME_AND_PHONE),
        ("Гүлнар", P.NO_NAME_AND_PHONE),
        ("ы" * (NAME_LENGTH + 1) + " 87011234567", P.TOO_LONG),
    ],
)
def test_the_trusted_person_has_a_name_and_a_number(text: str, trusted: object) -> None:
    assert told(Step.TRUSTED, text) == trusted


def test_a_card_is_a_number_or_a_person() -> None:
    phone, trusted, city = at(Step.PHONE), at(Step.TRUSTED), at(Step.CITY)
    assert contact(phone, "Айгүл", "77011234567", KNOWN) == phone.reached_at(KZ_PHONE)
    assert contact(phone, "Айгүл", "+88801234567", KNOWN) is Problem.NO_PHONE
    assert contact(trusted, " Гүл\nнар ", "77011234567", KNOWN) == trusted.trusting(
        Trusted("Гүл нар", KZ_PHONE)
    )
    assert contact(trusted, "🙂", "77011234567", KNOWN) is Problem.NO_NAME_AND_PHONE
    assert contact(trusted, "Гүлнар", "", KNOWN) is Problem.NO_NAME_AND_PHONE
    assert contact(trusted, "ы" * 99, "77011234567", KNOWN) is Problem.TOO_LONG
    assert contact(city, "Гүлнар", "77011234567", KNOWN) == city


AISHA, NURLAN = Companion("Айша", 2015), Companion("Нұрлан", 1990)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Айша 2015", (AISHA,)),
        ("Айша", (Companion("Айша"),)),
        ("Нұрлан, 1990 ж.", (NURLAN,)),
        ("Sara (b. 2020)", (Companion("Sara", 2020),)),
        ("Айша 2015\nНұрлан 1990", (AISHA, NURLAN)),
        ("1. Айша 2015 ж.т.\n\n2) Нұрлан 1990 г.р.\n- Сара", (AISHA, NURLAN, Companion("Сара"))),
        ("Айша; Нұрлан 1990", (Companion("Айша"), NURLAN)),
        ("Айша 2015, Нұрлан 1990", (AISHA, NURLAN)),
        ("Айша (2015 ж.), Нұрлан (1990 ж.)", (AISHA, NURLAN)),
        ("Айша, 2015, Нұрлан, 1990", (AISHA, NURLAN)),
        ("Айша, Нұрлан 1990", (Companion("Айша"), Companion("Нұрлан", 1990))),
        ("Айсұлу 2015, Нұрсұлтан", (Companion("Айсұлу", 2015), Companion("Нұрсұлтан"))),
        ("2015 Айша", (AISHA,)),
        ("Айша 12.05.2015", (AISHA,)),
        ("Айша 2015-05-12", (AISHA,)),
        ("жұбайым Г. Иванова, 1995 жылы туған", (Companion("жұбайым Г. Иванова", 1995),)),
        ("Сара 2026", (Companion("Сара", 2026),)),
        ("Сара 1900", (Companion("Сара", 1900),)),
        *(("Сара 2027", P.BORN_WRONG), ("Сара 1899", P.BORN_WRONG), ("Айша 15", P.BORN_WRONG)),
        *(("Айша 2015 2016", P.BORN_WRONG), ("Айша 2015\nСара 3000", P.BORN_WRONG)),
        *(("", P.NO_COMPANION), ("- - -", P.NO_COMPANION), ("2015", P.NO_COMPANION)),
        *(("🙂", P.NO_COMPANION), ("ы" * (NAME_LENGTH + 1), P.TOO_LONG)),
        ("\n".join(["Айша 2015"] * COMPANIONS_AT_MOST), (AISHA,) * COMPANIONS_AT_MOST),
        ("\n".join(["Айша 2015"] * (COMPANIONS_AT_MOST + 1)), P.TOO_MANY),
    ],
)
def test_companions_are_listed_as_people_list_them(text: str, found: object) -> None:
    assert told(Step.COMPANIONS, text) == found


def test_companions_add_up_to_ten() -> None:
    nine = at(Step.COMPANIONS).with_companions((AISHA,) * 9)
    ten = answer(nine, "Нұрлан 1990", KNOWN)
    assert isinstance(ten, Draft)
    assert (len(ten.companions), ten.step) == (10, Step.COMPANIONS)
    assert answer(nine, "Нұрлан 1990; Сара", KNOWN) is Problem.TOO_MANY
    assert answer(ten, "Сара", KNOWN) is Problem.TOO_MANY


def test_at_the_check_words_change_nothing() -> None:
    assert answer(at(None), "12 мамыр", KNOWN) == at(None)
    assert answer(at(None), "ы" * 4096, KNOWN) == at(None)


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.CITY])
def test_a_question_opened_from_the_check_is_answered_in_its_place(step: Step) -> None:
    opened = at(None).edit(step)
    texts = {
        Step.COUNTRY: "Корея", Step.SINCE: "12 мамыр", Step.UNTIL: "12 мамыр",
        Step.EMPLOYER: "Daewoo", Step.PHONE: "87011234567", Step.COMPANIONS: "Айша",
        Step.TRUSTED: "Гүлнар 87011234567",
    }  # fmt: skip
    if step not in texts:
        assert answer(opened, "жұмыс", KNOWN) is Problem.CHOOSE_BUTTON
        return
    found = answer(opened, texts[step], KNOWN)
    assert isinstance(found, Draft)
    assert found.step is (step if step is Step.COMPANIONS else None)


TYPED = st.text(max_size=300) | st.lists(
    st.sampled_from(
        ["Айша", "2015", "12.05.2027", "87011234567", "Пусан", ",", ";", "\n", "-", "1."]
    )
).map(" ".join)


@given(st.sampled_from(Step), TYPED)
def test_any_text_is_an_answer_or_a_slip(step: Step, text: str) -> None:
    found = answer(at(step), text, KNOWN)
    if isinstance(found, Problem):
        return
    assert from_json(to_json(found)) == found
    trusted = [found.trusted.name] if found.trusted else []
    for name in (found.employer, found.city, found.typed, *trusted, *_names(found)):
        assert name is None or name == " ".join(name.split())
        assert name is None or (name.isprintable() and any(map(str.isalpha, name)))


def _names(draft: Draft) -> list[str]:
    return [one.name for one in draft.companions]

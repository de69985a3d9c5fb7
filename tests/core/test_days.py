"""Days as people type them, with the words of the content. The day of the test is a Monday."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.calendar import load_calendar
from core.people.day_pieces import FIRST_YEAR, LAST_YEAR
from core.people.days import LONGEST, Toward, months_after, read_day

WORDS = load_calendar(Path(__file__).parents[2] / "content")
TODAY = date(2026, 11, 23)
MAY = date(2027, 5, 12)
LAST_MAY = date(2026, 5, 12)
SPOKEN = sorted({*WORDS.words, *WORDS.beginnings})
PIECES = st.sampled_from([*SPOKEN, *" .,-/:", "12", "05", "5", "27", "2027", "999", "31"])
TYPED = st.text(max_size=LONGEST + 9) | st.lists(PIECES, max_size=9).map(" ".join)
ANY_DAY = st.dates(date(1970, 1, 1), date(2100, 1, 1))


def ahead(text: str, today: date = TODAY) -> date | None:
    return read_day(text, WORDS, today, Toward.FUTURE)


def ago(text: str, today: date = TODAY) -> date | None:
    return read_day(text, WORDS, today, Toward.PAST)


@pytest.mark.parametrize(
    "text",
    [
        *("12.05.2027", "12/05/27", "12-05-2027", "2027-05-12", "12052027", "20270512"),
        *(
            "12. 05. 2027",
            "12,05,2027",
            "12 05 2027",
            "2027 05 12",
            "12.5.2027",
            "«12.05.2027».\n",
        ),
        *("12 мая 2027 г.", "12 Мая 2027 года", "до 12 мая 2027", "12-го мая 2027", "12мая2027г"),
        *("12 мая 27", "27 жылғы 12 мамыр", "12/мая/2027", "12 мая месяца 2027", "12 maya 2027"),
        *("12 мамыр 2027", "2027 жылғы 12 мамыр", "2027 ж. 12 мамыр", "2027 ЖЫЛҒЫ 12 МАМЫРДА"),
        *("2027 жылдың мамыр айының 12-сіне дейін", "12-мамыр-2027", "2027 жылгы 12 мамир"),
        *("May 12, 2027", "12th of May 2027", "until May 12 2027", "12-May-2027", "12 may 2027"),
        *("сәрсенбі, 12.05.2027 ж.", "среда 12.05.2027г.", "Wednesday, 12 May 2027"),
    ],
)
def test_a_day_with_its_year_is_the_same_from_both_sides(text: str) -> None:
    assert (ahead(text), ago(text)) == (MAY, MAY)


@pytest.mark.parametrize(
    "text",
    [
        *("12.05", "12/05", "12.05.", "12 мая", "ДО 12 МАЯ", "с 12 мая", "12-го мая", "мая 12"),
        *("12 мамыр", "12 мамырда", "12 мамырға дейін", "12-ші мамыр", "мамырдың 12-сі"),
        *("мамыр айының 12-сінен бастап", "12 мам.", "12 мамр", "мамырдың 12-сі күні"),
        *("12th of May", "May 12", "on May 12th", "the 12th of may", "in May 12"),
    ],
)
def test_a_day_without_its_year_is_the_next_or_the_last(text: str) -> None:
    assert (ahead(text), ago(text)) == (MAY, LAST_MAY)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("12 қаңтар", 1), ("12 кантар", 1), ("12 янв", 1), ("12 January", 1), ("12 қаң.", 1)),
        *(("12 ақпан", 2), ("12 акпан", 2), ("12 февраля", 2), ("12 feb", 2)),
        *(("12 наурыз", 3), ("12 науруз", 3), ("12 марта", 3), ("12 мар", 3), ("12 march", 3)),
        *(("12 сәуір", 4), ("12 сауир", 4), ("12 сәуірге", 4), ("12 апреля", 4), ("12 apr", 4)),
        *(("12 мамырдан", 5), ("12 май", 5), ("12 may", 5)),
        *(("12 маусым", 6), ("12 мау.", 6), ("12 июня", 6), ("12 june", 6)),
        *(("12 шілде", 7), ("12 шилде", 7), ("12 июля", 7), ("12 july", 7)),
        *(("12 тамыз", 8), ("12 тамыздан", 8), ("12 августа", 8), ("12 aug", 8)),
        *(("12 қыркүйек", 9), ("12 кыркуйек", 9), ("12 сентебря", 9), ("12 sept", 9)),
        *(("12 қазан", 10), ("12 казан", 10), ("12 октебря", 10), ("12 oct", 10)),
        *(("12 қараша", 11), ("12 караша", 11), ("12 ноября", 11), ("12 nov", 11)),
        *(("12 желтоқсан", 12), ("12 желтоксан", 12), ("12 дек", 12), ("12 dec", 12)),
    ],
)
def test_months_are_known_by_their_beginnings(text: str, month: int) -> None:
    found = ahead(text)
    assert found is not None
    assert (found.day, found.month) == (12, month)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "мамыр 2027",
            "2027 жылғы мамыр",
            "май 2027",
            "в мае 2027 года",
            "May 2027",
            "in May 2027",
        ),
        *("05.2027", "05/2027", "2027 жылдың мамыр айында", "до мая 2027 г."),
    ],
)
def test_a_month_ends_on_its_last_day_and_begins_on_its_first(text: str) -> None:
    assert (ahead(text), ago(text)) == (date(2027, 5, 31), date(2027, 5, 1))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(("сегодня", 0), ("бүгін", 0), ("бугин", 0), ("today", 0), ("бүгіннен бастап", 0)),
        *(("с сегодняшнего дня", 0), ("завтра", 1), ("ертең", 1), ("ЕРТЕҢГЕ дейін", 1)),
        *(("tomorrow", 1), ("послезавтра", 2), ("бүрсігүні", 2)),
        *(("вчера", -1), ("кеше", -1), ("yesterday", -1), ("позавчера", -2)),
        *(("через неделю", 7), ("2 аптадан кейін", 14), ("in 90 days", 90), ("3 күннен соң", 3)),
        *(("неделю назад", -7), ("2 апта бұрын", -14), ("90 days ago", -90), ("3 күн бұрын", -3)),
    ],
)
def test_some_words_are_counted_from_today_whatever_is_asked(text: str, days: int) -> None:
    assert ahead(text) == ago(text) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *(("6 months", 6), ("6 ай", 6), ("шесть месяцев", 6), ("алты айға", 6), ("6мес", 6)),
        *(("полгода", 6), ("пол года", 6), ("жарты жыл", 6), ("half a year", 6), ("пол-года", 6)),
        *(("на 3 месяца", 3), ("3 айға", 3), ("үш ай", 3), ("месяц", 1), ("бір ай", 1)),
        *(("год", 12), ("бір жыл", 12), ("a year", 12), ("1 жылға", 12), ("на год", 12)),
        *(("полтора года", 18), ("бір жарым жыл", 18), ("a year and a half", 18)),
        *(("год с половиной", 18), ("екі жарым жыл", 30), ("2 years and a half", 30)),
        *(("год и 6 месяцев", 18), ("1 жыл 6 ай", 18), ("5 лет", 60), ("5 жыл", 60)),
    ],
)
def test_a_stretch_lies_on_the_side_that_is_asked_for(text: str, months: int) -> None:
    assert ahead(text) == months_after(TODAY, months)
    assert ago(text) == months_after(TODAY, -months)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *(("через 6 месяцев", 6), ("6 айдан кейін", 6), ("in 6 months", 6), ("через полгода", 6)),
        *(("жарты жылдан соң", 6), ("6 months from now", 6), ("a year later", 12)),
        *(
            ("6 месяцев назад", -6),
            ("6 ай бұрын", -6),
            ("half a year ago", -6),
            ("a year ago", -12),
        ),
    ],
)
def test_ahead_and_ago_are_believed_against_what_is_asked(text: str, months: int) -> None:
    assert ahead(text) == ago(text) == months_after(TODAY, months)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("до конца мая", date(2027, 5, 31)),
        ("мамырдың аяғына дейін", date(2027, 5, 31)),
        ("end of May 2028", date(2028, 5, 31)),
        ("2028 жылғы мамырдың соңы", date(2028, 5, 31)),
        ("начало мая", date(2027, 5, 1)),
        ("2028 мамыр айының басы", date(2028, 5, 1)),
        ("конец ноября", date(2026, 11, 30)),
        ("до конца года", date(2026, 12, 31)),
        ("жылдың соңына дейін", date(2026, 12, 31)),
        ("2028 жылдың соңы", date(2028, 12, 31)),
        ("the end of 2028", date(2028, 12, 31)),
        ("beginning of the year", date(2026, 1, 1)),
        ("до конца месяца", date(2026, 11, 30)),
        ("айдың соңына дейін", date(2026, 11, 30)),
    ],
)
def test_ends_and_beginnings_are_days_too(text: str, found: date) -> None:
    assert ahead(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "?",
            "🙂",
            "12",
            "2027",
            "27",
            "май",
            "мамырда",
            "с мая",
            "120527",
            "6",
            "123456789",
        ),
        *("05/13/27", "31.02", "31.02.2027", "29.02.2027", "00.05.2027", "12.00.2027", "12.13"),
        *("32 мая", "0 мая", "12.05.1899", "12.05.2200", "12.05.0027", "2027-13-01", "13.2027"),
        *("32132027", "20271301", "99999999", "0005", "12.05.202", "12.05.20270", "1.2.3.4"),
        *("12-15 мая", "12.05 - 15.05", "12.05.27-15.06.27", "с 12 мая до 15 июня", "12, 15 мая"),
        *("от 12.05.2020 до 12.05.2030", "май июнь", "10,11,12", "5-6 месяцев"),
        *("1,5 года", "1.5 года", "1.5 месяца", "2.5 г", "10.000 дней", "-5 дней", "за −5 дней"),
        *("12:05", "14:00", "12.05.2027 14:00", "не 12 мая", "12 мая у меня рейс", "после 12 мая"),
        *("12 мамырдан кейін", "after 12 May", "through May", "через 6 месяцев назад", "12 там"),
        *(
            "не знаю",
            "білмеймін",
            "I do not know",
            "лето 2027",
            "жазда",
            "999 лет",
            "999 year ago",
        ),
        *("99 лет " * 3, "x" * 5000, "12.05.2027" + " " * 80 + "!", "жыл ай", "полгода год"),
    ],
)
def test_what_is_not_clear_is_not_read(text: str) -> None:
    assert ahead(text) is None
    assert ago(text) is None


def test_today_is_both_the_next_and_the_last() -> None:
    assert ahead("23.11") == ago("23 қараша") == TODAY


def test_a_leap_day_is_looked_for_as_far_as_it_lies() -> None:
    assert (ahead("29.02"), ago("29 ақпан")) == (date(2028, 2, 29), date(2024, 2, 29))
    assert ahead("29.02", date(2096, 3, 1)) == date(2104, 2, 29)
    assert ago("29.02", date(2104, 2, 28)) == date(2096, 2, 29)


@pytest.mark.parametrize(
    ("text", "future", "past"),
    [
        ("12.05.36", 2036, 2036),
        ("12.05.37", 2037, 1937),
        ("12.05.98", 2098, 1998),
        ("12 мая 98", 2098, 1998),
        ("98 жылғы 12 мамыр", 2098, 1998),
        ("12.05.05", 2005, 2005),
    ],
)
def test_a_year_in_two_figures_is_near(text: str, future: int, past: int) -> None:
    assert (ahead(text), ago(text)) == (date(future, 5, 12), date(past, 5, 12))


def test_the_future_may_be_counted_from_another_day() -> None:
    start = date(2027, 3, 1)

    def found(text: str) -> date | None:
        return read_day(text, WORDS, TODAY, Toward.FUTURE, start)

    assert found("6 ай") == date(2027, 9, 1)
    assert found("полтора года") == date(2028, 9, 1)
    assert found("1 қаңтар") == date(2028, 1, 1)
    assert found("через 6 месяцев") == months_after(TODAY, 6)
    assert found("ертең") == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@given(TYPED, ANY_DAY, st.sampled_from(Toward))
def test_any_text_is_a_sane_day_or_none(text: str, today: date, toward: Toward) -> None:
    found = read_day(text, WORDS, today, toward)
    assert found is None or FIRST_YEAR <= found.year <= LAST_YEAR


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)), ANY_DAY, st.sampled_from(Toward))
def test_a_day_in_figures_is_itself(day: date, today: date, toward: Toward) -> None:
    for how in ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d%m%Y", "%Y%m%d", "%d %m %Y"):
        assert read_day(day.strftime(how), WORDS, today, toward) == day


@given(ANY_DAY, ANY_DAY)
def test_without_its_year_a_day_is_never_on_the_wrong_side(day: date, today: date) -> None:
    written = day.strftime("%d.%m")
    after, before = ahead(written, today), ago(written, today)
    assert after is not None
    assert before is not None
    assert before <= today <= after
    assert {(one.day, one.month) for one in (after, before)} == {(day.day, day.month)}
    assert (after - before).days <= 2922  # eight years, for the 29th of February around 2100


@given(st.sampled_from(SPOKEN), st.booleans())
def test_a_word_reads_the_same_in_any_case(word: str, upper: bool) -> None:  # noqa: FBT001
    assert ahead(f"12 {word.upper() if upper else word.title()}") == ahead(f"12 {word}")

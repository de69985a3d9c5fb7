import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.knowledge.numbers import numbers


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("1000 won", "1 000 вон", "1,000 won", "1\u00a0000 вон", "1\u202f000", "1.000"),
            {"1000"},
        ),
        (("1,000,000", "1 000 000", "1000000"), {"1000000"}),
        (("10,030.50", "10 030,50", "10030.50"), {"10030.50"}),
        (("1.5 million", "1,5 млн"), {"1.5"}),
        (("0.25 %", "0,25 %"), {"0.25"}),
        (("14 June 2016", "14.06.2016", "2016-06-14", "2016 жылғы 14 маусым"), {"14", "2016"}),
        (("9 October 2014", "09.10.2014", "09/10/2014"), {"9", "2014"}),
        (("June 2016", "06.2016"), {"2016"}),
        (("19th", "19-го", "19-ға", "19"), {"19"}),
        (("90-day", "90-дневный", "90 күндік"), {"90"}),
        (("from 126 to 157 thousand", "126-157 тысяч", "126–157 мың"), {"126", "157"}),
        (("09:00", "9:00"), {"9", "0"}),
        (("+7 727 258-24-35", "+7 (727) 258 24 35", "+77272582435"), {"+77272582435"}),
        (("in 2016 300 people", "300 people in 2016"), {"300", "2016"}),
        (("170, 172", "170 and 172"), {"170", "172"}),
        (("No. 478-V", "№ 478-V"), {"478"}),
        (("see https://a.kz/2/rus?3 5", "5"), {"5"}),
        (("٣ days", "3 days"), {"3"}),
        (("m²", "", "none"), set()),
        (("E-9", "Е-9"), {"9"}),
    ],
)
def test_the_same_number_is_the_same(texts: tuple[str, ...], expected: set[str]) -> None:
    assert [numbers(text) for text in texts] == [expected] * len(texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [("15", "1.5"), ("30", "60"), ("1000", "100"), ("14.06.2016", "15.06.2016"), ("2 000", "2")],
)
def test_another_number_is_another(one: str, other: str) -> None:
    assert numbers(one) != numbers(other)


@given(st.integers(0, 10**12))
def test_grouping_changes_nothing(number: int) -> None:
    forms = {f"{number:,}", f"{number}", f"{number:,}".replace(",", "\u00a0")}
    assert {numbers(form) for form in forms} == {frozenset({str(number)})}


@given(st.text())
def test_any_text_has_numbers_of_digits_only(text: str) -> None:
    assert all(set(number) <= set("0123456789.+") for number in numbers(text))

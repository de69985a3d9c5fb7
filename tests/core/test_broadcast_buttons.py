"""Buttons as an operator types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.broadcasts.buttons import LABEL, SHOWN, read_buttons, safe_address
from core.broadcasts.message import BUTTONS, Action, Link
from core.broadcasts.slips import Fault, Wrong


def known(article: str) -> bool:
    return article == "kz/exit-ban"


def test_each_line_is_a_button() -> None:
    typed = """
    Жедел көмек - emergency
    Консульства \u2014 Consulates
    Тіркелу \u2013 registration
    Exit ban - article kz/exit-ban

    Шығу - тыйым - https://www.gov.kz/a-b?x=1&y=2#z
    Порт - https://мид.қаз:8443/x
    """
    assert read_buttons(typed, known) == (
        Link("Жедел көмек", action=Action.EMERGENCY),
        Link("Консульства", action=Action.CONSULATES),
        Link("Тіркелу", action=Action.REGISTRATION),
        Link("Exit ban", "kz/exit-ban", Action.ARTICLE),
        Link("Шығу - тыйым", "https://www.gov.kz/a-b?x=1&y=2#z"),
        Link("Порт", "https://мид.қаз:8443/x"),
    )


def test_a_dash_alone_is_no_buttons() -> None:
    assert read_buttons("\n - \n", known) == ()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("https://gov.kz", Wrong.FORM),
        ("Ресми-https://gov.kz", Wrong.FORM),
        (" - https://gov.kz", Wrong.FORM),
        ("Ресми -", Wrong.FORM),
        ("x" * (LABEL + 1) + " - emergency", Wrong.LABEL_LONG),
        ("{country} - emergency", Wrong.LABEL_FIELD),
        ("{0} - emergency", Wrong.LABEL_FIELD),
        ("Заң - article kz/none", Wrong.ARTICLE),
        ("Заң - article kz/" + "x" * 60, Wrong.ARTICLE),
        ("Заң - article", Wrong.ADDRESS),
        ("Заң - sos", Wrong.ADDRESS),
        ("Заң - http://gov.kz", Wrong.ADDRESS),
        ("Заң - javascript:alert(1)", Wrong.ADDRESS),
        ("Заң - tg://user?id=1", Wrong.ADDRESS),
        ("Заң - data:text/html,x", Wrong.ADDRESS),
    ],
)
def test_what_is_no_button_is_told_with_its_line(line: str, wrong: Wrong) -> None:
    typed = f"Көмек - emergency\n\n{line}"
    assert read_buttons(typed, known) == [Fault(3, wrong, line.strip()[:SHOWN])]


@pytest.mark.parametrize("typed", ["", "  \n \u200b\n"])
def test_nothing_is_no_answer(typed: str) -> None:
    assert read_buttons(typed, known) == [Fault(1, Wrong.FORM, "")]


def test_the_first_button_too_many_is_told() -> None:
    lines = [f"{number} - emergency" for number in range(BUTTONS + 3)]
    assert read_buttons("\n".join(lines), known) == [Fault(7, Wrong.MANY, "6 - emergency")]
    assert len(read_buttons("\n".join(lines[:BUTTONS]), known)) == BUTTONS


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://",
            "https://gov",
            "https://gov.",
            "https://.kz",
            "https://1.2.3.4/",
            "//gov.kz",
        ),
        *("https://gov.kz@evil.com", "https://a:b@gov.kz", "https://gov.kz\\@evil.com"),
        *("https://[::1]/", "https://gov.kz:x/", "https://gov.kz:/", "https://gov.kz:99999/"),
        *("https://gov.kz/\u202egnp", "https://gov.kz/a b", 'https://gov.kz/"', "https://-.kz"),
        "https://gov.kz/" + "x" * 500,
    ],
)
def test_an_address_that_hides_where_it_leads(address: str) -> None:
    assert not safe_address(address)


@given(st.text(max_size=300))
def test_any_text_is_read(typed: str) -> None:
    read = read_buttons(typed, known)
    if isinstance(read, list):
        assert all(one.line >= 1 for one in read)
        assert read
    else:
        assert all(one.label and len(one.label) <= LABEL for one in read)
        assert all(one.action or one.target.startswith("https://") for one in read)

"""Which contacts are shown, and how."""

import pytest

from core.missions.hotlines import Hotline, HotlineKind, for_card
from core.missions.mission import Email
from core.missions.trust import Showing, Trust, reliable, showing, unconfirmed
from tests.core.missions import WORDS


@pytest.mark.parametrize(
    ("trust", "shown"),
    [
        (Trust.HIGH, Showing.CONFIRMED),
        (Trust.MEDIUM, Showing.NOT_CONFIRMED),
        (Trust.LOW, Showing.UNCONFIRMED),
    ],
)
def test_a_grade_decides_how_a_contact_is_shown(trust: Trust, shown: Showing) -> None:
    assert showing(trust) is shown


def test_low_contacts_stand_apart_and_the_best_come_first() -> None:
    low = Email("low@mfa.kz", Trust.LOW)
    medium = Email("medium@mfa.kz", Trust.MEDIUM)
    high = Email("high@mfa.kz", Trust.HIGH)
    assert reliable([low, medium, high]) == (high, medium)
    assert unconfirmed([low, medium, high]) == (low,)


def line(
    number: str | None,
    kind: HotlineKind = HotlineKind.LABOUR,
    trust: Trust = Trust.HIGH,
    order: int = 10,
) -> Hotline:
    return Hotline(
        id=str(number),
        country="KR",
        kind=kind,
        order=order,
        service=WORDS,
        what_for=WORDS,
        trust=trust,
        published="2024",
        number=number,
    )


def test_the_card_has_danger_to_life_first_and_nothing_doubtful() -> None:
    labour = line("1350")
    second = line("1345", order=20)
    police = line("112", HotlineKind.POLICE, Trust.MEDIUM)
    emergency = line("119", HotlineKind.EMERGENCY, Trust.MEDIUM, order=90)
    doubtful = line("132", HotlineKind.EMERGENCY, Trust.LOW)
    unknown = line(None, HotlineKind.EMERGENCY)
    lines = [second, labour, doubtful, police, unknown, emergency]
    assert for_card(lines) == (emergency, police, labour, second)

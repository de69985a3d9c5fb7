"""Who may do what and where; and an order to give a role, as it is typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.refusal import Refusal
from core.roles.order import FARTHEST, LAST_ID, Order, Slip, last_day, read_order
from core.roles.role import ALLOWED, Grant, Right, Role, anywhere, require

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
TODAY = NOW.date()
KNOWN = ("KZ", "RU", "KR", "QA", "GB")
EVERYWHERE = None
KOREA = frozenset({"KR"})
BOTH = frozenset({"KR", "RU"})


def grant(
    role: Role = Role.OPERATOR,
    countries: frozenset[str] | None = KOREA,
    until: datetime | None = None,
) -> Grant:
    return Grant(1001, role, countries, 2001, NOW, until)


@pytest.mark.parametrize(
    ("held", "right", "countries", "allowed"),
    [
        (grant(), Right.BROADCAST, KOREA, True),
        (grant(), Right.BROADCAST, BOTH, False),
        (grant(), Right.BROADCAST, EVERYWHERE, False),
        (grant(), Right.BROADCAST, frozenset(), False),
        (grant(), Right.ROLES, KOREA, False),
        (grant(countries=frozenset()), Right.BROADCAST, KOREA, False),
        (grant(countries=None), Right.BROADCAST, EVERYWHERE, True),
        (grant(until=NOW), Right.BROADCAST, KOREA, False),
        (grant(until=NOW + timedelta(seconds=1)), Right.BROADCAST, KOREA, True),
        (grant(Role.OBSERVER), Right.BROADCAST, KOREA, False),
        (grant(Role.OBSERVER), Right.SEE_BROADCASTS, KOREA, True),
        (grant(Role.OBSERVER), Right.EXPORT, KOREA, False),
        (grant(Role.EDITOR, None), Right.SEE_BROADCASTS, EVERYWHERE, False),
        (grant(Role.ADMIN, None), Right.ROLES, EVERYWHERE, True),
    ],
)
def test_a_right_on_countries(
    held: Grant, right: Right, countries: frozenset[str] | None, *, allowed: bool
) -> None:
    assert held.holds(right, NOW, countries) is allowed
    if allowed:
        require([held], right, NOW, countries)
        return
    with pytest.raises(Refusal) as refusal:
        require([held], right, NOW, countries)
    assert refusal.value.code == "not_allowed"


def test_two_bound_grants_are_not_one() -> None:
    """Somebody on duty in Korea who observes Russia may not write to both."""
    held = [grant(), grant(Role.OBSERVER, frozenset({"RU"}))]
    with pytest.raises(Refusal):
        require(held, Right.BROADCAST, NOW, BOTH)
    assert anywhere(held, Right.SEE_BROADCASTS, NOW) == BOTH
    assert anywhere(held, Right.BROADCAST, NOW) == KOREA
    assert anywhere([*held, grant(countries=None)], Right.BROADCAST, NOW) is None
    with pytest.raises(Refusal):
        anywhere([], Right.BROADCAST, NOW)


def test_each_role_knows_its_rights() -> None:
    assert ALLOWED.keys() == set(Role)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("1001 operator KR", Order(1001, Role.OPERATOR, KOREA)),
        ("1001 Operator kr, ru", Order(1001, Role.OPERATOR, BOTH)),
        ("1001\nobserver\nALL", Order(1001, Role.OBSERVER, None)),
        (
            "1001 editor all until 2027-01-31",
            Order(1001, Role.EDITOR, None, date(2027, 1, 31)),
        ),
        (f"{LAST_ID - 1} operator KR KR", Order(LAST_ID - 1, Role.OPERATOR, KOREA)),
        ("1001 operator KR until 2026-11-23", Order(1001, Role.OPERATOR, KOREA, TODAY)),
        ("", Slip.PERSON),
        ("operator KR", Slip.PERSON),
        ("@aigul operator KR", Slip.PERSON),
        ("-100123 operator KR", Slip.PERSON),
        ("0 operator KR", Slip.PERSON),
        ("١٠٠١ operator KR", Slip.PERSON),
        (f"{LAST_ID} operator KR", Slip.PERSON),
        ("9" * 5000, Slip.PERSON),
        ("1001", Slip.ROLE),
        ("1001 king KR", Slip.ROLE),
        ("1001 admin all", Slip.ADMIN),
        ("1001 operator", Slip.COUNTRIES),
        ("1001 operator until 2027-01-31", Slip.COUNTRIES),
        ("1001 operator KR all", Slip.COUNTRY),
        ("1001 operator KR ZZ", Slip.COUNTRY),
        ("1001 operator Korea", Slip.COUNTRY),
        ("1001 operator KR until", Slip.UNTIL),
        ("1001 operator KR until tomorrow", Slip.UNTIL),
        ("1001 operator KR until 2027-02-30", Slip.UNTIL),
        ("1001 operator KR until 20270131", Slip.UNTIL),
        ("1001 operator KR until 2027-01-31 RU", Slip.UNTIL),
        ("1001 operator KR until 2026-11-22", Slip.UNTIL),
        ("1001 operator KR until 9999-12-31", Slip.UNTIL),
    ],
)
def test_an_order_as_typed(words: str, order: Order | Slip) -> None:
    assert read_order(words, KNOWN, TODAY) == order


@given(st.text() | st.lists(st.sampled_from(["1001", "operator", "KR", "until", "all", ","])))
def test_whatever_is_typed_is_an_order_or_a_slip(typed: str | list[str]) -> None:
    words = typed if isinstance(typed, str) else " ".join(typed)
    found = read_order(words, KNOWN, TODAY)
    if isinstance(found, Order):
        assert found.role is not Role.ADMIN
        assert 0 < found.person_id < LAST_ID
        assert found.countries is None or found.countries <= set(KNOWN)


@given(st.dates(TODAY, TODAY + FARTHEST))
def test_a_role_is_held_to_the_end_of_its_last_day(day: date) -> None:
    found = read_order(f"1001 operator KR until {day}", KNOWN, TODAY)
    assert isinstance(found, Order)
    assert found.until == datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)
    assert last_day(found.until) == day

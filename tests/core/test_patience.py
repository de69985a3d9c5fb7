"""How much one person may ask at once."""

from hypothesis import given
from hypothesis import strategies as st

from core.people.patience import Bucket, Verdict


def full(size: float = 3.0, rate: float = 1.0) -> Bucket:
    return Bucket(size, rate, level=size, at=0.0)


def test_a_burst_passes_is_warned_once_and_then_dropped() -> None:
    bucket = full()
    verdicts = [bucket.take(0.0) for _ in range(6)]
    assert verdicts == [Verdict.PASS] * 3 + [Verdict.WARN] + [Verdict.DROP] * 2


def test_it_fills_by_itself() -> None:
    bucket = full()
    for _ in range(4):
        bucket.take(0.0)
    assert bucket.take(0.9) is Verdict.DROP
    assert bucket.take(1.0) is Verdict.PASS


def test_it_holds_no_more_than_its_size() -> None:
    bucket = full()
    verdicts = [bucket.take(1_000.0) for _ in range(4)]
    assert verdicts == [Verdict.PASS] * 3 + [Verdict.WARN]


def test_a_warned_person_who_trickles_on_is_not_warned_again() -> None:
    bucket = full()
    for _ in range(4):
        bucket.take(0.0)
    assert bucket.take(1.0) is Verdict.PASS
    assert bucket.take(1.0) is Verdict.DROP


def test_after_a_rest_a_new_burst_is_warned_again() -> None:
    bucket = full()
    for _ in range(5):
        bucket.take(0.0)
    verdicts = [bucket.take(60.0) for _ in range(5)]
    assert verdicts == [Verdict.PASS] * 3 + [Verdict.WARN, Verdict.DROP]


@given(st.lists(st.floats(0, 5), max_size=60))
def test_never_more_than_the_burst_and_the_rate(pauses: list[float]) -> None:
    bucket, now, passed = full(), 0.0, 0
    for pause in pauses:
        now += pause
        passed += bucket.take(now) is Verdict.PASS
    assert passed <= 3 + now + 1e-6
    assert 0 <= bucket.level <= bucket.size
